// What a write in one area is to bring about in another. A write stays inside its area; the effect is recorded with it,
// as an event of the area, and carried over afterwards: exactly once, whatever stops in between, since the write over
// there has the effect's own place as its request. The same on every store.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"

namespace ledger {

inline constexpr const char* kOutgoing = "outbox.sent";

// The event that takes `effect` along: to be among the entries of the write that causes it. The effect names the area
// it is for, and no person (a person's key belongs to one area): asserted.
Event outgoing(const std::string& area_code, const std::string& area, const Event& effect);

// The write that brings an outgoing event over; fault "ledger.unreadable" when it carries nothing.
base::Result<Write> arrival_of(const RecordedEvent& outgoing, Instant recorded_at);

struct Undelivered {
  std::int64_t sequence = 0;
  base::Fault why;
};
struct Delivery {
  int delivered = 0;
  std::vector<Undelivered> waiting;  // tried again by the next call
};

// Carries over all that the area has outgoing, in order of recording, into `to` (the same ledger or another), and takes
// each off the area's outgoing ones by a withdrawal that says so. An effect that is refused over there waits, and later
// ones for that area with it. Any number of deliverers may work at once. Faults: of reading `from`.
base::Result<Delivery> deliver(Ledger& from, const std::string& area, Ledger& to, Instant recorded_at);

}  // namespace ledger
