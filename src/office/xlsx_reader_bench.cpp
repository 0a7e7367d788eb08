// 1.2 million cells, made by libxlsxwriter, from bytes to document; on one core. Peak memory is that of the process.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "office/office.hpp"

namespace {

std::string workbook(lxw_row_t rows, lxw_col_t columns) {
  char path[] = "/tmp/jicheng-bench-XXXXXX";
  const int fd = mkstemp(path);
  if (fd >= 0) close(fd);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path, &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "月报");
  lxw_format* percent = workbook_add_format(book);
  format_set_num_format(percent, "0.0%");
  lxw_format* money = workbook_add_format(book);
  format_set_num_format(money, "#,##0.00");
  for (lxw_row_t r = 0; r < rows; ++r) {
    for (lxw_col_t c = 0; c < columns; ++c) {
      const double value = (r * 7919.0 + c * 104729.0) / 100;
      if (c == 0)
        worksheet_write_string(sheet, r, c, "规模以上工业增加值", nullptr);
      else if (c % 3 == 0)
        worksheet_write_number(sheet, r, c, value / 1e9, percent);
      else
        worksheet_write_number(sheet, r, c, value, c % 3 == 1 ? money : nullptr);
    }
  }
  workbook_close(book);
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  unlink(path);
  return bytes;
}

void read_workbook(benchmark::State& state) {
  const auto bytes = workbook(static_cast<lxw_row_t>(state.range(0) / 12), 12);
  std::size_t characters = 0;
  for (auto _ : state) {
    const auto document = office::read_document(bytes, "月报.xlsx");
    if (!document) state.SkipWithError(document.error().what.c_str());
    characters = document ? document->text.size() : 0;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["cells"] = static_cast<double>(state.range(0));
  state.counters["characters"] = static_cast<double>(characters);
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(read_workbook)->Arg(12'000)->Arg(1'200'000)->Unit(benchmark::kMillisecond);

}  // namespace
