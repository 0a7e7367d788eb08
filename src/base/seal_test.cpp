#include "base/seal.hpp"

#include <gtest/gtest.h>

namespace {

using base::HashAlgorithm;

std::string hex(std::string_view bytes) { return base::to_hex(bytes); }

// FIPS 180-4 example "abc"; GB/T 32905-2016, annex A.1, "abc".
TEST(Hash, GivesThePublishedDigests) {
  base::Hasher sha(HashAlgorithm::sha256), sm3(HashAlgorithm::sm3);
  EXPECT_EQ(hex(base::bytes_of(sha.add("abc").finish())),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(base::bytes_of(sm3.add("abc").finish())),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

TEST(Hash, OneHasherServesManyMessagesOfAnyLength) {
  base::Hasher hasher(HashAlgorithm::sha256);
  for (const std::size_t size : {0u, 1u, 4095u, 4096u, 4097u, 20'000u}) {
    const std::string message(size, 'x');
    hasher.add(std::string_view(message).substr(0, size / 3)).add(std::string_view(message).substr(size / 3));
    EXPECT_EQ(hex(base::bytes_of(hasher.finish())), base::sha256_hex(message)) << size;
  }
}

TEST(Hash, HexadecimalGoesBothWays) {
  EXPECT_EQ(base::from_hex("00ff1A"), std::string("\0\xff\x1a", 3));
  EXPECT_EQ(base::to_hex(std::string_view("\0\xff\x1a", 3)), "00ff1a");
  EXPECT_FALSE(base::from_hex("0"));
  EXPECT_FALSE(base::from_hex("0g"));
}

// RFC 4231, test case 2.
TEST(Seal, HmacGivesThePublishedValue) {
  EXPECT_EQ(hex(base::bytes_of(base::hmac(HashAlgorithm::sha256, "Jefe", "what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

class SealSuite : public testing::TestWithParam<HashAlgorithm> {
 protected:
  const std::string key_ = std::string(32, 'k');
};

TEST_P(SealSuite, OpensWhatWasSealed) {
  for (const std::string& plain : {std::string(), std::string("13800000000"), std::string(100'000, '\0')}) {
    const std::string sealed = base::seal(GetParam(), key_, "where", plain);
    EXPECT_EQ(base::unseal(GetParam(), key_, "where", sealed), plain);
    EXPECT_EQ(plain.empty() ? std::string::npos : sealed.find(plain), std::string::npos);
  }
}

TEST_P(SealSuite, RefusesAnotherKeyContextOrByte) {
  const std::string sealed = base::seal(GetParam(), key_, "where", "secret");
  EXPECT_FALSE(base::unseal(GetParam(), std::string(32, 'j'), "where", sealed));
  EXPECT_FALSE(base::unseal(GetParam(), key_, "elsewhere", sealed));
  EXPECT_FALSE(base::unseal(GetParam(), key_, "where", sealed.substr(0, 20)));
  EXPECT_FALSE(base::unseal(GetParam(), key_, "where", ""));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(base::unseal(GetParam(), key_, "where", changed)) << i;
  }
}

TEST_P(SealSuite, OneTextInTwoPlacesLooksDifferent) {
  EXPECT_NE(base::seal(GetParam(), key_, "1", "secret"), base::seal(GetParam(), key_, "2", "secret"));
  EXPECT_EQ(base::seal(GetParam(), key_, "1", "secret"), base::seal(GetParam(), key_, "1", "secret"));
}

INSTANTIATE_TEST_SUITE_P(Suites, SealSuite, testing::Values(HashAlgorithm::sha256, HashAlgorithm::sm3),
                         [](const auto& suite) { return base::to_string(suite.param); });

}  // namespace
