// How built-in functions are declared: signatures as text, bodies as functions of checked arguments. Private to this
// room.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/function.hpp"
#include "feel/run.hpp"

namespace feel {

using Arguments = std::span<const Value>;
// Arguments in the order of the signature; those left out are null.
using Body = std::function<Value(Run&, Arguments)>;

struct Signature {
  struct Argument {
    std::string name;
    unsigned kinds = 0;     // bit 1 << Kind each; all bits: any value
    bool nullable = false;  // null is a value here, no mistake
    bool optional = false;
  };
  std::vector<Argument> arguments;
  bool variadic = false;  // the last one again and again, given to the body as one list
  Body body;
};

// "string:s, start position:n, length?:n" — after the name: `?` may be left out; after the colon one letter a kind:
// b n s d(ate) t(ime) w(date and time) m(onths duration) y(days duration) r(ange) l(ist) c(ontext) f(unction), `*`
// anything, `0` null too; `...` at the end: variadic.
class BuiltinTable {
 public:
  void add(const std::string& name, std::string_view signature, Body body, bool pure = true);
  struct Entry {
    std::vector<Signature> signatures;
    bool pure = true;
  };
  std::map<std::string, Entry, std::less<>> entries;
};

void add_text_functions(BuiltinTable& table);
void add_number_functions(BuiltinTable& table);
void add_list_functions(BuiltinTable& table);
void add_temporal_functions(BuiltinTable& table);
void add_range_functions(BuiltinTable& table);
void add_context_functions(BuiltinTable& table);

}  // namespace feel
