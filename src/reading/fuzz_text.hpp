// For the fuzzers of prose: bytes as text, and mutations that keep characters whole, so that what is tried stays near
// what reports look like: cut, doubled and exchanged stretches, other digits, other marks, line ends put in and taken
// out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.hpp"
#include "document/document.hpp"

namespace reading::fuzz {

// Any bytes: what is no UTF-8 becomes U+FFFD.
inline std::u32string text_of(const std::uint8_t* data, std::size_t size) {
  std::u32string out;
  for (std::size_t i = 0; i < size;) {
    std::size_t n = data[i] < 0x80 ? 1 : data[i] >= 0xF0 ? 4 : data[i] >= 0xE0 ? 3 : data[i] >= 0xC2 ? 2 : 1;
    n = std::min(n, size - i);
    const auto one = base::from_utf8({reinterpret_cast<const char*>(data) + i, n});
    if (one) {
      out += *one;
      i += n;
    } else {
      out.push_back(U'\uFFFD');
      ++i;
    }
  }
  return out;
}

inline const std::u32string& tokens(unsigned pick) {
  static const std::u32string kTokens[] = {
      U"分别增长", U"均",         U"其中",       U"以上",       U"左右",         U"%",
      U"％",       U"亿元",       U"万人次",     U"个百分点",   U"由",           U"增加到",
      U"第十位",   U"连续三年",   U"、",         U"，",         U"。\n",         U"；",
      U"（",       U"）",         U"“",          U"”",          U"一、",         U"（一）",
      U"1.",       U"一是",       U"第三条　",   U"责任单位：", U"（责任单位：", U"由市商务局",
      U"牵头，",   U"配合",       U"6月底前",    U"每月10日",   U"2025年",       U"—",
      U"-",        U"～",         U"十四五",     U"〇",         U"微克/立方米",  U"会议议定：",
      U"关于印发", U"若干措施\n", U"会议纪要\n", U"附件：",     U"有效期至",     U"預期目標"};
  return kTokens[pick % std::size(kTokens)];
}

inline std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  std::uint32_t state = seed | 1;
  const auto next = [&] { return state = state * 1664525u + 1013904223u, state >> 8; };  // Numerical Recipes, 7.1
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next()) % n; };
  std::u32string text = text_of(data, size);
  for (int times = 1 + static_cast<int>(below(4)); times > 0; --times) {
    const std::size_t at = below(text.size() + 1), length = below(std::min<std::size_t>(text.size() - at, 200) + 1);
    switch (below(8)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(below(text.size() + 1), text.substr(at, length));
        break;
      case 2: {
        const std::u32string moved = text.substr(at, length);
        text.erase(at, length);
        text.insert(below(text.size() + 1), moved);
        break;
      }
      case 3:
        for (std::size_t i = at; i < std::min(text.size(), at + 40); ++i) {
          if (text[i] >= U'0' && text[i] <= U'9') text[i] = U'0' + static_cast<char32_t>(below(10));
        }
        break;
      case 4:
        text.insert(at, tokens(next()));
        break;
      case 5:
        text.insert(at, 1, U"\n\r\t 　"[below(5)]);
        break;
      case 6:
        for (std::size_t i = at; i < std::min(text.size(), at + 40); ++i) {
          if (text[i] > 0x20 && text[i] < 0x7F && below(2) == 0) text[i] += 0xFEE0;
        }
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char32_t>(0x4E00 + below(0x5000));
        break;
    }
  }
  std::string bytes = base::to_utf8(text);
  if (bytes.size() > most) bytes.resize(most);
  std::copy(bytes.begin(), bytes.end(), data);
  return bytes.size();
}

inline void inside(const base::Span& s, int length) { JC_ASSERT(0 <= s.start && s.start <= s.end && s.end <= length); }

}  // namespace reading::fuzz
