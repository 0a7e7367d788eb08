#include "plan/verdict_relation.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/verdict_test_help.hpp"
#include "plan/verdict_words.hpp"

namespace plan {
namespace {

using reading::Relation;
using testing::Contains;
using testing::HasSubstr;

reading::Target related(const std::string& indicator, Relation relation, const std::string& to, const char* by = "") {
  auto target = a_target(indicator, *by != '\0' ? ">=" : "~qualitative", by, *by != '\0' ? "个百分点" : "",
                         *by != '\0' ? reading::Kind::difference : reading::Kind::growth);
  target.relation = relation;
  target.reference = to;
  return target;
}

facts::Fact of(const std::string& area, facts::Fact fact, const std::string& code = "") {
  fact.area = area;
  fact.area_code = code;
  return fact;
}

TargetStatus of_year(const reading::Target& target, std::vector<facts::Fact> facts) {
  return judged(a_report("甲市", 2024, {target}), std::move(facts), date(2025, 3, 1))[0];
}

TEST(Relation, AGrowthAboveAnotherByPointsIsJudgedByTheDistance) {
  const auto target = related("规上高技术制造业增加值", Relation::above, "规上工业增加值增速", "2");
  const auto industry = a_fact("规模以上工业增加值", "2024", "", "", "6.0");
  EXPECT_EQ(of_year(target, {industry, a_fact("高技术制造业增加值", "2024", "", "", "8.0")}).verdict, Verdict::met);
  const TargetStatus s = of_year(target, {industry, a_fact("高技术制造业增加值", "2024", "", "", "7.9")});
  EXPECT_EQ(s.verdict, Verdict::missed);
  EXPECT_THAT(s.why, HasSubstr("高1.9个百分点"));
  EXPECT_THAT(s.why, HasSubstr("未达到目标（高于规上工业增加值增速2个百分点以上）"));
  EXPECT_EQ(aim_words(s.target), "高于规上工业增加值增速2个百分点以上");
}

TEST(Relation, WhatIsMissingIsNamed) {
  const auto target = related("社会消费品零售总额", Relation::above, "全国平均水平");
  const TargetStatus s = of_year(target, {a_fact("社会消费品零售总额", "2024-01/2024-09", "900", "亿元", "5.0")});
  EXPECT_EQ(s.verdict, Verdict::no_data);
  EXPECT_THAT(s.why, HasSubstr("手中没有全国2024年“社会消费品零售总额”的同期增速"));
  ASSERT_TRUE(s.latest) << "the own figure is shown all the same";
  const TargetStatus own =
      of_year(target, {of("全国", a_fact("社会消费品零售总额", "2024-01/2024-09", "", "", "3.3"))});
  EXPECT_THAT(own.why, HasSubstr("手中没有2024年“社会消费品零售总额”的增速"));
}

TEST(Relation, ThePlaceIsTheNationOrTheProvinceOfTheAreasCode) {
  auto target = related("社会消费品零售总额", Relation::above, "全省平均水平", "0.5");
  const auto own = of("甲市", a_fact("社会消费品零售总额", "2024", "900", "亿元", "5.4"), "430100");
  const auto mine = of("丙省", a_fact("社会消费品零售总额", "2024", "9000", "亿元", "5.0"), "430000");
  const auto another = of("丁省", a_fact("社会消费品零售总额", "2024", "9000", "亿元", "1.0"), "440000");
  EXPECT_EQ(of_year(target, {own, mine, another}).verdict, Verdict::missed) << "0.4 points above its own province";
  EXPECT_EQ(of_year(target, {own, another}).verdict, Verdict::no_data);
  target = related("社会消费品零售总额", Relation::above, "全国、全省平均水平");
  const auto nation = of("全国", a_fact("社会消费品零售总额", "2024", "", "", "5.4"), "000000");
  const TargetStatus s = of_year(target, {own, mine, another, nation});
  EXPECT_EQ(s.verdict, Verdict::missed) << "5.4 is not above 5.4";
  EXPECT_THAT(s.why, HasSubstr("同期全国增长5.4%，同期全省增长5.0%"));
}

TEST(Relation, ARateBelowTheNationsIsHeldAsItStands) {
  const auto target = related("城镇调查失业率", Relation::below, "全国平均水平");
  const auto own = a_fact("城镇调查失业率", "2024", "5.0", "%");
  EXPECT_EQ(of_year(target, {own, of("全国", a_fact("城镇调查失业率", "2024", "5.1", "%"))}).verdict, Verdict::met);
  EXPECT_EQ(of_year(target, {own, of("全国", a_fact("城镇调查失业率", "2024", "4.9", "%"))}).verdict, Verdict::missed);
}

TEST(Relation, AnEllipsisTakesTheRestOfItsNameFromTheOwnIndicator) {
  const auto target = related("农村居民人均可支配收入增速", Relation::above, "城镇居民");
  const TargetStatus s = of_year(target, {a_fact("农村居民人均可支配收入", "2024", "20000", "元", "6.6"),
                                          a_fact("城镇居民人均可支配收入", "2024", "50000", "元", "4.6")});
  EXPECT_EQ(s.verdict, Verdict::met);
  EXPECT_THAT(s.why, HasSubstr("同期城镇居民人均可支配收入增长4.6%"));
}

TEST(Relation, UnderWayTheChanceIsOfBothAndSaysWhatIsNotKnown) {
  const auto target = related("社会消费品零售总额", Relation::above, "全国平均水平");
  const auto status = [&](const char* own, const char* nation) {
    return judged(a_report("甲市", 2024, {target}),
                  {a_fact("社会消费品零售总额", "2024-01/2024-09", "900", "亿元", own),
                   a_fact("社会消费品零售总额", "2024-01/2024-10", "1000", "亿元", own),
                   of("全国", a_fact("社会消费品零售总额", "2024-01/2024-09", "", "", nation))},
                  date(2024, 11, 1))[0];
  };
  const TargetStatus ahead = status("5.0", "3.3"), level = status("4.0", "4.0"), behind = status("2.0", "3.3");
  ASSERT_TRUE(ahead.probability && level.probability && behind.probability);
  EXPECT_EQ(ahead.latest->fact.period.last.month, 9) << "both to the last month both have";
  EXPECT_GT(*ahead.probability, *level.probability);
  EXPECT_GT(*level.probability, *behind.probability);
  EXPECT_NEAR(*level.probability, 0.5, 0.15);
  EXPECT_THAT(ahead.why, HasSubstr("高1.7个百分点，目前达到目标"));
  EXPECT_THAT(ahead.notes, Contains(HasSubstr("大体同涨同落")));
  ASSERT_TRUE(behind.needed_growth_pct);
  EXPECT_GT(*behind.needed_growth_pct, Decimal(3)) << "the rest of the year must make up for the months gone";
  EXPECT_THAT(behind.notes, Contains(HasSubstr("全国全年预计")));
}

// Var(a − b) = Var a + Var b − 2 ρ √(Var a · Var b), for whatever ρ.
TEST(Relation, OfTwoThatMoveAlikeTheDifferenceIsSurer) {
  forecast::Outlook own, other;
  own.mean = 6;
  other.mean = 5;
  own.scale = other.scale = 1;
  Demand above;
  above.unit = "%";
  const double apart = chance_of_difference(own, other, 0, above, 1),
               alike = chance_of_difference(own, other, 0.8, above, 1);
  EXPECT_LT(apart, alike);
  EXPECT_DOUBLE_EQ(apart, forecast::student5_cdf(1.05 / std::sqrt(2.0)));
}

}  // namespace
}  // namespace plan
