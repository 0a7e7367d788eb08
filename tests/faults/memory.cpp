#include "memory.hpp"

#include <cstdlib>
#include <new>

#include <sqlite3.h>

#include "base/fault.hpp"

namespace {

struct Armed {
  std::int64_t at = 0;  // 0: off
  bool for_ever = false, struck = false;
};
thread_local Armed sqlite_armed, ours_armed;
thread_local int spared = 0;

bool strikes(Armed& armed) {
  if (armed.at == 0 || --armed.at > 0) return false;
  armed.struck = true;
  armed.at = armed.for_ever ? 1 : 0;
  return true;
}

sqlite3_mem_methods real;

void* sqlite_malloc(int size) { return strikes(sqlite_armed) ? nullptr : real.xMalloc(size); }
void* sqlite_realloc(void* old, int size) { return strikes(sqlite_armed) ? nullptr : real.xRealloc(old, size); }

void* allocate(std::size_t size) {
  if (spared == 0 && strikes(ours_armed)) throw std::bad_alloc();
  if (void* out = std::malloc(size == 0 ? 1 : size)) return out;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
// std::stable_sort asks for its buffer so; what comes from here must not meet another's operator delete.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }

namespace faults {

void take_over_sqlite_memory() {
  static bool done = false;
  if (done) return;
  done = true;
  sqlite3_shutdown();
  JC_ASSERT(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) == SQLITE_OK);
  sqlite3_mem_methods ours = real;
  ours.xMalloc = sqlite_malloc;
  ours.xRealloc = sqlite_realloc;
  JC_ASSERT(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK);
}

void fail_allocation(Allocator allocator, std::int64_t at, bool for_ever) {
  (allocator == Allocator::sqlite ? sqlite_armed : ours_armed) = {.at = at, .for_ever = for_ever, .struck = false};
}

Spared::Spared() { ++spared; }
Spared::~Spared() { --spared; }

bool heal_memory() {
  const bool struck = sqlite_armed.struck || ours_armed.struck;
  sqlite_armed = ours_armed = {};
  return struck;
}

}  // namespace faults
