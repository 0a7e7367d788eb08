// A forecast is printed with the same decimals in every sentence, table and chart.
#pragma once

#include "plan/verdict.hpp"

namespace plan {

// Growth, percentages and what is measured through the year (PM2.5年均浓度): one; an amount or a count: as many as the
// latest figure has in the unit of the target, at most two.
int forecast_decimals(const TargetStatus& status);

}  // namespace plan
