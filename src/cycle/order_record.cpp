#include "cycle/order_record.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "base/file_lock.hpp"
#include "base/hash.hpp"
#include "cycle/inbox_events.hpp"
#include "cycle/place.hpp"
#include "plan/order_life.hpp"

namespace cycle {
namespace {

using Json = nlohmann::json;

constexpr const char* kOrderEvents = "order/";
constexpr const char* kActor = "督办登记";

struct Line {
  std::int64_t sequence = 0;
  std::string text;  // without the line end
};

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Line line{.text = text.substr(at, end - at)};
    at = end + 1;
    if (line.text.empty()) continue;
    const Json j = Json::parse(line.text, nullptr, false);
    if (j.is_object() && j.contains("sequence") && j["sequence"].is_number_integer())
      line.sequence = j["sequence"].get<std::int64_t>();
    out.push_back(std::move(line));
  }
  return out;
}

const char* kind_of(plan::OrderStep step) {
  using plan::OrderStep;
  switch (step) {
    case OrderStep::issue:
      return "order.issued";
    case OrderStep::reply:
      return "order.replied";
    case OrderStep::reply_without_deed:
      return "order.returned";
    case OrderStep::due_passed:
      return "order.overdue";
    case OrderStep::remind:
      return "order.reminded";
    case OrderStep::carry:
      return "order.carried";
    case OrderStep::escalate:
      return "order.escalated";
    case OrderStep::confirm_deed:
      return "order.closed_by_deed";
    case OrderStep::figure_reached:
      return "order.closed_by_figure";
    case OrderStep::annual_figure:
      return "order.closed_by_annual_figure";
    case OrderStep::send_back:
      return "order.sent_back";
  }
  return "order.step";
}

ledger::Event event_of(const Line& line, const calendar::Date& today) {
  const Json j = Json::parse(line.text, nullptr, false);
  ledger::Event event{.area_code = {}, .area = kOfficeChain, .valid_from = today, .content = line.text};
  const auto text = [&](const char* name) {
    return j.is_object() && j.contains(name) && j[name].is_string() ? j[name].get<std::string>() : std::string();
  };
  const auto number = [&](const char* name) {
    return j.is_object() && j.contains(name) && j[name].is_number_integer()
               ? std::to_string(j[name].get<std::int64_t>())
               : std::string("0");
  };
  if (const auto on = calendar::parse_date(text("on"))) event.valid_from = *on;
  if (const auto step = plan::parse_order_step(text("step"))) {
    event.kind = kind_of(*step);
    event.subject = kOrderEvents + number("year") + "-" + number("number") + "-" + number("item");
  } else {
    event.kind = j.is_object() && j.contains("takes_back") ? "order.taken_back" : "order.prefix";
    event.subject = std::string(kOrderEvents) + "register";
  }
  return event;
}

// What signed for an order is an event too, and none of a line.
base::Result<std::vector<Line>> recorded_lines(const std::string& data, base::World& world) {
  auto events = office_events(data, "", kOrderEvents, world);
  if (!events) return base::fail(events.error());
  std::vector<Line> out;
  for (auto& e : *events)
    if (e.actor == kActor)
      for (auto& line : lines_of(e.event.content)) out.push_back(std::move(line));
  return out;
}

ledger::Finding finding(std::string code, std::int64_t sequence, std::string say, std::string say_en) {
  return {.code = std::move(code),
          .area = kOfficeChain,
          .sequence = sequence,
          .last = sequence,
          .field = "督办登记",
          .say = std::move(say),
          .say_en = std::move(say_en)};
}

}  // namespace

base::Result<void> record_order_lines(const std::string& data, const std::string& before, const std::string& fresh,
                                      base::World& world) {
  if (!may_be_there(data, world)) return {};
  const bool begun = before.find("\"" + std::string(kInLedger) + "\":true") != std::string::npos;
  const std::string text = begun ? fresh : before + (before.empty() || before.back() == '\n' ? "" : "\n") + fresh;
  const calendar::Date today = std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8));
  ledger::Write write{.area = kOfficeChain, .actor = kActor, .recorded_at = world.clock->now()};
  for (const Line& line : lines_of(text)) write.entries.emplace_back(event_of(line, today));
  if (write.entries.empty()) return {};
  write.request = "orders/" + base::sha256_hex(text);
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  if (auto done = book->write(write); !done) return base::fail(done.error());
  return {};
}

base::Result<OrderLines> verify_order_lines(const std::string& data, base::World& world) {
  OrderLines out;
  const std::string path = (std::filesystem::path(place_of(data, world).folder) / "督办登记.jsonl").string();
  std::string text;
  std::optional<base::FileLock> alone;
  if (world.files->exists(path)) {
    // Where nobody may write there is nobody to wait for.
    if (auto taken = base::FileLock::take(path + ".lock", std::chrono::seconds(20))) alone.emplace(std::move(*taken));
    auto bytes = world.files->read(path);
    if (!bytes) return base::fail(bytes.error());
    text = std::move(*bytes);
  }
  auto recorded = recorded_lines(data, world);
  if (!recorded) return base::fail(recorded.error());
  const auto lines = lines_of(text);
  out.lines = static_cast<std::int64_t>(lines.size());
  if (recorded->empty()) {
    out.not_yet = out.lines;
    return out;
  }
  // By their words: after a restore a number may have been given twice.
  std::multimap<std::string, std::int64_t> left;  // sequence by words
  for (const Line& line : *recorded) left.emplace(line.text, line.sequence);
  std::vector<std::pair<std::size_t, std::int64_t>> unknown;  // line, sequence
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto at = left.find(lines[i].text);
    if (at == left.end()) {
      unknown.emplace_back(i + 1, lines[i].sequence);
    } else {
      ++out.agree;
      left.erase(at);
    }
  }
  std::multiset<std::int64_t> lost;
  for (const auto& [words, sequence] : left) lost.insert(sequence);
  for (const auto& [number, sequence] : unknown) {
    const std::string n = std::to_string(number);
    if (const auto at = lost.find(sequence); at != lost.end()) {
      lost.erase(at);
      out.findings.push_back(finding("orders.changed", sequence, "督办登记第" + n + "行被改过，与台账里记的不同",
                                     "line " + n + " of the register of orders differs from what the ledger recorded"));
    } else {
      out.findings.push_back(
          finding("orders.foreign", sequence, "督办登记第" + n + "行是台账里没有的：是手工加的，或者登记时台账没有写上",
                  "line " + n +
                      " of the register of orders is not in the ledger: put in by hand, or the ledger could "
                      "not be written then"));
    }
  }
  for (const std::int64_t sequence : lost) {
    const std::string n = std::to_string(sequence);
    out.findings.push_back(finding("orders.lost", sequence, "台账里记了的督办第" + n + "步，督办登记里没有了",
                                   "step " + n + " of the orders is in the ledger and no longer in the register"));
  }
  return out;
}

}  // namespace cycle
