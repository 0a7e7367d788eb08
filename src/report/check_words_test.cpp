#include "report/check_words.hpp"

#include <gtest/gtest.h>

namespace report {
namespace {

// Every comparison made is told: as a finding, as confirmed, or as one that raised nothing.
TEST(CheckWords, AddUpToTheComparisonsMade) {
  plan::CheckResult check;
  check.checked = 51;
  check.confirmed.resize(5);
  plan::Finding one{.rule = "growth-differs"};
  plan::Finding slower{.rule = "target-below-outcome"};
  one.inputs.resize(2);
  slower.inputs.resize(10);  // five targets, in one finding
  check.findings = {one, slower};
  check.not_checkable.resize(2);
  EXPECT_EQ(without_finding(check), 51 - 5 - 1 - 5);
  EXPECT_EQ(rest_of_check(check),
            "相符5处，其余40次没有发现不符（几个目标低于上年的合为一处提示）；另有2处缺数据，无法核对");
}

}  // namespace
}  // namespace report
