#include "plan/verdict.hpp"

#include <algorithm>

#include "plan/line_passed.hpp"
#include "plan/matching.hpp"
#include "plan/pace.hpp"
#include "plan/spoken_unit.hpp"
#include "plan/stays_done.hpp"
#include "plan/verdict_explained.hpp"
#include "plan/verdict_outlook.hpp"
#include "plan/verdict_parts.hpp"
#include "plan/verdict_relation.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using facts::Fact;

// Figures of the report read with less confidence are not reckoned with.
constexpr double kSureFigure = 0.6;

bool is_year(std::string_view period) {
  return period.size() == 4 && std::ranges::all_of(period, [](char c) { return c >= '0' && c <= '9'; });
}

int year_of(const reading::Target& target, const reading::Reading& report, const calendar::Date& asof) {
  if (is_year(target.period)) {
    return std::stoi(target.period);
  }
  if (report.plan_year != 0) {
    return report.plan_year;
  }
  return report.report_year != 0 ? report.report_year + 1 : static_cast<int>(asof.year());
}

// The figure in the demand's terms.
std::optional<Decimal> figure_in_demand(const Fact& fact, const Demand& demand, const facts::Indicator* indicator) {
  if (demand.side == Side::growth) {
    return growth_of(fact, indicator);
  }
  return fact.value ? quantity::convert(*fact.value, fact.unit, demand.unit) : std::nullopt;
}

void note_figure(TargetStatus& status) {
  const Latest& latest = *status.latest;
  const Fact& fact = latest.fact;
  if (fact.status == facts::Status::derived) {
    status.notes.push_back(fact.note.empty() ? "最新数是由已公布数推算的，不是直接公布的"
                                             : "最新数是推算的：" + fact.note);
  } else if (fact.status == facts::Status::estimate) {
    status.notes.push_back("最新数是预计数，不是统计结果");
  }
  if (fact.year_inferred) {
    status.notes.push_back("来源未写明年份，年份是推断的");
  }
  if (!fact.growth_basis.empty()) {
    status.notes.push_back("最新增速的口径是“" + fact.growth_basis + "”，没有公布同口径以外的同比增速");
  }
  for (const Fact& other : latest.other_bases) {
    status.notes.push_back("另有" + (other.growth_basis.empty() ? std::string("同比") : other.growth_basis) + "口径：" +
                           growth_words(*other.growth_pct));
  }
  if (fact.published.precision != calendar::Published::Precision::day) {
    const bool month = fact.published.precision == calendar::Published::Precision::month;
    status.notes.push_back("发布日期只写到" + std::string(month ? "月" : "年") + "，按" +
                           calendar::to_chinese(fact.published.known_by) + "已公布处理");
  }
}

struct Judge {
  const reading::Reading& report;
  const OwnFacts& facts;
  const facts::NamesTable& names;
  const calendar::Date& asof;
  const Settings& settings;

  TargetStatus operator()(const reading::Target& target) const {
    TargetStatus status;
    status.target = target;
    status.indicator = names.find(target.indicator);
    const std::string meeting = meeting_name(target.indicator, names);
    if (status.indicator == nullptr) {
      status.indicator = names.find(meeting);
    }
    const int year = year_of(target, report, asof);
    if (!facts.note.empty()) {
      status.notes.push_back(facts.note);
    }
    if (report.plan_year == 0 && report.report_year == 0 && !is_year(target.period)) {
      status.notes.push_back("报告没有写明是哪一年的计划，按截止日所在的" + std::to_string(year) + "年判断");
    }
    const auto demand = demand_of(target, report, status.indicator, settings);
    Selection selection = select(facts.own, meeting, demand ? &*demand : nullptr, status.indicator, year);
    status.latest = std::move(selection.latest);
    status.last_year = std::move(selection.last_year);
    if (demand && !status.latest) {
      status.latest = latest_with_derived_growth(facts.own, meeting, *demand, status.indicator, year);
    }
    const bool told = !status.last_year && status.latest && take_told_year(status, year);
    use_spoken_unit(status);
    if (demand && demand->side == Side::growth) say_the_rise(status);

    if (target.op == "~upper-level-target") {
      status.verdict = Verdict::awaiting_value;
      round_spoken(status);
      status.why = why_awaiting(status, called(status));
      return status;
    }
    if (relation_of(target) != reading::Relation::none) {
      judge_relation(status, meeting, year);
      return status;
    }
    if (!demand || (target.op == "~full-coverage" && !status.latest)) {
      status.why = why_not_numeric(target, called(status));
      return status;
    }
    status.notes.insert(status.notes.end(), demand->notes.begin(), demand->notes.end());
    if (!status.latest) {
      status.why = why_no_data(status, called(status), year, !facts.own.empty(),
                               why_passed_over(facts.own, meeting, *demand, status.indicator, year));
      return status;
    }
    judge_number(status, *demand, meeting);
    if (told) mark_told_year(status);
    return status;
  }

  // Last year's whole, where the ledger has none: what the plan report tells of it. Not “突破412万人次”, which is no
  // total.
  bool take_told_year(TargetStatus& status, int year) const {
    const Fact& latest = status.latest->fact;
    if (report.report_year != year - 1 || status.indicator == nullptr || !latest.value) return false;
    const auto at = std::ranges::find_if(report.figures, [&](const reading::Figure& f) {
      const bool total = f.kind == reading::Kind::level || f.kind == reading::Kind::count;
      return total && !f.cumulative && f.subject.empty() && f.value && f.status == reading::FigureStatus::achieved &&
             f.qualifier == reading::Qualifier::exact && f.confidence >= kSureFigure &&
             f.period == std::to_string(year - 1) && names.find(f.indicator) == status.indicator &&
             quantity::same_dimension(f.unit, latest.unit);
    });
    if (at == report.figures.end()) return false;
    Fact whole;
    whole.area = latest.area;
    whole.indicator = whole.indicator_as_printed = latest.indicator;
    whole.period = calendar::Period::year(year - 1);
    whole.scope = latest.scope;
    whole.value = at->value;
    whole.unit = at->unit;
    status.last_year = whole;
    return true;
  }

  // Said wherever something was worked out with it.
  static void mark_told_year(TargetStatus& status) {
    const Fact& whole = *status.last_year;
    if (!status.seasonal_pace && !(status.target.kind == reading::Kind::growth && status.level_needed)) return;
    const std::string from = "上年全年总量" + whole.value->to_string() + whole.unit + "取自计划报告";
    status.notes.push_back(from + "，没有找到公布数");
    if (status.seasonal_pace) {
      auto& warning = status.seasonal_pace->warning;
      warning = from + (warning.empty() ? "" : "；") + warning;
    }
  }

  // Exactly; what is printed of it is rounded when all has been worked out.
  void use_spoken_unit(TargetStatus& status) const {
    if (status.last_year) {
      const std::string unit = spoken_unit(status.target, report, *status.last_year, names);
      if (!unit.empty()) status.last_year = in_unit(*status.last_year, unit);
    }
    if (!status.latest) return;
    const std::string unit = spoken_unit(status.target, report, status.latest->fact, names);
    if (unit.empty()) return;
    status.latest->in_other_unit = status.latest->fact;
    status.latest->fact = in_unit(status.latest->fact, unit);
  }
  // A price index of 100.2 (the year before: 100) is the rise of 0.2 % that a target of prices speaks of.
  static void say_the_rise(TargetStatus& status) {
    if (!status.latest || status.latest->fact.growth_pct) return;
    const auto rise = growth_of(status.latest->fact, status.indicator);
    if (!rise) return;
    status.latest->in_other_unit = status.latest->fact;
    status.latest->fact.growth_pct = rise;
    status.latest->fact.value.reset();
  }
  static void round_spoken(TargetStatus& status) {
    if (!status.latest || !status.latest->in_other_unit || !status.latest->fact.value) return;
    status.latest->fact = said_in(*status.latest->in_other_unit, status.latest->fact.unit);
    if (status.level_needed) status.level_needed = spoken(*status.level_needed);
    if (status.needed_run_rate) status.needed_run_rate = spoken(*status.needed_run_rate);
  }

  void judge_number(TargetStatus& status, const Demand& demand, const std::string& meeting) const {
    note_figure(status);
    const Fact& fact = status.latest->fact;
    const auto figure = figure_in_demand(fact, demand, status.indicator);
    if (!figure) {
      status.why = why_no_data(status, called(status), fact.period.last.year, true, {});
      return;
    }
    fill_pace(status, demand, facts, meeting);
    const bool whole_year = fact.period.is_year() || (fact.span == facts::Span::point && fact.period.last.month == 12);
    if (whole_year && fact.status != facts::Status::estimate) {
      status.verdict = verdict_of_result(*figure, demand);
      round_spoken(status);
      status.why = why_finished(status, demand, *figure, status.verdict);
      return;
    }
    // What is done stays done only of what cannot be taken back: a revenue that passes its line in November may be back
    // under it by the year's end.
    const auto passed = line_passed(status, demand, *figure);
    if (passed && stays_done(status.target.indicator, status.indicator, fact.unit)) {
      status.verdict = *passed ? Verdict::met : Verdict::missed;
      status.probability = *passed ? 1.0 : 0.0;
      round_spoken(status);
      status.why = why_decided_early(status, demand, *figure, *passed);
      return;
    }
    const auto outlook = outlook_for(status, demand, facts, meeting, status.notes);
    if (!outlook) {
      status.why = why_no_data(status, called(status), fact.period.last.year, true, {});
      return;
    }
    status.forecast = forecast_of(*outlook);
    status.probability = chance_of(*outlook, demand, figure->decimals());
    status.verdict = verdict_of_chance(*status.probability, settings);
    explain(status, demand, *figure, *outlook, facts, meeting);
    round_spoken(status);
    const bool year_over = static_cast<int>(asof.year()) > fact.period.last.year;
    status.why = why_under_way(status, demand, *figure, *outlook, *status.probability, year_over);
  }

  // 与经济增长同步, 高于全国平均水平: held against the other figure of the same months.
  void judge_relation(TargetStatus& status, const std::string& meeting, int year) const {
    const RelationFound found = find_relation(status.target, facts, meeting, status.indicator, names, year);
    if (found.own) status.latest = found.own;
    use_spoken_unit(status);
    round_spoken(status);
    if (found.beside.empty()) {
      status.why = why_no_relation(status.target, called(status), found.missing);
      return;
    }
    note_figure(status);
    weigh_relation(status, found, facts, meeting, settings, asof);
  }
};

}  // namespace

Verdict verdict_of_chance(double chance, const Settings& settings) {
  if (chance >= settings.on_track_chance) {
    return Verdict::on_track;
  }
  return chance >= settings.at_risk_chance ? Verdict::at_risk : Verdict::off_track;
}

Verdict verdict_of_result(const Decimal& printed, const Demand& demand) {
  const quantity::Interval rounding = quantity::rounding_interval(printed);
  switch (demand.sense) {
    case Sense::at_least:
      if (demand.strict ? printed > demand.lo : printed >= demand.lo) {
        return Verdict::met;
      }
      return printed != demand.lo && rounding.hi > demand.lo ? Verdict::at_risk : Verdict::missed;
    case Sense::at_most:
      if (demand.strict ? printed < demand.hi : printed <= demand.hi) {
        return Verdict::met;
      }
      return printed != demand.hi && rounding.lo < demand.hi ? Verdict::at_risk : Verdict::missed;
    case Sense::within:
      break;
  }
  if (demand.lo <= printed && printed <= demand.hi) {
    return Verdict::met;
  }
  return rounding.overlaps({demand.lo, demand.hi}) ? Verdict::at_risk : Verdict::missed;
}

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::on_track:
      return "on_track";
    case Verdict::at_risk:
      return "at_risk";
    case Verdict::off_track:
      return "off_track";
    case Verdict::missed:
      return "missed";
    case Verdict::awaiting_value:
      return "awaiting_value";
    case Verdict::no_data:
      break;
  }
  return "no_data";
}

std::string to_chinese(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "已完成";
    case Verdict::on_track:
      return "进度正常";
    case Verdict::at_risk:
      return "有风险";
    case Verdict::off_track:
      return "明显落后";
    case Verdict::missed:
      return "未完成";
    case Verdict::awaiting_value:
      return "目标值待下达";
    case Verdict::no_data:
      break;
  }
  return "暂无数据";
}

std::vector<TargetStatus> judge(const reading::Reading& report, const std::vector<Fact>& known,
                                const facts::NamesTable& names, const calendar::Date& asof, const Settings& settings,
                                const std::vector<reading::ProjectSheet>& project_sheets) {
  OwnFacts own = own_facts(report, known, names, asof);
  own.project_sheets = &project_sheets;
  const Judge one{report, own, names, asof, settings};
  std::vector<TargetStatus> statuses;
  statuses.reserve(report.targets.size());
  for (const reading::Target& target : report.targets) {
    statuses.push_back(one(target));
    statuses.back().why_english = english_sentence(statuses.back());
  }
  return statuses;
}

}  // namespace plan
