// What the notes of a table say of its numbers. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/period.hpp"

namespace reading::tables {

// What is printed around a table about all its numbers; empty where nothing is.
struct TableNotes {
  std::string in_square, in_round;  // what numbers in [ ] and in ( ) are, as told the officer: 括号里的是百分点的增减
  bool estimates = false;           // 2024年完成情况为预计数
};
TableNotes notes_of(const std::vector<std::u32string_view>& lines);

// 2025年6月20日 anywhere in a line.
std::optional<calendar::Date> day_in(std::u32string_view text);

}  // namespace reading::tables
