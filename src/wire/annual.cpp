#include "wire/annual.hpp"

#include <algorithm>

#include "wire/parts.hpp"

namespace wire {

using namespace parts;

namespace {

using report::AnnualOutcome;

Json places(const base::Span& s) { return s.empty() ? Json::array() : Json::array({span(s)}); }
Json number_or_null(const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); }

Json block_json(const report::AnnualBlock& block) {
  static constexpr const char* kRoles[] = {"title", "subtitle", "heading1",  "heading2", "body",
                                           "item",  "note",     "signature", "date"};
  Json j{{"id", block.id}};
  if (block.table) {
    j["role"] = "table";
    j["about"] = block.table->about;
    j["header"] = block.table->table.header;
    j["rows"] = block.table->table.rows;
    j["refs"] = block.table->refs;
    return j;
  }
  j["role"] = kRoles[static_cast<int>(block.role)];
  j["runs"] = Json::array();
  for (const auto& run : block.runs) {
    Json r{{"text", run.text}};
    if (run.mark != report::AnnualMark::words) r["kind"] = report::to_string(run.mark);
    if (!run.ref.empty()) r["ref"] = run.ref;
    if (run.bold) r["bold"] = true;
    if (run.reference) r["reference"] = true;
    j["runs"].push_back(std::move(r));
  }
  return j;
}

Json figure_json(const report::AnnualFigure& f) {
  return {{"id", f.id},
          {"fact", facts::id(f.fact)},
          {"indicator", f.fact.indicator},
          {"period", calendar::to_string(f.fact.period)},
          {"printed", f.printed},
          {"how", text_or_null(f.how)},
          {"of", f.of},
          {"side", f.growth ? "growth" : "value"},
          {"value", number(f.fact.value)},
          {"unit", text_or_null(f.fact.unit)},
          {"growth_pct", number(f.fact.growth_pct)},
          {"basis", f.fact.growth_basis.empty() ? "同比" : f.fact.growth_basis},
          {"status", facts::to_string(f.fact.status)},
          {"published", calendar::to_string(f.fact.published)},
          {"source", facts::shown(f.fact.source)},
          {"source_number", f.source},
          {"block", f.block},
          {"spans", places(f.span)}};
}

Json blank_json(const report::AnnualBlank& b) {
  return {{"id", b.id},           {"what", b.what},           {"why", b.why},
          {"planned", b.planned}, {"last_year", b.last_year}, {"holder", b.holder},
          {"doubt", b.doubt},     {"block", b.block},         {"spans", places(b.span)}};
}

Json proposal_json(const report::AnnualProposal& p, int next_year) {
  Json chances{{"steady", nullptr}, {"middle", nullptr}, {"bold", nullptr}};
  for (const auto& o : p.options) chances[o.key] = o.chance;
  return {
      {"id", p.id},
      {"target", p.target},
      {"indicator", p.indicator},
      {"next_year", next_year},
      {"say", p.say},
      {"kind", p.kind},
      {"low", number_or_null(p.low)},
      {"high", number_or_null(p.high)},
      {"unit", p.unit},
      {"mean", number_or_null(p.mean)},
      {"lo80", number_or_null(p.lo80)},
      {"hi80", number_or_null(p.hi80)},
      {"this_year", number_or_null(p.this_year)},
      {"options",
       {{"steady", number_or_null(p.steady)}, {"middle", number_or_null(p.middle)}, {"bold", number_or_null(p.bold)}}},
      {"option_chances", std::move(chances)}};
}

Json target_json(const report::AnnualTarget& t) {
  return {{"id", t.id},
          {"indicator", t.indicator},
          {"aim", t.aim},
          {"strength", t.strength},
          {"verdict", plan::to_string(t.verdict)},
          {"outcome", report::to_string(t.outcome)},
          {"say", t.say},
          {"figure", text_or_null(t.figure)},
          {"holder", t.holder}};
}

Json measure_json(const report::AnnualMeasure& m) {
  return {{"id", m.id},
          {"section", m.section},
          {"text", m.text},
          {"of_file", text_or_null(m.of_file)},
          {"owner", m.owner},
          {"state", report::to_string(m.state)},
          {"state_words", report::to_chinese(m.state)},
          {"evidence", m.evidence},
          {"doubt", m.doubt},
          {"next", report::to_string(m.next)},
          {"next_words", report::to_chinese(m.next)}};
}

template <class T, class F>
Json list(const std::vector<T>& all, F one) {
  Json out = Json::array();
  for (const auto& item : all) out.push_back(one(item));
  return out;
}

Json doubt_json(const report::AnnualDoubt& d) {
  return {{"rule", d.rule}, {"severity", plan::to_string(d.severity)}, {"say", d.say}, {"carried", d.carried}};
}

Json counts(const report::AnnualReport& a) {
  const auto outcomes = [&](AnnualOutcome o) {
    return std::ranges::count(a.targets, o, &report::AnnualTarget::outcome);
  };
  return {
      {"targets", a.targets.size()},
      {"met", outcomes(AnnualOutcome::met)},
      {"missed", outcomes(AnnualOutcome::missed)},
      {"not_yet", outcomes(AnnualOutcome::not_yet)},
      {"undecided", outcomes(AnnualOutcome::undecided)},
      {"awaiting_value", outcomes(AnnualOutcome::awaiting_value)},
      {"no_data", outcomes(AnnualOutcome::no_data)},
      {"measures", a.measures.size()},
      {"with_state", a.measures.size() - static_cast<std::size_t>(std::ranges::count(
                                             a.measures, report::MeasureState::open, &report::AnnualMeasure::state))},
      {"figures", a.figures.size()},
      {"blanks", a.blanks.size()},
      {"proposals", a.proposals.size()}};
}

}  // namespace

std::string annual(const cycle::AnnualOutcome& outcome, const std::vector<std::string>& files, int indent) {
  const auto& a = outcome.annual;
  Json check;
  put_check(check, outcome.check);
  auto unread_all = outcome.run->findings.unread;
  unread_all.insert(unread_all.end(), outcome.unread.begin(), outcome.unread.end());
  const Json j{
      {"title", a.title},
      {"area", a.area},
      {"year", a.year},
      {"next_year", a.next_year},
      {"asof", calendar::to_string(a.asof)},
      {"plan", a.plan_file},
      {"exportable", outcome.exportable()},
      {"counts", counts(a)},
      {"blocks", list(a.blocks, block_json)},
      {"figures", list(a.figures, figure_json)},
      {"blanks", list(a.blanks, blank_json)},
      {"proposals", list(a.proposals, [&](const auto& p) { return proposal_json(p, a.next_year); })},
      {"targets", list(a.targets, target_json)},
      {"measures", list(a.measures, measure_json)},
      {"doubts", list(a.doubts, doubt_json)},
      {"sources", a.sources},
      {"check",
       {{"findings", check["findings"]}, {"checked", check["checked"]}, {"confirmed", outcome.check.confirmed.size()}}},
      {"unread", unread(unread_all)},
      {"text", base::to_utf8(a.text)},
      {"files", files}};
  return j.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace wire
