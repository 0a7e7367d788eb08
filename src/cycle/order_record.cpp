#include "cycle/order_record.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

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

// By the number of the line. What signed for an order is an event too, and none of a line.
base::Result<std::map<std::int64_t, std::string>> recorded_lines(const std::string& data, base::World& world) {
  auto events = office_events(data, "", kOrderEvents, world);
  if (!events) return base::fail(events.error());
  std::map<std::int64_t, std::string> out;
  for (auto& e : *events) {
    if (e.actor != kActor) continue;
    const auto lines = lines_of(e.event.content);
    if (lines.size() == 1 && lines.front().sequence > 0) out[lines.front().sequence] = std::move(e.event.content);
  }
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

base::Result<void> record_order_lines(const std::string& data, const std::string& register_text, base::World& world) {
  if (!may_be_there(data, world)) return {};
  auto recorded = recorded_lines(data, world);
  if (!recorded) return base::fail(recorded.error());
  const std::int64_t last = recorded->empty() ? 0 : recorded->rbegin()->first;
  const calendar::Date today = std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8));
  ledger::Write write{.area = kOfficeChain, .actor = kActor, .recorded_at = world.clock->now()};
  std::string bytes;
  for (const Line& line : lines_of(register_text)) {
    if (line.sequence <= last) continue;
    write.entries.emplace_back(event_of(line, today));
    bytes += line.text + "\n";
  }
  if (write.entries.empty()) return {};
  write.request = "orders/" + base::sha256_hex(bytes);
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  if (auto done = book->write(write); !done) return base::fail(done.error());
  return {};
}

base::Result<OrderLines> verify_order_lines(const std::string& data, base::World& world) {
  OrderLines out;
  const std::string path = (std::filesystem::path(place_of(data, world).folder) / "督办登记.jsonl").string();
  std::string text;
  if (world.files->exists(path)) {
    auto bytes = world.files->read(path);
    if (!bytes) return base::fail(bytes.error());
    text = std::move(*bytes);
  }
  auto recorded = recorded_lines(data, world);
  if (!recorded) return base::fail(recorded.error());
  const std::int64_t last = recorded->empty() ? 0 : recorded->rbegin()->first;
  for (const Line& line : lines_of(text)) {
    ++out.lines;
    const std::string n = std::to_string(out.lines);
    const auto at = recorded->find(line.sequence);
    if (at == recorded->end()) {
      if (line.sequence > last) {
        ++out.not_yet;
      } else {
        out.findings.push_back(finding("orders.foreign", line.sequence,
                                       "督办登记第" + n + "行是台账里没有的，可能是后来插进去的",
                                       "line " + n + " of the register of orders is not in the ledger"));
      }
      continue;
    }
    if (at->second == line.text) {
      ++out.agree;
    } else {
      out.findings.push_back(finding("orders.changed", line.sequence, "督办登记第" + n + "行被改过，与台账里记的不同",
                                     "line " + n + " of the register of orders differs from what the ledger recorded"));
    }
    recorded->erase(at);
  }
  for (const auto& [sequence, line] : *recorded) {
    const std::string n = std::to_string(sequence);
    out.findings.push_back(finding("orders.lost", sequence, "台账里记了的督办第" + n + "步，督办登记里没有了",
                                   "step " + n + " of the orders is in the ledger and no longer in the register"));
  }
  return out;
}

}  // namespace cycle
