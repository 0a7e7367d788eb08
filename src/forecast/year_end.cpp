#include "forecast/year_end.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <Eigen/Dense>

#include "forecast/year_end_parts.hpp"

namespace forecast {
namespace {

// Strength of the priors, in years of one series (ten months a year): measured on rolling origins, flat around these.
constexpr double kPoolStrength = 15, kOwnStrength = 4, kStockOwnStrength = 8;
constexpr double kMonthsAYear = 10;
constexpr double kHalfLife = 10;  // years
constexpr double kFarClue = 2.5, kFarSeason = 8, kFarLinear = 4, kFarGap = 3;
constexpr double kLeastUnit = 0.1;

using Vector = Eigen::Matrix<double, kClues, 1>;
using Matrix = Eigen::Matrix<double, kClues, kClues>;

double gap_of(const YearEndCase& c) { return (*c.outcome - c.growth) / c.left; }

Vector in_units(const YearEndCase& c, double unit) {
  Vector x;
  for (int k = 0; k < kClues; ++k) {
    const double far = k == kSeason ? kFarSeason : k == kLinear || k == kModel ? kFarLinear : kFarClue;
    x[k] = std::clamp(c.clues[static_cast<std::size_t>(k)] / unit, -far, far);
  }
  return x;
}

struct Normal {
  Matrix a = Matrix::Zero();
  Vector b = Vector::Zero();
  void prior(const Vector& centre, double strength) {
    a += Matrix::Identity() * strength;
    b += centre * strength;
  }
  void add(const Vector& x, double gap, double weight) {
    a += weight * x * x.transpose();
    b += weight * gap * x;
  }
  Vector solved() const { return a.ldlt().solve(b); }
};

Vector as_vector(const Clues& clues) { return Eigen::Map<const Vector>(clues.data()); }

// Mean over the other series of their latest month against their growth so far: a year that turns for all.
void fill_common(std::vector<YearEndCase*>& now, const std::map<std::size_t, double>& unit) {
  constexpr double kFar = 3;
  std::map<int, std::pair<double, int>> by_month;
  const auto share = [&](const YearEndCase& c) -> std::optional<double> {
    const auto u = unit.find(c.series);
    if (u == unit.end()) return std::nullopt;
    return std::clamp(c.clues[kLatest] / u->second, -kFar, kFar);
  };
  for (const YearEndCase* c : now) {
    if (const auto s = share(*c)) by_month[c->month].first += *s, ++by_month[c->month].second;
  }
  for (YearEndCase* c : now) {
    const auto own = share(*c);
    const auto [sum, n] = by_month[c->month];
    const int others = n - (own ? 1 : 0);
    const auto u = unit.find(c->series);
    if (others > 0 && u != unit.end()) c->clues[kCommon] = (sum - own.value_or(0)) / others * u->second;
  }
}

}  // namespace

const char* clue_name(Clue clue) {
  switch (clue) {
    case kLatest:
      return "最新一个月的走势";
    case kRecent:
      return "最近三个月的走势";
    case kSeason:
      return "上年基数的高低";
    case kAverage:
      return "近三年平均增速";
    case kTypical:
      return "近五年常年增速";
    case kLinear:
      return "按时序折算";
    case kCommon:
      return "其他指标的共同走势";
    case kModel:
      return "序列模型";
    case kClues:
      break;
  }
  return "";
}

std::vector<YearEndCase> year_end_cases(const std::vector<YearEndSeries>& series, YearEndPrior* learnt) {
  std::vector<YearEndCase> cases = plain_cases(series);
  std::set<int> years;
  for (const auto& c : cases) years.insert(c.year);
  for (const int year : years) {
    const YearEndPrior& start = YearEndPrior::for_year(year);
    std::vector<const YearEndCase*> past;
    std::vector<YearEndCase*> now;
    std::map<std::size_t, std::vector<double>> gaps;
    for (auto& c : cases) {
      if (c.year == year) now.push_back(&c);
      if (c.year < year && teaches(c)) {
        past.push_back(&c);
        gaps[c.series].push_back(std::abs(gap_of(c)));
      }
    }
    std::map<std::size_t, double> unit;
    for (auto& [s, values] : gaps) unit[s] = std::max(kLeastUnit, median_of(values));
    fill_common(now, unit);

    const auto weight = [&](const YearEndCase& c) {
      return std::pow(0.5, (year - 1 - c.year) / kHalfLife) / kMonthsAYear;
    };
    Normal pool[2];
    pool[0].prior(as_vector(start.flow), kPoolStrength);
    pool[1].prior(as_vector(start.stock), kPoolStrength);
    for (const auto* c : past) {
      const double u = unit[c->series];
      pool[series[c->series].stock ? 1 : 0].add(in_units(*c, u), std::clamp(gap_of(*c) / u, -kFarGap, kFarGap),
                                                weight(*c));
    }
    const Vector pooled[2] = {pool[0].solved(), pool[1].solved()};
    std::map<std::size_t, Normal> own;
    for (const auto* c : now) {
      const bool stock = series[c->series].stock;
      if (!own.contains(c->series)) {
        own[c->series].prior(pooled[stock ? 1 : 0], stock ? kStockOwnStrength : kOwnStrength);
      }
    }
    for (const auto* c : past) {
      const auto at = own.find(c->series);
      if (at == own.end()) continue;
      const double u = unit[c->series];
      at->second.add(in_units(*c, u), std::clamp(gap_of(*c) / u, -kFarGap, kFarGap), weight(*c));
    }
    std::map<std::size_t, Vector> solved;
    for (const auto& [s, normal] : own) solved[s] = normal.solved();
    for (YearEndCase* c : now) {
      const auto u = unit.find(c->series);
      const auto elsewhere = series[c->series].scale_elsewhere;
      const double scale = u != unit.end() ? u->second
                           : elsewhere     ? std::max(kLeastUnit, *elsewhere)
                                           : std::max(0.2, std::abs(c->growth - c->last));
      const Vector x = in_units(*c, scale);
      c->mean = c->growth;
      for (int k = 0; k < kClues; ++k) {
        const double moved = c->left * scale * x[k] * solved[c->series][k];
        c->moved[static_cast<std::size_t>(k)] = moved;
        c->mean += moved;
      }
    }
    if (learnt != nullptr) {
      Eigen::Map<Vector>(learnt->flow.data()) = pooled[0];
      Eigen::Map<Vector>(learnt->stock.data()) = pooled[1];
    }
  }
  std::vector<double> point;
  point.reserve(cases.size());
  for (const auto& c : cases) point.push_back(c.mean);
  const auto scales = year_end_scales(series, cases, point, true, learnt);
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i].scale = scales[i];
  return cases;
}

}  // namespace forecast
