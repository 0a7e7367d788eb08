// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) through OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// Lower-case hexadecimal, 64 characters.
std::string sha256_hex(std::string_view bytes);
std::string to_hex(std::string_view bytes);
// Nothing when `hex` is no even run of hexadecimal digits.
std::optional<std::string> from_hex(std::string_view hex);

enum class HashAlgorithm : std::uint8_t { sha256 = 1, sm3 = 2 };
std::string to_string(HashAlgorithm algorithm);  // "sha256", "sm3"
std::optional<HashAlgorithm> parse_hash_algorithm(std::string_view name);

using Digest = std::array<unsigned char, 32>;
inline std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// Digests one message after another without allocating.
class Hasher {
 public:
  explicit Hasher(HashAlgorithm algorithm);
  HashAlgorithm algorithm() const { return algorithm_; }

  Hasher& add(std::string_view bytes);
  // Big-endian.
  Hasher& add_u32(std::uint32_t number);
  Hasher& add_u64(std::uint64_t number);
  Hasher& add_byte(unsigned char byte);
  // Four bytes of length, then the bytes, so that no two lists of members give one message.
  Hasher& add_counted(std::string_view bytes);
  // The digest of all that was added since the last one.
  Digest finish();

 private:
  struct Context;
  struct Close {
    void operator()(Context* context) const;
  };
  std::unique_ptr<Context, Close> context_;
  HashAlgorithm algorithm_;
};

}  // namespace base
