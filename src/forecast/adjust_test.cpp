#include "forecast/adjust.hpp"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "forecast/adjust_test_help.hpp"

namespace forecast {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double root_mean_square(const std::vector<double>& v) {
  double sum = 0;
  for (const double x : v) sum += x * x;
  return std::sqrt(sum / static_cast<double>(v.size()));
}

// R 4.2: stl(log(AirPassengers), s.window = 7, t.window = 19, robust = TRUE), season of 1960
// (src/forecast/adjust_by_r.R).
TEST(Adjust, has_the_season_of_r_within_what_two_filters_differ) {
  const double by_r[12] = {0.9123, 0.8565, 0.9987, 0.9780, 0.9940, 1.1407,
                           1.2878, 1.2715, 1.0616, 0.9305, 0.8035, 0.8895};
  AdjustOptions plain;
  plain.calendar = plain.outliers = false;
  const auto a = adjust(monthly(airline_passengers(), 1959), plain);
  ASSERT_TRUE(a);
  EXPECT_TRUE(a->multiplicative);
  for (std::size_t k = 0; k < 12; ++k) EXPECT_NEAR(a->periods[132 + k].season, by_r[k], 0.035) << k;
  EXPECT_GT(a->quality.stable_f, 100);
  EXPECT_LT(a->quality.m7, 0.5);
  EXPECT_GT(a->quality.residual_p, 0.1);
}

TEST(Adjust, parts_multiply_back_to_the_figure) {
  const auto a = adjust(monthly(known_parts(12, 5).value, 2008));
  ASSERT_TRUE(a);
  for (const auto& p : a->periods) {
    EXPECT_NEAR(p.trend * p.season * p.calendar * p.irregular, p.value, 1e-6 * p.value);
    EXPECT_NEAR(p.adjusted * p.season * p.calendar, p.value, 1e-6 * p.value);
  }
}

// Simulated with known parts: noise of one percent. What is left in season and calendar must be well under the noise.
TEST(Adjust, finds_season_and_spring_festival_of_simulated_series) {
  std::vector<double> season, calendar, raw;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto known = known_parts(14, seed);
    const auto a = adjust(monthly(known.value, 2008));
    ASSERT_TRUE(a);
    EXPECT_TRUE(a->multiplicative);
    for (std::size_t i = 0; i < a->periods.size(); ++i) {
      // Together: a mean effect of the festival may stand on either side.
      season.push_back(std::log(a->periods[i].season * a->periods[i].calendar) -
                       std::log(known.season[i] * known.calendar[i]));
      calendar.push_back(std::log(a->periods[i].calendar) - std::log(known.calendar[i]));
      raw.push_back(std::log(known.calendar[i]));
    }
  }
  EXPECT_LT(root_mean_square(season), 0.007);
  EXPECT_LT(root_mean_square(calendar), 0.5 * root_mean_square(raw));
}

TEST(Adjust, one_odd_year_does_not_bend_the_seasons_of_others) {
  const auto known = known_parts(14, 3);
  const auto calm = adjust(monthly(known.value, 2008));
  auto hit = known.value;
  for (std::size_t i = 145; i < 148; ++i) hit[i] *= 0.75;  // February to April 2020
  const auto shaken = adjust(monthly(hit, 2008));
  ASSERT_TRUE(calm && shaken);
  EXPECT_TRUE(std::ranges::any_of(shaken->outliers, [](const auto& o) { return o.period.first.year == 2020; }));
  for (std::size_t i = 0; i < hit.size(); ++i) {
    EXPECT_NEAR(shaken->periods[i].season * shaken->periods[i].calendar,
                calm->periods[i].season * calm->periods[i].calendar, 0.02)
        << i;
  }
}

TEST(Adjust, a_lasting_shift_stays_in_the_trend) {
  auto known = known_parts(14, 8);
  for (std::size_t i = 100; i < known.value.size(); ++i) known.value[i] *= 0.8;
  const auto a = adjust(monthly(known.value, 2008));
  ASSERT_TRUE(a);
  ASSERT_FALSE(a->outliers.empty());
  const auto shift = std::ranges::find(a->outliers, OutlierKind::shift, &AdjustedOutlier::kind);
  ASSERT_NE(shift, a->outliers.end());
  EXPECT_EQ(calendar::to_string(shift->period), "2016-05");
  EXPECT_NEAR(shift->effect, -20, 3);
  EXPECT_NE(outlier_words(*shift, true, true).find("2016年5月起水平下移"), std::string::npos);
  EXPECT_LT(a->periods[100].trend, 0.87 * a->periods[99].trend);
}

// 1–2月 in one figure: eleven periods a year, nothing invented, the sum as published.
TEST(Adjust, keeps_january_and_february_together_where_they_are_published_so) {
  const auto known = known_parts(12, 4);
  std::vector<Observation> list;
  for (std::size_t i = 0; i < known.value.size(); ++i) {
    const int year = 2008 + static_cast<int>(i) / 12, month = static_cast<int>(i) % 12 + 1;
    if (year >= 2012 && month == 1) {
      list.push_back({{{year, 1}, {year, 2}}, known.value[i] + known.value[i + 1]});
    } else if (year < 2012 || month != 2) {
      list.push_back({{{year, month}, {year, month}}, known.value[i]});
    }
  }
  const auto a = adjust(list);
  ASSERT_TRUE(a);
  EXPECT_EQ(a->periods_a_year, 11);
  ASSERT_EQ(a->periods.size(), 132U);
  EXPECT_EQ(calendar::to_string(a->periods[0].period), "2008-01/2008-02");
  EXPECT_NEAR(a->periods[0].value, known.value[0] + known.value[1], 1e-9);
  for (const auto& p : a->periods) EXPECT_NEAR(p.irregular, 1, 0.06) << calendar::to_string(p.period);
  ASSERT_EQ(a->pace.size(), 11U);
  EXPECT_NEAR(a->pace[0].reached, a->pace[0].share, 1e-12);
  EXPECT_NEAR(a->pace.back().reached, 1, 1e-12);
}

// Eighty percent bands of the pace, next year unseen.
TEST(Adjust, pace_holds_the_year_it_has_not_seen_about_four_times_in_five) {
  int held = 0, asked = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto known = known_parts(13, 100 + seed, 0);
    const std::vector<double> seen(known.value.begin(), known.value.end() - 12);
    const auto a = adjust(monthly(seen, 2008));
    ASSERT_TRUE(a);
    ASSERT_EQ(a->pace.size(), 12U);
    double total = 0, reached = 0;
    for (std::size_t k = 144; k < 156; ++k) total += known.value[k];
    for (std::size_t k = 0; k < 11; ++k) {
      reached += known.value[144 + k] / total;
      held += reached >= a->pace[k].lo80 && reached <= a->pace[k].hi80 ? 1 : 0;
      ++asked;
    }
  }
  EXPECT_GT(held, 0.68 * asked);
  EXPECT_LT(held, 0.95 * asked);
}

// The growth to date of the months to come, the year cut off after May.
TEST(Adjust, foretells_the_growth_of_the_year) {
  const auto known = known_parts(12, 31);
  const std::vector<double> seen(known.value.begin(), known.value.end() - 7);
  AdjustOptions options;
  options.year = true;
  const auto a = adjust(monthly(seen, 2008), options);
  ASSERT_TRUE(a);
  ASSERT_EQ(a->year.size(), 7U);
  const auto& whole = a->year.back();
  EXPECT_EQ(calendar::to_string(whole.period), "2019");
  double now = 0, before = 0;
  for (std::size_t k = 0; k < 12; ++k) {
    now += known.value[132 + k];
    before += known.value[120 + k];
  }
  const double growth = 100 * (now / before - 1);
  ASSERT_TRUE(whole.growth);
  EXPECT_NEAR(*whole.growth, growth, 2);
  EXPECT_LT(*whole.growth_lo_together, *whole.growth_lo80);
  EXPECT_LT(*whole.growth_lo80, *whole.growth);
  EXPECT_LT(a->year.front().hi80 - a->year.front().lo80, whole.hi80 - whole.lo80);
}

TEST(Adjust, estimates_what_is_missing) {
  const auto known = known_parts(12, 6);
  auto gaps = known.value;
  for (const std::size_t i : {30U, 31U, 77U, 120U}) gaps[i] = kMissing;
  const auto a = adjust(monthly(gaps, 2008));
  ASSERT_TRUE(a);
  for (const std::size_t i : {30U, 31U, 77U, 120U}) {
    EXPECT_TRUE(a->periods[i].filled);
    EXPECT_NEAR(a->periods[i].adjusted * a->periods[i].season * a->periods[i].calendar / known.value[i], 1, 0.06) << i;
  }
}

TEST(Adjust, refuses_what_it_cannot_adjust_and_says_why) {
  const auto code = [](std::vector<Observation> list) {
    const auto a = adjust(std::move(list));
    return a ? std::string("fine") : a.error().code;
  };
  const auto good = monthly(known_parts(6, 1).value, 2008);
  EXPECT_EQ(code({}), "series.none");
  EXPECT_EQ(code(monthly(std::vector<double>(60, kMissing), 2008)), "series.none");
  EXPECT_EQ(code({good[0]}), "series.short");
  EXPECT_EQ(code({good.begin(), good.begin() + 35}), "series.short");
  auto twice = good;
  twice.push_back({good[3].period, good[3].value + 1});
  EXPECT_EQ(code(twice), "series.twice");
  twice.back().value = good[3].value;
  EXPECT_EQ(code(twice), "fine");
  auto mixed = good;
  mixed.push_back({{{2015, 1}, {2015, 3}}, 5});
  EXPECT_EQ(code(mixed), "series.mixed");
  mixed.back().period = {{2015, 1}, {2015, 12}};
  EXPECT_EQ(code(mixed), "series.period");
  mixed.back().period = {{1900, 1}, {1900, 1}};
  EXPECT_EQ(code(mixed), "series.period");
  auto huge = good;
  huge[5].value = 1e200;
  EXPECT_EQ(code(huge), "series.number");
  auto holes = good;
  for (std::size_t i = 1; i < holes.size(); i += 2) holes[i].value = kMissing;
  EXPECT_EQ(code(holes), "series.gaps");
}

TEST(Adjust, odd_series_get_a_stated_fallback) {
  const auto constant = adjust(monthly(std::vector<double>(60, 7), 2008));
  ASSERT_TRUE(constant);
  EXPECT_EQ(constant->periods[10].adjusted, 7);
  ASSERT_FALSE(constant->notes.empty());
  auto negative = known_parts(8, 2).value;
  for (double& v : negative) v -= 1200;
  const auto sums = adjust(monthly(negative, 2008));
  ASSERT_TRUE(sums);
  EXPECT_FALSE(sums->multiplicative);
  EXPECT_TRUE(sums->pace.empty());
  std::vector<double> nearly(60, 0);
  nearly[20] = 5;
  const auto spike = adjust(monthly(nearly, 2008));
  ASSERT_TRUE(spike);
  for (const auto& p : spike->periods) EXPECT_TRUE(std::isfinite(p.adjusted) && std::isfinite(p.trend));
}

}  // namespace
}  // namespace forecast
