#include "plan/verdict_relation.hpp"

#include <algorithm>
#include <cmath>

#include "plan/verdict_explained.hpp"
#include "plan/verdict_outlook.hpp"
#include "plan/verdict_parts.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using facts::Fact;
using forecast::Outlook;
using reading::Relation;

// How alike the rest of the year may go for two growths that share one economy.
constexpr double kMuchAlike = 0.8;

std::optional<Decimal> figure_of(const Fact& fact, Side side, const facts::Indicator* indicator,
                                 const std::string& unit) {
  if (side == Side::growth) return growth_of(fact, indicator);
  return fact.value ? quantity::convert(*fact.value, fact.unit, unit) : std::nullopt;
}

std::string what_of(Side side) { return side == Side::growth ? "增速" : "数"; }

std::string said(const Decimal& figure, const Demand& demand, const facts::Indicator* indicator) {
  return demand.side == Side::growth ? growth_words(figure, indicator) : "为" + figure.to_string() + demand.unit;
}

std::string points(const Demand& demand) { return demand.unit == "%" ? "个百分点" : demand.unit; }

// What the difference own − other is to be.
Demand of_difference(const reading::Target& target, const Demand& demand, const facts::Indicator* indicator,
                     const Settings& settings) {
  Demand d = demand;
  const Relation relation = relation_of(target);
  const Decimal by = target.value.value_or(Decimal(0));
  const bool less_is_better = indicator != nullptr && indicator->direction == facts::Direction::less_is_better;
  const bool upward = relation == Relation::above || relation == Relation::not_below ||
                      (relation == Relation::in_step && !less_is_better);
  const Decimal room = relation == Relation::in_step || target.op == "≈" ? settings.about_tolerance_pp : Decimal(0);
  d.aim = upward ? by : -by;
  d.sense = upward ? Sense::at_least : Sense::at_most;
  d.lo = d.aim - (upward ? room : Decimal(0));
  d.hi = d.aim + (upward ? Decimal(0) : room);
  d.strict = !target.value && (relation == Relation::above || relation == Relation::below);
  return d;
}

// The same, of the own figure beside `other`.
Demand beside(const Demand& difference, const Decimal& other) {
  Demand d = difference;
  d.aim = d.aim + other;
  d.lo = d.lo + other;
  d.hi = d.hi + other;
  return d;
}

bool holds(const Decimal& figure, const Demand& demand) {
  if (demand.sense == Sense::at_least) return demand.strict ? figure > demand.lo : figure >= demand.lo;
  return demand.strict ? figure < demand.hi : figure <= demand.hi;
}

std::optional<Outlook> outlook_of(const Beside& one, const Demand& demand, const OwnFacts& own) {
  TargetStatus status;
  status.indicator = one.standard.indicator;
  status.latest = Latest{one.fact, {}};
  OwnFacts there;
  there.area = one.standard.area;
  there.own = one.standard.figures;
  there.others = own.others;
  std::vector<std::string> notes;
  return outlook_for(status, demand, there, one.standard.meeting, notes);
}

std::string gap_words(const Decimal& own, const Decimal& other, const Demand& demand) {
  const Decimal gap = own - other;
  if (gap.is_zero()) return "两者相同";
  return (gap.is_negative() ? "低" : "高") + gap.abs().to_string() + points(demand);
}

}  // namespace

double chance_of_difference(const Outlook& own, const Outlook& other, double correlation, const Demand& difference,
                            int decimals) {
  Outlook d;
  d.mean = own.mean - other.mean;
  d.scale = std::sqrt(
      std::max(0.0, own.scale * own.scale + other.scale * other.scale - 2 * correlation * own.scale * other.scale));
  return chance_of(d, difference, decimals);
}

RelationFound find_relation(const reading::Target& target, const OwnFacts& facts, const std::string& meeting,
                            const facts::Indicator* indicator, const facts::NamesTable& names, int year) {
  RelationFound found;
  Demand& demand = found.demand;
  demand.side = side_of_relation(target, indicator);
  demand.unit = demand.side == Side::growth || indicator == nullptr ? "%" : indicator->unit;
  demand.rate = demand.side == Side::value;
  const std::string called = indicator != nullptr ? indicator->name : target.indicator;
  const std::string year_words = std::to_string(year) + "年";
  const auto standards = standards_of(target, meeting, facts, names);
  const auto add_missing = [&](const std::string& what) {
    found.missing += (found.missing.empty() ? "" : "、") + what;
  };
  for (int month = 12; month >= 1;) {
    auto own = select(facts.own, meeting, &demand, indicator, year, month);
    if (!own.latest) {
      if (month == 12) add_missing(year_words + "“" + called + "”的" + what_of(demand.side));
      break;
    }
    month = own.latest->fact.period.last.month;
    int next = month;
    std::vector<Beside> beside;
    std::string without;
    for (const Standard& standard : standards) {
      const auto other = select(standard.figures, standard.meeting, &demand, standard.indicator, year, month);
      const auto figure =
          other.latest ? figure_of(other.latest->fact, demand.side, standard.indicator, demand.unit) : std::nullopt;
      if (!figure) {
        next = 0;
        continue;
      }
      next = std::min(next, other.latest->fact.period.last.month);
      beside.push_back({standard, other.latest->fact, *figure});
    }
    if (next == month) {
      found.own = own.latest;
      found.figure = *figure_of(own.latest->fact, demand.side, indicator, demand.unit);
      found.beside = std::move(beside);
      return found;
    }
    // Nothing of the other by then: the own latest is shown all the same.
    if (!found.own) found.own = own.latest;
    month = next;
  }
  for (const Standard& standard : standards) {
    if (select(standard.figures, standard.meeting, &demand, standard.indicator, year).latest) continue;
    const std::string name = standard.indicator != nullptr ? standard.indicator->name : standard.meeting;
    add_missing(standard.several_areas ? standard.place + "指哪个地区（数据中有几个可能的地区）"
                                       : standard.place + year_words + "“" + name + "”的同期" + what_of(demand.side));
  }
  if (found.missing.empty()) add_missing("两者同一时期的" + what_of(demand.side));
  return found;
}

void weigh_relation(TargetStatus& status, const RelationFound& found, const OwnFacts& facts, const std::string& meeting,
                    const Settings& settings, const calendar::Date& asof) {
  const reading::Target& target = status.target;
  const bool in_step = relation_of(target) == Relation::in_step;
  const Demand difference = of_difference(target, found.demand, status.indicator, settings);
  if (difference.lo != difference.hi) {
    const std::string room = "（容差" + settings.about_tolerance_pp.reduced().to_string() + "个百分点）";
    status.notes.push_back(in_step ? "“同步”按不低于" + found.beside.front().standard.words + "增速" + room + "理解"
                                   : "“左右”按不低于要求的差距" + room + "理解");
  }
  // The one that asks for most stands for all.
  const bool upward = difference.sense == Sense::at_least;
  const auto hardest = [&](const Beside& a, const Beside& b) {
    return upward ? a.figure < b.figure : b.figure < a.figure;
  };
  const Beside& other = *std::ranges::max_element(found.beside, hardest);
  const Fact& own = status.latest->fact;
  std::string compared = when_words(own) + said(found.figure, found.demand, status.indicator);
  for (const Beside& one : found.beside)
    compared += "，同期" + one.standard.words + said(one.figure, found.demand, one.standard.indicator);
  compared += "，" + gap_words(found.figure, other.figure, found.demand);
  const Demand now = beside(difference, other.figure);
  const std::string aim = relation_words(target);
  const bool whole_year = own.period.is_year() || (own.span == facts::Span::point && own.period.last.month == 12);
  const bool estimated = own.status == facts::Status::estimate || other.fact.status == facts::Status::estimate;
  if (whole_year && !estimated) {
    // Two printed numbers that are one number do not tell which is above.
    status.verdict = verdict_of_result(found.figure, now);
    status.why =
        compared + (status.verdict == Verdict::met      ? "，达到目标（" + aim + "）"
                    : status.verdict == Verdict::missed ? "，未达到目标（" + aim + "）"
                                                        : "，按公布的小数位数分不出是否达到目标（" + aim + "）");
    return;
  }
  const auto mine = outlook_for(status, now, facts, meeting, status.notes);
  std::vector<std::pair<const Beside*, Outlook>> theirs;
  for (const Beside& one : found.beside)
    if (auto outlook = outlook_of(one, found.demand, facts)) theirs.emplace_back(&one, std::move(*outlook));
  if (!mine || theirs.size() != found.beside.size()) {
    status.why = compared + "（目标：" + aim + "）；这样的数推不出全年，不作判断";
    return;
  }
  const int decimals = std::max(found.figure.decimals(), other.figure.decimals());
  const auto by_chance = [&](const auto& a, const auto& b) {
    return chance_of_difference(*mine, a.second, 0, difference, decimals) <
           chance_of_difference(*mine, b.second, 0, difference, decimals);
  };
  const auto& [nearest, its] = *std::ranges::min_element(theirs, by_chance);
  status.forecast = forecast_of(*mine);
  status.probability = chance_of_difference(*mine, its, 0, difference, decimals);
  status.verdict = verdict_of_chance(*status.probability, settings);
  // The line for the year is where the other is expected to end; how sure that is belongs to both.
  const Decimal expected = Decimal::from_double(its.mean).rounded(std::max(1, decimals));
  Outlook both = *mine;
  both.scale = std::hypot(mine->scale, its.scale);
  both.lo80 = both.mean - forecast::kStudent5Quantile90 * both.scale;
  both.hi80 = both.mean + forecast::kStudent5Quantile90 * both.scale;
  explain(status, beside(difference, expected), found.figure, both, facts, meeting);
  status.notes.push_back(nearest->standard.words + "全年预计" +
                         said(expected, found.demand, nearest->standard.indicator) + "；其余月份须达到的数按它推算");
  const double alike = chance_of_difference(*mine, its, kMuchAlike, difference, decimals);
  if (whole_percent(alike) != whole_percent(*status.probability)) {
    status.notes.push_back("两者其余月份是否同涨同落没有依据：按互不相干，可能性" + chance_words(*status.probability) +
                           "（判断用这个数）；若大体同涨同落（相关系数0.8），" + chance_words(alike));
  }
  const bool year_over = static_cast<int>(asof.year()) > own.period.last.year;
  status.why = compared +
               (holds(found.figure, now) ? (in_step ? "，目前同步" : "，目前达到目标")
                                         : (in_step ? "，目前不同步" : "，目前没有达到目标")) +
               (in_step && target.reference.empty() ? "" : "（" + aim + "）") +
               (year_over ? "；取得两者的全年公布数后判定" : "；全年做到的可能性" + chance_words(*status.probability));
}

}  // namespace plan
