#include "forecast/arima.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "forecast/arima_lanes.hpp"
#include "forecast/season.hpp"

namespace forecast {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kWholeRounds = 25, kQuickRounds = 2;

std::vector<double> difference(const std::vector<double>& y, std::size_t lag) {
  std::vector<double> out;
  if (y.size() <= lag) return out;
  out.reserve(y.size() - lag);
  for (std::size_t t = lag; t < y.size(); ++t) out.push_back(y[t] - y[t - lag]);
  return out;
}

std::vector<double> differenced(const std::vector<double>& y, int period, const ArimaOrder& order) {
  std::vector<double> w = y;
  for (int i = 0; i < order.D; ++i) w = difference(w, static_cast<std::size_t>(period));
  for (int i = 0; i < order.d; ++i) w = difference(w, 1);
  return w;
}

// A root within 1 % of the unit circle: the model would say hardly more than another difference (Hyndman and Khandakar
// 2008). Coefficients times 1.01^k that are no longer stationary tell.
template <std::size_t N>
bool near_unit_root(std::array<double, N> c, int n) {
  double power = 1;
  for (int i = 0; i < n; ++i) c[static_cast<std::size_t>(i)] *= power *= 1.01;
  for (int k = n; k > 0; --k) {
    const double partial = c[static_cast<std::size_t>(k - 1)];
    if (!(std::abs(partial) < 1)) return true;
    std::array<double, N> next{};
    for (int i = 0; i + 1 < k; ++i) {
      next[static_cast<std::size_t>(i)] =
          (c[static_cast<std::size_t>(i)] + partial * c[static_cast<std::size_t>(k - 2 - i)]) / (1 - partial * partial);
    }
    c = next;
  }
  return false;
}
bool near_unit_root(const ArimaOrder& order, ArmaCoefficients c, int period) {
  for (double& v : c.ma) v = -v;
  for (double& v : c.seasonal_ma) v = -v;
  // A seasonal root is that of a year, its 12th root nearer to 1: 1 % of a month's is 12 % of a year's.
  const auto yearly = [&](const std::array<double, 2>& s, int n) {
    if (n == 0) return false;
    std::array<double, 2> scaled = s;
    double power = 1;
    for (int i = 0; i < n; ++i) scaled[static_cast<std::size_t>(i)] *= power *= std::pow(1.01, period) / 1.01;
    return near_unit_root(scaled, n);
  };
  return near_unit_root(c.ar, order.p) || near_unit_root(c.ma, order.q) || yearly(c.seasonal_ar, order.P) ||
         yearly(c.seasonal_ma, order.Q);
}

// One series, differenced, on which models of different orders are tried.
class Tried {
 public:
  Tried(const std::vector<double>& y, int period, int d, int D) : y_(y), period_(period) {
    ArimaOrder order;
    order.d = d, order.D = D;
    w_ = differenced(y, period, order);
    double square = 0;
    for (const double v : w_) square += v * v;
    scale_ = w_.empty() ? 1 : std::sqrt(square / static_cast<double>(w_.size()));
    if (!(scale_ > 0)) scale_ = 1;
    for (double& v : w_) v /= scale_;
  }

  struct One {
    ArimaOrder order;
    LaneFit fit;
    double aicc = kInfinity;
  };

  One tried(const ArimaOrder& order, ArimaFitting fitting, const Point* from = nullptr,
            int rounds = kWholeRounds) const {
    One out{order, {}, kInfinity};
    const int free = order.p + order.q + order.P + order.Q + (order.constant ? 1 : 0);
    if (free > static_cast<int>(kMostParameters) || order.p > 3 || order.q > 3 || order.P > 2 || order.Q > 2)
      return out;
    const double n = static_cast<double>(w_.size()), k = free + 1;
    if (n < k + 3 || w_.size() <= static_cast<std::size_t>(order.p + order.P * period_ + free + 1)) return out;
    ArmaLikelihood likelihood(w_, period_, order);
    LaneEffort effort;
    effort.bound = 25;
    effort.rounds = fitting == ArimaFitting::exact ? rounds : 4;
    effort.enough = fitting == ArimaFitting::exact ? 1e-4 : 0.5;
    out.fit = likelihood.fitted(fitting, effort, from);
    if (!std::isfinite(out.fit.value)) return out;
    const double size = likelihood.size(fitting);
    // minus twice the log likelihood: n log(sum / n) + sum log F + n (1 + log 2 pi). Conditional sums of fewer squares
    // are brought to all n.
    const double twice =
        (out.fit.value - size * std::log(size)) * n / size + n * (1 + std::log(2 * M_PI)) + 2 * n * std::log(scale_);
    out.aicc = twice + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    return out;
  }

  ArimaFit finished(const One& one, int horizon) const;
  bool unit_root(const One& one) const {
    return near_unit_root(one.order, coefficients_of(one.order, one.fit.x), period_);
  }
  std::size_t size() const { return w_.size(); }

 private:
  const std::vector<double>& y_;
  int period_;
  std::vector<double> w_;
  double scale_ = 1;
};

ArimaFit Tried::finished(const One& one, int horizon) const {
  ArimaFit out;
  out.order = one.order;
  out.aicc = one.aicc;
  if (!std::isfinite(one.aicc)) return out;
  const ArimaOrder& order = one.order;
  const ArmaCoefficients c = coefficients_of(order, one.fit.x);
  out.ar.assign(c.ar.begin(), c.ar.begin() + order.p);
  out.ma.assign(c.ma.begin(), c.ma.begin() + order.q);
  out.seasonal_ar.assign(c.seasonal_ar.begin(), c.seasonal_ar.begin() + order.P);
  out.seasonal_ma.assign(c.seasonal_ma.begin(), c.seasonal_ma.begin() + order.Q);
  ArmaLikelihood likelihood(w_, period_, order);
  const auto end = likelihood.end_of(one.fit.x);
  const double n = static_cast<double>(w_.size());
  const double mean = likelihood.constant_at(one.fit.x);
  out.constant = mean * scale_;
  out.sigma2 = end.sum / n * scale_ * scale_;
  const double k = order.p + order.q + order.P + order.Q + (order.constant ? 1 : 0) + 1;
  out.log_likelihood = -0.5 * (one.aicc - 2 * k - 2 * k * (k + 1) / (n - k - 1));
  ArmaPolynomials poly;
  multiply_out(order, period_, c, poly);
  // w from the state at the end: its h-th part is what w_{n+h} is before the autoregression on the forecasts before it.
  const auto h_most = static_cast<std::size_t>(horizon);
  std::vector<double> w(h_most, 0.0);
  for (std::size_t h = 0; h < h_most; ++h) {
    double v = h < end.state.size() ? end.state[h] : 0;
    for (std::size_t i = 1; i < poly.ar.size() && i <= h; ++i) v -= poly.ar[i] * w[h - i];
    w[h] = v;
  }
  for (double& v : w) v = (v + mean) * scale_;
  // Back through the differences: a polynomial in B whose first coefficient is 1.
  std::vector<double> way{1};
  const auto times = [&](std::size_t lag) {
    std::vector<double> next(way.size() + lag, 0.0);
    for (std::size_t i = 0; i < way.size(); ++i) next[i] += way[i], next[i + lag] -= way[i];
    way = std::move(next);
  };
  for (int i = 0; i < order.d; ++i) times(1);
  for (int i = 0; i < order.D; ++i) times(static_cast<std::size_t>(period_));
  std::vector<double> all = y_;
  for (std::size_t h = 0; h < h_most; ++h) {
    double v = w[h];
    for (std::size_t i = 1; i < way.size(); ++i) v -= way[i] * all[all.size() - i];
    all.push_back(v);
    out.mean.push_back(v);
  }
  // psi weights of the whole: theta(B) / (phi(B) times the differences).
  std::vector<double> whole(poly.ar.size() + way.size() - 1, 0.0);
  for (std::size_t i = 0; i < poly.ar.size(); ++i) {
    for (std::size_t j = 0; j < way.size(); ++j) whole[i + j] += poly.ar[i] * way[j];
  }
  std::vector<double> psi(h_most, 0.0);
  const double free = std::max(1.0, n - k + 1);  // as R's arima in forecast: residual degrees of freedom
  double sum = 0;
  for (std::size_t h = 0; h < h_most; ++h) {
    psi[h] = h < poly.ma.size() ? poly.ma[h] : 0;
    for (std::size_t i = 1; i < whole.size() && i <= h; ++i) psi[h] -= whole[i] * psi[h - i];
    sum += psi[h] * psi[h];
    out.variance.push_back(sum * out.sigma2 * n / free);
  }
  return out;
}

}  // namespace

std::string ArimaOrder::name(int period) const {
  std::string out = "ARIMA(" + std::to_string(p) + "," + std::to_string(d) + "," + std::to_string(q) + ")";
  if (P + D + Q > 0) {
    out += "(" + std::to_string(P) + "," + std::to_string(D) + "," + std::to_string(Q) + ")[" + std::to_string(period) +
           "]";
  }
  return out;
}

double kpss_statistic(const std::vector<double>& y) {
  const auto n = y.size();
  if (n < 2) return 0;
  const double size = static_cast<double>(n), mean = std::accumulate(y.begin(), y.end(), 0.0) / size;
  const auto most = static_cast<std::size_t>(3 * std::sqrt(size) / 13);
  double walk = 0, squares = 0, variance = 0;
  for (const double v : y) {
    walk += v - mean;
    squares += walk * walk;
    variance += (v - mean) * (v - mean);
  }
  for (std::size_t lag = 1; lag <= most && lag < n; ++lag) {
    double sum = 0;
    for (std::size_t t = lag; t < n; ++t) sum += (y[t] - mean) * (y[t - lag] - mean);
    variance += 2 * (1 - static_cast<double>(lag) / static_cast<double>(most + 1)) * sum;
  }
  return variance > 0 ? squares / size / variance : 0;
}

int differences_of(const std::vector<double>& y) {
  constexpr double kCritical = 0.463;  // 5 %, a level (Kwiatkowski and others 1992, table 1)
  std::vector<double> w = y;
  for (int d = 0; d < 2; ++d) {
    if (w.size() < 4 || !(kpss_statistic(w) > kCritical)) return d;
    w = difference(w, 1);
  }
  return 2;
}

int seasonal_differences_of(const std::vector<double>& y, int period) {
  constexpr double kStrong = 0.64;
  const auto m = static_cast<std::size_t>(period);
  if (period < 2 || y.size() < 2 * m + 2 || y.size() < 3 * m) return 0;
  return seasonal_strength(y, period) > kStrong ? 1 : 0;
}

ArimaFit fit_arima(const std::vector<double>& y, int period, const ArimaOrder& order, int horizon, ArimaEffort effort) {
  const Tried series(y, period, order.d, order.D);
  const auto first = series.tried(order, ArimaFitting::conditional);
  const Point* from = std::isfinite(first.aicc) ? &first.fit.x : nullptr;
  if (effort == ArimaEffort::quick) {
    return series.finished(series.tried(order, ArimaFitting::exact, from, kQuickRounds), horizon);
  }
  const auto near = series.tried(order, ArimaFitting::exact, from), fresh = series.tried(order, ArimaFitting::exact);
  return series.finished(fresh.aicc < near.aicc ? fresh : near, horizon);
}

ArimaFit best_arima(const std::vector<double>& y, int period, int horizon, ArimaEffort effort) {
  const int D = seasonal_differences_of(y, period);
  std::vector<double> w = D > 0 ? difference(y, static_cast<std::size_t>(period)) : y;
  const int d = std::min(differences_of(w), D > 0 ? 1 : 2);
  const Tried series(y, period, d, D);
  const ArimaFitting search = effort == ArimaEffort::whole ? ArimaFitting::exact : ArimaFitting::conditional;
  const bool seasonal = period > 1 && y.size() >= 3 * static_cast<std::size_t>(period);
  const bool may_constant = d + D <= 1;
  constexpr int kMostPlain = 3, kMostSeasonal = 2;
  constexpr int kMostTries = 60;
  std::vector<Tried::One> seen;
  const auto known = [&](const ArimaOrder& o) {
    return std::ranges::any_of(seen, [&](const Tried::One& s) { return s.order == o; });
  };
  const auto ask = [&](ArimaOrder o) -> double {
    o.d = d, o.D = D;
    if (o.p < 0 || o.q < 0 || o.P < 0 || o.Q < 0 || o.p > kMostPlain || o.q > kMostPlain || o.P > kMostSeasonal ||
        o.Q > kMostSeasonal || (!seasonal && o.P + o.Q > 0) || (o.constant && !may_constant) || known(o) ||
        seen.size() >= kMostTries) {
      return kInfinity;
    }
    Tried::One one = series.tried(o, search);
    if (std::isfinite(one.aicc) && series.unit_root(one)) one.aicc = kInfinity;
    seen.push_back(one);
    return one.aicc;
  };
  const int s = seasonal ? 1 : 0;
  ArimaOrder best;
  double least = kInfinity;
  const auto better = [&](ArimaOrder o) {
    const double v = ask(o);
    if (!(v < least)) return false;
    least = v;
    best = o;
    return true;
  };
  const auto start = [&](int p, int q, int P, int Q, bool constant) {
    ArimaOrder o;
    o.p = p, o.q = q, o.P = P * s, o.Q = Q * s, o.constant = constant;
    better(o);
  };
  start(2, 2, 1, 1, may_constant);
  start(0, 0, 0, 0, may_constant);
  start(1, 0, 1, 0, may_constant);
  start(0, 1, 0, 1, may_constant);
  if (may_constant) start(0, 0, 0, 0, false);
  for (bool moved = true; moved;) {
    moved = false;
    const ArimaOrder at = best;
    const auto step = [&](int p, int q, int P, int Q) {
      ArimaOrder o = at;
      o.p += p, o.q += q, o.P += P, o.Q += Q;
      moved = better(o);
      return moved;
    };
    if (step(0, 0, -1, 0) || step(0, 0, 0, -1) || step(0, 0, 1, 0) || step(0, 0, 0, 1) || step(0, 0, -1, -1) ||
        step(0, 0, -1, 1) || step(0, 0, 1, -1) || step(0, 0, 1, 1) || step(-1, 0, 0, 0) || step(0, -1, 0, 0) ||
        step(1, 0, 0, 0) || step(0, 1, 0, 0) || step(-1, -1, 0, 0) || step(-1, 1, 0, 0) || step(1, -1, 0, 0) ||
        step(1, 1, 0, 0)) {
      continue;
    }
    if (may_constant) {
      ArimaOrder o = at;
      o.constant = !o.constant;
      moved = better(o);
    }
  }
  // The best few have the exact likelihood maximised, best first, until one has no root by the unit circle.
  std::ranges::stable_sort(seen, {}, &Tried::One::aicc);
  for (const auto& one : seen) {
    if (!std::isfinite(one.aicc)) break;
    const auto exact =
        search == ArimaFitting::exact ? one : series.tried(one.order, ArimaFitting::exact, &one.fit.x, kQuickRounds);
    if (!std::isfinite(exact.aicc) || series.unit_root(exact)) continue;
    ArimaFit fit = series.finished(exact, horizon);
    if (std::ranges::all_of(fit.mean, [](double v) { return std::isfinite(v); })) return fit;
  }
  ArimaOrder walk;
  walk.d = d, walk.D = D;
  return series.finished(series.tried(walk, ArimaFitting::exact), horizon);
}

}  // namespace forecast
