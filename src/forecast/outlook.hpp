// Where a figure will stand at the end of the year, and how sure that is.
//
// Year-to-date growth after m months is an average over m months. With gap = growth of the remaining months − growth so
// far,
//     growth of the year = growth so far + (1 − m/12) · gap,
// so the year's error is the gap's, scaled by the share of the year still to come, plus what December and revisions
// move. Gaps have heavy tails; the error is Student t with 5 degrees of freedom, scaled so that its 80 % interval is
// the one that held four times out of five in published series. Everything is deterministic.
#pragma once

#include <string>
#include <vector>

#include "forecast/drift.hpp"
#include "forecast/year_end.hpp"

namespace forecast {

enum class AreaLevel { nation, province, local };  // local: city, county, district

// A past year of the same area and indicator: growth after `months` and growth of the whole year.
struct PastYear {
  int months = 0;
  double growth_then = 0;
  double growth_of_year = 0;
};

// One thing that moved a forecast, in the unit of the forecast; all of them add up to its mean.
struct Driver {
  std::string what;  // for the user
  double moved = 0;
};

struct Outlook {
  double mean = 0;
  double scale = 0;  // of Student t with 5 degrees of freedom; 0: certain
  double lo80 = 0;
  double hi80 = 0;
  std::string method;  // for the user
  std::vector<Driver> drivers;
  // What is done already where what is done stays done: neither interval reaches below it, and no chance counts less.
  std::optional<double> floor = std::nullopt;
};

// Student t, 5 degrees of freedom (closed form: Abramowitz & Stegun 26.7.3).
double student5_cdf(double t);
// Half width of the central 80 % interval in units of the scale: F(1.475884) = 0.9.
inline constexpr double kStudent5Quantile90 = 1.475884;
inline constexpr double kStudent5Quantile975 = 2.570582;

// Sets the floor. An outlook whose mean lies below it is left as it is: its figures do not belong together.
void stays_done(Outlook& outlook, double done);

double chance_at_least(const Outlook& outlook, double threshold);
double chance_at_most(const Outlook& outlook, double threshold);

struct GrowthQuestion {
  double growth = 0;  // year to date, percent
  int months = 0;     // 1–12 months behind it
  const DriftClass* drift_class = nullptr;
  AreaLevel area = AreaLevel::local;
  std::vector<PastYear> own_past;     // same area and indicator, outlier years left out by the caller
  std::vector<PastYear> other_pairs;  // other areas, same class: they say how wide the gaps are, not where they lie
  bool shock_year =
      false;  // growth so far mirrors a shock: the rest of the year is taken as ordinary, the scale doubled
  std::optional<YearEndSeries> own;  // the area's own growth through the years, where there is more than one figure
  int year = 0;
  bool has_target = false;  // used only where the class is steered to its target
  double target = 0;
};
// 1 ≤ months ≤ 12 and a class are asserted.
Outlook growth_outlook(const GrowthQuestion& question);

// A level or count that grows through the year, projected by the share of the year it stands for, in (0, 1.5].
// `relative_error` is the class scale in percent of the projected level for a whole year to come. Where the share is
// last year's (`known_season`) the error is in proportion to what is still to come: so it was with national levels of
// 2008-2022 from January to September (bench/growth_drift.py prints it); where the months count alike for want of
// anything better it shrinks only with the root of that.
Outlook level_outlook(double level, double share, int months, const DriftClass& drift_class, std::string method,
                      bool known_season = false);

// Events counted one by one (projects signed, fairs held): k in m months, the rest by the same rate. The rate is Gamma
// with k + 1/2 events behind it, so the rest is negative binomial with mean μ = k (12 − m)/m and variance
// μ + μ²/(k + 1/2); a tenth of μ more for rates that are not even. No floor: the caller knows whether there is one.
Outlook count_outlook(double count, int months);

// A rate whose year is the mean of its months: what is known counts, the months to come stay at the latest one. On
// national prices and purchasing managers' indices that errs less than the mean so far or any mixture with it
// (bench/rate_of_year.py). The error shrinks with the share of the year still to come.
struct RateQuestion {
  double mean = 0;    // of the months so far
  double latest = 0;  // of the latest month
  int months = 0;     // 1–11
};
Outlook mean_outlook(const RateQuestion& question, const DriftClass& drift_class, AreaLevel area);

// A stock, or a rate or share that is reached by the year's end: the last value stays, with the error of its class.
Outlook value_outlook(double value, int months, const DriftClass& drift_class, AreaLevel area);

// A mean over the months so far that has seasons (concentrations in the air, days with good air): earlier years moved
// from these months to their end, and this one is taken to move as they did on average, in proportion for a level and
// in points for a rate. Without an earlier year it is `value_outlook`. The error is its class's all the same: one
// year's winter says little of the next one's.
struct PastMean {
  double then = 0;     // mean of the same months
  double of_year = 0;  // mean of the whole year
};
Outlook seasonal_mean_outlook(double value, const std::vector<PastMean>& past, int months,
                              const DriftClass& drift_class, AreaLevel area);

}  // namespace forecast
