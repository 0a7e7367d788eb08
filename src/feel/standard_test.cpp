// Every line of tests/conformance/feel/standard.txt gives what it says.
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "feel/expression.hpp"

namespace feel {
namespace {

Value value_of(const std::string& text, Run& run) {
  run.now = DateTime::parse("2023-11-30T08:00:00Z");
  auto parsed = parse(text, Names{});
  if (!parsed) return run.fail(Wrong::syntax, parsed.error().what);
  return parsed->evaluate(run, {});
}

TEST(Standard, every_expression_gives_what_the_tables_say) {
  std::ifstream in(JICHENG_SOURCE_DIR "/tests/conformance/feel/standard.txt");
  ASSERT_TRUE(in);
  int lines = 0, number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto arrow = line.rfind(" => ");
    if (line.starts_with('#') || arrow == std::string::npos) continue;
    ++lines;
    const std::string expression = line.substr(0, arrow), expected = line.substr(arrow + 4);
    feel::Run run, other;
    const Value got = value_of(expression, run);
    const std::string where = "standard.txt:" + std::to_string(number) + " " + expression + " gives " + to_literal(got);
    if (expected == "!") {
      EXPECT_TRUE(got.is_null() && !run.problems().empty()) << where;
      continue;
    }
    const Value wanted = value_of(expected, other);
    const bool as_text = wanted.is(Kind::string) && !got.is(Kind::string);
    EXPECT_EQ(as_text ? to_text(got) : to_literal(got), as_text ? wanted.string() : to_literal(wanted)) << where;
    EXPECT_TRUE(!got.is_null() || run.problems().empty()) << where;
  }
  EXPECT_GT(lines, 500);
}

}  // namespace
}  // namespace feel
