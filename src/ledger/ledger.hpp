// Append-only facts with two times, on SQLite. The only room that knows SQL.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "calendar/period.hpp"
#include "facts/fact.hpp"

namespace ledger {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

struct Recorded {
  facts::Fact fact;
  std::int64_t sequence = 0;  // order of recording, from 1
  Instant recorded_at;
  int vintage = 1;            // 1 for the first publication of its key, 2 for the next …
};

struct Appended {
  int added = 0;         // new facts
  int new_vintages = 0;  // of these, how many say something else than an earlier one with the same key
  int known_already = 0; // the same fact again
};

struct Query {
  std::optional<calendar::Date> asof;       // published by the end of that day
  std::optional<Instant> recorded_by;       // in our hands by then
  std::string area;                         // name or code, empty: all
  std::string indicator;                    // canonical name, empty: all
  bool all_vintages = false;                // else only the latest of each key
};

class Ledger {
 public:
  // `path` of a database file, made when it is missing; ":memory:" for one that goes away. Faults: "ledger.unreadable",
  // "ledger.not_ours" (a database of another program), "ledger.newer" (made by a later version).
  static base::Result<Ledger> open(const std::string& path);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // All or nothing. The same fact twice is one fact; a changed one is a new vintage.
  base::Result<Appended> append(const std::vector<facts::Fact>& facts, Instant recorded_at);
  base::Result<std::vector<Recorded>> find(const Query& query) const;
  // The facts that `judge` and `cross_check` take: latest vintage of each key, as known on that day.
  base::Result<std::vector<facts::Fact>> as_known_on(const calendar::Date& date) const;

 private:
  struct Inside;
  explicit Ledger(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace ledger
