#include "forecast/season.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "base/fault.hpp"

namespace forecast {

bool has_season(const std::vector<double>& y, int period) {
  const auto n = y.size(), m = static_cast<std::size_t>(period);
  if (period <= 1 || n < 3 * m) return false;
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(n);
  double total = 0;
  for (const double v : y) total += (v - mean) * (v - mean);
  if (!(total > 0)) return false;
  const auto correlation = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t t = lag; t < n; ++t) sum += (y[t] - mean) * (y[t - lag] - mean);
    return sum / total;
  };
  double squares = 0;
  for (std::size_t lag = 1; lag < m; ++lag) squares += correlation(lag) * correlation(lag);
  const double limit = 1.645 * std::sqrt((1 + 2 * squares) / static_cast<double>(n));
  return std::abs(correlation(m)) > limit;
}

std::vector<double> seasonal_indices(const std::vector<double>& y, int period, SeasonKind kind) {
  const auto n = y.size(), m = static_cast<std::size_t>(period);
  JC_ASSERT(n >= 2 * m && m >= 2);
  const bool multiplicative = kind == SeasonKind::multiplicative;
  const std::size_t half = m / 2;
  std::vector<double> sum(m, 0), count(m, 0);
  for (std::size_t t = half; t + half < n; ++t) {
    double average = 0;
    if (m % 2 == 0) {
      average = 0.5 * (y[t - half] + y[t + half]);
      for (std::size_t k = t - half + 1; k < t + half; ++k) average += y[k];
    } else {
      for (std::size_t k = t - half; k <= t + half; ++k) average += y[k];
    }
    average /= static_cast<double>(m);
    if (multiplicative && !(average > 0)) continue;
    sum[t % m] += multiplicative ? y[t] / average : y[t] - average;
    count[t % m] += 1;
  }
  std::vector<double> out(m);
  double mean = 0;
  for (std::size_t k = 0; k < m; ++k) {
    out[k] = count[k] > 0 ? sum[k] / count[k] : (multiplicative ? 1 : 0);
    mean += out[k] / static_cast<double>(m);
  }
  for (double& v : out) v = multiplicative ? v / mean : v - mean;
  return out;
}

double seasonal_strength(const std::vector<double>& y, int period) {
  const auto n = y.size(), m = static_cast<std::size_t>(period), half = m / 2;
  const std::vector<double> season = seasonal_indices(y, period, SeasonKind::additive);
  double count = 0, sum = 0, squares = 0, rest_sum = 0, rest_squares = 0;
  for (std::size_t t = half; t + half < n; ++t) {
    double average = m % 2 == 0 ? 0.5 * (y[t - half] + y[t + half]) : y[t - half] + y[t + half];
    for (std::size_t k = t - half + 1; k < t + half; ++k) average += y[k];
    const double both = y[t] - average / static_cast<double>(m), rest = both - season[t % m];
    count += 1;
    sum += both, squares += both * both;
    rest_sum += rest, rest_squares += rest * rest;
  }
  const double whole = squares - sum * sum / count, left = rest_squares - rest_sum * rest_sum / count;
  return whole > 0 ? std::clamp(1 - left / whole, 0.0, 1.0) : 0;
}

}  // namespace forecast
