// Writing into the PostgreSQL store: inside one area, held by the row of the area. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ledger/postgres_store.hpp"

namespace ledger {

class PostgresTransaction final : public Transaction {
 public:
  explicit PostgresTransaction(PostgresStore& store) : store_(store), connected_(store.connected_) {}
  ~PostgresTransaction() override;

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
  using Key = KnownKeys::Key;
  struct Placed {
    Key* key = nullptr;  // of facts and corrections
    const NewRecord* record = nullptr;
  };

  base::Result<detail::Rows> ask(const char* sql, const detail::Parameters& parameters = {});
  base::Result<void> copy(const char* sql, detail::CopyRows& rows);
  base::Result<void> say(const char* sql);
  base::Result<std::string> lock(const std::string& area, base::HashAlgorithm algorithm);
  // All these keys, in their order, looked up together.
  base::Result<std::vector<Key*>> resolve(const std::string& area, const std::vector<const FactKey*>& wanted);
  base::Result<void> ask_of(const std::string& area, std::span<const Probe> probes,
                            std::span<const std::pair<std::int64_t, std::size_t>> asked, std::vector<Probed>& out);
  base::Result<void> put_labels(const std::string& area, std::span<const NewRecord> records);
  base::Result<void> give(const std::string& area, std::span<const Placed> records);
  void list(const std::string& area, Key& key, const NewRecord& record);
  void remember();
  // Nothing can be asked while records are on their way: ends their COPY, then puts the keys and what they took away.
  base::Result<void> settle();

  PostgresStore& store_;
  std::int64_t connected_;
  std::unordered_map<std::string, Head> areas_;
  KnownKeys known_;  // of the one area
  struct OnTheirWay {
    detail::CopyRows records, keys, taken;
  };
  std::optional<OnTheirWay> on_their_way_;
  std::vector<std::string> labelled_;                      // to be remembered once committed
  std::unordered_map<std::int64_t, std::string> targets_;  // records looked up to be taken away → their keys
  bool open_ = true, in_savepoint_ = false;
  bool changed_ = false;  // something was put
};

}  // namespace ledger
