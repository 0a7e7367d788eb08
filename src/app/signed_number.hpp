// A number with its sign, and nothing of a sign where it is printed as zero: "+1.2", "-0.3", "0.0".
#pragma once

#include <string>

namespace app {

// `printed`: by a format that always writes the sign ("{:+.1f}", "{:+.4g}"); infinite and undefined ones stay.
inline std::string no_sign_at_zero(std::string printed) {
  const bool zero = printed.find_first_of("123456789in") == std::string::npos;
  if (zero && !printed.empty() && (printed[0] == '+' || printed[0] == '-')) printed.erase(0, 1);
  return printed;
}

}  // namespace app
