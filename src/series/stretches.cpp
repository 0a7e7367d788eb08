#include "series/stretches.hpp"

#include <algorithm>
#include <deque>

namespace series {

std::optional<Level> Stretches::level(const calendar::Period& wanted) const {
  if (const auto at = published_.find(wanted); at != published_.end()) {
    return Level{at->second, quantity::rounding_interval(at->second), false, {wanted}};
  }
  // Breadth first over the ends of months; the order of the map makes the walk the same each time.
  struct Step {
    int from = 0;
    const std::pair<const calendar::Period, Decimal>* over = nullptr;
    bool forwards = true;
  };
  const int start = wanted.first.index(), goal = wanted.last.index() + 1;
  std::map<int, Step> reached{{start, {}}};
  std::deque<int> open{start};
  while (!open.empty() && !reached.contains(goal)) {
    const int here = open.front();
    open.pop_front();
    for (const auto& entry : published_) {
      const int a = entry.first.first.index(), b = entry.first.last.index() + 1;
      for (const bool forwards : {true, false}) {
        if ((forwards ? a : b) != here) continue;
        const int there = forwards ? b : a;
        if (reached.try_emplace(there, Step{here, &entry, forwards}).second) open.push_back(there);
      }
    }
  }
  if (!reached.contains(goal)) return std::nullopt;
  Level out{0, {0, 0}, true, {}};
  for (int at = goal; at != start;) {
    const Step& step = reached.at(at);
    const Interval room = quantity::rounding_interval(step.over->second);
    out.value = step.forwards ? out.value + step.over->second : out.value - step.over->second;
    out.room = step.forwards ? out.room + room : out.room - room;
    out.from.push_back(step.over->first);
    at = step.from;
  }
  std::ranges::reverse(out.from);
  return out;
}

}  // namespace series
