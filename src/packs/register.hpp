// A register as offices send it, row by row, none lost: a CSV file with a header line, or sheets of a workbook with a
// header row somewhere at the top. A row without a readable, unrepeated key is a bad row and is not judged; a cell that
// cannot be read counts as not known, and is listed.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/fault.hpp"
#include "packs/pack.hpp"

namespace packs {

struct BadRow {
  std::string sheet;    // of a workbook
  int line = 0;         // where it starts, from 1
  std::string key;      // as written
  std::string column;   // empty: the whole row
  std::string why;      // Chinese
  bool judged = false;  // only one cell is bad
};

// Rows as they stand: a view for each of the pack's fields, empty where the file has no such column.
struct RegisterRows {
  std::size_t fields = 0;
  std::vector<int> lines;
  std::vector<std::size_t> sheets;  // place in the reader's `sheets`
  std::vector<std::string_view> cells;
  std::deque<std::string> owned;  // what cells in quotes come to

  std::size_t size() const { return lines.size(); }
  std::string_view at(std::size_t row, std::size_t field) const { return cells[row * fields + field]; }
};

// One sheet of a workbook: rows with their numbers in the sheet, cells by column.
struct RegisterSheet {
  std::string name;
  struct Row {
    int line = 0;
    std::vector<std::string> cells;
  };
  std::vector<Row> rows;
};

class RegisterReader {
 public:
  // `bytes` (UTF-8) must outlive the reader. Faults: "register.empty"; "register.column" without the key's column.
  static base::Result<RegisterReader> open(const Pack& pack, std::string_view bytes, const std::string& file);
  // `sheets` must outlive the reader. Every sheet with the key in one of its first rows is read; the same faults when
  // none has it.
  static base::Result<RegisterReader> open(const Pack& pack, const std::vector<RegisterSheet>& sheets,
                                           const std::string& file);
  // Up to `most` further rows; none at the end. Bad ones are appended to `bad`.
  RegisterRows next(std::size_t most, std::vector<BadRow>& bad);
  // Fields that are no column of the file, or of one of its sheets: every value of them is what a blank means.
  const std::vector<std::string>& absent() const { return absent_; }
  const std::vector<std::string>& unknown_columns() const { return unknown_; }
  const std::vector<std::string>& unused_sheets() const { return unused_; }
  std::size_t rows() const { return rows_; }  // read so far, bad ones included
  const std::string& sheet(std::size_t index) const { return tables_[index].name; }

 private:
  struct Table {
    std::string name;
    const RegisterSheet* sheet = nullptr;  // null: the CSV file
    std::size_t first = 0;                 // row of the sheet behind the header
    std::size_t columns = 0;
    std::vector<int> column_of;  // by field; -1: none
  };
  struct Raw {
    int line = 0;
    std::vector<std::string_view> cells;
    std::string fault;
  };
  const Pack* pack_ = nullptr;
  std::string_view bytes_;
  std::size_t at_ = 0, table_ = 0;
  int line_ = 1;
  std::size_t key_ = 0, rows_ = 0;
  std::vector<Table> tables_;
  std::vector<std::string> absent_, unknown_, unused_;
  std::unordered_set<std::string> seen_;

  bool raw(Raw& out, std::deque<std::string>& owned);
  bool raw_of_csv(Raw& out, std::deque<std::string>& owned);
  void parse(std::string_view line, Raw& out, std::deque<std::string>& owned) const;
  // Which column each field is; false without the key's.
  bool head(const std::vector<std::string_view>& names, Table& table);
  base::Fault no_key(const std::string& file) const;
};

}  // namespace packs
