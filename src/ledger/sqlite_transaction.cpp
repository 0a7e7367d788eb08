#include "ledger/sqlite_transaction.hpp"

#include <algorithm>
#include <tuple>

#include "ledger/body.hpp"
#include "ledger/sqlite_rows.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

using base::Result;
using detail::execute;
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

std::uint32_t SqliteStore::data_number() {
  std::uint32_t out = 0;
  sqlite3_file_control(db_.get(), "main", SQLITE_FCNTL_DATA_VERSION, &out);
  return out;
}

SqliteTransaction::SqliteTransaction(SqliteStore& store) : store_(store), memory_(store.memory_) {
  const std::uint32_t data = store_.data_number();
  if (data != memory_.data) memory_.forget();
  memory_.data = data;
}

SqliteTransaction::~SqliteTransaction() {
  if (!open_) return;
  // What only was asked about is as it was.
  if (changed_) memory_.forget();
  std::erase_if(memory_.areas, [](const auto& area) { return !area.second.there; });
  if (store_.db_ && has_transaction(store_.db_.get())) {
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
  const auto found = memory_.areas.find(area);
  JC_ASSERT(found != memory_.areas.end());
  return found->second;
}

// An area that is not there gets its number now and its row with the first thing written into it, so that a write that
// is refused leaves nothing behind.
Result<Head> SqliteTransaction::hold(const std::string& name, base::HashAlgorithm algorithm) {
  if (const auto found = memory_.areas.find(name); found != memory_.areas.end()) return found->second.head;
  auto stored = store_.find_area(name);
  if (!stored) return base::fail(stored.error());
  Area area;
  area.there = stored->has_value();
  if (*stored) {
    area.stored = **stored;
  } else {
    area.stored.algorithm = algorithm;
    auto next = store_.get(sql::kNextArea);
    if (!next) return base::fail(next.error());
    Use row(*next);
    if (const auto found = row->step(); !found) return base::fail(found.error());
    area.stored.no = row->integer(0);
    for (const auto& [other, held] : memory_.areas) area.stored.no = std::max(area.stored.no, held.stored.no + 1);
  }
  auto head = store_.head_of(area.stored, name);
  if (!head) return base::fail(head.error());
  area.head = std::move(*head);
  return memory_.areas.emplace(name, std::move(area)).first->second.head;
}

Result<void> SqliteTransaction::settle_area(Area& area) {
  changed_ = true;
  if (area.there) return {};
  const std::string printed = base::to_string(area.stored.algorithm);
  if (auto added = run(sql::kAddArea, area.stored.no, area.head.area, printed); !added) {
    return base::fail(added.error());
  }
  area.there = true;
  return {};
}

Result<std::optional<StoredReceipt>> SqliteTransaction::receipt(const std::string& name, const std::string& request) {
  const Area& area = held(name);
  if (!area.there) return std::optional<StoredReceipt>();
  auto statement = store_.get(sql::kReceipt);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind(1, area.stored.no).bind_text(2, request).step();
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<StoredReceipt>();
  return std::optional<StoredReceipt>(detail::receipt_of(*row));
}

Result<SqliteTransaction::Key*> SqliteTransaction::key(const Area& area, const FactKey& wanted) {
  const detail::KeyName name{area.stored.no, wanted.indicator, wanted.rest};
  auto at = memory_.keys.find(name);
  if (at == memory_.keys.end()) {
    at = memory_.keys.try_emplace({area.stored.no, wanted.indicator, wanted.rest}).first;
  }
  if (!at->second.read) {
    if (auto read = read_key(area, wanted, at->second); !read) return base::fail(read.error());
  }
  return &at->second;
}

Result<void> SqliteTransaction::read_key(const Area& area, const FactKey& wanted, Key& key) {
  const detail::KeyName name{area.stored.no, wanted.indicator, wanted.rest};
  if (const auto known = store_.key_numbers_.find(name); known != store_.key_numbers_.end()) {
    key.no = known->second;
  } else if (area.there) {
    auto statement = store_.get(sql::kKeyNumber);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const auto found = row->bind(1, area.stored.no).bind_text(2, wanted.indicator).bind_text(3, wanted.rest).step();
    if (!found) return base::fail(found.error());
    if (*found) {
      key.no = row->integer(0);
      key_numbers_.push_back({{area.stored.no, wanted.indicator, wanted.rest}, key.no});
    }
  }
  if (key.no != 0) {
    auto figure = store_.figure(key.no);
    if (!figure) return base::fail(figure.error());
    key.stored = figure->has_value();
    if (*figure) key.figure = std::move(**figure);
  }
  key.read = true;
  return {};
}

Result<Probed> SqliteTransaction::probe_one(const Key& k, const Probe& probe) {
  Probed out;
  for (const FactEntry& entry : k.figure.recent.entries) {
    out.said_before = out.said_before || entry.said == probe.said;
    const bool withdrawn = entry.gone_by != 0 && entry.withdrawn;
    if (entry.id == probe.id && !withdrawn) out.same = entry.sequence;
  }
  out.key_known = k.figure.count > 0;
  if (k.figure.recent.start == 0 || out.same != 0) return out;
  const auto said = run(sql::kSaid, k.no, static_cast<std::int64_t>(probe.said));
  if (!said) return base::fail(said.error());
  if (!*said) return out;
  out.said_before = true;
  for (int gives = 0; gives < 4; ++gives) {
    if ((k.figure.sorts >> detail::sort_of(gives, probe.standing) & 1) == 0) continue;
    auto statement = store_.get(sql::kSameDay);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    row->bind(1, k.no).bind(2, std::int64_t{gives}).bind(3, std::int64_t{probe.standing});
    row->bind(4, std::int64_t{probe.known_by}).bind(5, static_cast<std::int64_t>(probe.id));
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) break;
      out.same = std::max(out.same, row->integer(0));
    }
  }
  return out;
}

Result<std::vector<Probed>> SqliteTransaction::probe(const std::string& name, std::span<const Probe> probes) {
  const Area& area = held(name);
  // Keys not read yet first, in the order in which they lie.
  struct Unread {
    const FactKey* name;
    Key* key;
  };
  std::vector<Key*> keys;
  std::vector<Unread> unread;
  keys.reserve(probes.size());
  for (const Probe& probe : probes) {
    const detail::KeyName key{area.stored.no, probe.key->indicator, probe.key->rest};
    auto at = memory_.keys.find(key);
    if (at == memory_.keys.end()) {
      at = memory_.keys.try_emplace({area.stored.no, probe.key->indicator, probe.key->rest}).first;
      unread.push_back({probe.key, &at->second});
    } else if (!at->second.read) {
      unread.push_back({probe.key, &at->second});
    }
    keys.push_back(&at->second);
  }
  std::ranges::sort(unread, {}, [](const Unread& u) -> const FactKey& { return *u.name; });
  for (const Unread& u : unread) {
    if (u.key->read) continue;
    if (auto read = read_key(area, *u.name, *u.key); !read) return base::fail(read.error());
  }
  std::vector<Probed> out;
  out.reserve(probes.size());
  for (std::size_t i = 0; i < probes.size(); ++i) {
    auto probed = probe_one(*keys[i], probes[i]);
    if (!probed) return base::fail(probed.error());
    out.push_back(*probed);
  }
  return out;
}

Result<void> SqliteTransaction::put(const std::string& name, std::span<const NewRecord> records) {
  if (records.empty()) return {};
  Area& area = held(name);
  if (auto settled = settle_area(area); !settled) return settled;
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
    if (auto counted = keep_counts(name); !counted) return counted;
  }
  const RecordView& last = records.back().view;
  area.head.size = last.sequence;
  area.head.recorded_at = last.recorded_at;
  std::copy(last.chain.begin(), last.chain.end(), area.head.chain.begin());
  return {};
}

Result<void> SqliteTransaction::put_entries(Area& area, std::span<const NewRecord> records) {
  for (const NewRecord& r : records) {
    if (r.event) {
      const EventEntry& e = *r.event;
      if (auto added = run(sql::kAddEvent, area.stored.no, e.kind, e.subject, e.sequence, std::int64_t{e.valid_from},
                           std::int64_t{e.valid_to});
          !added) {
        return base::fail(added.error());
      }
    }
    if (r.area_name.empty() || r.area_name == area.head.area) continue;
    std::string name = std::to_string(area.stored.no) + "\n" + std::string(r.area_name);
    if (store_.labels_.contains(name) || !labels_.insert(std::move(name)).second) continue;
    if (auto added = run(sql::kAddLabel, r.area_name, area.stored.no); !added) return base::fail(added.error());
  }
  return index(area.head.area, records);
}

Result<void> SqliteTransaction::keep_counts(const std::string& name) {
  const Area& area = held(name);
  const auto counted = run(sql::kCountKeys, area.stored.no, area.stored.keys);
  if (!counted) return base::fail(counted.error());
  return {};
}

// A row a key, in the order in which they lie.
Result<void> SqliteTransaction::index(const std::string& name, std::span<const NewRecord> records) {
  changed_ = true;
  Area& area = held(name);
  std::vector<Key*> touched;
  for (const NewRecord& r : records) {
    if (r.target != 0) {
      auto gone = take_away(area, r);
      if (!gone) return base::fail(gone.error());
      if (*gone != nullptr) touched.push_back(*gone);
    }
    if (!r.key) continue;
    auto entered = put_entry(area, r);
    if (!entered) return base::fail(entered.error());
    touched.push_back(*entered);
  }
  std::ranges::sort(touched, {}, &Key::no);
  touched.erase(std::ranges::unique(touched).begin(), touched.end());
  for (Key* k : touched) {
    if (auto put = put_figure(*k); !put) return put;
  }
  // All of them stand in the table now.
  constexpr std::size_t kMostHeld = 1u << 16;
  if (memory_.keys.size() > kMostHeld) memory_.keys.clear();
  return {};
}

Result<SqliteTransaction::Key*> SqliteTransaction::put_entry(Area& area, const NewRecord& record) {
  auto known = key(area, *record.key);
  if (!known) return base::fail(known.error());
  Key& k = **known;
  if (k.no == 0) {
    const auto no = next_key(area);
    if (!no) return base::fail(no.error());
    k.no = *no;
    if (auto added = run(sql::kAddKey, k.no, area.stored.no, record.key->indicator, record.key->rest); !added) {
      return base::fail(added.error());
    }
    key_numbers_.push_back({{area.stored.no, record.key->indicator, record.key->rest}, k.no});
  }
  ++k.figure.count;
  k.figure.recent.entries.push_back(record.fact);
  return &k;
}

// `area.keys` is a number that no key's has passed, moved in strides so that a new key does not touch the area's row.
Result<std::int64_t> SqliteTransaction::next_key(Area& area) {
  constexpr std::int64_t kStride = 256;
  const std::int64_t base = area.stored.no << detail::kKeyBits;
  if (area.next_key == 0) {
    auto statement = store_.get(sql::kLastKey);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    const auto found = row->bind(1, base).bind(2, base + (std::int64_t{1} << detail::kKeyBits) - 1).step();
    if (!found) return base::fail(found.error());
    area.next_key = std::max(row->integer(0), base) + 1;
  }
  if (area.next_key - base > area.stored.keys) area.stored.keys = area.next_key - base + kStride - 1;
  return area.next_key++;
}

Result<void> SqliteTransaction::put_figure(Key& k) {
  while (k.figure.recent.entries.size() > detail::kMostRecent) {
    if (auto sealed = seal(k); !sealed) return sealed;
  }
  const std::string bytes = detail::bytes_of(k.figure);
  const auto put = run(k.stored ? sql::kPutFigure : sql::kAddFigure, k.no, Bytes{bytes});
  if (!put) return base::fail(put.error());
  k.stored = true;
  return {};
}

// The first recent entries become a block, with their days and what they say; what holds from there on is told by what
// held before them, or by all where something was taken away since.
Result<void> SqliteTransaction::seal(Key& k) {
  detail::Figure& f = k.figure;
  const std::int64_t start_before = f.recent.start;
  const detail::Block block = detail::seal(f);
  std::vector<FactEntry> by_day = block.entries;
  std::ranges::sort(by_day, {}, [](const FactEntry& e) {
    return std::tuple(detail::gives_of(e), e.standing, e.known_by, e.rank, e.sequence);
  });
  for (const FactEntry& e : by_day) {
    const auto day =
        run(sql::kAddDay, k.no, std::int64_t{detail::gives_of(e)}, std::int64_t{e.standing}, std::int64_t{e.known_by},
            e.rank, e.sequence, static_cast<std::int64_t>(e.id), e.gone_by, std::int64_t{e.withdrawn});
    if (!day) return base::fail(day.error());
  }
  std::vector<std::int64_t> said;
  for (const FactEntry& e : block.entries) said.push_back(static_cast<std::int64_t>(e.said));
  std::ranges::sort(said);
  for (const std::int64_t one : said) {
    if (const auto put = run(sql::kAddSaid, k.no, one); !put) return base::fail(put.error());
  }
  const std::string bytes = detail::bytes_of(block);
  if (const auto put = run(sql::kAddSealed, k.no, f.recent.start, Bytes{bytes}); !put) return base::fail(put.error());
  const auto from = run(sql::kAddSealedFrom, k.no, std::int64_t{block.from_day()}, f.recent.start);
  if (!from) return base::fail(from.error());
  std::vector<FactEntry> all;
  if (detail::undisturbed(f, start_before, f.recent.start)) {
    all = block.before;
    all.insert(all.end(), block.entries.begin(), block.entries.end());
  } else if (auto read = store_.sealed_entries(k.no, all); !read) {
    return read;
  }
  std::erase_if(all, [&](const FactEntry& e) { return !stands(e, f.recent.start); });
  f.recent.before = holding(all);
  return {};
}

// Marks the entry of the record taken away; of a fact its key, to be put, else none.
Result<SqliteTransaction::Key*> SqliteTransaction::take_away(const Area& area, const NewRecord& record) {
  auto found = target(area.head.area, record.target);
  if (!found) return base::fail(found.error());
  if (!*found) return base::fail(store_.broken_index());
  const std::int64_t by = record.view.sequence;
  const bool withdrawn = record.view.kind == RecordKind::withdrawal;
  const Target& t = **found;
  if (t.kind == RecordKind::event) {
    const auto gone = run(sql::kEventGone, by, area.stored.no, t.event.kind, t.event.subject, record.target);
    if (!gone) return base::fail(gone.error());
    return nullptr;
  }
  auto known = key(area, t.key);
  if (!known) return base::fail(known.error());
  Key& k = **known;
  const auto mark = [&](std::vector<FactEntry>& entries) {
    const auto at = std::ranges::find(entries, record.target, &FactEntry::sequence);
    if (at == entries.end()) return false;
    at->gone_by = by;
    at->withdrawn = withdrawn;
    return true;
  };
  if (mark(k.figure.recent.entries)) return &k;
  auto sealed = store_.sealed_with(k.no, record.target);
  if (!sealed) return base::fail(sealed.error());
  if (!*sealed || !mark((*sealed)->block.entries)) return base::fail(store_.broken_index());
  k.figure.taken.insert(std::ranges::upper_bound(k.figure.taken, by), by);
  const std::string bytes = detail::bytes_of((*sealed)->block);
  if (const auto put = run(sql::kPutSealed, k.no, (*sealed)->last, Bytes{bytes}); !put) return base::fail(put.error());
  const FactEntry& e = t.fact;
  const auto gone = run(sql::kDayGone, by, std::int64_t{withdrawn}, k.no, std::int64_t{detail::gives_of(e)},
                        std::int64_t{e.standing}, std::int64_t{e.known_by}, e.rank, e.sequence);
  if (!gone) return base::fail(gone.error());
  return &k;
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
  const Key& k = **known;
  const auto take = [&](const std::vector<FactEntry>& entries) {
    const auto at = std::ranges::find(entries, sequence, &FactEntry::sequence);
    if (at == entries.end()) return std::optional<Target>();
    out.fact = *at;
    return std::optional<Target>(std::move(out));
  };
  if (sequence > k.figure.recent.start) return take(k.figure.recent.entries);
  const auto sealed = store_.sealed_with(k.no, sequence);
  if (!sealed) return base::fail(sealed.error());
  return *sealed ? take((*sealed)->block.entries) : std::optional<Target>();
}

Result<void> SqliteTransaction::put_receipt(const std::string& name, const StoredReceipt& r) {
  Area& area = held(name);
  if (auto settled = settle_area(area); !settled) return settled;
  const auto added =
      run(sql::kAddReceipt, area.stored.no, r.request, Bytes{base::bytes_of(r.content)}, r.first, r.last, r.recorded_at,
          std::int64_t{r.added}, std::int64_t{r.new_vintages}, std::int64_t{r.known_already});
  if (!added) return base::fail(added.error());
  return {};
}

Result<std::optional<PersonKey>> SqliteTransaction::person_key(const std::string& area, const std::string& person) {
  return store_.person_key(area, person);
}

Result<void> SqliteTransaction::put_person_key(const std::string& area, const std::string& person,
                                               const PersonKey& key) {
  if (auto settled = settle_area(held(area)); !settled) return settled;
  auto statement = store_.get(sql::kPutPersonKey);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind(1, held(area).stored.no).bind_text(2, person);
  key.key.empty() ? row->bind_null(3) : row->bind_blob(3, key.key);
  if (const auto done = row->step(); !done) return base::fail(done.error());
  return {};
}

Result<void> SqliteTransaction::savepoint() {
  if (auto done = run("SAVEPOINT one"); !done) return base::fail(done.error());
  return {};
}
Result<void> SqliteTransaction::release() {
  if (auto done = run("RELEASE one"); !done) return base::fail(done.error());
  return {};
}

Result<void> SqliteTransaction::undo() {
  memory_.forget();
  key_numbers_.clear();
  labels_.clear();
  return execute(store_.db_.get(), "ROLLBACK TO one; RELEASE one", store_.path_);
}

void SqliteTransaction::remember() {
  constexpr std::size_t kMost = 1u << 18;
  if (store_.key_numbers_.size() > kMost) store_.key_numbers_.clear();
  for (auto& [name, no] : key_numbers_) store_.key_numbers_.emplace(std::move(name), no);
  store_.labels_.merge(labels_);
  // Some ten megabytes at the most stay in memory.
  constexpr std::size_t kMostKeys = 1u << 12, kMostAreas = 1u << 12;
  if (memory_.keys.size() > kMostKeys) memory_.keys.clear();
  std::erase_if(memory_.areas, [](const auto& area) { return !area.second.there; });
  if (memory_.areas.size() > kMostAreas) memory_.areas.clear();
  memory_.data = store_.data_number();
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
    remember();
    return {};
  }
  memory_.forget();
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
