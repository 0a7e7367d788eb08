// Work on many things that do not hang on each other, on all cores. Private to this room.
#pragma once

#include <cstddef>
#include <functional>

namespace ledger::detail {

// `part(from, to)` over 0 to `count`, in as many parts as there are cores (four at the most) when there is enough to do
// for each, else in one. An exception of a part (memory that ran out) is thrown here once all have ended.
void in_parts(std::size_t count, const std::function<void(std::size_t from, std::size_t to)>& part);

}  // namespace ledger::detail
