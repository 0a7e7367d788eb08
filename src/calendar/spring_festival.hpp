// The Spring Festival (春节): the first day of the Chinese lunar year, computed, not listed.
//
// The rule is GB/T 33661-2017 (编算和颁行农历): days run from midnight to midnight at 120° E (UTC+8); a month starts on
// the day of a new moon; the month that holds the winter solstice is month 11; when thirteen months start from one
// month 11 to the next, the first of them without a principal term (中气) is a leap month. The year starts with
// month 1. New moons: Meeus, Astronomical Algorithms, 2nd ed. 1998, chapter 49 (largest terms, within a minute or so);
// the sun's longitude: chapter 25 (0.01°, a quarter of an hour). No new moon that decides 1950–2100 lies so near
// midnight.
#pragma once

#include <optional>

#include "calendar/period.hpp"

namespace calendar {

inline constexpr int kFirstSpringFestival = 1950, kLastSpringFestival = 2100;

// Nothing outside 1950–2100.
std::optional<Date> spring_festival(int year);

}  // namespace calendar
