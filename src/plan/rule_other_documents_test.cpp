// A report held against last year's, and against another document of its year.
#include <gmock/gmock.h>

#include "plan/rule_test_kit.hpp"

namespace plan::test {
namespace {

using ::testing::HasSubstr;

TEST(DocumentsDisagree, AnAimToldInTheReviewIsHeldAgainstThePlanOfItsYear) {
  Draft last("岚湖区", 2023);
  last.say("2023年").plan();
  last.aim("地区生产总值增长6%左右", {"地区生产总值", "≈", "6", "%"}).say("；");
  last.aim("社会消费品零售总额增长7%左右", {"社会消费品零售总额", "≈", "7", "%"});
  Draft draft;
  draft.say("地区生产总值增长4.2%，预期").tell(growth_of("地区生产总值", "5").set_as_aim(), "增长5%左右");
  draft.say("，社会消费品零售总额预期目标").tell(growth_of("社会消费品零售总额", "7").set_as_aim(), "增长7%左右");
  const auto result = check(draft, {fact("地区生产总值", "2024", "", "", "4.2")}, {&last.reading()});
  ASSERT_EQ(result.findings.size(), 1u) << "and nothing is said of the published 4.2%";
  EXPECT_EQ(result.first("documents-disagree").expected, "地区生产总值增长6%左右");
  EXPECT_EQ(result.first("documents-disagree").found, "增长5%左右");
  EXPECT_EQ(result.confirmed_by("documents-disagree"), 1);
}

TEST(StreakContinues, OneYearMoreThanLastYear) {
  Draft last("岚湖区", 2023);
  last.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全市", 1, 4), "连续4年居全市第一");
  last.say("，政务服务满意度").tell(amount_of("政务服务满意度", "0", "").ranked("全市", 1), "居全市第一");
  Draft draft;
  draft.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全市", 1, 5), "连续5年居全市第一");
  draft.say("，政务服务满意度").tell(amount_of("政务服务满意度", "0", "").ranked("全市", 1, 2), "连续两年居全市第一");
  draft.say("，平安考核").tell(amount_of("平安考核", "0", "").ranked("全市", 1, 3), "连续三年居全市第一");
  const auto result = check(draft, {}, {&last.reading()});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.confirmed_by("streak-continues"), 2);
  EXPECT_EQ(result.left_open_by("streak-continues"), 1) << "last year's report does not tell of it";
}

TEST(StreakContinues, AJumpIsAskedAbout) {
  Draft last("岚湖区", 2023);
  last.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全市", 1, 4), "连续4年居全市第一");
  Draft draft;
  draft.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全市", 1, 6), "连续6年居全市第一");
  const auto result = check(draft, {}, {&last.reading()});
  ASSERT_EQ(result.count("streak-continues"), 1);
  EXPECT_EQ(result.first("streak-continues").expected, "连续5年");
}

TEST(StreakContinues, AnotherContestIsAnother) {
  Draft last("岚湖区", 2023);
  last.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全省", 1, 8), "连续8年居全省第一");
  Draft draft;
  draft.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全市", 1, 2), "连续两年居全市第一");
  EXPECT_TRUE(check(draft, {}, {&last.reading()}).findings.empty());
}

TEST(GrowthVsLevels, ACountAndItsRateAgainstLastYearsCount) {
  Draft last("岚湖区", 2023);
  last.say("经营主体总量").tell(amount_of("经营主体总量", "9.16", "万户", Kind::count));
  Draft good;
  good.say("经营主体总量").tell(amount_of("经营主体总量", "9.82", "万户", Kind::count).grown("7.2"));
  EXPECT_EQ(check(good, {}, {&last.reading()}).confirmed_by("growth-vs-levels"), 1);
  Draft bad;
  bad.say("经营主体总量").tell(amount_of("经营主体总量", "9.82", "万户", Kind::count).grown("11.5"));
  EXPECT_EQ(check(bad, {}, {&last.reading()}).first("growth-vs-levels").severity, Severity::note);
}

TEST(GrowthVsLevels, MoneyMayHaveBeenRevisedAndConstantPricesAreNeverRebuilt) {
  Draft last("岚湖区", 2023);
  last.say("地区生产总值").tell(amount_of("地区生产总值", "694.99", "亿元"));
  last.say("，一般公共预算支出").tell(amount_of("一般公共预算支出", "64.97", "亿元"));
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元").grown("5.9"));
  draft.say("，一般公共预算支出").tell(amount_of("一般公共预算支出", "67.94", "亿元").grown("3.8"));
  const auto result = check(draft, {}, {&last.reading()});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.left_open_by("growth-vs-levels"), 1);
}

TEST(GrowthVsLevels, MoreThanLastYearBySoMany) {
  Draft last("岚湖区", 2023);
  last.say("高新技术企业达").tell(count_of("高新技术企业数", "255", "家"));
  const auto told = [](const std::string& more) {
    Draft draft;
    draft.say("高新技术企业达").tell(count_of("高新技术企业数", "286", "家"));
    draft.say("，比上年")
        .tell(amount_of("高新技术企业数", more, "家", Kind::difference).moved(ChangeDirection::up),
              "增加" + more + "家");
    return draft;
  };
  Draft good = told("31");
  EXPECT_TRUE(check(good, {}, {&last.reading()}).findings.empty());
  Draft bad = told("41");
  EXPECT_EQ(check(bad, {}, {&last.reading()}).count("growth-vs-levels"), 1);
}

TEST(GrowthVsLevels, WhereARiseStartsIsWhatLastYearsReportGave) {
  Draft last("岚湖区", 2023);
  last.say("技术合同成交额").tell(amount_of("技术合同成交额", "28.6", "亿元"));
  const auto told = [](const std::string& from, const std::string& words) {
    Draft draft;
    draft.say("技术合同成交额")
        .tell(amount_of("技术合同成交额", "41.2", "亿元").from(from).moved(ChangeDirection::up), words);
    return draft;
  };
  Draft good = told("28.6", "由28.6亿元增至41.2亿元");
  EXPECT_EQ(check(good, {}, {&last.reading()}).confirmed_by("growth-vs-levels"), 1);
  Draft bad = told("26.8", "由26.8亿元增至41.2亿元");
  EXPECT_EQ(check(bad, {}, {&last.reading()}).count("growth-vs-levels"), 1);
  Draft years = told("11.5", "由2020年的11.5亿元增至41.2亿元");
  EXPECT_TRUE(check(years, {}, {&last.reading()}).findings.empty());
}

TEST(AdjustedWithoutHeadline, TheLevelsOfTwoReportsGiveThePlainRate) {
  Draft last("岚湖区", 2023);
  last.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "40.57", "亿元"));
  Draft draft;
  draft.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "41.42", "亿元")).say("，");
  draft.tell(growth_of("一般公共预算收入", "4.6", "comparable"), "可比口径增长4.6%");
  const auto result = check(draft, {}, {&last.reading()});
  ASSERT_EQ(result.count("adjusted-without-headline"), 1);
  EXPECT_EQ(result.first("adjusted-without-headline").severity, Severity::warning);
  EXPECT_THAT(result.first("adjusted-without-headline").say, HasSubstr("2.10%"));
}

TEST(UnitSlip, TenThousandTimesLessThanLastYear) {
  Draft last("岚湖区", 2023);
  last.say("技术合同成交额").tell(amount_of("技术合同成交额", "15.7", "亿元"));
  Draft draft;
  draft.say("技术合同成交额").tell(amount_of("技术合同成交额", "18.6", "万元"));
  const auto result = check(draft, {}, {&last.reading()});
  ASSERT_EQ(result.count("unit-slip"), 1);
  EXPECT_EQ(result.first("unit-slip").severity, Severity::warning);
  const auto with_fact = check(draft, {fact("技术合同成交额", "2024", "18.60", "亿元", "")}, {&last.reading()});
  ASSERT_EQ(with_fact.count("unit-slip"), 1) << "one fault, one finding";
  EXPECT_EQ(with_fact.first("unit-slip").inputs.size(), 3u);
}

TEST(DerivedGrowth, TakesTheHalfYearsRateFromTheHalfYearsReport) {
  Draft half;
  half.say("岚湖区2024年上半年计划执行情况的报告\n").heading(1, "一", "2024年上半年计划执行情况");
  half.say("地区生产总值").tell(growth_of("地区生产总值", "-2.8"));
  Draft draft;
  draft.say("地区生产总值").tell(growth_of("地区生产总值", "0.1")).say("，");
  draft.tell(
      amount_of("地区生产总值增速", "2.9", "个百分点", Kind::difference).moved(ChangeDirection::up, "vs_half_year"),
      "比上半年提高2.9个百分点");
  EXPECT_EQ(check(draft, {}, {&half.reading()}).confirmed_by("derived-growth"), 1);
}

TEST(CompletionVsTarget, TheRateOfCompletionIsOutcomeOverTarget) {
  Draft last("岚湖区", 2023);
  last.say("回顾").plan().aim("城镇新增就业2万人以上", {"城镇新增就业人数", ">=", "2", "万人", Kind::count});
  const auto told = [](const std::string& rate) {
    Draft draft;
    draft.say("城镇新增就业").tell(amount_of("城镇新增就业人数", "2.31", "万人", Kind::count));
    draft.say("，完成年度任务的").tell(share_of("年度任务", rate));
    return draft;
  };
  Draft good = told("115.5");
  EXPECT_EQ(check(good, {}, {&last.reading()}).confirmed_by("completion-vs-target"), 1);
  EXPECT_TRUE(check(good, {}, {&last.reading()}).findings.empty());
  Draft bad = told("125.5");
  EXPECT_EQ(check(bad, {}, {&last.reading()}).count("completion-vs-target"), 1);
  EXPECT_TRUE(check(bad).findings.empty()) << "no target in hand";
}

TEST(PromiseWithoutOutcome, WhatWasPlannedForTheYearMustBeAnswered) {
  Draft last("岚湖区", 2023);
  last.say("回顾").plan();
  last.aim("进出口总额增长5%以上", {"进出口总额", ">=", "5", "%"}).say("；");
  last.aim("建设口袋公园6个", {"口袋公园建设数", "=", "6", "个", Kind::count, "output"}).say("；");
  last.aim("引进首店30家", {"引进首店数", "=", "30", "家", Kind::count, "output"}).say("；");
  Draft draft;
  draft.say("新开首店").tell(count_of("新开首店数", "32", "家")).with_other_results();
  draft.plan().aim("地区生产总值增长5%", {"地区生产总值", "=", "5", "%"});
  const auto result = check(draft, {}, {&last.reading()});
  ASSERT_EQ(result.count("promise-without-outcome"), 2);
  EXPECT_EQ(result.first("promise-without-outcome").severity, Severity::warning);
  EXPECT_THAT(result.first("promise-without-outcome").say, HasSubstr("进出口总额"));
  EXPECT_THAT(result.findings.back().say, HasSubstr("口袋公园"));
  EXPECT_THAT(result.findings.back().say, ::testing::Not(HasSubstr("首店")));
}

TEST(PromiseUnmet, AMissedGrowthTargetNeedsAReason) {
  Draft last("岚湖区", 2023);
  last.say("回顾").plan().aim("固定资产投资增长5%左右", {"固定资产投资", "≈", "5", "%"});
  Draft missed;
  missed.say("固定资产投资").tell(growth_of("固定资产投资", "2.1"));
  EXPECT_EQ(check(missed, {}, {&last.reading()}).count("promise-unmet"), 1);
  Draft met;
  met.say("固定资产投资").tell(growth_of("固定资产投资", "4.9"));
  EXPECT_EQ(check(met, {}, {&last.reading()}).count("promise-unmet"), 0) << "左右";
}

TEST(DocumentsDisagree, TheWorkReportAndThePlanReportOfOneYearAgree) {
  Draft work;
  work.say("地区生产总值").tell(amount_of("地区生产总值", "741", "亿元").grown("5.9"));
  work.plan().aim("地区生产总值增长5%以上", {"地区生产总值", ">=", "5", "%"});
  Draft good;
  good.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元").grown("5.9"));
  good.plan().aim("地区生产总值增长5%以上", {"地区生产总值", ">=", "5", "%"});
  EXPECT_EQ(check(good, {}, {&work.reading()}).count("documents-disagree"), 0);
  Draft bad;
  bad.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元").grown("6.1"));
  bad.plan().aim("地区生产总值增长5.5%左右", {"地区生产总值", "≈", "5.5", "%"});
  EXPECT_EQ(check(bad, {}, {&work.reading()}).count("documents-disagree"), 2);
}

TEST(DocumentsDisagree, AnotherGovernmentsReportIsNotComparedLineByLine) {
  Draft city("云澜市", 2024);
  city.say("地区生产总值").tell(amount_of("地区生产总值", "5210", "亿元").grown("5.2"));
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元").grown("5.9"));
  const auto result = check(draft, {}, {&city.reading()});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.left_open_by("documents-disagree"), 1);
}

}  // namespace
}  // namespace plan::test
