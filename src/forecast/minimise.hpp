// Minimum of a function of a few variables without derivatives: Nelder and Mead (1965), with the restart and step sizes
// of Gao and Han (2012) for more variables than a handful. Deterministic.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace forecast {

inline constexpr std::size_t kMostVariables = 8;
using Point = std::array<double, kMostVariables>;

// `f(point)` may give infinity where it is not defined. Stops when the values at the corners agree within `tolerance`
// relatively, or after `most` evaluations; gives the best value and leaves its place in `x`.
template <class F>
double minimise(F&& f, Point& x, std::size_t n, const Point& step, int most, double tolerance = 1e-7) {
  std::array<Point, kMostVariables + 1> corner;
  std::array<double, kMostVariables + 1> value{};
  int used = 0;
  const auto ask = [&](const Point& p) {
    ++used;
    return f(p);
  };
  corner[0] = x;
  value[0] = ask(x);
  for (std::size_t i = 0; i < n; ++i) {
    corner[i + 1] = x;
    corner[i + 1][i] += step[i];
    value[i + 1] = ask(corner[i + 1]);
  }
  const double d = static_cast<double>(n);
  const double grow = n > 2 ? 1 + 2 / d : 2, narrow = n > 2 ? 0.75 - 1 / (2 * d) : 0.5,
               shrink = n > 2 ? 1 - 1 / d : 0.5;
  while (used < most) {
    std::size_t best = 0, worst = 0, second = 0;
    for (std::size_t i = 1; i <= n; ++i) {
      if (value[i] < value[best]) best = i;
      if (value[i] > value[worst]) worst = i;
    }
    second = best;
    for (std::size_t i = 0; i <= n; ++i) {
      if (i != worst && value[i] > value[second]) second = i;
    }
    if (value[worst] - value[best] <= tolerance * (1e-12 + (value[best] < 0 ? -value[best] : value[best]))) break;
    Point middle{};
    for (std::size_t i = 0; i <= n; ++i) {
      if (i == worst) continue;
      for (std::size_t k = 0; k < n; ++k) middle[k] += corner[i][k] / d;
    }
    const auto along = [&](double t) {
      Point p{};
      for (std::size_t k = 0; k < n; ++k) p[k] = middle[k] + t * (corner[worst][k] - middle[k]);
      return p;
    };
    const Point mirrored = along(-1);
    const double at_mirrored = ask(mirrored);
    if (at_mirrored < value[best]) {
      const Point further = along(-grow);
      const double at_further = ask(further);
      const bool take = at_further < at_mirrored;
      corner[worst] = take ? further : mirrored;
      value[worst] = take ? at_further : at_mirrored;
      continue;
    }
    if (at_mirrored < value[second]) {
      corner[worst] = mirrored;
      value[worst] = at_mirrored;
      continue;
    }
    const bool outside = at_mirrored < value[worst];
    const Point nearer = along(outside ? -narrow : narrow);
    const double at_nearer = ask(nearer);
    if (at_nearer < (outside ? at_mirrored : value[worst])) {
      corner[worst] = nearer;
      value[worst] = at_nearer;
      continue;
    }
    for (std::size_t i = 0; i <= n; ++i) {
      if (i == best) continue;
      for (std::size_t k = 0; k < n; ++k) corner[i][k] = corner[best][k] + shrink * (corner[i][k] - corner[best][k]);
      value[i] = ask(corner[i]);
    }
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i <= n; ++i) {
    if (value[i] < value[best]) best = i;
  }
  x = corner[best];
  return value[best];
}

}  // namespace forecast
