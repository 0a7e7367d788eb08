#include <benchmark/benchmark.h>

#include "forecast/adjust_test_help.hpp"

namespace {

// A whole adjustment of fifteen years of months, one core: series a second.
void adjust_whole(benchmark::State& state) {
  std::vector<std::vector<forecast::Observation>> lists;
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    lists.push_back(forecast::monthly(forecast::known_parts(15, seed).value, 2008));
  std::size_t next = 0;
  for (auto _ : state) {
    auto done = forecast::adjust(lists[next++ % lists.size()]);
    benchmark::DoNotOptimize(done);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(adjust_whole)->Unit(benchmark::kMicrosecond);

}  // namespace
