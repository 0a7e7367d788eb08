// What the likelihood of an ARMA model needs before the recursions of lanes.hpp run: lag polynomials multiplied out,
// the autocovariances and the first state.
//
// The state of t holds what the past says of w_t, w_{t+1}, … (Harvey 1989, 3.3); its covariance P is stationary and
// changes by a matrix of rank one a step, so that gain and change take 2 r numbers instead of r² (Morf, Sidhu and
// Kailath 1974; Mélard 1984, algorithm AS 197):
//
//     F' = F + M z²     K' = K + T W M z     W' = T W - K' z / F'     M' = M F' / F,     z = Z W
//
// beginning with F = Z P Z', K = W = T P Z', M = -1 / F.
#pragma once

#include <array>
#include <vector>

#include "forecast/arima.hpp"
#include "forecast/lane_fit.hpp"

namespace forecast {

// Coefficients of one lane. `ar` and `ma` multiplied out, index 0 is 1: ar[k] is that of B^k with its sign in
// phi(B) Phi(B^m), ma[k] in theta(B) Theta(B^m).
struct ArmaPolynomials {
  std::vector<double> ar, ma;
};

// From parameters of any size to coefficients: x / sqrt(1 + x²) are partial autocorrelations. In the order p, q, P, Q.
struct ArmaCoefficients {
  std::array<double, 3> ar{}, ma{};
  std::array<double, 2> seasonal_ar{}, seasonal_ma{};
};
ArmaCoefficients coefficients_of(const ArimaOrder& order, const Point& x);
void multiply_out(const ArimaOrder& order, int period, const ArmaCoefficients& c, ArmaPolynomials& out);

// Variance of w and T P Z' for errors of variance 1. False where the model is all but not stationary.
struct FirstState {
  double variance = 1;
  std::vector<double> gain;  // r
  std::vector<double> room;  // to work in
};
bool first_state(const ArmaPolynomials& p, FirstState& out);

enum class ArimaFitting { conditional, exact };

// Runs conditional or exact likelihoods of one model for eight points.
class ArmaLikelihood {
 public:
  // `w`: differenced and, for numbers near 1, scaled.
  ArmaLikelihood(const std::vector<double>& w, int period, const ArimaOrder& order);
  std::size_t parameters() const { return count_; }  // with the constant, which comes last
  std::size_t shapes() const { return count_ - (order_.constant ? 1 : 0); }
  // `size`: the number of squares in the sum.
  double size(ArimaFitting fitting) const;
  LaneFit fitted(ArimaFitting fitting, const LaneEffort& effort, const Point* from);
  double constant_at(const Point& x) const { return order_.constant ? mean_ + scale_ * x[count_ - 1] : 0; }
  struct End {
    double sum = 0;             // of squared errors, each over its variance
    std::vector<double> state;  // after the last value: what it says of those that follow, r parts
  };
  End end_of(const Point& x);

 private:
  void run_conditional(const Eight& at, LaneErrors& to);
  void run_exact(const Eight& at, LaneErrors& to);
  const std::vector<double>& w_;
  int period_;
  ArimaOrder order_;
  std::size_t count_ = 0, ar_degree_ = 0, ma_degree_ = 0;
  double mean_ = 0, scale_ = 1;
  std::vector<LagTerm> ar_, ma_;
  std::vector<LaneCell> errors_, gain_, change_, state_;
  std::array<ArmaPolynomials, kLanes> polynomials_;
  FirstState first_;
};

}  // namespace forecast
