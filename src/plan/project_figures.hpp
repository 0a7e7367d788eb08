// What the sheet of key projects says of the figures in which a report speaks of them: how many, their investment
// planned and done, the share done. Handed in by offices: told in papers as that, and never held against a target.
#pragma once

#include <optional>
#include <string>

#include "facts/fact.hpp"
#include "plan/project_progress.hpp"
#include "plan/verdict.hpp"
#include "reading/statements.hpp"

namespace plan {

enum class ProjectTotal { count, planned, done, rate, total };

// Which total of the sheet a figure of the report speaks of: by its name and unit, in a sentence about key projects of
// the report's own list (省重点项目 is another). Nothing for all other figures.
std::optional<ProjectTotal> project_total_of(const reading::Reading& report, const std::string& indicator,
                                             const std::string& unit, const base::Span& span,
                                             const std::string& sheet_title);

// That total to the end of the sheet's month, in `unit` where it is of one dimension with the sheet's, printed as
// amounts in another unit are (plan/spoken_unit.hpp); the note says of how many projects it is the sum. Its source has
// no day: nothing was published. Nothing where the sheet has no such column, or amounts without a unit.
std::optional<facts::Fact> project_total(const ProjectReport& projects, ProjectTotal which, const std::string& unit,
                                         const std::string& area);

// The unit in which the report speaks of its key projects' money (亿元); empty: it does not.
std::string project_money_unit(const reading::Reading& report, const std::string& sheet_title);
// An amount of the sheet in that unit: 1020000万元 is 102亿元. As it is where `unit` is empty.
std::string project_amount_words(const reading::Amount& amount, const std::string& unit);

// Gives targets that no published figure tells, and of which the sheet speaks, what the sheet says.
void tell_by_projects(const ProjectReport& projects, const reading::Reading& report,
                      std::vector<TargetStatus>& statuses);

}  // namespace plan
