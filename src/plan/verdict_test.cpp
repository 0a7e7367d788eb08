#include "plan/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/spoken_unit.hpp"
#include "plan/verdict_explained.hpp"
#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// The headline targets of the 2023 plan of Yuexiu District, and three of those buried in its prose.
std::vector<reading::Target> yuexiu_targets() {
  return {a_target("地区生产总值增长率", "≈", "4.5", "%"),
          a_target("社会消费品零售总额增长率", "≈", "5.5", "%"),
          a_target("一般公共预算收入增长率", "=", "5.7", "%"),
          a_target("城镇新增就业人数", "~upper-level-target"),
          a_target("单位GDP能耗下降率", "~upper-level-target"),
          a_target("固定资产投资增长率", ">=", "10", "%"),
          a_target("落地优质项目数", ">=", "280", "个", reading::Kind::count),
          a_target("总部大厦竣工", "~milestone")};
}

// Published facts of the district and of 15 other areas; the verdicts wanted are those of the mission's §0.7.
class Yuexiu2023 : public testing::Test {
 protected:
  void SetUp() override {
    if (!shared_facts()) {
      GTEST_SKIP() << "the shared facts are not here";
    }
  }
  std::vector<TargetStatus> on(int month, int day) const {
    return judged(a_report("广州市越秀区", 2023, yuexiu_targets()), *shared_facts(), date(2023, month, day));
  }
};

TEST_F(Yuexiu2023, AtTheEndOfNovemberTheWatchListIsGdpAndInvestment) {
  const auto s = on(11, 30);
  EXPECT_EQ(s[0].verdict, Verdict::at_risk) << s[0].why;
  EXPECT_EQ(s[1].verdict, Verdict::on_track) << s[1].why;
  EXPECT_EQ(s[2].verdict, Verdict::on_track) << s[2].why;
  EXPECT_EQ(s[3].verdict, Verdict::awaiting_value);
  EXPECT_EQ(s[4].verdict, Verdict::awaiting_value);
  EXPECT_THAT(s[5].verdict, testing::AnyOf(Verdict::at_risk, Verdict::off_track)) << s[5].why;
  EXPECT_EQ(s[6].verdict, Verdict::no_data);
  EXPECT_EQ(s[7].verdict, Verdict::no_data);
  EXPECT_THAT(s[0].why, HasSubstr("前三季度增长4.3%，比目标下限4.4%低0.1个百分点"));
  EXPECT_EQ(s[0].latest->fact.period, calendar::Period::year_to_date(2023, 9));
  EXPECT_EQ(s[0].last_year->value->to_string(), "3650.18");
}

TEST_F(Yuexiu2023, BudgetRevenueIsBehindTheLinearPaceAndAheadOfTheSeason) {
  const TargetStatus s = on(11, 30)[2];
  EXPECT_EQ(s.level_needed->rounded(2).to_string(), "56.76");
  EXPECT_EQ(s.attained_share->rounded(3).to_string(), "0.737");
  EXPECT_EQ(*s.linear_pace, *Decimal::parse("0.75"));
  ASSERT_TRUE(s.seasonal_pace);
  EXPECT_EQ(s.seasonal_pace->lo.rounded(3).to_string(), "0.729");
  EXPECT_EQ(s.seasonal_pace->hi.rounded(3).to_string(), "0.730");
  EXPECT_TRUE(s.seasonal_pace->derived);
  EXPECT_FALSE(s.seasonal_pace->warning.empty());
  EXPECT_EQ(s.needed_run_rate->rounded(2).to_string(), "4.98");
  EXPECT_EQ(s.needed_run_rate_unit, "亿元/月");
  ASSERT_TRUE(s.needed_growth_pct);
  EXPECT_EQ(s.needed_growth_pct->rounded(1).to_string(), "3.0");
}

TEST_F(Yuexiu2023, RealGrowthIsNeverTurnedIntoALevel) {
  const auto s = on(11, 30);
  EXPECT_FALSE(s[0].level_needed);
  EXPECT_FALSE(s[0].attained_share);
  EXPECT_THAT(s[0].season_note, HasSubstr("不变价格"));
  EXPECT_FALSE(s[5].level_needed);
  EXPECT_THAT(s[5].season_note, HasSubstr("只公布增速"));
  EXPECT_EQ(s[1].attained_share->rounded(3).to_string(), "0.806");
}

TEST_F(Yuexiu2023, WhatWasPublishedLaterIsNotKnownInOctober) {
  for (const TargetStatus& s : on(10, 15)) {
    EXPECT_FALSE(s.latest) << s.target.indicator;
    EXPECT_FALSE(s.probability) << s.target.indicator;
    EXPECT_THAT(s.verdict, testing::AnyOf(Verdict::no_data, Verdict::awaiting_value)) << s.target.indicator;
  }
  EXPECT_EQ(on(10, 15)[0].last_year->growth_pct->to_string(), "0.1");
  // Known by the end of the month whose day is unknown.
  EXPECT_FALSE(on(11, 29)[0].latest);
}

TEST_F(Yuexiu2023, TheToleranceIsShownAndCanBeSet) {
  const auto facts = *shared_facts();
  Settings strict;
  strict.about_tolerance_pp = Decimal(0);
  const auto report = a_report("越秀区", 2023, yuexiu_targets());
  const auto usual = judge(report, facts, facts::NamesTable::builtin(), date(2023, 11, 30), Settings{});
  const auto tight = judge(report, facts, facts::NamesTable::builtin(), date(2023, 11, 30), strict);
  EXPECT_GT(*usual[0].probability, *tight[0].probability);
  EXPECT_THAT(usual[0].notes, testing::Contains(HasSubstr("0.1个百分点")));
}

TEST_F(Yuexiu2023, BothBasesOf2022AreKept) {
  const auto s = judged(a_report("越秀区", 2022, {a_target("一般公共预算收入增长率", "=", "5", "%")}), *shared_facts(),
                        date(2023, 6, 1));
  ASSERT_TRUE(s[0].latest);
  EXPECT_EQ(s[0].latest->fact.growth_pct->to_string(), "-0.6");
  ASSERT_EQ(s[0].latest->other_bases.size(), 1u);
  EXPECT_EQ(s[0].latest->other_bases[0].growth_pct->to_string(), "2.7");
  EXPECT_EQ(s[0].verdict, Verdict::missed);
}

TEST_F(Yuexiu2023, OtherAreasOfOtherYearsAreJudgedAsWell) {
  // 广州市 2024: 1–8月 industry −1.3 against 3 % and more; investment 2.0 against 6 %; retail −0.5 against 5.5 %.
  const auto guangzhou =
      judged(a_report("广州市", 2024,
                      {a_target("规模以上工业增加值增速", ">=", "3", "%"), a_target("固定资产投资增速", "=", "6", "%"),
                       a_target("社会消费品零售总额增速", "=", "5.5", "%"), a_target("居民消费价格涨幅", "≈", "3", "%"),
                       a_target("城镇新增就业", ">=", "24", "万人", reading::Kind::count)},
                      "2024"),
             *shared_facts(), date(2024, 12, 31));
  EXPECT_EQ(guangzhou[0].verdict, Verdict::off_track) << guangzhou[0].why;
  EXPECT_EQ(guangzhou[1].verdict, Verdict::off_track) << guangzhou[1].why;
  EXPECT_EQ(guangzhou[2].verdict, Verdict::off_track) << guangzhou[2].why;
  EXPECT_EQ(guangzhou[3].verdict, Verdict::on_track) << guangzhou[3].why;
  EXPECT_EQ(guangzhou[4].verdict, Verdict::no_data);

  // 咸阳市 has targets for 2023 and no published facts in hand: nothing may be said, and certainly not 0 %.
  const auto xianyang =
      judged(a_report("咸阳市", 2023, {a_target("地区生产总值", "≈", "6", "%")}), *shared_facts(), date(2023, 12, 31));
  EXPECT_EQ(xianyang[0].verdict, Verdict::no_data);
  EXPECT_FALSE(xianyang[0].attained_share);

  // 广州市 2022: full-year GDP is not in hand; the year before counts only as the year before.
  const auto before =
      judged(a_report("广州市", 2022, {a_target("地区生产总值", "≈", "5.5", "%")}), *shared_facts(), date(2022, 3, 1));
  EXPECT_EQ(before[0].verdict, Verdict::no_data);
  ASSERT_TRUE(before[0].last_year);
  EXPECT_EQ(before[0].last_year->growth_pct->to_string(), "8.1");

  // 花都区 2022: −1.1 for the year.
  const auto huadu = judged(a_report("广州市花都区", 2022, {a_target("地区生产总值", "≈", "6", "%")}), *shared_facts(),
                            date(2024, 1, 1));
  EXPECT_EQ(huadu[0].verdict, Verdict::missed);
}

TEST_F(Yuexiu2023, AProjectInvestmentCountsTowardsItsLevel) {
  // Published: 800 key projects of Guangzhou, 3186 of 3785 亿元 by the end of October 2023, 84.2 % of the plan.
  const auto s =
      judged(a_report("广州市", 2023, {a_target("重点项目完成投资", "=", "3785", "亿元", reading::Kind::level)}),
             *shared_facts(), date(2023, 12, 31));
  EXPECT_EQ(s[0].attained_share->rounded(3).to_string(), "0.842") << s[0].why;
  EXPECT_EQ(s[0].linear_pace->rounded(3).to_string(), "0.833");
  EXPECT_THAT(s[0].verdict, testing::AnyOf(Verdict::on_track, Verdict::at_risk));
}

// ---- invented facts, one truth each ----

TEST(Judge, AFullYearDecides) {
  const auto facts = {a_fact("地区生产总值", "2024", "5000", "亿元", "4.4")};
  EXPECT_EQ(judged_one("≈", "4.5", facts).verdict, Verdict::met);
  EXPECT_EQ(judged_one(">=", "4.5", facts).verdict, Verdict::missed);
  EXPECT_EQ(judged_one(">", "4.4", facts).verdict, Verdict::missed);
  EXPECT_EQ(judged_one("=", "4.4", facts).verdict, Verdict::met);
  EXPECT_FALSE(judged_one("=", "4.4", facts).probability);
}

TEST(Judge, PrintedDecimalsThatCannotTellAreNotCalledMissed) {
  const auto facts = {a_fact("地区生产总值", "2024", "5000", "亿元", "4")};
  EXPECT_EQ(judged_one(">=", "4.3", facts).verdict, Verdict::at_risk);
  EXPECT_EQ(judged_one(">=", "4.6", facts).verdict, Verdict::missed);
}

TEST(Judge, AnEstimateIsNotAResult) {
  auto fact = a_fact("地区生产总值", "2024", "5000", "亿元", "4.6");
  fact.status = facts::Status::estimate;
  const TargetStatus s = judged_one(">=", "4.5", {fact});
  EXPECT_THAT(s.verdict, testing::AnyOf(Verdict::on_track, Verdict::at_risk));
  EXPECT_THAT(s.notes, testing::Contains(HasSubstr("预计数")));
}

TEST(Judge, ALevelReachedBeforeTheYearIsOutIsMet) {
  const auto report = a_report("甲区", 2024, {a_target("职业技能培训人次", ">=", "2", "万人次", reading::Kind::count)});
  const TargetStatus reached =
      judged(report, {a_fact("职业技能培训人次", "2024-01/2024-10", "20100", "人次")}, date(2024, 12, 1))[0];
  EXPECT_EQ(reached.verdict, Verdict::met) << reached.why;
  const TargetStatus half =
      judged(report, {a_fact("职业技能培训人次", "2024-01/2024-06", "5000", "人次")}, date(2024, 12, 1))[0];
  EXPECT_EQ(half.verdict, Verdict::off_track) << half.why;
  EXPECT_EQ(half.attained_share->rounded(2).to_string(), "0.25");
}

// Refunds may take a revenue back under its line: what passes it in November is not done.
TEST(Judge, WhatMayFallAgainIsReachedForNowAndNotMet) {
  const auto report = a_report("甲区", 2024, {a_target("一般公共预算收入", ">=", "50", "亿元", reading::Kind::level)});
  const auto at = [&](const char* month, const char* value) {
    return judged(report, {a_fact("一般公共预算收入", month, value, "亿元")}, date(2024, 12, 31))[0];
  };
  const TargetStatus passed = at("2024-01/2024-11", "50.40");
  EXPECT_NE(passed.verdict, Verdict::met) << passed.why;
  EXPECT_THAT(passed.why, HasSubstr("目前已达到全年目标（50亿元以上）"));
  EXPECT_THAT(passed.why, testing::Not(HasSubstr("已提前达到")));
  ASSERT_TRUE(passed.forecast);
  EXPECT_THAT(at("2024-01/2024-11", "49.40").why, testing::Not(HasSubstr("已达到")));
  EXPECT_EQ(at("2024", "50.40").verdict, Verdict::met) << "the year is over";
}

TEST(Judge, AUnitOfAnotherKindIsNoDataAndSaysSo) {
  const auto report = a_report("甲区", 2024, {a_target("进出口总额", ">=", "100", "亿美元", reading::Kind::level)});
  const TargetStatus s = judged(report, {a_fact("进出口总额", "2024-01/2024-10", "900", "亿元")}, date(2024, 12, 1))[0];
  EXPECT_EQ(s.verdict, Verdict::no_data);
  EXPECT_THAT(s.why, HasSubstr("公布的数以“亿元”计，不能换算成目标的“亿美元”"));
}

TEST(Judge, AMomentIsNotCalledAWholeYear) {
  auto balance = a_fact("金融机构本外币存款余额", "2024-12", "900", "亿元", "4.0");
  balance.span = facts::Span::point;
  const auto report = a_report("甲区", 2024, {a_target("金融机构本外币存款余额", ">=", "5", "%")});
  const TargetStatus s = judged(report, {balance}, date(2025, 3, 1))[0];
  EXPECT_EQ(s.verdict, Verdict::missed);
  EXPECT_THAT(s.why, HasSubstr("2024年12月末增长4.0%")) << s.why;
}

TEST(Judge, AskedAfterTheYearsEndItSaysThatTheResultIsNotInHand) {
  const auto facts = {a_fact("地区生产总值", "2024-01/2024-03", "1000", "亿元", "3.6")};
  EXPECT_THAT(judged_one(">=", "5", facts).why, HasSubstr("2024年已结束，手中没有全年数"));
}

TEST(Judge, APlanOfAnUnknownYearSaysWhichYearWasTaken) {
  auto report = a_report("甲区", 2024, {a_target("地区生产总值", ">=", "5", "%")});
  report.plan_year = report.report_year = 0;
  const auto s =
      judged(report, {a_fact("地区生产总值", "2024-01/2024-03", "1000", "亿元", "3.6")}, date(2024, 6, 1))[0];
  ASSERT_TRUE(s.latest);
  EXPECT_THAT(s.notes, testing::Contains(HasSubstr("按截止日所在的2024年判断")));
}

// The year's figure is printed with the line's decimals: 5 against 5.5 is no even chance of reaching 5.5.
TEST(Judge, AFigurePrintedWithoutDecimalsDoesNotLowerTheLine) {
  const auto exactly = {a_fact("地区生产总值", "2024-01/2024-09", "1000", "亿元", "5.0")};
  const auto bare = {a_fact("地区生产总值", "2024-01/2024-09", "1000", "亿元", "5")};
  EXPECT_DOUBLE_EQ(*judged_one(">=", "5.5", bare).probability, *judged_one(">=", "5.5", exactly).probability);
  EXPECT_LT(*judged_one(">=", "5.5", bare).probability, 0.5);
}

TEST(Judge, NothingLeftToDoAsksForNothingAMonth) {
  const auto report = a_report("甲区", 2024, {a_target("社会消费品零售总额", ">=", "5", "%")});
  const TargetStatus s = judged(report,
                                {a_fact("社会消费品零售总额", "2024-01/2024-11", "220", "亿元", "30.0"),
                                 a_fact("社会消费品零售总额", "2023", "200", "亿元", "5.0")},
                                date(2024, 12, 20))[0];
  EXPECT_GT(*s.attained_share, Decimal(1));
  EXPECT_FALSE(s.needed_run_rate);
}

TEST(Judge, GrowthOverTwoYearsOrOverLastMonthNeverStandsForTheYear) {
  auto two_years = a_fact("地区生产总值", "2024-01/2024-09", "3000", "亿元", "9.9");
  two_years.growth_basis = "两年平均";
  EXPECT_EQ(judged_one(">=", "5", {two_years}).verdict, Verdict::no_data);
  auto month = a_fact("地区生产总值", "2024-01/2024-06", "2000", "亿元", "4.0");
  const TargetStatus s = judged_one(">=", "5", {two_years, month});
  ASSERT_TRUE(s.latest);
  EXPECT_EQ(s.latest->fact.period.last.month, 6);
}

TEST(Judge, ANarrowerScopeDoesNotSpeakForTheWhole) {
  auto narrow = a_fact("社会消费品零售总额", "2024-01/2024-09", "300", "亿元", "9.9");
  narrow.scope = "限额以上";
  const auto report = a_report("甲区", 2024, {a_target("社会消费品零售总额", ">=", "5", "%")});
  EXPECT_EQ(judged(report, {narrow}, date(2024, 12, 1))[0].verdict, Verdict::no_data);
}

TEST(Judge, ACeilingIsKeptFromBelow) {
  const auto report = a_report("甲市", 2024, {a_target("城镇调查失业率", "<=", "5.5", "%", reading::Kind::share)});
  auto low = a_fact("城镇调查失业率", "2024-09", "4.6", "%");
  low.span = facts::Span::current;
  EXPECT_EQ(judged(report, {low}, date(2024, 12, 1))[0].verdict, Verdict::on_track);
  auto high = low;
  high.value = Decimal::parse("7.9");
  EXPECT_EQ(judged(report, {high}, date(2024, 12, 1))[0].verdict, Verdict::off_track);
}

TEST(Judge, AFallIsGrowthBelowZero) {
  reading::Target target = a_target("单位GDP能耗", ">=", "3", "%");
  auto report = a_report("甲市", 2024, {target});
  report.text = base::u32("单位GDP能耗下降3%以上");
  report.targets[0].span = {0, static_cast<int>(report.text.size())};
  EXPECT_EQ(judged(report, {a_fact("单位GDP能耗", "2024", "", "", "-3.2")}, date(2025, 3, 1))[0].verdict, Verdict::met);
  EXPECT_EQ(judged(report, {a_fact("单位GDP能耗", "2024", "", "", "-1.2")}, date(2025, 3, 1))[0].verdict,
            Verdict::missed);
}

TEST(Judge, ARateOfFallIsMetByTheRateAndByTheGrowthOfWhatFalls) {
  const auto report = a_report("甲市", 2024, {a_target("单位GDP能耗降低", ">=", "3", "%")});
  const auto verdict = [&](const facts::Fact& fact) { return judged(report, {fact}, date(2025, 3, 1))[0].verdict; };
  EXPECT_EQ(verdict(a_fact("单位地区生产总值能耗下降率", "2024", "3.2", "%")), Verdict::met);
  EXPECT_EQ(verdict(a_fact("单位地区生产总值能耗下降率", "2024", "1.2", "%")), Verdict::missed);
  EXPECT_EQ(verdict(a_fact("单位GDP能耗", "2024", "", "", "-3.2")), Verdict::met);
  EXPECT_EQ(verdict(a_fact("单位GDP能耗", "2024", "0.3", "吨标准煤/万元", "-1.2")), Verdict::missed);
  const auto exports = a_report("甲市", 2024, {a_target("出口总额下降率", "<=", "3", "%")});
  EXPECT_EQ(judged(exports, {a_fact("出口总额", "2024", "90", "亿元", "-2.0")}, date(2025, 3, 1))[0].verdict,
            Verdict::met);
  EXPECT_EQ(judged(exports, {a_fact("出口总额", "2024", "90", "亿元", "-4.0")}, date(2025, 3, 1))[0].verdict,
            Verdict::missed);
}

TEST(Judge, InStepWithTheEconomyIsJudgedAgainstTheEconomy) {
  const auto report = a_report("甲市", 2024, {a_target("城镇居民人均可支配收入", "~sync")});
  const auto gdp = a_fact("地区生产总值", "2024", "5000", "亿元", "5.0");
  EXPECT_EQ(judged(report, {gdp, a_fact("城镇居民人均可支配收入", "2024", "40000", "元", "5.2")}, date(2025, 3, 1))[0]
                .verdict,
            Verdict::met);
  EXPECT_EQ(judged(report, {gdp, a_fact("城镇居民人均可支配收入", "2024", "40000", "元", "3.9")}, date(2025, 3, 1))[0]
                .verdict,
            Verdict::missed);
  EXPECT_EQ(judged(report, {gdp}, date(2025, 3, 1))[0].verdict, Verdict::no_data);
}

TEST(Judge, InStepWithTheCityIsJudgedAgainstTheCitysGrowthOfTheSame) {
  auto target = a_target("进出口总额", "~sync");
  target.reference = "全市平均水平";
  const auto report = a_report("甲县", 2024, {target});
  const auto own = [](const char* growth) {
    auto fact = a_fact("进出口总额", "2024", "9.6", "亿元", growth);
    fact.area = "甲县";
    return fact;
  };
  auto city = a_fact("进出口总额", "2024", "900", "亿元", "5.0");
  city.area = "乙市";
  auto gdp = a_fact("地区生产总值", "2024", "200", "亿元", "1.0");
  gdp.area = "甲县";
  const auto verdict = [&](std::vector<facts::Fact> known) {
    return judged(report, known, date(2025, 3, 1))[0].verdict;
  };
  EXPECT_EQ(verdict({gdp, city, own("5.2")}), Verdict::met);
  EXPECT_EQ(verdict({gdp, city, own("3.9")}), Verdict::missed);
  EXPECT_EQ(verdict({gdp, own("3.9")}), Verdict::no_data);
  EXPECT_THAT(judged(report, {gdp, own("3.9")}, date(2025, 3, 1))[0].why, HasSubstr("与全市平均水平同步"));
  auto another = city;
  another.area = "丙市";
  EXPECT_EQ(verdict({gdp, city, another, own("5.2")}), Verdict::no_data);
}

TEST(Judge, InStepIsAskedToTheLastMonthBothHave) {
  const auto report = a_report("甲市", 2024, {a_target("社会消费品零售总额", "~sync")});
  const TargetStatus s = judged(report,
                                {a_fact("地区生产总值", "2024-01/2024-09", "3000", "亿元", "5.0"),
                                 a_fact("社会消费品零售总额", "2024-01/2024-09", "900", "亿元", "6.0"),
                                 a_fact("社会消费品零售总额", "2024-01/2024-10", "1000", "亿元", "6.2")},
                                date(2024, 12, 1))[0];
  ASSERT_TRUE(s.latest) << s.why;
  EXPECT_EQ(s.latest->fact.period.last.month, 9);
}

TEST(Judge, WithoutAnAreaOnlyUnambiguousFactsAreUsed) {
  auto mine = a_fact("地区生产总值", "2024-01/2024-09", "3000", "亿元", "6.0");
  auto report = a_report("", 2024, {a_target("地区生产总值", ">=", "5", "%")});
  const TargetStatus one = judged(report, {mine}, date(2024, 12, 1))[0];
  EXPECT_TRUE(one.latest);
  EXPECT_THAT(one.notes, testing::Contains(HasSubstr("按本地区使用")));
  auto other = mine;
  other.area = "乙区";
  EXPECT_FALSE(judged(report, {mine, other}, date(2024, 12, 1))[0].latest);
}

TEST(Judge, NothingKnownIsNeverNought) {
  const auto statuses = judged(a_report("甲区", 2024, yuexiu_targets()), {}, date(2024, 12, 1));
  for (const TargetStatus& s : statuses) {
    EXPECT_FALSE(s.attained_share);
    EXPECT_FALSE(s.probability);
    EXPECT_FALSE(s.forecast);
    EXPECT_FALSE(s.why.empty());
  }
}

TEST(Judge, GrowthThatWasNotPublishedIsDerivedFromLevelsAndSaysSo) {
  const auto now = a_fact("社会消费品零售总额", "2024-01/2024-06", "660.00", "亿元");
  const auto before = a_fact("社会消费品零售总额", "2023-01/2023-06", "6000000", "万元");
  const auto report = a_report(
      "甲区", 2024, {a_target("社会消费品零售总额", ">=", "6", "%"), a_target("地区生产总值", ">=", "6", "%")});
  const TargetStatus s = judged(report, {now, before}, date(2024, 12, 1))[0];
  ASSERT_TRUE(s.latest);
  EXPECT_EQ(s.latest->fact.growth_pct->to_string(), "10.0");
  EXPECT_THAT(s.notes, testing::Contains(HasSubstr("由今年和上年同期总量相除")));
  // Real growth cannot be derived so.
  const TargetStatus real = judged(report,
                                   {a_fact("地区生产总值", "2024-01/2024-06", "660", "亿元"),
                                    a_fact("地区生产总值", "2023-01/2023-06", "600", "亿元")},
                                   date(2024, 12, 1))[1];
  EXPECT_EQ(real.verdict, Verdict::no_data);
}

TEST(Judge, ARestatedBaseIsNotASeason) {
  // Last year's level to date says 700, this year's 660 grew by 6.3 %: the base was restated.
  auto now = a_fact("社会消费品零售总额", "2024-01/2024-06", "660.00", "亿元", "6.3");
  auto before = a_fact("社会消费品零售总额", "2023-01/2023-06", "700.00", "亿元", "5.0");
  auto year = a_fact("社会消费品零售总额", "2023", "1400.00", "亿元", "5.0");
  const auto report = a_report("甲区", 2024, {a_target("社会消费品零售总额", ">=", "6", "%")});
  const TargetStatus restated = judged(report, {now, before, year}, date(2024, 12, 1))[0];
  ASSERT_TRUE(restated.seasonal_pace);
  EXPECT_TRUE(restated.seasonal_pace->derived);
  before.value = Decimal::parse("620.88");
  const TargetStatus one_base = judged(report, {now, before, year}, date(2024, 12, 1))[0];
  ASSERT_TRUE(one_base.seasonal_pace);
  EXPECT_FALSE(one_base.seasonal_pace->derived);
}

TEST(Judge, ThingsStillToDoAreWholeNumbers) {
  const auto report = a_report("甲区", 2024, {a_target("落地优质项目数", ">=", "280", "个", reading::Kind::count)});
  const TargetStatus s =
      judged(report, {a_fact("落地优质项目数", "2024-01/2024-09", "200", "个")}, date(2024, 10, 20))[0];
  EXPECT_THAT(rest_words(s), HasSubstr("其余3个月还须完成80个"));
}

// The sheet of the office of finance is in 万元, the plan and last year's report in 亿元.
TEST(SpokenUnit, IsThePlansOrLastReportsWhateverTheSheetIsIn) {
  auto report = a_report("甲区", 2024,
                         {a_target("一般公共预算收入", "=", "5", "%"),
                          a_target("职业技能培训人次", ">=", "1.65", "万人次", reading::Kind::level)});
  reading::Figure told;
  told.indicator = "一般公共预算收入";
  told.value = Decimal::parse("41.42");
  told.unit = "亿元";
  told.kind = reading::Kind::level;
  report.figures.push_back(told);
  const auto all = judged(report,
                          {a_fact("一般公共预算收入", "2024-01/2024-09", "334567", "万元", "4.1"),
                           a_fact("一般公共预算收入", "2023-01/2023-09", "321390", "万元", "5.0"),
                           a_fact("一般公共预算收入", "2023", "414200", "万元", "5.0"),
                           a_fact("职业技能培训人次", "2024-01/2024-09", "16549", "人次")},
                          date(2024, 11, 1));
  const TargetStatus& budget = all[0];
  ASSERT_TRUE(budget.latest && budget.latest->in_other_unit) << budget.why;
  EXPECT_EQ(budget.latest->fact.value->to_string() + budget.latest->fact.unit, "33.46亿元");
  EXPECT_EQ(budget.latest->recorded().value->to_string(), "334567");
  EXPECT_EQ(budget.level_needed->to_string(), "43.49");
  EXPECT_EQ(budget.needed_run_rate_unit, "亿元/月");
  EXPECT_EQ(budget.needed_run_rate->to_string(), "3.34");  // (43.491 − 33.4567) / 3
  EXPECT_THAT(budget.why, HasSubstr("折合目标总量43.49亿元"));
  EXPECT_THAT(budget.why, testing::Not(HasSubstr("万元")));
  // Judged by all its digits, printed by two.
  EXPECT_EQ(all[1].verdict, Verdict::met) << all[1].why;
  EXPECT_THAT(all[1].why, HasSubstr("累计1.65万人次"));
}

TEST(SpokenUnit, IsNotTakenFromASlipOfThePlan) {
  auto report = a_report("甲区", 2024, {a_target("技术合同成交额", ">=", "10", "%")});
  reading::Figure slip;  // 18.6亿元 was meant
  slip.indicator = "技术合同成交额";
  slip.value = Decimal::parse("18.6");
  slip.unit = "万元";
  report.figures.push_back(slip);
  const auto s =
      judged(report, {a_fact("技术合同成交额", "2024-01/2024-09", "21.40", "亿元", "4.1")}, date(2024, 11, 1))[0];
  ASSERT_TRUE(s.latest);
  EXPECT_EQ(s.latest->fact.value->to_string() + s.latest->fact.unit, "21.40亿元");
}

TEST(SpokenUnit, IsJudgedByAllDigits) {
  const auto report =
      a_report("甲区", 2024, {a_target("职业技能培训人次", ">=", "1.65", "万人次", reading::Kind::level)});
  const auto s = judged(report, {a_fact("职业技能培训人次", "2024-01/2024-09", "16496", "人次")}, date(2024, 11, 1))[0];
  EXPECT_NE(s.verdict, Verdict::met) << "1.65 as printed, 1.6496 in truth";
}

TEST(SpokenUnit, KeepsDigitsThatSaySomething) {
  const auto said = [](const char* value) { return spoken(*Decimal::parse(value)).to_string(); };
  EXPECT_EQ(said("43.4567"), "43.46");
  EXPECT_EQ(said("17.9"), "17.9");
  EXPECT_EQ(said("0.0123456"), "0.0123");
  EXPECT_EQ(said("0.53214"), "0.532");
  EXPECT_EQ(said("0"), "0");
}

TEST(Judge, APriceIndexIsToldAsTheRiseThatTheTargetSpeaksOf) {
  const auto s = judged(a_report("甲区", 2024, {a_target("居民消费价格", "≈", "2", "%")}),
                        {a_fact("居民消费价格指数", "2024-01/2024-09", "100.2", "%")}, date(2024, 11, 1))[0];
  ASSERT_TRUE(s.latest && s.latest->fact.growth_pct) << s.why;
  EXPECT_EQ(s.latest->fact.growth_pct->to_string(), "0.2");
  EXPECT_FALSE(s.latest->fact.value) << "100.2 % beside 2 % compares what cannot be compared";
  EXPECT_EQ(s.latest->recorded().value->to_string(), "100.2") << "the source is still quoted as it prints";
  EXPECT_THAT(s.why, HasSubstr("上涨0.2%"));
  EXPECT_THAT(s.why_english, HasSubstr("+0.2 %"));
}

// The ledger has no whole of 2023; the plan report tells it.
TEST(Judge, LastYearsWholeIsTakenFromThePlanReportWhereNoneIsPublishedAndSaidSo) {
  auto report = a_report("甲区", 2024, {a_target("接待游客人次", ">=", "450", "万人次", reading::Kind::count)});
  reading::Figure told;
  told.indicator = "接待游客人次";
  told.kind = reading::Kind::count;
  told.value = Decimal::parse("412");
  told.unit = "万人次";
  told.period = "2023";
  told.status = reading::FigureStatus::achieved;
  told.confidence = 0.9;
  const std::vector<facts::Fact> known = {a_fact("接待游客人次", "2024-01/2024-09", "338.6", "万人次", "9.7"),
                                          a_fact("接待游客人次", "2023-01/2023-09", "308.7", "万人次")};
  const auto of = [&](const reading::Figure& figure, std::vector<facts::Fact> facts) {
    report.figures = {figure};
    return judged(report, std::move(facts), date(2024, 11, 1))[0];
  };
  const TargetStatus s = of(told, known);
  ASSERT_TRUE(s.seasonal_pace) << s.season_note;
  EXPECT_EQ(s.seasonal_pace->lo.to_string(), "0.7482") << "308.65 of 412.5";
  EXPECT_THAT(s.seasonal_pace->warning, HasSubstr("上年全年总量412万人次取自计划报告"));
  EXPECT_THAT(testing::PrintToString(s.notes), HasSubstr("412万人次取自计划报告"));

  for (const auto spoil : {0, 1, 2, 3}) {
    reading::Figure other = told;
    if (spoil == 0) other.qualifier = reading::Qualifier::over;  // 突破412万人次 is no total
    if (spoil == 1) other.period = "2022";
    if (spoil == 2) other.status = reading::FigureStatus::target;
    if (spoil == 3) other.subject = "云顶山景区";
    EXPECT_FALSE(of(other, known).seasonal_pace) << spoil;
  }
  auto published = known;
  published.push_back(a_fact("接待游客人次", "2023", "410.0", "万人次"));
  const TargetStatus own = of(told, published);
  ASSERT_TRUE(own.seasonal_pace);
  EXPECT_EQ(own.seasonal_pace->warning.find("计划报告"), std::string::npos) << "what is published goes first";
}

// 6%左右 of last year's 1400 is 1484, so the last quarter needs 443 after 400: the printed numbers must give each
// other. That 5.9 % passes for it is said by the verdict.
TEST(Judge, WhatTheRestNeedsOfAnAboutTargetIsCountedToTheTargetsOwnNumberEverywhere) {
  const TargetStatus s = judged(a_report("甲区", 2024, {a_target("社会消费品零售总额", "≈", "6", "%")}),
                                {a_fact("社会消费品零售总额", "2024-01/2024-09", "1041", "亿元", "4.1"),
                                 a_fact("社会消费品零售总额", "2023-01/2023-09", "1000", "亿元", "5.0"),
                                 a_fact("社会消费品零售总额", "2023", "1400", "亿元", "5.0")},
                                date(2024, 11, 1))[0];
  ASSERT_TRUE(s.needed_growth_pct) << s.why;
  EXPECT_EQ(s.needed_growth_pct->to_string(), "10.8");
  EXPECT_EQ(s.needed_run_rate->to_string(), "147.67");
  ASSERT_TRUE(s.explained.rest);
  EXPECT_DOUBLE_EQ(s.explained.rest->needed, 10.8);
  EXPECT_THAT(rest_words(s), HasSubstr("须达到增长10.8%"));
  EXPECT_EQ(s.level_needed->to_string(), "1484.00");
  EXPECT_EQ(*s.needed_run_rate, ((*s.level_needed - *s.latest->fact.value) / Decimal(3)).rounded(2));
  EXPECT_DOUBLE_EQ(s.explained.line, 5.9) << "what passes for reached";
}

TEST(Judge, WhereOnlyGrowthIsPublishedTheRestsGrowthIsTold) {
  const TargetStatus s = judged(a_report("甲区", 2024, {a_target("固定资产投资", ">=", "6", "%")}),
                                {a_fact("固定资产投资", "2024-01/2024-09", "", "", "4.0")}, date(2024, 11, 1))[0];
  ASSERT_TRUE(s.needed_growth_pct) << s.why;
  EXPECT_EQ(s.needed_growth_pct->to_string(), "12.0");  // (6 − 0.75 × 4) / 0.25
  EXPECT_THAT(rest_words(s), HasSubstr("须达到增长12.0%"));
}

// Spending is neither better high nor low: a range has two ends, and both can be lost.
TEST(Judge, ARangeSaysWhatTheRestMayBringAndWhenItCouldBeLost) {
  auto target = a_target("一般公共预算支出", "range", "98", "亿元", reading::Kind::level);
  target.value_max = Decimal::parse("104");
  const auto report = a_report("甲区", 2024, {target});
  const auto by_september = [&](const char* value) {
    return judged(
        report,
        {a_fact("一般公共预算支出", "2024-01/2024-09", value, "亿元"),
         a_fact("一般公共预算支出", "2023-01/2023-09", "72", "亿元"), a_fact("一般公共预算支出", "2023", "96", "亿元")},
        date(2024, 10, 20))[0];
  };
  const TargetStatus under_way = by_september("75");
  ASSERT_TRUE(under_way.explained.rest) << under_way.why;
  EXPECT_DOUBLE_EQ(under_way.explained.rest->needed, 23);
  EXPECT_THAT(rest_words(under_way), HasSubstr("其余3个月须完成23.00亿元至29.00亿元"));
  EXPECT_THAT(rest_words(under_way), HasSubstr("2023年同期为24.00亿元"));
  ASSERT_TRUE(under_way.explained.lost);
  EXPECT_GT(under_way.explained.lost->month, 9);
  EXPECT_FALSE(under_way.explained.lost->already) << *under_way.probability;
  // Inside the range before the year is out: there is only so much room. Past its upper end: decided.
  EXPECT_THAT(rest_words(by_september("99")), HasSubstr("其余3个月最多还可以有5.00亿元"));
  EXPECT_EQ(by_september("105").verdict, Verdict::missed);
}

TEST(Judge, ARangeOfGrowthBoundsTheGrowthOfTheRest) {
  auto target = a_target("一般公共预算支出", "range", "4", "%");
  target.value_max = Decimal::parse("6");
  // Nine months of twelve at 5.0: the rest is a quarter of the year, 5 ∓ 1 / 0.25.
  const TargetStatus s =
      judged(a_report("甲区", 2024, {target}), {a_fact("一般公共预算支出", "2024-01/2024-09", "75", "亿元", "5.0")},
             date(2024, 10, 20))[0];
  EXPECT_THAT(rest_words(s), HasSubstr("其余3个月须在增长1.0%至增长9.0%之间"));
  EXPECT_TRUE(s.explained.lost);
}

// A single number planned for spending is a plan to carry out: it is not missed by being passed.
TEST(Judge, ASingleNumberForSpendingIsReachedOrNot) {
  const auto report = a_report("甲区", 2024, {a_target("一般公共预算支出", "=", "5", "%")});
  const auto year_at = [&](const char* growth) {
    return judged(report, {a_fact("一般公共预算支出", "2024", "100", "亿元", growth)}, date(2025, 3, 1))[0].verdict;
  };
  EXPECT_EQ(year_at("5.2"), Verdict::met);
  EXPECT_EQ(year_at("4.8"), Verdict::missed);
}

// By hand: nine months at 88 % leave (12 · 90 − 9 · 88) / 3 = 96 for the other three; last year (12 · 91 − 9 · 90) / 3.
TEST(Judge, ARateSaysWhatTheRestMustAverage) {
  const auto report = a_report("甲区", 2024, {a_target("空气质量优良天数比例", ">=", "90", "%", reading::Kind::share)});
  const auto at = [&](const char* figure) {
    return judged(report,
                  {a_fact("空气质量优良天数比例", "2024-01/2024-09", figure, "%"),
                   a_fact("空气质量优良天数比例", "2023-01/2023-09", "90", "%"),
                   a_fact("空气质量优良天数比例", "2023", "91", "%")},
                  date(2024, 10, 20))[0];
  };
  const TargetStatus s = at("88");
  ASSERT_TRUE(s.explained.rest) << s.why;
  EXPECT_TRUE(s.explained.rest->average);
  EXPECT_NEAR(s.explained.rest->needed, 96, 1e-9);
  EXPECT_THAT(rest_words(s), HasSubstr("其余3个月平均不能低于96.00%"));
  EXPECT_THAT(rest_words(s), HasSubstr("2023年同期为94.00%"));
  EXPECT_THAT(rest_words(at("86")), HasSubstr("即使都是100%，全年平均也达不到目标"));
}

// A share's months have denominators of their own, and the words say how they were taken.
TEST(Judge, AShareSaysThatItsDenominatorsAreTakenAsAlike) {
  const auto report =
      a_report("甲区", 2024, {a_target("税收收入占一般公共预算收入比重", ">=", "70", "%", reading::Kind::share)});
  const TargetStatus s =
      judged(report, {a_fact("税收收入占一般公共预算收入比重", "2024-01/2024-09", "69", "%")}, date(2024, 10, 20))[0];
  EXPECT_THAT(rest_words(s), HasSubstr("平均不能低于73.00%"));
  EXPECT_THAT(rest_words(s), HasSubstr("分母相近"));
}

// 5.2 and 5.4 in turn: 5.3 on average.
std::vector<facts::Fact> unemployment_of_eight_months() {
  std::vector<facts::Fact> months;
  for (int m = 1; m <= 8; ++m) {
    months.push_back(a_fact("城镇调查失业率", "2024-0" + std::to_string(m), m % 2 == 1 ? "5.2" : "5.4", "%"));
    months.back().span = facts::Span::current;
  }
  return months;
}

// The year's surveyed unemployment is the mean of its months: none may be missing.
TEST(Judge, ARateOfSingleMonthsNeedsAllOfThem) {
  const auto report = a_report("甲区", 2024, {a_target("城镇调查失业率", "<=", "5.5", "%", reading::Kind::share)});
  std::vector<facts::Fact> months = unemployment_of_eight_months();
  const TargetStatus all = judged(report, months, date(2024, 9, 20))[0];
  ASSERT_TRUE(all.explained.rest) << all.why << all.explained.rest_note;
  // (12 · 5.5 − 8 · 5.3) / 4
  EXPECT_NEAR(all.explained.rest->needed, 5.9, 1e-9);
  EXPECT_THAT(rest_words(all), HasSubstr("其余4个月平均不能高于5.90%"));
  months[0].span = facts::Span::cumulative;  // 1月: from January to January
  EXPECT_TRUE(judged(report, months, date(2024, 9, 20))[0].explained.rest);
  months.erase(months.begin() + 2);
  const TargetStatus gap = judged(report, months, date(2024, 9, 20))[0];
  EXPECT_FALSE(gap.explained.rest);
  EXPECT_THAT(rest_words(gap), HasSubstr("缺1个月的数"));
}

// Eight months of 5.3 on average and four more at the latest 5.4: (8 · 5.3 + 4 · 5.4) / 12.
TEST(Judge, ARateOfTheYearIsTheMeanOfItsMonthsAndTheRestStaysAtTheLatest) {
  const auto report = a_report("甲区", 2024, {a_target("城镇调查失业率", "<=", "5.5", "%", reading::Kind::share)});
  std::vector<facts::Fact> months = unemployment_of_eight_months();
  const TargetStatus all = judged(report, months, date(2024, 9, 20))[0];
  ASSERT_TRUE(all.forecast) << all.why;
  EXPECT_NEAR(all.forecast->mean, (8 * 5.3 + 4 * 5.4) / 12, 1e-9);
  double sum = 0;
  for (const auto& d : all.explained.drivers) sum += d.moved;
  EXPECT_NEAR(sum, all.forecast->mean, 1e-9);
  // One wild month late in the year moves the year by its share, not to its own height.
  months.push_back(a_fact("城镇调查失业率", "2024-09", "6.5", "%"));
  months.back().span = facts::Span::current;
  const TargetStatus wild = judged(report, months, date(2024, 10, 20))[0];
  EXPECT_NEAR(wild.forecast->mean, (8 * 5.3 + 4 * 6.5) / 12, 1e-9);
  EXPECT_LT(wild.forecast->hi80 - wild.forecast->lo80, all.forecast->hi80 - all.forecast->lo80);
  // With a month missing the others speak for it, and that is said.
  months.erase(months.begin() + 2);
  const TargetStatus gap = judged(report, months, date(2024, 10, 20))[0];
  EXPECT_NEAR(gap.forecast->mean, (9 * (3 * 5.2 + 4 * 5.4 + 6.5) / 8 + 3 * 6.5) / 12, 1e-9);
  EXPECT_THAT(gap.notes, Contains(HasSubstr("缺1个月的数")));
  // A few months of a year that are not even half of it have no mean.
  const std::vector<facts::Fact> few(months.end() - 2, months.end());
  EXPECT_NEAR(judged(report, few, date(2024, 10, 20))[0].forecast->mean, 6.5, 1e-9);
}

// 69 % of the year's plan in June is no forecast of 69 % in December: the S-curve carries it on.
TEST(Judge, ATargetOfCompletionIsCarriedOnToTheYearsEnd) {
  const auto report =
      a_report("甲区", 2024, {a_target("重点项目年度投资计划完成率", ">=", "100", "%", reading::Kind::share)});
  const TargetStatus quick =
      judged(report, {a_fact("重点项目年度投资计划完成率", "2024-01/2024-06", "69", "%")}, date(2024, 8, 1))[0];
  ASSERT_TRUE(quick.forecast) << quick.why;
  EXPECT_GT(quick.forecast->mean, 100);
  EXPECT_EQ(quick.verdict, Verdict::on_track) << quick.why;
  const TargetStatus slow =
      judged(report, {a_fact("重点项目年度投资计划完成率", "2024-01/2024-09", "45", "%")}, date(2024, 11, 1))[0];
  EXPECT_EQ(slow.verdict, Verdict::off_track) << slow.why;
  // The same as an amount: 69 of 100 亿元.
  const auto money = a_report("甲区", 2024, {a_target("重点项目完成投资", ">=", "100", "亿元", reading::Kind::level)});
  const TargetStatus amount =
      judged(money, {a_fact("重点项目完成投资", "2024-01/2024-06", "69", "亿元")}, date(2024, 8, 1))[0];
  ASSERT_TRUE(amount.forecast) << amount.why;
  EXPECT_NEAR(amount.forecast->mean, quick.forecast->mean, 1e-9);
}

// What stands at the year's end has no mean to bring about.
TEST(Judge, AFigureOfAMomentSaysWhyTheRestHasNoMean) {
  const auto report = a_report("甲区", 2024, {a_target("常住人口城镇化率", ">=", "75", "%", reading::Kind::share)});
  auto june = a_fact("常住人口城镇化率", "2024-06", "74.5", "%");
  june.span = facts::Span::point;
  const TargetStatus s = judged(report, {june}, date(2024, 9, 20))[0];
  EXPECT_FALSE(s.explained.rest);
  EXPECT_THAT(rest_words(s), HasSubstr("看的是年末那时的数"));
}

}  // namespace
}  // namespace plan
