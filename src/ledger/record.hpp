// What is written into the ledger and what stands in it: facts, events, corrections, withdrawals; never changed, never
// removed. Valid time is in the world, recorded time in the ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/period.hpp"
#include "facts/fact.hpp"

namespace ledger {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// A field of an event that tells of a person. Kept enciphered under the person's own key: destroying that key erases
// it everywhere, in backups and dumps too, and the chain stays whole.
struct PersonalField {
  std::string person;  // whose it is, by an identifier that tells nothing by itself
  std::string name;
  std::string value;  // empty after erasure
  bool erased = false;
};

// Something that happened: an order issued, a reply received, a month's project sheet read, a case decided.
struct Event {
  std::string area_code;
  std::string area;
  std::string kind;                        // "order.issued": a thing and what became of it, lower case, dots
  std::string subject;                     // which thing: "order/2025-04/区商务局"
  calendar::Date valid_from;               // since when it holds in the world
  std::optional<calendar::Date> valid_to;  // the last day, when it ends
  std::string content;                     // one JSON object, kept as given, at most 1 MiB
  facts::Source source;
  std::vector<PersonalField> personal;
};

// We had read the page wrongly: `fact` takes the place of the record, which stays to be seen with `all_vintages` and
// for instants before. A number that its publisher changed is no correction but a new vintage: append it as a fact.
struct Correction {
  std::int64_t sequence = 0;
  facts::Fact fact;
};

// A record that should not be there (a wrong file, a test): from now on it is not found, for instants before it is.
struct Withdrawal {
  std::int64_t sequence = 0;
};

using Entry = std::variant<facts::Fact, Event, Correction, Withdrawal>;

// One write: all of it or nothing, inside one area.
struct Write {
  std::string area;     // chain: area code, or the area's name when it has no code; every entry belongs to it
  std::string request;  // idempotency key, 1 to 200 bytes: the same key and content again is the same write
  std::optional<std::int64_t> expected_version;  // refused unless the area's last sequence is this one
  std::string actor;                             // who
  std::string reason;                            // why, in the user's words
  Instant recorded_at;  // by the writer's clock; never earlier than what the area has: then that instant is taken
  std::vector<Entry> entries;
};

// The answer to a write, word for word the same when it is asked again.
struct Receipt {
  std::string area;
  std::int64_t first = 0;  // sequences in the area, first > last when nothing new was in it
  std::int64_t last = 0;
  Instant recorded_at;
  int added = 0;
  int new_vintages = 0;   // of these, facts that say what none before with the same key said
  int known_already = 0;  // the same fact again: one fact
  bool repeated = false;  // this request had been done before
};

}  // namespace ledger
