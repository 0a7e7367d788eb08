// A register as offices send it, a CSV file with a header line: row by row, none lost. A row without a readable,
// unrepeated key is a bad row and is not judged; a cell that cannot be read counts as not known, and is listed.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/fault.hpp"
#include "packs/pack.hpp"

namespace packs {

struct BadRow {
  int line = 0;         // where it starts, from 1
  std::string key;      // as written
  std::string column;   // empty: the whole row
  std::string why;      // Chinese
  bool judged = false;  // only one cell is bad
};

struct RegisterRow {
  int line = 0;
  std::vector<feel::Value> values;   // in the order of the pack's fields
  std::vector<std::string> written;  // the cells as they stand, in the same order
};

class RegisterReader {
 public:
  // `bytes` (UTF-8) must outlive the reader. Faults: "register.empty"; "register.column" without the key's column.
  static base::Result<RegisterReader> open(const Pack& pack, std::string_view bytes, const std::string& file);
  // Up to `most` further rows; empty at the end. Bad ones are appended to `bad`.
  std::vector<RegisterRow> next(std::size_t most, std::vector<BadRow>& bad);
  // Fields that are no column of the file: every value of them is what a blank means.
  const std::vector<std::string>& absent() const { return absent_; }
  const std::vector<std::string>& unknown_columns() const { return unknown_; }
  std::size_t rows() const { return rows_; }  // read so far, bad ones included

 private:
  const Pack* pack_ = nullptr;
  std::string_view bytes_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t columns_ = 0, key_ = 0, rows_ = 0;
  std::vector<int> column_of_;  // by field; -1: none
  std::vector<std::string> absent_, unknown_;
  std::unordered_set<std::string> seen_;

  struct Raw {
    int line = 0;
    std::vector<std::string> cells;
    std::string fault;
  };
  bool raw(Raw& out);
};

}  // namespace packs
