#include "series/pace.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace series {
namespace {

Decimal dec(const char* text) { return *Decimal::parse(text); }

// Published: Yuexiu District, budget revenue 2022 53.70 (−0.6 %), first three quarters of 2023 41.82 (+6.7 %); target
// of the 2023 plan +5.7 %.
TEST(Pace, YuexiuBudgetRevenueAfterThreeQuartersOf2023) {
  const Interval needed = grown(dec("53.70"), dec("5.7"));
  EXPECT_EQ(needed.lo.rounded(2), dec("56.76"));
  EXPECT_EQ((dec("53.70") * dec("1.057")).rounded(2), dec("56.76"));

  EXPECT_EQ(attained_share(dec("41.82"), dec("56.7609"))->rounded(3), dec("0.737"));
  EXPECT_EQ(linear_pace(calendar::Period::year_to_date(2023, 9)), dec("0.75"));

  const auto season = seasonal_implied(dec("41.82"), dec("6.7"), dec("53.70"));
  ASSERT_TRUE(season);
  EXPECT_TRUE(season->implied);
  EXPECT_EQ(season->share.lo.rounded(3), dec("0.729"));
  EXPECT_EQ(season->share.hi.rounded(3), dec("0.730"));

  EXPECT_EQ(needed_run_rate(dec("56.7609"), dec("41.82"), 3)->rounded(2), dec("4.98"));
}

// Published: retail sales 2022 1223.21, first three quarters of 2023 1040.14 (+8.2 %), target +5.5 %: 80.6 %
// against 78.6 %.
TEST(Pace, YuexiuRetailSalesAreAheadOfTheSeason) {
  EXPECT_EQ(attained_share(dec("1040.14"), dec("1223.21") * dec("1.055"))->rounded(3), dec("0.806"));
  const auto season = seasonal_implied(dec("1040.14"), dec("8.2"), dec("1223.21"));
  ASSERT_TRUE(season);
  EXPECT_EQ(((season->share.lo + season->share.hi) / Decimal(2)).rounded(3), dec("0.786"));
}

// Published: 2,809.61 of GDP grew 4.3 % at constant prices; a half year of 1,746.27 against 1,831.33 is −4.6 % by the
// levels and −2.8 % as published: the levels do not carry the growth.
TEST(Growth, ConstantPriceGrowthDoesNotFitTheLevelsAndIsNotCorrected) {
  EXPECT_FALSE(growth_fits_levels(dec("1746.27"), dec("1831.33"), dec("-2.8"), dec("0.1")));
  const Interval quotient = growth_between(dec("1746.27"), dec("1831.33"));
  EXPECT_EQ(quotient.lo.rounded(1), dec("-4.6"));
}

// Published: tax 423.07 against 481.33, −12.1 %; budget revenue 26.08 against 26.94, −3.21 % where the levels say −3.19
// %.
TEST(Growth, CurrentPriceGrowthFitsItsLevelsWithinRounding) {
  EXPECT_TRUE(growth_fits_levels(dec("423.07"), dec("481.33"), dec("-12.1"), dec("0")));
  EXPECT_TRUE(growth_fits_levels(dec("26.08"), dec("26.94"), dec("-3.21"), dec("0")));
  EXPECT_FALSE(growth_fits_levels(dec("26.08"), dec("26.94"), dec("-2.80"), dec("0")));
}

TEST(Pace, JanuaryAndFebruaryAreASixthOfTheYear) {
  EXPECT_EQ((linear_pace(calendar::Period::year_to_date(2024, 2)) * Decimal(6)).rounded(20), Decimal(1));
  EXPECT_EQ(months_left(calendar::Period::year_to_date(2024, 2)), 10);
  EXPECT_EQ(linear_pace(calendar::Period::year(2024)), Decimal(1));
}

TEST(Pace, NoHonestSeasonIsNoAnswer) {
  EXPECT_FALSE(seasonal_implied(dec("10"), dec("-100"), dec("50")));
  EXPECT_FALSE(seasonal_implied(dec("10"), dec("5"), dec("0")));
  EXPECT_FALSE(seasonal_from_levels(dec("-3"), dec("50")));
  EXPECT_FALSE(attained_share(dec("10"), dec("0")));
  EXPECT_FALSE(needed_run_rate(dec("10"), dec("5"), 0));
  EXPECT_FALSE(needed_growth_of_rest(dec("10"), dec("5"), dec("8"), {dec("8"), dec("8")}));
}

// Whatever was published, the true numbers lie within what rounding allows: print true ones and look for them.
RC_GTEST_PROP(PaceProperties, TheTrueSeasonLiesInTheImpliedInterval, ()) {
  const int before = *rc::gen::inRange(1000, 900000);  // the year before to date, in hundredths
  const int more = *rc::gen::inRange(1000, 900000);    // … and the rest of it
  const int permille = *rc::gen::inRange(-400, 800);   // true growth in tenths of a percent, before printing
  const Decimal true_before = Decimal::scaled(before, -3);
  const Decimal true_whole = Decimal::scaled(before + more, -3);
  const Decimal true_now = true_before * (Decimal(1) + Decimal::scaled(permille * 10 + 3, -4));
  const Decimal true_growth = (true_now / true_before - Decimal(1)) * Decimal(100);
  const auto season = seasonal_implied(true_now.rounded(2), true_growth.rounded(1), true_whole.rounded(2));
  RC_ASSERT(season.has_value());
  RC_ASSERT(season->share.contains(true_before / true_whole));
}

RC_GTEST_PROP(PaceProperties, GrowingAndGoingBackReturnsToTheBase, ()) {
  const Decimal base = Decimal::scaled(*rc::gen::inRange(100, 10000000), -2);
  const Decimal growth = Decimal::scaled(*rc::gen::inRange(-500, 1500), -1);
  const Decimal level = (base * (Decimal(1) + growth / Decimal(100))).rounded(2);
  RC_ASSERT(implied_base(level, growth).overlaps(quantity::rounding_interval(base)));
  RC_ASSERT(growth_fits_levels(level, base, growth, Decimal(0)) || level.is_zero());
}

RC_GTEST_PROP(PaceProperties, TheRunRateJustFillsTheGap, ()) {
  const Decimal needed = Decimal::scaled(*rc::gen::inRange(1, 1000000), -2);
  const Decimal attained = Decimal::scaled(*rc::gen::inRange(0, 1000000), -2);
  const int months = *rc::gen::inRange(1, 12);
  const Decimal rate = *needed_run_rate(needed, attained, months);
  RC_ASSERT((attained + rate * Decimal(months)).rounded(10) == needed);
  RC_ASSERT(rate.is_negative() == (attained > needed));
}

RC_GTEST_PROP(PaceProperties, TheNeededGrowthOfTheRestJustReachesTheYear, ()) {
  const Decimal to_date = Decimal::scaled(*rc::gen::inRange(1, 100000), -2);
  const Decimal rest = Decimal::scaled(*rc::gen::inRange(1, 100000), -2);
  const Decimal attained = Decimal::scaled(*rc::gen::inRange(0, 100000), -2);
  const Decimal needed = Decimal::scaled(*rc::gen::inRange(1, 300000), -2);
  const Decimal growth = *needed_growth_of_rest(needed, attained, to_date + rest, {to_date, to_date});
  RC_ASSERT((attained + rest * (Decimal(1) + growth / Decimal(100))).rounded(10) == needed);
}

}  // namespace
}  // namespace series
