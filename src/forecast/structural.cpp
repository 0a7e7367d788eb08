#include "forecast/structural.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/fault.hpp"
#include "forecast/simplex.hpp"

namespace forecast {
namespace {

using Values = std::vector<double>;
using Variances = std::array<double, 4>;  // level, slope, season, irregular; relative, sum 1

constexpr int kEvaluations = 240;
// January and February that are only known together cannot be told apart: a starting season has this standard deviation
// in units of the shocks, so wide that nothing else feels it, and they come out even.
constexpr double kWidestSeason = 100;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

// Solves a (symmetric, positive) x = b by Cholesky; also the logarithm of the determinant. False when singular.
bool solve(Values a, Values& b, std::size_t n, double& log_determinant, Values* inverse = nullptr) {
  log_determinant = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
      if (i == j) {
        if (!(sum > 1e-10 * a[i * n + i])) return false;
        a[i * n + i] = std::sqrt(sum);
        log_determinant += std::log(sum);
      } else {
        a[i * n + j] = sum / a[j * n + j];
      }
    }
  }
  const auto back = [&](double* x) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < i; ++k) x[i] -= a[i * n + k] * x[k];
      x[i] /= a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t k = i + 1; k < n; ++k) x[i] -= a[k * n + i] * x[k];
      x[i] /= a[i * n + i];
    }
  };
  back(b.data());
  if (inverse != nullptr) {
    inverse->assign(n * n, 0);
    for (std::size_t j = 0; j < n; ++j) {
      (*inverse)[j * n + j] = 1;
      back(&(*inverse)[j * n]);
    }
  }
  return true;
}

// State: level, slope, s − 1 seasons (the latest first), cumulator. Beside it one column for the data and one for each
// fixed unknown: the starting state, then β.
class Filter {
 public:
  Filter(const std::vector<Total>& totals, int s, const std::vector<Values>& x, bool logs)
      : totals_(totals),
        s_(static_cast<std::size_t>(s)),
        x_(x),
        logs_(logs),
        m_(s_ + 2),
        fixed_(s_ + 1 + x.size()),
        p_(m_ * m_),
        a_((fixed_ + 1) * m_) {}

  std::size_t fixed() const { return fixed_; }

  // Through all totals; gives minus the diffuse log likelihood, σ² concentrated out.
  double run(const Variances& q) {
    q_ = q;
    std::ranges::fill(p_, 0.0);
    std::ranges::fill(a_, 0.0);
    for (std::size_t i = 0; i <= s_; ++i) a_[(1 + i) * m_ + i] = 1;
    Values vv(fixed_ * fixed_), vy(fixed_);
    double yy = 0, log_f = 0;
    const std::size_t c = m_ - 1;
    std::size_t next = 0;
    for (std::size_t t = 0; next < totals_.size(); ++t) {
      const Total& total = totals_[next];
      const bool inside = t > total.first && t <= total.last;
      const double length = static_cast<double>(total.last - total.first + 1);
      advance(t, inside ? 1 : 0, logs_ ? 1 / length : 1);
      if (t < total.last) continue;
      ++next;
      const double f = p_[c * m_ + c];
      if (!(f > 0)) return kInfinite;
      const double y = (logs_ ? std::log(total.value / length) : total.value) - a_[c];
      log_f += std::log(f);
      yy += y * y / f;
      for (std::size_t i = 0; i < fixed_; ++i) {
        const double vi = a_[(1 + i) * m_ + c];
        if (vi == 0) continue;
        vy[i] += vi * y / f;
        for (std::size_t j = 0; j <= i; ++j) vv[i * fixed_ + j] += vi * a_[(1 + j) * m_ + c] / f;
      }
      update(f, y);
    }
    for (std::size_t i = 0; i < fixed_; ++i) {
      for (std::size_t j = 0; j < i; ++j) vv[j * fixed_ + i] = vv[i * fixed_ + j];
    }
    for (std::size_t i = 2; i <= s_; ++i) vv[i * fixed_ + i] += 1 / (kWidestSeason * kWidestSeason);
    delta_ = vy;
    double log_v = 0;
    if (!solve(vv, delta_, fixed_, log_v, &delta_variance_)) return kInfinite;
    double squares = yy;
    for (std::size_t i = 0; i < fixed_; ++i) squares -= delta_[i] * vy[i];
    const double n = static_cast<double>(totals_.size() - fixed_);
    sigma2_ = std::max(squares, 1e-300) / n;
    return 0.5 * (n * (std::log(2 * M_PI * sigma2_) + 1) + log_f + log_v);
  }

  double sigma2() const { return sigma2_; }
  const Values& delta() const { return delta_; }

  // On from the last total: the sum of w x with the weights given, from the place after it.
  std::vector<SumAhead> ahead(std::size_t until) {
    std::vector<SumAhead> out;
    const std::size_t from = totals_.back().last + 1, c = m_ - 1;
    // Level of each place in the scale of the total: first by the path itself, then again with these weights.
    Values weights(until, 1), path(until);
    const Values p0 = p_, a0 = a_;
    if (logs_) {
      for (std::size_t t = from; t < until; ++t) {
        advance(t, 0, 1);
        path[t] = cumulated_mean();
        weights[t] = std::exp(path[t]);
      }
      p_ = p0;
      a_ = a0;
    }
    double sum = 0;
    for (std::size_t t = from; t < until; ++t) {
      advance(t, t == from ? 0 : 1, weights[t]);
      const double mean = cumulated_mean();
      sum += weights[t];
      // σ² (P_CC + a Var(δ) a').
      double variance = p_[c * m_ + c];
      for (std::size_t i = 0; i < fixed_; ++i) {
        const double vi = a_[(1 + i) * m_ + c];
        for (std::size_t j = 0; j < fixed_; ++j)
          variance += vi * a_[(1 + j) * m_ + c] * delta_variance_[i * fixed_ + j];
      }
      out.push_back({t, logs_ ? sum : mean, std::sqrt(sigma2_ * std::max(0.0, variance))});
    }
    return out;
  }

 private:
  double cumulated_mean() const {
    const std::size_t c = m_ - 1;
    double mean = a_[c];
    for (std::size_t i = 0; i < fixed_; ++i) mean += a_[(1 + i) * m_ + c] * delta_[i];
    return mean;
  }

  // One column of the state to the next period.
  void carry(double* v, double psi, double w) const {
    double season = 0;
    for (std::size_t i = 2; i <= s_; ++i) season -= v[i];
    for (std::size_t i = s_; i > 2; --i) v[i] = v[i - 1];
    v[2] = season;
    v[0] += v[1];
    v[m_ - 1] = psi * v[m_ - 1] + w * (v[0] + season);
  }

  void advance(std::size_t t, double psi, double w) {
    const std::size_t c = m_ - 1;
    for (std::size_t k = 0; k <= fixed_; ++k) carry(&a_[k * m_], psi, w);
    for (std::size_t j = 0; j < x_.size(); ++j) a_[(s_ + 2 + j) * m_ + c] += w * x_[j][t];
    for (std::size_t k = 0; k < m_; ++k) carry(&p_[k * m_], psi, w);
    transpose();
    for (std::size_t k = 0; k < m_; ++k) carry(&p_[k * m_], psi, w);
    p_[0] += q_[0];
    p_[m_ + 1] += q_[1];
    p_[2 * m_ + 2] += q_[2];
    p_[c * m_] += w * q_[0];
    p_[c] += w * q_[0];
    p_[c * m_ + 2] += w * q_[2];
    p_[2 * m_ + c] += w * q_[2];
    p_[c * m_ + c] += w * w * (q_[0] + q_[2] + q_[3]);
  }

  void transpose() {
    for (std::size_t i = 0; i < m_; ++i) {
      for (std::size_t j = 0; j < i; ++j) std::swap(p_[i * m_ + j], p_[j * m_ + i]);
    }
  }

  void update(double f, double y) {
    const std::size_t c = m_ - 1;
    const Values gain(p_.begin() + static_cast<std::ptrdiff_t>(c * m_), p_.end());
    for (std::size_t k = 0; k <= fixed_; ++k) {
      const double v = k == 0 ? y : -a_[k * m_ + c];
      if (v == 0) continue;
      for (std::size_t i = 0; i < m_; ++i) a_[k * m_ + i] += gain[i] / f * v;
    }
    for (std::size_t i = 0; i < m_; ++i) {
      for (std::size_t j = 0; j < m_; ++j) p_[i * m_ + j] -= gain[i] * gain[j] / f;
    }
  }

  const std::vector<Total>& totals_;
  std::size_t s_;
  const std::vector<Values>& x_;
  bool logs_;
  std::size_t m_, fixed_;
  Values p_, a_, delta_, delta_variance_;
  Variances q_{};
  double sigma2_ = 0;
};

using Logs = std::array<double, 3>;  // of the variances over that of the irregular

Variances variances_of(const Logs& p) {
  Variances q{std::exp(p[0]), std::exp(p[1]), std::exp(p[2]), 1};
  const double sum = q[0] + q[1] + q[2] + q[3];
  for (double& v : q) v /= sum;
  return q;
}

}  // namespace

std::optional<StructuralOutlook> structural_outlook(const std::vector<Total>& totals, int s,
                                                    const std::vector<std::vector<double>>& regressors,
                                                    std::size_t until, bool logs) {
  JC_ASSERT(s >= 2);
  const std::size_t least = 2 * static_cast<std::size_t>(s) + 3 + regressors.size();
  if (totals.size() < least) return std::nullopt;
  const auto [low, high] = std::ranges::minmax(totals, {}, &Total::value);
  if (!(high.value > low.value) || (logs && !(low.value > 0))) return std::nullopt;
  Filter filter(totals, s, regressors, logs);
  // Logarithms of the variances over that of the irregular; far below nothing changes, far above the irregular is none.
  constexpr double kLeast = -16, kMost = 12;
  const auto cost = [&](const Logs& p) {
    for (std::size_t i = 0; i < 3; ++i) {
      if (p[i] < kLeast || p[i] > kMost) return kInfinite;
    }
    return filter.run(variances_of(p));
  };
  Logs best{};
  double least_cost = kInfinite;
  for (const auto& start : {Logs{-1, -7, -2}, Logs{2, -5, 0}}) {
    Logs at = start;
    const double value = simplex_minimum(cost, at, Logs{2, 2, 2}, kEvaluations / 2, 1e-9);
    if (value < least_cost) {
      least_cost = value;
      best = at;
    }
  }
  if (!std::isfinite(least_cost)) return std::nullopt;
  const auto q = variances_of(best);
  StructuralOutlook out;
  out.fit.log_likelihood = -filter.run(q);
  out.fit.logs = logs;
  out.fit.level = filter.sigma2() * q[0];
  out.fit.slope = filter.sigma2() * q[1];
  out.fit.season = filter.sigma2() * q[2];
  out.fit.irregular = filter.sigma2() * q[3];
  out.fit.beta.assign(filter.delta().end() - std::ssize(regressors), filter.delta().end());
  if (until > totals.back().last + 1) out.sums = filter.ahead(until);
  return out;
}

}  // namespace forecast
