#include "base/text.hpp"

namespace base {

namespace {

// The code point whose bytes start at `i` and how many they are; 0 bytes when they form none.
struct Decoded {
  char32_t c = 0;
  std::size_t bytes = 0;
};
Decoded decode(std::string_view s, std::size_t i) {
  auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  auto continues = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  const unsigned char b = byte(i);
  const std::size_t left = s.size() - i;
  if (b < 0x80) return {b, 1};
  if (b >= 0xE0 && b <= 0xEF) {
    if (left < 3 || !continues(i + 1) || !continues(i + 2)) return {};
    const char32_t c = (b & 0x0Fu) << 12 | (byte(i + 1) & 0x3Fu) << 6 | (byte(i + 2) & 0x3Fu);
    return c < 0x800 || (c >= 0xD800 && c <= 0xDFFF) ? Decoded{} : Decoded{c, 3};
  }
  if (b >= 0xC2 && b <= 0xDF) {
    if (left < 2 || !continues(i + 1)) return {};
    return {(b & 0x1Fu) << 6 | (byte(i + 1) & 0x3Fu), 2};
  }
  if (b >= 0xF0 && b <= 0xF4) {
    if (left < 4 || !continues(i + 1) || !continues(i + 2) || !continues(i + 3)) return {};
    const char32_t c =
        (b & 0x07u) << 18 | (byte(i + 1) & 0x3Fu) << 12 | (byte(i + 2) & 0x3Fu) << 6 | (byte(i + 3) & 0x3Fu);
    return c < 0x10000 || c > 0x10FFFF ? Decoded{} : Decoded{c, 4};
  }
  return {};
}

// How many code points start in the bytes.
std::size_t starts_in(std::string_view bytes) {
  std::size_t count = 0;
  for (const char b : bytes) count += (static_cast<unsigned char>(b) & 0xC0u) != 0x80u ? 1 : 0;
  return count;
}

// Line and column, in code points, of the byte at `bad`; all before it is valid.
Place place_in(std::string_view s, std::size_t bad) {
  int line = 1, column = 1;
  for (std::size_t i = 0; i < bad; i += decode(s, i).bytes) {
    if (s[i] == '\n') {
      ++line, column = 1;
    } else {
      ++column;
    }
  }
  return {.line = line, .column = column};
}

}  // namespace

Result<std::u32string> from_utf8(std::string_view s) {
  std::u32string out(starts_in(s), U'\0');
  std::size_t n = 0;
  for (std::size_t i = 0; i < s.size();) {
    // Most of a Chinese text: three bytes, from U+1000 on and before the surrogates.
    if (i + 2 < s.size()) {
      const auto a = static_cast<unsigned char>(s[i]), b = static_cast<unsigned char>(s[i + 1]),
                 c = static_cast<unsigned char>(s[i + 2]);
      if (a >= 0xE1 && a <= 0xEF && a != 0xED && (b & 0xC0u) == 0x80u && (c & 0xC0u) == 0x80u) {
        out[n++] = (a & 0x0Fu) << 12 | (b & 0x3Fu) << 6 | (c & 0x3Fu);
        i += 3;
        continue;
      }
    }
    const Decoded d = decode(s, i);
    if (d.bytes == 0)
      return fail("utf8.invalid", "文字不是有效的 UTF-8 编码", place_in(s, i),
                  "把文件另存为 UTF-8 或 GB18030 编码的文本后再试");
    out[n++] = d.c;
    i += d.bytes;
  }
  out.resize(n);
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::size_t size = 0;
  for (const char32_t c : text) size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  std::string out(size, '\0');
  char* to = out.data();
  auto put = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
  for (const char32_t c : text) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      JC_ASSERT(c < 0xD800 || c > 0xDFFF);
      put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
      JC_ASSERT(c <= 0x10FFFF);
      put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    }
  }
  return out;
}

std::u32string u32(std::string_view utf8) {
  auto decoded = from_utf8(utf8);
  JC_ASSERT(decoded.has_value());
  return std::move(*decoded);
}

std::string readable(std::string_view bytes) {
  if (from_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (const char c : bytes) {
    constexpr const char* digits = "0123456789ABCDEF";
    const auto b = static_cast<unsigned char>(c);
    if (b < 0x80) {
      out += c;
    } else {
      out += {'\\', 'x', digits[b >> 4], digits[b & 0xF]};
    }
  }
  return out;
}

std::string shortened(std::string_view utf8, std::size_t most) {
  const std::u32string text = u32(readable(utf8));
  return text.size() <= most ? to_utf8(text) : to_utf8(text.substr(0, most)) + "…";
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool is_space(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x202F || c == 0x205F || c == 0xFEFF;
}

char32_t to_half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c == 0x3000) return U' ';
  return c;
}

namespace {
template <class View, class IsSpace>
View trimmed(View text, IsSpace space) {
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}
}  // namespace

std::u32string_view trim(std::u32string_view text) { return trimmed(text, is_space); }
std::string_view trim(std::string_view text) {
  return trimmed(text, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
}

std::u32string_view slice(std::u32string_view text, Span span) {
  JC_ASSERT(0 <= span.start && span.start <= span.end && static_cast<std::size_t>(span.end) <= text.size());
  return text.substr(static_cast<std::size_t>(span.start), static_cast<std::size_t>(span.size()));
}

std::string file_name(std::string_view path) {
  const auto slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string file_stem(std::string_view path) {
  std::string name = file_name(path);
  const auto dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

}  // namespace base
