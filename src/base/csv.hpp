// Comma-separated values, RFC 4180, with the line each field stands on.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace base {

struct CsvRow {
  int line = 0;  // where the row starts, from 1
  std::vector<std::string> fields;
};

// Fields may be quoted and hold line ends; LF, CRLF and CR end rows; wholly empty lines are skipped; a byte-order mark
// is skipped. Fault "csv.quote" when a quoted field never ends or is followed by other characters.
Result<std::vector<CsvRow>> parse_csv(std::string_view bytes, const std::string& file_name = {});

// A table with a header line, rows reached by column name.
class CsvTable {
 public:
  // Faults: "csv.quote"; "csv.empty" without a header line; "csv.columns" when a row is longer than the header.
  // Lines that start with '#' before the header are comments and skipped.
  static Result<CsvTable> parse(std::string_view bytes, const std::string& file_name = {});

  const std::vector<std::string>& columns() const { return columns_; }
  bool has(std::string_view column) const { return index_.contains(std::string(column)); }
  std::size_t size() const { return rows_.size(); }
  // Empty when the column is absent or the row is too short.
  const std::string& at(std::size_t row, std::string_view column) const;
  int line(std::size_t row) const { return rows_[row].line; }

 private:
  std::vector<std::string> columns_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<CsvRow> rows_;
};

// A field as it must be written: quoted when it holds a comma, a quote or a line end.
std::string csv_field(std::string_view value);

}  // namespace base
