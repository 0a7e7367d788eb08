#include "forecast/theta.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "forecast/lanes.hpp"
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

// The line through the values before each t; empty: none.
struct Lines {
  std::vector<double> intercept, slope;
};

struct Fit {
  double alpha = 0.5, first = 0, weight = 0, sum = kInfinity;
};

// One-step errors are linear in the first level and in the weight w = 1 - 1/theta of the line once alpha is given:
//     e_t = (y_t - a_t) - first · (1-alpha)^t - w · g_t,    0 ≤ w < 1,
// so that two sums of squares solve them exactly and only alpha has to be searched: eight values at once, then eight
// between the neighbours of the best, and so on. Errors of the first `skip` values are not counted. Without `lines`
// there is no weight.
Fit solved(const ThetaTask& s, std::size_t i) {
  constexpr double kMostWeight = 1 - 1 / 22027.0;  // theta = exp(10)
  Fit out;
  out.alpha = s.alpha.v[i];
  const auto with_weight = [&](double w) {
    out.weight = w;
    out.first = s.bb.v[i] > 1e-12 ? (s.ab.v[i] - w * s.bg.v[i]) / s.bb.v[i] : 0;
    out.sum = s.aa.v[i] - 2 * out.first * s.ab.v[i] - 2 * w * s.ag.v[i] + out.first * out.first * s.bb.v[i] +
              2 * out.first * w * s.bg.v[i] + w * w * s.gg.v[i];
  };
  const double det = s.bb.v[i] * s.gg.v[i] - s.bg.v[i] * s.bg.v[i];
  const double free = det > 1e-12 * s.bb.v[i] * s.gg.v[i] ? (s.ag.v[i] * s.bb.v[i] - s.ab.v[i] * s.bg.v[i]) / det : 0;
  with_weight(std::clamp(free, 0.0, kMostWeight));
  out.sum = std::max(out.sum, 0.0);
  if (!std::isfinite(out.sum)) out.sum = kInfinity;
  return out;
}

Fit best_alpha(const std::vector<double>& y, const Lines& lines, double low, double high, std::size_t skip) {
  Fit best;
  ThetaTask task{};
  task.y = y.data(), task.n = y.size(), task.skip = skip;
  if (!lines.slope.empty()) task.intercept = lines.intercept.data(), task.slope = lines.slope.data();
  for (int round = 0; round < 5; ++round) {
    const double step = (high - low) / (kLanes - 1);
    for (std::size_t i = 0; i < kLanes; ++i) task.alpha.v[i] = low + step * static_cast<double>(i);
    kernels().theta(task);
    for (std::size_t i = 0; i < kLanes; ++i) {
      const Fit fit = solved(task, i);
      if (fit.sum < best.sum) best = fit;
    }
    low = std::max(low, best.alpha - step);
    high = std::min(high, best.alpha + step);
  }
  return best;
}

}  // namespace

PointForecast theta(const std::vector<double>& series, int period, int horizon) {
  const Adjusted a = adjusted(series, period);
  const std::vector<double>& y = a.y;
  const auto n = y.size();
  PointForecast out;
  const Line line = least_squares(y);
  const Fit fit = best_alpha(y, {}, 1e-4, 0.9999, 0);
  out.alpha = fit.alpha;
  double level = fit.first;
  for (const double v : y) level += out.alpha * (v - level);
  out.sigma = std::sqrt(fit.sum / std::max(1.0, static_cast<double>(n) - 2));
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
  // The line brought up to date with each value does not depend on what is sought.
  Lines lines;
  State s;
  for (std::size_t t = 0; t < n; ++t) {
    lines.intercept.push_back(s.intercept);
    lines.slope.push_back(s.slope);
    learn(s, y[t], 0.5);
  }
  const Fit fit = best_alpha(y, lines, 0.1, 0.99, 2);
  PointForecast out;
  out.alpha = fit.alpha;
  const double theta_value = 1 / (1 - fit.weight);
  State last;
  last.level = fit.first;
  for (const double v : y) learn(last, v, out.alpha);
  out.sigma = std::sqrt(fit.sum / std::max(1.0, static_cast<double>(n) - 3));
  for (int h = 0; h < horizon; ++h) {
    const double mu = ahead(last, out.alpha, theta_value);
    out.mean.push_back(a.with_season(mu, n + static_cast<std::size_t>(h)));
    learn(last, mu, out.alpha);
  }
  return out;
}

}  // namespace forecast
