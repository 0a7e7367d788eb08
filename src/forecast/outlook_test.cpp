#include "forecast/outlook.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace forecast {
namespace {

DriftClass plain(double gap) {
  DriftClass c;
  c.name = "test";
  c.gap = gap;
  c.phrase = "累计增速";
  return c;
}

// Table of Student's t, 5 degrees of freedom (Abramowitz & Stegun, table 26.10).
TEST(Student5, AgreesWithThePrintedTable) {
  EXPECT_NEAR(student5_cdf(0), 0.5, 1e-12);
  EXPECT_NEAR(student5_cdf(0.727), 0.75, 2e-4);
  EXPECT_NEAR(student5_cdf(1.476), 0.90, 2e-4);
  EXPECT_NEAR(student5_cdf(2.015), 0.95, 2e-4);
  EXPECT_NEAR(student5_cdf(3.365), 0.99, 2e-4);
  EXPECT_NEAR(student5_cdf(kStudent5Quantile90), 0.9, 1e-6);
}

TEST(Outlook, TheErrorShrinksWithTheYearAndIsGoneAtItsEnd) {
  const DriftClass c = plain(4);
  const Outlook half = growth_outlook({.growth = 5, .months = 6, .drift_class = &c});
  const Outlook late = growth_outlook({.growth = 5, .months = 9, .drift_class = &c});
  const Outlook end = growth_outlook({.growth = 5, .months = 12, .drift_class = &c});
  EXPECT_NEAR(half.scale, 2, 1e-9);
  EXPECT_NEAR(late.scale, 1, 1e-9);
  EXPECT_EQ(end.scale, 0);
  EXPECT_EQ(chance_at_least(end, 5), 1);
  EXPECT_EQ(chance_at_least(end, 5.01), 0);
}

TEST(Outlook, WhatIsDoneStaysDone) {
  const DriftClass c = plain(30);
  Outlook o = level_outlook(90, 0.9, 11, c, "");
  ASSERT_LT(o.lo80, 90);
  stays_done(o, 90);
  EXPECT_EQ(o.lo80, 90);
  EXPECT_EQ(chance_at_least(o, 90), 1);
  EXPECT_EQ(chance_at_most(o, 89.9), 0);
  EXPECT_LT(chance_at_least(o, 95), 1);
  // A mean below what is done: the two are of different bases, and nothing is said of a floor.
  Outlook other = level_outlook(90, 0.9, 11, c, "");
  const double lo80 = other.lo80;
  stays_done(other, 101);
  EXPECT_FALSE(other.floor);
  EXPECT_EQ(other.lo80, lo80);
}

TEST(Outlook, AMeanWithSeasonsMovesAsEarlierYearsDid) {
  const DriftClass& dust = *DriftTable::builtin().find("environment");
  // A winter of 60 in a year of 41: this winter's 55 is no year of 55.
  const Outlook one = seasonal_mean_outlook(55, {{60, 41}}, 3, dust, AreaLevel::local);
  EXPECT_NEAR(one.mean, 55.0 * 41 / 60, 1e-9);
  EXPECT_NEAR(one.drivers[0].moved + one.drivers[1].moved, one.mean, 1e-9);
  EXPECT_EQ(seasonal_mean_outlook(55, {}, 3, dust, AreaLevel::local).mean, 55);
  // A year without figures that can be divided says nothing.
  EXPECT_EQ(seasonal_mean_outlook(55, {{0, 41}}, 3, dust, AreaLevel::local).mean, 55);
  const DriftClass& days = *DriftTable::builtin().find("air");
  EXPECT_NEAR(seasonal_mean_outlook(61.1, {{60.0, 73.6}, {62.0, 72.0}}, 3, days, AreaLevel::local).mean, 61.1 + 11.8,
              1e-9);
}

TEST(Outlook, AKnownSeasonErrsOnlyByWhatIsStillToCome) {
  const DriftClass c = plain(30);
  const Outlook known = level_outlook(90, 0.9, 10, c, "", true);
  const Outlook unknown = level_outlook(90, 0.9, 10, c, "");
  EXPECT_NEAR(known.scale, 100 * 0.30 * 0.1, 1e-9);
  EXPECT_NEAR(unknown.scale, 100 * 0.30 * std::sqrt(1.0 / 6), 1e-9);
}

TEST(Outlook, ABudgetFarAwayIsReachedWithLessCertainty) {
  const DriftClass& budget = *DriftTable::builtin().find("budget");
  const auto at = [&](double growth) {
    return growth_outlook({.growth = growth, .months = 10, .drift_class = &budget, .has_target = true, .target = 4.5});
  };
  EXPECT_GT(at(-3.4).scale, 1.2 * at(4.5).scale);
  EXPECT_NEAR(at(-3.4).scale, at(12.4).scale, 1e-9);  // as far above
}

TEST(Outlook, ADistrictIsLessSureThanAProvinceAndAProvinceLessThanTheNation) {
  const DriftClass& gdp = *DriftTable::builtin().find("gdp");
  const auto width = [&](AreaLevel area) {
    const Outlook o = growth_outlook({.growth = 5, .months = 6, .drift_class = &gdp, .area = area});
    return o.hi80 - o.lo80;
  };
  EXPECT_LT(width(AreaLevel::nation), width(AreaLevel::province));
  EXPECT_LT(width(AreaLevel::province), width(AreaLevel::local));
}

TEST(Outlook, OwnHistoryMovesTheMiddleButNeverAllTheWay) {
  const DriftClass c = plain(4);
  GrowthQuestion question{.growth = 5, .months = 6, .drift_class = &c};
  question.own_past = {{6, 3.0, 4.0}, {6, 2.0, 3.0}};  // twice the year ended one point above the half year
  const Outlook o = growth_outlook(question);
  EXPECT_GT(o.mean, 5.0);
  EXPECT_LT(o.mean, 6.0);
  question.own_past = {{6, 0.0, 40.0}};  // one absurd year cannot carry the middle away
  EXPECT_LT(growth_outlook(question).mean, 5.5);
}

TEST(Outlook, PairsOfOtherAreasWidenTheIntervalWithoutMovingIt) {
  const DriftClass c = plain(2);
  GrowthQuestion question{.growth = 5, .months = 6, .drift_class = &c};
  const Outlook before = growth_outlook(question);
  question.other_pairs.assign(20, {6, 5.0, 2.0});
  const Outlook after = growth_outlook(question);
  EXPECT_EQ(before.mean, after.mean);
  EXPECT_GT(after.scale, before.scale);
}

// National budget revenue was ahead of its target after nine months in every year 2010–2018 and met it in every one of
// them (published growth and the targets of the yearly budget reports).
TEST(Outlook, BudgetRevenueAheadOfItsTargetInSeptemberMostlyMeetsIt) {
  const DriftClass& budget = *DriftTable::builtin().find("budget");
  const Outlook ahead =
      growth_outlook({.growth = 6.7, .months = 9, .drift_class = &budget, .has_target = true, .target = 5.7});
  EXPECT_GE(chance_at_least(ahead, 5.65), 0.8);
  const Outlook behind =
      growth_outlook({.growth = 3.0, .months = 9, .drift_class = &budget, .has_target = true, .target = 5.7});
  EXPECT_LT(chance_at_least(behind, 5.65), 0.3);
  EXPECT_GT(behind.mean, 3.0);
}

// Published: 花都区 grew 24.2 % in the first quarter of 2021 against the closed first quarter of 2020, and 6.6 % in the
// year.
TEST(Outlook, AYearOfShockReturnsToTheOrdinary) {
  const DriftClass& gdp = *DriftTable::builtin().find("gdp");
  GrowthQuestion question{.growth = 24.2, .months = 3, .drift_class = &gdp};
  EXPECT_GT(growth_outlook(question).lo80, 6.6);
  question.shock_year = true;
  const Outlook o = growth_outlook(question);
  EXPECT_LT(o.lo80, 6.6);
  EXPECT_GT(o.hi80, 6.6);
}

TEST(DriftTable, UnknownClassesFallBackAndBadTablesAreFaults) {
  EXPECT_EQ(DriftTable::builtin().find("no such"), nullptr);
  EXPECT_EQ(DriftTable::builtin().find_or_other("no such").name, "other");
  const auto bad = DriftTable::parse("class,gap_pp\nother,many\n", "t.csv");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "drift.number");
  EXPECT_EQ(bad.error().where.line, 2);
  EXPECT_EQ(DriftTable::parse("class,gap_pp\ngdp,1\n", "t.csv").error().code, "drift.incomplete");
}

RC_GTEST_PROP(OutlookProperties, ChancesAreChancesAndFollowTheThreshold, ()) {
  const DriftClass& c = DriftTable::builtin().find_or_other(
      *rc::gen::element<std::string>("gdp", "industry", "investment", "retail", "budget", "price", "other"));
  GrowthQuestion q{
      .growth = *rc::gen::inRange(-300, 600) / 10.0, .months = *rc::gen::inRange(1, 13), .drift_class = &c};
  q.has_target = true;
  q.target = *rc::gen::inRange(-50, 200) / 10.0;
  const Outlook o = growth_outlook(q);
  RC_ASSERT(o.lo80 <= o.mean && o.mean <= o.hi80);
  const double a = *rc::gen::inRange(-400, 700) / 10.0;
  const double b = a + *rc::gen::inRange(0, 100) / 10.0;
  RC_ASSERT(chance_at_least(o, a) >= chance_at_least(o, b));
  RC_ASSERT(chance_at_least(o, a) >= 0 && chance_at_least(o, a) <= 1);
  if (o.scale > 0) {
    RC_ASSERT(std::abs(chance_at_least(o, a) + chance_at_most(o, a) - 1) < 1e-12);
    RC_ASSERT(std::abs(chance_at_least(o, o.lo80) - 0.9) < 1e-6);
  }
}

}  // namespace
}  // namespace forecast
