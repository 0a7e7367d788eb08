#include "reading/lexicon_rows.hpp"

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace reading {

// The tables are small and somebody asks why once in a while: they are read anew each time.
std::string row_of(std::string_view file, std::u32string_view word) {
  const std::string path = "codes/reading/" + std::string(file);
  const auto table = base::CsvTable::parse(base::builtin_file(path), path);
  JC_ASSERT(table.has_value());
  const std::string& column = table->columns().front();
  for (std::size_t i = 0; i < table->size(); ++i) {
    if (base::u32(table->at(i, column)) == word) return path + " 第" + std::to_string(table->line(i)) + "行";
  }
  return path;
}

}  // namespace reading
