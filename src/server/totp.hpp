// Time-based one-time passwords, the second factor: RFC 6238 over HMAC-SHA-1, six digits, thirty seconds; secrets in
// Base32 (RFC 4648, 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace server {

std::string base32(std::string_view bytes);  // without padding
std::optional<std::string> from_base32(std::string_view text);

// `digits` 6 to 8, leading zeros kept (RFC 4226, 5.3).
std::string hotp(std::string_view secret, std::uint64_t counter, int digits);
// The step, counted in 30 s since 1970, that `code` belongs to: this one or one beside it (RFC 6238, 5.2), later than
// `after`, so that no code is taken twice. Nothing: none.
std::optional<std::uint64_t> totp_step(std::string_view secret, std::string_view code, std::int64_t unix_seconds,
                                       std::uint64_t after);

}  // namespace server
