// 1.2 million cells from bytes to document, on one core, and the peak memory of doing so.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "office/office.hpp"
#include "office/zip.hpp"

namespace {

// As spreadsheet programs write: every cell with its name, texts shared, numbers in 17 digits where they need them.
std::string workbook(int rows, int columns) {
  const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  std::string sheet = "<worksheet><sheetData>";
  sheet.reserve(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) * 42);
  char number[64];
  for (int r = 1; r <= rows; ++r) {
    sheet += "<row r=\"" + std::to_string(r) + "\" spans=\"1:" + std::to_string(columns) + "\">";
    for (int c = 1; c <= columns; ++c) {
      const int kind = c == 1 ? 3 : c % 3;
      sheet += "<c r=\"" + document::cell_name(r, c) + "\"";
      if (kind == 3) {
        sheet += " t=\"s\"><v>" + std::to_string(r % 400) + "</v></c>";
        continue;
      }
      const double value = (r * 7919.0 + c * 104729.0) / (kind == 0 ? 1e9 : 100);
      std::snprintf(number, sizeof number, "%.17g", value);
      if (kind < 2) sheet += kind == 0 ? " s=\"1\"" : " s=\"2\"";
      sheet += "><v>" + std::string(number) + "</v></c>";
    }
    sheet += "</row>";
  }
  std::string texts = "<sst>";
  for (int i = 0; i < 400; ++i) texts += "<si><t>规模以上工业增加值" + std::to_string(i) + "</t></si>";
  auto relation = [&](const char* id, const char* type, const char* target) {
    return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + kinds + "/" + type + "\" Target=\"" + target +
           "\"/>";
  };
  return office::write_zip(
      {{"_rels/.rels", "<Relationships>" + relation("1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
       {"xl/workbook.xml", "<workbook><sheets><sheet name=\"月报\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels", "<Relationships>" + relation("a", "worksheet", "sheet1.xml") +
                                          relation("b", "sharedStrings", "texts.xml") +
                                          relation("c", "styles", "styles.xml") + "</Relationships>"},
       {"xl/styles.xml",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"4\"/></cellXfs></styleSheet>"},
       {"xl/texts.xml", texts + "</sst>"},
       {"xl/sheet1.xml", sheet + "</sheetData></worksheet>"}});
}

// The program's own workbook takes memory to make: the peak is counted from here.
double peak_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

void read_workbook(benchmark::State& state) {
  const auto bytes = workbook(static_cast<int>(state.range(0) / 12), 12);
  malloc_trim(0);
  forget_peak();
  std::size_t characters = 0;
  for (auto _ : state) {
    const auto document = office::read_document(bytes, "月报.xlsx");
    if (!document) state.SkipWithError(document.error().what.c_str());
    characters = document ? document->text.size() : 0;
  }
  state.counters["cells"] = static_cast<double>(state.range(0));
  state.counters["characters"] = static_cast<double>(characters);
  state.counters["peak_MiB"] = peak_mib();
}
BENCHMARK(read_workbook)->Arg(12'000)->Arg(1'200'000)->Unit(benchmark::kMillisecond);

}  // namespace
