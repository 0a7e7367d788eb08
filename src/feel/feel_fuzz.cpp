#include <cstddef>
#include <cstdint>
#include <string>

#include "feel/expression.hpp"

// Any text is read or refused, and evaluated within its budget.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  feel::Names names;
  names.add("a");
  names.add("a-b c");
  const feel::Value values[] = {feel::Value(3), feel::Value("x")};
  const feel::Budget budget{.steps = 20'000, .memory = 4 << 20, .depth = 200, .regex_steps = 20'000};
  for (auto* parse : {&feel::parse, &feel::parse_unary_tests}) {
    if (auto parsed = parse(text, names)) {
      feel::Run run(budget);
      (void)feel::to_literal(parsed->evaluate(run, values));
    }
  }
  return 0;
}
