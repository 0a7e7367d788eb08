#include "history.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace faults {

namespace {

using ledger::Entry;
using ledger::Receipt;

const std::vector<std::string> kAreas{"990101", "990102", "990103"};

bool same(const Receipt& a, const Receipt& b) {
  return a.area == b.area && a.first == b.first && a.last == b.last && a.recorded_at == b.recorded_at &&
         a.added == b.added && a.new_vintages == b.new_vintages && a.known_already == b.known_already;
}

// What an entry says, so far as it comes back.
std::string said(const Entry& entry) {
  if (const auto* fact = std::get_if<facts::Fact>(&entry)) return "fact " + facts::id(*fact);
  if (const auto* correction = std::get_if<ledger::Correction>(&entry)) {
    return fmt::format("correction {} {}", correction->sequence, facts::id(correction->fact));
  }
  if (const auto* withdrawal = std::get_if<ledger::Withdrawal>(&entry)) {
    return fmt::format("withdrawal {}", withdrawal->sequence);
  }
  const auto& event = std::get<ledger::Event>(entry);
  std::string out = fmt::format("event {} {} {}", event.kind, event.subject, event.content);
  for (const auto& field : event.personal) out += " " + field.person + "/" + field.name + "=" + field.value;
  return out;
}

}  // namespace

facts::Fact numbered_fact(const std::string& area, std::int64_t n) {
  facts::Fact f;
  f.area_code = area;
  f.area = "第" + area + "区";
  f.indicator = f.indicator_as_printed = "指标" + std::to_string(n % 7);
  f.period = *calendar::parse_period(fmt::format("20{:02}", 10 + n % 10));
  f.value = base::Decimal(n);
  f.unit = "个";
  f.published = *calendar::parse_published(fmt::format("2026-01-{:02}", 1 + n % 28));
  f.note = fmt::format("第{}号", n) + std::string(static_cast<std::size_t>(n % 5) * 150, 'x');
  f.source.text = "年报";
  return f;
}

ledger::Options deterministic(std::uint64_t seed) {
  ledger::Options out;
  // A log that is brought into the file every few writes, so that faults fall into that too.
  if (seed % 2 == 0) out.log_pages = 24;
  out.randomness = [chance = Chance(seed)](std::size_t count) mutable { return chance.bytes(count); };
  return out;
}

Entry History::entry(const std::string& area) {
  const std::int64_t n = ++numbered_;
  if (!chance_.one_in(3)) return numbered_fact(area, n);
  ledger::Event event;
  event.area_code = area;
  event.area = "第" + area + "区";
  event.kind = "order.issued";
  event.subject = fmt::format("order/{}", n);
  event.valid_from = std::chrono::year{2026} / 1 / 5;
  event.content = fmt::format("{{\"n\":{},\"text\":\"{}\"}}", n, std::string(chance_.below(400), 'y'));
  event.source.text = "督办单";
  if (chance_.one_in(2)) event.personal.push_back({.person = "p1", .name = "name", .value = "张三", .erased = false});
  return event;
}

Asked& History::next() {
  Asked asked;
  ledger::Write& w = asked.write;
  w.area = kAreas[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(kAreas.size())))];
  w.request = fmt::format("{}{}", prefix_, asked_.size());
  w.actor = "陈";
  w.reason = "导入";
  // The clock jumps back now and then.
  w.recorded_at = ledger::Instant(std::chrono::seconds(1'770'000'000 + chance_.below(1000)));
  const std::int64_t size = chance_.one_in(8) ? 20 : 1 + chance_.below(3);
  for (std::int64_t i = 0; i < size; ++i) w.entries.push_back(entry(w.area));
  if (!asked_.empty() && chance_.one_in(4)) {
    const auto index = static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(asked_.size())));
    const Asked& earlier = asked_[index];
    // Of a whole write the first record is its first entry.
    if (earlier.receipt && earlier.write.area == w.area && !earlier.write.entries.empty() &&
        std::holds_alternative<facts::Fact>(earlier.write.entries[0]) &&
        earlier.receipt->added == static_cast<int>(earlier.write.entries.size())) {
      const std::int64_t target = earlier.receipt->first;
      if (std::ranges::find(gone_, std::pair{index, target}) == gone_.end()) {
        gone_.emplace_back(index, target);
        if (chance_.one_in(2)) {
          w.entries.emplace_back(ledger::Withdrawal{target});
        } else {
          facts::Fact right = std::get<facts::Fact>(earlier.write.entries[0]);
          right.value = base::Decimal(1'000'000 + ++numbered_);
          w.entries.emplace_back(ledger::Correction{target, right});
        }
      }
    }
  }
  asked_.push_back(std::move(asked));
  return asked_.back();
}

bool History::ask(ledger::Ledger& book, Asked& asked) {
  auto receipt = book.write(asked.write);
  if (!receipt) {
    fault = receipt.error();
    return false;
  }
  asked.receipt = *receipt;
  return true;
}

std::string History::broken_before_asking(const ledger::Ledger& book) const {
  const auto verified = book.verify();
  if (!verified) return "does not verify: " + base::to_text(verified.error());
  // Every record by its request, in order.
  std::map<std::string, std::vector<ledger::Entered>> stored;
  std::int64_t records = 0;
  const auto areas = book.areas();
  if (!areas) return "areas: " + base::to_text(areas.error());
  for (const auto& head : *areas) {
    for (std::int64_t n = 1; n <= head.size; ++n, ++records) {
      auto record = book.record(head.area, n);
      if (!record) return fmt::format("record {} of {}: {}", n, head.area, base::to_text(record.error()));
      stored[record->request].push_back(std::move(*record));
    }
  }
  if (*verified != records) return fmt::format("{} verified, {} there", *verified, records);
  for (const Asked& asked : asked_) {
    const auto found = stored.find(asked.write.request);
    const std::size_t there = found == stored.end() ? 0 : found->second.size();
    const std::string name = "request " + asked.write.request;
    if (asked.receipt && there != static_cast<std::size_t>(asked.receipt->added)) {
      return fmt::format("{}: acknowledged with {} records, {} there", name, asked.receipt->added, there);
    }
    if (there == 0) continue;
    if (there != asked.write.entries.size()) {
      return fmt::format("{}: {} of {} records there", name, there, asked.write.entries.size());
    }
    for (std::size_t i = 0; i < there; ++i) {
      const auto& record = found->second[i];
      if (said(record.entry) != said(asked.write.entries[i])) {
        return fmt::format("{}: says {} instead of {}", name, said(record.entry), said(asked.write.entries[i]));
      }
      if (record.area != asked.write.area) return name + ": in another area";
      if (asked.receipt && (record.sequence != asked.receipt->first + static_cast<std::int64_t>(i) ||
                            record.recorded_at != asked.receipt->recorded_at)) {
        return fmt::format("{}: not where and when the receipt says", name);
      }
    }
    stored.erase(found);
  }
  if (!stored.empty()) return "nobody asked for request " + stored.begin()->first;
  return {};
}

std::string History::broken_promise(ledger::Ledger& book) {
  if (auto broken = broken_before_asking(book); !broken.empty()) return broken;
  for (Asked& asked : asked_) {
    const auto before = asked.receipt;
    for (int time = 0; time < 2; ++time) {
      auto receipt = book.write(asked.write);
      const std::string name = "request " + asked.write.request;
      if (!receipt) return name + " asked again: " + base::to_text(receipt.error());
      const bool known = asked.receipt.has_value();
      if (known && !receipt->repeated) return name + ": recorded again";
      if (known && !same(*receipt, *asked.receipt)) return name + ": another receipt";
      asked.receipt = *receipt;
      if (before) break;
    }
  }
  return broken_before_asking(book);
}

}  // namespace faults
