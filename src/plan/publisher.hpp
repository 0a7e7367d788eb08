// Who publishes a figure (codes/publishers.csv): whose release closes an order, and whose release is waited for. One
// answer for orders and for the annual report.
#pragma once

#include <string>
#include <string_view>

#include "facts/names.hpp"

namespace plan {

// 统计机构, 海关或统计机构, 财政部门; 主管部门 where nothing tells. `indicator`: the row of the table of indicators,
// null where it has none; then `name` tells. `function`: of the office that acts on it (发展和改革), may be empty.
std::string publisher_of(const facts::Indicator* indicator, std::string_view name, std::string_view function);

// Published by statistics bodies or the customs: waited for, and asked of nobody.
bool is_official_statistic(const facts::Indicator* indicator, std::string_view name, std::string_view function);

}  // namespace plan
