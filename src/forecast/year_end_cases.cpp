#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/fault.hpp"
#include "forecast/forecaster.hpp"
#include "forecast/year_end_parts.hpp"

namespace forecast {
namespace {

constexpr int kShareYears = 3, kTypicalYears = 5;

std::optional<double> at(const std::map<YearMonth, double>& values, int year, int month) {
  const auto found = values.find({year, month});
  return found == values.end() ? std::nullopt : std::optional(found->second);
}

double mean_of(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

// Growth of the last stretch of a year up to `month`: published for the month, else what the growths to date leave for
// the months since the one before.
std::optional<double> latest_growth(const YearEndSeries& s, int year, int month) {
  if (const auto published = at(s.by_month, year, month)) return published;
  const auto now = at(s.to_date, year, month);
  if (!now || s.stock) return now;
  for (int before = month - 1; before >= 1; --before) {
    if (const auto then = at(s.to_date, year, before)) {
      return (*now * month - *then * before) / (month - before);
    }
  }
  return now;
}

std::optional<double> recent_growth(const YearEndSeries& s, int year, int month) {
  std::vector<double> seen;
  for (int m = std::max(1, month - 2); m <= month; ++m) {
    if (const auto g = latest_growth(s, year, m)) seen.push_back(*g);
  }
  return seen.empty() ? std::nullopt : std::optional(mean_of(seen));
}

double swing_of(const YearEndSeries& s, int year, int month) {
  std::vector<double> seen;
  for (int k = 0; k < 12; ++k) {
    const int index = year * 12 + month - 1 - k;
    const auto g = at(s.stock ? s.to_date : s.by_month, index / 12, index % 12 + 1);
    if (g) seen.push_back(*g);
  }
  if (seen.size() < 4) return -1;
  double sum = 0;
  for (std::size_t i = 1; i < seen.size(); ++i) sum += std::abs(seen[i] - seen[i - 1]);
  return sum / static_cast<double>(seen.size() - 1);
}

// Levels to date; where none are published, those that growth to date chains up, so that the base effect (翘尾 of a
// price) can be read from growth alone. The year before the first growth is taken to have grown evenly at that pace.
// Of a stock: the level at the month.
std::map<YearMonth, double> levels_of(const YearEndSeries& s) {
  if (!s.level.empty() || s.to_date.empty()) return s.level;
  std::map<YearMonth, double> out;
  const auto& [begins, pace] = *s.to_date.begin();
  double sum = 0;
  for (int m = 1; m <= 12; ++m) {
    const double month = std::pow(1 + std::clamp(pace, -50.0, 100.0) / 100, m / 12.0);
    sum += month / 12;
    out[{begins.first - 1, m}] = s.stock ? month : sum;
  }
  for (const auto& [when, growth] : s.to_date) {
    const auto before = out.find({when.first - 1, when.second});
    if (before != out.end() && growth > -95) out[when] = before->second * (1 + growth / 100);
  }
  return out;
}

struct Levels {
  std::map<YearMonth, double> values;
  std::optional<double> share(int year, int month) const {
    const auto part = at(values, year, month), whole = at(values, year, 12);
    if (!part || !whole || *whole <= 0 || *part <= 0 || *part > *whole) return std::nullopt;
    return *part / *whole;
  }
};

// What the shares of the last years make of the year: levels, or for prices and stocks the mean move from the same
// month to the year's end, turned round, because a base that rose late last year takes from growth now.
double season_year(const YearEndSeries& s, const Levels& levels, const YearEndCase& c) {
  std::vector<double> shares, moves;
  for (int y = c.year - kShareYears; y < c.year; ++y) {
    if (const auto share = levels.share(y, c.month)) shares.push_back(*share);
    const auto then = at(s.to_date, y, c.month), whole = at(s.to_date, y, 12);
    if (then && whole) moves.push_back(*whole - *then);
  }
  const auto last = levels.share(c.year - 1, c.month);
  if (last && !s.stock && !s.is_price) {
    return 100 * ((1 + c.growth / 100) * *last / mean_of(shares) - 1);
  }
  return moves.empty() ? c.growth : c.growth - mean_of(moves);
}

// What a time-series model of the single periods makes of the year. 1–2月 together are the first period of a year, so a
// year of months has eleven. Without four years that have all their periods there is no model and no clue.
constexpr int kModelYears = 8, kLeastModelYears = 4;

double model_year_of_stock(const Levels& levels, const YearEndCase& c) {
  const auto now = at(levels.values, c.year, c.month), then = at(levels.values, c.year - 1, c.month),
             end = at(levels.values, c.year - 1, 12);
  if (!now || !then || !end || *now <= 0 || *then <= 0 || *end <= 0) return c.growth;
  std::vector<double> y;
  for (int index = 12 * (c.year - kModelYears); index < 12 * c.year + c.month; ++index) {
    if (const auto level = at(levels.values, index / 12, index % 12 + 1)) {
      y.push_back(*level);
    } else {
      y.clear();  // start again after the gap
    }
  }
  if (std::ssize(y) < 12 * kLeastModelYears) return c.growth;
  const auto forecasts = forecast_series(y, 12, 12 - c.month, Method::smoothing);
  if (!forecasts) return c.growth;
  return 100 * ((1 + c.growth / 100) * (forecasts->mean.back() / *now) / (*end / *then) - 1);
}

double model_year(const Levels& levels, const YearEndCase& c) {
  std::vector<int> ends;  // last months of the periods, as the year before has them
  for (const auto& [when, level] : levels.values) {
    if (when.first == c.year - 1 && when.second > 1) ends.push_back(when.second);
  }
  const auto now = at(levels.values, c.year, c.month);
  const auto share = levels.share(c.year - 1, c.month);
  if (!now || !share || ends.size() < 4 || ends.back() != 12 || std::ranges::find(ends, c.month) == ends.end()) {
    return c.growth;
  }
  std::vector<double> y;
  int years = 0;
  for (int year = c.year - kModelYears; year <= c.year; ++year) {
    double before = 0;
    bool whole = true;
    std::vector<double> row;
    for (const int end : ends) {
      if (year == c.year && end > c.month) break;
      const auto level = at(levels.values, year, end);
      whole = level && *level > before;
      if (!whole) break;
      row.push_back(*level - before);
      before = *level;
    }
    if (!whole) {  // start again after the gap
      y.clear();
      years = 0;
      continue;
    }
    y.insert(y.end(), row.begin(), row.end());
    ++years;
  }
  if (years < kLeastModelYears) return c.growth;
  const auto rest = static_cast<int>(std::ranges::count_if(ends, [&](int end) { return end > c.month; }));
  const auto forecasts = forecast_series(y, static_cast<int>(ends.size()), rest, Method::smoothing);
  if (!forecasts) return c.growth;
  const double more = std::accumulate(forecasts->mean.begin(), forecasts->mean.end(), 0.0);
  return 100 * ((1 + c.growth / 100) * *share * (*now + more) / *now - 1);
}

YearEndCase plain_case(const YearEndSeries& s, const Levels& chained, int year, int month, double growth) {
  YearEndCase c;
  c.year = year;
  c.month = month;
  c.growth = growth;
  c.outcome = at(s.to_date, year, 12);
  std::vector<double> history;
  for (const auto& [when, value] : s.to_date) {
    if (when.second == 12 && when.first < year) history.push_back(value);
  }
  const auto last = at(s.to_date, year - 1, 12);
  c.has_last = last.has_value();
  c.last = last.value_or(growth);
  const Levels published{s.level};
  const auto share = published.share(year - 1, month);
  c.left = 1 - (share && *share > 0.02 && *share < 0.98 && !s.stock ? *share : month / 12.0);
  c.linear = growth;
  if (const auto part = at(s.level, year, month), whole = at(s.level, year - 1, 12); part && whole && *whole > 0) {
    c.linear = 100 * (*part / (month / 12.0) / *whole - 1);
  }
  c.season_year = season_year(s, chained, c);
  c.swing = swing_of(s, year, month);
  c.clues[kLatest] = latest_growth(s, year, month).value_or(growth) - growth;
  c.clues[kRecent] = recent_growth(s, year, month).value_or(growth) - growth;
  c.clues[kSeason] = (c.season_year - growth) / c.left;
  c.clues[kLinear] = (c.linear - growth) / c.left;
  c.clues[kModel] = ((s.stock ? model_year_of_stock(chained, c) : model_year(chained, c)) - growth) / c.left;
  if (!history.empty()) {
    const auto tail = [&](int n) {
      return std::vector<double>(history.end() - std::min<std::ptrdiff_t>(n, std::ssize(history)), history.end());
    };
    c.clues[kAverage] = mean_of(tail(kShareYears)) - growth;
    c.clues[kTypical] = median_of(tail(kTypicalYears)) - growth;
  }
  return c;
}

}  // namespace

double median_of(std::vector<double> values) {
  JC_ASSERT(!values.empty());
  std::ranges::sort(values);
  const auto n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights, double share) {
  JC_ASSERT(!values.empty() && values.size() == weights.size());
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double sum = 0;
  for (const auto i : order) {
    sum += weights[i];
    if (sum >= share * total) return values[i];
  }
  return values[order.back()];
}

std::vector<YearEndCase> plain_cases(const std::vector<YearEndSeries>& series) {
  std::vector<YearEndCase> cases;
  for (std::size_t i = 0; i < series.size(); ++i) {
    YearEndSeries s = series[i];
    for (auto* values : {&s.to_date, &s.by_month, &s.level}) {
      std::erase_if(*values, [](const auto& entry) { return !std::isfinite(entry.second); });
    }
    const Levels chained{levels_of(s)};
    for (const auto& [when, growth] : s.to_date) {
      if (when.second < 1 || when.second > 11) continue;
      cases.push_back(plain_case(s, chained, when.first, when.second, growth));
      cases.back().series = i;
    }
  }
  std::ranges::stable_sort(cases, {}, [](const YearEndCase& c) { return c.year; });
  return cases;
}

}  // namespace forecast
