// What the index of the SQLite store keeps of one key: its newest entries together in one row, older ones sealed in
// blocks, so that a write touches one row a key and a question about any instant reads one or two. Pure; private to
// this room.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/store.hpp"

namespace ledger::detail {

// When a key has more than kMostRecent entries that are not sealed, the first kBlock of them are.
constexpr std::size_t kMostRecent = 40, kBlock = 32;

// The day of a block before which nothing was sealed: it answers for every day before the next one's.
constexpr std::int32_t kBeforeAll = std::numeric_limits<std::int32_t>::min();

// Entries in a row and what came before them.
struct Block {
  std::int64_t start = 0;         // the last sequence sealed before, 0: nothing was
  std::int32_t latest = 0;        // the latest day of those before
  std::vector<FactEntry> before;  // of those before, what held once `start` was there; their gone_by may be out of date
  std::vector<FactEntry> entries;  // by sequence

  // From which day on a question finds here all that is sealed up to here: the latest of those before, `kBeforeAll`
  // where there are none. It never falls from a key's block to its next.
  std::int32_t from_day() const { return start == 0 ? kBeforeAll : latest; }
  // The same of the block that comes next.
  std::int32_t to_day() const;
};

// Days for which blocks do not tell by their order what was published: what was sealed later holds something of them.
struct LateDays {
  std::int32_t from = 0, to = 0;  // `to` not included; none while both are the same
  bool hold(std::int32_t day) const { return from <= day && day < to; }
  // Takes in what `block` gives late.
  void take(const Block& block);
  bool operator==(const LateDays&) const = default;
};

// The row of a key. Its block is what is not sealed yet.
struct Figure {
  std::int64_t count = 0;  // of all entries
  Block recent;
  std::uint16_t sorts = 0;          // bit `sort_of` for each sort of entry that is sealed
  LateDays late;                    // of sealed entries
  std::vector<std::int64_t> taken;  // records that took sealed entries away, rising
};

// What an entry gives and its standing: 0 to 11.
constexpr int sort_of(int gives, int standing) { return gives * 3 + standing; }
inline int gives_of(const FactEntry& e) { return (e.gives_value ? 2 : 0) + (e.gives_growth ? 1 : 0); }

std::string bytes_of(const Figure& figure);
std::string bytes_of(const Block& block);
// Nothing when the bytes are none that we wrote.
std::optional<Figure> read_figure(std::string_view bytes);
std::optional<Block> read_block(std::string_view bytes);

// The same into a value that is there already, which spares making its lists anew. The entries of the recent block are
// left out when it begins after `up_to`: what held by then stands in another block. Without digests `said` and `id` are
// 0: a question of what holds does not look at them. False when the bytes are none.
bool read_figure(std::string_view bytes, std::int64_t up_to, bool digests, Figure& out);
bool read_block(std::string_view bytes, bool digests, Block& out);

// Whether what stood at `start` still tells, at `up_to`, what holds of the entries before: nothing of them was taken
// away in between.
bool undisturbed(const Figure& figure, std::int64_t start, std::int64_t up_to);

// Takes the first kBlock recent entries into a block of its own. `before` of what remains is the caller's to set.
Block seal(Figure& figure);

}  // namespace ledger::detail
