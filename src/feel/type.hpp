// FEEL types (DMN 1.5, 10.3.2.9): what a value may be, generics included, and what an item definition allows.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "feel/value.hpp"

namespace feel {

class Run;
struct Type;
using TypePtr = std::shared_ptr<const Type>;

struct Type {
  enum class Form { any, null, simple, list, context, range, function };
  Form form = Form::any;
  Kind kind = Kind::null;                                // of a simple one
  std::string name;                                      // of an item definition; for messages
  TypePtr element;                                       // list, range: of its members; function: of its result
  std::vector<std::pair<std::string, TypePtr>> members;  // context
  std::vector<TypePtr> parameters;                       // function
  bool bare = false;  // "list", "context", "range" or "function" without generics: any of the kind
  // Allowed values of an item definition; empty: all. Asked only of values that conform otherwise.
  std::function<bool(Run&, const Value&)> allows;
  // Where `allows` can change its answer (see cuts.hpp); absent when it is not known.
  std::optional<std::vector<Value>> allowed_cuts;

  static TypePtr any();
  static TypePtr simple(Kind kind);
  static TypePtr list_of(TypePtr element);
  // The name of a built-in type, spelt as FEEL or as DMN 1.1 to 1.4 wrote them (dateTime, dayTimeDuration …); null
  // when it is none.
  static TypePtr built_in(std::string_view name);
};

// Is the value of the type? Null is of every type here; `instance of` asks `is_instance`. The run pays for looking; a
// value that is too large to look through within its budget is not of the type.
bool conforms(Run& run, const Value& value, const Type& type);
// `instance of`: null is an instance of nothing but Null; allowed values do not count, only the type they narrow.
bool is_instance(Run& run, const Value& value, const Type& type);
// The value as the type wants it: itself; the one member of a list; a list of it; a date at midnight UTC for a date
// and time (DMN 1.5, 10.3.2.9.4). Nullopt when none of these conforms.
std::optional<Value> coerced(Run& run, const Value& value, const Type& type);
std::string to_text(const Type& type);

}  // namespace feel
