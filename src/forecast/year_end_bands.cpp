#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <Eigen/Dense>

#include "forecast/outlook.hpp"
#include "forecast/year_end_parts.hpp"

namespace forecast {
namespace {

constexpr double kReach = 0.6;    // errors shrink as left^0.6 while the year runs out
constexpr double kHalfLife = 2;   // years: what the bands of a series remember
constexpr double kElsewhere = 4;  // years' worth of what other series say
constexpr double kLeastScale = 0.06;
constexpr double kRestlessHalfLife = 8, kRestlessStrength = 10, kScaleYears = 4, kMonthsAYear = 10;
// Bands learnt from a handful of years are too narrow for the next: 80 % intervals held in 77 % of the replayed months.
constexpr double kWiden = 1.1;
// How early months differ from what left^0.6 says of them: years of all series remembered, years to believe it, at
// most.
constexpr double kMonthHalfLife = 8, kMonthYears = 4, kMostMonth = 1;  // the last as a logarithm
constexpr std::size_t kSigns = 5;

using Signs = Eigen::Matrix<double, kSigns, 1>;

double half_life(int year, int then, double life) { return std::pow(0.5, (year - 1 - then) / life); }

// How restless the year has been, each as log(move / scale + 0.2): growth so far against last year's; the latest month,
// the season's answer and the three-year mean against growth so far; the swing from month to month.
Signs signs_of(const YearEndCase& c, double scale) {
  const double reach = std::pow(c.left, kReach);
  const auto sign = [&](double move) { return std::log(std::abs(move) / scale + 0.2); };
  Signs x;
  x << sign((c.growth - c.last) * reach), sign(c.clues[kLatest] * reach), sign(c.season_year - c.growth),
      c.swing >= 0 ? sign(c.swing * reach) : std::log(1.2), sign(c.clues[kAverage] * reach);
  return x;
}

struct Band {
  const std::vector<YearEndSeries>& series;
  const std::vector<YearEndCase>& cases;
  const std::vector<double>& point;

  double error(std::size_t i) const { return std::abs(*cases[i].outcome - point[i]); }

  // How far growth moves where no error tells it: that of this year's months so far from last year's, and that of the
  // first year's months from how it ended. One difference alone may be nought by chance.
  double first_moves(const YearEndCase& now) const {
    double sum = std::abs(now.growth - now.last), n = 1;
    for (const auto& c : cases) {
      if (c.series != now.series || c.month < 2) continue;
      if (c.year == now.year && c.month < now.month) sum += std::abs(c.growth - c.last), ++n;
      if (c.year < now.year && !c.has_last && c.outcome) sum += std::abs(c.growth - *c.outcome), ++n;
    }
    return sum / n;
  }

  // Scale by the series' own errors of earlier years and by what others' errors are for the moves they make.
  std::vector<double> plain(YearEndPrior* learnt) const {
    std::vector<double> out(cases.size());
    std::set<int> years;
    for (const auto& c : cases) years.insert(c.year);
    for (const int year : years) {
      struct Own {
        std::vector<double> errors, weights;
        double moves = 0, weight = 0, years = 0, scale = 0;
        std::set<int> seen;
      };
      std::map<std::size_t, Own> own;
      for (std::size_t i = 0; i < cases.size() && cases[i].year < year; ++i) {
        const auto& c = cases[i];
        if (!teaches(c)) continue;
        Own& o = own[c.series];
        const double w = half_life(year, c.year, kHalfLife);
        o.errors.push_back(error(i) / std::pow(c.left, kReach));
        o.weights.push_back(w);
        o.moves += w * std::abs(c.growth - c.last);
        o.weight += w;
        if (o.seen.insert(c.year).second) o.years += w;
      }
      for (auto& [s, o] : own) {
        o.scale = weighted_quantile(o.errors, o.weights, 0.8) / kStudent5Quantile90;
        o.moves /= o.weight;
      }
      for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto& c = cases[i];
        if (c.year != year) continue;
        std::vector<double> ratios;
        for (const auto& [s, o] : own) {
          if (s != c.series && o.moves > 0) ratios.push_back(o.scale / o.moves);
        }
        const double ratio = ratios.empty() ? YearEndPrior::for_year(year).error_per_move : median_of(ratios);
        const double move = std::abs(c.growth - c.last);
        const auto at = own.find(c.series);
        const double n = at == own.end() ? 0 : at->second.years;
        const double count = at == own.end() ? 0 : static_cast<double>(at->second.seen.size());
        const double moves = at == own.end() ? first_moves(c) : (at->second.moves * count + move) / (count + 1);
        double pooled = series[c.series].scale_elsewhere.value_or(ratio * moves);
        pooled = std::max(kLeastScale, pooled);
        const double mine = at == own.end() ? 1 : std::max(0.02, at->second.scale);
        const double scale = std::exp((n * std::log(mine) + kElsewhere * std::log(pooled)) / (n + kElsewhere));
        out[i] = std::hypot(scale * std::pow(c.left, kReach), kLeastScale);
        if (learnt != nullptr) learnt->error_per_move = ratio;
      }
    }
    return out;
  }

  // The scales with what earlier years' errors were for their month of the year, in units of the scale then given,
  // against all months together: 1–2月 tell less of a year than its share of months. Learnt from flows, said of all.
  std::vector<double> by_month(const std::vector<double>& scale) const {
    struct Ratios {
      std::vector<double> values, weights;
      std::set<int> years;
      double level() const { return std::max(0.05, weighted_quantile(values, weights, 0.8)); }
    };
    std::vector<double> out = scale;
    std::set<int> years;
    for (const auto& c : cases) years.insert(c.year);
    for (const int year : years) {
      std::map<int, Ratios> months;
      Ratios all;
      for (std::size_t i = 0; i < cases.size() && cases[i].year < year; ++i) {
        const auto& c = cases[i];
        if (!c.outcome || !c.has_last || series[c.series].stock) continue;
        const double ratio = error(i) / scale[i], weight = half_life(year, c.year, kMonthHalfLife);
        Ratios& month = months[c.month];
        month.years.insert(c.year);
        for (Ratios* to : {&month, &all}) {
          if (to == &all && !teaches(c)) continue;
          to->values.push_back(ratio);
          to->weights.push_back(weight);
        }
      }
      if (all.values.empty()) continue;
      const double usual = all.level();
      for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto at = months.find(cases[i].month);
        if (cases[i].year != year || at == months.end()) continue;
        const auto n = static_cast<double>(at->second.years.size());
        const double more = std::clamp(std::log(at->second.level() / usual), -kMostMonth, kMostMonth);
        out[i] = scale[i] * std::exp(more * n / (n + kMonthYears));
      }
    }
    return out;
  }
};

}  // namespace

std::vector<double> year_end_scales(const std::vector<YearEndSeries>& series, const std::vector<YearEndCase>& cases,
                                    const std::vector<double>& point, bool restless, YearEndPrior* learnt) {
  const Band band{series, cases, point};
  std::vector<double> scale = band.plain(learnt);
  if (!restless) return band.by_month(scale);
  std::vector<double> out = scale;
  std::vector<Signs> signs;
  signs.reserve(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) signs.push_back(signs_of(cases[i], scale[i]));
  std::set<int> years;
  for (const auto& c : cases) years.insert(c.year);
  for (const int year : years) {
    std::vector<std::size_t> past;
    std::vector<double> weights, log_errors;
    std::set<int> seen;
    for (std::size_t i = 0; i < cases.size() && cases[i].year < year; ++i) {
      if (!teaches(cases[i]) || series[cases[i].series].stock) continue;
      past.push_back(i);
      seen.insert(cases[i].year);
      weights.push_back(half_life(year, cases[i].year, kRestlessHalfLife) / kMonthsAYear);
      log_errors.push_back(std::log(std::max(band.error(i), 0.03) / scale[i] + 0.05));
    }
    const YearEndPrior& start = YearEndPrior::for_year(year);
    const auto known = [&](const auto& values) { return Signs(Eigen::Map<const Signs>(values.data())); };
    if (past.empty()) {
      if (start.learnt_until == 0) continue;
      for (std::size_t i = 0; i < cases.size(); ++i) {
        if (cases[i].year != year) continue;
        const double more = known(start.restless).dot(signs[i] - known(start.restless_mean));
        out[i] = std::hypot(scale[i] * std::exp(more) * start.restless_scale * kWiden, 0.04);
      }
      continue;
    }
    double total = 0, mean_error = 0;
    Signs mean = Signs::Zero();
    for (std::size_t k = 0; k < past.size(); ++k) {
      total += weights[k];
      mean += weights[k] * signs[past[k]];
      mean_error += weights[k] * log_errors[k];
    }
    mean /= total;
    mean_error /= total;
    Eigen::Matrix<double, kSigns, kSigns> a = Eigen::Matrix<double, kSigns, kSigns>::Identity() * kRestlessStrength;
    Signs b = known(start.restless) * kRestlessStrength;
    for (std::size_t k = 0; k < past.size(); ++k) {
      const Signs x = signs[past[k]] - mean;
      a += weights[k] * x * x.transpose();
      b += weights[k] * (log_errors[k] - mean_error) * x;
    }
    // Balances are smooth: what makes a flow's year restless says nothing of them.
    const Signs slopes = a.ldlt().solve(b).cwiseMax(0).cwiseMin(0.6);
    std::vector<double> rest;
    for (const auto i : past) rest.push_back(band.error(i) / scale[i] / std::exp(slopes.dot(signs[i] - mean)));
    const double level = std::max(0.2, weighted_quantile(rest, weights, 0.8) / kStudent5Quantile90);
    // All series share their years, so it is years that count.
    const auto n = static_cast<double>(seen.size());
    const double shrunk = std::exp(n * std::log(level) / (n + kScaleYears));
    std::set<std::size_t> known_series;  // those with errors of their own
    for (const auto i : past) known_series.insert(cases[i].series);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (cases[i].year != year) continue;
      double more = series[cases[i].series].stock ? 1 : std::exp(slopes.dot(signs[i] - mean)) * shrunk;
      // A scale taken from other areas is wide beside any series' own moves: that is no sign of a calm year.
      if (series[cases[i].series].scale_elsewhere && !known_series.contains(cases[i].series)) {
        more = std::max({more, shrunk, 1.0});
      }
      out[i] = std::hypot(scale[i] * more * kWiden, 0.04);
    }
    if (learnt != nullptr) {
      Eigen::Map<Signs>(learnt->restless.data()) = slopes;
      Eigen::Map<Signs>(learnt->restless_mean.data()) = mean;
      learnt->restless_scale = shrunk;
    }
  }
  return band.by_month(out);
}

}  // namespace forecast
