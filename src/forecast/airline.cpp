#include "forecast/airline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/fault.hpp"
#include "forecast/simplex.hpp"

namespace forecast {
namespace {

constexpr double kMostTheta = 0.98, kPassing = 0.7;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

// (1 − B)(1 − B^s) of a column, from row s + 1 on.
double differenced(const std::vector<double>& v, std::size_t t, std::size_t s) {
  return v[t] - v[t - 1] - v[t - s] + v[t - s - 1];
}

double dot(const double* a, const double* b, std::size_t n) {
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (; i < n; ++i) s0 += a[i] * b[i];
  return (s0 + s1) + (s2 + s3);
}

// All columns through the inverse moving average from shocks of zero before the start; what the shocks a(−1−j),
// j = 0 … s, before the start add is known in closed form. With h = 1 / ((1 − θB)(1 − ΘB^s)) and S_j the sequence that
// is Θ^(k+1) at t = s − 1 − j + k s and zero elsewhere,
//     Z_0 = S_0 + θ h,   Z_j = S_j (0 < j < s),   Z_s = −θ Θ h,
// so that all products with Z cost two passes over a column. Unknowns: those shocks, then β; the last column is y.
class Filtered {
 public:
  Filtered(const std::vector<double>& y, const std::vector<Column>& x, std::size_t s)
      : s_(s), before_(s + 1), k_(before_ + x.size() + 1), n_(y.size() - before_), columns_(x.size() + 1) {
    d_.resize(columns_ * n_);
    f_.resize(columns_ * n_);
    h_.resize(n_);
    for (std::size_t j = 0; j < columns_; ++j) {
      const auto& from = j < x.size() ? x[j] : y;
      for (std::size_t t = 0; t < n_; ++t) d_[j * n_ + t] = differenced(from, t + before_, s);
    }
  }

  void run(double theta, double seasonal) {
    theta_ = theta;
    seasonal_ = seasonal;
    for (std::size_t j = 0; j < columns_; ++j) filter(&d_[j * n_], &f_[j * n_]);
    std::ranges::fill(h_, 0.0);
    h_[0] = 1;
    filter(h_.data(), h_.data());
    cross();
  }

  // Lower factor of the cross products; false when a column depends on those before it.
  bool factor() {
    l_.assign(k_ * k_, 0);
    for (std::size_t i = 0; i < k_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        const double sum = g_[i * k_ + j] - dot(&l_[i * k_], &l_[j * k_], j);
        if (i == j) {
          if (i + 1 < k_ && !(sum > 1e-9 * g_[i * k_ + i])) return false;
          l_[i * k_ + i] = std::sqrt(std::max(sum, 0.0));
        } else {
          l_[i * k_ + j] = sum / l_[j * k_ + j];
        }
      }
    }
    return true;
  }

  double squares() const { return l_[k_ * k_ - 1] * l_[k_ * k_ - 1]; }
  double log_determinant() const {
    double sum = 0;
    for (std::size_t j = 0; j < before_; ++j) sum += 2 * std::log(l_[j * k_ + j]);
    return sum;
  }
  std::size_t observations() const { return n_; }
  std::size_t first_regressor() const { return before_; }

  std::vector<double> solution() const {
    const std::size_t p = k_ - 1;
    std::vector<double> c(p);
    for (std::size_t i = p; i-- > 0;) {
      double sum = l_[p * k_ + i];
      for (std::size_t m = i + 1; m < p; ++m) sum -= l_[m * k_ + i] * c[m];
      c[i] = sum / l_[i * k_ + i];
    }
    return c;
  }
  // Variance of an unknown in units of σ².
  double variance(std::size_t which) const {
    const std::size_t p = k_ - 1;
    std::vector<double> z(p);
    double total = 0;
    for (std::size_t i = which; i < p; ++i) {
      double sum = i == which ? 1 : 0;
      for (std::size_t m = which; m < i; ++m) sum -= l_[i * k_ + m] * z[m];
      z[i] = sum / l_[i * k_ + i];
      total += z[i] * z[i];
    }
    return total;
  }
  std::vector<double> residuals(const std::vector<double>& c) const {
    std::vector<double> out(&f_[(columns_ - 1) * n_], &f_[(columns_ - 1) * n_] + n_);
    for (std::size_t j = 0; j + 1 < columns_; ++j) {
      for (std::size_t t = 0; t < n_; ++t) out[t] -= c[before_ + j] * f_[j * n_ + t];
    }
    const double on_h = theta_ * (c[0] - seasonal_ * c[s_]);
    for (std::size_t t = 0; t < n_; ++t) out[t] -= on_h * h_[t];
    for (std::size_t j = 0; j < s_; ++j) {
      double power = seasonal_;
      for (std::size_t t = s_ - 1 - j; t < n_; t += s_, power *= seasonal_) out[t] -= c[j] * power;
    }
    return out;
  }

 private:
  void filter(const double* d, double* to) const {
    const double both = theta_ * seasonal_;
    double last = 0;
    for (std::size_t t = 0; t < n_; ++t) {
      double v = d[t];
      if (t >= s_) v += seasonal_ * to[t - s_];
      if (t > s_) v -= both * to[t - s_ - 1];
      last = v + theta_ * last;
      to[t] = last;
    }
  }

  // Products of a sequence with S_0 … S_(s−1).
  void with_sparse(const double* v, std::vector<double>& out) const {
    out.assign(s_, 0);
    double power = seasonal_;
    for (std::size_t t = 0; t < n_;) {
      for (std::size_t j = s_; j-- > 0 && t < n_; ++t) out[j] += power * v[t];
      power *= seasonal_;
    }
  }

  void cross() {
    g_.assign(k_ * k_, 0);
    const double both = -theta_ * seasonal_;
    with_sparse(h_.data(), sparse_);
    const double hh = dot(h_.data(), h_.data(), n_), h0 = sparse_[0];
    for (std::size_t j = 0; j < s_; ++j) {
      double sum = 0, power = seasonal_;
      for (std::size_t t = s_ - 1 - j; t < n_; t += s_, power *= seasonal_) sum += power * power;
      g_[j * k_ + j] = 1 + sum;
      if (j > 0) g_[j * k_] = theta_ * sparse_[j];
      g_[s_ * k_ + j] = both * sparse_[j];
    }
    g_[0] += 2 * theta_ * h0 + theta_ * theta_ * hh;
    g_[s_ * k_] += both * theta_ * hh;
    g_[s_ * k_ + s_] = 1 + both * both * hh;
    for (std::size_t j = 0; j < columns_; ++j) {
      double* row = &g_[(before_ + j) * k_];
      const double* v = &f_[j * n_];
      with_sparse(v, sparse_);
      const double hv = dot(h_.data(), v, n_);
      std::ranges::copy(sparse_, row);
      row[0] += theta_ * hv;
      row[s_] = both * hv;
      for (std::size_t i = 0; i <= j; ++i) row[before_ + i] = dot(&f_[i * n_], v, n_);
    }
  }

  std::size_t s_, before_, k_, n_, columns_;
  double theta_ = 0, seasonal_ = 0;
  std::vector<double> d_, f_, h_, g_, l_, sparse_;
};

double log_likelihood_of(const Filtered& f) {
  const auto n = static_cast<double>(f.observations());
  const double variance = std::max(f.squares() / n, 1e-300);
  return -0.5 * (n * (std::log(2 * M_PI * variance) + 1) + f.log_determinant());
}

AirlineFit fit_of(const Filtered& f, double theta, double seasonal, std::size_t columns) {
  AirlineFit out;
  out.theta = theta;
  out.seasonal_theta = seasonal;
  const auto n = static_cast<double>(f.observations());
  const auto p = static_cast<double>(columns);
  out.sigma = std::sqrt(f.squares() / std::max(1.0, n - p - 2));
  out.log_likelihood = log_likelihood_of(f);
  const double k = p + 3;
  out.aicc = -2 * out.log_likelihood + 2 * k * n / std::max(1.0, n - k - 1);
  const auto c = f.solution();
  for (std::size_t j = 0; j < columns; ++j) {
    const double b = c[f.first_regressor() + j];
    out.beta.push_back(b);
    const double error = out.sigma * std::sqrt(f.variance(f.first_regressor() + j));
    out.t.push_back(error > 0 ? b / error : 0);
  }
  out.residuals = f.residuals(c);
  return out;
}

// What one unit of an outlier leaves in the residuals: entry k is that k periods after it.
std::array<std::vector<double>, 3> traces(double theta, double seasonal, std::size_t s, std::size_t n) {
  std::array<std::vector<double>, 3> out;
  auto& single = out[0];
  single.assign(n, 0);
  for (std::size_t k = 0; k < n; ++k) {
    double v = k == 0 ? 1 : 0;
    if (k == 1) v -= 1;
    if (k == s) v -= 1;
    if (k == s + 1) v += 1;
    if (k >= 1) v += theta * single[k - 1];
    if (k >= s) v += seasonal * single[k - s];
    if (k >= s + 1) v -= theta * seasonal * single[k - s - 1];
    single[k] = v;
  }
  out[1] = out[2] = single;
  for (std::size_t k = 1; k < n; ++k) {
    out[1][k] += out[1][k - 1];
    out[2][k] += kPassing * out[2][k - 1];
  }
  return out;
}

}  // namespace

std::optional<AirlineFit> Airline::at(double theta, double seasonal, const std::vector<Column>& x) const {
  Filtered f(y_, x, s_);
  f.run(theta, seasonal);
  if (!f.factor()) return std::nullopt;
  return fit_of(f, theta, seasonal, x.size());
}

std::optional<AirlineFit> Airline::fit(const std::vector<Column>& x, const AirlineFit& start, int evaluations) const {
  // θ and Θ on y less what the columns explain at the start, then the columns anew.
  const auto first = at(start.theta, start.seasonal_theta, x);
  if (!first) return std::nullopt;
  std::vector<double> clean = y_;
  for (std::size_t j = 0; j < x.size(); ++j) {
    for (std::size_t t = 0; t < clean.size(); ++t) clean[t] -= first->beta[j] * x[j][t];
  }
  Filtered f(clean, {}, s_);
  using Pair = std::array<double, 2>;
  const auto cost = [&](const Pair& p) {
    if (std::abs(p[0]) > kMostTheta || std::abs(p[1]) > kMostTheta) return kInfinite;
    f.run(p[0], p[1]);
    return f.factor() ? -log_likelihood_of(f) : kInfinite;
  };
  Pair best{start.theta, start.seasonal_theta};
  const Pair step{start.theta > 0.5 ? -0.25 : 0.25, start.seasonal_theta > 0.5 ? -0.25 : 0.25};
  simplex_minimum(cost, best, step, evaluations, 1e-8);
  return at(best[0], best[1], x);
}

OutlierFound Airline::likeliest_outlier(const AirlineFit& fit, const std::vector<char>& taken) const {
  const std::size_t lost = s_ + 1, n = fit.residuals.size();
  std::vector<double> sizes(n);
  for (std::size_t t = 0; t < n; ++t) sizes[t] = std::abs(fit.residuals[t]);
  std::ranges::nth_element(sizes, sizes.begin() + static_cast<std::ptrdiff_t>(n / 2));
  const double robust = 1.4826 * sizes[n / 2];
  const double sigma = robust > 0 ? robust : fit.sigma;
  OutlierFound best;
  if (!(sigma > 0)) return best;
  const auto trace = traces(fit.theta, fit.seasonal_theta, s_, n);
  for (std::size_t kind = 0; kind < 3; ++kind) {
    const auto& p = trace[kind];
    std::vector<double> squares(n + 1);
    for (std::size_t k = 0; k < n; ++k) squares[k + 1] = squares[k] + p[k] * p[k];
    // The first s + 1 periods leave only the tail of their trace; too little to go by, and a shift there is a level.
    for (std::size_t at = lost; at < y_.size(); ++at) {
      if (taken[at] != 0 || (kind == 1 && at + 1 >= y_.size())) continue;
      const std::size_t row = at - lost, length = n - row;
      const double top = std::inner_product(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(length),
                                            fit.residuals.begin() + static_cast<std::ptrdiff_t>(row), 0.0);
      const double t = top / std::sqrt(squares[length]) / sigma;
      // The last periods cannot tell the kinds apart: a wild value is said.
      if (kind > 0 && length < 3) continue;
      if (std::abs(t) > std::abs(best.t)) best = {static_cast<OutlierKind>(kind), at, t};
    }
  }
  return best;
}

Column Airline::outlier_column(OutlierKind kind, std::size_t at, std::size_t n) {
  Column x(n);
  for (std::size_t t = 0; t < n; ++t) {
    if (kind == OutlierKind::single) x[t] = t == at ? 1 : 0;
    if (kind == OutlierKind::shift) x[t] = t < at ? -1 : 0;  // the level of today is the one that counts
    if (kind == OutlierKind::passing) x[t] = t < at ? 0 : std::pow(kPassing, static_cast<double>(t - at));
  }
  return x;
}

std::vector<double> Airline::extended(const std::vector<double>& clean, const AirlineFit& fit,
                                      std::size_t ahead) const {
  const auto carry = [&](std::vector<double> v) {
    Filtered f(v, {}, s_);
    f.run(fit.theta, fit.seasonal_theta);
    std::vector<double> a(v.size() + ahead);
    if (f.factor()) {
      const auto residuals = f.residuals(f.solution());
      std::ranges::copy(residuals, a.begin() + static_cast<std::ptrdiff_t>(s_ + 1));
    }
    for (std::size_t t = v.size(); t < a.size(); ++t) {
      v.push_back(v[t - 1] + v[t - s_] - v[t - s_ - 1] - fit.theta * a[t - 1] - fit.seasonal_theta * a[t - s_] +
                  fit.theta * fit.seasonal_theta * a[t - s_ - 1]);
    }
    return v;
  };
  std::vector<double> out = carry(clean);
  std::ranges::reverse(out);
  out = carry(out);
  std::ranges::reverse(out);
  return out;
}

}  // namespace forecast
