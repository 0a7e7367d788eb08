// The days that 国庆节前, 春节前 and the like are counted from, in the yearly notices of days off (codes/holidays.csv).
#pragma once

#include <optional>
#include <string_view>

#include "calendar/period.hpp"

namespace calendar {

// The first day of the festival itself: 元旦 1 January, 劳动节 1 May, 国庆节 1 October, 春节 the first day off for it.
// For 春节 and other festivals of the lunar year the notice of that year is asked; nothing where it is not loaded or
// does not have the name.
std::optional<Date> holiday_begins(std::string_view name, int year);

// The last day before the next such festival after `since`: of 国庆节 in a paper of July 2025 it is 30 September 2025.
std::optional<Date> day_before_holiday(std::string_view name, const Date& since);

}  // namespace calendar
