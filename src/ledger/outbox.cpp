#include "ledger/outbox.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "ledger/body.hpp"

namespace ledger {

namespace {

using base::Result;

constexpr std::size_t kLongestInRequest = 100;

std::string place(const std::string& area, std::int64_t sequence) {
  const std::string name = area.size() <= kLongestInRequest ? area : base::sha256_hex(area);
  return name + "/" + std::to_string(sequence);
}

}  // namespace

Event outgoing(const std::string& area_code, const std::string& area, const Event& effect) {
  JC_ASSERT(effect.personal.empty());
  return {.area_code = area_code,
          .area = area,
          .kind = kOutgoing,
          .subject = chain_of(effect.area_code, effect.area) + "/" + effect.kind,
          .valid_from = effect.valid_from,
          .content = body_of(effect, {})};
}

Result<Write> arrival_of(const RecordedEvent& outgoing, Instant recorded_at) {
  auto effect = read_body(RecordKind::event, outgoing.event.content);
  const std::string from = chain_of(outgoing.event.area_code, outgoing.event.area);
  if (!effect || !std::holds_alternative<Event>(*effect)) {
    return base::fail("ledger.unreadable",
                      "台账（" + from + "）第" + std::to_string(outgoing.sequence) + "条待送事项读不出来", {},
                      "撤回这一条，再重新发送");
  }
  Write out{.request = "outbox/" + place(from, outgoing.sequence),
            .actor = outgoing.actor,
            .reason = outgoing.reason,
            .recorded_at = recorded_at};
  const auto& event = std::get<Event>(*effect);
  out.area = chain_of(event.area_code, event.area);
  out.entries.push_back(std::move(*effect));
  return out;
}

Result<Delivery> deliver(Ledger& from, const std::string& area, Ledger& to, Instant recorded_at) {
  auto pending = from.events({.area = area, .kind = kOutgoing});
  if (!pending) return base::fail(pending.error());
  Delivery out;
  std::set<std::string> stopped;
  for (const RecordedEvent& one : *pending) {
    if (chain_of(one.event.area_code, one.event.area) != area) continue;
    const auto wait = [&](const base::Fault& why) { out.waiting.push_back({one.sequence, why}); };
    auto write = arrival_of(one, recorded_at);
    if (!write) {
      wait(write.error());
      continue;
    }
    if (stopped.contains(write->area)) {
      wait({"ledger.waiting", "排在前面的事项还没有送达", {}, "先处理前面的事项"});
      continue;
    }
    const auto arrived = to.write(*write);
    if (!arrived) {
      stopped.insert(write->area);
      wait(arrived.error());
      continue;
    }
    const auto taken = from.write({.area = area,
                                   .request = "outbox.taken/" + std::to_string(one.sequence),
                                   .actor = one.actor,
                                   .reason = "已送达 " + arrived->area + " 第" + std::to_string(arrived->first) + "条",
                                   .recorded_at = recorded_at,
                                   .entries = {Withdrawal{one.sequence}}});
    if (!taken) {
      wait(taken.error());
      continue;
    }
    if (!taken->repeated) ++out.delivered;
  }
  return out;
}

}  // namespace ledger
