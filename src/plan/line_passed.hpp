// Has an amount passed its line before the year is out? Whether it stays so is another question (stays_done.hpp).
#pragma once

#include <optional>

#include "plan/matching.hpp"
#include "plan/verdict.hpp"

namespace plan {

// Of an amount that adds up from January: true, the aim is reached by now; false, a ceiling is exceeded; nothing:
// neither, or it is no such amount. Needs `status.latest`; `latest`: its figure in the unit of the demand.
std::optional<bool> line_passed(const TargetStatus& status, const Demand& demand, const Decimal& latest);

}  // namespace plan
