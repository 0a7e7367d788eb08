// A decision table's cells as bits: for every input one table from the bucket a value falls into to the set of rules
// whose cell holds there. The AND of one set an input is the set of rules that hold. Made by asking the cells
// themselves for one value of each bucket, so that it cannot mean anything else than they do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "feel/value.hpp"

namespace dmn {

// The buckets of one kind of value between cuts. 0 is null. Booleans: false, true. Text: one for each cut, then one for
// all other text. Numbers and dates: below the first cut, at it, between it and the next, at that …, above the last.
class Buckets {
 public:
  // Nullopt unless all cuts are of one kind: number, string, boolean or date. No cuts: every value is in bucket 0.
  static std::optional<Buckets> make(std::vector<feel::Value> cuts);
  // Of the kind, even without cuts.
  static std::optional<Buckets> make(feel::Kind kind, std::vector<feel::Value> cuts);

  feel::Kind kind() const { return kind_; }  // null: without cuts, every value alike
  const std::vector<feel::Value>& cuts() const { return cuts_; }
  std::size_t count() const;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t of(const feel::Value& value) const;  // kNone: a value of another kind
  // A value in the bucket; nullopt when there is none (no number between two cuts).
  std::optional<feel::Value> example(std::size_t bucket) const;

 private:
  feel::Kind kind_ = feel::Kind::null;
  std::vector<feel::Value> cuts_;  // sorted, distinct
};

class RuleIndex {
 public:
  struct Column {
    Buckets buckets;
    std::vector<std::uint64_t> masks;  // buckets × words
  };
  std::size_t words = 0;
  std::size_t rules = 0;
  std::vector<Column> columns;

  // `holds(rule, column, value)`: what the cell says.
  using Holds = std::function<bool(std::size_t, std::size_t, const feel::Value&)>;
  static RuleIndex make(std::size_t rules, std::vector<Buckets> columns, const Holds& holds);

  const std::uint64_t* mask(std::size_t column, std::size_t bucket) const {
    return columns[column].masks.data() + bucket * words;
  }
};

}  // namespace dmn
