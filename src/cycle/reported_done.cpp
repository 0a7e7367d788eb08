#include "cycle/reported_done.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "cycle/watch_due.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;

std::string subject_of(int plan_year, const calendar::Date& asof) {
  return "tasks/" + std::to_string(plan_year) + "/" + calendar::to_string(asof);
}

// The last of each day, by subject.
base::Result<std::map<std::string, std::string>> kept_of(ledger::Ledger& book, const std::string& area, int plan_year) {
  auto events = book.events({.area = area,
                             .kind = kReportedEvent,
                             .subject_prefix = "tasks/" + std::to_string(plan_year) + "/",
                             .valid_on = std::nullopt,
                             .recorded_by = std::nullopt});
  if (!events) return base::fail(events.error());
  std::ranges::stable_sort(*events, {}, &ledger::RecordedEvent::sequence);
  std::map<std::string, std::string> out;
  for (const auto& e : *events) out[e.event.subject] = e.event.content;
  return out;
}

}  // namespace

base::Result<std::set<std::string>> reported_done(const RunRequest& request, const std::string& area_code,
                                                  const reading::Reading& plan, base::World& world) {
  const std::string area = area_code.empty() ? plan.area : area_code;
  std::set<std::string> out;
  if (request.data.empty() || area.empty()) return out;
  auto book = open_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  const auto kept = kept_of(*book, area, plan.plan_year);
  if (!kept) return base::fail(kept.error());
  for (const auto& [subject, content] : *kept) {
    if (subject >= subject_of(plan.plan_year, request.asof)) continue;  // ISO days sort as days do
    const Json j = Json::parse(content, nullptr, false);
    if (!j.is_object() || !j.contains("done") || !j["done"].is_array()) continue;
    for (const auto& one : j["done"])
      if (one.is_object() && one.contains("task") && one["task"].is_string())
        out.insert(one["task"].get<std::string>());
  }
  return out;
}

base::Result<void> keep_reported_done(const RunRequest& request, const std::string& area_code,
                                      const report::RunFindings& findings, base::World& world) {
  const auto& plan = *findings.reading;
  if (area_code.empty() && plan.area.empty()) return {};
  Json done = Json::array();
  for (const auto& reply : findings.replies) {
    for (const auto& match : reply.tasks) {
      if (!reply.claims_done(match)) continue;
      Json one{{"task", task_words(plan, findings.tasks[static_cast<std::size_t>(match.task)].measure)},
               {"office", reply.entry.office},
               {"file", base::file_name(reply.file)}};
      if (reply.signed_on) one["signed"] = calendar::to_string(*reply.signed_on);
      if (std::ranges::find(done, one) == done.end()) done.push_back(std::move(one));
    }
  }
  auto book = open_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  const std::string area = area_code.empty() ? plan.area : area_code;
  const std::string subject = subject_of(plan.plan_year, request.asof);
  const auto kept = kept_of(*book, area, plan.plan_year);
  if (!kept) return base::fail(kept.error());
  const Json content{{"asof", calendar::to_string(request.asof)}, {"done", std::move(done)}};
  const std::string text = content.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto before = kept->find(subject);
  if (before == kept->end() ? content["done"].empty() : before->second == text) return {};
  ledger::Event event{.area_code = area_code,
                      .area = plan.area,
                      .kind = kReportedEvent,
                      .subject = subject,
                      .valid_from = request.asof,
                      .content = text};
  const auto now = world.clock->now();
  ledger::Write write{
      .area = area,
      .request =
          "reported/" +
          base::sha256_hex(subject + "\n" + text + "\n" + std::to_string(now.time_since_epoch().count())).substr(0, 32),
      .actor = request.actor,
      .reason = request.reason,
      .recorded_at = now,
      .entries = {std::move(event)}};
  const auto written = book->write(write);
  if (!written) return base::fail(written.error());
  return {};
}

}  // namespace cycle
