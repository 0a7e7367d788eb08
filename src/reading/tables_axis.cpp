#include "reading/tables_axis.hpp"

#include <algorithm>

#include "reading/tables_stretch.hpp"

namespace reading::tables {

namespace {

using View = std::u32string_view;
using Kind = CellReading::Kind;

// 发布日期：2024年10月20日 beside the heads of columns. A bureau's name alone may head a column of its figures.
bool is_note(View text) {
  return says_of_table(text) && (text.find_first_of(U":：") != View::npos || !issuer_in(text));
}

// The header's cells above one column, from the top. A text whose merging was lost (CSV) reaches over the blanks to its
// right, as long as something stands below them.
std::vector<int> header_path(const Grid& grid, const Block& block, int column, const std::vector<bool>& stub_like) {
  std::vector<int> out;
  for (std::size_t h = 0; h < block.headers.size(); ++h) {
    const int row = block.headers[h];
    int found = grid.at(row, column);
    if (found < 0 && h + 1 < block.headers.size()) {
      bool merged_row = false;
      for (const int i : grid.cells_of(row)) merged_row = merged_row || grid.cell(i).column_span > 1;
      bool below = false;
      for (std::size_t k = h + 1; k < block.headers.size(); ++k)
        below = below || grid.at(block.headers[k], column) >= 0;
      for (int c = column - 1; !merged_row && below && c >= 0 && found < 0; --c) {
        if (stub_like[static_cast<std::size_t>(c)]) break;
        found = grid.at(row, c);
      }
    }
    if (found >= 0 && (out.empty() || out.back() != found) && !is_note(grid.text(found))) out.push_back(found);
  }
  return out;
}

struct Contents {
  int numbers = 0, missing = 0, texts = 0, units = 0, serial = 0, attributes = 0, bodies = 0, about = 0;
};

// 市统计局, 各县区政府: who, not what.
bool names_a_body(View text) {
  for (const View tail : {View(U"局"), View(U"委"), View(U"委员会"), View(U"办"), View(U"办公室"), View(U"政府"),
                          View(U"中心"), View(U"厅"), View(U"处"), View(U"科"), View(U"队"), View(U"部门")})
    if (text.ends_with(tail)) return true;
  return false;
}

}  // namespace

void overlay(Label& wide, const Label& near) {
  if (near.months.last != 0) {
    const auto year = near.months.year ? near.months.year : wide.months.year;
    wide.months = near.months;
    wide.months.year = year;
  } else if (near.months.year) {
    wide.months.year = near.months.year;
  }
  // 绝对值 and 增长% under 2025年预期目标 are targets; 完成情况 there is not.
  const bool of_the_plan = (wide.measure == Measure::plan || wide.measure == Measure::superseded) && !near.done &&
                           !near.estimate && !near.revised &&
                           (near.measure == Measure::value || near.measure == Measure::growth ||
                            near.measure == Measure::change || near.measure == Measure::index);
  if (near.measure != Measure::none && !of_the_plan) wide.measure = near.measure;
  if (near.role != Role::none) wide.role = near.role;
  if (near.span) wide.span = near.span;
  if (!near.basis.empty()) wide.basis = near.basis;
  if (!near.area.empty()) wide.area = near.area;
  if (!near.units.empty()) wide.units = near.units;
  if (!near.mark.empty()) wide.mark = near.mark;
  wide.remarks.insert(wide.remarks.end(), near.remarks.begin(), near.remarks.end());
  wide.year_shift = std::min(wide.year_shift, near.year_shift);
  wide.month_shift = std::min(wide.month_shift, near.month_shift);
  wide.hundred = wide.hundred || near.hundred;
  wide.lagged = wide.lagged || near.lagged;
  wide.done = wide.done || near.done;
  wide.estimate = wide.estimate || near.estimate;
  wide.revised = wide.revised || near.revised;
  wide.part = near.part;
}

namespace {

// How deep the number before a name puts it: 一、 (一) 1. (1).
int numbering_depth(View written) {
  const std::u32string text = plain_text(written);
  constexpr View numerals = U"一二三四五六七八九十";
  std::size_t i = 0;
  const bool bracket = !text.empty() && text[0] == U'(';
  if (bracket) i = 1;
  const std::size_t start = i;
  while (i < text.size() && numerals.find(text[i]) != View::npos) ++i;
  const bool han = i > start;
  while (!han && i < text.size() && text[i] >= U'0' && text[i] <= U'9' && i - start < 2) ++i;
  if (i == start || i + 1 >= text.size()) return 0;
  if (bracket) return text[i] != U')' ? 0 : han ? 2 : 6;
  if (han) return 0;
  return text[i] == U'、' || (text[i] == U'.' && (text[i + 1] < U'0' || text[i + 1] > U'9')) ? 4 : 0;
}

bool begins_numbered(View text) {
  const auto end = text.find_first_not_of(U"(0123456789一二三四五六七八九十");
  return end != View::npos && end > 0 && (text[end] == U'、' || text[end] == U')' || text[end] == U'.');
}

}  // namespace

void add_cell(Axis& axis, View written, const base::Place& place, const facts::NamesTable& names) {
  const Label label = read_label(written, names);
  axis.indent = 0;
  for (const char32_t c : written) {
    if (!base::is_space(c)) break;
    axis.indent += c == U'\u3000' ? 2 : 1;
  }
  axis.written = axis.indent;
  axis.indent += numbering_depth(written);
  axis.numbered = begins_numbered(plain_text(written));
  if (label.part) axis.indent += 2;
  overlay(axis.label, label);
  if (!label.rest.empty()) axis.names.push_back(label.rest);
  const std::string words = base::to_utf8(plain_text(written));
  axis.printed += (axis.printed.empty() ? "" : " ") + words;
  axis.place = place;
}

std::vector<Column> read_columns(const Grid& grid, const Block& block, const facts::NamesTable& names) {
  const int n = grid.columns();
  std::vector<Contents> contents(static_cast<std::size_t>(n));
  std::vector<bool> stub_like(static_cast<std::size_t>(n), false);
  for (int c = 0; c < n; ++c) {
    auto& seen = contents[static_cast<std::size_t>(c)];
    int last = -1;
    for (const auto& line : block.body) {
      const int i = grid.at(line.row, c);
      if (line.section || i < 0 || i == last) continue;
      last = i;
      const auto& r = grid.reading(i);
      if (r.kind == Kind::number || r.kind == Kind::missing) {
        ++seen.numbers;
        seen.missing += r.kind == Kind::missing;
        seen.serial += r.kind == Kind::number && r.number == base::Decimal(seen.numbers);
      } else {
        const std::u32string text = plain_text(grid.text(i));
        ++seen.texts;
        seen.units += !units_of(text).empty();
        seen.attributes += is_attribute(text);
        seen.bodies += names_a_body(text);
        seen.about += View(U"0123456789≤≥<>≦≧").find(text[0]) != View::npos;  // 5.5左右
      }
    }
    // A column of targets in words (与经济增长同步) under 2024年 still is one of the group.
    const bool says_number = std::ranges::any_of(block.headers, [&](int row) {
      const int i = grid.at(row, c);
      return i >= 0 && read_label(grid.text(i), names).measure != Measure::none;
    });
    stub_like[static_cast<std::size_t>(c)] = seen.texts > seen.numbers && !says_number;
  }

  std::vector<Column> out(static_cast<std::size_t>(n));
  int panel = 0;
  bool value_seen = false, name_column = false;
  for (int c = 0; c < n; ++c) {
    auto& column = out[static_cast<std::size_t>(c)];
    const auto& seen = contents[static_cast<std::size_t>(c)];
    for (const int i : header_path(grid, block, c, stub_like))
      add_cell(column.axis, grid.text(i), grid.cell(i).place, names);
    column.role = column.axis.label.role;
    const bool any = seen.numbers + seen.texts > 0;
    if (seen.attributes > 0 && seen.attributes == seen.texts && seen.numbers == seen.missing) column.role = Role::other;
    name_column = name_column || column.role == Role::indicator;
    switch (column.role) {
      case Role::unit:
        column.kind = seen.units > 0 ? ColumnKind::unit : ColumnKind::ignored;
        break;
      case Role::remark:
        column.kind = ColumnKind::remark;
        break;
      case Role::serial:
      case Role::other:
      case Role::project:
        break;
      case Role::indicator:
      case Role::area:
      case Role::period:
        column.kind = ColumnKind::stub;
        break;
      case Role::none: {
        const Label& head = column.axis.label;
        const bool nameless = column.axis.printed.empty();
        // A column of targets is mostly words (与经济增长同步, 8%以上) and names nothing all the same.
        const bool says_number = head.measure != Measure::none ||
                                 (name_column && (head.span || !head.months.empty() || head.year_shift != 0)) ||
                                 (value_seen && seen.about == seen.texts && seen.numbers > seen.missing);
        if (!any) {
          column.kind = ColumnKind::ignored;
        } else if (seen.texts > seen.numbers && says_number) {
          const bool numbers = seen.numbers > seen.missing || not_kept(head.measure) != nullptr;
          column.kind = numbers ? ColumnKind::value : ColumnKind::ignored;
        } else if (seen.units > 0 && seen.units == seen.texts && seen.numbers == 0) {
          column.kind = ColumnKind::unit;
        } else if (seen.texts > seen.numbers && name_column && !nameless && 2 * seen.bodies > seen.texts) {
          column.kind = ColumnKind::ignored;
        } else if (seen.texts > seen.numbers) {
          column.kind = value_seen ? ColumnKind::remark : ColumnKind::stub;
        } else if (nameless && !value_seen && seen.serial == seen.numbers && seen.numbers > 1 && c + 1 < n) {
          column.kind = ColumnKind::ignored;  // 1 2 3 … before the names
        } else {
          column.kind = ColumnKind::value;
        }
        break;
      }
    }
    if (column.kind == ColumnKind::stub && value_seen) {
      ++panel;
      value_seen = false;
    }
    value_seen = value_seen || column.kind == ColumnKind::value;
    column.panel = panel;
  }
  return out;
}

}  // namespace reading::tables
