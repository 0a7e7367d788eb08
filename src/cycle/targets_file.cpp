#include "cycle/targets_file.hpp"

namespace cycle {

base::Result<std::vector<plan::TargetRow>> read_targets_file(const std::string& file,
                                                             std::vector<report::Unread>& unread, base::World& world) {
  if (file.empty()) return std::vector<plan::TargetRow>{};
  auto bytes = world.files->read(file);
  if (!bytes) return base::fail(bytes.error());
  auto read = plan::read_targets_csv(*bytes, file, facts::NamesTable::in_force());
  if (!read) return base::fail(read.error());
  for (const auto& fault : read->unread) unread.push_back({file, base::to_text(fault.where), fault.what});
  return std::move(read->rows);
}

std::vector<plan::TargetRow> target_rows_of(const reading::Reading& plan, const std::string& area, bool rates) {
  const auto& names = facts::NamesTable::in_force();
  std::vector<plan::TargetRow> out;
  for (const auto& t : plan.targets) {
    const bool rate = rates && t.unit == "%" && t.kind != reading::Kind::completion;
    if (t.strength != "headline" || (t.kind != reading::Kind::growth && !rate) || !t.value) continue;
    plan::TargetRow row;
    row.area = area;
    row.year = plan.plan_year;
    row.indicator = names.canonical(t.indicator);
    row.words = base::to_utf8(base::slice(plan.text, t.span));
    if (row.words.starts_with(t.indicator) && row.words.size() > t.indicator.size())
      row.words.erase(0, t.indicator.size());
    row.op = t.op;
    row.value = t.value;
    row.unit = "%";
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace cycle
