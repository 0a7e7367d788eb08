#include "base/signature.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"

namespace {

using base::PrivateKey;
using base::PublicKey;
using base::SignatureAlgorithm;

constexpr SignatureAlgorithm kBoth[] = {SignatureAlgorithm::ed25519, SignatureAlgorithm::sm2};

// SubjectPublicKeyInfo of RFC 8410, section 4, around the key of RFC 8032, section 7.1, test 2.
TEST(Signature, VerifiesTheExampleOfTheRfc) {
  const auto key = PublicKey::from_pem(
      "-----BEGIN PUBLIC KEY-----\n"
      "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
      "-----END PUBLIC KEY-----\n");
  ASSERT_TRUE(key);
  EXPECT_TRUE(
      key->verifies("\x72", *base::from_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));
}

TEST(Signature, WhatOneKeySignedNoOtherTextAndNoOtherKeyVerifies) {
  for (const auto algorithm : kBoth) {
    const PrivateKey key = PrivateKey::make(algorithm);
    const std::string signature = key.sign("全年目标");
    ASSERT_EQ(signature.size(), base::kSignatureBytes);
    const PublicKey open = key.public_key();
    EXPECT_EQ(open.algorithm(), algorithm);
    EXPECT_TRUE(open.verifies("全年目标", signature));
    EXPECT_FALSE(open.verifies("全年目标 ", signature));
    EXPECT_FALSE(PrivateKey::make(algorithm).public_key().verifies("全年目标", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
      std::string other = signature;
      other[i] = static_cast<char>(other[i] ^ 1);
      ASSERT_FALSE(open.verifies("全年目标", other)) << i;
    }
    EXPECT_FALSE(open.verifies("全年目标", signature.substr(1)));
    EXPECT_FALSE(open.verifies("全年目标", std::string(64, '\0')));
  }
}

TEST(Signature, KeysComeBackFromTheirFiles) {
  for (const auto algorithm : kBoth) {
    const PrivateKey key = PrivateKey::make(algorithm);
    for (const std::string passphrase : {"", "三月 plan"}) {
      const auto again = PrivateKey::from_pem(key.pem(passphrase), passphrase);
      ASSERT_TRUE(again);
      EXPECT_EQ(again->public_key().pem(), key.public_key().pem());
      EXPECT_TRUE(key.public_key().verifies("x", again->sign("x")));
    }
    const auto open = PublicKey::from_pem(key.public_key().pem());
    ASSERT_TRUE(open);
    EXPECT_EQ(open->id(), key.public_key().id());
    EXPECT_EQ(open->id().size(), 16u);
  }
}

TEST(Signature, WrongPassphrasesAndOtherFilesAreRefused) {
  const PrivateKey key = PrivateKey::make(SignatureAlgorithm::ed25519);
  EXPECT_EQ(PrivateKey::from_pem(key.pem("one"), "two").error().code, "key.passphrase");
  EXPECT_EQ(PrivateKey::from_pem(key.pem("one"), "").error().code, "key.passphrase");
  EXPECT_EQ(PrivateKey::from_pem("hello", "").error().code, "key.unreadable");
  EXPECT_EQ(PrivateKey::from_pem(key.public_key().pem(), "").error().code, "key.unreadable");
  EXPECT_EQ(PublicKey::from_pem(key.pem("")).error().code, "key.unreadable");
  EXPECT_EQ(PublicKey::from_pem("").error().code, "key.unreadable");
  // A P-256 key is neither of the two kinds (made by `openssl genpkey -algorithm EC`).
  EXPECT_EQ(PublicKey::from_pem("-----BEGIN PUBLIC KEY-----\n"
                                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
                                "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
                                "-----END PUBLIC KEY-----\n")
                .error()
                .code,
            "key.unreadable");
}

}  // namespace
