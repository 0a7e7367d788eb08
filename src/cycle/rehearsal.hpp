// What the round of a day over the orders would do, before anybody answers for it. Nothing is written.
#pragma once

#include <string>
#include <vector>

#include "cycle/standing.hpp"

namespace cycle {

struct Rehearsal {
  Standing standing;  // with the steps in `run->order_steps` and `run->order_steps_back`
  // Why the day may be the wrong one: outside the plan's year, long before or long after the newest published figure.
  std::vector<std::string> warnings;
  std::string seen;  // of these steps: the same steps give the same, others another
};
// Faults as `standing`.
base::Result<Rehearsal> rehearse_round(const std::string& data, const calendar::Date& asof, base::World& world);

}  // namespace cycle
