#include "series/pace.hpp"

#include "base/fault.hpp"

namespace series {

Decimal linear_pace(const calendar::Period& latest) { return Decimal(latest.last.month) / Decimal(12); }

int months_left(const calendar::Period& latest) { return 12 - latest.last.month; }

std::optional<SeasonalShare> seasonal_from_levels(const Decimal& to_date, const Decimal& whole) {
  const Interval year = quantity::rounding_interval(whole);
  const Interval part = quantity::rounding_interval(to_date);
  if (year.lo <= Decimal(0) || part.lo < Decimal(0)) {
    return std::nullopt;
  }
  return SeasonalShare{part / year, false};
}

std::optional<SeasonalShare> seasonal_implied(const Decimal& level_to_date, const Decimal& growth_pct,
                                              const Decimal& whole) {
  const Interval year = quantity::rounding_interval(whole);
  if (year.lo <= Decimal(0) || quantity::rounding_interval(level_to_date).lo < Decimal(0) ||
      growth_factor(growth_pct).lo <= Decimal(0)) {
    return std::nullopt;
  }
  return SeasonalShare{implied_base(level_to_date, growth_pct) / year, true};
}

std::optional<Decimal> attained_share(const Decimal& attained, const Decimal& needed) {
  if (needed <= Decimal(0)) {
    return std::nullopt;
  }
  return attained / needed;
}

std::optional<Decimal> needed_run_rate(const Decimal& needed, const Decimal& attained, int months) {
  JC_ASSERT(months >= 0);
  if (months == 0) {
    return std::nullopt;
  }
  return (needed - attained) / Decimal(months);
}

std::optional<Decimal> needed_growth_of_rest(const Decimal& needed, const Decimal& attained,
                                             const Decimal& whole_before, const Interval& to_date_before) {
  const Decimal rest_before = whole_before - (to_date_before.lo + to_date_before.hi) / Decimal(2);
  if (rest_before <= Decimal(0)) {
    return std::nullopt;
  }
  return ((needed - attained) / rest_before - Decimal(1)) * Decimal(100);
}

}  // namespace series
