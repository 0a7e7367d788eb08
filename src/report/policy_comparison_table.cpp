#include "report/policy_comparison_table.hpp"

#include "report/cells.hpp"

namespace report {
namespace {

using document::DraftSheet;
using plan::ArticleFate;
using plan::TaskFate;

std::string names(const std::vector<reading::DutyName>& all) {
  std::string out;
  for (const auto& n : all) out += (out.empty() ? "" : "、") + n.name;
  return out;
}

std::string article(const std::vector<int>& at, const reading::Policy& policy) {
  std::string out;
  for (const int i : at) {
    const auto& a = policy.articles[static_cast<std::size_t>(i)];
    std::string one = a.section + (a.section.empty() || a.number.empty() ? "" : "/") + a.number;
    one += (one.empty() || a.title.empty() ? "" : " ") + a.title;
    out += (out.empty() ? "" : "；") + (one.empty() ? a.id : one);
  }
  return out.empty() ? "—" : out;
}

std::string changes(const std::vector<plan::TaskChange>& all) {
  std::string out;
  for (const auto& x : all) {
    const std::string what = x.what == "owners"        ? "责任单位"
                             : x.what == "cooperating" ? "配合单位"
                             : x.what == "due"         ? "期限"
                             : x.what == "conditions"  ? "条件"
                             : x.what == "no_action"   ? "其他文字"
                                                       : "文字";
    out += (out.empty() ? "" : "\n") + what + "：" + (x.before.empty() ? "—" : x.before) + " → " +
           (x.after.empty() ? "—" : x.after);
  }
  return out;
}

Tone tone(TaskFate fate) {
  return fate == TaskFate::same ? Tone::good : fate == TaskFate::dropped ? Tone::bad : Tone::watch;
}

DraftSheet tasks(const PolicyComparisonFindings& f) {
  DraftSheet sheet;
  sheet.name = "任务去向";
  const auto& c = f.comparison;
  sheet.preamble = {"任务去向", "原文件：" + f.before_file + "　新文件：" + f.now_file + "　原有任务" +
                                    std::to_string(c.before_tasks.size()) + "项 = 没有变" +
                                    std::to_string(c.count(TaskFate::same)) + " + 有改动" +
                                    std::to_string(c.count(TaskFate::changed)) + " + 取消" +
                                    std::to_string(c.count(TaskFate::dropped)) + "；新增" +
                                    std::to_string(c.count(TaskFate::added)) + "项"};
  sheet.header = {"原编号", "原任务", "原责任单位", "原期限", "去向",
                  "新编号", "新任务", "新责任单位", "新期限", "改了什么"};
  sheet.widths = {8, 44, 20, 14, 9, 8, 44, 20, 14, 40};
  const auto side = [](std::vector<document::SheetCell>& row, const reading::PolicyTask* t) {
    row.push_back(text_cell(t == nullptr ? "" : t->id));
    row.push_back(text_cell(t == nullptr ? "—" : t->what));
    row.push_back(text_cell(t == nullptr ? "" : names(t->owners)));
    row.push_back(text_cell(t == nullptr || !t->due ? "" : t->due->text));
  };
  for (const auto& p : c.tasks) {
    std::vector<document::SheetCell> row;
    side(row, p.before < 0 ? nullptr : c.before_tasks[static_cast<std::size_t>(p.before)]);
    row.push_back(text_cell(plan::to_chinese(p.fate) + (p.unsure ? "（请核对）" : ""), tone(p.fate)));
    side(row, p.now < 0 ? nullptr : c.now_tasks[static_cast<std::size_t>(p.now)]);
    row.push_back(text_cell(changes(p.changes)));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

DraftSheet articles(const PolicyComparisonFindings& f) {
  DraftSheet sheet;
  sheet.name = "条目对照";
  sheet.preamble = {"条目对照", "原文件" + std::to_string(f.before.articles.size()) + "条，新文件" +
                                    std::to_string(f.now.articles.size()) + "条"};
  sheet.header = {"原条目", "去向", "新条目", "说明"};
  sheet.widths = {50, 16, 50, 40};
  for (const auto& a : f.comparison.articles) {
    const Tone t = a.fate == ArticleFate::unchanged ? Tone::good
                   : a.fate == ArticleFate::removed ? Tone::bad
                                                    : Tone::watch;
    sheet.rows.push_back({text_cell(article(a.before, f.before)), text_cell(plan::to_chinese(a.fate), t),
                          text_cell(article(a.now, f.now)),
                          text_cell(a.renumbered && a.changes.empty() ? "编号变了" : changes(a.changes))});
  }
  return sheet;
}

}  // namespace

document::DraftWorkbook policy_comparison_table(const PolicyComparisonFindings& found) {
  document::DraftWorkbook book;
  book.title = "政策文件对照";
  book.sheets = {tasks(found), articles(found)};
  return book;
}

}  // namespace report
