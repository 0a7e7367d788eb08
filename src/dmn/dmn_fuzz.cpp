#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "dmn/program.hpp"

// Any bytes are a model or a fault; every decision of a model ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto read = dmn::read_definitions(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.dmn");
  if (!read) return 0;
  auto program = dmn::Program::compile(std::make_shared<const dmn::Definitions>(*std::move(read)));
  if (!program) return 0;
  const feel::Budget budget{.steps = 20'000, .memory = 4 << 20, .depth = 100, .regex_steps = 20'000};
  for (const auto& name : program->decisions()) (void)program->evaluate(name, {}, budget);
  return 0;
}
