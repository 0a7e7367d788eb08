#include "series/base_of.hpp"

#include <algorithm>

#include "base/fault.hpp"

namespace series {

Interval base_by_growth(const Decimal& level, const Decimal& growth_pct) { return implied_base(level, growth_pct); }

Interval base_by_average_growth(const Decimal& level, const Decimal& growth_pct, int years) {
  JC_ASSERT(years >= 1);
  const Interval factor = growth_factor(growth_pct);
  JC_ASSERT(factor.lo > Decimal(0));
  Interval all = factor;
  for (int y = 1; y < years; ++y) all = all * factor;
  return quantity::rounding_interval(level) / all;
}

std::optional<Interval> common_base(std::span<const Interval> bases) {
  if (bases.empty()) return std::nullopt;
  Interval out = bases.front();
  for (const Interval& b : bases.subspan(1)) {
    out.lo = std::max(out.lo, b.lo);
    out.hi = std::min(out.hi, b.hi);
  }
  return out.lo <= out.hi ? std::optional(out) : std::nullopt;
}

BasePair compare_bases(const Decimal& printed_base, const Interval& comparable) {
  const Interval printed = quantity::rounding_interval(printed_base);
  return {printed, comparable, !printed.overlaps(comparable)};
}

std::optional<Interval> growth_between_dates(const Decimal& level_before, const Decimal& growth_before_pct,
                                             const Decimal& level_after, const Decimal& growth_after_pct) {
  const Interval base = base_by_growth(level_after, growth_after_pct) - base_by_growth(level_before, growth_before_pct);
  if (base.lo <= Decimal(0)) return std::nullopt;
  const Interval level = quantity::rounding_interval(level_after) - quantity::rounding_interval(level_before);
  return (level / base - Interval{1, 1}) * Interval{100, 100};
}

}  // namespace series
