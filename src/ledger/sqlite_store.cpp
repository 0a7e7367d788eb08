#include "ledger/sqlite_store.hpp"

#include <algorithm>

#include "ledger/sqlite_reading.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::execute;
using detail::Statement;
using detail::Use;
namespace sql = detail::sql;

Result<std::int64_t> one_integer(sqlite3* db, const char* query, const std::string& path) {
  auto statement = Statement::prepare(db, query, path);
  if (!statement) return base::fail(statement.error());
  const auto row = statement->step();
  if (!row) return base::fail(row.error());
  return *row ? statement->integer(0) : 0;
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path, std::chrono::milliseconds wait,
                                                       int log_pages) {
  std::unique_ptr<SqliteStore> store(new SqliteStore(path, wait, log_pages));
  if (auto connected = store->connect(true); !connected) return base::fail(connected.error());
  return store;
}

Result<void> SqliteStore::connect(bool make) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (make ? SQLITE_OPEN_CREATE : 0);
  const int opened = sqlite3_open_v2(path_.c_str(), &raw, flags, nullptr);
  db_.reset(raw);
  if (opened != SQLITE_OK) return base::fail(detail::fault_of(raw, opened, path_));
  sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  // The triggers hold other programs to "only added to"; what we add is checked before it comes here, and the doctor
  // and `verify` check it after.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_busy_timeout(raw, static_cast<int>(wait_.count()));
  if (auto ours = check_owner(); !ours) return ours;
  std::string settings =
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = "
      "-32000;";
  if (path_ != kInMemory) {
    settings += "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = " +
                std::to_string(log_pages_) + ";";
  }
  if (auto set = execute(raw, settings, path_); !set) return set;
  return create();
}

Result<void> SqliteStore::check_owner() {
  const auto tables = one_integer(db_.get(), "SELECT count(*) FROM sqlite_schema", path_);
  if (!tables) return base::fail(tables.error());
  const auto application = one_integer(db_.get(), "PRAGMA application_id", path_);
  if (!application) return base::fail(application.error());
  const auto version = one_integer(db_.get(), "PRAGMA user_version", path_);
  if (!version) return base::fail(version.error());
  if (*application == 0 && *tables == 0) return {};
  if (*application != detail::kApplicationId) {
    return base::fail("ledger.not_ours", "这是另一个程序的数据库，不是计成的台账", {.file = path_},
                      "检查是不是选错了文件");
  }
  if (*version > detail::kSchemaVersion) {
    return base::fail("ledger.newer", "这个台账由更新版本的计成建立，本版本不能读写", {.file = path_},
                      "改用新版本的计成");
  }
  if (*version < 1 || *tables == 0) {
    return base::fail("ledger.unreadable", "台账文件不完整", {.file = path_}, "用最近的备份恢复");
  }
  return {};
}

// Makes the tables unless another program has just done so.
Result<void> SqliteStore::create() {
  const auto version = one_integer(db_.get(), "PRAGMA user_version", path_);
  if (!version) return base::fail(version.error());
  version_ = static_cast<std::int32_t>(*version);
  if (version_ != 0) return {};
  if (auto begun = execute(db_.get(), "BEGIN IMMEDIATE", path_); !begun) return begun;
  const auto now = one_integer(db_.get(), "PRAGMA user_version", path_);
  if (!now) return base::fail(now.error());
  version_ = static_cast<std::int32_t>(*now);
  if (version_ == 0) {
    const std::string marks = "PRAGMA application_id = " + std::to_string(detail::kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(detail::kSchemaVersion) + ";";
    if (auto made = execute(db_.get(), std::string(detail::kSchema) + detail::kFactIndex + marks, path_); !made) {
      sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
      return made;
    }
    version_ = detail::kSchemaVersion;
  }
  return execute(db_.get(), "COMMIT", path_);
}

void SqliteStore::now_current() { version_ = detail::kSchemaVersion; }

Result<Statement*> SqliteStore::get(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return &found->second;
  auto prepared = Statement::prepare(db_.get(), sql, path_);
  if (!prepared) return base::fail(prepared.error());
  return &statements_.emplace(sql, std::move(*prepared)).first->second;
}

Result<std::optional<SqliteStore::Area>> SqliteStore::find_area(const std::string& name) {
  auto statement = get(sql::kAreaByName);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind_text(1, name).step();
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<Area>();
  const auto algorithm = base::parse_hash_algorithm(row->text(1));
  if (!algorithm)
    return base::fail("ledger.unreadable", "台账里有认不得的摘要算法", {.file = path_}, "用最近的备份恢复");
  return Area{.no = row->integer(0), .keys = row->integer(2), .algorithm = *algorithm};
}

Result<Head> SqliteStore::head_of(const Area& area, const std::string& name) {
  Head head{.area = name, .algorithm = area.algorithm};
  auto statement = get(sql::kLastRecord);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found =
      row->bind(1, detail::place_of(area.no, 0)).bind(2, detail::place_of(area.no, detail::kAllSequences)).step();
  if (!found) return base::fail(found.error());
  if (!*found) {
    head.chain = ChainHasher(area.algorithm).start(name);
    return head;
  }
  head.size = detail::sequence_of(row->integer(0));
  head.recorded_at = row->integer(1);
  const auto chain = row->view(2);
  if (chain.size() == head.chain.size()) std::copy(chain.begin(), chain.end(), head.chain.begin());
  return head;
}

Result<std::vector<Head>> SqliteStore::areas() {
  std::vector<std::pair<std::string, Area>> found;
  {
    auto statement = get(sql::kAreas);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) break;
      const auto algorithm = base::parse_hash_algorithm(row->text(2)).value_or(base::HashAlgorithm::sha256);
      found.push_back({row->text(1), {.no = row->integer(0), .keys = row->integer(3), .algorithm = algorithm}});
    }
  }
  std::vector<Head> out;
  for (const auto& [name, area] : found) {
    auto head = head_of(area, name);
    if (!head) return base::fail(head.error());
    out.push_back(std::move(*head));
  }
  return out;
}

Result<std::optional<Head>> SqliteStore::head(const std::string& name) {
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return std::optional<Head>();
  auto head = head_of(**area, name);
  if (!head) return base::fail(head.error());
  return std::optional<Head>(std::move(*head));
}

namespace {

Result<void> read_names(Statement& statement, std::vector<std::string>& out) {
  for (;;) {
    const auto more = statement.step();
    if (!more) return base::fail(more.error());
    if (!*more) return {};
    out.push_back(statement.text(0));
  }
}

}  // namespace

Result<std::vector<std::string>> SqliteStore::areas_named(const std::string& name) {
  std::vector<std::string> out;
  const auto itself = find_area(name);
  if (!itself) return base::fail(itself.error());
  auto statement = get(sql::kAreasByLabel);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind_text(1, name);
  if (auto read = read_names(*row, out); !read) return base::fail(read.error());
  if (*itself && !std::ranges::binary_search(out, name)) out.insert(std::ranges::lower_bound(out, name), name);
  return out;
}

// recorded_at never falls along the sequence, so halving finds the place.
Result<std::int64_t> SqliteStore::sequence_at(const std::string& name, std::int64_t recorded_by) {
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return 0;
  const auto head = head_of(**area, name);
  if (!head) return base::fail(head.error());
  if (head->recorded_at <= recorded_by) return head->size;
  const Reading reading(*this);
  auto statement = get(sql::kRecordedAt);
  if (!statement) return base::fail(statement.error());
  std::int64_t by_then = 0, later = head->size;
  while (later - by_then > 1) {
    const std::int64_t middle = by_then + (later - by_then) / 2;
    Use row(*statement);
    const auto found = row->bind(1, detail::place_of((*area)->no, middle)).step();
    if (!found) return base::fail(found.error());
    (*found && row->integer(0) <= recorded_by ? by_then : later) = middle;
  }
  return by_then;
}

Result<void> SqliteStore::scan(const std::string& name, std::int64_t from, std::int64_t to, const Visit& visit) {
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return {};
  // Its own statement: `visit` may scan too.
  auto statement = Statement::prepare(db_.get(), sql::kRecords, path_);
  if (!statement) return base::fail(statement.error());
  statement->bind(1, detail::place_of((*area)->no, std::max<std::int64_t>(from, 0)));
  statement->bind(2, detail::place_of((*area)->no, std::min(to, detail::kAllSequences)));
  for (;;) {
    const auto more = statement->step();
    if (!more) return base::fail(more.error());
    if (!*more || !visit(detail::record_of(*statement))) return {};
  }
}

// Sequences that lie near each other are read in one run: stepping over the few between costs less than going down the
// tree for each.
Result<void> SqliteStore::read(const std::string& name, std::span<const std::int64_t> sequences, const Visit& visit) {
  constexpr std::int64_t kNear = 16;
  JC_ASSERT(rise_strictly(sequences));
  const Reading reading(*this);
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return {};
  auto statement = get(sql::kRecords);
  if (!statement) return base::fail(statement.error());
  for (std::size_t from = 0; from < sequences.size();) {
    std::size_t to = from + 1;
    while (to < sequences.size() && sequences[to] - sequences[to - 1] <= kNear) ++to;
    Use row(*statement);
    row->bind(1, detail::place_of((*area)->no, sequences[from]));
    row->bind(2, detail::place_of((*area)->no, sequences[to - 1]));
    for (std::size_t next = from; next < to;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) break;
      const std::int64_t sequence = detail::sequence_of(row->integer(0));
      while (next < to && sequences[next] < sequence) ++next;  // one that is not there
      if (next == to || sequences[next] != sequence) continue;
      ++next;
      if (!visit(detail::record_of(*row))) return {};
    }
    from = to;
  }
  return {};
}

Result<void> SqliteStore::events(const EventSearch& search, const std::function<void(const EventEntry&)>& visit) {
  const auto area = find_area(search.area);
  if (!area) return base::fail(area.error());
  if (!*area) return {};
  std::vector<std::string> kinds;
  if (!search.kind.empty()) kinds.push_back(search.kind);
  while (search.kind.empty()) {
    auto statement = get(sql::kNextKind);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const std::string last = kinds.empty() ? std::string() : kinds.back();
    const auto more = row->bind(1, (*area)->no).bind_text(2, last).step();
    if (!more) return base::fail(more.error());
    if (!*more) break;
    kinds.push_back(row->text(0));
  }
  for (const std::string& kind : kinds) {
    auto statement = get(sql::kEventsOfKind);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    row->bind(1, (*area)->no).bind_text(2, kind).bind_text(3, search.subject_prefix);
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more || !row->view(1).starts_with(search.subject_prefix)) break;
      EventEntry e{.kind = kind,
                   .subject = row->text(1),
                   .valid_from = static_cast<std::int32_t>(row->integer(3)),
                   .valid_to = static_cast<std::int32_t>(row->integer(4)),
                   .sequence = row->integer(2),
                   .gone_by = row->integer(5)};
      const bool then = !search.valid_on || (e.valid_from <= *search.valid_on && *search.valid_on <= e.valid_to);
      if (then && e.sequence <= search.up_to) visit(e);
    }
  }
  return {};
}

Result<void> SqliteStore::receipts(const std::string& name, const std::function<bool(const StoredReceipt&)>& visit) {
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return {};
  auto statement = Statement::prepare(db_.get(), sql::kReceipts, path_);
  if (!statement) return base::fail(statement.error());
  statement->bind(1, (*area)->no);
  for (;;) {
    const auto more = statement->step();
    if (!more) return base::fail(more.error());
    if (!*more || !visit(detail::receipt_of(*statement))) return {};
  }
}

Result<std::optional<PersonKey>> SqliteStore::person_key(const std::string& name, const std::string& person) {
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return std::optional<PersonKey>();
  auto statement = get(sql::kPersonKey);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind(1, (*area)->no).bind_text(2, person).step();
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<PersonKey>();
  return std::optional<PersonKey>(PersonKey{row->text(0)});
}

Result<std::vector<std::string>> SqliteStore::areas_of_person(const std::string& person) {
  std::vector<std::string> out;
  auto statement = get(sql::kAreasOfPerson);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind_text(1, person);
  if (auto read = read_names(*row, out); !read) return base::fail(read.error());
  return out;
}

Result<void> SqliteStore::forget() {
  if (path_ == kInMemory) return {};
  auto statement = Statement::prepare(db_.get(), "PRAGMA wal_checkpoint(TRUNCATE)", path_);
  if (!statement) return base::fail(statement.error());
  const auto row = statement->step();
  if (!row) return base::fail(row.error());
  if (statement->integer(0) == 0) return {};
  return base::fail("ledger.erase_pending", "密钥已经销毁，但另一个程序还在读旧内容，文件里的痕迹还没有清除",
                    {.file = path_}, "关闭其他正在使用台账的窗口后，再执行一次同样的操作");
}

}  // namespace ledger
