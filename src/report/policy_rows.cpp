#include "base/text.hpp"
#include "report/reading_rows.hpp"

namespace report {
namespace {

std::string names(const std::vector<reading::DutyName>& all, bool english) {
  std::string out;
  for (const auto& n : all) out += (out.empty() ? "" : english ? ", " : "、") + n.name;
  return out;
}

std::string joined(const std::vector<std::string>& all, const char* between) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : between) + one;
  return out;
}

}  // namespace

std::vector<ReadingTable> policy_tables(const reading::Policy& policy, const reading::Reading& reading, bool english) {
  const auto of = [&](const char* chinese, const char* other) { return std::string(english ? other : chinese); };
  const char* const between = english ? "; " : "；";
  const auto words = [&](const base::Span& span) { return base::to_utf8(base::slice(reading.text, span)); };
  ReadingTable articles{of("条目", "Articles"),
                        {of("条目", "Article"), of("章节", "Section"), of("任务", "Tasks"),
                         of("没有任务的文字", "Words without a task"), of("为什么", "Why")},
                        {}};
  ReadingTable tasks{
      of("任务清单", "Tasks"),
      {of("任务", "Task"), of("条目", "Article"), of("责任单位", "Owners"), of("配合单位", "Cooperating"),
       of("期限", "Due"), of("到哪一天", "Day"), of("条件", "Conditions"), of("请看一眼", "To look at")},
      {}};
  for (const auto& a : policy.articles) {
    std::vector<std::string> ids, silent, reasons;
    for (const auto& t : a.tasks) ids.push_back(t.id);
    for (const auto& n : a.no_action) {
      silent.push_back(base::shortened(words(n.span), 60));
      if (reasons.empty() || reasons.back() != n.reason) reasons.push_back(n.reason);
    }
    const std::string title = a.number + (a.number.empty() || a.title.empty() ? "" : " ") + a.title;
    ReadingRow row{a.id,
                   {title.empty() ? base::shortened(words(a.span), 24) : title,
                    a.section + (a.heading.empty() ? "" : " " + a.heading), joined(ids, " "), joined(silent, between),
                    joined(reasons, between)},
                   1};
    row.place = ids.empty() ? "" : ids.front();
    row.anchored = !ids.empty();
    articles.rows.push_back(std::move(row));
    for (const auto& t : a.tasks) {
      std::vector<std::string> conditions;
      for (const auto& c : t.conditions) conditions.push_back(words(c));
      // What is unsure of it is told once, by its row among the measures.
      ReadingRow task{"L" + t.id.substr(1),
                      {t.what, title.empty() ? a.id : title, names(t.owners, english), names(t.cooperating, english),
                       t.due ? t.due->text : "", t.due && t.due->date ? calendar::to_string(*t.due->date) : "",
                       joined(conditions, between), joined(t.doubts, between)},
                      1};
      task.place = t.id;
      tasks.rows.push_back(std::move(task));
    }
  }
  return {articles, tasks};
}

}  // namespace report
