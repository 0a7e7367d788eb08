// Working days with 调休, from the State Council's yearly notices (codes/holidays.csv).
#pragma once

#include <map>
#include <set>
#include <string_view>

#include "calendar/period.hpp"

namespace calendar {

class WorkingCalendar {
 public:
  // The notices built into the program.
  static const WorkingCalendar& builtin();
  // From a table of the form of codes/holidays.csv (date,kind,name,notice with kind holiday|workday). A year is covered when
  // at least one of its own days is named. Fault with line on a bad date or kind.
  static base::Result<WorkingCalendar> parse(std::string_view csv, const std::string& file_name);
  // This calendar with the years of `other` added; a year in both is taken from `other`.
  WorkingCalendar with(const WorkingCalendar& other) const;

  bool covers(int year) const { return years_.contains(year); }
  // Fault "calendar.not_covered" when the notice of that year is not loaded: never guessed.
  base::Result<bool> is_working_day(const Date& date) const;
  // The n-th working day after `from` (n ≥ 1). Fault "calendar.not_covered" as soon as an uncovered year would be needed.
  base::Result<Date> add_working_days(const Date& from, int n) const;
  // Working days in (from, to]; negative when `to` is before `from`.
  base::Result<int> working_days_between(const Date& from, const Date& to) const;

 private:
  std::set<int> years_;
  std::map<Date, bool> special_;  // true: a working day by 调休; false: a day off
};

}  // namespace calendar
