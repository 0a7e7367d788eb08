#include "ledger/history.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "ledger/body.hpp"

namespace ledger {

namespace {

using base::Result;

Step step_of(const Entered& entered, facts::Fact fact) {
  Step step;
  step.sequence = entered.sequence;
  step.recorded_at = entered.recorded_at;
  step.fact = std::move(fact);
  step.actor = entered.actor;
  step.reason = entered.reason;
  step.request = entered.request;
  return step;
}

// The entries of one key with the withdrawals and corrections that took one away.
Result<KeyHistory> steps_of(const Ledger& ledger, const std::string& area, std::span<const FactEntry> entries,
                            std::int64_t up_to) {
  KeyHistory out{.area = area, .key = {}, .steps = {}};
  std::set<std::int64_t> here;
  for (const FactEntry& e : entries) here.insert(e.sequence);
  for (const FactEntry& e : entries) {
    const auto entered = ledger.record(area, e.sequence);
    if (!entered) return base::fail(entered.error());
    const auto* correction = std::get_if<Correction>(&entered->entry);
    const auto* plain = std::get_if<facts::Fact>(&entered->entry);
    if (correction == nullptr && plain == nullptr) continue;
    const facts::Fact& fact = correction != nullptr ? correction->fact : *plain;
    if (out.key.empty()) out.key = facts::key(fact);
    Step step = step_of(*entered, fact);
    if (correction != nullptr) {
      step.kind = RecordKind::correction;
      step.target = correction->sequence;
    }
    const bool gone = e.gone_by != 0 && e.gone_by <= up_to;
    if (gone) {
      step.gone_by = e.gone_by;
      step.withdrawn = e.withdrawn;
    }
    out.steps.push_back(std::move(step));
    if (!gone || here.contains(e.gone_by)) continue;
    const auto taker = ledger.record(area, e.gone_by);
    if (!taker) return base::fail(taker.error());
    const auto* into = std::get_if<Correction>(&taker->entry);
    Step took = step_of(*taker, into != nullptr ? into->fact : fact);
    took.kind = into != nullptr ? RecordKind::correction : RecordKind::withdrawal;
    took.target = e.sequence;
    out.steps.push_back(std::move(took));
  }
  std::ranges::stable_sort(out.steps, {}, &Step::sequence);
  return out;
}

}  // namespace

Result<std::vector<KeyHistory>> history(const Ledger& ledger, const Query& query) {
  Store& store = ledger.store();
  std::vector<std::string> chains;
  if (query.area.empty()) {
    const auto heads = store.areas();
    if (!heads) return base::fail(heads.error());
    for (const Head& head : *heads) chains.push_back(head.area);
  } else {
    auto named = store.areas_named(query.area);
    if (!named) return base::fail(named.error());
    chains = std::move(*named);
  }
  std::vector<KeyHistory> out;
  for (const std::string& area : chains) {
    const auto up_to = store.sequence_at(area, query.recorded_by ? query.recorded_by->time_since_epoch().count()
                                                                 : std::numeric_limits<std::int64_t>::max());
    if (!up_to) return base::fail(up_to.error());
    std::map<std::int64_t, std::vector<FactEntry>> keys;
    const FactQuery search{
        .area = area, .indicator = query.indicator, .up_to = *up_to, .known_by = kForever, .every_vintage = true};
    const auto read =
        store.entries(search, [&](std::int64_t key, const FactEntry& entry) { keys[key].push_back(entry); });
    if (!read) return base::fail(read.error());
    for (const auto& [key, entries] : keys) {
      auto steps = steps_of(ledger, area, entries, *up_to);
      if (!steps) return base::fail(steps.error());
      if (!steps->steps.empty()) out.push_back(std::move(*steps));
    }
  }
  std::ranges::sort(out, {}, &KeyHistory::key);
  return out;
}

}  // namespace ledger
