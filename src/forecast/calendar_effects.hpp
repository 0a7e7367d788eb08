// What the calendar alone does to a monthly or quarterly figure, as regressors for a seasonal adjustment.
//
// Each is a deviation from what is usual for the same months of the year, so that it holds nothing the season holds:
//   working days   days worked by the State Council's notices with 调休 where the table knows the year, else Monday to
//                  Friday; deviation from the mean of the same month under the same definition
//   leap day       days of February − 28.25
//   Spring Festival  the share of a window that lies in the period, minus its mean over 1950–2100: before (`reach` days
//                  up to the day before New Year's Eve), during (New Year's Eve and the six days after), after (`reach`
//                  days). Windows as in Lin and Liu (2002), "Modeling Lunar Calendar Holiday Effects in Taiwan".
// A period of several months carries the mean over its months, as the adjustment looks at values per month.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "calendar/period.hpp"

namespace forecast {

enum CalendarEffect { kWorkingDays, kLeapDay, kFestivalBefore, kFestivalDuring, kFestivalAfter, kCalendarEffects };
const char* calendar_effect_name(CalendarEffect effect);  // Chinese

// One column an effect, one value a period. Zero for periods outside 1950–2100.
std::array<std::vector<double>, kCalendarEffects> calendar_regressors(const std::vector<calendar::Period>& periods,
                                                                      int reach);

}  // namespace forecast
