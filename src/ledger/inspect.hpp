// Is the ledger what was written, all of it and nothing else? Finds and locates what was changed, removed, put in,
// exchanged or taken back; what it can and cannot find is in docs/reference/ledger-threats.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "base/signature.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/store.hpp"

namespace ledger {

// Something that does not agree. Codes:
//   record.changed       what a record says (`field`: recorded_at, kind, heading, body, or content where more than a
//   byte
//                        changed); record.chain its hash; record.missing; record.inserted, record.removed with all
//                        behind renumbered; record.exchanged (with `last`); record.broken (cannot be told what was
//                        done); record.unreadable (agrees with its hash and is no record of ours); record.time (before
//                        the record before it)
//   store.damaged        reading stops there
//   index.missing/.changed/.extra   a fact, event or name in an index; receipt.missing/.changed/.extra
//   checkpoint.rolled_back (fewer records than it had), .rewritten (other records than it had), .area (the area is
//   gone),
//                        .forged (the signature does not fit), .other_key, .unsigned
struct Finding {
  std::string code;
  std::string area;
  std::int64_t sequence = 0;  // 0: no one record
  std::int64_t last = 0;      // of several; else the same
  std::string field;
  std::string say, say_en;
};

struct InspectedArea {
  Head head;
  std::int64_t records = 0;  // found
  base::Digest root{};       // of the Merkle tree; zeros when it was not asked for
  int checkpoints = 0;       // that agree
};

struct InspectionRequest {
  std::string area;                          // chain; empty: all
  std::vector<Checkpoint> checkpoints;       // kept outside
  std::vector<std::string> public_keys_pem;  // whose signatures count; none: signatures are not looked at
  bool indexes = true;                       // also what follows from the records
  bool roots = false;
  int most_findings = 200;  // of each area; more are counted
};

struct Inspection {
  std::vector<InspectedArea> areas;
  std::vector<Finding> findings;
  std::int64_t not_listed = 0;  // findings beyond `most_findings`
  std::int64_t records = 0;
  bool good() const { return findings.empty(); }
};

// Reads only. Faults of the store, "key.unreadable".
base::Result<Inspection> inspect(Store& store, const InspectionRequest& request);

// The area as it stands, unsigned. Fault "ledger.tampered" when the chain does not hold (nobody signs that), and
// "ledger.missing" when there is no such area.
base::Result<Checkpoint> checkpoint_of(Store& store, const std::string& area, Instant made);

}  // namespace ledger
