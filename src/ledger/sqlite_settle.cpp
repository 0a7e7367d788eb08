#include "ledger/schema.hpp"
#include "ledger/sqlite_store.hpp"

namespace ledger {

// SQLite takes for committed what it finds whole in the log. A program that was killed between writing and syncing
// leaves there what only the system's memory holds: whoever says of such a record that it is there must sync first.
base::Result<void> SqliteStore::settle() {
  if (settled_ || path_ == kInMemory) return {};
  sqlite3_file* log = nullptr;
  const auto failed = [&](int result) { return base::fail(detail::fault_of(nullptr, result, path_)); };
  if (const int result = sqlite3_file_control(db_.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log)) {
    return failed(result);
  }
  if (log != nullptr && log->pMethods != nullptr) {
    if (const int result = log->pMethods->xSync(log, SQLITE_SYNC_FULL)) return failed(result);
  }
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  settled_ = true;
  return {};
}

// A system may hold the frames of a failed sync as if they had been written; syncing again would say yes and do
// nothing. The failed commit is rolled back for this connection and every other, so that the next one takes its place
// in the log.
base::Result<void> SqliteStore::overwrite_doubtful() {
  const std::string again = "BEGIN IMMEDIATE; PRAGMA user_version = " + std::to_string(detail::kSchemaVersion) + ";";
  auto done = detail::execute(db_.get(), again, path_);
  if (done) done = detail::execute(db_.get(), "COMMIT", path_);
  if (!done) {
    if (sqlite3_get_autocommit(db_.get()) == 0) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    return done;
  }
  in_doubt_ = false;
  settled_ = false;
  return {};
}

}  // namespace ledger
