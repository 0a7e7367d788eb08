#include "base/hash_pair.hpp"

#include <random>

#include <gtest/gtest.h>

namespace {

using base::sha256_of_both;

std::string hex(const base::Digest& digest) { return base::to_hex(base::bytes_of(digest)); }

// FIPS 180-4's own examples (NIST, "SHA-256 example": one block, two blocks) and the digest of nothing.
TEST(HashPair, GivesTheDigestsOfTheStandard) {
  const auto both = sha256_of_both("abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
  EXPECT_EQ(hex(both[0]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(both[1]), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex(sha256_of_both("", "abc")[0]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// OpenSSL's digests, for every length about the ends of blocks in either place, and for long ones.
TEST(HashPair, AgreesWithTheOtherHasherAtEveryLength) {
  std::mt19937 chance(20261128);
  std::string bytes(3000, '\0');
  for (char& c : bytes) c = static_cast<char>(chance());
  const auto check = [&](std::size_t a, std::size_t b) {
    const std::string_view first = std::string_view(bytes).substr(chance() % 7, a),
                           second = std::string_view(bytes).substr(chance() % 7, b);
    const auto both = sha256_of_both(first, second);
    EXPECT_EQ(hex(both[0]), base::sha256_hex(first)) << a << " " << b;
    EXPECT_EQ(hex(both[1]), base::sha256_hex(second)) << a << " " << b;
  };
  for (std::size_t a = 0; a < 200; ++a) {
    for (const std::size_t b : {std::size_t{0}, std::size_t{55}, std::size_t{56}, a, a + 64, std::size_t{1000}})
      check(a, b);
  }
  for (int i = 0; i < 500; ++i) check(chance() % 2900, chance() % 2900);
}

}  // namespace
