// Columns and rows of a block: what each says by itself. Private to this room.
#pragma once

#include <string>
#include <vector>

#include "reading/tables_grid.hpp"

namespace reading::tables {

// What the cells of a column's header, or of a row's stub, say together.
struct Axis {
  Label label;                        // attributes; the nearer cell has the last word
  std::vector<std::u32string> names;  // what words do not explain, from the group to the leaf
  std::string printed;                // 1-9月 / 同比%
  base::Place place;
  int indent = 0;  // of the leaf: leading white space, the depth of its number (一、 (一) 1. (1)), one step for 其中
  int written = 0;        // leading white space of the leaf alone
  bool numbered = false;  // the leaf begins with 一、 (一) 1. (1)
};
// `near` is inside `wide`: it overrides what it says itself.
void overlay(Label& wide, const Label& near);
void add_cell(Axis& axis, std::u32string_view written, const base::Place& place, const facts::NamesTable& names);

enum class ColumnKind { stub, value, unit, remark, ignored };
struct Column {
  ColumnKind kind = ColumnKind::ignored;
  Role role = Role::none;
  Axis axis;
  int panel = 0;
  std::string problem;  // why no number of it can be taken
};
std::vector<Column> read_columns(const Grid& grid, const Block& block, const facts::NamesTable& names);

}  // namespace reading::tables
