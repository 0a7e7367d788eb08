#include "forecast/forecaster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "forecast/season.hpp"
#include "forecast/smoothing.hpp"
#include "forecast/spread.hpp"
#include "forecast/theta.hpp"

namespace forecast {

namespace {

using Series = std::vector<double>;

bool all_finite(const Series& y) {
  return std::ranges::all_of(y, [](double v) { return std::isfinite(v); });
}

// Mean of the methods that gave something finite.
Series mean_of(std::initializer_list<Series> all, const Series& otherwise) {
  Series out(otherwise.size(), 0.0);
  int used = 0;
  for (const Series& one : all) {
    if (!all_finite(one)) continue;
    ++used;
    for (std::size_t h = 0; h < out.size(); ++h) out[h] += one[h];
  }
  if (used == 0) return otherwise;
  for (double& v : out) v /= used;
  return out;
}

Series naive(const Series& y, int period, int horizon, bool seasonal) {
  Series out;
  const std::size_t m = seasonal && y.size() >= static_cast<std::size_t>(period) ? static_cast<std::size_t>(period) : 1;
  for (int h = 0; h < horizon; ++h) out.push_back(y[y.size() - m + static_cast<std::size_t>(h) % m]);
  return out;
}

Series combined(const Series& y, int period, int horizon, Series* variance = nullptr) {
  const EtsFit ets = averaged_ets(y, period, horizon);
  if (variance != nullptr) *variance = ets.variance;
  return mean_of({ets.mean, theta(y, period, horizon).mean, optimised_theta(y, period, horizon).mean},
                 naive(y, period, horizon, false));
}

Series on_logarithms(const Series& y, int period, int horizon, const Series& otherwise) {
  if (!std::ranges::all_of(y, [](double v) { return v > 0; })) return otherwise;
  Series z;
  for (const double v : y) z.push_back(std::log(v));
  Series out = combined(z, period, horizon);
  for (double& v : out) v = std::exp(v);
  return all_finite(out) ? out : otherwise;
}

// The forecast with the mean of each block of k values moved to what the series of block means forecasts, averaged over
// the block lengths and the forecast itself.
Series with_aggregates(const Series& y, int period, int horizon, const Series& base) {
  constexpr std::size_t least_blocks = 6;
  if (period < 12) return base;  // half-years of quarters did not help on training parts (bench/forecast_m3.py --train)
  Series sum = base;
  int count = 1;
  for (int k = 2; k <= period; ++k) {
    if (period % k != 0 || k % 3 != 0) continue;
    const auto length = static_cast<std::size_t>(k);
    const std::size_t blocks = y.size() / length;
    if (blocks < least_blocks) continue;
    const std::size_t skip = y.size() - blocks * length;
    Series z;
    for (std::size_t b = 0; b < blocks; ++b) {
      double total = 0;
      for (std::size_t i = 0; i < length; ++i) total += y[skip + b * length + i];
      z.push_back(total / k);
    }
    const int ahead = (horizon + k - 1) / k;
    const Series means = combined(z, period / k, ahead);
    for (int b = 0; b < ahead; ++b) {
      const int first = b * k, last = std::min(horizon, first + k);
      double own = 0;
      for (int h = first; h < last; ++h) own += base[static_cast<std::size_t>(h)];
      own /= last - first;
      // A block cut off by the horizon is compared with what the forecast has of it.
      const double factor = std::abs(own) > 1e-12 ? means[static_cast<std::size_t>(b)] / own : 1;
      const bool sane = last - first == k && factor > 0.2 && factor < 5;
      for (int h = first; h < last; ++h)
        sum[static_cast<std::size_t>(h)] += base[static_cast<std::size_t>(h)] * (sane ? factor : 1);
    }
    ++count;
  }
  for (double& v : sum) v /= count;
  return sum;
}

Series thorough(const Series& y, int period, int horizon, Series& variance) {
  // Whole blocks are forecast, so that a year cut off by the horizon is known too.
  const int whole = (horizon + period - 1) / period * period;
  const Series plain = combined(y, period, whole, &variance);
  // For quarters logarithms did not better both sMAPE and MASE on training parts.
  const Series logs = period == 4 ? plain : on_logarithms(y, period, whole, plain);
  Series out =
      mean_of({plain, logs, with_aggregates(y, period, whole, plain), with_aggregates(y, period, whole, logs)}, plain);
  out.resize(static_cast<std::size_t>(horizon));
  return out;
}

constexpr double kMostMagnitude = 1e100;
constexpr std::size_t kMostLength = 5000;

// Missing values inside on the line between their neighbours; ends dropped.
Series filled(Series y, bool& gaps) {
  for (double& v : y) {
    if (!(std::abs(v) <= kMostMagnitude)) v = std::numeric_limits<double>::quiet_NaN();
  }
  auto first = std::ranges::find_if(y, [](double v) { return std::isfinite(v); });
  auto last = std::find_if(y.rbegin(), y.rend(), [](double v) { return std::isfinite(v); }).base();
  if (first == y.end()) return {};
  Series out(first, last);
  for (std::size_t t = 0; t < out.size(); ++t) {
    if (std::isfinite(out[t])) continue;
    gaps = true;
    std::size_t next = t;
    while (!std::isfinite(out[next])) ++next;
    const double step = (out[next] - out[t - 1]) / static_cast<double>(next - t + 1);
    out[t] = out[t - 1] + step;
  }
  return out;
}

}  // namespace

std::optional<Method> method_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Method>, 7> all{{{"default", Method::standard},
                                                                    {"thorough", Method::thorough},
                                                                    {"ets", Method::ets},
                                                                    {"theta", Method::theta},
                                                                    {"dotm", Method::dotm},
                                                                    {"naive", Method::naive},
                                                                    {"snaive", Method::seasonal_naive}}};
  for (const auto& [known, method] : all) {
    if (known == name) return method;
  }
  return std::nullopt;
}

std::optional<Forecasts> forecast_series(const std::vector<double>& series, int period, int horizon, Method method) {
  if (horizon < 1 || period < 1) return std::nullopt;
  Forecasts out;
  bool gaps = false;
  Series y = filled(series, gaps);
  if (y.empty()) return std::nullopt;
  if (gaps) out.note = "gaps filled";
  const std::size_t most = std::max(kMostLength, 20 * static_cast<std::size_t>(period));
  if (y.size() > most) {
    y.erase(y.begin(), y.end() - static_cast<std::ptrdiff_t>(most));
    out.note = "cut";
  }
  const auto [low, high] = std::ranges::minmax_element(y);
  const auto n = static_cast<std::size_t>(horizon);
  if (*high - *low <= 1e-12 * std::max(std::abs(*high), 1.0)) {
    out.note = "constant";
    out.mean.assign(n, y.back());
    out.lo80 = out.hi80 = out.lo95 = out.hi95 = out.mean;
    return out;
  }
  Series variance;
  const auto of_level = [&](const PointForecast& f) {
    for (int h = 0; h < horizon; ++h) variance.push_back(f.sigma * f.sigma * (1 + h * f.alpha * f.alpha));
    return f.mean;
  };
  switch (method) {
    case Method::standard:
      out.mean = combined(y, period, horizon, &variance);
      break;
    case Method::thorough:
      out.mean = thorough(y, period, horizon, variance);
      break;
    case Method::ets: {
      EtsFit fit = best_ets(y, period, horizon);
      out.mean = std::move(fit.mean);
      variance = std::move(fit.variance);
      break;
    }
    case Method::theta:
      out.mean = of_level(theta(y, period, horizon));
      break;
    case Method::dotm:
      out.mean = of_level(optimised_theta(y, period, horizon));
      break;
    case Method::naive:
    case Method::seasonal_naive:
      out.mean = naive(y, period, horizon, method == Method::seasonal_naive);
      break;
  }
  if (!all_finite(out.mean)) out.mean = naive(y, period, horizon, false);
  const bool positive = *low > 0;
  if (positive) {
    for (double& v : out.mean) v = std::max(v, 0.0);
  }
  if (y.size() < 2 * static_cast<std::size_t>(period) + 1 && period > 1) out.note = "short";
  const std::vector<Spread> spread = spread_of(y, period, horizon, variance);
  for (std::size_t h = 0; h < n; ++h) {
    const auto side = [&](double width) {
      const double low_end = out.mean[h] - width;
      return std::pair(positive ? std::max(low_end, 0.0) : low_end, out.mean[h] + width);
    };
    const auto [lo80, hi80] = side(spread[h].half80);
    const auto [lo95, hi95] = side(spread[h].half95);
    out.lo80.push_back(lo80), out.hi80.push_back(hi80), out.lo95.push_back(lo95), out.hi95.push_back(hi95);
  }
  return out;
}

}  // namespace forecast
