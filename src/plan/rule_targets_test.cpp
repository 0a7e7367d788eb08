// What the plan promises against what the review tells, and against the problems it admits.
#include <gmock/gmock.h>

#include "plan/rule_test_kit.hpp"

namespace plan::test {
namespace {

using ::testing::HasSubstr;

Draft review() {
  Draft draft;
  draft.say("2024年，全区地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元").grown("5.9"));
  draft.with_other_results();
  return draft;
}

TEST(TargetWithoutOutcome, EveryHeadlineTargetNeedsItsOutcome) {
  Draft draft = review();
  draft.plan();
  draft.aim("地区生产总值增长5.5%左右", {"地区生产总值", "≈", "5.5", "%"}).say("；");
  draft.aim("社会消费品零售总额增长6%左右", {"社会消费品零售总额", "≈", "6", "%"}).say("；");
  draft.aim("城镇新增就业人数完成市下达目标", {"城镇新增就业人数", "~upper-level-target", "", ""}).say("；");
  draft.aim("单位GDP能耗下降率完成市下达目标", {"单位GDP能耗下降率", "~upper-level-target", "", ""}).say("。");
  const auto result = check(draft, {fact("社会消费品零售总额", "2024", "308.42", "亿元", "6.3")});
  ASSERT_EQ(result.count("target-without-outcome"), 3);
  EXPECT_THAT(result.first("target-without-outcome").say, HasSubstr("308.42亿元"));
}

TEST(TargetWithoutOutcome, AnOutcomeUnderAnotherNameOrInWordsIsOne) {
  Draft draft = review();
  draft.say("社会消费品零售额").tell(growth_of("社消零总额", "6.3"));
  draft.say("，万元GDP能耗").tell(growth_of("万元GDP能耗", "-3.1"));
  draft.say("，城镇居民人均可支配收入").tell(growth_of("城镇居民人均可支配收入", "5.3"));
  draft.say("，城镇新增就业任务圆满完成，粮食播种面积稳定、总产量创新高。");
  draft.plan();
  draft.aim("社会消费品零售总额增长6%左右", {"社会消费品零售总额", "≈", "6", "%"});
  draft.aim("单位GDP能耗下降率完成市下达目标", {"单位GDP能耗下降率", "~upper-level-target", "", ""});
  draft.aim("居民人均可支配收入与经济增长同步", {"居民人均可支配收入", "~sync", "", ""});
  draft.aim("城镇新增就业1.6万人", {"城镇新增就业人数", "=", "1.6", "万人", Kind::count});
  draft.aim("粮食产量3.6万吨以上", {"粮食产量", ">=", "3.6", "万吨", Kind::level});
  EXPECT_EQ(check(draft).count("target-without-outcome"), 0);
}

// The cell of a table has the number alone.
TEST(TargetWithoutOutcome, OfATableIsSaidWithItsName) {
  Draft draft = review();
  draft.plan().aim("6左右", {"社会消费品零售总额", "≈", "6", "%"});
  EXPECT_THAT(check(draft).first("target-without-outcome").say, HasSubstr("“社会消费品零售总额增长6%左右”列为"));
}

TEST(TargetWithoutOutcome, APlanWithoutAReviewAndAVagueAimAreLeftAlone) {
  Draft alone;
  alone.say("2025年计划\n").plan().aim("社会消费品零售总额增长6%左右", {"社会消费品零售总额", "≈", "6", "%"});
  EXPECT_TRUE(check(alone).findings.empty());
  Draft vague = review();
  vague.plan().aim("生态环境质量持续改善", {"生态环境质量", "~direction", "", ""});
  EXPECT_TRUE(check(vague).findings.empty());
}

TEST(TargetBelowOutcome, AFloorBelowLastYearsResultIsNoGrowth) {
  Draft draft = review();
  draft.say("累计举办线上线下招聘会").tell(count_of("累计举办线上线下招聘会场次", "159", "场").running_total());
  draft.plan().aim("组织线上、线下招聘会不少于100场",
                   {"线上、线下招聘会场次", ">=", "100", "场", Kind::count, "output"});
  const auto result = check(draft);
  ASSERT_EQ(result.count("target-below-outcome"), 1);
  EXPECT_EQ(result.first("target-below-outcome").severity, Severity::note);
  EXPECT_THAT(result.first("target-below-outcome").say, HasSubstr("底线"));
}

// gold/crosschecks.md E9, E10, E11: alike words, different lines.
TEST(TargetBelowOutcome, LinesThatOnlySoundAlikeAreNotPaired) {
  Draft draft = review();
  draft.say("举办文化惠民活动").tell(count_of("文化惠民活动场次", "2399", "场"));
  draft.say("，引入世界500强、央企投资项目").tell(count_of("引入世界500强、央企投资项目数", "21", "个"));
  draft.say("及区域总部项目").tell(count_of("引入区域总部项目数", "13", "个"));
  draft.say("，线路站点及区间完成借地征拆").tell(count_of("轨道交通及城际线路完成借地征拆的站点及区间数", "30", "个"));
  draft.say("，更新燃气管网").tell(amount_of("更新燃气管网里程", "38", "公里"));
  draft.say("，高新技术企业总数达").tell(count_of("高新技术企业数", "286", "家"));
  draft.plan();
  draft.aim("提供社区文艺演出等线上线下活动200场",
            {"社区文艺演出等线上线下活动场次", "=", "200", "场", Kind::count, "output"});
  draft.aim("新增10家500强、央企子公司或分支机构落户",
            {"新增500强、央企子公司或分支机构落户数", "=", "10", "家", Kind::count, "output"});
  draft.aim("有序推进28个轨道交通站点征拆建设", {"征拆建设的轨道交通站点数", "=", "28", "个", Kind::count, "scope"});
  draft.aim("更新供水管网30公里", {"更新供水管网里程", "=", "30", "公里", Kind::level, "output"});
  draft.aim("新增高新技术企业120家", {"高新技术企业数", "=", "120", "家", Kind::count, "output"});
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(TargetBelowOutcome, ACeilingIsNoStepBack) {
  Draft draft = review();
  draft.say("城镇登记失业率").tell(share_of("城镇登记失业率", "2.7"));
  draft.say("，居民消费价格").tell(growth_of("居民消费价格", "0.3"));
  draft.plan();
  draft.aim("城镇登记失业率控制在3.5%以内", {"城镇登记失业率", "<=", "3.5", "%", Kind::share});
  draft.aim("居民消费价格涨幅2%左右", {"居民消费价格", "≈", "2", "%"});
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(TargetBelowOutcome, SlowerGrowthTargetsAreToldInOneNote) {
  Draft draft = review();
  draft.say("社会消费品零售总额").tell(growth_of("社会消费品零售总额", "6.8"));
  draft.plan();
  draft.aim("地区生产总值增长5.5%左右", {"地区生产总值", "≈", "5.5", "%"});
  draft.aim("社会消费品零售总额增长6%左右", {"社会消费品零售总额", "≈", "6", "%"});
  const auto result = check(draft);
  ASSERT_EQ(result.count("target-below-outcome"), 1);
  EXPECT_EQ(result.first("target-below-outcome").spans.size(), 2u);
}

TEST(TargetsDisagree, TheListAndTheMeasurePromiseOneNumber) {
  const auto planned = [](const std::string& words, const Goal& goal) {
    Draft draft = review();
    draft.say("固定资产投资").tell(growth_of("固定资产投资", "2.1"));
    draft.plan().aim("固定资产投资增长6%", {"固定资产投资", "=", "6", "%"}).say("。\n");
    draft.aim(words, goal).say("。");
    return draft;
  };
  Draft bad = planned("确保固定资产投资增长5%", {"固定资产投资", "=", "5", "%", Kind::growth, "output"});
  EXPECT_EQ(check(bad).count("numbers-disagree"), 1);
  Draft floor = planned("确保固定资产投资增长5%以上", {"固定资产投资", ">=", "5", "%", Kind::growth, "output"});
  EXPECT_TRUE(check(floor).findings.empty()) << "6 % is 5 % or more";
  Draft stretch = planned("力争固定资产投资增长8%", {"固定资产投资", "=", "8", "%", Kind::growth, "output"});
  EXPECT_TRUE(check(stretch).findings.empty());
  Draft narrower = planned("民间固定资产投资增长9%", {"固定资产投资", "=", "9", "%", Kind::growth, "output"});
  EXPECT_TRUE(check(narrower).findings.empty());
  Draft years = planned("“十五五”时期固定资产投资增长7%", {"固定资产投资", "=", "7", "%", Kind::growth, "output"});
  EXPECT_TRUE(check(years).findings.empty());
}

Draft with_problem(const std::string& problem) {
  Draft draft = review();
  draft.say("还存在一些困难和问题：").admit(problem).say("。\n");
  draft.plan();
  for (int i = 0; i < 10; ++i) draft.measure("推进工业园区建设，引进龙头企业，加强基层医疗队伍").say("。");
  return draft;
}

TEST(ProblemWithoutMeasure, AProblemThePlanDoesNotTakeUp) {
  Draft draft = with_problem("群众饲养犬只不文明，流浪犬伤人时有发生");
  ASSERT_EQ(check(draft).count("problem-without-measure"), 1);
  EXPECT_EQ(check(draft).first("problem-without-measure").severity, Severity::note);
}

TEST(ProblemWithoutMeasure, OneThatIsTakenUpOrNamesNoMatterKeepsSilent) {
  for (const std::string problem : {"基层医疗力量薄弱，龙头企业偏少", "外部环境复杂严峻，不确定因素明显增多",
                                    "个别干部形式主义、官僚主义仍有表现", "短板不少"}) {
    Draft draft = with_problem(problem);
    EXPECT_TRUE(check(draft).findings.empty()) << problem;
  }
}

}  // namespace
}  // namespace plan::test
