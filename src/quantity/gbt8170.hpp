// GB/T 8170-2008 数值修约规则与极限数值的表示和判定: rounding (clause 3) and holding a value against a limit (clause
// 4). Release tables round 四舍五入 (base::Rounding::half_up); tests, measurements and many plan documents round by
// this standard. Which one an indicator uses is data of the indicator.
#pragma once

#include <string>

#include "quantity/quantity.hpp"

namespace quantity {

// 修约间隔: unit · 10^power, unit 1, 0.5 or 0.2 (3.4). 10^-1 is one decimal, 10^2 the hundreds.
struct RoundingStep {
  int power = 0;
  enum class Unit { whole, half, fifth } unit = Unit::whole;
};

// 3.2 and 3.4: four down, six up, five to the even multiple; in one go, never twice (3.3.1). The sign is set apart
// first (3.2.5). A value that carries the digits of the step: 1.050 to 10^-1 is "1.0"; 1268 to 10^2 is "1300".
Decimal round_gbt8170(const Decimal& value, const RoundingStep& step);

// 3.3.2: what a laboratory or an office passes on one digit longer than will be used, with a mark that keeps the next
// rounding honest: 15.4546 to one decimal is 15.5 and in truth smaller.
struct Reported {
  Decimal value;
  int truth = 0;                  // −1: the true amount is smaller (−), +1: larger (+), 0: it is exact
  std::string to_string() const;  // "15.5-", "-16.5+"
};
Reported report_gbt8170(const Decimal& value, const RoundingStep& step);
// From what was passed on to the digits that are used: the mark decides an exact five.
Decimal round_reported(const Reported& reported, const RoundingStep& step);

// Clause 4.3: a limit as it is written; an open end is exclusive.
struct Limit {
  std::optional<Decimal> least, most;
  bool least_excluded = false, most_excluded = false;
};
// 4.3.2 全数值比较法: the value as measured. The default where a standard says nothing (4.3.1).
bool within_by_full_value(const Decimal& measured, const Limit& limit);
// 4.3.3 修约值比较法: the value rounded to the digits of the limit.
bool within_by_rounded_value(const Decimal& measured, const Limit& limit, const RoundingStep& step);

// What the true number may have been, either way of rounding; the step is that of the printed digits.
Interval rounding_interval_gbt8170(const Decimal& printed, const RoundingStep& step);

}  // namespace quantity
