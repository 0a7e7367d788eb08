// Whether what is put forward as the ground for ending a matter may end it, by the matter's own printed criterion.
#pragma once

#include <string>

#include "base/fault.hpp"
#include "cycle/order_book.hpp"

namespace cycle {

// `bytes` of the file `request.evidence`. Faults: "orders.own_reply" when it is the owner's own answer and the matter
// does not end on one; "orders.opposite" when the file itself, or the latest sheet of projects in the ledger, says that
// what the deed tells of is not finished. A file that is no text (a photograph) is the officer's own word.
base::Result<void> evidence_holds(const CloseRequest& request, const plan::MatterLife& matter, const std::string& bytes,
                                  const std::string& area, base::World& world);

}  // namespace cycle
