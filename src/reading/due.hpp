// By when: 全年, 年内, 2026年底前, 6月底前.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reading {

// The first time limit stated in a measure or target, as written; empty for none.
std::string due_of(std::u32string_view words);

// Every time in a clause that tells only by when (分别于11月底和12月底前完工), as written and in order.
std::vector<std::string> dues_of(std::u32string_view words);

}  // namespace reading
