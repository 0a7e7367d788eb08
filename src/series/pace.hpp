// How far a year has come: linear pace (时序进度), seasonal pace (季节进度), and what the rest of the year must bring.
// Every pace stands at the end of the latest period that has data, never at the day of asking.
#pragma once

#include <optional>

#include "calendar/period.hpp"
#include "series/growth.hpp"

namespace series {

// Share of the year gone at the end of `latest`: 2023-01/2023-09 → 0.75.
// Guangdong called 63.9 % at the end of July 2018 "5.6 points ahead": 7/12.
Decimal linear_pace(const calendar::Period& latest);

// Months of that year still to come after `latest`.
int months_left(const calendar::Period& latest);

// Share of the whole year that the year before had reached by the same month.
struct SeasonalShare {
  Interval share;
  bool implied = false;  // the year before's level to date was worked out from this year's level and growth
};

// From two printed levels of the year before. Nothing when the whole is not positive or the part is negative.
std::optional<SeasonalShare> seasonal_from_levels(const Decimal& to_date, const Decimal& whole);

// Where the year before's level to date was not published: this year's level / (1 + growth), over the year before's
// whole. Only for growth at current prices. Nothing when no such base exists (growth at or below −100 %, a whole that
// is not positive).
std::optional<SeasonalShare> seasonal_implied(const Decimal& level_to_date, const Decimal& growth_pct,
                                              const Decimal& whole);

// `attained` / `needed`. Nothing when `needed` is not positive.
std::optional<Decimal> attained_share(const Decimal& attained, const Decimal& needed);

// What each remaining month must bring: (needed − attained) / months. Nothing when no month is left; negative or zero
// when the year's need is already met.
std::optional<Decimal> needed_run_rate(const Decimal& needed, const Decimal& attained, int months);

// Growth in percent of the remaining months over the same months of the year before that would just do:
// (needed − attained) / (whole before − to date before) − 1. `to_date_before` may be an interval (implied); its middle
// is used. Nothing when the year before had nothing left to bring.
std::optional<Decimal> needed_growth_of_rest(const Decimal& needed, const Decimal& attained,
                                             const Decimal& whole_before, const Interval& to_date_before);

}  // namespace series
