// Seasonal ARIMA models, their orders chosen by themselves.
//
//     phi(B) Phi(B^m) (w_t - mu) = theta(B) Theta(B^m) e_t,     w = (1 - B)^d (1 - B^m)^D y
//
// with phi(B) = 1 - phi_1 B - …, theta(B) = 1 + theta_1 B + … (Box and Jenkins 1970; the signs of R's arima). `mu` is
// the mean of w, which for d + D = 1 is a drift. Stationary and invertible by construction: coefficients come from
// partial autocorrelations in (-1, 1) (Jones 1980).
//
// Orders: D = 1 where the season is strong (its share of what is left after the trend beyond 0.64; Wang, Smith and
// Hyndman 2006), d by repeated KPSS tests at 5 % (Kwiatkowski, Phillips, Schmidt and Shin 1992), the rest by the
// stepwise search of Hyndman and Khandakar (2008) on AICc of the exact likelihood (arima_lanes.hpp) or, where time is
// short, of the conditional one.
#pragma once

#include <string>
#include <vector>

namespace forecast {

struct ArimaOrder {
  int p = 0, d = 0, q = 0;
  int P = 0, D = 0, Q = 0;
  bool constant = false;
  std::string name(int period) const;  // "ARIMA(0,1,1)(0,1,1)[12]"
  bool operator==(const ArimaOrder&) const = default;
};

struct ArimaFit {
  ArimaOrder order;
  std::vector<double> ar, ma, seasonal_ar, seasonal_ma;
  double constant = 0;  // mean of w
  double sigma2 = 0;    // sum of squares over the number of values of w: the maximum likelihood estimate
  double log_likelihood = 0;
  double aicc = 0;                     // infinite: could not be fitted
  std::vector<double> mean, variance;  // 1 … horizon, of y
};

enum class ArimaEffort {
  quick,  // forms compared by conditional sums of squares; the exact likelihood raised by two rounds from there
  whole   // the exact likelihood maximised for each form tried
};

// One model. At most kMostParameters coefficients (lane_fit.hpp) with p, q ≤ 3 and P, Q ≤ 2; `y` is finite. What has
// more, or a series too short for it, is refused: the aicc is infinite and there is no mean.
ArimaFit fit_arima(const std::vector<double>& y, int period, const ArimaOrder& order, int horizon,
                   ArimaEffort effort = ArimaEffort::whole);

// The model chosen. A series that no form fits has an infinite aicc and no mean.
ArimaFit best_arima(const std::vector<double>& y, int period, int horizon, ArimaEffort effort = ArimaEffort::whole);

// The numbers of differences that best_arima takes.
int differences_of(const std::vector<double>& y);                       // 0 … 2
int seasonal_differences_of(const std::vector<double>& y, int period);  // 0 or 1
// The statistic of the KPSS test for a level, lags truncated at 3 sqrt(n) / 13.
double kpss_statistic(const std::vector<double>& y);

}  // namespace forecast
