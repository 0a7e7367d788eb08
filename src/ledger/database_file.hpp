// The SQLite file that a ledger is, as a file: what state it is in, a copy of it while others write, and one file of it
// that needs nothing beside it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fault.hpp"

namespace ledger {

struct FileState {
  enum class Whose : std::uint8_t { jicheng, nobody, other, no_database } whose = Whose::nobody;
  std::int32_t version = 0;         // of the tables
  bool newer = false;               // made by a later version of the program
  std::int64_t bytes = 0;           // pages of the database, those in the log included
  std::int64_t unused_bytes = 0;    // of these, free pages
  std::string journal;              // "wal" while it is a ledger in use, "delete" for a copy that stands alone
  bool in_use = false;              // another program is writing at this moment
  std::vector<std::string> damage;  // what SQLite itself finds wrong (its own words), when asked
};

// Opens for reading only and changes nothing. `check_pages` reads the whole file. Faults of the store; a damaged file
// is no fault as long as it opens.
base::Result<FileState> state_of_file(const std::string& path, bool check_pages);

// A copy as of one moment, while others go on writing; on disk when it returns, one file without a log beside it. Fault
// "file.exists", and those of the store; then there is no copy.
base::Result<void> copy_file(const std::string& from, const std::string& to);

// Brings the log into the file and takes it away, so that the file may be moved by itself. Fault "ledger.locked" while
// another program has it open.
base::Result<void> close_file(const std::string& path);

}  // namespace ledger
