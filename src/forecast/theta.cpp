#include "forecast/theta.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "forecast/minimise.hpp"
#include "forecast/season.hpp"

namespace forecast {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The series without its season, and the way back.
struct Adjusted {
  std::vector<double> y;
  std::vector<double> indices;  // empty: no season
  bool multiplicative = true;
  double with_season(double value, std::size_t t) const {
    if (indices.empty()) return value;
    const double s = indices[t % indices.size()];
    return multiplicative ? value * s : value + s;
  }
};

Adjusted adjusted(const std::vector<double>& y, int period) {
  Adjusted out{y, {}, true};
  if (!has_season(y, period)) return out;
  out.multiplicative = std::ranges::all_of(y, [](double v) { return v > 0; });
  out.indices = seasonal_indices(y, period, out.multiplicative ? SeasonKind::multiplicative : SeasonKind::additive);
  if (out.multiplicative && std::ranges::any_of(out.indices, [](double s) { return s < 1e-6; })) {
    out.multiplicative = false;
    out.indices = seasonal_indices(y, period, SeasonKind::additive);
  }
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double s = out.indices[t % out.indices.size()];
    out.y[t] = out.multiplicative ? y[t] / s : y[t] - s;
  }
  return out;
}

struct Line {
  double intercept = 0, slope = 0;  // at t = 1, 2, …
};
Line least_squares(const std::vector<double>& y) {
  const double n = static_cast<double>(y.size());
  if (y.size() < 2) return {y.empty() ? 0 : y[0], 0};
  double sum = 0, weighted = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    sum += y[t];
    weighted += static_cast<double>(t + 1) * y[t];
  }
  const double slope = (12 * weighted - 6 * (n + 1) * sum) / (n * (n * n - 1));
  return {sum / n - slope * (n + 1) / 2, slope};
}

double logistic(double x, double low, double high) { return low + (high - low) / (1 + std::exp(-x)); }

}  // namespace

PointForecast theta(const std::vector<double>& series, int period, int horizon) {
  const Adjusted a = adjusted(series, period);
  const std::vector<double>& y = a.y;
  const auto n = y.size();
  PointForecast out;
  const Line line = least_squares(y);
  const double scale = std::max(1e-300, std::abs(y[0]) + std::abs(line.slope));
  double level = y[0];
  // Simple exponential smoothing; the first level is fitted too.
  const auto errors = [&](double alpha, double first, double& last) {
    double l = first, sum = 0;
    for (const double v : y) {
      const double e = v - l;
      sum += e * e;
      l += alpha * e;
    }
    last = l;
    return sum;
  };
  Point x{};
  x[0] = 0;
  const Point step{1.0, 0.05};
  const double best = minimise(
      [&](const Point& p) {
        double last = 0;
        return errors(logistic(p[0], 1e-4, 0.9999), y[0] + p[1] * scale, last);
      },
      x, 2, step, 200, 1e-8);
  out.alpha = logistic(x[0], 1e-4, 0.9999);
  errors(out.alpha, y[0] + x[1] * scale, level);
  out.sigma = std::sqrt(best / std::max(1.0, static_cast<double>(n) - 2));
  const double start = (1 - std::pow(1 - out.alpha, static_cast<double>(n))) / out.alpha;
  for (int h = 0; h < horizon; ++h) {
    out.mean.push_back(a.with_season(level + line.slope / 2 * (h + start), n + static_cast<std::size_t>(h)));
  }
  return out;
}

PointForecast optimised_theta(const std::vector<double>& series, int period, int horizon) {
  const Adjusted a = adjusted(series, period);
  const std::vector<double>& y = a.y;
  const auto n = y.size();
  const double scale = std::max(1e-300, std::abs(y[0]) / 2 + 1e-9);
  struct State {
    double level = 0, mean = 0, slope = 0, intercept = 0;
    int t = 0;
  };
  const auto ahead = [](const State& s, double alpha, double theta_value) {
    const double keep = std::pow(1 - alpha, s.t);
    return s.level + (1 - 1 / theta_value) * (keep * s.intercept + (1 - keep * (1 - alpha)) / alpha * s.slope);
  };
  const auto learn = [](State& s, double value, double alpha) {
    const double t = ++s.t;
    s.level += alpha * (value - s.level);
    const double before = s.mean;
    s.mean = ((t - 1) * before + value) / t;
    s.slope = t == 1 ? 0 : ((t - 2) * s.slope + 6 * (value - before) / t) / (t + 1);
    s.intercept = s.mean - (t + 1) / 2 * s.slope;
  };
  const auto run = [&](double first, double alpha, double theta_value, State& last) {
    State s;
    s.level = first;
    double sum = 0, keep = 1;
    for (std::size_t i = 0; i < n; ++i) {
      const double mu =
          s.level + (1 - 1 / theta_value) * (keep * s.intercept + (1 - keep * (1 - alpha)) / alpha * s.slope);
      if (i >= 2) sum += (y[i] - mu) * (y[i] - mu);
      learn(s, y[i], alpha);
      keep *= 1 - alpha;
    }
    last = s;
    return sum;
  };
  const auto alpha_of = [](double p) { return logistic(p, 0.1, 0.99); };
  const auto theta_of = [](double p) { return 1 + std::exp(std::min(p, 10.0)); };
  Point x{y[0] / scale, 0, 0};
  const Point step{0.2, 1.0, 1.0};
  State last;
  const double best = minimise(
      [&](const Point& p) {
        State s;
        const double v = run(p[0] * scale, alpha_of(p[1]), theta_of(p[2]), s);
        return std::isfinite(v) ? v : kInfinity;
      },
      x, 3, step, 400, 1e-8);
  PointForecast out;
  out.alpha = alpha_of(x[1]);
  const double theta_value = theta_of(x[2]);
  run(x[0] * scale, out.alpha, theta_value, last);
  out.sigma = std::sqrt(best / std::max(1.0, static_cast<double>(n) - 3));
  for (int h = 0; h < horizon; ++h) {
    const double mu = ahead(last, out.alpha, theta_value);
    out.mean.push_back(a.with_season(mu, n + static_cast<std::size_t>(h)));
    learn(last, mu, out.alpha);
  }
  return out;
}

}  // namespace forecast
