#include "reading/flow.hpp"

#include <numeric>

#include "reading/scan.hpp"

namespace reading {
namespace {

using View = std::u32string_view;

bool is_break(char32_t c) { return c == U'\n' || c == U'\r'; }

// The white space around a break inside a line, [from, to).
struct Cut {
  int from = 0, to = 0;
};

std::vector<Cut> cuts_of(View text, const std::vector<Line>& lines) {
  std::vector<Cut> cuts;
  for (const Line& line : lines) {
    if (line.in_table || !line.broken) continue;
    for (int i = line.span.start; i < line.span.end; ++i) {
      if (!is_break(text[static_cast<std::size_t>(i)])) continue;
      int from = i, to = i + 1;
      while (from > line.span.start && base::is_space(text[static_cast<std::size_t>(from - 1)])) --from;
      while (to < line.span.end && base::is_space(text[static_cast<std::size_t>(to)])) ++to;
      cuts.push_back({from, to});
      i = to - 1;
    }
  }
  return cuts;
}

void put_back(const Flow& flow, std::vector<Heading>& headings) {
  for (Heading& h : headings) {
    h.span = flow.place_of(h.span);
    h.section_end = flow.places[static_cast<std::size_t>(h.section_end)];
    put_back(flow, h.children);
  }
}

}  // namespace

Span Flow::place_of(Span span) const {
  const int start = places[static_cast<std::size_t>(span.start)];
  return {start, span.empty() ? start : places[static_cast<std::size_t>(span.end - 1)] + 1};
}

void Flow::put_back(Reading& reading) const {
  auto move = [&](Span& span) { span = place_of(span); };
  move(reading.plan_part);
  reading::put_back(*this, reading.outline);
  for (Figure& f : reading.figures) {
    move(f.span);
    if (f.change) move(f.change->span);
    for (Why& why : f.why) {
      if (!why.words.empty()) move(why.words);
    }
  }
  for (Nonfigure& n : reading.nonfigures) move(n.span);
  for (Target& t : reading.targets) move(t.span);
  for (Measure& m : reading.measures) {
    move(m.span);
    move(m.sentence);
  }
  for (Problem& p : reading.problems) move(p.span);
  for (Span& u : reading.unaccounted) move(u);
}

std::optional<Flow> flow(const document::Document& document, const std::vector<Line>& lines) {
  const View text = document.text;
  const std::vector<Cut> cuts = cuts_of(text, lines);
  if (cuts.empty()) return std::nullopt;
  Flow out;
  out.document.file = document.file;
  std::vector<int> now(text.size() + 1);  // where each code point went
  std::size_t cut = 0;
  out.document.text.reserve(text.size());
  out.places.reserve(text.size() + 1);
  for (int i = 0; i < static_cast<int>(text.size());) {
    if (cut < cuts.size() && cuts[cut].from == i) {
      const Cut c = cuts[cut++];
      for (int k = c.from; k < c.to; ++k) now[static_cast<std::size_t>(k)] = static_cast<int>(out.document.text.size());
      // Two words of Latin letters stay two.
      if (is_latin(text[static_cast<std::size_t>(c.from - 1)]) && is_latin(text[static_cast<std::size_t>(c.to)])) {
        out.document.text.push_back(U' ');
        out.places.push_back(c.from);
      }
      i = c.to;
      continue;
    }
    const int end = cut < cuts.size() ? cuts[cut].from : static_cast<int>(text.size());
    std::iota(now.begin() + i, now.begin() + end, static_cast<int>(out.document.text.size()));
    out.document.text.append(base::slice(text, {i, end}));
    for (; i < end; ++i) out.places.push_back(i);
  }
  now[text.size()] = static_cast<int>(out.document.text.size());
  out.places.push_back(static_cast<int>(text.size()));

  auto moved = [&](Span span) {
    return Span{now[static_cast<std::size_t>(span.start)], now[static_cast<std::size_t>(span.end)]};
  };
  // Paragraphs of one line become one, in the place of the first.
  std::size_t at = 0;
  int last_line = -1;
  for (const document::Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      int first = paragraph->span.start;
      while (first < paragraph->span.end && base::is_space(text[static_cast<std::size_t>(first)])) ++first;
      while (at < lines.size() && lines[at].span.end <= first) ++at;
      const bool in_line = first < paragraph->span.end && at < lines.size() && lines[at].span.start <= first;
      if (in_line && last_line == static_cast<int>(at)) {
        std::get<document::Paragraph>(out.document.blocks.back()).span.end = moved(paragraph->span).end;
        continue;
      }
      if (!in_line && last_line == static_cast<int>(at)) continue;  // a blank line within one
      last_line = in_line ? static_cast<int>(at) : -1;
      document::Paragraph p = *paragraph;
      p.span = moved(p.span);
      out.document.blocks.emplace_back(std::move(p));
    } else {
      document::Table table = std::get<document::Table>(block);
      table.span = moved(table.span);
      for (document::Cell& cell : table.cells) cell.span = moved(cell.span);
      last_line = -1;
      out.document.blocks.emplace_back(std::move(table));
    }
  }
  return out;
}

}  // namespace reading
