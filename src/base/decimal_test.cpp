#include "base/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

Decimal d(std::string_view text) { return *Decimal::parse(text); }

TEST(Decimal, keeps_the_decimals_it_was_printed_with) {
  EXPECT_EQ(d("53.70").to_string(), "53.70");
  EXPECT_EQ(d("53.70").decimals(), 2);
  EXPECT_EQ(d("53.70"), d("53.7"));
  EXPECT_EQ(d("53.70").reduced().to_string(), "53.7");
  EXPECT_EQ(d("-0.6").to_string(), "-0.6");
  EXPECT_EQ(d("0.00").to_string(), "0.00");
  EXPECT_EQ(d("1e3").to_string(), "1000");
  EXPECT_EQ(d("100").reduced().to_string(), "100");
}

TEST(Decimal, refuses_what_is_not_a_plain_number) {
  for (const char* text : {"", "-", ".", "1,000", "1 2", "NaN", "inf", "0x10", "1.2.3", "1e", "1e99999", "--1", "１",
                           "12345678901234567890123456789012345"}) {
    EXPECT_FALSE(Decimal::parse(text).has_value()) << text;
  }
}

// GB/T 8170-2008, 3.2: the worked examples of the rule of rounding (四舍六入五成双), rounded half to even.
TEST(Decimal, rounds_half_to_even_as_the_standard_shows) {
  struct Case {
    const char* from;
    int decimals;
    const char* to;
  };
  for (const Case& c : {Case{"12.1498", 1, "12.1"}, Case{"12.1498", 0, "12"}, Case{"1.050", 1, "1.0"},
                        Case{"0.35", 1, "0.4"}, Case{"2.5", 0, "2"}, Case{"-2.5", 0, "-2"}, Case{"2.51", 0, "3"}}) {
    EXPECT_EQ(d(c.from).rounded(c.decimals, Rounding::half_even).to_string(), c.to) << c.from;
  }
}

TEST(Decimal, rounds_half_away_from_zero_as_statistics_releases_do) {
  EXPECT_EQ(d("2.665").rounded(2).to_string(), "2.67");
  EXPECT_EQ(d("-2.665").rounded(2).to_string(), "-2.67");
  EXPECT_EQ(d("2.66").rounded(1).to_string(), "2.7");
}

TEST(Decimal, calculates_exactly) {
  EXPECT_EQ(d("0.1") + d("0.2"), d("0.3"));
  EXPECT_EQ((d("126.05") + d("3524.13")).to_string(), "3650.18");
  EXPECT_EQ((d("53.70") * d("1.057")).rounded(2).to_string(), "56.76");
  EXPECT_EQ((d("1") / d("3")).rounded(4).to_string(), "0.3333");
  EXPECT_EQ(d("365018000000").to_int64(), 365018000000);
  EXPECT_FALSE(d("0.5").to_int64().has_value());
  EXPECT_EQ(Decimal::from_double(0.1).to_string(), "0.1");
}

TEST(Decimal, a_number_too_long_to_be_rounded_stays_as_it_is) {
  const std::string longest(34, '9');
  EXPECT_EQ(d(longest).rounded(2).to_string(), longest);
  EXPECT_EQ(d(longest).rounded(-30).to_string(), "1" + std::string(34, '0'));
  EXPECT_EQ(d("0." + longest).rounded(1).to_string(), "1.0");
}

RC_GTEST_PROP(Decimal, prints_and_reads_back, (std::int64_t coefficient)) {
  const int exponent = -*rc::gen::inRange(0, 12);
  const Decimal x = Decimal::scaled(coefficient, exponent);
  const auto back = Decimal::parse(x.to_string());
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == x);
  RC_ASSERT(back->decimals() == x.decimals());
}

RC_GTEST_PROP(Decimal, order_agrees_with_subtraction, (std::int64_t a, std::int64_t b)) {
  const Decimal x = Decimal::scaled(a, -3), y = Decimal::scaled(b, -5);
  RC_ASSERT((x < y) == (x - y).is_negative());
}

}  // namespace
}  // namespace base
