#include "base/signature.hpp"

#include <algorithm>
#include <utility>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include "base/hash.hpp"

namespace base {

namespace detail {

struct KeyInside {
  EVP_PKEY* key;
};
void CloseKey::operator()(KeyInside* inside) const {
  EVP_PKEY_free(inside->key);
  delete inside;
}

}  // namespace detail

namespace {

using detail::KeyHandle;
using detail::KeyInside;

constexpr std::string_view kSm2Signer = "1234567812345678";
constexpr std::uint64_t kScryptN = 16384, kScryptR = 8, kScryptP = 1;
constexpr int kHalf = 32;

struct Free {
  void operator()(BIO* p) const { BIO_free_all(p); }
  void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
  void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
  void operator()(ECDSA_SIG* p) const { ECDSA_SIG_free(p); }
  void operator()(PKCS8_PRIV_KEY_INFO* p) const { PKCS8_PRIV_KEY_INFO_free(p); }
  void operator()(X509_SIG* p) const { X509_SIG_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* in(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* into(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

KeyHandle held(EVP_PKEY* key) { return KeyHandle(new KeyInside{key}); }

std::optional<SignatureAlgorithm> kind_of(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return SignatureAlgorithm::ed25519;
  if (EVP_PKEY_is_a(key, "SM2") == 1) return SignatureAlgorithm::sm2;
  return std::nullopt;
}

Owned<BIO> reading(std::string_view text) {
  return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string written(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string der_of(EVP_PKEY* key) {
  unsigned char* bytes = nullptr;
  const int size = i2d_PUBKEY(key, &bytes);
  JC_ASSERT(size > 0);
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

// Ready to sign or to verify; the context of the key must live as long.
struct Signing {
  Owned<EVP_PKEY_CTX> signer;
  Owned<EVP_MD_CTX> digest{EVP_MD_CTX_new()};

  explicit Signing(EVP_PKEY* key, bool sign) : signer(EVP_PKEY_CTX_new(key, nullptr)) {
    const bool sm2 = kind_of(key) == SignatureAlgorithm::sm2;
    if (sm2) {
      JC_ASSERT(EVP_PKEY_CTX_set1_id(signer.get(), kSm2Signer.data(), kSm2Signer.size()) == 1);
      EVP_MD_CTX_set_pkey_ctx(digest.get(), signer.get());
    }
    const EVP_MD* method = sm2 ? EVP_sm3() : nullptr;
    JC_ASSERT((sign ? EVP_DigestSignInit(digest.get(), nullptr, method, nullptr, key)
                    : EVP_DigestVerifyInit(digest.get(), nullptr, method, nullptr, key)) == 1);
  }
};

// SM2 signatures are a DER sequence of two numbers in OpenSSL, r ‖ s with us.
std::string flat_of(std::string_view der) {
  const unsigned char* at = in(der);
  const Owned<ECDSA_SIG> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  JC_ASSERT(pair != nullptr);
  std::string out(kSignatureBytes, '\0');
  JC_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), into(out), kHalf) == kHalf);
  JC_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), into(out) + kHalf, kHalf) == kHalf);
  return out;
}

std::string der_signature(std::string_view flat) {
  const Owned<ECDSA_SIG> pair(ECDSA_SIG_new());
  BIGNUM* const r = BN_bin2bn(in(flat), kHalf, nullptr);
  BIGNUM* const s = BN_bin2bn(in(flat) + kHalf, kHalf, nullptr);
  JC_ASSERT(r != nullptr && s != nullptr && ECDSA_SIG_set0(pair.get(), r, s) == 1);
  unsigned char* bytes = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
  JC_ASSERT(size > 0);
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

// Never asks at the terminal.
int give_passphrase(char* buffer, int room, int, void* given) {
  const auto& passphrase = *static_cast<const std::string_view*>(given);
  if (passphrase.empty() || std::cmp_greater(passphrase.size(), room)) return -1;
  std::ranges::copy(passphrase, buffer);
  return static_cast<int>(passphrase.size());
}

}  // namespace

std::string to_string(SignatureAlgorithm algorithm) {
  return algorithm == SignatureAlgorithm::ed25519 ? "ed25519" : "sm2";
}

std::optional<SignatureAlgorithm> parse_signature_algorithm(std::string_view name) {
  if (name == "ed25519") return SignatureAlgorithm::ed25519;
  if (name == "sm2") return SignatureAlgorithm::sm2;
  return std::nullopt;
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  EVP_PKEY* const key = PEM_read_bio_PUBKEY(reading(pem).get(), nullptr, nullptr, nullptr);
  ERR_clear_error();
  if (key == nullptr) {
    return fail("key.unreadable", "这不是公钥文件", {}, "指定以“BEGIN PUBLIC KEY”开头的 .pub.pem 文件");
  }
  KeyHandle handle = held(key);
  if (!kind_of(key)) {
    return fail("key.unreadable", "公钥不是 Ed25519，也不是 SM2", {}, "用 jicheng keys new 生成密钥");
  }
  return PublicKey(std::move(handle));
}

SignatureAlgorithm PublicKey::algorithm() const { return *kind_of(inside_->key); }

std::string PublicKey::pem() const {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  JC_ASSERT(PEM_write_bio_PUBKEY(bio.get(), inside_->key) == 1);
  return written(bio.get());
}

std::string PublicKey::id() const { return sha256_hex(der_of(inside_->key)).substr(0, 16); }

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
  if (signature.size() != kSignatureBytes) return false;
  const std::string given = algorithm() == SignatureAlgorithm::sm2 ? der_signature(signature) : std::string(signature);
  const Signing with(inside_->key, false);
  const bool good = EVP_DigestVerify(with.digest.get(), in(given), given.size(), in(message), message.size()) == 1;
  ERR_clear_error();
  return good;
}

PrivateKey PrivateKey::make(SignatureAlgorithm algorithm) {
  EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, algorithm == SignatureAlgorithm::sm2 ? "SM2" : "ED25519");
  JC_ASSERT(key != nullptr);
  return PrivateKey(held(key));
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  const bool enciphered = pem.find("ENCRYPTED") != std::string_view::npos;
  EVP_PKEY* const key = PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, give_passphrase, &passphrase);
  ERR_clear_error();
  if (key == nullptr && enciphered) {
    return fail("key.passphrase", passphrase.empty() ? "私钥有口令，没有给出口令" : "私钥的口令不对", {},
                "用 --passphrase-file 给出存放口令的文件");
  }
  if (key == nullptr) {
    return fail("key.unreadable", "这不是私钥文件", {}, "指定 jicheng keys new 生成的 .key.pem 文件");
  }
  KeyHandle handle = held(key);
  if (!kind_of(key)) {
    return fail("key.unreadable", "私钥不是 Ed25519，也不是 SM2", {}, "用 jicheng keys new 生成密钥");
  }
  return PrivateKey(std::move(handle));
}

std::string PrivateKey::pem(std::string_view passphrase) const {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  if (passphrase.empty()) {
    JC_ASSERT(PEM_write_bio_PKCS8PrivateKey(bio.get(), inside_->key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return written(bio.get());
  }
  const Owned<PKCS8_PRIV_KEY_INFO> plain(EVP_PKEY2PKCS8(inside_->key));
  unsigned char salt[16];
  JC_ASSERT(plain != nullptr && RAND_bytes(salt, sizeof salt) == 1);
  X509_ALGOR* const by =
      PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt, sizeof salt, nullptr, kScryptN, kScryptR, kScryptP);
  JC_ASSERT(by != nullptr);
  const Owned<X509_SIG> sealed(PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain.get(), by));
  JC_ASSERT(sealed != nullptr && PEM_write_bio_PKCS8(bio.get(), sealed.get()) == 1);
  return written(bio.get());
}

PublicKey PrivateKey::public_key() const {
  const std::string der = der_of(inside_->key);
  const unsigned char* at = in(der);
  EVP_PKEY* const key = d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size()));
  JC_ASSERT(key != nullptr);
  return PublicKey(held(key));
}

std::string PrivateKey::sign(std::string_view message) const {
  const Signing with(inside_->key, true);
  std::size_t size = 0;
  JC_ASSERT(EVP_DigestSign(with.digest.get(), nullptr, &size, in(message), message.size()) == 1);
  std::string out(size, '\0');
  JC_ASSERT(EVP_DigestSign(with.digest.get(), into(out), &size, in(message), message.size()) == 1);
  out.resize(size);
  return kind_of(inside_->key) == SignatureAlgorithm::sm2 ? flat_of(out) : out;
}

}  // namespace base
