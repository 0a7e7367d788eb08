// What was set out to be reached: in targets.csv from disk for earlier years and other areas, in a plan for its year.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "plan/next_target.hpp"
#include "reading/statements.hpp"
#include "report/documents.hpp"

namespace cycle {

// Nothing for an empty name. Rows that cannot be read go to `unread`. Faults: those of the file and of
// plan::read_targets_csv.
base::Result<std::vector<plan::TargetRow>> read_targets_file(const std::string& file,
                                                             std::vector<report::Unread>& unread, base::World& world);

// The growth that a plan promises: the newest of the area's own history. `area` is the name that they go by. With
// `rates` also what is told as it stands: 登记失业率控制在4.5%以内.
std::vector<plan::TargetRow> target_rows_of(const reading::Reading& plan, const std::string& area, bool rates = false);

}  // namespace cycle
