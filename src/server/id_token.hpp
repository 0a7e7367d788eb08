// The identity provider's word on who logged in: a signed token, believed only after everything in it is verified.
// RFC 7515 (JWS), RFC 7517 (JWK), RFC 7518 (RS256, ES256), RFC 7519 (JWT), OpenID Connect Core 1.0 §3.1.3.7.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace server {

struct TokenExpectation {
  std::string issuer, audience, nonce;
  std::int64_t now = 0;  // unix seconds
};

// The text claims of a token whose signature, issuer, audience, time and nonce hold. `keys`: the provider's JWK Set.
// Algorithms RS256 and ES256; "none" and all that rest on a shared secret are refused. Clocks may differ by a minute.
// Faults: "sign_on.key" (no key of that name: fetch the keys again), "sign_on.token" (all else).
base::Result<std::map<std::string, std::string>> read_id_token(std::string_view token, std::string_view keys,
                                                               const TokenExpectation& expected);

// RFC 4648 §5, without padding. Nothing for other characters, for a length no encoding has, or for left-over bits.
std::optional<std::string> from_base64url(std::string_view text);
std::string base64url(std::string_view bytes);

}  // namespace server
