#include "wire/pages.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "cycle/order_english.hpp"
#include "cycle/watch_due.hpp"
#include "report/places.hpp"
#include "report/status_words.hpp"
#include "wire/parts.hpp"

namespace wire {

using namespace parts;

namespace {

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }
Json day(const calendar::Date& date) { return calendar::to_string(date); }
Json date_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json severities(const plan::CheckResult& check) {
  int counts[3] = {0, 0, 0};
  for (const auto& f : check.findings) ++counts[static_cast<int>(f.severity)];
  return {{"error", counts[0]}, {"warning", counts[1]}, {"note", counts[2]}};
}

// What a fan is drawn from; the picture itself is report's.
Json fan(const plan::TargetStatus& s) {
  if (!s.forecast || s.explained.points.empty()) return nullptr;
  Json points = Json::array();
  for (const auto& p : s.explained.points)
    points.push_back({{"year", p.year}, {"month", p.month}, {"value", p.value}, {"derived", p.derived}});
  Json out{{"points", std::move(points)},
           {"line", s.explained.line},
           {"at_most", s.explained.at_most},
           {"growth", s.explained.growth},
           {"unit", s.explained.growth ? "%" : s.explained.unit}};
  if (s.explained.line_hi) out["line_hi"] = *s.explained.line_hi;
  return out;
}

Json unknown_of(const report::RunFindings& f) {
  Json out = Json::array();
  for (const auto& s : f.targets) {
    if (s.verdict == plan::Verdict::no_data || s.verdict == plan::Verdict::awaiting_value)
      out.push_back({{"target", s.target.id}, {"indicator", report::name_of(s)}, {"why", s.why}});
  }
  return out;
}

Json unread_of(const report::RunFindings& f) {
  Json out = Json::array();
  for (const auto& u : f.unread)
    out.push_back(
        {{"file", u.file}, {"place", text_or_null(u.place)}, {"why", u.why}, {"kind", report::to_string(u.kind)}});
  return out;
}

// As `viewer` may know it: where the first that sent it is nobody he sees, as the first whom he sees sent it.
Json file_json(const cycle::ReceivedFile& f, const Viewer& viewer) {
  cycle::FileSender from{f.by, f.office, f.received_at, f.asof};
  const bool first = viewer.shows(f.office) || viewer.sees(from);
  Json senders = Json::array();
  for (const auto& s : f.senders) {
    if (!viewer.sees(s)) continue;
    if (!first && senders.empty()) from = s;
    senders.push_back({{"by", s.by}, {"by_name", viewer.names(s.by)}, {"office", s.office}, {"at", s.at}});
  }
  return {{"id", f.id},
          {"name", f.name},
          {"kind", f.kind},
          {"bytes", f.bytes},
          {"received_at", from.at},
          {"by", from.by},
          {"by_name", viewer.names(from.by)},
          {"office", from.office},
          {"senders", std::move(senders)},
          {"asof", day(from.asof)},
          {"tables", f.tables},
          {"facts", f.facts},
          {"replies", f.replies},
          {"questions", f.questions},
          {"unread", f.unread},
          {"note", f.note},
          {"projects", f.projects},
          {"recorded", f.recorded},
          {"measures", f.measures},
          {"may_be_plan", cycle::may_be_plan(f)},
          {"area", f.area},
          {"plan_year", f.plan_year},
          {"again", f.again && first ? Json(day(*f.again)) : Json(nullptr)},
          {"withdrawn", f.withdrawn ? Json{{"at", f.withdrawn->at},
                                           {"by", f.withdrawn->by},
                                           {"by_name", viewer.names(f.withdrawn->by)},
                                           {"reason", f.withdrawn->reason},
                                           {"left", f.withdrawn->left}}
                                    : Json(nullptr)}};
}

// The tasks of a policy file or minutes, as they were confirmed or else as they may be: every one taken, by whom and
// until when the file says.
Json tasks_to_list(const cycle::ReadThrough& through, const cycle::ListedFile* listed, const calendar::Date& asof,
                   const Names& names) {
  if (!through.policy) return nullptr;
  const auto& policy = *through.policy;
  const bool confirmed = listed != nullptr && !listed->listed_at.empty();
  Json tasks = Json::array(), without = Json::array();
  std::map<std::string, const cycle::ListedTask*> by_id;
  if (confirmed)
    for (const auto& l : listed->tasks) by_id[l.id] = &l;
  for (const auto& article : policy.articles) {
    const std::string title = reading::short_title(article, through.document.text);
    for (const auto& t : article.tasks) {
      const auto at = by_id.find(t.id);
      const cycle::ListedTask* before = at != by_id.end() && at->second->text == t.what ? at->second : nullptr;
      std::string due = t.due ? t.due->text : std::string();
      if (t.due && t.due->date && t.due->kind != reading::DueKind::recurring) due = calendar::to_string(*t.due->date);
      const bool as_confirmed = before != nullptr && before->taken;
      const std::string& by = as_confirmed ? before->due : due;
      const auto last = cycle::last_day_of(by, policy.year);
      tasks.push_back({{"id", t.id},
                       {"article", title},
                       {"text", t.what},
                       {"owner", as_confirmed ? before->owner : reading::joined_names(t.owners)},
                       {"cooperating", reading::joined_names(t.cooperating)},
                       {"due", by},
                       {"printed_due", t.due ? Json(t.due->text) : Json(nullptr)},
                       {"doubts", t.doubts},
                       {"past_due", cycle::is_past(last, asof)},
                       {"taken", !confirmed || as_confirmed}});
    }
    if (!article.tasks.empty()) continue;
    std::vector<std::string> reasons;
    for (const auto& n : article.no_action)
      if (std::ranges::find(reasons, n.reason) == reasons.end()) reasons.push_back(n.reason);
    without.push_back({{"article", title}, {"reasons", std::move(reasons)}});
  }
  Json there = nullptr;
  if (confirmed) {
    there = {{"at", listed->listed_at},
             {"by", listed->listed_by},
             {"by_name", names(listed->listed_by)},
             {"plan_year", listed->plan_year},
             {"taken", listed->taken()}};
  }
  return {{"kind", reading::to_string(policy.kind)},
          {"title", policy.title},
          {"number", text_or_null(policy.number)},
          {"issued", policy.issued ? Json(day(*policy.issued)) : Json(nullptr)},
          {"why", policy.why},
          {"tasks", std::move(tasks)},
          {"without_tasks", std::move(without)},
          {"listed", std::move(there)}};
}

std::string place_without_file(base::Place place) {
  place.file.clear();
  return base::to_text(place);
}

Json said(const std::vector<reading::Said>& all) {
  Json out = Json::array();
  for (const auto& s : all) out.push_back(s.text);
  return out;
}

std::string order_id(const plan::OrderId& id) {
  return std::to_string(id.year) + "-" + std::to_string(id.number) + "-" + std::to_string(id.item);
}

// The matter as it is now; itself where nothing looks back.
const plan::MatterLife& now_of(const plan::MatterLife& m, const std::string& area, const OrdersOf& of) {
  if (of.now == nullptr) return m;
  for (const auto& book : *of.now)
    if (book.area == area)
      if (const auto* found = book.all.find(m.id)) return *found;
  return m;
}

Json order_json(const plan::MatterLife& m, const std::string& area, const OrdersOf& of) {
  const std::string id = order_id(m.id);
  const plan::MatterLife& now = now_of(m, area, of);
  Json history = Json::array();
  for (std::size_t i = 0; i < m.history.size(); ++i) {
    const auto& e = m.history[i];
    Json one{{"step", plan::to_string(e.step)},
             {"on", day(e.on)},
             {"reason", e.reason},
             {"reason_english", cycle::step_english(m, i)},
             {"by_officer", e.by_officer}};
    if (e.at_once) one["at_once"] = true;
    if (!e.by.empty()) one["by_name"] = of.names(e.by);
    if (!e.deed.empty()) one["deed"] = e.deed;
    if (!e.file.empty()) one["file"] = base::file_name(e.file);
    history.push_back(std::move(one));
  }
  Json left(nullptr), accepted(nullptr), can = Json::array();
  const auto deadline = plan::deadline_of(m, of.asof);
  if (deadline != plan::Deadline::none) {
    if (const auto days = of.calendar->working_days_between(of.asof, *m.due)) left = *days;
  }
  for (const auto& a : *of.accepted)
    if (a.id == id) accepted = {{"by", a.by}, {"by_name", of.names(a.by)}, {"on", a.on}};
  if (now.open()) {
    if (of.replies && accepted.is_null()) can.push_back("accept");
    if (of.replies && plan::next_state(now.state, plan::OrderStep::reply)) can.push_back("reply");
    if (of.directs && plan::next_state(now.state, plan::OrderStep::send_back)) can.push_back("return");
    if (of.directs) can.push_back("close");
    if (of.directs && !now.own && plan::next_state(now.state, plan::OrderStep::escalate)) can.push_back("escalate");
  }
  Json later(nullptr);
  if (now.history.size() > m.history.size()) {
    const auto& last = now.history.back();
    later = {{"steps", now.history.size() - m.history.size()},
             {"state", plan::to_string(now.state)},
             {"on", day(last.on)},
             {"reason", last.reason},
             {"reason_english", cycle::step_english(now, now.history.size() - 1)}};
  }
  return {{"id", id},
          {"shown", m.number + "-" + std::to_string(m.id.item)},
          {"number", m.number},
          {"area", area},
          {"owner", m.owner},
          {"own", m.own},
          {"target", m.key},
          {"about", m.about},
          {"evidence", m.evidence},
          {"closes_on", m.closes_on},
          {"issued", day(m.issued)},
          {"due", m.due ? day(*m.due) : Json(nullptr)},
          {"deadline", plan::to_string(deadline)},
          {"working_days_left", std::move(left)},
          {"state", plan::to_string(m.state)},
          {"open", m.open()},
          {"months", m.months},
          {"accepted", std::move(accepted)},
          {"can", std::move(can)},
          {"later", std::move(later)},
          {"history", std::move(history)}};
}

}  // namespace

std::string check_report(const cycle::CheckOutcome& outcome, const std::string& name) {
  Json read = read_document(outcome.draft);
  Json j{{"name", name}};
  for (const char* key : {"text", "area", "plan_year", "outline", "figures", "targets"}) j[key] = std::move(read[key]);
  put_check(j, outcome.result);
  j["unread"] = unread(outcome.unread);
  j["notices"] = std::move(read["notices"]);
  j["facts_used"] = outcome.facts;
  return dump(j);
}

std::string overview(const OverviewOf& of, const Shows& shows) {
  const auto& f = of.is->run->findings;
  const report::Places places(*f.reading);
  Json counts = Json::object();
  for (int v = 0; v < 7; ++v) counts[plan::to_string(static_cast<plan::Verdict>(v))] = 0;
  std::vector<const plan::TargetStatus*> order;
  for (const auto& s : f.targets) {
    order.push_back(&s);
    auto& n = counts[plan::to_string(s.verdict)];
    n = n.get<int>() + 1;
  }
  std::ranges::stable_sort(
      order, [](const auto* a, const auto* b) { return report::is_headline(*a) && !report::is_headline(*b); });
  Json targets = Json::array();
  for (const auto* s : order) {
    Json one = status(*s);
    one["aim"] = report::aim_of(*s, places);
    one["fan"] = fan(*s);
    targets.push_back(std::move(one));
  }
  Json changed = Json::array();
  for (const auto& c : cycle::changes_between(of.was->run->findings, f)) {
    changed.push_back({{"target", c.target},
                       {"indicator", c.indicator},
                       {"was", c.was ? Json(plan::to_string(*c.was)) : Json(nullptr)},
                       {"is", plan::to_string(c.is)},
                       {"probability_was", c.chance_was ? Json(*c.chance_was) : Json(nullptr)},
                       {"probability_is", c.chance_is ? Json(*c.chance_is) : Json(nullptr)},
                       {"period_was", text_or_null(c.period_was)},
                       {"period_is", text_or_null(c.period_is)},
                       {"why", c.why}});
  }
  const auto n = cycle::count_orders(f.order_register, f.asof, shows);
  Json projects(nullptr);
  if (f.projects.any) {
    const auto& t = f.projects.totals;
    const auto of_verdict = [&](plan::ProjectVerdict v) { return t.count[static_cast<std::size_t>(v)]; };
    projects = {{"period", calendar::to_string(f.projects.period)},
                {"late", of_verdict(plan::ProjectVerdict::late)},
                {"slow", of_verdict(plan::ProjectVerdict::slow)},
                {"on_track", of_verdict(plan::ProjectVerdict::on_track)},
                {"finished", of_verdict(plan::ProjectVerdict::finished)},
                {"all", t.projects},
                {"words", t.words}};
  }
  return dump({{"asof", day(f.asof)},
               {"before", day(of.was->run->findings.asof)},
               {"report", of.is->plan.file.name},
               {"area", text_or_null(f.reading->area)},
               {"plan_year", f.reading->plan_year != 0 ? Json(f.reading->plan_year) : Json(nullptr)},
               {"counts", std::move(counts)},
               {"targets", std::move(targets)},
               {"changed", std::move(changed)},
               {"new_facts", of.new_facts},
               {"unknown", unknown_of(f)},
               {"unread", unread_of(f)},
               {"orders",
                {{"open", n.open},
                 {"overdue", n.overdue},
                 {"to_verify", n.to_verify},
                 {"due_this_week", n.due},
                 {"own", n.own},
                 {"own_overdue", n.own_overdue}}},
               {"projects", std::move(projects)},
               {"findings", severities(f.check)},
               {"questions", of.questions},
               {"version", of.version}});
}

std::string indicators(const std::vector<ledger::Recorded>& all, const std::string& asof) {
  struct Row {
    std::vector<const ledger::Recorded*> facts;
    std::set<std::string> bases, periods;
  };
  std::map<std::pair<std::string, std::string>, Row> rows;
  for (const auto& r : all) {
    Row& row = rows[{r.fact.area, r.fact.indicator}];
    row.facts.push_back(&r);
    row.periods.insert(facts::key(r.fact));
    if (r.fact.growth_pct) row.bases.insert(r.fact.growth_basis.empty() ? "同比" : r.fact.growth_basis);
  }
  Json out = Json::array();
  for (auto& [name, row] : rows) {
    std::ranges::stable_sort(row.facts, [](const auto* a, const auto* b) {
      // Of periods that end together the longest, as releases print them; then what was published last.
      return std::tuple(a->fact.period.last, b->fact.period.first, a->fact.published.known_by) <
             std::tuple(b->fact.period.last, a->fact.period.first, b->fact.published.known_by);
    });
    const auto* known = facts::NamesTable::in_force().find(name.second);
    const auto& last = row.facts.back()->fact;
    static constexpr const char* kDirections[] = {"more_is_better", "less_is_better", "neither"};
    out.push_back(
        {{"name", name.second},
         {"area", name.first},
         {"unit", text_or_null(last.unit)},
         {"frequency", known != nullptr ? text_or_null(known->frequency) : Json(nullptr)},
         {"direction", known != nullptr ? Json(kDirections[static_cast<int>(known->direction)]) : Json(nullptr)},
         {"lead_office", known != nullptr ? text_or_null(known->lead_office) : Json(nullptr)},
         {"facts", row.periods.size()},
         {"vintages", row.facts.size()},
         {"bases", row.bases},
         {"first", calendar::to_string(row.facts.front()->fact.period)},
         {"last", calendar::to_string(last.period)},
         {"latest", latest(last)}});
  }
  return dump({{"asof", date_or_null(asof)}, {"indicators", std::move(out)}});
}

std::string series(const std::string& indicator, const std::vector<ledger::Recorded>& all, const std::string& asof) {
  std::vector<ledger::Recorded> sorted = all;
  std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) {
    return std::tuple(a.fact.area, a.fact.period, a.vintage) < std::tuple(b.fact.area, b.fact.period, b.vintage);
  });
  return dump({{"indicator", indicator}, {"asof", date_or_null(asof)}, {"facts", recorded(sorted)}});
}

std::string uploads(const std::vector<cycle::ReceivedFile>& files, const Viewer& viewer) {
  Json out = Json::array();
  for (const auto& f : files)
    if (viewer.shows(f.office) || std::ranges::any_of(f.senders, [&](const auto& s) { return viewer.sees(s); }))
      out.push_back(file_json(f, viewer));
  return dump({{"uploads", std::move(out)}});
}

namespace {

// Which orders an answer reached, just now or earlier, and why it reached none that it may have been meant for.
Json orders_heard(const UploadOf& of) {
  Json answered = Json::array(), not_taken = Json::array();
  const auto* heard = of.heard;
  const auto tell = [&](const plan::MatterLife& matter) {
    answered.push_back({{"id", order_id(matter.id)},
                        {"shown", matter.number + "-" + std::to_string(matter.id.item)},
                        {"owner", matter.owner},
                        {"state", plan::to_string(matter.state)}});
  };
  if (heard != nullptr) {
    for (const auto& e : heard->order_steps) {
      const auto* matter = heard->findings.order_register.find(e.id);
      if (matter != nullptr) tell(*matter);
    }
    for (const auto& one : heard->idle_answers) not_taken.push_back(cycle::idle_words(one));
    if (heard->orders_only_read) not_taken.push_back("督办登记里已有这一天以后的记录，这份反馈等到下一轮再登记");
  } else if (of.stands != nullptr) {
    const auto this_one = [&](const std::string& file) { return base::file_name(file) == of.file->name; };
    for (const auto& m : of.stands->findings.order_register.matters)
      if (std::ranges::any_of(m.history, [&](const plan::OrderEvent& e) { return this_one(e.file); })) tell(m);
    for (const auto& one : of.stands->idle_answers)
      if (this_one(one.file)) not_taken.push_back(cycle::idle_words(one));
  }
  if (!of.another.empty())
    not_taken.push_back("这份反馈写的是“" + of.another +
                        "”的，没有登记为您单位的反馈；是答复您单位的督办的，在督办页打开那一件，用“反馈”附上这份文件");
  return {{"answered", std::move(answered)}, {"not_taken", std::move(not_taken)}};
}

// Who had put the same file in, as far as `viewer` may know that.
Json known_before(const cycle::FileSender* known, const Viewer& viewer) {
  if (known == nullptr) return nullptr;
  const bool seen = viewer.sees(*known);
  return {{"at", known->at},
          {"own", known->by == viewer.login},
          {"by_name", seen ? Json(viewer.names(known->by)) : Json(nullptr)},
          {"office", seen && !known->office.empty() ? Json(known->office) : Json(nullptr)}};
}

}  // namespace

std::string upload(const UploadOf& of, const Viewer& viewer) {
  constexpr std::size_t kMostCells = 5000;
  const auto& read = of.through->read;
  // Of a cell of prose, or of a line of a plain table: then every cell of the line is the fact's.
  const auto same_place = [](const base::Place& fact, const base::Place& cell) {
    if (fact.sheet != cell.sheet || fact.row == 0 || fact.row != cell.row || fact.paragraph != cell.paragraph)
      return false;
    return fact.column == 0 || fact.column == cell.column;
  };
  std::map<std::pair<std::string, std::string>, int> fact_at;  // by sheet and cell
  Json facts_out = Json::array();
  for (std::size_t i = 0; i < read.facts.size(); ++i) {
    const auto& f = read.facts[i];
    const auto& place = f.source.place;
    if (!place.cell.empty()) {
      fact_at[{place.sheet, place.cell}] = static_cast<int>(i);
      // "… 单元格B4、C4": the growth stands in the second one.
      static const std::string kAnd = "、";
      if (const auto at = f.source.text.rfind(kAnd); at != std::string::npos)
        fact_at.try_emplace({place.sheet, f.source.text.substr(at + kAnd.size())}, static_cast<int>(i));
    }
    facts_out.push_back({{"indicator", f.indicator},
                         {"as_printed", f.indicator_as_printed},
                         {"period", calendar::to_string(f.period)},
                         {"span", facts::to_string(f.span)},
                         {"value", f.value ? Json(f.value->to_string()) : Json(nullptr)},
                         {"unit", text_or_null(f.unit)},
                         {"growth_pct", f.growth_pct ? Json(f.growth_pct->to_string()) : Json(nullptr)},
                         {"basis", f.growth_basis.empty() ? "同比" : f.growth_basis},
                         {"scope", text_or_null(f.scope)},
                         {"place", place_without_file(place)},
                         {"sheet", place.sheet},
                         {"cell", place.cell},
                         {"known_already", of.repeated}});
  }
  Json tables = Json::array();
  std::size_t room = kMostCells;
  for (const auto& block : of.through->document.blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table == nullptr) continue;
    Json cells = Json::array();
    bool cut = false;
    for (const auto& c : table->cells) {
      if (room == 0) {
        cut = true;
        break;
      }
      --room;
      const base::Place place = c.place;
      Json one{{"row", c.row},
               {"column", c.column},
               {"text", base::to_utf8(base::slice(of.through->document.text, c.span))}};
      if (c.row_span > 1) one["row_span"] = c.row_span;
      if (c.column_span > 1) one["column_span"] = c.column_span;
      if (!place.cell.empty()) {
        one["cell"] = place.cell;
        if (const auto at = fact_at.find({place.sheet, place.cell}); at != fact_at.end()) one["fact"] = at->second;
      } else {
        for (std::size_t i = 0; i < read.facts.size(); ++i)
          if (same_place(read.facts[i].source.place, place)) one["fact"] = i;
      }
      cells.push_back(std::move(one));
    }
    tables.push_back({{"name", table->name},
                      {"rows", table->rows},
                      {"columns", table->columns},
                      {"cells", std::move(cells)},
                      {"cut", cut}});
  }
  Json replies = Json::array();
  const Json file = file_json(*of.file, viewer);
  for (const auto& letter : read.letters) {
    for (const auto& e : letter.replies.entries) {
      std::string office = e.office.empty() ? letter.replies.office : e.office;
      if (office.empty()) office = file["office"].get<std::string>();  // whoever sent it answers
      replies.push_back({{"office", text_or_null(office)},
                         {"place", place_without_file(e.place)},
                         {"task", e.task},
                         {"stage", reading::to_string(e.stage)},
                         {"done", said(e.done)},
                         {"problems", said(e.problems)},
                         {"asks", said(e.asks)},
                         {"next", said(e.next)}});
    }
  }
  std::vector<cycle::OpenQuestion> asked;
  for (const auto& q : read.questions) asked.push_back(cycle::as_row(q));
  return dump({{"upload", file},
               {"added", of.appended.added},
               {"new_vintages", of.appended.new_vintages},
               {"known_already", of.appended.known_already},
               {"tables", std::move(tables)},
               {"facts", std::move(facts_out)},
               {"replies", std::move(replies)},
               {"questions", questions(asked)},
               {"unread", unread(read.unread)},
               {"tasks", tasks_to_list(*of.through, of.listed, of.file->asof, viewer.names)},
               {"orders", orders_heard(of)},
               {"repeated", of.repeated},
               {"known", known_before(of.known, viewer)}});
}

std::string questions_page(const std::vector<cycle::OpenQuestion>& open, const std::vector<reading::Answer>& answers) {
  Json given = Json::array();
  for (const auto& a : answers)
    given.push_back({{"kind", a.kind}, {"asked", a.asked}, {"answer", a.answer}, {"answered", a.answered}});
  std::vector<cycle::OpenQuestion> shown = open;
  for (auto& q : shown) q.file = base::file_name(q.file);
  return dump({{"questions", questions(shown)}, {"answers", std::move(given)}});
}

std::string burden(const std::vector<cycle::BurdenRow>& rows, const calendar::Date& asof,
                   const cycle::OfficeSettings& settings, const Shows& shows) {
  Json out = Json::array();
  double hours = 0;
  for (const auto& r : rows) {
    if (!shows(r.office)) continue;
    hours += r.hours;
    out.push_back({{"office", r.office},
                   {"orders", r.orders},
                   {"reminders", r.reminders},
                   {"questions", r.questions},
                   {"files", r.files},
                   {"hours", r.hours}});
  }
  return dump({{"asof", day(asof)},
               {"year", static_cast<int>(asof.year())},
               {"minutes",
                {{"order", settings.minutes_order},
                 {"reminder", settings.minutes_reminder},
                 {"question", settings.minutes_question},
                 {"file", settings.minutes_file}}},
               {"offices", std::move(out)},
               {"hours", hours}});
}

std::string plan(const std::optional<cycle::PlanInForce>& plan, const Names& names) {
  if (!plan) {
    return dump({{"upload", nullptr},
                 {"name", ""},
                 {"area", nullptr},
                 {"plan_year", nullptr},
                 {"targets", 0},
                 {"measures", 0},
                 {"adopted_at", ""},
                 {"adopted_by", ""},
                 {"adopted_by_name", ""}});
  }
  const auto& f = plan->file;
  return dump({{"upload", f.id},
               {"name", f.name},
               {"area", text_or_null(f.area)},
               {"plan_year", f.plan_year != 0 ? Json(f.plan_year) : Json(nullptr)},
               {"targets", f.targets},
               {"measures", f.measures},
               {"adopted_at", plan->adopted_at},
               {"adopted_by", plan->adopted_by},
               {"adopted_by_name", names(plan->adopted_by)}});
}

std::string tasks(const cycle::Standing& standing, const Shows& shows) {
  const auto& f = standing.run->findings;
  const auto& origins = standing.run->report.origins;
  Json list = Json::array();
  std::map<std::string, int> owners;
  for (const auto& t : f.tasks) {
    if (!shows(t.suggested_owner)) continue;
    ++owners[t.suggested_owner];
    int replies = 0;
    std::string state, claimed;
    for (const auto& r : f.replies) {
      const bool of_it = std::ranges::any_of(r.tasks, [&](const auto& m) { return m.task_id == t.measure.id; });
      if (!of_it) continue;
      ++replies;
      state = reading::to_string(r.entry.stage);
      if (!r.entry.done.empty()) claimed = r.entry.done.front().text;
    }
    const auto origin = std::ranges::find(origins, t.measure.id, &cycle::TaskOrigin::task);
    list.push_back({{"id", t.measure.id},
                    {"section", t.measure.section},
                    {"text", base::to_utf8(base::slice(f.reading->text, t.measure.span))},
                    {"owner", text_or_null(t.suggested_owner)},
                    {"because", text_or_null(t.because)},
                    {"due", text_or_null(t.measure.due)},
                    {"past_due", cycle::is_past(cycle::last_day_of(t.measure, f.reading->plan_year), f.asof) &&
                                     !cycle::known_done(f, t.measure)},
                    {"span", span(t.measure.span)},
                    {"replies", replies},
                    {"state", state},
                    {"claimed", claimed},
                    {"source", origin == origins.end() ? Json(nullptr)
                                                       : Json{{"upload", origin->file}, {"title", origin->title}}}});
  }
  Json by_owner = Json::array();
  for (const auto& [owner, n] : owners) by_owner.push_back({{"owner", owner}, {"tasks", n}});
  return dump({{"asof", day(f.asof)}, {"tasks", std::move(list)}, {"owners", std::move(by_owner)}});
}

std::string projects(const cycle::Standing& standing, const std::vector<facts::Fact>& known, const Shows& shows) {
  const auto& f = standing.run->findings;
  Json whole;
  put_projects(whole, f.projects);
  Json list = Json::array();
  std::size_t i = 0;
  for (auto& one : whole["projects"]) {
    const auto& p = f.projects.projects[i++].project;
    if (!shows(p.owner)) continue;
    // The S-curve: what each month's sheet had as done, of that sheet's plan.
    std::map<int, std::pair<double, double>> months;
    for (const auto& fact : known) {
      if (fact.scope != p.name || !fact.value || !fact.period.starts_in_january() ||
          fact.period.first.year != f.projects.period.first.year)
        continue;
      if (fact.indicator == "项目累计完成投资") months[fact.period.last.month].first = fact.value->to_double();
      if (fact.indicator == "项目年度计划投资") months[fact.period.last.month].second = fact.value->to_double();
    }
    Json curve = Json::array();
    for (const auto& [month, done] : months)
      if (done.second > 0) curve.push_back({{"month", month}, {"share", done.first / done.second}});
    one["curve"] = std::move(curve);
    list.push_back(std::move(one));
  }
  return dump({{"asof", day(f.asof)}, {"projects", std::move(list)}, {"totals", std::move(whole["project_totals"])}});
}

std::string orders(const OrdersOf& of, const Shows& shows) {
  Json list = Json::array();
  std::string prefix;
  int open = 0, own = 0, closed = 0;
  for (const auto& book : *of.books) {
    const auto n = cycle::count_orders(book.all, of.asof, shows);
    open += n.open;
    own += n.own;
    closed += n.closed;
  }
  for (const bool want_open : {true, false}) {
    for (const auto& book : *of.books) {
      prefix = book.prefix;
      for (const auto& m : book.all.matters) {
        if (m.open() != want_open || !shows(m.owner)) continue;
        list.push_back(order_json(m, book.area, of));
      }
    }
  }
  return dump({{"asof", day(of.asof)},
               {"prefix", prefix},
               {"open", open},
               {"own", own},
               {"closed", closed},
               {"orders", std::move(list)}});
}

std::string order(const OrdersOf& of, const std::string& id, const Shows& shows) {
  for (const auto& book : *of.books) {
    for (const auto& m : book.all.matters)
      if (order_id(m.id) == id && shows(m.owner)) return dump(order_json(m, book.area, of));
  }
  return {};
}

std::string round_done(const cycle::Standing& standing) {
  const auto& f = standing.run->findings;
  Json news = Json::array();
  // What this round did and nothing else: what was looked at before it is what is told after it.
  for (const auto& e : standing.run->order_steps) {
    const auto* life = f.order_register.find(e.id);
    if (life == nullptr) continue;
    news.push_back({{"id", order_id(e.id)},
                    {"owner", life->owner},
                    {"about", life->about},
                    {"step", plan::to_string(e.step)},
                    {"on", day(e.on)},
                    {"reason", e.reason}});
  }
  const auto n = cycle::count_orders(f.order_register, f.asof);
  const bool only_read = std::ranges::any_of(f.unread, [](const auto& u) { return u.file == "督办登记"; });
  return dump(
      {{"asof", day(f.asof)}, {"news", std::move(news)}, {"open", n.open}, {"own", n.own}, {"only_read", only_read}});
}

std::string round_rehearsed(const cycle::Rehearsal& rehearsal) {
  const auto& run = *rehearsal.standing.run;
  const auto& f = run.findings;
  const auto steps = [&](const std::vector<plan::OrderEvent>& events) {
    Json list = Json::array();
    for (const auto& e : events) {
      const auto* life = f.order_register.find(e.id);
      list.push_back({{"id", order_id(e.id)},
                      {"owner", !e.owner.empty()  ? e.owner
                                : life != nullptr ? life->owner
                                                  : std::string()},
                      {"own", e.own || (life != nullptr && life->own)},
                      {"about", !e.about.empty()  ? e.about
                                : life != nullptr ? life->about
                                                  : std::string()},
                      {"step", plan::to_string(e.step)},
                      {"on", day(e.on)},
                      {"due", e.due ? Json(day(*e.due)) : Json(nullptr)},
                      {"evidence", e.evidence},
                      {"reason", e.reason}});
    }
    return list;
  };
  const auto n = cycle::count_orders(f.order_register, f.asof);
  const bool only_read = std::ranges::any_of(f.unread, [](const auto& u) { return u.file == "督办登记"; });
  return dump({{"asof", day(f.asof)},
               {"steps", steps(run.order_steps)},
               {"taken_back", steps(run.order_steps_back)},
               {"open", n.open},
               {"own", n.own},
               {"only_read", only_read},
               {"warnings", rehearsal.warnings},
               {"seen", rehearsal.seen}});
}

std::vector<cycle::AgendaSection> agenda_shown(const std::vector<cycle::AgendaSection>& sections, const Shows& shows) {
  std::vector<cycle::AgendaSection> out;
  for (const auto& s : sections) {
    cycle::AgendaSection kept{s.kind, s.title, {}};
    for (auto item : s.items) {
      // What belongs to no office is everybody's. How targets stand is as well, and who else answers for them is not
      // said.
      if (!item.owner.empty() && !shows(item.owner)) {
        if (!item.link.starts_with("target/")) continue;
        item.owner.clear();
      }
      kept.items.push_back(std::move(item));
    }
    if (!kept.items.empty()) out.push_back(std::move(kept));
  }
  return out;
}

std::string agenda(const cycle::Standing& is, const std::vector<cycle::AgendaSection>& sections, const Shows& shows) {
  Json out = Json::array();
  for (const auto& s : agenda_shown(sections, shows)) {
    Json items = Json::array();
    for (const auto& item : s.items)
      items.push_back({{"text", item.text},
                       {"text_english", item.english},
                       {"owner", text_or_null(item.owner)},
                       {"link", item.link}});
    out.push_back({{"title", s.title}, {"kind", s.kind}, {"items", std::move(items)}});
  }
  const auto& f = is.run->findings;
  return dump({{"asof", day(f.asof)},
               {"area", text_or_null(f.reading->area)},
               {"week", cycle::week_words(f.asof)},
               {"week_english", cycle::week_english(f.asof)},
               {"note", cycle::deadline_words(f.settings)},
               {"note_english", cycle::deadline_english(f.settings)},
               {"sections", std::move(out)}});
}

std::string preview(const std::string& kind, const document::Draft& draft, const report::RunFindings& findings) {
  using Role = document::DraftParagraph::Role;
  static constexpr const char* kRoles[] = {"title", "subtitle", "heading1",  "heading2", "body",
                                           "item",  "note",     "signature", "date"};
  static_assert(static_cast<int>(Role::date) == 8);
  Json blocks = Json::array();
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<document::DraftParagraph>(&block)) {
      Json runs = Json::array();
      for (const auto& r : p->runs) {
        Json run{{"text", r.text}};
        if (r.bold) run["bold"] = true;
        if (r.reference) run["reference"] = true;
        runs.push_back(std::move(run));
      }
      blocks.push_back({{"role", kRoles[static_cast<int>(p->role)]}, {"runs", std::move(runs)}});
    } else if (const auto* t = std::get_if<document::DraftTable>(&block)) {
      blocks.push_back({{"role", "table"}, {"header", t->header}, {"rows", t->rows}});
    } else {
      blocks.push_back({{"role", "page_break"}});
    }
  }
  const std::string address = "/api/v1/reports/" + kind + "/file?asof=" + calendar::to_string(findings.asof);
  return dump({{"kind", kind},
               {"title", draft.title},
               {"asof", day(findings.asof)},
               {"blocks", std::move(blocks)},
               {"findings", severities(findings.check)},
               {"files", {address, address + "&format=pdf"}}});
}

}  // namespace wire
