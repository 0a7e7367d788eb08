// What a compiled expression is made of, for those who index it: a constant, or tests whose answer can change at a few
// known values only.
#pragma once

#include <optional>
#include <vector>

#include "feel/expression.hpp"
#include "feel/value.hpp"

namespace feel {

// The value of an expression that is a constant; nullopt when it must be evaluated.
std::optional<Value> constant_of(const Expression& expression);

// The values at which unary tests made of constants can change their answer: between two neighbours in order, and for
// text outside all of them, the answer is one and the same for every value of the kind. Empty for `-`. Nullopt when a
// test looks at a name or at `?`, or holds what has no such points (open ranges, order of texts, contexts).
std::optional<std::vector<Value>> cut_points(const Expression& unary_tests);

}  // namespace feel
