// Many threads write, one durable commit serves all that have come meanwhile.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "ledger/ledger.hpp"

namespace ledger {

// Owns one handle and writes through it on a thread of its own. No one waits for company: what comes while a commit is
// under way goes with the next one. Where a store does not span areas each write has its own commit.
class GroupCommit {
 public:
  struct Limits {
    std::size_t writes = 256;      // in one commit
    std::size_t entries = 20'000;  // of them, save that one write may have more
  };
  explicit GroupCommit(Ledger ledger) : GroupCommit(std::move(ledger), Limits{}) {}
  GroupCommit(Ledger ledger, Limits limits);
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  // What was asked for is still written; nobody may ask any more.
  ~GroupCommit();

  // Waits until the write is durable or refused. From any thread. As `Ledger::write`; a fault of the commit goes to all
  // that it was to serve.
  base::Result<Receipt> write(const Write& write);

  // So far: writes, and commits that served them.
  struct Counts {
    std::int64_t writes = 0, commits = 0;
  };
  Counts counts() const;

 private:
  struct Asked {
    explicit Asked(const Write& write) : prepared(write) { prepared.finish(); }
    Prepared prepared;  // by the thread that asks
    std::optional<base::Result<Receipt>> answer;
    // Those whom this one wakes: the thread that commits wakes one of a group and goes on, since waking all of them
    // would cost it more than committing for them does.
    Asked* wakes[2] = {nullptr, nullptr};
    bool answered = false;
    std::mutex mutex;
    std::condition_variable woken;
  };
  static void wake(Asked& asked);
  void serve();

  Ledger ledger_;
  Limits limits_;
  mutable std::mutex mutex_;
  std::condition_variable asked_for_;
  std::deque<Asked*> asked_;
  Counts counts_;
  bool ending_ = false;
  std::thread server_;  // last: all else is there before it starts
};

}  // namespace ledger
