#include "plan/spoken_unit.hpp"

#include <algorithm>

#include "plan/matching.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

bool other_scale(const std::string& unit, const std::optional<Decimal>& amount, const facts::Fact& fact) {
  if (unit.empty() || unit == fact.unit || !fact.value) return false;
  if (quantity::parse_unit(unit).base == "ratio" || !quantity::same_dimension(unit, fact.unit)) return false;
  if (amount && of_other_size(*quantity::convert(*fact.value, fact.unit, unit), *amount)) return false;
  return quantity::parse_unit(unit).scale != quantity::parse_unit(fact.unit).scale;
}

}  // namespace

std::string spoken_unit(const reading::Target& target, const reading::Reading& report, const facts::Fact& fact,
                        const facts::NamesTable& names) {
  if (target.kind != reading::Kind::growth && target.unit != "%")
    return other_scale(target.unit, target.value, fact) ? target.unit : std::string();
  const std::string meeting = meeting_name(target.indicator, names);
  for (const auto& f : report.figures) {
    const bool amount = f.status == reading::FigureStatus::achieved && f.value && f.kind != reading::Kind::growth &&
                        f.kind != reading::Kind::difference;
    const bool own = f.subject.empty() || same_area(f.subject, report.area);
    if (amount && own && quantity::same_dimension(f.unit, fact.unit) && meeting_name(f.indicator, names) == meeting)
      return other_scale(f.unit, f.value, fact) ? f.unit : std::string();
  }
  return {};
}

bool of_other_size(const Decimal& a, const Decimal& b) {
  if (a.is_zero() || b.is_zero()) return false;
  const Decimal thousand(1000);
  return a.abs() > b.abs() * thousand || b.abs() > a.abs() * thousand;
}

facts::Fact in_unit(facts::Fact fact, const std::string& unit) {
  if (!fact.value) return fact;
  if (const auto value = quantity::convert(*fact.value, fact.unit, unit)) {
    fact.value = *value;
    fact.unit = unit;
  }
  return fact;
}

Decimal spoken(const Decimal& converted, int decimals) {
  constexpr int kDigits = 3;
  // 0.0123456: one nought behind the point before the digits begin.
  int noughts = 0;
  for (Decimal v = converted.abs(); !v.is_zero() && v < Decimal(1); v = v * Decimal(10)) ++noughts;
  const int least = noughts > 0 ? noughts - 1 + kDigits : 0;
  return converted.rounded(std::min(converted.decimals(), std::max(decimals, least)));
}

facts::Fact said_in(const facts::Fact& fact, const std::string& unit, const std::optional<Decimal>& beside,
                    int decimals) {
  if (!fact.value || unit.empty() || unit == fact.unit || !quantity::same_dimension(fact.unit, unit)) return fact;
  if (quantity::parse_unit(unit).base == "ratio") return fact;
  facts::Fact said = in_unit(fact, unit);
  if (said.unit != unit || (beside && of_other_size(*said.value, *beside))) return fact;
  said.value = spoken(quantity::as_written(*said.value, *fact.value), decimals);
  return said;
}

}  // namespace plan
