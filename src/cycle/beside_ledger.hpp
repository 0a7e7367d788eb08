// What an office keeps beside its ledger, taken along by a backup and brought back by a restore: questions and answers,
// settings, the register of orders, received and issued files, accounts and the audit. Not the signing keys (keys/),
// which are never copied, nor earlier backups.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"

namespace cycle {

// What an office has beside its ledger, and whether it is there. The ledger of a database server holds figures, events
// and the keys of personal fields; all of this lies in a folder of the machine that the service runs on.
struct BesidePart {
  std::string name;
  bool there = false;
  bool of_office = false;  // an office that issues orders and has people has it
  std::int64_t files = 0;
  std::uint64_t bytes = 0;
};
std::vector<BesidePart> what_lies_beside(const std::string& folder, base::World& world);

// Read before the ledger itself is copied: what the register tells of is then in the ledger's copy. Empty where there
// is none. Fault "file.unreadable".
base::Result<std::string> register_as_of_now(const std::string& folder, base::World& world);

// Copies all of it from the ledger's folder into a backup's; the audit as of one moment, verified. `order_register` as
// above. Names what there was. Faults "ledger.tampered" of the audit, "file.unreadable", "file.unwritable".
base::Result<std::vector<std::string>> copy_beside(const std::string& folder, const std::string& into,
                                                   const std::string& order_register, base::World& world);

struct BroughtBack {
  std::vector<std::string> files;   // what was put beside the restored ledger
  std::vector<std::string> kept;    // what stood there and was kept: under its name, or renamed
  std::vector<std::string> absent;  // what an office has and the backup does not
};
// Out of a backup into the ledger's folder. What stands there already stays where it is; with `replace` it is renamed
// to end in `set_aside` and what the backup has takes its place. Faults as above, "backup.tampered" of the audit; what
// was put until then stays.
base::Result<BroughtBack> bring_beside(const std::string& backup, const std::string& folder, bool replace,
                                       const std::string& set_aside, base::World& world);

}  // namespace cycle
