// What is known of how far a figure still moves before the year ends (codes/growth_drift.csv, whose head says where
// each number comes from and how it was made: bench/growth_drift.py).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace forecast {

enum class Measure {
  growth,
  level,
  value
};  // points of growth; percent of the projected level; points of the value itself

struct DriftClass {
  std::string name;  // gdp, industry, …
  Measure measure = Measure::growth;
  double gap = 0;              // scale of (growth of the remaining months − growth so far), the nation
  double drift = 0;            // centre of the same
  double floor = 0;            // scale of what December and revisions still move
  double local_factor = 1;     // a city or district over the nation
  std::optional<double> pull;  // set where governments steer to the target
  double lift = 0;
  double shock = 0;    // growth of the remaining months in a year of shock
  int pairs = 0;       // years behind the row; 0: set by judgement
  std::string phrase;  // 地区生产总值累计增速
};

class DriftTable {
 public:
  static const DriftTable& builtin();
  // Faults: those of base::CsvTable, "drift.number" with the line of a bad number, "drift.incomplete" when the class
  // "other" is missing.
  static base::Result<DriftTable> parse(std::string_view csv, const std::string& file_name);

  const DriftClass* find(std::string_view name) const;
  // The class "other" where the name is unknown.
  const DriftClass& find_or_other(std::string_view name) const;

 private:
  std::vector<DriftClass> classes_;
};

}  // namespace forecast
