// targets.csv from disk: what earlier years and other areas set out to reach.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "plan/next_target.hpp"
#include "report/documents.hpp"

namespace cycle {

// Nothing for an empty name. Rows that cannot be read go to `unread`. Faults: those of the file and of
// plan::read_targets_csv.
base::Result<std::vector<plan::TargetRow>> read_targets_file(const std::string& file,
                                                             std::vector<report::Unread>& unread, base::World& world);

}  // namespace cycle
