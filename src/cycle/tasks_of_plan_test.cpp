#include "cycle/tasks_of_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar/period.hpp"

namespace cycle {
namespace {

ListedFile listed(const std::string& file, const std::string& area, int year, const char* asof) {
  ListedFile out;
  out.file = file;
  out.area = area;
  out.plan_year = year;
  out.asof = *calendar::parse_date(asof);
  out.tasks = {{"K001", "完成征地拆迁", true, "县水务局", "2025-06-15"}};
  return out;
}

TEST(KeepTasksOf, LeavesThoseOfThePlanAndTheNumbersOfTheOthers) {
  std::vector<ListedFile> files{
      listed("a", "青岩县", 2025, "2025-05-08"), listed("b", "岚州市青岩县", 2025, "2025-05-08"),
      listed("c", "青石县", 2025, "2025-05-08"), listed("d", "青岩县", 2024, "2025-05-08"),
      listed("e", "青岩县", 2025, "2025-09-01"), listed("plan", "青岩县", 2025, "2025-01-20")};
  keep_tasks_of({"青岩县", 2025, "plan"}, *calendar::parse_date("2025-08-31"), files);
  std::vector<int> taken;
  for (const auto& f : files) taken.push_back(f.taken());
  EXPECT_THAT(taken, testing::ElementsAre(1, 1, 0, 0, 0, 0));
  for (const auto& f : files) EXPECT_EQ(f.tasks.size(), 1U) << f.file;
}

}  // namespace
}  // namespace cycle
