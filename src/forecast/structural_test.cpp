#include "forecast/structural.hpp"

#include <gtest/gtest.h>

#include "forecast/adjust_test_help.hpp"

namespace forecast {
namespace {

// R's data set UKgas: quarterly UK gas consumption, 1960–1986 (Durbin and Koopman 2001).
const std::vector<double> kGas{
    160.1, 129.7, 84.8,  120.1, 160.1, 124.9, 84.8,  116.9, 169.7,  140.9, 89.7,  123.3, 187.3, 144.1, 92.9,  120.1,
    176.1, 147.3, 89.7,  123.3, 185.7, 155.3, 99.3,  131.3, 200.1,  161.7, 102.5, 136.1, 204.9, 176.1, 112.1, 140.9,
    227.3, 195.3, 115.3, 142.5, 244.9, 214.5, 118.5, 153.7, 244.9,  216.1, 188.9, 142.5, 301,   196.9, 136.1, 267.3,
    317,   230.5, 152.1, 336.2, 371.4, 240.1, 158.5, 355.4, 449.9,  286.6, 179.3, 403.4, 491.5, 321.8, 177.7, 409.8,
    593.9, 329.8, 176.1, 483.5, 584.3, 395.4, 187.3, 485.1, 669.2,  421,   216.1, 509.1, 827.7, 467.5, 209.7, 542.7,
    840.5, 414.6, 217.7, 670.8, 848.5, 437,   209.7, 701.2, 925.3,  443.4, 214.5, 683.6, 917.3, 515.5, 224.1, 694.8,
    989.4, 477.1, 233.7, 730,   1087,  534.7, 281.8, 787.6, 1163.9, 613.1, 347.4, 782.8};

std::vector<Total> singles(const std::vector<double>& values) {
  std::vector<Total> out;
  for (std::size_t i = 0; i < values.size(); ++i) out.push_back({i, i, values[i]});
  return out;
}

// R 4.2, KalmanLike and KalmanForecast with a diffuse start (src/forecast/adjust_by_r.R): level 0, slope 0.00460 and
// season 1.785 times the irregular; ahead 7.168668, 6.496610, 5.920552, 6.770676, the first with an error of 0.10086.
// (StructTS itself takes a milder start and ends elsewhere.)
TEST(Structural, has_the_variances_and_forecasts_of_r) {
  const auto out = structural_outlook(singles(kGas), 4, {}, kGas.size() + 4, true);
  ASSERT_TRUE(out);
  EXPECT_LT(out->fit.level / out->fit.irregular, 1e-3);
  EXPECT_NEAR(out->fit.slope / out->fit.irregular, 0.00460, 0.0003);
  EXPECT_NEAR(out->fit.season / out->fit.irregular, 1.785, 0.03);
  ASSERT_EQ(out->sums.size(), 4U);
  const double by_r[4] = {7.168668, 6.496610, 5.920552, 6.770676};
  double sum = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    sum += std::exp(by_r[k]);
    EXPECT_NEAR(out->sums[k].mean / sum, 1, 0.003) << k;
  }
  // R divides the squares by all 108 values, we by the 103 beyond the unknown start.
  EXPECT_NEAR(out->sums[0].sd / out->sums[0].mean, 0.10086 * std::sqrt(108.0 / 103), 0.001);
}

// What is summed says the same as its parts, a little less surely.
TEST(Structural, takes_january_and_february_in_one) {
  const auto known = known_parts(12, 21, 0).value;
  std::vector<Total> joined;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i % 12 == 0) {
      joined.push_back({i, i + 1, known[i] + known[i + 1]});
    } else if (i % 12 != 1) {
      joined.push_back({i, i, known[i]});
    }
  }
  const auto one = structural_outlook(singles(known), 12, {}, known.size() + 12, true);
  const auto two = structural_outlook(joined, 12, {}, known.size() + 12, true);
  ASSERT_TRUE(one && two);
  EXPECT_NEAR(two->sums[11].mean / one->sums[11].mean, 1, 0.01);
  EXPECT_NEAR(two->sums[1].mean / one->sums[1].mean, 1, 0.01);
  EXPECT_NEAR(two->sums[11].sd / one->sums[11].sd, 1, 0.35);
}

TEST(Structural, needs_no_value_for_every_month) {
  const auto known = known_parts(10, 22, 0).value;
  auto totals = singles(known);
  totals.erase(totals.begin() + 40, totals.begin() + 43);
  totals.push_back({known.size() + 2, known.size() + 2, known.back() * 1.1});  // two months skipped
  const auto out = structural_outlook(totals, 12, {}, known.size() + 12, true);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->sums.front().last, known.size() + 3);
}

TEST(Structural, finds_the_size_of_an_effect) {
  const auto known = known_parts(14, 23);
  std::vector<calendar::Period> periods;
  for (std::size_t i = 0; i < known.value.size(); ++i) {
    const auto m = calendar::Month::from_index(2008 * 12 + static_cast<int>(i));
    periods.push_back({m, m});
  }
  const auto during = calendar_regressors(periods, 20)[kFestivalDuring];
  const auto out = structural_outlook(singles(known.value), 12, {during}, known.value.size(), true);
  ASSERT_TRUE(out);
  EXPECT_NEAR(out->fit.beta[0], -0.10, 0.025);
  EXPECT_TRUE(out->sums.empty());
}

// Totals of a year that was kept back, after six months of it.
TEST(Structural, holds_the_year_to_come_about_four_times_in_five) {
  int held = 0, asked = 0;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const auto known = known_parts(10, 300 + seed, 0).value;
    const std::vector<double> seen(known.begin(), known.end() - 6);
    const auto out = structural_outlook(singles(seen), 12, {}, known.size(), true);
    ASSERT_TRUE(out);
    double rest = 0;
    for (std::size_t k = 0; k < 6; ++k) {
      rest += known[seen.size() + k];
      held += std::abs(rest - out->sums[k].mean) <= 1.4759 * out->sums[k].sd ? 1 : 0;
      ++asked;
    }
  }
  EXPECT_GT(held, 0.72 * asked);
  EXPECT_LT(held, 0.97 * asked);
}

TEST(Structural, has_nothing_to_say_of_too_little) {
  EXPECT_FALSE(structural_outlook(singles({1, 2, 3, 4, 5}), 4, {}, 8, true));
  EXPECT_FALSE(structural_outlook(singles(std::vector<double>(40, 3)), 4, {}, 44, true));
  auto negative = kGas;
  negative[5] = -1;
  EXPECT_FALSE(structural_outlook(singles(negative), 4, {}, 120, true));
  EXPECT_TRUE(structural_outlook(singles(negative), 4, {}, 112, false));
}

}  // namespace
}  // namespace forecast
