#include "ledger/postgres_store.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

#include "base/builtin.hpp"
#include "ledger/postgres_rows.hpp"
#include "ledger/postgres_sql.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::Connection;
using detail::Parameters;
using detail::Rows;
namespace sql = detail::pg;

constexpr std::int64_t kVersion = 1;
// Entries of so many keys are read in one go that about this many come at once.
constexpr std::int64_t kEntriesAtOnce = 200'000;
// Where keys have more entries than this on average, only the last of each sort is looked up.
constexpr std::int64_t kManyVintages = 12;
constexpr std::int64_t kRowsAtOnce = 4096;
constexpr std::size_t kBytesAtOnce = 4u << 20;

}  // namespace

bool PostgresStore::is_address(const std::string& data) {
  return data.starts_with("postgresql://") || data.starts_with("postgres://");
}

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(const std::string& uri,
                                                           const detail::PostgresLimits& limits) {
  std::unique_ptr<PostgresStore> store(new PostgresStore(uri, limits));
  if (auto connected = store->connect(); !connected) return base::fail(connected.error());
  return store;
}

Result<void> PostgresStore::connect() {
  auto connection = Connection::open(uri_, limits_);
  if (!connection) return base::fail(connection.error());
  connection_ = std::move(*connection);
  ++connected_;
  auto ours = check_owner();
  if (!ours) connection_.reset();
  return ours;
}

Result<void> PostgresStore::check_owner() {
  const auto found = connection_->simple(
      "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'jicheng'), "
      "EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname = 'jicheng' AND c.relname = 'about')");
  if (!found) return base::fail(found.error());
  const bool has_schema = found->view(0, 0) == "t", is_ours = found->view(0, 1) == "t";
  if (!has_schema) {
    if (auto made = create(); !made) return made;
  } else if (!is_ours) {
    return base::fail("ledger.not_ours", "数据库里已有名为 jicheng 的模式，但不是计成的台账", {.file = name()},
                      "检查是不是选错了数据库");
  }
  const auto about = connection_->run(sql::kAbout);
  if (!about) return base::fail(about.error());
  if (about->empty()) return base::fail("ledger.unreadable", "台账的表不完整", {.file = name()}, "用最近的备份恢复");
  if (about->integer(0, 1) > kVersion) {
    return base::fail("ledger.newer", "这个台账由更新版本的计成建立，本版本不能读写", {.file = name()},
                      "改用新版本的计成");
  }
  // Each statement is to be planned for its area, so that it is sent to that area's shard alone and as a whole.
  on_shards_ = about->view(0, 2) == "coordinator";
  if (on_shards_) {
    if (auto set = connection_->simple("SET plan_cache_mode = force_custom_plan"); !set) {
      return base::fail(set.error());
    }
  }
  return {};
}

// Makes the tables unless another program has just done so.
Result<void> PostgresStore::create() {
  constexpr const char* kOneAtATime = "BEGIN; SELECT pg_advisory_xact_lock(5279436871234)";
  if (auto begun = connection_->simple(kOneAtATime); !begun) return base::fail(begun.error());
  const auto there = connection_->simple("SELECT 1 FROM pg_namespace WHERE nspname = 'jicheng'");
  if (!there) return base::fail(there.error());
  if (there->empty()) {
    if (auto made = connection_->simple(std::string(base::builtin_file("codes/postgresql/ledger.sql"))); !made) {
      base::Fault fault = made.error();
      (void)connection_->simple("ROLLBACK");
      if (fault.code == "ledger.denied") {
        fault.what = "数据库里还没有台账的表，而这个用户没有建表的权限";
        fault.remedy = "请管理员用 jicheng_owner 打开一次，或执行 codes/postgresql/ledger.sql";
      }
      return base::fail(std::move(fault));
    }
  }
  if (auto done = connection_->simple("COMMIT"); !done) return base::fail(done.error());
  return {};
}

Result<Connection*> PostgresStore::live() {
  if (!connection_ || connection_->broken()) {
    connection_.reset();
    if (auto again = connect(); !again) return base::fail(again.error());
  }
  return &*connection_;
}

// A connection that was lost while nobody used it is only noticed now: reading changes nothing, so it is asked once
// more.
Result<Rows> PostgresStore::ask(const char* sql, const Parameters& parameters) {
  JC_ASSERT(!copying_);
  const auto start = std::chrono::steady_clock::now();
  auto connection = live();
  if (!connection) return base::fail(connection.error());
  auto rows = (*connection)->run(sql, parameters);
  const bool at_once = std::chrono::steady_clock::now() - start < limits_.answer / 2;
  if (rows || !(*connection)->broken() || writing_ || !at_once) return rows;
  connection = live();
  if (!connection) return base::fail(connection.error());
  return (*connection)->run(sql, parameters);
}

Result<Head> PostgresStore::head_of(const std::string& area, base::HashAlgorithm algorithm) {
  const auto last = ask(sql::kLast, Parameters().text(area));
  if (!last) return base::fail(last.error());
  Head head{.area = area, .algorithm = algorithm};
  if (last->empty()) {
    head.chain = ChainHasher(algorithm).start(area);
    return head;
  }
  head.size = last->integer(0, 0);
  head.recorded_at = last->integer(0, 1);
  head.chain = detail::digest_of(last->view(0, 2));
  return head;
}

Result<std::vector<Head>> PostgresStore::areas() {
  const auto rows = ask(sql::kAreas);
  if (!rows) return base::fail(rows.error());
  std::vector<Head> out;
  for (int i = 0; i < rows->size(); ++i) {
    const auto algorithm = base::parse_hash_algorithm(rows->view(i, 1)).value_or(base::HashAlgorithm::sha256);
    auto head = head_of(rows->text(i, 0), algorithm);
    if (!head) return base::fail(head.error());
    out.push_back(std::move(*head));
  }
  return out;
}

Result<std::optional<Head>> PostgresStore::head(const std::string& area) {
  const auto found = ask(sql::kAlgorithm, Parameters().text(area));
  if (!found) return base::fail(found.error());
  if (found->empty()) return std::optional<Head>();
  const auto algorithm = base::parse_hash_algorithm(found->view(0, 0)).value_or(base::HashAlgorithm::sha256);
  auto head = head_of(area, algorithm);
  if (!head) return base::fail(head.error());
  return std::optional<Head>(std::move(*head));
}

namespace {

std::vector<std::string> names_in(const Rows& rows) {
  std::vector<std::string> out;
  for (int i = 0; i < rows.size(); ++i) out.push_back(rows.text(i, 0));
  return out;
}

}  // namespace

Result<std::vector<std::string>> PostgresStore::areas_named(const std::string& name) {
  const auto rows = ask(sql::kAreasNamed, Parameters().text(name));
  if (!rows) return base::fail(rows.error());
  return names_in(*rows);
}

Result<std::vector<std::string>> PostgresStore::areas_of_person(const std::string& person) {
  const auto rows = ask(sql::kAreasOfPerson, Parameters().text(person));
  if (!rows) return base::fail(rows.error());
  return names_in(*rows);
}

// recorded_at never falls along the sequence, so halving finds the place.
Result<std::int64_t> PostgresStore::sequence_at(const std::string& area, std::int64_t recorded_by) {
  const auto head = head_of(area, base::HashAlgorithm::sha256);
  if (!head) return base::fail(head.error());
  if (head->size == 0 || head->recorded_at <= recorded_by) return head->size;
  std::int64_t by_then = 0, later = head->size;
  while (later - by_then > 1) {
    const std::int64_t middle = by_then + (later - by_then) / 2;
    const auto found = ask(sql::kRecordedAt, Parameters().text(area).big(middle));
    if (!found) return base::fail(found.error());
    (!found->empty() && found->integer(0, 0) <= recorded_by ? by_then : later) = middle;
  }
  return by_then;
}

Result<void> PostgresStore::scan(const std::string& area, std::int64_t from, std::int64_t to, const Visit& visit) {
  for (std::int64_t at_once = 64; from <= to;) {
    const auto rows = ask(sql::kRecords, Parameters().text(area).big(from).big(to).big(at_once));
    if (!rows) return base::fail(rows.error());
    std::size_t bytes = 0;
    for (int i = 0; i < rows->size(); ++i) {
      const RecordView record = detail::record_of(*rows, i);
      bytes += record.body.size() + record.heading.size();
      if (!visit(record)) return {};
      if (record.sequence == to) return {};
      from = record.sequence + 1;
    }
    if (rows->size() < at_once) return {};
    if (bytes < kBytesAtOnce / 2) at_once = std::min(at_once * 2, kRowsAtOnce);
    if (bytes > kBytesAtOnce) at_once = std::max<std::int64_t>(at_once / 4, 4);
  }
  return {};
}

// What was written together is mostly asked for together, and a run of records costs the server a third of what the
// same ones cost one by one: where few others stand between, they are fetched with them.
Result<void> PostgresStore::read(const std::string& area, std::span<const std::int64_t> sequences, const Visit& visit) {
  constexpr std::size_t kAtOnce = 1000;
  JC_ASSERT(rise_strictly(sequences));
  for (std::size_t at = 0; at < sequences.size(); at += kAtOnce) {
    const auto some = sequences.subspan(at, std::min(kAtOnce, sequences.size() - at));
    const std::int64_t from = some.front(), to = some.back(), span = to - from + 1;
    const bool run = span <= 2 * static_cast<std::int64_t>(some.size());
    const auto rows =
        run ? ask(sql::kRecords, Parameters().text(area).big(from).big(to).big(span))
            : ask(on_shards_ ? sql::kSomeRecords : sql::kSomeRecordsHere, Parameters().text(area).bigs(some));
    if (!rows) return base::fail(rows.error());
    for (int i = 0; i < rows->size(); ++i) {
      const RecordView record = detail::record_of(*rows, i);
      if (std::ranges::binary_search(some, record.sequence) && !visit(record)) return {};
    }
  }
  return {};
}

Result<std::vector<std::int64_t>> PostgresStore::keys_of(const FactQuery& query) {
  const auto rows = query.indicator.empty()
                        ? ask(sql::kKeyNumbers, Parameters().text(query.area))
                        : ask(sql::kKeyNumbersOf, Parameters().text(query.area).text(query.indicator));
  if (!rows) return base::fail(rows.error());
  std::vector<std::int64_t> out;
  out.reserve(static_cast<std::size_t>(rows->size()));
  for (int i = 0; i < rows->size(); ++i) out.push_back(rows->integer(i, 0));
  return out;
}

namespace {

// Keys, rising, of which the last entry of some sort was taken away by then: another holds in its place.
std::vector<std::int64_t> fallen(const Rows& latest, std::int64_t up_to) {
  std::vector<std::int64_t> out;
  for (int i = 0; i < latest.size(); ++i) {
    const std::int64_t key = latest.integer(i, 0);
    if (!stands(detail::entry_of(latest, i, 1), up_to) && (out.empty() || out.back() != key)) out.push_back(key);
  }
  return out;
}

}  // namespace

Result<void> PostgresStore::entries(const FactQuery& query, const VisitEntry& visit) {
  const auto keys = keys_of(query);
  if (!keys) return base::fail(keys.error());
  if (keys->empty()) return {};
  const auto head = head_of(query.area, base::HashAlgorithm::sha256);
  if (!head) return base::fail(head.error());
  const auto count = static_cast<std::int64_t>(keys->size());
  const std::int64_t last = std::min(query.up_to, head->size);
  const bool latest_only = !query.every_vintage && (!query.indicator.empty() || last > kManyVintages * count);
  const std::int64_t a_key = latest_only || !query.indicator.empty() ? 32 : std::max<std::int64_t>(last / count, 1);
  const auto at_once = static_cast<std::size_t>(std::max<std::int64_t>(kEntriesAtOnce / a_key, 1));
  for (std::size_t at = 0; at < keys->size(); at += at_once) {
    const auto some = std::span(*keys).subspan(at, std::min(at_once, keys->size() - at));
    const bool range = query.indicator.empty();
    const char* const question = latest_only ? (range ? sql::kLatestOfRangeTaken : sql::kLatestOfKeysTaken)
                                             : (range ? sql::kEntriesOfRange : sql::kEntriesOfKeys);
    Parameters parameters;
    parameters.text(query.area).big(query.up_to).integer(query.known_by);
    range ? parameters.big(some.front()).big(some.back()) : parameters.bigs(some);
    const auto rows = ask(question, parameters);
    if (!rows) return base::fail(rows.error());
    std::vector<std::int64_t> again;
    if (latest_only) again = fallen(*rows, query.up_to);
    for (int i = 0; i < rows->size(); ++i) {
      const std::int64_t key = rows->integer(i, 0);
      if (!std::ranges::binary_search(again, key)) visit(key, detail::entry_of(*rows, i, 1));
    }
    if (again.empty()) continue;
    const auto standing =
        ask(sql::kLatestOfKeys, Parameters().text(query.area).big(query.up_to).integer(query.known_by).bigs(again));
    if (!standing) return base::fail(standing.error());
    for (int i = 0; i < standing->size(); ++i) visit(standing->integer(i, 0), detail::entry_of(*standing, i, 1));
  }
  return {};
}

Result<void> PostgresStore::events(const EventSearch& search, const std::function<void(const EventEntry&)>& visit) {
  std::string kind = search.kind, subject;
  std::int64_t sequence = 0;
  const char* question = search.kind.empty() ? sql::kEvents : sql::kEventsOfKind;
  for (;;) {
    const auto rows = ask(question, Parameters()
                                        .text(search.area)
                                        .big(search.up_to)
                                        .text(search.subject_prefix)
                                        .text(kind)
                                        .text(subject)
                                        .big(sequence)
                                        .big(kRowsAtOnce));
    if (!rows) return base::fail(rows.error());
    for (int i = 0; i < rows->size(); ++i) {
      const EventEntry e{.kind = rows->text(i, 0),
                         .subject = rows->text(i, 1),
                         .valid_from = static_cast<std::int32_t>(rows->integer(i, 3)),
                         .valid_to = static_cast<std::int32_t>(rows->integer(i, 4)),
                         .sequence = rows->integer(i, 2),
                         .gone_by = rows->integer(i, 5)};
      if (!search.valid_on || (e.valid_from <= *search.valid_on && *search.valid_on <= e.valid_to)) visit(e);
      kind = e.kind;
      subject = e.subject;
      sequence = e.sequence;
    }
    if (rows->size() < kRowsAtOnce) return {};
  }
}

Result<void> PostgresStore::receipts(const std::string& area, const std::function<bool(const StoredReceipt&)>& visit) {
  for (std::string after;;) {
    const auto rows = ask(sql::kReceipts, Parameters().text(area).text(after).big(kRowsAtOnce));
    if (!rows) return base::fail(rows.error());
    for (int i = 0; i < rows->size(); ++i) {
      const StoredReceipt receipt = detail::receipt_of(*rows, i);
      after = receipt.request;
      if (!visit(receipt)) return {};
    }
    if (rows->size() < kRowsAtOnce) return {};
  }
}

Result<std::optional<PersonKey>> PostgresStore::person_key(const std::string& area, const std::string& person) {
  const auto rows = ask(sql::kPersonKey, Parameters().text(area).text(person));
  if (!rows) return base::fail(rows.error());
  if (rows->empty()) return std::optional<PersonKey>();
  return std::optional<PersonKey>(PersonKey{rows->text(0, 0)});
}

Result<void> PostgresStore::forget() {
  auto connection = live();
  if (!connection) return base::fail(connection.error());
  const auto done = (*connection)->simple("SELECT jicheng.forget()");
  if (done) return {};
  if (done.error().code != "ledger.locked") return base::fail(done.error());
  return base::fail("ledger.erase_pending", "密钥已经销毁，但另一个程序还在读旧内容，文件里的痕迹还没有清除",
                    {.file = name()}, "等其他正在使用台账的程序做完后，再执行一次同样的操作");
}

}  // namespace ledger
