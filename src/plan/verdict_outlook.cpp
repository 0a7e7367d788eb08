#include "plan/verdict_outlook.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

#include "plan/pace.hpp"
#include "plan/project_outlook.hpp"
#include "plan/rate_of_year.hpp"
#include "plan/stays_done.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using facts::Fact;
using forecast::AreaLevel;
using forecast::DriftClass;
using forecast::DriftTable;
using forecast::Measure;
using forecast::Outlook;
using forecast::PastYear;

constexpr int kMonthsApart = 4;
constexpr int kYearsBack = 5;

const DriftClass& class_for(const Demand& demand, const facts::Indicator* indicator, facts::Span span) {
  const DriftTable& table = DriftTable::builtin();
  const DriftClass* named = indicator != nullptr ? table.find(indicator->forecast_class) : nullptr;
  if (demand.side == Side::growth) {
    return named != nullptr && named->measure == Measure::growth ? *named : *table.find("other");
  }
  if (named != nullptr && named->measure != Measure::growth) {
    return *named;
  }
  if (demand.rate) {
    return table.find_or_other("rate");
  }
  return table.find_or_other(span == facts::Span::point ? "stock" : "linear");
}

// One pair a year: growth of the year, and growth after the months nearest to `months`.
std::vector<PastYear> pairs_of(const std::vector<const Fact*>& facts, int months, int before_year) {
  struct Year {
    std::optional<double> whole;
    std::map<int, double> to_date;
  };
  std::map<int, Year> years;
  for (const Fact* fact : facts) {
    const int year = fact->period.last.year;
    if (!fact->growth_pct || fact->span != facts::Span::cumulative || !fact->period.starts_in_january() ||
        year >= before_year || outlier_year(year) || fact->status == facts::Status::estimate) {
      continue;
    }
    const double growth = fact->growth_pct->to_double();
    if (fact->period.is_year()) {
      years[year].whole = growth;
    } else {
      years[year].to_date[fact->period.last.month] = growth;
    }
  }
  std::vector<PastYear> pairs;
  for (const auto& [year, known] : years) {
    if (!known.whole || known.to_date.empty()) {
      continue;
    }
    const auto nearest =
        std::ranges::min_element(known.to_date, {}, [&](const auto& entry) { return std::abs(entry.first - months); });
    if (std::abs(nearest->first - months) <= kMonthsApart) {
      pairs.push_back({nearest->first, nearest->second, *known.whole});
    }
  }
  return pairs;
}

// The area's own figures as the forecasting room takes them. Years of shock teach nothing about how a year runs. Levels
// only where growth belongs to them. `balance`: growth at a moment, which ends the year at December's.
forecast::YearEndSeries own_series(const std::vector<const Fact*>& facts, int year, bool constant_price, bool price,
                                   bool balance) {
  forecast::YearEndSeries s;
  s.is_price = price;
  s.stock = balance;
  for (const Fact* fact : facts) {
    const forecast::YearMonth when{fact->period.last.year, fact->period.last.month};
    if (when.first > year || when.first < year - kYearsBack || fact->status == facts::Status::estimate ||
        (when.first != year && outlier_year(when.first))) {
      continue;
    }
    const bool to_date = balance ? fact->span == facts::Span::point
                                 : fact->span == facts::Span::cumulative && fact->period.starts_in_january();
    const bool month = fact->span == facts::Span::current && fact->period.months() == 1;
    if (fact->growth_pct && to_date) s.to_date[when] = fact->growth_pct->to_double();
    if (fact->growth_pct && month) s.by_month[when] = fact->growth_pct->to_double();
    if (fact->value && to_date && !constant_price && fact->growth_basis.empty()) {
      const auto level = quantity::convert(*fact->value, fact->unit, "亿元");
      s.level[when] = (level ? *level : *fact->value).to_double();
    }
  }
  return s;
}

forecast::GrowthQuestion growth_question(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                         const std::string& meeting, double growth, const DriftClass& drift_class) {
  const Fact& latest = status.latest->fact;
  forecast::GrowthQuestion question;
  question.growth = growth;
  question.months = latest.period.last.month;
  question.drift_class = &drift_class;
  question.area = area_level(facts.area.empty() ? latest.area : facts.area);
  std::vector<const Fact*> mine;
  for (const NamedFact& named : facts.own) {
    if (named.meeting == meeting && named.fact->growth_basis == latest.growth_basis &&
        named.fact->scope == latest.scope) {
      mine.push_back(named.fact);
    }
  }
  const int year = latest.period.last.year;
  question.shock_year = outlier_year(year);
  question.own_past = pairs_of(mine, question.months, year);

  question.year = year;
  question.own = own_series(mine, year, growth_at_constant_prices(status.indicator, meeting),
                            drift_class.name == "price", latest.span == facts::Span::point);

  // Other areas of the same kind: districts and cities do not learn from provinces.
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::vector<const Fact*>> elsewhere;
  for (const NamedFact& named : facts.others) {
    if (named.indicator != nullptr && named.indicator->forecast_class == drift_class.name &&
        area_level(named.fact->area) == question.area && named.meeting == meeting) {
      elsewhere[{named.fact->area, named.fact->growth_basis, named.fact->scope}].push_back(named.fact);
    }
  }
  for (const auto& [key, list] : elsewhere) {
    const auto pairs = pairs_of(list, question.months, year + 1);
    question.other_pairs.insert(question.other_pairs.end(), pairs.begin(), pairs.end());
  }
  if (demand.side == Side::growth && demand.sense == Sense::at_least) {
    question.has_target = true;
    question.target = demand.aim.to_double();
  }
  return question;
}

// Events that are counted one by one: a small whole number of things, not of people or money.
bool is_counted(const std::string& unit, const Decimal& aim, const Decimal& value) {
  constexpr int kMost = 500;
  return counts_things(unit) && aim.to_int64() && value.to_int64() && aim <= Decimal(kMost) && value >= Decimal(0);
}

// An amount that is added up from January on and never taken back.
bool only_grows(const Fact& latest, const TargetStatus& status) {
  return latest.span == facts::Span::cumulative && latest.period.starts_in_january() && latest.value &&
         !latest.value->is_negative() && stays_done(status.target.indicator, status.indicator, latest.unit);
}

std::optional<Outlook> level_from_growth(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                         const std::string& meeting) {
  const Fact& latest = status.latest->fact;
  if (!latest.growth_pct || !latest.growth_basis.empty() || !status.last_year || !status.last_year->value ||
      status.last_year->status == facts::Status::estimate || growth_at_constant_prices(status.indicator, meeting)) {
    return std::nullopt;
  }
  const auto base = quantity::convert(*status.last_year->value, status.last_year->unit, demand.unit);
  if (!base || *base <= Decimal(0)) {
    return std::nullopt;
  }
  Demand as_growth = demand;
  as_growth.side = Side::growth;
  as_growth.aim = (demand.aim / *base - Decimal(1)) * Decimal(100);
  const DriftClass& drift_class = class_for(as_growth, status.indicator, latest.span);
  const Outlook growth = forecast::growth_outlook(
      growth_question(status, as_growth, facts, meeting, latest.growth_pct->to_double(), drift_class));
  const double level = base->to_double();
  Outlook outlook;
  outlook.mean = level * (1 + growth.mean / 100);
  outlook.scale = level * growth.scale / 100;
  outlook.lo80 = level * (1 + growth.lo80 / 100);
  outlook.hi80 = level * (1 + growth.hi80 / 100);
  outlook.method = "上年全年总量按预计增速推算；" + growth.method;
  if (only_grows(latest, status)) {
    if (const auto done = quantity::convert(*latest.value, latest.unit, demand.unit))
      forecast::stays_done(outlook, done->to_double());
  }
  for (const auto& d : growth.drivers) outlook.drivers.push_back({d.what, level * d.moved / 100});
  outlook.drivers.insert(outlook.drivers.begin(), {"上年全年总量", level});
  return outlook;
}

}  // namespace

AreaLevel area_level(std::string_view area) {
  if (area == "全国" || area == "中国") {
    return AreaLevel::nation;
  }
  const bool province = area.ends_with("省") || area.ends_with("自治区") || area == "北京市" || area == "上海市" ||
                        area == "天津市" || area == "重庆市";
  return province ? AreaLevel::province : AreaLevel::local;
}

bool counts_things(std::string_view unit) {
  static constexpr std::array<std::string_view, 11> kCounted{"个", "件", "项", "场",   "家", "次",
                                                             "宗", "所", "处", "场次", "座"};
  return std::ranges::find(kCounted, unit) != kCounted.end();
}

bool outlier_year(int year) { return year == 2020 || year == 2021; }

std::optional<Outlook> outlook_for(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                   const std::string& meeting, std::vector<std::string>& notes) {
  const Fact& latest = status.latest->fact;
  const int months = latest.period.last.month;
  const DriftClass& drift_class = class_for(demand, status.indicator, latest.span);
  if (drift_class.pairs == 0) {
    notes.push_back("误差按经验取值：" + drift_class.phrase);
  }
  const AreaLevel area = area_level(facts.area.empty() ? latest.area : facts.area);
  // An estimate of the whole year is the office's own forecast; it errs as the last month and revisions do.
  const bool estimate = latest.status == facts::Status::estimate && months == 12;
  if (demand.side == Side::growth) {
    const auto growth = growth_of(latest, status.indicator);
    if (!growth) {
      return std::nullopt;
    }
    auto question = growth_question(status, demand, facts, meeting, growth->to_double(), drift_class);
    if (estimate) {
      question.months = 11;
      question.own_past.clear();
      question.has_target = false;
      Outlook outlook = forecast::growth_outlook(question);
      outlook.method = "以全年预计数为中心，误差按年末变动";
      return outlook;
    }
    return forecast::growth_outlook(question);
  }
  const auto value = quantity::convert(*latest.value, latest.unit, demand.unit);
  if (!value) {
    return std::nullopt;
  }
  if (estimate) {
    Outlook outlook = forecast::value_outlook(value->to_double(), 11, *DriftTable::builtin().find("stock"), area);
    outlook.method = "以全年预计数为中心，误差按年末变动";
    return outlook;
  }
  if (auto outlook = completion_target_outlook(status, demand, facts)) return outlook;
  const bool has_seasons = drift_class.name == "environment" || drift_class.name == "air";
  if (demand.rate && latest.span != facts::Span::point && months < 12) {
    std::string why_not;
    const auto rate = rate_so_far(status, demand, facts, meeting, value->to_double(), why_not);
    if (rate && rate->single && rate->missing > 0) {
      notes.push_back("今年缺" + std::to_string(rate->missing) + "个月的数，前" + std::to_string(months) +
                      "个月的平均按有数的" + std::to_string(rate->known) + "个月计");
    }
    // What has seasons (空气) does not stay where its latest month is.
    if (rate && rate->single && has_seasons) {
      return forecast::seasonal_mean_outlook(rate->mean, past_means(status, demand, facts, meeting), months,
                                             drift_class, area);
    }
    if (rate && rate->single) return forecast::mean_outlook({rate->mean, rate->latest, months}, drift_class, area);
  }
  if (has_seasons && latest.span == facts::Span::cumulative && latest.period.starts_in_january()) {
    return forecast::seasonal_mean_outlook(value->to_double(), past_means(status, demand, facts, meeting), months,
                                           drift_class, area);
  }
  if (demand.rate || latest.span == facts::Span::point || drift_class.name == "environment") {
    return forecast::value_outlook(value->to_double(), months, drift_class, area);
  }
  if (auto outlook = level_from_growth(status, demand, facts, meeting)) {
    return outlook;
  }
  if (is_counted(demand.unit, demand.aim, *value)) {
    Outlook outlook = forecast::count_outlook(value->to_double(), months);
    if (only_grows(latest, status)) forecast::stays_done(outlook, value->to_double());
    return outlook;
  }
  double share = months / 12.0;
  bool known_season = false;
  std::string method = "累计数按时序进度折算到全年";
  if (status.seasonal_pace) {
    const double season = ((status.seasonal_pace->lo + status.seasonal_pace->hi) / Decimal(2)).to_double();
    if (season > 0.02 && season <= 1) {
      share = season;
      known_season = true;
      method = "累计数按上年同期占全年的份额折算到全年";
    }
  }
  Outlook outlook =
      forecast::level_outlook(value->to_double(), share, months, drift_class, std::move(method), known_season);
  if (only_grows(latest, status)) forecast::stays_done(outlook, value->to_double());
  return outlook;
}

Forecast forecast_of(const Outlook& o) {
  const double half = forecast::kStudent5Quantile975 * o.scale;
  const double least = o.floor ? std::max(*o.floor, o.mean - half) : o.mean - half;
  return {o.mean, o.lo80, o.hi80, o.method, std::min(o.lo80, least), std::max(o.hi80, o.mean + half)};
}

double chance_of(const Outlook& outlook, const Demand& demand, int decimals) {
  // The year's figure will be printed at least as finely as the line it is held against.
  const Decimal& line = demand.sense == Sense::at_least ? demand.lo : demand.hi;
  const double half = 0.5 * std::pow(10.0, -std::max(decimals, line.reduced().decimals()));
  switch (demand.sense) {
    case Sense::at_least:
      return forecast::chance_at_least(outlook, demand.lo.to_double() + (demand.strict ? half : -half));
    case Sense::at_most:
      return forecast::chance_at_most(outlook, demand.hi.to_double() + (demand.strict ? -half : half));
    case Sense::within:
      break;
  }
  return std::max(0.0, forecast::chance_at_most(outlook, demand.hi.to_double() + half) +
                           forecast::chance_at_least(outlook, demand.lo.to_double() - half) - 1);
}

}  // namespace plan
