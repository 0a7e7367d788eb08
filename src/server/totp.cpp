#include "server/totp.hpp"

#include <array>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace server {

namespace {
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStep = 30;
constexpr int kDigits = 6;
}  // namespace

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kAlphabet[(held >> bits) & 31];
    }
  }
  if (bits > 0) out += kAlphabet[(held << (5 - bits)) & 31];
  return out;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const auto at = kAlphabet.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    held = (held << 5) | static_cast<std::uint32_t>(at);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>((held >> bits) & 255);
    }
  }
  return out;
}

std::string hotp(std::string_view secret, std::uint64_t counter, int digits) {
  std::array<unsigned char, 8> message{};
  for (int i = 7; i >= 0; --i) {
    message[static_cast<std::size_t>(i)] = static_cast<unsigned char>(counter & 255);
    counter >>= 8;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(), mac.data(), &size);
  // RFC 4226, 5.3: the last four bits say where to look.
  const std::size_t at = mac[size - 1] & 15;
  std::uint32_t number = (static_cast<std::uint32_t>(mac[at] & 127) << 24) |
                         (static_cast<std::uint32_t>(mac[at + 1]) << 16) |
                         (static_cast<std::uint32_t>(mac[at + 2]) << 8) | mac[at + 3];
  std::string out(static_cast<std::size_t>(digits), '0');
  for (int i = digits - 1; i >= 0; --i) {
    out[static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
  return out;
}

std::optional<std::uint64_t> totp_step(std::string_view secret, std::string_view code, std::int64_t unix_seconds,
                                       std::uint64_t after) {
  if (code.size() != kDigits || unix_seconds < kStep) return std::nullopt;
  const auto now = static_cast<std::uint64_t>(unix_seconds / kStep);
  std::optional<std::uint64_t> found;
  for (const std::uint64_t step : {now - 1, now, now + 1}) {
    const std::string expected = hotp(secret, step, kDigits);
    if (CRYPTO_memcmp(expected.data(), code.data(), code.size()) == 0 && step > after) found = step;
  }
  return found;
}

}  // namespace server
