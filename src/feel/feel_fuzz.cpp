#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "feel/expression.hpp"

namespace {
bool holds_function(const feel::Value& v) {
  if (v.is(feel::Kind::list)) return std::ranges::any_of(v.list(), holds_function);
  if (v.is(feel::Kind::context)) {
    return std::ranges::any_of(v.context().entries(), [](const auto& e) { return holds_function(e.second); });
  }
  return v.is(feel::Kind::function);
}
}  // namespace

// Any text is read or refused, and evaluated within its budget; what comes out is written as text that is read again.
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
      const feel::Value out = run.settled(parsed->evaluate(run, values));
      for (const feel::Problem& p : run.problems()) {
        if (p.begin > p.end || p.end > size || feel::to_text(p).size() > 2'000) __builtin_trap();
      }
      if (feel::weight(out, 20'000) >= 20'000) continue;
      const std::string written = feel::to_literal(out);
      if (!holds_function(out) && !feel::parse(written, feel::Names{})) __builtin_trap();
    }
  }
  return 0;
}
