#include <algorithm>

#include "plan/orders.hpp"
#include "plan/orders_offices.hpp"
#include "plan/tasks_words.hpp"
#include "reading/clause.hpp"
#include "reading/named_things.hpp"

namespace plan {
namespace {

constexpr double kHeading = 0.3;
constexpr double kSection = 0.12;
constexpr double kParty = 1.5;
constexpr double kLeast = 0.5;

// Titles of the sections that hold a place, outermost first.
void titles_over(const std::vector<reading::Heading>& headings, int place, std::vector<const reading::Heading*>& out) {
  for (const reading::Heading& heading : headings) {
    if (heading.span.start <= place && place < heading.section_end) {
      out.push_back(&heading);
      titles_over(heading.children, place, out);
    }
  }
}

// 桐岭抽水蓄能电站完成投资8亿元，6月底前完成上水库库盆开挖: a stage of the work that the task before it in the same
// part of the sentence names. The place of that task; `tasks.size()` for none.
std::size_t work_continued(const reading::Reading& report, const std::vector<Task>& tasks,
                           const reading::Measure& measure, const std::vector<std::size_t>& whose) {
  if (tasks.empty()) return tasks.size();
  const reading::Measure& before = tasks.back().measure;
  const auto between = base::slice(report.text, {before.span.end, std::max(before.span.end, measure.span.start)});
  const bool joined =
      before.sentence == measure.sentence && between.find_first_of(U"；;。") == std::u32string_view::npos;
  const auto said = base::slice(report.text, measure.span);
  if (!joined || !measure.projects.empty() || reading::opens_with_a_work(said)) return tasks.size();
  // What begins with its time or with a finish is a stage; anything else is a matter of its own.
  const bool stage = reading::time_length(said) > 0 || measure.action == "完成" || measure.action == "实现";
  if (!stage) return tasks.size();
  const std::size_t root = whose.back();
  const reading::Measure& named = tasks[root].measure;
  const bool one_work = named.projects.size() == 1 || reading::opens_with_a_work(base::slice(report.text, named.span));
  return one_work ? root : tasks.size();
}

std::string said(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += "“" + word + "”";
  }
  return text;
}

}  // namespace

std::vector<Task> tasks_of(const reading::Reading& report) {
  const OfficeWords& words = OfficeWords::builtin();
  const Offices& offices = Offices::in_force();
  const Jurisdiction where = jurisdiction_of(report);
  std::vector<Task> tasks;
  tasks.reserve(report.measures.size());
  std::vector<std::size_t> whose;  // of each task: the one that names the work of which it is a stage; itself
  for (const reading::Measure& measure : report.measures) {
    Task task;
    task.measure = measure;
    std::u32string parties;
    for (const std::string& party : measure.parties) {
      parties += base::u32(party) + U"，";
    }
    const std::u32string heading = base::u32(measure.heading);
    std::vector<WeighedText> texts{{base::slice(report.text, measure.span), 1}, {parties, kParty}};
    const std::size_t root = work_continued(report, tasks, measure, whose);
    whose.push_back(root);
    if (root < tasks.size()) texts.push_back({base::slice(report.text, tasks[root].measure.span), 1});
    const Pointed by_words = point_to_function(texts, words);
    texts.push_back({heading, kHeading});
    // The run-in heading is of this line of work; the titles of the sections are of many.
    const Pointed by_own = point_to_function(texts, words);
    std::vector<const reading::Heading*> over;
    titles_over(report.outline, measure.span.start, over);
    std::vector<std::u32string> titles;
    for (const reading::Heading* title : over) {
      if (title->level == 2) {
        titles.push_back(base::u32(title->title));
      }
    }
    for (const std::u32string& title : titles) {
      texts.push_back({title, kSection});
    }
    const Pointed pointed = point_to_function(texts, words);
    if (!pointed.function.empty() && pointed.score >= kLeast && !is_statistics_body(pointed.function)) {
      task.suggested_owner = offices.body(pointed.function, where);
      const bool by_heading = by_words.function.empty() || by_words.function != pointed.function;
      task.by_heading = by_own.function != pointed.function;
      task.because = by_heading ? "参照所在章节标题：" + said(pointed.because) : said(by_words.because);
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace plan
