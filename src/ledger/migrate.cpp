// From version 1 (one table of facts, one chain), version 2 (other indexes), version 3 (another order of the sealed
// blocks) and version 4 (no days of blocks) to the present one.
#include <utility>

#include "base/hash.hpp"
#include "ledger/body.hpp"
#include "ledger/inside.hpp"
#include "ledger/schema.hpp"
#include "ledger/sqlite_transaction.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::Statement;

constexpr const char* kOldFacts =
    "SELECT sequence, recorded_at, standing, area_code, area, indicator, indicator_as_printed, period, span, value, "
    "unit, growth_pct, growth_basis, scope, year_inferred, note, published, source, source_kind, place_file, "
    "place_sheet, place_cell, place_page, place_paragraph, place_row, place_line, place_column, id, chain "
    "FROM fact ORDER BY sequence";

std::optional<facts::Fact> read_old(const Statement& row) {
  facts::Fact f;
  f.status = row.integer(2) == 2   ? facts::Status::published
             : row.integer(2) == 1 ? facts::Status::derived
                                   : facts::Status::estimate;
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
  if (!period || !published || (value && !f.value) || (growth && !f.growth_pct)) return std::nullopt;
  f.period = *period;
  f.published = *published;
  f.span = span == "cumulative" ? facts::Span::cumulative
           : span == "current"  ? facts::Span::current
                                : facts::Span::point;
  return f;
}

// Facts of one area recorded at one instant: one write.
class Carried {
 public:
  Carried(const Ledger::Inside& inside, Transaction& transaction) : inside_(inside), transaction_(transaction) {}

  void add(facts::Fact fact, std::int64_t recorded_at) {
    const std::string area = chain_of(fact.area_code, fact.area);
    const auto at = place_.try_emplace(area, writes_.size());
    if (at.second) {
      writes_.push_back({.area = area,
                         .request = "version-1/" + std::to_string(recorded_at) + "/" + std::to_string(++number_),
                         .reason = "由第1版台账转入",
                         .recorded_at = Instant(std::chrono::microseconds(recorded_at))});
    }
    writes_[at.first->second].entries.emplace_back(std::move(fact));
  }

  Result<void> write() {
    for (const Write& write : writes_) {
      if (auto written = inside_.write(transaction_, write); !written) return base::fail(written.error());
    }
    writes_.clear();
    place_.clear();
    return {};
  }

 private:
  const Ledger::Inside& inside_;
  Transaction& transaction_;
  std::vector<Write> writes_;
  std::unordered_map<std::string, std::size_t> place_;
  std::int64_t number_ = 0;
};

Result<void> carry_over(SqliteStore& store, const Ledger::Inside& inside, Transaction& transaction) {
  auto row = Statement::prepare(store.connection(), kOldFacts, store.path());
  if (!row) return base::fail(row.error());
  Carried carried(inside, transaction);
  std::string chain;
  std::int64_t count = 0, instant = 0;
  for (;;) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) return carried.write();
    ++count;
    auto fact = read_old(*row);
    const std::int64_t recorded_at = row->integer(1);
    const std::string id = fact ? facts::id(*fact) : std::string();
    chain = base::sha256_hex(chain + "|" + id + "|" + std::to_string(recorded_at));
    if (!fact || row->integer(0) != count || row->text(27) != id || row->text(28) != chain) {
      return base::fail(inside.tampered("第1版", count, "与当初写入的不一致"));
    }
    if (recorded_at != instant) {
      if (auto written = carried.write(); !written) return written;
    }
    instant = recorded_at;
    carried.add(std::move(*fact), recorded_at);
  }
}

// The index of facts is made anew from the records.
Result<void> index_anew(SqliteStore& store, const Ledger::Inside& inside, SqliteTransaction& transaction) {
  const auto heads = store.areas();
  if (!heads) return base::fail(heads.error());
  for (const Head& head : *heads) {
    if (auto held = transaction.hold(head.area, head.algorithm); !held) return base::fail(held.error());
    base::Result<void> done;
    std::unordered_map<std::int64_t, std::int64_t> ranks;
    const auto read = store.scan(head.area, 1, head.size, [&](const RecordView& r) {
      const auto entry = read_body(r.kind, r.body);
      if (!entry) {
        done = base::fail(inside.tampered(head.area, r.sequence, "读不懂"));
        return false;
      }
      NewRecord record;
      record.view = r;
      const auto* fact = std::get_if<facts::Fact>(&*entry);
      if (const auto* correction = std::get_if<Correction>(&*entry)) {
        fact = &correction->fact;
        record.target = correction->sequence;
      }
      if (const auto* withdrawal = std::get_if<Withdrawal>(&*entry)) record.target = withdrawal->sequence;
      if (fact == nullptr && record.target == 0) return true;
      if (fact != nullptr) {
        record.key = key_of(*fact);
        record.fact = entry_of(*fact);
        record.fact.sequence = record.fact.rank = r.sequence;
        if (record.target != 0) {
          const auto before = ranks.find(record.target);
          ranks[r.sequence] = record.fact.rank = before == ranks.end() ? record.target : before->second;
        }
      }
      done = transaction.index(head.area, std::span(&record, 1));
      return done.has_value();
    });
    if (!read) return read;
    if (!done) return done;
    if (auto counted = transaction.keep_counts(head.area); !counted) return counted;
  }
  return {};
}

// Takes a statement through once.
Result<void> once(Statement& statement) {
  const auto row = statement.step();
  statement.reset();
  if (!row) return base::fail(row.error());
  return {};
}

// From which day on each block answers, and in the row of its key which days that does not hold for.
class Days {
 public:
  explicit Days(SqliteStore& store) : store_(store) {}

  Result<void> enter() {
    auto blocks = prepare(detail::sql::kEverySealed), add = prepare(detail::sql::kAddSealedFrom);
    if (!blocks) return base::fail(blocks.error());
    if (!add) return base::fail(add.error());
    detail::Block block;
    for (;;) {
      const auto more = blocks->step();
      if (!more) return base::fail(more.error());
      if (!*more) return put_late();
      const std::int64_t key = blocks->integer(0);
      if (key != key_) {
        if (auto put = put_late(); !put) return put;
      }
      key_ = key;
      if (!detail::read_block(blocks->view(2), false, block)) return unreadable();
      add->bind(1, key).bind(2, std::int64_t{block.from_day()}).bind(3, blocks->integer(1));
      if (auto added = once(*add); !added) return added;
      late_.take(block);
    }
  }

 private:
  Result<Statement> prepare(const char* sql) { return Statement::prepare(store_.connection(), sql, store_.path()); }
  Result<void> unreadable() const {
    return base::fail("ledger.unreadable", "台账的数据索引读不出来，文件可能已损坏", {.file = store_.path()},
                      "用最近的备份恢复");
  }

  Result<void> put_late() {
    if (late_ == detail::LateDays{}) return {};
    auto read = prepare(detail::sql::kFigure), write = prepare(detail::sql::kPutFigure);
    if (!read) return base::fail(read.error());
    if (!write) return base::fail(write.error());
    const auto found = read->bind(1, key_).step();
    if (!found) return base::fail(found.error());
    auto figure = *found ? detail::read_figure(read->view(0)) : std::nullopt;
    if (!figure) return unreadable();
    read->reset();
    figure->late = std::exchange(late_, {});
    const std::string bytes = detail::bytes_of(*figure);
    write->bind(1, key_).bind_blob(2, bytes);
    return once(*write);
  }

  SqliteStore& store_;
  std::int64_t key_ = 0;
  detail::LateDays late_;
};

}  // namespace

Result<void> migrate(SqliteStore& store, const Ledger::Inside& inside) {
  auto transaction = store.begin();
  if (!transaction) return base::fail(transaction.error());
  sqlite3* const db = store.connection();
  std::int64_t from = 0;
  {
    auto version = Statement::prepare(db, "PRAGMA user_version", store.path());
    if (!version) return base::fail(version.error());
    if (const auto row = version->step(); !row) return base::fail(row.error());
    if (version->integer(0) == detail::kSchemaVersion) {  // another program has just done it
      store.now_current();
      return {};
    }
    from = version->integer(0);
  }
  const std::string tables = from == 1   ? std::string(detail::kSchema) + detail::kFactIndex
                             : from == 2 ? std::string(detail::kFromVersion2) + detail::kFactIndex
                             : from == 3 ? std::string(detail::kFromVersion3) + detail::kFromVersion4
                                         : std::string(detail::kFromVersion4);
  if (auto made = detail::execute(db, tables, store.path()); !made) return made;
  if (from == 1) {
    if (auto carried = carry_over(store, inside, **transaction); !carried) return carried;
  } else if (from == 2) {
    if (auto made = index_anew(store, inside, static_cast<SqliteTransaction&>(**transaction)); !made) return made;
  } else if (auto entered = Days(store).enter(); !entered) {
    return entered;
  }
  const std::string mark = std::string(from == 1 ? "DROP TABLE fact; " : "") +
                           "PRAGMA user_version = " + std::to_string(detail::kSchemaVersion);
  if (auto marked = detail::execute(db, mark, store.path()); !marked) return marked;
  if (auto committed = (*transaction)->commit(); !committed) return committed;
  store.now_current();
  return {};
}

}  // namespace ledger
