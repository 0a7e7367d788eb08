// Two SHA-256 digests (FIPS 180-4) side by side. One digest waits at each of its 64 rounds for the one before; a core
// that has instructions for SHA-256 works on a second one meanwhile.
#pragma once

#include "base/hash.hpp"

namespace base {

// The digests of both messages. Where the processor has no such instructions they are made by OpenSSL one after the
// other, as `Hasher` makes them.
std::array<Digest, 2> sha256_of_both(std::string_view a, std::string_view b);

// Whether the processor does them side by side.
bool sha256_side_by_side();

}  // namespace base
