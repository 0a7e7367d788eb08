#include "wire/fact.hpp"

namespace wire {

Json json_of(const facts::Fact& f) {
  const auto text = [](const std::string& t) { return t.empty() ? Json() : Json(t); };
  return {{"indicator", f.indicator},
          {"period", calendar::to_string(f.period)},
          {"span", facts::to_string(f.span)},
          {"value", f.value ? Json(f.value->to_string()) : Json()},
          {"unit", text(f.unit)},
          {"growth_pct", f.growth_pct ? Json(f.growth_pct->to_string()) : Json()},
          {"growth_basis", text(f.growth_basis)},
          {"scope", text(f.scope)},
          {"status", facts::to_string(f.status)},
          {"published", calendar::to_string(f.published)},
          {"source", facts::shown(f.source)}};
}

}  // namespace wire
