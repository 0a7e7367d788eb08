// Numbers as written, units, and the interval that printed decimals allow.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/text.hpp"

namespace quantity {

using base::Decimal;

// 亿元 = 10^8 × 元. Percent and 个百分点 scale by 1/100 to "ratio" and "pp"; ‰ by 1/1000; 成 by 1/10; nothing else is converted.
struct Unit {
  Decimal scale = 1;
  std::string base;  // "元", "ratio", "pp", "人次", "平方米", …
};
Unit parse_unit(std::string_view unit);
// `value` in base units.
Decimal scaled(const Decimal& value, std::string_view unit);
// True when the two can be compared: 万元 and 亿元, but not 亿元 and 亿美元.
bool same_dimension(std::string_view a, std::string_view b);
// `value` of unit `from` expressed in `to`; nullopt when they are not of one dimension.
std::optional<Decimal> convert(const Decimal& value, std::string_view from, std::string_view to);

// A closed interval; an end that is open (an exact half under 四舍五入) is treated as closed: comparisons stay generous.
struct Interval {
  Decimal lo;
  Decimal hi;
  bool contains(const Decimal& x) const { return lo <= x && x <= hi; }
  bool overlaps(const Interval& o) const { return lo <= o.hi && o.lo <= hi; }
};
// What the true number may have been: 53.70 → [53.695, 53.705].
Interval rounding_interval(const Decimal& printed);
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
// Asserts that `b` does not hold zero.
Interval operator/(const Interval& a, const Interval& b);

// A number at the start of `text`, as people write it: Arabic digits (full-width too, thousands commas, a point, a leading
// minus), Chinese numerals (三百二十、两万零五、一百五十六点三、二〇二三、〇), fractions (1/4, 三分之一), 百分之五, 百/千 before 万/亿 as in
// 百亿 (value 100, followed by 亿). Magnitudes 万 and 亿 that follow the number are NOT eaten: they belong to the unit.
struct WrittenNumber {
  Decimal value;
  int length = 0;        // code points eaten
  bool chinese = false;  // written in Chinese numerals
  bool percent = false;  // 百分之…: the value is in percent
  bool fraction = false; // 1/4, 三分之一: the value is the quotient
};
std::optional<WrittenNumber> read_number(std::u32string_view text);

}  // namespace quantity
