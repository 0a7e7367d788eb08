// PostgreSQL held by a value that closes itself, every wait bounded, its errors as Chinese faults without any password.
// Private to this room.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <libpq-fe.h>

#include "base/fault.hpp"

namespace ledger::detail {

struct PostgresLimits {
  std::chrono::milliseconds connect{5000};   // to reach a server and be let in; at least two seconds, by libpq
  std::chrono::milliseconds answer{30000};   // of one statement; the server gives up a little earlier than we do
  std::chrono::milliseconds wait{1500};      // for another writer to finish (lock_timeout)
  std::chrono::milliseconds abandon{60000};  // after which the server drops what a vanished writer held
};

// Parameters of a statement, in PostgreSQL's binary form. Texts and bytes are not copied: they must live until `run`.
class Parameters {
 public:
  Parameters& text(std::string_view value);
  Parameters& bytes(std::string_view value);
  Parameters& big(std::int64_t value);
  Parameters& integer(std::int32_t value);
  Parameters& null_bytes();
  Parameters& bigs(std::span<const std::int64_t> values);
  Parameters& texts(std::span<const std::string> values);

 private:
  friend class Connection;
  void own(Oid type, std::string bytes);
  struct One {
    Oid type = 0;
    std::optional<std::string_view> view;  // nothing: null, unless `owned`
    std::string owned;
    bool is_owned = false;
  };
  std::vector<One> values_;
};

// Rows of a result, in binary form.
class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result) {}
  int size() const { return PQntuples(result_.get()); }
  bool empty() const { return size() == 0; }
  bool is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }
  // Text or bytes; empty for null. Valid as long as the rows.
  std::string_view view(int row, int column) const;
  std::string text(int row, int column) const { return std::string(view(row, column)); }
  // Of any width; 0 for null. A boolean is 0 or 1.
  std::int64_t integer(int row, int column) const;
  // "COMMIT", "ROLLBACK" …
  std::string_view command() const { return PQcmdStatus(result_.get()); }

 private:
  struct Clear {
    void operator()(PGresult* r) const { PQclear(r); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

// Rows on their way into a table by COPY … (FORMAT binary).
class CopyRows {
 public:
  CopyRows();
  void row(int columns);
  void text(std::string_view value);
  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  void big(std::int64_t value);
  void integer(std::int32_t value);
  void small(std::int16_t value);
  void boolean(bool value);
  void null();
  int rows() const { return rows_; }

 private:
  friend class Connection;
  // What stands here was given to a connection; the next rows belong to the same COPY.
  void given() { buffer_.clear(), rows_ = 0; }
  std::string buffer_;
  int rows_ = 0;
};

class Connection {
 public:
  // `uri` as libpq takes it (postgresql://…). Faults: "ledger.address" (no such form), "ledger.unreachable",
  // "ledger.denied".
  static base::Result<Connection> open(const std::string& uri, const PostgresLimits& limits);
  // What may be shown of the address: hosts, port, database; never who or with which password.
  static std::string shown(const std::string& uri);

  // Prepared at its first use; the literal's address is its name.
  base::Result<Rows> run(const char* sql, const Parameters& parameters = {});
  // One or more statements without parameters.
  base::Result<Rows> simple(const std::string& sql);
  base::Result<void> copy_in(const char* sql, CopyRows& rows);
  // The same in parts, so that the server has something to do while the next rows are made: begun, given rows (which
  // are empty afterwards), ended. In between nothing else can be said over this connection. What the server finds wrong
  // with the rows is told when the COPY ends, if not before.
  base::Result<void> begin_copy(const char* sql) {
    if (auto begun = simple(sql); !begun) return base::fail(begun.error());
    return {};
  }
  base::Result<void> give(CopyRows& rows) { return send(rows, deadline()); }
  base::Result<void> end_copy(CopyRows& rows);
  // Ends a COPY so that none of its rows are taken; the transaction can only be rolled back then, as a whole or to a
  // savepoint.
  base::Result<void> give_up_copy();

  // Lost, or given up after a wait: nothing more can be asked of it.
  bool broken() const { return broken_; }
  // SQLSTATE of the last failure; empty when it came from no server.
  const std::string& state() const { return state_; }
  // The server has warned since `simple("COMMIT")` was sent, as it does when a commit is not where it should be.
  bool warned() const { return *warned_; }
  const std::string& name() const { return shown_; }

 private:
  Connection() = default;
  base::Result<void> settle();
  base::Result<bool> wait_for(bool to_write, std::chrono::steady_clock::time_point deadline);
  base::Result<void> send(CopyRows& rows, std::chrono::steady_clock::time_point deadline);
  base::Result<void> say_end_of_copy(const char* why_not, std::chrono::steady_clock::time_point deadline);
  base::Result<void> flush(std::chrono::steady_clock::time_point deadline);
  // The last result of what was sent; COPY's beginning counts as one.
  base::Result<Rows> collect(std::chrono::steady_clock::time_point deadline);
  base::Fault lost(const std::string& why);
  base::Fault fault_of(const PGresult* result);
  std::chrono::steady_clock::time_point deadline() const { return std::chrono::steady_clock::now() + limits_.answer; }

  struct Finish {
    void operator()(PGconn* c) const { PQfinish(c); }
  };
  std::unique_ptr<PGconn, Finish> handle_;
  std::unordered_map<const char*, std::string> prepared_;
  int named_ = 0;  // statements, also those that were not prepared after all
  PostgresLimits limits_;
  std::string shown_, password_, state_;
  std::unique_ptr<bool> warned_ = std::make_unique<bool>(false);
  bool broken_ = false;
};

}  // namespace ledger::detail
