// The growth to date and the total of the running year, month by month, from the structural model.
#include <algorithm>
#include <cmath>
#include <map>

#include "forecast/adjust_parts.hpp"
#include "forecast/structural.hpp"

namespace forecast {
namespace {

constexpr double kStudent5Eighty = 1.4759;  // the house's tails: variances are estimated, not known
constexpr double kPassing = 0.7;

// Student t with 5 degrees: two-sided quantiles for 20 % shared out among n statements (Bonferroni), from tables.
double together(std::size_t n) {
  constexpr double kTable[12] = {1.476, 2.015, 2.337, 2.571, 2.757, 2.912, 3.045, 3.163, 3.269, 3.365, 3.453, 3.534};
  return kTable[std::clamp<std::size_t>(n, 1, 12) - 1];
}

Column shape_of(const AdjustedOutlier& outlier, std::size_t at, std::size_t length, std::size_t n) {
  Column x(n);
  for (std::size_t t = 0; t < n; ++t) {
    if (outlier.kind == OutlierKind::single) x[t] = t >= at && t < at + length ? 1 : 0;
    if (outlier.kind == OutlierKind::shift) x[t] = t < at ? -1 : 0;
    if (outlier.kind == OutlierKind::passing && t >= at) x[t] = std::pow(kPassing, static_cast<double>(t - at));
  }
  return x;
}

}  // namespace

void fill_year(const Grid& grid, Adjustment& out) {
  const auto& periods = grid.periods;
  const int length = grid.period == 4 ? 3 : 1, s = grid.period == 4 ? 4 : 12;
  const int first = periods.front().first.index(), end = periods.back().last.index();
  const int year = (end + 1) / 12;
  const auto place = [&](int month_index) { return static_cast<std::size_t>((month_index - first) / length); };
  const std::size_t until = place(12 * (year + 1) - 1) + 1;
  std::vector<Total> totals;
  std::map<int, double> by_end;  // published amounts by the index of their last month
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (std::isnan(grid.published[i])) continue;
    const auto& p = periods[i];
    totals.push_back({place(p.first.index()), place(p.last.index()), grid.published[i]});
    by_end[p.last.index()] = grid.published[i];
  }
  std::vector<calendar::Period> fine;
  for (int m = first; m < 12 * (year + 1); m += length) {
    fine.push_back({calendar::Month::from_index(m), calendar::Month::from_index(m + length - 1)});
  }
  std::vector<Column> columns;
  const auto effects = calendar_regressors(fine, out.festival_reach);
  for (const auto& term : out.calendar) columns.push_back(effects[static_cast<std::size_t>(term.effect)]);
  for (const auto& o : out.outliers) {
    const auto at = place(o.period.first.index());
    columns.push_back(shape_of(o, at, place(o.period.last.index()) - at + 1, until));
  }
  auto outlook = structural_outlook(totals, s, columns, until, out.multiplicative);
  // Effects that eleven periods can tell apart may not stand apart in twelve.
  if (!outlook) outlook = structural_outlook(totals, s, {}, until, out.multiplicative);
  if (!outlook || outlook->sums.empty()) {
    out.notes.push_back("数太少或没有变化，没有预计全年");
    return;
  }
  // What is published of the running year, and the year before month by month; nothing where a period is missing.
  const auto to_date = [&](int y, int last_index) -> std::optional<double> {
    double sum = 0;
    int covered = 12 * y;
    for (const auto& p : periods) {
      if (p.first.index() < 12 * y || p.last.index() > last_index) continue;
      const auto at = by_end.find(p.last.index());
      if (at == by_end.end() || p.first.index() != covered) return std::nullopt;
      sum += at->second;
      covered = p.last.index() + 1;
    }
    return covered == last_index + 1 ? std::optional(sum) : std::nullopt;
  };
  std::optional<double> known = 0.0;
  if (end >= 12 * year) known = to_date(year, end);
  if (!known) {
    out.notes.push_back("当年有缺的时期，没有预计全年");
    return;
  }
  const double wide = together(outlook->sums.size());
  for (const auto& ahead : outlook->sums) {
    if (grid.period == 11 && fine[ahead.last].last.month == 1) continue;  // no such figure is published
    YearPoint point;
    const int last = first + static_cast<int>(ahead.last) * length + length - 1;
    point.period = {{year, 1}, calendar::Month::from_index(last)};
    point.total = *known + ahead.mean;
    point.lo80 = point.total - kStudent5Eighty * ahead.sd;
    point.hi80 = point.total + kStudent5Eighty * ahead.sd;
    if (const auto before = to_date(year - 1, last - 12); before && *before > 0) {
      const auto growth = [&](double total) { return 100 * (total / *before - 1); };
      point.growth = growth(point.total);
      point.growth_lo80 = growth(point.lo80);
      point.growth_hi80 = growth(point.hi80);
      point.growth_lo_together = growth(point.total - wide * ahead.sd);
      point.growth_hi_together = growth(point.total + wide * ahead.sd);
    }
    out.year.push_back(point);
  }
}

}  // namespace forecast
