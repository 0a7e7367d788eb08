#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "series/base_of.hpp"
#include "series/history.hpp"
#include "series/observed.hpp"
#include "series/statistics_csv.hpp"
#include "series/stretches.hpp"

namespace series {
namespace {

Decimal dec(const char* text) { return *Decimal::parse(text); }
calendar::Period p(const char* text) { return *calendar::parse_period(text); }

// Published: retail sales of the nation 2021, 亿元.
Stretches retail_2021() {
  Stretches s;
  s.publish(p("2021-01/2021-02"), dec("69736.8"));
  s.publish(p("2021-03"), dec("35484.1"));
  s.publish(p("2021-01/2021-04"), dec("138373.4"));
  s.publish(p("2021-01/2021-06"), dec("211904.3"));
  return s;
}

TEST(Stretches, MonthsQuartersAndYearToDateFromWhatWasPublished) {
  const auto s = retail_2021();
  EXPECT_EQ(s.year_to_date(2021, 3)->value.to_string(), "105220.9");  // published 105,220.8: within the room
  EXPECT_TRUE(s.year_to_date(2021, 3)->room.contains(dec("105220.8")));
  EXPECT_TRUE(s.month(2021, 4)->room.contains(dec("33152.6")));  // published
  EXPECT_EQ(s.quarter(2021, 1)->value, s.year_to_date(2021, 3)->value);
  EXPECT_EQ(s.quarter(2021, 2)->value.to_string(), "106683.4");  // to June − (1–2月 + March)
  EXPECT_EQ(s.quarter(2021, 2)->from.size(), 3u);
  EXPECT_FALSE(s.year_to_date(2021, 2)->derived);
}

TEST(Stretches, JanuaryAndFebruaryTogetherNeverGiveJanuary) {
  const auto s = retail_2021();
  EXPECT_FALSE(s.month(2021, 1));
  EXPECT_FALSE(s.month(2021, 5));
  EXPECT_FALSE(s.month(2020, 4));
}

RC_GTEST_PROP(StretchesProperties, TheTrueMonthLiesInItsRoom, ()) {
  Stretches s;
  std::vector<Decimal> truth;
  Decimal sum = 0;
  for (int m = 1; m <= 12; ++m) {
    truth.push_back(Decimal::scaled(*rc::gen::inRange(1, 1000000), -3));
    sum += truth.back();
    if (m >= 2) s.publish(calendar::Period::year_to_date(2023, m), sum.rounded(1));
  }
  const int month = *rc::gen::inRange(3, 13);
  const auto level = s.month(2023, month);
  RC_ASSERT(level.has_value() && level->derived);
  RC_ASSERT(level->room.contains(truth[static_cast<std::size_t>(month - 1)]));
}

// Retail sales of January and February 2019 were printed as 66,064 (亿元). The release of March 2020 says 52,129.8,
// −20.5 %; that of March 2021 says 69,736.8, two-year average growth 3.2 % (https://www.gov.cn/xinwen/2021-03/15/
// content_5592984.htm). The two pin the base that both stand on: it was revised.
TEST(Base, TwoReleasesPinTheRevisedBaseOfRetailSales) {
  const Interval by_2020 = base_by_growth(dec("52129.8"), dec("-20.5"));
  const Interval by_2021 = base_by_average_growth(dec("69736.8"), dec("3.2"), 2);
  const auto base = common_base(std::vector{by_2020, by_2021});
  ASSERT_TRUE(base);
  EXPECT_EQ(base->lo.rounded(0).to_string(), "65531");
  EXPECT_EQ(base->hi.rounded(0).to_string(), "65543");
  const auto pair = compare_bases(dec("66064"), *base);
  EXPECT_TRUE(pair.restated);
  // 2021 over 2019 as printed in the same release, +6.4 %, agrees.
  const Interval by_two_years = base_by_growth(dec("69736.8"), dec("6.4"));
  EXPECT_TRUE(common_base(std::vector{*base, by_two_years}));
}

TEST(Base, ABaseThatWasNotTouchedIsNotCalledRestated) {
  // Published: budget revenue of the nation 2021 202,538.9, 2022 203,703 with +0.6 %.
  const auto pair = compare_bases(dec("202538.9"), base_by_growth(dec("203703"), dec("0.6")));
  EXPECT_FALSE(pair.restated);
}

TEST(Base, ReleasesThatNoBaseCanCarryHaveNoCommonBase) {
  EXPECT_FALSE(common_base(std::vector{base_by_growth(dec("100"), dec("5")), base_by_growth(dec("100"), dec("9"))}));
  EXPECT_FALSE(common_base({}));
}

// Published: to February 2021 +33.8 %, to March 105,220.8 and +33.9 %; March alone +34.2 %.
TEST(Base, GrowthOfAMonthLiesWhereTheGrowthsToDateLeaveIt) {
  const auto march = growth_between_dates(dec("69736.8"), dec("33.8"), dec("105220.8"), dec("33.9"));
  ASSERT_TRUE(march);
  EXPECT_TRUE(march->contains(dec("34.2")));
  EXPECT_FALSE(march->contains(dec("33.5")));
}

TEST(Observed, WaysOfHavingNoNumberAreKeptApart) {
  EXPECT_EQ(std::get<Decimal>(*read_observed("1,234.50")).to_string(), "1234.50");
  EXPECT_EQ(std::get<Decimal>(*read_observed(" 12.3① ")).to_string(), "12.3");
  EXPECT_EQ(std::get<Decimal>(*read_observed("0")), Decimal(0));
  EXPECT_EQ(std::get<Missing>(*read_observed("")), Missing::unknown);
  EXPECT_EQ(std::get<Missing>(*read_observed("待公布")), Missing::not_released);
  EXPECT_EQ(std::get<Missing>(*read_observed("未调查")), Missing::not_surveyed);
  EXPECT_EQ(std::get<Missing>(*read_observed("保密")), Missing::suppressed);
  EXPECT_EQ(std::get<Missing>(*read_observed("不适用")), Missing::not_applicable);
  EXPECT_TRUE(std::holds_alternative<BelowUnit>(*read_observed("…")));
  EXPECT_FALSE(read_observed("约三成"));
}

TEST(Observed, ASumWithAHoleIsNoSumAndSaysWhy) {
  const auto whole = sum({dec("1.0"), BelowUnit{Decimal::scaled(1, -1)}, dec("2.0")});
  EXPECT_EQ(std::get<Decimal>(whole.value), dec("3.0"));
  EXPECT_EQ(whole.room.lo, dec("2.85"));
  const auto hole = sum({dec("1.0"), Missing::not_released, dec("2.0")});
  EXPECT_EQ(std::get<Missing>(hole.value), Missing::not_released);
}

facts::Fact fact(const char* period, const char* value, const char* growth, const char* published,
                 facts::Status status = facts::Status::published) {
  facts::Fact f;
  f.area = "某区";
  f.indicator = "地区生产总值";
  f.period = p(period);
  f.value = dec(value);
  f.unit = "亿元";
  f.growth_pct = dec(growth);
  f.published = *calendar::parse_published(published);
  f.status = status;
  return f;
}

TEST(History, EachDayKnowsItsOwnVintageAndNothingIsOverwritten) {
  const auto all = histories({fact("2024", "818.47", "5.3", "2025-12-25"), fact("2024", "812.30", "5.1", "2025-01-20"),
                              fact("2024", "820", "5", "2025-01-05", facts::Status::estimate),
                              fact("2024-01/2024-06", "390.1", "4.9", "2024-07-25")});
  ASSERT_EQ(all.size(), 1u);
  const History& h = all.begin()->second;
  const auto on = [&](const char* day) { return h.known(p("2024"), *calendar::parse_date(day)); };
  EXPECT_EQ(on("2025-01-01"), nullptr);
  EXPECT_EQ(on("2025-01-10")->value->to_string(), "820");
  EXPECT_EQ(on("2025-06-30")->value->to_string(), "812.30");
  EXPECT_EQ(on("2026-01-01")->value->to_string(), "818.47");
  EXPECT_EQ(h.growth_revision(p("2024"))->to_string(), "0.2");
  EXPECT_FALSE(h.growth_revision(p("2024-01/2024-06")));
  const auto second_half = h.levels(*calendar::parse_date("2025-06-30"), "万元").level(p("2024H2"));
  ASSERT_TRUE(second_half);
  EXPECT_EQ(second_half->value.reduced().to_string(), "4222000");
}

TEST(History, AnEstimateThatComesLateDoesNotReplaceAFigure) {
  const auto all = histories(
      {fact("2024", "812.30", "5.1", "2025-01-20"), fact("2024", "820", "5", "2025-03-05", facts::Status::estimate)});
  EXPECT_EQ(all.begin()->second.known(p("2024"), *calendar::parse_date("2026-01-01"))->value->to_string(), "812.30");
}

}  // namespace
}  // namespace series
