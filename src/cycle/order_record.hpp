// The register of orders in the ledger: every line of 督办登记.jsonl is an event of the office's chain as well, so that
// a line changed, lost or put in by hand is found by `verify`, and the steps can be looked up and proved there.
#pragma once

#include <string>

#include "cycle/cycle.hpp"
#include "ledger/inspect.hpp"

namespace cycle {

// Each of the fresh lines becomes an event order.issued, order.replied …, its content the line as it is; those before
// them too, where none of these says that the ledger has it (`kInLedger`): they are of before this version. Nothing
// where there is no ledger. The register's lock is held meanwhile. Faults: those of the ledger.
base::Result<void> record_order_lines(const std::string& data, const std::string& before, const std::string& fresh,
                                      base::World& world);
// A member of each line that was written together with its event.
inline constexpr const char* kInLedger = "in_ledger";

struct OrderLines {
  std::int64_t lines = 0;                 // of the register
  std::int64_t agree = 0;                 // with their event
  std::int64_t not_yet = 0;               // where the ledger has none at all: all of them
  std::vector<ledger::Finding> findings;  // "orders.changed", "orders.lost", "orders.foreign"
};
// Holds the register against the ledger, nobody writing meanwhile. Faults of files and of the ledger.
base::Result<OrderLines> verify_order_lines(const std::string& data, base::World& world);

}  // namespace cycle
