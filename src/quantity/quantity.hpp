// Numbers as written, units, and the interval that printed decimals allow.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/text.hpp"

namespace quantity {

using base::Decimal;

// 亿元 = 10^8 × 元. Percent and 个百分点 scale by 1/100 to "ratio" and "pp"; ‰ by 1/1000; 成 by 1/10; nothing else is
// converted (亩 stays 亩, 倍 stays 倍). Width, white space and other spellings of one unit (codes/units.csv: ㎡, μg/m³,
// 元人民币) do not matter; magnitudes below the stroke (万元 in 吨标准煤/万元) stay as they are. A word that is no
// known unit is its own base.
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
// `converted`, made of `printed` by another unit, as a person writes it: 179000万元 is 17.9亿元, and 179.50万元 keeps
// the zero that was printed (0.017950亿元). The value itself keeps all digits, since they say how finely it was
// rounded.
Decimal as_written(const Decimal& converted, const Decimal& printed);

// A closed interval; an end that is open (an exact half under 四舍五入) is treated as closed: comparisons stay
// generous.
struct Interval {
  Decimal lo;
  Decimal hi;
  bool contains(const Decimal& x) const { return lo <= x && x <= hi; }
  bool overlaps(const Interval& o) const { return lo <= o.hi && o.lo <= hi; }
};
// What the true number may have been: 53.70 → [53.695, 53.705].
Interval rounding_interval(const Decimal& printed);
// The same in base units: 2.33 万亿元 → [23250亿, 23350亿].
Interval rounding_interval(const Decimal& printed, std::string_view unit);
// Ends are exact up to 34 digits (division may round the last one).
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
// Asserts that `b` does not hold zero.
Interval operator/(const Interval& a, const Interval& b);

// A number at the start of `text`, as people write it.
//
// Arabic digits: half or full width, a leading minus (- － −), a point, thousands commas (half or full width; only
// groups of exactly three digits count, so 5,12 reads 5), a fraction of two whole numbers (1/4; 2023/9 and 2023/09/01
// are no fractions and read 2023), and 千 or 百 before 万 or 亿 (5千万 reads 5000, followed by 万).
//
// Chinese numerals: 三百二十, 两万零五, 一万五 (15000), 一百五十六点三; digit by digit when there are four of them or
// one is 〇 (二〇二三); 三分之一; 百分之五点六 (the value is in percent).
//
// Magnitudes 万 and 亿 that end the number are NOT eaten, they belong to the unit: 三百二十万 reads 320, 一亿二千万
// reads 12000, both followed by 万. Before 万 and 亿 a bare 百, 千 or 万 is a number: 百亿 reads 100, 千万 reads 1000,
// 万亿 reads 10000. Elsewhere bare 十 is ten (十件, 十余家); bare 百 and 千 are numbers only before 余 and 多 (千余家),
// else they are part of a word (百强, 千方百计); bare 万 and 亿 never are.
//
// Not a number: numerals that do not form one number (十四五, 三四百, 十几), a digit string with 两. Whether a lone 一
// counts anything (一批, 统一) is for the reader of the sentence. More than 34 digits: not read.
struct WrittenNumber {
  Decimal value;
  int length = 0;         // code points eaten
  bool chinese = false;   // written in Chinese numerals, at least in part
  bool percent = false;   // 百分之…: the value is in percent
  bool fraction = false;  // 1/4, 三分之一: the value is the quotient
};
std::optional<WrittenNumber> read_number(std::u32string_view text);

}  // namespace quantity
