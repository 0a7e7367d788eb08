#include "wire/trace.hpp"

#include "wire/fact.hpp"

namespace wire {

namespace {

using wire::json_of;

Json json_of(const std::vector<report::TraceHeld>& all) {
  Json out = Json::array();
  for (const auto& h : all) {
    Json one = json_of(h.fact);
    one["sequence"] = h.sequence;
    one["recorded_at"] = h.recorded_at;
    one["vintage"] = h.vintage;
    out.push_back(std::move(one));
  }
  return out;
}

Json json_of(const report::TraceStep& s) {
  using Kind = report::TraceStep::Kind;
  return {{"sequence", s.sequence},
          {"kind", s.kind == Kind::fact         ? "fact"
                   : s.kind == Kind::correction ? "correction"
                                                : "withdrawal"},
          {"recorded_at", s.recorded_at},
          {"actor", s.actor},
          {"reason", s.reason},
          {"says", json_of(s.fact)},
          {"takes_away", s.target != 0 ? Json(s.target) : Json()},
          {"gone_by", s.gone_by != 0 ? Json(s.gone_by) : Json()},
          {"gone_how", s.gone_by == 0 ? Json() : Json(s.withdrawn ? "withdrawn" : "corrected")}};
}

Json json_of(const report::FigureTrace& f, bool asked_of_a_day) {
  Json printed = Json::array(), steps = Json::array();
  for (const auto& p : f.printed) {
    Json one{{"recorded_at", p.recorded_at}, {"actor", p.actor}, {"asof", p.asof}, {"files", p.files}};
    one["value"] = p.fact.value ? Json(p.fact.value->to_string()) : Json();
    one["unit"] = p.fact.unit;
    one["growth_pct"] = p.fact.growth_pct ? Json(p.fact.growth_pct->to_string()) : Json();
    one["latest_by_then"] = p.latest_by_then;
    printed.push_back(std::move(one));
  }
  for (const auto& s : f.steps) steps.push_back(json_of(s));
  Json out{{"area", f.about.area},
           {"chain", f.chain},
           {"indicator", f.about.indicator},
           {"period", calendar::to_string(f.about.period)},
           {"span", facts::to_string(f.about.span)},
           {"growth_basis", f.about.growth_basis},
           {"scope", f.about.scope}};
  if (asked_of_a_day) {
    out["known_then"] = json_of(f.known_then);
    out["learnt_later"] = json_of(f.learnt_later);
  }
  out["printed"] = std::move(printed);
  out["now"] = json_of(f.now);
  out["steps"] = std::move(steps);
  return out;
}

}  // namespace

std::string trace_json(const report::TraceFindings& found, const std::string& on) {
  Json figures = Json::array();
  for (const auto& f : found.figures) figures.push_back(json_of(f, found.on.has_value()));
  return Json{{"on", on.empty() ? Json() : Json(on)}, {"figures", std::move(figures)}}.dump(
      2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace wire
