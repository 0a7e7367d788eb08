#include "reading/plan_table.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>

#include "base/text.hpp"
#include "facts/names.hpp"

namespace reading {
namespace {

using document::Cell;
using Words = std::u32string_view;
constexpr auto npos = Words::npos;

bool says_one_of(Words text, std::initializer_list<Words> words) {
  return std::ranges::any_of(words, [&](Words word) { return text.find(word) != npos; });
}

bool is_numeral(char32_t c) { return Words(U"0123456789一二三四五六七八九十").find(c) != npos; }

// 1. 地区生产总值, （二）…, 12、…: the number of a row is no part of its name. A name may start with a number (5G…).
Words without_number(Words name) {
  Words rest = name;
  const bool bracket = !rest.empty() && Words(U"（(").find(rest.front()) != npos;
  if (bracket) rest.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < rest.size() && is_numeral(rest[digits])) ++digits;
  if (digits == 0 || digits > 3 || digits == rest.size()) return name;
  rest.remove_prefix(digits);
  if (Words(bracket ? U"）)" : U".．、 ").find(rest.front()) == npos) return name;
  rest.remove_prefix(1);
  return base::trim(rest);
}

}  // namespace

bool says_something(Words words) { return words.find_first_not_of(U"-—－–/\\　 …") != npos; }

bool PlanTable::may_be(const document::Table& table) {
  constexpr int kMostColumns = 60;
  constexpr std::int64_t kMostCells = 60'000;
  return table.rows > 1 && table.columns > 1 && table.columns <= kMostColumns &&
         static_cast<std::int64_t>(table.rows) * table.columns <= kMostCells;
}

PlanTable::PlanTable(Words text, const document::Table& table, int report_year, int plan_year)
    : text_(text), table_(&table), report_year_(report_year), plan_year_(plan_year) {
  grid_.assign(static_cast<std::size_t>(table.rows),
               std::vector<const Cell*>(static_cast<std::size_t>(table.columns), nullptr));
  for (const Cell& cell : table.cells) {
    for (int row = cell.row; row < std::min(cell.row + cell.row_span, table.rows); ++row)
      for (int column = cell.column; column < std::min(cell.column + cell.column_span, table.columns); ++column)
        grid_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = &cell;
  }
  body_from_ = first_row_of_body();
  columns_.reserve(static_cast<std::size_t>(table.columns));
  for (int column = 0; column < table.columns; ++column)
    columns_.push_back(column_of(column, columns_.empty() ? nullptr : &columns_.back()));
}

bool PlanTable::starts_at(int row, int column) const {
  const Cell* cell = at(row, column);
  return cell != nullptr && cell->row == row && cell->column == column;
}

std::u32string PlanTable::words(const Cell* cell) const {
  std::u32string out;
  if (cell == nullptr) return out;
  for (const char32_t c : base::trim(base::slice(text_, cell->span)))
    if (Words(U"\n\r\t\v").find(c) == npos) out += c;
  return out;
}

int PlanTable::first_row_of_body() const {
  for (int row = 1; row < rows(); ++row) {
    for (int column = 1; column < columns(); ++column) {
      const std::u32string said = words(at(row, column));
      if (said.find_first_of(U"0123456789") != npos && said.find(U'年') == npos) return row;
    }
  }
  return std::min(1, rows());
}

PlanColumn PlanTable::column_of(int at_column, const PlanColumn* before) const {
  PlanColumn out;
  const Cell* last = nullptr;
  for (int row = 0; row < body_from_; ++row) {
    const Cell* cell = at(row, at_column);
    // A title over all columns says nothing of one.
    if (cell == nullptr || cell == last || (cell->column_span >= columns() && columns() > 1)) continue;
    last = cell;
    const std::u32string said = words(cell);
    if (!out.header.empty() && !said.empty() && said.front() != U'（') out.header += U' ';
    out.header += said;
  }
  const Words h = out.header;
  const auto names_year = [&](int year) { return year > 0 && h.find(base::u32(std::to_string(year))) != npos; };
  if (names_year(plan_year_) || says_one_of(h, {U"今年", U"本年"})) out.year = plan_year_;
  if (names_year(report_year_) || says_one_of(h, {U"上年", U"去年"})) out.year = report_year_;
  out.growth = says_one_of(h, {U"增长", U"增速", U"同比", U"增幅", U"±"});
  out.names = says_one_of(h, {U"指标", U"名称", U"项目"}) && !says_one_of(h, {U"指标属性", U"指标性质", U"指标类"});
  out.unit = says_one_of(h, {U"单位"}) && !says_one_of(h, {U"责任", U"牵头"});
  if (says_one_of(h, {U"计划", U"目标", U"预期"}) && !says_one_of(h, {U"属性", U"性质"})) out.of = PlanColumn::Of::plan;
  if (says_one_of(h, {U"完成", U"实绩", U"实际", U"执行", U"实现"}) && !says_one_of(h, {U"完成计划", U"完成率"}))
    out.of = PlanColumn::Of::result;
  // 2024年完成 | 增长（%） | 2025年计划 | 增长（%）: a bare 增长 is of the column before it.
  if (out.of == PlanColumn::Of::unknown && out.growth && out.year == 0 && before != nullptr &&
      before->of != PlanColumn::Of::unknown && !before->growth) {
    out.of = before->of;
    out.year = before->year;
  }
  if (out.of == PlanColumn::Of::unknown && out.year > 0)
    out.of = out.year == plan_year_ ? PlanColumn::Of::plan : PlanColumn::Of::result;
  // 2024年1—11月完成, 一季度目标, 市本级, “十四五”规划目标: of a part of the year, of the area, or of several years.
  const bool part = says_one_of(h, {U"季度", U"上半年", U"下半年", U"月", U"本级", U"规划", U"时期", U"年均", U"分解"});
  if (part) out.of = PlanColumn::Of::unknown, out.year = 0;
  return out;
}

std::u32string PlanTable::name_of(int row) const {
  constexpr int kFirst = 4;
  const bool headed = std::ranges::any_of(columns_, [](const PlanColumn& c) { return c.names; });
  std::u32string out;
  for (int column = 0; column < std::min(columns(), kFirst); ++column) {
    const PlanColumn& c = columns_[static_cast<std::size_t>(column)];
    if (c.unit || c.of != PlanColumn::Of::unknown) break;
    if (headed && !c.names) continue;
    const std::u32string said = words(at(row, column));
    Words name = without_number(said);
    for (const Words lead : {Words(U"其中："), Words(U"其中:"), Words(U"其中"), Words(U"#"), Words(U"其：")})
      if (name.starts_with(lead)) name = base::trim(name.substr(lead.size()));
    if (const auto bracket = name.find_first_of(U"（("); bracket != npos && bracket > 0)
      name = base::trim(name.substr(0, bracket));
    if (name.size() < 2 || name.find_first_not_of(U"0123456789.、") == npos) continue;
    out = name;
    // A group of rows (经济发展) stands before their names under one header, or under none.
    const Cell* cell = at(row, column);
    const bool group = cell->row_span > 1 ||
                       (headed && column + 1 < columns() && columns_[static_cast<std::size_t>(column) + 1].names);
    if (!group) break;
  }
  return out;
}

std::u32string PlanTable::unit_of(int row) const {
  for (int column = 0; column < columns(); ++column)
    if (columns_[static_cast<std::size_t>(column)].unit) {
      const std::u32string said = words(at(row, column));
      return says_something(said) ? said : std::u32string();
    }
  for (int column = 0; column < std::min(columns(), 3); ++column) {
    const std::u32string said = words(at(row, column));
    const auto from = said.find_first_of(U"（("), to = said.find_first_of(U"）)");
    if (from != npos && to != npos && from > 0 && from + 1 < to) return said.substr(from + 1, to - from - 1);
  }
  return {};
}

}  // namespace reading
