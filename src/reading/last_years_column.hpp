// The column of last year's figures that a table prints beside this year's to compare with.
#pragma once

#include <string_view>

namespace reading {

// In the note of every figure out of it.
inline constexpr std::string_view kLastYearsColumn = "上年同期数";

}  // namespace reading
