// Signing keys through OpenSSL: Ed25519 (RFC 8032) and SM2 (GB/T 32918.2-2016 over SM3, with the signer's identity
// "1234567812345678" as GB/T 35276 has it).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace base {

enum class SignatureAlgorithm : std::uint8_t { ed25519 = 1, sm2 = 2 };
std::string to_string(SignatureAlgorithm algorithm);  // "ed25519", "sm2"
std::optional<SignatureAlgorithm> parse_signature_algorithm(std::string_view name);

inline constexpr std::size_t kSignatureBytes = 64;  // Ed25519: R ‖ S; SM2: r ‖ s

namespace detail {
struct KeyInside;
struct CloseKey {
  void operator()(KeyInside* inside) const;
};
using KeyHandle = std::unique_ptr<KeyInside, CloseKey>;
}  // namespace detail

class PublicKey {
 public:
  // SubjectPublicKeyInfo in PEM ("BEGIN PUBLIC KEY"). Fault "key.unreadable": none of the two kinds.
  static Result<PublicKey> from_pem(std::string_view pem);

  SignatureAlgorithm algorithm() const;
  std::string pem() const;
  // Sixteen hexadecimal digits: the first eight bytes of SHA-256 over the key's DER.
  std::string id() const;
  bool verifies(std::string_view message, std::string_view signature) const;

 private:
  friend class PrivateKey;
  explicit PublicKey(detail::KeyHandle inside) : inside_(std::move(inside)) {}
  detail::KeyHandle inside_;
};

class PrivateKey {
 public:
  static PrivateKey make(SignatureAlgorithm algorithm);
  // PKCS #8 in PEM, as `pem` writes it. Faults: "key.unreadable"; "key.passphrase" when it is enciphered and the
  // passphrase is missing or another one.
  static Result<PrivateKey> from_pem(std::string_view pem, std::string_view passphrase);

  // With a passphrase enciphered by scrypt (RFC 7914, N 16384, r 8, p 1) and AES-256-CBC as PBES2 (RFC 8018), which
  // `openssl pkey` reads too; the padding and the key's own form tell a wrong passphrase.
  std::string pem(std::string_view passphrase) const;
  PublicKey public_key() const;
  std::string sign(std::string_view message) const;

 private:
  explicit PrivateKey(detail::KeyHandle inside) : inside_(std::move(inside)) {}
  detail::KeyHandle inside_;
};

}  // namespace base
