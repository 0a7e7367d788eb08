// Steps that every kind of verdict shares.
#pragma once

#include "plan/matching.hpp"
#include "plan/verdict.hpp"

namespace plan {

Verdict verdict_of_chance(double chance, const Settings& settings);

// What the finished year says. Printed decimals leave an interval: only where it lies wholly beyond the line is the
// target missed; where it straddles the line the printed figure cannot tell.
Verdict verdict_of_result(const Decimal& printed, const Demand& demand);

}  // namespace plan
