// Which of the tasks that were put into plans count for the one that a run or a report is of.
#pragma once

#include <string>
#include <vector>

#include "cycle/listed_tasks.hpp"

namespace cycle {

struct OfPlan {
  std::string area;
  int year = 0;
  std::string file;  // of the received file that it is; empty: none
};

// Leaves the tasks that count for this plan by `asof`: those put into a plan of its area and year, of files that count
// by then, and none of the plan itself, which has its own in its text. The others are not taken and keep their numbers.
void keep_tasks_of(const OfPlan& plan, const calendar::Date& asof, std::vector<ListedFile>& files);

}  // namespace cycle
