#include <algorithm>
#include <map>

#include "report/check_words.hpp"
#include "report/feedback_parts.hpp"

// Risks, tasks, what the check found, and what to do.
namespace report {
namespace {

using document::DraftTable;
using plan::TargetStatus;

std::string count(std::size_t n) { return std::to_string(n) + "项"; }

Line risk_item(Feedback& f, const TargetStatus& s, std::size_t n) {
  Line line;
  line.add(std::to_string(n) + ". ").bold(name_of(s) + "（" + plan::to_chinese(s.verdict) + "）。");
  line.add("年度目标" + aim_of(s, f.places)).source(f.report_source()).add("；");
  line.add(latest_line(s, f.sources));
  if (const auto need = need_line(s); !need.empty()) line.add("；").add(need);
  if (const auto forecast = forecast_line(s); !forecast.empty()) line.add("；").add(forecast);
  return line.add("。");
}

// Difficulties the report itself names that speak of a risky target.
std::string stated_problems(const Feedback& f) {
  std::string out;
  for (const auto* s : f.digest.risky) {
    for (const auto& problem : f.run.reading->problems) {
      const bool about = problem.text.find(name_of(*s)) != std::string::npos ||
                         (s->indicator != nullptr && problem.text.find(s->indicator->name) != std::string::npos);
      if (about && out.find(problem.text) == std::string::npos)
        out += (out.empty() ? "" : "；") + shortened(problem.text, 60) + "（" + f.places.shown(problem.span) + "）";
    }
  }
  return out;
}

// "区商务局（社会消费品零售总额、重点项目2个）、区财政局（一般公共预算收入）", by the day to answer by; an owner stands
// once.
std::vector<std::pair<std::string, std::string>> by_due(const Feedback& f) {
  struct Owner {
    std::string name;
    std::vector<const TargetStatus*> about;
    int projects = 0;
  };
  std::vector<std::pair<std::string, std::vector<Owner>>> all;
  for (const auto& order : f.run.orders) {
    if (order.state == "replied") continue;
    std::string due = "反馈期限由签发人确定";
    if (order.due && *order.due >= f.run.asof) due = calendar::to_chinese(*order.due) + "前反馈";
    if (order.due && *order.due < f.run.asof) due = "期限已过，抓紧反馈";
    if (order.own) due = order.due && *order.due < f.run.asof ? "本局内部办理，期限已过，抓紧办理" : "本局内部办理";
    auto at = std::ranges::find(all, due, [](const auto& o) { return o.first; });
    if (at == all.end()) at = all.insert(all.end(), {due, {}});
    auto owner = std::ranges::find(at->second, order.owner, &Owner::name);
    if (owner == at->second.end()) owner = at->second.insert(owner, {order.owner, {}, 0});
    for (const auto& matter : order.matters) {
      owner->projects += matter.target_id.starts_with("项目/");
      for (const auto& s : f.run.targets)
        if (s.target.id == matter.target_id) owner->about.push_back(&s);
    }
  }
  constexpr std::size_t shown = 12;
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [due, owners] : all) {
    std::string words;
    for (std::size_t i = 0; i < owners.size() && i < shown; ++i) {
      const auto& owner = owners[i];
      std::string about = owner.about.empty() ? "" : names_of(owner.about, 40);
      if (owner.projects > 0)
        about += (about.empty() ? "" : "、") + ("重点项目" + std::to_string(owner.projects) + "个");
      words += (words.empty() ? "" : "、") + owner.name + (about.empty() ? "" : "（" + about + "）");
    }
    if (owners.size() > shown) words += "等" + std::to_string(owners.size()) + "家单位";
    out.emplace_back(due, words);
  }
  return out;
}

}  // namespace

void risks(Feedback& f) {
  const auto& d = f.digest;
  f.heading("风险与原因");
  if (d.risky.empty()) {
    f.body(d.judged == 0 ? "尚无已公布数据可以判断风险。" : "按现有数据，没有发现可能完不成的目标。");
    return;
  }
  constexpr std::size_t shown = 10;
  f.body("可能完不成或没有完成的目标共" + count(d.risky.size()) +
         (d.risky.size() > shown ? "，先列最要紧的" + count(shown) + "，其余见《目标完成情况表》。" : "。"));
  for (std::size_t i = 0; i < d.risky.size() && i < shown; ++i) f.body(risk_item(f, *d.risky[i], i + 1));
  if (const auto stated = stated_problems(f); !stated.empty()) {
    Line line("计划报告中与此有关的困难和问题：" + stated);
    f.body(line.source(f.report_source()).add("。"));
  }
}

void progress_of_tasks(Feedback& f) {
  const auto& run = f.run;
  f.heading("任务推进");
  if (run.tasks.empty()) {
    f.body("计划报告中没有读出任务。");
    return;
  }
  struct Row {
    int tasks = 0, with_target = 0, with_due = 0;
  };
  std::map<std::string, Row> by_owner;
  Row unassigned, all;
  for (const auto& task : run.tasks) {
    Row& row = task.suggested_owner.empty() ? unassigned : by_owner[task.suggested_owner];
    for (Row* r : {&row, &all}) {
      ++r->tasks;
      if (!task.measure.targets.empty()) ++r->with_target;
      if (!task.measure.due.empty()) ++r->with_due;
    }
  }
  Line line;
  // Tasks of policy files and minutes (ids K…) are watched beside the plan's own and counted apart.
  const auto of_policy = static_cast<std::size_t>(
      std::ranges::count_if(run.tasks, [](const auto& t) { return t.measure.id.starts_with('K'); }));
  line.add("计划报告分解为任务" + count(run.tasks.size() - of_policy)).source(f.report_source());
  if (of_policy > 0) line.add("，另有政策文件和纪要的任务" + count(of_policy) + "，共" + count(run.tasks.size()));
  line.add("，其中带量化目标的" + count(static_cast<std::size_t>(all.with_target)) + "、写明时限的" +
           count(static_cast<std::size_t>(all.with_due)) + "；按职能建议责任单位" + std::to_string(by_owner.size()) +
           "家" +
           (unassigned.tasks > 0 ? "，另有" + count(static_cast<std::size_t>(unassigned.tasks)) + "责任单位待定" : "") +
           "。任务逐项列于《目标完成情况表》“任务”表。" +
           (run.replies.empty() ? "本期没有读取任务进展材料，不评价单项任务进度。"
                                : "单项任务进展以责任单位报告为准列示，见下一部分。"));
  f.body(line);
  std::vector<std::pair<std::string, Row>> rows(by_owner.begin(), by_owner.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second.tasks > b.second.tasks; });
  constexpr std::size_t owners_shown = 18;
  if (rows.size() > owners_shown + 1) {
    Row rest;
    for (std::size_t i = owners_shown; i < rows.size(); ++i) {
      rest.tasks += rows[i].second.tasks;
      rest.with_target += rows[i].second.with_target;
      rest.with_due += rows[i].second.with_due;
    }
    const auto more = rows.size() - owners_shown;
    rows.resize(owners_shown);
    rows.emplace_back("其余" + std::to_string(more) + "家", rest);
  }
  if (unassigned.tasks > 0) rows.emplace_back("（待定）", unassigned);
  rows.emplace_back("合计", all);
  DraftTable table;
  table.header = {"建议责任单位", "任务数", "带量化目标", "写明时限"};
  table.widths = {46, 18, 18, 18};
  auto number = [](int n) { return n == 0 ? std::string("—") : std::to_string(n); };
  for (const auto& [owner, row] : rows)
    table.rows.push_back({owner, number(row.tasks), number(row.with_target), number(row.with_due)});
  f.table(std::move(table));
}

void check_findings(Feedback& f) {
  const auto& check = f.run.check;
  const auto& d = f.digest;
  f.heading("核对发现");
  Line line;
  line.add((f.run.projects.any ? "对计划报告和项目表中的数字作了" : "对计划报告中的数字作了") +
           std::to_string(check.checked) + "次比对（一个数字可能比对几次）");
  line.add(check.findings.empty() ? "，没有发现不符"
                                  : "，发现差错" + std::to_string(d.errors) + "处、疑点" + std::to_string(d.warnings) +
                                        "处、提示" + std::to_string(d.notes) + "处");
  line.add("；" + rest_of_check(check) + "。逐条见《核对清单》。");
  f.body(line);
  constexpr std::size_t shown = 8;
  std::size_t n = 0;
  for (const auto& finding : check.findings) {
    if (finding.severity == plan::Severity::note) continue;
    if (n == shown) {
      f.body("其余差错和疑点见《核对清单》。");
      break;
    }
    Line item;
    const auto place = f.places.shown(finding.spans);
    std::string say = finding.say;
    while (say.ends_with("。")) say.erase(say.size() - std::string("。").size());
    item.add(std::to_string(++n) + "．（" + severity_words(finding.severity) + (place.empty() ? "" : "，" + place) +
             "）" + say);
    if (!finding.spans.empty()) item.source(f.report_source());
    std::vector<int> told;
    for (const auto& input : finding.inputs) {
      if (input.span) continue;
      const int number = f.sources.of_words(input.source);
      if (number > 0 && std::find(told.begin(), told.end(), number) == told.end()) {
        told.push_back(number);
        item.source(number);
      }
    }
    f.body(item.add("。"));
  }
}

void next_steps(Feedback& f) {
  const auto& run = f.run;
  const auto& d = f.digest;
  f.heading("下步措施");
  std::size_t n = 0;
  auto item = [&](const std::string& text) { f.body(std::to_string(++n) + ". " + text); };
  for (const auto& [due, words] : by_due(f)) {
    item("督办" + words + "，请查明原因、落实补救措施，" + due + "（见《督办单》）。");
  }
  const auto waiting = plan::awaiting_annual_figure(run.targets, run.asof);
  if (!waiting.empty())
    item("等候" + d.year + "全年数公布：" + names_of(waiting, 60) + "，公布后及时采集并判定，不向任何单位要数。");
  const auto missed =
      std::ranges::count_if(run.targets, [](const auto& s) { return s.verdict == plan::Verdict::missed; });
  if (missed > 0)
    item("全年没有完成的目标" + count(static_cast<std::size_t>(missed)) + "，把原因和补救措施写入年度执行情况报告。");
  if (!d.awaiting.empty()) item("跟踪上级目标下达：" + names_of(d.awaiting, 60) + "，收到后补入目标值。");
  if (!d.without_data.empty())
    item("补齐暂无数据的目标：" + names_of(d.without_data, 60) + "，以有权部门正式公布的数据为准。");
  for (const auto* past : of_kind(run.unread, Unread::Kind::past_due)) item(past->why + "。");
  const auto unread = of_kind(run.unread, Unread::Kind::unread);
  const auto left_out = of_kind(run.unread, Unread::Kind::left_out);
  if (!unread.empty()) item("补读未能读取的材料" + std::to_string(unread.size()) + "处。");
  if (!left_out.empty())
    item("核对没有采用的材料" + std::to_string(left_out.size()) + "处，放错、写错了的改正后重报。");
  if (d.errors + d.warnings > 0) item("逐条处理核对发现的差错和疑点" + std::to_string(d.errors + d.warnings) + "处。");
  if (n == 0) item("保持监测，下次数据公布后再作反馈。");
}

}  // namespace report
