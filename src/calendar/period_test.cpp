#include "calendar/period.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace {

using namespace calendar;

std::string date_error(std::string_view text) {
  const auto date = parse_date(text);
  return date ? "read" : date.error().code;
}
std::string period_error(std::string_view text) {
  const auto period = parse_period(text);
  return period ? "read" : period.error().code;
}

TEST(Date, IsReadAndPrinted) {
  const auto date = parse_date("2023-11-30");
  ASSERT_TRUE(date);
  EXPECT_EQ(to_string(*date), "2023-11-30");
  EXPECT_EQ(to_chinese(*date), "2023年11月30日");
  EXPECT_EQ(to_chinese(*parse_date("2024-02-09")), "2024年2月9日");
  EXPECT_EQ(to_string(*parse_date(" 2023-11-30\r")), "2023-11-30");
}

TEST(Date, ThatDoesNotExistIsAFault) {
  for (const auto* text :
       {"2023-02-30", "2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "2023-01-00", "1000-01-01"}) {
    EXPECT_EQ(date_error(text), "date.impossible") << text;
  }
  EXPECT_EQ(date_error("2024-02-29"), "read");
}

TEST(Date, OfAnotherShapeIsAFault) {
  for (const auto* text :
       {"", "2023", "2023-1-1", "2023/01/01", "20230101", "2023-01-01T00:00", "２０２３-01-01", "-023-01-01"}) {
    EXPECT_EQ(date_error(text), "date.form") << text;
  }
  EXPECT_NE(parse_date("2023/01/01").error().remedy, "");
}

TEST(Date, AFaultQuotesWholeCharactersOfALongText) {
  const auto fault = parse_period("二零二三年一季度到三季度的累计数也就是前三个季度的合计数").error();
  EXPECT_TRUE(base::from_utf8(fault.what)) << fault.what;
  EXPECT_NE(fault.what.find("二零二三年"), std::string::npos);
}

TEST(Date, MonthsEndOnTheirLastDay) {
  EXPECT_EQ(to_string(last_day_of_month(2023, 2)), "2023-02-28");
  EXPECT_EQ(to_string(last_day_of_month(2024, 2)), "2024-02-29");
  EXPECT_EQ(to_string(last_day_of_month(2023, 12)), "2023-12-31");
  EXPECT_EQ(to_string(plus_days(last_day_of_month(2023, 12), 1)), "2024-01-01");
}

TEST(Period, FormsAndTheirChinese) {
  struct Case {
    const char* text;
    const char* shortest;
    const char* chinese;
    int months;
  };
  for (const Case& c :
       {Case{"2023", "2023", "2023年", 12}, Case{"2023Q3", "2023Q3", "2023年三季度", 3},
        Case{"2023H1", "2023H1", "2023年上半年", 6}, Case{"2023H2", "2023H2", "2023年下半年", 6},
        Case{"2023-09", "2023-09", "2023年9月", 1}, Case{"2023-01/2023-09", "2023-01/2023-09", "2023年前三季度", 9},
        Case{"2023-01/2023-02", "2023-01/2023-02", "2023年1—2月", 2}, Case{"2023-01/2023-12", "2023", "2023年", 12},
        Case{"2023-01/2023-03", "2023Q1", "2023年一季度", 3}, Case{"2023-04/2023-06", "2023Q2", "2023年二季度", 3},
        Case{"2023-01/2023-01", "2023-01", "2023年1月", 1},
        Case{"2022-11/2023-02", "2022-11/2023-02", "2022年11月—2023年2月", 4},
        Case{"2023-02/2023-04", "2023-02/2023-04", "2023年2—4月", 3}}) {
    const auto period = parse_period(c.text);
    ASSERT_TRUE(period) << c.text;
    EXPECT_EQ(to_string(*period), c.shortest);
    EXPECT_EQ(to_chinese(*period), c.chinese);
    EXPECT_EQ(period->months(), c.months);
  }
}

// Whatever the program prints may be given back to it; and what tables and people write for the same.
TEST(Period, IsReadAsItIsPrinted) {
  for (int first = 1; first <= 12; ++first)
    for (int last = first; last <= 12; ++last)
      for (const Period& p : {Period{{2025, first}, {2025, last}}, Period{{2024, last}, {2025, first}}}) {
        const auto back = parse_period(to_chinese(p));
        ASSERT_TRUE(back) << to_chinese(p);
        EXPECT_EQ(*back, p) << to_chinese(p);
        EXPECT_EQ(*parse_period(to_string(p)), p);
      }
  for (const auto& [text, shortest] : {std::pair{"2025年1-10月", "2025-01/2025-10"},
                                       {"2025年1－10月", "2025-01/2025-10"},
                                       {"2025年1月至10月", "2025-01/2025-10"},
                                       {"2025年 1—10 月", "2025-01/2025-10"},
                                       {"2025年01-02月", "2025-01/2025-02"},
                                       {"2025年前10个月", "2025-01/2025-10"},
                                       {"2025年第一季度", "2025Q1"},
                                       {"2025年4季度", "2025Q4"},
                                       {"2025年全年", "2025"},
                                       {" 2025年上半年 ", "2025H1"},
                                       {"2025年10月", "2025-10"}}) {
    const auto period = parse_period(text);
    ASSERT_TRUE(period) << text;
    EXPECT_EQ(to_string(*period), shortest) << text;
  }
}

TEST(Period, ThatDoesNotExistIsAFault) {
  for (const auto* text : {"2023-13", "2023-00", "2023Q5", "2023Q0", "2023H3", "2023-09/2023-01", "2023-01/2023-13",
                           "0000", "2023年13月", "2023年9—1月", "2023年0-3月", "1023年", "2023年前13个月"}) {
    EXPECT_EQ(period_error(text), "period.impossible") << text;
  }
}

TEST(Period, OfAnotherShapeIsAFault) {
  for (const auto* text : {"", "23", "2023-9", "2023Q", "2023q3", "2023-01-31", "2023-01/2023", "2023/01/2023-09",
                           "2023-01/2023-09/", "一季度", "23年", "2023年9", "2023年9月末", "2023年1-月", "2023年五季度",
                           "2023年前月", "今年1—9月", "2023/01"}) {
    EXPECT_EQ(period_error(text), "period.form") << text;
  }
}

TEST(Period, KnowsItsLastDayAndTheYearBefore) {
  EXPECT_EQ(to_string(parse_period("2024-01/2024-02")->last_day()), "2024-02-29");
  EXPECT_EQ(to_string(parse_period("2023Q3")->years_earlier(1)), "2022Q3");
  EXPECT_TRUE(parse_period("2023H1")->starts_in_january());
  EXPECT_FALSE(parse_period("2023Q3")->starts_in_january());
  EXPECT_TRUE(parse_period("2023")->is_year());
}

TEST(Published, MonthOrYearMeansKnownByItsEnd) {
  const auto month = parse_published("2023-11");
  ASSERT_TRUE(month);
  EXPECT_EQ(to_string(month->known_by), "2023-11-30");
  EXPECT_EQ(to_string(*month), "2023-11");
  EXPECT_EQ(to_chinese(*month), "2023年11月（日期不详）");
  const auto year = parse_published("2023");
  ASSERT_TRUE(year);
  EXPECT_EQ(to_string(year->known_by), "2023-12-31");
  EXPECT_EQ(to_string(*year), "2023");
  EXPECT_EQ(to_chinese(*year), "2023年（月日不详）");
  const auto day = parse_published("2022-10-13");
  ASSERT_TRUE(day);
  EXPECT_EQ(to_string(*day), "2022-10-13");
  EXPECT_EQ(to_chinese(*day), "2022年10月13日");
}

TEST(Published, BadDatesAreFaults) {
  EXPECT_EQ(parse_published("2023-13").error().code, "date.impossible");
  EXPECT_EQ(parse_published("2023-02-30").error().code, "date.impossible");
  EXPECT_EQ(parse_published("昨天").error().code, "date.form");
  EXPECT_EQ(parse_published("").error().code, "date.form");
}

RC_GTEST_PROP(PeriodProperty, PrintedFormReadsBack, ()) {
  const int first = *rc::gen::inRange(1900 * 12, 2199 * 12);
  const int months = *rc::gen::inRange(1, 40);
  const int last = std::min(first + months - 1, 2199 * 12 + 11);
  const Period period{Month::from_index(first), Month::from_index(last)};
  const auto read = parse_period(to_string(period));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == period);
}

RC_GTEST_PROP(PublishedProperty, PrintedFormReadsBack, ()) {
  const int days = *rc::gen::inRange(0, 365 * 290);
  const Date date = plus_days(*parse_date("1900-01-01"), days);
  for (const std::size_t length : {4u, 7u, 10u}) {
    const std::string text = to_string(date).substr(0, length);
    const auto read = parse_published(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(to_string(*read) == text);
    RC_ASSERT(read->known_by >= date);
  }
}

}  // namespace
