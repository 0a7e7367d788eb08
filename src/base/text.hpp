// Text as code points. Offsets everywhere in this program count Unicode code points, so text is handled as UTF-32.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace base {

// Half-open range of code points [start, end).
struct Span {
  int start = 0;
  int end = 0;

  int size() const { return end - start; }
  bool empty() const { return end <= start; }
  bool contains(const Span& other) const { return start <= other.start && other.end <= end; }
  bool overlaps(const Span& other) const { return start < other.end && other.start < end; }
  auto operator<=>(const Span&) const = default;
};

// Fault "utf8.invalid" with line and column (in code points) of the first bad byte: overlong forms, surrogates and
// values past U+10FFFF are refused (Unicode 15, table 3-7). A leading byte-order mark is kept: offsets stay true.
Result<std::u32string> from_utf8(std::string_view bytes);

// Unpaired surrogates and values past U+10FFFF are our own mistake and assert.
std::string to_utf8(std::u32string_view text);

// For literals and built-in data, which are known to be valid; asserts otherwise.
std::u32string u32(std::string_view utf8);

// For file names, which may be any bytes: where they are not UTF-8, those past ASCII are written as \xB1.
std::string readable(std::string_view bytes);
// The first `most` code points, with … behind them when something was cut off; `readable` where it is not UTF-8.
std::string shortened(std::string_view utf8, std::size_t most);

bool is_han(char32_t c);             // unified ideographs, extensions A–H, 〇
bool is_space(char32_t c);           // ASCII white space, U+00A0, U+3000, zero-width spaces, U+FEFF
char32_t to_half_width(char32_t c);  // full-width ASCII (U+FF01–FF5E) and U+3000 to ASCII, others as they are

// Without white space at both ends.
std::u32string_view trim(std::u32string_view text);
std::string_view trim(std::string_view text);

// `text[span]`; asserts that the span lies inside.
std::u32string_view slice(std::u32string_view text, Span span);

// The last part of a path, and that without its extension: "月报/1统计.xlsx" gives "1统计.xlsx" and "1统计".
std::string file_name(std::string_view path);
std::string file_stem(std::string_view path);

}  // namespace base
