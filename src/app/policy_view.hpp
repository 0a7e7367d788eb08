// Policy files and minutes on the screen (docs/reference/policy.md), and two of them compared.
#pragma once

#include <string>

#include "app/screens.hpp"
#include "cycle/cycle.hpp"
#include "plan/policy_comparison.hpp"

namespace app {

// Of a document that has a policy.
std::string policy_screen(const cycle::ReadDocument& read, Language language);
// Both have one.
std::string policy_comparison_screen(const cycle::ReadDocument& before, const cycle::ReadDocument& now,
                                     const plan::PolicyComparison& c, Language language);

}  // namespace app
