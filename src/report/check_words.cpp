#include "report/check_words.hpp"

#include <algorithm>

namespace report {

int without_finding(const plan::CheckResult& check) {
  std::size_t told = check.confirmed.size();
  // Targets below their outcomes are one finding, with two inputs for each comparison.
  for (const auto& f : check.findings) told += f.rule == "target-below-outcome" ? f.inputs.size() / 2 : 1;
  return std::max(0, check.checked - static_cast<int>(told));
}

std::string rest_of_check(const plan::CheckResult& check) {
  const bool together = std::ranges::any_of(
      check.findings, [](const auto& f) { return f.rule == "target-below-outcome" && f.inputs.size() > 2; });
  return "相符" + std::to_string(check.confirmed.size()) + "处，其余" + std::to_string(without_finding(check)) +
         "次没有发现不符" + (together ? "（几个目标低于上年的合为一处提示）" : "") + "；另有" +
         std::to_string(std::ranges::count_if(
             check.not_checkable, [](const auto& n) { return n.rule != "uncompared" && n.rule != "year-taken"; })) +
         "处缺数据，无法核对";
}

}  // namespace report
