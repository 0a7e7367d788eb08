#include "series/level_csv.hpp"

#include <gtest/gtest.h>

namespace series {
namespace {

std::string told(const LevelColumn& c) {
  std::string out;
  for (const auto& cell : c.cells) {
    out += calendar::to_string(cell.period) + "=" + (cell.value ? cell.value->to_string() : "?") + " ";
  }
  return out;
}

TEST(LevelCsv, takes_january_and_february_together_from_the_year_to_date) {
  const auto c = read_level_csv(
      "# 零售额; 说明\ndate,value,yoy,ytd_value\n2011-12-01,100,1,900\n2012-02-01,,,200\n2012-03-01,90,2,290\n"
      "2012-04-01,,2,385.5\n",
      "a.csv");
  ASSERT_TRUE(c);
  EXPECT_EQ(c->title, "零售额");
  EXPECT_EQ(c->column, "value");
  EXPECT_EQ(c->to_date_column, "ytd_value");
  EXPECT_EQ(told(*c), "2011-12=100 2012-01/2012-02=200 2012-03=90 2012-04=95.5 ");
}

TEST(LevelCsv, takes_a_year_to_date_column_apart) {
  const auto c = read_level_csv("月份,累计\n2022年1-2月,20\n2022年3月,35\n2022年4月,\n2022年5月,60\n", "a.csv");
  ASSERT_TRUE(c);
  EXPECT_EQ(told(*c), "2022-01/2022-02=20 2022-03=15 ");
}

// Exports of 110 a month add up, a price index of 102 does not: the figures to date tell them apart.
TEST(LevelCsv, tells_sums_from_an_index_by_the_figures_to_date) {
  const auto adds_up = [](std::string_view text) { return read_level_csv(text, "a.csv")->adds_up; };
  EXPECT_TRUE(adds_up("date,value,ytd_value\n2008-01,109.6,109.6\n2008-02,87.4,197\n2008-03,109,305.9\n"));
  EXPECT_FALSE(adds_up("date,value,ytd_value\n2008-01,107.1,107.1\n2008-02,108.7,107.9\n2008-03,108.3,108\n"));
  EXPECT_FALSE(adds_up("date,value\n2008-01,109.6\n2008-02,87.4\n2008-03,109\n"));
}

TEST(LevelCsv, says_what_is_wrong) {
  const auto code = [](std::string_view text, const std::string& column = {}) {
    const auto c = read_level_csv(text, "a.csv", column);
    return c ? std::string("fine") : c.error().code;
  };
  EXPECT_EQ(code("a,b\nx,1\ny,2\n"), "series.no_period");
  EXPECT_EQ(code("date,value\n2022-01,甲\n2022-02,乙\n"), "series.no_column");
  EXPECT_EQ(code("date,value\n2022-01,1\n", "总额"), "series.no_column");
  EXPECT_EQ(code("date,value\n2022-01,1\n2022-01,2\n"), "series.twice");
  EXPECT_EQ(code("date,value\n2022-01,1\n2022-01,1\n"), "fine");
  const auto c = read_level_csv("date,value\n2022-01,1\n2022-02,二百\n2022-03,3\n", "a.csv");
  ASSERT_TRUE(c);
  ASSERT_EQ(c->unread.size(), 1U);
  EXPECT_EQ(c->unread[0].where.line, 3);
}

}  // namespace
}  // namespace series
