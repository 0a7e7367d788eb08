#include "reading/lines.hpp"

#include <algorithm>

#include "reading/outline.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using base::Span;
using words::View;

int width(View text) {
  int n = 0;
  for (const char32_t c : text) n += c < 0x2E80 ? 1 : 2;
  return n;
}

int count(View text, char32_t c) { return static_cast<int>(std::count(text.begin(), text.end(), c)); }

bool ends_a_sentence(View text) { return !text.empty() && View(U"。！？；：!?;:”）").find(text.back()) != View::npos; }

struct RawLine {
  Line line;
  bool indented = false;
};

// The right edge of a text wrapped to one width, in half-width columns; 0 when it is not wrapped.
int wrap_width(View text, const std::vector<RawLine>& raw) {
  std::vector<int> widths;
  for (const RawLine& r : raw) widths.push_back(width(base::slice(text, r.line.span)));
  if (widths.size() < 12) return 0;
  std::vector<int> sorted = widths;
  std::sort(sorted.begin(), sorted.end());
  const int edge = sorted[sorted.size() * 9 / 10];
  if (edge < 40 || edge > 160 || sorted.back() > edge + 6) return 0;
  const auto full = std::count_if(widths.begin(), widths.end(), [&](int w) { return w >= edge - 4; });
  return static_cast<double>(full) >= 0.5 * static_cast<double>(widths.size()) ? edge : 0;
}

bool goes_on(View text, const Line& a, const RawLine& b, int edge, bool indents) {
  if (a.heading_level > 0 || b.line.heading_level > 0 || a.in_table || b.line.in_table) return false;
  const View before = base::slice(text, a.span), after = base::slice(text, b.line.span);
  if (View(U"，。、；：！？,;:%％").find(after.front()) != View::npos) return true;
  static constexpr View kOpen = U"（“《(", kClose = U"）”》)";
  if (const auto at = kClose.find(after.front());
      at != View::npos && count(before, kOpen[at]) > count(before, kClose[at]))
    return true;
  if (words::ends_with(before, {U"（", U"(", U"“", U"《"})) return true;
  if (words::starts_with(after, {U"是：", U"是:", U"为：", U"为:"}) > 0 && before.size() <= 40) return true;
  if (heading_mark(after)) return false;
  if (before.size() >= 6 && words::ends_with(before, {U"，", U"、", U"的", U"和", U"与", U"及", U"或", U"将"}))
    return true;
  if (count(before, U'“') > count(before, U'”') && count(after, U'”') > count(after, U'“')) return true;
  if (edge > 0) {
    const auto last_break = before.rfind(U'\n');
    const View last = last_break == View::npos ? before : before.substr(last_break + 1);
    if (width(last) < edge - 4) return false;
    if (!ends_a_sentence(before)) return true;
    return indents && !b.indented;
  }
  return false;
}

}  // namespace

std::vector<Line> logical_lines(const document::Document& document) {
  const View text = document.text;
  std::vector<RawLine> raw;
  auto add = [&](Span span, int heading_level, bool in_table) {
    const int start = span.start;
    while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.start)])) ++span.start;
    while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.end - 1)])) --span.end;
    if (!span.empty()) raw.push_back({{span, heading_level, in_table}, span.start > start});
  };
  for (const document::Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      add(paragraph->span, paragraph->heading_level, false);
    } else {
      for (const document::Cell& cell : std::get<document::Table>(block).cells) add(cell.span, 0, true);
    }
  }
  const int edge = wrap_width(text, raw);
  const auto indented = std::count_if(raw.begin(), raw.end(), [](const RawLine& r) { return r.indented; });
  const bool indents = indented * 20 >= static_cast<std::ptrdiff_t>(raw.size());
  std::vector<Line> lines;
  for (const RawLine& r : raw) {
    if (!lines.empty() && goes_on(text, lines.back(), r, edge, indents)) {
      lines.back().span.end = r.line.span.end;
    } else {
      lines.push_back(r.line);
    }
  }
  return lines;
}

}  // namespace reading
