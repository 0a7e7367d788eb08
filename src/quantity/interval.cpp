#include <algorithm>

#include "base/fault.hpp"
#include "quantity/quantity.hpp"

namespace quantity {

namespace {
Interval hull(const Decimal& a, const Decimal& b, const Decimal& c, const Decimal& d) {
  return {std::min({a, b, c, d}), std::max({a, b, c, d})};
}
}  // namespace

Interval rounding_interval(const Decimal& printed) {
  const Decimal half = Decimal::scaled(5, -printed.decimals() - 1);
  return {printed - half, printed + half};
}

Interval rounding_interval(const Decimal& printed, std::string_view unit) {
  const Interval bare = rounding_interval(printed);
  const Decimal scale = parse_unit(unit).scale;
  return {bare.lo * scale, bare.hi * scale};
}

Interval operator+(const Interval& a, const Interval& b) { return {a.lo + b.lo, a.hi + b.hi}; }
Interval operator-(const Interval& a, const Interval& b) { return {a.lo - b.hi, a.hi - b.lo}; }
Interval operator*(const Interval& a, const Interval& b) {
  return hull(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi);
}
Interval operator/(const Interval& a, const Interval& b) {
  JC_ASSERT(!b.contains(0));
  return hull(a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi);
}

}  // namespace quantity
