// How the key projects of a month's sheet stand against their year: late and slow ones with the reason, the totals
// against the plan's own words. Pure: sheets, facts and the report in, findings out.
// How it is judged: docs/reference/project-sheet.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "plan/crosscheck.hpp"
#include "plan/project_outlook.hpp"
#include "plan/project_pace.hpp"
#include "reading/project_sheet.hpp"
#include "reading/statements.hpp"

namespace plan {

using base::Decimal;

// `late` and `slow` are behind; `no_plan`: no annual plan to hold it against; `no_data`: nothing printed of this year.
enum class ProjectVerdict { late, slow, no_data, no_plan, on_track, finished };
std::string to_string(ProjectVerdict);   // "on_track"
std::string to_chinese(ProjectVerdict);  // 滞后, 偏慢, 缺数据, 无年度计划, 正常, 已完成

struct ProjectSettings {
  Decimal late_lag = Decimal::scaled(10, -2);  // behind both paces by so much of the plan
  Decimal slow_lag = Decimal::scaled(3, -2);
  int zero_months = 3;       // months without any investment
  int unchanged_months = 3;  // the same words of progress
};

struct ProjectStatus {
  reading::Project project;
  std::optional<Decimal> rate;  // done / plan, 0.675; from the printed rate where one of them is missing
  bool rate_as_printed = false;
  std::optional<Decimal> lag;  // behind the lower of both paces; negative: ahead
  ProjectVerdict verdict = ProjectVerdict::no_data;
  std::string why;                        // one sentence
  std::vector<std::string> notes;         // plan changed, stage and money at odds
  bool not_started = false;               // should have begun and has not
  std::optional<YearEndOfPlan> year_end;  // will its plan be met; of a project under way whose rate is known
};

struct ProjectTotals {
  int projects = 0;
  std::array<int, 6> count{};                        // by verdict
  std::optional<reading::Amount> plan, done, total;  // sums of the rows that have numbers, in the sheet's unit
  int without_plan = 0, without_done = 0;
  std::optional<Decimal> rate;  // of the rows that have both
  ProjectPace pace;
  std::string words;                      // one sentence: behind or ahead of both paces
  std::optional<YearEndOfPlan> year_end;  // of the rows that have both, together
};

// A project that the report names, and the row it was found in.
struct NamedProject {
  std::string name;
  base::Span span;  // of the measure
  std::string row;  // the sheet's name for it; empty: the sheet has none like it
  double confidence = 0;
  // The measure goes on about the project that the measure before it in the sentence names:
  // …甲醇项目，9月底前完成设备安装.
  bool goes_on = false;
};

struct ProjectReport {
  bool any = false;  // a sheet of this year was given
  calendar::Period period;
  bool period_assumed = false;  // no month printed: the last whole month before the day of asking
  std::string file;
  std::string title;
  std::vector<ProjectStatus> projects;  // late first, the furthest behind first
  ProjectTotals totals;
  CheckResult check;                // findings of the sheet, and of the sheet against the report
  std::vector<NamedProject> named;  // projects of the report's measures
  std::vector<std::string> notes;   // of the sheet
};

struct ProjectInput {
  std::vector<reading::ProjectSheet> sheets;   // of this month's folder, any periods
  std::vector<reading::ProjectSheet> earlier;  // as kept from earlier months
  const reading::Reading* report = nullptr;
  std::vector<facts::Fact> known;  // published figures, for the curve
  calendar::Date asof;
  ProjectSettings settings;
};

// The latest sheet of the plan's year whose period has ended by `asof` is judged (in the month of asking itself, that
// month may be printed already); the others are its past.
ProjectReport project_progress(const ProjectInput& input);

}  // namespace plan
