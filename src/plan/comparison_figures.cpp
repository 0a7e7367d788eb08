// Figures of this year's review beside those of last year's.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "plan/comparison_parts.hpp"
#include "plan/rule_likeness.hpp"

namespace plan::comparing {
namespace {

using reading::Kind;
using rules::Statement;

// Likeness of names is looked at for every pair; past this only equal names are paired.
constexpr std::size_t kMostPairs = 4'000'000;

constexpr int kTooFar = 100;

bool fit(const Statement& s) {
  const reading::Figure& f = *s.figure;
  return s.outcome && !s.other_time && !s.other_area && f.confidence >= 0.5 && f.value && f.kind != Kind::threshold &&
         f.kind != Kind::rank && f.kind != Kind::difference && f.subject.empty();
}

bool comparable(const Statement& before, const Statement& now) {
  const reading::Figure &a = *before.figure, &b = *now.figure;
  return a.kind == b.kind && a.cumulative == b.cumulative && quantity::same_dimension(a.unit, b.unit) &&
         (a.kind != Kind::growth || (before.growth && now.growth && before.growth->basis == now.growth->basis));
}

}  // namespace

void compare_figures(const Both& both, Comparison& out) {
  std::vector<const Statement*> before;
  std::unordered_multimap<std::string, const Statement*> by_name;
  for (const Statement& s : both.context.last_year->statements) {
    if (!fit(s)) continue;
    before.push_back(&s);
    by_name.emplace(s.name, &s);
  }
  std::unordered_set<const Statement*> taken;
  std::vector<const Statement*> alone;
  const auto pair = [&](const Statement& then, const Statement& now) {
    taken.insert(&then);
    FigurePair p;
    p.about = now.figure->indicator;
    p.before = quote_of(*both.context.last_year, then.figure->span);
    p.now = quote_of(both.context.draft, now.figure->span);
    if (now.figure->kind != Kind::growth) {
      if (const auto old = quantity::convert(*then.figure->value, then.figure->unit, now.figure->unit)) {
        p.difference = *now.figure->value - *old;
        const Decimal a = old->abs(), b = now.figure->value->abs();
        if (a * Decimal(kTooFar) < b || b * Decimal(kTooFar) < a) p.doubt = "两年相差100倍以上，请核对数和单位";
        p.unit = now.figure->unit == "%" ? "个百分点" : now.figure->unit;
      }
    }
    out.figures.push_back(std::move(p));
  };
  for (const Statement& now : both.context.draft.statements) {
    if (!fit(now)) continue;
    const auto [from, to] = by_name.equal_range(now.name);
    const Statement* found = nullptr;
    for (auto it = from; it != to; ++it) {
      if (!taken.contains(it->second) && comparable(*it->second, now) &&
          (found == nullptr || it->second->figure->span.start < found->figure->span.start))
        found = it->second;
    }
    if (found != nullptr) {
      pair(*found, now);
    } else {
      alone.push_back(&now);
    }
  }
  if (alone.size() * before.size() > kMostPairs) {
    out.notes.push_back("数字太多，只比名称相同的");
  } else {
    for (const Statement* now : alone) {
      for (const Statement* then : before) {
        if (taken.contains(then) || !comparable(*then, *now) ||
            rules::same_line(*then, *now) == rules::Likeness::different)
          continue;
        pair(*then, *now);
        break;
      }
    }
  }
  std::ranges::stable_sort(out.figures, {}, [](const FigurePair& p) { return p.now.span.start; });
}

}  // namespace plan::comparing
