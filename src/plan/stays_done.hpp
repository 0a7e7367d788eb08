// Which sums can only grow: what is done of them by September is done at the year's end (codes/stays_done.csv).
#pragma once

#include <string_view>

#include "facts/names.hpp"

namespace plan {

// By the name of the table of indicators, else by how the target is put: 举办…, 新建… of what is counted one by one,
// and units of what happens (场, 次). `indicator` may be null. What the table does not say may fall.
bool stays_done(std::string_view target, const facts::Indicator* indicator, std::string_view unit);

}  // namespace plan
