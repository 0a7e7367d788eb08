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

// What must be known of a line that grows raw line by raw line, counted once for each character however often it grows.
class Growing {
 public:
  // The line from `span.start`; what was added to it since the last time is gone through.
  void see(View text, Span span) {
    if (span.start != start_) *this = Growing{}, start_ = seen_ = span.start;
    for (; seen_ < span.end; ++seen_) {
      const char32_t c = text[static_cast<std::size_t>(seen_)];
      if (c >= 0x4E00 && c <= 0x9FFF) continue;
      if (c == U'\n') last_break_ = seen_;
      if (const auto at = kOpen.find(c); at != View::npos) ++open_[at];
      if (const auto at = kClose.find(c); at != View::npos) --open_[at];
    }
  }
  // Is a pair that `close` would end still open?
  bool waits_for(char32_t close) const {
    const auto at = kClose.find(close);
    return at != View::npos && open_[at] > 0;
  }
  int last_break() const { return last_break_; }  // -1: none

 private:
  static constexpr View kOpen = U"（“《(", kClose = U"）”》)";
  int start_ = -1, seen_ = 0, last_break_ = -1;
  int open_[4] = {};
};

bool ends_a_sentence(View text) { return !text.empty() && View(U"。！？；：!?;:”）").find(text.back()) != View::npos; }

struct RawLine {
  Line line;
  int indent = 0;  // characters of white space before it
};

int length(View text) { return static_cast<int>(text.size()); }

// The right edge of a text wrapped by hand or by a page: in half-width columns, or in characters where that fits
// better.
struct Edge {
  int (*measure)(View) = nullptr;
  int at = 0;     // 0: not wrapped
  int slack = 0;  // a line this much short of the edge is still full
  bool full(View line) const { return at > 0 && measure(line) >= at - slack; }
};

Edge find_edge(View text, const std::vector<RawLine>& raw) {
  if (raw.size() < 12) return {};
  Edge best;
  std::ptrdiff_t most = 0;
  for (const Edge& tried : {Edge{width, 0, 4}, Edge{length, 0, 1}}) {
    std::vector<int> sizes;
    for (const RawLine& r : raw) sizes.push_back(tried.measure(base::slice(text, r.line.span)) + r.indent);
    std::sort(sizes.begin(), sizes.end());
    Edge edge = tried;
    edge.at = sizes[sizes.size() * 9 / 10];
    const bool plausible = edge.at >= 18 && edge.at <= 160 && sizes.back() <= edge.at + 4;
    const auto full = std::count_if(sizes.begin(), sizes.end(), [&](int n) { return n >= edge.at - edge.slack; });
    if (plausible && full * 10 >= 3 * static_cast<std::ptrdiff_t>(sizes.size()) && full > most)
      best = edge, most = full;
  }
  return best;
}

// The mark of a chapter, 一、, or of a section, （一）, that `line` opens with.
std::optional<HeadingMark> chapter_mark(View line) {
  const auto mark = heading_mark(line);
  const bool one = mark && (mark->form == HeadingMark::Form::han_stop || mark->form == HeadingMark::Form::han_paren);
  return one ? mark : std::nullopt;
}

View without_indent(View line) {
  while (!line.empty() && base::is_space(line.front())) line.remove_prefix(1);
  return line;
}

// A web page may have lost its line ends: ……如下： 一、2017年工作回顾……。 (一)经济保持……。 Where a long line holds the
// marks of chapters or sections in their order, each begins a line of its own. Only for a text whose other lines open
// with no such mark: elsewhere ……以下工作：一、……。二、……。 is a list within a paragraph.
std::vector<Span> unflattened(View text, Span span) {
  constexpr int kLong = 120, kLongestTitle = 60;
  std::vector<Span> out;
  int start = span.start;
  int last[2] = {0, 0};  // ordinals of 一、 and （一） seen so far in this line
  if (span.size() > kLong) {
    if (const auto mark = chapter_mark(without_indent(base::slice(text, span))))
      last[mark->form == HeadingMark::Form::han_stop ? 0 : 1] = mark->ordinal;
    for (int i = span.start + 1; i + 4 < span.end; ++i) {
      const char32_t c = text[static_cast<std::size_t>(i)];
      if (View(U"(（一二三四五六七八九十").find(c) == View::npos) continue;
      const char32_t before = text[static_cast<std::size_t>(i - 1)];
      const bool apart = before == U'。' || base::is_space(before);
      if (!apart && before != U'：' && before != U':') continue;
      const View rest = base::slice(text, {i, std::min(i + kLongestTitle, span.end)});
      const auto mark = chapter_mark(rest);
      if (!mark) continue;
      const bool chapter = mark->form == HeadingMark::Form::han_stop;
      if (!chapter && !apart) continue;
      int& seen = last[chapter ? 0 : 1];
      if (mark->ordinal != 1 && mark->ordinal != seen + 1) continue;
      const View title = rest.substr(static_cast<std::size_t>(mark->length));
      if (title.find_first_of(U"。：") == View::npos) continue;
      seen = mark->ordinal;
      if (chapter) last[1] = 0;
      out.push_back({start, i});
      start = i;
    }
  }
  out.push_back({start, span.end});
  return out;
}

bool may_join(const Line& a, const Line& b) {
  return a.heading_level == 0 && b.heading_level == 0 && !a.in_table && !b.in_table;
}

// `grown` is of line `a`, or of one before it.
bool goes_on(View text, const Line& a, Growing& grown, const RawLine& b, const Edge& edge, bool indents) {
  const View before = base::slice(text, a.span), after = base::slice(text, b.line.span);
  if (View(U"，。、；：！？,;:%％").find(after.front()) != View::npos) return true;
  auto grow = [&]() -> const Growing& { return grown.see(text, a.span), grown; };
  if (View(U"）”》)").find(after.front()) != View::npos && grow().waits_for(after.front())) return true;
  if (words::ends_with(before, {U"（", U"(", U"“", U"《"})) return true;
  // …情况的报告（摘⏎要）: a short remark in brackets is not cut by its writer.
  const View last_words = before.substr(before.size() - std::min<std::size_t>(before.size(), 12));
  if (const auto open = last_words.find_last_of(U"（("); open != View::npos &&
                                                         last_words.find_first_of(U"）)", open) == View::npos &&
                                                         after.substr(0, 12).find_first_of(U"）)") != View::npos)
    return true;
  if (words::starts_with(after, {U"是：", U"是:", U"为：", U"为:"}) > 0 && before.size() <= 40) return true;
  // 增长8%⏎—8.5%: the upper end of a range begins no list item.
  const bool range = after.size() >= 2 && View(U"—–-～~").find(after[0]) != View::npos && words::is_digit(after[1]) &&
                     (words::is_digit(before.back()) || View(U"%％").find(before.back()) != View::npos);
  if (range) return true;
  if (heading_mark(after)) return false;
  // （一）⏎促进就业……: a mark alone on its line belongs to the next.
  constexpr std::size_t kLongestMark = 12;
  if (before.size() <= kLongestMark) {
    const auto mark = heading_mark(before);
    if (mark && mark->form != HeadingMark::Form::dash && static_cast<std::size_t>(mark->length) == before.size())
      return true;
  }
  if (before.size() >= 6 && words::ends_with(before, {U"，", U"、", U"的", U"和", U"与", U"及", U"或", U"将"}))
    return true;
  if (count(after, U'”') > count(after, U'“') && grow().waits_for(U'”')) return true;
  if (edge.at == 0) return false;
  const bool first = grow().last_break() < 0;
  const View last = first ? before : base::slice(text, {grown.last_break() + 1, a.span.end});
  // The first line of a paragraph loses what its indent takes.
  const bool full = edge.full(last) || (first && edge.measure(last) >= edge.at - edge.slack - 2 * edge.measure(U"　"));
  if (!full) return false;
  if (!ends_a_sentence(before)) return true;
  // A line that is full to the edge and ends with a stop mostly goes on; where paragraphs are indented, it is seen.
  return !indents || b.indent == 0;
}

}  // namespace

std::vector<Line> logical_lines(const document::Document& document) {
  const View text = document.text;
  std::vector<RawLine> raw;
  auto add = [&](Span span, int heading_level, bool in_table) {
    const int start = span.start;
    while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.start)])) ++span.start;
    while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.end - 1)])) --span.end;
    if (span.empty()) return;
    const View inner = base::slice(text, span);
    const bool broken = std::any_of(inner.begin(), inner.end(), [](char32_t c) { return c == U'\n' || c == U'\r'; });
    raw.push_back({{span, heading_level, in_table, broken}, span.start - start});
  };
  const auto opens_with_a_mark = [&](const document::Block& block) {
    const auto* paragraph = std::get_if<document::Paragraph>(&block);
    return paragraph != nullptr && chapter_mark(without_indent(base::slice(text, paragraph->span)));
  };
  const auto marked = std::count_if(document.blocks.begin(), document.blocks.end(), opens_with_a_mark);
  for (const document::Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      if (marked > (opens_with_a_mark(block) ? 1 : 0)) {
        add(paragraph->span, paragraph->heading_level, false);
        continue;
      }
      for (const Span& line : unflattened(text, paragraph->span)) add(line, paragraph->heading_level, false);
    } else {
      for (const document::Cell& cell : std::get<document::Table>(block).cells) add(cell.span, 0, true);
    }
  }
  const Edge edge = find_edge(text, raw);
  const auto indented = std::count_if(raw.begin(), raw.end(), [](const RawLine& r) { return r.indent > 0; });
  const bool indents = indented * 20 >= static_cast<std::ptrdiff_t>(raw.size());
  std::vector<Line> lines;
  lines.reserve(raw.size());
  Growing grown;
  for (const RawLine& r : raw) {
    if (!lines.empty() && may_join(lines.back(), r.line)) {
      if (goes_on(text, lines.back(), grown, r, edge, indents)) {
        lines.back().span.end = r.line.span.end;
        lines.back().broken = true;
        continue;
      }
    }
    lines.push_back(r.line);
  }
  return lines;
}

}  // namespace reading
