// What falls due on a day: answers to orders, and what the plan itself sets a date for.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"
#include "reading/replies.hpp"
#include "reading/statements.hpp"
#include "report/documents.hpp"

namespace cycle {

// The day that "9月底前", "2025年6月30日前", "2025-06-30" or "年底前" of a plan of `year` ends with; nothing for
// 年内各月 and the like.
std::optional<calendar::Date> last_day_of(const std::string& due, int year);
// The same of a task: the day that its file tells (明年3月底前, in minutes of May), else its words in a plan of `year`.
std::optional<calendar::Date> last_day_of(const reading::Measure& task, int year);

// Whether a day to be done by lies before `day`: the day itself is not late. The one rule of run, watch, agenda, pages.
bool is_past(const std::optional<calendar::Date>& last, const calendar::Date& day);

// Tasks of the plan, and of the policy files and minutes put into it, that are past their day; the longest first.
struct LateTask {
  const reading::Measure* task = nullptr;
  calendar::Date last;  // the day it was to be done by
};
using KnownDone = std::function<bool(const reading::Measure&)>;
std::vector<LateTask> late_tasks(const reading::Reading& report, const calendar::Date& day,
                                 const KnownDone& known_done);

// Whether what came in tells that a task is done, or breaks the silence about it (ends_silence): letters, the released
// figures of all its targets, the sheet on a project that it names.
bool known_done(const report::RunFindings& findings, const reading::Measure& task);

// How long after its day a task is told of line by line; older ones are counted, since what was told before the watch
// began is not known.
inline constexpr int kTaskLateDays = 31;

// Whether an answer written on that day ends the silence about a task that is past its day: it says that it is done, or
// was written after the day and does not itself say that the task is late or not begun. 正在推进 in March tells nothing
// of September.
bool ends_silence(const reading::Reading& report, const reading::Measure& task, reading::ReplyStage stage,
                  const calendar::Date& written);

// A task as its own words.
std::string task_words(const reading::Reading& report, const reading::Measure& task);

struct DueLines {
  std::vector<std::string> lines;
  int tasks_long_past = 0;  // of the plan itself, by more than kTaskLateDays
};
// One line each: orders to be answered by that day or overdue, then tasks whose date is that very day, then those whose
// date has passed and of which nobody has told since. `told`: the words of tasks that somebody has told of
// (ends_silence). The longest overdue first; tasks of policy files and minutes (ids K…) that are older still are
// counted in one line, those of the plan itself by their number alone.
base::Result<DueLines> due_on(const calendar::Date& day, const reading::Reading& report,
                              const std::set<std::string>& told, const std::string& data, base::World& world);

// The late tasks that nothing calls done, in one sentence for the first page, the longest overdue first; empty: none.
// `of_plan`: those of the plan report itself, else those of policy files and minutes (ids K…).
std::string tasks_past_words(const report::RunFindings& findings, bool of_plan);

}  // namespace cycle
