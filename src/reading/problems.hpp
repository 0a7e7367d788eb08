// Difficulties the review part admits, one by one.
#pragma once

#include <vector>

#include "reading/structure.hpp"

namespace reading {

std::vector<Problem> find_problems(std::u32string_view text, const Structure& structure);

}  // namespace reading
