#include "series/statistics_csv.hpp"

#include <gtest/gtest.h>

namespace series {
namespace {

std::string period(const char* text) {
  const auto p = parse_statistics_period(text);
  return p ? calendar::to_string(*p) : "none";
}

TEST(StatisticsCsv, PeriodsAsOfficesWriteThem) {
  EXPECT_EQ(period("2022-03-01"), "2022-03");
  EXPECT_EQ(period("2022-03"), "2022-03");
  EXPECT_EQ(period("202203"), "2022-03");
  EXPECT_EQ(period("2022年3月"), "2022-03");
  EXPECT_EQ(period("2022.03"), "2022-03");
  EXPECT_EQ(period("2006-Q1"), "2006Q1");
  EXPECT_EQ(period("2006年第一季度"), "2006Q1");
  EXPECT_EQ(period("2022年1-2月"), "2022-01/2022-02");
  EXPECT_EQ(period("2012-01/2012-02"), "2012-01/2012-02");
  EXPECT_EQ(period("2022年"), "2022");
  EXPECT_EQ(period("合计"), "none");
  EXPECT_EQ(period("2022-13"), "none");
}

StatisticsFile read(const std::string& text) {
  auto file = read_statistics_csv(text, "数据.csv");
  EXPECT_TRUE(file) << base::to_text(file.error());
  return *file;
}

// Published: retail sales of the nation, 1–2月 2021 69,736.8 (+33.8 %), March 35,484.1 (+34.2 %), to date 105,220.8.
TEST(StatisticsCsv, JanuaryAndFebruaryStandTogetherAtFebruary) {
  const auto file = read(
      "# 全国 社会消费品零售总额; 亿元\ndate,value,yoy,mom,ytd_value,ytd_yoy\n2020-12-01,40566.0,4.6,,391980.6,-3.9\n"
      "2021-02-01,,,,69736.8,33.8\n2021-03-01,35484.1,34.2,,105220.8,33.9\n");
  ASSERT_EQ(file.series.size(), 1u);
  const auto& s = file.series[0];
  EXPECT_EQ(s.name, "全国 社会消费品零售总额");
  EXPECT_FALSE(s.derived);
  EXPECT_EQ(s.growth_to_date.at({2021, 2}).to_string(), "33.8");
  EXPECT_EQ(s.level_to_date.at({2021, 3}).to_string(), "105220.8");
  EXPECT_FALSE(s.level_of_month.contains({2021, 2}));
  EXPECT_EQ(s.decimals, 1);
}

TEST(StatisticsCsv, AnIndexToDateIsGrowthAbove100) {
  const auto file = read("date,value,yoy,ytd_value\n2022-11,101.6,1.6,102.0\n2022-12,101.8,1.8,102.0\n");
  ASSERT_EQ(file.series.size(), 1u);
  EXPECT_TRUE(file.series[0].price);
  EXPECT_EQ(file.series[0].growth_to_date.at({2022, 12}).to_string(), "2.0");
}

TEST(StatisticsCsv, ABalanceWithItsGrowthIsAStock) {
  const auto file = read("date,m2_yoy,m2_level\n2022-11,12.4,2647008.5\n2022-12,11.8,2664320.8\n");
  ASSERT_EQ(file.series.size(), 1u);
  EXPECT_TRUE(file.series[0].stock);
  EXPECT_EQ(file.series[0].column, "m2_yoy");
}

TEST(StatisticsCsv, LevelsAloneGiveGrowthThatSaysItIsDerived) {
  const auto file = read(
      "时间,当月值\n2020-01/2020-02,10\n2020-03,5\n2020-04,5\n2020-05,5\n2020-06,5\n2020-07,5\n2020-08,5\n2020-09,5\n"
      "2020-10,5\n2020-11,5\n2020-12,245\n2021-01/2021-02,11\n2021-03,6\n2021-04,5\n2021-05,5\n2021-06,5\n2021-07,5\n"
      "2021-08,5\n2021-09,5\n2021-10,5\n2021-11,5\n2021-12,270\n");
  ASSERT_EQ(file.series.size(), 1u) << file.skipped.at(0).why;
  EXPECT_TRUE(file.series[0].derived);
  EXPECT_EQ(file.series[0].level_to_date.at({2021, 12}).to_string(), "327");
  EXPECT_EQ(file.series[0].growth_to_date.at({2021, 12}).reduced().to_string(), "9");
}

TEST(StatisticsCsv, AGapInTheYearIsNotSummedOver) {
  const auto file = read("date,value\n2020-01,1000\n2020-02,1000\n2020-04,1000\n2020-12,1000\n");
  EXPECT_TRUE(file.series.empty());
  ASSERT_EQ(file.skipped.size(), 1u);
  EXPECT_NE(file.skipped[0].why.find("合不成累计数"), std::string::npos);
}

TEST(StatisticsCsv, WhatHasNoYearIsLeftOutWithItsReason) {
  const auto file = read("# PMI\ndate,value\n2022-11,48.0\n2022-12,47.0\n");
  EXPECT_TRUE(file.series.empty());
  ASSERT_EQ(file.skipped.size(), 1u);
}

TEST(StatisticsCsv, TwoNumbersForOnePeriodAreListed) {
  const auto file = read("date,ytd_yoy\n2021-12,1.0\n2022-12,3.0\n2022-12,3.1\n");
  ASSERT_EQ(file.unread.size(), 1u);
  EXPECT_EQ(file.unread[0].code, "series.twice");
  EXPECT_EQ(file.series[0].growth_to_date.at({2022, 12}).to_string(), "3.1");
}

TEST(StatisticsCsv, ANumberThatCannotBeIsListedAndNotUsed) {
  const auto file = read("date,ytd_yoy\n2021-12,1.0\n2022-06,1e300\n2022-12,3.1\n");
  ASSERT_EQ(file.unread.size(), 1u);
  EXPECT_EQ(file.unread[0].code, "series.absurd");
  EXPECT_FALSE(file.series[0].growth_to_date.contains({2022, 6}));
}

TEST(StatisticsCsv, NoPeriodsIsAFault) {
  const auto file = read_statistics_csv("a,b\n1,2\n", "数据.csv");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, "series.no_period");
}

}  // namespace
}  // namespace series
