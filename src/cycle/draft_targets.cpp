#include "cycle/draft_targets.hpp"

#include <algorithm>
#include <filesystem>

#include "cycle/known.hpp"
#include "cycle/targets_file.hpp"
#include "office/office.hpp"
#include "plan/matching.hpp"
#include "report/next_targets_page.hpp"

namespace cycle {

base::Result<DraftTargetsOutcome> draft_targets(const DraftTargetsRequest& request, base::World& world) {
  const auto& names = facts::NamesTable::in_force();
  DraftTargetsOutcome out;
  auto known = gather_known(request.facts_files, request.data, request.asof, world);
  if (!known) return base::fail(known.error());
  out.unread = std::move(known->unread);
  auto rows = read_targets_file(request.targets_file, out.unread, world);
  if (!rows) return base::fail(rows.error());
  const bool there =
      std::ranges::any_of(known->facts, [&](const auto& f) { return plan::same_area(f.area, request.area); }) ||
      std::ranges::any_of(*rows, [&](const auto& r) { return plan::same_area(r.area, request.area); });
  if (!there) {
    return base::fail("targets.area", "数据里没有“" + request.area + "”", {}, "用 --area 写数据表里的地区名");
  }
  out.targets = plan::next_targets(request.area, request.year, request.indicator, known->facts, *rows, names,
                                   request.asof, plan::Settings{});
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
