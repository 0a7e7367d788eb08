#include "quantity/gbt8170.hpp"

#include "base/fault.hpp"

namespace quantity {
namespace {

Decimal step_size(const RoundingStep& step) {
  switch (step.unit) {
    case RoundingStep::Unit::half:
      return Decimal::scaled(5, step.power - 1);
    case RoundingStep::Unit::fifth:
      return Decimal::scaled(2, step.power - 1);
    case RoundingStep::Unit::whole:
      break;
  }
  return Decimal::scaled(1, step.power);
}

// The multiple of 10^power nearest to a number without sign, fives to the even one.
Decimal nearest(const Decimal& magnitude, int power) {
  if (power <= 0) return magnitude.rounded(-power, base::Rounding::half_even);
  const Decimal unit = Decimal::scaled(1, power);
  return (magnitude / unit).rounded(0, base::Rounding::half_even) * unit;
}

int digits_of(const RoundingStep& step) {
  return std::max(0, step.unit == RoundingStep::Unit::whole ? -step.power : 1 - step.power);
}

}  // namespace

Decimal round_gbt8170(const Decimal& value, const RoundingStep& step) {
  // 3.4: times 2 (or 5), rounded to the digit, divided again.
  const Decimal times = step.unit == RoundingStep::Unit::half ? 2 : step.unit == RoundingStep::Unit::fifth ? 5 : 1;
  const Decimal rounded = (nearest(value.abs() * times, step.power) / times).rounded(digits_of(step));
  return value.is_negative() ? -rounded : rounded;
}

std::string Reported::to_string() const { return value.to_string() + (truth > 0 ? "+" : truth < 0 ? "-" : ""); }

Reported report_gbt8170(const Decimal& value, const RoundingStep& step) {
  const Decimal rounded = round_gbt8170(value, step);
  const Decimal magnitude = value.abs(), kept = rounded.abs();
  // The mark speaks of the amount without its sign, as in the standard's example.
  return {rounded, magnitude > kept ? 1 : magnitude < kept ? -1 : 0};
}

Decimal round_reported(const Reported& reported, const RoundingStep& step) {
  if (reported.truth == 0) return round_gbt8170(reported.value, step);
  // A hair beyond the value, smaller than any digit that decides.
  const Decimal hair = Decimal::scaled(reported.truth, -reported.value.decimals() - 2);
  const Decimal beyond = reported.value.abs() + hair;
  return round_gbt8170(reported.value.is_negative() ? -beyond : beyond, step);
}

bool within_by_full_value(const Decimal& measured, const Limit& limit) {
  if (limit.least && (limit.least_excluded ? measured <= *limit.least : measured < *limit.least)) return false;
  return !(limit.most && (limit.most_excluded ? measured >= *limit.most : measured > *limit.most));
}

bool within_by_rounded_value(const Decimal& measured, const Limit& limit, const RoundingStep& step) {
  return within_by_full_value(round_gbt8170(measured, step), limit);
}

Interval rounding_interval_gbt8170(const Decimal& printed, const RoundingStep& step) {
  const Decimal half = step_size(step) / Decimal(2);
  return {printed - half, printed + half};
}

}  // namespace quantity
