#include "quantity/chinese_numerals.hpp"

#include <array>
#include <vector>

namespace quantity::detail {

namespace {

bool is_zero_sign(char32_t c) { return c == U'零' || c == U'〇' || c == U'○'; }

// 二〇二三: four digits or more, or one of them 〇; all the digits there are.
std::optional<WrittenNumber> read_digit_string(std::u32string_view text) {
  std::size_t n = 0;
  bool circle = false;
  std::string digits;
  for (; chinese_digit(at(text, n)) >= 0; ++n) {
    if (text[n] == U'两') return std::nullopt;
    if (text[n] == U'〇' || text[n] == U'○') circle = true;
    digits.push_back(static_cast<char>('0' + chinese_digit(text[n])));
  }
  if (n < 2 || (n < 4 && !circle)) return std::nullopt;
  if (small_magnitude(at(text, n)) > 0 || text.substr(n).starts_with(U"分之")) return std::nullopt;
  const auto value = Decimal::parse(digits);
  if (!value) return std::nullopt;
  return WrittenNumber{.value = *value, .length = static_cast<int>(n), .chinese = true};
}

// 三百五 and 两万五 leave the last magnitude out. Only what cannot start another word may follow: not 五万三农干部.
bool may_follow_abbreviation(char32_t c) {
  constexpr std::u32string_view counted = U"元余多个名人户家亩吨次";
  return !base::is_han(c) || counted.find(c) != std::u32string_view::npos;
}

// A run below 10000: 三百二十, 十五, 零五.
struct Section {
  std::int64_t value = 0;
  std::size_t length = 0;
};

constexpr std::int64_t kPowers[] = {1, 10, 100, 1000, 10'000};

// `outer`: the power of ten of the 万 or 亿 right before, 0 when there is none. Length 0: no section here.
// nullopt: numerals that form no number.
std::optional<Section> read_section(std::u32string_view text, int outer) {
  Section s;
  int open = 4;  // further digits must stand below this power of ten
  bool ended = false;
  for (;;) {
    std::size_t i = s.length;
    const bool zero = is_zero_sign(at(text, i));
    if (zero) ++i;
    int digit = is_zero_sign(at(text, i)) ? -1 : chinese_digit(at(text, i));
    if (digit >= 0) {
      ++i;
    } else if (at(text, i) == U'十' && open > 1) {
      digit = 1;  // 十五, 二百十
    } else {
      return s;
    }
    if (ended) return std::nullopt;  // 十四五, 三四百
    if (const int power = small_magnitude(at(text, i)); power > 0) {
      if (power >= open) return std::nullopt;  // 三十百
      s.value += digit * kPowers[power];
      s.length = i + 1;
      open = power;
      continue;
    }
    // A last digit right behind a magnitude counts tenths of it.
    const bool behind_magnitude = !zero && (s.length > 0 ? open > 1 : outer > 0);
    if (behind_magnitude && large_magnitude(at(text, i)) == 0) {
      if (chinese_digit(at(text, i)) >= 0) return std::nullopt;
      if (!may_follow_abbreviation(at(text, i))) return s;
      if (s.length == 0 && outer > 4) return s;  // 三亿五 leaves open what is meant
      s.value += digit * kPowers[s.length > 0 ? open - 1 : 3];
    } else {
      s.value += digit;
    }
    s.length = i;
    ended = true;
  }
}

// 万, 亿 or 万亿 at the start: power of ten and characters.
std::pair<int, std::size_t> read_magnitude(std::u32string_view text) {
  if (text.starts_with(U"万亿")) return {12, 2};
  const int power = large_magnitude(at(text, 0));
  return {power, power > 0 ? 1u : 0u};
}

struct Whole {
  Decimal value;
  std::size_t length = 0;
  int trailing_power = 0;  // of the 万, 亿 or 万亿 that ended it
  std::size_t trailing_length = 0;
};

// Sections joined by 万 and 亿: 一万二千亿 is 12000 × 10^8, since 亿 counts everything since the last 亿.
std::optional<Whole> read_whole(std::u32string_view text, bool bare) {
  Decimal total = 0, group = 0;
  bool group_has_wan = false;
  int last_total = 99, last = 0;
  Whole w;
  for (;;) {
    Section section;
    const auto rest = text.substr(w.length);
    const bool one_of_it = w.length == 0 && bare && (small_magnitude(at(rest, 0)) >= 2 || at(rest, 0) == U'万');
    if (one_of_it) {
      const char32_t c = rest[0];
      section = {kPowers[c == U'万' ? 4 : small_magnitude(c)], 1};
      if (chinese_digit(at(rest, 1)) >= 0 || small_magnitude(at(rest, 1)) > 0) return std::nullopt;  // 百二十
    } else {
      const auto read = read_section(rest, last);
      if (!read) return w.length == 0 ? std::nullopt : std::optional(w);
      section = *read;
    }
    if (section.length == 0) break;
    const auto [power, n] = read_magnitude(rest.substr(section.length));
    if (power == 4 ? group_has_wan : power >= last_total) break;
    if (power >= 8) {
      total += (group + section.value) * power_of_ten(power);
      group = 0, group_has_wan = false, last_total = power;
    } else {
      group += section.value * power_of_ten(power);
      group_has_wan = power == 4;
    }
    last = power;
    w = {total + group, w.length + section.length + n, power, n};
    if (power == 0) break;
  }
  if (w.length == 0) return std::nullopt;
  return w;
}

// Digits behind 点; none when 点 is a word of its own (三点意见, 三点二十分).
std::string decimals_behind(std::u32string_view text) {
  if (at(text, 0) != U'点') return {};
  std::string digits;
  std::size_t n = 1;
  for (; chinese_digit(at(text, n)) >= 0 && text[n] != U'两'; ++n) {
    digits.push_back(static_cast<char>('0' + chinese_digit(text[n])));
  }
  return small_magnitude(at(text, n)) > 0 ? std::string{} : digits;
}

}  // namespace

int chinese_digit(char32_t c) {
  constexpr std::u32string_view digits = U"〇零一二两三四五六七八九";
  constexpr std::array<int, 12> values{0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9};
  if (c == U'○') return 0;
  const auto found = digits.find(c);
  return found == std::u32string_view::npos ? -1 : values[found];
}

int small_magnitude(char32_t c) { return c == U'十' ? 1 : c == U'百' ? 2 : c == U'千' ? 3 : 0; }
int large_magnitude(char32_t c) { return c == U'万' ? 4 : c == U'亿' ? 8 : 0; }
Decimal power_of_ten(int power) { return Decimal::scaled(1, power); }

std::optional<WrittenNumber> read_chinese(std::u32string_view text, bool bare) {
  if (auto digits = read_digit_string(text)) return digits;
  if (is_zero_sign(at(text, 0))) {
    const std::string decimals = decimals_behind(text.substr(1));
    const auto value = Decimal::parse("0." + decimals);
    if (decimals.empty() || !value) return std::nullopt;
    return WrittenNumber{.value = *value, .length = static_cast<int>(2 + decimals.size()), .chinese = true};
  }
  const auto whole = read_whole(text, bare);
  if (!whole) return std::nullopt;
  WrittenNumber out{.value = whole->value, .length = static_cast<int>(whole->length), .chinese = true};
  if (whole->trailing_power > 0) {
    out.length -= static_cast<int>(whole->trailing_length);
    out.value = (whole->value / power_of_ten(whole->trailing_power)).rounded(0);
    return out;
  }
  const std::string decimals = decimals_behind(text.substr(whole->length));
  if (decimals.empty()) return out;
  const auto value = Decimal::parse(whole->value.to_string() + "." + decimals);
  if (!value) return std::nullopt;
  out.value = *value;
  out.length += 1 + static_cast<int>(decimals.size());
  return out;
}

std::optional<Decimal> whole_chinese(std::u32string_view text) {
  const auto whole = read_whole(text, false);
  if (!whole || whole->length != text.size()) return std::nullopt;
  return whole->value;
}

}  // namespace quantity::detail
