#include "forecast/borrowed_pace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace forecast {
namespace {

constexpr double kStudent5Eighty = 1.4759;
constexpr double kDegrees = 8;  // years behind the like figures' variance, as a pace is made of up to eight

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
  std::vector<double> mean(k_count, std::numeric_limits<double>::quiet_NaN()), year_variance(k_count);
  for (std::size_t k = 0; k < k_count; ++k) {
    for (const auto& l : like) year_variance[k] += std::pow(l.sd.at(months[k]), 2) / static_cast<double>(j_count);
    if (own.empty()) continue;
    double sum = 0, squares = 0;
    for (const auto& y : own) sum += y.at(months[k]);
    mean[k] = sum / n;
    for (const auto& y : own) squares += std::pow(y.at(months[k]) - mean[k], 2);
    year_variance[k] = (kDegrees * year_variance[k] + squares) / (kDegrees + n - 1);
  }
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
