#include "calendar/spring_festival.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/fault.hpp"

namespace calendar {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kBeijing = 8.0 / 24;  // days ahead of universal time
constexpr double kEpoch2000 = 2451545.0;

double sine(double degrees) { return std::sin(degrees * kDegree); }

// Terrestrial less universal time in days: observed to 2005, then the forecast of Espenak and Meeus (2006).
double clock_gap(double year) {
  constexpr std::array<std::array<double, 2>, 7> kSeconds{
      {{1950, 29.1}, {1970, 40.2}, {1990, 56.9}, {2005, 64.7}, {2020, 69.4}, {2050, 93.0}, {2100, 202.8}}};
  for (std::size_t i = 1; i < kSeconds.size(); ++i) {
    if (year > kSeconds[i][0] && i + 1 < kSeconds.size()) continue;
    const auto &a = kSeconds[i - 1], &b = kSeconds[i];
    return (a[1] + (b[1] - a[1]) * (year - a[0]) / (b[0] - a[0])) / 86400;
  }
  return 0;
}

double year_of(double julian) { return 2000 + (julian - kEpoch2000) / 365.25; }

// The day in Beijing on which a moment of terrestrial time falls, as the Julian day number of its noon.
int beijing_day(double moment) {
  return static_cast<int>(std::floor(moment - clock_gap(year_of(moment)) + kBeijing + 0.5));
}

// Apparent longitude of the sun in degrees, 0–360 (Meeus ch. 25).
double sun(double moment) {
  const double t = (moment - kEpoch2000) / 36525;
  const double mean = 280.46646 + t * (36000.76983 + t * 0.0003032);
  const double anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
  const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * sine(anomaly) +
                        (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly);
  const double lon = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return lon - 360 * std::floor(lon / 360);
}

// The k-th new moon, 0 the first of the year 2000, in terrestrial time (Meeus ch. 49).
double new_moon(int k) {
  const double t = k / 1236.85;
  const double mean = 2451550.09766 + 29.530588861 * k + t * t * (0.00015437 - t * 0.000000150);
  const double e = 1 - t * (0.002516 + t * 0.0000074);
  const double m = 2.5534 + 29.10535670 * k - t * t * 0.0000014;
  const double moon = 201.5643 + 385.81693528 * k + t * t * 0.0107582;
  const double f = 160.7108 + 390.67050284 * k - t * t * 0.0016118;
  const double node = 124.7746 - 1.56375588 * k + t * t * 0.0020672;
  const double terms = -0.40720 * sine(moon) + 0.17241 * e * sine(m) + 0.01608 * sine(2 * moon) +
                       0.01039 * sine(2 * f) + 0.00739 * e * sine(moon - m) - 0.00514 * e * sine(moon + m) +
                       0.00208 * e * e * sine(2 * m) - 0.00111 * sine(moon - 2 * f) - 0.00057 * sine(moon + 2 * f) +
                       0.00056 * e * sine(2 * moon + m) - 0.00042 * sine(3 * moon) + 0.00042 * e * sine(m + 2 * f) +
                       0.00038 * e * sine(m - 2 * f) - 0.00024 * e * sine(2 * moon - m) - 0.00017 * sine(node);
  return mean + terms + 0.000325 * sine(299.77 + 0.107408 * k) + 0.000165 * sine(251.88 + 0.016321 * k) +
         0.000164 * sine(251.83 + 26.651886 * k);
}

int noon_of(const Date& date) {
  return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count()) + 2440588;
}

// Which twelfth of its way the sun is in when a day begins in Beijing.
int principal_term(int day) {
  const double midnight = day - 0.5 - kBeijing + clock_gap(year_of(day));
  return static_cast<int>(std::floor(sun(midnight) / 30));
}

int winter_solstice(int year) {
  int day = noon_of(Date{std::chrono::year{year}, std::chrono::December, std::chrono::day{18}});
  while (principal_term(day + 1) != 9) ++day;  // 270° are reached during `day`
  return day;
}

// The new moon whose day is the last not after `day`.
int last_new_moon(int day) {
  int k = static_cast<int>(std::floor((day - 2451550.1) / 29.530588861)) + 2;
  while (beijing_day(new_moon(k)) > day) --k;
  return k;
}

Date first_day_of_lunar_year(int year) {
  const int month11 = last_new_moon(winter_solstice(year - 1)), next11 = last_new_moon(winter_solstice(year));
  int first = month11 + 2;
  if (next11 - month11 == 13) {
    for (int k = month11 + 1; k <= month11 + 2; ++k) {
      if (principal_term(beijing_day(new_moon(k))) == principal_term(beijing_day(new_moon(k + 1)))) {
        first = month11 + 3;  // month 11 or 12 is followed by a leap month (2034)
        break;
      }
    }
  }
  return Date{std::chrono::sys_days(std::chrono::days(beijing_day(new_moon(first)) - 2440588))};
}

}  // namespace

std::optional<Date> spring_festival(int year) {
  if (year < kFirstSpringFestival || year > kLastSpringFestival) return std::nullopt;
  static const auto all = [] {
    std::array<Date, kLastSpringFestival - kFirstSpringFestival + 1> days;
    for (int y = kFirstSpringFestival; y <= kLastSpringFestival; ++y) {
      days[static_cast<std::size_t>(y - kFirstSpringFestival)] = first_day_of_lunar_year(y);
    }
    return days;
  }();
  return all[static_cast<std::size_t>(year - kFirstSpringFestival)];
}

}  // namespace calendar
