#include "forecast/borrowed_pace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace forecast {
namespace {

constexpr double kStudent5Eighty = 1.4759;
// Years that the like figures' variance counts as. Each is made of up to eight, but figures differ in how much their
// years differ: it says less of another's than its own years would.
constexpr double kDegrees = 4;

}  // namespace

std::vector<ReachedShares> whole_year_shares(std::vector<Observation> list) {
  std::ranges::stable_sort(list, {}, &Observation::period);
  std::vector<ReachedShares> out;
  for (std::size_t i = 0; i < list.size();) {
    const int year = list[i].period.first.year;
    ReachedShares reached;
    double sum = 0;
    int next = 12 * year;
    bool whole = true;
    for (; i < list.size() && list[i].period.first.year == year; ++i) {
      const auto& o = list[i];
      whole = whole && o.period.first.index() == next && std::isfinite(o.value) && o.value >= 0;
      next = o.period.last.index() + 1;
      sum += o.value;
      reached[o.period.last.month] = sum;
    }
    if (!whole || next != 12 * (year + 1) || !(sum > 0)) continue;
    for (auto& [month, value] : reached) value /= sum;
    out.push_back(std::move(reached));
  }
  return out;
}

LikePace like_pace(const std::string& name, const Adjustment& adjustment) {
  LikePace out{name, {}, {}};
  for (const auto& p : adjustment.pace) {
    out.reached[p.period.last.month] = p.reached;
    out.sd[p.period.last.month] = (p.hi80 - p.lo80) / 2 / kStudent5Eighty;
  }
  return out;
}

BorrowedPace borrowed_pace(const std::vector<ReachedShares>& own, const std::vector<LikePace>& like) {
  BorrowedPace out;
  out.own_years = static_cast<int>(own.size());
  if (like.empty()) return out;
  std::vector<int> months;
  for (const auto& [month, share] : like.front().reached) {
    const bool everywhere = std::ranges::all_of(like, [&](const LikePace& l) { return l.reached.contains(month); }) &&
                            std::ranges::all_of(own, [&](const ReachedShares& y) { return y.contains(month); });
    if (everywhere && month < 12) months.push_back(month);
  }
  if (months.empty()) return out;
  const std::size_t k_count = months.size(), j_count = like.size();
  const double n = static_cast<double>(own.size());
  std::vector<double> mean(k_count, std::numeric_limits<double>::quiet_NaN()), squares(k_count);
  for (std::size_t k = 0; k < k_count && !own.empty(); ++k) {
    double sum = 0;
    for (const auto& y : own) sum += y.at(months[k]);
    mean[k] = sum / n;
    for (const auto& y : own) squares[k] += std::pow(y.at(months[k]) - mean[k], 2);
  }
  // From year to year: the like figures' variance by their weights, moved by own years.
  const auto variance_by = [&](const std::vector<double>& weights) {
    std::vector<double> out_of(k_count);
    for (std::size_t k = 0; k < k_count; ++k) {
      for (std::size_t j = 0; j < j_count; ++j) out_of[k] += weights[j] * std::pow(like[j].sd.at(months[k]), 2);
      if (!own.empty()) out_of[k] = (kDegrees * out_of[k] + squares[k]) / (kDegrees + n - 1);
    }
    return out_of;
  };
  std::vector<double> year_variance = variance_by(std::vector<double>(j_count, 1.0 / static_cast<double>(j_count)));
  double noise = 1e-12;
  for (const double v : year_variance) noise += v / static_cast<double>(k_count);
  const auto beyond_chance = [&](const std::vector<double>& from) {
    double sum = 0;
    for (std::size_t k = 0; k < k_count; ++k) sum += std::pow(mean[k] - from[k], 2) / static_cast<double>(k_count);
    return std::max(0.0, sum - noise / n);
  };
  std::vector<double> prior(k_count);
  double total = 0;
  for (const auto& l : like) {
    std::vector<double> theirs;
    for (const int month : months) theirs.push_back(l.reached.at(month));
    const double weight = 1 / (noise + (own.empty() ? 0 : beyond_chance(theirs)));
    out.weights.push_back(weight);
    total += weight;
    for (std::size_t k = 0; k < k_count; ++k) prior[k] += weight * theirs[k];
  }
  for (double& v : prior) v /= total;
  for (double& w : out.weights) w /= total;
  // What runs alike also tells best how much its years differ.
  year_variance = variance_by(out.weights);
  const double distance = own.empty() ? 0 : beyond_chance(prior);
  for (std::size_t k = 0; k < k_count; ++k) {
    double between = 0;
    for (std::size_t j = 0; j < j_count; ++j) {
      between += out.weights[j] * std::pow(like[j].reached.at(months[k]) - prior[k], 2);
    }
    if (j_count > 1) between *= static_cast<double>(j_count) / static_cast<double>(j_count - 1);
    if (j_count == 1) between = year_variance[k];
    between = std::max({between, distance, 1e-12});
    const double sigma2 = std::max(year_variance[k], 1e-12);
    BorrowedPoint p;
    p.last_month = months[k];
    p.own = mean[k];
    p.like = prior[k];
    p.own_weight = n * between / (n * between + sigma2);
    p.reached = own.empty() ? prior[k] : p.own_weight * mean[k] + (1 - p.own_weight) * prior[k];
    const double half = kStudent5Eighty * std::sqrt(between * sigma2 / (n * between + sigma2) + sigma2);
    p.lo80 = std::max(0.0, p.reached - half);
    p.hi80 = std::min(1.0, p.reached + half);
    out.points.push_back(p);
  }
  return out;
}

}  // namespace forecast
