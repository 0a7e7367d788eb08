// How fast a report is read, whole, beside a search for its numbers alone with RE2 on the same bytes.
// The text is the two example reports over and over, once as one report of their size and once as 20 MB; beside it the
// open reports, in which fewer numbers stand, where they are at hand.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include <benchmark/benchmark.h>
#include <re2/re2.h>

#include "reading/read.hpp"

namespace {

std::string of_size(std::size_t least) {
  std::string once;
  for (const char* name : {"/examples/lanhu-2025/计划报告.txt", "/examples/yuexiu-2023/计划报告.txt"}) {
    std::ifstream file(std::string(JICHENG_SOURCE_DIR) + name, std::ios::binary);
    if (!file) throw std::runtime_error(name);
    once.append(std::istreambuf_iterator<char>(file), {});
    once += '\n';
  }
  std::string out = once;
  while (out.size() < least) out += once;
  return out;
}

void read_over(benchmark::State& state, const std::string& bytes) {
  std::size_t statements = 0;
  for (auto _ : state) {
    const auto document = document::from_plain_text(base::u32(bytes), "报告.txt");
    const reading::Reading read = reading::read(document);
    statements = read.figures.size() + read.targets.size() + read.measures.size();
    benchmark::DoNotOptimize(statements);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes.size()));
  state.counters["statements"] = static_cast<double>(statements);
}

void whole_reading(benchmark::State& state) { read_over(state, of_size(static_cast<std::size_t>(state.range(0)))); }
BENCHMARK(whole_reading)->Arg(30'000)->Arg(1'000'000)->Arg(20'000'000)->Unit(benchmark::kMillisecond);

void open_reports(benchmark::State& state) {
  const std::filesystem::path folder = std::string(JICHENG_SOURCE_DIR) + "/../shared/data/reports";
  std::vector<std::filesystem::path> files;
  if (std::filesystem::exists(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
  }
  if (files.empty()) return state.SkipWithError("no open reports here");
  std::sort(files.begin(), files.end());
  std::string bytes;
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
    bytes += '\n';
  }
  read_over(state, bytes);
}
BENCHMARK(open_reports)->Unit(benchmark::kMillisecond);

// Texts that never come to a stop (src/reading/endless_test.cpp): twice the length must take about twice the time, and
// no kind of them may take long. The label says which words are repeated.
void without_stops(benchmark::State& state) {
  static constexpr const char* kWords[] = {
      "1",        "（",           "、",           "分别",      "5、",        "分别增长5%、", "增长5%",
      "增长5%，", "均增长5%",     "居全省第一、", "达5亿元、", "1:",         "2025年",       "从5亿元增加到6亿元",
      "连续3年",  "推进项目建设", "持平",         "（增长\n",  "，增长5%\n", "1月至",        "——增长5%\n",
      "千亿级"};
  const std::string words = kWords[static_cast<std::size_t>(state.range(1))];
  std::string bytes = "一、2025年工作回顾\n地区生产总值增长5%。\n二、2026年工作安排\n（一）推进各项工作\n";
  while (bytes.size() < static_cast<std::size_t>(state.range(0))) bytes += words;
  std::string label = words;
  std::replace(label.begin(), label.end(), '\n', '/');
  state.SetLabel(label);
  read_over(state, bytes);
}
BENCHMARK(without_stops)
    ->ArgsProduct({{150'000, 300'000}, benchmark::CreateDenseRange(0, 21, 1)})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

void numbers_with_re2(benchmark::State& state) {
  const std::string bytes = of_size(static_cast<std::size_t>(state.range(0)));
  const RE2 number("([0-9]+(?:\\.[0-9]+)?)(万亿|亿|万)?(元|%|个百分点|个|家|项|公里|吨|亩|人次|人|户)?");
  std::size_t found = 0;
  for (auto _ : state) {
    re2::StringPiece rest(bytes), digits, magnitude, unit;
    found = 0;
    while (RE2::FindAndConsume(&rest, number, &digits, &magnitude, &unit)) ++found;
    benchmark::DoNotOptimize(found);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes.size()));
  state.counters["numbers"] = static_cast<double>(found);
}
BENCHMARK(numbers_with_re2)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
