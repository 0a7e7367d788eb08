#include "forecast/spread.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/fault.hpp"

namespace forecast {

namespace {

// Scale of the raw spread: level + slope · log(h), for each share.
struct Scale {
  int period = 1;
  int least_length = 0;  // of the series: short ones know their own noise badly
  double level80 = 1.28, slope80 = 0, level95 = 1.96, slope95 = 0;
};

std::vector<Scale> read_scales() {
  const auto table =
      base::CsvTable::parse(base::builtin_file("codes/forecast_spread.csv"), "codes/forecast_spread.csv");
  JC_ASSERT(table.has_value());
  std::vector<Scale> out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto number = [&](const char* column) { return std::stod(std::string(table->at(row, column))); };
    out.push_back({static_cast<int>(number("period")), static_cast<int>(number("least_length")), number("level80"),
                   number("slope80"), number("level95"), number("slope95")});
  }
  JC_ASSERT(!out.empty());
  return out;
}

// That of the period (else of the nearest one) and of the greatest length the series has.
const Scale& scale_for(int period, std::size_t length) {
  static const std::vector<Scale> all = read_scales();
  const Scale* best = nullptr;
  const auto away = [&](const Scale& s) {
    return std::abs(std::log(static_cast<double>(s.period)) - std::log(static_cast<double>(period)));
  };
  for (const Scale& s : all) {
    if (static_cast<std::size_t>(s.least_length) > length) continue;
    if (best == nullptr || away(s) < away(*best) || (s.period == best->period && s.least_length > best->least_length)) {
      best = &s;
    }
  }
  JC_ASSERT(best != nullptr);
  return *best;
}

// Variance of the changes over `lag` steps; -1 where there are too few.
double change_variance(const std::vector<double>& y, int lag) {
  const auto n = static_cast<int>(y.size());
  if (n <= lag + 2) return -1;
  // The mean change telescopes; sums in four parts, which do not wait for each other.
  std::array<double, 4> sum{}, square{};
  const double guess = (y.back() - y.front()) / (n - 1) * lag;
  for (int t = lag; t < n; ++t) {
    const double d = y[static_cast<std::size_t>(t)] - y[static_cast<std::size_t>(t - lag)] - guess;
    sum[static_cast<std::size_t>(t & 3)] += d;
    square[static_cast<std::size_t>(t & 3)] += d * d;
  }
  const double all = sum[0] + sum[1] + (sum[2] + sum[3]), squares = square[0] + square[1] + (square[2] + square[3]);
  return std::max(0.0, squares - all * all / (n - lag)) / std::max(1, n - lag - 1);
}

}  // namespace

std::vector<double> raw_spread(const std::vector<double>& y, int period, int horizon,
                               const std::vector<double>& variance) {
  // What the largest change tells of series too short for more.
  double widest = 0;
  for (std::size_t t = 1; t < y.size(); ++t) widest = std::max(widest, std::abs(y[t] - y[t - 1]));
  std::vector<double> out;
  out.reserve(static_cast<std::size_t>(horizon));
  double before = 0, changes = -1;
  int lag_before = 0;
  for (int h = 1; h <= horizon; ++h) {
    double v = variance.empty() ? 0 : variance[static_cast<std::size_t>(h - 1)];
    if (!std::isfinite(v) || v <= 0) v = widest * widest * 0.1 * h;
    // Over whole seasons where there is one, so that the season cancels; a part of a season has its share.
    const int lag = period > 1 ? (h + period - 1) / period * period : h;
    if (lag != lag_before) changes = change_variance(y, lag), lag_before = lag;
    const double share = changes * (period > 1 ? static_cast<double>(h) / lag : 1);
    if (share > 0) v = std::min(std::max(v, 0.1 * share), 4 * share);
    before = std::max(before, std::sqrt(v));
    out.push_back(before);
  }
  return out;
}

std::vector<Spread> spread_of(const std::vector<double>& raw, int period, std::size_t length) {
  const Scale& s = scale_for(period, length);
  std::vector<Spread> out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const double l = std::log(static_cast<double>(i + 1));
    const double half80 = std::max(0.2, s.level80 + s.slope80 * l) * raw[i];
    out.push_back({half80, std::max(half80, (s.level95 + s.slope95 * l) * raw[i])});
  }
  return out;
}

}  // namespace forecast
