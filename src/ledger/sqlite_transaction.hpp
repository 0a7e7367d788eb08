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
  explicit SqliteTransaction(SqliteStore& store);
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

  // Enters into the index of facts what `records` say, which stand in the ledger already: for a file of version 2.
  base::Result<void> index(const std::string& area, std::span<const NewRecord> records);
  // How many keys the area has by now.
  base::Result<void> keep_counts(const std::string& area);

 private:
  using Area = SqliteStore::Held;
  using Key = SqliteStore::Key;

  Area& held(const std::string& area);
  // Makes the area's row when it has none yet; from here on the transaction changes something.
  base::Result<void> settle_area(Area& area);
  base::Result<bool> run(const char* sql, auto&&... values);
  base::Result<Key*> key(const Area& area, const FactKey& key);
  base::Result<void> read_key(const Area& area, const FactKey& name, Key& key);
  base::Result<Probed> probe_one(const Key& key, const Probe& probe);
  base::Result<std::int64_t> next_key(Area& area);
  base::Result<void> put_entries(Area& area, std::span<const NewRecord> records);
  base::Result<Key*> put_entry(Area& area, const NewRecord& record);
  base::Result<void> put_figure(Key& key);
  base::Result<void> seal(Key& key);
  void remember();
  base::Result<Key*> take_away(const Area& area, const NewRecord& record);

  SqliteStore& store_;
  SqliteStore::Memory& memory_;
  // For the store to remember once all is committed.
  std::vector<std::pair<detail::OwnKeyName, std::int64_t>> key_numbers_;
  std::unordered_set<std::string> labels_;
  bool open_ = true, changed_ = false;
};

}  // namespace ledger
