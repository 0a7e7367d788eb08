// The state of one evaluation: what went wrong, what may still be spent, the instant that counts as now.
#pragma once

#include <cstdint>
#include <memory>
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
  std::string file;   // of a decision model, with line and column (from 1, code points); 0: not known
  int line = 0;
  int column = 0;
};
// One sentence.
std::string to_text(const Problem& problem, bool english = false);

// Where an expression was written, so that a place in it can be told as a place in a file.
class Origin : public std::enable_shared_from_this<Origin> {
 public:
  virtual ~Origin() = default;
  // File, line and column of a byte of the expression.
  virtual void locate(std::size_t byte, Problem& out) const = 0;
};

// Says when time is up. This room knows no clock: who has one gives an answer of this kind.
class Deadline {
 public:
  virtual ~Deadline() = default;
  virtual bool passed() const = 0;
};

// Spent, an evaluation ends with null and `over_budget`, which names what was spent: steps, time, memory or depth.
struct Budget {
  std::int64_t steps = 50'000'000;       // nodes evaluated, items visited
  std::int64_t memory = 256ll << 20;     // bytes of lists, contexts and strings made, roughly
  int depth = 1'200;                     // of calls and nested expressions
  std::int64_t regex_steps = 2'000'000;  // of a pattern that needs backtracking
  const Deadline* deadline = nullptr;    // asked every few thousand steps; lives as long as the evaluation
};

class Run {
 public:
  Run() = default;
  explicit Run(const Budget& budget) : budget_(budget), look_at_(next_look()) {}

  // Null, with the problem noted (at most 200 are kept).
  Value fail(Wrong wrong, std::string what = {}, std::size_t begin = 0, std::size_t end = 0);
  const std::vector<Problem>& problems() const { return problems_; }
  std::vector<Problem> take_problems() { return std::move(problems_); }
  // Notes further problems as coming from `where`.
  void set_where(std::string where) { where_ = std::move(where); }
  const std::string& where() const { return where_; }

  // False when the budget is spent; says so once.
  bool spend(std::int64_t steps = 1) {
    if ((budget_.steps -= steps) >= look_at_) [[likely]]
      return true;
    return look();
  }
  bool take_memory(std::int64_t bytes) {
    if ((budget_.memory -= bytes) >= 0) [[likely]]
      return true;
    return out_of_budget("memory");
  }
  bool exhausted() const { return exhausted_; }
  // What the evaluation gives in the end: null, with the problem noted, when the budget was spent or the value is too
  // large to be written out.
  Value settled(Value value);
  const Budget& budget() const { return budget_; }

  // A run of its own on what is left of the budget, for a question whose mistakes nobody wants to hear of.
  Run aside() const;
  // Takes what the other spent.
  void charge(const Run& aside);

  // One level deeper for as long as it lives; `ok` is false when that is too deep. Problems noted meanwhile that do not
  // know their place get the one given here.
  class Level {
   public:
    explicit Level(Run& run, std::size_t begin = 0, std::size_t end = 0)
        : run_(run), begin_(begin), end_(end), noted_(run.problems_.size()) {
      ok = run_.budget_.depth > 0 ? (--run_.budget_.depth, true) : refuse();
    }
    ~Level() {
      if (ok) ++run_.budget_.depth;
      if (run_.problems_.size() > noted_ && end_ > begin_) [[unlikely]]
        run_.place(noted_, begin_, end_);
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    bool ok = false;

   private:
    bool refuse() { return run_.out_of_budget("depth"), false; }
    Run& run_;
    std::size_t begin_, end_, noted_;
  };

  // The text whose bytes places are counted in, for as long as it lives.
  class In {
   public:
    In(Run& run, const Origin* origin) : run_(run), before_(run.origin_) { run.origin_ = origin; }
    ~In() { run_.origin_ = before_; }
    In(const In&) = delete;
    In& operator=(const In&) = delete;

   private:
    Run& run_;
    const Origin* before_;
  };
  const Origin* origin() const { return origin_; }
  // Gives the problems from the given one on that stand in no file the place of the origin's beginning.
  void locate(std::size_t from, const Origin& origin);

  // Who watches an evaluation, for rooms above that tell what happened in it; this room only hands it on.
  struct Watcher {
    virtual ~Watcher() = default;
  };
  Watcher* watcher = nullptr;

  // The instant that now() and today() give, the same for the whole evaluation. Without one they are null.
  std::optional<DateTime> now;

 private:
  static constexpr std::int64_t kStepsBetweenLooks = 4096;
  std::int64_t next_look() const {
    return budget_.deadline == nullptr || budget_.steps <= kStepsBetweenLooks ? 0 : budget_.steps - kStepsBetweenLooks;
  }
  bool look();
  bool out_of_budget(const char* of);
  void place(std::size_t from, std::size_t begin, std::size_t end);
  Budget budget_;
  std::int64_t look_at_ = 0;  // steps left at which the deadline is asked, or all are spent
  std::vector<Problem> problems_;
  std::string where_;
  const Origin* origin_ = nullptr;
  bool exhausted_ = false;
};

// `equal` and `same` of value.hpp, paid for: values that share their parts can be far larger than what was made of
// them.
std::optional<bool> paid_equal(Run& run, const Value& a, const Value& b);
bool paid_same(Run& run, const Value& a, const Value& b);

}  // namespace feel
