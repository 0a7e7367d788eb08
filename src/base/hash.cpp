// The plain functions of SHA-256 take a third of the time that OpenSSL's EVP takes for messages as short as ours;
// OpenSSL 3 marks them as old and keeps them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/hash.hpp"

#include <cstring>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "base/fault.hpp"

namespace base {

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(digits[byte >> 4]);
    out.push_back(digits[byte & 15]);
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view hex) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<char>(high * 16 + low));
  }
  return out;
}

std::string to_string(HashAlgorithm algorithm) { return algorithm == HashAlgorithm::sha256 ? "sha256" : "sm3"; }

std::optional<HashAlgorithm> parse_hash_algorithm(std::string_view name) {
  if (name == "sha256") return HashAlgorithm::sha256;
  if (name == "sm3") return HashAlgorithm::sm3;
  return std::nullopt;
}

namespace {

// Messages here are short: gathered first, they cost one call of the library each.
constexpr std::size_t kGathered = 4096;

// Fetched once: looking an algorithm up costs more than a short digest.
const EVP_MD* sm3() {
  static const EVP_MD* const out = EVP_MD_fetch(nullptr, "SM3", nullptr);
  JC_ASSERT(out != nullptr);
  return out;
}

}  // namespace

struct Hasher::Context {
  EVP_MD_CTX* evp = nullptr;  // SM3 only
  SHA256_CTX sha256;
  std::size_t held = 0;
  char gathered[kGathered];

  void start() {
    JC_ASSERT(evp == nullptr ? SHA256_Init(&sha256) == 1 : EVP_DigestInit_ex2(evp, nullptr, nullptr) == 1);
  }
  void take(const char* bytes, std::size_t count) {
    JC_ASSERT((evp == nullptr ? SHA256_Update(&sha256, bytes, count) : EVP_DigestUpdate(evp, bytes, count)) == 1);
  }
  void flush() {
    take(gathered, held);
    held = 0;
  }
};

void Hasher::Close::operator()(Context* context) const {
  EVP_MD_CTX_free(context->evp);
  delete context;
}

Hasher::Hasher(HashAlgorithm algorithm) : context_(new Context), algorithm_(algorithm) {
  if (algorithm == HashAlgorithm::sm3) {
    context_->evp = EVP_MD_CTX_new();
    JC_ASSERT(context_->evp != nullptr && EVP_DigestInit_ex2(context_->evp, sm3(), nullptr) == 1);
  } else {
    context_->start();
  }
}

Hasher& Hasher::add(std::string_view bytes) {
  Context& c = *context_;
  if (bytes.size() > kGathered - c.held) c.flush();
  if (bytes.size() > kGathered) {
    c.take(bytes.data(), bytes.size());
  } else if (!bytes.empty()) {
    std::memcpy(c.gathered + c.held, bytes.data(), bytes.size());
    c.held += bytes.size();
  }
  return *this;
}

Hasher& Hasher::add_u32(std::uint32_t number) {
  char bytes[4];
  for (int i = 0; i < 4; ++i) bytes[i] = static_cast<char>(number >> (24 - 8 * i));
  return add({bytes, sizeof bytes});
}

Hasher& Hasher::add_u64(std::uint64_t number) {
  return add_u32(static_cast<std::uint32_t>(number >> 32)).add_u32(static_cast<std::uint32_t>(number));
}

Hasher& Hasher::add_byte(unsigned char byte) {
  const char c = static_cast<char>(byte);
  return add({&c, 1});
}

Hasher& Hasher::add_counted(std::string_view bytes) {
  return add_u32(static_cast<std::uint32_t>(bytes.size())).add(bytes);
}

Digest Hasher::finish() {
  context_->flush();
  Digest out;
  Context& c = *context_;
  JC_ASSERT((c.evp == nullptr ? SHA256_Final(out.data(), &c.sha256) : EVP_DigestFinal_ex(c.evp, out.data(), nullptr)) ==
            1);
  c.start();
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  thread_local Hasher hasher(HashAlgorithm::sha256);
  return to_hex(bytes_of(hasher.add(bytes).finish()));
}

}  // namespace base
