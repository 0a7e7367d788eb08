// Many cases at once, from columns in memory. Decisions that are one table over input data are folded together: for
// each column one table from buckets of its values to the rules, of all those tables, whose cell holds there; a case is
// one AND a column. Every other decision, and every case that a table refuses (a value of the wrong type, one that is
// not allowed), goes the usual way. The answers are those of `Program::evaluate`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/columns.hpp"
#include "dmn/program.hpp"

namespace dmn {

struct Answer {
  feel::Value value;
  std::vector<feel::Problem> problems;
  std::vector<std::uint32_t> rules;  // that held (from 1); empty when the decision is no single table
};
// Which of the distinct answers each case has.
struct Answers {
  std::vector<std::uint32_t> which;
  std::vector<Answer> distinct;
  const Answer& at(std::size_t row) const { return distinct[which[row]]; }
};

// One value of a typed row. The text must live as long as the call.
struct Cell {
  feel::Kind kind = feel::Kind::null;
  double number = 0;      // number
  bool truth = false;     // boolean
  std::int32_t day = 0;   // date, since 1970-01-01
  std::string_view text;  // string
};

class Bulk {
 public:
  // Fault "dmn.unknown" for a decision the model does not have.
  static base::Result<Bulk> make(std::shared_ptr<const Program> program, std::vector<std::string> decisions);
  Bulk(Bulk&&) noexcept;
  Bulk& operator=(Bulk&&) noexcept;
  ~Bulk();

  // Is the decision answered from sets of rules? Others are evaluated case by case.
  bool is_folded(std::size_t decision) const;
  // Columns that the folded tables look at, in the order of typed rows.
  const std::vector<std::string>& columns() const;
  std::size_t words() const;  // 64-bit words of rules a case

  // The sets of rules that hold, `words()` words a case: the first stage, all folded decisions at once. Columns that
  // are not given are missing throughout.
  std::vector<std::uint64_t> rule_sets(std::span<const Column> columns, std::size_t rows, int threads = 1) const;
  // The answers of one decision; `sets` from `rule_sets` of the same columns.
  Answers answers(std::size_t decision, std::span<const std::uint64_t> sets, std::span<const Column> columns,
                  std::size_t rows, const Inputs& others = {}, int threads = 1) const;
  // The same in one call.
  Answers answers(std::size_t decision, std::span<const Column> columns, std::size_t rows, const Inputs& others = {},
                  int threads = 1) const;

  // One typed row against one folded table: the first rule that holds (from 1; 0: none); -1 when the usual way must be
  // gone (see `set_of`).
  int first_rule(std::size_t decision, std::span<const Cell> row) const;
  // The set of rules of the folded tables for one typed row.
  void set_of(std::span<const Cell> row, std::uint64_t* set) const;
  // With the reason, as `TableSeen` has it: rules from 1, 0: none.
  struct Reason {
    int rule = 0;               // the first that holds; -1: the usual way must be gone
    int nearest = 0;            // lacks least of those that say something else
    std::uint64_t lacking = 0;  // its inputs that fail, a bit each (the first 64)
    int open = 0;               // fails only on missing data
  };
  Reason reason(std::size_t decision, std::span<const Cell> row) const;
  // A JSON object of plain values into a typed row: false when it holds what a row cannot (lists, more digits than a
  // double keeps, escapes): then go the usual way. Texts point into `json`.
  bool read_row(std::string_view json, std::span<Cell> row) const;

 private:
  struct Body;
  explicit Bulk(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace dmn
