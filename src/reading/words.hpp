// Small questions about words, asked all over this room.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace reading::words {

using View = std::u32string_view;

// A few characters to be told from all others: one look at a table answers for most of a text.
class CharSet {
 public:
  constexpr explicit CharSet(View chars) : chars_(chars) {
    for (const char32_t c : chars) bits_[slot(c) / 64] |= std::uint64_t{1} << (slot(c) % 64);
  }
  constexpr bool has(char32_t c) const { return maybe(c) && chars_.find(c) != View::npos; }

 private:
  static constexpr unsigned slot(char32_t c) { return (c * 0x9E3779B1u) >> 23; }
  constexpr bool maybe(char32_t c) const { return (bits_[slot(c) / 64] >> (slot(c) % 64) & 1) != 0; }
  std::array<std::uint64_t, 8> bits_{};
  View chars_;
};

// Which characters a text may hold: most words that are not in it are refused by their first two characters.
class Seen {
 public:
  explicit Seen(View text) {
    for (const char32_t c : text) bits_[slot(c) / 64] |= std::uint64_t{1} << (slot(c) % 64);
  }
  bool may_hold(View word) const { return maybe(word.front()) && (word.size() < 2 || maybe(word[1])); }

 private:
  static unsigned slot(char32_t c) { return (c * 0x9E3779B1u) >> 23; }
  bool maybe(char32_t c) const { return (bits_[slot(c) / 64] >> (slot(c) % 64) & 1) != 0; }
  std::array<std::uint64_t, 8> bits_{};
};

inline bool has(View text, View word) { return text.find(word) != View::npos; }

inline bool has_any(View text, std::initializer_list<View> list) {
  if (list.size() < 4) {
    for (const View word : list) {
      if (has(text, word)) return true;
    }
    return false;
  }
  const Seen seen(text);
  for (const View word : list) {
    if (seen.may_hold(word) && has(text, word)) return true;
  }
  return false;
}

// Length of the first word of `list` that `text` starts with; 0 for none. Put longer words first.
inline int starts_with(View text, std::initializer_list<View> list) {
  for (const View word : list) {
    if (text.starts_with(word)) return static_cast<int>(word.size());
  }
  return 0;
}

inline bool ends_with(View text, std::initializer_list<View> list) {
  for (const View word : list) {
    if (text.ends_with(word)) return true;
  }
  return false;
}

inline bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

inline bool is_han_digit(char32_t c) {
  static constexpr CharSet kDigits(U"〇零一二三四五六七八九十百");
  return kDigits.has(c);
}

inline bool has_digit(View text) {
  for (const char32_t c : text) {
    if (is_digit(c)) return true;
  }
  return false;
}

// In UTF-8, without white space at the ends and without the line breaks of a wrapped text.
inline std::string joined(View text) {
  std::u32string out;
  for (const char32_t c : base::trim(text)) {
    if (c == U'\n' || c == U'\r') {
      while (!out.empty() && base::is_space(out.back())) out.pop_back();
      continue;
    }
    if (base::is_space(c) && (out.empty() || base::is_han(out.back())) && c != U' ') continue;
    out.push_back(c);
  }
  return base::to_utf8(out);
}

}  // namespace reading::words
