// The table of main indicators of a plan report: last year's results beside this year's targets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading/read.hpp"
#include "reading/replies.hpp"
#include "reading/tables.hpp"
#include "reading/tables_test_help.hpp"

namespace {

using namespace reading;
using namespace reading::test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TableContext in_february() { return in_lanhu("2025-02-18"); }

std::string notes(const TablesRead& read) {
  std::string out;
  for (const auto& table : read.tables)
    for (const auto& note : table.notes) out += note + "\n";
  return out;
}

TEST(PlanTable, ResultsAreFactsAndTargetsAreNot) {
  const auto read = read_drawn(R"(
岚湖区2025年国民经济和社会发展主要指标表 | < | < | < | < | < | < | < | <
序号 | 指标名称 | 单位 | 2024年 | < | < | 2025年预期目标 | < | 指标属性
^ | ^ | ^ | 计划目标 | 完成情况 | 增长（%） | 绝对值 | 增长（%） | ^
1 | 地区生产总值 | 亿元 | 5.5%左右 | 1862.4 | 4.6 | — | 5左右 | 预期性
2 | 规模以上工业增加值 | 亿元 | 6%左右 | — | 4.8 | — | 5.5左右 | 预期性
3 | 社会消费品零售总额 | 亿元 | 6%左右 | 486.7 | 5.4 | — | 6左右 | 预期性
4 | 一般公共预算收入 | 亿元 | 3% | 168.9 | 2.1 | 172.3 | 2 | 预期性
5 | 城镇居民人均可支配收入 | 元 | 与经济增长同步 | 43862 | 4.9 | — | 与经济增长同步 | 预期性
6 | 居民消费价格涨幅 | % | 3左右 | 0.2 | — | 2左右 | — | 预期性
7 | 常住人口城镇化率 | % | 60.4 | 60.5 | [0.9] | 61.3 | [0.8] | 预期性
8 | 单位地区生产总值二氧化碳排放降低 | % | 完成省下达任务 | 预计完成 | — | 完成省下达任务 | — | 约束性
9 | PM2.5平均浓度 | 微克/立方米 | 42 | 41 | -6.8 | 40以内 | — | 约束性
10 | 亿元地区生产总值生产安全事故死亡率 | 人/亿元 | 下降 | 0.021 | -12.5 | 下降 | — | 约束性
注：1.地区生产总值绝对值按现价计算，增长按不变价计算。2.[ ]内为百分点数。
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre(
                                  "岚湖区 地区生产总值 2024 cumulative 1862.4亿元 4.6% @E5",
                                  "岚湖区 规模以上工业增加值 2024 cumulative 4.8% @F6",
                                  "岚湖区 社会消费品零售总额 2024 cumulative 486.7亿元 5.4% @E7",
                                  "岚湖区 一般公共预算收入 2024 cumulative 168.9亿元 2.1% @E8",
                                  "岚湖区 城镇居民人均可支配收入 2024 cumulative 43862元 4.9% @E9",
                                  "岚湖区 居民消费价格指数 2024 cumulative 0.2% @E10",
                                  "岚湖区 常住人口城镇化率 2024 cumulative 60.5% @E11",
                                  "岚湖区 PM2.5年均浓度 2024 cumulative 41微克/立方米 -6.8% @E13",
                                  "岚湖区 亿元地区生产总值生产安全事故死亡率 2024 cumulative 0.021人/亿元 -12.5% @E14"))
      << why(read);
  EXPECT_THAT(read.questions, IsEmpty()) << why(read);
  EXPECT_THAT(notes(read), HasSubstr("“2024年 计划目标”是目标或预算数"));
  EXPECT_THAT(notes(read), HasSubstr("“2025年预期目标 绝对值”是目标或预算数"));
  EXPECT_THAT(notes(read), HasSubstr("括号里的是百分点的增减"));
  EXPECT_THAT(why(read), HasSubstr("E12 “预计完成”不是一个数"));
}

// A CSV file has no merged cells.
TEST(PlanTable, GroupsReachOverBlanksToTheirRight) {
  const auto read = read_drawn(R"(
岚湖区2025年国民经济和社会发展主要指标表
序号 | 指标名称 | 单位 | 2024年 |  |  | 2025年预期目标 |  | 指标属性
 |  |  | 计划目标 | 完成情况 | 增长（%） | 绝对值 | 增长（%） |
1 | 地区生产总值 | 亿元 | 5.5%左右 | 452.3 | 4.6 | — | 5左右 | 预期性
2 | 进出口总额 | 亿元 | 高于全国 | 68.4 | -3.5 | — | 高于全国 | 预期性
3 | 粮食产量 | 万吨 | 稳定 | 13.1 | 1.2 | 13以上 | — | 约束性
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.6% @E5",
                                                   "岚湖区 进出口总额 2024 cumulative 68.4亿元 -3.5% @E6",
                                                   "岚湖区 粮食产量 2024 cumulative 13.1万吨 1.2% @E7"))
      << why(read);
}

// Three years side by side: results of two, the target of the third, and the plan's own growth before its amount.
TEST(PlanTable, ResultsOfTwoYearsBesideATarget) {
  const auto read = read_drawn(R"(
主要指标 | 单位 | 2023年实际 | 2024年 | < | < | 2025年目标
^ | ^ | ^ | 目标 | 实际 | 同比增长% | ^
一、综合指标 | | | | | |
1.地区生产总值 | 亿元 | 431.2 | 增长5.5% | 452.3 | 4.9 | 增长5%左右
2.人均地区生产总值 | 元 | 81200 | — | 85100 | 4.8 | 增长5%左右
二、社会民生 | | | | | |
3.城镇登记失业率 | % | 3.3 | ≤4.5 | 3.1 | — | ≤4.5
4.每千人口执业（助理）医师数 | 人 | 2.9 | 3.0 | 3.05 | [0.15] | 3.1
)",
                               in_february());
  const auto words = in_words(read);
  for (const auto* expected :
       {"岚湖区 地区生产总值 2023 cumulative 431.2亿元 @C5", "岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.9% @E5",
        "岚湖区 人均地区生产总值 2023 cumulative 81200元 @C6",
        "岚湖区 人均地区生产总值 2024 cumulative 85100元 4.8% @E6", "岚湖区 城镇登记失业率 2023 cumulative 3.3% @C8",
        "岚湖区 城镇登记失业率 2024 cumulative 3.1% @E8"})
    EXPECT_THAT(words, Contains(expected)) << why(read);
  for (const auto& fact : read.facts) EXPECT_NE(fact.period.last.year, 2025);
  EXPECT_THAT(why(read), HasSubstr("“[0.15]”在方括号里"));
}

// 单位 and 完成情况 are words of replies too.
TEST(PlanTable, IsNoReply) {
  const auto table = drawn(R"(
序号 | 指标名称 | 单位 | 2024年 | < | < | 2025年预期目标 | < | 指标属性
^ | ^ | ^ | 计划目标 | 完成情况 | 增长（%） | 绝对值 | 增长（%） | ^
1 | 地区生产总值 | 亿元 | 5.5%左右 | 1862.4 | 4.6 | — | 5左右 | 预期性
2 | 常住人口城镇化率 | % | 60.4 | 60.5 | [0.9] | 61.3 | [0.8] | 预期性
3 | 城镇新增就业 | 万人 | 3 | 3.24 | — | 3.1 | — | 预期性
)");
  const auto replies = read_replies(table, {*calendar::parse_date("2025-02-18")});
  EXPECT_TRUE(replies.entries.empty());
  EXPECT_TRUE(replies.tables.empty());
}

// A note below a table of a text is read whatever its length.
TEST(PlanTable, TheNoteMayStandBelowTheTableInTheText) {
  auto document = drawn(R"(
指标 | 单位 | 2024年完成 | 增长（%）
常住人口城镇化率 | % | 60.5 | [0.9]
)");
  const std::u32string note =
      U"注：1.地区生产总值绝对值按现价计算，增长按不变价计算。2.[ ]内为百分点数。3.2024年完成情况为初步统计数。";
  document::Paragraph below;
  below.span = {static_cast<int>(document.text.size()), static_cast<int>(document.text.size() + note.size())};
  document.text += note;
  document.blocks.emplace_back(below);
  const auto read = read_tables(document, facts::NamesTable::builtin(), in_february());
  EXPECT_THAT(in_words(read), ElementsAre("岚湖区 常住人口城镇化率 2024 cumulative 60.5% @C3")) << why(read);
  EXPECT_THAT(read.unread, IsEmpty()) << why(read);
  EXPECT_THAT(notes(read), HasSubstr("括号里的是百分点的增减"));
}

// One row of header, the unit beside the name, the results expected only.
TEST(PlanTable, AHeaderOfOneRowAndResultsThatAreExpected) {
  const auto read = read_drawn(R"(
2025年主要经济社会发展预期指标
指标 | 2024年计划 | 2024年预计完成 | 比上年增长（%） | 2025年计划 | 增长（%） | 备注
地区生产总值（亿元） | 460 | 452.3 | 4.9 | 475 | 5左右 |
固定资产投资（亿元） | 180 | 171.6 | 预计-2.0 | 176 | 3 |
城镇登记失业率（%） | 4.5以内 | 3.1 | — | 4.5以内 | — | 控制数
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.9% @C4",
                                                   "岚湖区 固定资产投资 2024 cumulative 171.6亿元 -2.0% @C5",
                                                   "岚湖区 城镇登记失业率 2024 cumulative 3.1% @C6"))
      << why(read);
  for (const auto& fact : read.facts) EXPECT_EQ(fact.status, facts::Status::estimate);
  EXPECT_THAT(read.unread, IsEmpty()) << why(read);
}

// Three rows of header; groups of indicators on rows of their own.
TEST(PlanTable, AHeaderOfThreeRowsAndGroupsOfIndicators) {
  const auto read = read_drawn(R"(
岚湖区国民经济和社会发展计划主要指标 | < | < | < | < | < | <
指标名称 | 计量单位 | 2024年 | < | < | < | 2025年
^ | ^ | 计划 | < | 实际 | < | 计划
^ | ^ | 绝对值 | 增长% | 绝对值 | 增长% | 增长%
一、经济发展 | < | < | < | < | < | <
地区生产总值 | 亿元 | 460 | 5.5 | 452.3 | 4.9 | 5
工业投资 | 亿元 |  | 8 | 61.2 | 11.3 | 9
二、民生福祉 | | | | | |
城镇新增就业 | 人 | 8000 | | 8312 | | 
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.9% @E7",
                                                   "岚湖区 工业投资 2024 cumulative 61.2亿元 11.3% @E8",
                                                   "岚湖区 城镇新增就业人数 2024 cumulative 8312人 @E10"))
      << why(read);
  EXPECT_THAT(read.questions, IsEmpty()) << why(read);
}

// The kind of indicator and the group stand before the name; completion of the plan beside the result.
TEST(PlanTable, TheNameStandsInTheThirdColumn) {
  const auto read = read_drawn(R"(
岚湖区主要指标 2024年完成情况和2025年目标 | < | < | < | < | < | <
类别 | 属性 | 指标名称 | 单位 | 2024年实际完成 | 完成年度计划（%） | 2025年目标
经济发展 | 预期性 | 地区生产总值 | 亿元 | 452.3 | 98.3 | 增长5%左右
^ | 预期性 | 社会消费品零售总额 | 亿元 | 188.1 | 100.4 | 增长6%
绿色生态 | 约束性 | 空气质量优良天数比率 | % | 88.5 | 101.2 | 完成市下达目标
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 @E4",
                                                   "岚湖区 社会消费品零售总额 2024 cumulative 188.1亿元 @E5",
                                                   "岚湖区 空气质量优良天数比例 2024 cumulative 88.5% @E6"))
      << why(read);
  EXPECT_THAT(read.questions, IsEmpty()) << why(read);
}

TEST(PlanTable, AmountAndRateShareTheUnitColumn) {
  const auto read = read_drawn(R"(
岚湖区2025年主要指标计划表 | < | < | < | < | <
指标 | 单位 | 2024年完成 | < | 2025年计划 | <
^ | ^ | 绝对值 | 增速 | 绝对值 | 增速
地区生产总值 | 亿元，% | 452.3 | 4.9 | 475 | 5
进出口总额 | 亿元/% | 61.2 | -3.5 | 63 | 3
居民人均可支配收入 | 元、% | 33120 | 5.6 | | 6
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.9% @C5",
                                                   "岚湖区 进出口总额 2024 cumulative 61.2亿元 -3.5% @C6",
                                                   "岚湖区 居民人均可支配收入 2024 cumulative 33120元 5.6% @C7"))
      << why(read);
}

TEST(PlanTable, APriceIndexNearAHundredIsAsked) {
  const std::string table = R"(
指标 | 单位 | 2024年计划 | 2024年实际 | 2025年计划
居民消费价格指数 | % | 103左右 | 100.2 | 102左右
地区生产总值 | 亿元 | 460 | 452.3 | 475
)";
  const auto read = read_drawn(table, in_february());
  EXPECT_THAT(in_words(read), ElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 @D4")) << why(read);
  ASSERT_EQ(read.questions.size(), 1u) << why(read);
  EXPECT_EQ(read.questions[0].kind, "指数");
  auto answered = in_february();
  answered.answers = {{"指数", read.questions[0].asked, "指数", "2025-02-18"}};
  EXPECT_THAT(in_words(read_drawn(table, answered)), Contains("岚湖区 居民消费价格指数 2024 cumulative 0.2% @D3"));
}

// Only rates: % beside an amount is its growth.
TEST(PlanTable, AnAmountInPerCentIsItsGrowth) {
  const auto read = read_drawn(R"(
岚湖区2025年经济社会发展主要预期目标 | < | < | < | <
序号 | 指标 | 单位 | 2024年实际 | 2025年预期目标
1 | 地区生产总值 | % | 4.9 | 5左右
2 | 地区生产总值 | 亿元 | 452.3 | —
3 | 固定资产投资 | % | -2.0 | 正增长
4 | 城镇调查失业率 | % | 5.2 | 5.5以内
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.9% @D5",
                                                   "岚湖区 固定资产投资 2024 cumulative -2.0% @D6",
                                                   "岚湖区 城镇调查失业率 2024 cumulative 5.2% @D7"))
      << why(read);
}

// What 增长 says of a row that is a rate itself is not printed.
TEST(PlanTable, AGrowthOfARateIsListed) {
  const auto read = read_drawn(R"(
指标 | 单位 | 2024年完成 | 增长（%）
居民消费价格涨幅 | % | 0.2 | 0.1
地区生产总值 | 亿元 | 452.3 | 4.9
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 居民消费价格指数 2024 cumulative 0.2% @C3",
                                                   "岚湖区 地区生产总值 2024 cumulative 452.3亿元 4.9% @C4"))
      << why(read);
  EXPECT_THAT(why(read), HasSubstr("D3 “居民消费价格涨幅”这一行已是增速"));
}

TEST(PlanTable, RowsOfPlansAreNoResults) {
  const auto read = read_drawn(R"(
岚湖区2024年主要指标完成情况和2025年目标 | < | < | <
年度 | 地区生产总值（亿元） | 固定资产投资增速（%） | 城镇调查失业率（%）
2024年计划 | 325 | 6.0 | 5.5左右
2024年实际 | 318.6 | 3.8 | 5.3
2025年目标 | — | 5.0 | 5.5左右
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024 cumulative 318.6亿元 @B5",
                                                   "岚湖区 固定资产投资 2024 cumulative 3.8% @C5",
                                                   "岚湖区 城镇调查失业率 2024 cumulative 5.3% @D5"))
      << why(read);
  EXPECT_THAT(notes(read), HasSubstr("“2024年计划”是目标或预算数"));
}

// Cells in words: what is a number is read, what is none is listed, and the first row is no header.
TEST(PlanTable, ResultsInWords) {
  const auto read = read_drawn(R"(
岚湖区2025年主要预期目标 | < | <
指标 | 2024年完成情况 | 2025年预期目标
地区生产总值 | 1862.4亿元，增长4.6% | 增长5%左右
固定资产投资 | 增长6.2% | 增长7%以上
城镇新增就业 | 3.24万人 | 3.1万人
居民消费价格 | 上涨0.2% | 2%左右
常住人口城镇化率 | 60.5%，提高0.9个百分点 | 61.3%
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 固定资产投资 2024 cumulative 6.2% @B5",
                                                   "岚湖区 城镇新增就业人数 2024 cumulative 3.24万人 @B6",
                                                   "岚湖区 居民消费价格指数 2024 cumulative 0.2% @B7"))
      << why(read);
  EXPECT_THAT(why(read), HasSubstr("B4 “1862.4亿元，增长4.6%”不是一个数"));
  EXPECT_THAT(why(read), HasSubstr("B8 “60.5%，提高0.9个百分点”不是一个数"));
}

// 增长 behind a result and a target of the same year may be of either.
TEST(PlanTable, AGrowthOfEitherResultOrTargetIsListed) {
  const auto read = read_drawn(R"(
指标 | 单位 | 2024年完成 | 2024年目标 | 增长（%）
地区生产总值 | 亿元 | 452.3 | 460 | 4.9
)",
                               in_february());
  EXPECT_THAT(in_words(read), ElementsAre("岚湖区 地区生产总值 2024 cumulative 452.3亿元 @C3")) << why(read);
  EXPECT_THAT(why(read), HasSubstr("不知道是哪一个的增速"));
}

TEST(PlanTable, BracketsWithoutANoteAreListed) {
  const auto read = read_drawn(R"(
指标 | 单位 | 2024年完成 | 增长（%）
常住人口城镇化率 | % | 60.5 | [0.9]
一般公共预算收入 | 亿元 | 168.9 | (2.1)
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 常住人口城镇化率 2024 cumulative 60.5% @C3",
                                                   "岚湖区 一般公共预算收入 2024 cumulative 168.9亿元 -2.1% @C4"))
      << why(read);
  EXPECT_THAT(why(read), HasSubstr("D3 “[0.9]”在方括号里"));
}

TEST(PlanTable, ARevisionIsTheFigureAfterIt) {
  const auto read = read_drawn(R"(
数据修订说明 | < | < | <
指标 | 时期 | 原公布增速（%） | 修订后增速（%）
地区生产总值 | 2024年上半年 | 4.3 | 4.2
固定资产投资 | 2024年1-6月 | 3.0 | 2.8
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 地区生产总值 2024H1 cumulative 4.2% @D4",
                                                   "岚湖区 固定资产投资 2024H1 cumulative 2.8% @D5"))
      << why(read);
  EXPECT_THAT(notes(read), HasSubstr("是修订前的数"));
  EXPECT_THAT(read.facts.at(0).note, HasSubstr("修订后的数"));
}

// Who and when may stand in any column between the title and a header; the column below keeps its own head.
TEST(PlanTable, NotesAboveTheHeaderHeadNoColumn) {
  for (const std::string row :
       {"岚湖区统计局 | | | | 发布日期：2024年10月20日 |", "岚湖区统计局 | | | | 2024年10月20日 |",
        "岚湖区统计局 | | | | 2024-10-20 |", "| | | | 制表：岚湖区统计局 |",
        "岚湖区统计局 | | 单位：亿元 | | 2024年10月20日印发 |", "制表人：王 | | 审核人：李 | | | 2024年10月20日"}) {
    const auto read = read_drawn("2024年1-9月全区主要经济指标完成情况 | < | < | < | < | <\n" + row + R"(
指标 | 计量单位 | 本月 | < | 本月止累计 | <
^ | ^ | 绝对值 | 同比±% | 绝对值 | 同比±%
固定资产投资 | 亿元 | — | — | — | 6.2
社会消费品零售总额 | 亿元 | — | — | 352.9 | 5.1
)",
                                 in_february());
    EXPECT_THAT(in_words(read),
                UnorderedElementsAre("岚湖区 固定资产投资 2024-01/2024-09 cumulative 6.2% @F5",
                                     "岚湖区 社会消费品零售总额 2024-01/2024-09 cumulative 352.9亿元 5.1% @E6"))
        << row << "\n"
        << why(read);
    EXPECT_THAT(read.unread, IsEmpty()) << row << "\n" << why(read);
  }
}

// 其中 is printed once for the rows beside it.
TEST(PlanTable, RowsBesideTheFirstPartAreParts) {
  const std::string head = "2024年1-9月 | < | <\n指标 | 单位 | 累计增长%\n";
  for (const std::string rows :
       {"规模以上工业增加值 | 亿元 | 4.1\n　其中：煤炭工业 | 亿元 | 2.0\n　　　　非煤工业 | 亿元 | 7.7\n",
        "规模以上工业增加值 | 亿元 | 4.1\n　其中：煤炭工业 | 亿元 | 2.0\n　非煤工业 | 亿元 | 7.7\n",
        "规模以上工业增加值 | 亿元 | 4.1\n其中：煤炭工业 | 亿元 | 2.0\n非煤工业 | 亿元 | 7.7\n"}) {
    const auto read = read_drawn(head + rows + "战略性新兴产业增加值 | 亿元 | 9.9\n", in_february());
    EXPECT_THAT(in_words(read),
                UnorderedElementsAre("岚湖区 规模以上工业增加值 2024-01/2024-09 cumulative 4.1% @C3",
                                     "岚湖区 规模以上工业增加值：煤炭工业 2024-01/2024-09 cumulative 2.0% @C4",
                                     "岚湖区 规模以上工业增加值：非煤工业 2024-01/2024-09 cumulative 7.7% @C5",
                                     "岚湖区 战略性新兴产业增加值 2024-01/2024-09 cumulative 9.9% @C6"))
        << rows << why(read);
  }
  // An indicator of its own, and a row at the whole's depth where parts are indented, end the run.
  const auto ended = read_drawn(head +
                                    "固定资产投资 | 亿元 | 4.1\n　其中：工业投资 | 亿元 | 2.0\n　　　　民间投资 | 亿元 "
                                    "| 7.7\n商品房销售额 | 亿元 | 1.5\n",
                                in_february());
  EXPECT_THAT(in_words(ended), UnorderedElementsAre("岚湖区 固定资产投资 2024-01/2024-09 cumulative 4.1% @C3",
                                                    "岚湖区 工业投资 2024-01/2024-09 cumulative 2.0% @C4",
                                                    "岚湖区 民间投资 2024-01/2024-09 cumulative 7.7% @C5",
                                                    "岚湖区 商品房销售额 2024-01/2024-09 cumulative 1.5% @C6"))
      << why(ended);
}

TEST(PlanTable, ProductsAndThePriceIndexNeedNoQuestion) {
  const auto read = read_drawn(R"(
2024年1-9月主要指标
指标 | 单位 | 累计绝对值 | 同比%
原煤产量 | 万吨 | 9570 | 2.4
水泥产量 | 万吨 | 120 | -3.1
发电量 | 亿千瓦时 | 352.7 | 6.1
居民消费价格总指数（上年同期=100） | % | 100.1 | —
)",
                               in_february());
  EXPECT_THAT(in_words(read), UnorderedElementsAre("岚湖区 原煤产量 2024-01/2024-09 cumulative 9570万吨 2.4% @C4",
                                                   "岚湖区 水泥产量 2024-01/2024-09 cumulative 120万吨 -3.1% @C5",
                                                   "岚湖区 发电量 2024-01/2024-09 cumulative 352.7亿千瓦时 6.1% @C6",
                                                   "岚湖区 居民消费价格指数 2024-01/2024-09 cumulative 0.1% @C7"))
      << why(read);
  EXPECT_THAT(read.questions, IsEmpty()) << why(read);
}

// An annex as it comes out of a PDF: rows are no sentences.
TEST(PlanTable, RowsDrawnWithSpacesAreNoTargetsAndNoMeasures) {
  const std::u32string prose =
      U"关于岚湖区2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n"
      U"一、2024年计划执行情况\n地区生产总值完成452.3亿元，增长4.9%。\n二、2025年主要预期目标\n"
      U"地区生产总值增长5%左右。\n三、2025年主要任务\n建成普惠托育机构3家。\n";
  const std::u32string annex =
      U"附表1\n序号   指标名称   单位   2024 年            2025 年预期目标\n"
      U"                 计划目标     完成情况     绝对值\n"
      U"1    地区生产    亿元   5.5%左    452.3    —\n     总值              右\n"
      U"2    固定资产    亿元   8%以上    —      7 以上\n     投资\n"
      U"3    建成农村    公里   30       31     35\n     公路\n四、保障措施\n";
  const auto alone = read(document::from_plain_text(prose, "报告.txt"));
  const auto both = read(document::from_plain_text(prose + annex, "报告.txt"));
  EXPECT_EQ(both.targets.size(), alone.targets.size());
  EXPECT_EQ(both.measures.size(), alone.measures.size());
  EXPECT_EQ(both.figures.size(), alone.figures.size());
  EXPECT_EQ(both.text, prose + annex);
  EXPECT_FALSE(alone.targets.empty());
  EXPECT_TRUE(both.unaccounted.empty());
}

}  // namespace
