// What is said of key projects: 重点项目, by whatever name the area's list goes (codes/projects/key_words.csv). One
// answer for targets, for published rates and for the report's sentences.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.hpp"

namespace plan {

const std::vector<std::u32string>& key_project_words();

bool names_key_projects(std::u32string_view words);
bool names_key_projects(std::string_view utf8);

// Do the words before a number, from the clause's beginning, make it one of another list or of a part:
// 谋划储备重大项目, 集中开工, 其中 (codes/projects/other_lists.csv), 省级 with the number right behind?
bool of_another_list(std::u32string_view before);

// Do the words speak of the key projects of another level: 省重点项目, 市级重大项目, 国家重点工程 in the papers of a
// district? `own`: the levels that are its own, 区; with none every level is another's.
bool of_another_level(std::u32string_view words, std::u32string_view own);
// The level of an area: 区 of 岚州市岚湖区; empty of an empty name.
std::u32string level_of(std::string_view area);

// 重点项目年度投资计划完成率, by whatever name it is published.
bool is_rate_of_plan(std::string_view indicator);

// That rate, 重点项目完成投资 …: targets that are met by completing.
bool is_completion(std::string_view indicator);

// Is the fact of the area's own key projects, by the area that it is of and by the name as it was printed?
bool of_own_projects(const facts::Fact& fact, const std::string& area);

// Published series that tell how a year's investment goes, the nearest to the key projects first. The last is of
// another thing.
inline constexpr std::array<std::string_view, 3> kInvestmentSeries{"重点项目完成投资", "重点项目投资", "固定资产投资"};

}  // namespace plan
