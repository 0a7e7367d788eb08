#include "ledger/group_commit.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "ledger/backends_test.hpp"

namespace {

using ledger::GroupCommit;
using ledger::Instant;
using ledger::Write;
using ledger::testing_backends::Backend;

Write one(const std::string& area, const std::string& name) {
  facts::Fact f;
  f.area_code = area;
  f.area = "岚湖区";
  f.indicator = f.indicator_as_printed = name;
  f.period = *calendar::parse_period("2025");
  f.value = base::Decimal(1);
  f.published = *calendar::parse_published("2026-01-20");
  return {.area = area, .request = name, .recorded_at = Instant(std::chrono::hours(1)), .entries = {f}};
}

class GroupCommitTest : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    std::string why_not;
    place_ = GetParam().make(why_not);
    if (!place_) GTEST_SKIP() << why_not;
  }
  ledger::Ledger open() {
    auto book = place_->open({});
    EXPECT_TRUE(book);
    return std::move(*book);
  }
  std::unique_ptr<ledger::testing_backends::Place> place_;
};

TEST_P(GroupCommitTest, EveryThreadGetsItsOwnReceipt) {
  constexpr int kThreads = 8, kEach = 20;
  {
    GroupCommit group(open());
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&group, t] {
        for (int i = 0; i < kEach; ++i) {
          const std::string area = i % 2 == 0 ? "990101" : "990102";
          const Write write = one(area, std::to_string(t) + "/" + std::to_string(i));
          const auto receipt = group.write(write);
          ASSERT_TRUE(receipt) << base::to_text(receipt.error());
          EXPECT_EQ(receipt->area, area);
          EXPECT_EQ(receipt->added, 1);
          EXPECT_TRUE(group.write(write)->repeated);
        }
      });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(group.counts().writes, 2 * kThreads * kEach);
    EXPECT_LE(group.counts().commits, group.counts().writes);
  }
  EXPECT_EQ(*open().verify(), kThreads * kEach);
}

// A refusal in the middle of a group is its writer's alone.
TEST_P(GroupCommitTest, ARefusedWriteSpoilsNoOther) {
  ledger::Ledger book = open();
  const Write good = one("990101", "甲"), after = one("990101", "乙"), reused = [] {
    Write other = one("990101", "丙");
    other.request = "甲";
    return other;
  }();
  Write behind = one("990101", "丁");
  behind.expected_version = 7;
  Write nameless = one("990101", "戊");
  nameless.request.clear();
  Write half = one("990101", "己");
  half.entries.emplace_back(ledger::Withdrawal{99});
  const std::vector<const Write*> writes{&good, &reused, &behind, &nameless, &half, &good, &after};
  const auto answers = book.write_together(writes);
  ASSERT_EQ(answers.size(), writes.size());
  EXPECT_EQ(answers[0]->first, 1);
  EXPECT_EQ(answers[1].error().code, "ledger.request_reused");
  EXPECT_EQ(answers[2].error().code, "ledger.version");
  EXPECT_EQ(answers[3].error().code, "ledger.write");
  EXPECT_EQ(answers[4].error().code, "ledger.target");
  EXPECT_TRUE(answers[5]->repeated);
  EXPECT_EQ(answers[6]->first, 2);
  EXPECT_EQ(*book.verify(), 2);
}

TEST_P(GroupCommitTest, AnAreaMadeByARefusedWriteIsMadeByTheNext) {
  ledger::Ledger book = open();
  Write refused = one("990103", "甲");
  refused.expected_version = 7;
  const Write good = one("990103", "乙");
  const std::vector<const Write*> writes{&refused, &good};
  const auto answers = book.write_together(writes);
  EXPECT_FALSE(answers[0]);
  ASSERT_TRUE(answers[1]) << base::to_text(answers[1].error());
  EXPECT_EQ(answers[1]->first, 1);
  EXPECT_EQ(*book.verify(), 1);
}

TEST_P(GroupCommitTest, EndsWithNothingAsked) { const GroupCommit group(open()); }

INSTANTIATE_TEST_SUITE_P(Stores, GroupCommitTest, testing::ValuesIn(ledger::testing_backends::backends()),
                         [](const auto& backend) { return backend.param.name; });

}  // namespace
