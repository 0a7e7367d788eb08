#include "plan/project_memory.hpp"

#include <algorithm>
#include <map>

#include "plan/matching.hpp"
#include "plan/project_amounts.hpp"

namespace plan {

namespace {

using reading::Money;

struct Kept {
  Money money;
  const char* indicator;
};
constexpr std::array<Kept, 4> kKept{{{Money::done, "项目累计完成投资"},
                                     {Money::month, "项目本月完成投资"},
                                     {Money::plan, "项目年度计划投资"},
                                     {Money::total, "项目总投资"}}};
const std::string kStage = "形象进度：";
const std::string kProblems = "；存在问题：";

std::optional<Money> money_of(const std::string& indicator) {
  for (const auto& kept : kKept) {
    if (indicator == kept.indicator) return kept.money;
  }
  return std::nullopt;
}

}  // namespace

std::vector<facts::Fact> project_facts(const reading::ProjectSheet& sheet, const std::string& area,
                                       const std::string& area_code, const calendar::Date& asof) {
  std::vector<facts::Fact> out;
  if (!sheet.period) return out;
  for (const auto& p : sheet.projects) {
    for (const auto& kept : kKept) {
      const auto& amount = p.of(kept.money);
      if (!amount) continue;
      facts::Fact fact;
      fact.area = area;
      fact.area_code = area_code;
      fact.indicator = fact.indicator_as_printed = kept.indicator;
      fact.period = *sheet.period;
      fact.value = amount->number;
      fact.unit = amount->unit;
      fact.scope = p.name;
      fact.year_inferred = !sheet.year_printed;
      if (!p.stage_as_printed.empty() || !p.problems.empty()) fact.note = kStage + p.stage_as_printed;
      if (!p.problems.empty()) fact.note += kProblems + p.problems;
      fact.published = {asof, calendar::Published::Precision::day};
      fact.source.place = amount->place;
      fact.source.text = projects::where(amount->place);
      out.push_back(std::move(fact));
    }
  }
  return out;
}

bool is_project_fact(const facts::Fact& fact) { return !fact.scope.empty() && money_of(fact.indicator).has_value(); }

std::vector<reading::ProjectSheet> kept_sheets(const std::vector<facts::Fact>& facts, const std::string& area) {
  std::map<calendar::Period, reading::ProjectSheet> sheets;
  std::map<std::pair<calendar::Period, std::string>, std::size_t> rows;
  for (const auto& fact : facts) {
    if (!is_project_fact(fact) || !fact.value ||
        !(fact.area.empty() || fact.area == area || same_area(fact.area, area)))
      continue;
    auto& sheet = sheets[fact.period];
    sheet.period = fact.period;
    sheet.year_printed = !fact.year_inferred;
    sheet.file = fact.source.place.file;
    const auto [at, fresh] = rows.try_emplace({fact.period, fact.scope}, sheet.projects.size());
    if (fresh) {
      sheet.projects.emplace_back();
      sheet.projects.back().name = fact.scope;
      sheet.projects.back().place = fact.source.place;
    }
    auto& project = sheet.projects[at->second];
    const auto money = static_cast<std::size_t>(*money_of(fact.indicator));
    project.money[money].amount = reading::Amount{*fact.value, fact.unit, fact.source.place};
    // What the ledger gives back has its place in words only.
    if (fact.source.place == base::Place{}) project.money[money].amount->place.file = fact.source.text;
    sheet.has_column[money] = true;
    if (fact.note.starts_with(kStage)) {
      const auto problems = fact.note.find(kProblems);
      project.stage_as_printed =
          fact.note.substr(kStage.size(), problems == std::string::npos ? problems : problems - kStage.size());
      if (problems != std::string::npos) project.problems = fact.note.substr(problems + kProblems.size());
      project.stage = reading::stage_of(project.stage_as_printed);
    }
  }
  std::vector<reading::ProjectSheet> out;
  for (auto& [period, sheet] : sheets) out.push_back(std::move(sheet));
  std::ranges::stable_sort(out, [](const auto& a, const auto& b) { return a.period->last < b.period->last; });
  return out;
}

}  // namespace plan
