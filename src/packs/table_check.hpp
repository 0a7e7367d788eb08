// What the decision tables of a policy leave open, say twice, or can never say, day by day as parameters change.
// Private to this room.
#pragma once

#include <vector>

#include "base/fault.hpp"
#include "packs/pack.hpp"

namespace packs {

struct TableFaults {
  std::vector<base::Fault> faults;     // "pack.incomplete", "pack.conflict", "pack.unreachable", each with an example
  std::vector<std::string> unchecked;  // decisions whose cells cannot be laid out in full
};

// Parameters are put in for every day from which one of them changes while the policy is in force. A finding is told
// for the first such day alone. Faults of reading the model are not repeated here.
TableFaults check_tables_of(const Pack& pack, const Policy& policy);

}  // namespace packs
