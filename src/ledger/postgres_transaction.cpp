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

constexpr std::size_t kRecordsAtOnce = 16384;

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

PostgresTransaction::~PostgresTransaction() {
  store_.writing_ = false;
  if (open_ && store_.connection_ && store_.connected_ == connected_ && !store_.connection_->broken()) {
    (void)store_.connection_->simple("ROLLBACK");
  }
}

Result<Rows> PostgresTransaction::ask(const char* sql, const Parameters& parameters) {
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  return store_.connection_->run(sql, parameters);
}

Result<void> PostgresTransaction::copy(const char* sql, const CopyRows& rows) {
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  return store_.connection_->copy_in(sql, rows);
}

Result<void> PostgresTransaction::say(const char* sql) {
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
  return areas_.emplace(area, std::move(*head)).first->second;
}

Result<std::optional<StoredReceipt>> PostgresTransaction::receipt(const std::string& area, const std::string& request) {
  const auto rows = ask(sql::kReceipt, Parameters().text(area).text(request));
  if (!rows) return base::fail(rows.error());
  if (rows->empty()) return std::optional<StoredReceipt>();
  return std::optional<StoredReceipt>(detail::receipt_of(*rows, 0));
}

PostgresTransaction::Key& PostgresTransaction::known(const FactKey& key) {
  const auto found = keys_.find(text_of(key));
  JC_ASSERT(found != keys_.end());
  return found->second;
}

// A number that another key has already is passed over for the next one.
Result<void> PostgresTransaction::resolve(const std::string& area, const std::vector<const FactKey*>& wanted) {
  base::Hasher hasher(base::HashAlgorithm::sha256);
  std::vector<std::pair<const std::string*, Key*>> open;
  for (const FactKey* key : wanted) {
    const auto [at, is_new] = keys_.try_emplace(text_of(*key));
    if (!is_new) continue;
    at->second.no = number_of(hasher, *key);
    open.emplace_back(&at->first, &at->second);
  }
  while (!open.empty()) {
    std::vector<std::int64_t> numbers;
    for (const auto& [text, key] : open) numbers.push_back(key->no);
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    const auto rows = ask(sql::kKeys, Parameters().text(area).bigs(numbers));
    if (!rows) return base::fail(rows.error());
    struct There {
      std::string text;
      unsigned sorts = 0;
    };
    std::unordered_map<std::int64_t, There> there;
    for (int i = 0; i < rows->size(); ++i) {
      There& one = there[rows->integer(i, 0)];
      if (one.sorts == 0) one.text = text_of({rows->text(i, 3), rows->text(i, 4)});
      one.sorts |= sort_of(static_cast<int>(rows->integer(i, 1)), static_cast<int>(rows->integer(i, 2)));
    }
    std::erase_if(open, [&](const auto& one) {
      const auto& [text, key] = one;
      const auto found = there.find(key->no);
      const auto [owner, is_free] = by_number_.try_emplace(key->no, text);
      const bool taken = (found != there.end() && found->second.text != *text) || owner->second != text;
      if (taken) {
        if (is_free) by_number_.erase(owner);
        key->no = static_cast<std::int64_t>(static_cast<std::uint64_t>(key->no) + 1);
        return false;
      }
      key->found = found != there.end();
      key->sorts = key->found ? found->second.sorts : 0;
      return true;
    });
  }
  return {};
}

Result<std::vector<Probed>> PostgresTransaction::probe(const std::string& area, std::span<const Probe> probes) {
  std::vector<const FactKey*> wanted;
  for (const Probe& probe : probes) wanted.push_back(probe.key);
  if (auto resolved = resolve(area, wanted); !resolved) return base::fail(resolved.error());
  std::vector<Probed> out(probes.size());
  std::unordered_multimap<std::int64_t, std::size_t> asked;
  std::set<std::int64_t> keys, said, ids;
  for (std::size_t i = 0; i < probes.size(); ++i) {
    const Key& key = known(*probes[i].key);
    out[i].key_known = key.found;
    if (!key.found) continue;
    asked.emplace(key.no, i);
    keys.insert(key.no);
    said.insert(static_cast<std::int64_t>(probes[i].said));
    ids.insert(static_cast<std::int64_t>(probes[i].id));
  }
  if (keys.empty()) return out;
  const auto list = [](const std::set<std::int64_t>& s) { return std::vector<std::int64_t>(s.begin(), s.end()); };
  const auto rows = ask(sql::kSame, Parameters().text(area).bigs(list(keys)).bigs(list(said)).bigs(list(ids)));
  if (!rows) return base::fail(rows.error());
  for (int row = 0; row < rows->size(); ++row) {
    const auto entry_said = static_cast<std::uint64_t>(rows->integer(row, 1));
    const auto entry_id = static_cast<std::uint64_t>(rows->integer(row, 2));
    const auto [from, to] = asked.equal_range(rows->integer(row, 0));
    for (auto at = from; at != to; ++at) {
      const Probe& probe = probes[at->second];
      Probed& probed = out[at->second];
      probed.said_before = probed.said_before || probe.said == entry_said;
      const bool withdrawn = rows->integer(row, 4) != 0;
      if (probe.id == entry_id && !withdrawn) probed.same = std::max(probed.same, rows->integer(row, 3));
    }
  }
  return out;
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

Result<void> PostgresTransaction::put_keys(const std::string& area, std::span<const NewRecord> records) {
  std::vector<const FactKey*> wanted;
  for (const NewRecord& r : records) {
    if (r.key) wanted.push_back(&*r.key);
  }
  if (auto resolved = resolve(area, wanted); !resolved) return resolved;
  CopyRows rows;
  for (const NewRecord& r : records) {
    if (!r.key) continue;
    Key& key = known(*r.key);
    const int gives = detail::gives_number(r.fact);
    const unsigned sort = sort_of(gives, r.fact.standing);
    if ((key.sorts & sort) != 0) continue;
    key.found = true;
    key.sorts |= sort;
    rows.row(6);
    rows.text(area);
    rows.big(key.no);
    rows.small(static_cast<std::int16_t>(gives));
    rows.small(r.fact.standing);
    rows.text(r.key->indicator);
    rows.text(r.key->rest);
  }
  return copy(sql::kCopyKeys, rows);
}

Result<void> PostgresTransaction::put(const std::string& area, std::span<const NewRecord> records) {
  if (records.empty()) return {};
  if (auto put = put_labels(area, records); !put) return put;
  if (auto put = put_keys(area, records); !put) return put;
  CopyRows taken;
  for (std::size_t at = 0; at < records.size(); at += kRecordsAtOnce) {
    CopyRows rows;
    for (const NewRecord& r : records.subspan(at, std::min(kRecordsAtOnce, records.size() - at))) {
      rows.row(sql::kRecordColumns);
      rows.text(area);
      rows.big(r.view.sequence);
      rows.big(r.view.recorded_at);
      rows.small(static_cast<std::int16_t>(r.view.kind));
      rows.text_or_null(r.view.heading);
      rows.text(r.view.body);
      rows.text(r.view.chain);
      if (r.key) {
        const FactEntry& e = r.fact;
        rows.big(known(*r.key).no);
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
    if (auto copied = copy(sql::kCopyRecords, rows); !copied) return copied;
  }
  if (auto copied = copy(sql::kCopyTaken, taken); !copied) return copied;
  Head& head = areas_.at(area);
  head.size = records.back().view.sequence;
  head.recorded_at = records.back().view.recorded_at;
  head.chain = detail::digest_of(records.back().view.chain);
  return {};
}

Result<void> PostgresTransaction::put_receipt(const std::string& area, const StoredReceipt& r) {
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
  keys_.clear();
  by_number_.clear();
  labelled_.clear();
  return say("ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one");
}

Result<void> PostgresTransaction::commit() {
  if (!store_.connection_ || store_.connected_ != connected_) {
    return base::fail(detail::connection_lost("", store_.name()));
  }
  detail::Connection& connection = *store_.connection_;
  if (connection.broken()) return base::fail(detail::connection_lost("", store_.name()));
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
  return {};
}

}  // namespace ledger
