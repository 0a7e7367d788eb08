#include "forecast/smoothing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "forecast/lane_fit.hpp"
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

// First states of a series for one kind of season: the season by decomposition, level and slope by a line through the
// first adjusted values.
struct Start {
  bool known = false;
  double mean = 0, level = 0, slope = 0;  // mean for forms without a trend, level and slope for those with one
  std::vector<double> season;
  double scale = 1;
};

void set_start(Start& out, const std::vector<double>& y, int period, Component season) {
  out.known = true;
  std::vector<double> z = y;
  if (season != Component::none) {
    const bool multiplicative = season == Component::multiplicative;
    out.season = seasonal_indices(y, period, multiplicative ? SeasonKind::multiplicative : SeasonKind::additive);
    for (double& s : out.season) {
      if (multiplicative) s = std::max(s, 0.01);
    }
    for (std::size_t t = 0, place = 0; t < z.size(); ++t) {
      const double s = out.season[place];
      z[t] = multiplicative ? z[t] / s : z[t] - s;
      if (++place == out.season.size()) place = 0;
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
  out.mean = out.level = sum / k;
  if (n > 1) {
    out.slope = (12 * weighted - 6 * (k + 1) * sum) / (k * (k * k - 1));
    out.level -= out.slope * (k + 1) / 2;
  }
  double spread = 0;
  for (std::size_t t = 1; t < z.size(); ++t) spread += std::abs(z[t] - z[t - 1]);
  out.scale = spread / static_cast<double>(std::max<std::size_t>(1, z.size() - 1));
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

namespace {

// What is asked of one series over and over again: its first states and room to work in.
class Fitter {
 public:
  Fitter(const std::vector<double>& y, int period)
      : y_(y),
        period_(period),
        most_(*std::ranges::max_element(y)),
        work_(static_cast<std::size_t>(period)),
        errors_(y.size()) {
    // Products of four values must stay within a double (lane_kernels.hpp).
    positive_ = std::ranges::all_of(y, [](double v) { return v > 0 && v < 1e60; });
  }

  struct Trial {
    EtsForm form;
    LaneFit fit;
    double aicc = kInfinity;
  };

  // From eight places to begin, or from where an earlier trial ended.
  Trial tried(const EtsForm& form, const LaneEffort& effort, const Point* from = nullptr) {
    Trial out{form, {}, kInfinity};
    if (!possible(form)) return out;
    const bool trend = form.trend != Component::none, season = form.season != Component::none;
    Layout layout = layout_of(form);
    Eight begin;
    if (from != nullptr) {
      begin.fill(*from);
    } else {
      begin.fill(layout.middle);
      constexpr std::array<double, kLanes> alphas{0, -3, -1.5, 0.8, 2.5, -2, 0, 1.5};
      constexpr std::array<double, kLanes> others{0, 0, 1.5, 0, 0, -2, 2, 1.5};
      for (std::size_t i = 1; i < kLanes; ++i) {
        begin[i][0] += alphas[i];
        if (trend) begin[i][1] += others[i];
        if (season) begin[i][trend ? 2 : 1] += i % 2 == 0 ? 1.5 : 0;
      }
    }
    EtsTask task{};
    const Start& start = start_of(form);
    task.y = y_.data(), task.n = y_.size();
    task.season = start.season.data(), task.m = start.season.size();
    task.work = work_.data(), task.errors = errors_.data();
    const bool relative = form.error == Component::multiplicative;
    const auto pass = kernels().ets[form.season == Component::none       ? 0
                                    : form.season == Component::additive ? 1
                                                                         : 2][relative ? 1 : 0];
    LaneErrors passed{errors_, {}, {}};
    const auto run = [&](const Eight& at, LaneErrors& to) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        const Parameters p = parameters(form, layout, at[i]);
        task.alpha.v[i] = p.alpha, task.beta.v[i] = p.beta, task.gamma.v[i] = p.gamma;
        task.phi.v[i] = trend ? p.phi : 0, task.level.v[i] = p.level, task.slope.v[i] = p.slope;
      }
      pass(task);
      for (std::size_t i = 0; i < kLanes; ++i) {
        to.sum[i] = task.bad.v[i] != 0 ? kInfinity : task.sum.v[i];
        to.log_r[i] = relative ? std::log(task.product.v[i]) + static_cast<double>(task.exponent[i]) * M_LN2 : 0;
      }
    };
    const double size = static_cast<double>(y_.size());
    out.fit = least_squares(run, size, layout.count, layout.shapes, begin, effort, passed);
    const double k = parameters_of(form);
    out.aicc = out.fit.value + 2 * k + 2 * k * (k + 1) / std::max(size - k - 1, 1e-9);
    return out;
  }

  EtsFit finished(const Trial& trial, int horizon) {
    EtsFit out;
    out.form = trial.form;
    out.aicc = trial.aicc;
    if (!std::isfinite(trial.aicc)) return out;
    const bool trend = out.form.trend != Component::none, season = out.form.season != Component::none;
    Parameters p = parameters(out.form, layout_of(out.form), trial.fit.x);
    p.phi = out.form.trend == Component::damped ? p.phi : 1;
    out.alpha = p.alpha, out.beta = p.beta, out.gamma = p.gamma, out.phi = p.phi;
    out.season = start_of(out.form).season;
    double log_r = 0;
    const double sum = pass_of(out.form)(y_, p, out.season, log_r, trend);
    out.level = p.level, out.slope = p.slope;
    const double size = static_cast<double>(y_.size());
    out.sigma2 = sum / std::max(1.0, size - (parameters_of(out.form) - (season ? period_ - 1 : 0) - 1));
    out.log_likelihood = -0.5 * trial.fit.value;
    forecast_from(out, horizon);
    return out;
  }

 private:
  struct Layout {
    Point middle{};
    std::size_t shapes = 0, count = 0;
    double level = 0, slope = 0, scale = 1;
  };

  double parameters_of(const EtsForm& form) const {
    const bool trend = form.trend != Component::none, season = form.season != Component::none;
    return 1 + (trend ? 1 : 0) + (season ? 1 : 0) + (form.trend == Component::damped ? 1 : 0) + 1 + (trend ? 1 : 0) +
           (season ? period_ - 1 : 0) + 1;
  }

  bool possible(const EtsForm& form) const {
    if ((form.error == Component::multiplicative || form.season == Component::multiplicative) && !positive_) {
      return false;
    }
    if (form.season != Component::none && (period_ < 2 || y_.size() < 2 * static_cast<std::size_t>(period_) + 1)) {
      return false;
    }
    return static_cast<double>(y_.size()) >= parameters_of(form) + 2;
  }

  const Start& start_of(const EtsForm& form) {
    Start& s = starts_[form.season == Component::none ? 0 : form.season == Component::additive ? 1 : 2];
    if (!s.known) set_start(s, y_, period_, form.season);
    return s;
  }

  Layout layout_of(const EtsForm& form) {
    const Start& start = start_of(form);
    Layout out;
    const auto add = [&](double at) { out.middle[out.count++] = at; };
    add(form.season != Component::none ? -1.0 : 0.0);  // alpha
    if (form.trend != Component::none) add(-2.0);      // beta
    if (form.season != Component::none) add(-2.5);     // gamma
    if (form.trend == Component::damped) add(1.0);     // phi
    out.shapes = out.count;
    add(0);                                     // level
    if (form.trend != Component::none) add(0);  // slope
    out.level = form.trend != Component::none ? start.level : start.mean;
    out.slope = form.trend != Component::none ? start.slope : 0;
    out.scale = std::max({start.scale, std::abs(out.level) * 1e-4, 1e-12});
    if (form.error == Component::multiplicative && !(out.level + out.slope > 0)) {
      out.level = std::max(out.level, most_ * 0.1);
      if (out.level + out.slope <= 0) out.slope = 0;
    }
    return out;
  }

  static Parameters parameters(const EtsForm& form, const Layout& layout, const Point& at) {
    Parameters p;
    std::size_t i = 0;
    p.alpha = logistic(at[i++], 1e-4, 0.9999);
    if (form.trend != Component::none) p.beta = logistic(at[i++], 1e-4, 1) * p.alpha;
    if (form.season != Component::none) p.gamma = logistic(at[i++], 1e-4, 1) * (1 - p.alpha);
    if (form.trend == Component::damped) p.phi = logistic(at[i++], 0.8, 0.98);
    p.level = layout.level + at[i++] * layout.scale;
    if (form.trend != Component::none) p.slope = layout.slope + at[i++] * layout.scale * 0.1;
    return p;
  }

  const std::vector<double>& y_;
  int period_;
  bool positive_ = false;
  double most_;
  std::array<Start, 3> starts_;
  std::vector<LaneCell> work_, errors_;
};

}  // namespace

EtsFit fit_ets(const std::vector<double>& y, int period, const EtsForm& form, int horizon, int effort) {
  Fitter fitter(y, period);
  return fitter.finished(fitter.tried(form, {.rounds = effort}), horizon);
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

// The forms that come near the best, best first: each tried with little effort, those in reach of the best fitted
// wholly.
std::vector<EtsFit> fits_of(const std::vector<double>& y, int period, int horizon, double reach) {
  using C = Component;
  constexpr int kTrial = 2, kWhole = 12;
  Fitter fitter(y, period);
  std::vector<Fitter::Trial> trials;
  trials.reserve(15);
  // A season that is plainly there rules out the forms without one, and the other way round a series too short has
  // none.
  const bool seasonal = has_season(y, period);
  for (const C season : {C::none, C::additive, C::multiplicative}) {
    if (season == C::none && seasonal) continue;
    for (const C trend : {C::none, C::additive, C::damped}) {
      for (const C error : {C::additive, C::multiplicative}) {
        if (error == C::additive && season == C::multiplicative) continue;  // infinite variance
        auto trial = fitter.tried({error, trend, season}, {.rounds = kTrial});
        if (std::isfinite(trial.aicc)) trials.push_back(trial);
      }
    }
  }
  std::ranges::sort(trials, {}, &Fitter::Trial::aicc);
  const double best = trials.empty() ? 0 : trials.front().aicc;
  std::vector<EtsFit> out;
  out.reserve(trials.size());
  for (const auto& t : trials) {
    if (t.aicc > best + reach) break;
    EtsFit fit = fitter.finished(fitter.tried(t.form, {.rounds = kWhole}, &t.fit.x), horizon);
    if (std::isfinite(fit.aicc) && std::ranges::all_of(fit.mean, [](double v) { return std::isfinite(v); })) {
      out.push_back(std::move(fit));
    }
  }
  std::ranges::sort(out, {}, &EtsFit::aicc);
  return out;
}

constexpr double kReach = 6;  // of AICc; what is further off has a weight below 0.05

}  // namespace

EtsFit best_ets(const std::vector<double>& y, int period, int horizon) {
  if (y.size() < 4 || is_constant(y)) return last_value(y, horizon);
  auto all = fits_of(y, period, horizon, kReach);
  return all.empty() ? last_value(y, horizon) : std::move(all.front());
}

EtsFit averaged_ets(const std::vector<double>& y, int period, int horizon) {
  if (y.size() < 4 || is_constant(y)) return last_value(y, horizon);
  auto all = fits_of(y, period, horizon, kReach);
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
