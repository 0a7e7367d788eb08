#include "quantity/chinese_numerals.hpp"

namespace quantity {

namespace {

using detail::at;
using detail::large_magnitude;
using detail::power_of_ten;
using detail::small_magnitude;

bool is_numeral(char32_t c) { return detail::chinese_digit(c) >= 0 || small_magnitude(c) > 0; }

int arabic_digit(char32_t c) {
  const char32_t h = base::to_half_width(c);
  return h >= U'0' && h <= U'9' ? static_cast<int>(h - U'0') : -1;
}

std::size_t count_arabic(std::u32string_view text, std::size_t from) {
  std::size_t n = 0;
  while (arabic_digit(at(text, from + n)) >= 0) ++n;
  return n;
}

void put_digits(std::string& out, std::u32string_view text, std::size_t from, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k) out.push_back(static_cast<char>('0' + arabic_digit(text[from + k])));
}

// Whole digits from `i`, thousands commas skipped; `i` moves behind them.
std::string whole_digits(std::u32string_view text, std::size_t& i) {
  std::string digits;
  const std::size_t first = count_arabic(text, i);
  put_digits(digits, text, i, first);
  i += first;
  if (first > 3) return digits;
  while (base::to_half_width(at(text, i)) == U',' && count_arabic(text, i + 1) == 3) {
    put_digits(digits, text, i + 1, 3);
    i += 4;
  }
  return digits;
}

// 1/4 whose numerator, `digits`, ends at `i`.
std::optional<WrittenNumber> arabic_fraction(std::u32string_view text, std::size_t i, const std::string& digits) {
  const auto is_stroke = [&](std::size_t k) { return base::to_half_width(at(text, k)) == U'/'; };
  const std::size_t n = is_stroke(i) ? count_arabic(text, i + 1) : 0;
  const std::size_t end = i + 1 + n;
  if (n == 0 || n > 4 || digits.size() > 4 || is_stroke(end)) return std::nullopt;
  if (base::to_half_width(at(text, end)) == U'.' && arabic_digit(at(text, end + 1)) >= 0) return std::nullopt;
  std::string below;
  put_digits(below, text, i + 1, n);
  if (below.front() == '0' || digits.front() == '0') return std::nullopt;
  const Decimal numerator = *Decimal::parse(digits), denominator = *Decimal::parse(below);
  if (denominator <= numerator) return std::nullopt;
  return WrittenNumber{.value = numerator / denominator, .length = static_cast<int>(end), .fraction = true};
}

std::optional<WrittenNumber> read_arabic(std::u32string_view text) {
  std::size_t i = 0;
  const bool minus = base::to_half_width(at(text, 0)) == U'-' || at(text, 0) == U'−';
  if (minus) ++i;
  if (arabic_digit(at(text, i)) < 0) return std::nullopt;
  std::string digits = whole_digits(text, i);
  if (auto fraction = arabic_fraction(text, i, digits)) {
    if (minus) fraction->value = -fraction->value;
    return fraction;
  }
  const std::size_t decimals = base::to_half_width(at(text, i)) == U'.' ? count_arabic(text, i + 1) : 0;
  if (decimals > 0) {
    digits.push_back('.');
    put_digits(digits, text, i + 1, decimals);
    i += 1 + decimals;
  }
  auto value = Decimal::parse(minus ? "-" + digits : digits);
  if (!value) return std::nullopt;
  const int hundreds = small_magnitude(at(text, i));
  if (hundreds >= 2 && large_magnitude(at(text, i + 1)) > 0) {
    value = *value * power_of_ten(hundreds);
    ++i;
  }
  return WrittenNumber{.value = *value, .length = static_cast<int>(i)};
}

// The part behind 分之, where 百 and 零 may stand alone.
std::optional<WrittenNumber> read_numerator(std::u32string_view text) {
  if (auto arabic = read_arabic(text)) return arabic;
  if (auto chinese = detail::read_chinese(text, false)) return chinese;
  if (is_numeral(at(text, 1))) return std::nullopt;
  if (at(text, 0) == U'百') return WrittenNumber{.value = 100, .length = 1, .chinese = true};
  if (at(text, 0) == U'零') return WrittenNumber{.value = 0, .length = 1, .chinese = true};
  return std::nullopt;
}

// 百分之五, 三分之一, 万分之二: denominator, 分之, numerator.
std::optional<WrittenNumber> read_parts(std::u32string_view text) {
  constexpr std::size_t longest_denominator = 8;
  const auto by = text.substr(0, longest_denominator + 2).find(U"分之");
  if (by == std::u32string_view::npos || by == 0) return std::nullopt;
  const auto below = text.substr(0, by);
  const bool percent = below == U"百";
  std::optional<Decimal> denominator;
  if (below.size() == 1 && (small_magnitude(below[0]) > 0 || large_magnitude(below[0]) > 0)) {
    denominator = power_of_ten(small_magnitude(below[0]) + large_magnitude(below[0]));
  } else {
    denominator = detail::whole_chinese(below);
  }
  if (!denominator || denominator->is_zero()) return std::nullopt;
  const auto above = read_numerator(text.substr(by + 2));
  if (!above || above->fraction) return std::nullopt;
  return WrittenNumber{.value = percent ? above->value : above->value / *denominator,
                       .length = static_cast<int>(by) + 2 + above->length,
                       .chinese = true,
                       .percent = percent,
                       .fraction = !percent};
}

// Whether 百, 千 or 万 without a digit before it is a number here.
bool bare_magnitude_counts(char32_t magnitude, char32_t next) {
  if (magnitude == U'万') return next == U'亿';
  return next == U'余' || next == U'多' || large_magnitude(next) > 0;
}

}  // namespace

std::optional<WrittenNumber> read_number(std::u32string_view text) {
  if (auto arabic = read_arabic(text)) return arabic;
  const char32_t first = at(text, 0);
  if (!is_numeral(first) && large_magnitude(first) == 0) return std::nullopt;
  if (auto parts = read_parts(text)) return parts;

  const bool bare = small_magnitude(first) >= 2 || first == U'万';
  if (bare && !bare_magnitude_counts(first, at(text, 1))) return std::nullopt;
  const auto number = detail::read_chinese(text, bare);
  if (!number) return std::nullopt;
  const auto end = static_cast<std::size_t>(number->length);
  if (at(text, end) == U'几' || (text[end - 1] == U'十' && at(text, end) == U'数'))
    return std::nullopt;  // 十几家, 十数家
  return number;
}

}  // namespace quantity
