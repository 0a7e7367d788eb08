#include "forecast/airline.hpp"

#include <gtest/gtest.h>

#include "forecast/adjust_test_help.hpp"

namespace forecast {
namespace {

std::vector<double> logs_of_passengers() {
  std::vector<double> y;
  for (const double v : airline_passengers()) y.push_back(std::log(v));
  return y;
}

// R 4.2: arima(log(AirPassengers), c(0,1,1), c(0,1,1)): ma1 −0.4018, sma1 −0.5569, log likelihood 244.70;
// predict(.., 12): 6.110186 6.053775 … 6.168025 (src/forecast/adjust_by_r.R).
TEST(Airline, has_the_likelihood_and_forecasts_of_r) {
  const Airline model(logs_of_passengers(), 12);
  const auto fit = model.fit({}, {}, 60);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->theta, 0.4018, 0.003);
  EXPECT_NEAR(fit->seasonal_theta, 0.5569, 0.003);
  EXPECT_NEAR(fit->log_likelihood, 244.70, 0.01);
  const auto longer = model.extended(logs_of_passengers(), *fit, 12);
  ASSERT_EQ(longer.size(), 168U);
  EXPECT_NEAR(longer[156], 6.110186, 0.002);
  EXPECT_NEAR(longer[157], 6.053775, 0.002);
  EXPECT_NEAR(longer[167], 6.168025, 0.002);
}

// R: arima(log(AirPassengers), c(0,1,1), c(0,1,1), xreg = step from July 1955), fixed at the same θ and Θ, gives the
// coefficient of the step to four digits (src/forecast/adjust_by_r.R).
TEST(Airline, finds_a_shift_it_was_given_and_says_how_large) {
  auto y = logs_of_passengers();
  for (std::size_t i = 78; i < y.size(); ++i) y[i] -= 0.25;
  const Airline model(y, 12);
  const auto fit = model.fit({}, {}, 60);
  ASSERT_TRUE(fit);
  const auto found = model.likeliest_outlier(*fit, std::vector<char>(y.size()));
  EXPECT_EQ(found.kind, OutlierKind::shift);
  EXPECT_EQ(found.at, 78U);
  EXPECT_LT(found.t, -4);
  const auto with = model.fit({Airline::outlier_column(found.kind, found.at, y.size())}, *fit, 60);
  ASSERT_TRUE(with);
  EXPECT_NEAR(with->beta[0], -0.25, 0.05);
}

TEST(Airline, has_no_answer_for_columns_that_depend_on_each_other) {
  const Airline model(logs_of_passengers(), 12);
  const auto column = Airline::outlier_column(OutlierKind::single, 50, 144);
  EXPECT_FALSE(model.at(0.4, 0.6, {column, column}));
}

}  // namespace
}  // namespace forecast
