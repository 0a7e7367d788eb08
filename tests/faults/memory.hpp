// Memory that runs out: the n-th allocation of SQLite, or of our own code, fails.
#pragma once

#include <cstdint>

namespace faults {

// From now on SQLite asks here for memory. No database may be open.
void take_over_sqlite_memory();

enum class Allocator { sqlite, ours };
// The n-th allocation from now fails (1: the next), and all after it when `for_ever`: SQLite is given a null pointer,
// our code std::bad_alloc. Only on the thread that asked for it.
void fail_allocation(Allocator allocator, std::int64_t at, bool for_ever = false);
// Allocations of the disk itself, below SQLite, do not count while one of these lives.
class Spared {
 public:
  Spared();
  ~Spared();
  Spared(const Spared&) = delete;
};
// No more failures. Whether one has struck.
bool heal_memory();

}  // namespace faults
