#include "plan/project_orders.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/order_closing.hpp"
#include "plan/orders_guard.hpp"
#include "plan/orders_offices.hpp"
#include "plan/project_amounts.hpp"
#include "plan/project_promises.hpp"

namespace plan {

namespace {

using reading::Money;
using reading::Stage;

constexpr std::size_t kLongestOwner = 24;

// The first of several, as the sheet names it; short forms under the name the other orders use.
std::string owner_of(const reading::Project& project, const Jurisdiction& where) {
  const Offices& offices = Offices::in_force();
  const std::u32string printed = base::u32(project.owner);
  std::u32string first;
  for (const char32_t c : printed) {
    if (std::u32string_view(U"、，,;；/／\n\t").find(c) != std::u32string_view::npos && !first.empty()) break;
    if (!base::is_space(c)) first += c;
  }
  if (const auto bracket = first.find_first_of(U"（("); bracket != std::u32string::npos && bracket > 1)
    first.resize(bracket);
  const std::string name = base::to_utf8(first);
  if (first.size() < 2 || first.size() > kLongestOwner || is_statistics_body(name))
    return offices.body("发展和改革", where);
  return offices.named_here(name, where);
}

std::string evidence_of(const ProjectStatus& s, const ProjectReport& report) {
  std::string text = "截至" + std::to_string(report.period.last.year) + "年" +
                     std::to_string(report.period.last.month) + "月底：" + s.why;
  std::string money;
  if (const auto& plan = s.project.of(Money::plan)) money = "年度计划投资" + projects::words(*plan);
  if (const auto& done = s.project.of(Money::done))
    money += (money.empty() ? "" : "，") + std::string("累计完成") + projects::words(*done);
  if (!money.empty()) text += "；" + money;
  if (!s.project.stage_as_printed.empty()) text += "；形象进度：" + s.project.stage_as_printed;
  if (!s.project.problems.empty()) text += "；表上所列问题：" + s.project.problems;
  if (!s.project.asks.empty()) text += "；需协调：" + s.project.asks;
  return text + "（来源：" + projects::where(s.project.place) + "）";
}

std::string closes_on(const ProjectStatus& s) {
  if (s.not_started) return project_closing_words("取得施工许可并实质开工");
  if (s.project.stage == Stage::stopped) return project_closing_words("复工并形成实物工作量");
  if (s.project.of(Money::done) && s.project.of(Money::done)->number.is_zero())
    return project_closing_words("形成实物工作量");
  return project_closing_words("形象进度达到所排节点");
}

Matter matter_of(const ProjectStatus& s, const ProjectReport& report) {
  Matter matter;
  matter.target_id = "项目/" + s.project.name;
  matter.about = "重点项目“" + s.project.name + "”" + (s.not_started ? "应开工未开工" : "进度滞后");
  matter.evidence = evidence_of(s, report);
  matter.closes_on = closes_on(s);
  if (text_refused(matter.about) || text_refused(matter.evidence)) {
    // The sheet's own words would break the rule: say only which row is meant.
    matter.about = "重点项目进度滞后（" + projects::where(s.project.place) + "）";
    matter.evidence = "见目标完成情况表“重点项目”表";
  }
  return matter;
}

void add_words(std::string& all, const std::string& words, const char* between) {
  if (all.find(words) == std::string::npos) all += (all.empty() ? "" : between) + words;
}

}  // namespace

void add_project_orders(const ProjectReport& projects, const reading::Reading& report,
                        const calendar::WorkingCalendar& calendar, const calendar::Date& asof, const Settings& settings,
                        std::vector<Order>& orders) {
  if (!projects.any) return;
  // A year that is over can no longer be steered.
  if (projects.period.last.year < static_cast<int>(asof.year())) return;
  const Jurisdiction where = jurisdiction_of(report);
  for (const auto& status : projects.projects) {
    if (status.verdict != ProjectVerdict::late) continue;
    const std::string owner = owner_of(status.project, where);
    auto order = std::ranges::find(orders, owner, &Order::owner);
    if (order == orders.end()) {
      Order fresh;
      fresh.owner = owner;
      fresh.own = is_own_bureau(owner, where);
      const auto due = calendar.add_working_days(asof, settings.order_working_days);
      if (due) {
        fresh.due = *due;
      } else {
        fresh.due_refused = due.error().what + (due.error().remedy.empty() ? "" : "，" + due.error().remedy);
      }
      orders.push_back(std::move(fresh));
      order = orders.end() - 1;
    }
    order->matters.push_back(matter_of(status, projects));
    const Matter& matter = order->matters.back();
    add_words(order->about, matter.about, "；");
    add_words(order->evidence, matter.evidence, "\n");
    add_words(order->closes_on, matter.closes_on, "；");
  }
  for (const Order& order : orders) JC_ASSERT(!order_refused(order));
}

namespace {

// The office of the one row that the task names; several rows of several offices name none.
void use_owners(const std::vector<const reading::Project*>& rows, const std::vector<NamedProject>& named,
                const reading::Reading& report, const std::string& source, std::vector<Task>& tasks) {
  constexpr std::size_t kShortestName = 5;  // characters by which a project is known in running words
  const Jurisdiction where = jurisdiction_of(report);
  for (Task& task : tasks) {
    const std::u32string_view words = base::slice(report.text, task.measure.span);
    const reading::Project* found = nullptr;
    bool one = true;
    for (const reading::Project* row : rows) {
      const std::u32string name = base::u32(row->name);
      const bool by_name = name.size() >= kShortestName && words.find(name) != words.npos;
      const bool by_words = std::ranges::any_of(
          named, [&](const NamedProject& n) { return n.span == task.measure.span && n.row == row->name; });
      if (row->owner.empty() || (!by_name && !by_words)) continue;
      const bool longer = found == nullptr || found->name.find(row->name) == std::string::npos;
      if (found != nullptr && longer && row->name.find(found->name) == std::string::npos &&
          owner_of(*row, where) != owner_of(*found, where))
        one = false;
      if (longer) found = row;
    }
    if (found == nullptr || !one) continue;
    task.suggested_owner = owner_of(*found, where);
    task.because = source + "上“" + found->name + "”的责任单位";
    task.by_heading = false;
  }
}

}  // namespace

void use_sheet_owners(const ProjectReport& projects, const reading::Reading& report, std::vector<Task>& tasks) {
  std::vector<const reading::Project*> rows;
  for (const ProjectStatus& s : projects.projects) rows.push_back(&s.project);
  use_owners(rows, projects.named, report, "重点项目表", tasks);
}

void use_row_owners(const reading::ProjectSheet& annex, const reading::Reading& report, std::vector<Task>& tasks) {
  std::vector<const reading::Project*> rows;
  for (const reading::Project& p : annex.projects) rows.push_back(&p);
  use_owners(rows, named_projects(report, annex), report, "计划所附项目表", tasks);
}

}  // namespace plan
