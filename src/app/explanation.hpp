// What `jicheng read FILE --explain START[:END]` says.
#pragma once

#include <string>

#include "base/fault.hpp"
#include "cycle/cycle.hpp"

namespace app {

// The chain for a place of the text, one link a paragraph, or as {"chain": [{stage, start, end, text, why}]}. `place`
// is START or START:END in code points; anything else is the fault "usage".
base::Result<std::string> explanation(const cycle::ReadDocument& read, const std::string& place, bool as_json);

}  // namespace app
