#include "report/reading_marks.hpp"

#include <algorithm>

#include "base/fault.hpp"
#include "report/reading_page.hpp"

namespace report {
namespace {

std::string numbered(char letter, std::size_t n) {
  std::string digits = std::to_string(n);
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  return letter + digits;
}

MarkKind kind_of(reading::FigureStatus status) {
  switch (status) {
    case reading::FigureStatus::achieved:
      return MarkKind::figure;
    case reading::FigureStatus::target:
    case reading::FigureStatus::planned:
      return MarkKind::planned_figure;
    case reading::FigureStatus::context:
      return MarkKind::context_figure;
  }
  return MarkKind::figure;
}

}  // namespace

std::vector<Mark> marks_of(const reading::Reading& r) {
  std::vector<Mark> all;
  const auto add = [&](base::Span span, MarkKind kind, std::string id, bool unsure) {
    if (!span.empty()) all.push_back({span, kind, std::move(id), unsure});
  };
  for (const auto& f : r.figures) add(f.span, kind_of(f.status), f.id, f.confidence < sure_enough);
  for (const auto& t : r.targets) add(t.span, MarkKind::target, t.id, t.confidence < sure_enough);
  for (const auto& m : r.measures) add(m.span, MarkKind::measure, m.id, m.confidence < sure_enough);
  std::size_t n = 0;
  for (const auto& p : r.problems) add(p.span, MarkKind::problem, numbered('P', ++n), false);
  n = 0;
  for (const auto& x : r.nonfigures) add(x.span, MarkKind::nonfigure, numbered('N', ++n), false);
  n = 0;
  for (const auto& u : r.unaccounted) add(u, MarkKind::unaccounted, numbered('U', ++n), true);
  std::ranges::stable_sort(all, {}, [](const Mark& m) { return std::pair(m.span.start, -m.span.end); });
  return all;
}

std::vector<Piece> pieces_of(const std::vector<Mark>& marks, int length) {
  std::vector<int> cuts{0, length};
  for (const Mark& m : marks) {
    JC_ASSERT(0 <= m.span.start && m.span.end <= length);
    cuts.push_back(m.span.start);
    cuts.push_back(m.span.end);
  }
  std::ranges::sort(cuts);
  const auto [first, last] = std::ranges::unique(cuts);
  cuts.erase(first, last);

  std::vector<Piece> out;
  std::vector<const Mark*> open;
  auto next = marks.begin();
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    Piece piece{{cuts[i], cuts[i + 1]}, {}, {}};
    std::erase_if(open, [&](const Mark* m) { return m->span.end <= piece.span.start; });
    for (; next != marks.end() && next->span.start == piece.span.start; ++next) {
      open.push_back(&*next);
      piece.starts.push_back(&*next);
    }
    piece.marks = open;
    std::ranges::stable_sort(piece.marks, {}, [](const Mark* m) { return m->span.size(); });
    out.push_back(std::move(piece));
  }
  return out;
}

}  // namespace report
