// Writing into the PostgreSQL store: inside one area, held by the row of the area. Private to this room.
#pragma once

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
  // What is known of a key while this transaction lasts.
  struct Key {
    std::int64_t no = 0;
    bool found = false;  // there, or put by this transaction
    unsigned sorts = 0;  // one bit for each sort it has
  };

  base::Result<detail::Rows> ask(const char* sql, const detail::Parameters& parameters = {});
  base::Result<void> copy(const char* sql, const detail::CopyRows& rows);
  base::Result<void> say(const char* sql);
  base::Result<std::string> lock(const std::string& area, base::HashAlgorithm algorithm);
  // Numbers of all these keys, looked up together.
  base::Result<void> resolve(const std::string& area, const std::vector<const FactKey*>& wanted);
  Key& known(const FactKey& key);
  base::Result<void> put_labels(const std::string& area, std::span<const NewRecord> records);
  base::Result<void> put_keys(const std::string& area, std::span<const NewRecord> records);

  PostgresStore& store_;
  std::int64_t connected_;
  std::unordered_map<std::string, Head> areas_;
  std::unordered_map<std::string, Key> keys_;  // by indicator, a line break, rest
  std::unordered_map<std::int64_t, const std::string*> by_number_;
  std::vector<std::string> labelled_;  // to be remembered once committed
  bool open_ = true, in_savepoint_ = false;
};

}  // namespace ledger
