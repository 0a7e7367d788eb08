#include "series/growth.hpp"

#include "base/fault.hpp"

namespace series {
namespace {

const Decimal kHundred(100);

Interval exact(const Decimal& value) { return {value, value}; }

}  // namespace

Interval growth_factor(const Decimal& growth_pct) {
  return exact(1) + quantity::rounding_interval(growth_pct) / exact(kHundred);
}

Interval growth_between(const Decimal& level, const Decimal& base) {
  const Interval below = quantity::rounding_interval(base);
  JC_ASSERT(below.lo > Decimal(0));
  return (quantity::rounding_interval(level) / below - exact(1)) * exact(kHundred);
}

Interval implied_base(const Decimal& level, const Decimal& growth_pct) {
  const Interval factor = growth_factor(growth_pct);
  JC_ASSERT(factor.lo > Decimal(0));
  return quantity::rounding_interval(level) / factor;
}

Interval grown(const Decimal& base, const Decimal& growth_pct) {
  return quantity::rounding_interval(base) * exact(Decimal(1) + growth_pct / kHundred);
}

bool growth_fits_levels(const Decimal& level, const Decimal& base, const Decimal& growth_pct,
                        const Decimal& slack_pct) {
  const Interval slack{-slack_pct, slack_pct};
  return (growth_between(level, base) + slack).overlaps(quantity::rounding_interval(growth_pct));
}

}  // namespace series
