#include "wire/json.hpp"

#include <algorithm>
#include <set>

#include "plan/verdict_explained.hpp"
#include "quantity/quantity.hpp"
#include "reading/explain.hpp"
#include "wire/parts.hpp"
#include "wire/policy.hpp"

namespace wire {

namespace parts {

using base::Decimal;
using base::Span;

// A decimal as a JSON number. Digits past a double's fifteen would be lost in a reader; published figures have fewer.
Json number(const Decimal& d) {
  if (const auto integer = d.to_int64(); integer && d.decimals() == 0) return *integer;
  return d.to_double();
}
Json text_or_null(const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); }
Json span(const Span& s) { return Json::array({s.start, s.end}); }
Json spans(const std::vector<Span>& all) {
  Json out = Json::array();
  for (const auto& s : all) out.push_back(span(s));
  return out;
}
std::string words(const std::u32string& text, const Span& s) { return base::to_utf8(base::slice(text, s)); }

void put_scaled(Json& j, const std::optional<Decimal>& value, const std::string& unit, bool negative) {
  if (!value) {
    j["scaled_value"] = nullptr;
    j["base_unit"] = nullptr;
    return;
  }
  const Decimal scaled = quantity::scaled(*value, unit);
  j["scaled_value"] = number(negative ? -scaled : scaled);
  j["base_unit"] = text_or_null(quantity::parse_unit(unit).base);
}

Json heading(const reading::Heading& h) {
  Json children = Json::array();
  for (const auto& child : h.children) children.push_back(heading(child));
  return {{"level", h.level},  {"number", text_or_null(h.number)}, {"title", h.title},    {"start", h.span.start},
          {"end", h.span.end}, {"section_end", h.section_end},     {"children", children}};
}

Json change(const reading::Change& c, const std::u32string& text) {
  Json j{{"direction",
          c.direction == reading::ChangeDirection::none ? Json(nullptr) : Json(reading::to_string(c.direction))},
         {"value", number(c.value)},
         {"unit", text_or_null(c.unit)},
         {"basis", text_or_null(c.basis)}};
  if (!c.excluding.empty()) j["excl"] = c.excluding;
  if (c.qualifier) j["qualifier"] = reading::to_string(*c.qualifier);
  if (!c.span.empty()) {
    j["text"] = words(text, c.span);
    j["start"] = c.span.start;
    j["end"] = c.span.end;
  }
  return j;
}

Json rank(const reading::Rank& r) {
  Json j{{"scope", r.scope}, {"position", r.position}};
  if (r.tie) j["tie"] = true;
  if (r.streak) j["streak"] = {{"value", number(r.streak->value)}, {"unit", r.streak->unit}};
  return j;
}

Json figure(const reading::Figure& f, const std::u32string& text) {
  Json j{{"id", f.id},
         {"start", f.span.start},
         {"end", f.span.end},
         {"text", words(text, f.span)},
         {"indicator", f.indicator},
         {"value", number(f.value)},
         {"unit", text_or_null(f.unit)}};
  const bool falls = (f.kind == reading::Kind::growth || f.kind == reading::Kind::difference) && f.change &&
                     f.change->direction == reading::ChangeDirection::down;
  put_scaled(j, f.value, f.unit, falls);
  if (f.value_max) j["value_max"] = number(f.value_max);
  j["qualifier"] = reading::to_string(f.qualifier);
  j["kind"] = reading::to_string(f.kind);
  j["change"] = f.change ? change(*f.change, text) : Json(nullptr);
  j["from_value"] = number(f.from_value);
  j["period"] = text_or_null(f.period);
  j["status"] = reading::to_string(f.status);
  j["rank"] = f.rank ? rank(*f.rank) : Json(nullptr);
  j["subject"] = text_or_null(f.subject);
  if (f.cumulative) j["cumulative"] = true;
  if (f.estimate) j["estimate"] = true;
  if (f.record) j["record"] = true;
  j["confidence"] = f.confidence;
  j["why"] = reading::reasons(text, f);
  return j;
}

Json target(const reading::Target& t, const std::u32string& text) {
  Json j{{"id", t.id},
         {"start", t.span.start},
         {"end", t.span.end},
         {"text", words(text, t.span)},
         {"indicator", t.indicator},
         {"operator", t.op},
         {"value", number(t.value)},
         {"unit", text_or_null(t.unit)}};
  put_scaled(j, t.value, t.unit, false);
  if (t.value_max) j["value_max"] = number(t.value_max);
  j["period"] = text_or_null(t.period);
  j["kind"] = t.kind ? Json(reading::to_string(*t.kind)) : Json(nullptr);
  j["strength"] = t.strength;
  j["figures"] = t.figures;
  if (!t.reference.empty()) j["reference"] = t.reference;
  if (t.relation != reading::Relation::none) j["relation"] = reading::to_string(t.relation);
  if (!t.due.empty()) j["due"] = t.due;
  if (!t.stretch.empty()) j["stretch"] = t.stretch;
  if (t.binding) j["binding"] = true;
  j["confidence"] = t.confidence;
  return j;
}

Json measure(const reading::Measure& m, const std::u32string& text) {
  return {{"id", m.id},
          {"start", m.span.start},
          {"end", m.span.end},
          {"text", words(text, m.span)},
          {"section", m.section},
          {"heading", text_or_null(m.heading)},
          {"action", m.action},
          {"object", m.object},
          {"quantities", m.quantities},
          {"targets", m.targets},
          {"projects", m.projects},
          {"parties", m.parties},
          {"due", text_or_null(m.due)},
          {"sentence", span(m.sentence)},
          {"confidence", m.confidence}};
}

Json inputs(const std::vector<plan::Input>& all) {
  Json out = Json::array();
  for (const auto& i : all) {
    Json j{{"label", i.label}, {"value", i.value}, {"source", text_or_null(i.source)}};
    if (i.span) j["span"] = span(*i.span);
    out.push_back(std::move(j));
  }
  return out;
}

void put_check(Json& j, const plan::CheckResult& result) {
  Json findings = Json::array(), confirmed = Json::array(), open = Json::array();
  for (const auto& f : result.findings) {
    findings.push_back({{"rule", f.rule},
                        {"severity", plan::to_string(f.severity)},
                        {"spans", spans(f.spans)},
                        {"inputs", inputs(f.inputs)},
                        {"expected", f.expected},
                        {"found", f.found},
                        {"say", f.say}});
  }
  for (const auto& c : result.confirmed) {
    confirmed.push_back(
        {{"rule", c.rule}, {"inputs", inputs(c.inputs)}, {"value", c.value}, {"spans", spans(c.spans)}});
  }
  for (const auto& n : result.not_checkable)
    open.push_back({{"rule", n.rule}, {"why", n.why}, {"spans", spans(n.spans)}});
  j["findings"] = std::move(findings);
  j["confirmed"] = std::move(confirmed);
  j["checked"] = result.checked;
  j["not_checkable"] = std::move(open);
}

Json unread(const std::vector<report::Unread>& all) {
  Json out = Json::array();
  for (const auto& u : all)
    out.push_back({{"file", u.file}, {"place", u.place}, {"why", u.why}, {"kind", report::to_string(u.kind)}});
  return out;
}

Json read_files(const std::vector<report::ReadFile>& all) {
  Json out = Json::array();
  for (const auto& f : all) {
    out.push_back({{"file", f.file},
                   {"kind", f.kind},
                   {"tables", f.tables},
                   {"facts", f.facts},
                   {"later", f.later},
                   {"replies", f.replies},
                   {"note", f.note}});
  }
  return out;
}

Json said(const std::vector<reading::Said>& all) {
  Json out = Json::array();
  for (const auto& s : all) out.push_back(s.text);
  return out;
}

// `task` is the best one, `tasks` all that the entry covers; null where none was found.
Json replies(const report::RunFindings& f) {
  Json out = Json::array();
  for (const auto& r : f.replies) {
    const auto& e = r.entry;
    base::Place place = e.place;
    place.file.clear();
    Json figures = Json::array(), tasks = Json::array(), notes = Json::array();
    for (const auto& figure : e.figures) {
      figures.push_back({{"indicator", text_or_null(figure.indicator)},
                         {"value", number(figure.value)},
                         {"unit", text_or_null(figure.unit)},
                         {"kind", reading::to_string(figure.kind)},
                         {"claim", true},
                         {"span", span(figure.span)}});
    }
    for (const auto& m : r.tasks) {
      // What the entry says of this task alone.
      const auto& measure = f.tasks[static_cast<std::size_t>(m.task)].measure;
      tasks.push_back({{"id", m.task_id},
                       {"words", base::to_utf8(base::slice(f.reading->text, measure.span))},
                       {"confidence", m.confidence},
                       {"confirmed", m.confirmed},
                       {"because", m.because},
                       {"stage", reading::to_string(m.stage)},
                       {"percent_done", number(m.percent_done)},
                       {"counted", text_or_null(m.counted)},
                       {"done", text_or_null(m.told)},
                       {"problems", text_or_null(m.problems)}});
    }
    for (const auto& note : r.notes) {
      notes.push_back({{"target", note.target_id},
                       {"indicator", note.indicator},
                       {"claimed", note.claimed},
                       {"published", note.published},
                       {"say", note.text}});
    }
    out.push_back({{"office", text_or_null(e.office)},
                   {"file", r.file},
                   {"place", base::to_text(place)},
                   {"kind", r.kind == reading::LetterKind::order_reply ? "order_reply" : "progress"},
                   {"named", text_or_null(e.task)},
                   {"task", r.tasks.empty() ? Json(nullptr) : Json(r.tasks.front().task_id)},
                   {"confidence", r.tasks.empty() ? Json(0) : Json(r.tasks.front().confidence)},
                   {"match", plan::to_string(r.state)},
                   {"tasks", tasks},
                   {"targets", r.targets},
                   {"stage", reading::to_string(e.stage)},
                   {"percent_done", number(e.percent_done)},
                   {"done", said(e.done)},
                   {"figures", figures},
                   {"asks", said(e.asks)},
                   {"problems", said(e.problems)},
                   {"next", said(e.next)},
                   {"deed_claimed", r.deed_claimed},
                   {"notes", notes}});
  }
  return out;
}

Json latest(const facts::Fact& f) {
  Json j{{"period", calendar::to_string(f.period)},
         {"value", number(f.value)},
         {"unit", text_or_null(f.unit)},
         {"growth_pct", number(f.growth_pct)},
         {"basis", f.growth_basis.empty() ? "同比" : f.growth_basis},
         {"status", facts::to_string(f.status)},
         {"published", calendar::to_string(f.published)},
         {"source", facts::shown(f.source)}};
  if (f.value) j["value_as_printed"] = f.value->to_string();
  if (f.growth_pct) j["growth_as_printed"] = f.growth_pct->to_string();
  return j;
}

// What moved the forecast, what the rest of the year needs, and from when on it could be lost.
Json explained(const plan::TargetStatus& s) {
  const auto& e = s.explained;
  Json drivers = Json::array();
  for (const auto& d : e.drivers) drivers.push_back({{"what", d.what}, {"moved", d.moved}});
  Json j{{"drivers", std::move(drivers)}};
  if (e.rest) {
    const auto year = [](const std::optional<plan::YearValue>& v) {
      return v ? Json{{"year", v->year}, {"value", v->value}} : Json(nullptr);
    };
    j["rest"] = {{"months", e.rest->months},
                 {"needed", e.rest->needed},
                 {"unit", e.rest->growth ? "%" : e.unit},
                 {"average", e.rest->average},
                 {"best_before", year(e.rest->best)},
                 {"worst_before", year(e.rest->worst)},
                 {"say", plan::rest_words(s)},
                 {"say_english", plan::english_rest(s)}};
  } else if (!e.rest_note.empty()) {
    j["rest"] = {
        {"months", nullptr}, {"needed", nullptr}, {"say", e.rest_note}, {"say_english", plan::english_rest(s)}};
  }
  if (e.lost) {
    j["lost"] = {{"already", e.lost->already},
                 {"month", e.lost->month > 0 ? Json(e.lost->month) : Json(nullptr)},
                 {"say", plan::lost_words(s)},
                 {"say_english", plan::english_lost(s)}};
  }
  return j;
}

Json status(const plan::TargetStatus& s) {
  const auto& t = s.target;
  Json j{{"id", t.id},
         {"indicator", t.indicator},
         {"operator", t.op},
         {"value", number(t.value)},
         {"unit", text_or_null(t.unit)}};
  if (t.value_max) j["value_max"] = number(t.value_max);
  j["period"] = text_or_null(t.period);
  j["strength"] = t.strength;
  if (s.latest) {
    j["latest"] = latest(s.latest->fact);
    // The figure as recorded, where the papers speak of it in the plan's unit.
    if (const auto& recorded = s.latest->in_other_unit)
      j["latest"]["recorded"] = recorded->value->to_string() + recorded->unit;
    Json others = Json::array();
    for (const auto& f : s.latest->other_bases) others.push_back(latest(f));
    if (!others.empty()) j["latest"]["other_bases"] = std::move(others);
  } else {
    j["latest"] = nullptr;
  }
  if (const auto& told = s.handed_in) {
    j["handed_in"] = {{"period", calendar::to_string(told->period)},
                      {"value", number(told->value)},
                      {"unit", told->unit},
                      {"how", told->note},
                      {"source", told->source.text}};
  }
  j["level_needed"] = number(s.level_needed);
  j["attained_share"] = number(s.attained_share);
  j["linear_pace"] = number(s.linear_pace);
  j["seasonal_pace"] = nullptr;
  if (const auto& season = s.seasonal_pace) {
    // One number where programs expect one; the interval it is the middle of stands beside it.
    j["seasonal_pace"] = number(((season->lo + season->hi) / 2).rounded(4));
    j["seasonal_pace_lo"] = number(season->lo);
    j["seasonal_pace_hi"] = number(season->hi);
    j["seasonal_pace_derived"] = season->derived;
    j["seasonal_pace_warning"] = text_or_null(season->warning);
  }
  if (!s.season_note.empty()) j["season_note"] = s.season_note;
  j["needed_run_rate"] = number(s.needed_run_rate);
  j["needed_run_rate_unit"] = text_or_null(s.needed_run_rate_unit);
  j["needed_growth_pct"] = number(s.needed_growth_pct);
  if (s.forecast) {
    j["forecast"] = {{"mean", s.forecast->mean}, {"lo80", s.forecast->lo80}, {"hi80", s.forecast->hi80},
                     {"lo95", s.forecast->lo95}, {"hi95", s.forecast->hi95}, {"method", s.forecast->method}};
  } else {
    j["forecast"] = nullptr;
  }
  j["probability"] = s.probability ? Json(*s.probability) : Json(nullptr);
  j["verdict"] = plan::to_string(s.verdict);
  j["why"] = s.why;
  j["why_english"] = s.why_english;
  if (s.forecast) j["explained"] = explained(s);
  j["notes"] = s.notes;
  j["spans"] = Json::array({span(t.span)});
  return j;
}

Json order(const plan::Order& o) {
  Json matters = Json::array();
  for (const auto& m : o.matters) {
    Json one{{"target", m.target_id}, {"about", m.about}, {"evidence", m.evidence}, {"closes_on", m.closes_on}};
    if (!m.id.empty()) {
      one["id"] = m.id;
      one["state"] = m.state;
      one["months"] = m.months;
    }
    matters.push_back(std::move(one));
  }
  Json j{{"owner", o.owner},         {"own", o.own},
         {"about", o.about},         {"evidence", o.evidence},
         {"closes_on", o.closes_on}, {"due", o.due ? Json(calendar::to_string(*o.due)) : Json(nullptr)}};
  if (!o.due_refused.empty()) j["due_refused"] = o.due_refused;
  j["matters"] = std::move(matters);
  if (!o.number.empty()) {
    j["id"] = o.number;
    j["state"] = o.state;
    j["issued"] = calendar::to_string(o.issued);
    j["history"] = Json::array();
    for (const auto& h : o.history) {
      j["history"].push_back(
          {{"matter", h.matter}, {"step", h.step}, {"on", calendar::to_string(h.on)}, {"reason", h.reason}});
    }
  }
  return j;
}

// Matters that ended since the round before.
Json closed_matters(const report::RunFindings& f) {
  Json out = Json::array();
  for (const auto& e : f.order_news) {
    const auto* life = f.order_register.find(e.id);
    if (life == nullptr || life->open() || !(life->history.back() == e)) continue;
    out.push_back({{"id", life->number + "-" + std::to_string(life->id.item)},
                   {"owner", life->owner},
                   {"about", life->about},
                   {"state", plan::to_string(life->state)},
                   {"on", calendar::to_string(e.on)},
                   {"reason", e.reason}});
  }
  return out;
}

// A year that is over whose released result is not in hand: awaited, never asked for.
Json awaiting_release(const report::RunFindings& f) {
  Json out = Json::array();
  for (const auto* s : plan::awaiting_annual_figure(f.targets, f.asof))
    out.push_back({{"target", s->target.id}, {"indicator", s->target.indicator}});
  return out;
}

Json amount(const std::optional<reading::Amount>& a) {
  if (!a) return nullptr;
  return {{"value", number(a->number)}, {"unit", text_or_null(a->unit)}, {"as_printed", a->number.to_string()}};
}

// Will the year's plan be met: shares of the plan.
Json year_end(const std::optional<plan::YearEndOfPlan>& end) {
  if (!end) return nullptr;
  const auto& f = end->forecast;
  return {{"mean", f.mean},
          {"interval80", {f.lo80, f.hi80}},
          {"interval95", {f.lo95, f.hi95}},
          {"chance", end->chance},
          {"own_years", end->years},
          {"words", end->words},
          {"words_english", end->english}};
}

Json project(const plan::ProjectStatus& s, const plan::ProjectReport& all) {
  const auto& p = s.project;
  base::Place place = p.place;
  const auto cut = place.file.find_last_of("/\\");
  if (cut != std::string::npos) place.file.erase(0, cut + 1);
  return {{"name", p.name},
          {"number", text_or_null(p.number)},
          {"owner", text_or_null(p.owner)},
          {"builder", text_or_null(p.builder)},
          {"group", text_or_null(p.group)},
          {"nature", text_or_null(p.nature_as_printed.empty() ? reading::to_chinese(p.nature) : p.nature_as_printed)},
          {"total_investment", amount(p.of(reading::Money::total))},
          {"annual_plan", amount(p.of(reading::Money::plan))},
          {"done_this_month", amount(p.of(reading::Money::month))},
          {"done", amount(p.of(reading::Money::done))},
          {"done_before", amount(p.of(reading::Money::before))},
          {"rate", number(s.rate)},
          {"rate_as_printed", p.rate ? Json(p.rate->number.to_string() + "%") : Json(nullptr)},
          {"linear_pace", number(all.totals.pace.linear)},
          {"expected_share", number(all.totals.pace.expected)},
          {"lag", number(s.lag)},
          {"year_end", year_end(s.year_end)},
          {"stage", reading::to_string(p.stage)},
          {"stage_as_printed", text_or_null(p.stage_as_printed)},
          {"problems", text_or_null(p.problems)},
          {"asks", text_or_null(p.asks)},
          {"verdict", plan::to_string(s.verdict)},
          {"why", s.why},
          {"notes", s.notes},
          {"source", base::to_text(place)}};
}

void put_projects(Json& j, const plan::ProjectReport& all) {
  j["projects"] = Json::array();
  if (!all.any) {
    j["project_totals"] = nullptr;
    return;
  }
  for (const auto& s : all.projects) j["projects"].push_back(project(s, all));
  const auto& t = all.totals;
  Json counts, named = Json::array();
  for (std::size_t v = 0; v < t.count.size(); ++v)
    counts[plan::to_string(static_cast<plan::ProjectVerdict>(v))] = t.count[v];
  for (const auto& n : all.named) {
    named.push_back(
        {{"name", n.name}, {"row", text_or_null(n.row)}, {"confidence", n.confidence}, {"span", span(n.span)}});
  }
  j["project_totals"] = {{"file", all.file},
                         {"title", all.title},
                         {"period", calendar::to_string(all.period)},
                         {"period_assumed", all.period_assumed},
                         {"projects", t.projects},
                         {"verdicts", counts},
                         {"total_investment", amount(t.total)},
                         {"annual_plan", amount(t.plan)},
                         {"done", amount(t.done)},
                         {"without_plan", t.without_plan},
                         {"without_done", t.without_done},
                         {"rate", number(t.rate)},
                         {"linear_pace", number(t.pace.linear)},
                         {"expected_share", number(t.pace.expected)},
                         {"expected_is_default", t.pace.is_default},
                         {"expected_source", t.pace.source},
                         {"words", t.words},
                         {"year_end", year_end(t.year_end)},
                         {"named_in_report", named},
                         {"notes", all.notes}};
}

}  // namespace parts

using namespace parts;

namespace {

// One object, member by member and element by element, so that a long document is never held as JSON.
class Members {
 public:
  explicit Members(const Sink& out) : out_(out) { out_("{"); }
  void put(const char* key, const Json& value) {
    begin(key);
    out_(value.dump());
  }
  template <class All, class Make>
  void list(const char* key, const All& all, Make make) {
    begin(key);
    out_("[");
    bool any = false;
    for (const auto& one : all) {
      const Json element = make(one);
      if (any) out_(",");
      any = true;
      out_(element.dump());
    }
    out_("]");
  }
  void end() { out_("}"); }

 private:
  void begin(const char* key) {
    out_(std::string(any_ ? ",\"" : "\"") + key + "\":");
    any_ = true;
  }
  const Sink& out_;
  bool any_ = false;
};

// The same as one value, for those who put it into another.
class Whole {
 public:
  void put(const char* key, const Json& value) { all_[key] = value; }
  template <class All, class Make>
  void list(const char* key, const All& all, Make make) {
    Json& out = all_[key] = Json::array();
    for (const auto& one : all) out.push_back(make(one));
  }
  Json take() { return std::move(all_); }

 private:
  Json all_;
};

// Names once each, in the order in which they first come.
class Names {
 public:
  void add(const std::vector<std::string>& names) {
    for (const auto& name : names) {
      if (seen_.insert(name).second) all_.push_back(name);
    }
  }
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::set<std::string, std::less<>> seen_;
  std::vector<std::string> all_;
};

Json doubt(const Span& span, const std::string& words, const std::string& statement, double confidence,
           const std::string& why) {
  return {{"start", span.start},      {"end", span.end}, {"text", words}, {"statement", text_or_null(statement)},
          {"confidence", confidence}, {"why", why}};
}

template <class Into>
void put_read(const cycle::ReadDocument& read, Into& j) {
  const auto& r = read.reading;
  j.put("text", base::to_utf8(r.text));
  j.put("kind", reading::to_string(read.policy ? read.policy->kind : reading::DocumentKind::report));
  j.put("area", text_or_null(r.area));
  j.put("report_year", r.report_year ? Json(r.report_year) : Json(nullptr));
  j.put("plan_year", r.plan_year ? Json(r.plan_year) : Json(nullptr));
  j.list("outline", r.outline, [](const auto& h) { return heading(h); });
  j.list("figures", r.figures, [&](const auto& f) { return figure(f, r.text); });
  j.list("targets", r.targets, [&](const auto& t) { return target(t, r.text); });
  j.list("measures", r.measures, [&](const auto& m) { return measure(m, r.text); });
  j.list("nonfigures", r.nonfigures, [&](const auto& n) {
    return Json{{"start", n.span.start}, {"end", n.span.end}, {"text", words(r.text, n.span)}, {"why", n.why}};
  });
  j.list("problems", r.problems, [](const auto& p) {
    return Json{{"start", p.span.start}, {"end", p.span.end}, {"text", p.text}};
  });
  Names projects, parties;
  for (const auto& m : r.measures) {
    projects.add(m.projects);
    parties.add(m.parties);
  }
  j.put("projects", projects.all());
  j.put("parties", parties.all());
  j.list("unaccounted", r.unaccounted, [](const auto& s) { return span(s); });
  // Doubts of tasks of a policy file stand beside those of its figures.
  Json task_doubts = Json::array();
  if (read.policy) {
    for (const auto& d : reading::doubts(*read.policy))
      task_doubts.push_back(doubt(d.task->span, d.task->what, d.task->id, d.task->confidence, d.why));
  }
  for (const auto& d : reading::doubts(r)) {
    if (!read.policy) break;
    if (!d.statement.starts_with('K'))
      task_doubts.push_back(doubt(d.span, words(r.text, d.span), d.statement, d.confidence, d.why));
  }
  if (read.policy) {
    j.put("unsure", task_doubts);
  } else {
    j.list("unsure", reading::doubts(r),
           [&](const auto& d) { return doubt(d.span, words(r.text, d.span), d.statement, d.confidence, d.why); });
  }
  j.list("notices", read.document.notices, [](const auto& n) {
    return Json{{"place", base::to_text(n.place)}, {"why", n.why}};
  });
  if (read.policy) j.put("policy", policy_json(*read.policy, r));
}

}  // namespace

Json parts::read_document(const cycle::ReadDocument& read) {
  Whole whole;
  put_read(read, whole);
  return whole.take();
}

void read_json(const cycle::ReadDocument& read, const Sink& out) {
  Members members(out);
  put_read(read, members);
  members.end();
}

std::string check_json(const cycle::CheckOutcome& outcome) {
  Json j;
  put_check(j, outcome.result);
  j["unread"] = unread(outcome.unread);
  return j.dump();
}

std::string run_json(const cycle::RunOutcome& outcome) {
  const auto& f = outcome.findings;
  Json j{{"report", f.report_file}, {"asof", calendar::to_string(f.asof)}, {"area", text_or_null(f.reading->area)}};
  j["targets"] = Json::array();
  for (const auto& s : f.targets) j["targets"].push_back(status(s));
  j["orders"] = Json::array();
  for (const auto& o : f.orders) j["orders"].push_back(order(o));
  j["closed_matters"] = closed_matters(f);
  j["awaiting_release"] = awaiting_release(f);
  put_check(j, f.check);
  j["tasks"] = Json::array();
  for (const auto& t : f.tasks) {
    j["tasks"].push_back({{"id", t.measure.id},
                          {"section", t.measure.section},
                          {"text", words(f.reading->text, t.measure.span)},
                          {"owner", text_or_null(t.suggested_owner)},
                          {"because", text_or_null(t.because)},
                          {"due", text_or_null(t.measure.due)},
                          {"span", span(t.measure.span)}});
  }
  put_projects(j, f.projects);
  j["replies"] = replies(f);
  j["unread"] = unread(f.unread);
  j["read"] = read_files(f.read_files);
  j["questions"] = f.questions;
  j["files"] = outcome.files;
  j["charts"] = outcome.charts;
  if (!outcome.pdf_missing.empty()) j["pdf_missing"] = outcome.pdf_missing;
  return j.dump();
}

std::string import_json(const cycle::ImportOutcome& outcome) {
  return Json{{"added", outcome.appended.added},
              {"new_vintages", outcome.appended.new_vintages},
              {"known_already", outcome.appended.known_already},
              {"read", read_files(outcome.files)},
              {"questions", outcome.questions},
              {"unread", unread(outcome.unread)}}
      .dump();
}

Json parts::questions(const std::vector<cycle::OpenQuestion>& open) {
  Json out = Json::array();
  for (const auto& q : open) {
    out.push_back({{"id", q.id},
                   {"kind", q.kind},
                   {"asked", q.asked},
                   {"file", q.file},
                   {"place", q.place},
                   {"printed", q.printed},
                   {"question", q.question},
                   {"proposals", q.proposals},
                   {"example", q.example}});
  }
  return out;
}

std::string questions_json(const std::vector<cycle::OpenQuestion>& open) {
  return Json{{"questions", parts::questions(open)}}.dump();
}

Json parts::recorded(const std::vector<ledger::Recorded>& all) {
  Json out = Json::array();
  for (const auto& r : all) {
    Json j = latest(r.fact);
    Json row{{"area", r.fact.area}, {"indicator", r.fact.indicator}, {"span", facts::to_string(r.fact.span)}};
    row.update(j);
    row["scope"] = text_or_null(r.fact.scope);
    row["note"] = text_or_null(r.fact.note);
    row["vintage"] = r.vintage;
    row["sequence"] = r.sequence;
    row["record"] = r.area + ":" + std::to_string(r.sequence);
    if (r.corrects != 0) row["corrects"] = r.corrects;
    if (r.corrected_by != 0) row["corrected_by"] = r.corrected_by;
    out.push_back(std::move(row));
  }
  return out;
}

std::string facts_json(const std::vector<ledger::Recorded>& all) {
  return Json{{"facts", parts::recorded(all)}}.dump();
}

}  // namespace wire
