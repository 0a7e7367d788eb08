#include "plan/project_figures.hpp"

#include "base/text.hpp"
#include "facts/names.hpp"
#include "plan/project_amounts.hpp"
#include "plan/project_checks.hpp"
#include "plan/spoken_unit.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool is_money(const std::string& unit) { return quantity::same_dimension(unit, "元"); }

const char* name_of(ProjectTotal which) {
  switch (which) {
    case ProjectTotal::count:
      return "重点项目数";
    case ProjectTotal::planned:
      return "重点项目年度计划投资";
    case ProjectTotal::done:
      return "重点项目完成投资";
    case ProjectTotal::rate:
      return "重点项目年度投资计划完成率";
    case ProjectTotal::total:
      break;
  }
  return "重点项目总投资";
}

}  // namespace

std::optional<ProjectTotal> project_total_of(const reading::Reading& report, const std::string& indicator,
                                             const std::string& unit, const base::Span& span,
                                             const std::string& sheet_title) {
  if (!projects::of_key_projects(report, span, sheet_title)) return std::nullopt;
  if (unit == "%" && has(indicator, "完成率")) return ProjectTotal::rate;
  // Beside the key projects a sentence may count others (新开工亿元以上项目15个): the name tells.
  if (unit == "个" || unit == "项")
    return has(indicator, "重点") && has(indicator, "项目") ? std::optional(ProjectTotal::count) : std::nullopt;
  if (!is_money(unit)) return std::nullopt;
  if (has(indicator, "固定资产") || has(indicator, "工业投资") || has(indicator, "专项债")) return std::nullopt;
  if (has(indicator, "总投资")) return ProjectTotal::total;
  if (has(indicator, "计划投资") || has(indicator, "年度投资")) return ProjectTotal::planned;
  if (has(indicator, "完成投资") || (has(indicator, "重点") && has(indicator, "投资"))) return ProjectTotal::done;
  return std::nullopt;
}

std::optional<facts::Fact> project_total(const ProjectReport& projects, ProjectTotal which, const std::string& unit,
                                         const std::string& area) {
  if (!projects.any) return std::nullopt;
  const auto& t = projects.totals;
  facts::Fact fact;
  fact.area = area;
  fact.indicator = fact.indicator_as_printed = name_of(which);
  fact.period = projects.period;
  fact.status = facts::Status::derived;
  fact.source.place.file = projects.file;
  fact.source.text = "责任单位报送的《" + base::file_name(projects.file) + "》";
  const int with_amount = t.projects - (which == ProjectTotal::planned ? t.without_plan : t.without_done);
  if (which == ProjectTotal::count) {
    fact.value = Decimal(t.projects);
    fact.unit = unit.empty() ? "个" : unit;
    fact.note = "项目表所列项目的个数";
    return fact;
  }
  if (which == ProjectTotal::rate) {
    if (!t.rate) return std::nullopt;
    fact.value = (*t.rate * Decimal(100)).rounded(1);
    fact.unit = "%";
    fact.note = "项目表累计完成投资除以年度计划投资";
    return fact;
  }
  const auto& amount = which == ProjectTotal::planned ? t.plan : which == ProjectTotal::done ? t.done : t.total;
  if (!amount || amount->unit.empty()) return std::nullopt;
  fact.value = amount->number;
  fact.unit = amount->unit;
  fact.note = which == ProjectTotal::total ? "项目表各项目相加" : "项目表" + std::to_string(with_amount) + "个项目相加";
  if (unit.empty() || unit == fact.unit) return fact;
  const std::string was = fact.value->to_string() + fact.unit;
  fact = said_in(fact, unit);
  if (fact.unit != unit) return fact;
  fact.note += "，" + was;
  return fact;
}

std::string project_money_unit(const reading::Reading& report, const std::string& sheet_title) {
  const auto money = [&](const std::string& indicator, const std::string& unit, const base::Span& span) {
    return is_money(unit) && project_total_of(report, indicator, unit, span, sheet_title).has_value();
  };
  for (const auto& t : report.targets)
    if (money(t.indicator, t.unit, t.span)) return t.unit;
  for (const auto& f : report.figures)
    if (money(f.indicator, f.unit, f.span)) return f.unit;
  return {};
}

std::string project_amount_words(const reading::Amount& amount, const std::string& unit) {
  if (unit.empty() || amount.unit.empty() || unit == amount.unit) return projects::words(amount);
  facts::Fact fact;
  fact.value = amount.number;
  fact.unit = amount.unit;
  fact = said_in(fact, unit);
  return fact.unit == unit ? fact.value->to_string() + unit : projects::words(amount);
}

void tell_by_projects(const ProjectReport& projects, const reading::Reading& report,
                      std::vector<TargetStatus>& statuses) {
  if (!projects.any) return;
  for (auto& s : statuses) {
    if (s.verdict != Verdict::no_data || s.latest) continue;
    const auto which = project_total_of(report, s.target.indicator, s.target.unit, s.target.span, projects.title);
    if (!which) continue;
    // Of an annual plan the sheet tells how much has been done.
    const bool plans_money = *which == ProjectTotal::planned;
    const auto told = project_total(projects, *which, s.target.unit, report.area);
    if (!told) continue;
    s.handed_in = *told;
    std::string words = calendar::to_chinese(told->period) + "项目表上" +
                        (plans_money                     ? "年度计划投资"
                         : *which == ProjectTotal::count ? "列"
                                                         : "") +
                        told->value->to_string() + told->unit;
    if (plans_money) {
      if (const auto done = project_total(projects, ProjectTotal::done, s.target.unit, report.area))
        words += "，累计完成" + done->value->to_string() + done->unit;
      if (const auto rate = project_total(projects, ProjectTotal::rate, "%", report.area))
        words += "，完成" + rate->value->to_string() + "%";
    }
    s.why = "没有公布数；" + words + "。项目表由责任单位报送，列出供参考，不作判断";
  }
}

}  // namespace plan
