// The first call of a kind fails, then the second, … until the whole scenario passes untouched.
#include <cstdio>
#include <new>
#include <set>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "child.hpp"
#include "disk.hpp"
#include "history.hpp"
#include "memory.hpp"

namespace faults {

int run_child(const std::vector<std::string>&) { return 2; }

namespace {

constexpr const char* kPath = "/disk/ledger.sqlite";
constexpr int kWrites = 6;

const std::set<std::string> kKnownFaults{"ledger.unsure",     "ledger.full",   "ledger.unwritable", "ledger.locked",
                                         "ledger.unreadable", "ledger.memory", "ledger.tampered"};

// What a fault must be: known, in words, with a remedy; and a question may fail but never be answered wrongly.
std::string unclear(const base::Fault& fault) {
  if (!kKnownFaults.contains(fault.code)) return "unknown fault: " + base::to_text(fault) + " " + fault.code;
  if (fault.what.empty() || fault.remedy.empty()) return "a fault without words: " + fault.code;
  return {};
}

std::string ask_twice(ledger::Ledger& book, const ledger::Query& query) {
  const auto first = book.find(query), second = book.find(query);
  for (const auto* found : {&first, &second}) {
    if (!*found) {
      if (auto bad = unclear(found->error()); !bad.empty()) return bad;
    }
  }
  if (first && second && first->size() != second->size()) return "a question answered in two ways";
  return {};
}

// A small day of work with a failure somewhere in it; after a fault everything is asked again with the same request.
std::string work(History& history, std::uint64_t seed) {
  auto book = ledger::Ledger::open(kPath, deterministic(seed));
  if (!book) {
    if (auto bad = unclear(book.error()); !bad.empty()) return bad;
    book = ledger::Ledger::open(kPath, deterministic(seed));
    if (!book) return unclear(book.error());
  }
  for (int i = 0; i < kWrites; ++i) {
    Asked& asked = history.next();
    for (int time = 0; time < 2 && !history.ask(*book, asked); ++time) {
      if (auto bad = unclear(history.fault); !bad.empty()) return bad;
    }
    if (i % 3 != 2) continue;
    if (auto bad = ask_twice(*book, {.all_vintages = true}); !bad.empty()) return bad;
    const auto verified = book->verify();
    if (verified) continue;
    if (verified.error().code == "ledger.tampered") return "takes a failing disk for a forger";
    if (auto bad = unclear(verified.error()); !bad.empty()) return bad;
  }
  return {};
}

std::string after(History& history, std::uint64_t seed) {
  auto book = ledger::Ledger::open(kPath, deterministic(seed));
  if (!book) return "does not open: " + base::to_text(book.error());
  return history.broken_promise(*book);
}

struct Sort {
  Call call;
  int result;
  bool forgets = false;
};
const std::vector<Sort> kSorts{{Call::read, SQLITE_IOERR_READ},         {Call::read, SQLITE_IOERR_SHORT_READ},
                               {Call::write, SQLITE_IOERR_WRITE},       {Call::write, SQLITE_FULL},
                               {Call::sync, SQLITE_IOERR_FSYNC},        {Call::sync, SQLITE_IOERR_FSYNC, true},
                               {Call::truncate, SQLITE_IOERR_TRUNCATE}, {Call::open, SQLITE_CANTOPEN},
                               {Call::remove, SQLITE_IOERR_DELETE},     {Call::access, SQLITE_IOERR_ACCESS},
                               {Call::size, SQLITE_IOERR_FSTAT},        {Call::lock, SQLITE_BUSY},
                               {Call::lock, SQLITE_IOERR_LOCK},         {Call::share_map, SQLITE_IOERR_SHMMAP},
                               {Call::share_lock, SQLITE_BUSY},         {Call::share_lock, SQLITE_IOERR_SHMLOCK}};

class Sweep : public testing::TestWithParam<std::size_t> {};

// The power also goes at the end, with nothing left that was not synced: an acknowledgement that rested on a failed
// call is found out.
TEST_P(Sweep, of_the_nth_call) {
  const Sort sort = kSorts[GetParam()];
  std::int64_t runs = 0, untouched = 0;
  for (std::int64_t at = 1; untouched < 4; ++at) {
    untouched = 0;
    for (const bool for_ever : {false, true}) {
      for (const bool power_goes : {false, true}) {
        const std::int64_t n = ++runs;
        if (!options().wants(n)) {
          if (options().only >= 0 && n > options().only) return;
          continue;
        }
        Disk disk(options().seed);
        History history(options().seed);
        disk.fail({.call = sort.call, .at = at, .result = sort.result, .for_ever = for_ever, .forgets = sort.forgets});
        const std::string bad = work(history, options().seed);
        const bool struck = disk.struck();
        disk.heal();
        if (power_goes) {
          disk.cut_power_now(Survival::none);
          disk.restore_power();
        }
        const std::string broken = bad.empty() ? after(history, options().seed) : bad;
        ASSERT_EQ(broken, "") << to_string(sort.call) << " " << at << (for_ever ? " and all after it" : "")
                              << " fails with " << sqlite3_errstr(sort.result) << "; " << replay(n);
        if (!struck) ++untouched;
      }
    }
  }
  std::printf("%s, %s: %lld runs\n", to_string(sort.call), sqlite3_errstr(sort.result), static_cast<long long>(runs));
}

INSTANTIATE_TEST_SUITE_P(Calls, Sweep, testing::Range<std::size_t>(0, kSorts.size()), [](const auto& info) {
  return std::string(to_string(kSorts[info.param].call)) + "_" + std::to_string(info.param);
});

// Step by step would take minutes: from `kDense` on, every `kStride`-th allocation, from a start given by the seed.
constexpr std::int64_t kDense = 150, kStride = 37;

void sweep_memory(Allocator allocator) {
  take_over_sqlite_memory();
  std::int64_t runs = 0;
  const std::int64_t shift = static_cast<std::int64_t>(options().seed % static_cast<std::uint64_t>(kStride));
  for (std::int64_t at = 1, untouched = 0; untouched < 2; at += at < kDense ? 1 : at == kDense ? 1 + shift : kStride) {
    untouched = 0;
    for (const bool for_ever : {false, true}) {
      const std::int64_t n = ++runs;
      if (!options().wants(n)) {
        if (options().only >= 0 && n > options().only) return;
        continue;
      }
      Disk disk(options().seed);
      History history(options().seed);
      std::string broken;
      fail_allocation(allocator, at, for_ever);
      try {
        broken = work(history, options().seed);
      } catch (const std::bad_alloc&) {
        broken.clear();
      }
      if (!heal_memory()) ++untouched;
      if (broken.empty()) broken = after(history, options().seed);
      ASSERT_EQ(broken, "") << "allocation " << at << (for_ever ? " and all after it" : "") << "; " << replay(n);
    }
  }
  std::printf("%lld runs\n", static_cast<long long>(runs));
}

TEST(Memory, of_sqlite_runs_out) { sweep_memory(Allocator::sqlite); }
TEST(Memory, of_our_own_runs_out) { sweep_memory(Allocator::ours); }

// Space comes back after the disk was full: nothing was lost, and the same requests are recorded once.
TEST(Space, runs_out_and_comes_back) {
  for (std::int64_t kib = 1; kib < 400; kib += 9) {
    Disk disk(options().seed);
    History history(options().seed);
    disk.limit_files_to(kib * 1024);
    const std::string bad = work(history, options().seed);
    ASSERT_EQ(bad, "") << kib << " KiB";
    disk.limit_files_to(INT64_MAX);
    disk.cut_power_now(Survival::none);
    disk.restore_power();
    ASSERT_EQ(after(history, options().seed), "") << kib << " KiB";
  }
}

}  // namespace

}  // namespace faults
