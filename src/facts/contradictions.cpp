#include <map>

#include "facts/fact.hpp"
#include "quantity/quantity.hpp"

namespace facts {

namespace {

using quantity::Interval;

Interval allowed(const Decimal& printed, std::string_view unit, Status status) {
  const Interval once = quantity::rounding_interval(printed, unit);
  if (status != Status::derived) return once;
  const Decimal half = (once.hi - once.lo) / Decimal(2);
  return {once.lo - half, once.hi + half};
}

// Intervals that only touch do not meet: 53.70 and 53.71 are two figures.
bool apart(const Interval& a, const Interval& b) { return a.hi <= b.lo || b.hi <= a.lo; }

// A bound or a rounded figure (超8500亿元, 近6.6%, 2.33万亿元) says nothing of its last digit.
bool is_loose(const Fact& fact) {
  for (const char* word : {"超", "近", "约", "左右", "rounded"}) {
    if (fact.note.find(word) != std::string::npos) return true;
  }
  return false;
}

std::string said(const std::string& number, const std::string& unit) { return "“" + number + unit + "”"; }

}  // namespace

std::vector<Contradiction> contradictions(const std::vector<Fact>& facts) {
  std::map<std::string, std::vector<std::size_t>> same_day;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].status == Status::estimate || is_loose(facts[i])) continue;
    same_day[key(facts[i]) + '@' + to_string(facts[i].published)].push_back(i);
  }
  std::vector<Contradiction> out;
  for (const auto& entry : same_day) {
    const auto& group = entry.second;
    for (std::size_t y = 1; y < group.size(); ++y) {
      const std::size_t before = out.size();
      for (std::size_t x = 0; x < y && out.size() == before; ++x) {
        const Fact &a = facts[group[x]], &b = facts[group[y]];
        const std::string about = a.area + calendar::to_chinese(a.period) + a.indicator;
        if (a.value && b.value && quantity::same_dimension(a.unit, b.unit) &&
            apart(allowed(*a.value, a.unit, a.status), allowed(*b.value, b.unit, b.status))) {
          out.push_back({group[x], group[y],
                         about + "同日公布了两个不同的数：" + said(a.value->to_string(), a.unit) + "和" +
                             said(b.value->to_string(), b.unit)});
        } else if (a.growth_pct && b.growth_pct &&
                   apart(allowed(*a.growth_pct, "", a.status), allowed(*b.growth_pct, "", b.status))) {
          out.push_back({group[x], group[y],
                         about + "同日公布了两个不同的增速：" + said(a.growth_pct->to_string(), "%") + "和" +
                             said(b.growth_pct->to_string(), "%")});
        }
      }
    }
  }
  return out;
}

}  // namespace facts
