#include "report/page_room.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace report {
namespace {

constexpr double text_points = 442.2;  // 156 mm

// In character widths; digits and Latin letters are counted wide, as they are in the widest of the fonts that may stand
// in.
bool alone(char32_t c) { return c >= 0x2000; }
bool shuts(char32_t c) {
  return std::u32string_view(U"，。；：、！？）》”’」』】〕〉…%％").find(c) != std::u32string_view::npos;
}
bool opens(char32_t c) { return std::u32string_view(U"（《“‘「『【〔〈").find(c) != std::u32string_view::npos; }

// As word processors break lines: between Chinese characters, never inside a number or a Latin word, before a closing
// mark or after an opening one (GB/T 9704-2012 leaves it to them).
double lines_of(std::string_view utf8, double characters, double first_indent) {
  const std::u32string text = base::u32(utf8);
  double lines = 1, used = first_indent;
  const double room = std::max(characters, 1.0);
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == U'\n') {
      lines += 1, used = 0, ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && text[end] != U'\n' &&
           (shuts(text[end]) || opens(text[end - 1]) ||
            (!alone(text[end]) && !alone(text[end - 1]) && text[end] != U' ' && text[end - 1] != U' ')))
      ++end;
    double width = 0;
    for (; i < end; ++i) width += alone(text[i]) ? 1 : 0.56;
    if (used > 0 && used + width > room) lines += 1, used = 0;
    // What is wider than a line is broken anywhere.
    for (; width > room; width -= room) lines += 1;
    used += width;
  }
  return lines;
}

}  // namespace

double points_of(const document::DraftParagraph& paragraph) {
  using Role = document::DraftParagraph::Role;
  std::string text;
  for (const auto& run : paragraph.runs) text += run.text;
  switch (paragraph.role) {
    case Role::title:
      return 35 * lines_of(text, 20, 0) + 14.5;
    case Role::subtitle:
      return 28.95 * lines_of(text, 27, 0) + 14.5;
    case Role::note:
      return 20 * lines_of(text, 34.5, 0);
    case Role::signature:
    case Role::date:
      return 28.95;
    case Role::heading1:
    case Role::heading2:
    case Role::body:
    case Role::item:
      break;
  }
  return 28.95 * lines_of(text, 28, 2);
}

double points_of(const document::DraftTable& table) {
  const double size = table.small ? 10.5 : 12, line = table.small ? 15 : 20, margins = table.small ? 3.5 : 6.5;
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.size());
  double total = 0;
  std::vector<double> shares(columns, 1);
  for (std::size_t i = 0; i < columns && i < table.widths.size(); ++i) shares[i] = std::max(table.widths[i], 0.01);
  for (double share : shares) total += share;
  auto row_points = [&](const std::vector<std::string>& row) {
    double lines = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double room = (text_points * shares[i] / total - 8) / size;
      lines = std::max(lines, lines_of(row[i], room, 0));
    }
    return line * lines + margins;
  };
  double points = 12;  // the space after it
  if (!table.header.empty()) points += row_points(table.header);
  for (const auto& row : table.rows) points += row_points(row);
  return points;
}

}  // namespace report
