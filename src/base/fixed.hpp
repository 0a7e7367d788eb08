// Computed numbers with a fixed count of decimals.
#pragma once

#include <string>

namespace base {

// 4.5 → "4.5", -0.04 with one decimal → "0.0": what rounds to nothing has no sign. Halves go as the binary value lies.
std::string fixed(double value, int decimals);

}  // namespace base
