// The sheet 重点项目 of 目标完成情况表.xlsx: every project with its pace, late ones first.
#pragma once

#include "document/draft.hpp"
#include "report/documents.hpp"

namespace report {

document::DraftSheet projects_sheet(const RunFindings& run);

// "● 滞后": told apart in black and white too.
std::string project_label(plan::ProjectVerdict verdict);
// "滞后5个、偏慢8个、正常40个": verdicts that occur, the gravest first.
std::string project_counts(const plan::ProjectTotals& totals);
// "2026年1—9月".
std::string project_period(const plan::ProjectReport& projects);

}  // namespace report
