#include "forecast/nowcast.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "forecast/outlook.hpp"
#include "forecast/year_end_parts.hpp"

namespace forecast {
namespace {

constexpr std::size_t kLeastQuarters = 12, kLeastPairs = 10;
constexpr double kRidge = 1, kHuber = 1.5;

Quarter before(const Quarter& q) { return q.second > 1 ? Quarter{q.first, q.second - 1} : Quarter{q.first - 1, 4}; }
Quarter after(const Quarter& q) { return q.second < 4 ? Quarter{q.first, q.second + 1} : Quarter{q.first + 1, 1}; }

std::map<Quarter, double> single_quarters(const std::map<Quarter, double>& to_date) {
  std::map<Quarter, double> out;
  for (const auto& [q, growth] : to_date) {
    if (q.second == 1) {
      out[q] = growth;
    } else if (const auto at = to_date.find(before(q)); at != to_date.end()) {
      out[q] = q.second * growth - (q.second - 1) * at->second;
    }
  }
  return out;
}

struct Mean {
  double value = 0;
  int months = 0;
};

// Over the first `most` months of the quarter, those that are known.
Mean quarter_mean(const MonthlyIndicator& x, const Quarter& q, int most) {
  Mean out;
  for (int m = 0; m < most; ++m) {
    const auto at = x.growth.find({q.first, 3 * q.second - 2 + m});
    if (at == x.growth.end()) continue;
    out.value += at->second;
    ++out.months;
  }
  if (out.months > 0) out.value /= out.months;
  return out;
}

struct Bridge {
  double slope = 0, error = 0;  // per unit of the indicator's change; mean square of what is left
};

// Through the origin; the ridge is in units of the indicator's typical change.
std::optional<Bridge> bridge_of(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() < kLeastPairs) return std::nullopt;
  std::vector<double> sizes;
  for (const double v : x) sizes.push_back(std::abs(v));
  const double unit = 1.4826 * median_of(sizes) + 1e-6;
  std::vector<double> w(x.size(), 1);
  double slope = 0;
  for (int round = 0; round < 20; ++round) {
    double xy = 0, xx = kRidge;
    for (std::size_t i = 0; i < x.size(); ++i) {
      xy += w[i] * x[i] / unit * y[i];
      xx += w[i] * x[i] / unit * x[i] / unit;
    }
    slope = xy / xx;
    std::vector<double> left;
    for (std::size_t i = 0; i < x.size(); ++i) left.push_back(std::abs(y[i] - slope * x[i] / unit));
    const double scale = 1.4826 * median_of(left) + 1e-6;
    for (std::size_t i = 0; i < x.size(); ++i) w[i] = std::min(1.0, kHuber * scale / std::max(left[i], 1e-9));
  }
  double squares = 0, total = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double e = y[i] - slope * x[i] / unit;
    squares += w[i] * e * e;
    total += w[i];
  }
  return Bridge{slope / unit, std::max(squares / total, 1e-6)};
}

// The quarter `q` from quarters before it and the first `months` months of it.
std::optional<Nowcast> point(const NowcastInput& input, const std::map<Quarter, double>& single, const Quarter& q,
                             int months) {
  std::vector<Quarter> past;
  for (const auto& [t, growth] : single) {
    if (t < q) past.push_back(t);
  }
  const auto last = single.find(before(q));
  if (past.size() < kLeastQuarters || last == single.end()) return std::nullopt;
  Nowcast out;
  out.quarter = q;
  out.before = last->second;
  double total = 0;
  for (std::size_t i = 0; i < input.indicators.size(); ++i) {
    const auto& x = input.indicators[i];
    const Mean now = quarter_mean(x, q, months), then = quarter_mean(x, before(q), 3);
    if (now.months == 0 || then.months == 0) continue;
    std::vector<double> dx, dy;
    for (const Quarter& t : past) {
      const auto one_before = single.find(before(t));
      const Mean a = quarter_mean(x, t, 3), b = quarter_mean(x, before(t), 3);
      if (one_before == single.end() || a.months == 0 || b.months == 0) continue;
      dx.push_back(a.value - b.value);
      dy.push_back(single.at(t) - one_before->second);
    }
    const auto bridge = bridge_of(dx, dy);
    if (!bridge) continue;
    const double weight = 1 / (bridge->error * bridge->error);
    out.parts.push_back({i, now.months, weight, bridge->slope * (now.value - then.value)});
    total += weight;
  }
  out.growth = out.before;
  for (auto& p : out.parts) {
    p.weight /= total;
    p.moved *= p.weight;
    out.growth += p.moved;
  }
  const auto before_to_date = input.to_date.find(before(q));
  out.to_date = q.second == 1 || before_to_date == input.to_date.end()
                    ? out.growth
                    : (out.growth + (q.second - 1) * before_to_date->second) / q.second;
  return out;
}

int months_known(const NowcastInput& input, const Quarter& q) {
  int most = 0;
  for (const auto& x : input.indicators) {
    for (int m = 1; m <= 3; ++m) {
      if (x.growth.contains({q.first, 3 * q.second - 3 + m})) most = std::max(most, m);
    }
  }
  return most;
}

// 80th percentile of the errors of earlier quarters with as many months, as a scale; recent quarters weigh more.
double error_scale(const NowcastInput& input, const std::map<Quarter, double>& single, const Quarter& q, int months) {
  std::vector<double> errors, weights;
  int age = 0;
  for (Quarter t = before(q); single.contains(t); t = before(t), ++age) {
    const auto p = point(input, single, t, months);
    if (!p) break;
    errors.push_back(std::abs(p->growth - single.at(t)));
    weights.push_back(std::pow(0.5, age / 20.0));
  }
  constexpr double kUnknown = 1;  // points, where there is nothing to measure
  return errors.size() < 4 ? kUnknown : std::max(0.1, weighted_quantile(errors, weights, 0.8) / kStudent5Quantile90);
}

}  // namespace

std::optional<Nowcast> nowcast(const NowcastInput& input) {
  if (input.to_date.empty()) return std::nullopt;
  const auto single = single_quarters(input.to_date);
  const Quarter q = after(input.to_date.rbegin()->first);
  const int months = months_known(input, q);
  auto out = point(input, single, q, months);
  if (!out) return std::nullopt;
  const double half = kStudent5Quantile90 * error_scale(input, single, q, months) / q.second;
  out->lo80 = out->to_date - half;
  out->hi80 = out->to_date + half;
  return out;
}

std::vector<News> news_of(const NowcastInput& before_them, const std::vector<Release>& releases) {
  std::vector<News> out;
  NowcastInput known = before_them;
  if (known.to_date.empty()) return out;
  const auto single = single_quarters(known.to_date);
  const Quarter q = after(known.to_date.rbegin()->first);
  const auto growth = [&]() -> std::optional<double> {
    const auto p = point(known, single, q, 3);
    return p ? std::optional(p->to_date) : std::nullopt;
  };
  auto last = growth();
  for (const Release& r : releases) {
    if (!last) break;
    const auto& x = known.indicators[r.indicator];
    Mean expected = quarter_mean(x, q, 3);
    if (expected.months == 0) expected = quarter_mean(x, before(q), 3);
    known.indicators[r.indicator].growth[r.month] = r.value;
    const auto now = growth();
    if (!now) break;
    out.push_back({r, expected.value, *now - *last});
    last = now;
  }
  return out;
}

NowcastScore nowcast_score(const NowcastInput& input, int months, int first_year, int last_year) {
  NowcastScore s;
  const auto single = single_quarters(input.to_date);
  for (const auto& [q, truth] : single) {
    if (q.first < first_year || q.first > last_year) continue;
    const auto p = point(input, single, q, months);
    if (!p) continue;
    // q_t = a + b q_{t−1} by least squares on earlier quarters.
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (const auto& [t, growth] : single) {
      const auto one_before = single.find(before(t));
      if (!(t < q) || one_before == single.end()) continue;
      n += 1, sx += one_before->second, sy += growth;
      sxx += one_before->second * one_before->second, sxy += one_before->second * growth;
    }
    const double det = n * sxx - sx * sx;
    const double b = std::abs(det) > 1e-9 ? (n * sxy - sx * sy) / det : 1;
    const double ar = (sy - b * sx) / n + b * p->before;
    ++s.quarters;
    const double e = p->growth - truth, e0 = p->before - truth, e1 = ar - truth;
    s.rmse += e * e, s.rmse_before += e0 * e0, s.rmse_autoregression += e1 * e1;
    s.mae += std::abs(e), s.mae_before += std::abs(e0), s.mae_autoregression += std::abs(e1);
    s.covered80 += std::abs(e) <= kStudent5Quantile90 * error_scale(input, single, q, months) ? 1 : 0;
  }
  if (s.quarters > 0) {
    for (double* v : {&s.rmse, &s.rmse_before, &s.rmse_autoregression}) *v = std::sqrt(*v / s.quarters);
    for (double* v : {&s.mae, &s.mae_before, &s.mae_autoregression, &s.covered80}) *v /= s.quarters;
  }
  return s;
}

}  // namespace forecast
