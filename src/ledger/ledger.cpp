#include "ledger/ledger.hpp"

#include <limits>

#include "base/hash.hpp"
#include "ledger/schema.hpp"
#include "ledger/sqlite.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::Database;
using detail::execute;
using detail::Statement;
using facts::Fact;

constexpr int kWaitForOthersMs = 1500;
constexpr const char* kInMemory = ":memory:";

int standing_of(facts::Status status) {
  switch (status) {
    case facts::Status::estimate:
      return 0;
    case facts::Status::derived:
      return 1;
    case facts::Status::published:
      return 2;
  }
  return 0;
}

facts::Status status_of(std::int64_t standing) {
  return standing == 2 ? facts::Status::published : standing == 1 ? facts::Status::derived : facts::Status::estimate;
}

std::string chained(const std::string& before, const std::string& id, std::int64_t recorded_at) {
  return base::sha256_hex(before + "|" + id + "|" + std::to_string(recorded_at));
}

Result<std::int64_t> one_integer(sqlite3* db, const char* sql, const std::string& path) {
  auto statement = Statement::prepare(db, sql, path);
  if (!statement) return base::fail(statement.error());
  const auto row = statement->step();
  if (!row) return base::fail(row.error());
  return *row ? statement->integer(0) : 0;
}

base::Fault damaged(const std::string& path, std::int64_t sequence) {
  return {"ledger.unreadable",
          "台账第" + std::to_string(sequence) + "条记录读不出来，文件可能已损坏",
          {.file = path},
          "用最近的备份恢复"};
}

// A row of `kFactColumns`.
Result<Recorded> read_fact(const Statement& row, const std::string& path) {
  Recorded out;
  out.sequence = row.integer(0);
  out.recorded_at = Instant(std::chrono::microseconds(row.integer(1)));
  Fact& f = out.fact;
  f.status = status_of(row.integer(2));
  f.area_code = row.text(3);
  f.area = row.text(4);
  f.indicator = row.text(5);
  f.indicator_as_printed = row.text(6);
  const auto period = calendar::parse_period(row.text(7));
  const std::string span = row.text(8);
  const auto value = row.text_or_null(9), growth = row.text_or_null(11);
  f.unit = row.text(10);
  f.growth_basis = row.text(12);
  f.scope = row.text(13);
  f.year_inferred = row.integer(14) != 0;
  f.note = row.text(15);
  const auto published = calendar::parse_published(row.text(16));
  f.source.text = row.text(17);
  f.source.kind = row.text(18) == "mirror" ? facts::SourceKind::mirror : facts::SourceKind::official;
  f.source.place = {.file = row.text(19),
                    .sheet = row.text(20),
                    .cell = row.text(21),
                    .page = static_cast<int>(row.integer(22)),
                    .paragraph = static_cast<int>(row.integer(23)),
                    .row = static_cast<int>(row.integer(24)),
                    .line = static_cast<int>(row.integer(25)),
                    .column = static_cast<int>(row.integer(26))};
  if (value) f.value = base::Decimal::parse(*value);
  if (growth) f.growth_pct = base::Decimal::parse(*growth);
  if (!period || !published || (value && !f.value) || (growth && !f.growth_pct)) {
    return base::fail(damaged(path, out.sequence));
  }
  f.period = *period;
  f.published = *published;
  f.span = span == "cumulative" ? facts::Span::cumulative
           : span == "current"  ? facts::Span::current
                                : facts::Span::point;
  return out;
}

// Makes the tables unless another program has just done so.
Result<void> create(sqlite3* db, const std::string& path) {
  auto transaction = detail::Transaction::begin(db, path);
  if (!transaction) return base::fail(transaction.error());
  const auto tables = one_integer(db, "SELECT count(*) FROM sqlite_schema", path);
  if (!tables) return base::fail(tables.error());
  if (*tables == 0) {
    const std::string marks = "PRAGMA application_id = " + std::to_string(detail::kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(detail::kSchemaVersion);
    if (auto made = execute(db, detail::kSchema + marks, path); !made) return made;
  }
  return transaction->commit();
}

// Whose file it is, before anything is written to it.
Result<void> check_owner(sqlite3* db, const std::string& path) {
  const auto tables = one_integer(db, "SELECT count(*) FROM sqlite_schema", path);
  if (!tables) return base::fail(tables.error());
  const auto application = one_integer(db, "PRAGMA application_id", path);
  if (!application) return base::fail(application.error());
  const auto version = one_integer(db, "PRAGMA user_version", path);
  if (!version) return base::fail(version.error());
  if (*application == 0 && *tables == 0) return {};
  if (*application != detail::kApplicationId) {
    return base::fail("ledger.not_ours", "这是另一个程序的数据库，不是计成的台账", {.file = path},
                      "检查是不是选错了文件");
  }
  if (*version > detail::kSchemaVersion) {
    return base::fail("ledger.newer", "这个台账由更新版本的计成建立，本版本不能读写", {.file = path},
                      "改用新版本的计成");
  }
  if (*version < 1 || *tables == 0) {
    return base::fail("ledger.unreadable", "台账文件不完整", {.file = path}, "用最近的备份恢复");
  }
  return {};
}

}  // namespace

struct Ledger::Inside {
  std::string path;  // statements keep its address
  Database db;
  Statement add, spoken;

  Result<void> prepare() {
    auto insert = Statement::prepare(
        db.get(), "INSERT INTO fact VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", path);
    if (!insert) return base::fail(insert.error());
    add = std::move(*insert);
    auto earlier = Statement::prepare(
        db.get(), "SELECT count(*), max(said = ?2) FROM fact WHERE key = ?1 AND sequence < ?3", path);
    if (!earlier) return base::fail(earlier.error());
    spoken = std::move(*earlier);
    return {};
  }

  struct Numbered {
    std::int64_t sequence;
    std::int64_t recorded_at;
    std::string id, chain, key, said;
  };

  // False: the same fact is there already.
  Result<bool> insert(const Fact& fact, const Numbered& n) {
    const std::string known_by = calendar::to_string(fact.published.known_by);
    const std::string published = calendar::to_string(fact.published);
    const std::string period = calendar::to_string(fact.period), span = facts::to_string(fact.span);
    const std::string value = fact.value ? fact.value->to_string() : std::string();
    const std::string growth = fact.growth_pct ? fact.growth_pct->to_string() : std::string();
    const std::string kind = facts::to_string(fact.source.kind);
    const auto text_or_null = [&](int index, const std::string& text) {
      text.empty() ? add.bind_null(index) : add.bind(index, text);
    };
    add.bind(1, n.sequence).bind(2, n.id).bind(3, n.chain).bind(4, n.recorded_at).bind(5, n.key);
    add.bind(6, std::int64_t{standing_of(fact.status)}).bind(7, known_by).bind(8, n.said);
    add.bind(9, fact.area_code).bind(10, fact.area).bind(11, fact.indicator).bind(12, fact.indicator_as_printed);
    add.bind(13, period).bind(14, span);
    text_or_null(15, value);
    add.bind(16, fact.unit);
    text_or_null(17, growth);
    add.bind(18, fact.growth_basis).bind(19, fact.scope).bind(20, std::int64_t{fact.year_inferred}).bind(21, fact.note);
    add.bind(22, published).bind(23, fact.source.text).bind(24, kind);
    const base::Place& place = fact.source.place;
    add.bind(25, place.file).bind(26, place.sheet).bind(27, place.cell);
    int index = 28;
    for (const int number : {place.page, place.paragraph, place.row, place.line, place.column}) {
      add.bind(index++, std::int64_t{number});
    }
    const auto before = sqlite3_total_changes64(db.get());
    const auto done = add.step();
    add.reset();
    if (!done) return base::fail(done.error());
    return sqlite3_total_changes64(db.get()) > before;
  }

  // Whether earlier facts of the key all say something else.
  Result<bool> is_new_statement(const Numbered& n) {
    const auto row = spoken.bind(1, n.key).bind(2, n.said).bind(3, n.sequence).step();
    if (!row) return base::fail(row.error());
    const bool is_new = spoken.integer(0) > 0 && spoken.integer(1) == 0;
    spoken.reset();
    return is_new;
  }
};

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& path, const Options&) {
  auto inside = std::make_unique<Inside>();
  inside->path = path;
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  inside->db.reset(raw);
  if (opened != SQLITE_OK) return base::fail(detail::fault_of(raw, opened, path));
  sqlite3_extended_result_codes(raw, 0);
  sqlite3_busy_timeout(raw, kWaitForOthersMs);
  if (auto ours = check_owner(raw, path); !ours) return base::fail(ours.error());
  std::string settings = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";
  if (path != kInMemory) settings += "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
  if (auto set = execute(raw, settings, path); !set) return base::fail(set.error());
  if (auto created = create(raw, path); !created) return base::fail(created.error());
  if (auto prepared = inside->prepare(); !prepared) return base::fail(prepared.error());
  return Ledger(std::move(inside));
}

Result<Appended> Ledger::append(const std::vector<Fact>& facts, Instant recorded_at) {
  Inside& in = *inside_;
  const std::int64_t recorded = recorded_at.time_since_epoch().count();
  auto transaction = detail::Transaction::begin(in.db.get(), in.path);
  if (!transaction) return base::fail(transaction.error());

  std::int64_t sequence = 0;
  std::string chain;
  {
    auto last =
        Statement::prepare(in.db.get(), "SELECT sequence, chain FROM fact ORDER BY sequence DESC LIMIT 1", in.path);
    if (!last) return base::fail(last.error());
    const auto row = last->step();
    if (!row) return base::fail(row.error());
    if (*row) sequence = last->integer(0), chain = last->text(1);
  }

  Appended out;
  for (const Fact& fact : facts) {
    Inside::Numbered n{.sequence = sequence + 1,
                       .recorded_at = recorded,
                       .id = facts::id(fact),
                       .chain = {},
                       .key = facts::key(fact),
                       .said = facts::said(fact)};
    n.chain = chained(chain, n.id, recorded);
    const auto added = in.insert(fact, n);
    if (!added) return base::fail(added.error());
    if (!*added) {
      ++out.known_already;
      continue;
    }
    const auto is_new = in.is_new_statement(n);
    if (!is_new) return base::fail(is_new.error());
    ++out.added;
    if (*is_new) ++out.new_vintages;
    sequence = n.sequence;
    chain = std::move(n.chain);
  }
  if (auto committed = transaction->commit(); !committed) return base::fail(committed.error());
  return out;
}

Result<std::vector<Recorded>> Ledger::find(const Query& query) const {
  const bool by_indicator = !query.indicator.empty();
  const std::string sql = query.all_vintages ? detail::all_sql(by_indicator) : detail::latest_sql(by_indicator);
  auto statement = Statement::prepare(inside_->db.get(), sql, inside_->path);
  if (!statement) return base::fail(statement.error());
  const std::string day = query.asof ? calendar::to_string(*query.asof) : "9999-12-31";
  const std::int64_t instant =
      query.recorded_by ? query.recorded_by->time_since_epoch().count() : std::numeric_limits<std::int64_t>::max();
  statement->bind(1, day).bind(2, instant).bind(3, query.area).bind(4, query.indicator);
  std::vector<Recorded> out;
  for (;;) {
    const auto row = statement->step();
    if (!row) return base::fail(row.error());
    if (!*row) return out;
    auto recorded = read_fact(*statement, inside_->path);
    if (!recorded) return base::fail(recorded.error());
    recorded->vintage = static_cast<int>(statement->integer(27));
    out.push_back(std::move(*recorded));
  }
}

Result<std::vector<Fact>> Ledger::as_known_on(const calendar::Date& date) const {
  auto found = find({.asof = date});
  if (!found) return base::fail(found.error());
  std::vector<Fact> out;
  out.reserve(found->size());
  for (auto& recorded : *found) out.push_back(std::move(recorded.fact));
  return out;
}

Result<std::int64_t> Ledger::verify(bool) const {
  const std::string sql = std::string("SELECT ") + detail::kFactColumns +
                          ", f.id, f.chain, f.key, f.known_by FROM fact AS f ORDER BY f.sequence";
  auto statement = Statement::prepare(inside_->db.get(), sql, inside_->path);
  if (!statement) return base::fail(statement.error());
  std::int64_t count = 0;
  std::string chain;
  for (;;) {
    const auto row = statement->step();
    if (!row) return base::fail(row.error());
    if (!*row) return count;
    ++count;
    const auto recorded = read_fact(*statement, inside_->path);
    const auto tampered = [&] {
      return base::fail("ledger.tampered",
                        "台账第" + std::to_string(count) + "条记录与当初写入的不一致，有人在程序外改动过",
                        {.file = inside_->path}, "用最近的备份恢复，并查明是谁改动的");
    };
    if (!recorded) return tampered();
    const Fact& fact = recorded->fact;
    const std::string id = facts::id(fact);
    chain = chained(chain, id, statement->integer(1));
    if (recorded->sequence != count || statement->text(27) != id || statement->text(28) != chain ||
        statement->text(29) != facts::key(fact) ||
        statement->text(30) != calendar::to_string(fact.published.known_by)) {
      return tampered();
    }
  }
}

}  // namespace ledger
