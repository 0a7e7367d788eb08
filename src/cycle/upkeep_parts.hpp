// Shared by the parts of upkeep.
#pragma once

#include <string>
#include <vector>

#include "cycle/upkeep.hpp"
#include "ledger/ledger.hpp"

namespace cycle {

// Fault "ledger.missing": looking never makes a ledger.
base::Result<ledger::Ledger> existing_ledger(const std::string& data, base::World& world);

// "2026-11-24 18:00:00", the office's time.
std::string local_time(base::World& world);
std::string local_text(ledger::Instant instant);
// The last instant of a day where the office is: UTC+8 all year.
ledger::Instant end_of_day(const calendar::Date& day);

base::Result<std::vector<ledger::Checkpoint>> read_checkpoint_files(const std::vector<std::string>& files,
                                                                    base::World& world);
base::Result<std::vector<std::string>> read_public_keys(const std::vector<std::string>& files, base::World& world);

// Adds a line to 维护记录.csv, at this moment. What cannot be noted does not undo what was done.
void note_upkeep(const std::string& data, UpkeepEntry entry, base::World& world);

}  // namespace cycle
