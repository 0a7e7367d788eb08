#include "forecast/completion.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace forecast {
namespace {

CompletionPrior straight(double final_share = 1, double scale = 0.1) {
  CompletionPrior p;
  for (std::size_t m = 0; m <= 12; ++m) p.reached[m] = final_share * static_cast<double>(m) / 12;
  p.final_share = final_share;
  p.scale = scale;
  return p;
}

CompletionYear year_of(const std::vector<double>& months) {
  CompletionYear y;
  for (std::size_t m = 0; m < months.size(); ++m) y.done[static_cast<int>(m) + 1] = months[m];
  return y;
}

// A year whose work lies late: a tenth by the middle, everything by December.
const std::vector<double> kLate{0.01, 0.02, 0.03, 0.05, 0.07, 0.10, 0.15, 0.25, 0.40, 0.60, 0.80, 1.00};

// Mack (2000), section 1: prior 90 %, half of it usually paid, 55 % paid: chain ladder 110 %, Bornhuetter and Ferguson
// 100 %, Benktander 105 %.
TEST(Completion, IsTheFigureOfMacksExample) {
  CompletionQuestion q;
  q.prior = straight(0.9);
  q.month = 6;
  q.done = 0.55;
  EXPECT_NEAR(usually_reached(q), 0.5, 1e-12);
  EXPECT_NEAR(completion_outlook(q).mean, 1.05, 1e-12);
}

TEST(Completion, AYearOnTheCurveOfManyYearsEndsWhereTheyDid) {
  CompletionQuestion q;
  q.prior = straight();
  q.earlier.assign(200, year_of(kLate));
  for (int month = 1; month <= 11; ++month) {
    q.month = month;
    q.done = kLate[static_cast<std::size_t>(month - 1)];
    const Outlook o = completion_outlook(q);
    EXPECT_NEAR(o.mean, 1, 0.02) << month;
    EXPECT_LT(o.scale, 0.02) << month;
  }
}

// By the straight line a tenth in June is hopeless; by the area's own late years it is as usual.
TEST(Completion, LateYearsOfTheirOwnExcuseWhatTheLineWouldBlame) {
  CompletionQuestion q;
  q.prior = straight();
  q.month = 6;
  q.done = 0.10;
  const double alone = chance_at_least(completion_outlook(q), 0.95);
  q.earlier.assign(6, year_of(kLate));
  EXPECT_LT(alone, 0.1);
  EXPECT_GT(chance_at_least(completion_outlook(q), 0.95), alone + 0.2);
}

TEST(Completion, MoreDoneIsNeverWorseAndLaterIsNeverLessSure) {
  CompletionQuestion q;
  q.prior = straight(1.05);
  q.earlier = {year_of(kLate), year_of({0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2})};
  double scale = 1e9;
  for (int month = 1; month <= 11; ++month) {
    q.month = month;
    double mean = -1;
    for (int k = 0; k <= 30; ++k) {
      q.done = 0.05 * k;
      const Outlook o = completion_outlook(q);
      EXPECT_GT(o.mean, mean);
      EXPECT_GE(o.lo80, q.done);
      EXPECT_LE(o.lo80, o.hi80);
      mean = o.mean;
    }
    const double now = completion_outlook(q).scale;
    EXPECT_LE(now, scale) << month;
    scale = now;
  }
}

// Work that began in July has had three of its six months by September.
TEST(Completion, AProjectThatBeginsInSummerIsHeldAgainstItsOwnMonths) {
  CompletionQuestion q;
  q.prior = straight();
  q.month = 9;
  q.start = 7;
  EXPECT_NEAR(usually_reached(q), 0.5, 1e-12);
}

TEST(Completion, YearsWithoutDecemberAndOfUnknownPlansTeachNoEnd) {
  CompletionQuestion q;
  q.prior = straight();
  q.month = 6;
  q.done = 0.4;
  const double before = completion_outlook(q).mean;
  CompletionYear open;
  open.done = {{3, 0.9}, {6, 1.5}};
  q.earlier = {open};
  EXPECT_DOUBLE_EQ(completion_outlook(q).mean, before);
  // Its own curve is the straight one: nothing new, and its end is one by the way it is given.
  CompletionYear shares;
  for (int m = 1; m <= 12; ++m) shares.done[m] = m / 12.0;
  shares.of_plan = false;
  q.prior.final_share = 1.2;
  for (double& r : q.prior.reached) r *= 1.2;
  q.earlier = {};
  const double high = completion_outlook(q).mean;
  q.earlier = {shares};
  EXPECT_NEAR(completion_outlook(q).mean, high, 1e-12);
}

// Half done by the middle of a straight year: the process leaves φ² / 2, the curve moves the end by 1.5 of what it is
// off.
TEST(Completion, ABorrowedCurveMakesUnsureAndOwnYearsTakeThatAway) {
  CompletionQuestion q;
  q.prior = straight();
  q.month = 6;
  q.done = 0.5;
  std::vector<double> even;
  for (int m = 1; m <= 12; ++m) even.push_back(m / 12.0);
  const auto scale_with = [&](std::size_t years, double spread) {
    q.earlier.assign(years, year_of(even));
    q.prior.curve_spread = spread;
    return completion_outlook(q).scale;
  };
  EXPECT_NEAR(scale_with(0, 0.2), std::sqrt(0.1 * 0.1 / 2 + 1.5 * 1.5 * 0.2 * 0.2 / 4 * 3 / 5), 1e-12);
  double more = scale_with(0, 0.2) - scale_with(0, 0);
  for (const std::size_t years : {1, 2, 5, 50}) {
    const double now = scale_with(years, 0.2) - scale_with(years, 0);
    EXPECT_GT(now, 0) << years;
    EXPECT_LT(now, more) << years;
    more = now;
  }
  EXPECT_LT(more, 0.005);
  // The end does not move, only how sure it is.
  q.earlier.clear();
  q.prior.curve_spread = 0;
  const double mean = completion_outlook(q).mean;
  q.prior.curve_spread = 0.2;
  EXPECT_DOUBLE_EQ(completion_outlook(q).mean, mean);
}

// They end on their own final amount by the way they are given: that says nothing of how far ends lie from plans.
TEST(Completion, YearsOfUnknownPlanDoNotNarrowTheBand) {
  CompletionQuestion q;
  q.prior = straight();
  q.month = 6;
  q.done = 0.4;
  const double alone = completion_outlook(q).scale;
  CompletionYear shares;
  for (int m = 1; m <= 12; ++m) shares.done[m] = m / 12.0;
  q.earlier.assign(30, shares);
  EXPECT_LT(completion_outlook(q).scale, alone / 2) << "years of a known plan that all ended on it";
  for (auto& y : q.earlier) y.of_plan = false;
  EXPECT_DOUBLE_EQ(completion_outlook(q).scale, alone);
}

TEST(Completion, WhatIsDoneIsTheFloor) {
  CompletionQuestion q;
  q.prior = straight(1, 0.5);
  q.month = 9;
  q.done = 0.9;
  const Outlook o = completion_outlook(q);
  EXPECT_EQ(o.floor, 0.9);
  EXPECT_EQ(o.lo80, 0.9);
  EXPECT_EQ(chance_at_least(o, 0.9), 1);
  EXPECT_LT(chance_at_least(o, 0.9001), 1);
}

// Projects that end anywhere make the one asked about unsure; projects that end on their plan make it sure.
TEST(Completion, OtherProjectsTellHowSureOneProjectIs) {
  CompletionQuestion q;
  q.prior = straight(1, 0.35);
  q.month = 6;
  q.done = 0.5;
  std::vector<double> even, wild;
  for (int m = 1; m <= 12; ++m) even.push_back(m / 12.0), wild.push_back(m <= 8 ? 0.0 : 0.4 * (m - 8));
  q.projects.assign(40, year_of(even));
  const double sure = completion_outlook(q).scale;
  for (std::size_t i = 0; i < 20; ++i) q.projects[i] = year_of(wild);
  EXPECT_GT(completion_outlook(q).scale, 2 * sure);
}

}  // namespace
}  // namespace forecast
