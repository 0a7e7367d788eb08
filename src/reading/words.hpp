// Small questions about words, asked all over this room.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace reading::words {

using View = std::u32string_view;

inline bool has(View text, View word) { return text.find(word) != View::npos; }

inline bool has_any(View text, std::initializer_list<View> list) {
  for (const View word : list) {
    if (has(text, word)) return true;
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

inline bool is_han_digit(char32_t c) { return View(U"〇零一二三四五六七八九十百").find(c) != View::npos; }

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
