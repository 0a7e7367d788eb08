// How long one evaluation may take, by the clock that never goes back.
#pragma once

#include <chrono>

#include "base/world.hpp"
#include "feel/run.hpp"

namespace app {

class TimeLimit final : public feel::Deadline {
 public:
  static constexpr std::chrono::seconds kUsual{10};
  explicit TimeLimit(base::Clock& clock, std::chrono::microseconds time = kUsual)
      : clock_(clock), end_(clock.monotonic() + time) {}
  bool passed() const override { return clock_.monotonic() > end_; }

 private:
  base::Clock& clock_;
  std::chrono::microseconds end_;
};

}  // namespace app
