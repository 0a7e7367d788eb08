// libFuzzer entry: a table drawn from any bytes (| between cells, < and ^ merged, a line a row) is read as a sheet of
// projects. Places lie inside, members of totals are projects.
#include <cstdint>

#include "reading/project_sheet.hpp"
#include "reading/tables_test_help.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!base::from_utf8(bytes)) return 0;
  const auto document = reading::test::drawn("序号|项目名称|责任单位|年度计划|1-9月累计完成|形象进度\n" + bytes);
  const auto asof = calendar::parse_date("2026-10-15");
  for (const auto& read : {reading::read_project_sheets(document, *asof),
                           reading::read_project_sheets(reading::test::drawn(bytes), *asof)}) {
    for (const auto& sheet : read.sheets) {
      for (const auto& total : sheet.totals) {
        for (const std::size_t member : total.members) JC_ASSERT(member < sheet.projects.size());
      }
      for (const auto& p : sheet.projects) JC_ASSERT(!p.name.empty());
    }
  }
  (void)reading::stage_of(bytes);
  return 0;
}
