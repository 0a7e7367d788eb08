#include <algorithm>
#include <cmath>

#include "forecast/year_end_parts.hpp"

namespace forecast {

std::optional<YearEndCase> year_end_view(const YearEndSeries& own, int year, int month, double unit) {
  constexpr double kFarClue = 2.5, kFarSeason = 8, kFarModel = 4;
  const auto cases = plain_cases({own});
  const auto at = std::ranges::find_if(cases, [&](const auto& c) { return c.year == year && c.month == month; });
  if (at == cases.end() || !(unit > 0)) return std::nullopt;
  YearEndCase c = *at;
  // Means of fewer than two years are no means.
  const auto years = std::ranges::count_if(own.to_date, [&](const auto& e) {
    return e.first.second == 12 && e.first.first < year && e.first.first >= year - 5;
  });
  if (years < 2) c.clues[kAverage] = c.clues[kTypical] = 0;
  // Linear pace says nothing that the season does not, and there are no other series to turn together with.
  c.clues[kLinear] = c.clues[kCommon] = 0;
  const auto& b = own.stock ? YearEndPrior::builtin().stock : YearEndPrior::builtin().flow;
  double sum = 0;
  for (std::size_t k = 0; k < kClues; ++k) {
    const double far = k == kSeason ? kFarSeason : k == kLinear || k == kModel ? kFarModel : kFarClue;
    c.moved[k] = c.left * unit * std::clamp(c.clues[k] / unit, -far, far) * b[k];
    sum += c.moved[k];
  }
  // The clues of a few own figures move the year by no more than one unit of the rest.
  const double most = c.left * unit;
  if (std::abs(sum) > most) {
    for (double& m : c.moved) m *= most / std::abs(sum);
    sum = std::copysign(most, sum);
  }
  c.mean = c.growth + sum;
  return c;
}

}  // namespace forecast
