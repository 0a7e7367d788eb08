// The power goes at any change of the disk: what was acknowledged is there when it comes back.
#include <cstdio>

#include <gtest/gtest.h>

#include "child.hpp"
#include "disk.hpp"
#include "history.hpp"

namespace faults {

int run_child(const std::vector<std::string>&) { return 2; }

namespace {

constexpr const char* kPath = "/disk/ledger.sqlite";
constexpr std::int64_t kCutsOfALife = 8;

// Opens, writes until the power goes or `writes` are done. Each third write is a group of three with one commit.
void work(History& history, std::uint64_t seed, std::int64_t writes, const Disk& disk) {
  auto book = ledger::Ledger::open(kPath, deterministic(seed));
  if (!book) return;
  for (std::int64_t i = 0; i < writes && !disk.dead(); ++i) {
    if (i % 3 != 2) {
      if (!history.ask(*book, history.next())) return;
      continue;
    }
    const std::size_t from = history.asked().size();
    for (int n = 0; n < 3; ++n) history.next();
    std::vector<const ledger::Write*> together;
    for (std::size_t n = from; n < history.asked().size(); ++n) together.push_back(&history.asked()[n].write);
    const auto receipts = book->write_together(together);
    for (std::size_t n = 0; n < receipts.size(); ++n) {
      if (receipts[n]) history.asked()[from + n].receipt = *receipts[n];
    }
  }
}

// What went wrong after the power came back, asked of the same disk.
std::string after(History& history, std::uint64_t seed) {
  auto book = ledger::Ledger::open(kPath, deterministic(seed));
  if (!book) return "does not open: " + base::to_text(book.error());
  return history.broken_promise(*book);
}

// One short history, cut at each of its changes in turn, with each way of losing writes.
TEST(Power, cut_at_every_change_of_a_short_history) {
  std::int64_t cuts = 0;
  constexpr std::int64_t kWrites = 5;
  for (std::int64_t at = 1, n = 0;; ++at) {
    bool cut = false;
    for (const Survival survival : kSurvivals) {
      ++n;
      if (!options().wants(n) && options().only >= 0 && n > options().only) return;
      Chance chance = Chance::of_case(n);
      Disk disk(chance.next());
      History history(options().seed);
      disk.cut_power_at(at, survival);
      work(history, options().seed, kWrites, disk);
      cut = disk.dead();
      if (!cut) break;
      disk.restore_power();
      ++cuts;
      if (!options().wants(n)) continue;
      const std::string broken = after(history, options().seed);
      ASSERT_EQ(broken, "") << "change " << at << ", survives: " << to_string(survival) << "; " << replay(n);
    }
    if (!cut) break;
  }
  std::printf("%lld cuts\n", static_cast<long long>(cuts));
  EXPECT_GT(cuts, 500);
}

// Long lives: the disk goes on from where the last cut left it; cuts also fall into recovery and checkpoints.
TEST(Power, cut_again_and_again_through_long_lives) {
  const std::int64_t wanted = options().count_or(4000);
  std::int64_t cuts = 0;
  for (std::int64_t n = 0; cuts < wanted; ++n) {
    if (options().only >= 0 && n > options().only) break;
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    Disk disk(chance.next());
    History history(chance.next());
    for (std::int64_t cut = 0; cut < kCutsOfALife; ++cut) {
      const Survival survival = kSurvivals[static_cast<std::size_t>(chance.below(kSurvivals.size()))];
      disk.cut_power_at(1 + chance.below(chance.one_in(3) ? 12 : 150), survival);
      const std::uint64_t seed = chance.next();
      work(history, seed, 1 + chance.below(8), disk);
      if (!disk.dead()) disk.cut_power_now(survival);
      disk.restore_power();
      ++cuts;
      // Now and then the next cut comes while the book is still being mended and asked.
      if (chance.one_in(3)) continue;
      const std::string broken = after(history, chance.next());
      ASSERT_EQ(broken, "") << "cut " << cut << ", survives: " << to_string(survival) << "; " << replay(n);
    }
  }
  std::printf("%lld cuts\n", static_cast<long long>(cuts));
}

// The program is killed before it has synced, a second one finds its writes, says that they are recorded, and then the
// power goes: what the second one said must hold.
TEST(Power, goes_after_the_next_program_was_asked) {
  for (std::int64_t n = 0; n < 300; ++n) {
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    Disk disk(chance.next());
    History history(chance.next());
    disk.cut_power_at(1 + chance.below(150), Survival::none);
    work(history, chance.next(), 6, disk);
    disk.start_program();
    const std::string killed = after(history, chance.next());
    ASSERT_EQ(killed, "") << replay(n);
    disk.cut_power_now(Survival::none);
    disk.restore_power();
    const std::string broken = after(history, chance.next());
    ASSERT_EQ(broken, "") << replay(n);
  }
}

// These tests can fail: on a disk that only says that it syncs, acknowledged writes are missed.
TEST(Power, a_disk_that_lies_about_syncs_is_noticed) {
  std::int64_t broken = 0;
  for (std::int64_t n = 0; n < 20; ++n) {
    Chance chance = Chance::of_case(n);
    Disk disk(chance.next());
    disk.lie_about_syncs();
    History history(chance.next());
    work(history, chance.next(), 6, disk);
    disk.cut_power_now(Survival::none);
    disk.restore_power();
    if (!after(history, chance.next()).empty()) ++broken;
  }
  EXPECT_EQ(broken, 20);
}

}  // namespace

}  // namespace faults
