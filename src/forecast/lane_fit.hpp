// Least squares by Gauss and Newton with the damping of Levenberg (1944) and Marquardt (1963), eight points at once:
// one pass gives the errors at a point and at its neighbours along each parameter, the next compares eight strengths of
// damping.
//
// What is made least is size · log(sum e²) + 2 log r: minus twice a concentrated Gaussian likelihood whose errors have
// been divided by r (the geometric means of both multiply out: e · r^(1/size) are the residuals).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "forecast/lanes.hpp"

namespace forecast {

inline constexpr std::size_t kMostParameters = kLanes - 1;
using Point = std::array<double, kLanes>;
using Eight = std::array<Point, kLanes>;

struct LaneErrors {
  std::span<LaneCell> errors;          // over time
  std::array<double, kLanes> sum{};    // of e²; infinite where the point is not allowed
  std::array<double, kLanes> log_r{};  // sum of log r
};

struct LaneFit {
  Point x{};
  double value = std::numeric_limits<double>::infinity();
};

// Solves (a + strength diag a) move = -g by Cholesky; false where that is not positive definite.
bool damped_step(const Products& a, const Point& g, std::size_t n, double strength, Point& move);

struct LaneEffort {
  int rounds = 12;       // of Gauss and Newton at most
  double enough = 0.01;  // stops when a round gains less
  double bound = 9;      // of the bounded parameters
};

// `run(points, errors)` fills the errors of eight points. `bounded`: the first so many parameters stay in ±bound and
// move by at most 2 a round (they pass through a logistic function), the others by at most 50. `begin`: eight places to
// begin.
template <class Run>
LaneFit least_squares(Run&& run, double size, std::size_t count, std::size_t bounded, const Eight& begin,
                      const LaneEffort& effort, LaneErrors& passed) {
  constexpr double kNear = 1e-4;
  constexpr std::array<double, kLanes> strengths{1e-8, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e4};
  const auto values = [&](const Eight& at) {
    run(at, passed);
    std::array<double, kLanes> out{};
    for (std::size_t i = 0; i < kLanes; ++i) {
      const double v = size * std::log(std::max(passed.sum[i], 1e-300)) + 2 * passed.log_r[i];
      out[i] = std::isfinite(passed.sum[i]) && std::isfinite(v) ? v : std::numeric_limits<double>::infinity();
    }
    return out;
  };
  const auto least = [](const std::array<double, kLanes>& v) {
    return static_cast<std::size_t>(std::ranges::min_element(v) - v.begin());
  };
  LaneFit out;
  Eight eight = begin;
  const auto first = values(eight);
  std::size_t at = least(first);
  out.value = first[at];
  out.x = eight[at];
  if (!std::isfinite(out.value)) return out;
  for (int round = 0; round < effort.rounds && count > 0; ++round) {
    eight.fill(out.x);
    for (std::size_t i = 0; i < count; ++i) eight[i + 1][i] += eight[i + 1][i] > 0 ? -kNear : kNear;
    const auto around = values(eight);
    if (!std::all_of(around.begin(), around.begin() + static_cast<std::ptrdiff_t>(count) + 1,
                     [](double v) { return std::isfinite(v); })) {
      break;
    }
    Products v{};
    kernels().products(passed.errors.data(), passed.errors.size(), count + 1, v);
    Products a{};
    Point g{}, dlog{}, turned{};
    for (std::size_t i = 1; i <= count; ++i) {
      turned[i] = out.x[i - 1] > 0 ? -1 / kNear : 1 / kNear;
      dlog[i] = (passed.log_r[i] - passed.log_r[0]) / size * turned[i];
    }
    for (std::size_t i = 1; i <= count; ++i) {
      g[i - 1] = v[0][i] * turned[i] + dlog[i] * v[0][0];
      for (std::size_t j = 1; j <= count; ++j) {
        a[i - 1][j - 1] = v[i][j] * turned[i] * turned[j] + dlog[i] * v[0][j] * turned[j] +
                          dlog[j] * v[0][i] * turned[i] + dlog[i] * dlog[j] * v[0][0];
      }
    }
    for (std::size_t i = 0; i < kLanes; ++i) {
      eight[i] = out.x;
      Point move{};
      if (!damped_step(a, g, count, strengths[i], move)) continue;
      for (std::size_t c = 0; c < count; ++c) {
        const double most = c < bounded ? 2.0 : 50.0;
        eight[i][c] += std::clamp(move[c], -most, most);
        if (c < bounded) eight[i][c] = std::clamp(eight[i][c], -effort.bound, effort.bound);
      }
    }
    const auto after = values(eight);
    at = least(after);
    if (!(after[at] < out.value)) break;
    const double gained = out.value - after[at];
    out.value = after[at];
    out.x = eight[at];
    if (gained < effort.enough) break;
  }
  return out;
}

}  // namespace forecast
