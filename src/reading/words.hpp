// Small questions about words, asked all over this room.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "reading/word_trie.hpp"

namespace reading::words {

using View = std::u32string_view;

// A few characters to be told from all others: one look at a table answers for most of a text.
class CharSet {
 public:
  constexpr explicit CharSet(View chars) {
    for (const char32_t c : chars) {
      bits_[slot(c) / 64] |= std::uint64_t{1} << (slot(c) % 64);
      std::size_t at = slot(c) % kKept;
      while (kept_[at] != 0 && kept_[at] != c) at = (at + 1) % kKept;
      kept_[at] = static_cast<char16_t>(c);
    }
  }
  constexpr bool has(char32_t c) const {
    if ((bits_[slot(c) / 64] >> (slot(c) % 64) & 1) == 0) return false;
    for (std::size_t at = slot(c) % kKept; kept_[at] != 0; at = (at + 1) % kKept) {
      if (kept_[at] == c) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kKept = 128;  // sets hold fewer than half of it
  static constexpr unsigned slot(char32_t c) { return (c * 0x9E3779B1u) >> 23; }
  std::array<std::uint64_t, 8> bits_{};
  std::array<char16_t, kKept> kept_{};
};

// Words of one meaning, written in the code because grammar hangs on them. A text is gone through once for all.
class Set {
 public:
  Set(std::initializer_list<View> list) {
    for (const View word : list) trie_.add(word);
  }
  // Does the text hold one of them?
  bool in(View text) const {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (trie_.may_start(text[i]) && starts(text.substr(i))) return true;
    }
    return false;
  }
  // Does the text start with one of them?
  bool starts(View text) const {
    std::uint32_t node = 0;
    for (const char32_t c : text) {
      node = trie_.step(node, c);
      if (node == 0) return false;
      if (trie_.word_at(node) != WordTrie::kNone) return true;
    }
    return false;
  }

 private:
  WordTrie trie_;
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

// A part of a text as it stands, or what was made of it where that differs: most parts need no copy.
class Kept {
 public:
  Kept(View part) : part_(part) {}
  Kept(std::u32string&& made) : made_(std::move(made)), part_(made_) {}
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  operator View() const { return part_; }
  View view() const { return part_; }

 private:
  std::u32string made_;
  View part_;
};

// Without white space at the ends and without the line breaks of a wrapped text.
inline Kept unbroken(View text) {
  const View inner = base::trim(text);
  if (std::none_of(inner.begin(), inner.end(),
                   [](char32_t c) { return !(c >= 0x4E00 && c <= 0x9FFF) && c != U' ' && base::is_space(c); }))
    return inner;
  std::u32string out;
  out.reserve(inner.size());
  for (const char32_t c : inner) {
    if ((c >= 0x4E00 && c <= 0x9FFF) || c == U' ' || !base::is_space(c)) {
      out.push_back(c);
    } else if (c == U'\n' || c == U'\r') {
      while (!out.empty() && base::is_space(out.back())) out.pop_back();
    } else if (!out.empty() && !base::is_han(out.back())) {
      out.push_back(c);
    }
  }
  return out;
}

// F001, T012, M1234
inline std::string numbered(char letter, std::size_t n) {
  std::string out = std::to_string(n);
  out.insert(0, out.size() < 3 ? 3 - out.size() : 0, '0');
  return out.insert(0, 1, letter);
}

// Without its line breaks, in UTF-8.
inline std::string joined(View text) { return base::to_utf8(unbroken(text).view()); }

}  // namespace reading::words
