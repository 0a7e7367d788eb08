#include "office/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "office/sheet.hpp"

namespace office {

char32_t delimiter_of(std::u32string_view text) {
  constexpr std::array<char32_t, 3> candidates{U',', U'\t', U';'};
  // How many lines agree on one count of the delimiter, quoted parts left out.
  std::array<std::map<int, int>, 3> lines_with;
  std::array<int, 3> here{};
  bool quoted = false;
  int lines = 0;
  for (std::size_t i = 0; i <= text.size() && lines < 200; ++i) {
    const char32_t c = i < text.size() ? text[i] : U'\n';
    if (c == U'"') {
      quoted = !quoted;
    } else if (c == U'\n' && (!quoted || i == text.size())) {
      for (std::size_t k = 0; k < here.size(); ++k)
        if (here[k] > 0) ++lines_with[k][here[k]];
      here = {};
      ++lines;
    } else if (!quoted) {
      for (std::size_t k = 0; k < candidates.size(); ++k)
        if (c == candidates[k]) ++here[k];
    }
  }
  char32_t best = U',';
  int most = 0;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    for (const auto& [count, agreeing] : lines_with[k]) {
      if (agreeing * 4 + std::min(count, 3) > most) {
        most = agreeing * 4 + std::min(count, 3);
        best = candidates[k];
      }
    }
  }
  return best;
}

base::Result<document::Document> read_csv(std::u32string_view text, const std::string& file_name) {
  document::Document out;
  out.file = file_name;
  if (text.starts_with(U'\uFEFF')) text.remove_prefix(1);
  // What spreadsheet programs write to name the delimiter.
  char32_t delimiter = 0;
  int line = 1;
  if (text.starts_with(U"sep=") && text.size() > 5 && (text[5] == U'\n' || text[5] == U'\r')) {
    delimiter = text[4];
    text.remove_prefix(std::min(text.find(U'\n'), text.size() - 1) + 1);
    ++line;
  }
  if (delimiter == 0) delimiter = delimiter_of(text);
  if (const auto zero = text.find(U'\0'); zero != std::u32string_view::npos) {
    document::Place place;
    place.file = file_name;
    return base::fail("document.damaged", "文本里夹有二进制内容", place, "用 Excel 或 WPS 打开，另存为 .xlsx 再试");
  }

  Sheet sheet(file_name, {}, false);
  int row = line - 1, column = 0;
  std::u32string field;
  auto fault = [&](int at, const char* what) {
    document::Place place;
    place.file = file_name;
    place.line = at;
    return base::fail("document.damaged", what, place, "用 Excel 或 WPS 打开检查这一行，另存为 .xlsx 再试");
  };
  auto end_field = [&]() -> base::Result<void> {
    const std::string utf8 = base::to_utf8(field);
    field.clear();
    if (row >= max_rows || column >= max_columns) {
      document::Place place;
      place.file = file_name;
      return base::fail("document.too_large", "表格的行或列太多，不予读取", place, "拆成几个文件再试");
    }
    return sheet.put(row, column++, {.text = utf8});
  };
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    if (c == U'"' && field.empty()) {
      const int opened = line;
      for (++i;; ++i) {
        if (i >= text.size()) return fault(opened, "引号没有成对，从这里开始的单元格没有结束");
        if (text[i] == U'"') {
          if (i + 1 >= text.size() || text[i + 1] != U'"') break;
          ++i;
        }
        if (text[i] == U'\n') ++line;
        field += text[i];
      }
      ++i;
      while (i < text.size() && text[i] == U' ' && delimiter != U' ') ++i;
      if (i < text.size() && text[i] != delimiter && text[i] != U'\n' && text[i] != U'\r')
        return fault(line, "引号后面还有别的字符");
    } else if (c == delimiter) {
      if (auto done = end_field(); !done) return base::fail(done.error());
      ++i;
    } else if (c == U'\n' || c == U'\r') {
      if (auto done = end_field(); !done) return base::fail(done.error());
      i += c == U'\r' && i + 1 < text.size() && text[i + 1] == U'\n' ? 2 : 1;
      ++line;
      ++row;
      column = 0;
    } else {
      field += c;
      ++i;
    }
  }
  if (auto done = end_field(); !done) return base::fail(done.error());
  if (auto done = sheet.append_to(out, SheetLimits{}); !done) return base::fail(done.error());
  return out;
}

}  // namespace office
