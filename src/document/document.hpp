// What a document is: one text, and the paragraphs and tables that lie in it, each with its place.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace document {

using base::Place;
using base::Span;

struct Paragraph {
  Span span;              // in Document::text, without the line end
  int heading_level = 0;  // from the file's own styles (Word Heading 1 = 1), 0 for none
  std::string style;      // style name in the file, if any
  Place place;
};

// What a spreadsheet says a cell holds; cells of prose documents are `text`.
enum class CellKind { text, number, date, boolean, error };

// The place of a cell in few bytes, since a workbook may hold a million of them. It reads and is set as a Place does.
class CellPlace {
 public:
  CellPlace() = default;
  CellPlace(const Place& place);
  // In a sheet: `sheet` is shared by all its cells; row and column from 1 give the name of the cell ("B7").
  CellPlace(std::shared_ptr<const Place> sheet, int row_from_1, int column_from_1);
  operator Place() const;

  int row = 0;
  int column = 0;

 private:
  std::shared_ptr<const Place> shared_;
};

// "A1" for (1, 1), "AA10" for (10, 27).
std::string cell_name(int row_from_1, int column_from_1);

struct Cell {
  Span span;    // of its text, as a person sees it (5.3%, 2023/9/30, 1,234.50)
  int row = 0;  // 0-based, of its top left corner
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  CellPlace place;
  CellKind kind = CellKind::text;
  // The stored value behind the shown text: exact decimal digits for numbers (0.053 where 5.3% is shown), YYYY-MM-DD
  // for dates. Empty for text.
  std::string stored;
  bool percent = false;  // shown in percent: `stored` is the hundredth
  bool formula = false;  // a formula: what is here is the value the file kept, which nobody has recalculated
  bool hidden = false;   // in a hidden row, column or sheet
};

struct Table {
  Span span;  // from its first cell to its last
  int rows = 0;
  int columns = 0;
  std::vector<Cell> cells;  // by row, then column
  std::string name;         // sheet name or caption
  Place place;
};

using Block = std::variant<Paragraph, Table>;

// Something about the file that a reader must be told: a hidden sheet, tracked changes, text that was not understood.
struct Notice {
  Place place;
  std::string why;
  bool lost = true;  // something may not have been read; false: only how it was read
};

// `text` is the whole document; for a plain text file it is the file itself, so that offsets are those of the file.
// Paragraphs are separated by '\n', cells by '\t', rows by '\n'.
struct Document {
  std::string file;  // name as given
  std::u32string text;
  std::vector<Block> blocks;
  std::vector<Notice> notices;

  // The place of the paragraph or cell that holds `offset`.
  Place place_of(int offset) const;
};

// Paragraphs at line ends (LF, CRLF, CR); the text is kept as it is. Places count lines, and paragraphs that are not
// blank.
Document from_plain_text(std::u32string text, std::string file);

}  // namespace document
