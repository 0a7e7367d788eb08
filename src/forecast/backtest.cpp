#include "forecast/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <tuple>

#include "forecast/outlook.hpp"

namespace forecast {
namespace {

constexpr double kQuantile95 = 2.570582;  // Student t, 5 degrees, 97.5 %
constexpr int kDraws = 400;

double chance(double mean, double scale, double threshold) {
  return scale > 0 ? student5_cdf((mean - threshold) / scale) : mean >= threshold ? 1 : 0;
}

double interval_score(double lo, double hi, double outcome, double outside) {
  return hi - lo + 2 / outside * (std::max(0.0, lo - outcome) + std::max(0.0, outcome - hi));
}

std::vector<ReliabilityBin> tenths(const std::vector<const Call*>& calls) {
  std::vector<ReliabilityBin> bins(10);
  for (std::size_t b = 0; b < bins.size(); ++b)
    bins[b].lo = 0.1 * static_cast<double>(b), bins[b].hi = bins[b].lo + 0.1;
  for (const Call* c : calls) {
    auto& bin = bins[static_cast<std::size_t>(std::clamp(static_cast<int>(c->chance * 10), 0, 9))];
    ++bin.calls;
    bin.mean_chance += c->chance;
    bin.met_share += c->met ? 1 : 0;
  }
  for (auto& bin : bins) {
    if (bin.calls > 0) bin.mean_chance /= bin.calls, bin.met_share /= bin.calls;
  }
  return bins;
}

// What the shares would be if the chances were right: each year of a series draws one number, and every call on it is
// met where its chance is above that number.
void add_bands(std::vector<ReliabilityBin>& bins, const std::vector<const Call*>& calls) {
  std::map<std::pair<std::size_t, int>, std::vector<const Call*>> clusters;
  for (const Call* c : calls) clusters[{c->series, c->year}].push_back(c);
  std::vector<std::vector<double>> shares(bins.size());
  std::uint64_t state = 0x9E3779B97F4A7C15ull;
  const auto next = [&] {  // splitmix64
    std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
  };
  for (int draw = 0; draw < kDraws; ++draw) {
    std::vector<int> met(bins.size(), 0);
    for (const auto& [key, list] : clusters) {
      const double u = next();
      for (const Call* c : list) {
        if (u < c->chance) ++met[static_cast<std::size_t>(std::clamp(static_cast<int>(c->chance * 10), 0, 9))];
      }
    }
    for (std::size_t b = 0; b < bins.size(); ++b) {
      if (bins[b].calls > 0) shares[b].push_back(static_cast<double>(met[b]) / bins[b].calls);
    }
  }
  for (std::size_t b = 0; b < bins.size(); ++b) {
    if (shares[b].empty()) continue;
    std::ranges::sort(shares[b]);
    bins[b].band_lo = shares[b][static_cast<std::size_t>(0.05 * kDraws)];
    bins[b].band_hi = shares[b][static_cast<std::size_t>(0.95 * kDraws) - 1];
  }
}

Score score_of(const std::vector<const Call*>& calls, const std::vector<const Interval*>& intervals,
               const std::map<std::tuple<std::size_t, int, int>, std::pair<double, double>>& plain) {
  Score s;
  s.calls = static_cast<int>(calls.size());
  for (const Call* c : calls) {
    const double y = c->met ? 1 : 0;
    s.brier += (c->chance - y) * (c->chance - y);
    for (int r = 0; r < kRivals; ++r) s.rivals[r] += (c->rivals[r] - y) * (c->rivals[r] - y);
  }
  if (s.calls > 0) {
    s.brier /= s.calls;
    for (double& r : s.rivals) r /= s.calls;
    s.best_rival = static_cast<int>(std::ranges::min_element(s.rivals) - std::begin(s.rivals));
    if (s.rivals[s.best_rival] > 0) s.skill = 1 - s.brier / s.rivals[s.best_rival];
    for (const auto& bin : tenths(calls)) {
      s.calibration += std::abs(bin.mean_chance - bin.met_share) * bin.calls / s.calls;
    }
  }
  s.intervals = static_cast<int>(intervals.size());
  for (const Interval* i : intervals) {
    s.covered80 += i->lo80 <= i->outcome && i->outcome <= i->hi80 ? 1 : 0;
    s.covered95 += i->lo95 <= i->outcome && i->outcome <= i->hi95 ? 1 : 0;
    s.score80 += interval_score(i->lo80, i->hi80, i->outcome, 0.2);
    s.score95 += interval_score(i->lo95, i->hi95, i->outcome, 0.05);
    const auto [growth, scale] = plain.at({i->series, i->year, i->month});
    s.rival_score80 +=
        interval_score(growth - kStudent5Quantile90 * scale, growth + kStudent5Quantile90 * scale, i->outcome, 0.2);
  }
  if (s.intervals > 0) {
    for (double* v : {&s.covered80, &s.covered95, &s.score80, &s.score95, &s.rival_score80}) *v /= s.intervals;
  }
  return s;
}

}  // namespace

const char* rival_name(int rival) {
  static constexpr const char* kNames[kRivals] = {"linear_pace", "same_growth", "last_year"};
  return kNames[rival];
}

BacktestReport backtest(const std::vector<YearEndSeries>& series, const std::vector<YearEndCase>& cases,
                        const std::vector<RealTarget>& targets, std::size_t first_scored) {
  BacktestReport report;
  std::vector<double> points[kRivals];
  for (const auto& c : cases) {
    points[0].push_back(c.linear);
    points[1].push_back(c.growth);
    points[2].push_back(c.last);
  }
  std::vector<double> scales[kRivals];
  for (int r = 0; r < kRivals; ++r) scales[r] = year_end_scales(series, cases, points[r], false);

  std::map<std::tuple<std::size_t, int, int>, std::pair<double, double>> plain;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& c = cases[i];
    if (!c.outcome || c.series < first_scored) continue;
    const double half = series[c.series].half_step;
    const auto call = [&](double target, bool at_most, bool real) {
      Call one{c.series, c.year, c.month, target};
      const double line = at_most ? target + half : target - half;
      const auto side = [&](double above) { return at_most ? 1 - above : above; };
      one.chance = side(chance(c.mean, c.scale, line));
      for (int r = 0; r < kRivals; ++r) one.rivals[r] = side(chance(points[r][i], scales[r][i], line));
      one.met = at_most ? *c.outcome <= target + 1e-9 : *c.outcome >= target - 1e-9;
      one.real = real;
      report.calls.push_back(one);
    };
    if (c.has_last) {
      for (int k = 0; k <= 10; ++k) call(c.last - 2 + 0.5 * k, false, false);
    }
    for (const auto& t : targets) {
      if (t.series == c.series && t.year == c.year) call(t.target, t.at_most, true);
    }
    if (!c.has_last) continue;
    const double h80 = kStudent5Quantile90 * c.scale, h95 = kQuantile95 * c.scale;
    report.intervals.push_back(
        {c.series, c.year, c.month, c.mean, c.mean - h80, c.mean + h80, c.mean - h95, c.mean + h95, *c.outcome});
    plain[{c.series, c.year, c.month}] = {points[1][i], scales[1][i]};
  }

  const auto where = [&](const std::function<bool(std::size_t, int, int)>& wanted, bool real = false) {
    std::vector<const Call*> calls;
    std::vector<const Interval*> intervals;
    for (const auto& c : report.calls) {
      if (c.real == real && wanted(c.series, c.year, c.month)) calls.push_back(&c);
    }
    for (const auto& i : report.intervals) {
      if (wanted(i.series, i.year, i.month)) intervals.push_back(&i);
    }
    return std::pair(calls, intervals);
  };
  const auto scored = [&](const std::function<bool(std::size_t, int, int)>& wanted, bool real = false) {
    const auto [calls, intervals] = where(wanted, real);
    return score_of(calls, intervals, plain);
  };
  const auto core = [](int month) { return month >= 2 && month <= 10; };
  report.main = scored([&](auto, int, int m) { return core(m); });
  report.all = scored([](auto, int, int) { return true; });
  report.real_targets = scored([](auto, int, int) { return true; }, true);
  const auto [calls, intervals] = where([&](auto, int, int m) { return core(m); });
  report.reliability = tenths(calls);
  add_bands(report.reliability, calls);
  std::map<int, int> years;
  for (const auto& c : report.calls) ++years[c.year];
  for (int m = 1; m <= 11; ++m) {
    Score s = scored([m](auto, int, int month) { return month == m; });
    if (s.calls > 0) report.by_month.emplace_back(m, s);
  }
  for (const auto& [year, n] : years) {
    Score s = scored([&](auto, int y, int m) { return y == year && core(m); });
    if (s.calls > 0) report.by_year.emplace_back(year, s);
  }
  for (std::size_t k = 0; k < series.size(); ++k) {
    Score s = scored([&](std::size_t i, int, int m) { return i == k && core(m); });
    if (s.calls > 0) report.by_series.emplace_back(static_cast<int>(k), s);
  }
  return report;
}

}  // namespace forecast
