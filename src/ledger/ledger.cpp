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
using detail::Transaction;
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
  f.indicator = row.text(2);
  const auto period = calendar::parse_period(row.text(3));
  const std::string span = row.text(4);
  f.scope = row.text(5);
  f.growth_basis = row.text(6);
  const auto published = calendar::parse_published(row.text(7));
  f.status = status_of(row.integer(8));
  f.area_code = row.text(9);
  f.area = row.text(10);
  f.indicator_as_printed = row.text(11);
  const auto value = row.text_or_null(12), growth = row.text_or_null(14);
  f.unit = row.text(13);
  f.year_inferred = row.integer(15) != 0;
  f.note = row.text(16);
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
  auto transaction = Transaction::begin(db, path);
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
  Statement known, figure, add_figure, spoken, add_fact;

  Result<void> prepare() {
    const auto make = [&](Statement& statement, const char* sql) -> Result<void> {
      auto prepared = Statement::prepare(db.get(), sql, path);
      if (!prepared) return base::fail(prepared.error());
      statement = std::move(*prepared);
      return {};
    };
    return make(known, "SELECT 1 FROM fact WHERE id = ?")
        .and_then([&] { return make(figure, "SELECT figure FROM figure WHERE key = ?"); })
        .and_then([&] {
          return make(add_figure,
                      "INSERT INTO figure (key, indicator, period, span, scope, growth_basis) VALUES (?,?,?,?,?,?) "
                      "RETURNING figure");
        })
        .and_then([&] { return make(spoken, "SELECT max(said = ?2), count(*) FROM fact WHERE figure = ?1"); })
        .and_then([&] {
          return make(add_fact, "INSERT INTO fact VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        });
  }

  // The row of what `fact` is about, made when it is new.
  Result<std::int64_t> figure_of(const Fact& fact, bool& is_new) {
    const std::string key = facts::key(fact);
    figure.reset();
    const auto found = figure.bind(1, key).step();
    if (!found) return base::fail(found.error());
    is_new = !*found;
    if (*found) {
      const std::int64_t row = figure.integer(0);
      figure.reset();
      return row;
    }
    add_figure.reset();
    const auto added = add_figure.bind(1, key)
                           .bind(2, fact.indicator)
                           .bind(3, calendar::to_string(fact.period))
                           .bind(4, facts::to_string(fact.span))
                           .bind(5, fact.scope)
                           .bind(6, fact.growth_basis)
                           .step();
    if (!added) return base::fail(added.error());
    const std::int64_t row = add_figure.integer(0);
    add_figure.reset();
    return row;
  }

  Result<bool> holds(const std::string& id) {
    known.reset();
    const auto found = known.bind(1, id).step();
    known.reset();
    return found;
  }

  Result<void> insert(const Fact& fact, std::int64_t sequence, const std::string& id, const std::string& chain,
                      std::int64_t row, const std::string& said, std::int64_t recorded_at) {
    const auto text_or_null = [&](int index, const std::optional<base::Decimal>& number) {
      number ? add_fact.bind(index, number->to_string()) : add_fact.bind_null(index);
    };
    add_fact.reset();
    add_fact.bind(1, sequence).bind(2, id).bind(3, chain).bind(4, row);
    add_fact.bind(5, std::int64_t{standing_of(fact.status)}).bind(6, calendar::to_string(fact.published.known_by));
    add_fact.bind(7, recorded_at).bind(8, calendar::to_string(fact.published)).bind(9, said);
    add_fact.bind(10, fact.area_code).bind(11, fact.area).bind(12, fact.indicator_as_printed);
    text_or_null(13, fact.value);
    add_fact.bind(14, fact.unit);
    text_or_null(15, fact.growth_pct);
    add_fact.bind(16, std::int64_t{fact.year_inferred}).bind(17, fact.note).bind(18, fact.source.text);
    add_fact.bind(19, facts::to_string(fact.source.kind));
    const base::Place& place = fact.source.place;
    add_fact.bind(20, place.file).bind(21, place.sheet).bind(22, place.cell);
    int index = 23;
    for (const int number : {place.page, place.paragraph, place.row, place.line, place.column}) {
      add_fact.bind(index++, std::int64_t{number});
    }
    const auto done = add_fact.step();
    add_fact.reset();
    if (!done) return base::fail(done.error());
    return {};
  }
};

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& path) {
  auto inside = std::make_unique<Inside>();
  inside->path = path;
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
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
  auto transaction = Transaction::begin(in.db.get(), in.path);
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
    const std::string id = facts::id(fact);
    const auto known = in.holds(id);
    if (!known) return base::fail(known.error());
    if (*known) {
      ++out.known_already;
      continue;
    }
    bool new_figure = false;
    const auto row = in.figure_of(fact, new_figure);
    if (!row) return base::fail(row.error());
    const std::string said = facts::said(fact);
    if (!new_figure) {
      in.spoken.reset();
      const auto spoken = in.spoken.bind(1, *row).bind(2, said).step();
      if (!spoken) return base::fail(spoken.error());
      if (in.spoken.integer(1) > 0 && in.spoken.integer(0) == 0) ++out.new_vintages;
      in.spoken.reset();
    }
    chain = chained(chain, id, recorded);
    if (auto added = in.insert(fact, ++sequence, id, chain, *row, said, recorded); !added)
      return base::fail(added.error());
    ++out.added;
  }
  if (auto committed = transaction->commit(); !committed) return base::fail(committed.error());
  return out;
}

Result<std::vector<Recorded>> Ledger::find(const Query& query) const {
  const bool by_indicator = !query.indicator.empty();
  const std::string sql = query.all_vintages ? detail::all_sql(by_indicator) : detail::latest_sql(by_indicator);
  auto statement = Statement::prepare(inside_->db.get(), sql, inside_->path);
  if (!statement) return base::fail(statement.error());
  statement->bind(1, query.asof ? calendar::to_string(*query.asof) : "9999-12-31")
      .bind(2, query.recorded_by ? query.recorded_by->time_since_epoch().count()
                                 : std::numeric_limits<std::int64_t>::max())
      .bind(3, query.area)
      .bind(4, query.indicator);
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

Result<std::int64_t> Ledger::verify() const {
  const std::string sql = std::string("SELECT ") + detail::kFactColumns +
                          ", f.id, f.chain, k.key, f.known_by FROM fact AS f LEFT JOIN figure AS k ON k.figure = "
                          "f.figure ORDER BY f.sequence";
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
