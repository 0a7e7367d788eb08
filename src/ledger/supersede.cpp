#include "ledger/supersede.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {

namespace {

auto rank_of(const FactEntry& e) { return std::tuple(e.standing, e.known_by, e.rank, e.sequence); }
auto day_of(const FactEntry& e) { return std::tuple(e.known_by, e.rank, e.sequence); }

}  // namespace

bool outranks(const FactEntry& a, const FactEntry& b) { return rank_of(a) > rank_of(b); }

bool covers(const FactEntry& later, const FactEntry& earlier) {
  if (earlier.standing == 0 && later.standing > 0) return true;
  return (later.gives_value || !earlier.gives_value) && (later.gives_growth || !earlier.gives_growth);
}

void LatestOfSorts::take(const FactEntry& e) {
  const FactEntry*& latest = latest_[static_cast<std::size_t>(e.standing * 4 + e.gives_value * 2 + e.gives_growth)];
  if (latest == nullptr || outranks(e, *latest)) latest = &e;
}

std::span<const FactEntry* const> LatestOfSorts::by_sequence() {
  std::size_t count = 0;
  for (const FactEntry* e : latest_) {
    if (e != nullptr) found_[count++] = e;
  }
  const std::span out(found_.data(), count);
  std::ranges::sort(out, {}, [](const FactEntry* e) { return e->sequence; });
  return out;
}

std::vector<FactEntry> holding(std::span<const FactEntry> entries) {
  LatestOfSorts latest;
  for (const FactEntry& e : entries) latest.take(e);
  std::vector<FactEntry> ranked;
  for (const FactEntry* e : latest.by_sequence()) ranked.push_back(*e);
  std::ranges::sort(ranked, [](const FactEntry& a, const FactEntry& b) { return outranks(a, b); });
  std::vector<FactEntry> out;
  for (const FactEntry& entry : ranked) {
    if (std::ranges::none_of(out, [&](const FactEntry& later) { return covers(later, entry); })) out.push_back(entry);
  }
  std::ranges::sort(out, {}, &FactEntry::sequence);
  return out;
}

std::vector<Vintage> numbered(std::span<const FactEntry> entries, std::int64_t up_to) {
  std::vector<FactEntry> by_day(entries.begin(), entries.end());
  std::erase_if(by_day, [&](const FactEntry& e) { return !stands(e, up_to) && e.withdrawn; });
  std::ranges::sort(by_day, [](const FactEntry& a, const FactEntry& b) { return day_of(a) < day_of(b); });
  std::vector<Vintage> out;
  std::vector<std::uint64_t> said_that_day;
  int count = 0;
  for (std::size_t i = 0; i < by_day.size(); ++i) {
    const FactEntry& e = by_day[i];
    if (i == 0 || by_day[i - 1].known_by != e.known_by) said_that_day.clear();
    if (!stands(e, up_to)) {
      out.push_back({e, count + 1});
      continue;
    }
    if (std::ranges::find(said_that_day, e.said) == said_that_day.end()) {
      said_that_day.push_back(e.said);
      ++count;
    }
    out.push_back({e, count});
  }
  std::ranges::sort(out, {}, [](const Vintage& v) { return v.entry.sequence; });
  return out;
}

}  // namespace ledger
