#include "server/workers.hpp"

#include "server/turns.hpp"

namespace server {

Workers::Workers(unsigned threads, std::size_t most_waiting, bool gentle) : most_waiting_(most_waiting) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this, gentle] { serve(gentle); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  some_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool Workers::take(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (ending_ || queue_.size() >= most_waiting_) return false;
    queue_.push_back(std::move(work));
  }
  some_.notify_one();
  return true;
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void Workers::serve(bool gentle) {
  gentle ? give_way() : take_short_turns();
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      some_.wait(lock, [&] { return ending_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace server
