// One block of a grid to numbers that each know what they are. Private to this room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reading/tables_grid.hpp"
#include "reading/tables_names.hpp"
#include "reading/tables_when.hpp"

namespace reading::tables {

// What everything around a table says, from the widest.
struct Around {
  Label outside;                      // sheet and file name
  Label paragraphs;                   // the lines before a table in a text
  std::vector<std::u32string> lines;  // these lines
  std::vector<std::u32string> below;  // those right behind the table
  std::string title;                  // printed; of the paragraphs, when the table has none
  std::string file;
  std::string sheet;
};

// One number with its meaning.
struct Item {
  const facts::Indicator* indicator = nullptr;
  std::string name;
  std::string printed;
  std::string area;
  When when;
  bool growth = false;
  base::Decimal number;
  std::string unit;   // of a value
  std::string basis;  // of a growth
  std::string scope;
  std::string note;
  std::string mark;  // footnote mark at the name or at the number
  base::Place place;
  int row = 0, column = 0;
  bool total = false;       // 合计, 总计
  bool whole_area = false;  // 全区, 全市
  bool placed = false;      // the row, its section or the table's title says of where
  bool part = false;        // 其中, #
  bool estimate = false;    // 预计
};

struct BlockRead {
  std::vector<Item> items;
  std::vector<Question> questions;
  std::vector<NotRead> unread;
  std::vector<MissingCell> missing;
  std::vector<std::string> notes;
  std::string title;
  base::Place place;
  bool understood = false;
  std::vector<std::u32string> footnotes;
};

BlockRead read_block(const Grid& grid, const Block& block, const Around& around, const facts::NamesTable& names,
                     const Answers& answers, const TableContext& context);

}  // namespace reading::tables
