#include "calendar/spring_festival.hpp"

#include <set>

#include <gtest/gtest.h>

#include "calendar/workdays.hpp"

namespace calendar {
namespace {

// Hong Kong Observatory, Gregorian-Lunar Calendar Conversion Table of 1901 to 2100. The years in which common programs
// err (ICU 72: 1954, 2027, 2030) and those with a leap month near the winter solstice (2034) are among them.
TEST(SpringFestival, is_that_of_the_observatory_tables) {
  for (const char* day : {"1950-02-17", "1954-02-03", "1966-01-21", "1978-02-07", "1985-02-20", "1997-02-07",
                          "2000-02-05", "2012-01-23", "2023-01-22", "2027-02-06", "2030-02-03", "2033-01-31",
                          "2034-02-19", "2053-02-19", "2057-02-04", "2089-02-10", "2100-02-09"}) {
    const auto date = parse_date(day);
    ASSERT_TRUE(date);
    EXPECT_EQ(to_string(*spring_festival(static_cast<int>(date->year()))), day);
  }
}

// codes/holidays.csv: the State Council never let people work on the first day of the year.
TEST(SpringFestival, is_a_day_off_in_every_notice) {
  for (int year = 2004; year <= 2026; ++year) {
    const auto working = WorkingCalendar::builtin().is_working_day(*spring_festival(year));
    ASSERT_TRUE(working) << year;
    EXPECT_FALSE(*working) << year;
  }
}

TEST(SpringFestival, falls_between_21_january_and_21_february_and_nowhere_outside_its_years) {
  for (int year = kFirstSpringFestival; year <= kLastSpringFestival; ++year) {
    const auto day = to_string(*spring_festival(year)).substr(5);
    EXPECT_GE(day, "01-21") << year;
    EXPECT_LE(day, "02-21") << year;
  }
  EXPECT_FALSE(spring_festival(kFirstSpringFestival - 1));
  EXPECT_FALSE(spring_festival(kLastSpringFestival + 1));
}

}  // namespace
}  // namespace calendar
