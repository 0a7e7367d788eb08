// What is said of key projects: 重点项目, by whatever name the area's list goes (codes/projects/key_words.csv). One
// answer for targets, for published rates and for the report's sentences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plan {

const std::vector<std::u32string>& key_project_words();

bool names_key_projects(std::u32string_view words);
bool names_key_projects(std::string_view utf8);

// 重点项目年度投资计划完成率, by whatever name it is published.
bool is_rate_of_plan(std::string_view indicator);

// That rate, 重点项目完成投资 …: targets that are met by completing.
bool is_completion(std::string_view indicator);

}  // namespace plan
