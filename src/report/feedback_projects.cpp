#include <algorithm>

#include "plan/project_figures.hpp"
#include "report/feedback_parts.hpp"
#include "report/project_table.hpp"

// The section 重点项目 of the monthly feedback.
namespace report {

namespace {

using plan::ProjectVerdict;

constexpr std::size_t kSlowest = 5;

std::string trimmed(std::string text) {
  while (text.ends_with("。") || text.ends_with("；")) text.erase(text.size() - std::string("。").size());
  return text;
}

// What the plan asks of its key projects, beside what the sheet says.
void asked_of_projects(Feedback& f) {
  for (const auto* s : f.digest.handed_in) {
    Line line(name_of(*s) + "：计划" + aim_of(*s, f.places));
    line.source(f.report_source()).add("；" + s->why.substr(s->why.find("；") + std::string_view("；").size()));
    const auto& r = f.run.projects;
    f.body(line.source(r.any ? f.sources.of_words(r.file) : f.sources.of(*s->handed_in)).add("。"));
  }
}

}  // namespace

void key_projects(Feedback& f) {
  const auto& r = f.run.projects;
  const auto& t = r.totals;
  if (!r.any && f.digest.handed_in.empty()) return;
  f.heading("重点项目");
  if (!r.any) {
    f.body("本月没有收到项目表，以下是最近一次的。");
    asked_of_projects(f);
    return;
  }
  const int source = f.sources.of_words(r.file);
  Line line;
  line.add(project_period(r) + "项目表共列重点项目" + std::to_string(t.projects) + "个");
  // In the unit of the plan, whatever the sheet is filled in.
  const std::string unit = plan::project_money_unit(*f.run.reading, r.title);
  if (t.plan) line.add("，年度计划投资" + plan::project_amount_words(*t.plan, unit));
  if (t.done) line.add("，累计完成投资" + plan::project_amount_words(*t.done, unit));
  line.source(source);
  if (!t.words.empty()) line.add("；" + t.words).derived();
  line.add("。" + t.pace.name + "取自" + t.pace.source + "。");
  if (t.year_end) line.add(t.year_end->words + "。").derived();
  if (t.without_plan > 0) line.add(std::to_string(t.without_plan) + "个项目没有年度计划投资，未计入。");
  if (t.without_done > 0) line.add(std::to_string(t.without_done) + "个项目没有累计完成投资，未计入。");
  f.body(line);
  asked_of_projects(f);
  f.body("逐个看：" + project_counts(t) + "，列于《目标完成情况表》“重点项目”表。");

  std::vector<const plan::ProjectStatus*> behind;
  for (const auto& s : r.projects) {
    if (s.verdict == ProjectVerdict::late || s.verdict == ProjectVerdict::slow) behind.push_back(&s);
  }
  if (behind.empty()) {
    f.body("没有发现滞后或偏慢的项目。");
  } else {
    f.body("最慢的" + std::to_string(std::min(kSlowest, behind.size())) + "个是：");
    for (std::size_t i = 0; i < behind.size() && i < kSlowest; ++i) {
      const auto& s = *behind[i];
      Line item;
      item.add(std::to_string(i + 1) + ". ").bold(s.project.name);
      const std::string owner = s.project.owner.empty() ? "" : "，" + shortened(s.project.owner, 30);
      item.add("（" + plan::to_chinese(s.verdict) + owner + "）。")
          .add(shortened(trimmed(s.why), 120))
          .source(source)
          .derived();
      if (!s.project.problems.empty()) item.add("；问题：" + shortened(trimmed(s.project.problems), 60));
      if (!s.project.asks.empty()) item.add("；需协调：" + shortened(trimmed(s.project.asks), 60));
      f.body(item.add("。"));
    }
  }
  int disagree = 0;
  std::string first;
  for (const auto& finding : r.check.findings) {
    if (finding.severity == plan::Severity::note) continue;
    if (disagree++ == 0) first = trimmed(finding.say);
  }
  if (disagree > 0)
    f.body("项目表核对出不符" + std::to_string(disagree) + "处，如：" + shortened(first, 110) +
           "。其余见《核对清单》。");
  std::string missing;
  int absent = 0;
  for (const auto& named : r.named) {
    if (!named.row.empty()) continue;
    if (++absent <= 8) missing += (missing.empty() ? "" : "、") + named.name;
  }
  if (absent > 0) {
    Line named("计划报告点名的项目中，有" + std::to_string(absent) + "个在项目表里没有对上：" + missing +
               (absent > 8 ? "等" : ""));
    f.body(named.source(f.report_source()).add("。请确认是否另行管理，或名称不同。"));
  }
}

}  // namespace report
