// Numbers are those of the worked examples in GB/T 8170-2008; the clause stands in each name.
#include "quantity/gbt8170.hpp"

#include <gtest/gtest.h>

namespace quantity {
namespace {

using Unit = RoundingStep::Unit;

Decimal dec(const char* text) { return *Decimal::parse(text); }
std::string rounded(const char* value, int power, Unit unit = Unit::whole) {
  return round_gbt8170(dec(value), {power, unit}).to_string();
}

TEST(Gbt8170, Clause_3_2_1_LessThanFiveIsDropped) {
  EXPECT_EQ(rounded("12.1498", 0), "12");
  EXPECT_EQ(rounded("12.1498", -1), "12.1");
}

TEST(Gbt8170, Clause_3_2_2_MoreThanFiveGoesUp) { EXPECT_EQ(rounded("1268", 2), "1300"); }

TEST(Gbt8170, Clause_3_2_3_FiveWithSomethingBehindGoesUp) { EXPECT_EQ(rounded("10.5002", 0), "11"); }

TEST(Gbt8170, Clause_3_2_4_AnExactFiveGoesToTheEvenDigit) {
  EXPECT_EQ(rounded("1.050", -1), "1.0");
  EXPECT_EQ(rounded("0.35", -1), "0.4");
  EXPECT_EQ(rounded("2500", 3), "2000");
  EXPECT_EQ(rounded("3500", 3), "4000");
}

TEST(Gbt8170, Clause_3_2_5_NegativeNumbersRoundAsTheirAmount) {
  EXPECT_EQ(rounded("-355", 1), "-360");
  EXPECT_EQ(rounded("-325", 1), "-320");
  EXPECT_EQ(rounded("-0.0365", -3), "-0.036");
}

TEST(Gbt8170, Clause_3_3_1_NeverTwice) {
  EXPECT_EQ(rounded("97.46", 0), "97");
  EXPECT_EQ(rounded(rounded("97.46", -1).c_str(), 0), "98");  // the wrong way the standard shows
  EXPECT_EQ(rounded("15.4546", 0), "15");
  std::string wrong = "15.4546";
  for (const int power : {-3, -2, -1, 0}) wrong = rounded(wrong.c_str(), power);
  EXPECT_EQ(wrong, "16");
}

TEST(Gbt8170, Clause_3_3_2_TheMarkKeepsTheNextRoundingHonest) {
  struct Example {
    const char *measured, *reported, *rounded;
  };
  for (const auto& e : {Example{"15.4546", "15.5-", "15"},
                        {"-15.4546", "-15.5-", "-15"},
                        {"16.5203", "16.5+", "17"},
                        {"-16.5203", "-16.5+", "-17"},
                        {"17.5000", "17.5", "18"}}) {
    const Reported reported = report_gbt8170(dec(e.measured), {-1});
    EXPECT_EQ(reported.to_string(), e.reported);
    EXPECT_EQ(round_reported(reported, {0}).to_string(), e.rounded);
  }
}

TEST(Gbt8170, Clause_3_4_1_HalfUnits) {
  EXPECT_EQ(rounded("60.25", 0, Unit::half), "60.0");
  EXPECT_EQ(rounded("60.38", 0, Unit::half), "60.5");
  EXPECT_EQ(rounded("60.28", 0, Unit::half), "60.5");
  EXPECT_EQ(rounded("-60.75", 0, Unit::half), "-61.0");
}

TEST(Gbt8170, Clause_3_4_2_FifthsOfAUnit) {
  EXPECT_EQ(rounded("830", 2, Unit::fifth), "840");
  EXPECT_EQ(rounded("842", 2, Unit::fifth), "840");
  EXPECT_EQ(rounded("832", 2, Unit::fifth), "840");
  EXPECT_EQ(rounded("-930", 2, Unit::fifth), "-920");
}

// The table of examples to 4.3: measured, does it keep the limit as measured, does it keep it rounded.
TEST(Gbt8170, Clause_4_3_FullValueAndRoundedValueMayDiffer) {
  struct Example {
    const char* measured;
    bool full, rounded;
  };
  const auto check = [](const Limit& limit, int power, std::initializer_list<Example> examples) {
    for (const auto& e : examples) {
      EXPECT_EQ(within_by_full_value(dec(e.measured), limit), e.full) << e.measured;
      EXPECT_EQ(within_by_rounded_value(dec(e.measured), limit, {power}), e.rounded) << e.measured;
    }
  };
  check({dec("1400"), {}}, 2,
        {{"1349", false, false}, {"1351", false, true}, {"1400", true, true}, {"1402", true, true}});
  check({dec("97.0"), {}}, -1,
        {{"97.01", true, true}, {"97.00", true, true}, {"96.96", false, true}, {"96.94", false, false}});
  check({{}, dec("0.5")}, -1,
        {{"0.452", true, true}, {"0.500", true, true}, {"0.549", false, true}, {"0.551", false, false}});
  check({dec("1.2"), dec("1.6")}, -1,
        {{"1.151", false, true}, {"1.200", true, true}, {"1.649", false, true}, {"1.651", false, false}});
  check({dec("9.9"), dec("10.1")}, -1,
        {{"9.89", false, true}, {"9.85", false, false}, {"10.10", true, true}, {"10.16", false, false}});
  check({dec("9.9"), dec("10.1"), true, true}, -1,
        {{"9.94", true, false}, {"9.96", true, true}, {"10.06", true, false}, {"10.05", true, true}});
  check({dec("9.9"), dec("10.1"), false, true}, -1,
        {{"9.94", true, true}, {"9.86", false, true}, {"10.06", true, false}, {"10.05", true, true}});
  check({dec("9.9"), dec("10.1"), true, false}, -1,
        {{"9.94", true, false}, {"9.86", false, false}, {"10.06", true, true}, {"10.05", true, true}});
}

// 四舍五入 of the statistics releases differs exactly at the five.
TEST(Rounding, ReleasesRoundHalvesUp) {
  EXPECT_EQ(dec("2.25").rounded(1).to_string(), "2.3");
  EXPECT_EQ(rounded("2.25", -1), "2.2");
  EXPECT_EQ(dec("-2.25").rounded(1).to_string(), "-2.3");
  EXPECT_EQ(dec("2.349").rounded(1).to_string(), rounded("2.349", -1));
}

TEST(Rounding, ThePrintedFigureHasARoomOfOneStep) {
  const auto room = rounding_interval_gbt8170(dec("60.5"), {0, Unit::half});
  EXPECT_EQ(room.lo, dec("60.25"));
  EXPECT_EQ(room.hi, dec("60.75"));
}

}  // namespace
}  // namespace quantity
