// Policy files and minutes as JSON (docs/reference/policy.md). Costs what nlohmann/json.hpp costs.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "cycle/cycle.hpp"
#include "plan/policy_comparison.hpp"

namespace wire {

nlohmann::ordered_json policy_json(const reading::Policy& policy, const reading::Reading& reading);

// Both have a policy.
std::string policy_comparison_json(const cycle::ReadDocument& before, const cycle::ReadDocument& now,
                                   const plan::PolicyComparison& c);

}  // namespace wire
