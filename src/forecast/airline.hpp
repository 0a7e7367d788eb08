// Regression with airline errors: the model behind a seasonal adjustment.
//
//   (1 − B)(1 − B^s)(y − X β) = (1 − θ B)(1 − Θ B^s) a,   a ~ N(0, σ²)
//
// Exact likelihood (Ljung and Box 1979): the s + 1 shocks before the first difference are unknowns with the same
// variance; all columns pass the moving average backwards, and one Cholesky factor of their cross products gives β, the
// residual sum of squares and the determinant together. θ and Θ by Nelder and Mead, kept inside ±0.98. Outliers: the
// statistics of Chen and Liu (1993) for a single wild value (AO), a lasting shift (LS) and a passing one (TC, 0.7 a
// month), on residuals with a robust σ (1.4826 × median |a|).
#pragma once

#include <optional>
#include <vector>

namespace forecast {

using Column = std::vector<double>;

struct AirlineFit {
  double theta = 0.4, seasonal_theta = 0.6;
  std::vector<double> beta, t;  // one each column
  double sigma = 0;             // of the shocks
  double log_likelihood = 0;
  double aicc = 0;
  std::vector<double> residuals;  // n − s − 1
};

enum class OutlierKind { single, shift, passing };

struct OutlierFound {
  OutlierKind kind = OutlierKind::single;
  std::size_t at = 0;
  double t = 0;
};

class Airline {
 public:
  // `y` finite, longer than 2 s + 2; s ≥ 2.
  Airline(std::vector<double> y, int s) : y_(std::move(y)), s_(static_cast<std::size_t>(s)) {}

  // With given θ, Θ. Columns as long as y. Nothing when the columns depend on each other.
  std::optional<AirlineFit> at(double theta, double seasonal_theta, const std::vector<Column>& x) const;
  // By maximum likelihood, starting from `start`; about `evaluations` values of the likelihood.
  std::optional<AirlineFit> fit(const std::vector<Column>& x, const AirlineFit& start, int evaluations) const;
  // The outlier with the largest |t| in the residuals of a fit, at places where `taken` is not set.
  OutlierFound likeliest_outlier(const AirlineFit& fit, const std::vector<char>& taken) const;
  // y − X β carried on by `ahead` periods, and by as many before its start.
  std::vector<double> extended(const std::vector<double>& clean, const AirlineFit& fit, std::size_t ahead) const;
  static Column outlier_column(OutlierKind kind, std::size_t at, std::size_t n);

 private:
  std::vector<double> y_;
  std::size_t s_;
};

}  // namespace forecast
