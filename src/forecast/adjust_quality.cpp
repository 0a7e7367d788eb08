// How good an adjustment is, and the pace of the year it implies.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "forecast/adjust_parts.hpp"
#include "forecast/year_end_parts.hpp"

namespace forecast {
namespace {

constexpr double kStudent5Eighty = 1.4759;  // 90th percentile of Student t with 5 degrees of freedom
constexpr int kPaceYears = 8, kLeastPaceYears = 3;
constexpr double kFarYear = 2.5;  // robust σ
// The factors of past years know what came after them; a year not seen is further off. On simulated figures bands
// without this held in 62 % of the months to come.
constexpr double kWidenPace = 1.45;

double mean_of(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

// F of a table of months: between months over within (stable season), and between years over what both leave, on
// distances from the middle (moving season; Higginson 1975). Whole years only for the second.
void f_values(const std::vector<double>& ratios, std::size_t s, double middle, double& stable, double& moving) {
  const std::size_t n = ratios.size(), years = n / s;
  std::vector<std::vector<double>> months(s);
  for (std::size_t i = 0; i < n; ++i) months[i % s].push_back(ratios[i]);
  const double all = mean_of(ratios);
  double between = 0, within = 0;
  for (const auto& m : months) {
    const double mean = mean_of(m);
    between += static_cast<double>(m.size()) * (mean - all) * (mean - all);
    for (const double v : m) within += (v - mean) * (v - mean);
  }
  const auto ds = static_cast<double>(s), dn = static_cast<double>(n), dy = static_cast<double>(years);
  stable = within > 0 ? between / (ds - 1) / (within / (dn - ds)) : 0;
  std::vector<double> by_year(years), by_month(s);
  double total = 0;
  for (std::size_t i = 0; i < years * s; ++i) {
    const double d = std::abs(ratios[i] - middle);
    by_year[i / s] += d / ds;
    by_month[i % s] += d / dy;
    total += d / (ds * dy);
  }
  double of_years = 0, rest = 0;
  for (const double y : by_year) of_years += ds * (y - total) * (y - total);
  for (std::size_t i = 0; i < years * s; ++i) {
    const double r = std::abs(ratios[i] - middle) - by_year[i / s] - by_month[i % s] + total;
    rest += r * r;
  }
  moving = rest > 0 ? of_years / (dy - 1) / (rest / ((dy - 1) * (ds - 1))) : 0;
}

// QS (Maravall): positive autocorrelations of the changes at one and two years; χ² with 2 degrees without season.
double qs(const std::vector<double>& v, std::size_t s) {
  std::vector<double> d;
  for (std::size_t i = 1; i < v.size(); ++i) d.push_back(v[i] - v[i - 1]);
  const double mean = mean_of(d), n = static_cast<double>(d.size());
  const auto covariance = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t i = lag; i < d.size(); ++i) sum += (d[i] - mean) * (d[i - lag] - mean);
    return sum;
  };
  const double variance = covariance(0);
  if (!(variance > 0) || d.size() <= 2 * s + 1) return 0;
  const double first = covariance(s) / variance, second = std::max(0.0, covariance(2 * s) / variance);
  if (first <= 0) return 0;
  const auto ds = static_cast<double>(s);
  return n * (n + 2) * (first * first / (n - ds) + second * second / (n - 2 * ds));
}

}  // namespace

void fill_quality(const Grid& grid, const X11Result& filtered, std::size_t before, const std::vector<double>& original,
                  Adjustment& out) {
  const auto s = static_cast<std::size_t>(grid.period);
  const auto first = filtered.ratios.begin() + static_cast<std::ptrdiff_t>(before);
  const std::vector<double> ratios(first, first + std::ssize(grid.values));
  auto& q = out.quality;
  f_values(ratios, s, out.multiplicative ? 1 : 0, q.stable_f, q.moving_f);
  // Lothian and Morry (1978).
  q.m7 = q.stable_f > 0 ? std::min(3.0, std::sqrt(0.5 * (7 / q.stable_f + 3 * q.moving_f / q.stable_f))) : 3;
  std::vector<double> raw, adjusted;
  for (std::size_t i = 0; i < original.size(); ++i) {
    // Outliers are no season: they are left out of what is tested.
    const double seasonal = filtered.adjusted[i + before];
    raw.push_back(out.multiplicative ? std::log(original[i]) : original[i]);
    adjusted.push_back(out.multiplicative ? std::log(seasonal) : seasonal);
  }
  q.qs_before = qs(raw, s);
  q.qs_after = qs(adjusted, s);
  q.residual_p = std::exp(-q.qs_after / 2);
  if (q.stable_f < 7) out.notes.push_back("季节性弱（F值不到7），调整前后差别不大");
  if (q.residual_p < 0.01) out.notes.push_back("调整后仍有剩余的季节性，慎用");
}

// Shares of the season's last factors, moved by what whole years showed beyond their own factors: growth within the
// year, mostly. One odd year does not move the median, and the spread by little (distances cut at 2.5 robust σ).
void fill_pace(const Grid& grid, Adjustment& out) {
  const auto s = static_cast<std::size_t>(grid.period);
  const auto& p = out.periods;
  const auto months = [&](std::size_t i) { return static_cast<double>(p[i].period.months()); };
  const bool positive = std::ranges::all_of(grid.values, [](double v) { return std::isnan(v) || v > 0; });
  if (!positive || p.empty()) return;
  const auto season_shares = [&](std::size_t from) {
    // Amounts around zero are set against the trend of that year.
    std::vector<double> share(s);
    double total = 0;
    for (std::size_t k = 0; k < s; ++k) {
      const double level = out.multiplicative ? p[from + k].season : p[from + s / 2].trend + p[from + k].season;
      share[k] = level * months(from + k);
      total += share[k];
    }
    for (double& v : share) v /= total;
    return share;
  };
  std::vector<std::vector<double>> beyond(s);  // reached share less that of the factors
  std::optional<std::size_t> last;
  std::size_t start = 0;
  while (start < p.size() && p[start].period.first.month != 1) ++start;
  std::vector<std::size_t> years;
  for (std::size_t i = start; i + s <= p.size(); i += s) {
    last = i;
    const bool whole =
        std::none_of(p.begin() + static_cast<std::ptrdiff_t>(i), p.begin() + static_cast<std::ptrdiff_t>(i + s),
                     [](const AdjustedPeriod& one) { return one.filled; });
    if (whole) years.push_back(i);
  }
  if (std::ssize(years) > kPaceYears) years.erase(years.begin(), years.end() - kPaceYears);
  if (!last || std::ssize(years) < kLeastPaceYears) return;
  for (const auto i : years) {
    // Against the factors of the year before, as they are all that is known when a year begins.
    const auto shares = season_shares(i >= s ? i - s : i);
    double total = 0, reached = 0, expected = 0;
    for (std::size_t k = 0; k < s; ++k) total += p[i + k].value;
    for (std::size_t k = 0; k < s; ++k) {
      reached += p[i + k].value / total;
      expected += shares[k];
      beyond[k].push_back(reached - expected);
    }
  }
  out.pace_years = static_cast<int>(years.size());
  const auto shares = season_shares(*last);
  const double n = static_cast<double>(years.size());
  double reached = 0, before = 0;
  for (std::size_t k = 0; k < s; ++k) {
    reached += shares[k];
    const double middle = median_of(beyond[k]);
    std::vector<double> far;
    for (const double b : beyond[k]) far.push_back(std::abs(b - middle));
    // One odd year counts as far out as it may, no more.
    const double most = years.size() >= 5 ? kFarYear * 1.4826 * median_of(far) : HUGE_VAL;
    double squares = 0;
    for (const double f : far) squares += std::min(f, most) * std::min(f, most);
    const double spread = std::sqrt(squares / (n - 1)) * std::sqrt(1 + 1 / n);
    PacePoint point;
    point.period = p[*last + k].period.years_earlier(-1);
    point.reached = k + 1 == s ? 1 : reached + middle;
    point.share = point.reached - before;
    before = point.reached;
    const double half = k + 1 == s ? 0 : kWidenPace * kStudent5Eighty * spread;
    point.lo80 = std::max(0.0, point.reached - half);
    point.hi80 = std::min(1.0, point.reached + half);
    out.pace.push_back(point);
  }
}

}  // namespace forecast
