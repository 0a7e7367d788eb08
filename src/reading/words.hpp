// Small questions about words, asked all over this room.
#pragma once

#include <initializer_list>
#include <string_view>

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

}  // namespace reading::words
