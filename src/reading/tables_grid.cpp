#include "reading/tables_grid.hpp"

#include <algorithm>
#include <limits>

namespace reading::tables {

namespace {

using View = std::u32string_view;
using Kind = CellReading::Kind;

constexpr std::size_t kMostPlaces = 20'000'000;

std::size_t position(const std::vector<int>& sorted, int value) {
  return static_cast<std::size_t>(std::ranges::lower_bound(sorted, value) - sorted.begin());
}

void sort_unique(std::vector<int>& all) {
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

bool year_number(const CellReading& r) {
  return r.kind == Kind::number && r.unit.empty() && r.number.decimals() == 0 && r.number >= base::Decimal(1990) &&
         r.number <= base::Decimal(2100);
}

bool says_something(const Label& l) {
  return l.measure != Measure::none || !l.months.empty() || l.span || l.year_shift != 0 || l.month_shift != 0 ||
         !l.units.empty() || !l.basis.empty() || l.role != Role::none || l.hundred;
}

enum class RowKind { title, header, numbering, data };

// Rows are told apart by what stands in them alone; where they stand decides in find_blocks.
class Rows {
 public:
  Rows(const Grid& grid, const facts::NamesTable& names) : grid_(grid), names_(names) {}

  RowKind kind(int row) const {
    const auto cells = grid_.cells_of(row);
    int numbers = 0, texts = 0, years = 0;
    bool unit_line = false;
    for (const int i : cells) {
      const auto& r = grid_.reading(i);
      if (year_number(r)) ++years;
      (r.kind == Kind::number || r.kind == Kind::missing ? numbers : texts) += 1;
      unit_line = unit_line || plain_text(grid_.text(i)).find(U"单位:") != std::u32string::npos;
    }
    if (numbers == 0 && (cells.size() == 1 || only_notes(cells))) return RowKind::title;
    if (is_numbering(cells)) return RowKind::numbering;
    if (numbers > 0 && years == numbers && (cells.size() > 2 || texts == 0)) return RowKind::header;
    if (numbers > 0) return RowKind::data;
    if (unit_line && cells.size() <= 4 && !headerish(row)) return RowKind::title;
    return RowKind::header;
  }

  // After data, only what has the words of a header opens a new table.
  bool headerish(int row, bool in_body = false) const {
    int known = 0;
    bool stub_head = false;
    for (const int i : grid_.cells_of(row)) {
      const Label label = read_label(grid_.text(i), names_);
      if (plain_text(grid_.text(i)).find(U"单位:") != std::u32string::npos) continue;
      // 亿元 and 完成 stand in rows too.
      Label rest = label;
      rest.units.clear();
      if (rest.done || rest.estimate) rest.measure = Measure::none;
      if (label.plain() && (in_body ? says_something(rest) : says_something(label))) ++known;
      stub_head = stub_head || label.role == Role::indicator || label.role == Role::area ||
                  label.role == Role::period || label.role == Role::project;
    }
    return known >= 2 || (stub_head && grid_.cells_of(row).size() >= 2);
  }

  // 地区生产总值 | 1862.4亿元，增长4.6% | 增长5%左右: words alone, yet below the head 指标 and under its own name.
  bool begins_body(int row, const std::vector<int>& headers) const {
    for (int c = 0; !headers.empty() && c < grid_.columns(); ++c) {
      const int head = grid_.at(headers.back(), c), cell = grid_.at(row, c);
      if (head < 0 || cell < 0 || head == cell) continue;
      if (read_label(grid_.text(head), names_).role != Role::indicator) continue;
      const Label label = read_label(grid_.text(cell), names_);
      if (!label.rest.empty() && names_.find(base::to_utf8(label.rest)) != nullptr) return true;
    }
    return false;
  }

  // One cell, not at the left edge, with header words: the upper line of a header (1-9月 over 绝对值 and 增速).
  bool upper_header(int row) const {
    const auto cells = grid_.cells_of(row);
    if (cells.size() != 1 || grid_.column_of(cells[0]) == 0) return false;
    const Label label = read_label(grid_.text(cells[0]), names_);
    if (plain_text(grid_.text(cells[0])).find(U"单位:") != std::u32string::npos) return false;
    return (label.plain() && says_something(label)) || names_.find(base::to_utf8(label.rest)) != nullptr;
  }

  bool footnote(int row) const {
    const auto cells = grid_.cells_of(row);
    const std::u32string text = cells.empty() ? std::u32string() : plain_text(grid_.text(cells[0]));
    for (const View head : {View(U"注"), View(U"备注"), View(U"说明"), View(U"数据来源"), View(U"资料来源"),
                            View(U"来源:"), View(U"填表"), View(U"制表"), View(U"审核"), View(U"填报"), View(U"联系"),
                            View(U"*"), View(U"发布日期"), View(U"公布日期"), View(U"①"), View(U"②"), View(U"③")}) {
      if (text.starts_with(head)) return true;
    }
    return false;
  }

 private:
  // 潞川市统计局 | 发布日期：2024年10月20日: who and when, in whichever columns. Of cells that are bureaus alone one at
  // most: several head the columns of a table.
  bool only_notes(const std::vector<int>& cells) const {
    int notes = 0, bodies = 0;
    for (const int i : cells) {
      const std::u32string text = plain_text(grid_.text(i));
      const bool note = says_of_table(text);
      if (note && text.find(U':') == std::u32string::npos && issuer_in(text)) ++bodies;
      if (!note && !text.starts_with(U"单位:") && !text.starts_with(U"计量单位:") && !months_alone(text)) return false;
      notes += note;
    }
    return notes > 0 && bodies <= 1;
  }
  static bool months_alone(View text) {
    Months months;
    return months_at(text, 0, months) == text.size();
  }

  // 甲 乙 1 2 3 under a header.
  bool is_numbering(const std::vector<int>& cells) const {
    constexpr View stems = U"甲乙丙丁戊";
    int expected = 0;
    bool any_stem = false, any_number = false;
    for (const int i : cells) {
      const std::u32string text = plain_text(grid_.text(i));
      if (text.size() == 1 && stems.find(text[0]) != View::npos) {
        any_stem = true;
        continue;
      }
      const auto& r = grid_.reading(i);
      if (r.kind != Kind::number || r.number != base::Decimal(expected + 1)) return false;
      ++expected;
      any_number = true;
    }
    return any_number && (any_stem || expected >= 3);
  }

  const Grid& grid_;
  const facts::NamesTable& names_;
};

}  // namespace

std::optional<Grid> Grid::make(const document::Document& document, const document::Table& table) {
  Grid grid;
  grid.document_ = &document;
  grid.table_ = &table;
  std::vector<int> shown;
  grid.readings_.resize(table.cells.size());
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const auto& cell = table.cells[i];
    const int index = static_cast<int>(i);
    if (cell.row < 0 || cell.column < 0) continue;
    const View text = grid.text(index);
    if (base::trim(text).empty()) continue;
    CellReading read = read_cell(text, cell.kind);
    if (cell.hidden) {
      grid.hidden_numbers_ += read.kind == Kind::number;
      continue;
    }
    if (cell.formula && read.kind == Kind::number) ++grid.formulas_;
    grid.readings_[i] = std::move(read);
    shown.push_back(index);
    grid.rows_.push_back(cell.row);
    grid.columns_.push_back(cell.column);
  }
  sort_unique(grid.rows_);
  sort_unique(grid.columns_);
  if (grid.rows_.size() * grid.columns_.size() > kMostPlaces) return std::nullopt;
  grid.at_.assign(grid.rows_.size() * grid.columns_.size(), -1);
  std::size_t work = 0;
  for (const int index : shown) {
    const auto& cell = grid.cell(index);
    const auto end_of = [](int start, int span) {
      const long long end = static_cast<long long>(start) + std::max(span, 1);
      return static_cast<int>(std::min<long long>(end, std::numeric_limits<int>::max()));
    };
    const std::size_t top = position(grid.rows_, cell.row), left = position(grid.columns_, cell.column);
    std::size_t bottom = position(grid.rows_, end_of(cell.row, cell.row_span));
    std::size_t right = position(grid.columns_, end_of(cell.column, cell.column_span));
    // Merged areas that cover each other without end count as one place each.
    if ((work += (bottom - top) * (right - left)) > 2 * kMostPlaces) bottom = top + 1, right = left + 1;
    for (std::size_t r = top; r < bottom; ++r) {
      for (std::size_t c = left; c < right; ++c) {
        int& place = grid.at_[r * grid.columns_.size() + c];
        if (place < 0 || (r == top && c == left)) place = index;
      }
    }
  }
  return grid;
}

View Grid::text(int index) const {
  const auto& span = cell(index).span;
  JC_ASSERT(span.start >= 0 && span.start <= span.end && span.end <= static_cast<int>(document_->text.size()));
  return View(document_->text).substr(static_cast<std::size_t>(span.start), static_cast<std::size_t>(span.size()));
}

std::vector<int> Grid::cells_of(int row) const {
  std::vector<int> out;
  for (int c = 0; c < columns(); ++c) {
    const int i = at(row, c);
    if (i >= 0 && (out.empty() || out.back() != i)) out.push_back(i);
  }
  return out;
}

int Grid::column_of(int index) const { return static_cast<int>(position(columns_, cell(index).column)); }

std::vector<Block> find_blocks(const Grid& grid, const facts::NamesTable& names) {
  const Rows rows(grid, names);
  const int n = grid.rows();
  std::vector<RowKind> kinds;
  for (int r = 0; r < n; ++r) kinds.push_back(rows.kind(r));

  std::vector<Block> out;
  Block block;
  std::vector<int> waiting;  // titles after data: sections, footnotes, or the titles of what follows
  const auto settle = [&](bool more_follows) {
    bool notes = true;
    Block next;
    for (std::size_t k = 0; k < waiting.size(); ++k) {
      const int r = waiting[k];
      const bool goes_on = !block.footnotes.empty() && !grid.gap_before(r) && k > 0;
      notes = notes && (!more_follows || rows.footnote(r) || goes_on);
      (notes ? block.footnotes : next.titles).push_back(r);
    }
    waiting.clear();
    out.push_back(std::move(block));
    block = std::move(next);
  };
  for (int r = 0; r < n; ++r) {
    const auto kind = kinds[static_cast<std::size_t>(r)];
    if (kind == RowKind::numbering) continue;
    const bool in_body = !block.body.empty();
    if (kind == RowKind::title) {
      const auto cells = grid.cells_of(r);
      if (!grid.begins_in(cells[0], r)) continue;
      const bool header_next = r + 1 < n && kinds[static_cast<std::size_t>(r) + 1] == RowKind::header;
      if (rows.upper_header(r) && header_next && (!in_body || rows.headerish(r + 1))) {
        if (in_body) settle(true);
        block.headers.push_back(r);
      } else if (in_body) {
        waiting.push_back(r);
      } else if (!block.headers.empty()) {
        block.body.push_back({r, true});
      } else {
        block.titles.push_back(r);
      }
      continue;
    }
    if (kind == RowKind::header && !(!in_body && rows.begins_body(r, block.headers))) {
      const bool only_sections = std::ranges::all_of(block.body, [](const auto& line) { return line.section; });
      if (!in_body || (only_sections && rows.headerish(r))) {
        if (in_body) {  // a line that seemed to head rows stands between two headers
          for (const auto& line : block.body) block.titles.push_back(line.row);
          block.body.clear();
          block.headers.clear();
        }
        block.headers.push_back(r);
        continue;
      }
      if (rows.headerish(r, true)) {
        settle(true);
        block.headers.push_back(r);
        continue;
      }
    }
    for (const int w : waiting) block.body.push_back({w, true});
    waiting.clear();
    block.body.push_back({r, false});
  }
  settle(false);
  std::erase_if(out, [](const Block& b) { return b.titles.empty() && b.headers.empty() && b.body.empty(); });
  return out;
}

}  // namespace reading::tables
