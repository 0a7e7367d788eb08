// Where records stand: the one narrow interface that SQLite and PostgreSQL implement. A store keeps bytes and indexes
// and knows no rule: what is known already, what supersedes what, receipts, hashes are decided once, in `Ledger`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "base/hash.hpp"
#include "ledger/canonical.hpp"

namespace ledger {

// Where an area's chain ends.
struct Head {
  std::string area;
  base::HashAlgorithm algorithm = base::HashAlgorithm::sha256;  // fixed when the area is made
  std::int64_t size = 0;                                        // the last sequence
  std::int64_t recorded_at = 0;                                 // of the last record, 0 when there is none
  base::Digest chain{};                                         // of the last record, else the chain's start
};

// What a key is within its area: `rest` is the key without area and indicator.
struct FactKey {
  std::string indicator;
  std::string rest;
  auto operator<=>(const FactKey&) const = default;
};

// What the indexes know of one fact or correction; all of it follows from the record's body.
struct FactEntry {
  std::int64_t sequence = 0;
  std::int64_t rank = 0;      // the sequence; of a correction the rank of the record it takes the place of
  std::int32_t known_by = 0;  // days since 1970
  std::int8_t standing = 0;   // 0 estimate, 1 derived, 2 published
  bool gives_value = false;
  bool gives_growth = false;
  std::uint64_t said = 0;  // first eight bytes, big-endian, of SHA-256 of facts::said
  std::uint64_t id = 0;    // first eight bytes of facts::id
  // The record that took it away, 0: none. It counts for those who ask as of that sequence or later.
  std::int64_t gone_by = 0;
  bool withdrawn = false;  // by a withdrawal, else by a correction
};

struct EventEntry {
  std::string kind;
  std::string subject;
  std::int32_t valid_from = 0;  // days since 1970
  std::int32_t valid_to = 0;    // kForever when it does not end
  std::int64_t sequence = 0;
  std::int64_t gone_by = 0;
};
inline constexpr std::int32_t kForever = 2'932'896;  // 9999-12-31

// A record on its way into a store. Views must live until `put` returns.
struct NewRecord {
  RecordView view;
  std::string_view area_name;  // as the fact or event prints it, so that an area is found by its names too
  std::optional<FactKey> key;  // facts and corrections
  FactEntry fact;              // of these
  std::optional<EventEntry> event;
  std::int64_t target = 0;  // corrections and withdrawals: the record taken away
  RecordKind target_kind = RecordKind::fact;
};

struct StoredReceipt {
  std::string request;
  base::Digest content{};  // of all that the write said
  std::int64_t first = 0, last = 0;
  std::int64_t recorded_at = 0;
  std::int32_t added = 0, new_vintages = 0, known_already = 0;
};

// Is this fact there? `same` is 0 or the last entry of the key with the same id that no withdrawal has taken away.
struct Probe {
  const FactKey* key = nullptr;
  std::int8_t standing = 0;
  std::int32_t known_by = 0;
  std::uint64_t said = 0, id = 0;
};
struct Probed {
  bool key_known = false;    // some entry of the key is there
  bool said_before = false;  // … and one of them says this
  std::int64_t same = 0;
};

struct PersonKey {
  std::string key;  // 32 bytes; empty: destroyed
};

// One transaction: durable as a whole when `commit` returns, else as if it had never been. One at a time a store. Every
// call may fail with the faults of `Ledger`; after one the transaction is to be dropped, save where a savepoint is
// open.
class Transaction {
 public:
  virtual ~Transaction() = default;
  // The area's end, held against other writers until the transaction ends. Made with `algorithm` when it is not there.
  virtual base::Result<Head> hold(const std::string& area, base::HashAlgorithm algorithm) = 0;
  virtual base::Result<std::optional<StoredReceipt>> receipt(const std::string& area, const std::string& request) = 0;
  // In the order of the probes; areas held.
  virtual base::Result<std::vector<Probed>> probe(const std::string& area, std::span<const Probe> probes) = 0;
  // Records that follow on the head of a held area, in order, and their indexes; the views' chains are already made.
  // They may still be on their way when it returns: the store itself is not asked before the transaction's next call.
  virtual base::Result<void> put(const std::string& area, std::span<const NewRecord> records) = 0;
  virtual base::Result<void> put_receipt(const std::string& area, const StoredReceipt& receipt) = 0;
  // Nothing: none was ever made.
  virtual base::Result<std::optional<PersonKey>> person_key(const std::string& area, const std::string& person) = 0;
  // An empty key destroys the one that was there, beyond recovery from the store once `forget` of it has returned.
  virtual base::Result<void> put_person_key(const std::string& area, const std::string& person,
                                            const PersonKey& key) = 0;
  // The entry of a fact or correction and its key, the entry of an event; nothing when the sequence is none of these.
  struct Target {
    RecordKind kind = RecordKind::fact;
    FactKey key;
    FactEntry fact;
    EventEntry event;
  };
  virtual base::Result<std::optional<Target>> target(const std::string& area, std::int64_t sequence) = 0;

  // One level of undoing within the transaction.
  virtual base::Result<void> savepoint() = 0;
  virtual base::Result<void> release() = 0;
  virtual base::Result<void> undo() = 0;
  // "ledger.unsure": the writer cannot know whether it is done; ask again with the same request.
  virtual base::Result<void> commit() = 0;
};

struct FactQuery {
  std::string area;            // chain name
  std::string indicator;       // empty: all
  std::int64_t up_to = 0;      // entries with a sequence up to this one
  std::int32_t known_by = 0;   // and known by this day
  bool every_vintage = false;  // false: the store may leave out what others it gives cover or what does not stand
};
struct EventSearch {
  std::string area;
  std::string kind;            // empty: all
  std::string subject_prefix;  // empty: all
  std::optional<std::int32_t> valid_on;
  std::int64_t up_to = 0;
};

// Whether they may be handed to `Store::read`.
inline bool rise_strictly(std::span<const std::int64_t> sequences) {
  return std::ranges::adjacent_find(sequences, std::greater_equal<>()) == sequences.end();
}

class Store {
 public:
  virtual ~Store() = default;
  // "sqlite", "postgresql".
  virtual std::string kind() const = 0;
  // Whether one transaction may write in several areas (not where areas lie on several machines).
  virtual bool spans_areas() const = 0;
  virtual base::Result<std::unique_ptr<Transaction>> begin() = 0;

  // Reads see what is committed. By name of the chain.
  virtual base::Result<std::vector<Head>> areas() = 0;
  virtual base::Result<std::optional<Head>> head(const std::string& area) = 0;
  // Chains whose name, or a name printed in one of their records, is `name`.
  virtual base::Result<std::vector<std::string>> areas_named(const std::string& name) = 0;
  // The last sequence recorded by that instant, 0: none.
  virtual base::Result<std::int64_t> sequence_at(const std::string& area, std::int64_t recorded_by) = 0;

  // Records from one sequence to another, both included, in order; ends early when `visit` gives false. Nothing is kept
  // in memory. A gap is left as it is: whoever verifies sees it.
  using Visit = std::function<bool(const RecordView&)>;
  virtual base::Result<void> scan(const std::string& area, std::int64_t from, std::int64_t to, const Visit& visit) = 0;
  // Some records. The sequences asked for rise strictly, which is asserted: stores go through them as they come, and
  // one that is out of order would be left out without a word. Those that are not there are left out.
  virtual base::Result<void> read(const std::string& area, std::span<const std::int64_t> sequences,
                                  const Visit& visit) = 0;

  // Entries of facts key by key (`key` tells keys apart and no more), within a key by sequence, those withdrawn or
  // corrected included.
  using VisitEntry = std::function<void(std::int64_t key, const FactEntry&)>;
  virtual base::Result<void> entries(const FactQuery& query, const VisitEntry& visit) = 0;
  virtual base::Result<void> events(const EventSearch& search, const std::function<void(const EventEntry&)>& visit) = 0;
  virtual base::Result<void> receipts(const std::string& area,
                                      const std::function<bool(const StoredReceipt&)>& visit) = 0;

  // What the store keeps beside entries to be quick, and follows from them: told where it does not, with an entry of
  // the key. Nothing for a store that keeps no such thing.
  virtual base::Result<void> audit(const std::string& area, const std::function<void(std::int64_t sequence)>& wrong) {
    (void)area;
    (void)wrong;
    return {};
  }

  virtual base::Result<std::optional<PersonKey>> person_key(const std::string& area, const std::string& person) = 0;
  // Areas that hold, or held, a key of the person.
  virtual base::Result<std::vector<std::string>> areas_of_person(const std::string& person) = 0;
  // After keys were destroyed: nothing of them remains in the store's own files. "ledger.erase_pending" when another
  // program still reads from before; ask again then.
  virtual base::Result<void> forget() = 0;
};

}  // namespace ledger
