// Where names are found while an expression is parsed. Private to this room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feel/expression.hpp"
#include "feel/node.hpp"

namespace feel {

// One frame: the whole expression, or the body of a function in it.
class Scope {
 public:
  explicit Scope(const Names& names);                              // of the whole
  Scope(Scope& around, const std::vector<Parameter>& parameters);  // of a function's body

  // A local from here until `leave`; its slot.
  int enter(const std::string& name);
  // A further name for a local's slot, until `leave`.
  void alias(const std::string& name, int slot) { visible_.emplace_back(name, slot); }
  void leave(std::size_t count = 1) { visible_.resize(visible_.size() - count); }
  bool knows(const std::string& normal) const;
  // The value that a name always is; null when it is looked up.
  const Value* bound(const std::string& normal) const;
  // Found further out, it is captured here.
  std::optional<Ref> resolve(const std::string& normal);

  std::size_t locals() const { return locals_; }
  // Names that a search looks through at most.
  std::size_t width() const { return names_.size() + visible_.size() + (around_ != nullptr ? around_->width() : 0); }
  const std::vector<Ref>& captures() const { return captures_; }

  // Items of the filters around this place, innermost last, as names that `resolve` finds.
  std::vector<std::string> items;
  bool input_used = false;  // `?` was looked up

 private:
  std::optional<Ref> own(const std::string& normal) const;
  Scope* around_ = nullptr;
  std::vector<std::pair<std::string, int>> names_;
  const std::map<int, Value>* bound_ = nullptr;
  std::vector<std::pair<std::string, int>> visible_;
  std::vector<Ref> captures_;
  std::vector<std::string> captured_names_;
  std::size_t locals_ = 0;
};

}  // namespace feel
