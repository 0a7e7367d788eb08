// How much of a year's project investment is usually done by the end of a month: learnt from earlier years where they
// are known, else a default made of published figures (codes/projects/default_pace.csv).
#pragma once

#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "reading/project_sheet.hpp"

namespace plan {

struct ProjectPace {
  base::Decimal linear;    // months gone / 12
  base::Decimal expected;  // share of the year's plan usually done by then
  bool is_default = false;
  std::string name = "往年同月";  // what the expectation is called; 各地同月 for the default
  std::string source;             // one phrase for the user: where the expectation comes from
};

// In this order, the first that tells of this month: the area's own sheets of earlier years (done by then, over what
// that December's sheet had done, or over that year's plan); published 重点项目年度投资计划完成率 of the area, mean of
// at most three years; published levels of its 重点项目投资 or 固定资产投资 in the last year that has both; the
// default.
ProjectPace project_pace(int year, int month, const std::string& area,
                         const std::vector<reading::ProjectSheet>& earlier, const std::vector<facts::Fact>& known);

// The default: the median of published rates, made not to fall from month to month and to end at one.
base::Decimal default_project_pace(int month);

}  // namespace plan
