// Changing what the ledger says, the only ways there are: a correction, a withdrawal, the erasure of a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "ledger/ledger.hpp"

namespace cycle {

// Who does it, why, and the idempotency key; without one it is made from all the rest, so that the same command again
// is the same write.
struct Signed {
  std::string actor, reason, request;
};

struct CorrectRequest {
  std::string data;
  std::string record;  // AREA:SEQUENCE
  // What was misread, as text; nothing: as it was; "": none.
  std::optional<std::string> value, unit, growth_pct, growth_basis, scope, note, period, indicator, published, status;
  Signed by;
};
struct Corrected {
  ledger::Receipt receipt;
  facts::Fact was, is;
};
// Faults: "amend.record" (not AREA:SEQUENCE), "amend.nothing" (nothing would change), "amend.value" (a text that cannot
// be read), "ledger.target", those of the ledger.
base::Result<Corrected> correct(const CorrectRequest& request, base::World& world);

// Records of one area.
base::Result<ledger::Receipt> withdraw(const std::string& data, const std::vector<std::string>& records,
                                       const Signed& by, base::World& world);

// One receipt an area; none where it had been done before.
base::Result<std::vector<ledger::Receipt>> erase_person(const std::string& data, const std::string& person,
                                                        const Signed& by, base::World& world);

}  // namespace cycle
