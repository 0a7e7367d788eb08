// 对照表.xlsx: last year's promises and this year's outcomes, figures beside their predecessors, stages, runs, and
// pairs that only look alike.
#pragma once

#include <string>

#include "document/draft.hpp"
#include "plan/comparison.hpp"

namespace report {

struct ComparisonFindings {
  std::string last_file, now_file;
  std::string area;
  int year = 0;  // promised and reviewed; 0 unknown
  plan::Comparison comparison;
};

document::DraftWorkbook comparison_table(const ComparisonFindings& found);

}  // namespace report
