// SQLite held by values that close themselves, and its errors as Chinese faults. Private to this room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>

#include "base/fault.hpp"

namespace ledger::detail {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

// What SQLite's result code means to the user. "ledger.unreadable", "ledger.unwritable", "ledger.full",
// "ledger.locked", "ledger.memory".
base::Fault fault_of(sqlite3* db, int result, const std::string& path);

class Statement {
 public:
  Statement() = default;
  // The SQL is ours: one that does not compile against our own schema is a damaged file, never a mistake of the user.
  static base::Result<Statement> prepare(sqlite3* db, std::string_view sql, const std::string& path);

  // The text is not copied: it must live until `reset`.
  Statement& bind(int index, const std::string& text);
  Statement& bind(int index, std::string&& text) = delete;
  Statement& bind(int index, std::int64_t number);
  Statement& bind_null(int index);
  // As `bind` of a text: not copied.
  Statement& bind_text(int index, std::string_view text);
  Statement& bind_blob(int index, std::string_view bytes);

  // True: a row is there; false: done. Faults as `fault_of`.
  base::Result<bool> step();
  void reset();
  // SQLite's result code of the last step.
  int result() const { return result_; }

  std::string text(int column) const;
  // Text or bytes, valid until the next step or reset; empty for null.
  std::string_view view(int column) const {
    sqlite3_value* const value = sqlite3_column_value(statement_.get(), column);
    const void* bytes = sqlite3_value_blob(value);
    const int size = sqlite3_value_bytes(value);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
  }
  bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  std::optional<std::string> text_or_null(int column) const;
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  const std::string* path_ = nullptr;
  int result_ = SQLITE_OK;
};

// Several statements without results.
base::Result<void> execute(sqlite3* db, const std::string& sql, const std::string& path);

}  // namespace ledger::detail
