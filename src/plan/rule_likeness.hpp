// Are two line names of plans and reports one line?
#pragma once

#include <cstddef>
#include <string_view>

#include "plan/rule.hpp"

namespace plan::rules {

// How two line names of plans and reports stand to each other, when neither is known to the names table.
// same: equal but for words that change nothing (累计, 举办, 全年). close: few characters differ, and none that narrows
// or turns stock into increase. different: anything else, and whenever in doubt.
enum class Likeness { same, close, different };
Likeness likeness(std::string_view a, std::string_view b);

// The same line in two documents or two parts: equal names, or like ones with the same unit.
Likeness same_line(const Statement& a, const Statement& b);

// Length of the longest common subsequence, in code points. Time and memory: a.size() * b.size() and b.size().
std::size_t common_subsequence(std::u32string_view a, std::u32string_view b);

}  // namespace plan::rules
