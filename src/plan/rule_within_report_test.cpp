// What must hold within one report.
#include <gmock/gmock.h>

#include "plan/rule_test_kit.hpp"

namespace plan::test {
namespace {

using ::testing::HasSubstr;

TEST(ShareOver100, APartIsNotMoreThanItsWhole) {
  Draft draft;
  draft.say("农村生活污水治理率达").tell(share_of("农村生活污水治理率", "104.5"));
  const auto result = check(draft);
  ASSERT_EQ(result.count("share-over-100"), 1);
  EXPECT_EQ(result.first("share-over-100").severity, Severity::error);
}

TEST(ShareOver100, CompletionAndRatiosOfTwoThingsMayPass) {
  Draft draft;
  draft.say("重点项目年度投资完成率达").tell(amount_of("重点项目年度投资完成率", "122", "%", Kind::completion));
  draft.say("。年度投资完成率达").tell(share_of("重点项目年度投资完成率", "104.8"));
  draft.say("。高中阶段毛入学率达").tell(share_of("高中阶段毛入学率", "101.2"));
  draft.say("。工业产销率").tell(share_of("规模以上工业产销率", "100.4"));
  draft.say("。拨备覆盖率").tell(share_of("拨备覆盖率", "180"));
  draft.say("。街道文化站挂牌率").tell(share_of("街道文化站挂牌率", "100"));
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(PartsAndWhole, ThreeIndustriesMakeTheWhole) {
  Draft good;
  good.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  good.say("。其中，第一产业增加值").tell(amount_of("第一产业增加值", "16.96", "亿元"));
  good.say("，第二产业增加值").tell(amount_of("第二产业增加值", "324.38", "亿元"));
  good.say("，第三产业增加值").tell(amount_of("第三产业增加值", "399.43", "亿元"));
  const auto held = check(good);
  EXPECT_TRUE(held.findings.empty());
  EXPECT_EQ(held.confirmed_by("parts-vs-sum"), 1);

  Draft bad;
  bad.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  bad.say("。其中，第一产业增加值").tell(amount_of("第一产业增加值", "16.96", "亿元"));
  bad.say("，第二产业增加值").tell(amount_of("第二产业增加值", "324.38", "亿元"));
  bad.say("，第三产业增加值").tell(amount_of("第三产业增加值", "393.49", "亿元"));
  const auto result = check(bad);
  ASSERT_EQ(result.count("parts-vs-sum"), 1);
  EXPECT_EQ(result.first("parts-vs-sum").severity, Severity::error);
}

TEST(PartsAndWhole, PartsBehindAnIncreaseAreOfTheStockBeforeIt) {
  Draft draft;
  draft.say("规上工业企业达到").tell(count_of("规上工业企业数", "112", "家"));
  draft.say("，净增").tell(count_of("净增规上工业企业数", "9", "家"));
  draft.say("，其中产值超亿元企业").tell(count_of("产值超亿元企业数", "31", "家"));
  EXPECT_TRUE(check(draft).findings.empty());

  Draft more_than_all;
  more_than_all.say("规上工业企业达到").tell(count_of("规上工业企业数", "112", "家"));
  more_than_all.say("，净增").tell(count_of("净增规上工业企业数", "9", "家"));
  more_than_all.say("，其中产值超亿元企业").tell(count_of("产值超亿元企业数", "131", "家"));
  EXPECT_EQ(check(more_than_all).count("parts-exceed-whole"), 1);

  Draft alone;
  alone.say("新增规上工业企业").tell(count_of("新增规上工业企业数", "9", "家"));
  alone.say("，其中产值超亿元企业").tell(count_of("产值超亿元企业数", "31", "家"));
  EXPECT_EQ(check(alone).count("parts-exceed-whole"), 1);
}

TEST(PartsAndWhole, AMissingIndustryProvesNothing) {
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  draft.say("，其中第三产业增加值").tell(amount_of("第三产业增加值", "399.43", "亿元"));
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(PartsAndWhole, PartsThatExcludeOneAnotherPassTheWhole) {
  Draft draft;
  draft.say("新增公办学位").tell(count_of("新增公办学位数", "3200", "个"));
  draft.say("，其中小学学位").tell(count_of("小学学位数", "1800", "个"));
  draft.say("、初中学位").tell(count_of("初中学位数", "1600", "个"));
  const auto result = check(draft);
  ASSERT_EQ(result.count("parts-exceed-whole"), 1);
  EXPECT_EQ(result.first("parts-exceed-whole").found, "3400个");
}

TEST(PartsAndWhole, AfterAFullStopTheListAsAWholeIsMeantNotItsLastItem) {
  Draft draft;
  draft.say("有风险").tell(count_of("有风险项数", "4", "项"));
  draft.say("、明显落后").tell(count_of("明显落后项数", "1", "项"));
  draft.say("。其中主要目标").tell(count_of("主要目标项数", "3", "项"));
  EXPECT_EQ(check(draft).count("parts-exceed-whole"), 0);
}

TEST(PartsAndWhole, OnePartIsMoreThanTheWhole) {
  Draft draft;
  draft.say("新签约项目").tell(count_of("新签约项目数", "64", "个"));
  draft.say("，其中10亿元以上项目").tell(count_of("十亿元项目数", "71", "个"));
  EXPECT_EQ(check(draft).count("parts-exceed-whole"), 0) << "以上 names a size class: left alone";
  Draft plain;
  plain.say("接待游客").tell(count_of("接待游客人次", "426", "万人次"));
  plain.say("，其中过夜游客").tell(count_of("过夜游客人次", "580", "万人次"));
  EXPECT_EQ(check(plain).count("parts-exceed-whole"), 1);
}

TEST(PartsAndWhole, OverlappingPartsEffectsAndNewMattersAreNoPartsOfASum) {
  Draft overlap;
  overlap.say("新签约项目").tell(count_of("新签约项目数", "64", "个"));
  overlap.say("，其中先进制造业项目").tell(count_of("先进制造业项目数", "40", "个"));
  overlap.say("、外资项目").tell(count_of("外资项目数", "30", "个"));
  EXPECT_TRUE(check(overlap).findings.empty());

  Draft effect;
  effect.say("实施技改项目").tell(count_of("技改项目数", "64", "个"));
  effect.say("，其中带动就业岗位").tell(count_of("就业岗位数", "500", "个"));
  EXPECT_TRUE(check(effect).findings.empty());

  Draft next;
  next.say("新增铁路").tell(amount_of("新增铁路运营里程", "639", "公里"));
  next.say("、其中高铁").tell(amount_of("高铁里程", "370", "公里"));
  next.say("，新增高速公路").tell(amount_of("新增高速公路里程", "2600", "公里"));
  EXPECT_TRUE(check(next).findings.empty());
}

TEST(RatioSums, ThreeSharesMakeAHundred) {
  Draft good;
  good.say("三次产业结构比为6.1∶35.2∶58.7。");
  EXPECT_EQ(check(good).confirmed_by("parts-vs-sum"), 1);
  Draft rounded;
  rounded.say("三次产业比重为2.3∶43.8∶54.0。");
  EXPECT_TRUE(check(rounded).findings.empty()) << "rounding explains a tenth";
  Draft bad;
  bad.say("三次产业结构比为2.3∶43.8∶55.9。");
  EXPECT_EQ(check(bad).first("parts-vs-sum").severity, Severity::error);
}

TEST(RatioSums, TimesAndRatiosOfOtherKindsAreNone) {
  Draft draft;
  draft.say("会议于9:30:45开始，城乡居民收入比缩小到2.1∶1，配比为1∶2∶3。");
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(ShareOfLevels, AShareBesideItsTwoAmounts) {
  const auto told = [](const std::string& share) {
    Draft draft;
    draft.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "88.2", "亿元"));
    draft.say("；税收收入").tell(amount_of("税收收入", "71.3", "亿元"));
    draft.say("，占一般公共预算收入的").tell(share_of("税收收入占一般公共预算收入比重", share));
    return draft;
  };
  Draft good = told("80.8");
  EXPECT_EQ(check(good).confirmed_by("share-of-levels"), 1);
  Draft bad = told("88.0");
  EXPECT_EQ(check(bad).count("share-of-levels"), 1);
}

TEST(ShareOfLevels, AShortNameInASpeechOnPartOfTheYear) {
  const auto told = [](const std::string& share) {
    Draft draft;
    draft.say("讲话\n前三季度，一般公共预算收入").tell(amount_of("一般公共预算收入", "9.02", "亿元"));
    draft.say("，其中税收收入").tell(amount_of("税收收入", "5.31", "亿元"));
    draft.say("，税收占比为").tell(share_of("税收占比", share));
    return draft;
  };
  Draft good = told("58.9");
  EXPECT_EQ(check(good).confirmed_by("share-of-levels"), 1);
  Draft bad = told("61.9");
  EXPECT_EQ(check(bad).count("share-of-levels"), 1);
}

TEST(ShareOfLevels, AnAmountOfAnotherParagraphServesWhereOnlyOneIsTold) {
  const auto told = [](bool twice) {
    Draft far;
    far.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "88.2", "亿元")).say("。\n");
    far.say("税收收入").tell(amount_of("税收收入", "71.3", "亿元"));
    far.say("，占一般公共预算收入的").tell(share_of("税收收入占一般公共预算收入比重", "70.1"));
    if (twice) far.say("。\n一般公共预算收入").tell(amount_of("一般公共预算收入", "101.7", "亿元"));
    return far;
  };
  Draft once = told(false), twice = told(true);
  ASSERT_EQ(check(once).count("share-of-levels"), 1);
  EXPECT_THAT(check(once).first("share-of-levels").expected, HasSubstr("80.8"));
  EXPECT_EQ(check(twice).count("share-of-levels"), 0) << "which of the two is meant nobody can say";
}

TEST(ShareOfLevels, BoundsAndUnknownWholesProveNothing) {
  Draft over;
  over.say("一般公共预算收入").tell(amount_of("一般公共预算收入", "88", "亿元").qualified(Qualifier::over));
  over.say("；税收收入").tell(amount_of("税收收入", "71.3", "亿元"));
  over.say("，占一般公共预算收入的").tell(share_of("税收收入占一般公共预算收入比重", "70.1"));
  EXPECT_TRUE(check(over).findings.empty());
}

TEST(RespectiveCount, AsManyNumbersAsNames) {
  Draft bad;
  bad.say("电子信息、装备制造、绿色食品产值分别增长12.4%、9.8%。");
  EXPECT_EQ(check(bad).count("respective-count"), 1);
  for (const std::string good :
       {"电子信息、装备制造、绿色食品三大产业产值分别增长12.4%、9.8%、6.5%。",
        "城乡居民人均可支配收入分别增长4.4%、5.6%。", "文化及相关产业、旅游及相关产业占比分别超过2%、5%。",
        "刑事、治安案件数分别居全市第一、第三。", "“高新、专精特新”企业和研发机构分别达20家、8家。",
        "进口和出口分别增长3%和5%，增速居全市第2。"}) {
    Draft draft;
    draft.say(good);
    EXPECT_TRUE(check(draft).findings.empty()) << good;
  }
}

TEST(FromTo, TheStatedRateMustBeTheRateOfTheTwoNumbers) {
  Draft bad;
  bad.say("城乡低保标准")
      .tell(amount_of("城乡低保标准", "1020", "元/人·月", Kind::per_capita).from("965").moved(ChangeDirection::up),
            "从每人每月965元提高到1020元");
  bad.say("，").tell(growth_of("城乡低保标准", "8.5"), "提高8.5%");
  const auto result = check(bad);
  ASSERT_EQ(result.count("from-to"), 1);
  EXPECT_EQ(result.first("from-to").severity, Severity::error);
  EXPECT_THAT(result.first("from-to").expected, HasSubstr("5.7"));

  Draft good;
  good.say("低保标准")
      .tell(amount_of("低保标准", "1196", "元/人·月", Kind::per_capita).from("1120").moved(ChangeDirection::up),
            "从每人每月1120元提高至1196元");
  good.say("，").tell(growth_of("低保标准", "6.8"), "提高6.8%");
  EXPECT_EQ(check(good).confirmed_by("from-to"), 1);
}

TEST(FromTo, CountsDifferExactlyAndSharesInPoints) {
  Draft count;
  count.say("企业数量")
      .tell(count_of("区属国有企业数", "6", "户").from("14").moved(ChangeDirection::down), "由14户减至6户");
  count.say("，").tell(count_of("区属国有企业数", "9", "户").moved(ChangeDirection::down), "减少9户");
  EXPECT_EQ(check(count).count("from-to"), 1);
  Draft points;
  points.say("普及率").tell(share_of("自来水普及率", "99.1").from("97.6").moved(ChangeDirection::up),
                            "从97.6%提高到99.1%");
  points.say("，").tell(amount_of("自来水普及率", "1.5", "个百分点", Kind::difference).moved(ChangeDirection::up),
                        "提高1.5个百分点");
  EXPECT_TRUE(check(points).findings.empty());
}

TEST(FromTo, TheVerbPointsTheWayOfTheNumbersExceptForPlacesInARanking) {
  Draft wrong;
  wrong.say("床位").tell(count_of("床位数", "400", "张").from("420").moved(ChangeDirection::up), "从420张增加到400张");
  EXPECT_EQ(check(wrong).count("from-to"), 1);
  Draft rank;
  rank.say("位次").tell(count_of("五百强位次", "235", "位").from("369").moved(ChangeDirection::up),
                        "由369位上升到235位");
  EXPECT_TRUE(check(rank).findings.empty());
  Draft yearly;
  yearly.say("规模").tell(amount_of("产业规模", "200", "亿元").from("100").moved(ChangeDirection::up),
                          "从100亿元增加到200亿元");
  yearly.say("，").tell(growth_of("产业规模", "15"), "年均增长15%");
  EXPECT_TRUE(check(yearly).findings.empty());
}

TEST(NumbersDisagree, OneThingTwoNumbers) {
  Draft draft;
  draft.say("年末高新技术企业达").tell(count_of("高新技术企业数", "286", "家"));
  draft.say("。\n目前全区高新技术企业总数达").tell(count_of("高新技术企业总数", "268", "家"));
  EXPECT_EQ(check(draft).count("numbers-disagree"), 1);
}

TEST(NumbersDisagree, RoundingsAndBoundsAgree) {
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  draft.say("。\n地区生产总值")
      .tell(amount_of("地区生产总值", "740", "亿元").qualified(Qualifier::over), "突破740亿元");
  draft.say("。\n地区生产总值").tell(amount_of("地区生产总值", "0.07", "万亿元"));
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(NumbersDisagree, IncreaseAndStockTotalAndYearDistrictAndStreetAreDifferentThings) {
  Draft draft;
  draft.say("新增高新技术企业").tell(count_of("高新技术企业数", "31", "家"));
  draft.say("。\n高新技术企业总数达").tell(count_of("高新技术企业数", "286", "家"));
  draft.say("。\n累计高新技术企业").tell(count_of("高新技术企业数", "412", "家").running_total());
  draft.say("。\n望澜镇高新技术企业").tell(count_of("高新技术企业数", "19", "家").of("望澜镇"));
  draft.say("。\n城镇新增就业").tell(amount_of("城镇新增就业人数", "1.64", "万人", Kind::count));
  draft.say("。\n“十四五”时期，城镇新增就业").tell(amount_of("城镇新增就业人数", "8.1", "万人", Kind::count));
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(NumbersDisagree, ANarrowerThingUnderARestoredNameIsAnother) {
  Draft draft;
  draft.say("规模以上工业增加值").tell(growth_of("规模以上工业增加值", "7.5"));
  draft.say("。\n民营企业规模以上工业增加值").tell(growth_of("规模以上工业增加值", "9.1"));
  draft.say("。\n5.2万家企业、增加值").tell(growth_of("规模以上工业增加值", "6.0"));
  draft.say("。\n前11个月规模以上工业增加值").tell(growth_of("规模以上工业增加值", "7.9"));
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(NumbersDisagree, APartOfTheYearGovernsItsSentenceUntilAWholeYearIsNamed) {
  Draft halves;
  halves.say("上半年，全市地区生产总值").tell(growth_of("地区生产总值", "5.1"));
  halves.say("，规模以上工业增加值").tell(growth_of("规模以上工业增加值", "6.3"));
  halves.say("。\n截至10月底，新登记企业多，高新技术企业达").tell(count_of("高新技术企业数", "268", "家"));
  halves.say("。\n规模以上工业增加值").tell(growth_of("规模以上工业增加值", "7.5"));
  halves.say("。\n高新技术企业达").tell(count_of("高新技术企业数", "286", "家"));
  EXPECT_TRUE(check(halves).findings.empty());

  Draft whole;
  whole.say("上半年开局好，全年规模以上工业增加值").tell(growth_of("规模以上工业增加值", "6.3"));
  whole.say("，较上半年加快。\n规模以上工业增加值").tell(growth_of("规模以上工业增加值", "7.5"));
  EXPECT_EQ(check(whole).count("numbers-disagree"), 1);
}

TEST(NumbersDisagree, ALineCrossedIsNoLevel) {
  Draft draft;
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "67665", "亿元"));
  draft.say("。\n地区生产总值跨过两个").tell(amount_of("地区生产总值", "1", "万亿元"), "万亿元").say("大关");
  EXPECT_TRUE(check(draft).findings.empty());
}

TEST(RankContradictions, FirstInTheCountryIsNotThirdInTheProvince) {
  Draft draft;
  draft.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全国", 1), "居全国第一");
  draft.say("。\n群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全省", 3), "居全省第三");
  EXPECT_EQ(check(draft).count("rank"), 1);
  Draft good;
  good.say("群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全国", 12), "居全国第12");
  good.say("。\n群众安全感").tell(amount_of("群众安全感", "0", "").ranked("全省", 2), "居全省第二");
  EXPECT_TRUE(check(good).findings.empty());
}

TEST(DateImpossible, DaysAndMonthsThatDoNotExist) {
  for (const std::string date : {"2024年11月31日", "2023年2月29日", "2月30日", "2024年13月", "4月31日", "二月三十日"}) {
    Draft draft;
    draft.say("线路于" + date + "开通运营。");
    const auto result = check(draft);
    ASSERT_EQ(result.count("date-impossible"), 1) << date;
    EXPECT_EQ(result.first("date-impossible").severity, Severity::error);
    EXPECT_EQ(result.first("date-impossible").found, date);
  }
}

TEST(DateImpossible, DatesThatExistAndNumbersThatAreNone) {
  for (const std::string date : {"2024年2月29日", "12月31日", "13个月", "1-11月", "18月龄", "十二月三十一日",
                                 "12345月饼", "每人每月1120元", "2024年12月份", "1至12月"}) {
    Draft draft;
    draft.say("线路于" + date + "开通运营。");
    EXPECT_TRUE(check(draft).findings.empty()) << date;
  }
}

TEST(HeadingNumbering, AGapAndARepeatAreAskedAbout) {
  Draft gap;
  gap.heading(1, "一", "执行情况").heading(2, "(一)", "经济").heading(2, "(二)", "产业").heading(2, "(四)", "民生");
  EXPECT_EQ(check(gap).count("heading-numbering"), 1);
  Draft twice;
  twice.heading(1, "一", "执行情况").heading(1, "二", "目标").heading(1, "二", "任务");
  EXPECT_EQ(check(twice).count("heading-numbering"), 1);
}

TEST(HeadingNumbering, NumbersInOrderFreshCountsAndUnreadHeadingsKeepSilent) {
  Draft good;
  good.heading(1, "一", "执行情况")
      .heading(2, "(一)", "经济")
      .heading(2, "(二)", "产业")
      .heading(1, "二", "安排")
      .heading(2, "(一)", "内需");
  EXPECT_TRUE(check(good).findings.empty());
  Draft unread;
  unread.heading(1, "一", "执行情况")
      .heading(2, "(一)", "经济")
      .say("（二）产业提质。全年……\n")
      .heading(2, "(三)", "民生");
  EXPECT_TRUE(check(unread).findings.empty());
}

TEST(History, ClaimsAboutYearsNotInHandAreListedAsOpen) {
  Draft draft;
  draft.say("减税降费").tell(amount_of("减税降费额", "43", "亿元"), "43亿元、远超前三年总和");
  draft.say("。高考上线率首次突破").tell(share_of("高考上线率", "90"));
  EXPECT_TRUE(check(draft).findings.empty());
  EXPECT_EQ(check(draft).left_open_by("history"), 2);
}

}  // namespace
}  // namespace plan::test
