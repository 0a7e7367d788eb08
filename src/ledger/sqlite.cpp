#include "ledger/sqlite.hpp"

namespace ledger::detail {

base::Fault fault_of(sqlite3* db, int result, const std::string& path) {
  const base::Place where{.file = path};
  const std::string detail = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(result);
  switch (result & 0xFF) {
    case SQLITE_NOTADB:
      return {"ledger.unreadable", "这个文件不是台账数据库", where, "检查是不是选错了文件"};
    case SQLITE_CANTOPEN:
      return {"ledger.unreadable", "台账打不开：文件夹不存在，或没有权限", where, "检查路径和读写权限"};
    case SQLITE_CORRUPT:
      return {"ledger.unreadable", "台账文件已损坏（" + detail + "）", where, "用最近的备份恢复"};
    case SQLITE_NOMEM:
      return {"ledger.memory", "内存不足，这一步没有做成，台账原有内容不受影响", where, "关闭其他程序后再试"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"ledger.locked", "台账正被另一个程序占用", where, "关闭另一个正在使用台账的窗口后再试"};
    case SQLITE_FULL:
      return {"ledger.full", "磁盘已满，台账没有写入，原有内容不受影响", where, "腾出磁盘空间后再试"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"ledger.unwritable", "台账是只读的，没有写入", where, "检查文件和文件夹的写入权限"};
    case SQLITE_IOERR:
      return {"ledger.unwritable", "读写台账时磁盘出错（" + detail + "），没有写入，原有内容不受影响", where,
              "检查磁盘空间、磁盘状况和写入权限"};
    default:
      return {"ledger.unreadable", "台账出错：" + detail, where, "用最近的备份恢复，并把这一行报告给我们"};
  }
}

base::Result<Statement> Statement::prepare(sqlite3* db, std::string_view sql, const std::string& path) {
  Statement out;
  sqlite3_stmt* raw = nullptr;
  const int result =
      sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  out.statement_.reset(raw);
  if (result != SQLITE_OK) return base::fail(fault_of(db, result, path));
  out.path_ = &path;
  return out;
}

Statement& Statement::bind(int index, const std::string& text) {
  const int result =
      sqlite3_bind_text64(statement_.get(), index, text.c_str(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  JC_ASSERT(result == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_text(int index, std::string_view text) {
  const int result = sqlite3_bind_text64(statement_.get(), index, text.data() == nullptr ? "" : text.data(),
                                         text.size(), SQLITE_STATIC, SQLITE_UTF8);
  JC_ASSERT(result == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  const int result = sqlite3_bind_blob64(statement_.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC);
  JC_ASSERT(result == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
  const int result = sqlite3_bind_int64(statement_.get(), index, number);
  JC_ASSERT(result == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_null(int index) {
  const int result = sqlite3_bind_null(statement_.get(), index);
  JC_ASSERT(result == SQLITE_OK);
  return *this;
}

base::Result<bool> Statement::step() {
  const int result = sqlite3_step(statement_.get());
  result_ = result;
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  const base::Fault fault = fault_of(sqlite3_db_handle(statement_.get()), result, *path_);
  reset();
  return base::fail(fault);
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::string Statement::text(int column) const { return text_or_null(column).value_or(std::string()); }

std::optional<std::string> Statement::text_or_null(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return std::nullopt;
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

base::Result<void> execute(sqlite3* db, const std::string& sql, const std::string& path) {
  const int result = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return base::fail(fault_of(db, result, path));
  return {};
}

}  // namespace ledger::detail
