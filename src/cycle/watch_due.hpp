// What falls due on a day: answers to orders, and what the plan itself sets a date for.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"
#include "reading/statements.hpp"

namespace cycle {

// The day that "9月底前", "2025年6月30日前" or "年底前" of a plan of `year` ends with; nothing for 年内各月 and the
// like.
std::optional<calendar::Date> last_day_of(const std::string& due, int year);

// One line each: orders to be answered by that day or overdue, then tasks whose date is that very day.
base::Result<std::vector<std::string>> due_on(const calendar::Date& day, const reading::Reading& report,
                                              const std::string& data, base::World& world);

}  // namespace cycle
