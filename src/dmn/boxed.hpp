// Boxed expressions compiled. Values stand in one list: what the element requires, then what scopes inside it add.
// Private to this room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "dmn/model.hpp"
#include "feel/expression.hpp"
#include "feel/run.hpp"

namespace dmn {

using feel::Run;
using feel::Value;
using Values = std::vector<Value>;

class Boxed {
 public:
  virtual ~Boxed() = default;
  // `values` fits the names it was compiled with; what is pushed is popped again.
  virtual Value eval(Run& run, Values& values) const = 0;
};
using BoxedPtr = std::shared_ptr<const Boxed>;

// Types of a model by name, item definitions and built-in ones.
class Types {
 public:
  virtual ~Types() = default;
  // Null for an empty name or one that is not known.
  virtual feel::TypePtr find(const std::string& name) const = 0;
};

struct Compiling {
  const Types& types;
  std::string file;
  std::vector<base::Fault>& unreadable;
  bool indexed = true;  // false: tables are walked rule by rule, for comparison
};

// `where` names the element for messages: "决策 Approval".
BoxedPtr compile(const Expression& expression, const feel::Names& names, Compiling& with, const std::string& where);
feel::Expression compile_text(const Text& text, const feel::Names& names, Compiling& with, const std::string& where);
feel::Expression compile_tests(const Text& text, const feel::Names& names, Compiling& with, const std::string& where);
BoxedPtr compile_table(const DecisionTable& table, const std::string& type_ref, const feel::Names& names,
                       Compiling& with, const std::string& where);

// Places of what goes wrong with an element as a whole: file, line and column of its tag.
std::shared_ptr<const feel::Origin> element_origin(const std::string& file, int line, int column);

// The value as the type wants it, or null and a problem.
Value coerced(Run& run, const Value& value, const feel::TypePtr& type, const std::string& name);

}  // namespace dmn
