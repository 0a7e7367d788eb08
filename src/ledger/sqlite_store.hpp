// Records in one SQLite file: WAL, synchronous=FULL, one writer at a time, any number of readers.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "ledger/figure.hpp"
#include "ledger/sqlite.hpp"
#include "ledger/store.hpp"

namespace ledger {

namespace detail {

// A key of an area by what it says, looked up without making a text of it.
struct KeyName {
  std::int64_t area = 0;
  std::string_view indicator, rest;
};
struct OwnKeyName {
  std::int64_t area = 0;
  std::string indicator, rest;
  operator KeyName() const { return {area, indicator, rest}; }
};
struct HashKeyName {
  using is_transparent = void;
  std::size_t operator()(const KeyName& k) const {
    const std::hash<std::string_view> hash;
    return (hash(k.indicator) * 31 + hash(k.rest)) * 31 + static_cast<std::size_t>(k.area);
  }
};
struct SameKeyName {
  using is_transparent = void;
  bool operator()(const KeyName& a, const KeyName& b) const {
    return a.area == b.area && a.rest == b.rest && a.indicator == b.indicator;
  }
};
template <class T>
using ByKeyName = std::unordered_map<OwnKeyName, T, HashKeyName, SameKeyName>;

}  // namespace detail

inline constexpr const char* kInMemory = ":memory:";

class SqliteStore final : public Store {
 public:
  // Faults as `Ledger::open`. A file of version 1 is opened as it is: see `version`.
  static base::Result<std::unique_ptr<SqliteStore>> open(const std::string& path, std::chrono::milliseconds wait,
                                                         int log_pages);

  // The version of the tables found; below the present one nothing but `begin` and `connection` may be used until they
  // have been brought up.
  std::int32_t version() const { return version_; }
  void now_current();
  sqlite3* connection() { return db_.get(); }
  const std::string& path() const { return path_; }

  std::string kind() const override { return "sqlite"; }
  bool spans_areas() const override { return true; }
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
  base::Result<void> audit(const std::string& area, const std::function<void(std::int64_t sequence)>& wrong) override;
  base::Result<std::optional<PersonKey>> person_key(const std::string& area, const std::string& person) override;
  base::Result<std::vector<std::string>> areas_of_person(const std::string& person) override;
  base::Result<void> forget() override;

 private:
  friend class SqliteTransaction;
  struct Area {
    std::int64_t no = 0;
    std::int64_t keys = 0;
    base::HashAlgorithm algorithm = base::HashAlgorithm::sha256;
  };

  // An area, where its chain ends, and the next number for a key of it (0: not looked up).
  struct Held {
    Area stored;
    Head head;
    std::int64_t next_key = 0;
    bool there = true;  // it has a row
  };
  struct Key {
    std::int64_t no = 0;  // 0: not there
    bool read = false;    // `figure` is what stands in the table, or will after `put`
    bool stored = false;  // it has a row
    detail::Figure figure;
  };
  // What a transaction has read and written. The next one goes on from it when this one committed and no other
  // connection has written since, which SQLite tells by the number of its data.
  struct Memory {
    std::unordered_map<std::string, Held> areas;
    detail::ByKeyName<Key> keys;
    std::uint32_t data = 0;
    void forget() {
      areas.clear();
      keys.clear();
    }
  };
  std::uint32_t data_number();

  SqliteStore(std::string path, std::chrono::milliseconds wait, int log_pages)
      : path_(std::move(path)), wait_(wait), log_pages_(log_pages) {}
  // `make`: a file that is not there is made.
  base::Result<void> connect(bool make);
  base::Result<void> check_owner();
  base::Result<void> create();
  // Before a writing transaction builds on what the log says, once a connection: all of it is made durable. Until then
  // the connection brings nothing of the log into the file.
  base::Result<void> settle();
  // After an error of the disk in a commit: what it left in the log beyond the last commit is overwritten by another,
  // so that nobody who opens the file later takes it for committed. Nothing is written before this has succeeded.
  base::Result<void> overwrite_doubtful();
  // Prepared once; the literal's address is its name.
  base::Result<detail::Statement*> get(const char* sql);
  base::Result<std::optional<Area>> find_area(const std::string& name);
  base::Result<Head> head_of(const Area& area, const std::string& name);
  base::Result<std::optional<detail::Figure>> figure(std::int64_t key);
  // One view of what is committed for all statements until it goes, which spares each of them taking one; nothing
  // within a transaction.
  class Reading;
  SqliteStore* companion();
  base::Result<void> entries_by_two(SqliteStore& other, const std::array<std::int64_t, 3>& bounds,
                                    const FactQuery& query, const VisitEntry& visit);
  // By the numbers of keys, both included.
  base::Result<void> entries_between(std::int64_t first, std::int64_t last, const FactQuery& query,
                                     const VisitEntry& visit);
  base::Result<void> entries_of_indicator(std::int64_t area, const FactQuery& query, const VisitEntry& visit);
  // Blocks of one key after another.
  class Blocks;
  base::Result<void> entries_of(std::int64_t key, const detail::Figure& figure, const FactQuery& query,
                                const VisitEntry& visit, Blocks& blocks);
  base::Result<void> every_entry_of(std::int64_t key, const detail::Figure& figure, const FactQuery& query,
                                    const VisitEntry& visit, Blocks& blocks);
  // Of the sealed entries those that hold as of the query, one of each sort that is there.
  base::Result<void> walk_days(std::int64_t key, const detail::Figure& figure, const FactQuery& query,
                               std::vector<FactEntry>& out);
  base::Result<void> sealed_entries(std::int64_t key, std::vector<FactEntry>& out);
  struct Sealed {
    std::int64_t last = 0;
    std::int64_t row = 0;  // where it lies
    detail::Block block;
  };
  Sealed sealed_;  // the last one a question read
  // The block in which a sequence of the key lies, or would lie.
  base::Result<std::optional<Sealed>> sealed_with(std::int64_t key, std::int64_t sequence);
  // What one of the questions that give a block finds, into a value that is there already; false: there is none.
  base::Result<bool> sealed_by(const char* question, std::int64_t key, std::int64_t at, bool digests, Sealed& out);
  base::Fault broken_index() const;
  base::Result<bool> agrees(std::int64_t key, const detail::Figure& figure, std::int64_t& sequence);

  std::string path_;
  std::chrono::milliseconds wait_;
  int log_pages_;
  detail::Database db_;
  std::unordered_map<const char*, detail::Statement> statements_;
  // Numbers of keys, and names of areas, that are committed: they never change.
  detail::ByKeyName<std::int64_t> key_numbers_;
  std::unordered_set<std::string> labels_;
  Memory memory_;
  std::unique_ptr<SqliteStore> companion_;  // reads; goes before the connection does, which has the log brought in
  bool alone_ = false;                      // there can be no companion
  std::int32_t version_ = 0;
  bool in_doubt_ = false, settled_ = false;
};

}  // namespace ledger
