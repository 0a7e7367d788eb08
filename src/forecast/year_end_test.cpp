#include "forecast/year_end.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "forecast/backtest.hpp"

namespace forecast {
namespace {

// A made-up series: growth to date wanders with the year, deterministic.
YearEndSeries made_up(int seed, int years) {
  YearEndSeries s;
  s.id = "s" + std::to_string(seed);
  double level = 8;
  for (int y = 0; y < years; ++y) {
    level += 3 * std::sin(1.7 * y + seed);
    for (int m = 2; m <= 12; ++m) {
      s.to_date[{2000 + y, m}] = level + (1 - m / 12.0) * 4 * std::sin(0.9 * y * seed + 0.3 * m);
      s.by_month[{2000 + y, m}] = level + 2 * std::sin(0.5 * m + y);
    }
  }
  return s;
}

std::vector<YearEndSeries> three(int years) { return {made_up(1, years), made_up(2, years), made_up(5, years)}; }

TEST(YearEnd, NothingIsLearntFromTheFuture) {
  const auto full = year_end_cases(three(12));
  auto cut = three(12);
  for (auto& s : cut) {
    for (auto* values : {&s.to_date, &s.by_month}) {
      std::erase_if(*values, [](const auto& e) { return e.first > YearMonth{2009, 6}; });
    }
  }
  int compared = 0;
  for (const auto& c : year_end_cases(cut)) {
    for (const auto& d : full) {
      if (d.series != c.series || d.year != c.year || d.month != c.month) continue;
      EXPECT_DOUBLE_EQ(c.mean, d.mean) << c.year << '-' << c.month;
      EXPECT_DOUBLE_EQ(c.scale, d.scale) << c.year << '-' << c.month;
      ++compared;
    }
  }
  EXPECT_GT(compared, 200);
}

TEST(YearEnd, TheClausesOfAForecastAddUpToIt) {
  for (const auto& c : year_end_cases(three(10))) {
    double sum = c.growth;
    for (const double m : c.moved) sum += m;
    EXPECT_NEAR(sum, c.mean, 1e-9);
    EXPECT_GT(c.scale, 0);
  }
}

TEST(YearEnd, ErrorsShrinkAsTheYearRunsOut) {
  const auto cases = year_end_cases(three(12));
  double early = 0, late = 0;
  for (const auto& c : cases) {
    if (c.year < 2006) continue;
    if (c.month == 3) early += c.scale;
    if (c.month == 11) late += c.scale;
  }
  EXPECT_LT(late, early);
}

// Series whose Januaries and Februaries tell nothing of the year and whose later months tell nearly all: the bands of
// February are far wider against those of March than their shares of the year make them.
TEST(YearEnd, AMonthThatToldLittleOfEarlierYearsHasWiderBands) {
  std::vector<YearEndSeries> series;
  for (int k = 0; k < 6; ++k) {
    YearEndSeries s;
    s.id = "s" + std::to_string(k);
    for (int year = 2000; year <= 2014; ++year) {
      const double whole = 8 + 3 * std::sin(1.7 * year + k), noise = 4 * std::sin(5.3 * year + 2.9 * k);
      for (int m = 2; m <= 12; ++m) s.to_date[{year, m}] = whole + (m == 2 ? noise : 0.3 * noise * (12 - m) / 12);
    }
    series.push_back(std::move(s));
  }
  const auto cases = year_end_cases(series);
  double february = 0, march = 0;
  for (const auto& c : cases) {
    if (c.year != 2014) continue;
    if (c.month == 2) february += c.scale;
    if (c.month == 3) march += c.scale;
  }
  EXPECT_GT(february, 2.2 * march * std::pow((1 - 2.0 / 12) / (1 - 3.0 / 12), 0.6));
}

// Growth that ran from 30 to 10 through the first year and happens to stand at 10 again in the second year's May: that
// is no sign that it will stay there.
TEST(YearEnd, AFirstYearsScaleIsNotThatOfOneLuckyMonth) {
  YearEndSeries s;
  s.id = "s";
  for (int m = 2; m <= 12; ++m) s.to_date[{2010, m}] = 30 - 2.0 * (m - 2);
  for (const auto& [m, growth] : {std::pair(2, 20.0), {3, 16.0}, {4, 13.0}, {5, 10.0}}) s.to_date[{2011, m}] = growth;
  double may = 0, april = 0;
  for (const auto& c : year_end_cases({s})) {
    if (c.year == 2011 && c.month == 4) april = c.scale;
    if (c.year == 2011 && c.month == 5) may = c.scale;
  }
  ASSERT_GT(april, 0);
  EXPECT_GT(may, april / 2);
}

// An area without a past has its scale from elsewhere; that its growth hardly moves beside so wide a scale is no calm.
TEST(YearEnd, AScaleFromElsewhereIsNotNarrowedByItsOwnWidth) {
  std::vector<YearEndSeries> series;
  for (int k = 0; k < 4; ++k) {
    YearEndSeries s;
    s.id = "n" + std::to_string(k);
    for (int year = 2000; year <= 2014; ++year) {
      for (int m = 2; m <= 12; ++m) {
        s.to_date[{year, m}] = 8 + std::sin(1.7 * year + k) + std::sin(3.1 * year + m + k) * (12 - m) / 12;
        s.by_month[{year, m}] = 8 + 2 * std::sin(2.3 * year + 1.1 * m + k);
      }
    }
    series.push_back(std::move(s));
  }
  YearEndSeries district;
  district.id = "d";
  district.scale_elsewhere = 4;
  district.to_date = {{{2013, 12}, 8.0}, {{2014, 6}, 8.1}};
  series.push_back(district);
  bool asked = false;
  for (const auto& c : year_end_cases(series)) {
    if (c.series != 4 || c.year != 2014) continue;
    asked = true;
    EXPECT_GT(c.scale, 0.8 * 4 * std::pow(c.left, 0.6));
  }
  EXPECT_TRUE(asked);
}

TEST(YearEnd, ConstantSeriesAndASingleYearGiveNoNonsense) {
  YearEndSeries constant;
  for (int y = 2000; y < 2010; ++y) {
    for (int m = 2; m <= 12; ++m) constant.to_date[{y, m}] = 5;
  }
  YearEndSeries one;
  one.to_date[{2009, 6}] = 700;
  YearEndSeries empty;
  for (const auto& c : year_end_cases({constant, one, empty})) {
    EXPECT_TRUE(std::isfinite(c.mean) && std::isfinite(c.scale) && c.scale > 0);
    if (c.series == 0) EXPECT_NEAR(c.mean, 5, 0.3);
  }
}

TEST(YearEnd, AGrowthThatIsNoNumberIsLeftOut) {
  YearEndSeries s = made_up(3, 5);
  s.to_date[{2003, 6}] = NAN;
  for (const auto& c : year_end_cases({s})) {
    EXPECT_FALSE(c.year == 2003 && c.month == 6);
    EXPECT_TRUE(std::isfinite(c.mean));
  }
}

// By hand: certain chances against outcomes.
TEST(Backtest, ScoresByHand) {
  YearEndSeries s;
  s.to_date = {{{2019, 12}, 5}, {{2020, 6}, 5}, {{2020, 12}, 5}};
  YearEndCase c;
  c.year = 2020, c.month = 6, c.left = 0.5, c.growth = 5, c.last = 5, c.has_last = true, c.linear = 5;
  c.mean = 5, c.scale = 1e-9, c.outcome = 5;
  const auto report = backtest({s}, {c}, {{0, 2020, 4.5, true, ""}});
  ASSERT_EQ(report.calls.size(), 12u);
  // Grid 3 … 8 by 0.5: five targets up to 5 are met, six above are missed; every call is certain and right.
  EXPECT_EQ(report.main.calls, 11);
  EXPECT_NEAR(report.main.brier, 0, 1e-9);
  EXPECT_NEAR(report.main.calibration, 0, 1e-9);
  EXPECT_EQ(report.main.covered80, 1);
  // The real one, at most 4.5 %: missed, and said so.
  EXPECT_EQ(report.real_targets.calls, 1);
  EXPECT_FALSE(report.calls.back().met);
  EXPECT_NEAR(report.calls.back().chance, 0, 1e-9);
}

TEST(Backtest, TheIntervalScoreIsThatOfGneitingAndRaftery) {
  YearEndSeries s;
  s.to_date = {{{2019, 12}, 5}, {{2020, 6}, 5}, {{2020, 12}, 9}};
  YearEndCase c;
  c.year = 2020, c.month = 6, c.left = 0.5, c.growth = 5, c.last = 5, c.has_last = true, c.linear = 5;
  c.mean = 5, c.scale = 1, c.outcome = 9;
  const auto report = backtest({s}, {c}, {});
  // hi = 5 + 1.475884, width 2.951768, outside by 2.524116: 2.951768 + 10 · 2.524116.
  EXPECT_NEAR(report.main.score80, 2.951768 + 10 * 2.524116, 1e-5);
  EXPECT_EQ(report.main.covered80, 0);
}

}  // namespace
}  // namespace forecast
