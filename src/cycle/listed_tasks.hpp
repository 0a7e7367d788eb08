// Tasks of policy files and minutes that a person has put into the plan, beside those of the plan report: which of
// them, whose, until when. A file's tasks are confirmed as a whole, as an event; the last one of a file holds.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"

namespace cycle {

struct ReadDocument;

inline constexpr const char* kListedEvent = "tasks.listed";

struct ListedTask {
  std::string id;     // of the file's own reading: K001 …
  std::string text;   // as it was read then
  bool taken = true;  // false: the person left it out
  std::string owner;  // as the person left it; empty: nobody yet
  std::string due;    // 2025-06-30, or words as 每月10日前; empty: none
};
struct ListedFile {
  std::string file, name, path;  // of the received file
  std::string title;
  calendar::Date asof;  // the file counts from that day
  std::string area;     // of the plan that they were put into
  int plan_year = 0;
  std::vector<ListedTask> tasks;  // all that the file was read to hold, the left out ones too
  std::string listed_at, listed_by;

  int taken() const;
};

// What was confirmed, in the order of the first confirmation: the numbers that tasks go by do not change.
base::Result<std::vector<ListedFile>> listed_files(const std::string& data, base::World& world);

// What a person says of a task; what is not said of stays out.
struct TaskChoice {
  std::string id, owner, due;
};
// Puts the chosen tasks into the plan in force, in place of what was chosen of this file before; none takes the file's
// tasks out again. Faults: "inbox.unknown"; "policy.none" for a file that is neither a policy file nor minutes;
// "plan.none"; "policy.is_plan" for the plan in force itself, whose tasks are in it already; "policy.task" for a task
// that it has not, or one named twice; "policy.due" for what is neither a day nor words of a day; those of writing.
base::Result<ListedFile> list_tasks(const std::string& data, const std::string& file,
                                    const std::vector<TaskChoice>& chosen, const std::string& by, base::World& world);

// Adds the tasks taken of each file to the measures of `report`, as add_policies does, with the owners and days that
// the person confirmed. A file that is gone, or reads otherwise by now, gives the words that were confirmed.
void add_listed(const std::vector<ListedFile>& files, ReadDocument& report, base::World& world);

}  // namespace cycle
