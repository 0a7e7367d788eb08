// Which of the facts of one key hold, and as which vintage: the rule of `Ledger`, over what the indexes keep. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ledger/store.hpp"

namespace ledger {

// As of `up_to`: recorded by then, and not taken away by then.
inline bool stands(const FactEntry& entry, std::int64_t up_to) {
  return entry.sequence <= up_to && (entry.gone_by == 0 || entry.gone_by > up_to);
}

// Whether `a` comes after `b`: by standing, day, place in the order of recording.
bool outranks(const FactEntry& a, const FactEntry& b);
// Whether `later`, which outranks `earlier`, makes it superfluous. Transitive.
bool covers(const FactEntry& later, const FactEntry& earlier);

// Of the entries of one key the latest of each sort (what it gives, its standing): it covers the others of its sort, so
// that no other can hold. What is taken must live as long as this.
class LatestOfSorts {
 public:
  void take(const FactEntry& entry);
  std::span<const FactEntry* const> by_sequence();

 private:
  std::array<const FactEntry*, 12> latest_{}, found_{};
};

// Those of one key that nothing else of them covers, by sequence.
std::vector<FactEntry> holding(std::span<const FactEntry> entries);

struct Vintage {
  FactEntry entry;
  int number = 0;
};
// All of one key that count as vintages or were corrected, numbered over those that `stand`.
std::vector<Vintage> numbered(std::span<const FactEntry> entries, std::int64_t up_to);

}  // namespace ledger
