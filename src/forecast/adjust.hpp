// Seasonal adjustment of one monthly or quarterly figure, whole: calendar effects, outliers, filter, quality, pace.
//
//   value = trend × season × calendar × irregular      (or the sum, where that fits better or values are not positive)
//
// In order: logs or not by AICc of the airline model (logs unless two better without); calendar effects
// (calendar_effects.hpp) kept where |t| ≥ 2, a leap day only where it adds what a day can add, the reach of the Spring
// Festival (10 or 20 days) by likelihood; outliers one by one (airline.hpp) beyond a critical value that grows with the
// length as in X-13ARIMA-SEATS (Ljung 1993; 3.63 at 48 values, 3.89 at 144), then struck out again where they fall
// below it; missing values as unknowns; a year of forecasts on both sides; X-11 (x11.hpp). A lasting shift belongs to
// the trend, wild values and passing ones to the irregular; the adjusted figure is the value without season and
// calendar, outliers included.
//
// 1–2月: a figure that is published for January and February together in any year is looked at as eleven periods a
// year, months published apart are added, and nothing is invented for either month. All components are per month: the
// value of 1–2月 is halved. `value` stays as published.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "calendar/period.hpp"
#include "forecast/airline.hpp"
#include "forecast/calendar_effects.hpp"

namespace forecast {

struct Observation {
  calendar::Period period;  // a month, 1–2月, or a quarter
  double value = 0;         // NaN: missing
};

struct AdjustOptions {
  bool calendar = true;
  bool outliers = true;
  std::optional<bool> multiplicative;  // chosen where empty
  bool adds_up = true;                 // months may be added: no index, balance or rate
  bool year = false;                   // also where the year's total will stand; for figures that add up
};

struct AdjustedPeriod {
  calendar::Period period;
  double value = 0;  // as published, NaN where missing
  bool filled = false;
  // Per month, in the unit of the value; factors around 1 where multiplicative, else amounts around 0.
  double adjusted = 0, trend = 0, season = 0, calendar = 0, irregular = 0;
};

struct AdjustedOutlier {
  OutlierKind kind = OutlierKind::single;
  calendar::Period period;
  double t = 0;
  double effect = 0;  // percent where multiplicative, else in the unit per month
};

struct CalendarTerm {
  CalendarEffect effect = kWorkingDays;
  double effect_size = 0;  // of one working day, one leap day, a whole window: percent, or the unit per month
  double t = 0;
};

// Share of a year's total reached at the end of a period, for the year after the last whole one.
struct PacePoint {
  calendar::Period period;  // of that year
  double share = 0;         // of this period alone
  double reached = 0;       // up to its end
  double lo80 = 0, hi80 = 0;
};

// Where the growth to date and the year's total will stand, by the structural model (structural.hpp) with the calendar
// effects and outliers found here. The 80 % intervals are of each point alone; `together` widens them so that all hold
// at once in four years of five at least (Bonferroni).
struct YearPoint {
  calendar::Period period;  // January to a month not yet published
  double total = 0, lo80 = 0, hi80 = 0;
  std::optional<double> growth, growth_lo80, growth_hi80;  // percent over the same months a year before
  std::optional<double> growth_lo_together, growth_hi_together;
};

struct AdjustQuality {
  double stable_f = 0;                 // F of stable season in the ratios; under 7 there is hardly a season
  double moving_f = 0;                 // F of moving season
  double m7 = 0;                       // over 1: the season cannot be told
  double qs_before = 0, qs_after = 0;  // QS of the series and of the adjusted one; χ² with 2 degrees
  double residual_p = 1;               // chance of so much season left over if there is none
  double moving_ratio = 0, irregular_to_trend = 0;
  int henderson = 0, seasonal_terms = 0;
  double theta = 0, seasonal_theta = 0, sigma = 0;
};

struct Adjustment {
  int periods_a_year = 12;  // 11 where 1–2月 is one
  bool multiplicative = true;
  int festival_reach = 20;
  std::vector<AdjustedPeriod> periods;
  std::vector<AdjustedOutlier> outliers;
  std::vector<CalendarTerm> calendar;
  std::vector<PacePoint> pace;  // empty where the figures are not all positive or fewer than three whole years stand
  int pace_years = 0;
  std::vector<YearPoint> year;  // empty unless asked for and possible; the last is the year's total
  AdjustQuality quality;
  std::vector<std::string> notes;  // for the user, Chinese: what was taken how
};

// In any order. Faults: "series.none" (no number at all), "series.twice" (one period, two numbers), "series.mixed"
// (months and quarters), "series.period" (another kind of period, or outside 1950–2100), "series.short" (less than
// three years), "series.gaps" (more than a third missing), "series.number" (a number beyond 10^100).
base::Result<Adjustment> adjust(std::vector<Observation> observations, const AdjustOptions& options = {});

// "2020年1—2月起水平下移18.3%" — one outlier in words.
std::string outlier_words(const AdjustedOutlier& outlier, bool multiplicative, bool chinese);

}  // namespace forecast
