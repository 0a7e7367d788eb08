// A table as a grid of used rows and columns, and the blocks (single tables) that stand on it. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "facts/names.hpp"
#include "reading/tables_words.hpp"

namespace reading::tables {

// Rows and columns in which nothing visible begins are left out, so a table may claim any size. Hidden and blank cells
// are not on the grid. A merged cell stands on every place it covers.
class Grid {
 public:
  // Nothing when the used rows times the used columns pass 20 million.
  static std::optional<Grid> make(const document::Document& document, const document::Table& table);

  int rows() const { return static_cast<int>(rows_.size()); }
  int columns() const { return static_cast<int>(columns_.size()); }
  // Index into the table's cells, -1 where nothing stands.
  int at(int row, int column) const {
    return at_[static_cast<std::size_t>(row) * columns_.size() + static_cast<std::size_t>(column)];
  }
  const document::Cell& cell(int index) const { return table_->cells[static_cast<std::size_t>(index)]; }
  std::u32string_view text(int index) const;
  const CellReading& reading(int index) const { return readings_[static_cast<std::size_t>(index)]; }
  // The different cells of a row, from left to right.
  std::vector<int> cells_of(int row) const;
  bool begins_in(int index, int row) const { return cell(index).row == rows_[static_cast<std::size_t>(row)]; }
  int column_of(int index) const;  // where it begins, as a grid column
  bool gap_before(int row) const {
    return row > 0 && rows_[static_cast<std::size_t>(row)] - rows_[static_cast<std::size_t>(row) - 1] > 1;
  }
  int hidden_numbers() const { return hidden_numbers_; }
  int formulas() const { return formulas_; }

 private:
  const document::Document* document_ = nullptr;
  const document::Table* table_ = nullptr;
  std::vector<int> rows_, columns_, at_;
  std::vector<CellReading> readings_;
  int hidden_numbers_ = 0, formulas_ = 0;
};

// One table on the grid, as row numbers of it.
struct Block {
  std::vector<int> titles;
  std::vector<int> headers;
  struct Line {
    int row = 0;
    bool section = false;  // one text alone, above the rows it heads
  };
  std::vector<Line> body;
  std::vector<int> footnotes;
};
std::vector<Block> find_blocks(const Grid& grid, const facts::NamesTable& names);

}  // namespace reading::tables
