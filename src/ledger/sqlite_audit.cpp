// What a key keeps to be quick, against its entries, and the names of keys against the records.
#include <algorithm>

#include "ledger/body.hpp"
#include "ledger/sqlite_rows.hpp"
#include "ledger/sqlite_store.hpp"
#include "ledger/supersede.hpp"

namespace ledger {

using base::Result;
using detail::Statement;
using detail::Use;

namespace {

constexpr const char* kBlocks = "SELECT last, entries FROM sealed WHERE key = ?1 ORDER BY last";
constexpr const char* kDays =
    "SELECT sequence, gives, standing, known_by, rank, id, gone_by, withdrawn FROM sealed_day WHERE key = ?1";
constexpr const char* kAllSaid = "SELECT said FROM sealed_said WHERE key = ?1 ORDER BY said";
constexpr const char* kCountKeys = "SELECT count(*) FROM key WHERE area = ?1";
constexpr const char* kFrom = "SELECT day, last FROM sealed_from WHERE key = ?1 ORDER BY day, last";
constexpr const char* kKeysOfFrom = "SELECT count(DISTINCT key) FROM sealed_from WHERE key BETWEEN ?1 AND ?2";
constexpr const char* kKeysOfDays = "SELECT count(DISTINCT key) FROM sealed_day WHERE key BETWEEN ?1 AND ?2";

std::vector<std::int64_t> sequences(const std::vector<FactEntry>& entries) {
  std::vector<std::int64_t> out;
  for (const FactEntry& e : entries) out.push_back(e.sequence);
  return out;
}

// What held of `entries` once `start` was there.
std::vector<std::int64_t> held_at(std::vector<FactEntry> entries, std::int64_t start) {
  std::erase_if(entries, [&](const FactEntry& e) { return !stands(e, start); });
  return sequences(holding(entries));
}

// Follows a key's blocks in order and says whether each begins where and as the one before it ended.
struct Following {
  std::vector<FactEntry> all;
  std::int64_t last = 0;
  std::int32_t latest = 0;
  std::uint16_t sorts = 0;
  detail::LateDays late;
  std::vector<std::int64_t> taken;
  std::vector<std::pair<std::int64_t, std::int64_t>> from;  // day, last of each block

  bool begins(const detail::Block& block) const {
    if (block.start != last) return false;
    return last == 0 || (block.latest == latest && sequences(block.before) == held_at(all, last));
  }
  void take(const detail::Block& block, std::int64_t to) {
    late.take(block);
    from.emplace_back(block.from_day(), to);
    for (const FactEntry& e : block.entries) {
      latest = all.empty() ? e.known_by : std::max(latest, e.known_by);
      all.push_back(e);
      sorts = static_cast<std::uint16_t>(sorts | 1u << detail::sort_of(detail::gives_of(e), e.standing));
      if (e.gone_by > to) taken.push_back(e.gone_by);
    }
    last = to;
  }
};

bool same_day(const Statement& row, const FactEntry& e) {
  return row.integer(1) == detail::gives_of(e) && row.integer(2) == e.standing && row.integer(3) == e.known_by &&
         row.integer(4) == e.rank && row.integer(5) == static_cast<std::int64_t>(e.id) && row.integer(6) == e.gone_by &&
         row.integer(7) == static_cast<std::int64_t>(e.withdrawn);
}

// Whether a key is found by the name that one of its records says, under its own number.
class Names {
 public:
  static Result<Names> of(sqlite3* db, const std::string& path, std::int64_t area) {
    auto record = Statement::prepare(db, detail::sql::kOneRecord, path);
    if (!record) return base::fail(record.error());
    auto number = Statement::prepare(db, detail::sql::kKeyNumber, path);
    if (!number) return base::fail(number.error());
    return Names(area, std::move(*record), std::move(*number));
  }

  Result<bool> lead_to(std::int64_t key, std::int64_t sequence) {
    const Use record(&record_);
    record_.bind(1, detail::place_of(area_, sequence));
    const auto there = record_.step();
    if (!there) return base::fail(there.error());
    const auto entry = *there ? read_body(static_cast<RecordKind>(record_.integer(2)), record_.view(4)) : std::nullopt;
    if (!entry) return false;
    const auto* fact = std::get_if<facts::Fact>(&*entry);
    if (const auto* correction = std::get_if<Correction>(&*entry)) fact = &correction->fact;
    if (fact == nullptr) return false;
    const FactKey name = key_of(*fact);
    const Use number(&number_);
    const auto found = number_.bind(1, area_).bind_text(2, name.indicator).bind_text(3, name.rest).step();
    if (!found) return base::fail(found.error());
    return *found && number_.integer(0) == key;
  }

 private:
  Names(std::int64_t area, Statement record, Statement number)
      : area_(area), record_(std::move(record)), number_(std::move(number)) {}
  std::int64_t area_;
  Statement record_, number_;
};

}  // namespace

Result<bool> SqliteStore::agrees(std::int64_t key, const detail::Figure& figure, std::int64_t& sequence) {
  Following so_far;
  {
    auto row = Statement::prepare(db_.get(), kBlocks, path_);
    if (!row) return base::fail(row.error());
    row->bind(1, key);
    for (;;) {
      const auto more = row->step();
      if (!more) return base::fail(more.error());
      if (!*more) break;
      const auto block = detail::read_block(row->view(1));
      if (!block) return base::fail(broken_index());
      if (!block->entries.empty()) sequence = block->entries.front().sequence;
      if (!so_far.begins(*block) || block->entries.empty() || block->entries.back().sequence != row->integer(0)) {
        return false;
      }
      so_far.take(*block, row->integer(0));
    }
  }
  if (!figure.recent.entries.empty()) sequence = figure.recent.entries.front().sequence;
  std::ranges::sort(so_far.taken);
  const auto count = static_cast<std::int64_t>(so_far.all.size() + figure.recent.entries.size());
  if (!so_far.begins(figure.recent) || figure.count != count || figure.sorts != so_far.sorts ||
      figure.taken != so_far.taken || figure.late != so_far.late) {
    return false;
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> from;
  auto blocks = Statement::prepare(db_.get(), kFrom, path_);
  if (!blocks) return base::fail(blocks.error());
  blocks->bind(1, key);
  for (;;) {
    const auto more = blocks->step();
    if (!more) return base::fail(more.error());
    if (!*more) break;
    from.emplace_back(blocks->integer(0), blocks->integer(1));
  }
  if (from != so_far.from) return false;
  std::ranges::sort(so_far.all, {}, &FactEntry::sequence);
  std::size_t days = 0;
  auto row = Statement::prepare(db_.get(), kDays, path_);
  if (!row) return base::fail(row.error());
  row->bind(1, key);
  for (;; ++days) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) break;
    const auto at = std::ranges::lower_bound(so_far.all, row->integer(0), {}, &FactEntry::sequence);
    if (at == so_far.all.end() || at->sequence != row->integer(0) || !same_day(*row, *at)) return false;
  }
  if (days != so_far.all.size()) return false;
  std::vector<std::int64_t> said, kept;
  for (const FactEntry& e : so_far.all) said.push_back(static_cast<std::int64_t>(e.said));
  std::ranges::sort(said);
  said.erase(std::ranges::unique(said).begin(), said.end());
  auto words = Statement::prepare(db_.get(), kAllSaid, path_);
  if (!words) return base::fail(words.error());
  words->bind(1, key);
  for (;;) {
    const auto more = words->step();
    if (!more) return base::fail(more.error());
    if (!*more) break;
    kept.push_back(words->integer(0));
  }
  return said == kept;
}

Result<void> SqliteStore::audit(const std::string& name, const std::function<void(std::int64_t)>& wrong) {
  const auto area = find_area(name);
  if (!area) return base::fail(area.error());
  if (!*area) return {};
  const std::int64_t first = (*area)->no << detail::kKeyBits;
  const std::int64_t last = first + (std::int64_t{1} << detail::kKeyBits) - 1;
  auto row = Statement::prepare(db_.get(), detail::sql::kFigures, path_);
  if (!row) return base::fail(row.error());
  row->bind(1, first).bind(2, last);
  auto names = Names::of(db_.get(), path_, (*area)->no);
  if (!names) return base::fail(names.error());
  std::int64_t sealed = 0, figures = 0;
  for (;;) {
    const auto more = row->step();
    if (!more) return base::fail(more.error());
    if (!*more) break;
    const auto figure = detail::read_figure(row->view(1));
    if (!figure) return base::fail(broken_index());
    std::int64_t sequence = 0;
    const auto good = agrees(row->integer(0), *figure, sequence);
    if (!good) return base::fail(good.error());
    const auto named = names->lead_to(row->integer(0), sequence);
    if (!named) return base::fail(named.error());
    if (!*good || !*named) wrong(sequence);
    ++figures;
    sealed += figure->recent.start != 0;
  }
  auto keys_named = Statement::prepare(db_.get(), kCountKeys, path_);
  if (!keys_named) return base::fail(keys_named.error());
  if (const auto counted = keys_named->bind(1, (*area)->no).step(); !counted) return base::fail(counted.error());
  if (keys_named->integer(0) != figures) wrong(0);
  for (const char* const question : {kKeysOfDays, kKeysOfFrom}) {
    auto keys = Statement::prepare(db_.get(), question, path_);
    if (!keys) return base::fail(keys.error());
    if (const auto counted = keys->bind(1, first).bind(2, last).step(); !counted) return base::fail(counted.error());
    if (keys->integer(0) != sealed) wrong(0);
  }
  return {};
}

}  // namespace ledger
