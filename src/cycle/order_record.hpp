// The register of orders in the ledger: every line of 督办登记.jsonl is an event of the office's chain as well, so that
// a line changed, lost or put in by hand is found by `verify`, and the steps can be looked up and proved there.
#pragma once

#include <string>

#include "cycle/cycle.hpp"
#include "ledger/inspect.hpp"

namespace cycle {

// Each line that the ledger has not yet becomes an event order.issued, order.replied …, its content the line as it is.
// Lines of before this version are taken in by the first write. Nothing where there is no ledger.
// Faults: those of the ledger; the lines are taken in by the next write then.
base::Result<void> record_order_lines(const std::string& data, const std::string& register_text, base::World& world);

struct OrderLines {
  std::int64_t lines = 0;                 // of the register
  std::int64_t agree = 0;                 // with their event
  std::int64_t not_yet = 0;               // behind the last that the ledger has
  std::vector<ledger::Finding> findings;  // "orders.changed", "orders.lost", "orders.foreign"
};
// Holds the register against the ledger. Faults of files and of the ledger.
base::Result<OrderLines> verify_order_lines(const std::string& data, base::World& world);

}  // namespace cycle
