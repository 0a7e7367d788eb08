// The operators on values (DMN 1.5, 10.3.2.5 to 10.3.2.8). What does not fit is null with a problem noted.
#pragma once

#include "feel/run.hpp"
#include "feel/value.hpp"

namespace feel {

enum class Operator { add, subtract, multiply, divide, power };
enum class Comparison { equal, not_equal, less, less_equal, greater, greater_equal };

Value arithmetic(Run& run, Operator op, const Value& a, const Value& b);
Value negated(Run& run, const Value& a);
Value compared(Run& run, Comparison op, const Value& a, const Value& b);
// Is the value within the range? Null when the two cannot be compared.
Value within(Run& run, const Value& value, const Range& range);
// A property of a value: an entry of a context, `year` of a date, `start` of a range; of a list, of each of its items.
Value member(Run& run, const Value& value, const std::string& name);

std::optional<DateTime> plus(const DateTime& t, Int128 nanos);
// nullopt when one has a time offset and the other none.
std::optional<DaysDuration> difference(const Value& later, const Value& earlier);

}  // namespace feel
