// A table that people may change while threads read it: the one in force, and all before it.
#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <utility>

namespace base {

// What was in force before is kept, so that pointers into it stay good: for small things that are changed by hand.
template <class T>
class InForce {
 public:
  // nullptr: none was put yet.
  const T* now() const { return now_.load(std::memory_order_acquire); }
  void put(T value) {
    const std::lock_guard lock(mutex_);
    now_.store(&all_.emplace_back(std::move(value)), std::memory_order_release);
  }

 private:
  std::atomic<const T*> now_{nullptr};
  std::mutex mutex_;
  std::list<T> all_;
};

}  // namespace base
