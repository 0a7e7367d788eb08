// A month's project rows as facts, so that the ledger keeps them and next month can be held against them.
#pragma once

#include <vector>

#include "facts/fact.hpp"
#include "reading/project_sheet.hpp"

namespace plan {

// One fact a number: indicator 项目累计完成投资, 项目本月完成投资, 项目年度计划投资, 项目总投资; scope is the project's
// name; period January to the sheet's month; the note holds 形象进度 and 存在问题. What offices hand in is no published
// statistic: these facts never stand against a target. A sheet that prints no month gives none.
std::vector<facts::Fact> project_facts(const reading::ProjectSheet& sheet, const std::string& area,
                                       const std::string& area_code, const calendar::Date& asof);
bool is_project_fact(const facts::Fact& fact);
// The sheets that were kept, one a month, oldest first; of all other facts nothing. Rows imported without an area count
// as the area's own.
std::vector<reading::ProjectSheet> kept_sheets(const std::vector<facts::Fact>& facts, const std::string& area);

}  // namespace plan
