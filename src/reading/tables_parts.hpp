// Which rows belong to the run that 其中 begins. Private to this room.
#pragma once

#include <string>

#include "reading/tables_axis.hpp"

namespace reading::tables {

// 规模以上工业增加值, 　其中：煤炭工业, 　　　　非煤工业: 其中 is printed once and holds for the rows beside its own.
// Where the run is indented under its whole, indentation alone ends it. Where it is not, it goes on over rows the table
// of names does not know and that are of the same kind (industries, 非… of the row before), and any other name ends it.
class PartRun {
 public:
  // Puts a row at its depth: sets `axis.indent`. `known`: the table of names has the row's name. True when the row is
  // in the run without saying 其中 itself.
  bool place(Axis& axis, bool known);

 private:
  bool open_ = false;
  int whole_indent_ = 0;   // of the last row outside, numbering counted
  int whole_written_ = 0;  // the same, white space alone
  int part_indent_ = 0, part_written_ = 0;
  std::u32string leaf_;  // of the last row inside
};

}  // namespace reading::tables
