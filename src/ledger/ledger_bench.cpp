#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "ledger/ledger.hpp"

namespace {

std::string shared_facts() {
  std::ifstream in(JICHENG_SOURCE_DIR "/../shared/data/facts.csv", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void ReadCsv(benchmark::State& state) {
  const std::string bytes = shared_facts();
  for (auto _ : state) benchmark::DoNotOptimize(facts::read_facts_csv(bytes, "facts.csv"));
}
BENCHMARK(ReadCsv)->Unit(benchmark::kMillisecond);

void ReadAppendAndAsk(benchmark::State& state) {
  const std::string bytes = shared_facts();
  for (auto _ : state) {
    const auto read = facts::read_facts_csv(bytes, "facts.csv");
    auto book = ledger::Ledger::open(":memory:");
    (void)book->append(read->facts, ledger::Instant{});
    benchmark::DoNotOptimize(book->as_known_on(*calendar::parse_date("2023-11-30")));
  }
}
BENCHMARK(ReadAppendAndAsk)->Unit(benchmark::kMillisecond);

// `range` years of 510 facts in the ledger; one indicator of one area asked for.
void AskOneIndicator(benchmark::State& state) {
  auto read = facts::read_facts_csv(shared_facts(), "facts.csv");
  auto book = ledger::Ledger::open(":memory:");
  for (int year = 0; year < state.range(0); ++year) {
    for (auto& fact : read->facts) fact.period = fact.period.years_earlier(1);
    (void)book->append(read->facts, ledger::Instant{});
  }
  const ledger::Query query{.asof = *calendar::parse_date("2023-11-30"), .area = "440104", .indicator = "地区生产总值"};
  for (auto _ : state) benchmark::DoNotOptimize(book->find(query));
}
BENCHMARK(AskOneIndicator)->Arg(1)->Arg(20)->Unit(benchmark::kMillisecond);

}  // namespace
