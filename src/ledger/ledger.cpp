#include "ledger/ledger.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "ledger/body.hpp"
#include "ledger/chain_walk.hpp"
#include "ledger/in_parts.hpp"
#include "ledger/inside.hpp"
#include "ledger/postgres_store.hpp"
#include "ledger/schema.hpp"
#include "ledger/sqlite_store.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

using base::Result;
using facts::Fact;

namespace {

std::int64_t micros(Instant instant) { return instant.time_since_epoch().count(); }
Instant instant_of(std::int64_t number) { return Instant(std::chrono::microseconds(number)); }

// What of one key is to be shown, each with its vintage (0: not counted).
std::vector<Vintage> choose(std::span<const FactEntry> entries, const Query& query, std::int64_t up_to) {
  std::vector<FactEntry> standing;
  for (const FactEntry& e : entries) {
    if (stands(e, up_to)) standing.push_back(e);
  }
  std::vector<Vintage> all;
  if (query.all_vintages || query.count_vintages) all = numbered(entries, up_to);
  if (query.all_vintages) return all;
  std::vector<Vintage> out;
  for (const FactEntry& e : holding(standing)) {
    const auto counted = std::ranges::find(all, e.sequence, [](const Vintage& v) { return v.entry.sequence; });
    out.push_back({e, counted == all.end() ? 0 : counted->number});
  }
  return out;
}

}  // namespace

base::Fault Ledger::Inside::damaged(const std::string& area, std::int64_t sequence) const {
  return {"ledger.unreadable",
          "台账（" + area + "）第" + std::to_string(sequence) + "条记录读不出来，文件可能已损坏",
          {.file = path},
          "用最近的备份恢复"};
}

base::Fault Ledger::Inside::tampered(const std::string& area, std::int64_t sequence, const std::string& what) const {
  return {"ledger.tampered",
          "台账（" + area + "）第" + std::to_string(sequence) + "条记录" + what + "，有人在程序外改动过",
          {.file = path},
          "用最近的备份恢复，并查明是谁改动的"};
}

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& path, const Options& options) {
  if (PostgresStore::is_address(path)) {
    auto store = PostgresStore::open(path, {.wait = options.wait});
    if (!store) return base::fail(store.error());
    std::string shown = (*store)->name();
    return over(std::move(*store), std::move(shown), options);
  }
  auto store = SqliteStore::open(path, options.wait, options.log_pages);
  if (!store) return base::fail(store.error());
  auto inside = std::make_unique<Inside>();
  inside->path = path;
  inside->options = options;
  if ((*store)->version() != detail::kSchemaVersion) {
    if (auto migrated = migrate(**store, *inside); !migrated) return base::fail(migrated.error());
  }
  inside->store = std::move(*store);
  return Ledger(std::move(inside));
}

Ledger Ledger::over(std::unique_ptr<Store> store, std::string path, const Options& options) {
  auto inside = std::make_unique<Inside>();
  inside->store = std::move(store);
  inside->path = std::move(path);
  inside->options = options;
  return Ledger(std::move(inside));
}

Store& Ledger::store() const { return *inside_->store; }

Result<std::vector<Head>> Ledger::areas() const { return inside_->store->areas(); }

Result<std::int64_t> Ledger::version(const std::string& area) const {
  const auto head = inside_->store->head(area);
  if (!head) return base::fail(head.error());
  return *head ? (*head)->size : 0;
}

namespace {

// Chains asked about, each with the last sequence that counts.
Result<std::vector<std::pair<std::string, std::int64_t>>> reach(Store& store, const std::string& area,
                                                                const std::optional<Instant>& recorded_by) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  std::vector<std::string> names;
  if (area.empty()) {
    const auto heads = store.areas();
    if (!heads) return base::fail(heads.error());
    for (const Head& head : *heads) {
      if (!recorded_by) out.emplace_back(head.area, head.size);
      names.push_back(head.area);
    }
    if (!recorded_by) return out;
  } else {
    auto named = store.areas_named(area);
    if (!named) return base::fail(named.error());
    names = std::move(*named);
  }
  for (const std::string& name : names) {
    const auto last =
        store.sequence_at(name, recorded_by ? micros(*recorded_by) : std::numeric_limits<std::int64_t>::max());
    if (!last) return base::fail(last.error());
    out.emplace_back(name, *last);
  }
  return out;
}

template <class T>
void in_order_of_recording(std::vector<T>& records) {
  std::ranges::stable_sort(records, {}, [](const T& r) { return r.recorded_at; });
}

// Its body lies in one text with the others.
struct Fetched {
  RecordKind kind = RecordKind::fact;
  std::int64_t recorded_at = 0;
  std::size_t from = 0, size = 0;
};

// False: the record is none of a fact.
bool shown(const Fetched& record, std::string_view bodies, const Vintage& v, std::int64_t up_to,
           const std::string& area, Recorded& out) {
  auto entry = read_body(record.kind, bodies.substr(record.from, record.size));
  if (!entry) return false;
  out.sequence = v.entry.sequence;
  out.recorded_at = instant_of(record.recorded_at);
  out.vintage = v.number;
  out.area = area;
  if (v.entry.gone_by != 0 && v.entry.gone_by <= up_to) out.corrected_by = v.entry.gone_by;
  if (auto* fact = std::get_if<Fact>(&*entry)) {
    out.fact = std::move(*fact);
    return true;
  }
  auto* correction = std::get_if<Correction>(&*entry);
  if (correction == nullptr) return false;
  out.fact = std::move(correction->fact);
  out.corrects = correction->sequence;
  return true;
}

}  // namespace

Result<std::vector<Recorded>> Ledger::find(const Query& query) const {
  Store& store = *inside_->store;
  const auto chains = reach(store, query.area, query.recorded_by);
  if (!chains) return base::fail(chains.error());
  std::vector<Recorded> out;
  for (const auto& [area, up_to] : *chains) {
    if (up_to == 0) continue;
    std::vector<Vintage> chosen;
    std::vector<FactEntry> of_key;
    std::int64_t key = 0;
    const auto settle = [&] {
      if (of_key.empty()) return;
      // Most keys have one entry to choose from.
      if (of_key.size() == 1 && !query.all_vintages && !query.count_vintages) {
        if (stands(of_key.front(), up_to)) chosen.push_back({of_key.front(), 0});
        of_key.clear();
        return;
      }
      const auto shown = choose(of_key, query, up_to);
      chosen.insert(chosen.end(), shown.begin(), shown.end());
      of_key.clear();
    };
    const FactQuery search{.area = area,
                           .indicator = query.indicator,
                           .up_to = up_to,
                           .known_by = query.asof ? day_number(*query.asof) : kForever,
                           .every_vintage = query.all_vintages || query.count_vintages};
    const auto read = store.entries(search, [&](std::int64_t k, const FactEntry& entry) {
      if (k != key) settle();
      key = k;
      of_key.push_back(entry);
    });
    if (!read) return base::fail(read.error());
    settle();
    std::ranges::sort(chosen, {}, [](const Vintage& v) { return v.entry.sequence; });
    std::vector<std::int64_t> sequences;
    sequences.reserve(chosen.size());
    for (const Vintage& v : chosen) {
      // Two entries of one record: an index that was damaged.
      if (!sequences.empty() && sequences.back() == v.entry.sequence) {
        return base::fail(inside_->damaged(area, v.entry.sequence));
      }
      sequences.push_back(v.entry.sequence);
    }

    std::vector<Fetched> fetched;
    fetched.reserve(chosen.size());
    std::string& bodies = inside_->bodies;
    bodies.clear();
    const auto read_all = store.read(area, sequences, [&](const RecordView& r) {
      const bool expected = fetched.size() < chosen.size() && r.sequence == chosen[fetched.size()].entry.sequence;
      if (expected) {
        if (bodies.empty()) bodies.reserve((r.body.size() + r.body.size() / 8) * chosen.size());
        fetched.push_back({r.kind, r.recorded_at, bodies.size(), r.body.size()});
        bodies += r.body;
      }
      return expected;
    });
    if (!read_all) return base::fail(read_all.error());
    std::vector<Recorded> recorded(fetched.size());
    std::vector<char> readable(fetched.size());
    detail::in_parts(fetched.size(), [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) {
        readable[i] = static_cast<char>(shown(fetched[i], bodies, chosen[i], up_to, area, recorded[i]));
      }
    });
    const auto unreadable = static_cast<std::size_t>(std::ranges::find(readable, 0) - readable.begin());
    constexpr std::size_t kMostKept = 8u << 20;
    if (bodies.capacity() > kMostKept) std::string().swap(bodies);
    if (unreadable < chosen.size()) return base::fail(inside_->damaged(area, chosen[unreadable].entry.sequence));
    if (!query.area.empty()) {
      std::erase_if(recorded, [&](const Recorded& one) {
        return one.fact.area != query.area && one.fact.area_code != query.area;
      });
    }
    if (out.empty()) {
      out = std::move(recorded);
    } else {
      out.insert(out.end(), std::move_iterator(recorded.begin()), std::move_iterator(recorded.end()));
    }
  }
  if (chains->size() > 1) in_order_of_recording(out);
  return out;
}

Result<std::vector<Fact>> Ledger::as_known_on(const calendar::Date& date) const {
  auto found = find({.asof = date, .count_vintages = false});
  if (!found) return base::fail(found.error());
  std::vector<Fact> out;
  out.reserve(found->size());
  for (auto& recorded : *found) out.push_back(std::move(recorded.fact));
  return out;
}

Result<Entered> Ledger::record(const std::string& area, std::int64_t sequence) const {
  Entered out{.area = area, .sequence = sequence};
  bool found = false, readable = true;
  std::int64_t first = sequence;
  std::string heading;
  const auto take = [&](const RecordView& r) {
    found = true;
    heading = r.heading;
    out.recorded_at = instant_of(r.recorded_at);
    auto entry = read_body(r.kind, r.body);
    readable = entry.has_value();
    if (entry) out.entry = std::move(*entry);
    return false;
  };
  if (auto read = inside_->store->read(area, std::span(&sequence, 1), take); !read) return base::fail(read.error());
  if (!found) {
    return base::fail("ledger.missing", "台账（" + area + "）没有第" + std::to_string(sequence) + "条记录",
                      {.file = inside_->path}, "核对区域和序号");
  }
  // The heading stands on the first record of the write: looked for in steps that double.
  for (std::int64_t step = 16; heading.empty() && first > 1; step *= 2) {
    const std::int64_t from = std::max<std::int64_t>(1, first - step);
    const auto read = inside_->store->scan(area, from, first - 1, [&](const RecordView& r) {
      if (!r.heading.empty()) heading = r.heading;
      return true;
    });
    if (!read) return base::fail(read.error());
    first = from;
  }
  const auto head = read_heading(heading);
  if (!readable || !head) return base::fail(inside_->damaged(area, sequence));
  out.actor = head->actor;
  out.reason = head->reason;
  out.request = head->request;
  if (auto* event = std::get_if<Event>(&out.entry)) {
    if (auto opened = inside_->unseal(area, *event); !opened) return base::fail(opened.error());
  }
  return out;
}

Result<std::vector<RecordedEvent>> Ledger::events(const EventQuery& query) const {
  Store& store = *inside_->store;
  const auto chains = reach(store, query.area, query.recorded_by);
  if (!chains) return base::fail(chains.error());
  std::vector<RecordedEvent> out;
  for (const auto& [area, up_to] : *chains) {
    std::vector<std::int64_t> sequences;
    EventSearch search{.area = area, .kind = query.kind, .subject_prefix = query.subject_prefix, .up_to = up_to};
    if (query.valid_on) search.valid_on = day_number(*query.valid_on);
    const auto found = store.events(search, [&, up_to = up_to](const EventEntry& e) {
      if (e.gone_by == 0 || e.gone_by > up_to) sequences.push_back(e.sequence);
    });
    if (!found) return base::fail(found.error());
    std::ranges::sort(sequences);
    for (const std::int64_t sequence : sequences) {
      auto entered = record(area, sequence);
      if (!entered) return base::fail(entered.error());
      auto* event = std::get_if<Event>(&entered->entry);
      if (event == nullptr) return base::fail(inside_->damaged(area, sequence));
      if (!query.area.empty() && query.area != area && event->area != query.area && event->area_code != query.area)
        continue;
      out.push_back({.event = std::move(*event),
                     .sequence = sequence,
                     .recorded_at = entered->recorded_at,
                     .actor = std::move(entered->actor),
                     .reason = std::move(entered->reason),
                     .request = std::move(entered->request)});
    }
  }
  if (chains->size() > 1) in_order_of_recording(out);
  return out;
}

Result<std::int64_t> Ledger::verify() const {
  Store& store = *inside_->store;
  const auto heads = store.areas();
  if (!heads) return base::fail(heads.error());
  std::int64_t count = 0;
  for (const Head& head : *heads) {
    ChainWalk walk(head.algorithm, head.area);
    std::int64_t sequence = 0, recorded_at = std::numeric_limits<std::int64_t>::min();
    bool good = true;
    const auto check = [&](const RecordView& r, const base::Digest&, const base::Digest& chain) {
      if (!good) return;
      ++sequence;
      good = r.sequence == sequence && r.chain == base::bytes_of(chain) && r.recorded_at >= recorded_at;
      recorded_at = r.recorded_at;
    };
    const auto read = store.scan(head.area, 1, head.size, [&](const RecordView& r) {
      walk.take(r, check);
      return good;
    });
    walk.end(check);
    if (!read) return base::fail(read.error());
    if (!good) return base::fail(inside_->tampered(head.area, sequence, "与当初写入的不一致"));
    if (sequence != head.size) return base::fail(inside_->tampered(head.area, sequence + 1, "不见了"));
    count += sequence;
  }
  return count;
}

}  // namespace ledger
