#include "forecast/x11.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

#include "base/fault.hpp"

namespace forecast {
namespace {

using Values = std::vector<double>;

// Seasonal averages and what X-11 puts in their place where one value less and less follows (Ladiray and Quenneville,
// section 3.4): `ends[k]` serves the place that has k values after it, its last weight the last value.
struct SeasonalAverage {
  Values centre;
  std::vector<Values> ends;
};

Values over(double whole, Values weights) {
  for (double& w : weights) w /= whole;
  return weights;
}

const SeasonalAverage& seasonal_average(int terms) {
  static const SeasonalAverage three{over(9, {1, 2, 3, 2, 1}), {over(27, {5, 11, 11}), over(27, {3, 7, 10, 7})}};
  static const SeasonalAverage five{
      over(15, {1, 2, 3, 3, 3, 2, 1}),
      {over(60, {9, 17, 17, 17}), over(60, {4, 11, 15, 15, 15}), over(60, {4, 8, 13, 13, 13, 9})}};
  static const SeasonalAverage nine{
      over(27, {1, 2, 3, 3, 3, 3, 3, 3, 3, 2, 1}),
      {over(1026, {52, 115, 177, 202, 227, 252}), over(1026, {29, 94, 148, 164, 181, 197, 213}),
       over(1026, {33, 81, 126, 136, 147, 158, 167, 177}), over(1026, {35, 77, 116, 120, 126, 131, 135, 141, 145}),
       over(1026, {35, 75, 114, 116, 117, 119, 120, 121, 123, 86})}};
  return terms == 3 ? three : terms == 9 ? nine : five;
}

// One month through the years. Shorter than the average is long: the average cut off and filled up again.
Values smoothed(const Values& v, int terms) {
  const std::size_t n = v.size();
  Values out(n);
  if (terms == 0) {
    std::ranges::fill(out, std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(n));
    return out;
  }
  const auto& average = seasonal_average(terms);
  const std::size_t half = average.centre.size() / 2;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t after = n - 1 - i, before = i;
    const Values* w = &average.centre;
    bool mirrored = false;
    if (after < half && after <= before) w = &average.ends[after];
    if (before < half && before < after) w = &average.ends[before], mirrored = true;
    double sum = 0, weight = 0;
    for (std::size_t k = 0; k < w->size(); ++k) {
      // Entry k stands k − half from the place; mirrored, half − k.
      const auto offset = static_cast<std::ptrdiff_t>(k) - static_cast<std::ptrdiff_t>(half);
      const auto at = static_cast<std::ptrdiff_t>(i) + (mirrored ? -offset : offset);
      if (at < 0 || at >= static_cast<std::ptrdiff_t>(n)) continue;
      sum += (*w)[k] * v[static_cast<std::size_t>(at)];
      weight += (*w)[k];
    }
    out[i] = sum / weight;
  }
  return out;
}

class Filters {
 public:
  Filters(const Values& y, const X11Options& o)
      : y_(y), o_(o), n_(y.size()), s_(static_cast<std::size_t>(o.period)), edge_(s_ / 2), neutral_(o.multiplicative) {
    own_first_ = o.before;
    own_end_ = n_ - o.after;
    years_ = (own_end_ - own_first_) / s_;
  }

  X11Result run() {
    X11Result out;
    Values cleaned = pass(y_, true, out);
    cleaned = pass(cleaned, false, out);
    last_pass(cleaned, out);
    return out;
  }

 private:
  double less(double a, double b) const { return o_.multiplicative ? a / b : a - b; }
  double plus(double a, double b) const { return o_.multiplicative ? a * b : a + b; }
  Values less(const Values& a, const Values& b) const {
    Values out(n_);
    for (std::size_t i = 0; i < n_; ++i) out[i] = less(a[i], b[i]);
    return out;
  }

  // Centred average over a year; the first and last half year repeat the nearest one that can be had.
  Values yearly(const Values& v) const {
    Values out(n_);
    const double each = 1.0 / static_cast<double>(s_);
    for (std::size_t i = edge_; i + edge_ < n_; ++i) {
      double sum = 0;
      for (std::size_t k = i - edge_; k <= i + edge_; ++k) sum += v[k];
      if (s_ % 2 == 0) sum -= (v[i - edge_] + v[i + edge_]) / 2;
      out[i] = sum * each;
    }
    return out;
  }

  // Factors of each month from ratios that stand between the edges, level over a year.
  Values season_of(const Values& ratios, int terms) const {
    if (years_ < 5) terms = 0;
    Values raw(n_);
    for (std::size_t place = 0; place < s_; ++place) {
      Values month;
      std::vector<std::size_t> where;
      for (std::size_t i = place; i < n_; i += s_) {
        if (i < edge_ || i + edge_ >= n_) continue;
        month.push_back(ratios[i]);
        where.push_back(i);
      }
      const Values smooth = smoothed(month, terms);
      for (std::size_t k = 0; k < where.size(); ++k) raw[where[k]] = smooth[k];
    }
    fill_edges(raw);
    Values level = yearly(raw);
    for (std::size_t i = 0; i < edge_; ++i) level[i] = level[edge_], level[n_ - 1 - i] = level[n_ - 1 - edge_];
    Values out(n_);
    for (std::size_t i = 0; i < n_; ++i) out[i] = less(raw[i], level[i]);
    return out;
  }
  void fill_edges(Values& v) const {
    for (std::size_t i = edge_; i-- > 0;) v[i] = v[i + s_];
    for (std::size_t i = n_ - edge_; i < n_; ++i) v[i] = v[i - s_];
  }

  // Weights of the irregulars by how far out they are, σ from five years around.
  Values weights_of(const Values& irregular) const {
    Values w(n_, 1);
    const double middle = neutral_ ? 1 : 0;
    const std::size_t first = own_first_ < edge_ ? edge_ : own_first_, end = std::min(own_end_, n_ - edge_);
    const std::size_t years = (end - first + s_ - 1) / s_;
    const auto spread = [&](std::size_t from, std::size_t to, double most) {
      double sum = 0, count = 0;
      for (std::size_t i = from; i < to; ++i) {
        const double d = irregular[i] - middle;
        if (std::abs(d) > most) continue;
        sum += d * d;
        ++count;
      }
      return count > 0 ? std::sqrt(sum / count) : 0;
    };
    for (std::size_t year = 0; year < years; ++year) {
      const std::size_t lo_year = years <= 5 ? 0 : std::min(year < 2 ? 0 : year - 2, years - 5);
      const std::size_t from = first + lo_year * s_, to = std::min(end, from + 5 * s_);
      double sigma = spread(from, to, HUGE_VAL);
      sigma = spread(from, to, 2.5 * sigma);
      if (!(sigma > 0)) continue;
      for (std::size_t i = first + year * s_; i < std::min(end, first + (year + 1) * s_); ++i) {
        w[i] = std::clamp(2.5 - std::abs(irregular[i] - middle) / sigma, 0.0, 1.0);
      }
    }
    return w;
  }

  // Ratios with the far ones replaced: their own by weight, and the two nearest full ones of the month on either side.
  Values calmed(const Values& ratios, const Values& w) const {
    Values out = ratios;
    for (std::size_t i = edge_; i + edge_ < n_; ++i) {
      if (w[i] >= 1) continue;
      double sum = w[i] * ratios[i], total = w[i];
      int found = 0;
      for (std::size_t k = i; k >= s_ + edge_ && found < 2;) {
        k -= s_;
        if (w[k] >= 1) sum += ratios[k], ++total, ++found;
      }
      found = 0;
      for (std::size_t k = i + s_; k + edge_ < n_ && found < 2; k += s_) {
        if (w[k] >= 1) sum += ratios[k], ++total, ++found;
      }
      if (total > 0) out[i] = sum / total;
    }
    return out;
  }

  double change_ratio(const Values& adjusted, const Values& smooth) const {
    double i_sum = 0, c_sum = 0;
    for (std::size_t i = own_first_ + 1; i < own_end_; ++i) {
      const double now = less(adjusted[i], smooth[i]), then = less(adjusted[i - 1], smooth[i - 1]);
      i_sum += std::abs(less(now, then) - (neutral_ ? 1 : 0));
      c_sum += std::abs(less(smooth[i], smooth[i - 1]) - (neutral_ ? 1 : 0));
    }
    return c_sum > 0 ? i_sum / c_sum : 3.5;
  }

  Values henderson(const Values& v, int& length, double& ratio) const {
    const bool quarters = s_ < 6;
    length = quarters ? 5 : 13;
    Values smooth = apply_henderson(v, length, 3.5);
    ratio = change_ratio(v, smooth);
    const int wanted = quarters ? (ratio < 1 ? 5 : 7) : ratio < 1 ? 9 : ratio < 3.5 ? 13 : 23;
    if (wanted != length || std::abs(ratio - 3.5) > 0.01) {
      length = static_cast<std::size_t>(wanted) > n_ ? length : wanted;
      smooth = apply_henderson(v, length, std::clamp(ratio, 0.1, 10.0));
    }
    return smooth;
  }

  Values apply_henderson(const Values& v, int length, double ratio) const {
    const auto whole = henderson_weights(length);
    const int half = length / 2, n = static_cast<int>(n_);
    Values out(n_);
    for (int i = 0; i < n; ++i) {
      const int after = n - 1 - i;
      double sum = 0;
      if (i >= half && after >= half) {
        for (int k = -half; k <= half; ++k)
          sum += whole[static_cast<std::size_t>(k + half)] * v[static_cast<std::size_t>(i + k)];
      } else {
        const bool at_end = after < half;
        const int missing = half - (at_end ? after : i);
        const auto w = musgrave_weights(length, length - missing, ratio);
        for (std::size_t k = 0; k < w.size(); ++k) {
          const int offset = static_cast<int>(k) - half;
          sum += w[k] * v[static_cast<std::size_t>(at_end ? i + offset : i - offset)];
        }
      }
      out[static_cast<std::size_t>(i)] = sum;
    }
    return out;
  }

  // Parts B and C: gives the series with its far irregulars pulled in.
  Values pass(const Values& y, bool replace, X11Result& out) const {
    Values trend = yearly(y);
    fill_trend(trend);
    Values ratios = less(y, trend);
    Values season = season_of(ratios, 3);
    if (replace) season = season_of(calmed(ratios, weights_of(less(ratios, season))), 3);
    Values adjusted = less(y, season);
    trend = henderson(adjusted, out.henderson, out.irregular_to_trend);
    ratios = less(y, trend);
    season = season_of(ratios, 5);
    if (replace) season = season_of(calmed(ratios, weights_of(less(ratios, season))), 5);
    const Values irregular = less(less(y_, season), trend);
    out.weights = weights_of(irregular);
    Values cleaned = y_;
    const double middle = neutral_ ? 1 : 0;
    for (std::size_t i = 0; i < n_; ++i) {
      if (out.weights[i] < 1) {
        cleaned[i] = plus(less(y_[i], irregular[i]), middle + out.weights[i] * (irregular[i] - middle));
      }
    }
    return cleaned;
  }
  void fill_trend(Values& trend) const {
    for (std::size_t i = 0; i < edge_; ++i) trend[i] = trend[edge_], trend[n_ - 1 - i] = trend[n_ - 1 - edge_];
  }

  void last_pass(const Values& cleaned, X11Result& out) const {
    Values trend = yearly(cleaned);
    fill_trend(trend);
    Values season = season_of(less(cleaned, trend), 3);
    trend = henderson(less(cleaned, season), out.henderson, out.irregular_to_trend);
    const Values ratios = less(cleaned, trend);
    out.seasonal_terms = years_ < 5 ? 0 : chosen_terms(ratios, out.moving_seasonality);
    season = season_of(ratios, out.seasonal_terms);
    out.season = season;
    out.adjusted = less(y_, season);
    out.trend = henderson(less(cleaned, season), out.henderson, out.irregular_to_trend);
    out.irregular = less(out.adjusted, out.trend);
    out.ratios = less(y_, trend);
  }

  // The moving seasonality ratio: mean change of the irregular over that of the season, years weighted by their number.
  int chosen_terms(const Values& ratios, double& shown) const {
    for (std::size_t dropped = 0; dropped <= 5; ++dropped) {
      if (own_end_ < own_first_ + (5 + dropped) * s_) break;
      const double ratio = moving_ratio(ratios, own_end_ - dropped * s_);
      if (dropped == 0) shown = ratio;
      if (ratio <= 2.5) return 3;
      if (ratio >= 3.5 && ratio <= 5.5) return 5;
      if (ratio >= 6.5) return 9;
    }
    return 5;
  }
  double moving_ratio(const Values& ratios, std::size_t end) const {
    double i_sum = 0, s_sum = 0;
    for (std::size_t place = 0; place < s_; ++place) {
      Values month;
      for (std::size_t i = own_first_ + place; i < end; i += s_) month.push_back(ratios[i]);
      const std::size_t n = month.size();
      if (n < 4) continue;
      Values smooth(n);
      for (std::size_t i = 0; i < n; ++i) {
        const std::size_t from = i < 3 ? 0 : i - 3, to = std::min(n, i + 4);
        smooth[i] = std::accumulate(month.begin() + static_cast<std::ptrdiff_t>(from),
                                    month.begin() + static_cast<std::ptrdiff_t>(to), 0.0) /
                    static_cast<double>(to - from);
      }
      for (std::size_t i = 1; i < n; ++i) {
        const double now = less(month[i], smooth[i]), then = less(month[i - 1], smooth[i - 1]);
        i_sum += std::abs(less(now, then) - (neutral_ ? 1 : 0));
        s_sum += std::abs(less(smooth[i], smooth[i - 1]) - (neutral_ ? 1 : 0));
      }
    }
    return s_sum > 0 ? i_sum / s_sum : 10;
  }

  const Values& y_;
  const X11Options& o_;
  std::size_t n_, s_, edge_, own_first_ = 0, own_end_ = 0, years_ = 0;
  bool neutral_;  // 1 is neutral, not 0
};

}  // namespace

std::vector<double> henderson_weights(int length) {
  JC_ASSERT(length >= 3 && length % 2 == 1);
  static thread_local std::map<int, Values> kept;
  auto& w = kept[length];
  if (!w.empty()) return w;
  const double n = (length + 3) / 2;
  const auto sq = [](double v) { return v * v; };
  const double bottom = 8 * n * (sq(n) - 1) * (4 * sq(n) - 1) * (4 * sq(n) - 9) * (4 * sq(n) - 25);
  const int half = length / 2;
  for (int j = -half; j <= half; ++j) {
    const double k = sq(j);
    w.push_back(315 * (sq(n - 1) - k) * (sq(n) - k) * (sq(n + 1) - k) * (3 * sq(n) - 16 - 11 * k) / bottom);
  }
  return w;
}

// Doherty (2001), "The surrogate Henderson filters in X-11": weights that keep a straight line's level and change least
// when the missing values arrive, for D = 4 / (π ratio²).
std::vector<double> musgrave_weights(int length, int known, double ratio) {
  const auto w = henderson_weights(length);
  JC_ASSERT(known >= length / 2 + 1 && known < length);
  const double d = 4 / std::numbers::pi / (ratio * ratio), m = known;
  double rest = 0, moment = 0;
  for (int i = known; i < length; ++i) {
    rest += w[static_cast<std::size_t>(i)];
    moment += (i + 1 - (m + 1) / 2) * w[static_cast<std::size_t>(i)];
  }
  const double slope = d / (1 + m * (m - 1) * (m + 1) / 12 * d);
  Values out;
  for (int i = 0; i < known; ++i) {
    out.push_back(w[static_cast<std::size_t>(i)] + rest / m + (i + 1 - (m + 1) / 2) * slope * moment);
  }
  return out;
}

X11Result x11(const std::vector<double>& series, const X11Options& options) {
  JC_ASSERT(options.period >= 4 && options.period <= 12);
  JC_ASSERT(series.size() >= options.before + options.after + 3 * static_cast<std::size_t>(options.period));
  return Filters(series, options).run();
}

}  // namespace forecast
