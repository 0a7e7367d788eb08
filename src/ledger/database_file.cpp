#include "ledger/database_file.hpp"

#include <filesystem>

#include "ledger/schema.hpp"
#include "ledger/sqlite.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::Database;
using detail::execute;
using detail::Statement;

constexpr int kWaitMs = 1500;
constexpr int kMostDamage = 20;

Result<Database> open(const std::string& path, int flags) {
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database db(raw);
  if (opened != SQLITE_OK) return base::fail(detail::fault_of(raw, opened, path));
  sqlite3_busy_timeout(raw, kWaitMs);
  return db;
}

// Of one row and column.
Result<std::string> ask(sqlite3* db, const char* sql, const std::string& path) {
  auto statement = Statement::prepare(db, sql, path);
  if (!statement) return base::fail(statement.error());
  const auto row = statement->step();
  if (!row) return base::fail(row.error());
  return *row ? statement->text(0) : std::string();
}

Result<std::int64_t> number(sqlite3* db, const char* sql, const std::string& path) {
  const auto text = ask(db, sql, path);
  if (!text) return base::fail(text.error());
  return text->empty() ? 0 : std::stoll(*text);
}

Result<void> read_state(sqlite3* db, const std::string& path, FileState& out) {
  const auto tables = number(db, "SELECT count(*) FROM sqlite_schema", path);
  if (!tables) return base::fail(tables.error());
  const auto application = number(db, "PRAGMA application_id", path);
  const auto version = number(db, "PRAGMA user_version", path);
  const auto pages = number(db, "PRAGMA page_count", path);
  const auto unused = number(db, "PRAGMA freelist_count", path);
  const auto size = number(db, "PRAGMA page_size", path);
  const auto journal = ask(db, "PRAGMA journal_mode", path);
  if (!application || !version || !pages || !unused || !size || !journal) {
    return base::fail("ledger.unreadable", "台账文件读不出来", {.file = path}, "用最近的备份恢复");
  }
  out.whose = *application == detail::kApplicationId ? FileState::Whose::jicheng
              : *tables == 0 && *application == 0    ? FileState::Whose::nobody
                                                     : FileState::Whose::other;
  out.version = static_cast<std::int32_t>(*version);
  out.newer = out.whose == FileState::Whose::jicheng && out.version > detail::kSchemaVersion;
  out.bytes = *pages * *size;
  out.unused_bytes = *unused * *size;
  out.journal = *journal;
  return {};
}

void read_damage(sqlite3* db, const std::string& path, FileState& out) {
  auto statement = Statement::prepare(db, "PRAGMA integrity_check(20)", path);
  if (!statement) {
    out.damage.push_back(statement.error().what);
    return;
  }
  for (int i = 0; i < kMostDamage; ++i) {
    const auto row = statement->step();
    if (!row) {
      out.damage.push_back(row.error().what);
      return;
    }
    if (!*row) return;
    if (const std::string said = statement->text(0); said != "ok") out.damage.push_back(said);
  }
}

}  // namespace

Result<FileState> state_of_file(const std::string& path, bool check_pages) {
  FileState out;
  auto db = open(path, SQLITE_OPEN_READONLY);
  if (!db) return base::fail(db.error());
  if (auto read = read_state(db->get(), path, out); !read) {
    if (sqlite3_errcode(db->get()) != SQLITE_NOTADB) return base::fail(read.error());
    out.whose = FileState::Whose::no_database;
    return out;
  }
  if (check_pages && out.whose == FileState::Whose::jicheng) read_damage(db->get(), path, out);
  if (auto writer = open(path, SQLITE_OPEN_READWRITE)) {
    sqlite3_busy_timeout(writer->get(), 0);
    out.in_use = sqlite3_exec(writer->get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_BUSY;
    sqlite3_exec(writer->get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  return out;
}

Result<void> copy_file(const std::string& from, const std::string& to) {
  std::error_code ec;
  if (std::filesystem::exists(to, ec)) {
    return base::fail("file.exists", "已经有同名的文件", {.file = to}, "换一个名字，或先移走它");
  }
  const auto give_up = [&](const base::Fault& fault) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(to + end, ec);
    return base::fail(fault);
  };
  auto source = open(from, SQLITE_OPEN_READWRITE);
  if (!source) return base::fail(source.error());
  {
    auto target = open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!target) return give_up(target.error());
    if (auto set = execute(target->get(), "PRAGMA synchronous = FULL", to); !set) return give_up(set.error());
    sqlite3_backup* copy = sqlite3_backup_init(target->get(), "main", source->get(), "main");
    if (copy == nullptr) return give_up(detail::fault_of(target->get(), sqlite3_errcode(target->get()), to));
    // In one go: one snapshot, which the log keeps for us while others write behind it.
    const int stepped = sqlite3_backup_step(copy, -1);
    const int finished = sqlite3_backup_finish(copy);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
      return give_up(detail::fault_of(target->get(), finished != SQLITE_OK ? finished : stepped, to));
    }
  }
  if (auto closed = close_file(to); !closed) return give_up(closed.error());
  return {};
}

Result<void> close_file(const std::string& path) {
  auto db = open(path, SQLITE_OPEN_READWRITE);
  if (!db) return base::fail(db.error());
  if (auto set = execute(db->get(), "PRAGMA synchronous = FULL", path); !set) return set;
  const auto mode = ask(db->get(), "PRAGMA journal_mode = DELETE", path);
  if (!mode) return base::fail(mode.error());
  if (*mode != "delete") {
    return base::fail("ledger.locked", "台账正被另一个程序占用", {.file = path}, "关闭另一个正在使用台账的窗口后再试");
  }
  return {};
}

}  // namespace ledger
