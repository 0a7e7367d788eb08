// 目标测算.docx: what to promise for next year, argued from numbers.
#pragma once

#include "document/draft.hpp"
#include "plan/next_target.hpp"

namespace report {

document::Draft next_targets_page(const plan::NextTargets& targets, const std::string& area, int year,
                                  const calendar::Date& asof);
// The same as plain text, for the screen and for .txt.
std::string next_targets_text(const plan::NextTargets& targets, const std::string& area, int year);

}  // namespace report
