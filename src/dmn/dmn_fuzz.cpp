#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "dmn/bulk.hpp"
#include "dmn/check.hpp"
#include "dmn/program.hpp"
#include "dmn/write.hpp"

// Any bytes are a model or a fault; what is written of a model is one again; every decision of it ends, alone and in
// bulk.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto read = dmn::read_definitions(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.dmn");
  if (!read) return 0;
  if (!dmn::read_definitions(dmn::write_definitions(*read), "again.dmn")) __builtin_trap();
  auto program = dmn::Program::compile(std::make_shared<const dmn::Definitions>(*std::move(read)));
  if (!program) return 0;
  const feel::Budget budget{.steps = 20'000, .memory = 4 << 20, .depth = 100, .regex_steps = 20'000};
  for (const auto& name : program->decisions()) (void)program->evaluate(name, {}, budget);
  (void)dmn::check_tables(*program);
  const auto shared = std::make_shared<const dmn::Program>(*std::move(program));
  if (const auto bulk = dmn::Bulk::make(shared, shared->decisions())) (void)bulk->rule_sets({}, 2);
  return 0;
}
