// The tables of several decisions folded into one set of rules a case (see bulk.hpp). Private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmn/columns.hpp"
#include "dmn/program.hpp"
#include "dmn/rule_index.hpp"
#include "dmn/table.hpp"

namespace dmn {

// One table's place in the set: `rules` bits from `bit`, then one bit that says the table takes this case.
struct FoldedTable {
  DirectTable direct;
  std::size_t bit = 0;
  std::size_t rules = 0;
  std::vector<std::size_t> columns;              // of each input
  std::vector<std::vector<std::uint64_t>> same;  // of each rule: rules that say the same (words of this table)
};

// Values of one column, cut where any table's answer changes.
struct FoldedColumn {
  std::string name;
  feel::Kind kind = feel::Kind::null;
  std::size_t buckets = 1;                                    // 0 is missing
  std::vector<double> steps;                                  // number: 1 + the steps not above the value
  std::vector<std::int32_t> day_steps;                        // date: likewise
  std::unordered_map<std::string_view, std::uint32_t> words;  // text; others are in `other`
  std::vector<std::string> kept;                              // what `words` points into
  std::uint32_t other = 0;
  std::vector<feel::Value> examples;  // one a bucket
  // (buckets + 1) × words of the fold; the last for values of another kind, which no table takes.
  std::vector<std::uint64_t> masks;

  std::uint32_t of_number(double v) const;
  std::uint32_t of_day(std::int32_t v) const;
  std::uint32_t of_text(std::string_view v) const;
  std::uint32_t of_truth(bool v) const { return v ? 2 : 1; }
};

struct Fold {
  std::vector<FoldedTable> tables;
  std::vector<FoldedColumn> columns;
  std::size_t words = 0;
  std::vector<std::uint64_t> start;  // all bits in use

  // Keeps the tables that have an index and whose inputs are of one kind of value each; `kept[i]` is the place among
  // `tables` of direct[i], -1 when it cannot be folded.
  static Fold make(const std::vector<std::optional<DirectTable>>& direct, std::vector<int>& kept);
};

}  // namespace dmn
