// Values and cells as an officer reads them.
#pragma once

#include <string>
#include <string_view>

#include "feel/value.hpp"

namespace packs {

// 是, 否, 不知道; numbers of endless digits to four decimals, marked 约; everything else as it is.
std::string in_words(const feel::Value& value);
// A cell of a decision table: `"小型","微型"` is 小型或微型, `not("大型")` is 不是大型, `>= 12` is ≥ 12, `(0..30]` is
// ＞ 0 且 ≤ 30, `true` is 是. What is none of these stays as written.
std::string cell_in_words(std::string_view cell);

}  // namespace packs
