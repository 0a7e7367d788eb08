// The tables of several decisions folded into one set of rules a case (see bulk.hpp). Private to this room.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/columns.hpp"
#include "dmn/program.hpp"
#include "dmn/rule_index.hpp"
#include "dmn/table.hpp"

namespace dmn {

// One table's place in the set: `rules` bits from `bit`, and the bit `taken` that says the table takes this case.
// Tables that refuse the same values of the same columns share that bit.
struct FoldedTable {
  DirectTable direct;
  std::size_t bit = 0;
  std::size_t rules = 0;
  std::size_t taken = 0;
  std::vector<std::size_t> columns;              // of each input
  std::vector<std::vector<std::uint64_t>> same;  // of each rule: rules that say the same (words of this table)
};

// Values of one column, cut where any table's answer changes.
struct FoldedColumn {
  std::string name;
  feel::Kind kind = feel::Kind::null;
  std::size_t buckets = 1;    // 0 is missing
  std::vector<double> steps;  // number: 1 + the steps not above the value; 0: no number or no finite one
  // Where a value stands among the steps by one look-up: equal stretches from the first step to the last, each with the
  // steps before it and the at most two in it. Empty when more fall together.
  struct Stretch {
    double first, second;
    std::uint32_t before;
  };
  double low = 0, scale = 0;
  std::vector<Stretch> stretches;
  bool one_each = false;                // no stretch holds two
  std::vector<std::int32_t> day_steps;  // date: likewise
  std::vector<std::string> kept;        // text: words that a cell names; others are in `other`
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t bucket = 0;  // 0: free
    std::uint32_t word = 0;
  };
  std::vector<Slot> slots;  // by key, open addressing, a power of two
  std::uint32_t other = 0;
  std::vector<feel::Value> examples;  // one a bucket
  // (buckets + 1) × words of the fold; the last for values of another kind, which no table takes.
  std::vector<std::uint64_t> masks;

  void prepare();                                    // stretches and slots
  bool spread(std::size_t count, std::size_t most);  // over so many stretches: false when one would hold more
  // Never falls as the value grows, so that steps and values are put alike.
  std::size_t stretch_of(double v) const {
    const double x = (v - low) * scale, last = static_cast<double>(stretches.size() - 1);
    return static_cast<std::size_t>(static_cast<std::int32_t>(x > 0 ? (x < last ? x : last) : 0));
  }
  std::uint32_t of_number(double v) const {
    if (stretches.empty()) return by_search(v);
    const Stretch& s = stretches[stretch_of(v)];
    const std::uint32_t found = 1 + s.before + (v >= s.first) + (v >= s.second);
    return std::isfinite(v) ? found : 0;
  }
  std::uint32_t by_search(double v) const;
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
