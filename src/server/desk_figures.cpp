// 总览、核对、指标.
#include "cycle/trace.hpp"
#include "cycle/upkeep_parts.hpp"
#include "report/fan_chart.hpp"
#include "server/desk.hpp"
#include "wire/trace.hpp"

namespace server {

namespace {

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Response file_response(const std::string& type, const std::string& name, std::string bytes) {
  Response out;
  out.headers = {{"Content-Type", type}, {"Content-Disposition", attachment(name)}, {"Cache-Control", "no-store"}};
  out.body = std::move(bytes);
  return out;
}

base::Result<cycle::DraftGiven> draft_of(const Request& request) {
  cycle::DraftGiven draft;
  if (request.header("content-type").starts_with("application/json")) {
    auto body = read_object(request.body, {{"text", Shape::text, true, 4u << 20},
                                           {"name", Shape::text, false, 500, "文件名"},
                                           {"asof", Shape::text, false, 10}});
    if (!body) return base::fail(body.error());
    draft.bytes = (*body)["text"].get<std::string>();
    draft.name = body->value("name", "粘贴的草稿.txt");
    // What was typed is text, whatever name is put to it.
    if (!draft.name.ends_with(".txt")) draft.name += ".txt";
    if (body->contains("asof")) {
      const auto day = calendar::parse_date((*body)["asof"].get<std::string>());
      if (!day) return base::fail("input.date", "asof 不是日期", {}, "写成 2025-03-31 的样子");
      draft.asof = *day;
    }
  } else {
    auto name = file_name_of(request, true);
    if (!name) return base::fail(name.error());
    draft.name = *name;
    draft.bytes = request.body;
  }
  auto asof = date_parameter(request, "asof");
  if (!asof) return base::fail(asof.error());
  if (*asof) draft.asof = *asof;
  if (draft.bytes.empty()) return base::fail("input.empty", "草稿是空的", {}, "粘贴文字，或放入一个文件");
  return draft;
}

}  // namespace

Desk::Answer Desk::overview(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto before = date_parameter(call.request, "before");
  if (!before) return base::fail(before.error());
  const auto earlier = before->value_or(calendar::plus_days(*day, -7));
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  auto was = standing(call.person, earlier);
  if (!was) return base::fail(was.error());
  auto recorded = facts_for(call, {.asof = *day, .recorded_by = cycle::end_of_day(*day), .count_vintages = false});
  if (!recorded) return base::fail(recorded.error());
  int fresh = 0;
  for (const auto& r : *recorded) fresh += r.recorded_at > cycle::end_of_day(earlier);
  auto open = cycle::open_questions(options_.data, world_);
  if (!open) return base::fail(open.error());
  wire::OverviewOf of{is->get(), was->get(), fresh, static_cast<int>(open->size()), version()};
  return json_response(wire::overview(of, rows(call.person)));
}

Desk::Answer Desk::overview_chart(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  const auto& findings = (*is)->run->findings;
  for (const auto& status : findings.targets) {
    if (status.target.id != call.parts[0]) continue;
    Response out;
    out.headers = {{"Content-Type", "image/svg+xml"}, {"Cache-Control", "no-store"}};
    out.body = report::fan_chart({findings.reading->area, &status, &findings.known});
    if (out.body.empty()) return base::fail("target.unknown", "这个目标没有可画的预测", {}, "看它的说明");
    return out;
  }
  return base::fail("target.unknown", "没有这个目标", {}, "在总览页查看目标编号");
}

// Whoever may not see the office's figures has the draft held against itself alone, stand-alone use apart.
bool Desk::holds_against_figures(const Person& person) {
  return options_.stand_alone || (person.can(Can::see_targets) && plan_is_theirs(person).has_value());
}

Desk::Answer Desk::check(const Call& call) {
  auto draft = draft_of(call.request);
  if (!draft) return base::fail(draft.error());
  if (holds_against_figures(call.person)) draft->data = options_.data;
  auto outcome = cycle::check_draft(*draft, world_);
  if (!outcome) return base::fail(outcome.error());
  return json_response(wire::check_report(*outcome, draft->name));
}

Desk::Answer Desk::check_list(const Call& call) {
  auto draft = draft_of(call.request);
  if (!draft) return base::fail(draft.error());
  if (holds_against_figures(call.person)) draft->data = options_.data;
  auto outcome = cycle::check_draft(*draft, world_);
  if (!outcome) return base::fail(outcome.error());
  auto file = cycle::check_list_file(*outcome, draft->name, draft->asof.value_or(today()));
  return file_response(kXlsx, file.name, std::move(file.bytes));
}

base::Result<std::vector<ledger::Recorded>> Desk::facts_for(const Call& call, ::ledger::Query query) {
  if (!cycle::may_be_there(options_.data, world_)) return std::vector<::ledger::Recorded>();
  auto book = books_.take();
  if (!book) return base::fail(book.error());
  auto found = (*book)->find(query);
  if (!found) {
    book->spoil();
    return base::fail(found.error());
  }
  std::erase_if(*found, [&](const ::ledger::Recorded& r) {
    return !call.person.scope.sees_area(r.fact.area, r.fact.area_code) || r.fact.indicator.starts_with("项目");
  });
  return std::move(*found);
}

Desk::Answer Desk::indicators(const Call& call) {
  auto day = date_parameter(call.request, "asof");
  if (!day) return base::fail(day.error());
  auto found = facts_for(call, {.asof = *day,
                                .area = call.request.parameter("area").value_or(""),
                                .all_vintages = true,
                                .count_vintages = false});
  if (!found) return base::fail(found.error());
  return json_response(wire::indicators(*found, *day ? calendar::to_string(**day) : ""));
}

Desk::Answer Desk::series(const Call& call) {
  auto day = date_parameter(call.request, "asof");
  if (!day) return base::fail(day.error());
  auto recorded_by = date_parameter(call.request, "recorded_by");
  if (!recorded_by) return base::fail(recorded_by.error());
  const std::string name = facts::NamesTable::in_force().canonical(call.parts[0]);
  ::ledger::Query query{.asof = *day, .area = call.request.parameter("area").value_or(""), .indicator = name};
  query.all_vintages = call.request.parameter("vintages").value_or("all") != "last";
  if (*recorded_by) query.recorded_by = cycle::end_of_day(**recorded_by);
  auto found = facts_for(call, query);
  if (!found) return base::fail(found.error());
  if (found->empty()) {
    return base::fail("figure.unknown", "台账里没有“" + base::shortened(name, 40) + "”", {}, "在指标页查看有哪些指标");
  }
  return json_response(wire::series(name, *found, *day ? calendar::to_string(**day) : ""));
}

namespace {

base::Result<report::TraceFindings> trace_of(const Call& call, const std::string& data, const wire::Names& names,
                                             base::World& world) {
  cycle::TraceRequest request{.data = data, .area = call.request.parameter("area").value_or(""), .indicator = {}};
  const auto indicator = call.request.parameter("indicator");
  if (!indicator || indicator->empty())
    return base::fail("input.indicator", "没有写明哪一项指标", {}, "加上 indicator=指标名");
  request.indicator = facts::NamesTable::in_force().canonical(*indicator);
  if (const auto period = call.request.parameter("period"); period && !period->empty()) {
    const auto parsed = calendar::parse_period(*period);
    if (!parsed) return base::fail("input.period", parsed.error().what, {}, parsed.error().remedy);
    request.period = *parsed;
  }
  auto on = date_parameter(call.request, "on");
  if (!on) return base::fail(on.error());
  request.on = *on;
  auto found = cycle::trace(request, world);
  if (!found) return found;
  std::erase_if(found->figures, [&](const report::FigureTrace& f) {
    return !call.person.scope.sees_area(f.about.area, f.about.area_code);
  });
  for (auto& figure : found->figures) {
    for (auto& step : figure.steps) step.actor = names(step.actor);
    for (auto& print : figure.printed) print.actor = names(print.actor);
  }
  return found;
}

}  // namespace

Desk::Answer Desk::trace(const Call& call) {
  auto found = trace_of(call, options_.data, names(), world_);
  if (!found) return base::fail(found.error());
  return json_response(wire::trace_json(*found, call.request.parameter("on").value_or("")));
}

Desk::Answer Desk::trace_page(const Call& call) {
  auto found = trace_of(call, options_.data, names(), world_);
  if (!found) return base::fail(found.error());
  if (found->figures.empty()) return base::fail("figure.unknown", "台账里没有这项数据", {}, "在指标页查看");
  auto file = cycle::trace_file(*found, world_);
  return file_response(kDocx, file.name, std::move(file.bytes));
}

}  // namespace server
