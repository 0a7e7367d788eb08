#include "ledger/in_parts.hpp"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace ledger::detail {

void in_parts(std::size_t count, const std::function<void(std::size_t, std::size_t)>& part) {
  constexpr std::size_t kWorthIt = 512;
  // Asked once: each asking opens a file of the system's, which costs more than a short write has to do.
  static const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
  const std::size_t parts = std::clamp<std::size_t>(count / kWorthIt, 1, cores);
  if (parts == 1) {
    part(0, count);
    return;
  }
  std::vector<std::exception_ptr> failed(parts);
  const auto run = [&](std::size_t i) {
    try {
      part(count * i / parts, count * (i + 1) / parts);
    } catch (...) {  // memory that ran out; told by the thread that asked
      failed[i] = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  others.reserve(parts);
  std::size_t mine = 1;
  for (; mine < parts; ++mine) {
    try {
      others.emplace_back(run, mine);
    } catch (const std::system_error&) {  // no more threads: all that is left is ours
      break;
    }
  }
  run(0);
  for (; mine < parts; ++mine) run(mine);
  for (auto& thread : others) thread.join();
  for (const auto& one : failed) {
    if (one) std::rethrow_exception(one);
  }
}

}  // namespace ledger::detail
