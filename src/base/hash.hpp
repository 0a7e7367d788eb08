// SHA-256 through OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace base {

// Lower-case hexadecimal, 64 characters (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

}  // namespace base
