// libFuzzer entry: a table drawn from any bytes (| between cells, < and ^ merged, a line a row) is read as statistics.
// What comes out points into the table, names what it measures and carries a number; no question is asked twice.
#include <algorithm>
#include <cstdint>
#include <set>

#include "reading/tables.hpp"
#include "reading/tables_test_help.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!base::from_utf8(bytes)) return 0;
  for (const char* head : {"", "2023年1-9月主要指标（单位：亿元）\n指标|9月|1-9月累计|同比%|上年同期\n"}) {
    const auto document = reading::test::drawn(head + bytes);
    const auto read =
        reading::read_tables(document, facts::NamesTable::builtin(), reading::test::in_lanhu("2024-03-31"));
    if (document.blocks.empty()) continue;
    const auto& cells = std::get<document::Table>(document.blocks[0]).cells;
    for (const auto& fact : read.facts) {
      JC_ASSERT(std::ranges::any_of(cells, [&](const auto& c) { return base::Place(c.place) == fact.source.place; }));
      JC_ASSERT(fact.value.has_value() || fact.growth_pct.has_value());
      JC_ASSERT(!fact.indicator.empty() && !fact.area.empty());
    }
    std::set<std::string> asked;
    for (const auto& question : read.questions) JC_ASSERT(asked.insert(question.id).second);
  }
  return 0;
}
