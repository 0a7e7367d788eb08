#include "plan/verdict_explained.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "plan/rate_of_year.hpp"
#include "plan/verdict_outlook.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using facts::Fact;

constexpr double kLostChance = 0.05;

std::string number(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  const std::string text = buffer;
  return text.starts_with("-") && text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
}

bool quarterly(const TargetStatus& s) { return s.indicator != nullptr && s.indicator->frequency == "quarterly"; }

// All figures of this year and of earlier ones that are drawn and compared: year to date, or at a moment.
std::vector<FigurePoint> points_of(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                   const std::string& meeting) {
  const Fact& latest = status.latest->fact;
  std::vector<FigurePoint> out;
  for (const NamedFact& named : facts.own) {
    const Fact& f = *named.fact;
    if (named.meeting != meeting || f.scope != latest.scope || f.span != latest.span ||
        (f.span == facts::Span::cumulative && !f.period.starts_in_january())) {
      continue;
    }
    std::optional<Decimal> value;
    if (demand.side == Side::growth) {
      if (f.growth_basis == latest.growth_basis) value = growth_of(f, status.indicator);
    } else if (f.value) {
      value = quantity::convert(*f.value, f.unit, demand.unit);
    }
    if (!value) continue;
    out.push_back({f.period.last.year, f.period.last.month, value->to_double(), f.status != facts::Status::published});
  }
  std::ranges::stable_sort(out, {}, [](const FigurePoint& p) { return std::pair(p.year, p.month); });
  return out;
}

// Growth of the months after `month` that growth to date and of the year leave, by share of the year.
double rest_growth(double to_date, double year, double left) { return (year - (1 - left) * to_date) / left; }

// The share of the year still to come: by the season where it is known, else by the months.
double share_left(const TargetStatus& status) {
  if (status.seasonal_pace) {
    const double share = ((status.seasonal_pace->lo + status.seasonal_pace->hi) / Decimal(2)).to_double();
    if (share > 0.02 && share < 0.98) return 1 - share;
  }
  return 1 - status.latest->fact.period.last.month / 12.0;
}

// What the year is to come to, counted for what its rest must bring: the target's own number, not what the tolerance of
// “左右” lets pass (the same as in fill_pace); of a range its lower end.
double wanted(const Demand& demand) {
  switch (demand.sense) {
    case Sense::at_most:
      return demand.hi.to_double();
    case Sense::within:
      return demand.lo.to_double();
    case Sense::at_least:
      break;
  }
  return demand.aim.to_double();
}

std::optional<RestOfYear> rest_of(const TargetStatus& status, const Demand& demand, double figure) {
  const Fact& latest = status.latest->fact;
  const int month = latest.period.last.month;
  if (month >= 12 || latest.span != facts::Span::cumulative || demand.rate) return std::nullopt;
  const double line = wanted(demand);
  RestOfYear rest;
  rest.months = 12 - month;
  const auto& points = status.explained.points;
  std::map<int, double> whole, part;
  for (const auto& p : points) {
    if (p.year >= latest.period.last.year) continue;
    if (p.month == 12) whole[p.year] = p.value;
    if (p.month == month) part[p.year] = p.value;
  }
  if (demand.side == Side::growth) {
    rest.growth = true;
    // By the amounts where they are known: a share of the year stands for them only where they are not.
    const bool by_amounts = status.needed_growth_pct && demand.sense == Sense::at_least;
    rest.needed = by_amounts ? status.needed_growth_pct->to_double() : rest_growth(figure, line, share_left(status));
  } else {
    rest.needed = line - figure;
  }
  for (const auto& [year, value] : whole) {
    const auto at = part.find(year);
    if (at == part.end()) continue;
    const double then =
        demand.side == Side::growth ? rest_growth(at->second, value, 1 - month / 12.0) : value - at->second;
    if (!rest.best || then > rest.best->value) rest.best = YearValue{year, then};
    if (!rest.worst || then < rest.worst->value) rest.worst = YearValue{year, then};
  }
  if (rest.best && rest.best->year == rest.worst->year) rest.worst.reset();
  return rest;
}

// The mean of the months of the year so far that a rate of the year is made of, where every one of them is known. Else
// `note` says why there is none.
std::optional<double> mean_so_far(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                  const std::string& meeting, double figure, std::string& note) {
  const auto rate = rate_so_far(status, demand, facts, meeting, figure, note);
  if (!rate) return std::nullopt;
  if (rate->missing > 0) {
    note = "全年取各月平均，今年缺" + std::to_string(rate->missing) + "个月的数，推不出其余月份须达到的平均数";
    return std::nullopt;
  }
  if (status.latest->fact.span == facts::Span::cumulative) return rate->mean;
  note =
      "全年按各月平均计，前" + std::to_string(rate->known) + "个月平均" + number(rate->mean, 2) + status.explained.unit;
  return rate->mean;
}

// A rate or share does not add up: the year's is taken as the mean of its months, and the rest must bring it there.
std::optional<RestOfYear> rest_of_rate(TargetStatus& status, const Demand& demand, double figure, const OwnFacts& facts,
                                       const std::string& meeting) {
  const Fact& latest = status.latest->fact;
  const int month = latest.period.last.month;
  if (month >= 12) return std::nullopt;
  const auto mean = mean_so_far(status, demand, facts, meeting, figure, status.explained.rest_note);
  if (!mean) return std::nullopt;
  const auto of_rest = [&](double year, double to_date) { return (12 * year - month * to_date) / (12 - month); };
  RestOfYear rest;
  rest.months = 12 - month;
  rest.average = true;
  rest.needed = of_rest(wanted(demand), *mean);
  if (latest.span != facts::Span::cumulative) return rest;
  std::map<int, double> whole, part;
  for (const auto& p : status.explained.points) {
    if (p.year < latest.period.last.year && p.month == 12) whole[p.year] = p.value;
    if (p.year < latest.period.last.year && p.month == month) part[p.year] = p.value;
  }
  for (const auto& [year, value] : whole) {
    const auto at = part.find(year);
    if (at == part.end()) continue;
    const double then = of_rest(value, at->second);
    if (!rest.best || then > rest.best->value) rest.best = YearValue{year, then};
    if (!rest.worst || then < rest.worst->value) rest.worst = YearValue{year, then};
  }
  if (rest.best && rest.best->year == rest.worst->year) rest.worst.reset();
  return rest;
}

// The chance that the demand is met if the year's figure is Student t about `mean`.
double chance_about(double mean, double scale, const Demand& demand) {
  const double lo = demand.lo.to_double(), hi = demand.hi.to_double();
  const bool from_below = demand.sense != Sense::at_most, from_above = demand.sense != Sense::at_least;
  if (scale <= 0) return (from_below && mean < lo) || (from_above && mean > hi) ? 0 : 1;
  const double short_of = from_below ? forecast::student5_cdf((lo - mean) / scale) : 0;
  const double beyond = from_above ? forecast::student5_cdf((mean - hi) / scale) : 0;
  return std::max(0.0, 1 - short_of - beyond);
}

std::optional<LostFrom> lost_from(const TargetStatus& status, const Demand& demand, const forecast::Outlook& outlook,
                                  double chance) {
  const int month = status.latest->fact.period.last.month;
  if (month >= 12 || outlook.scale <= 0) return std::nullopt;
  LostFrom lost;
  if (chance < kLostChance) {
    lost.month = month;
    lost.already = true;
    return lost;
  }
  for (int m = month + 1; m <= 12; ++m) {
    if (quarterly(status) && m % 3 != 0) continue;
    const double gone = (m - month) / (12.0 - month);
    // A range can be lost at either end.
    const auto lost_at = [&](double bad) {
      const double mean = outlook.mean + (bad - outlook.mean) * gone;
      return chance_about(mean, outlook.scale * (1 - gone), demand) < kLostChance;
    };
    if ((demand.sense != Sense::at_most && lost_at(outlook.lo80)) ||
        (demand.sense != Sense::at_least && lost_at(outlook.hi80))) {
      lost.month = m;
      return lost;
    }
  }
  return lost;  // month 0: even the bad end of the interval keeps the target
}

}  // namespace

void explain(TargetStatus& status, const Demand& demand, const Decimal& figure, const forecast::Outlook& outlook,
             const OwnFacts& facts, const std::string& meeting) {
  Explained& e = status.explained;
  e.drivers = outlook.drivers;
  e.growth = demand.side == Side::growth;
  e.unit = demand.unit;
  e.at_most = demand.sense == Sense::at_most;
  e.line = (e.at_most ? demand.hi : demand.lo).to_double();
  if (demand.sense == Sense::within) e.line_hi = demand.hi.to_double();
  e.points = points_of(status, demand, facts, meeting);
  e.rest = demand.rate ? rest_of_rate(status, demand, figure.to_double(), facts, meeting)
                       : rest_of(status, demand, figure.to_double());
  if (!status.needed_growth_pct && e.rest && e.rest->growth && demand.sense == Sense::at_least)
    status.needed_growth_pct = Decimal::from_double(e.rest->needed).rounded(1);
  e.lost = lost_from(status, demand, outlook, status.probability.value_or(1));
}

namespace {

// What the mean of the remaining months must be. No rate is under zero, no share over a hundred percent.
std::string average_words(const TargetStatus& status, const RestOfYear& rest, const std::string& months) {
  const std::string& unit = status.explained.unit;
  const bool percent = unit == "%";
  const auto shown = [&](double v) { return number(v, percent ? 2 : 1) + unit; };
  if (const auto& top = status.explained.line_hi) {
    const double most = rest.needed + (*top - status.explained.line) * 12 / rest.months;
    if (most < 0 || (percent && rest.needed > 100)) return months + "不论多少，全年平均都到不了目标的范围";
    return months + "平均须在" + shown(std::max(0.0, rest.needed)) + "至" +
           shown(percent ? std::min(100.0, most) : most) + "之间";
  }
  if (status.explained.at_most) {
    if (rest.needed < 0) return months + "即使都是0，全年平均也会超过目标";
    if (percent && rest.needed >= 100) return months + "不论多少，全年平均都不会超过目标";
    return months + "平均不能高于" + shown(rest.needed);
  }
  if (percent && rest.needed > 100) return months + "即使都是100%，全年平均也达不到目标";
  if (rest.needed <= 0) return months + "不论多少，全年平均都能达到目标";
  return months + "平均不能低于" + shown(rest.needed);
}

}  // namespace

std::string rest_words(const TargetStatus& status) {
  const auto& rest = status.explained.rest;
  if (!rest) return status.explained.rest_note;
  const bool whole = counts_things(status.explained.unit);
  const auto amount = [&](double v) {
    return rest->growth ? growth_words(v, 1, status.indicator) : number(v, whole ? 0 : 2) + status.explained.unit;
  };
  const std::string months = "其余" + std::to_string(rest->months) + "个月";
  std::string text;
  if (rest->average) {
    text = average_words(status, *rest, months);
  } else if (const auto& top = status.explained.line_hi) {
    const double room = *top - status.explained.line;
    const double most = rest->needed + (rest->growth ? room / share_left(status) : room);
    if (rest->growth) {
      text = months + "须在" + amount(rest->needed) + "至" + amount(most) + "之间";
    } else if (most <= 0) {
      return {};
    } else if (rest->needed <= 0) {
      text = months + "最多还可以有" + amount(most);
    } else {
      text = months + "须完成" + amount(rest->needed) + "至" + amount(most);
    }
  } else if (const std::string fall = allowed_fall_words(rest->needed, 1);
             rest->growth && !status.explained.at_most && !fall.empty()) {
    text = months + fall;
  } else if (rest->growth && status.explained.at_most && rest->needed < 0) {
    text = months + "须" + amount(rest->needed) + "以上";
  } else if (rest->growth) {
    text = months + (status.explained.at_most ? "不超过" : "须达到") + amount(rest->needed);
  } else if (rest->needed <= 0) {
    return {};
  } else {
    text = months + (status.explained.at_most ? "还可以有" : "还须完成") + amount(rest->needed);
  }
  const auto year = [](const YearValue& v) { return "（" + std::to_string(v.year) + "年）"; };
  if (rest->best && rest->worst) {
    text += "；往年同期最高" + amount(rest->best->value) + year(*rest->best) + "，最低" + amount(rest->worst->value) +
            year(*rest->worst);
  } else if (rest->best) {
    text += "；" + std::to_string(rest->best->year) + "年同期为" + amount(rest->best->value);
  }
  if (rest->average && !status.explained.rest_note.empty()) text += "（" + status.explained.rest_note + "）";
  return text;
}

std::string lost_words(const TargetStatus& status) {
  const auto& lost = status.explained.lost;
  if (!lost) return {};
  if (lost->already) return "按现有数据，可能性已低于5%";
  if (lost->month == 0) return "其余月份即使走在预计区间不利的一端，全年仍能达到";
  const std::string when = lost->month == 12 ? "全年数" : "1—" + std::to_string(lost->month) + "月数";
  return "其余月份若走在预计区间不利的一端，" + when + "公布时可能性就低于5%";
}

}  // namespace plan
