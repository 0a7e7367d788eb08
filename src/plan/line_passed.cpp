#include "plan/line_passed.hpp"

#include "quantity/quantity.hpp"

namespace plan {

std::optional<bool> line_passed(const TargetStatus& status, const Demand& demand, const Decimal& latest) {
  const facts::Fact& fact = status.latest->fact;
  const bool adds_up = demand.side == Side::value && !demand.rate && fact.span == facts::Span::cumulative;
  if (!adds_up || fact.status == facts::Status::estimate) return std::nullopt;
  if (demand.sense == Sense::at_least)
    return (demand.strict ? latest > demand.lo : latest >= demand.lo) ? std::optional(true) : std::nullopt;
  return quantity::rounding_interval(latest).lo > demand.hi ? std::optional(false) : std::nullopt;
}

}  // namespace plan
