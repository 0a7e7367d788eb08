// A FEEL expression, compiled: names are slots, constants are values. Made once by `parse`, evaluated many times, from
// many threads.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/fault.hpp"
#include "feel/run.hpp"
#include "feel/type.hpp"
#include "feel/value.hpp"

namespace feel {

// Names that an expression may use, each a place in the values it is evaluated with. Names may hold spaces and
// operators: the longest one that fits is taken.
class Names {
 public:
  // The slot of the name; the same name again keeps its slot.
  int add(const std::string& name, TypePtr type = nullptr);
  // A slot of its own at the end, in front of an earlier one of the same name.
  int push(const std::string& name, TypePtr type = nullptr);
  int find(std::string_view name) const;  // the latest; -1: none
  // The latest name so spelt is always this value: what is parsed with it holds the value itself, as if it were
  // written.
  void bind(const std::string& name, Value value);
  const std::map<int, Value>& bound() const { return bound_; }  // by slot
  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& all() const { return names_; }
  // Names of members (of contexts, of item definitions) that may follow a dot or stand in a filter.
  void add_member(const std::string& name);
  void add_members_of(const Type& type);
  const std::set<std::string>& members() const { return members_; }
  // The member that is spelt so but for white space; null: none.
  const std::string* member(const std::string& normal) const;
  // Named types for `instance of` and parameters: an item definition.
  void add_type(const std::string& name, TypePtr type);
  TypePtr find_type(std::string_view name) const;

 private:
  std::vector<std::string> names_;
  std::map<int, Value> bound_;
  std::set<std::string> members_;
  std::unordered_map<std::string, std::string> by_normal_name_;  // of the members
  std::vector<std::pair<std::string, TypePtr>> types_;
};

// One spelling for names that differ in white space only: single spaces, none around operators.
std::string normal_name(std::string_view written);

class Node;

class Expression {
 public:
  Expression();
  Expression(Expression&&) noexcept;
  Expression& operator=(Expression&&) noexcept;
  ~Expression();
  explicit Expression(std::unique_ptr<const Node> root, std::size_t slots);

  // `values` in the order of the names it was parsed with; further names are null.
  Value evaluate(Run& run, std::span<const Value> values) const;
  explicit operator bool() const { return root_ != nullptr; }
  const Node* root() const { return root_.get(); }
  // Where it was written: problems of its evaluation then name file, line and column.
  void set_origin(std::shared_ptr<const Origin> origin) { origin_ = std::move(origin); }
  // Names in it that nothing outside explains, each with its first byte, in the order of the text.
  struct Unknown {
    std::string name;
    std::size_t begin = 0;
  };
  const std::vector<Unknown>& unknown_names() const { return unknown_names_; }
  void set_unknown_names(std::vector<Unknown> names) { unknown_names_ = std::move(names); }

 private:
  std::unique_ptr<const Node> root_;
  std::shared_ptr<const Origin> origin_;
  std::vector<Unknown> unknown_names_;
  std::size_t slots_ = 0;  // names and locals together
};

// Faults with line and column in the text: "feel.syntax"; "feel.budget" for what is too long, too deep or too complex.
// A name that is not known is no fault: it is null with `unknown_name` when it is evaluated.
base::Result<Expression> parse(std::string_view text, const Names& names);
// Unary tests of a decision table's cell or of allowed values: `-`, `not(…)`, `< 10, [20..30)`, any expression in
// which `?` is the input. The input is the last slot: names.size().
base::Result<Expression> parse_unary_tests(std::string_view text, const Names& names);
// The byte of a text at a line and column (from 1, code points): where a fault of these points to.
std::size_t byte_of(std::string_view text, int line, int column);
// A type as `instance of` writes it: "list<number>", "context<a: string>", a named one. Fault "feel.type".
base::Result<TypePtr> parse_type(std::string_view text, const Names& names);

}  // namespace feel
