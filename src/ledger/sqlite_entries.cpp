// What the index of the SQLite store answers: the entries of keys, as of any instant and day.
#include <algorithm>
#include <system_error>
#include <thread>

#include "ledger/sqlite_reading.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

using base::Result;
using detail::Use;
namespace sql = detail::sql;

// What was sealed together lies together, by key: for the next key the rows behind the last block are looked at before
// the index is, once two blocks were found to follow each other.
class SqliteStore::Blocks {
 public:
  explicit Blocks(SqliteStore& store) : store_(store) {}
  // Of the key's blocks that begin before the sequence and answer for the day the last, without digests.
  Result<bool> find(std::int64_t key, std::int64_t sequence, std::int32_t day, Sealed& out) {
    if (behind_) {
      const auto found = behind(key, sequence, day, out);
      if (!found || *found) return found;
      behind_.reset();
    }
    const auto found = by_index(key, sequence, day, out);
    if (!found || !*found) return found;
    if (out.row == last_row_ + 1) {
      auto statement = store_.get(sql::kSealedBehind);
      if (!statement) return base::fail(statement.error());
      behind_.emplace(*statement);
      (*behind_)->bind(1, out.row);
    }
    last_row_ = out.row;
    return true;
  }

 private:
  Result<bool> by_index(std::int64_t key, std::int64_t sequence, std::int32_t day, Sealed& out) {
    if (day < kForever) {
      const auto found = store_.sealed_by(sql::kSealedOnDay, key, day, false, out);
      if (!found || !*found || out.block.start < sequence) return found;
    }
    return store_.sealed_by(sql::kSealedWith, key, sequence, false, out);
  }

  Result<bool> behind(std::int64_t key, std::int64_t sequence, std::int32_t day, Sealed& out) {
    constexpr int kNear = 4;
    Use& row = *behind_;
    for (int i = 0; i < kNear; ++i) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more || row->integer(1) > key) return false;
      if (row->integer(1) < key) continue;
      if (!detail::read_block(row->view(3), false, out.block)) return base::fail(store_.broken_index());
      // The key's blocks before this one end where it starts, the next one begins where it ends.
      if (out.block.start >= sequence || out.block.from_day() > day) return false;
      if (row->integer(2) < sequence && out.block.to_day() <= day) continue;
      last_row_ = out.row = row->integer(0);
      out.last = row->integer(2);
      return true;
    }
    return false;
  }

  SqliteStore& store_;
  std::optional<Use> behind_;
  std::int64_t last_row_ = -1;
};

base::Fault SqliteStore::broken_index() const {
  return {"ledger.unreadable",
          "台账的数据索引读不出来，文件可能已损坏",
          {.file = path_},
          "用最近的备份恢复；或用 jicheng dump 导出，再载入到新的台账"};
}

Result<std::optional<detail::Figure>> SqliteStore::figure(std::int64_t key) {
  auto statement = get(sql::kFigure);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind(1, key).step();
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<detail::Figure>();
  auto read = detail::read_figure(row->view(0));
  if (!read) return base::fail(broken_index());
  return read;
}

// A second connection for a thread of its own; nothing where there can be none, or where it would see less than this
// one does (what a transaction has written) or another file (the name now stands for another).
SqliteStore* SqliteStore::companion() {
  static const bool cores = std::thread::hardware_concurrency() > 1;
  sqlite3* const db = db_.get();
  int moved = 0;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (!cores || path_ == kInMemory || moved != 0 || sqlite3_txn_state(db, "main") == SQLITE_TXN_WRITE) return nullptr;
  if (!companion_ && !alone_) {
    std::unique_ptr<SqliteStore> store(new SqliteStore(path_, wait_, log_pages_));
    if (store->connect(false)) companion_ = std::move(store);
    alone_ = companion_ == nullptr;
  }
  return companion_.get();
}

Result<void> SqliteStore::entries(const FactQuery& query, const VisitEntry& visit) {
  const Reading reading(*this);
  const auto area = find_area(query.area);
  if (!area) return base::fail(area.error());
  if (!*area) return {};
  if (!query.indicator.empty()) return entries_of_indicator((*area)->no, query, visit);
  // For few keys a thread is not worth its making.
  constexpr std::int64_t kWorthIt = 1024;
  const std::int64_t first = (*area)->no << detail::kKeyBits, last = first + detail::kAllSequences;
  const bool large = !query.every_vintage && (*area)->keys >= kWorthIt;
  SqliteStore* const other = large ? companion() : nullptr;
  if (other == nullptr) return entries_between(first, last, query, visit);
  return entries_by_two(*other, {first, first + (*area)->keys / 2, last}, query, visit);
}

// The companion may see later writes than we do. They add entries behind the query's last sequence and take entries
// away by records behind it, so the answers are the same.
Result<void> SqliteStore::entries_by_two(SqliteStore& other, const std::array<std::int64_t, 3>& bounds,
                                         const FactQuery& query, const VisitEntry& visit) {
  std::vector<std::pair<std::int64_t, FactEntry>> rest;
  bool rest_read = false;
  const auto read_rest = [&] {
    try {
      const auto read = other.entries_between(bounds[1] + 1, bounds[2], query,
                                              [&](std::int64_t key, const FactEntry& e) { rest.emplace_back(key, e); });
      rest_read = read.has_value();
    } catch (...) {  // memory that ran out: we go over it ourselves, and say so if it does again
    }
  };
  {
    std::jthread thread;
    try {
      thread = std::jthread(read_rest);
    } catch (const std::system_error&) {  // no more threads: all is ours
    }
    if (auto read = entries_between(bounds[0], bounds[1], query, visit); !read) return read;
  }
  if (!rest_read) return entries_between(bounds[1] + 1, bounds[2], query, visit);
  for (const auto& [key, entry] : rest) visit(key, entry);
  return {};
}

Result<void> SqliteStore::entries_between(std::int64_t first, std::int64_t last, const FactQuery& query,
                                          const VisitEntry& visit) {
  const Reading reading(*this);
  const auto all = query.every_vintage ? &SqliteStore::every_entry_of : &SqliteStore::entries_of;
  const std::int64_t up_to = query.every_vintage ? detail::kAllSequences : query.up_to;
  detail::Figure figure;
  Blocks blocks(*this);
  auto statement = get(sql::kFigures);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind(1, first).bind(2, last);
  for (;;) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) return {};
    if (!detail::read_figure(row->view(1), up_to, query.every_vintage, figure)) return base::fail(broken_index());
    if (auto read = (this->*all)(row->integer(0), figure, query, visit, blocks); !read) return read;
  }
}

Result<void> SqliteStore::entries_of_indicator(std::int64_t area, const FactQuery& query, const VisitEntry& visit) {
  std::vector<std::int64_t> keys;
  {
    auto statement = get(sql::kKeysOfIndicator);
    if (!statement) return base::fail(statement.error());
    Use row(*statement);
    row->bind(1, area).bind_text(2, query.indicator);
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) break;
      keys.push_back(row->integer(0));
    }
  }
  const auto all = query.every_vintage ? &SqliteStore::every_entry_of : &SqliteStore::entries_of;
  const std::int64_t up_to = query.every_vintage ? detail::kAllSequences : query.up_to;
  detail::Figure figure;
  Blocks blocks(*this);
  auto statement = get(sql::kFigure);
  if (!statement) return base::fail(statement.error());
  for (const std::int64_t key : keys) {
    {
      Use row(*statement);
      const auto found = row->bind(1, key).step();
      if (!found) return base::fail(found.error());
      if (!*found) continue;
      if (!detail::read_figure(row->view(0), up_to, query.every_vintage, figure)) return base::fail(broken_index());
    }
    if (auto read = (this->*all)(key, figure, query, visit, blocks); !read) return read;
  }
  return {};
}

Result<void> SqliteStore::every_entry_of(std::int64_t key, const detail::Figure& figure, const FactQuery& query,
                                         const VisitEntry& visit, Blocks&) {
  std::vector<FactEntry> sealed;
  if (figure.recent.start != 0) {
    if (auto read = sealed_entries(key, sealed); !read) return read;
  }
  const auto shown = [&](const FactEntry& e) {
    if (e.sequence <= query.up_to && e.known_by <= query.known_by) visit(key, e);
  };
  std::ranges::for_each(sealed, shown);
  std::ranges::for_each(figure.recent.entries, shown);
  return {};
}

// One block tells, with what is not sealed yet, what held at any instant and was published by any day: the last one
// that begins before the instant and before which nothing appeared later than the day. What stands between it and the
// instant appeared later than the day too, unless it came late. Where something did, or something was taken away
// since, the sealed ones are asked day by day. Of each sort only the latest is given.
Result<void> SqliteStore::entries_of(std::int64_t key, const detail::Figure& figure, const FactQuery& query,
                                     const VisitEntry& visit, Blocks& blocks) {
  std::vector<FactEntry> walked;
  std::span<const FactEntry> before, entries, recent = figure.recent.entries;  // of the recent none, when it is later
  const detail::Block* block = &figure.recent;
  bool late = false;
  const std::int64_t sealed_up_to = std::min(query.up_to, figure.recent.start);
  if (query.up_to < figure.recent.start || figure.recent.from_day() > query.known_by) {
    const auto found = blocks.find(key, sealed_up_to, query.known_by, sealed_);
    if (!found) return base::fail(found.error());
    if (!*found) return base::fail(broken_index());
    block = &sealed_.block;
    entries = block->entries;
    late = sealed_.last < sealed_up_to && figure.late.hold(query.known_by);
  }
  if (late || (block->start != 0 && !detail::undisturbed(figure, block->start, query.up_to))) {
    if (auto read = walk_days(key, figure, query, walked); !read) return read;
    before = walked;
    entries = {};  // walked over too
  } else {
    before = block->before;
  }
  LatestOfSorts latest;
  // Of those before, what stood at the block's start stands still: else it would not be undisturbed.
  for (const FactEntry& e : before) {
    if (e.sequence <= query.up_to && e.known_by <= query.known_by) latest.take(e);
  }
  for (const std::span<const FactEntry> some : {entries, recent}) {
    for (const FactEntry& e : some) {
      if (stands(e, query.up_to) && e.known_by <= query.known_by) latest.take(e);
    }
  }
  for (const FactEntry* e : latest.by_sequence()) visit(key, *e);
  return {};
}

Result<void> SqliteStore::sealed_entries(std::int64_t key, std::vector<FactEntry>& out) {
  auto statement = get(sql::kSealed);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  row->bind(1, key);
  for (;;) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) return {};
    const auto block = detail::read_block(row->view(0));
    if (!block) return base::fail(broken_index());
    out.insert(out.end(), block->entries.begin(), block->entries.end());
  }
}

Result<std::optional<SqliteStore::Sealed>> SqliteStore::sealed_with(std::int64_t key, std::int64_t sequence) {
  Sealed out;
  const auto found = sealed_by(sql::kSealedWith, key, sequence, true, out);
  if (!found) return base::fail(found.error());
  if (!*found) return std::optional<Sealed>();
  return std::optional<Sealed>(std::move(out));
}

Result<bool> SqliteStore::sealed_by(const char* question, std::int64_t key, std::int64_t at, bool digests,
                                    Sealed& out) {
  auto statement = get(question);
  if (!statement) return base::fail(statement.error());
  Use row(*statement);
  const auto found = row->bind(1, key).bind(2, at).step();
  if (!found) return base::fail(found.error());
  if (!*found) return false;
  out.last = row->integer(0);
  out.row = row->integer(2);
  if (!detail::read_block(row->view(1), digests, out.block)) return base::fail(broken_index());
  return true;
}

// Of those that give the same and are of the same standing the latest covers the rest: one step down for each such
// sort.
Result<void> SqliteStore::walk_days(std::int64_t key, const detail::Figure& figure, const FactQuery& query,
                                    std::vector<FactEntry>& out) {
  for (int gives = 0; gives < 4; ++gives) {
    for (int standing = 0; standing < 3; ++standing) {
      if ((figure.sorts >> detail::sort_of(gives, standing) & 1) == 0) continue;
      auto statement = get(sql::kByDay);
      if (!statement) return base::fail(statement.error());
      Use row(*statement);
      row->bind(1, key).bind(2, std::int64_t{gives}).bind(3, std::int64_t{standing});
      row->bind(4, std::int64_t{query.known_by});
      for (;;) {
        const auto more = row->step();
        if (!more) return base::fail(more.error());
        if (!*more) break;
        FactEntry e;
        e.sequence = row->integer(0);
        e.rank = row->integer(1);
        e.known_by = static_cast<std::int32_t>(row->integer(2));
        e.standing = static_cast<std::int8_t>(standing);
        e.gives_value = (gives & 2) != 0;
        e.gives_growth = (gives & 1) != 0;
        e.gone_by = row->integer(3);
        e.withdrawn = row->integer(4) != 0;
        if (!stands(e, query.up_to)) continue;
        out.push_back(e);
        break;
      }
    }
  }
  std::ranges::sort(out, {}, &FactEntry::sequence);
  return {};
}

}  // namespace ledger
