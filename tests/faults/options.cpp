#include "options.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include <gtest/gtest.h>

#include "child.hpp"

namespace faults {

namespace {

Options& mutable_options() {
  static Options given;
  return given;
}

}  // namespace

const Options& options() { return mutable_options(); }

std::string replay(std::int64_t n) {
  return "--seed " + std::to_string(options().seed) + " --case " + std::to_string(n);
}

Chance Chance::of_case(std::int64_t n) {
  Chance chance(options().seed);
  const std::uint64_t start = chance.next() ^ (static_cast<std::uint64_t>(n) * 0xD1342543DE82EF95u);
  return Chance(start);
}

std::uint64_t Chance::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::string Chance::bytes(std::size_t count) {
  std::string out(count, '\0');
  for (std::size_t at = 0; at < count; at += sizeof(std::uint64_t)) {
    const std::uint64_t word = next();
    std::memcpy(out.data() + at, &word, std::min(sizeof word, count - at));
  }
  return out;
}

}  // namespace faults

int main(int argc, char** argv) {
  using faults::mutable_options;
  auto& given = mutable_options();
  given.program = std::filesystem::read_symlink("/proc/self/exe").string();
  if (argc > 1 && std::string_view(argv[1]) == "--child") return faults::run_child({argv + 2, argv + argc});
  testing::InitGoogleTest(&argc, argv);
  const auto number = [](const char* text) { return std::strtoll(text, nullptr, 10); };
  if (const char* seed = std::getenv("JICHENG_FAULTS_SEED")) given.seed = static_cast<std::uint64_t>(number(seed));
  if (const char* count = std::getenv("JICHENG_FAULTS_COUNT")) given.count = number(count);
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc || (name != "--seed" && name != "--count" && name != "--case")) {
      std::fprintf(stderr, "usage: %s [--seed S] [--count N] [--case N] [--gtest_filter=…]\n", argv[0]);
      return 2;
    }
    const auto value = number(argv[i + 1]);
    if (name == "--seed") given.seed = static_cast<std::uint64_t>(value);
    if (name == "--count") given.count = value;
    if (name == "--case") given.only = value;
  }
  std::printf("seed %llu\n", static_cast<unsigned long long>(given.seed));
  return RUN_ALL_TESTS();
}
