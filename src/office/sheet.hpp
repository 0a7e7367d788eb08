// One sheet on its way into a document: cells in any order, merged ranges, what is hidden. All spreadsheet readers end
// here.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace office {

// Of one file, over all its sheets; the size of everything kept follows from them.
struct SheetLimits {
  std::size_t max_cells = 1'300'000;  // with content
  std::size_t max_text = 13'000'000;  // characters shown in all cells together
  std::size_t max_sheets = 1'000;
  std::size_t max_merges = 200'000;  // of one sheet
};
constexpr int max_rows = 1'048'576, max_columns = 16'384;  // ISO/IEC 29500 as Excel has it

struct CellValue {
  document::CellKind kind = document::CellKind::text;
  std::string_view text;    // UTF-8
  std::string_view stored;  // as document::Cell::stored
  bool percent = false;
  bool formula = false;
};

class Sheet {
 public:
  // `texts` holds the texts that many cells share, if the format has such; it must outlive the sheet.
  Sheet(std::string file, const std::string& name, bool hidden, const std::string* texts = nullptr);

  // Rows and columns from 0. Cells out of range and cells of blank text are left out. Faults "document.too_large".
  base::Result<void> put(int row, int column, const CellValue& value);
  // A text inside `texts`.
  base::Result<void> put_shared(int row, int column, std::uint32_t at, std::uint32_t size, bool formula);
  void merge(int row, int column, int last_row, int last_column);
  void hide_rows(int first, int last);
  void hide_columns(int first, int last);
  // Told once for the sheet, with the count and the first cell: "3 个单元格…".
  void remark(std::string_view what, int row, int column);

  std::size_t size() const { return cells_.size(); }

  // Adds the table and the notices; nothing when the sheet has no content.
  base::Result<void> append_to(document::Document& document, const SheetLimits& limits);

 private:
  struct Held {
    std::int32_t row = 0, column = 0;
    std::uint32_t text_at = 0, text_size = 0;
    std::uint32_t stored_at = 0;
    std::uint16_t stored_size = 0;
    std::uint8_t kind = 0;
    bool shared : 1, percent : 1, formula : 1, hidden : 1;
    std::int32_t row_span = 1, column_span = 1;
  };
  struct Merge {
    int row, column, last_row, last_column;
  };
  struct Remark {
    std::size_t count = 0;
    int row = 0, column = 0;
  };
  std::string_view text_of(const Held& cell) const;
  void settle_order();
  void settle_merges(const SheetLimits& limits);
  void tell_hidden(document::Document& document, const document::Place& place) const;
  base::Result<void> too_large() const;

  document::Place place_;
  bool hidden_ = false;
  const std::string* texts_;
  std::string own_;  // texts and stored values of this sheet alone
  std::deque<Held> cells_;
  bool in_order_ = true;
  std::vector<Merge> merges_;
  std::vector<bool> hidden_rows_, hidden_columns_;
  std::map<std::string, Remark, std::less<>> remarks_;
};

}  // namespace office
