// Levels of one year's stretches from those that were published: single month from year to date, quarter from months,
// year to date from 1–2月 and single months, and any other stretch that the published ones add up to.
//
// Each published stretch joins two ends of months. A wanted stretch is a walk from its start to its end over published
// ones, forwards added and backwards taken off; the walk with the fewest steps is used, because every step brings its
// own rounding. What was published is never replaced by what can be derived.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "calendar/period.hpp"
#include "quantity/quantity.hpp"

namespace series {

using base::Decimal;
using quantity::Interval;

struct Level {
  Decimal value;  // published, or the sum along the walk
  Interval room;  // what the rounding of all its parts allows
  bool derived = false;
  std::vector<calendar::Period> from;  // the published stretches it rests on
};

class Stretches {
 public:
  // A stretch published again replaces the earlier one: ask with the figures of one vintage day.
  void publish(const calendar::Period& stretch, const Decimal& level) { published_[stretch] = level; }
  const std::map<calendar::Period, Decimal>& published() const { return published_; }

  // Nothing where the published ones do not reach. 1–2月 never gives January.
  std::optional<Level> level(const calendar::Period& wanted) const;
  std::optional<Level> month(int year, int m) const { return level({{year, m}, {year, m}}); }
  std::optional<Level> quarter(int year, int q) const { return level({{year, 3 * q - 2}, {year, 3 * q}}); }
  std::optional<Level> year_to_date(int year, int m) const { return level(calendar::Period::year_to_date(year, m)); }

 private:
  std::map<calendar::Period, Decimal> published_;
};

}  // namespace series
