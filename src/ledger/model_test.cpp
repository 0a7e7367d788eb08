// The ledger against a model that fits on a page: a list of records, and the rules read off their words. Random
// histories; rapidcheck prints the seed of a failing one (RC_PARAMS=seed=…).
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/ledger.hpp"

namespace {

using facts::Fact;
using ledger::Correction;
using ledger::Event;
using ledger::Instant;
using ledger::Ledger;
using ledger::Withdrawal;
using ledger::Write;

calendar::Date day(int n) { return calendar::plus_days(*calendar::parse_date("2026-01-01"), n); }
Instant at(int hours) { return Instant(std::chrono::hours(hours)); }

struct Line {
  std::optional<Fact> fact;
  std::optional<Event> event;
  std::int64_t sequence = 0, order = 0;  // order: a correction's is that of what it corrects
  Instant recorded_at;
  std::map<std::int64_t, bool> gone;  // by which sequence, whether withdrawn
};

class Model {
 public:
  struct Done {
    int added = 0, known = 0, new_vintages = 0;
    Instant recorded_at;
  };
  Done write(const Write& write) {
    Done done;
    // Never before the last record; a write that adds none leaves no record.
    const Instant now = lines.empty() ? write.recorded_at : std::max(lines.back().recorded_at, write.recorded_at);
    done.recorded_at = now;
    for (const auto& entry : write.entries) {
      if (const auto* fact = std::get_if<Fact>(&entry)) {
        const bool there = std::ranges::any_of(lines, [&](const Line& l) {
          return l.fact && facts::id(*l.fact) == facts::id(*fact) && !withdrawn(l, next());
        });
        if (there) {
          ++done.known;
          continue;
        }
        bool same_key = false, said = false;
        for (const Line& l : lines) {
          if (!l.fact || facts::key(*l.fact) != facts::key(*fact)) continue;
          same_key = true;
          said = said || facts::said(*l.fact) == facts::said(*fact);
        }
        done.new_vintages += same_key && !said ? 1 : 0;
        lines.push_back({.fact = *fact, .sequence = next(), .order = next(), .recorded_at = now});
      } else if (const auto* event = std::get_if<Event>(&entry)) {
        lines.push_back({.event = *event, .sequence = next(), .recorded_at = now});
      } else if (const auto* correction = std::get_if<Correction>(&entry)) {
        Line& target = lines[static_cast<std::size_t>(correction->sequence - 1)];
        target.gone[next()] = false;
        const std::int64_t order = target.order;
        lines.push_back({.fact = correction->fact, .sequence = next(), .order = order, .recorded_at = now});
      } else {
        lines[static_cast<std::size_t>(std::get<Withdrawal>(entry).sequence - 1)].gone[next()] = true;
        lines.push_back({.sequence = next(), .recorded_at = now});
      }
      ++done.added;
    }
    return done;
  }

  // Sequences of the facts that hold.
  std::vector<std::int64_t> known(const calendar::Date& asof, Instant by) const {
    std::vector<const Line*> seen;
    const std::int64_t last = upto(by);
    for (const Line& l : lines) {
      const bool stands = l.gone.empty() || l.gone.begin()->first > last;
      if (l.fact && l.sequence <= last && stands && l.fact->published.known_by <= asof) seen.push_back(&l);
    }
    std::vector<std::int64_t> out;
    for (const Line* l : seen) {
      const bool superseded = std::ranges::any_of(seen, [&](const Line* g) {
        if (facts::key(*g->fact) != facts::key(*l->fact)) return false;
        const auto rank = [](const Line* x) {
          const auto s = x->fact->status;
          const int standing = s == facts::Status::published ? 2 : s == facts::Status::derived ? 1 : 0;
          return std::tuple(standing, x->fact->published.known_by, x->order, x->sequence);
        };
        if (rank(g) <= rank(l)) return false;
        if (std::get<0>(rank(l)) == 0 && std::get<0>(rank(g)) > 0) return true;
        return (g->fact->value || !l->fact->value) && (g->fact->growth_pct || !l->fact->growth_pct);
      });
      if (!superseded) out.push_back(l->sequence);
    }
    return out;
  }
  std::vector<std::int64_t> events(const std::string& kind, Instant by) const {
    std::vector<std::int64_t> out;
    const std::int64_t last = upto(by);
    for (const Line& l : lines) {
      const bool stands = l.gone.empty() || l.gone.begin()->first > last;
      if (l.event && l.sequence <= last && stands && l.event->kind == kind) out.push_back(l.sequence);
    }
    return out;
  }
  bool can_take_away(std::size_t index) const {
    return lines[index].gone.empty() && (lines[index].fact || lines[index].event);
  }

  std::vector<Line> lines;

 private:
  std::int64_t next() const { return static_cast<std::int64_t>(lines.size()) + 1; }
  static bool withdrawn(const Line& l, std::int64_t by) {
    return std::ranges::any_of(l.gone, [&](const auto& g) { return g.second && g.first <= by; });
  }
  std::int64_t upto(Instant by) const {
    std::int64_t last = 0;
    for (const Line& l : lines) {
      if (l.recorded_at <= by) last = l.sequence;
    }
    return last;
  }
};

// In some histories days follow the order of recording, as they mostly do, and now and then something comes late; in
// others they are in no order. `number` is that of the write.
struct Days {
  bool in_order = false;
  int some(int number) const {
    if (!in_order || *rc::gen::inRange(0, 15) == 0) return *rc::gen::inRange(0, 60);
    return number + *rc::gen::inRange(0, 3);
  }
};

Fact some_fact(const Days& days, int number) {
  Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = f.indicator_as_printed = *rc::gen::element<std::string>("甲", "甲", "甲", "乙", "丙");
  f.period = *calendar::parse_period("2025");
  if (*rc::gen::inRange(0, 4) != 0) f.value = base::Decimal(*rc::gen::inRange(1, 400));
  if (*rc::gen::inRange(0, 4) != 0) f.growth_pct = base::Decimal::scaled(*rc::gen::inRange(0, 40), -1);
  f.status = *rc::gen::element(facts::Status::published, facts::Status::published, facts::Status::published,
                               facts::Status::derived, facts::Status::estimate);
  f.published = *calendar::parse_published(calendar::to_string(day(days.some(number))));
  return f;
}

Write some_write(const Model& model, const Days& days, int number) {
  Write write{
      .area = "990101", .request = std::to_string(number), .recorded_at = at(*rc::gen::inRange(0, 2 * number + 2))};
  std::set<std::size_t> taken;
  const int entries = *rc::gen::inRange(0, 9);
  for (int i = 0; i < entries; ++i) {
    const int what = *rc::gen::inRange(0, 12);
    if (what >= 10 && !model.lines.empty()) {
      const auto target = *rc::gen::inRange<std::size_t>(0, model.lines.size());
      if (!model.can_take_away(target) || !taken.insert(target).second) continue;
      const auto sequence = static_cast<std::int64_t>(target + 1);
      if (what == 10 && model.lines[target].fact) {
        write.entries.emplace_back(Correction{sequence, some_fact(days, number)});
      } else {
        write.entries.emplace_back(Withdrawal{sequence});
      }
    } else if (what == 9) {
      write.entries.emplace_back(Event{.area_code = "990101",
                                       .kind = *rc::gen::element<std::string>("a", "b"),
                                       .subject = std::to_string(*rc::gen::inRange(0, 9)),
                                       .valid_from = day(0),
                                       .content = "{}"});
    } else {
      write.entries.emplace_back(some_fact(days, number));
    }
  }
  return write;
}

RC_GTEST_PROP(LedgerModel, AnswersAsTheModelDoes, ()) {
  Model model;
  auto book = Ledger::open(":memory:");
  RC_ASSERT(book.has_value());
  const Days days{*rc::gen::arbitrary<bool>()};
  const int writes = *rc::gen::inRange(1, days.in_order ? 60 : 40);
  std::vector<Write> done;
  for (int n = 0; n < writes; ++n) {
    const Write write = some_write(model, days, n);
    const auto expected = model.write(write);
    const auto receipt = book->write(write);
    if (!receipt) RC_FAIL(base::to_text(receipt.error()));
    RC_ASSERT(receipt->added == expected.added);
    RC_ASSERT(receipt->known_already == expected.known);
    RC_ASSERT(receipt->new_vintages == expected.new_vintages);
    RC_ASSERT(receipt->recorded_at == expected.recorded_at);
    done.push_back(write);
    const auto again = book->write(done[*rc::gen::inRange<std::size_t>(0, done.size())]);
    RC_ASSERT(again && again->repeated);
  }
  RC_ASSERT(*book->version("990101") == static_cast<std::int64_t>(model.lines.size()));
  RC_ASSERT(*book->verify() == static_cast<std::int64_t>(model.lines.size()));
  for (int i = 0; i < 12; ++i) {
    const calendar::Date asof = day(*rc::gen::inRange(-1, 62));
    const Instant by = at(*rc::gen::inRange(-1, 2 * writes + 1));
    const bool counted = *rc::gen::arbitrary<bool>();
    std::vector<std::int64_t> found;
    const auto answer = book->find({.asof = asof, .recorded_by = by, .count_vintages = counted});
    RC_ASSERT(answer.has_value());
    for (const auto& r : *answer) found.push_back(r.sequence);
    RC_ASSERT(found == model.known(asof, by));
    std::vector<std::int64_t> happened;
    const auto events = book->events({.kind = "a", .recorded_by = by});
    RC_ASSERT(events.has_value());
    for (const auto& e : *events) happened.push_back(e.sequence);
    RC_ASSERT(happened == model.events("a", by));
  }
}

}  // namespace
