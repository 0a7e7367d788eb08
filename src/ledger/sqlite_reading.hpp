// One view of what is committed for all statements of a question. Private to this room.
#pragma once

#include <new>

#include "ledger/sqlite_rows.hpp"
#include "ledger/sqlite_store.hpp"

namespace ledger {

// Until it goes; it spares each statement taking a view of its own. Nothing within a transaction.
class SqliteStore::Reading {
 public:
  explicit Reading(SqliteStore& store) : store_(store) {
    if (!outside()) return;
    // How it ends is made ready first: whoever goes may ask for no memory.
    const auto begin = store_.get("BEGIN"), end = store_.get("COMMIT");
    if (!begin || !end) return;
    end_ = *end;
    detail::Use row(*begin);
    begun_ = row->step().has_value();
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() {
    if (!begun_ || outside()) return;
    try {
      detail::Use row(end_);
      if (row->step()) return;
    } catch (const std::bad_alloc&) {  // for the words of a fault that nobody will read
    }
    sqlite3_exec(store_.db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

 private:
  bool outside() const { return sqlite3_get_autocommit(store_.db_.get()) != 0; }
  SqliteStore& store_;
  detail::Statement* end_ = nullptr;
  bool begun_ = false;
};

}  // namespace ledger
