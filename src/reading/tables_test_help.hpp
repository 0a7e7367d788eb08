// Tables for tests, drawn as text: a line a row, | between cells, < merged with the cell to the left, ^ with the one
// above. ASCII spaces around a cell do not count; full-width ones indent.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "reading/tables.hpp"

namespace reading::test {

inline std::string letters(int column) {
  std::string out;
  for (int n = column + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

inline document::Document drawn(const std::string& picture, const std::string& file = "表.xlsx",
                                const std::string& sheet = "Sheet1") {
  document::Document out;
  out.file = file;
  document::Table table;
  table.name = sheet;
  table.place = {.file = file, .sheet = sheet};
  std::map<std::pair<int, int>, std::size_t> owner;
  const std::u32string text = base::u32(picture);
  int row = 0;
  std::size_t line_start = 0;
  while (line_start < text.size()) {
    std::size_t line_end = text.find(U'\n', line_start);
    if (line_end == std::u32string::npos) line_end = text.size();
    int column = 0;
    std::size_t at = line_start;
    while (at <= line_end) {
      std::size_t stop = text.find(U'|', at);
      if (stop == std::u32string::npos || stop > line_end) stop = line_end;
      std::size_t a = at, b = stop;
      while (a < b && text[a] == U' ') ++a;
      while (b > a && text[b - 1] == U' ') --b;
      const std::u32string cell = text.substr(a, b - a);
      const bool left = cell == U"<", up = cell == U"^";
      const auto merged = owner.find(left ? std::pair{row, column - 1} : std::pair{row - 1, column});
      if ((left || up) && merged != owner.end()) {
        auto& whole = table.cells[merged->second];
        owner[{row, column}] = merged->second;
        whole.column_span = std::max(whole.column_span, column - whole.column + 1);
        whole.row_span = std::max(whole.row_span, row - whole.row + 1);
      } else if (!cell.empty()) {
        document::Cell c;
        c.span = {static_cast<int>(out.text.size()), static_cast<int>(out.text.size() + cell.size())};
        c.row = row;
        c.column = column;
        c.place = base::Place{.file = file, .sheet = sheet, .cell = letters(column) + std::to_string(row + 1)};
        owner[{row, column}] = table.cells.size();
        table.cells.push_back(c);
        out.text += cell + U"\t";
      }
      ++column;
      at = stop + 1;
    }
    table.columns = std::max(table.columns, column);
    ++row;
    line_start = line_end + 1;
  }
  table.rows = row;
  table.span = {0, static_cast<int>(out.text.size())};
  out.blocks.emplace_back(std::move(table));
  return out;
}

inline TableContext in_lanhu(const char* asof = "2023-11-30") {
  TableContext context;
  context.asof = *calendar::parse_date(asof);
  context.area = "岚湖区";
  context.area_code = "990101";
  return context;
}

inline TablesRead read_drawn(const std::string& picture, const TableContext& context = in_lanhu(),
                             const std::string& file = "表.xlsx", const std::string& sheet = "Sheet1") {
  return read_tables(drawn(picture, file, sheet), facts::NamesTable::builtin(), context);
}

// "岚湖区 地区生产总值 2023-01/2023-09 cumulative 285.30亿元 5.2%[可比口径] @B4" and so on, a line a fact.
inline std::string in_words(const facts::Fact& f) {
  std::string out = f.area + " " + f.indicator + " " + calendar::to_string(f.period) + " " + facts::to_string(f.span);
  if (f.value) out += " " + f.value->to_string() + f.unit;
  if (f.growth_pct) out += " " + f.growth_pct->to_string() + "%";
  if (!f.growth_basis.empty()) out += "[" + f.growth_basis + "]";
  return out + " @" + f.source.place.cell;
}
inline std::vector<std::string> in_words(const TablesRead& read) {
  std::vector<std::string> out;
  for (const auto& f : read.facts) out.push_back(in_words(f));
  return out;
}
inline std::string why(const TablesRead& read) {
  std::string out;
  for (const auto& u : read.unread) out += u.place.cell + " " + u.why + "\n";
  for (const auto& u : read.findings) out += u.place.cell + " ! " + u.why + "\n";
  for (const auto& q : read.questions) out += q.place.cell + " ? " + q.kind + " " + q.asked + " " + q.text + "\n";
  return out;
}

}  // namespace reading::test
