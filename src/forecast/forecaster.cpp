#include "forecast/forecaster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "forecast/arima.hpp"
#include "forecast/smoothing.hpp"
#include "forecast/spread.hpp"
#include "forecast/theta.hpp"

namespace forecast {

namespace {

using Series = std::vector<double>;

bool all_finite(const Series& y) {
  return std::ranges::all_of(y, [](double v) { return std::isfinite(v); });
}

Series naive(const Series& y, int period, int horizon, bool seasonal) {
  Series out;
  const std::size_t m = seasonal && y.size() >= static_cast<std::size_t>(period) ? static_cast<std::size_t>(period) : 1;
  for (int h = 0; h < horizon; ++h) out.push_back(y[y.size() - m + static_cast<std::size_t>(h) % m]);
  return out;
}

// The mean of what is finite; `variance` as ETS has it.
class Mean {
 public:
  explicit Mean(int horizon) : sum_(static_cast<std::size_t>(horizon), 0.0) {}
  void add(const Series& one) {
    if (one.size() != sum_.size() || !all_finite(one)) return;
    ++count_;
    for (std::size_t h = 0; h < sum_.size(); ++h) sum_[h] += one[h];
  }
  void add_exponential(Series one) {
    for (double& v : one) v = std::exp(v);
    add(one);
  }
  Series or_else(const Series& otherwise) && {
    if (count_ == 0) return otherwise;
    for (double& v : sum_) v /= count_;
    return std::move(sum_);
  }

 private:
  Series sum_;
  int count_ = 0;
};

void add_smoothing(Mean& mean, const Series& y, int period, int horizon, Series& variance) {
  EtsFit ets = averaged_ets(y, period, horizon);
  variance = std::move(ets.variance);
  mean.add(ets.mean);
  mean.add(theta(y, period, horizon).mean);
  mean.add(optimised_theta(y, period, horizon).mean);
}

Series combined(const Series& y, int period, int horizon, ArimaEffort effort, Series& variance) {
  Mean mean(horizon);
  add_smoothing(mean, y, period, horizon, variance);
  const ArimaFit arima = best_arima(y, period, horizon, effort);
  mean.add(arima.mean);
  const bool positive = std::ranges::all_of(y, [](double v) { return v > 0; });
  // For quarters logarithms are left out (the decision record says why).
  if (positive && period != 4) {
    Series z;
    z.reserve(y.size());
    for (const double v : y) z.push_back(std::log(v));
    mean.add_exponential(averaged_ets(z, period, horizon).mean);
    mean.add_exponential(theta(z, period, horizon).mean);
    mean.add_exponential(optimised_theta(z, period, horizon).mean);
    mean.add_exponential(effort == ArimaEffort::quick && !arima.mean.empty()
                             ? fit_arima(z, period, arima.order, horizon, effort).mean
                             : best_arima(z, period, horizon, effort).mean);
  }
  return std::move(mean).or_else(naive(y, period, horizon, false));
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
  constexpr std::array<std::pair<std::string_view, Method>, 8> all{{{"default", Method::standard},
                                                                    {"thorough", Method::thorough},
                                                                    {"ets", Method::ets},
                                                                    {"theta", Method::theta},
                                                                    {"dotm", Method::dotm},
                                                                    {"arima", Method::arima},
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
    out.raw_spread.assign(n, 0.0);
    return out;
  }
  Series variance;
  const auto of_level = [&](const PointForecast& f) {
    for (int h = 0; h < horizon; ++h) variance.push_back(f.sigma * f.sigma * (1 + h * f.alpha * f.alpha));
    return f.mean;
  };
  switch (method) {
    case Method::standard:
      out.mean = combined(y, period, horizon, ArimaEffort::quick, variance);
      break;
    case Method::thorough:
      out.mean = combined(y, period, horizon, ArimaEffort::whole, variance);
      break;
    case Method::smoothing: {
      Mean mean(horizon);
      add_smoothing(mean, y, period, horizon, variance);
      out.mean = std::move(mean).or_else(naive(y, period, horizon, false));
      break;
    }
    case Method::ets: {
      EtsFit fit = best_ets(y, period, horizon);
      out.mean = std::move(fit.mean);
      variance = std::move(fit.variance);
      break;
    }
    case Method::arima: {
      ArimaFit fit = best_arima(y, period, horizon);
      out.mean = fit.mean.empty() ? naive(y, period, horizon, false) : std::move(fit.mean);
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
  out.raw_spread = raw_spread(y, period, horizon, variance);
  const std::vector<Spread> spread = spread_of(out.raw_spread, period, y.size());
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
