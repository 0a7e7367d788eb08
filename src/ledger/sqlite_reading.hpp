// One view of what is committed for all statements of a question. Private to this room.
#pragma once

#include "ledger/sqlite_rows.hpp"
#include "ledger/sqlite_store.hpp"

namespace ledger {

// Until it goes; it spares each statement taking a view of its own. Nothing within a transaction.
class SqliteStore::Reading {
 public:
  explicit Reading(SqliteStore& store) : store_(store) {
    if (!outside()) return;
    if (auto begin = store_.get("BEGIN"); begin) {
      detail::Use row(*begin);
      begun_ = row->step().has_value();
    }
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() {
    if (!begun_ || outside()) return;
    if (auto end = store_.get("COMMIT"); end) {
      detail::Use row(*end);
      if (row->step()) return;
    }
    sqlite3_exec(store_.db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

 private:
  bool outside() const { return sqlite3_get_autocommit(store_.db_.get()) != 0; }
  SqliteStore& store_;
  bool begun_ = false;
};

}  // namespace ledger
