#include "reading/commitments.hpp"

#include <algorithm>

#include "reading/measures.hpp"
#include "reading/problems.hpp"
#include "reading/targets.hpp"

namespace reading {

namespace {

// A clause that two tasks share out between them: each has the targets whose numbers stand in it.
bool holds_figure(Span task, const std::string& id, const std::vector<Figure>& figures) {
  auto at = std::lower_bound(figures.begin(), figures.end(), task.start,
                             [](const Figure& f, int start) { return f.span.end <= start; });
  for (; at != figures.end() && at->span.start < task.end; ++at)
    if (at->id == id) return true;
  return false;
}

}  // namespace

Commitments find_commitments(std::u32string_view text, const Structure& structure, const std::vector<Figure>& figures) {
  Commitments out;
  const PlanClauses clauses(text, structure, figures);
  out.targets = find_targets(text, structure, figures, clauses);
  out.measures = find_measures(text, structure, clauses);
  out.problems = find_problems(text, structure);

  auto target = out.targets.begin();
  auto figure = figures.begin();
  std::vector<std::string_view> in_targets;
  for (Measure& m : out.measures) {
    while (target != out.targets.end() && target->span.end <= m.span.start) ++target;
    in_targets.clear();
    for (auto t = target; t != out.targets.end() && t->span.start < m.span.end; ++t) {
      if (!m.span.contains(t->span) && !t->figures.empty() && !holds_figure(m.span, t->figures.front(), figures))
        continue;
      m.targets.push_back(t->id);
      in_targets.insert(in_targets.end(), t->figures.begin(), t->figures.end());
    }
    while (figure != figures.end() && figure->span.end <= m.span.start) ++figure;
    for (auto f = figure; f != figures.end() && f->span.start < m.span.end; ++f) {
      if (std::find(in_targets.begin(), in_targets.end(), f->id) == in_targets.end()) m.quantities.push_back(f->id);
    }
  }
  return out;
}

}  // namespace reading
