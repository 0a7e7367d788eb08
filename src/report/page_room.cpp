#include "report/page_room.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace report {
namespace {

constexpr double text_points = 442.2;  // 156 mm

// In character widths; digits and Latin letters are counted wide, as they are in the widest of the fonts that may stand
// in.
double width_of(std::string_view utf8) {
  double width = 0;
  for (char32_t c : base::u32(utf8)) width += c < 0x2000 ? 0.56 : 1;
  return width;
}

// A line breaks up to two characters early, where punctuation may not stand at its start.
double lines_of(std::string_view text, double characters, double first_indent) {
  double lines = 0;
  std::size_t start = 0;
  while (true) {
    const auto end = std::min(text.find('\n', start), text.size());
    const double width = width_of(text.substr(start, end - start)) + first_indent;
    const double room = std::max(characters - (width > characters ? 1.0 : 0.0), 1.0);
    lines += std::max(1.0, std::ceil(width / room));
    if (end == text.size()) return lines;
    start = end + 1;
  }
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
      const double room = (text_points * shares[i] / total - 7.5) / size;
      lines = std::max(lines, lines_of(row[i], std::floor(room), 0));
    }
    return line * lines + margins;
  };
  double points = 12;  // the space after it
  if (!table.header.empty()) points += row_points(table.header);
  for (const auto& row : table.rows) points += row_points(row);
  return points;
}

}  // namespace report
