#include "plan/forecast_words.hpp"

#include <algorithm>

#include "quantity/quantity.hpp"

namespace plan {

int forecast_decimals(const TargetStatus& status) {
  const auto& target = status.target;
  const std::string kind = status.indicator != nullptr ? status.indicator->forecast_class : std::string();
  const bool measured = kind == "rate" || kind == "environment" || kind == "air";
  if (!status.latest || target.kind == reading::Kind::growth || target.unit == "%" || measured) return 1;
  const auto& fact = status.latest->fact;
  if (!fact.value) return 2;
  const auto value = quantity::convert(*fact.value, fact.unit, target.unit);
  return value ? std::clamp(value->decimals(), 0, 2) : 2;
}

}  // namespace plan
