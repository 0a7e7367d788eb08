// Secrets kept under a key: enciphered and authenticated through OpenSSL, by international or by Chinese algorithms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.hpp"

namespace base {

inline constexpr std::size_t kSealKeyBytes = 32;

// HMAC (RFC 2104) over the algorithm.
Digest hmac(HashAlgorithm algorithm, std::string_view key, std::string_view message);

// With sha256: AES-256-GCM (SP 800-38D). With sm3: SM4-CTR, then HMAC-SM3 (GB/T 32907, encrypt-then-MAC). Gives nonce,
// ciphertext and tag in one. The nonce is made from key, `context` and text (synthetic, after RFC 5297), so that one
// text in one context gives one result and two texts never share a nonce. `context` is authenticated.
std::string seal(HashAlgorithm suite, std::string_view key, std::string_view context, std::string_view plain);
// Nothing: another key, another context, or changed bytes.
std::optional<std::string> unseal(HashAlgorithm suite, std::string_view key, std::string_view context,
                                  std::string_view sealed);

}  // namespace base
