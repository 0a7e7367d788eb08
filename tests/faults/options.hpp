// What every fault program takes: a seed, how many cases, one case alone; and the chance that follows from them.
#pragma once

#include <cstdint>
#include <string>

namespace faults {

// `--seed S --count N --case N`, else the environment's JICHENG_FAULTS_SEED and JICHENG_FAULTS_COUNT.
struct Options {
  std::uint64_t seed = 20261124;
  std::int64_t count = 0;  // 0: the program's own
  std::int64_t only = -1;  // this case alone
  std::string program;     // full path of this program, which starts itself as a child
  std::int64_t count_or(std::int64_t own) const { return count > 0 ? count : own; }
  // Whether case `n` is to be run.
  bool wants(std::int64_t n) const { return only < 0 || only == n; }
};
const Options& options();

// "--seed 7 --case 12": what to add to the command line to see this case again, alone.
std::string replay(std::int64_t n);

// Small, quick and the same everywhere (splitmix64, Steele, Lea and Flood 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  // Of case `n` of a program: cases do not depend on each other.
  static Chance of_case(std::int64_t n);
  std::uint64_t next();
  // 0 … bound - 1.
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }
  std::string bytes(std::size_t count);

 private:
  std::uint64_t state_;
};

}  // namespace faults
