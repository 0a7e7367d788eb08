// FEEL as a reader of DMN 1.5 expects it. Each line is an expression and what it gives, both as FEEL text; "!" means
// null with a problem of that kind. Values without another source are those of the standard's own examples (10.3).
#include "feel/expression.hpp"

#include <gtest/gtest.h>

namespace feel {
namespace {

struct Line {
  const char* expression;
  const char* expected;
};

std::string answer(const std::string& text, const Names& names = {}, std::vector<Value> values = {},
                   const Budget& budget = {}) {
  auto parsed = parse(text, names);
  if (!parsed) return "!syntax";
  feel::Run run(budget);
  run.now = DateTime::parse("2023-11-30T08:00:00Z");
  const Value v = parsed->evaluate(run, values);
  if (v.is_null() && !run.problems().empty()) return "!" + std::string(code_of(run.problems().front().wrong));
  return to_literal(v);
}

void expect(std::initializer_list<Line> lines) {
  for (const Line& line : lines) EXPECT_EQ(answer(line.expression), line.expected) << line.expression;
}

TEST(Feel, numbers_are_decimal) {
  expect({Line{"0.1 + 0.2", "0.3"}, Line{"1/3", "0.3333333333333333333333333333333333"}, Line{"-2 ** 2", "4"},
          Line{"2 ** 3 ** 2", "64"}, Line{"1/0", "!out_of_domain"}, Line{"decimal(2.5, 0)", "2"},
          Line{"decimal(3.5, 0)", "4"}, Line{"modulo(-12, 5)", "3"}, Line{"modulo(12, -5)", "-3"},
          Line{"round half down(5.5, 0)", "5"}, Line{"round up(-5.5, 0)", "-6"}, Line{"1 + \"1\"", "!wrong_type"}});
}
TEST(Feel, logic_has_three_values) {
  expect({Line{"false and null", "false"}, Line{"true or 5", "true"}, Line{"true and null", "null"},
          Line{"null = null", "true"}, Line{"1 = \"1\"", "!wrong_type"}, Line{"5 between 1 and 5", "true"},
          Line{"5 in (> 1, \"x\")", "true"}, Line{"5 in (null..10]", "!wrong_type"},
          Line{"50 in (null..10]", "false"}});
}
TEST(Feel, names_may_hold_spaces_and_operators) {
  expect({Line{"{first name: \"Li\", greeting: \"hi \" + first name}.greeting", "\"hi Li\""},
          Line{"{a+b: 1, c: a+b * 2}.c", "2"}, Line{"[{x y: 1}, {x y: 2}][x y > 1].x y", "[2]"},
          Line{"nobody knows this", "!unknown_name"}, Line{"{a: 1}.b", "!unknown_member"},
          Line{"{a: 1, a: 2}", "!duplicate_key"}, Line{"string length(\"越秀区\")", "3"},
          Line{"{地区 生产总值: 3650, 增长: 地区 生产总值 * 2}.增长", "7300"}});
}
TEST(Feel, functions_are_values) {
  expect({Line{"(function(a: number, b) a + b)(1, 2)", "3"}, Line{"(function(a: number) a)(\"x\")", "!not_conforming"},
          Line{"{k: 10, f: function(x) x * k}.f(4)", "40"}, Line{"sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"},
          Line{"substring(start position: 2, string: \"abc\")", "\"bc\""}, Line{"abs(number: -1)", "!wrong_arguments"},
          Line{"5()", "!not_a_function"}, Line{"missing(1)", "!unknown_name"}});
}
TEST(Feel, lists_are_run_over_and_filtered) {
  expect({Line{"for i in 1..3, j in [i] return i * j", "[1, 4, 9]"}, Line{"for i in 3..1 return i", "[3, 2, 1]"},
          Line{"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"},
          Line{"some x in [1, 2] satisfies x > 1", "true"}, Line{"every x in [] satisfies false", "true"},
          Line{"[1, 2, 3, 4][item > 2]", "[3, 4]"}, Line{"[1, 2, 3][-1]", "3"}, Line{"[1, 2, 3][4]", "!out_of_domain"},
          Line{"[[1, 2], [3]][count(item) = 1]", "[[3]]"}});
}
TEST(Feel, dates_times_and_durations_are_exact) {
  expect({Line{"@\"2024-02-29\" + @\"P1Y\"", "@\"2025-02-28\""},
          Line{"@\"2021-01-01\" + @\"PT36H\"", "@\"2021-01-02\""}, Line{"date(2017, 13, 1)", "!out_of_domain"},
          Line{"@\"2021-01-02T00:00:00Z\" - @\"2021-01-01\"", "@\"P1D\""},
          Line{"date and time(\"2021-01-01T24:00:00\")", "@\"2021-01-02T00:00:00\""},
          Line{"@\"2023-11-30\".weekday", "4"}, Line{"today()", "@\"2023-11-30\""},
          Line{"is(@\"23:00:50Z\", @\"23:00:50+00:00\")", "true"}, Line{"is(@\"23:00:50Z\", @\"23:00:50\")", "false"},
          Line{"years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""}});
}
TEST(Feel, patterns_are_those_of_xpath) {
  expect({Line{"matches(\"X\", \"[A-Z-[OI]]\")", "true"}, Line{"matches(\"h\", \"(.)\\2\")", "!bad_pattern"},
          Line{"replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\""},
          Line{"replace(\"a\", \"a*?\", \"x\")", "!bad_pattern"},
          Line{"split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]"}});
}

TEST(Feel, names_from_outside_are_found_by_the_longest_that_fits) {
  Names names;
  names.add("a");
  names.add("a-b");
  names.add("b");
  EXPECT_EQ(answer("a-b", names, {Value(1), Value(10), Value(3)}), "10");
  EXPECT_EQ(answer("a - b", names, {Value(1), Value(10), Value(3)}), "10");
  EXPECT_EQ(answer("(a) - b", names, {Value(1), Value(10), Value(3)}), "-2");
}

TEST(Feel, a_fault_names_line_and_column) {
  const auto parsed = parse("1 +\n  * 2", Names{});
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, "feel.syntax");
  EXPECT_EQ(parsed.error().where.line, 2);
  EXPECT_EQ(parsed.error().where.column, 3);
}

TEST(Feel, hostile_expressions_end_within_their_budget) {
  EXPECT_EQ(answer("for i in 1..10**12 return i"), "!over_budget");
  EXPECT_EQ(answer("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a*)*\\1b\")"), "!over_budget");
  EXPECT_EQ(answer("(function(f) f(f))(function(f) f(f))"), "!over_budget");
  EXPECT_EQ(answer(std::string(100'000, '(') + "1"), "!syntax");
  EXPECT_EQ(answer(std::string(5'000, '[')), "!syntax");
  std::string nested = "1";
  for (int i = 0; i < 60; ++i) nested = "1 in (" + nested + ", 2)";
  EXPECT_EQ(answer(nested).empty(), false);
}

TEST(Feel, unary_tests_ask_about_the_input) {
  const auto ask = [](const std::string& tests, Value input) {
    auto parsed = parse_unary_tests(tests, Names{});
    if (!parsed) return std::string("!syntax");
    feel::Run run;
    const Value given[] = {std::move(input)};
    return to_literal(parsed->evaluate(run, given));
  };
  EXPECT_EQ(ask("-", Value()), "true");
  EXPECT_EQ(ask("< 10, [20..30)", 25), "true");
  EXPECT_EQ(ask("< 10, [20..30)", 30), "false");
  EXPECT_EQ(ask("not(\"a\", \"b\")", "c"), "true");
  EXPECT_EQ(ask("? > 5 and ? < 8", 6), "true");
  EXPECT_EQ(ask("[1, 2, 3]", 2), "true");
  EXPECT_EQ(ask("even(?)", 3), "false");
  EXPECT_EQ(ask("null", Value()), "true");
}

}  // namespace
}  // namespace feel
