#include "cycle/draft_targets.hpp"

#include <algorithm>
#include <filesystem>

#include "cycle/inbox.hpp"
#include "cycle/known.hpp"
#include "cycle/office_settings.hpp"
#include "cycle/targets_file.hpp"
#include "office/office.hpp"
#include "plan/matching.hpp"
#include "report/next_targets_page.hpp"

namespace cycle {

namespace {

// Targets of the plan of the year before. One that is in force for another year or area says nothing here; one that was
// named has to fit.
base::Result<std::vector<plan::TargetRow>> rows_of_plan(const DraftTargetsRequest& request, base::World& world) {
  std::string path = request.plan;
  if (path.empty() && !request.data.empty()) {
    auto in_force = plan_in_force(request.data, world);
    if (!in_force) return base::fail(in_force.error());
    if (*in_force) path = (*in_force)->path;
  }
  if (path.empty()) return std::vector<plan::TargetRow>{};
  auto read = read_document(path, world);
  if (!read) return base::fail(read.error());
  const reading::Reading& plan = read->reading;
  const bool fits =
      plan.plan_year == request.year - 1 && (plan.area.empty() || plan::same_area(plan.area, request.area));
  if (fits) return target_rows_of(plan, request.area, true);
  if (request.plan.empty()) return std::vector<plan::TargetRow>{};
  return base::fail("targets.plan",
                    "这份计划不是" + request.area + std::to_string(request.year - 1) + "年的：读出的是“" + plan.area +
                        (plan.plan_year > 0 ? std::to_string(plan.plan_year) + "年" : "") + "”",
                    base::Place{.file = request.plan},
                    "给安排" + std::to_string(request.year - 1) + "年计划的那份报告，或改 --area、--year");
}

}  // namespace

base::Result<DraftTargetsOutcome> draft_targets(const DraftTargetsRequest& request, base::World& world) {
  const auto& names = facts::NamesTable::in_force();
  DraftTargetsOutcome out;
  auto known = gather_known(request.facts_files, request.data, request.asof, world);
  if (!known) return base::fail(known.error());
  out.unread = std::move(known->unread);
  auto rows = read_targets_file(request.targets_file, out.unread, world);
  if (!rows) return base::fail(rows.error());
  auto planned = rows_of_plan(request, world);
  if (!planned) return base::fail(planned.error());
  plan::Settings settings;
  if (!request.data.empty()) {
    auto office = office_settings(request.data, world);
    if (!office) return base::fail(office.error());
    settings = office->plan;
  }
  rows->insert(rows->begin(), planned->begin(), planned->end());
  const bool there =
      std::ranges::any_of(known->facts, [&](const auto& f) { return plan::same_area(f.area, request.area); }) ||
      std::ranges::any_of(*rows, [&](const auto& r) { return plan::same_area(r.area, request.area); });
  if (!there) {
    return base::fail("targets.area", "数据里没有“" + request.area + "”", {}, "用 --area 写数据表里的地区名");
  }
  out.targets = plan::next_targets(request.area, request.year, request.indicator, known->facts, *rows, names,
                                   request.asof, settings);
  out.text = report::next_targets_text(out.targets, request.area, request.year);
  if (request.out.empty() || out.targets.targets.empty()) return out;
  const std::chrono::sys_seconds when = std::chrono::sys_days(request.asof);
  const auto page = report::next_targets_page(out.targets, request.area, request.year, request.asof);
  std::vector<std::pair<std::string, std::string>> files{
      {(std::filesystem::path(request.out) / "目标测算.docx").string(), office::write_docx(page, when)},
      {(std::filesystem::path(request.out) / "目标测算.txt").string(), out.text}};
  if (auto made = world.files->make_folder(request.out); !made) return base::fail(made.error());
  if (auto written = world.files->write_together(files); !written) return base::fail(written.error());
  for (const auto& [name, bytes] : files) out.files.push_back(name);
  return out;
}

}  // namespace cycle
