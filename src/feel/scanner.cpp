#include "feel/scanner.hpp"

#include <cstdint>

namespace feel {

namespace {

struct Decoded {
  char32_t c = 0;
  std::size_t length = 0;
};
// One code point; a byte that is no UTF-8 counts as itself.
Decoded decode(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(i + k < s.size() ? s[i + k] : 0); };
  const unsigned char b = byte(0);
  if (b < 0x80) return {b, 1};
  const auto tail = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  if (b >= 0xC2 && b < 0xE0 && tail(1)) return {static_cast<char32_t>((b & 0x1Fu) << 6 | (byte(1) & 0x3Fu)), 2};
  if (b >= 0xE0 && b < 0xF0 && tail(1) && tail(2)) {
    return {static_cast<char32_t>((b & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu)), 3};
  }
  if (b >= 0xF0 && b < 0xF5 && tail(1) && tail(2) && tail(3)) {
    return {
        static_cast<char32_t>((b & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu)),
        4};
  }
  return {0xFFFD, 1};
}

bool is_space(char32_t c) {  // rule 61 and 62
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0xFEFF;
}

bool starts_name(char32_t c) {  // rule 28
  return c == '?' || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0xD6) ||
         (c >= 0xD8 && c <= 0xF6) || (c >= 0xF8 && c <= 0x2FF) || (c >= 0x370 && c <= 0x37D) ||
         (c >= 0x37F && c <= 0x1FFF) || (c >= 0x200C && c <= 0x200D) || (c >= 0x2070 && c <= 0x218F) ||
         (c >= 0x2C00 && c <= 0x2FEF) || (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
         (c >= 0xFDF0 && c <= 0xFFFC) || (c >= 0x10000 && c <= 0xEFFFF);
}

bool continues_name(char32_t c) {  // rule 29
  return starts_name(c) || (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x203F && c <= 0x2040);
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::optional<char32_t> hexadecimal(std::string_view s) {
  char32_t n = 0;
  for (const char c : s) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    n = n * 16 + static_cast<char32_t>(digit);
  }
  return n;
}

}  // namespace

std::size_t Scanner::name_symbol() const {
  const char c = peek();
  if (c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' || c == '*') return 1;
  return looking_at("’") ? 3 : 0;
}

void Scanner::skip_space() {
  while (at < text_.size()) {
    if (looking_at("//")) {
      while (at < text_.size() && text_[at] != '\n') ++at;
      continue;
    }
    if (looking_at("/*")) {
      const auto end = text_.find("*/", at + 2);
      if (end == std::string_view::npos) throw SyntaxError{at, "/*"};
      at = end + 2;
      continue;
    }
    const Decoded d = decode(text_, at);
    if (!is_space(d.c)) return;
    at += d.length;
  }
}

bool Scanner::take(std::string_view symbol) {
  skip_space();
  if (!looking_at(symbol)) return false;
  at += symbol.size();
  return true;
}

bool Scanner::at_word(std::string_view keyword) {
  skip_space();
  const std::size_t before = at;
  const bool here = word() == keyword;
  at = before;
  return here;
}

bool Scanner::take_word(std::string_view keyword) {
  if (!at_word(keyword)) return false;
  at += keyword.size();
  return true;
}

std::string_view Scanner::word() {
  const std::size_t first = at;
  bool start = true;
  while (at < text_.size()) {
    const Decoded d = decode(text_, at);
    if (is_space(d.c) || !(start ? starts_name(d.c) : continues_name(d.c))) break;
    start = false;
    at += d.length;
  }
  return text_.substr(first, at - first);
}

std::optional<std::string_view> Scanner::number() {
  const std::size_t first = at;
  const auto digits = [&] {
    const std::size_t from = at;
    while (peek() >= '0' && peek() <= '9') ++at;
    return at > from;
  };
  const bool whole = digits();
  if (peek() == '.' && peek(1) >= '0' && peek(1) <= '9') {
    ++at;
    digits();
  } else if (!whole) {
    at = first;
    return std::nullopt;
  }
  if (peek() == 'e' || peek() == 'E') {
    const std::size_t before = at;
    ++at;
    if (peek() == '+' || peek() == '-') ++at;
    if (!digits()) at = before;
  }
  return text_.substr(first, at - first);
}

std::optional<std::string> Scanner::quoted() {
  if (peek() != '"') return std::nullopt;
  const std::size_t first = at++;
  std::string out;
  char32_t high = 0;  // half of a pair written as \uD83D\uDCA9
  const auto put = [&](char32_t c) {
    if (c >= 0xDC00 && c <= 0xDFFF && high != 0) {
      append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
      high = 0;
      return;
    }
    if (high != 0) append_utf8(out, 0xFFFD);
    high = 0;
    if (c >= 0xD800 && c <= 0xDBFF) {
      high = c;
    } else {
      append_utf8(out, c >= 0xDC00 && c <= 0xDFFF ? 0xFFFD : c);
    }
  };
  for (;;) {
    if (at >= text_.size()) throw SyntaxError{first, "\""};
    const char c = text_[at];
    if (c == '"') break;
    if (c != '\\') {
      if (high != 0) append_utf8(out, 0xFFFD), high = 0;
      out += c;
      ++at;
      continue;
    }
    const char next = peek(1);
    const std::size_t width = next == 'u' ? 4 : next == 'U' ? 6 : 0;
    if (width != 0) {
      const auto code = text_.size() >= at + 2 + width ? hexadecimal(text_.substr(at + 2, width)) : std::nullopt;
      if (code && *code <= 0x10FFFF) {
        put(*code);
        at += 2 + width;
        continue;
      }
    }
    if (high != 0) append_utf8(out, 0xFFFD), high = 0;
    switch (next) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case '"':
      case '\'':
      case '\\':
        out += next;
        break;
      default:  // no escape of FEEL: the backslash stays, as patterns like "\p{L}" need it
        out += '\\';
        ++at;
        continue;
    }
    at += 2;
  }
  if (high != 0) append_utf8(out, 0xFFFD);
  ++at;
  return out;
}

}  // namespace feel
