#include "base/seal.hpp"

#include <memory>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/fault.hpp"

namespace base {

namespace {

constexpr std::size_t kGcmNonce = 12, kGcmTag = 16, kCtrNonce = 16, kMacTag = 32, kSm4Key = 16;

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free>;

const unsigned char* in(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* into(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

std::string named(HashAlgorithm suite, std::string_view key, std::string_view use, std::string_view context,
                  std::string_view plain, std::size_t bytes) {
  std::string message;
  for (const auto part : {use, context, plain}) {
    const auto size = static_cast<std::uint32_t>(part.size());
    for (int i = 3; i >= 0; --i) message.push_back(static_cast<char>(size >> (8 * i)));
    message += part;
  }
  return std::string(bytes_of(hmac(suite, key, message)).substr(0, bytes));
}

// GCM, both ways; empty when the tag does not fit.
std::optional<std::string> gcm(bool encrypt, std::string_view key, std::string_view nonce, std::string_view context,
                               std::string_view text, std::string& tag) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  std::string out(text.size(), '\0');
  JC_ASSERT(EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(key), in(nonce), encrypt ? 1 : 0) == 1);
  JC_ASSERT(EVP_CipherUpdate(cipher.get(), nullptr, &size, in(context), static_cast<int>(context.size())) == 1);
  JC_ASSERT(EVP_CipherUpdate(cipher.get(), into(out), &size, in(text), static_cast<int>(text.size())) == 1);
  if (!encrypt) {
    JC_ASSERT(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kGcmTag, tag.data()) == 1);
  }
  unsigned char rest[EVP_MAX_BLOCK_LENGTH];
  if (EVP_CipherFinal_ex(cipher.get(), rest, &size) != 1) return std::nullopt;
  if (encrypt) {
    tag.resize(kGcmTag);
    JC_ASSERT(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kGcmTag, tag.data()) == 1);
  }
  return out;
}

std::string sm4_ctr(std::string_view key, std::string_view nonce, std::string_view text) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  std::string out(text.size(), '\0');
  JC_ASSERT(EVP_EncryptInit_ex(cipher.get(), EVP_sm4_ctr(), nullptr, in(key), in(nonce)) == 1);
  JC_ASSERT(EVP_EncryptUpdate(cipher.get(), into(out), &size, in(text), static_cast<int>(text.size())) == 1);
  return out;
}

}  // namespace

Digest hmac(HashAlgorithm algorithm, std::string_view key, std::string_view message) {
  Digest out;
  unsigned size = 0;
  const EVP_MD* method = algorithm == HashAlgorithm::sha256 ? EVP_sha256() : EVP_sm3();
  JC_ASSERT(HMAC(method, key.data(), static_cast<int>(key.size()), in(message), message.size(), out.data(), &size) !=
            nullptr);
  JC_ASSERT(size == out.size());
  return out;
}

std::string seal(HashAlgorithm suite, std::string_view key, std::string_view context, std::string_view plain) {
  JC_ASSERT(key.size() == kSealKeyBytes);
  if (suite == HashAlgorithm::sha256) {
    const std::string nonce = named(suite, key, "nonce", context, plain, kGcmNonce);
    std::string tag;
    const auto sealed = gcm(true, key, nonce, context, plain, tag);
    JC_ASSERT(sealed);
    return nonce + *sealed + tag;
  }
  const std::string nonce = named(suite, key, "nonce", context, plain, kCtrNonce);
  const std::string sealed = sm4_ctr(named(suite, key, "cipher", {}, {}, kSm4Key), nonce, plain);
  return nonce + sealed + named(suite, key, "tag", context, nonce + sealed, kMacTag);
}

std::optional<std::string> unseal(HashAlgorithm suite, std::string_view key, std::string_view context,
                                  std::string_view sealed) {
  JC_ASSERT(key.size() == kSealKeyBytes);
  const bool is_gcm = suite == HashAlgorithm::sha256;
  const std::size_t nonce_size = is_gcm ? kGcmNonce : kCtrNonce, tag_size = is_gcm ? kGcmTag : kMacTag;
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  const auto nonce = sealed.substr(0, nonce_size);
  const auto text = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
  std::string tag(sealed.substr(sealed.size() - tag_size));
  if (is_gcm) return gcm(false, key, nonce, context, text, tag);
  const std::string expected = named(suite, key, "tag", context, std::string(nonce) + std::string(text), kMacTag);
  if (CRYPTO_memcmp(expected.data(), tag.data(), kMacTag) != 0) return std::nullopt;
  return sm4_ctr(named(suite, key, "cipher", {}, {}, kSm4Key), nonce, text);
}

}  // namespace base
