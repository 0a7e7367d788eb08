// A bounded pool of threads: what does not fit is refused at once, so that nobody waits without end.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace server {

class Workers {
 public:
  // `gentle`: at a lower priority than the rest of the program, where the system allows it for a thread.
  Workers(unsigned threads, std::size_t most_waiting, bool gentle);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  // What was taken is still done.
  ~Workers();

  // False when as many wait already as may.
  bool take(std::function<void()> work);
  std::size_t waiting() const;

 private:
  void serve(bool gentle);

  const std::size_t most_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable some_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;  // last: all else is there before they start
};

}  // namespace server
