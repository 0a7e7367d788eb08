// What a decision table leaves open and where its rules contradict each other (DMN 1.5, 8.2.11 on hit policies; the
// spec asks that a UNIQUE table has no overlap and that a table without default is complete), shown by examples.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dmn/program.hpp"

namespace dmn {

struct TableFinding {
  enum class Kind { gap, conflict, unreachable };
  Kind kind{};
  std::string decision;
  // One value an input that shows it, by label, inputs that no cell asks for left out; empty for `unreachable`.
  std::vector<std::pair<std::string, feel::Value>> example;
  std::vector<std::size_t> rules;  // conflict: those that hold at once; unreachable: the rule (from 1)
};

struct TableCheck {
  std::vector<TableFinding> findings;
  // Decisions whose tables were looked at, and those that were not: an input that is no constant test, or too many
  // combinations (over a million).
  std::vector<std::string> checked, not_checked;
};

// Every decision that is one table. Missing data count as no value to be covered. At most 20 findings of a kind a
// table, and a gap or conflict is told once for each set of rules. A conflict is rules that UNIQUE or ANY cannot have
// at once.
TableCheck check_tables(const Program& program);
std::string to_sentence(const TableFinding& finding, bool english = false);

}  // namespace dmn
