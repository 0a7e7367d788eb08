#include "ledger/sqlite_transaction.hpp"

#include <algorithm>
#include <numeric>

#include "ledger/body.hpp"
#include "ledger/sqlite_rows.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

using base::Result;
using detail::execute;
using detail::kShortKey;
using detail::Statement;
using detail::Use;
namespace sql = detail::sql;

namespace {

struct Bytes {
  std::string_view bytes;
};
struct TextOrNull {
  std::string_view text;
};

void bind_one(Statement& s, int index, std::int64_t value) { s.bind(index, value); }
void bind_one(Statement& s, int index, std::string_view value) { s.bind_text(index, value); }
void bind_one(Statement& s, int index, Bytes value) { s.bind_blob(index, value.bytes); }
void bind_one(Statement& s, int index, TextOrNull value) {
  value.text.empty() ? s.bind_null(index) : s.bind_text(index, value.text);
}

// The handle of SQLite's own state, since some errors end the transaction by themselves.
bool has_transaction(sqlite3* db) { return sqlite3_get_autocommit(db) == 0; }

}  // namespace

Result<std::unique_ptr<Transaction>> SqliteStore::begin() {
  if (in_doubt_) {
    if (auto done = overwrite_doubtful(); !done) return base::fail(done.error());
  }
  auto statement = get("BEGIN IMMEDIATE");
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  if (const auto begun = row->step(); !begun) return base::fail(begun.error());
  row->reset();
  std::unique_ptr<Transaction> transaction = std::make_unique<SqliteTransaction>(*this);
  if (auto settled = settle(); !settled) return base::fail(settled.error());
  return transaction;
}

SqliteTransaction::~SqliteTransaction() {
  if (open_ && store_.db_ && has_transaction(store_.db_.get())) {
    sqlite3_exec(store_.db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

// Runs one statement with its parameters; true when it gave a row, which is gone when this returns.
Result<bool> SqliteTransaction::run(const char* sql, auto&&... values) {
  auto statement = store_.get(sql);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  int index = 0;
  (bind_one(*row, ++index, values), ...);
  return row->step();
}

SqliteTransaction::Area& SqliteTransaction::held(const std::string& area) {
  const auto found = areas_.find(area);
  JC_ASSERT(found != areas_.end());
  return found->second;
}

Result<Head> SqliteTransaction::hold(const std::string& name, base::HashAlgorithm algorithm) {
  if (const auto found = areas_.find(name); found != areas_.end()) return found->second.head;
  auto stored = store_.find_area(name);
  if (!stored) return base::fail(stored.error());
  if (!*stored) {
    SqliteStore::Area made{.algorithm = algorithm};
    {
      auto next = store_.get(sql::kNextArea);
      if (!next) return base::fail(next.error());
      Use row(*next);
      if (const auto found = row->step(); !found) return base::fail(found.error());
      made.no = row->integer(0);
    }
    const std::string printed = base::to_string(algorithm);
    if (auto added = run(sql::kAddArea, made.no, name, printed); !added) return base::fail(added.error());
    *stored = made;
  }
  auto head = store_.head_of(**stored, name);
  if (!head) return base::fail(head.error());
  return areas_.emplace(name, Area{.stored = **stored, .head = std::move(*head), .labels = {}}).first->second.head;
}

Result<std::optional<StoredReceipt>> SqliteTransaction::receipt(const std::string& area, const std::string& request) {
  auto statement = store_.get(sql::kReceipt);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind(1, held(area).stored.no).bind_text(2, request).step();
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<StoredReceipt>();
  return std::optional<StoredReceipt>(detail::receipt_of(*row));
}

std::string SqliteTransaction::name_of(const Area& area, const FactKey& key) const {
  std::string out = std::to_string(area.stored.no);
  out.reserve(out.size() + key.indicator.size() + key.rest.size() + 2);
  ((out += '\n') += key.indicator) += '\n';
  return out += key.rest;
}

Result<SqliteTransaction::Key*> SqliteTransaction::key(const Area& area, const FactKey& wanted, auto&& visit) {
  const auto [at, is_new] = keys_.try_emplace(name_of(area, wanted));
  Key& key = at->second;
  if (is_new) {
    auto statement = store_.get(sql::kKeyNumber);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const auto found = row->bind(1, area.stored.no).bind_text(2, wanted.indicator).bind_text(3, wanted.rest).step();
    if (!found) return base::fail(found.error());
    if (*found) key.no = row->integer(0);
  }
  if (key.no == 0) return &key;
  auto statement = store_.get(sql::kVintagesBackward);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind(1, key.no).bind(2, std::numeric_limits<std::int64_t>::max());
  for (bool first = true;; first = false) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) return &key;
    if (first) {
      key.entries = row->integer(detail::kOrdinalColumn);
      key.latest = static_cast<std::int32_t>(row->integer(detail::kLatestColumn));
      key.holding = row->text(detail::kHoldingColumn);
      if (key.entries > kShortKey) return &key;
    }
    visit(detail::entry_of(*row));
  }
}

Result<SqliteTransaction::Key*> SqliteTransaction::key(const Area& area, const FactKey& wanted) {
  if (const auto found = keys_.find(name_of(area, wanted)); found != keys_.end()) return &found->second;
  return key(area, wanted, [](const FactEntry&) {});
}

Result<Probed> SqliteTransaction::probe_one(const Area& area, const Probe& probe) {
  Probed out;
  const auto seen = key(area, probe.key, [&](const FactEntry& entry) {
    out.said_before = out.said_before || entry.said == probe.said;
    const bool withdrawn = entry.gone_by != 0 && entry.withdrawn;
    if (out.same == 0 && entry.id == probe.id && !withdrawn) out.same = entry.sequence;
  });
  if (!seen) return base::fail(seen.error());
  const Key& k = **seen;
  out.key_known = k.entries > 0;
  if (k.entries <= kShortKey) return out;
  const auto said = run(sql::kSaid, k.no, static_cast<std::int64_t>(probe.said));
  if (!said) return base::fail(said.error());
  out.said_before = *said;
  std::vector<std::int64_t> same;
  for (std::int64_t gives = 0; gives < 4 && out.said_before; ++gives) {
    auto statement = store_.get(sql::kSameDay);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    row->bind(1, k.no).bind(2, gives).bind(3, std::int64_t{probe.standing}).bind(4, std::int64_t{probe.known_by});
    row->bind(5, static_cast<std::int64_t>(probe.id));
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) break;
      same.push_back(row->integer(0));
    }
  }
  for (const std::int64_t sequence : same) {
    auto statement = store_.get(sql::kOneVintage);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const auto found = row->bind(1, k.no).bind(2, sequence).step();
    if (!found) return base::fail(found.error());
    const FactEntry entry = detail::entry_of(*row);
    if (*found && (entry.gone_by == 0 || !entry.withdrawn)) out.same = std::max(out.same, sequence);
  }
  return out;
}

Result<std::vector<Probed>> SqliteTransaction::probe(const std::string& name, std::span<const Probe> probes) {
  const Area& area = held(name);
  std::vector<std::size_t> order(probes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) -> const FactKey& { return probes[i].key; });
  std::vector<Probed> out(probes.size());
  for (const std::size_t i : order) {
    auto probed = probe_one(area, probes[i]);
    if (!probed) return base::fail(probed.error());
    out[i] = *probed;
  }
  return out;
}

Result<void> SqliteTransaction::put(const std::string& name, std::span<const NewRecord> records) {
  if (records.empty()) return {};
  Area& area = held(name);
  auto statement = store_.get(sql::kAddRecord);
  if (!statement) return base::fail(statement.error());
  for (const NewRecord& r : records) {
    const RecordView& v = r.view;
    Use row(*statement);
    row->bind(1, detail::place_of(area.stored.no, v.sequence)).bind(2, v.recorded_at);
    row->bind(3, static_cast<std::int64_t>(v.kind));
    bind_one(*row, 4, TextOrNull{v.heading});
    if (const auto done = row->bind_text(5, v.body).bind_blob(6, v.chain).step(); !done) {
      return base::fail(done.error());
    }
  }
  const std::int64_t keys_before = area.stored.keys;
  if (auto entered = put_entries(area, records); !entered) return entered;
  if (area.stored.keys != keys_before) {
    if (auto counted = run(sql::kCountKeys, area.stored.no, area.stored.keys); !counted) {
      return base::fail(counted.error());
    }
  }
  const RecordView& last = records.back().view;
  area.head.size = last.sequence;
  area.head.recorded_at = last.recorded_at;
  std::copy(last.chain.begin(), last.chain.end(), area.head.chain.begin());
  return {};
}

// Facts key by key, so that neighbours in the tree are written together.
Result<void> SqliteTransaction::put_entries(Area& area, std::span<const NewRecord> records) {
  std::vector<const NewRecord*> facts;
  for (const NewRecord& r : records) {
    if (r.target != 0) {
      if (auto gone = take_away(area, r); !gone) return gone;
    }
    if (r.key) facts.push_back(&r);
    if (r.event) {
      const EventEntry& e = *r.event;
      if (auto added = run(sql::kAddEvent, area.stored.no, e.kind, e.subject, e.sequence, std::int64_t{e.valid_from},
                           std::int64_t{e.valid_to});
          !added) {
        return base::fail(added.error());
      }
    }
    if (!r.area_name.empty() && r.area_name != area.head.area && area.labels.emplace(r.area_name).second) {
      if (auto added = run(sql::kAddLabel, r.area_name, area.stored.no); !added) return base::fail(added.error());
    }
  }
  std::ranges::stable_sort(facts, {}, [](const NewRecord* r) -> const FactKey& { return *r->key; });
  for (const NewRecord* r : facts) {
    if (auto entered = put_entry(area, *r); !entered) return entered;
  }
  return {};
}

Result<void> SqliteTransaction::put_entry(Area& area, const NewRecord& record) {
  auto known = key(area, *record.key);
  if (!known) return base::fail(known.error());
  Key& k = **known;
  const FactEntry& e = record.fact;
  if (k.no == 0) {
    k.no = (area.stored.no << detail::kKeyBits) + ++area.stored.keys;
    if (auto added = run(sql::kAddKey, k.no, area.stored.no, record.key->indicator, record.key->rest); !added) {
      return base::fail(added.error());
    }
  }
  if (k.entries == kShortKey) {
    const auto all = all_entries(k.no);
    if (!all) return base::fail(all.error());
    if (auto indexed = index_days(k, *all); !indexed) return indexed;
  }
  ++k.entries;
  k.latest = k.entries == 1 ? e.known_by : std::max(k.latest, e.known_by);
  if (k.entries > kShortKey) {
    if (auto indexed = index_days(k, std::span(&e, 1)); !indexed) return indexed;
    auto holding = holding_with(k, e);
    if (!holding) return base::fail(holding.error());
    k.holding = std::move(*holding);
  }
  const auto added =
      run(sql::kAddVintage, k.no, e.sequence, e.rank, std::int64_t{e.known_by}, std::int64_t{e.standing},
          std::int64_t{detail::gives_of(e)}, static_cast<std::int64_t>(e.said), static_cast<std::int64_t>(e.id),
          e.gone_by, std::int64_t{e.withdrawn}, k.entries, std::int64_t{k.latest}, TextOrNull{k.holding});
  if (!added) return base::fail(added.error());
  return {};
}

Result<std::vector<FactEntry>> SqliteTransaction::all_entries(std::int64_t key) {
  auto statement = store_.get(sql::kVintagesBackward);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind(1, key).bind(2, std::numeric_limits<std::int64_t>::max());
  std::vector<FactEntry> out;
  for (;;) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) return out;
    out.push_back(detail::entry_of(*row));
  }
}

Result<void> SqliteTransaction::index_days(const Key& k, std::span<const FactEntry> entries) {
  for (const FactEntry& e : entries) {
    const auto day = run(sql::kAddDay, k.no, std::int64_t{detail::gives_of(e)}, std::int64_t{e.standing},
                         std::int64_t{e.known_by}, e.rank, e.sequence, static_cast<std::int64_t>(e.id), e.gone_by);
    if (!day) return base::fail(day.error());
    const auto said = run(sql::kAddSaid, k.no, static_cast<std::int64_t>(e.said));
    if (!said) return base::fail(said.error());
  }
  return {};
}

// What holds once `entry` is there: from what held before it, or from all when that is not known or no longer true.
Result<std::string> SqliteTransaction::holding_with(const Key& k, const FactEntry& entry) {
  std::vector<FactEntry> before;
  bool whole = !k.holding.empty();
  for (const std::int64_t sequence : detail::sequences_of(k.holding)) {
    auto statement = store_.get(sql::kOneVintage);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const auto found = row->bind(1, k.no).bind(2, sequence).step();
    if (!found) return base::fail(found.error());
    whole = whole && *found && row->integer(7) == 0;
    if (whole) before.push_back(detail::entry_of(*row));
  }
  if (!whole) {
    auto all = all_entries(k.no);
    if (!all) return base::fail(all.error());
    before = std::move(*all);
    std::erase_if(before, [](const FactEntry& e) { return e.gone_by != 0; });
  }
  before.push_back(entry);
  return detail::text_of(holding(before));
}

Result<void> SqliteTransaction::take_away(const Area& area, const NewRecord& record) {
  auto found = target(area.head.area, record.target);
  if (!found) return base::fail(found.error());
  JC_ASSERT(*found);
  const std::int64_t by = record.view.sequence;
  const Target& t = **found;
  if (t.kind == RecordKind::event) {
    const auto gone = run(sql::kEventGone, by, area.stored.no, t.event.kind, t.event.subject, record.target);
    if (!gone) return base::fail(gone.error());
    return {};
  }
  auto known = key(area, t.key);
  if (!known) return base::fail(known.error());
  const std::int64_t no = (*known)->no;
  const bool withdrawn = record.view.kind == RecordKind::withdrawal;
  if (auto gone = run(sql::kVintageGone, by, std::int64_t{withdrawn}, no, record.target); !gone) {
    return base::fail(gone.error());
  }
  const FactEntry& e = t.fact;
  const auto gone = run(sql::kDayGone, by, no, std::int64_t{detail::gives_of(e)}, std::int64_t{e.standing},
                        std::int64_t{e.known_by}, e.rank, e.sequence);
  if (!gone) return base::fail(gone.error());
  return {};
}

Result<std::optional<Transaction::Target>> SqliteTransaction::target(const std::string& name, std::int64_t sequence) {
  const Area& area = held(name);
  Target out;
  std::optional<Entry> entry;
  {
    auto statement = store_.get(sql::kOneRecord);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const auto found = row->bind(1, detail::place_of(area.stored.no, sequence)).step();
    if (!found) return base::fail(found.error());
    if (!*found) return std::optional<Target>();
    out.kind = static_cast<RecordKind>(row->integer(2));
    entry = read_body(out.kind, row->view(4));
  }
  if (!entry || out.kind == RecordKind::withdrawal) return std::optional<Target>();
  if (const auto* event = std::get_if<Event>(&*entry)) {
    out.event = ledger::entry_of(*event);
    auto statement = store_.get(sql::kEventsOfKind);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    row->bind(1, area.stored.no).bind_text(2, out.event.kind).bind_text(3, out.event.subject);
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) return std::optional<Target>();
      if (row->integer(2) != sequence) continue;
      out.event.sequence = sequence;
      out.event.gone_by = row->integer(5);
      return std::optional<Target>(std::move(out));
    }
  }
  const auto* correction = std::get_if<Correction>(&*entry);
  out.key = key_of(correction != nullptr ? correction->fact : std::get<facts::Fact>(*entry));
  const auto known = key(area, out.key);
  if (!known) return base::fail(known.error());
  auto statement = store_.get(sql::kOneVintage);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind(1, (*known)->no).bind(2, sequence).step();
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<Target>();
  out.fact = detail::entry_of(*row);
  return std::optional<Target>(std::move(out));
}

Result<void> SqliteTransaction::put_receipt(const std::string& area, const StoredReceipt& r) {
  const auto added =
      run(sql::kAddReceipt, held(area).stored.no, r.request, Bytes{base::bytes_of(r.content)}, r.first, r.last,
          r.recorded_at, std::int64_t{r.added}, std::int64_t{r.new_vintages}, std::int64_t{r.known_already});
  if (!added) return base::fail(added.error());
  return {};
}

Result<std::optional<PersonKey>> SqliteTransaction::person_key(const std::string& area, const std::string& person) {
  return store_.person_key(area, person);
}

Result<void> SqliteTransaction::put_person_key(const std::string& area, const std::string& person,
                                               const PersonKey& key) {
  auto statement = store_.get(sql::kPutPersonKey);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind(1, held(area).stored.no).bind_text(2, person);
  key.key.empty() ? row->bind_null(3) : row->bind_blob(3, key.key);
  if (const auto done = row->step(); !done) return base::fail(done.error());
  return {};
}

Result<void> SqliteTransaction::savepoint() { return execute(store_.db_.get(), "SAVEPOINT one", store_.path_); }
Result<void> SqliteTransaction::release() { return execute(store_.db_.get(), "RELEASE one", store_.path_); }

Result<void> SqliteTransaction::undo() {
  areas_.clear();
  keys_.clear();
  return execute(store_.db_.get(), "ROLLBACK TO one; RELEASE one", store_.path_);
}

Result<void> SqliteTransaction::commit() {
  auto statement = store_.get("COMMIT");
  if (!statement) return base::fail(statement.error());
  sqlite3* db = store_.db_.get();
  const auto done = (*statement)->step();
  const int result = (*statement)->result();
  (*statement)->reset();
  if (done) {
    open_ = false;
    return {};
  }
  // Whether the disk kept what it was given is not known, and asking the same connection again would not tell.
  if ((result & 0xFF) == SQLITE_IOERR) {
    if (has_transaction(db)) sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    open_ = false;
    store_.in_doubt_ = true;
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // At once, lest the program ends before it writes again; if it fails, the next write tries it first.
    [[maybe_unused]] const auto done_already = store_.overwrite_doubtful();
    return base::fail("ledger.unsure", "写入台账时磁盘出错，不能确定是否已经写入（" + done.error().what + "）",
                      {.file = store_.path_}, "检查磁盘后，用同样的请求再做一次：已经写入的不会重复");
  }
  return base::fail(done.error());
}

}  // namespace ledger
