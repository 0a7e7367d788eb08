// Functions as values: built-in ones, closures, and those that a decision model adds.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feel/type.hpp"
#include "feel/value.hpp"

namespace feel {

class Run;

struct Parameter {
  std::string name;
  TypePtr type;  // null: any
};

class Function {
 public:
  virtual ~Function() = default;
  // Of a built-in with several signatures: the names by position of the first.
  virtual const std::vector<Parameter>& parameters() const = 0;
  virtual TypePtr result_type() const { return nullptr; }
  // Arguments by position. A wrong count, a wrong type: null and an error in `run`.
  virtual Value call(Run& run, std::span<const Value> arguments) const = 0;
  virtual Value call_named(Run& run, std::span<const std::pair<std::string, Value>> arguments) const;
};

}  // namespace feel
