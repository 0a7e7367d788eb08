// What a target means as a level, how much of it is attained, and the paces to hold that against.
#pragma once

#include <string>

#include "plan/matching.hpp"
#include "plan/verdict.hpp"

namespace plan {

// True when growth of this indicator is counted at constant prices (by the names table; by its name where the table
// does not know it): then growth and levels cannot be turned into one another.
bool growth_at_constant_prices(const facts::Indicator* indicator, std::string_view name);

// Fills level_needed, attained_share, linear_pace, seasonal_pace or season_note, needed_run_rate and needed_growth_pct
// of a status that has its latest figure. Leaves empty what cannot be said honestly.
void fill_pace(TargetStatus& status, const Demand& demand, const OwnFacts& facts, const std::string& meeting);

}  // namespace plan
