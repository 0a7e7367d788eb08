// What a Ledger holds. Private to this room.
#pragma once

#include <memory>
#include <string>

#include "ledger/ledger.hpp"

namespace ledger {

struct Ledger::Inside {
  std::unique_ptr<Store> store;
  std::string path;  // as the user gave it, without a password
  Options options;
  // What a question reads, kept for the next one: the system takes memory back that is given up in such pieces, and to
  // take it anew for each question took longer than to read into it.
  std::string bodies;

  // One write within a transaction, its area held; a fault leaves the transaction to be dropped or undone.
  base::Result<Receipt> write(Transaction& transaction, const Write& write) const;
  base::Result<Receipt> write(Transaction& transaction, Prepared& write) const;
  // The value of a sealed field, empty and `erased` when the key is gone.
  base::Result<void> unseal(const std::string& area, Event& event) const;
  std::string random_bytes(std::size_t count) const;
  base::Fault damaged(const std::string& area, std::int64_t sequence) const;
  base::Fault tampered(const std::string& area, std::int64_t sequence, const std::string& what) const;
};

// What a personal field is sealed to: whose value it is, where and which.
std::string context_of(const std::string& area, const PersonalField& field);

// Brings a file of an earlier version up to the present tables in one transaction. Faults: those of `Ledger::open`, and
// "ledger.tampered" when what it holds is not what was written.
class SqliteStore;
base::Result<void> migrate(SqliteStore& store, const Ledger::Inside& inside);

}  // namespace ledger
