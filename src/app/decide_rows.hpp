// Rows of a file as columns and cases for a decision model.
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "dmn/columns.hpp"
#include "dmn/engine.hpp"

namespace app {

struct CaseRows {
  std::vector<dmn::Column> columns;  // plain data
  // Data that are no plain ones (lists, contexts, of any type): for each row, by name.
  std::vector<std::vector<std::pair<std::string, feel::Value>>> others;
  std::size_t rows = 0;
  std::vector<int> lines;           // where each row stands in the file
  std::vector<std::string> unused;  // columns the decision does not ask for
  dmn::Inputs at(std::size_t row) const;
};

// CSV with a header (an empty cell is missing) or one JSON object a line, by the file's name. Faults: "decide.column"
// when the CSV lacks a column that the decision needs, "decide.type" for a value of the wrong type with row and column;
// those of CSV and JSON.
base::Result<CaseRows> read_cases(const dmn::Model& model, const std::string& decision, const std::string& bytes,
                                  const std::string& file);

}  // namespace app
