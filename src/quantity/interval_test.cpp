#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "quantity/quantity.hpp"

namespace {

using base::Decimal;
using base::Rounding;
using quantity::Interval;
using quantity::rounding_interval;

Decimal d(const char* text) { return *Decimal::parse(text); }

void expect_interval(const Interval& got, const char* lo, const char* hi) {
  EXPECT_EQ(got.lo, d(lo)) << got.lo.to_string();
  EXPECT_EQ(got.hi, d(hi)) << got.hi.to_string();
}

TEST(RoundingInterval, IsHalfAUnitOfTheLastPrintedDigit) {
  expect_interval(rounding_interval(d("53.70")), "53.695", "53.705");
  expect_interval(rounding_interval(d("53.7")), "53.65", "53.75");
  expect_interval(rounding_interval(d("-0.6")), "-0.65", "-0.55");
  expect_interval(rounding_interval(d("0.0")), "-0.05", "0.05");
  expect_interval(rounding_interval(d("635")), "634.5", "635.5");
  expect_interval(rounding_interval(d("2.33"), "万亿元"), "2325000000000", "2335000000000");
}

// GB/T 8170-2008 clause 3.2, the numbers of its examples: what was rounded lies in the interval of what is printed.
TEST(RoundingInterval, HoldsTheOriginalsOfTheStandardsExamples) {
  struct Example {
    const char* original;
    int decimals;
    const char* printed;
  };
  for (const Example& e : {Example{"12.1498", 0, "12"}, Example{"12.1498", 1, "12.1"}, Example{"10.5002", 0, "11"},
                           Example{"1.050", 1, "1.0"}, Example{"0.35", 1, "0.4"}, Example{"15.4546", 0, "15"},
                           Example{"97.46", 0, "97"}}) {
    const Decimal printed = d(e.original).rounded(e.decimals, Rounding::half_even);
    EXPECT_EQ(printed.to_string(), e.printed) << e.original;
    EXPECT_TRUE(rounding_interval(printed).contains(d(e.original))) << e.original;
  }
}

TEST(Interval, ArithmeticKeepsEveryPossibleValue) {
  const Interval a{1, 2}, b{-3, 4};
  expect_interval(a + b, "-2", "6");
  expect_interval(a - b, "-3", "5");
  expect_interval(a * b, "-6", "8");
  expect_interval(b * b, "-12", "16");
  expect_interval(Interval{1, 2} / Interval{4, 8}, "0.125", "0.5");
  expect_interval(Interval{-1, 2} / Interval{-4, -2}, "-1", "0.5");
}

// By hand: 53.70 / 54.05 − 1 lies in 53.695/54.055 − 1 … 53.705/54.045 − 1 = −0.666 % … −0.629 %.
TEST(Interval, GrowthFromTwoPrintedLevels) {
  const Interval growth =
      (rounding_interval(d("53.70")) / rounding_interval(d("54.05")) - Interval{1, 1}) * Interval{100, 100};
  EXPECT_EQ(growth.lo.rounded(3).to_string(), "-0.666");
  EXPECT_EQ(growth.hi.rounded(3).to_string(), "-0.629");
  EXPECT_TRUE(growth.overlaps(rounding_interval(d("-0.6"))));
  EXPECT_FALSE(growth.overlaps(rounding_interval(d("2.66"))));
}

TEST(Interval, ContainsAndOverlapsAreClosed) {
  const Interval a{1, 2};
  EXPECT_TRUE(a.contains(1));
  EXPECT_TRUE(a.contains(2));
  EXPECT_FALSE(a.contains(3));
  EXPECT_TRUE(a.overlaps({2, 3}));
  EXPECT_FALSE(a.overlaps({3, 4}));
}

TEST(IntervalDeath, DivisionByAnIntervalThatHoldsZeroIsOurMistake) {
  EXPECT_DEATH((void)(Interval{1, 2} / Interval{-1, 1}), "contains");
}

RC_GTEST_PROP(RoundingIntervalProperty, HoldsWhateverRoundsToThePrintedNumber, ()) {
  const Decimal original = Decimal::scaled(*rc::gen::arbitrary<std::int32_t>(), -*rc::gen::inRange(0, 9));
  const int decimals = *rc::gen::inRange(0, 6);
  for (const auto rounding : {Rounding::half_up, Rounding::half_even}) {
    RC_ASSERT(rounding_interval(original.rounded(decimals, rounding)).contains(original));
  }
}

}  // namespace
