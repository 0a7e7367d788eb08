// Will a year's investment plan be met? One project's, all key projects' together, or a target that says so: from what
// is done so far and the S-curves of earlier years (forecast/completion.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "forecast/completion.hpp"
#include "plan/matching.hpp"
#include "plan/verdict.hpp"
#include "reading/project_sheet.hpp"

namespace plan {

// What earlier years taught of the area's key projects.
struct ProjectPast {
  std::vector<forecast::CompletionYear> years;     // of all projects together
  std::vector<forecast::CompletionYear> projects;  // each project in each year that has a December sheet
  std::vector<int> told;                           // the years behind `years`, ascending
  std::vector<std::string> by;  // what told each of them: 项目表, 公布的完成率, 重点项目完成投资, 固定资产投资
};

// The sheets of a folder and those kept from earlier runs: of one period the folder's. Those without a period are left
// out.
std::vector<reading::ProjectSheet> sheets_together(const std::vector<reading::ProjectSheet>& folder,
                                                   const std::vector<reading::ProjectSheet>& kept);

// Years before `year`: the area's own sheets; published 重点项目年度投资计划完成率; published 重点项目 investment with
// December, else 固定资产投资 — of one year the first that has it. At most ten years back.
ProjectPast project_past(int year, const std::string& area, const std::vector<reading::ProjectSheet>& earlier,
                         const std::vector<facts::Fact>& known);

struct YearEndOfPlan {
  Forecast forecast;  // shares of the annual plan
  double chance = 0;  // that at least `line` of it is done by the year's end
  int years = 0;      // earlier years behind the curve; 0: the default of other areas
  std::string words;
  std::string english;
};

// `rate`: share of the plan done by the end of `month` (1–11), at least 0; `start`: first month of work this year.
YearEndOfPlan year_end_of_plan(const base::Decimal& rate, int month, int start, const ProjectPast& past,
                               bool one_project);

// Of a target that is met by completing: in the unit of the demand, by the same past as the sheet's own total. Nothing
// for other targets, or where the latest figure does not run from January.
std::optional<forecast::Outlook> completion_target_outlook(const TargetStatus& status, const Demand& demand,
                                                           const OwnFacts& facts);

}  // namespace plan
