// Eight doubles worked on at once. A recursion through time waits for each step; eight of them side by side (eight
// candidate parameters, or a point and its neighbours) take hardly longer than one.
//
// The recursions are written once (lane_kernels.hpp) and compiled twice, for any processor and for AVX2; which is used
// is found out when the program runs. Multiply and add are never fused, so both give the same digits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace forecast {

inline constexpr std::size_t kLanes = 8;
struct alignas(64) LaneCell {
  double v[kLanes];
};

// One pass of exponential smoothing (ets_lanes.hpp says what it does).
struct EtsTask {
  const double* y;
  std::size_t n;
  const double* season;  // the m first seasonal states
  std::size_t m;
  LaneCell alpha, beta, gamma, phi, level, slope;
  LaneCell* work;    // m
  LaneCell* errors;  // n, filled
  LaneCell sum, product, bad;
  std::int64_t exponent[kLanes];
};

// Sums of squares and products of theta's one-step errors (theta.cpp); `intercept` and `slope` of the line known before
// each value, or null.
struct ThetaTask {
  const double* y;
  std::size_t n;
  const double* intercept;
  const double* slope;
  std::size_t skip;
  LaneCell alpha;
  LaneCell aa, bb, gg, ab, ag, bg;
};

// One term coefficient · B^lag of a lag polynomial.
struct LagTerm {
  std::size_t lag;
  LaneCell coefficient;
};

// e_t = w_t - constant - sum phi_i w_{t-i} - sum theta_j e_{t-j} from t = first on, 0 before (arima_lanes.hpp).
struct ConditionalTask {
  const double* w;
  std::size_t n, first;
  const LagTerm* ar;
  std::size_t ar_count;
  const LagTerm* ma;
  std::size_t ma_count;
  LaneCell constant;
  LaneCell* errors;  // n, filled
  LaneCell sum;
};

// The exact likelihood by fast recursions (arima_lanes.hpp): `gain` and `change` hold T P Z' of the first state,
// `variance` is Z P Z'.
struct ExactTask {
  const double* w;
  std::size_t n;
  const LagTerm* ar;
  std::size_t ar_count;
  std::size_t r;
  LaneCell mean, variance;
  LaneCell *gain, *change, *state;  // r + 1 each; the last of change and state is 0. Left as they are at the end.
  LaneCell* errors;                 // n, filled with v / sqrt(F)
  LaneCell sum, product;
  std::int64_t exponent[kLanes];
};

using Products = std::array<std::array<double, kLanes>, kLanes>;

// The recursions of one build. ets: [season none, additive, multiplicative][multiplicative error].
struct Kernels {
  void (*ets[3][2])(EtsTask&);
  void (*products)(const LaneCell* errors, std::size_t n, std::size_t lanes, Products& out);
  void (*theta)(ThetaTask&);
  void (*conditional)(ConditionalTask&);
  void (*exact)(ExactTask&);
};
const Kernels& plain_kernels();
const Kernels& wide_kernels();  // only where the processor has AVX2
const Kernels& kernels();       // the fastest that this processor has

}  // namespace forecast
