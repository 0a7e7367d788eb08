// Dates, runs of whole months, and dates of publication.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace calendar {

using Date = std::chrono::year_month_day;

// "2023-11-30". Faults: "date.form" for another shape, "date.impossible" for a day that does not exist (2023-02-30) or
// a year outside 1900–2199.
base::Result<Date> parse_date(std::string_view text);
std::string to_string(const Date& date);   // "2023-11-30"
std::string to_chinese(const Date& date);  // "2023年11月30日"
Date plus_days(const Date& date, int days);
Date last_day_of_month(int year, int month);

struct Month {
  int year = 0;
  int month = 0;  // 1–12
  int index() const { return year * 12 + month - 1; }
  static Month from_index(int index) { return {index / 12, index % 12 + 1}; }
  auto operator<=>(const Month&) const = default;
};

// A run of whole months, both ends included. 1-2月 is a period of its own, so are a quarter, a half year and a year.
struct Period {
  Month first;
  Month last;

  static Period year(int y) { return {{y, 1}, {y, 12}}; }
  static Period year_to_date(int y, int last_month) { return {{y, 1}, {y, last_month}}; }
  int months() const { return last.index() - first.index() + 1; }
  bool is_year() const { return first.month == 1 && last.month == 12 && first.year == last.year; }
  bool starts_in_january() const { return first.month == 1 && first.year == last.year; }
  Period years_earlier(int years) const { return {{first.year - years, first.month}, {last.year - years, last.month}}; }
  Date last_day() const { return last_day_of_month(last.year, last.month); }
  auto operator<=>(const Period&) const = default;
};

// "2023", "2023Q3", "2023H1", "2023-09", "2023-01/2023-09". Fault "period.form" or "period.impossible" (month 13, an
// end before its start).
base::Result<Period> parse_period(std::string_view text);
std::string to_string(const Period& period);  // the shortest of the forms above
std::string to_chinese(const Period& period);  // 2023年、2023年上半年、2023年前三季度、2023年1—2月、2023年9月

// When something was published. A month- or year-only date means: known by the end of that month or year, day unknown.
struct Published {
  enum class Precision { day, month, year };
  Date known_by;  // the last day it can have been published on
  Precision precision = Precision::day;
  auto operator<=>(const Published&) const = default;
};

// "2023-11-03", "2023-11" or "2023". Faults as `parse_date`.
base::Result<Published> parse_published(std::string_view text);
std::string to_string(const Published& published);   // as it was given
std::string to_chinese(const Published& published);  // "2023年11月（日期不详）" where the day is unknown

}  // namespace calendar
