// What must hold inside a sheet of projects, against the sheet before, and against the report. Each finding names its
// cells. The rules are listed in docs/reference/cross-checks.md.
#pragma once

#include "plan/crosscheck.hpp"
#include "reading/project_sheet.hpp"
#include "reading/statements.hpp"

namespace plan::projects {

// Sums and counts of totals, one row 10⁴ off, rate against done and plan, this month against the year, done against the
// total, projects listed twice.
void check_sheet(const reading::ProjectSheet& sheet, CheckResult& out);
// Cumulative investment that fell within one year, plans that changed, projects that vanished. Both have a period.
void check_against(const reading::ProjectSheet& now, const reading::ProjectSheet& before, CheckResult& out);
// 安排重点项目63个，年度计划投资39亿元以上: count, sum of plans, total investment. `last_year_done`: what last
// December's sheet had done, held against the growth that the plan wants of investment.
void check_report(const reading::ProjectSheet& sheet, const reading::Reading& report,
                  const std::optional<reading::Amount>& last_year_done, CheckResult& out);

// Does the sentence speak of key projects of the report's own list? 省重点项目 are another, unless the sheet's title
// says that it is theirs.
bool of_key_projects(const reading::Reading& report, const base::Span& span, const std::string& sheet_title);

}  // namespace plan::projects
