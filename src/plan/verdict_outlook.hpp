// From a target's latest figure to where the year will end: picks the class, the history and the method.
#pragma once

#include <optional>
#include <string>

#include "forecast/outlook.hpp"
#include "plan/matching.hpp"
#include "plan/verdict.hpp"

namespace plan {

forecast::AreaLevel area_level(std::string_view area);

// 2020, and 2021 whose growth mirrors it, teach nothing about how a year runs.
bool outlier_year(int year);

// 个、件、项…: units of things that come in whole numbers.
bool counts_things(std::string_view unit);

// In the unit of the demand. Nothing when the latest figure cannot carry a projection. Needs `status.latest`; uses what
// fill_pace found.
std::optional<forecast::Outlook> outlook_for(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                             const std::string& meeting, std::vector<std::string>& notes);

// With its 95 % interval; neither interval reaches below the outlook's floor.
Forecast forecast_of(const forecast::Outlook& outlook);

// The chance that the year's printed figure meets the demand. `decimals`: how the figure will be printed.
double chance_of(const forecast::Outlook& outlook, const Demand& demand, int decimals);

}  // namespace plan
