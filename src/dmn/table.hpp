// A decision table compiled: rules whose tests all hold, and what the hit policy makes of them. Private to this room.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/boxed.hpp"
#include "dmn/rule_index.hpp"
#include "dmn/trace.hpp"

namespace dmn {

struct TableInput {
  feel::Expression expression;
  std::string text;
  std::string label;
  feel::TypePtr type;
  std::optional<feel::Expression> allowed;
};
struct TableOutput {
  std::string name;
  feel::TypePtr type;
  std::optional<feel::Expression> allowed;
  std::vector<feel::Expression> priorities;  // of the values, highest first; for PRIORITY and OUTPUT ORDER
  std::optional<feel::Expression> default_entry;
};
struct CompiledRule {
  std::vector<feel::Expression> tests;
  std::vector<feel::Expression> outputs;
  std::vector<std::string> cells;  // tests as written
  std::string id;
  std::vector<std::string> annotations;
};

class TableBox final : public Boxed {
 public:
  HitPolicy policy{};
  Aggregation aggregation{};
  std::vector<TableInput> inputs;
  std::vector<TableOutput> outputs;
  std::vector<CompiledRule> rules;
  feel::TypePtr type;
  std::size_t names = 0;           // values its expressions are evaluated with
  std::optional<RuleIndex> index;  // absent when a cell needs more than its input, or texts in order

  // The index, when the cells allow one.
  void make_index();
  Value eval(Run& run, Values& values) const override;
  // An input as the clause wants it; false when it is refused, with the problem noted.
  bool admit(Run& run, Values& values, const TableInput& input, Value& value) const;
  // The cell alone; the run pays, and hears of no mistakes.
  static bool holds(Run& run, Values& values, const Value& given, const feel::Expression& test);
  // What the hit policy makes of the rules that held (from 0, ascending).
  Value result(Run& run, Values& values, const std::vector<std::size_t>& hits) const;
  // All outputs and defaults are constants: the result depends on the hits alone.
  bool constant_outputs() const;
  bool is_any(std::size_t rule, std::size_t input) const;  // the cell is "-"
  // Both rules have constant outputs, and the same.
  bool says_the_same(std::size_t a, std::size_t b) const;
  // `failing(rule, input)`: the cell does not hold.
  TableSeen seen(const std::string& where, const std::vector<Value>& given, const std::vector<std::size_t>& hits,
                 const std::function<bool(std::size_t, std::size_t)>& failing) const;

 private:
  std::optional<std::vector<std::size_t>> hits_of(Run& run, Values& values, const std::vector<Value>& given) const;
  std::optional<std::vector<std::size_t>> indexed_hits(Run& run, const std::vector<Value>& given) const;
  bool hit(Run& run, Values& values, const std::vector<Value>& given, const CompiledRule& rule) const;
  std::vector<Value> cells(Run& run, Values& values, std::size_t rule) const;
  Value made(std::vector<Value> cells) const;
  Value otherwise(Run& run, Values& values) const;
  std::vector<std::size_t> rank(Run& run, Values& values, const std::vector<Value>& cells) const;
  Value aggregated(Run& run, feel::List list) const;
  static std::string listed(const std::vector<std::size_t>& hits);
};

}  // namespace dmn
