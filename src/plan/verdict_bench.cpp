// How long one judgement of a whole report takes: 30 targets against 510 published figures (data/facts.csv of the
// shared folder).
#include <benchmark/benchmark.h>

#include "plan/verdict_test_help.hpp"

namespace {

void judge_thirty_targets(benchmark::State& state) {
  if (!plan::shared_facts()) {
    state.SkipWithError("the shared facts are not here");
    return;
  }
  std::vector<reading::Target> targets;
  for (int i = 0; i < 6; ++i) {
    targets.push_back(plan::a_target("地区生产总值增长率", "≈", "4.5", "%"));
    targets.push_back(plan::a_target("社会消费品零售总额增长率", "≈", "5.5", "%"));
    targets.push_back(plan::a_target("一般公共预算收入增长率", "=", "5.7", "%"));
    targets.push_back(plan::a_target("固定资产投资增长率", ">=", "10", "%"));
    targets.push_back(plan::a_target("落地优质项目数", ">=", "280", "个", reading::Kind::count));
  }
  const auto report = plan::a_report("广州市越秀区", 2023, targets);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        plan::judge(report, *plan::shared_facts(), facts::NamesTable::builtin(), plan::date(2023, 11, 30), {}));
  }
}
BENCHMARK(judge_thirty_targets)->Unit(benchmark::kMillisecond);

}  // namespace
