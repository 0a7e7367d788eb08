#include "ledger/merkle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using base::Digest;
using base::HashAlgorithm;
using ledger::ChainHasher;
using ledger::Frontier;

// Leaves of any bytes, as RFC 6962 hashes them.
Digest leaf_of(std::string_view bytes) {
  base::Hasher hasher(HashAlgorithm::sha256);
  return hasher.add_byte(0).add(bytes).finish();
}

std::vector<Digest> leaves(std::int64_t count) {
  std::vector<Digest> out;
  for (std::int64_t i = 0; i < count; ++i) out.push_back(leaf_of("leaf " + std::to_string(i)));
  return out;
}

// The definition, word for word: MTH of RFC 6962, 2.1.
Digest defined_root(ChainHasher& hasher, std::span<const Digest> of) {
  if (of.empty()) return hasher.empty_root();
  if (of.size() == 1) return of[0];
  std::size_t k = 1;
  while (2 * k < of.size()) k *= 2;
  return hasher.node(defined_root(hasher, of.first(k)), defined_root(hasher, of.subspan(k)));
}

std::vector<Digest> proof(ChainHasher& hasher, std::span<const Digest> all, std::vector<ledger::LeafRange> ranges) {
  ledger::RangeHasher walk(hasher, std::move(ranges));
  for (const auto& leaf : all) walk.add(leaf);
  return walk.roots();
}

// Inputs and roots of google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc (and of
// transparency-dev/merkle, testonly/reference.go).
TEST(Merkle, GivesTheRootsOfCertificateTransparency) {
  const std::vector<std::string> inputs{
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  const std::vector<std::string> roots{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                       "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                       "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                       "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                       "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                       "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  ChainHasher hasher(HashAlgorithm::sha256);
  Frontier tree(hasher);
  EXPECT_EQ(base::to_hex(base::bytes_of(tree.root())),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    tree.add(leaf_of(*base::from_hex(inputs[i])));
    EXPECT_EQ(base::to_hex(base::bytes_of(tree.root())), roots[i]);
  }
}

// The paths of RFC 6962, section 2.1.3, over its tree of seven leaves.
TEST(Merkle, TakesThePathsThatTheRfcDraws) {
  using R = std::vector<ledger::LeafRange>;
  EXPECT_EQ(ledger::inclusion_ranges(0, 7), (R{{1, 2}, {2, 4}, {4, 7}}));
  EXPECT_EQ(ledger::inclusion_ranges(3, 7), (R{{2, 3}, {0, 2}, {4, 7}}));
  EXPECT_EQ(ledger::inclusion_ranges(4, 7), (R{{5, 6}, {6, 7}, {0, 4}}));
  EXPECT_EQ(ledger::inclusion_ranges(6, 7), (R{{4, 6}, {0, 4}}));
  EXPECT_EQ(ledger::consistency_ranges(3, 7), (R{{2, 3}, {3, 4}, {0, 2}, {4, 7}}));
  EXPECT_EQ(ledger::consistency_ranges(4, 7), (R{{4, 7}}));
  EXPECT_EQ(ledger::consistency_ranges(6, 7), (R{{4, 6}, {6, 7}, {0, 4}}));
  EXPECT_EQ(ledger::consistency_ranges(7, 7), R{});
}

TEST(Merkle, EveryLeafOfEverySmallTreeIsProvedAndNoOther) {
  const auto all = leaves(130);
  for (const auto algorithm : {HashAlgorithm::sha256, HashAlgorithm::sm3}) {
    ChainHasher hasher(algorithm);
    Frontier tree(hasher);
    for (std::int64_t n = 1; n <= 130; ++n) {
      tree.add(all[static_cast<std::size_t>(n - 1)]);
      const auto some = std::span(all).first(static_cast<std::size_t>(n));
      const Digest root = defined_root(hasher, some);
      ASSERT_EQ(tree.root(), root);
      for (std::int64_t m = 0; m < n; ++m) {
        const auto path = proof(hasher, some, ledger::inclusion_ranges(m, n));
        const auto& leaf = all[static_cast<std::size_t>(m)];
        ASSERT_EQ(ledger::root_from_inclusion(hasher, leaf, m, n, path), root) << m << " of " << n;
        if (m > 0) {
          ASSERT_NE(ledger::root_from_inclusion(hasher, leaf, m - 1, n, path), root) << m << " of " << n;
        }
        auto longer = path;
        longer.push_back(leaf);
        ASSERT_NE(ledger::root_from_inclusion(hasher, leaf, m, n, longer), root);
        if (!path.empty()) {
          ASSERT_NE(ledger::root_from_inclusion(hasher, leaf, m, n, std::span(path).first(path.size() - 1)), root);
        }
      }
    }
  }
}

TEST(Merkle, EveryTreeIsConsistentWithItsBeginningsAndNoOther) {
  const auto all = leaves(130);
  ChainHasher hasher(HashAlgorithm::sha256);
  std::vector<Digest> root;
  for (std::size_t n = 0; n <= 130; ++n) root.push_back(defined_root(hasher, std::span(all).first(n)));
  for (std::int64_t n = 1; n <= 130; ++n) {
    const auto some = std::span(all).first(static_cast<std::size_t>(n));
    for (std::int64_t m = 1; m <= n; ++m) {
      const auto path = proof(hasher, some, ledger::consistency_ranges(m, n));
      const Digest &before = root[static_cast<std::size_t>(m)], &after = root[static_cast<std::size_t>(n)];
      ASSERT_TRUE(ledger::is_consistent(hasher, m, before, n, after, path)) << m << " of " << n;
      ASSERT_FALSE(ledger::is_consistent(hasher, m, root[0], n, after, path)) << m << " of " << n;
      ASSERT_FALSE(ledger::is_consistent(hasher, m, before, n, root[0], path)) << m << " of " << n;
      for (std::size_t cut = 0; cut < path.size(); ++cut) {
        ASSERT_FALSE(ledger::is_consistent(hasher, m, before, n, after, std::span(path).first(cut)));
      }
    }
  }
}

RC_GTEST_PROP(Merkle, AChangedStepOrSizeProvesNothing, ()) {
  const auto n = *rc::gen::inRange<std::int64_t>(2, 400);
  const auto m = *rc::gen::inRange<std::int64_t>(0, n);
  const auto all = leaves(n);
  ChainHasher hasher(HashAlgorithm::sha256);
  const Digest root = defined_root(hasher, all);
  auto path = proof(hasher, all, ledger::inclusion_ranges(m, n));
  const auto at = *rc::gen::inRange<std::size_t>(0, path.size());
  const auto byte = *rc::gen::inRange<std::size_t>(0, 32);
  path[at][byte] ^= static_cast<unsigned char>(*rc::gen::inRange(1, 256));
  RC_ASSERT(ledger::root_from_inclusion(hasher, all[static_cast<std::size_t>(m)], m, n, path) != root);
}

TEST(Merkle, ImpossibleNumbersProveNothing) {
  ChainHasher hasher(HashAlgorithm::sha256);
  const auto leaf = leaves(1)[0];
  EXPECT_EQ(ledger::root_from_inclusion(hasher, leaf, 0, 1, {}), leaf);
  EXPECT_EQ(ledger::root_from_inclusion(hasher, leaf, 1, 1, {}), std::nullopt);
  EXPECT_EQ(ledger::root_from_inclusion(hasher, leaf, -1, 1, {}), std::nullopt);
  EXPECT_EQ(ledger::root_from_inclusion(hasher, leaf, 0, 0, {}), std::nullopt);
  EXPECT_FALSE(ledger::is_consistent(hasher, 0, leaf, 1, leaf, {}));
  EXPECT_FALSE(ledger::is_consistent(hasher, 2, leaf, 1, leaf, {}));
}

}  // namespace
