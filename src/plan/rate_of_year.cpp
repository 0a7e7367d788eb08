#include "plan/rate_of_year.hpp"

#include <algorithm>
#include <map>

#include "plan/verdict_outlook.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using facts::Fact;

const std::string& name_of(const TargetStatus& status) {
  return status.indicator != nullptr ? status.indicator->name : status.target.indicator;
}

// 覆盖率, 普及率, 完成率: how far something has come by the end of the year, whatever stretch its figure is filed
// under.
bool is_reached(const TargetStatus& status) {
  static constexpr std::string_view kReached[] = {"覆盖率", "普及率", "城镇化率", "开工率", "竣工率",
                                                  "完成率", "入库率", "入学率",   "入园率", "参保率",
                                                  "入住率", "签约率", "治理率",   "改造率", "化率"};
  return std::ranges::any_of(kReached, [&](std::string_view end) { return name_of(status).ends_with(end); });
}

// 占…比重: the mean of months only as far as their denominators are alike.
bool is_share(const TargetStatus& status) {
  const std::string& name = name_of(status);
  return name.find("占") != std::string::npos || name.find("比重") != std::string::npos;
}

}  // namespace

std::optional<RateSoFar> rate_so_far(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                     const std::string& meeting, double figure, std::string& note) {
  const Fact& latest = status.latest->fact;
  if (latest.span != facts::Span::point && is_reached(status)) {
    note = "看的是年末达到多少，不是各月平均，其余月份没有须达到的平均数";
    return std::nullopt;
  }
  if (latest.span == facts::Span::point) {
    note = "看的是年末那时的数，不是各月平均，其余月份没有须达到的平均数";
    return std::nullopt;
  }
  std::map<int, double> months;
  for (const NamedFact& named : facts.own) {
    const Fact& f = *named.fact;
    // January alone may also be called a figure from January.
    const bool single = f.period.months() == 1 && f.span != facts::Span::point && f.growth_basis.empty();
    if (!single || !f.value || named.meeting != meeting || f.scope != latest.scope ||
        f.period.last.year != latest.period.last.year || f.period.last.month > latest.period.last.month) {
      continue;
    }
    if (const auto value = quantity::convert(*f.value, f.unit, demand.unit)) {
      months[f.period.last.month] = value->to_double();
    }
  }
  RateSoFar out{figure, figure, static_cast<int>(months.size()), 0, false};
  const int month = latest.period.last.month;
  if (latest.span == facts::Span::cumulative) {
    if (const auto at = months.find(month); at != months.end()) out.latest = at->second, out.single = true;
    if (is_share(status)) note = "按各月的分母相近折算";
    return out;
  }
  if (latest.period.months() != 1) {
    note = "只有按季的数，推不出其余月份须达到的平均数";
    return std::nullopt;
  }
  months[month] = figure;
  out.known = static_cast<int>(months.size());
  out.missing = month - out.known;
  out.single = true;
  if (2 * out.known < month) {
    note = "全年取各月平均，今年缺" + std::to_string(out.missing) + "个月的数，推不出其余月份须达到的平均数";
    return std::nullopt;
  }
  double sum = 0;
  for (const auto& [m, value] : months) sum += value;
  out.mean = sum / static_cast<double>(out.known);
  return out;
}

std::vector<forecast::PastMean> past_means(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                           const std::string& meeting) {
  constexpr int kYearsBack = 5;
  const Fact& latest = status.latest->fact;
  const int month = latest.period.last.month, this_year = latest.period.last.year;
  struct Year {
    std::optional<double> then, whole;
    std::map<int, double> single;
  };
  std::map<int, Year> years;
  for (const NamedFact& named : facts.own) {
    const Fact& f = *named.fact;
    const int year = f.period.last.year;
    if (!f.value || f.span == facts::Span::point || named.meeting != meeting || f.scope != latest.scope ||
        !f.growth_basis.empty() || f.status == facts::Status::estimate || year >= this_year ||
        year < this_year - kYearsBack || outlier_year(year)) {
      continue;
    }
    const auto value = quantity::convert(*f.value, f.unit, demand.unit);
    if (!value) continue;
    if (f.period.is_year()) {
      years[year].whole = value->to_double();
    } else if (f.span == facts::Span::cumulative && f.period.starts_in_january() && f.period.last.month == month) {
      years[year].then = value->to_double();
    } else if (f.period.months() == 1) {
      years[year].single[f.period.last.month] = value->to_double();
    }
  }
  const auto mean_of = [](const std::map<int, double>& single, int months) -> std::optional<double> {
    double sum = 0;
    int n = 0;
    for (const auto& [m, value] : single)
      if (m <= months) sum += value, ++n;
    return n == months ? std::optional(sum / n) : std::nullopt;
  };
  if (const auto at = years.find(this_year - 1); at != years.end() && !at->second.then && latest.value &&
                                                 latest.growth_pct && latest.growth_basis.empty() &&
                                                 demand.unit != "%" && latest.span == facts::Span::cumulative) {
    const auto now = quantity::convert(*latest.value, latest.unit, demand.unit);
    const double factor = 1 + latest.growth_pct->to_double() / 100;
    if (now && factor > 0.1) at->second.then = now->to_double() / factor;
  }
  std::vector<forecast::PastMean> out;
  for (auto& [year, known] : years) {
    const auto then = known.then ? known.then : mean_of(known.single, month);
    const auto whole = known.whole ? known.whole : mean_of(known.single, 12);
    if (then && whole) out.push_back({*then, *whole});
  }
  return out;
}

}  // namespace plan
