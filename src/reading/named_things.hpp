// Proper names inside a measure: works and places it is about, bodies that take part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reading {

// 甲医院、乙水库等项目 → 甲医院, 乙水库; “丙”品牌 → “丙”.
std::vector<std::string> named_projects(std::u32string_view measure);

// Does the clause at the start name one work first and then say what becomes of it? 桐岭抽水蓄能电站完成投资8亿元.
bool opens_with_a_work(std::u32string_view measure);

// 城建工作专班, 发展和改革局, 某某集团.
std::vector<std::string> named_parties(std::u32string_view measure);

}  // namespace reading
