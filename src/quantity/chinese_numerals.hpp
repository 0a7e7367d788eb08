// Chinese numerals up to 万亿, private to this room: read_number in quantity.hpp is the way in.
#pragma once

#include "quantity/quantity.hpp"

namespace quantity::detail {

// 〇零一二两…九 as 0–9, -1 for anything else.
int chinese_digit(char32_t c);
// 十 百 千 as 1 2 3, 万 亿 as 4 8: powers of ten; 0 for anything else.
int small_magnitude(char32_t c);
int large_magnitude(char32_t c);
// The character at `i`, or NUL behind the end.
inline char32_t at(std::u32string_view text, std::size_t i) { return i < text.size() ? text[i] : U'\0'; }
Decimal power_of_ten(int power);

// A whole or decimal number, or a digit string; without 分之 and without the 万 and 亿 that end it.
// `bare`: 百, 千 and 万 at the start may stand for one of it (百亿).
std::optional<WrittenNumber> read_chinese(std::u32string_view text, bool bare);
// A whole number that `text` consists of, 万 and 亿 included.
std::optional<Decimal> whole_chinese(std::u32string_view text);

}  // namespace quantity::detail
