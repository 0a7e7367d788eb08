// The words of project sheets: headers, totals, groups, stages. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/project_sheet.hpp"

namespace reading::projects {

enum class Role {
  none,
  serial,
  name,
  builder,
  owner,
  place,
  nature,
  years,
  start,
  finish,
  total,
  before,
  since_start,
  plan,
  month,
  done,
  rate,
  stage,
  begun,  // 是否开工: 是 or 否
  problems,
  asks,
  remark,
  other
};
std::optional<Money> money_of(Role role);

// What one column's header says, from top to bottom.
struct Heading {
  Role role = Role::none;
  std::string unit;              // 万元, %; empty: none
  std::optional<int> year;       // a year that stands in it beside months
  std::optional<int> month;      // the last month that stands in it
  bool explicit_months = false;  // 1-9月, 本年: no doubt what is meant
  std::string printed;
};
Heading read_heading(const std::vector<std::u32string>& parts, int year);

// 单位：万元 in a line; the first unit of money.
std::string unit_in(std::u32string_view line);

// 合计, 总计, 全区合计 (whole), 小计, 产业项目小计 (part); nothing for anything else.
enum class TotalWord { whole, part };
std::optional<TotalWord> total_word(std::u32string_view plain);
// 63 of （63个）, 共63项; nothing when there is none.
std::optional<int> count_in(std::u32string_view plain);
// 1 of 一、, 2 of （一）; 0: no such number.
int group_level(std::u32string_view plain);
// 项目类, 续建项目（20个）, 新建: heads projects and is none.
bool names_a_group(std::u32string_view plain);

Nature nature_in(std::u32string_view plain);
// 2023年6月, 2023.06, 2023-06-30; a year alone is no month.
std::optional<calendar::Month> month_in(std::u32string_view plain, int year);
// Of a cell under 是否开工: 是, 已开工, √ say yes, 否, 未开工, × no; nothing for anything else.
std::optional<bool> yes_or_no(std::u32string_view plain);

}  // namespace reading::projects
