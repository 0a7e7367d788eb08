#include "facts/proposals.hpp"

#include <gtest/gtest.h>

namespace {

using facts::NamesTable;
using facts::proposals;

std::string first(std::string_view printed) {
  const auto found = proposals(NamesTable::builtin(), printed);
  return found.empty() ? "" : found.front().name;
}

TEST(Proposals, ASlipOfTheHandIsNear) {
  EXPECT_EQ(first("社会消费零售品总额"), "社会消费品零售总额");
  EXPECT_EQ(first("规模以上工业增价值"), "规模以上工业增加值");
  EXPECT_EQ(first("一般公共预收入"), "一般公共预算收入");
}

TEST(Proposals, AKnownNameGivesItselfAlone) {
  const auto found = proposals(NamesTable::builtin(), "社零");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "社会消费品零售总额");
  EXPECT_EQ(found[0].likeness, 1.0);
}

TEST(Proposals, NothingIsLikeNothing) {
  EXPECT_EQ(first("折算得分"), "");
  EXPECT_EQ(first(""), "");
  EXPECT_EQ(first("区"), "");
  EXPECT_EQ(first("\xff\xfe"), "");
  EXPECT_EQ(first(std::string(3000, 'x')), "");
}

// The same word at the end makes two names of two things no slips of one another.
TEST(Proposals, AnotherThingMeasuredAlikeIsNotNear) {
  EXPECT_EQ(first("原煤产量"), "");
  EXPECT_EQ(first("钢材产量"), "");
  EXPECT_EQ(first("水泥产量"), "");
  EXPECT_EQ(first("粮食播种总产量"), "粮食产量");
  EXPECT_EQ(first("城市居民人均可支配收入"), "城镇居民人均可支配收入");
}

TEST(Proposals, BestFirstAndNoMoreThanAsked) {
  const auto found = proposals(NamesTable::builtin(), "工业增加价值", 2);
  ASSERT_LE(found.size(), 2u);
  for (std::size_t i = 1; i < found.size(); ++i) EXPECT_GE(found[i - 1].likeness, found[i].likeness);
}

}  // namespace
