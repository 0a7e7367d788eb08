#include "forecast/smoothing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "forecast/ets_lanes.hpp"
#include "forecast/minimise.hpp"
#include "forecast/season.hpp"

namespace forecast {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double logistic(double x, double low, double high) { return low + (high - low) / (1 + std::exp(-x)); }

struct Parameters {
  double alpha = 0.3, beta = 0, gamma = 0, phi = 1, level = 0, slope = 0;
};

// One pass over the series. Gives the sum of squared errors and of log |r|; leaves the last states behind.
template <bool kMultiplicativeError, Component kSeason>
double pass(const std::vector<double>& y, Parameters& p, std::vector<double>& season, double& log_r, bool trend) {
  double sum = 0, product = 1;
  log_r = 0;
  const std::size_t m = season.empty() ? 1 : season.size();
  std::size_t place = 0;
  double l = p.level, b = p.slope;
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double base = trend ? l + p.phi * b : l;
    double mu = base, s = 0;
    if constexpr (kSeason == Component::additive) {
      s = season[place];
      mu = base + s;
    } else if constexpr (kSeason == Component::multiplicative) {
      s = season[place];
      mu = base * s;
    }
    double e = y[t] - mu;
    if constexpr (kMultiplicativeError) {
      if (!(mu > 1e-10)) return kInfinity;
      e /= mu;
      product *= mu;
      if (product > 1e100 || product < 1e-100) {
        log_r += std::log(product);
        product = 1;
      }
      if constexpr (kSeason == Component::none) {
        l = base * (1 + p.alpha * e);
        b = p.phi * b + p.beta * base * e;
      } else if constexpr (kSeason == Component::additive) {
        l = base + p.alpha * mu * e;
        b = p.phi * b + p.beta * mu * e;
        season[place] = s + p.gamma * mu * e;
      } else {
        l = base * (1 + p.alpha * e);
        b = p.phi * b + p.beta * base * e;
        season[place] = s * (1 + p.gamma * e);
      }
    } else {
      if constexpr (kSeason == Component::multiplicative) {
        l = base + p.alpha * e / s;
        b = p.phi * b + p.beta * e / s;
        season[place] = s + p.gamma * e / base;
      } else {
        l = base + p.alpha * e;
        b = p.phi * b + p.beta * e;
        if constexpr (kSeason == Component::additive) season[place] = s + p.gamma * e;
      }
    }
    sum += e * e;
    if (++place == m) place = 0;
  }
  if constexpr (kMultiplicativeError) log_r += std::log(product);
  p.level = l;
  p.slope = b;
  if (!season.empty()) std::rotate(season.begin(), season.begin() + static_cast<std::ptrdiff_t>(place), season.end());
  return sum;
}

using Pass = double (*)(const std::vector<double>&, Parameters&, std::vector<double>&, double&, bool);
Pass pass_of(const EtsForm& form) {
  const bool m = form.error == Component::multiplicative;
  switch (form.season) {
    case Component::additive:
      return m ? pass<true, Component::additive> : pass<false, Component::additive>;
    case Component::multiplicative:
      return m ? pass<true, Component::multiplicative> : pass<false, Component::multiplicative>;
    default:
      return m ? pass<true, Component::none> : pass<false, Component::none>;
  }
}

struct Start {
  double level = 0, slope = 0;
  std::vector<double> season;
  double scale = 1;
};

// First states: the season by decomposition, level and slope by a line through the first adjusted values.
Start start_of(const std::vector<double>& y, int period, const EtsForm& form) {
  Start out;
  std::vector<double> z = y;
  if (form.season != Component::none) {
    const bool multiplicative = form.season == Component::multiplicative;
    out.season = seasonal_indices(y, period, multiplicative ? SeasonKind::multiplicative : SeasonKind::additive);
    for (double& s : out.season) {
      if (multiplicative) s = std::max(s, 0.01);
    }
    for (std::size_t t = 0; t < z.size(); ++t) {
      const double s = out.season[t % out.season.size()];
      z[t] = multiplicative ? z[t] / s : z[t] - s;
    }
  }
  const std::size_t n =
      std::min<std::size_t>(z.size(), std::max<std::size_t>(10, 2 * static_cast<std::size_t>(period)));
  double sum = 0, weighted = 0;
  for (std::size_t t = 0; t < n; ++t) {
    sum += z[t];
    weighted += static_cast<double>(t + 1) * z[t];
  }
  const double k = static_cast<double>(n);
  if (form.trend != Component::none && n > 1) {
    out.slope = (12 * weighted - 6 * (k + 1) * sum) / (k * (k * k - 1));
    out.level = sum / k - out.slope * (k + 1) / 2;
  } else {
    out.level = sum / k;
  }
  double spread = 0;
  for (std::size_t t = 1; t < z.size(); ++t) spread += std::abs(z[t] - z[t - 1]);
  out.scale = std::max(
      {spread / static_cast<double>(std::max<std::size_t>(1, z.size() - 1)), std::abs(out.level) * 1e-4, 1e-12});
  if (form.error == Component::multiplicative && !(out.level + out.slope > 0)) {
    out.level = std::max(out.level, *std::ranges::max_element(y) * 0.1);
    if (out.level + out.slope <= 0) out.slope = 0;
  }
  return out;
}

// Solves (a + strength diag a) move = -g by Cholesky; false where that is not positive definite.
bool damped_step(const Products& a, const std::array<double, kLanes>& g, std::size_t n, double strength, Point& move) {
  Products root{};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j] * (i == j ? 1 + strength : 1);
      for (std::size_t k = 0; k < j; ++k) sum -= root[i][k] * root[j][k];
      if (i != j) {
        root[i][j] = sum / root[j][j];
      } else if (!(sum > 1e-12 * a[i][i]) || !(sum > 0)) {
        return false;
      } else {
        root[i][i] = std::sqrt(sum);
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    double sum = -g[i];
    for (std::size_t k = 0; k < i; ++k) sum -= root[i][k] * move[k];
    move[i] = sum / root[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    double sum = move[i];
    for (std::size_t k = i + 1; k < n; ++k) sum -= root[k][i] * move[k];
    move[i] = sum / root[i][i];
  }
  return std::all_of(move.begin(), move.begin() + static_cast<std::ptrdiff_t>(n),
                     [](double v) { return std::isfinite(v); });
}

// Mean and variance of the forecasts from the last states.
void forecast_from(EtsFit& fit, int horizon) {
  const bool trend = fit.form.trend != Component::none;
  const std::size_t m = std::max<std::size_t>(1, fit.season.size());
  double damped = 0, power = 1, c2 = 0;
  std::vector<double> sums{0};  // phi + … + phi^j
  for (double d = 0, q = 1; sums.size() <= static_cast<std::size_t>(horizon); sums.push_back(d)) d += q *= fit.phi;
  std::vector<double> theta;  // E of squared mean states, for multiplicative errors
  for (int h = 1; h <= horizon; ++h) {
    power *= fit.phi;
    damped += power;
    const std::size_t place = static_cast<std::size_t>(h - 1) % m;
    double mu = fit.level + (trend ? damped * fit.slope : 0);
    const double s = fit.season.empty() ? 0 : fit.season[place];
    const double base = mu;
    if (fit.form.season == Component::additive) mu += s;
    if (fit.form.season == Component::multiplicative) mu *= s;
    fit.mean.push_back(mu);
    // c_j = alpha + beta (phi + … + phi^j) + gamma [j is a whole period] (table 6.2)
    const auto c = [&](int j) {
      const double d = sums[static_cast<std::size_t>(j)];
      const bool whole = !fit.season.empty() && j % static_cast<int>(m) == 0;
      return fit.alpha + (trend ? fit.beta * d : 0) + (whole && fit.form.season == Component::additive ? fit.gamma : 0);
    };
    if (fit.form.error == Component::additive) {
      if (h > 1) c2 += c(h - 1) * c(h - 1);
      const double factor = fit.form.season == Component::multiplicative ? s : 1;
      fit.variance.push_back(fit.sigma2 * (1 + c2) * factor * factor);
      continue;
    }
    // theta_h = mu_h² + sigma² sum c_j² theta_{h-j} (6.4); a multiplicative season scales by its own uncertainty.
    const double level_mean = fit.form.season == Component::multiplicative ? base : mu;
    double t = level_mean * level_mean;
    for (int j = 1; j < h; ++j) t += fit.sigma2 * c(j) * c(j) * theta[static_cast<std::size_t>(h - j - 1)];
    theta.push_back(t);
    double v = t * (1 + fit.sigma2) - level_mean * level_mean;
    if (fit.form.season == Component::multiplicative) {
      const double k = std::floor((h - 1) / static_cast<double>(m));
      const double season_noise = std::pow(1 + fit.sigma2 * fit.gamma * fit.gamma, k);
      v = (t * (1 + fit.sigma2) * season_noise - level_mean * level_mean) * s * s;
    }
    fit.variance.push_back(std::max(v, 0.0));
  }
}

}  // namespace

std::string EtsForm::name() const {
  const auto letters = [](Component c) {
    return c == Component::damped ? std::string("Ad") : std::string(1, static_cast<char>(c));
  };
  return "ETS(" + letters(error) + "," + letters(trend) + "," + letters(season) + ")";
}

EtsFit fit_ets(const std::vector<double>& y, int period, const EtsForm& form, int horizon, int effort) {
  EtsFit out;
  out.form = form;
  out.aicc = kInfinity;
  const auto n = y.size();
  const bool trend = form.trend != Component::none, damped = form.trend == Component::damped;
  const bool season = form.season != Component::none;
  // Products of values must stay within a double (ets_lanes.cpp).
  const bool positive = std::ranges::all_of(y, [](double v) { return v > 0 && v < 1e60; });
  if ((form.error == Component::multiplicative || form.season == Component::multiplicative) && !positive) return out;
  if (season && (period < 2 || n < 2 * static_cast<std::size_t>(period) + 1)) return out;
  const double k =
      1 + (trend ? 1 : 0) + (season ? 1 : 0) + (damped ? 1 : 0) + 1 + (trend ? 1 : 0) + (season ? period - 1 : 0) + 1;
  const double size = static_cast<double>(n);
  if (size < k + 2) return out;

  const Start start = start_of(y, period, form);
  const Pass run = pass_of(form);
  std::size_t count = 0;
  Point x{};
  const auto add = [&](double at) { x[count++] = at; };
  add(season ? -1.0 : 0.0);  // alpha
  if (trend) add(-2.0);      // beta
  if (season) add(-2.5);     // gamma
  if (damped) add(1.0);      // phi
  const std::size_t shapes = count;
  add(0);             // level
  if (trend) add(0);  // slope
  const auto parameters = [&](const Point& at) {
    Parameters p;
    std::size_t i = 0;
    p.alpha = logistic(at[i++], 1e-4, 0.9999);
    if (trend) p.beta = logistic(at[i++], 1e-4, 1) * p.alpha;
    if (season) p.gamma = logistic(at[i++], 1e-4, 1) * (1 - p.alpha);
    if (damped) p.phi = logistic(at[i++], 0.8, 0.98);
    p.level = start.level + at[i++] * start.scale;
    if (trend) p.slope = start.slope + at[i++] * start.scale * 0.1;
    return p;
  };
  const bool relative = form.error == Component::multiplicative;
  const PassSeason kind = form.season == Component::none       ? PassSeason::none
                          : form.season == Component::additive ? PassSeason::additive
                                                               : PassSeason::multiplicative;
  std::vector<LaneCell> states(start.season.size()), errors(n);
  using Eight = std::array<Point, kLanes>;
  PassResult passed;
  const auto values = [&](const Eight& at) {
    PassParameters lanes{};
    for (std::size_t i = 0; i < kLanes; ++i) {
      const Parameters p = parameters(at[i]);
      lanes.alpha[i] = p.alpha, lanes.beta[i] = p.beta, lanes.gamma[i] = p.gamma;
      lanes.phi[i] = trend ? p.phi : 0, lanes.level[i] = p.level, lanes.slope[i] = p.slope;
    }
    passed = ets_pass(y, kind, relative, start.season, lanes, states, errors);
    std::array<double, kLanes> out_values{};
    for (std::size_t i = 0; i < kLanes; ++i) {
      const double v = size * std::log(std::max(passed.sum[i], 1e-300)) + 2 * passed.log_r[i];
      out_values[i] = std::isfinite(passed.sum[i]) && std::isfinite(v) ? v : kInfinity;
    }
    return out_values;
  };
  const auto least = [](const std::array<double, kLanes>& v) {
    return static_cast<std::size_t>(std::ranges::min_element(v) - v.begin());
  };
  // Eight places to begin, then Gauss and Newton with the damping of Levenberg and Marquardt, eight strengths at once.
  Eight eight;
  eight.fill(x);
  constexpr std::array<double, kLanes> alphas{0, -3, -1.5, 0.8, 2.5, -2, 0, 1.5};
  constexpr std::array<double, kLanes> others{0, 0, 1.5, 0, 0, -2, 2, 1.5};
  for (std::size_t i = 1; i < kLanes; ++i) {
    eight[i][0] += alphas[i];
    if (trend) eight[i][1] += others[i];
    if (season) eight[i][trend ? 2 : 1] += i % 2 == 0 ? 1.5 : 0;
  }
  const auto first = values(eight);
  std::size_t at = least(first);
  double best = first[at];
  if (!std::isfinite(best)) return out;
  x = eight[at];
  for (int round = 0; round < effort; ++round) {
    constexpr double kNear = 1e-4;
    eight.fill(x);
    for (std::size_t i = 0; i < count; ++i) eight[i + 1][i] += kNear;
    const auto around = values(eight);
    if (!std::ranges::all_of(around, [](double v) { return std::isfinite(v); })) break;
    const Products v = products_of(errors, count + 1);
    // Residuals e G with G the geometric mean of mu: their squares have the least where the likelihood is greatest.
    Products a{};
    std::array<double, kLanes> g{}, dlog{};
    for (std::size_t i = 1; i <= count; ++i) dlog[i] = (passed.log_r[i] - passed.log_r[0]) / size / kNear;
    for (std::size_t i = 1; i <= count; ++i) {
      g[i - 1] = v[0][i] / kNear + dlog[i] * v[0][0];
      for (std::size_t j = 1; j <= count; ++j) {
        a[i - 1][j - 1] = v[i][j] / kNear / kNear + dlog[i] * v[0][j] / kNear + dlog[j] * v[0][i] / kNear +
                          dlog[i] * dlog[j] * v[0][0];
      }
    }
    constexpr std::array<double, kLanes> strengths{1e-8, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e4};
    for (std::size_t i = 0; i < kLanes; ++i) {
      eight[i] = x;
      Point move{};
      if (!damped_step(a, g, count, strengths[i], move)) continue;
      for (std::size_t c = 0; c < count; ++c) {
        const double most = c < shapes ? 2.0 : 50.0;
        eight[i][c] += std::clamp(move[c], -most, most);
        if (c < shapes) eight[i][c] = std::clamp(eight[i][c], -9.0, 9.0);
      }
    }
    const auto after = values(eight);
    at = least(after);
    if (!(after[at] < best)) break;
    const double gained = best - after[at];
    best = after[at];
    x = eight[at];
    if (gained < 0.01) break;  // a weight moves by less than a hundredth
  }

  Parameters p = parameters(x);
  out.alpha = p.alpha, out.beta = p.beta, out.gamma = p.gamma, out.phi = damped ? p.phi : 1;
  p.phi = out.phi;
  out.season = start.season;
  double log_r = 0;
  const double sum = run(y, p, out.season, log_r, trend);
  out.level = p.level, out.slope = p.slope;
  out.sigma2 = sum / std::max(1.0, size - (k - (season ? period - 1 : 0) - 1));
  out.log_likelihood = -0.5 * best;
  out.aicc = best + 2 * k + 2 * k * (k + 1) / std::max(size - k - 1, 1e-9);
  forecast_from(out, horizon);
  return out;
}

namespace {

bool is_constant(const std::vector<double>& y) {
  const auto [low, high] = std::ranges::minmax_element(y);
  return *high - *low <= 1e-12 * std::max(std::abs(*high), 1.0);
}

// The last value stays, with the variance of a random walk.
EtsFit last_value(const std::vector<double>& y, int horizon) {
  EtsFit out;
  out.level = y.back();
  out.alpha = 1;
  out.aicc = kInfinity;
  double sum = 0;
  for (std::size_t t = 1; t < y.size(); ++t) sum += (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
  out.sigma2 = y.size() > 1 ? sum / static_cast<double>(y.size() - 1) : 0;
  for (int h = 1; h <= horizon; ++h) {
    out.mean.push_back(y.back());
    out.variance.push_back(out.sigma2 * h);
  }
  return out;
}

// All forms that can be fitted, best first: each tried with little effort, those in reach of the best fitted wholly.
std::vector<EtsFit> fits_of(const std::vector<double>& y, int period, int horizon) {
  using C = Component;
  constexpr int kTrial = 2, kWhole = 12;
  constexpr double kReach = 6;  // of AICc; what is further off has a weight below 0.05
  std::vector<EtsFit> out;
  // A season that is plainly there rules out the forms without one, and the other way round a series too short has
  // none.
  const bool seasonal = has_season(y, period);
  for (const C season : {C::none, C::additive, C::multiplicative}) {
    if (season == C::none && seasonal) continue;
    for (const C trend : {C::none, C::additive, C::damped}) {
      for (const C error : {C::additive, C::multiplicative}) {
        if (error == C::additive && season == C::multiplicative) continue;  // infinite variance
        EtsFit fit = fit_ets(y, period, {error, trend, season}, 0, kTrial);
        if (std::isfinite(fit.aicc)) out.push_back(std::move(fit));
      }
    }
  }
  std::ranges::sort(out, {}, &EtsFit::aicc);
  const double best = out.empty() ? 0 : out.front().aicc;
  std::erase_if(out, [&](const EtsFit& f) { return f.aicc > best + kReach; });
  for (EtsFit& f : out) f = fit_ets(y, period, f.form, horizon, kWhole);
  std::erase_if(out, [](const EtsFit& f) {
    return !std::isfinite(f.aicc) || !std::ranges::all_of(f.mean, [](double v) { return std::isfinite(v); });
  });
  std::ranges::sort(out, {}, &EtsFit::aicc);
  return out;
}

}  // namespace

EtsFit best_ets(const std::vector<double>& y, int period, int horizon) {
  if (y.size() < 4 || is_constant(y)) return last_value(y, horizon);
  auto all = fits_of(y, period, horizon);
  return all.empty() ? last_value(y, horizon) : std::move(all.front());
}

EtsFit averaged_ets(const std::vector<double>& y, int period, int horizon) {
  if (y.size() < 4 || is_constant(y)) return last_value(y, horizon);
  auto all = fits_of(y, period, horizon);
  if (all.empty()) return last_value(y, horizon);
  EtsFit out = all.front();
  double weights = 0;
  std::ranges::fill(out.mean, 0.0);
  for (const EtsFit& f : all) {
    const double w = std::exp((all.front().aicc - f.aicc) / 2);
    weights += w;
    for (std::size_t h = 0; h < out.mean.size(); ++h) out.mean[h] += w * f.mean[h];
  }
  for (double& v : out.mean) v /= weights;
  return out;
}

}  // namespace forecast
