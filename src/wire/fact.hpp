// A fact as a record of the ledger shows it. Costs what nlohmann/json.hpp costs.
#pragma once

#include <nlohmann/json.hpp>

#include "facts/fact.hpp"

namespace wire {

using Json = nlohmann::ordered_json;

Json json_of(const facts::Fact& fact);

}  // namespace wire
