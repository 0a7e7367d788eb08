// Append-only facts and events with two times, on SQLite. The only room that knows SQL.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "calendar/period.hpp"
#include "facts/fact.hpp"
#include "ledger/record.hpp"

namespace ledger {

struct Recorded {
  facts::Fact fact;
  std::int64_t sequence = 0;  // order of recording, from 1
  Instant recorded_at;
  // 1 for the first publication of its key, 2 for the next …, by day of publication and then by sequence; one statement
  // of one day that several pages print is one vintage. An older publication that comes in late takes its place, so
  // numbers behind it move up.
  int vintage = 1;
};

struct Appended {
  int added = 0;          // new facts
  int new_vintages = 0;   // of these, how many say what none recorded before with the same key said
  int known_already = 0;  // the same fact again
};

struct Query {
  std::optional<calendar::Date> asof;  // published by the end of that day
  std::optional<Instant> recorded_by;  // in our hands by then
  std::string area;                    // name or code, empty: all
  std::string indicator;               // canonical name, empty: all
  bool all_vintages = false;           // else only what nothing later supersedes
};

// A fact is superseded by a later one of its key (by day of publication, then by sequence) that gives all it gives:
// when a later page repeats the growth alone, the earlier level stands beside it, so that a key may have two facts. A
// result supersedes an estimate whatever it gives and whenever it came; a derived figure never supersedes a published
// one.
class Ledger {
 public:
  // `path` of a database file, made when it is missing; ":memory:" for one that goes away. Faults: "ledger.unreadable",
  // "ledger.not_ours" (a database of another program; it is left untouched), "ledger.newer" (made by a later version),
  // "ledger.locked".
  static base::Result<Ledger> open(const std::string& path);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // All or nothing. The same fact twice is one fact; a changed one is a new vintage. Faults: "ledger.full",
  // "ledger.unwritable", "ledger.locked", "ledger.unreadable".
  base::Result<Appended> append(const std::vector<facts::Fact>& facts, Instant recorded_at);
  // In order of recording.
  base::Result<std::vector<Recorded>> find(const Query& query) const;
  // The facts that `judge` and `cross_check` take: what was published by the end of that day and not superseded by
  // then. A month- or year-only publication counts from the last day of that month or year.
  base::Result<std::vector<facts::Fact>> as_known_on(const calendar::Date& date) const;
  // Recomputes every id and the chain of hashes; how many facts were checked. Fault "ledger.tampered" with the first
  // number that does not agree.
  base::Result<std::int64_t> verify() const;

 private:
  struct Inside;
  explicit Ledger(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace ledger
