// Expressions that want more than there is end early, with null and a problem that says what was spent. The budgets
// here are smaller than the usual ones so that the test is quick; nothing else is different.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "feel/expression.hpp"

namespace feel {
namespace {

constexpr Budget kSmall{.steps = 300'000, .memory = 4 << 20, .depth = 300, .regex_steps = 100'000};

// What was spent, or what came instead.
std::string spent_by(const std::string& text, const Budget& budget = kSmall) {
  auto parsed = parse(text, Names{});
  if (!parsed) return parsed.error().code == "feel.budget" ? parsed.error().what : "syntax";
  feel::Run run(budget);
  const Value v = run.settled(parsed->evaluate(run, {}));
  const auto at = std::ranges::find(run.problems(), Wrong::over_budget, &Problem::wrong);
  if (at == run.problems().end()) return brief(v);
  return v.is_null() ? at->what : "not null: " + brief(v);
}

std::string many(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

// Lists of ten of the list before: ten times as large each, though each is made of ten handles.
std::string doubling(int levels, const std::string& result) {
  std::string out = "{a0: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], b0: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]";
  for (int i = 1; i <= levels; ++i) {
    for (const std::string x : {"a", "b"}) {
      const std::string before = x + std::to_string(i - 1);
      out += ", " + x + std::to_string(i) + ": [" + many(before + ", ", 9) + before + "]";
    }
  }
  return out + ", r: " + result + "}.r";
}

TEST(Budget, loops_that_do_not_end_are_stopped) {
  EXPECT_EQ(spent_by("for i in 1..10**12 return i"), "memory");
  EXPECT_EQ(spent_by("every i in 1..10**12 satisfies i > 0"), "steps");
  EXPECT_EQ(spent_by("for i in [1..10**15], j in 1..10**15 return 1"), "memory");
  EXPECT_EQ(spent_by("[1, 2, 3][count(for i in 1..10**9 return i) > 0]"), "steps");
  EXPECT_EQ(spent_by("10**20 in [1..10**30]"), "true");
}

TEST(Budget, recursion_without_end_is_stopped) {
  EXPECT_EQ(spent_by("(function(f) f(f))(function(f) f(f))"), "depth");
  EXPECT_EQ(spent_by("(function(f) f(f))(function(f) f(f) + f(f))"), "depth");
  EXPECT_EQ(spent_by("sort(for i in 1..1000 return i, function(a, b) count(for k in 1..1000 return k) > 0)"), "memory");
  EXPECT_EQ(spent_by("sort([3, 1, 2], function(a, b) true)"), "[2, 1, 3]");
}

TEST(Budget, patterns_that_go_back_and_forth_are_stopped) {
  const std::string text = many("a", 40) + "!";
  EXPECT_EQ(spent_by("matches(\"" + text + "\", \"(a*)*\\\\1b\")"), "matches");
  EXPECT_EQ(spent_by("for i in 1..10000 return matches(\"" + text + "\", \"(a*)*\\\\1b\")"), "matches");
  // In linear time.
  EXPECT_EQ(spent_by("matches(\"" + text + "\", \"(a+)+$\")"), "false");
  EXPECT_EQ(spent_by("matches(\"x\", \"((((a{999}){999}){999}){999}){999}\")"), "false");
}

TEST(Budget, text_that_grows_is_stopped) {
  EXPECT_EQ(spent_by("(for i in 1..100 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1]"), "memory");
  EXPECT_EQ(spent_by("string join(for i in 1..10000000 return \"abcdefghij\")"), "memory");
  EXPECT_EQ(spent_by("{s: string join(for i in 1..20000 return \"abcdefghij\"), r: for i in 1..100000 return upper "
                     "case(s)}.r"),
            "memory");
}

TEST(Budget, values_that_share_their_parts_are_paid_for_at_their_full_size) {
  EXPECT_EQ(spent_by(doubling(30, "a30")), "memory");
  EXPECT_EQ(spent_by(doubling(30, "string(a30)")), "memory");
  EXPECT_EQ(spent_by(doubling(30, "count(flatten(a30))")), "memory");
  EXPECT_EQ(spent_by(doubling(30, "a30 = b30")), "steps");
  EXPECT_EQ(spent_by(doubling(30, "is(a30, b30)")), "steps");
  EXPECT_EQ(spent_by(doubling(30, "a30 instance of " + many("list<", 31) + "number" + many(">", 31))), "steps");
  EXPECT_EQ(spent_by(doubling(30, "list contains([a30], b30)")), "steps");
  EXPECT_EQ(spent_by(doubling(30, "a30 = a30")), "true");
  EXPECT_EQ(spent_by(doubling(30, "count(a30)")), "10");
  // A message about such a value is short.
  feel::Run run;
  (void)parse(doubling(30, "a30 + 1"), Names{})->evaluate(run, {});
  ASSERT_FALSE(run.problems().empty());
  EXPECT_LT(run.problems()[0].what.size(), 500u);
}

TEST(Budget, lists_handed_through_functions_again_and_again_are_stopped) {
  const std::string with = "{l: for j in 1..3000 return j, r: for i in 1..10000000 return ";
  EXPECT_EQ(spent_by(with + "append(l, 1)}.r"), "memory");
  EXPECT_EQ(spent_by(with + "sum(l)}.r"), "steps");
  EXPECT_EQ(spent_by(with + "list contains(l, -1)}.r"), "steps");
  EXPECT_EQ(spent_by("distinct values(for j in 1..30000 return j)"), "steps");
  EXPECT_EQ(spent_by("context merge(for i in 1..20000 return context([{key: string(i), value: i}]))"), "memory");
}

TEST(Budget, sources_that_are_too_deep_too_long_or_too_complex_are_refused) {
  for (const std::string part : {"(", "[", "-", "if true then ", "function() ", "not(", "{a: "}) {
    EXPECT_EQ(spent_by(many(part, 5'000) + "1"), "表达式嵌套太深") << part;
  }
  EXPECT_EQ(spent_by("1 instance of " + many("list<", 5'000)), "表达式嵌套太深");
  for (const std::string link : {"+a", ".a", "[1]", "=a", "()", " between a and a", "**a"}) {
    EXPECT_EQ(spent_by("{a: 1, b: a" + many(link, 40'000) + "}.b"), "表达式太复杂") << link;
  }
  EXPECT_EQ(spent_by(many("1 in (", 100) + many("1 ", 10'000) + many(", 2)", 100)), "表达式太复杂");
  EXPECT_EQ(spent_by(std::string(2 << 20, ' ') + "1"), "表达式超过1 MB");
  std::string keys = "{";
  for (int i = 0; i < 50'000; ++i) keys += "k" + std::to_string(i) + ": z,";
  EXPECT_EQ(spent_by(keys + "k: 1}"), "表达式太复杂");
}

TEST(Budget, numbers_out_of_reach_are_null) {
  for (const char* text : {"10**(10**10)", "(10**6000)**(10**8)", "@\"P1Y\" * 10**300", "10**6144 * 10",
                           "date(\"999999999-12-31\") + duration(\"P1Y\")"}) {
    EXPECT_EQ(spent_by(text), "null") << text;
  }
}

// Passes when it has been asked so often.
struct Counted final : Deadline {
  explicit Counted(int n) : left(n) {}
  mutable int left;
  bool passed() const override { return --left < 0; }
};

TEST(Budget, time_is_asked_for_every_few_thousand_steps) {
  const Counted never(1'000'000), soon(3);
  Budget budget = kSmall;
  budget.deadline = &soon;
  EXPECT_EQ(spent_by("every i in 1..10**12 satisfies i > 0", budget), "time");
  budget.deadline = &never;
  EXPECT_EQ(spent_by("every i in 1..10**12 satisfies i > 0", budget), "steps");
  EXPECT_LT(1'000'000 - never.left, 100);
  EXPECT_EQ(spent_by("1 + 1", budget), "2");
}

}  // namespace
}  // namespace feel
