// The state of one evaluation: what went wrong, what may still be spent, the instant that counts as now.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.hpp"

namespace feel {

// Kinds of what can go wrong; the result is null then, and the evaluation goes on.
enum class Wrong {
  syntax,
  unknown_name,
  unknown_function,
  not_a_function,
  wrong_type,
  wrong_arguments,  // number or names of arguments
  out_of_domain,    // 1/0, sqrt(-1), date("2017-13-10"), an index past the end
  not_conforming,   // a value that its declared type refuses
  unknown_member,
  bad_pattern,
  duplicate_key,
  over_budget
};
std::string_view code_of(Wrong wrong);  // "unknown_name"

struct Problem {
  Wrong wrong = Wrong::syntax;
  std::string what;       // the name, the two kinds, the value: words that both languages share
  std::size_t begin = 0;  // bytes in the expression; begin == end: the place is not known
  std::size_t end = 0;
  std::string where;  // of a decision model: the decision, table, rule
};
// One sentence.
std::string to_text(const Problem& problem, bool english = false);

// Spent, an evaluation ends with null and `over_budget`.
struct Budget {
  std::int64_t steps = 50'000'000;       // nodes evaluated, items visited
  std::int64_t memory = 256ll << 20;     // bytes of lists, contexts and strings made, roughly
  int depth = 1'200;                     // of calls and nested expressions
  std::int64_t regex_steps = 2'000'000;  // of a pattern that needs backtracking
};

class Run {
 public:
  Run() = default;
  explicit Run(const Budget& budget) : budget_(budget) {}

  // Null, with the problem noted (at most 200 are kept).
  Value fail(Wrong wrong, std::string what = {}, std::size_t begin = 0, std::size_t end = 0);
  const std::vector<Problem>& problems() const { return problems_; }
  std::vector<Problem> take_problems() { return std::move(problems_); }
  // Notes further problems as coming from `where`.
  void set_where(std::string where) { where_ = std::move(where); }
  const std::string& where() const { return where_; }

  // False when the budget is spent; says so once.
  bool spend(std::int64_t steps = 1) {
    if ((budget_.steps -= steps) >= 0) [[likely]]
      return true;
    return out_of_budget();
  }
  bool take_memory(std::int64_t bytes) {
    if ((budget_.memory -= bytes) >= 0) [[likely]]
      return true;
    return out_of_budget();
  }
  bool exhausted() const { return exhausted_; }
  const Budget& budget() const { return budget_; }

  // One level deeper for as long as it lives; `ok` is false when that is too deep.
  class Level {
   public:
    explicit Level(Run& run) : run_(run) { ok = run_.budget_.depth > 0 ? (--run_.budget_.depth, true) : refuse(); }
    ~Level() {
      if (ok) ++run_.budget_.depth;
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    bool ok = false;

   private:
    bool refuse() { return run_.out_of_budget(), false; }
    Run& run_;
  };

  // Who watches an evaluation, for rooms above that tell what happened in it; this room only hands it on.
  struct Watcher {
    virtual ~Watcher() = default;
  };
  Watcher* watcher = nullptr;

  // The instant that now() and today() give, the same for the whole evaluation. Without one they are null.
  std::optional<DateTime> now;

 private:
  bool out_of_budget();
  Budget budget_;
  std::vector<Problem> problems_;
  std::string where_;
  bool exhausted_ = false;
};

}  // namespace feel
