// What state a ledger is in and what to do about it, in words for somebody who has never seen a database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "cycle/beside_ledger.hpp"
#include "cycle/upkeep.hpp"

namespace cycle {

struct DoctorArea {
  std::string area, algorithm;
  std::int64_t records = 0;
  std::string last_at;  // "2025-10-13 09:00", the office's day
  std::string last_actor, last_reason;
};

struct Advice {
  bool urgent = false;  // something is wrong, not only to be thought of
  std::string code, say, say_en;
};

struct Diagnosis {
  std::string path;
  bool server = false;
  bool exists = false;
  bool usable = false;
  ledger::FileState file;
  std::uint64_t log_bytes = 0;  // of the file beside it that holds the latest writes
  std::uint64_t disk_free = 0;
  bool for_others = false, writable = false;
  std::vector<DoctorArea> areas;
  std::optional<UpkeepEntry> last_backup, last_checkpoint, last_verify;
  int open_questions = 0;
  // What lies beside the records, and in which folder: of a database server that is the only part not in the database.
  std::string folder;
  std::vector<BesidePart> beside;
  std::vector<Advice> advice;
};

// Changes nothing, not even the version of an older file.
Diagnosis diagnose(const std::string& data, bool check_pages, base::World& world);

}  // namespace cycle
