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
  // From a table of the form of codes/holidays.csv (date,kind,name,notice with kind holiday|workday). A row belongs to
  // the year its notice names (关于2023年…的通知, which may also move days of December 2022), else to the year of its
  // date; the years so named are covered. Faults with line: "calendar.columns", "date.form", "date.impossible",
  // "calendar.kind", "calendar.conflict" (one date both holiday and workday), "calendar.weekday" (a workday that falls
  // on Monday to Friday).
  static base::Result<WorkingCalendar> parse(std::string_view csv, const std::string& file_name);
  // This calendar with the years of `other` added; a year in both is taken from `other`, and so is a day named by both.
  WorkingCalendar with(const WorkingCalendar& other) const;

  bool covers(int year) const { return years_.contains(year); }
  // Fault "calendar.not_covered" when the notice of that year is not loaded: never guessed. The last days of December
  // may still be moved by the next year's notice, which comes out in November or December.
  base::Result<bool> is_working_day(const Date& date) const;
  // The n-th working day after `from` (n ≥ 1). Fault "calendar.not_covered" as soon as an uncovered year would be
  // needed.
  base::Result<Date> add_working_days(const Date& from, int n) const;
  // Working days in (from, to]; minus those in (to, from] when `to` is before `from`. Fault "calendar.not_covered".
  base::Result<int> working_days_between(const Date& from, const Date& to) const;

 private:
  struct Special {
    bool working = false;  // by 调休; else a day off
    int notice_year = 0;
  };
  std::set<int> years_;
  std::map<Date, Special> special_;
};

}  // namespace calendar
