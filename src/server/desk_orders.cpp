// 督办、调度会、月报.
#include <algorithm>
#include <filesystem>

#include "base/hash.hpp"
#include "cycle/agenda_paper.hpp"
#include "cycle/printed.hpp"
#include "cycle/upkeep_parts.hpp"
#include "server/desk.hpp"

namespace server {

namespace fs = std::filesystem;

namespace {

constexpr const char* kIssuedFolder = "印发";

std::string type_of(const std::string& name) {
  if (name.ends_with(".xlsx")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (name.ends_with(".docx")) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (name.ends_with(".pdf")) return "application/pdf";
  return "application/octet-stream";
}

Response file_response(const std::string& name, std::string bytes) {
  Response out;
  out.headers = {
      {"Content-Type", type_of(name)}, {"Content-Disposition", attachment(name)}, {"Cache-Control", "no-store"}};
  out.body = std::move(bytes);
  return out;
}

base::Fault no_order(const std::string& id) {
  return {"orders.unknown", "没有编号为“" + base::shortened(id, 30) + "”的督办事项", {}, "在督办页查看"};
}

}  // namespace

struct Desk::OrderView {
  std::vector<cycle::OrdersAsked> books, now;  // `now`: filled where the books are of an earlier day
  std::vector<cycle::Acceptance> accepted;
  calendar::WorkingCalendar calendar;
  wire::OrdersOf of;
};

base::Result<Desk::OrderView> Desk::order_view(const Call& call, const ::calendar::Date& asof) {
  auto books = cycle::orders_on(options_.data, "", asof, world_);
  if (!books) return base::fail(books.error());
  std::erase_if(*books, [&](const auto& b) { return !call.person.scope.sees_area(b.area); });
  auto accepted = cycle::acceptances(options_.data, world_);
  if (!accepted) return base::fail(accepted.error());
  auto working = cycle::working_calendar(cycle::holidays_file(options_.data, world_), world_);
  if (!working) return base::fail(working.error());
  OrderView out{std::move(*books), {}, std::move(*accepted), std::move(*working), {}};
  // Acts are of the day they were done on: a look back does not show them as its own, and must not hide them either.
  if (asof < today()) {
    auto now = cycle::orders_on(options_.data, "", std::nullopt, world_);
    if (!now) return base::fail(now.error());
    std::erase_if(*now, [&](const auto& b) { return !call.person.scope.sees_area(b.area); });
    out.now = std::move(*now);
  }
  out.of.asof = asof;
  out.of.directs = call.person.can(Can::direct);
  out.of.replies = call.person.can(Can::reply);
  out.of.names = names();
  return out;
}

Desk::Answer Desk::orders(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto view = order_view(call, *day);
  if (!view) return base::fail(view.error());
  view->of.books = &view->books;
  view->of.accepted = &view->accepted;
  view->of.calendar = &view->calendar;
  if (!view->now.empty()) view->of.now = &view->now;
  return json_response(wire::orders(view->of, rows(call.person)));
}

Desk::Answer Desk::order(const Call& call) { return order_after(call); }

// One order as it is now, for whoever may see it.
base::Result<Response> Desk::order_after(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto view = order_view(call, std::max(*day, today()));
  if (!view) return base::fail(view.error());
  view->of.books = &view->books;
  view->of.accepted = &view->accepted;
  view->of.calendar = &view->calendar;
  std::string text = wire::order(view->of, call.parts[0], rows(call.person));
  if (text.empty()) return base::fail(no_order(call.parts[0]));
  return json_response(std::move(text));
}

base::Result<void> Desk::order_is_theirs(const Call& call, const std::string& id) {
  auto view = order_view(call, today());
  if (!view) return base::fail(view.error());
  view->of.books = &view->books;
  view->of.accepted = &view->accepted;
  view->of.calendar = &view->calendar;
  if (wire::order(view->of, id, rows(call.person)).empty()) return base::fail(no_order(id));
  return {};
}

Desk::Answer Desk::order_round(const Call& call) {
  auto body = read_object(
      call.request.body,
      {{"asof", Shape::text, false, 10}, {"reason", Shape::text, false, 400}, {"seen", Shape::text, false, 16}});
  if (!body) return base::fail(body.error());
  auto day = today();
  if (body->contains("asof")) {
    const auto given = calendar::parse_date((*body)["asof"].get<std::string>());
    if (!given) return base::fail("input.date", "asof 不是日期", {}, "写成 2025-03-31 的样子");
    day = *given;
  }
  const std::lock_guard lock(writing_);
  if (auto theirs = plan_is_theirs(call.person); !theirs) return base::fail(theirs.error());
  if (body->contains("seen")) {
    // What is done is what was looked at, or nothing.
    auto now = cycle::rehearse_round(options_.data, day, world_);
    if (!now) return base::fail(now.error());
    if (now->seen != (*body)["seen"].get<std::string>())
      return base::fail("orders.changed", "您看过以后情况又变了，这一轮和看到的不一样，没有办", {}, "重新看一遍再办");
  }
  cycle::StandingRequest request{.data = options_.data, .asof = day, .keep = cycle::Keep::all};
  request.actor = call.person.login;
  request.reason = body->value("reason", "督办");
  auto done = cycle::standing(request, world_);
  if (!done) return base::fail(done.error());
  written("orders");
  return json_response(wire::round_done(*done));
}

Desk::Answer Desk::order_rehearsal(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto rehearsed = cycle::rehearse_round(options_.data, *day, world_);
  if (!rehearsed) return base::fail(rehearsed.error());
  if (!call.person.scope.sees_area(rehearsed->standing.plan.file.area))
    return base::fail("rights.area", "现行计划不在您负责的地区", {}, "请安全管理员在您的范围里加上计划所属的地区");
  return json_response(wire::round_rehearsed(*rehearsed));
}

Desk::Answer Desk::order_accept(const Call& call) {
  if (auto theirs = order_is_theirs(call, call.parts[0]); !theirs) return base::fail(theirs.error());
  {
    const std::lock_guard lock(writing_);
    auto done = cycle::accept_order(options_.data, call.parts[0], call.person.login, world_);
    if (!done) return base::fail(done.error());
  }
  written("orders");
  return order_after(call);
}

Desk::Answer Desk::order_reply(const Call& call) {
  auto body = read_object(call.request.body, {{"deed", Shape::text, false, 4000}, {"upload", Shape::text, false, 16}});
  if (!body) return base::fail(body.error());
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  if (auto theirs = order_is_theirs(call, call.parts[0]); !theirs) return base::fail(theirs.error());
  auto settings = cycle::office_settings(options_.data, world_);
  if (!settings) return base::fail(settings.error());
  cycle::AnswerRequest request{.data = options_.data, .id = call.parts[0], .area = {}};
  request.on = *day;
  request.by = call.person.login;
  request.words = body->value("deed", "");
  request.due_working_days = settings->plan.order_working_days;
  request.holidays = cycle::holidays_file(options_.data, world_);
  if (body->contains("upload")) {
    auto path = file_of_upload(call.person, (*body)["upload"].get<std::string>());
    if (!path) return base::fail(path.error());
    request.file = *path;
  }
  {
    const std::lock_guard lock(writing_);
    auto done = cycle::answer_order(request, world_);
    if (!done) return base::fail(done.error());
  }
  written("orders");
  return order_after(call);
}

// `return` and `escalate`: a reason, and a new day to answer by.
Desk::Answer Desk::order_step(const Call& call, plan::OrderStep what) {
  auto body = read_object(call.request.body, {{"reason", Shape::text, true, 1000}});
  if (!body) return base::fail(body.error());
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  if (auto theirs = order_is_theirs(call, call.parts[0]); !theirs) return base::fail(theirs.error());
  auto settings = cycle::office_settings(options_.data, world_);
  if (!settings) return base::fail(settings.error());
  cycle::StepRequest request{.data = options_.data, .id = call.parts[0], .area = {}};
  request.step = what;
  request.reason = (*body)["reason"].get<std::string>();
  request.on = *day;
  request.by = call.person.login;
  request.due_working_days = settings->plan.order_working_days;
  request.holidays = cycle::holidays_file(options_.data, world_);
  {
    const std::lock_guard lock(writing_);
    auto done = cycle::step_order(request, world_);
    if (!done) return base::fail(done.error());
  }
  written("orders");
  return order_after(call);
}

Desk::Answer Desk::order_return(const Call& call) { return order_step(call, plan::OrderStep::send_back); }
Desk::Answer Desk::order_escalate(const Call& call) { return order_step(call, plan::OrderStep::escalate); }

Desk::Answer Desk::order_close(const Call& call) {
  auto body = read_object(call.request.body, {{"deed", Shape::text, true, 4000}, {"upload", Shape::text, true, 16}});
  if (!body) return base::fail(body.error());
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  if (auto theirs = order_is_theirs(call, call.parts[0]); !theirs) return base::fail(theirs.error());
  auto path = file_of_upload(call.person, (*body)["upload"].get<std::string>());
  if (!path) return base::fail(path.error());
  {
    const std::lock_guard lock(writing_);
    auto done = cycle::close_order(
        {options_.data, call.parts[0], (*body)["deed"].get<std::string>(), *path, "", *day, call.person.login}, world_);
    if (!done) return base::fail(done.error());
  }
  written("orders");
  return order_after(call);
}

base::Result<Desk::AgendaOf> Desk::agenda_of(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  auto was = standing(call.person, calendar::plus_days(*day, -7));
  if (!was) return base::fail(was.error());
  auto working = cycle::working_calendar(cycle::holidays_file(options_.data, world_), world_);
  if (!working) return base::fail(working.error());
  return AgendaOf{*is, cycle::agenda_of((*was)->run->findings, (*is)->run->findings, *working)};
}

Desk::Answer Desk::agenda(const Call& call) {
  auto of = agenda_of(call);
  if (!of) return base::fail(of.error());
  return json_response(wire::agenda(*of->is, of->sections, rows(call.person)));
}

Desk::Answer Desk::agenda_file(const Call& call) {
  auto of = agenda_of(call);
  if (!of) return base::fail(of.error());
  const auto& findings = of->is->run->findings;
  auto file = cycle::agenda_file(findings.reading->area, findings.asof, cycle::deadline_words(findings.settings),
                                 wire::agenda_shown(of->sections, rows(call.person)),
                                 call.request.parameter("format").value_or("docx"), world_);
  if (!file) return base::fail(file.error());
  return file_response(file->name, std::move(file->bytes));
}

Desk::Answer Desk::reports(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  Json list = Json::array(), printed = Json::array();
  for (const auto& kind : cycle::paper_kinds()) {
    list.push_back({{"kind", std::string(kind.kind)},
                    {"title", std::string(kind.title)},
                    {"formats", kind.table ? Json{"xlsx"} : Json{"docx", "pdf"}},
                    {"preview", !kind.table}});
  }
  auto plan = cycle::plan_in_force(options_.data, world_);
  if (!plan) return base::fail(plan.error());
  if (*plan && call.person.scope.sees_area((*plan)->file.area)) {
    auto book = cycle::open_ledger(options_.data, world_);
    if (!book) return base::fail(book.error());
    auto events = book->events({.area = (*plan)->file.area, .kind = cycle::kPrintedEvent});
    if (!events) return base::fail(events.error());
    for (const auto& e : *events) {
      const auto documents = cycle::read_printed(e.event.content);
      if (!documents) continue;
      printed.push_back({{"recorded_at", cycle::local_text(e.recorded_at)},
                         {"by", e.actor},
                         {"by_name", called(e.actor)},
                         {"asof", documents->asof},
                         {"files", documents->files}});
    }
  }
  const Json j{{"asof", calendar::to_string(*day)}, {"reports", std::move(list)}, {"printed", std::move(printed)}};
  return json_response(j.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Desk::Answer Desk::report_preview(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  const auto& findings = (*is)->run->findings;
  auto draft = cycle::paper_draft(findings, call.parts[0]);
  if (!draft) return base::fail(draft.error());
  return json_response(wire::preview(call.parts[0], *draft, findings));
}

Desk::Answer Desk::report_file(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  auto file =
      cycle::paper_file((*is)->run->findings, call.parts[0], call.request.parameter("format").value_or(""), world_);
  if (!file) return base::fail(file.error());
  return file_response(file->name, std::move(file->bytes));
}

Desk::Answer Desk::reports_issue(const Call& call) {
  auto body = read_object(call.request.body, {{"asof", Shape::text, false, 10}, {"reason", Shape::text, true, 400}});
  if (!body) return base::fail(body.error());
  auto day = today();
  if (body->contains("asof")) {
    const auto given = calendar::parse_date((*body)["asof"].get<std::string>());
    if (!given) return base::fail("input.date", "asof 不是日期", {}, "写成 2025-03-31 的样子");
    day = *given;
  }
  const std::string date = calendar::to_string(day);
  const std::string out = (fs::path(cycle::place_of(options_.data, world_).folder) / kIssuedFolder / date).string();
  Json files = Json::array();
  {
    const std::lock_guard lock(writing_);
    if (auto theirs = plan_is_theirs(call.person); !theirs) return base::fail(theirs.error());
    cycle::StandingRequest request{.data = options_.data, .asof = day, .keep = cycle::Keep::all, .out = out};
    request.actor = call.person.login;
    request.reason = (*body)["reason"].get<std::string>();
    auto done = cycle::standing(request, world_);
    if (!done) return base::fail(done.error());
    for (const auto& path : done->run->files) {
      const auto bytes = world_.files->read(path);
      if (!bytes) return base::fail(bytes.error());
      const std::string name = base::file_name(path);
      files.push_back({{"name", name},
                       {"sha256", base::sha256_hex(*bytes)},
                       {"address", "/api/v1/reports/issued/" + date + "/" +
                                       attachment(name).substr(std::string("attachment; filename*=UTF-8''").size())}});
    }
  }
  written("reports");
  return json_response(Json{{"asof", date}, {"files", std::move(files)}}.dump(), 201);
}

// Papers lie in one folder a day, whosever they are: these bytes were printed for an area that the person sees.
base::Result<bool> Desk::printed_for(const Person& person, const std::string& asof, const std::string& name,
                                     const std::string& sha256) {
  auto book = cycle::open_ledger(options_.data, world_);
  if (!book) return base::fail(book.error());
  auto events = book->events({.area = {}, .kind = cycle::kPrintedEvent});
  if (!events) return base::fail(events.error());
  for (const auto& e : *events) {
    if (!person.scope.sees_area(e.event.area, e.event.area_code)) continue;
    const auto printed = cycle::read_printed(e.event.content);
    if (printed && printed->asof == asof && printed->holds(name, sha256)) return true;
  }
  return false;
}

Desk::Answer Desk::report_issued(const Call& call) {
  const auto day = calendar::parse_date(call.parts[0]);
  if (!day) return base::fail("input.date", "不是日期", {}, "写成 2025-03-31 的样子");
  const std::string folder =
      (fs::path(cycle::place_of(options_.data, world_).folder) / kIssuedFolder / calendar::to_string(*day)).string();
  const auto unknown = [] { return base::fail("file.missing", "没有印发过这个文件", {}, "在月报页查看"); };
  if (!world_.files->is_folder(folder)) return unknown();
  auto entries = world_.files->list(folder);
  if (!entries) return base::fail(entries.error());
  // Only what the folder lists: no path is made from what was sent.
  const bool there =
      std::ranges::any_of(*entries, [&](const auto& e) { return e.is_file && !e.is_link && e.name == call.parts[1]; });
  if (!there) return unknown();
  auto bytes = world_.files->read((fs::path(folder) / call.parts[1]).string());
  if (!bytes) return base::fail(bytes.error());
  // A PDF has no digest of its own: it goes with the DOCX beside it.
  std::string name = call.parts[1];
  if (call.person.scope.areas.empty()) return file_response(name, std::move(*bytes));
  auto known_by = base::Result<std::string>(*bytes);
  if (name.ends_with(".pdf")) {
    name.replace(name.size() - 3, 3, "docx");
    known_by = world_.files->read((fs::path(folder) / name).string());
    if (!known_by) return unknown();
  }
  auto theirs = printed_for(call.person, calendar::to_string(*day), name, base::sha256_hex(*known_by));
  if (!theirs) return base::fail(theirs.error());
  if (!*theirs) return unknown();
  return file_response(call.parts[1], std::move(*bytes));
}

}  // namespace server
