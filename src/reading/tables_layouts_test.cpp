// Layouts that districts and cities send, beside those of tables_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading/tables.hpp"
#include "reading/tables_test_help.hpp"

namespace {

using namespace reading;
using namespace reading::test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

TEST(Layout, ARankIsNeverAnAmountThoughPlacesAreCounted) {
  const auto read = read_drawn(R"(
2023年1-9月各区主要指标 | < | < | < | <
地区 | 工业投资 | < | 社会消费品零售总额 | <
^ | 增速（%） | 位次 | 累计（万元） | 排名
岚湖区 | 5.1 | 3 | 964000 | 2
)");
  EXPECT_THAT(in_words(read), ElementsAre("岚湖区 工业投资 2023-01/2023-09 cumulative 5.1% @B5",
                                          "岚湖区 社会消费品零售总额 2023-01/2023-09 cumulative 964000万元 @D5"))
      << why(read);
}

TEST(Layout, AYearPrintedOnceHoldsForTheMonthsBelowIt) {
  const auto read = read_drawn(R"(
岚湖区社会消费品零售总额及增速（2022年以来）
时间 | 绝对值（亿元） | 同比增长（%）
2022年1-2月 | 42.1 | 5.1
1-3月 | 64.2 | 5.0
2023年1-2月 | 44.5 | 5.7
1-3月 | 67.7 | 5.4
)");
  EXPECT_THAT(in_words(read),
              UnorderedElementsAre("岚湖区 社会消费品零售总额 2022-01/2022-02 cumulative 42.1亿元 5.1% @B4",
                                   "岚湖区 社会消费品零售总额 2022Q1 cumulative 64.2亿元 5.0% @B5",
                                   "岚湖区 社会消费品零售总额 2023-01/2023-02 cumulative 44.5亿元 5.7% @B6",
                                   "岚湖区 社会消费品零售总额 2023Q1 cumulative 67.7亿元 5.4% @B7"))
      << why(read);
}

TEST(Layout, TheYearTurnsAfterDecember) {
  const auto read = read_drawn(R"(
居民消费价格指数（上年同期=100）
月份 | 当月
2022年11月 | 101.0
12月 | 100.8
1月 | 100.5
2月 | 100.2
)");
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 居民消费价格指数 2022-11 current 1.0% @B4",
                                                   "岚湖区 居民消费价格指数 2022-12 current 0.8% @B5",
                                                   "岚湖区 居民消费价格指数 2023-01 current 0.5% @B6",
                                                   "岚湖区 居民消费价格指数 2023-02 current 0.2% @B7"))
      << why(read);
}

TEST(Layout, AMonthBesideItsCumulativeIsTheMonthAlone) {
  const auto read = read_drawn(R"(
外贸（单位：万元） | < | < | <
指标 | 2023年5月 | < | 2023年1-5月 | <
^ | 金额 | 同比(%) | 金额 | 同比(%)
出口总值 | 25000 | 12.0 | 123000 | 11.0
人民币各项存款余额 | 70000 | 3 | |
)");
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 出口总额 2023-05 current 25000万元 12.0% @B5",
                                                   "岚湖区 出口总额 2023-01/2023-05 cumulative 123000万元 11.0% @D5",
                                                   "岚湖区 金融机构人民币存款余额 2023-05 point 70000万元 3% @B6"))
      << why(read);
}

// 一、(一) 1. of the monthly report of a treasury, with last year's stretch and the change as amount and as rate.
TEST(Layout, TreasuryReportNumbersItsLines) {
  const auto read = read_drawn(R"(
2023年5月财政收支情况（单位：万元） | < | < | < | < | < | <
项目 | 年初预算 | 本月完成 | 累计完成 | 上年同期累计 | 比上年同期 | <
^ | ^ | ^ | ^ | ^ | 增减额 | 增减%
一、一般公共预算收入 | 320000 | 25100 | 142300 | 138000 | 4300 | 3.1
（一）税收收入 | 240000 | 19800 | 108000 | 107000 | 1000 | 0.9
二、一般公共预算支出 | 520000 | 45000 | 230000 | 221000 | 9000 | 4.1
其中：教育支出 | 120000 | 9800 | 51000 | 50000 | 1000 | 2.0
)");
  const auto words = in_words(read);
  EXPECT_THAT(words, Contains("岚湖区 一般公共预算收入 2023-01/2023-05 cumulative 142300万元 3.1% @D5"));
  EXPECT_THAT(words, Contains("岚湖区 一般公共预算收入 2022-01/2022-05 cumulative 138000万元 @E5"));
  EXPECT_THAT(words, Contains("岚湖区 一般公共预算税收收入 2023-01/2023-05 cumulative 108000万元 0.9% @D6"));
  EXPECT_THAT(words, Contains("岚湖区 教育支出 2023-05 current 9800万元 @C8"));
  EXPECT_THAT(words, SizeIs(12));
  EXPECT_THAT(read.unread, IsEmpty()) << why(read);
  EXPECT_THAT(read.questions, IsEmpty());
}

TEST(Layout, LastYearsColumnHasTheStretchOfTheColumnBeforeIt) {
  const auto read = read_drawn(R"(
2023年5月投资 | < | < | <
指标 | 本月止累计 | 去年同期 | 同比增减(%)
固定资产投资（亿元） | 105.8 | 112.0 | -5.5
　　其中：民间投资 | 60.1 | 66.0 | -8.9
)");
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 固定资产投资 2023-01/2023-05 cumulative 105.8亿元 -5.5% @B4",
                                                   "岚湖区 固定资产投资 2022-01/2022-05 cumulative 112.0亿元 @C4",
                                                   "岚湖区 民间投资 2023-01/2023-05 cumulative 60.1亿元 -8.9% @B5",
                                                   "岚湖区 民间投资 2022-01/2022-05 cumulative 66.0亿元 @C5"))
      << why(read);
}

TEST(Layout, NamesCutShortAreFilledFromTheTitleAndFromTheirWhole) {
  const auto bank = read_drawn(R"(
2023年5月末金融机构人民币存贷款（单位：万元）
项目 | 余额 | 比年初增减 | 同比增长（%）
一、各项存款 | 15203344 | 700211 | 8.6
二、各项贷款 | 12100211 | 400022 | 8.0
)");
  EXPECT_THAT(in_words(bank), ElementsAre("岚湖区 金融机构人民币存款余额 2023-05 point 15203344万元 8.6% @B4",
                                          "岚湖区 金融机构人民币贷款余额 2023-05 point 12100211万元 8.0% @B5"))
      << why(bank);
  const auto income = read_drawn(R"(
2023年1-3月居民收入
指标 | 单位 | 累计 | 增长（％）
居民人均可支配收入 | 元 | １５２３４ | ５．１
　城镇居民 | 元 | 17000 | 4.7
)");
  EXPECT_THAT(in_words(income), Contains("岚湖区 城镇居民人均可支配收入 2023Q1 cumulative 17000元 4.7% @C5"))
      << why(income);
  const auto industry = read_drawn(R"(
2023年1-5月规模以上工业增加值增长速度
指标 | 5月 | 1-5月
规模以上工业增加值 | 5.5 | 6.1
制造业 | 6.0 | 6.6
采矿业 | -2.0 | -1.1
)");
  EXPECT_THAT(in_words(industry), Contains("岚湖区 制造业增加值 2023-01/2023-05 cumulative 6.6% @C5"));
  EXPECT_THAT(in_words(industry), Contains("岚湖区 规模以上工业增加值：采矿业 2023-05 current -2.0% @B6"));
  EXPECT_THAT(industry.questions, IsEmpty());
}

TEST(Layout, AmountsUnderATitleOfGrowthStayAmounts) {
  const auto read = read_drawn(R"(
2023年1-5月社会消费品零售总额及增速
指标 | 零售额（亿元） | 同比增长（%）
社会消费品零售总额 | 113.2 | 5.0
其中：限额以上单位 | 28.5 | 3.3
)");
  EXPECT_THAT(in_words(read),
              UnorderedElementsAre("岚湖区 社会消费品零售总额 2023-01/2023-05 cumulative 113.2亿元 5.0% @B4",
                                   "岚湖区 限额以上社会消费品零售额 2023-01/2023-05 cumulative 28.5亿元 3.3% @B5"))
      << why(read);
}

// The header prints the months the figures have; the note only says why they are not those of the other tables.
TEST(Layout, ANoteOfLagOnAWholeTableMovesNothing) {
  const auto read = read_drawn(R"(
规模以上服务业主要指标
指标 | 1-4月（亿元） | 同比±%
营业收入 | 75.6 | 8.1
　房地产业 | 22.1 | 5.0
注：规模以上服务业数据错月公布；统计局2022年6月20日。
)");
  EXPECT_THAT(
      in_words(read),
      UnorderedElementsAre("岚湖区 规模以上服务业营业收入 2022-01/2022-04 cumulative 75.6亿元 8.1% @B4",
                           "岚湖区 规模以上服务业营业收入：房地产业 2022-01/2022-04 cumulative 22.1亿元 5.0% @B5"))
      << why(read);
}

TEST(Layout, CountsKeepTheirName) {
  const auto read = read_drawn("2023年1-5月项目\n指标 | 累计\n新开工项目个数（个） | 25\n");
  EXPECT_THAT(why(read), Not(HasSubstr("“新开工项目个”")));
}

}  // namespace
