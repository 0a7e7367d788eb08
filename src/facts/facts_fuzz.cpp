// libFuzzer entry: any bytes are read as a table of published figures; what was read is keyed, hashed and compared.
#include <cstddef>
#include <cstdint>

#include "facts/fact.hpp"
#include "facts/names.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)facts::fold_name(bytes);
  const auto read = facts::read_facts_csv(bytes, "fuzz.csv");
  if (!read) return 0;
  for (const auto& fact : read->facts) {
    JC_ASSERT(fact.value || fact.growth_pct);
    (void)facts::key(fact);
    (void)facts::id(fact);
  }
  (void)facts::contradictions(read->facts);
  return 0;
}
