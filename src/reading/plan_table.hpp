// A table of a plan's main indicators (主要指标表): what the numbers of each column are, by the words of its header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace reading {

struct PlanColumn {
  enum class Of { unknown, result, plan };
  std::u32string header;  // its words from top to bottom
  Of of = Of::unknown;
  int year = 0;         // of the result or the plan; 0: the words do not tell
  bool growth = false;  // growths in percent
  bool unit = false;    // 单位, 计量单位
  bool names = false;   // 指标, 项目: the names of the rows
};

class PlanTable {
 public:
  // A table of indicators has no more columns and cells: what has, is none, and its grid would not fit into memory.
  static bool may_be(const document::Table& table);
  // Of one that may be. `text`: of the document, or any other of the same places. The years are those that the report reviews and plans;
  // 0: not known. Header rows are those above the first with a number that is no year.
  PlanTable(std::u32string_view text, const document::Table& table, int report_year, int plan_year);

  int rows() const { return table_->rows; }
  int columns() const { return table_->columns; }
  int body_from() const { return body_from_; }
  const PlanColumn& column(int at) const { return columns_[static_cast<std::size_t>(at)]; }
  // The cell that covers the place; null: none does.
  const document::Cell* at(int row, int column) const {
    return grid_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  }
  // Is it the first place of the cell that covers it?
  bool starts_at(int row, int column) const;
  // Its words without line ends and the blanks around them; empty where no cell is.
  std::u32string words(const document::Cell* cell) const;
  // 其中：工业投资（亿元） → 工业投资: the name in a row's first cells without number, 其中 and unit; empty: none.
  std::u32string name_of(int row) const;
  // The unit that the row tells, by its column or in brackets behind its name; empty: none.
  std::u32string unit_of(int row) const;

 private:
  int first_row_of_body() const;
  PlanColumn column_of(int at, const PlanColumn* before) const;

  std::u32string_view text_;
  const document::Table* table_;
  int report_year_, plan_year_;
  std::vector<std::vector<const document::Cell*>> grid_;
  int body_from_ = 1;
  std::vector<PlanColumn> columns_;
};

// “—”, “/” and blanks say that there is nothing.
bool says_something(std::u32string_view words);

}  // namespace reading
