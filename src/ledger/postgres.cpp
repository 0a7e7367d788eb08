#include "ledger/postgres.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/poll.h>

#include "ledger/postgres_fault.hpp"

namespace ledger::detail {

namespace {

using base::Result;

// pg_type.dat of PostgreSQL: fixed for ever.
constexpr Oid kBytea = 17, kInt8 = 20, kInt4 = 23, kText = 25, kTextArray = 1009, kInt8Array = 1016;

void put(std::string& out, std::uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(number >> (8 * i)));
}

std::string array_head(Oid element, std::size_t count) {
  std::string out;
  put(out, count == 0 ? 0 : 1, 4);
  put(out, 0, 4);
  put(out, element, 4);
  if (count == 0) return out;
  put(out, count, 4);
  put(out, 1, 4);
  return out;
}

void note_warning(void* warned, const PGresult* result) {
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && std::string_view(severity) == "WARNING") *static_cast<bool*>(warned) = true;
}

struct FreeOptions {
  void operator()(PQconninfoOption* o) const { PQconninfoFree(o); }
};
using ConnectionOptions = std::unique_ptr<PQconninfoOption, FreeOptions>;

ConnectionOptions parse(const std::string& uri) {
  char* message = nullptr;
  ConnectionOptions out(PQconninfoParse(uri.c_str(), &message));
  PQfreemem(message);  // it may repeat what the user wrote, a password too
  return out;
}

}  // namespace

Parameters& Parameters::text(std::string_view value) {
  values_.push_back({.type = kText, .view = value});
  return *this;
}

Parameters& Parameters::bytes(std::string_view value) {
  values_.push_back({.type = kBytea, .view = value});
  return *this;
}

void Parameters::own(Oid type, std::string bytes) {
  values_.push_back({.type = type, .view = {}, .owned = std::move(bytes), .is_owned = true});
}

Parameters& Parameters::big(std::int64_t value) {
  std::string bytes;
  put(bytes, static_cast<std::uint64_t>(value), 8);
  own(kInt8, std::move(bytes));
  return *this;
}

Parameters& Parameters::integer(std::int32_t value) {
  std::string bytes;
  put(bytes, static_cast<std::uint32_t>(value), 4);
  own(kInt4, std::move(bytes));
  return *this;
}

Parameters& Parameters::null_bytes() {
  values_.push_back({.type = kBytea});
  return *this;
}

Parameters& Parameters::bigs(std::span<const std::int64_t> values) {
  std::string bytes = array_head(kInt8, values.size());
  for (const std::int64_t value : values) {
    put(bytes, 8, 4);
    put(bytes, static_cast<std::uint64_t>(value), 8);
  }
  own(kInt8Array, std::move(bytes));
  return *this;
}

Parameters& Parameters::texts(std::span<const std::string> values) {
  std::string bytes = array_head(kText, values.size());
  for (const std::string& value : values) {
    put(bytes, value.size(), 4);
    bytes += value;
  }
  own(kTextArray, std::move(bytes));
  return *this;
}

std::string_view Rows::view(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::integer(int row, int column) const {
  const auto bytes = view(row, column);
  if (bytes.empty()) return 0;
  std::int64_t out = static_cast<signed char>(bytes[0]);
  for (const char byte : bytes.substr(1))
    out = static_cast<std::int64_t>(static_cast<std::uint64_t>(out) << 8) | static_cast<unsigned char>(byte);
  return out;
}

// "Binary Format" of COPY in PostgreSQL's manual: a signature, flags, no extension; a row is its number of fields, each
// with its length.
CopyRows::CopyRows() { buffer_.assign("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19); }
void CopyRows::row(int columns) {
  put(buffer_, static_cast<std::uint64_t>(columns), 2);
  ++rows_;
}
void CopyRows::text(std::string_view value) {
  put(buffer_, value.size(), 4);
  buffer_ += value;
}
void CopyRows::big(std::int64_t value) {
  put(buffer_, 8, 4);
  put(buffer_, static_cast<std::uint64_t>(value), 8);
}
void CopyRows::integer(std::int32_t value) {
  put(buffer_, 4, 4);
  put(buffer_, static_cast<std::uint32_t>(value), 4);
}
void CopyRows::small(std::int16_t value) {
  put(buffer_, 2, 4);
  put(buffer_, static_cast<std::uint16_t>(value), 2);
}
void CopyRows::boolean(bool value) {
  put(buffer_, 1, 4);
  put(buffer_, value ? 1 : 0, 1);
}
void CopyRows::null() { put(buffer_, 0xFFFFFFFF, 4); }

std::string Connection::shown(const std::string& uri) {
  const auto options = parse(uri);
  if (!options) return "postgresql://…";
  std::string host, port, database;
  for (const auto* o = options.get(); o->keyword != nullptr; ++o) {
    const std::string_view key = o->keyword;
    if (o->val == nullptr) continue;
    if (key == "host" || (key == "hostaddr" && host.empty())) host = o->val;
    if (key == "port") port = o->val;
    if (key == "dbname") database = o->val;
  }
  // A password in the wrong place makes a "database" of the rest.
  if (database.find_first_of("@:/=") != std::string::npos) database.clear();
  return "postgresql://" + host + (port.empty() ? "" : ":" + port) + "/" + database;
}

Result<Connection> Connection::open(const std::string& uri, const PostgresLimits& limits) {
  Connection out;
  out.limits_ = limits;
  out.shown_ = shown(uri);
  const auto options = parse(uri);
  if (!options) {
    return base::fail("ledger.address", "数据库地址写得不对", {.file = out.shown_},
                      "写成 postgresql://用户@主机:端口/数据库；密码放在 ~/.pgpass 文件里，不写在地址中");
  }
  std::vector<std::pair<std::string, std::string>> given{
      {"connect_timeout", std::to_string(std::max<std::int64_t>(limits.connect.count() / 1000, 2))},
      {"application_name", "jicheng"},
      {"keepalives_idle", "10"},
      {"keepalives_interval", "5"},
      {"keepalives_count", "3"},
      {"tcp_user_timeout", std::to_string(limits.answer.count())},
      {"client_encoding", "UTF8"}};
  for (const auto* o = options.get(); o->keyword != nullptr; ++o) {
    if (o->val == nullptr || *o->val == '\0') continue;
    const auto at = std::ranges::find(given, std::string(o->keyword), &std::pair<std::string, std::string>::first);
    at == given.end() ? static_cast<void>(given.emplace_back(o->keyword, o->val))
                      : static_cast<void>(at->second = o->val);
    if (std::string_view(o->keyword) == "password") out.password_ = o->val;
  }
  std::vector<const char*> keys, values;
  for (const auto& [key, value] : given) {
    keys.push_back(key.c_str());
    values.push_back(value.c_str());
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  out.handle_.reset(PQconnectdbParams(keys.data(), values.data(), 0));
  PGconn* c = out.handle_.get();
  if (c == nullptr || PQstatus(c) != CONNECTION_OK) {
    const std::string why = c == nullptr ? "" : without(PQerrorMessage(c), out.password_);
    return base::fail(not_connected(why, c != nullptr && PQconnectionNeedsPassword(c) != 0, out.shown_));
  }
  PQsetnonblocking(c, 1);
  PQsetNoticeReceiver(c, note_warning, out.warned_.get());
  if (auto settled = out.settle(); !settled) return base::fail(settled.error());
  return out;
}

// What every session of ours needs. The server gives up before we do, so that its answer says why.
Result<void> Connection::settle() {
  const auto ms = [](std::chrono::milliseconds t) { return std::to_string(std::max<std::int64_t>(t.count(), 1)); };
  const auto set =
      simple("SET search_path = pg_catalog, pg_temp; SET statement_timeout = " + ms(limits_.answer * 9 / 10) +
             "; SET lock_timeout = " + ms(limits_.wait) +
             "; SET idle_in_transaction_session_timeout = " + ms(limits_.abandon) +
             "; SET client_connection_check_interval = 2000; SET enable_partitionwise_join = on; SET jit = off" +
             // A server in the middle of COPY waits for its client without any limit of its own, the area held.
             "; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; "
             "SET tcp_user_timeout = " +
             ms(limits_.answer));
  if (!set) return base::fail(set.error());
  const auto durable = simple(
      "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'), "
      "current_setting('server_encoding')");
  if (!durable) return base::fail(durable.error());
  if (durable->view(0, 0) != "on" || durable->view(0, 1) != "on") {
    return base::fail("ledger.unsafe", "数据库服务器关掉了 fsync 或 full_page_writes，断电会丢记录，不能存台账",
                      {.file = shown_}, "请管理员在 postgresql.conf 里改为 on 后重启数据库");
  }
  if (durable->view(0, 3) != "UTF8") {
    return base::fail("ledger.unsafe", "数据库的字符编码不是 UTF8，不能存台账", {.file = shown_},
                      "请管理员用 CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 另建数据库");
  }
  // A commit must be on disk before it is answered; a stronger wish of the server (for its replicas) stands.
  if (const auto now = durable->view(0, 2); now == "off" || now == "local") {
    if (auto on = simple("SET synchronous_commit = on"); !on) return base::fail(on.error());
  }
  return {};
}

base::Fault Connection::lost(const std::string& why) {
  broken_ = true;
  state_.clear();
  return connection_lost(why, shown_);
}

base::Fault Connection::fault_of(const PGresult* result) {
  const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (PQstatus(handle_.get()) == CONNECTION_BAD) broken_ = true;
  if (code == nullptr) return lost(without(PQresultErrorMessage(result), password_));
  state_ = code;
  return fault_of_state(state_, without(message == nullptr ? "" : message, password_), shown_);
}

// False: time ran out.
Result<bool> Connection::wait_for(bool to_write, std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd on{
        .fd = PQsocket(handle_.get()), .events = static_cast<short>(POLLIN | (to_write ? POLLOUT : 0)), .revents = 0};
    if (on.fd < 0) return base::fail(lost("连接已断开"));
    const int ready = poll(&on, 1, static_cast<int>(left.count()) + 1);
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return base::fail(lost("等待网络时出错"));
  }
}

Result<void> Connection::flush(std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    const int left = PQflush(handle_.get());
    if (left == 0) return {};
    if (left < 0) return base::fail(lost(without(PQerrorMessage(handle_.get()), password_)));
    const auto ready = wait_for(true, deadline);
    if (!ready) return base::fail(ready.error());
    if (!*ready) {
      broken_ = true;
      return base::fail(no_answer(limits_.answer, shown_));
    }
    if (PQconsumeInput(handle_.get()) == 0) return base::fail(lost(without(PQerrorMessage(handle_.get()), password_)));
  }
}

Result<Rows> Connection::collect(std::chrono::steady_clock::time_point deadline) {
  PGconn* c = handle_.get();
  if (auto sent = flush(deadline); !sent) return base::fail(sent.error());
  std::optional<Rows> last;
  std::optional<base::Fault> failed;
  for (;;) {
    while (PQisBusy(c) != 0) {
      const auto ready = wait_for(false, deadline);
      if (!ready) return base::fail(ready.error());
      if (!*ready) {
        broken_ = true;
        state_.clear();
        return base::fail(no_answer(limits_.answer, shown_));
      }
      if (PQconsumeInput(c) == 0) return base::fail(failed ? *failed : lost(without(PQerrorMessage(c), password_)));
    }
    PGresult* result = PQgetResult(c);
    if (result == nullptr) break;
    const auto status = PQresultStatus(result);
    last.emplace(result);
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      if (!failed) failed = fault_of(result);
    }
    if (status == PGRES_COPY_IN) break;
  }
  if (failed) return base::fail(*failed);
  if (!last) return base::fail(lost("服务器没有回答"));
  return std::move(*last);
}

Result<Rows> Connection::simple(const std::string& sql) {
  if (broken_) return base::fail(lost("连接已断开"));
  *warned_ = false;
  state_.clear();
  if (PQsendQuery(handle_.get(), sql.c_str()) == 0) {
    return base::fail(lost(without(PQerrorMessage(handle_.get()), password_)));
  }
  return collect(deadline());
}

Result<Rows> Connection::run(const char* sql, const Parameters& parameters) {
  if (broken_) return base::fail(lost("连接已断开"));
  PGconn* c = handle_.get();
  state_.clear();
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const auto& one : parameters.values_) {
    const std::optional<std::string_view> bytes = one.is_owned ? std::optional<std::string_view>(one.owned) : one.view;
    types.push_back(one.type);
    // A view of nothing is an empty text, not null.
    values.push_back(!bytes ? nullptr : bytes->data() == nullptr ? "" : bytes->data());
    lengths.push_back(bytes ? static_cast<int>(bytes->size()) : 0);
  }
  const auto count = static_cast<int>(types.size());
  const std::vector<int> binary(types.size(), 1);
  // With a long list among its parameters a statement is planned for these: the server then looks values up in it. In a
  // plan for any parameters, which it turns to after some uses, it goes through the list for every row.
  constexpr int kLong = 2048;
  if (std::ranges::any_of(lengths, [](int bytes) { return bytes > kLong; })) {
    if (PQsendQueryParams(c, sql, count, types.data(), values.data(), lengths.data(), binary.data(), 1) == 0) {
      return base::fail(lost(without(PQerrorMessage(c), password_)));
    }
    return collect(deadline());
  }
  auto name = prepared_.find(sql);
  if (name == prepared_.end()) {
    // Named here first: no name is ever given twice, also when memory runs out or the server refuses it.
    const std::string made = "j" + std::to_string(named_++);
    if (PQsendPrepare(c, made.c_str(), sql, count, types.data()) == 0) {
      return base::fail(lost(without(PQerrorMessage(c), password_)));
    }
    if (auto done = collect(deadline()); !done) return base::fail(done.error());
    name = prepared_.emplace(sql, made).first;
  }
  if (PQsendQueryPrepared(c, name->second.c_str(), count, values.data(), lengths.data(), binary.data(), 1) == 0) {
    return base::fail(lost(without(PQerrorMessage(c), password_)));
  }
  return collect(deadline());
}

Result<void> Connection::send(CopyRows& rows, std::chrono::steady_clock::time_point deadline) {
  constexpr std::size_t kChunk = 1u << 18;
  for (std::size_t at = 0; at < rows.buffer_.size();) {
    const std::string_view bytes = std::string_view(rows.buffer_).substr(at, kChunk);
    const int taken = PQputCopyData(handle_.get(), bytes.data(), static_cast<int>(bytes.size()));
    if (taken < 0) return base::fail(lost(without(PQerrorMessage(handle_.get()), password_)));
    if (taken > 0) at += bytes.size();
    if (auto sent = flush(deadline); !sent) return sent;
  }
  rows.given();
  return {};
}

Result<void> Connection::say_end_of_copy(const char* why_not, std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    const int ended = PQputCopyEnd(handle_.get(), why_not);
    if (ended > 0) return {};
    if (ended < 0) return base::fail(lost(without(PQerrorMessage(handle_.get()), password_)));
    if (auto sent = flush(deadline); !sent) return sent;
  }
}

Result<void> Connection::end_copy(CopyRows& rows) {
  const auto until = deadline();
  rows.buffer_ += std::string_view("\377\377", 2);
  if (auto sent = send(rows, until); !sent) return sent;
  if (auto said = say_end_of_copy(nullptr, until); !said) return said;
  if (auto done = collect(until); !done) return base::fail(done.error());
  return {};
}

Result<void> Connection::give_up_copy() {
  const auto until = deadline();
  if (auto said = say_end_of_copy("given up", until); !said) return said;
  // The server's answer is that it was given up.
  if (auto done = collect(until); !done && broken_) return base::fail(done.error());
  return {};
}

Result<void> Connection::copy_in(const char* sql, CopyRows& rows) {
  if (rows.rows() == 0) return {};
  if (auto begun = begin_copy(sql); !begun) return begun;
  return end_copy(rows);
}

}  // namespace ledger::detail
