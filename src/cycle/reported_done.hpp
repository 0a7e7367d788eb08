// Tasks that offices have reported done, kept as an event of the day the letters were read, so that a later round
// knows them without the letters (docs/reference/ledger.md, events).
#pragma once

#include <set>
#include <string>

#include "cycle/cycle.hpp"

namespace cycle {

inline constexpr const char* kReportedEvent = "tasks.reported_done";

// The words of the tasks of the plan that letters called done, in rounds of days before the one of the request, and of
// the plan's year. A day's last round stands; what the ledger does not hold is not known.
base::Result<std::set<std::string>> reported_done(const RunRequest& request, const std::string& area_code,
                                                  const reading::Reading& plan, base::World& world);

// Records what this round's letters call done. The same again is the same event; a day whose letters no longer say so
// takes its word back.
base::Result<void> keep_reported_done(const RunRequest& request, const std::string& area_code,
                                      const report::RunFindings& findings, base::World& world);

}  // namespace cycle
