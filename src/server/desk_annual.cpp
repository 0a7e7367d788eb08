// 年报.
#include "cycle/annual.hpp"
#include "server/desk.hpp"
#include "wire/annual.hpp"

namespace server {

namespace {

constexpr const char* kAddress = "/api/v1/annual/file?asof=";

std::vector<std::string> addresses(const ::calendar::Date& asof) {
  const std::string address = kAddress + calendar::to_string(asof);
  return {address, address + "&format=pdf", address + "&format=json"};
}

}  // namespace

// As far as the person's areas go. Made anew each time: the answer of the operation is kept by the gate.
base::Result<std::unique_ptr<cycle::AnnualOutcome>> Desk::annual_of(const Person& person,
                                                                    const ::calendar::Date& asof) {
  auto plan = cycle::plan_in_force(options_.data, world_);
  if (!plan) return base::fail(plan.error());
  if (*plan && !person.scope.sees_area((*plan)->file.area))
    return base::fail("rights.area", "现行计划不在您负责的地区", {}, "请安全管理员在您的范围里加上计划所属的地区");
  auto outcome = cycle::annual_in_force(*plan, options_.data, asof, world_);
  if (!outcome) return outcome;
  // Pages show names, never where this machine keeps its files.
  for (auto& u : (*outcome)->run->findings.unread) u.file = base::file_name(u.file);
  return outcome;
}

Desk::Answer Desk::annual(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto outcome = annual_of(call.person, *day);
  if (!outcome) return base::fail(outcome.error());
  return json_response(wire::annual(**outcome, addresses(*day)));
}

Desk::Answer Desk::annual_file(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto outcome = annual_of(call.person, *day);
  if (!outcome) return base::fail(outcome.error());
  const std::string format = call.request.parameter("format").value_or("docx");
  const bool with_findings = call.request.parameter("with_findings").value_or("") == "true";
  Response out;
  if (format == "json") {
    if (auto may = cycle::let_out(**outcome, with_findings); !may) return base::fail(may.error());
    out.headers = {{"Content-Type", "application/json"},
                   {"Content-Disposition", attachment("年度报告（草稿）.json")},
                   {"Cache-Control", "no-store"}};
    out.body = wire::annual(**outcome, addresses(*day), 1);
    return out;
  }
  auto file = cycle::annual_file(**outcome, format, with_findings, world_);
  if (!file) return base::fail(file.error());
  const bool pdf = file->name.ends_with(".pdf");
  out.headers = {{"Content-Type",
                  pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
                 {"Content-Disposition", attachment(file->name)},
                 {"Cache-Control", "no-store"}};
  out.body = std::move(file->bytes);
  return out;
}

}  // namespace server
