// Records in a PostgreSQL database, tables partitioned by area; or through a coordinator on several of them.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ledger/postgres.hpp"
#include "ledger/store.hpp"

namespace ledger {

// What is known of keys of facts of one area. It stays true as long as the area's chain ends in the same digest, which
// stands for all that was ever written there: so the next write of the same writer need not ask again.
struct KnownKeys {
  struct Entry {
    std::uint64_t said = 0, id = 0;
    std::int64_t sequence = 0;
  };
  struct Key {
    std::int64_t no = 0;
    bool found = false;  // some entry is there
    unsigned sorts = 0;  // one bit for each sort it has
    bool whole = false;  // `entries` are all it has, and none is withdrawn
    std::vector<Entry> entries;
  };
  std::unordered_map<std::string, Key> keys;  // by indicator, a line break, rest
  std::unordered_map<std::int64_t, const std::string*> by_number;
  std::string area;
  base::Digest chain{};
  std::size_t entries = 0;

  KnownKeys() = default;
  KnownKeys(KnownKeys&&) = default;  // a copy's `by_number` would point into the other's `keys`
  KnownKeys& operator=(KnownKeys&&) = default;
  // Something of the key was taken away: what it still says is for the tables to tell.
  void disturb(Key& key) {
    entries -= key.entries.size();
    key.whole = false;
    key.entries.clear();
  }
  void disturb_all() {
    for (auto& [text, key] : keys) disturb(key);
  }
};

class PostgresStore final : public Store {
 public:
  // The tables are made where the database has none and the user may make them. Connects anew by itself after a
  // connection was lost. Faults as `Ledger::open`, and "ledger.address", "ledger.unreachable", "ledger.denied",
  // "ledger.unsafe" (a server that may lose what it has acknowledged).
  static base::Result<std::unique_ptr<PostgresStore>> open(const std::string& uri,
                                                           const detail::PostgresLimits& limits = {});
  static bool is_address(const std::string& data);
  // The address as it may be shown, without user and password.
  std::string name() const { return detail::Connection::shown(uri_); }

  std::string kind() const override { return "postgresql"; }
  bool spans_areas() const override { return false; }
  base::Result<std::unique_ptr<Transaction>> begin() override;
  base::Result<std::vector<Head>> areas() override;
  base::Result<std::optional<Head>> head(const std::string& area) override;
  base::Result<std::vector<std::string>> areas_named(const std::string& name) override;
  base::Result<std::int64_t> sequence_at(const std::string& area, std::int64_t recorded_by) override;
  base::Result<void> scan(const std::string& area, std::int64_t from, std::int64_t to, const Visit& visit) override;
  base::Result<void> read(const std::string& area, std::span<const std::int64_t> sequences,
                          const Visit& visit) override;
  base::Result<void> entries(const FactQuery& query, const VisitEntry& visit) override;
  base::Result<void> events(const EventSearch& search, const std::function<void(const EventEntry&)>& visit) override;
  base::Result<void> receipts(const std::string& area, const std::function<bool(const StoredReceipt&)>& visit) override;
  base::Result<std::optional<PersonKey>> person_key(const std::string& area, const std::string& person) override;
  base::Result<std::vector<std::string>> areas_of_person(const std::string& person) override;
  base::Result<void> forget() override;

 private:
  friend class PostgresTransaction;
  PostgresStore(std::string uri, detail::PostgresLimits limits) : uri_(std::move(uri)), limits_(limits) {}
  base::Result<void> connect();
  base::Result<void> check_owner();
  base::Result<void> create();
  // The connection, made anew when the last one was lost.
  base::Result<detail::Connection*> live();
  base::Result<detail::Rows> ask(const char* sql, const detail::Parameters& parameters = {});
  base::Result<Head> head_of(const std::string& area, base::HashAlgorithm algorithm);
  base::Result<std::vector<std::int64_t>> keys_of(const FactQuery& query);

  std::string uri_;
  detail::PostgresLimits limits_;
  std::optional<detail::Connection> connection_;
  std::int64_t connected_ = 0;                // how often: a transaction belongs to one connection
  bool writing_ = false;                      // a transaction is open
  bool copying_ = false;                      // records are on their way: only the transaction may use the connection
  bool on_shards_ = false;                    // the database is a coordinator
  KnownKeys known_;                           // as of the last write
  std::unordered_set<std::string> labelled_;  // area, a line break, a name known to be there
};

}  // namespace ledger
