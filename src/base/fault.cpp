#include "base/fault.hpp"

#include <cstdio>
#include <cstdlib>

namespace base {

std::string to_text(const Place& p, bool english) {
  std::string out = p.file;
  auto add = [&](const std::string& part) {
    if (!out.empty()) out += ' ';
    out += part;
  };
  auto number = [&](int n, const char* before, const char* after, const char* english_word) {
    if (n <= 0) return;
    add(english ? std::string(english_word) + ' ' + std::to_string(n) : before + std::to_string(n) + after);
  };
  if (!p.sheet.empty()) add(english ? "sheet \"" + p.sheet + "\"" : "工作表“" + p.sheet + "”");
  number(p.page, "第", "页", "page");
  if (p.table > 0) {
    // Readers of a text count its tables; the paragraph is only where the table stands.
    number(p.table, "表", "", "table");
    if (!english && p.row > 0 && p.column > 0) {
      add("第" + std::to_string(p.row) + "行第" + std::to_string(p.column) + "列");
      return out;
    }
  } else {
    number(p.paragraph, "第", "段", "paragraph");
  }
  if (!p.cell.empty()) {
    add(english ? "cell " + p.cell : "单元格" + p.cell);
  } else {
    number(p.row, "第", "行", "row");
  }
  number(p.line, "第", "行", "line");
  number(p.column, "第", "列", "column");
  return out;
}

std::string to_text(const Fault& fault) {
  std::string out = to_text(fault.where);
  if (!out.empty()) out += "：";
  out += fault.what;
  // A remedy may ask by itself already.
  if (!fault.remedy.empty()) out += (fault.remedy.starts_with("请") ? "。" : "。请") + fault.remedy;
  return out;
}

namespace detail {
void assertion_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "程序内部错误（请把这一行报告给我们）: %s:%d: %s\n", file, line, expression);
  std::abort();
}
}  // namespace detail

}  // namespace base
