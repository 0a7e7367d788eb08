// Growth rates and levels, with what printed decimals leave open.
// A published growth rate is never recomputed here: these functions serve where one side is missing, and every answer
// is an interval that the rounding of its inputs allows.
#pragma once

#include "base/decimal.hpp"
#include "quantity/quantity.hpp"

namespace series {

using base::Decimal;
using quantity::Interval;

// 1 + growth/100 for a printed rate: 6.7 → [1.0665, 1.0675].
Interval growth_factor(const Decimal& growth_pct);

// Growth in percent from two printed levels of one basis: 53.70 against 54.05 → about [−0.67, −0.63].
// Asserts that the base is positive throughout its rounding interval.
Interval growth_between(const Decimal& level, const Decimal& base);

// The level of the year before that a printed level and its printed growth imply. Only for growth at current prices.
// Asserts that the growth is above −100 % throughout its rounding interval.
Interval implied_base(const Decimal& level, const Decimal& growth_pct);

// What a printed base becomes when it grows by exactly `growth_pct`: a target's rate is meant as it is written, so only
// the base carries rounding. 53.70 and 5.7 → 56.76 ± 0.01.
Interval grown(const Decimal& base, const Decimal& growth_pct);

// True when a published growth could have come from these two printed levels, with `slack_pct` percentage points to
// spare. False says that the base was restated or that growth is not at current prices; it never says that the growth
// is wrong.
bool growth_fits_levels(const Decimal& level, const Decimal& base, const Decimal& growth_pct, const Decimal& slack_pct);

}  // namespace series
