#include "forecast/forecaster.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "forecast/arima.hpp"
#include "forecast/lanes.hpp"
#include "forecast/season.hpp"
#include "forecast/smoothing.hpp"
#include "forecast/theta.hpp"

namespace forecast {
namespace {

const double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr Method kMethods[] = {Method::standard, Method::thorough, Method::ets,   Method::theta,
                               Method::dotm,     Method::arima,    Method::naive, Method::seasonal_naive};

std::vector<double> seasonal_growth(int n) {
  std::vector<double> y;
  for (int t = 0; t < n; ++t) y.push_back((100 + 2 * t) * (1 + 0.3 * std::sin(2 * M_PI * t / 12)) + (t * 7 % 5));
  return y;
}

TEST(Forecast, of_a_straight_line_goes_on_straight) {
  std::vector<double> y;
  for (int t = 1; t <= 30; ++t) y.push_back(10 + 3 * t);
  EXPECT_NEAR(best_ets(y, 1, 5).mean[4], 10 + 3 * 35, 0.5);
  EXPECT_NEAR(optimised_theta(y, 1, 5).mean[4], 10 + 3 * 35, 5);
}

TEST(Forecast, finds_the_season_and_keeps_it) {
  const auto y = seasonal_growth(72);
  EXPECT_TRUE(has_season(y, 12));
  const auto f = forecast_series(y, 12, 12, Method::standard);
  double error = 0;
  const auto truth = seasonal_growth(84);
  for (std::size_t h = 0; h < 12; ++h) error += std::abs(f->mean[h] - truth[72 + h]) / truth[72 + h] / 12;
  EXPECT_LT(error, 0.03);
}

TEST(Forecast, intervals_hold_the_mean_and_widen) {
  for (const Method m : kMethods) {
    const auto f = forecast_series(seasonal_growth(60), 12, 18, m);
    ASSERT_TRUE(f);
    for (std::size_t h = 0; h < 18; ++h) {
      EXPECT_LE(f->lo95[h], f->lo80[h]);
      EXPECT_LE(f->lo80[h], f->mean[h]);
      EXPECT_LE(f->mean[h], f->hi80[h]);
      EXPECT_LE(f->hi80[h], f->hi95[h]);
    }
    EXPECT_GE(f->hi80[17] - f->mean[17], f->hi80[0] - f->mean[0]);
  }
}

// Random walks with drift, whose 80 % and 95 % intervals are known to hold 80 % and 95 %; the scale of the half widths
// was learnt from other series (codes/forecast_spread.csv).
TEST(Forecast, intervals_hold_about_as_often_as_they_say) {
  std::mt19937_64 random(20);
  const auto normal = [&] {  // twelve uniform numbers, the same with every library
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += static_cast<double>(random() >> 11) / 9007199254740992.0;
    return sum;
  };
  for (const int period : {1, 4, 12}) {
    double held80 = 0, held95 = 0, all = 0;
    for (int series = 0; series < 120; ++series) {
      std::vector<double> y{1000};
      while (y.size() < 66) y.push_back(y.back() + 2 + 10 * normal());
      const auto f = forecast_series({y.begin(), y.begin() + 60}, period, 6, Method::standard);
      for (std::size_t h = 0; h < 6; ++h, ++all) {
        held80 += f->lo80[h] <= y[60 + h] && y[60 + h] <= f->hi80[h] ? 1 : 0;
        held95 += f->lo95[h] <= y[60 + h] && y[60 + h] <= f->hi95[h] ? 1 : 0;
      }
    }
    EXPECT_GT(held80 / all, 0.70) << period;
    EXPECT_LT(held80 / all, 0.92) << period;
    EXPECT_GT(held95 / all, 0.90) << period;
    EXPECT_LT(held95 / all, 0.998) << period;
  }
}

TEST(Forecast, odd_series_give_something_sane_or_nothing) {
  for (const Method m : kMethods) {
    EXPECT_FALSE(forecast_series({}, 12, 3, m));
    EXPECT_FALSE(forecast_series({kMissing, kMissing}, 12, 3, m));
    EXPECT_FALSE(forecast_series({1e300, 2e300}, 12, 3, m));  // no published figure is that large
    EXPECT_FALSE(forecast_series({1, 2, 3}, 12, 0, m));
    const auto one = forecast_series({7}, 12, 3, m);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->mean, (std::vector<double>{7, 7, 7}));
    const auto same = forecast_series(std::vector<double>(40, 5.5), 12, 3, m);
    EXPECT_EQ(same->mean, (std::vector<double>{5.5, 5.5, 5.5}));
    EXPECT_EQ(same->hi95, same->lo95);
    const std::vector<std::vector<double>> odd{
        {1, 2},
        {0, 0, 0, 1, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0},
        {-5, 3, -2, 8, -1, 0, 4, -9, 2, 2},
        {1e99, 2e99, 1e98, 3e99, 2e99},
        {1e-300, 2e-300, 1e-301, 3e-300, 2e-300},
        {1, kMissing, 3, 4, kMissing, kMissing, 7, 8, 9, kMissing},
        {100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1, 100, 1}};
    for (const auto& y : odd) {
      for (const int period : {1, 4, 12}) {
        const auto f = forecast_series(y, period, 6, m);
        ASSERT_TRUE(f);
        for (std::size_t h = 0; h < 6; ++h) {
          EXPECT_TRUE(std::isfinite(f->mean[h]));
          EXPECT_FALSE(std::isnan(f->lo95[h]) || std::isnan(f->hi95[h]));
        }
      }
    }
  }
}

TEST(Forecast, positive_series_stay_positive) {
  std::vector<double> y;
  for (int t = 0; t < 30; ++t) y.push_back(100 - 3.2 * t);
  const auto f = forecast_series(y, 1, 20, Method::standard);
  for (std::size_t h = 0; h < 20; ++h) EXPECT_GE(f->lo95[h], 0);
}

TEST(Forecast, is_the_same_each_time) {
  const auto a = forecast_series(seasonal_growth(50), 12, 12, Method::thorough);
  const auto b = forecast_series(seasonal_growth(50), 12, 12, Method::thorough);
  EXPECT_EQ(a->mean, b->mean);
  EXPECT_EQ(a->hi95, b->hi95);
}

// The M3 competition (Makridakis and Hibon 2000), where it is at hand: more exact than its best method in each class.
// The yearly and other series only: the whole is bench/forecast_m3.py.
TEST(Forecast, beats_the_best_method_of_m3_on_its_short_classes) {
  namespace fs = std::filesystem;
  const fs::path m3 = fs::path(JICHENG_SOURCE_DIR) / "../shared/data/m3";
  if (!fs::exists(m3)) GTEST_SKIP() << "../shared/data/m3 is not here";
  const auto rows = [](const fs::path& p) {
    std::vector<std::vector<double>> out;
    std::ifstream in(p);
    for (std::string line; std::getline(in, line);) {
      std::stringstream cells(line);
      std::string cell;
      std::getline(cells, cell, ',');
      out.emplace_back();
      while (std::getline(cells, cell, ',')) out.back().push_back(std::stod(cell));
    }
    return out;
  };
  const auto smape = [&](const std::string& name, int period, int horizon) {
    const auto train = rows(m3 / (name + "-train.csv")), test = rows(m3 / (name + "-test.csv"));
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < train.size(); ++i) {
      const auto f = forecast_series(train[i], period, horizon, Method::standard);
      for (std::size_t h = 0; h < test[i].size(); ++h) {
        sum += 200 * std::abs(test[i][h] - f->mean[h]) / (std::abs(test[i][h]) + std::abs(f->mean[h]));
        ++count;
      }
    }
    return sum / count;
  };
  EXPECT_LT(smape("yearly", 1, 6), 16.97);
  EXPECT_LT(smape("other", 1, 8), 4.41);
}

std::vector<double> wave() {
  std::vector<double> y;
  for (int t = 1; t <= 60; ++t) y.push_back(100 + 10 * std::sin(t) + (t * 7) % 5 + t / 2.0);
  return y;
}

// Expected: R 4.2, package forecast, src/forecast/expected_by_r.R.
TEST(Ets, reaches_the_likelihood_that_r_reaches) {
  using C = Component;
  const auto y = wave();
  EXPECT_GE(fit_ets(y, 1, {C::additive, C::none, C::none}, 3, 40).log_likelihood, -241.8578 - 0.05);
  EXPECT_GE(fit_ets(y, 1, {C::additive, C::additive, C::none}, 3, 40).log_likelihood, -243.8884 - 0.05);
  EXPECT_GE(fit_ets(y, 1, {C::multiplicative, C::none, C::none}, 3, 40).log_likelihood, -242.4434 - 0.05);
}

std::vector<double> months() {
  std::vector<double> y;
  for (int t = 1; t <= 120; ++t) {
    y.push_back(100 + 10 * std::sin(t * 2 * M_PI / 12) + (t * 7) % 5 + t / 2.0 + 5 * std::cos(t * t * 0.1));
  }
  return y;
}

// Expected: R 4.2, Arima(method = "ML") of package forecast, src/forecast/expected_by_r.R.
TEST(Arima, has_the_likelihood_and_the_forecasts_of_r) {
  struct Expected {
    ArimaOrder order;
    double log_likelihood, first, third, deviation;
  };
  const Expected all[] = {{{2, 1, 1, 0, 0, 0, false}, -396.8496, 161.9684, 163.3550, 11.7643},
                          {{1, 0, 0, 1, 0, 0, true}, -394.9229, 165.2382, 163.0443, 10.0932},
                          {{2, 0, 1, 1, 1, 0, true}, -316.4380, 170.3457, 178.4820, 4.7355}};
  for (const auto& [order, log_likelihood, first, third, deviation] : all) {
    const auto fit = fit_arima(months(), 12, order, 3);
    EXPECT_NEAR(fit.log_likelihood, log_likelihood, 0.001) << order.name(12);
    ASSERT_EQ(fit.mean.size(), 3u);
    EXPECT_NEAR(fit.mean[0], first, 0.01);
    EXPECT_NEAR(fit.mean[2], third, 0.02);
    EXPECT_NEAR(std::sqrt(fit.variance[2]), deviation, 0.005);
  }
}

TEST(Arima, refuses_what_the_series_is_too_short_for) {
  EXPECT_TRUE(fit_arima({1, 2, 4, 3, 5, 7}, 12, {0, 1, 1, 0, 1, 1, false}, 3).mean.empty());
  EXPECT_TRUE(fit_arima(months(), 12, {3, 0, 3, 2, 0, 2, true}, 3).mean.empty());
}

TEST(Lanes, give_the_same_digits_with_and_without_wide_instructions) {
  const auto y = months();
  if (&kernels() == &plain_kernels()) GTEST_SKIP() << "this processor has no AVX2";
  ThetaTask plain{}, wide{};
  for (ThetaTask* task : {&plain, &wide}) {
    task->y = y.data(), task->n = y.size();
    for (std::size_t i = 0; i < kLanes; ++i) task->alpha.v[i] = 0.1 + 0.1 * static_cast<double>(i);
  }
  plain_kernels().theta(plain);
  wide_kernels().theta(wide);
  for (std::size_t i = 0; i < kLanes; ++i) EXPECT_EQ(plain.aa.v[i], wide.aa.v[i]);
}

TEST(Theta, agrees_with_r) {
  const auto f = theta(wave(), 1, 3);
  EXPECT_NEAR(f.mean[0], 127.1995, 0.02);
  EXPECT_NEAR(f.mean[2], 127.6923, 0.02);
}

TEST(Forecast, of_any_numbers_at_all_is_in_order_and_finite) {
  constexpr double kBag[] = {
      0,   1,  -1,   5,    5,  7.5, 1e-300, 1e99, -1e99, 1e300, std::numeric_limits<double>::infinity(),
      100, 99, 1e-9, 1e12, 101};
  std::uint64_t state = 88172645463325252ULL;
  const auto random = [&] { return state ^= state << 13, state ^= state >> 7, state ^= state << 17, state; };
  for (int round = 0; round < 400; ++round) {
    std::vector<double> y(1 + random() % 45);
    const std::size_t first = random() % 16, width = 1 + random() % 16;
    for (double& v : y) v = random() % 11 == 0 ? kMissing : kBag[(first + random() % width) % 16];
    const int period = std::array{1, 4, 12, 7}[random() % 4];
    const auto f = forecast_series(y, period, 14, kMethods[random() % std::size(kMethods)]);
    if (!f) continue;
    for (std::size_t h = 0; h < 14; ++h) {
      ASSERT_TRUE(std::isfinite(f->lo95[h]) && std::isfinite(f->mean[h]) && std::isfinite(f->hi95[h])) << round;
      ASSERT_TRUE(f->lo95[h] <= f->lo80[h] && f->lo80[h] <= f->mean[h] && f->mean[h] <= f->hi80[h] &&
                  f->hi80[h] <= f->hi95[h])
          << round;
    }
  }
}

TEST(Forecast, of_a_million_values_uses_the_last) {
  std::vector<double> y;
  for (int t = 0; t < 1000000; ++t) y.push_back(t < 900000 ? 1e6 : 50 + t % 3);
  const auto f = forecast_series(y, 12, 6, Method::standard);
  ASSERT_TRUE(f);
  EXPECT_STREQ(f->note, "cut");
  EXPECT_NEAR(f->mean[5], 51, 3);
}

}  // namespace
}  // namespace forecast
