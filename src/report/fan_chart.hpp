// One target as a picture for a leader's desk: published figures, earlier vintages, last year, the line to reach, the
// fan of where the year will end (80 % and 95 %), the paces, what moved the forecast and what the rest of the year
// needs.
#pragma once

#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "plan/verdict.hpp"

namespace report {

struct ChartOf {
  std::string area;
  const plan::TargetStatus* status = nullptr;
  // Everything published, for vintages of this year's periods that were replaced since.
  const std::vector<facts::Fact>* vintages = nullptr;
};

// An SVG file, 960 × 640 or so; empty where there is no forecast to draw. The same target gives the same bytes.
std::string fan_chart(const ChartOf& chart);

// A name for its file: the indicator without what a file system forbids.
std::string chart_file_name(const plan::TargetStatus& status, int number);

}  // namespace report
