// One column of levels from a CSV file with one row a period, as single months (or quarters), for adjustment and
// models. Periods are written as in statistics_csv.hpp. Where a companion column of year-to-date values stands beside
// it, it fills what the column lacks: the first figure of a year published for January and February together is 1–2月,
// a month without a value is the difference of two neighbours. A column that is itself year-to-date is taken apart the
// same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/fault.hpp"
#include "calendar/period.hpp"

namespace series {

struct LevelCell {
  calendar::Period period;
  std::optional<base::Decimal> value;  // nothing: the row stands there without a number
};

struct LevelColumn {
  std::string title;           // of the file, from its first comment
  std::string column;          // that was read
  std::string to_date_column;  // that helped, or empty
  bool adds_up = true;  // false for an index, a balance or a rate, by name or because all lie in 50–200, to date too
  std::vector<LevelCell> cells;  // in order of period; one a period
  std::vector<base::Fault> unread;
};

// `column` empty: the first column of single values that is no growth rate, else the first year-to-date one. Faults:
// those of base::CsvTable; "series.no_period"; "series.no_column" (no such column, or none with numbers);
// "series.twice" (one period with two different numbers: only the office can say which is right).
base::Result<LevelColumn> read_level_csv(std::string_view bytes, const std::string& file_name,
                                         const std::string& column = {});

}  // namespace series
