// Writing into the SQLite store. Private to this room.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ledger/sqlite_store.hpp"

namespace ledger {

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(SqliteStore& store) : store_(store) {}
  ~SqliteTransaction() override;

  base::Result<Head> hold(const std::string& area, base::HashAlgorithm algorithm) override;
  base::Result<std::optional<StoredReceipt>> receipt(const std::string& area, const std::string& request) override;
  base::Result<std::vector<Probed>> probe(const std::string& area, std::span<const Probe> probes) override;
  base::Result<void> put(const std::string& area, std::span<const NewRecord> records) override;
  base::Result<void> put_receipt(const std::string& area, const StoredReceipt& receipt) override;
  base::Result<std::optional<PersonKey>> person_key(const std::string& area, const std::string& person) override;
  base::Result<void> put_person_key(const std::string& area, const std::string& person, const PersonKey& key) override;
  base::Result<std::optional<Target>> target(const std::string& area, std::int64_t sequence) override;
  base::Result<void> savepoint() override;
  base::Result<void> release() override;
  base::Result<void> undo() override;
  base::Result<void> commit() override;

 private:
  struct Area {
    SqliteStore::Area stored;
    Head head;
    std::unordered_set<std::string> labels;  // known to be there
  };
  // What is known of a key while this transaction lasts.
  struct Key {
    std::int64_t no = 0;       // 0: not there
    std::int64_t entries = 0;  // ordinal of the last
    std::int32_t latest = 0;
    std::string holding;  // as stored with the last entry, once the key is long
  };

  Area& held(const std::string& area);
  base::Result<bool> run(const char* sql, auto&&... values);
  std::string name_of(const Area& area, const FactKey& key) const;
  // The key with its last entries; `visit` sees each entry of a short key, latest first.
  base::Result<Key*> key(const Area& area, const FactKey& key, auto&& visit);
  base::Result<Key*> key(const Area& area, const FactKey& key);
  base::Result<std::vector<FactEntry>> all_entries(std::int64_t key);
  base::Result<Probed> probe_one(const Area& area, const Probe& probe);
  base::Result<void> put_entries(Area& area, std::span<const NewRecord> records);
  base::Result<void> put_entry(Area& area, const NewRecord& record);
  base::Result<void> index_days(const Key& key, std::span<const FactEntry> entries);
  base::Result<std::string> holding_with(const Key& key, const FactEntry& entry);
  base::Result<void> take_away(const Area& area, const NewRecord& record);

  SqliteStore& store_;
  std::unordered_map<std::string, Area> areas_;
  std::unordered_map<std::string, Key> keys_;
  bool open_ = true;
};

}  // namespace ledger
