// Cell formats of a workbook (ISO/IEC 29500-1, 18.8): each used look is written once and named by its number.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/draft.hpp"

namespace office {

enum class Look { title, preamble, header, cell };

struct CellFormat {
  Look look = Look::cell;
  document::SheetCell::Tone tone = document::SheetCell::Tone::none;
  bool centred = false;
  bool number = false;  // right-aligned, with a number format
  bool percent = false;
  int decimals = 0;
  std::string unit;
  auto operator<=>(const CellFormat&) const = default;
};

class XlsxStyles {
 public:
  // The number of the format, from 1; 0 is the plain cell.
  int index_of(const CellFormat& format);
  std::string xml() const;

 private:
  std::map<CellFormat, int> known_;
  std::vector<CellFormat> in_order_;
};

}  // namespace office
