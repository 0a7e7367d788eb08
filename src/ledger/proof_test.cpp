#include "ledger/proof.hpp"

#include <gtest/gtest.h>

#include "facts/fact.hpp"
#include "ledger/attack_test_help.hpp"

namespace ledger {
namespace {

using attack::Attack;

class Proof : public Attack {
 protected:
  Ledger book() { return *Ledger::open(path); }
};

TEST_F(Proof, EveryRecordIsProvedAndSurvivesItsFile) {
  auto ledger = book();
  const Checkpoint c = checkpoint();
  for (std::int64_t n = 1; n <= 30; ++n) {
    const auto made = prove(ledger.store(), "990101", n, 0);
    ASSERT_TRUE(made) << base::to_text(made.error());
    const auto read = read_inclusion_proof(to_json(*made), "p.json");
    ASSERT_TRUE(read) << n;
    EXPECT_TRUE(holds(*read, c)) << n;
    EXPECT_EQ(read->sequence, n);
  }
}

TEST_F(Proof, OfAnEarlierCheckpointWhileTheLedgerGrows) {
  const Checkpoint early = checkpoint();
  auto ledger = book();
  ASSERT_TRUE(ledger.write({.area = "990101",
                            .request = "late",
                            .recorded_at = attack::at(90),
                            .entries = {attack::fact("990101", "消费", 1, "5")}}));
  const Checkpoint late = checkpoint();
  EXPECT_TRUE(holds(*prove(ledger.store(), "990101", 7, early.size), early));
  EXPECT_FALSE(holds(*prove(ledger.store(), "990101", 7, early.size), late));
  EXPECT_TRUE(holds(*prove(ledger.store(), "990101", 31, 0), late));
  EXPECT_EQ(prove(ledger.store(), "990101", 31, early.size).error().code, "ledger.missing");

  const auto growth = prove_growth(ledger.store(), "990101", early.size, late.size);
  ASSERT_TRUE(growth);
  ASSERT_TRUE(is_growth_proof(to_json(*growth)));
  const auto read = read_growth_proof(to_json(*growth), "g.json");
  ASSERT_TRUE(read);
  EXPECT_TRUE(holds(*read, early, late));
  EXPECT_FALSE(holds(*read, late, early));
  Checkpoint other = early;
  other.root[0] ^= 1;
  EXPECT_FALSE(holds(*read, other, late));
  EXPECT_EQ(prove_growth(ledger.store(), "990101", 31, 30).error().code, "ledger.missing");
}

TEST_F(Proof, NoOtherRecordAndNoOtherNumberHolds) {
  auto ledger = book();
  const Checkpoint c = checkpoint();
  const InclusionProof good = *prove(ledger.store(), "990101", 7, 0);
  ASSERT_TRUE(holds(good, c));
  const auto fails = [&](auto change) {
    InclusionProof p = good;
    change(p);
    return !holds(p, c);
  };
  EXPECT_TRUE(fails([](InclusionProof& p) { p.body[5] ^= 1; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.heading = "{}"; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { ++p.recorded_at; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { ++p.sequence; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.kind = RecordKind::event; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.area = "990102"; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.path.pop_back(); }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.path[0][0] ^= 1; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { --p.size; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.algorithm = base::HashAlgorithm::sm3; }));
  EXPECT_TRUE(fails([](InclusionProof& p) { p.root[0] ^= 1; }));
}

TEST_F(Proof, AFactIsFoundByTheBeginningOfItsId) {
  auto ledger = book();
  const std::string id = facts::id(attack::fact("990101", "财政收入", 4, "14"));
  for (const std::size_t digits : {8u, 9u, 16u, 64u}) {
    const auto found = find_by_id(ledger.store(), id.substr(0, digits));
    ASSERT_TRUE(found) << digits;
    EXPECT_EQ(found->area, "990101");
    EXPECT_EQ(found->sequence, 13);
  }
  EXPECT_EQ(find_by_id(ledger.store(), "0000000000000000").error().code, "ledger.missing");
  EXPECT_EQ(find_by_id(ledger.store(), id.substr(0, 7)).error().code, "ledger.missing");
  EXPECT_EQ(find_by_id(ledger.store(), "not hex at all").error().code, "ledger.missing");
}

TEST_F(Proof, NothingIsProvedFromALedgerThatDoesNotHold) {
  force("UPDATE record SET body = replace(body, '107', '108') WHERE place = (1 << 40 | 7)");
  auto ledger = book();
  EXPECT_EQ(prove(ledger.store(), "990101", 3, 0).error().code, "ledger.tampered");
  EXPECT_EQ(prove_growth(ledger.store(), "990101", 3, 9).error().code, "ledger.tampered");
  EXPECT_TRUE(prove(ledger.store(), "990101", 3, 6));
  EXPECT_EQ(prove(ledger.store(), "990109", 3, 0).error().code, "ledger.missing");
  EXPECT_EQ(prove(ledger.store(), "990101", 0, 0).error().code, "ledger.missing");
}

TEST(ProofFile, OtherFilesAreRefused) {
  for (const char* text :
       {"", "{}", "[]", "{\"format\":\"jicheng proof 1\"}", "{\"format\":\"jicheng proof 1\",\"path\":[\"zz\"]}",
        "{\"format\":\"jicheng proof 2\",\"size\":1,\"sequence\":1}", "hello"}) {
    EXPECT_EQ(read_inclusion_proof(text, "x").error().code, "proof.unreadable") << text;
    EXPECT_EQ(read_growth_proof(text, "x").error().code, "proof.unreadable") << text;
  }
}

}  // namespace
}  // namespace ledger
