#include "ledger/group_commit.hpp"

namespace ledger {

GroupCommit::GroupCommit(Ledger ledger, Limits limits)
    : ledger_(std::move(ledger)), limits_(limits), server_([this] { serve(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  asked_for_.notify_one();
  server_.join();
}

base::Result<Receipt> GroupCommit::write(const Write& write) {
  Asked asked(write);
  {
    const std::lock_guard lock(mutex_);
    JC_ASSERT(!ending_);
    asked_.push_back(&asked);
    if (asked_.size() == 1) asked_for_.notify_one();
  }
  {
    std::unique_lock lock(asked.mutex);
    asked.woken.wait(lock, [&] { return asked.answered; });
  }
  for (Asked* next : asked.wakes) {
    if (next != nullptr) wake(*next);
  }
  return std::move(*asked.answer);
}

// Whoever asked may go as soon as the lock is free: it is woken before that.
void GroupCommit::wake(Asked& asked) {
  const std::lock_guard lock(asked.mutex);
  asked.answered = true;
  asked.woken.notify_one();
}

GroupCommit::Counts GroupCommit::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void GroupCommit::serve() {
  std::unique_lock lock(mutex_);
  for (;;) {
    asked_for_.wait(lock, [&] { return ending_ || !asked_.empty(); });
    if (asked_.empty()) return;
    std::vector<Asked*> group;
    std::vector<Prepared*> writes;
    std::size_t entries = 0;
    while (!asked_.empty() && group.size() < limits_.writes) {
      const std::size_t more = asked_.front()->prepared.write().entries.size();
      if (!group.empty() && entries + more > limits_.entries) break;
      entries += more;
      group.push_back(asked_.front());
      writes.push_back(&asked_.front()->prepared);
      asked_.pop_front();
    }
    lock.unlock();
    auto answers = ledger_.write_together(writes);
    lock.lock();
    JC_ASSERT(answers.size() == group.size());
    counts_.writes += static_cast<std::int64_t>(group.size());
    ++counts_.commits;
    lock.unlock();
    for (std::size_t i = 0; i < group.size(); ++i) {
      group[i]->answer = std::move(answers[i]);
      for (std::size_t k = 0; k < 2 && 2 * i + k + 1 < group.size(); ++k) group[i]->wakes[k] = group[2 * i + k + 1];
    }
    wake(*group.front());
    lock.lock();
  }
}

}  // namespace ledger
