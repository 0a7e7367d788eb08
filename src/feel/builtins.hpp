// The built-in functions (DMN 1.5, 10.3.4) by name.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "feel/function.hpp"

namespace feel {

// Null when there is none of that name.
std::shared_ptr<const Function> built_in(std::string_view name);
// A function of its arguments alone: everything but now() and today().
bool is_pure_built_in(const Function& function);
const std::set<std::string>& built_in_names();

}  // namespace feel
