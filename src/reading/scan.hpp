// From characters to tokens: every number of a stretch of text, with its unit, or the reason why it counts nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/lexicon.hpp"
#include "reading/scratch.hpp"
#include "reading/words.hpp"

namespace reading {

struct RatioPart {
  Decimal value;
  Span span;
};

// A number that may be a figure. All places are code points of the whole text.
struct NumberToken {
  Span number;  // the numerals alone
  Span core;    // with 余, 万, unit and 以上
  Decimal value;
  std::optional<Decimal> value_max;  // 1-2个
  View magnitude;                    // 万, 亿, 万亿, or empty
  Text unit;                         // as written, magnitude included; empty when none stands here
  const UnitEntry* entry = nullptr;  // of the unit without its magnitude
  Qualifier qualifier = Qualifier::exact;
  bool above = false;   // 以上
  bool behind = false;  // the word of nearness stands behind the number: 7%左右
  bool chinese = false;
  bool fraction = false;
  bool streak = false;      // 连续3年: core starts at 连续
  bool class_line = false;  // 千亿级, 亿元以上项目: a class of size, not a size
  List<RatioPart> ratio;    // 5.8∶36.1∶58.1
};

// 第3位, 首位, 前三: a place in an order, or a name if nothing around it ranks.
struct OrdinalToken {
  Span span;
  List<int> positions;  // 第1、2位 holds two
  bool closed = false;  // 位 or 名 follows
};

struct Scan {
  List<NumberToken> numbers;
  List<OrdinalToken> ordinals;
  List<Nonfigure> nonfigures;
};

// Full-width forms, dashes and colons made alike, code point for code point.
char32_t normalised(char32_t c);
std::u32string normalised(View text);

// `text` as written, `norm` its normalised form; only `within` is read. Tokens come in text order, and live as long as
// the scratch memory around the call.
Scan scan(View text, View norm, Span within);

inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// A–Z a–z and Greek letters of units
inline bool is_latin(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0x391 && c <= 0x3C9) ||
         (c >= 0x2160 && c <= 0x217F);
}

inline bool is_chinese_numeral(char32_t c) {
  static constexpr words::CharSet kNumerals(U"〇零一二三四五六七八九十百千万亿两");
  return kNumerals.has(c);
}

// , ; : 。 ! ? line end
inline bool is_boundary(char32_t c) {
  static constexpr words::CharSet kBoundaries(U",;:。!?\n\r\t");
  return !(c >= 0x4E00 && c <= 0x9FFF) && kBoundaries.has(c);
}

}  // namespace reading
