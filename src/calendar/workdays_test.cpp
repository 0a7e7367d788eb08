#include "calendar/workdays.hpp"

#include <gtest/gtest.h>

#include "base/builtin.hpp"
#include "base/csv.hpp"

namespace {

using namespace calendar;

const WorkingCalendar& builtin() { return WorkingCalendar::builtin(); }
Date day(std::string_view text) { return *parse_date(text); }
bool works(std::string_view text) { return *builtin().is_working_day(day(text)); }

// The State Council's notices for 2023, 2024 and 2026, as printed on gov.cn.
TEST(WorkingDays, FollowTheNotices) {
  EXPECT_TRUE(works("2023-04-23"));   // Sunday, for 劳动节
  EXPECT_TRUE(works("2024-02-04"));   // Sunday, for 春节
  EXPECT_TRUE(works("2026-01-04"));   // Sunday, for 元旦
  EXPECT_FALSE(works("2023-10-06"));  // Friday, 国庆节
  EXPECT_FALSE(works("2023-01-02"));  // Monday, 元旦
  EXPECT_FALSE(works("2026-02-23"));  // Monday, 春节
  EXPECT_TRUE(works("2026-09-20"));   // Sunday, for 国庆节
  EXPECT_TRUE(works("2023-11-30"));   // a Thursday like any other
  EXPECT_FALSE(works("2023-11-25"));  // a Saturday like any other
}

TEST(WorkingDays, ANoticeMayMoveDaysOfTheDecemberBefore) {
  EXPECT_TRUE(works("2011-12-31"));   // Saturday, by the notice for 2012
  EXPECT_TRUE(works("2005-12-31"));   // Saturday, by the notice for 2006
  EXPECT_FALSE(works("2018-12-31"));  // Monday, by the notice for 2019
  EXPECT_TRUE(works("2018-12-29"));
}

TEST(WorkingDays, LaterNoticesOfTheSameYearHold) {
  EXPECT_FALSE(works("2015-09-03"));
  EXPECT_TRUE(works("2015-09-06"));
  EXPECT_FALSE(works("2020-01-31"));
  EXPECT_FALSE(works("2020-02-01"));
  EXPECT_TRUE(works("2019-04-28"));
}

// 《全国年节及纪念日放假办法》: 10 days a year until 2007 (国务院令第270号), 11 from 2008 (第513号), 13 from 2025
// (第795号). Days off that fall on Monday to Friday, less the weekend days worked for them, must give just that.
TEST(WorkingDays, EveryNoticeGivesTheStatutoryNumberOfDays) {
  const auto table = base::CsvTable::parse(base::builtin_file("codes/holidays.csv"));
  ASSERT_TRUE(table);
  std::map<int, int> net;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Date date = day(table->at(row, "date"));
    const bool next_year = date.month() == std::chrono::December;
    const int year = static_cast<int>(date.year()) + (next_year ? 1 : 0);
    const bool weekday = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding() <= 5;
    if (table->at(row, "kind") == "workday") {
      --net[year];
    } else if (weekday) {
      ++net[year];
    }
  }
  for (int year = 2004; year <= 2026; ++year) {
    int expected = year < 2008 ? 10 : year < 2025 ? 11 : 13;
    if (year == 2015) expected += 1;  // 9月3日, 国发明电〔2015〕1号
    if (year == 2020) expected += 2;  // 1月31日 off and 2月1日 no longer worked: the lengthened 春节
    EXPECT_EQ(net[year], expected) << year;
  }
}

TEST(WorkingDays, CoverTheYearsWhoseNoticesAreIn) {
  for (int year = 2004; year <= 2026; ++year) EXPECT_TRUE(builtin().covers(year)) << year;
  EXPECT_FALSE(builtin().covers(2003));
  EXPECT_FALSE(builtin().covers(2027));
}

TEST(WorkingDays, AYearWithoutNoticeIsRefused) {
  const auto answer = builtin().is_working_day(day("2027-03-01"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "calendar.not_covered");
  for (const char* word : {"国务院办公厅", "管理—工作日", "--holidays", "docs/howto/load-holidays.md"})
    EXPECT_NE(answer.error().remedy.find(word), std::string::npos) << word;
  EXPECT_NE(answer.error().what.find("2027"), std::string::npos);
  EXPECT_NE(answer.error().remedy.find("date,kind,name,notice"), std::string::npos);
}

TEST(WorkingDays, AreCountedForward) {
  EXPECT_EQ(*builtin().add_working_days(day("2023-11-30"), 1), day("2023-12-01"));
  EXPECT_EQ(*builtin().add_working_days(day("2023-11-30"), 5), day("2023-12-07"));
  EXPECT_EQ(*builtin().add_working_days(day("2023-09-28"), 1),
            day("2023-10-07"));  // over 中秋节、国庆节; Saturday worked
  EXPECT_EQ(*builtin().add_working_days(day("2024-02-09"), 1), day("2024-02-18"));  // over 春节; Sunday worked
}

TEST(WorkingDays, AreNotCountedIntoAYearWithoutNotice) {
  EXPECT_EQ(*builtin().add_working_days(day("2026-12-30"), 1), day("2026-12-31"));
  EXPECT_EQ(builtin().add_working_days(day("2026-12-30"), 2).error().code, "calendar.not_covered");
  EXPECT_EQ(builtin().working_days_between(day("2026-12-01"), day("2027-01-04")).error().code, "calendar.not_covered");
}

TEST(WorkingDays, BetweenTwoDates) {
  EXPECT_EQ(*builtin().working_days_between(day("2023-09-28"), day("2023-10-09")), 3);  // 7, 8 and 9 October
  EXPECT_EQ(*builtin().working_days_between(day("2023-10-09"), day("2023-09-28")), -3);
  EXPECT_EQ(*builtin().working_days_between(day("2023-10-09"), day("2023-10-09")), 0);
  // 365 days less 105 Saturdays and Sundays (2023 had 53 Sundays) less 11 days of 全国年节及纪念日放假办法.
  EXPECT_EQ(*builtin().working_days_between(day("2022-12-31"), day("2023-12-31")), 249);
}

constexpr std::string_view kNextYear =
    "date,kind,name,notice\n"
    "2026-12-31,holiday,元旦,某机关关于2027年部分节假日安排的通知\n"
    "2027-01-01,holiday,元旦,某机关关于2027年部分节假日安排的通知\n"
    "2027-01-03,workday,元旦,某机关关于2027年部分节假日安排的通知\n";

TEST(WorkingDays, ANewNoticeIsAddedWithoutLosingTheOthers) {
  const auto next = WorkingCalendar::parse(kNextYear, "2027.csv");
  ASSERT_TRUE(next);
  EXPECT_FALSE(next->covers(2026));
  const WorkingCalendar both = builtin().with(*next);
  EXPECT_TRUE(both.covers(2027));
  EXPECT_FALSE(*both.is_working_day(day("2026-12-31")));
  EXPECT_TRUE(*both.is_working_day(day("2026-01-04")));
  EXPECT_TRUE(*both.is_working_day(day("2027-01-03")));
}

TEST(WorkingDays, AYearGivenAgainIsReplacedAsAWhole) {
  const auto again = WorkingCalendar::parse("date,kind,name,notice\n2023-01-02,holiday,元旦,2023年的通知\n", "x.csv");
  ASSERT_TRUE(again);
  const WorkingCalendar both = builtin().with(*again);
  EXPECT_TRUE(*both.is_working_day(day("2023-10-06")));
  EXPECT_FALSE(*both.is_working_day(day("2023-01-02")));
  EXPECT_FALSE(*both.is_working_day(day("2024-10-04")));
}

TEST(WorkingDays, BadTablesAreFaultsWithTheirLine) {
  struct Case {
    const char* rows;
    const char* code;
  };
  for (const Case& c :
       {Case{"2023-02-30,holiday,x,y", "date.impossible"}, Case{"2023年1月1日,holiday,x,y", "date.form"},
        Case{"2023-01-01,off,x,y", "calendar.kind"}, Case{"2023-01-03,workday,x,y", "calendar.weekday"},
        Case{"2023-01-01,holiday,x,y\n2023-01-01,workday,x,y", "calendar.conflict"}}) {
    const auto parsed = WorkingCalendar::parse(std::string("# 注\ndate,kind,name,notice\n") + c.rows, "节假日.csv");
    ASSERT_FALSE(parsed) << c.rows;
    EXPECT_EQ(parsed.error().code, c.code);
    EXPECT_EQ(parsed.error().where.file, "节假日.csv");
    EXPECT_GE(parsed.error().where.line, 3);
    EXPECT_NE(parsed.error().remedy, "");
  }
  EXPECT_EQ(WorkingCalendar::parse("date,kind\n", "x").error().code, "calendar.columns");
  EXPECT_EQ(WorkingCalendar::parse("", "x").error().code, "csv.empty");
}

}  // namespace
