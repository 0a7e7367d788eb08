// A report held against published figures. The numbers of the tests about 留抵退税, 网络零售额 and the half-year follow
// the shape of 越秀区's releases for 2022 (data/facts.csv); the rest are invented.
#include <gmock/gmock.h>

#include "plan/rule_test_kit.hpp"

namespace plan::test {
namespace {

using ::testing::HasSubstr;

TEST(ValueDiffers, AFigureWithinTheRoundingOfThePublishedOneIsConfirmed) {
  Draft draft;
  draft.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "53.7", "亿元"));
  const auto result = check(draft, {fact("一般公共预算收入", "2024", "53.70", "亿元", "")});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.confirmed_by("value-differs"), 1);
}

TEST(ValueDiffers, WanYuanAndYiYuanAreOneAmount) {
  Draft draft;
  draft.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "54.05", "亿元"));
  const auto result = check(draft, {fact("一般公共预算收入", "2024", "540459", "万元", "")});
  EXPECT_EQ(result.confirmed_by("value-differs"), 1);
}

TEST(ValueDiffers, ADifferenceBeyondRoundingIsAskedAbout) {
  Draft draft;
  draft.say("一般公共预算支出").tell(amount_of("一般公共预算支出", "67.94", "亿元"));
  const auto result = check(draft, {fact("一般公共预算支出", "2024", "67.44", "亿元", "")});
  ASSERT_EQ(result.count("value-differs"), 1);
  EXPECT_EQ(result.first("value-differs").severity, Severity::warning);
  EXPECT_EQ(result.first("value-differs").expected, "67.44亿元");
  EXPECT_EQ(result.first("value-differs").found, "67.94亿元");
}

TEST(ValueDiffers, ARevisionPublishedLongAfterTheReportIsOnlyANote) {
  Draft draft;
  draft.say("——2025年2月18日在岚湖区人民代表大会上\n地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  const auto result = check(draft, {fact("地区生产总值", "2024", "752.10", "亿元", "", "", "2025-12-25")});
  ASSERT_EQ(result.count("value-differs"), 1);
  EXPECT_EQ(result.first("value-differs").severity, Severity::note);
}

TEST(ValueDiffers, AFigureThatAgreesWithTheFirstReleaseIsConfirmedThoughRevisedSince) {
  Draft draft;
  draft.say("——2025年2月18日在岚湖区人民代表大会上\n地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  const auto result = check(draft, {fact("地区生产总值", "2024", "740.77", "亿元", "", "", "2025-01-20"),
                                    fact("地区生产总值", "2024", "752.10", "亿元", "", "", "2025-12-25")});
  EXPECT_EQ(result.confirmed_by("value-differs"), 1);
  ASSERT_EQ(result.count("value-differs"), 1);
  EXPECT_EQ(result.first("value-differs").severity, Severity::note);
  EXPECT_THAT(result.first("value-differs").say, HasSubstr("修订"));
}

TEST(ValueDiffers, AFigureOfPartOfTheYearIsHeldAgainstWhatWasPublishedForThoseMonths) {
  for (const char* opening : {"上半年，全区", "2024年上半年", "1—6月", "前6个月"}) {
    Draft draft;
    draft.say(opening).say("地区生产总值").tell(amount_of("地区生产总值", "564.1", "亿元"));
    draft.say("，社会消费品零售总额").tell(growth_of("社会消费品零售总额", "9.1"));
    draft.say("。全年地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
    const auto result = check(draft, {fact("地区生产总值", "2024-01/2024-06", "360.07", "亿元", ""),
                                      fact("社会消费品零售总额", "2024-01/2024-06", "", "", "6.3"),
                                      fact("地区生产总值", "2024", "740.77", "亿元", "")});
    EXPECT_EQ(result.count("value-differs"), 1) << opening;
    EXPECT_EQ(result.count("growth-differs"), 1) << opening;
    EXPECT_EQ(result.count("numbers-disagree"), 0) << opening;
    EXPECT_EQ(result.confirmed_by("value-differs"), 1) << opening;
  }
  // Another year's months, and what is only compared with, are of no part of this year.
  Draft other;
  other.say("2023年上半年地区生产总值").tell(amount_of("地区生产总值", "340.2", "亿元"));
  EXPECT_TRUE(check(other, {fact("地区生产总值", "2024-01/2024-06", "360.07", "亿元", "")}).findings.empty());
}

TEST(ValueDiffers, WhatASpeechTellsBehindItsFirstMonthsIsOfThoseMonthsToo) {
  const std::vector<facts::Fact> known{fact("地区生产总值", "2024-01/2024-09", "540.2", "亿元", ""),
                                       fact("社会消费品零售总额", "2024-01/2024-09", "227.1", "亿元", ""),
                                       fact("社会消费品零售总额", "2024", "308.42", "亿元", "")};
  const auto spoken = [](const char* of_goods) {
    Draft draft;
    draft.say("讲话\n2024年前三季度，全区地区生产总值").tell(amount_of("地区生产总值", "540.2", "亿元"));
    draft.say("。1—9月，固定资产投资").tell(growth_of("固定资产投资", "-6.3"));
    draft.say("。社会消费品零售总额").tell(amount_of("社会消费品零售总额", of_goods, "亿元"));
    return draft;
  };
  auto good = spoken("227.1"), bad = spoken("229.1");
  const auto held = check(good, known);
  EXPECT_TRUE(held.findings.empty());
  EXPECT_EQ(held.confirmed_by("value-differs"), 2);
  const auto result = check(bad, known);
  ASSERT_EQ(result.count("value-differs"), 1);
  EXPECT_EQ(result.first("value-differs").expected, "227.1亿元");
}

TEST(ValueDiffers, TheAreasNameBeforeAnIndicatorIsNoPartOfIt) {
  Draft draft;
  const auto known = fact("一般公共预算收入", "2024", "53.70", "亿元", "");
  draft.say(known.area + "一般公共预算收入").tell(amount_of(known.area + "一般公共预算收入", "55.7", "亿元"));
  EXPECT_EQ(check(draft, {known}).count("value-differs"), 1);
}

TEST(ValueDiffers, OtherPlacesOtherPeriodsAndEstimatesAreNotHeldAgainstIt) {
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  draft.say("。望澜镇地区生产总值").tell(amount_of("地区生产总值", "31.2", "亿元").of("望澜镇"));
  draft.say("。上半年地区生产总值").tell(amount_of("地区生产总值", "350.1", "亿元"));
  draft.say("。“十四五”以来地区生产总值").tell(amount_of("地区生产总值", "3300", "亿元"));
  auto elsewhere = fact("地区生产总值", "2024", "99.9", "亿元", "");
  elsewhere.area = "云澜市";
  elsewhere.area_code = "990100";
  auto estimate = fact("地区生产总值", "2024", "745", "亿元", "");
  estimate.status = facts::Status::estimate;
  const auto result = check(draft, {fact("地区生产总值", "2023", "694.99", "亿元", ""), elsewhere, estimate,
                                    fact("地区生产总值", "2024-01/2024-09", "540.2", "亿元", ""),
                                    fact("地区生产总值", "2024", "740.77", "亿元", "")});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.confirmed_by("value-differs"), 1);
}

TEST(ValueDiffers, AReportOnHalfAYearIsHeldAgainstTheHalfYear) {
  Draft draft;
  draft.say("关于岚湖区2024年上半年国民经济和社会发展计划执行情况的报告\n")
      .heading(1, "一", "2024年上半年计划执行情况");
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "350.1", "亿元"));
  const auto result = check(draft, {fact("地区生产总值", "2024-01/2024-06", "350.10", "亿元", ""),
                                    fact("地区生产总值", "2024", "740.77", "亿元", "")});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.confirmed_by("value-differs"), 1);
}

TEST(GrowthDiffers, RatesOfOneBasisAreCompared) {
  Draft draft;
  draft.say("社会消费品零售总额")
      .tell(amount_of("社会消费品零售总额", "308.42", "亿元").grown("6.8"), "308.42亿元，增长6.8%");
  const auto result = check(draft, {fact("社会消费品零售总额", "2024", "308.42", "亿元", "6.3")});
  ASSERT_EQ(result.count("growth-differs"), 1);
  EXPECT_THAT(result.first("growth-differs").say, HasSubstr("增长6.3%"));
  EXPECT_EQ(result.confirmed_by("value-differs"), 1);
}

TEST(GrowthDiffers, TheDecimalsOfTheShorterNumberDecide) {
  Draft draft;
  draft.say("一般公共预算收入").tell(growth_of("一般公共预算收入", "2.66", "comparable", "留抵退税因素"));
  draft.say("，一般公共预算收入").tell(growth_of("一般公共预算收入", "-0.6"));
  const auto result = check(draft, {fact("一般公共预算收入", "2024", "", "", "2.7", "剔除留抵退税"),
                                    fact("一般公共预算收入", "2024", "", "", "-0.6")});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.confirmed_by("growth-differs"), 2);
}

TEST(GrowthDiffers, AFallIsNotARise) {
  Draft draft;
  draft.say("固定资产投资").tell(growth_of("固定资产投资", "3.2"));
  const auto result = check(draft, {fact("固定资产投资", "2024", "", "", "-3.2")});
  EXPECT_EQ(result.count("growth-differs"), 1);
}

TEST(GrowthDiffers, AnAverageOverYearsIsNoRateOfOne) {
  Draft draft;
  draft.say("地区生产总值").tell(growth_of("地区生产总值", "5.1"), "年均增长5.1%");
  draft.say("。过去五年，实际到位内资").tell(growth_of("地区生产总值", "30"), "5年增长30%");
  const auto result = check(draft, {fact("地区生产总值", "2024", "", "", "5.9")});
  EXPECT_TRUE(result.findings.empty());
}

TEST(BasisUnstated, AnAdjustedRatePrintedAsAPlainOneIsAskedAbout) {
  Draft draft;
  draft.say("一般公共预算收入").tell(growth_of("一般公共预算收入", "4.6"));
  const auto result = check(draft, {fact("一般公共预算收入", "2024", "", "", "4.6", "可比口径"),
                                    fact("一般公共预算收入", "2024", "", "", "2.1")});
  ASSERT_EQ(result.count("basis-unstated"), 1);
  EXPECT_EQ(result.count("growth-differs"), 0);
}

TEST(QualifierOverstates, OverWhatOnlyEqualsThePublishedFigure) {
  Draft draft;
  draft.say("港口货物吞吐量")
      .tell(amount_of("港口货物吞吐量", "860", "万吨").qualified(Qualifier::over), "突破860万吨");
  const auto equal = check(draft, {fact("港口货物吞吐量", "2024", "860.0", "万吨", "")});
  ASSERT_EQ(equal.count("qualifier-overstates"), 1);
  EXPECT_EQ(equal.first("qualifier-overstates").severity, Severity::note);
  EXPECT_TRUE(check(draft, {fact("港口货物吞吐量", "2024", "860.3", "万吨", "")}).findings.empty());
  EXPECT_EQ(check(draft, {fact("港口货物吞吐量", "2024", "851.0", "万吨", "")}).count("value-differs"), 1);
}

TEST(QualifierOverstates, ThatMuchOrMoreIncludesThatMuch) {
  Draft draft;
  draft.say("港口货物吞吐量")
      .tell(amount_of("港口货物吞吐量", "860", "万吨").qualified(Qualifier::over), "860万吨以上");
  EXPECT_TRUE(check(draft, {fact("港口货物吞吐量", "2024", "860.0", "万吨", "")}).findings.empty());
}

TEST(ValueDiffers, ALineCrossedIsNoLevel) {
  Draft draft;
  draft.say("地区生产总值连跨").tell(amount_of("地区生产总值", "600", "亿元")).say("、700亿元两个台阶");
  EXPECT_TRUE(check(draft, {fact("地区生产总值", "2024", "740.77", "亿元", "")}).findings.empty());
}

TEST(QualifierOverstates, NearlyWhatWasReachedOrPassed) {
  Draft draft;
  draft.say("港口货物吞吐量")
      .tell(amount_of("港口货物吞吐量", "900", "万吨").qualified(Qualifier::nearly), "近900万吨");
  EXPECT_TRUE(check(draft, {fact("港口货物吞吐量", "2024", "893.1", "万吨", "")}).findings.empty());
  EXPECT_EQ(check(draft, {fact("港口货物吞吐量", "2024", "900.0", "万吨", "")}).count("qualifier-overstates"), 1);
  EXPECT_EQ(check(draft, {fact("港口货物吞吐量", "2024", "912.0", "万吨", "")}).count("value-differs"), 1);
}

TEST(UnitSlip, TheSameDigitsTenThousandTimesAway) {
  Draft draft;
  draft.say("技术合同成交额").tell(amount_of("技术合同成交额", "18.6", "万元"));
  const auto result = check(draft, {fact("技术合同成交额", "2024", "18.60", "亿元", "")});
  ASSERT_EQ(result.count("unit-slip"), 1);
  EXPECT_EQ(result.first("unit-slip").severity, Severity::error);
  EXPECT_EQ(result.count("value-differs"), 0);
}

TEST(ScopeDrift, TheNumberOfANarrowerScopeUnderTheNameOfTheWhole) {
  Draft draft;
  draft.say("网络零售额")
      .tell(amount_of("网络零售额", "93.2", "亿元").qualified(Qualifier::over).grown("60.2"),
            "突破93.2亿元、增长60.2%");
  const auto result = check(draft, {fact("限额以上网上商品零售额", "2024", "93.20", "亿元", "60.2")});
  ASSERT_EQ(result.count("scope-drift"), 1);
  EXPECT_THAT(result.first("scope-drift").say, HasSubstr("限额以上"));
  EXPECT_EQ(result.count("qualifier-overstates"), 1);
}

TEST(ScopeDrift, SilentWhenTheScopeIsSaidOrTheWholeIsPublishedWithThatNumberOrTheRateDiffers) {
  const auto narrow = fact("限额以上网上商品零售额", "2024", "93.20", "亿元", "60.2");
  Draft said;
  said.say("限额以上批发零售企业网络零售额").tell(amount_of("网络零售额", "93.2", "亿元").grown("60.2"));
  EXPECT_EQ(check(said, {narrow}).count("scope-drift"), 0);
  Draft whole;
  whole.say("网络零售额").tell(amount_of("网络零售额", "93.2", "亿元").grown("60.2"));
  EXPECT_EQ(check(whole, {narrow, fact("网络零售额", "2024", "93.20", "亿元", "60.2")}).count("scope-drift"), 0);
  Draft other;
  other.say("网络零售额").tell(amount_of("网络零售额", "93.2", "亿元").grown("12.5"));
  EXPECT_EQ(check(other, {narrow}).count("scope-drift"), 0);
}

TEST(AdjustedWithoutHeadline, OnlyTheAdjustedRateIsGivenThoughThePlainOneWasPublished) {
  Draft draft;
  draft.say("一般公共预算收入")
      .tell(amount_of("一般公共预算收入", "53.7", "亿元").grown("2.66", "comparable", "留抵退税因素"),
            "53.7亿元，剔除留抵退税因素后增长2.66%");
  const auto result =
      check(draft, {fact("一般公共预算收入", "2024", "53.70", "亿元", "-0.6"),
                    fact("一般公共预算收入", "2024", "53.70", "亿元", "2.7", "剔除留抵退税"),
                    fact("一般公共预算收入", "2023", "54.05", "亿元", "4.8", "可比口径", "2024-01-25")});
  ASSERT_EQ(result.count("adjusted-without-headline"), 1);
  EXPECT_EQ(result.first("adjusted-without-headline").severity, Severity::warning);
  EXPECT_THAT(result.first("adjusted-without-headline").say, HasSubstr("下降0.6%"));
}

TEST(AdjustedWithoutHeadline, WithoutFactsItIsANoteAndWithThePlainRateBesideItNothing) {
  Draft alone;
  alone.say("一般公共预算收入").tell(growth_of("一般公共预算收入", "4.6", "comparable"));
  EXPECT_EQ(check(alone).first("adjusted-without-headline").severity, Severity::note);
  ASSERT_EQ(check(alone).count("adjusted-without-headline"), 1);
  alone.say("，按自然口径").tell(growth_of("一般公共预算收入", "2.1"));
  EXPECT_EQ(check(alone).count("adjusted-without-headline"), 0);
}

TEST(AdjustedWithoutHeadline, ConstantPricesAreNoAdjustment) {
  Draft draft;
  draft.say("地区生产总值").tell(growth_of("地区生产总值", "5.9", "comparable"), "按可比价格计算增长5.9%");
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(SettledBasis, TheWordsAroundARateSayOnWhichBasisItStands) {
  const std::vector<facts::Fact> known = {fact("一般公共预算收入", "2024", "88.20", "亿元", "-1.3")};
  for (const std::string words : {"还原留抵退税因素后增长5.2%", "可比增长5.2%", "同口径增长5.2%"}) {
    Draft draft;
    draft.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "88.2", "亿元")).say("，");
    draft.tell(growth_of(words.starts_with("还") ? "原留抵退税因素后" : "可比", "5.2"), words);
    const auto result = check(draft, known);
    EXPECT_EQ(result.count("adjusted-without-headline"), 1) << words;
    EXPECT_EQ(result.count("growth-differs"), 0) << words;
  }
  Draft natural;
  natural.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "88.2", "亿元")).say("，");
  natural.tell(growth_of("自然口径", "-1.3"), "按自然口径下降1.3%");
  EXPECT_EQ(check(natural, known).confirmed_by("growth-differs"), 1);
}

TEST(SettledBasis, ConstantPricesAreTheUsualBasisOfRealGrowth) {
  Draft draft;
  draft.tell(growth_of("地区生产总值按不变价格计算", "5.2", "comparable"), "按不变价格计算增长5.2%");
  const auto result = check(draft, {fact("地区生产总值", "2024", "", "", "5.2")});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.confirmed_by("growth-differs"), 1);
}

TEST(BudgetTaxes, AreNotAllTaxesRaisedInThePlace) {
  Draft draft;
  draft.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "88.2", "亿元"));
  draft.say("；税收收入").tell(amount_of("税收收入", "71.3", "亿元"));
  const auto total = fact("税收收入", "2024", "243.1", "亿元", "3.3");
  EXPECT_TRUE(check(draft, {total}).findings.empty());
  Draft all;
  all.say("税收收入").tell(amount_of("税收收入", "241.3", "亿元"));
  EXPECT_EQ(check(all, {total}).count("value-differs"), 1);
}

TEST(DerivedGrowth, TheHalfYearsRateAndTheDifferenceMakeThePublishedRate) {
  Draft draft;
  Told difference =
      amount_of("地区生产总值增速", "2.9", "个百分点", Kind::difference).moved(ChangeDirection::up, "vs_half_year");
  draft.say("增速").tell(difference, "较上半年提高2.9个百分点");
  const auto half = fact("地区生产总值", "2024-01/2024-06", "1746.27", "亿元", "-2.8", "", "2024-10-13");
  const auto good = check(draft, {half, fact("地区生产总值", "2024", "3650.18", "亿元", "0.1")});
  EXPECT_TRUE(good.findings.empty());
  ASSERT_EQ(good.confirmed_by("derived-growth"), 1);
  EXPECT_EQ(good.confirmed.front().value, "0.1");
  EXPECT_EQ(check(draft, {half, fact("地区生产总值", "2024", "3650.18", "亿元", "0.9")}).count("derived-growth"), 1);
  EXPECT_EQ(check(draft).left_open_by("derived-growth"), 1);
}

TEST(LevelsAndGrowth, ConstantPriceGrowthIsNeverRebuiltFromTwoLevels) {
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "1746.27", "亿元").grown("-2.8"));
  const auto result = check(draft, {fact("地区生产总值", "2024", "1746.27", "亿元", "-2.8"),
                                    fact("地区生产总值", "2023", "1831.33", "亿元", "10.8", "", "2024-01-30")});
  EXPECT_TRUE(result.findings.empty());
}

TEST(FactContradiction, TwoFiguresForOneThingOnOneDay) {
  Draft draft;
  const auto result = check(draft, {fact("地区生产总值", "2024", "400.1", "亿元", "5.2"),
                                    fact("地区生产总值", "2024", "410.1", "亿元", "6.2")});
  ASSERT_EQ(result.count("fact-contradiction"), 1);
  EXPECT_THAT(result.first("fact-contradiction").say, HasSubstr("地区生产总值"));
}

TEST(FactContradiction, TwoUnitsTwoDaysAndTwoBasesContradictNothing) {
  Draft draft;
  EXPECT_TRUE(check(draft, {fact("一般公共预算收入", "2024", "54.05", "亿元", ""),
                            fact("一般公共预算收入", "2024", "540459", "万元", "")})
                  .findings.empty());
  EXPECT_TRUE(check(draft, {fact("地区生产总值", "2024", "400.1", "亿元", ""),
                            fact("地区生产总值", "2024", "410.1", "亿元", "", "", "2025-12-25")})
                  .findings.empty());
  EXPECT_TRUE(check(draft, {fact("一般公共预算收入", "2024", "", "", "-0.6"),
                            fact("一般公共预算收入", "2024", "", "", "2.7", "剔除留抵退税")})
                  .findings.empty());
}

}  // namespace
}  // namespace plan::test
