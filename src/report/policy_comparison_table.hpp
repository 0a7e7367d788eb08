// 政策对照表.xlsx: every article and every task of a policy file beside what it has become in the one that replaces it.
#pragma once

#include <string>

#include "document/draft.hpp"
#include "plan/policy_comparison.hpp"

namespace report {

struct PolicyComparisonFindings {
  std::string before_file, now_file;
  const reading::Policy& before;
  const reading::Policy& now;
  const plan::PolicyComparison& comparison;
};

document::DraftWorkbook policy_comparison_table(const PolicyComparisonFindings& found);

}  // namespace report
