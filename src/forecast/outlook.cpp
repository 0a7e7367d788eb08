#include "forecast/outlook.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "base/fault.hpp"

namespace forecast {
namespace {

// Own years count against the class as n / (n + kOwnPrior); a gap counts at most as far as the class reaches.
constexpr double kOwnPrior = 6;
// Pairs of other areas against the table's scale, taken as this many pairs.
constexpr double kScalePrior = 20;
constexpr double kFarthest = 3;
constexpr double kShockScale = 2;
// Of what the pull to the target moves, this much is in doubt: with it 79 of 99 national months held their 80 %
// interval, each year left out, without it 64 (bench/growth_drift.py).
constexpr double kPullDoubt = 0.5;

double area_factor(const DriftClass& drift_class, AreaLevel area) {
  switch (area) {
    case AreaLevel::nation:
      return 1;
    case AreaLevel::province:
      return std::sqrt(drift_class.local_factor);
    case AreaLevel::local:
      break;
  }
  return drift_class.local_factor;
}

double share_left(int months) { return 1 - months / 12.0; }

double gap_of(const PastYear& past) { return (past.growth_of_year - past.growth_then) / share_left(past.months); }

bool usable(const PastYear& past) { return past.months >= 2 && past.months <= 11; }

Outlook finished(double mean, double scale, std::string method) {
  const double half = kStudent5Quantile90 * scale;
  return {mean, scale, mean - half, mean + half, std::move(method), {}};
}

// The class scale widened or narrowed by what was seen elsewhere; far gaps are cut so that one year cannot rule.
double pooled_scale(double scale, const std::vector<PastYear>& pairs) {
  double sum = kScalePrior * scale * scale;
  double n = kScalePrior;
  for (const PastYear& past : pairs) {
    if (usable(past)) {
      const double gap = std::clamp(gap_of(past), -kFarthest * scale, kFarthest * scale);
      // E[gap²] of Student t with 5 degrees is 5/3 of the squared scale.
      sum += gap * gap * 3 / 5;
      n += 1;
    }
  }
  return std::sqrt(sum / n);
}

Outlook steered(const GrowthQuestion& question) {
  const DriftClass& c = *question.drift_class;
  const double reach = std::sqrt(share_left(question.months));
  const double ahead = question.growth - question.target;
  const double pulled = -reach * *c.pull * ahead;
  const double mean = question.growth + reach * c.lift + pulled;
  const double scale = std::hypot(c.gap * reach, c.floor, kPullDoubt * pulled) * area_factor(c, question.area);
  Outlook out =
      finished(mean, scale,
               "以最新" + c.phrase + "为中心，计入收入向年度预算靠拢的惯例（全国2010年以来各年），误差取自历年同月");
  out.drivers = {{"目前累计增速", question.growth}, {"收入向年度预算靠拢的惯例", mean - question.growth}};
  return out;
}

Outlook after_shock(const GrowthQuestion& question) {
  const DriftClass& c = *question.drift_class;
  const double left = share_left(question.months);
  const double factor = area_factor(c, question.area);
  // A steered class has its scale as a year-end figure; here it serves as a gap.
  const double gap_scale = c.pull ? 2 * c.gap : c.gap;
  return finished((1 - left) * question.growth + left * c.shock,
                  std::hypot(kShockScale * left * gap_scale, c.floor) * factor,
                  "当年" + c.phrase + "受疫情或其基数影响，其余月份按常年增速推算，误差加倍");
}

}  // namespace

double student5_cdf(double t) {
  const double theta = std::atan(t / std::sqrt(5.0));
  const double s = std::sin(theta);
  const double c = std::cos(theta);
  return 0.5 + (theta + s * c + 2.0 / 3.0 * s * c * c * c) / std::numbers::pi;
}

void stays_done(Outlook& outlook, double done) {
  if (outlook.mean < done) {
    return;
  }
  outlook.floor = done;
  outlook.lo80 = std::max(outlook.lo80, done);
}

double chance_at_least(const Outlook& outlook, double threshold) {
  if (outlook.floor && threshold <= *outlook.floor) {
    return 1;
  }
  if (outlook.scale <= 0) {
    return outlook.mean >= threshold ? 1 : 0;
  }
  return student5_cdf((outlook.mean - threshold) / outlook.scale);
}

double chance_at_most(const Outlook& outlook, double threshold) {
  if (outlook.floor && threshold < *outlook.floor) {
    return 0;
  }
  if (outlook.scale <= 0) {
    return outlook.mean <= threshold ? 1 : 0;
  }
  return student5_cdf((threshold - outlook.mean) / outlook.scale);
}

Outlook growth_outlook(const GrowthQuestion& question) {
  JC_ASSERT(question.drift_class != nullptr && question.months >= 1 && question.months <= 12);
  const DriftClass& c = *question.drift_class;
  if (question.shock_year) {
    return after_shock(question);
  }
  if (c.pull && question.has_target) {
    return steered(question);
  }
  const double factor = area_factor(c, question.area);
  const double scale = pooled_scale(c.gap * factor, question.other_pairs);
  double sum = 0;
  int n = 0;
  for (const PastYear& past : question.own_past) {
    if (usable(past)) {
      sum += std::clamp(gap_of(past), -scale, scale);
      ++n;
    }
  }
  double gap = c.drift;
  if (n > 0) {
    gap += (sum / n - c.drift) * n / (n + kOwnPrior);
  }
  const double left = share_left(question.months);
  std::string method = "以最新" + c.phrase + "为中心，误差取自历年同月到年末的变动";
  if (n > 0) {
    method += "，并参考本地区" + std::to_string(n) + "组历史（收缩处理）";
  }
  std::vector<Driver> drivers{{"目前累计增速", question.growth}, {"这类指标到年末的常年变动", left * gap}};
  double mean = question.growth + left * gap;
  if (question.own) {
    // The typical |gap| is about 0.73 of the scale of Student t with 5 degrees.
    const auto view = year_end_view(*question.own, question.year, question.months, 0.73 * c.gap * factor);
    bool any = false;
    for (std::size_t k = 0; view && k < kClues; ++k) {
      if (std::abs(view->moved[k]) < 0.005) continue;
      drivers.push_back({clue_name(static_cast<Clue>(k)), view->moved[k]});
      mean += view->moved[k];
      any = true;
    }
    if (any) method += "，计入本地区近期走势、基数和往年增速";
  }
  Outlook out = finished(mean, std::hypot(left * scale, c.floor * factor), std::move(method));
  out.drivers = std::move(drivers);
  return out;
}

Outlook level_outlook(double level, double share, int months, const DriftClass& drift_class, std::string method,
                      bool known_season) {
  JC_ASSERT(share > 0 && share <= 1.5 && months >= 1 && months <= 12);
  const double mean = level / share;
  const double to_come = known_season ? std::max(0.0, 1 - share) : std::sqrt(share_left(months));
  const double percent =
      std::hypot(drift_class.gap * drift_class.local_factor * to_come, months < 12 ? drift_class.floor : 0.0);
  Outlook out = finished(mean, std::abs(mean) * percent / 100, std::move(method));
  out.drivers = {{"目前累计", level}, {"其余月份", mean - level}};
  return out;
}

Outlook count_outlook(double count, int months) {
  JC_ASSERT(count >= 0 && months >= 1 && months <= 12);
  const double rest = count * (12.0 - months) / months;
  const double variance = rest + rest * rest / (count + 0.5) + 0.01 * rest * rest;
  // Variance of Student t with 5 degrees is 5/3 of the squared scale.
  Outlook out = finished(count + rest, std::sqrt(variance * 3 / 5), "按已发生的快慢推算其余月份（逐件计数）");
  out.drivers = {{"目前累计", count}, {"其余月份按目前的快慢", rest}};
  return out;
}

Outlook mean_outlook(const RateQuestion& question, const DriftClass& drift_class, AreaLevel area) {
  JC_ASSERT(question.months >= 1 && question.months <= 11);
  const double left = share_left(question.months);
  const double mean = (1 - left) * question.mean + left * question.latest;
  const double error = std::hypot(drift_class.gap * left, drift_class.floor) * area_factor(drift_class, area);
  const double scale = drift_class.measure == Measure::level ? std::abs(mean) * error / 100 : error;
  Outlook out = finished(mean, scale, "全年按各月平均计，其余月份停在最新一个月，误差按" + drift_class.phrase);
  out.drivers = {{"目前各月平均", question.mean}, {"其余月份停在最新一个月", mean - question.mean}};
  return out;
}

Outlook value_outlook(double value, int months, const DriftClass& drift_class, AreaLevel area) {
  JC_ASSERT(months >= 1 && months <= 12);
  const double error =
      std::hypot(drift_class.gap * std::sqrt(share_left(months)), drift_class.floor) * area_factor(drift_class, area);
  const double scale = drift_class.measure == Measure::level ? std::abs(value) * error / 100 : error;
  Outlook out = finished(value, scale, "以最新数为中心，误差按" + drift_class.phrase);
  out.drivers = {{"最新数", value}};
  return out;
}

Outlook seasonal_mean_outlook(double value, const std::vector<PastMean>& past, int months,
                              const DriftClass& drift_class, AreaLevel area) {
  const bool level = drift_class.measure == Measure::level;
  double moved = 0;
  int n = 0;
  for (const PastMean& year : past) {
    if (level && (year.then <= 0 || year.of_year <= 0)) continue;
    moved += level ? std::log(year.of_year / year.then) : year.of_year - year.then;
    ++n;
  }
  if (n == 0 || months >= 12) return value_outlook(value, months, drift_class, area);
  moved /= n;
  Outlook out = value_outlook(level ? value * std::exp(moved) : value + moved, months, drift_class, area);
  out.method = "按本地区前" + std::to_string(n) + "年同月到全年的变动（季节）推算，误差按" + drift_class.phrase;
  out.drivers = {{"最新数", value}, {"往年从这几个月到全年的变动", out.mean - value}};
  return out;
}

}  // namespace forecast
