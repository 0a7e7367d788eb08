#include "plan/project_outlook.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/key_projects.hpp"
#include "plan/project_amounts.hpp"
#include "plan/project_pace.hpp"
#include "plan/verdict_outlook.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan {

namespace {

using forecast::CompletionPrior;
using forecast::CompletionYear;
using reading::Money;

constexpr int kYearsBack = 10;
const std::string kSheets = "项目表", kRates = "公布的完成率";  // what tells of a year, with kInvestmentSeries
const std::string kInvestment(kInvestmentSeries.back());
constexpr double kLeastDigits = 0.0005;  // rates are printed to a tenth of a percent: 99.95 % reads 100.0 %

const CompletionPrior& prior_of(bool one_project) {
  static const auto priors = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/projects/completion.csv"));
    JC_ASSERT(csv.has_value());
    std::map<std::string, double> values;
    for (std::size_t i = 0; i < csv->size(); ++i) {
      const auto value = Decimal::parse(csv->at(i, "value"));
      JC_ASSERT(value.has_value());
      values[csv->at(i, "name")] = value->to_double();
    }
    std::array<CompletionPrior, 2> out;
    for (std::size_t k = 0; k < 2; ++k) {
      out[k].final_share = values.at("final_share");
      out[k].scale = values.at(k == 0 ? "scale_total" : "scale_project");
      out[k].curve_spread = values.at("curve_spread");
      // Each month of the default was published by other areas: half way to the straight line takes their turns out.
      for (int m = 0; m <= 11; ++m) {
        out[k].reached[static_cast<std::size_t>(m)] =
            (default_project_pace(m).to_double() + out[k].final_share * m / 12) / 2;
      }
      out[k].reached[12] = out[k].final_share;
    }
    return out;
  }();
  return priors[one_project ? 1 : 0];
}

// Done over plan of the rows that have both, in one unit; nothing without any.
std::optional<double> share_of(const reading::ProjectSheet& sheet) {
  Decimal planned = 0, reached = 0;
  for (const auto& p : sheet.projects) {
    const auto &plan = p.of(Money::plan), &done = p.of(Money::done);
    if (!plan || !done || !projects::comparable(*plan, *done) || done->number.is_negative()) continue;
    planned += projects::in_yuan(*plan);
    reached += projects::in_yuan(*done);
  }
  if (planned <= Decimal(0)) return std::nullopt;
  return (reached / planned).to_double();
}

struct ToldYear {
  CompletionYear year;
  std::string by;
};
using Told = std::map<int, ToldYear>;

void add_sheets(int year, const std::vector<reading::ProjectSheet>& earlier, Told& told,
                std::vector<CompletionYear>& each) {
  std::map<std::pair<int, std::string>, CompletionYear> rows;
  for (const auto& sheet : earlier) {
    if (!sheet.period || !sheet.period->starts_in_january()) continue;
    const auto& last = sheet.period->last;
    if (last.year >= year || last.year < year - kYearsBack) continue;
    if (const auto share = share_of(sheet)) {
      told[last.year].year.done[last.month] = *share;
      told[last.year].by = kSheets;
    }
    for (const auto& p : sheet.projects) {
      const auto &plan = p.of(Money::plan), &done = p.of(Money::done);
      if (!plan || !done || !projects::comparable(*plan, *done) || projects::in_yuan(*plan) <= Decimal(0) ||
          done->number.is_negative()) {
        continue;
      }
      rows[{last.year, p.name}].done[last.month] = (projects::in_yuan(*done) / projects::in_yuan(*plan)).to_double();
    }
  }
  for (auto& [key, row] : rows) {
    if (row.done.contains(12) && row.done.size() > 1) each.push_back(std::move(row));
  }
}

bool from_january(const facts::Fact& f) {
  return f.span == facts::Span::cumulative && f.period.starts_in_january() && f.status != facts::Status::estimate;
}

void add_rates(int year, const std::string& area, const std::vector<facts::Fact>& known, Told& told) {
  std::map<int, CompletionYear> found;  // the later fact of a month wins
  for (const auto& f : known) {
    if (!of_own_projects(f, area) || !is_rate_of_plan(f.indicator) || !from_january(f) || !f.value || f.unit != "%" ||
        f.period.last.year >= year || f.period.last.year < year - kYearsBack || f.value->is_negative()) {
      continue;
    }
    found[f.period.last.year].done[f.period.last.month] = f.value->to_double() / 100;
  }
  for (auto& [y, row] : found) told.try_emplace(y, ToldYear{std::move(row), kRates});
}

void add_levels(int year, const std::string& area, const std::vector<facts::Fact>& known, Told& told) {
  for (const std::string_view name : kInvestmentSeries) {
    std::map<int, std::map<int, Decimal>> found;
    for (const auto& f : known) {
      if (!of_own_projects(f, area) || f.indicator != name || !from_january(f) || !f.scope.empty() || !f.value ||
          f.period.last.year >= year || f.period.last.year < year - kYearsBack || f.value->is_negative() ||
          !quantity::same_dimension(f.unit, "亿元")) {
        continue;
      }
      found[f.period.last.year][f.period.last.month] = quantity::scaled(*f.value, f.unit);
    }
    for (const auto& [y, months] : found) {
      const auto whole = months.find(12);
      if (whole == months.end() || whole->second <= Decimal(0) || months.size() < 2) continue;
      CompletionYear row;
      row.of_plan = false;
      for (const auto& [month, level] : months) row.done[month] = (level / whole->second).to_double();
      told.try_emplace(y, ToldYear{std::move(row), std::string(name)});  // of one year the first that has it
    }
  }
}

std::string percent(double share) { return Decimal::scaled(std::lround(1000 * share), -1).to_string() + "%"; }

// How many years each series told, in the order of the years: {{"项目表", 2}, {"固定资产投资", 1}}.
std::vector<std::pair<std::string, int>> tellers(const ProjectPast& past) {
  std::vector<std::pair<std::string, int>> out;
  for (const auto& name : past.by) {
    const auto at = std::ranges::find(out, name, &std::pair<std::string, int>::first);
    if (at == out.end()) {
      out.emplace_back(name, 1);
    } else {
      ++at->second;
    }
  }
  return out;
}

std::string curve_words(const ProjectPast& past) {
  if (past.years.empty()) return "按各地公布的进度（默认曲线，不是本地数）";
  const auto all = tellers(past);
  std::string by;
  for (const auto& [name, years] : all) {
    by += by.empty() ? "" : "，";
    if (all.size() > 1) by += std::to_string(years) + "年";
    by += name + (name == kInvestment ? "的，不是重点项目的" : "");
  }
  return "按本地往年" + std::to_string(past.years.size()) + "年的进度（" + by + "）";
}

std::string english_curve_words(const ProjectPast& past) {
  if (past.years.empty()) return "By the pace published elsewhere (no earlier years here)";
  std::string by;
  for (const auto& [name, years] : tellers(past)) {
    by += by.empty() ? "" : ", ";
    by += name == kSheets       ? "project sheets"
          : name == kRates      ? "published rates of completion"
          : name == kInvestment ? "fixed-asset investment, not key projects"
                                : "published investment in key projects";
    if (static_cast<std::size_t>(years) < past.years.size()) by += " " + std::to_string(years);
  }
  const auto n = past.years.size();
  return "By the pace of " + std::to_string(n) + " earlier year" + (n > 1 ? "s" : "") + " here (" + by + ")";
}

// What the default becomes by the years of 固定资产投资: they say where the area's curve may lie and not that it is the
// one of its key projects, so they are no own years, however many, and leave the curve as unsure as it was.
CompletionPrior prior_moved_by(const std::vector<CompletionYear>& lent, CompletionPrior prior) {
  if (lent.empty()) return prior;
  forecast::CompletionQuestion of_month;
  of_month.prior = prior;
  of_month.earlier = lent;
  for (int month = 1; month <= 11; ++month) {
    of_month.month = month;
    prior.reached[static_cast<std::size_t>(month)] = forecast::usually_reached(of_month) * prior.final_share;
  }
  return prior;
}

// Where the year ends, in shares of the plan.
forecast::Outlook outlook_of_plan(double done, int month, int start, const ProjectPast& past, bool one_project) {
  forecast::CompletionQuestion question;
  question.done = std::max(0.0, done);
  question.month = month;
  question.start = std::clamp(start, 1, month);
  std::vector<CompletionYear> lent;
  for (std::size_t i = 0; i < past.years.size(); ++i)
    (past.by[i] == kInvestment ? lent : question.earlier).push_back(past.years[i]);
  question.prior = prior_moved_by(lent, prior_of(one_project));
  if (one_project) question.projects = past.projects;
  auto outlook = forecast::completion_outlook(question);
  outlook.method = curve_words(past) + "推算到年底";
  return outlook;
}

}  // namespace

std::vector<reading::ProjectSheet> sheets_together(const std::vector<reading::ProjectSheet>& folder,
                                                   const std::vector<reading::ProjectSheet>& kept) {
  std::vector<reading::ProjectSheet> out;
  for (const auto* list : {&folder, &kept}) {
    for (const auto& sheet : *list) {
      if (sheet.period && std::ranges::none_of(out, [&](const auto& other) { return other.period == sheet.period; }))
        out.push_back(sheet);
    }
  }
  return out;
}

ProjectPast project_past(int year, const std::string& area, const std::vector<reading::ProjectSheet>& earlier,
                         const std::vector<facts::Fact>& known) {
  Told told;
  ProjectPast out;
  add_sheets(year, earlier, told, out.projects);
  add_rates(year, area, known, told);
  std::erase_if(told, [](const auto& y) { return !y.second.year.done.contains(12) || y.second.year.done.size() < 2; });
  add_levels(year, area, known, told);
  for (auto& [y, row] : told) {
    out.told.push_back(y);
    out.years.push_back(std::move(row.year));
    out.by.push_back(std::move(row.by));
  }
  return out;
}

YearEndOfPlan year_end_of_plan(const Decimal& rate, int month, int start, const ProjectPast& past, bool one_project) {
  const double done = std::max(0.0, rate.to_double());
  const auto outlook = outlook_of_plan(done, month, start, past, one_project);
  YearEndOfPlan out;
  out.years = static_cast<int>(past.years.size());
  out.forecast = forecast_of(outlook);
  out.chance = forecast::chance_at_least(outlook, 1 - kLeastDigits);
  out.words = curve_words(past) + "，到年底预计完成年度计划的" + percent(out.forecast.mean) + "（八成把握在" +
              percent(out.forecast.lo80) + "至" + percent(out.forecast.hi80) + "），完成年度计划的可能性" +
              chance_words(out.chance);
  const int whole = whole_percent(out.chance);
  out.english = english_curve_words(past) + ", the year is expected to end at " + percent(out.forecast.mean) +
                " of its plan (80 %: " + percent(out.forecast.lo80) + " to " + percent(out.forecast.hi80) +
                "); chance that the plan is met " +
                (out.chance > 0.99   ? "over 99 %"
                 : out.chance < 0.01 ? "under 1 %"
                                     : std::to_string(whole) + " %") +
                ".";
  return out;
}

std::optional<forecast::Outlook> completion_target_outlook(const TargetStatus& status, const Demand& demand,
                                                           const OwnFacts& facts) {
  const facts::Fact& latest = status.latest->fact;
  const std::string& name = status.indicator != nullptr ? status.indicator->name : status.target.indicator;
  const int month = latest.period.last.month;
  if (!is_completion(name) || demand.side != Side::value || demand.sense != Sense::at_least || !latest.value ||
      latest.span != facts::Span::cumulative || !latest.period.starts_in_january() || month >= 12) {
    return std::nullopt;
  }
  const auto value = quantity::convert(*latest.value, latest.unit, demand.unit);
  const bool rate = demand.unit == "%";
  // A rate is one of the plan; an amount is held against what the target asks for, which is the plan.
  const Decimal whole = rate ? Decimal(100) : demand.aim;
  if (!value || value->is_negative() || whole <= Decimal(0)) return std::nullopt;
  std::vector<facts::Fact> own;
  for (const NamedFact& named : facts.own) own.push_back(*named.fact);
  static const std::vector<reading::ProjectSheet> kNone;
  const ProjectPast past = project_past(latest.period.last.year, latest.area,
                                        facts.project_sheets != nullptr ? *facts.project_sheets : kNone, own);
  auto outlook = outlook_of_plan((*value / whole).to_double(), month, 1, past, false);
  const double unit = whole.to_double();
  outlook.mean *= unit;
  outlook.scale *= unit;
  outlook.lo80 *= unit;
  outlook.hi80 *= unit;
  if (outlook.floor) *outlook.floor *= unit;
  for (auto& d : outlook.drivers) d.moved *= unit;
  return outlook;
}

}  // namespace plan
