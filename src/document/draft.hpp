// A document to be written: what it says, not how it looks. Writers in `office` give it the layout of GB/T 9704.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace document {

// All text is UTF-8. A line end inside a run or a cell starts a new line.
struct TextRun {
  std::string text;
  bool bold = false;
  bool reference = false;  // a source mark such as [3], set small and raised
};

struct DraftParagraph {
  enum class Role { title, subtitle, heading1, heading2, body, item, note, signature, date };
  Role role = Role::body;
  std::vector<TextRun> runs;
};

// Without a header it is a form: the first column names what stands in the others. Marks in a cell, [3] [推算] [预计],
// are raised.
struct DraftTable {
  std::vector<std::string> header;
  std::vector<double> widths;  // relative
  std::vector<std::vector<std::string>> rows;
  bool small = true;
};

struct PageBreak {};

struct Draft {
  std::string title;  // for the file's properties
  std::string author;
  std::vector<std::variant<DraftParagraph, DraftTable, PageBreak>> blocks;
  bool page_numbers = true;
};

// A workbook to be written.
struct SheetCell {
  enum class Kind { text, number, percent, empty };
  enum class Tone { none, good, watch, bad, muted, derived };
  Kind kind = Kind::text;
  std::string text;   // shown text; for numbers the exact decimal as printed; for percents in percent ("73.7")
  int decimals = -1;  // for numbers: digits shown; -1: as printed
  Tone tone = Tone::none;
  std::string comment;  // a note on the cell
  std::string unit;     // for numbers: shown after the digits, no part of the value
};

// Bars drawn in the cells of one column, from 0 to 1, as long as the share is of the whole.
struct DataBars {
  std::size_t column = 0;
};

struct DraftSheet {
  std::string name;
  std::vector<std::string> preamble;  // lines above the header, the first one the sheet's title
  std::vector<std::string> header;
  std::vector<double> widths;  // in half-width characters
  std::vector<std::vector<SheetCell>> rows;
  bool landscape = true;
  std::vector<DataBars> bars;
};

struct DraftWorkbook {
  std::string title;
  std::string author;
  std::vector<DraftSheet> sheets;
};

}  // namespace document
