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

}  // namespace cycle
