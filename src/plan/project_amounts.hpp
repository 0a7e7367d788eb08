// Money of project sheets made comparable, and names of projects held together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/crosscheck.hpp"
#include "quantity/quantity.hpp"
#include "reading/project_sheet.hpp"

namespace plan::projects {

using base::Decimal;
using reading::Amount;
using reading::Money;
using reading::Project;
using reading::ProjectSheet;

// In 元, by what rounding allows; an amount whose unit nobody printed stays in its own digits.
quantity::Interval interval_of(const Amount& amount);
Decimal in_yuan(const Amount& amount);
// Both have a unit, or neither.
bool comparable(const Amount& a, const Amount& b);

// The amounts that have a number, added up. `mixed`: some have a unit and some have none, so that there is no sum.
struct Sum {
  Decimal yuan = 0;  // or in unitless digits when `unit` is empty
  quantity::Interval allowed{0, 0};
  std::string unit;  // the commonest printed one; empty: none printed
  int numbers = 0;
  int missing = 0;
  int decimals = 0;  // the most any of them printed
  bool mixed = false;
  std::string words() const;  // "39.52亿元"; in its own unit
  Decimal in_unit() const;
};
Sum sum_of(const std::vector<const reading::MoneyCell*>& cells);
Sum sum_of(const ProjectSheet& sheet, const std::vector<std::size_t>& members, Money money);
Sum sum_of(const ProjectSheet& sheet, Money money);

// "12000万元"; where it stands: 重点项目表.xlsx 工作表“…” 单元格 I6, without folders.
std::string words(const Amount& amount);
std::string where(base::Place place);
Input input_of(const std::string& label, const Amount& amount);

// How surely two names are of one project, 0 to 1: equal but for 项目, 工程, brackets and the area's name in front 1;
// one inside the other 0.9; else by the pairs of characters they share (Dice, 1945). 0.75 and more counts as one.
double name_likeness(std::string_view a, std::string_view b);
inline constexpr double kSameName = 0.75;
// 一期 and 二期, A区 and B区 are never one.
const Project* find_project(const std::vector<Project>& among, std::string_view name, double* likeness = nullptr);

}  // namespace plan::projects
