#include "office/sheet.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"

namespace office {
namespace {

// Appends as code points; what is no UTF-8 becomes U+FFFD. Tabs, which part cells in the text of a document, become
// spaces; carriage returns are left out. Says whether all was valid.
bool append_code_points(std::u32string& out, std::string_view bytes) {
  bool valid = true;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      if (lead == '\r') continue;
      out += lead == '\t' ? U' ' : static_cast<char32_t>(lead);
      continue;
    }
    const int more = lead >= 0xC2 && lead < 0xE0   ? 1
                     : lead >= 0xE0 && lead < 0xF0 ? 2
                     : lead >= 0xF0 && lead < 0xF5 ? 3
                                                   : 0;
    char32_t c = more == 0 ? 0xFFFD : lead & (0x3F >> more);
    bool good = more > 0 && i + static_cast<std::size_t>(more) < bytes.size();
    for (int k = 1; good && k <= more; ++k) {
      const auto next = static_cast<unsigned char>(bytes[i + static_cast<std::size_t>(k)]);
      good = (next & 0xC0) == 0x80;
      c = c << 6 | (next & 0x3F);
    }
    good = good && !(more == 2 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) &&
           !(more == 3 && (c < 0x10000 || c > 0x10FFFF));
    out += good ? c : U'\uFFFD';
    valid = valid && good;
    i += good ? static_cast<std::size_t>(more) + 1 : 1;
  }
  return valid;
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r') {
      text.remove_prefix(1);
    } else if (text.starts_with("\u3000") || text.starts_with("\uFEFF") || text.starts_with("\u200B")) {
      text.remove_prefix(3);
    } else if (text.starts_with("\u00A0")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

Sheet::Sheet(std::string file, const std::string& name, bool hidden, const std::string* texts)
    : hidden_(hidden), texts_(texts) {
  place_.file = std::move(file);
  // The name goes into messages: what is no UTF-8 in it must not.
  std::u32string valid;
  append_code_points(valid, std::string_view(name).substr(0, 1000));
  place_.sheet = base::to_utf8(valid);
}

base::Result<void> Sheet::too_large() const {
  return base::fail("document.too_large", "表格内容过多，不予读取", place_, "只留要用的工作表和列，另存一份再试");
}

base::Result<void> Sheet::put(int row, int column, const CellValue& value) {
  if (row < 0 || column < 0 || row >= max_rows || column >= max_columns || is_blank(value.text)) return {};
  if (own_.size() + value.text.size() + value.stored.size() > (48u << 20) ||
      value.stored.size() > std::numeric_limits<std::uint16_t>::max() || cells_.size() >= SheetLimits{}.max_cells)
    return too_large();
  Held cell{};
  cell.row = row;
  cell.column = column;
  cell.kind = static_cast<std::uint8_t>(value.kind);
  cell.percent = value.percent;
  cell.formula = value.formula;
  cell.row_span = cell.column_span = 1;
  cell.text_at = static_cast<std::uint32_t>(own_.size());
  cell.text_size = static_cast<std::uint32_t>(value.text.size());
  own_ += value.text;
  cell.stored_size = static_cast<std::uint16_t>(value.stored.size());
  cell.stored_at = cell.text_at;
  if (value.stored != value.text) {
    cell.stored_at = static_cast<std::uint32_t>(own_.size());
    own_ += value.stored;
  }
  if (!cells_.empty() && (row < cells_.back().row || (row == cells_.back().row && column <= cells_.back().column)))
    in_order_ = false;
  cells_.push_back(cell);
  return {};
}

base::Result<void> Sheet::put_shared(int row, int column, std::uint32_t at, std::uint32_t size, bool formula) {
  if (row < 0 || column < 0 || row >= max_rows || column >= max_columns) return {};
  if (is_blank(std::string_view(*texts_).substr(at, size))) return {};
  if (cells_.size() >= SheetLimits{}.max_cells) return too_large();
  Held cell{};
  cell.row = row;
  cell.column = column;
  cell.kind = static_cast<std::uint8_t>(document::CellKind::text);
  cell.formula = formula;
  cell.shared = true;
  cell.row_span = cell.column_span = 1;
  cell.text_at = at;
  cell.text_size = size;
  if (!cells_.empty() && (row < cells_.back().row || (row == cells_.back().row && column <= cells_.back().column)))
    in_order_ = false;
  cells_.push_back(cell);
  return {};
}

void Sheet::merge(int row, int column, int last_row, int last_column) {
  if (row < 0 || column < 0 || last_row < row || last_column < column || (row == last_row && column == last_column) ||
      row >= max_rows || column >= max_columns || merges_.size() > SheetLimits{}.max_merges)
    return;
  merges_.push_back({row, column, std::min(last_row, max_rows - 1), std::min(last_column, max_columns - 1)});
}

void Sheet::hide_rows(int first, int last) {
  if (first < 0 || first >= max_rows || last < first) return;
  last = std::min(last, max_rows - 1);
  if (hidden_rows_.empty()) hidden_rows_.resize(max_rows);
  std::fill(hidden_rows_.begin() + first, hidden_rows_.begin() + last + 1, true);
}

void Sheet::hide_columns(int first, int last) {
  if (first < 0 || first >= max_columns || last < first) return;
  last = std::min(last, max_columns - 1);
  if (hidden_columns_.empty()) hidden_columns_.resize(max_columns);
  std::fill(hidden_columns_.begin() + first, hidden_columns_.begin() + last + 1, true);
}

void Sheet::remark(std::string_view what, int row, int column) {
  auto at = remarks_.find(what);
  if (at == remarks_.end()) at = remarks_.emplace(what, Remark{}).first;
  auto& seen = at->second;
  if (seen.count++ == 0) {
    seen.row = std::clamp(row, 0, max_rows - 1);
    seen.column = std::clamp(column, 0, max_columns - 1);
  }
}

std::string_view Sheet::text_of(const Held& cell) const {
  return std::string_view(cell.shared ? *texts_ : own_).substr(cell.text_at, cell.text_size);
}

// By row, then column; of two cells in one place the first stays.
void Sheet::settle_order() {
  if (in_order_) return;
  auto place = [](const Held& c) { return std::pair(c.row, c.column); };
  std::stable_sort(cells_.begin(), cells_.end(), [&](auto& a, auto& b) { return place(a) < place(b); });
  std::deque<Held> kept;
  for (const auto& cell : cells_) {
    if (!kept.empty() && place(kept.back()) == place(cell))
      remark("个单元格在文件里出现两次，取先出现的", cell.row, cell.column);
    else
      kept.push_back(cell);
  }
  cells_ = std::move(kept);
}

// Gives each merged range to its top left cell and drops what lies under it: nobody sees that.
void Sheet::settle_merges(const SheetLimits&) {
  if (merges_.empty()) return;
  std::sort(merges_.begin(), merges_.end(),
            [](auto& a, auto& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); });
  std::map<int, Merge> open;  // by first column; those that have ended are dropped when met
  std::size_t next = 0;
  auto start = [&](const Merge& merge) {
    auto at = open.upper_bound(merge.column);
    if (at != open.begin()) --at;
    while (at != open.end() && at->first <= merge.last_column) {
      if (at->second.last_row < merge.row) {
        at = open.erase(at);
      } else if (at->second.last_column >= merge.column) {
        remark("个合并区域互相重叠，只认先出现的", merge.row, merge.column);
        return;
      } else {
        ++at;
      }
    }
    open.emplace(merge.column, merge);
  };
  std::deque<Held> kept;
  for (auto& cell : cells_) {
    while (next < merges_.size() && merges_[next].row <= cell.row) start(merges_[next++]);
    auto at = open.upper_bound(cell.column);
    const Merge* over = nullptr;
    if (at != open.begin()) {
      --at;
      if (at->second.last_row >= cell.row && at->second.last_column >= cell.column) over = &at->second;
    }
    if (over != nullptr) {
      if (over->row != cell.row || over->column != cell.column) {
        remark("个单元格被合并区域盖住，内容看不见，没有读取", cell.row, cell.column);
        continue;
      }
      cell.row_span = over->last_row - over->row + 1;
      cell.column_span = over->last_column - over->column + 1;
    }
    kept.push_back(cell);
  }
  cells_ = std::move(kept);
}

void Sheet::tell_hidden(document::Document& document, const document::Place& place) const {
  if (hidden_) document.notices.push_back({place, "这个工作表是隐藏的，其中的单元格已读取并注明是隐藏的"});
  int rows = 0, columns = 0, last_row = -1;
  std::vector<bool> column_seen(hidden_columns_.size());
  for (const auto& cell : cells_) {
    const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
    if (row < hidden_rows_.size() && hidden_rows_[row] && cell.row != last_row) {
      ++rows;
      last_row = cell.row;
    }
    if (column < hidden_columns_.size() && hidden_columns_[column] && !column_seen[column]) {
      ++columns;
      column_seen[column] = true;
    }
  }
  if (rows + columns == 0) return;
  std::string what = "这个工作表有";
  if (rows > 0) what += " " + std::to_string(rows) + " 行";
  if (rows > 0 && columns > 0) what += "、";
  if (columns > 0) what += (rows > 0 ? "" : " ") + std::to_string(columns) + " 列";
  document.notices.push_back({place, what + "有内容但被隐藏，已读取并注明是隐藏的"});
}

base::Result<void> Sheet::append_to(document::Document& document, const SheetLimits& limits) {
  settle_order();
  settle_merges(limits);
  auto tell = [&] {
    for (const auto& [what, seen] : remarks_) {
      auto place = place_;
      place.cell = document::cell_name(seen.row + 1, seen.column + 1);
      document.notices.push_back({place, std::to_string(seen.count) + " " + what});
    }
  };
  if (cells_.empty()) {
    tell();
    return {};
  }

  std::size_t cells_before = 0, characters = document.text.size();
  for (const auto& block : document.blocks)
    if (const auto* table = std::get_if<document::Table>(&block)) cells_before += table->cells.size();
  if (cells_before + cells_.size() > limits.max_cells) return too_large();
  for (const auto& cell : cells_) {
    const auto cell_text = text_of(cell);
    characters += 1 + static_cast<std::size_t>(std::count_if(cell_text.begin(), cell_text.end(), [](char c) {
                    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                  }));
    if (characters > limits.max_text) return too_large();
  }
  // Exact for a large sheet, which would otherwise hold its text twice while it grows.
  auto& text = document.text;
  if (characters > 2 * text.capacity()) text.reserve(characters);
  tell_hidden(document, place_);

  document::Table table;
  table.name = place_.sheet;
  table.place = place_;
  table.cells.reserve(cells_.size());
  for (const auto& cell : cells_) {
    table.rows = std::max(table.rows, cell.row + 1);
    table.columns = std::max(table.columns, cell.column + 1);
  }
  const auto shared_place = std::make_shared<const document::Place>(place_);
  int row = -1;
  // Cells go as they come, so that a large sheet is not in memory twice.
  for (; !cells_.empty(); cells_.pop_front()) {
    const Held& held = cells_.front();
    if (row < 0 ? !text.empty() : held.row != row) {
      text += U'\n';
    } else if (row >= 0) {
      text += U'\t';
    }
    row = held.row;
    table.cells.emplace_back();
    document::Cell& cell = table.cells.back();
    cell.span.start = static_cast<int>(text.size());
    if (!append_code_points(text, text_of(held)))
      remark("个单元格的文字编码有错，错处以 \uFFFD 代替", held.row, held.column);
    if (text.size() > limits.max_text) return too_large();  // what is no UTF-8 gives more characters than counted
    cell.span.end = static_cast<int>(text.size());
    cell.row = held.row;
    cell.column = held.column;
    cell.row_span = std::min(held.row_span, table.rows - held.row);
    cell.column_span = std::min(held.column_span, table.columns - held.column);
    cell.place = document::CellPlace(shared_place, held.row + 1, held.column + 1);
    cell.kind = static_cast<document::CellKind>(held.kind);
    cell.stored.assign(own_, held.stored_at, held.stored_size);
    cell.percent = held.percent;
    cell.formula = held.formula;
    cell.hidden = hidden_ ||
                  (static_cast<std::size_t>(held.row) < hidden_rows_.size() &&
                   hidden_rows_[static_cast<std::size_t>(held.row)]) ||
                  (static_cast<std::size_t>(held.column) < hidden_columns_.size() &&
                   hidden_columns_[static_cast<std::size_t>(held.column)]);
    if (cell.formula) remark("个单元格是公式，取文件里保存的结果，没有重新计算", held.row, held.column);
  }
  table.span = {table.cells.front().span.start, table.cells.back().span.end};
  document.blocks.emplace_back(std::move(table));
  tell();
  return {};
}

}  // namespace office
