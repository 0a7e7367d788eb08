// What falls due on a day: answers to orders, and what the plan itself sets a date for.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"
#include "reading/replies.hpp"
#include "reading/statements.hpp"

namespace cycle {

// The day that "9月底前", "2025年6月30日前", "2025-06-30" or "年底前" of a plan of `year` ends with; nothing for
// 年内各月 and the like.
std::optional<calendar::Date> last_day_of(const std::string& due, int year);
// The same of a task: the day that its file tells (明年3月底前, in minutes of May), else its words in a plan of `year`.
std::optional<calendar::Date> last_day_of(const reading::Measure& task, int year);

// How long after its day a task is told of line by line; older ones are counted, since what was told before the watch
// began is not known.
inline constexpr int kTaskLateDays = 31;

// Whether an answer written on that day ends the silence about a task that is past its day: it says that it is done, or
// was written after the day. 正在推进 in March tells nothing of September.
bool ends_silence(const reading::Reading& report, const reading::Measure& task, reading::ReplyStage stage,
                  const calendar::Date& written);

// A task as its own words.
std::string task_words(const reading::Reading& report, const reading::Measure& task);

// One line each: orders to be answered by that day or overdue, then tasks whose date is that very day, then those whose
// date has passed and of which nobody has told since. `told`: the words of tasks that somebody has told of
// (ends_silence). Tasks of policy files and minutes (ids K…) that are older still are counted in one line.
base::Result<std::vector<std::string>> due_on(const calendar::Date& day, const reading::Reading& report,
                                              const std::set<std::string>& told, const std::string& data,
                                              base::World& world);

// Tasks of policy files and minutes whose day is over before `day`, in one sentence for the first page; empty: none.
std::string tasks_past_words(const calendar::Date& day, const reading::Reading& report);

}  // namespace cycle
