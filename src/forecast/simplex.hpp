// Minimum of a function of a few variables without derivatives: Nelder and Mead (1965). Deterministic. For likelihoods
// that cost microseconds and have two or three parameters.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace forecast {

// `f(point)` may give infinity where it is not defined. Starts with corners at x and x + step along each axis; stops
// when the values at the corners agree within `tolerance` relatively, or after `most` evaluations. Gives the least
// value and leaves its place in `x`.
template <std::size_t N, class F>
double simplex_minimum(F&& f, std::array<double, N>& x, const std::array<double, N>& step, int most, double tolerance) {
  using Corner = std::array<double, N>;
  std::array<std::pair<double, Corner>, N + 1> corners;
  int used = 0;
  const auto ask = [&](const Corner& at) {
    ++used;
    return std::pair<double, Corner>(f(at), at);
  };
  corners[0] = ask(x);
  for (std::size_t i = 0; i < N; ++i) {
    Corner at = x;
    at[i] += step[i];
    corners[i + 1] = ask(at);
  }
  const auto by_value = [](const auto& a, const auto& b) { return a.first < b.first; };
  while (true) {
    std::stable_sort(corners.begin(), corners.end(), by_value);
    const double least = corners[0].first, worst = corners[N].first;
    if (used >= most || (std::isfinite(worst) && worst - least <= tolerance * (std::abs(least) + std::abs(worst)))) {
      break;
    }
    Corner centre{};
    for (std::size_t c = 0; c < N; ++c) {
      for (std::size_t i = 0; i < N; ++i) centre[i] += corners[c].second[i] / static_cast<double>(N);
    }
    const auto along = [&](double how_far) {
      Corner at;
      for (std::size_t i = 0; i < N; ++i) at[i] = centre[i] + how_far * (corners[N].second[i] - centre[i]);
      return ask(at);
    };
    auto next = along(-1);
    if (next.first < least) {
      if (const auto further = along(-2); further.first < next.first) next = further;
    } else if (!(next.first < corners[N - 1].first)) {
      next = along(next.first < worst ? -0.5 : 0.5);
      if (!(next.first < worst)) {
        for (std::size_t c = 1; c <= N; ++c) {
          Corner at = corners[c].second;
          for (std::size_t i = 0; i < N; ++i) at[i] = (at[i] + corners[0].second[i]) / 2;
          corners[c] = ask(at);
        }
        continue;
      }
    }
    corners[N] = next;
  }
  x = corners[0].second;
  return corners[0].first;
}

}  // namespace forecast
