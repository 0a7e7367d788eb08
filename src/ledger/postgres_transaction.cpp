#include "ledger/postgres_transaction.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "ledger/postgres_fault.hpp"
#include "ledger/postgres_rows.hpp"
#include "ledger/postgres_sql.hpp"

namespace ledger {

using base::Result;
using detail::CopyRows;
using detail::Parameters;
using detail::Rows;
namespace sql = detail::pg;

namespace {

// Of keys and entries together, known from one write to the next: some 25 MB.
constexpr std::size_t kMostKnown = 100'000;
// Lists of more the server no longer looks values up in: they are to fit into its work_mem (a hashed list takes 32
// bytes a number), and a statement is to end in time.
constexpr std::size_t kAskedAtOnce = 8192;
// Made for the server while it takes those before.
constexpr std::size_t kRecordsAtOnce = 512;
// A COPY is to end in the time that the server lets a statement take, and rows are put in another order than that of
// their sequences within so many only: whoever reads a part of a long write does not go over all its pages.
constexpr std::size_t kRecordsOfCopy = 16384;

std::string text_of(const FactKey& key) {
  std::string out;
  out.reserve(key.indicator.size() + key.rest.size() + 1);
  (out += key.indicator) += '\n';
  return out += key.rest;
}

// Where a key's number is looked for first.
std::int64_t number_of(base::Hasher& hasher, const FactKey& key) {
  const auto digest = hasher.add_counted(key.indicator).add_counted(key.rest).finish();
  std::uint64_t out = 0;
  for (int i = 0; i < 8; ++i) out = out << 8 | digest[static_cast<std::size_t>(i)];
  return static_cast<std::int64_t>(out);
}

unsigned sort_of(int gives, int standing) { return 1u << (gives * 3 + standing); }

}  // namespace

Result<std::unique_ptr<Transaction>> PostgresStore::begin() {
  auto connection = live();
  if (!connection) return base::fail(connection.error());
  auto begun = (*connection)->simple("BEGIN ISOLATION LEVEL READ COMMITTED");
  if (!begun && (*connection)->broken()) {
    // It was lost while nobody used it; nothing has been said over it yet.
    connection = live();
    if (!connection) return base::fail(connection.error());
    begun = (*connection)->simple("BEGIN ISOLATION LEVEL READ COMMITTED");
  }
  if (!begun) return base::fail(begun.error());
  writing_ = true;
  return std::unique_ptr<Transaction>(std::make_unique<PostgresTransaction>(*this));
}

// A connection that is lost, or in the middle of a COPY, is dropped: only then does the server know at once that nobody
// writes any more, and no memory is needed for it.
PostgresTransaction::~PostgresTransaction() {
  store_.writing_ = false;
  if (!store_.connection_ || store_.connected_ != connected_) return;
  if (on_their_way_ || store_.connection_->broken()) {
    store_.copying_ = false;
    store_.connection_.reset();
    return;
  }
  if (!open_) return;
  try {
    (void)store_.connection_->simple("ROLLBACK");
    if (!changed_) remember();
  } catch (...) {  // memory that ran out
    store_.connection_.reset();
  }
}

// Nothing that another writer could have changed meanwhile: the area was held until now.
void PostgresTransaction::remember() {
  if (areas_.empty() || known_.keys.size() + known_.entries > kMostKnown) return;
  known_.area = areas_.begin()->first;
  known_.chain = areas_.begin()->second.chain;
  store_.known_ = std::move(known_);
}

Result<Rows> PostgresTransaction::ask(const char* sql, const Parameters& parameters) {
  if (auto settled = settle(); !settled) return base::fail(settled.error());
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  return store_.connection_->run(sql, parameters);
}

Result<void> PostgresTransaction::settle() {
  if (!on_their_way_) return {};
  OnTheirWay there = std::move(*on_their_way_);
  on_their_way_.reset();
  store_.copying_ = false;
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  if (auto ended = store_.connection_->end_copy(there.records); !ended) return ended;
  if (auto copied = copy(sql::kCopyKeys, there.keys); !copied) return copied;
  return copy(sql::kCopyTaken, there.taken);
}

Result<void> PostgresTransaction::copy(const char* sql, CopyRows& rows) {
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  return store_.connection_->copy_in(sql, rows);
}

Result<void> PostgresTransaction::say(const char* sql) {
  if (auto settled = settle(); !settled) return base::fail(settled.error());
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  if (auto done = store_.connection_->simple(sql); !done) return base::fail(done.error());
  return {};
}

// The area's row, moved on and so held. Another writer who was there first shows as a wait, as a conflict of versions
// (always so on a shard, whose transactions see one instant) or as an area that has just been made: then once more from
// the start.
Result<std::string> PostgresTransaction::lock(const std::string& area, base::HashAlgorithm algorithm) {
  const auto until = std::chrono::steady_clock::now() + store_.limits_.wait;
  for (;;) {
    auto moved = ask(sql::kHold, Parameters().text(area));
    if (moved && !moved->empty()) return moved->text(0, 0);
    const std::string printed = base::to_string(algorithm);
    if (moved) {
      const auto added = ask(sql::kAddArea, Parameters().text(area).text(printed));
      if (added) return printed;
      moved = base::fail(added.error());
    }
    const bool conflict =
        store_.connection_ && (store_.connection_->state().starts_with("40") || store_.connection_->state() == "23505");
    const bool may_start_over = areas_.empty() && !in_savepoint_;
    if (!conflict || !may_start_over || std::chrono::steady_clock::now() > until) return base::fail(moved.error());
    if (auto back = say("ROLLBACK"); !back) return base::fail(back.error());
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (auto begun = say("BEGIN ISOLATION LEVEL READ COMMITTED"); !begun) return base::fail(begun.error());
  }
}

Result<Head> PostgresTransaction::hold(const std::string& area, base::HashAlgorithm algorithm) {
  if (const auto found = areas_.find(area); found != areas_.end()) return found->second;
  JC_ASSERT(areas_.empty());
  const auto printed = lock(area, algorithm);
  if (!printed) return base::fail(printed.error());
  const auto stored = base::parse_hash_algorithm(*printed);
  if (!stored) {
    return base::fail("ledger.unreadable", "台账里有认不得的摘要算法", {.file = store_.name()}, "用最近的备份恢复");
  }
  auto head = store_.head_of(area, *stored);
  if (!head) return base::fail(head.error());
  KnownKeys& before = store_.known_;
  if (before.area == area && before.chain == head->chain) known_ = std::move(before);
  before = {};
  return areas_.emplace(area, std::move(*head)).first->second;
}

Result<std::optional<StoredReceipt>> PostgresTransaction::receipt(const std::string& area, const std::string& request) {
  const auto rows = ask(sql::kReceipt, Parameters().text(area).text(request));
  if (!rows) return base::fail(rows.error());
  if (rows->empty()) return std::optional<StoredReceipt>();
  return std::optional<StoredReceipt>(detail::receipt_of(*rows, 0));
}

// A number that another key has already is passed over for the next one.
Result<std::vector<PostgresTransaction::Key*>> PostgresTransaction::resolve(const std::string& area,
                                                                            const std::vector<const FactKey*>& wanted) {
  base::Hasher hasher(base::HashAlgorithm::sha256);
  std::vector<Key*> out;
  out.reserve(wanted.size());
  std::vector<std::pair<const std::string*, Key*>> open;
  for (const FactKey* key : wanted) {
    const auto [at, is_new] = known_.keys.try_emplace(text_of(*key));
    out.push_back(&at->second);
    if (!is_new) continue;
    at->second.no = number_of(hasher, *key);
    open.emplace_back(&at->first, &at->second);
  }
  while (!open.empty()) {
    std::vector<std::int64_t> numbers;
    for (const auto& [text, key] : open) numbers.push_back(key->no);
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    struct There {
      std::string text;
      unsigned sorts = 0;
    };
    std::unordered_map<std::int64_t, There> there;
    for (std::size_t from = 0; from < numbers.size(); from += kAskedAtOnce) {
      const auto part = std::span(numbers).subspan(from, std::min(kAskedAtOnce, numbers.size() - from));
      const auto rows = ask(sql::kKeys, Parameters().text(area).bigs(part));
      if (!rows) {
        known_ = {};  // some of it is not known yet
        return base::fail(rows.error());
      }
      for (int i = 0; i < rows->size(); ++i) {
        There& one = there[rows->integer(i, 0)];
        if (one.sorts == 0) one.text = text_of({rows->text(i, 3), rows->text(i, 4)});
        one.sorts |= sort_of(static_cast<int>(rows->integer(i, 1)), static_cast<int>(rows->integer(i, 2)));
      }
    }
    std::erase_if(open, [&](const auto& one) {
      const auto& [text, key] = one;
      const auto found = there.find(key->no);
      const auto [owner, is_free] = known_.by_number.try_emplace(key->no, text);
      const bool taken = (found != there.end() && found->second.text != *text) || owner->second != text;
      if (taken) {
        if (is_free) known_.by_number.erase(owner);
        key->no = static_cast<std::int64_t>(static_cast<std::uint64_t>(key->no) + 1);
        return false;
      }
      key->found = found != there.end();
      key->sorts = key->found ? found->second.sorts : 0;
      key->whole = !key->found;
      return true;
    });
  }
  return out;
}

Result<std::vector<Probed>> PostgresTransaction::probe(const std::string& area, std::span<const Probe> probes) {
  std::vector<const FactKey*> wanted;
  for (const Probe& probe : probes) wanted.push_back(probe.key);
  const auto resolved = resolve(area, wanted);
  if (!resolved) return base::fail(resolved.error());
  std::vector<Probed> out(probes.size());
  std::vector<std::pair<std::int64_t, std::size_t>> others;  // number of the key, place of the probe
  for (std::size_t i = 0; i < probes.size(); ++i) {
    const Key& key = *(*resolved)[i];
    out[i].key_known = key.found;
    if (key.found && !key.whole) others.emplace_back(key.no, i);
    for (const KnownKeys::Entry& e : key.entries) {
      out[i].said_before = out[i].said_before || e.said == probes[i].said;
      if (e.id == probes[i].id) out[i].same = std::max(out[i].same, e.sequence);
    }
  }
  if (others.empty()) return out;
  std::ranges::sort(others);
  for (std::size_t from = 0; from < others.size(); from += kAskedAtOnce) {
    const auto part = std::span(others).subspan(from, std::min(kAskedAtOnce, others.size() - from));
    if (auto asked = ask_of(area, probes, part, out); !asked) return base::fail(asked.error());
  }
  return out;
}

Result<void> PostgresTransaction::ask_of(const std::string& area, std::span<const Probe> probes,
                                         std::span<const std::pair<std::int64_t, std::size_t>> asked,
                                         std::vector<Probed>& out) {
  std::vector<std::int64_t> keys, said, ids;
  for (const auto& [number, place] : asked) {
    keys.push_back(number);
    said.push_back(static_cast<std::int64_t>(probes[place].said));
    ids.push_back(static_cast<std::int64_t>(probes[place].id));
  }
  for (auto* list : {&keys, &said, &ids}) {
    std::ranges::sort(*list);
    list->erase(std::ranges::unique(*list).begin(), list->end());
  }
  const auto rows =
      ask(store_.on_shards_ ? sql::kSame : sql::kSameHere, Parameters().text(area).bigs(keys).bigs(said).bigs(ids));
  if (!rows) return base::fail(rows.error());
  for (int row = 0; row < rows->size(); ++row) {
    const auto entry_said = static_cast<std::uint64_t>(rows->integer(row, 1));
    const auto entry_id = static_cast<std::uint64_t>(rows->integer(row, 2));
    const auto of_key =
        std::ranges::equal_range(asked, rows->integer(row, 0), {}, &std::pair<std::int64_t, std::size_t>::first);
    for (const auto& [number, place] : of_key) {
      const Probe& probe = probes[place];
      Probed& probed = out[place];
      probed.said_before = probed.said_before || probe.said == entry_said;
      const bool withdrawn = rows->integer(row, 4) != 0;
      if (probe.id == entry_id && !withdrawn) probed.same = std::max(probed.same, rows->integer(row, 3));
    }
  }
  return {};
}

Result<void> PostgresTransaction::put_labels(const std::string& area, std::span<const NewRecord> records) {
  std::set<std::string> names;
  for (const NewRecord& r : records) {
    if (!r.area_name.empty() && r.area_name != area) names.emplace(r.area_name);
  }
  const auto remembered = [&](const std::string& name) { return area + '\n' + name; };
  std::erase_if(names, [&](const std::string& name) { return store_.labelled_.contains(remembered(name)); });
  if (names.empty()) return {};
  const std::vector<std::string> asked(names.begin(), names.end());
  const auto there = ask(sql::kLabels, Parameters().text(area).texts(asked));
  if (!there) return base::fail(there.error());
  for (int i = 0; i < there->size(); ++i) names.erase(there->text(i, 0));
  CopyRows rows;
  for (const std::string& name : names) {
    rows.row(2);
    rows.text(area);
    rows.text(name);
  }
  if (auto copied = copy(sql::kCopyLabels, rows); !copied) return copied;
  for (const std::string& name : asked) labelled_.push_back(remembered(name));
  return {};
}

// The entry, and that the key has this sort of fact, which is put down when the records are settled.
void PostgresTransaction::list(const std::string& area, Key& key, const NewRecord& r) {
  if (key.whole) {
    key.entries.push_back({r.fact.said, r.fact.id, r.view.sequence});
    ++known_.entries;
  }
  const int gives = detail::gives_number(r.fact);
  const unsigned sort = sort_of(gives, r.fact.standing);
  if ((key.sorts & sort) != 0) return;
  key.found = true;
  key.sorts |= sort;
  CopyRows& rows = on_their_way_->keys;
  rows.row(6);
  rows.text(area);
  rows.big(key.no);
  rows.small(static_cast<std::int16_t>(gives));
  rows.small(r.fact.standing);
  rows.text(r.key->indicator);
  rows.text(r.key->rest);
}

Result<void> PostgresTransaction::put(const std::string& area, std::span<const NewRecord> records) {
  if (records.empty()) return {};
  if (auto put = put_labels(area, records); !put) return put;
  std::vector<const FactKey*> wanted;
  for (const NewRecord& r : records) {
    if (r.key) wanted.push_back(&*r.key);
  }
  const auto keys = resolve(area, wanted);
  if (!keys) return base::fail(keys.error());
  // By the numbers of their keys: the server enters records in its index as they come, and those of one key, or of the
  // next, lie on one page of it.
  std::vector<Placed> placed;
  placed.reserve(records.size());
  auto key = keys->begin();
  for (const NewRecord& r : records) placed.push_back({r.key ? *key++ : nullptr, &r});
  std::ranges::stable_sort(
      placed, {}, [](const Placed& p) { return std::pair(p.key == nullptr, p.key == nullptr ? 0 : p.key->no); });
  for (std::size_t at = 0; at < placed.size(); at += kRecordsAtOnce) {
    const auto part = std::span(placed).subspan(at, std::min(kRecordsAtOnce, placed.size() - at));
    if (auto given = give(area, part); !given) return given;
  }
  Head& head = areas_.at(area);
  head.size = records.back().view.sequence;
  head.recorded_at = records.back().view.recorded_at;
  head.chain = detail::digest_of(records.back().view.chain);
  return {};
}

// The server is at work on them when this returns; its answer to all comes when they are settled.
Result<void> PostgresTransaction::give(const std::string& area, std::span<const Placed> records) {
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  if (!on_their_way_) {
    on_their_way_.emplace();
    store_.copying_ = changed_ = true;
    if (auto begun = store_.connection_->begin_copy(sql::kCopyRecords); !begun) {
      on_their_way_.reset();
      store_.copying_ = false;
      return begun;
    }
  }
  for (const Placed& p : records) {
    if (p.record->target == 0 || p.record->target_kind == RecordKind::event) continue;
    const auto target = targets_.find(p.record->target);
    const auto key = target == targets_.end() ? known_.keys.end() : known_.keys.find(target->second);
    if (target == targets_.end()) {
      known_.disturb_all();
    } else if (key != known_.keys.end()) {
      known_.disturb(key->second);
    }
  }
  CopyRows& rows = on_their_way_->records;
  CopyRows& taken = on_their_way_->taken;
  for (const auto& [key, record] : records) {
    const NewRecord& r = *record;
    rows.row(sql::kRecordColumns);
    rows.text(area);
    rows.big(r.view.sequence);
    rows.big(r.view.recorded_at);
    rows.small(static_cast<std::int16_t>(r.view.kind));
    rows.text_or_null(r.view.heading);
    rows.text(r.view.body);
    rows.text(r.view.chain);
    if (key != nullptr) {
      const FactEntry& e = r.fact;
      list(area, *key, r);
      rows.big(key->no);
      rows.big(e.rank);
      rows.integer(e.known_by);
      rows.small(e.standing);
      rows.small(static_cast<std::int16_t>(detail::gives_number(e)));
      rows.big(static_cast<std::int64_t>(e.said));
      rows.big(static_cast<std::int64_t>(e.id));
    } else {
      for (int i = 0; i < 7; ++i) rows.null();
    }
    if (r.event) {
      rows.text(r.event->kind);
      rows.text(r.event->subject);
      rows.integer(r.event->valid_from);
      rows.integer(r.event->valid_to);
    } else {
      for (int i = 0; i < 4; ++i) rows.null();
    }
    if (r.target == 0) continue;
    taken.row(4);
    taken.text(area);
    taken.big(r.target);
    taken.big(r.view.sequence);
    taken.boolean(r.view.kind == RecordKind::withdrawal);
  }
  return store_.connection_->give(rows);
}

Result<void> PostgresTransaction::put_receipt(const std::string& area, const StoredReceipt& r) {
  changed_ = true;
  const auto added = ask(sql::kAddReceipt, Parameters()
                                               .text(area)
                                               .text(r.request)
                                               .bytes(base::bytes_of(r.content))
                                               .big(r.first)
                                               .big(r.last)
                                               .big(r.recorded_at)
                                               .integer(r.added)
                                               .integer(r.new_vintages)
                                               .integer(r.known_already));
  if (!added) return base::fail(added.error());
  return {};
}

Result<std::optional<PersonKey>> PostgresTransaction::person_key(const std::string& area, const std::string& person) {
  const auto rows = ask(sql::kPersonKey, Parameters().text(area).text(person));
  if (!rows) return base::fail(rows.error());
  if (rows->empty()) return std::optional<PersonKey>();
  return std::optional<PersonKey>(PersonKey{rows->text(0, 0)});
}

Result<void> PostgresTransaction::put_person_key(const std::string& area, const std::string& person,
                                                 const PersonKey& key) {
  changed_ = true;
  Parameters parameters;
  parameters.text(area).text(person);
  key.key.empty() ? parameters.null_bytes() : parameters.bytes(key.key);
  const auto changed = ask(sql::kChangePersonKey, parameters);
  if (!changed) return base::fail(changed.error());
  if (!changed->empty()) return {};
  if (auto added = ask(sql::kAddPersonKey, parameters); !added) return base::fail(added.error());
  return {};
}

Result<std::optional<Transaction::Target>> PostgresTransaction::target(const std::string& area, std::int64_t sequence) {
  const auto rows = ask(sql::kTarget, Parameters().text(area).big(sequence));
  if (!rows) return base::fail(rows.error());
  if (rows->empty()) return std::optional<Target>();
  constexpr int kKind = 9, kKey = 10, kEventKind = 11, kSubject = 12, kFrom = 13, kTo = 14;
  Target out{.kind = static_cast<RecordKind>(rows->integer(0, kKind))};
  if (out.kind == RecordKind::withdrawal) return std::optional<Target>();
  const FactEntry entry = detail::entry_of(*rows, 0, 0);
  if (out.kind == RecordKind::event) {
    out.event = {.kind = rows->text(0, kEventKind),
                 .subject = rows->text(0, kSubject),
                 .valid_from = static_cast<std::int32_t>(rows->integer(0, kFrom)),
                 .valid_to = static_cast<std::int32_t>(rows->integer(0, kTo)),
                 .sequence = sequence,
                 .gone_by = entry.gone_by};
    return std::optional<Target>(std::move(out));
  }
  out.fact = entry;
  const std::int64_t number = rows->integer(0, kKey);
  const auto key = ask(sql::kKeys, Parameters().text(area).bigs(std::span(&number, 1)));
  if (!key) return base::fail(key.error());
  if (key->empty()) return std::optional<Target>();
  out.key = {key->text(0, 3), key->text(0, 4)};
  targets_[sequence] = text_of(out.key);
  return std::optional<Target>(std::move(out));
}

Result<void> PostgresTransaction::savepoint() {
  in_savepoint_ = true;
  return say("SAVEPOINT one");
}

Result<void> PostgresTransaction::release() {
  in_savepoint_ = false;
  return say("RELEASE SAVEPOINT one");
}

Result<void> PostgresTransaction::undo() {
  in_savepoint_ = false;
  areas_.clear();
  known_ = {};
  labelled_.clear();
  targets_.clear();
  if (on_their_way_) {
    on_their_way_.reset();
    store_.copying_ = false;
    if (!store_.connection_ || store_.connected_ != connected_) {
      return base::fail(detail::connection_lost("", store_.name()));
    }
    if (auto given_up = store_.connection_->give_up_copy(); !given_up) return given_up;
  }
  return say("ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one");
}

Result<void> PostgresTransaction::commit() {
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  detail::Connection& connection = *store_.connection_;
  if (connection.broken()) return base::fail(detail::connection_lost("", store_.name()));
  if (auto settled = settle(); !settled) return settled;
  const auto done = connection.simple("COMMIT");
  open_ = false;
  if (!done) {
    if (detail::surely_not_committed(connection.state())) return base::fail(done.error());
    return base::fail(detail::unsure(done.error(), store_.name()));
  }
  if (done->command() != "COMMIT") {
    return base::fail("ledger.locked", "数据库放弃了这次写入，什么也没有写入", {.file = store_.name()}, "再做一次");
  }
  // The server warns when it stopped waiting for its replicas: the commit is on its own disk only.
  if (connection.warned()) {
    const base::Fault why{"ledger.unsure", "数据库没有等到副本确认", {}, ""};
    return base::fail(detail::unsure(why, store_.name()));
  }
  store_.labelled_.insert(labelled_.begin(), labelled_.end());
  remember();
  return {};
}

}  // namespace ledger
