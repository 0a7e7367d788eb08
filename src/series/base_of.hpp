// The base that a published growth stands on. Offices revise last year's figures when a census or a check says so, and
// print this year's growth over the revised base without printing the base. What the printed numbers allow can still be
// told exactly.
#pragma once

#include <optional>
#include <span>

#include "series/growth.hpp"

namespace series {

// Where the level of one past period must lie for one published pair of level and growth to hold.
Interval base_by_growth(const Decimal& level, const Decimal& growth_pct);
// The same for an average yearly growth over `years`: 两年平均增长3.2%. Asserts that the growth is above −100 %.
Interval base_by_average_growth(const Decimal& level, const Decimal& growth_pct, int years);

// Where the base lies for all of them. Nothing when no base can carry them all: it was revised between the releases, or
// a figure is of another scope.
std::optional<Interval> common_base(std::span<const Interval> bases);

// The printed base beside the comparable one.
struct BasePair {
  Interval printed;
  Interval comparable;
  bool restated = false;  // no number is both: the base was revised, or its scope changed
};
BasePair compare_bases(const Decimal& printed_base, const Interval& comparable);

// Growth of a single month (or any stretch) that levels and growth to date leave for it: what was published before and
// after it, each over its own implied base. Only for growth at current prices, where no growth of the month was
// published. Nothing when the base of the stretch may be zero or negative.
std::optional<Interval> growth_between_dates(const Decimal& level_before, const Decimal& growth_before_pct,
                                             const Decimal& level_after, const Decimal& growth_after_pct);

}  // namespace series
