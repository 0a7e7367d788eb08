#include "forecast/arima_lanes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/fault.hpp"

namespace forecast {

namespace {

// Partial autocorrelations to coefficients of an autoregression (Durbin 1960), in place.
template <std::size_t N>
void from_partial(std::array<double, N>& c, int n) {
  std::array<double, N> before{};
  for (int k = 0; k < n; ++k) {
    before = c;
    for (int j = 0; j < k; ++j) c[j] = before[j] - before[k] * before[k - 1 - j];
  }
}

double partial_of(double x) { return x / std::sqrt(1 + x * x); }

}  // namespace

ArmaCoefficients coefficients_of(const ArimaOrder& order, const Point& x) {
  ArmaCoefficients out;
  std::size_t at = 0;
  const auto take = [&](auto& to, int n, double sign) {
    for (int i = 0; i < n; ++i) to[static_cast<std::size_t>(i)] = partial_of(x[at++]);
    from_partial(to, n);
    for (int i = 0; i < n; ++i) to[static_cast<std::size_t>(i)] *= sign;
  };
  take(out.ar, order.p, 1);
  take(out.ma, order.q, -1);
  take(out.seasonal_ar, order.P, 1);
  take(out.seasonal_ma, order.Q, -1);
  return out;
}

void multiply_out(const ArimaOrder& order, int period, const ArmaCoefficients& c, ArmaPolynomials& out) {
  const auto one = [&](const auto& plain, int n, const auto& seasonal, int ns, double sign, std::vector<double>& to) {
    to.assign(static_cast<std::size_t>(n + ns * period) + 1, 0.0);
    for (int j = 0; j <= ns; ++j) {
      const double s = j == 0 ? 1 : sign * seasonal[static_cast<std::size_t>(j - 1)];
      for (int i = 0; i <= n; ++i) {
        to[static_cast<std::size_t>(i + j * period)] +=
            s * (i == 0 ? 1 : sign * plain[static_cast<std::size_t>(i - 1)]);
      }
    }
  };
  one(c.ar, order.p, c.seasonal_ar, order.P, -1, out.ar);
  one(c.ma, order.q, c.seasonal_ma, order.Q, 1, out.ma);
}

bool first_state(const ArmaPolynomials& poly, FirstState& out) {
  const std::size_t p = poly.ar.size() - 1, q = poly.ma.size() - 1, r = std::max(p, q + 1);
  const double* ma = poly.ma.data();
  std::vector<double>& room = out.room;
  room.assign((p + 1) * (p + 1) + (r + q + 1) + 2 * (r + 1) + (q + 1), 0.0);
  double* a = room.data();  // row k: the autoregression of order k
  double* g = a + (p + 1) * (p + 1);
  double* psi = g + r + q + 1;
  double* cov = psi + r + 1;
  double* square = cov + r + 1;
  // Autocovariances of x = e / phi(B): step down to partial autocorrelations, up again: the autoregression of order k
  // fits the first k of them exactly (Levinson 1947).
  g[0] = 1;
  if (p > 0) {
    const std::size_t width = p + 1;
    for (std::size_t i = 0; i < p; ++i) a[p * width + i] = -poly.ar[i + 1];
    double variance = 1;
    for (std::size_t k = p; k > 0; --k) {
      const double* from = a + k * width;
      double* to = a + (k - 1) * width;
      const double partial = from[k - 1], rest = 1 - partial * partial;
      if (!(rest > 1e-8)) return false;
      const double inverse = 1 / rest;
      variance *= inverse;
      for (std::size_t i = 0; i + 1 < k; ++i) to[i] = (from[i] + partial * from[k - 2 - i]) * inverse;
    }
    g[0] = variance;
    for (std::size_t k = 1; k < r + q + 1; ++k) {
      const std::size_t order = std::min(k, p);
      const double* c = a + order * width;
      double sum = 0;
      for (std::size_t i = 0; i < order; ++i) sum += c[i] * g[k - 1 - i];
      g[k] = sum;
    }
  }
  // psi weights, autocovariances of w = theta(B) x from theta(B) theta(1/B).
  for (std::size_t k = 0; k <= r; ++k) {
    double sum = k <= q ? ma[k] : 0;
    for (std::size_t i = 1; i <= std::min(k, p); ++i) sum -= poly.ar[i] * psi[k - i];
    psi[k] = sum;
  }
  for (std::size_t i = 0; i <= q; ++i) {
    if (ma[i] == 0) continue;
    for (std::size_t j = i; j <= q; ++j) square[j - i] += ma[i] * ma[j];
  }
  for (std::size_t s = 0; s <= q; ++s) {
    if (square[s] == 0) continue;
    if (p == 0) {
      cov[s] = square[s];
      continue;
    }
    for (std::size_t k = 0; k <= r; ++k) {
      cov[k] += square[s] * (s == 0 ? g[k] : g[k + s] + g[k > s ? k - s : s - k]);
    }
  }
  // Covariance of each part of the state with w_t, then one step on.
  out.variance = cov[0];
  out.gain.assign(r, 0.0);
  for (std::size_t j = 1; j < r; ++j) {
    const double c = j + 1 <= p ? poly.ar[j + 1] : 0, m = j <= q ? ma[j] : 0;
    if (c == 0 && m == 0) continue;
    for (std::size_t i = 1; i <= j; ++i) out.gain[i - 1] += m * psi[j - i] - c * cov[j - i + 1];
  }
  for (std::size_t i = 0; i < p; ++i) out.gain[i] -= poly.ar[i + 1] * cov[0];
  return std::isfinite(out.variance) && out.variance > 0;
}

ArmaLikelihood::ArmaLikelihood(const std::vector<double>& w, int period, const ArimaOrder& order)
    : w_(w), period_(period), order_(order) {
  count_ = static_cast<std::size_t>(order.p + order.q + order.P + order.Q + (order.constant ? 1 : 0));
  JC_ASSERT(count_ <= kMostParameters && order.p <= 3 && order.q <= 3 && order.P <= 2 && order.Q <= 2);
  const auto terms = [&](int n, int ns, std::vector<LagTerm>& to) {
    for (int j = 0; j <= ns; ++j) {
      for (int i = 0; i <= n; ++i) {
        if (i + j > 0) to.push_back({static_cast<std::size_t>(i + j * period), {}});
      }
    }
  };
  terms(order.p, order.P, ar_);
  terms(order.q, order.Q, ma_);
  ar_degree_ = static_cast<std::size_t>(order.p + order.P * period);
  ma_degree_ = static_cast<std::size_t>(order.q + order.Q * period);
  errors_.resize(w.size());
  if (order.constant) {
    mean_ = std::accumulate(w.begin(), w.end(), 0.0) / static_cast<double>(w.size());
    double sum = 0;
    for (const double v : w) sum += (v - mean_) * (v - mean_);
    scale_ = std::sqrt(sum / static_cast<double>(w.size())) / 10;
  }
}

double ArmaLikelihood::size(ArimaFitting fitting) const {
  return static_cast<double>(w_.size() - (fitting == ArimaFitting::conditional ? ar_degree_ : 0));
}

void ArmaLikelihood::run_conditional(const Eight& at, LaneErrors& to) {
  ConditionalTask task{};
  for (std::size_t i = 0; i < kLanes; ++i) {
    const ArmaCoefficients c = coefficients_of(order_, at[i]);
    double whole = 1;
    std::size_t k = 0;
    for (int j = 0; j <= order_.P; ++j) {
      for (int l = 0; l <= order_.p; ++l) {
        if (j + l == 0) continue;
        const double v = (j == 0 ? 1 : -c.seasonal_ar[static_cast<std::size_t>(j - 1)]) *
                         (l == 0 ? 1 : -c.ar[static_cast<std::size_t>(l - 1)]);
        whole += v;
        ar_[k++].coefficient.v[i] = -v;
      }
    }
    k = 0;
    for (int j = 0; j <= order_.Q; ++j) {
      for (int l = 0; l <= order_.q; ++l) {
        if (j + l == 0) continue;
        ma_[k++].coefficient.v[i] = (j == 0 ? 1 : c.seasonal_ma[static_cast<std::size_t>(j - 1)]) *
                                    (l == 0 ? 1 : c.ma[static_cast<std::size_t>(l - 1)]);
      }
    }
    task.constant.v[i] = constant_at(at[i]) * whole;
  }
  task.w = w_.data(), task.n = w_.size(), task.first = ar_degree_;
  task.ar = ar_.data(), task.ar_count = ar_.size(), task.ma = ma_.data(), task.ma_count = ma_.size();
  task.errors = errors_.data();
  kernels().conditional(task);
  for (std::size_t i = 0; i < kLanes; ++i) to.sum[i] = task.sum.v[i], to.log_r[i] = 0;
}

void ArmaLikelihood::run_exact(const Eight& at, LaneErrors& to) {
  const std::size_t r = std::max(ar_degree_, ma_degree_ + 1);
  gain_.resize(r + 1), change_.resize(r + 1), state_.assign(r + 1, {});
  ExactTask task{};
  std::array<bool, kLanes> bad{};
  for (std::size_t i = 0; i < kLanes; ++i) {
    multiply_out(order_, period_, coefficients_of(order_, at[i]), polynomials_[i]);
    bad[i] = !first_state(polynomials_[i], first_);
    for (std::size_t k = 0; k <= r; ++k) gain_[k].v[i] = change_[k].v[i] = k < r && !bad[i] ? first_.gain[k] : 0;
    task.variance.v[i] = bad[i] ? 1 : first_.variance;
    for (LagTerm& t : ar_) t.coefficient.v[i] = -polynomials_[i].ar[t.lag];
    task.mean.v[i] = constant_at(at[i]);
  }
  task.w = w_.data(), task.n = w_.size(), task.r = r;
  task.ar = ar_.data(), task.ar_count = ar_.size();
  task.gain = gain_.data(), task.change = change_.data(), task.state = state_.data(), task.errors = errors_.data();
  kernels().exact(task);
  for (std::size_t i = 0; i < kLanes; ++i) {
    to.sum[i] = bad[i] ? std::numeric_limits<double>::infinity() : task.sum.v[i];
    to.log_r[i] = 0.5 * (std::log(task.product.v[i]) + static_cast<double>(task.exponent[i]) * M_LN2);
  }
}

LaneFit ArmaLikelihood::fitted(ArimaFitting fitting, const LaneEffort& effort, const Point* from) {
  Eight begin{};
  if (from != nullptr) {
    begin.fill(*from);
  } else {
    // Places that differ in sign and size, the first parameter of each kind moved most.
    constexpr std::array<double, kLanes> ar{0, 0.25, 0.8, 1.6, -0.4, 0.5, 1.6, 0.15},
        ma{0, 0.25, 0.25, 0.7, 0.4, -0.3, 1.2, 1}, sar{0, 0.25, 0.5, 0.15, -0.25, 0.25, 0.8, 0},
        sma{0, 0.4, 0.8, 0.8, 0.5, -0.15, 0.25, 1.6};
    for (std::size_t i = 0; i < kLanes; ++i) {
      std::size_t at = 0;
      const auto put = [&](int n, double v) {
        for (int k = 0; k < n; ++k) begin[i][at++] = k == 0 ? v : 0;
      };
      put(order_.p, ar[i]);
      put(order_.q, ma[i]);
      put(order_.P, sar[i]);
      put(order_.Q, sma[i]);
    }
  }
  LaneErrors passed;
  const std::size_t skip = fitting == ArimaFitting::conditional ? ar_degree_ : 0;
  passed.errors = std::span(errors_).subspan(std::min(skip, errors_.size()));
  const auto run = [&](const Eight& at, LaneErrors& to) {
    fitting == ArimaFitting::exact ? run_exact(at, to) : run_conditional(at, to);
  };
  return least_squares(run, size(fitting), count_, shapes(), begin, effort, passed);
}

ArmaLikelihood::End ArmaLikelihood::end_of(const Point& x) {
  Eight at;
  at.fill(x);
  LaneErrors passed;
  passed.errors = errors_;
  run_exact(at, passed);
  End out;
  out.sum = passed.sum[0];
  for (const LaneCell& s : state_) out.state.push_back(s.v[0]);
  out.state.pop_back();
  return out;
}

}  // namespace forecast
