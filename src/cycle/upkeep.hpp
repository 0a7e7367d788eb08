// Looking after a ledger: keys, checkpoints, verification, proofs, backups, dumps, and its state in plain words
// (docs/howto/backup-and-restore.md, docs/reference/ledger-threats.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "cycle/beside_ledger.hpp"
#include "cycle/order_record.hpp"
#include "cycle/place.hpp"
#include "ledger/database_file.hpp"
#include "ledger/dump.hpp"
#include "ledger/inspect.hpp"
#include "ledger/proof.hpp"

namespace cycle {

// ---- keys and checkpoints

struct KeyRequest {
  std::string data;  // keys/ in its folder; or
  std::string out;   // a folder of the user's choice
  base::SignatureAlgorithm algorithm = base::SignatureAlgorithm::ed25519;
  std::string passphrase_file;  // its first line; empty: the key is protected by file permissions only
};
struct KeyMade {
  std::string id, private_file, public_file;
};
base::Result<KeyMade> make_key(const KeyRequest& request, base::World& world);

struct CheckpointRequest {
  std::string data, area;
  std::string key_file;  // empty: the one key in keys/
  std::string passphrase_file;
  bool without_signature = false;
  std::string out;
};
struct CheckpointMade {
  std::vector<ledger::Checkpoint> checkpoints;
  std::string text;  // as printed, with the remarks above
};
// Faults: "key.missing", "key.several" when there is not exactly one key, those of the ledger and of files.
base::Result<CheckpointMade> make_checkpoints(const CheckpointRequest& request, base::World& world);

// ---- verification and proofs

struct VerifyRequest {
  std::string data, area;
  std::vector<std::string> checkpoint_files, public_key_files;
  bool chain_only = false;
  bool roots = false;  // of every area's tree, to be shown
};
struct Verified {
  ledger::Inspection inspection;
  int checkpoints = 0;       // read
  bool keys_given = false;   // from outside
  bool keys_beside = false;  // only those that lie beside the ledger
  OrderLines orders;         // the register of orders held against the ledger; its findings are among the others
};
base::Result<Verified> verify_ledger(const VerifyRequest& request, base::World& world);

struct ProveRequest {
  std::string data;
  std::string what;  // AREA:SEQUENCE or the id of a fact; empty: growth between two checkpoints
  std::vector<std::string> checkpoint_files;
  std::string out;
};
struct Proved {
  std::string area;
  std::int64_t sequence = 0, size = 0, before = 0;
  std::string root;  // hexadecimal
  std::string kind, body;
};
// Faults "proof.checkpoint" when no or several checkpoints given are of the area, and those of the ledger.
base::Result<Proved> prove(const ProveRequest& request, base::World& world);

struct ProofChecked {
  bool growth = false;
  bool path_good = false;        // the proof holds together
  bool matches = false;          // … and is about the checkpoint
  std::string seal;              // good, unsigned, other_key, forged; empty: no public key given
  ledger::InclusionProof proof;  // of a record
  bool good() const { return path_good && matches && (seal.empty() || seal == "good"); }
};
base::Result<ProofChecked> check_proof(const std::string& proof_file, const std::vector<std::string>& checkpoint_files,
                                       const std::vector<std::string>& public_key_files, base::World& world);

// ---- backups and dumps

struct BackupDone {
  std::string path;
  std::int64_t records = 0;
  std::vector<std::string> files;
  bool signed_checkpoint = false;
};
// While others write. Verified before it gets its name. `to`: a new folder, an existing folder (a dated one is made in
// it), or a file that ends in .sqlite, which has the ledger alone and nothing of what lies beside it. The ledger of a
// database server is copied into a file of the same kind, so that it can be brought back to either. Faults
// "file.exists", "ledger.tampered", those of the store.
base::Result<BackupDone> back_up(const std::string& data, const std::string& to, base::World& world);

struct RestoreRequest {
  std::string from, data;
  bool replace = false;
  std::vector<std::string> checkpoint_files, public_key_files;
};
struct Restored {
  std::string path;     // the database file; of a server the folder of what lies beside it
  bool server = false;  // the records went into a database server
  std::int64_t records = 0;
  int checkpoints = 0;
  std::string kept;  // where the ledger that was there lies now
  BroughtBack beside;
};
// Verified before anything is replaced. Into a database server: its records go into the database, which must hold none
// or only the beginning of these, and the rest into the folder beside; so an office moves there whole. Faults
// "ledger.exists" (without `replace`; a database with other records), "backup.tampered" with what was found,
// "ledger.locked" when the ledger to be replaced is in use.
base::Result<Restored> restore(const RestoreRequest& request, base::World& world);

struct DumpDone {
  ledger::DumpOutcome outcome;
  std::string path;
};
// `out`: a file, or a folder that gets 台账.jsonl or 台账.csv.
base::Result<DumpDone> dump_ledger(const std::string& data, const ledger::DumpRequest& request, const std::string& out,
                                   base::World& world);
// Back into a new ledger, or on from where a load was broken off; verified after.
base::Result<ledger::LoadOutcome> load_ledger(const std::string& file, const std::string& data, base::World& world);

// ---- 维护记录.csv: what was done to look after the ledger, in its folder

struct UpkeepEntry {
  std::string what;  // backup, checkpoint, verify, restore, dump, load
  std::string at;    // "2026-11-24 18:00"
  std::string where;
  std::int64_t records = 0;
};
std::vector<UpkeepEntry> upkeep_entries(const std::string& data, base::World& world);

}  // namespace cycle
