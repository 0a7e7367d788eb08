#include "cycle/tasks_of_plan.hpp"

#include "plan/matching.hpp"

namespace cycle {

void keep_tasks_of(const OfPlan& plan, const calendar::Date& asof, std::vector<ListedFile>& files) {
  for (auto& file : files) {
    const bool same = (file.area == plan.area || plan::same_area(file.area, plan.area)) && file.plan_year == plan.year;
    if (same && file.asof <= asof && (plan.file.empty() || file.file != plan.file)) continue;
    for (auto& task : file.tasks) task.taken = false;
  }
}

}  // namespace cycle
