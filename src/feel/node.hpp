// The compiled form of an expression. Private to this room: made by the parser, walked by `eval`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "feel/arithmetic.hpp"
#include "feel/function.hpp"
#include "feel/run.hpp"
#include "feel/value.hpp"

namespace feel {

// Where names find their values: those given from outside (or a function's parameters and captures), and locals.
struct Frame {
  const Value* names = nullptr;
  std::size_t name_count = 0;
  Value* locals = nullptr;
};

class Node {
 public:
  std::size_t begin = 0, end = 0;  // bytes in the text
  virtual ~Node() = default;
  virtual Value eval(Run& run, Frame& frame) const = 0;
  virtual const Value* constant() const { return nullptr; }

 protected:
  Value fail(Run& run, Wrong wrong, std::string what = {}) const {
    return run.fail(wrong, std::move(what), begin, end);
  }
};
using NodePtr = std::unique_ptr<const Node>;

// A place: among the names or among the locals.
struct Ref {
  bool local = false;
  int slot = 0;
  const Value& in(const Frame& f) const {
    static const Value null;
    if (local) return f.locals[slot];
    return static_cast<std::size_t>(slot) < f.name_count ? f.names[slot] : null;
  }
};

struct Constant final : Node {
  Value value;
  explicit Constant(Value v) : value(std::move(v)) {}
  Value eval(Run&, Frame&) const override { return value; }
  const Value* constant() const override { return &value; }
};

// A literal that means nothing: @"2017-13-10".
struct Invalid final : Node {
  Wrong wrong;
  std::string what;
  Invalid(Wrong w, std::string s) : wrong(w), what(std::move(s)) {}
  Value eval(Run& run, Frame&) const override { return fail(run, wrong, what); }
};

struct NameNode final : Node {
  Ref ref;
  explicit NameNode(Ref r) : ref(r) {}
  Value eval(Run& run, Frame& frame) const override {
    run.spend();
    return ref.in(frame);
  }
};

// Inside filters a name is first an entry of the item, then what it is outside.
struct ItemName final : Node {
  std::string name;
  std::vector<Ref> items;  // innermost first
  NodePtr outside;         // null: unknown
  Value eval(Run& run, Frame& frame) const override;
};

struct Negation final : Node {
  NodePtr operand;
  Value eval(Run& run, Frame& frame) const override;
};
struct ArithmeticNode final : Node {
  Operator op{};
  NodePtr left, right;
  Value eval(Run& run, Frame& frame) const override;
};
struct ComparisonNode final : Node {
  Comparison op{};
  NodePtr left, right;
  Value eval(Run& run, Frame& frame) const override;
};
// Three-valued: false and null is false, true or null is true (tables 49 and 50).
struct LogicNode final : Node {
  bool is_and = true;
  std::vector<NodePtr> operands;
  Value eval(Run& run, Frame& frame) const override;
};
struct BetweenNode final : Node {
  NodePtr value, low, high;
  Value eval(Run& run, Frame& frame) const override;
};
struct InstanceOf final : Node {
  NodePtr value;
  TypePtr type;
  Value eval(Run& run, Frame& frame) const override;
};
struct IfNode final : Node {
  NodePtr condition, then, otherwise;
  Value eval(Run& run, Frame& frame) const override;
};

// One positive unary test against a value: an operator with an end point, or an expression whose value is the value, a
// list or range that holds it, or true for an expression over `?`.
struct Test {
  bool has_op = false;
  Comparison op{};
  NodePtr operand;
  bool uses_input = false;
  bool is_value = false;  // a literal, a name or a path: the input is held against it, also against `true`
  Value satisfied(Run& run, Frame& frame, const Value& input) const;
};
// `value in (tests)`.
struct InNode final : Node {
  NodePtr value;
  std::vector<Test> tests;
  Value eval(Run& run, Frame& frame) const override;
};
// The cell of a decision table: input is the name `input`.
struct UnaryTests final : Node {
  Ref input;
  bool any = false;      // "-"
  bool negated = false;  // not(…)
  std::vector<Test> tests;
  Value eval(Run& run, Frame& frame) const override;
};

struct Iterator {
  std::string name;
  int slot = 0;
  NodePtr source;
  NodePtr range_end;  // null unless source..range_end
};
struct ForNode final : Node {
  std::vector<Iterator> iterators;
  int partial_slot = -1;  // -1: the body does not look at it
  NodePtr body;
  Value eval(Run& run, Frame& frame) const override;
};
struct QuantifiedNode final : Node {
  bool every = false;
  std::vector<Iterator> iterators;
  NodePtr body;
  Value eval(Run& run, Frame& frame) const override;
};
struct FilterNode final : Node {
  NodePtr source, body;
  int item_slot = 0;
  Value eval(Run& run, Frame& frame) const override;
};
struct PathNode final : Node {
  NodePtr source;
  std::string name;
  Value eval(Run& run, Frame& frame) const override;
};

struct ListNode final : Node {
  std::vector<NodePtr> items;
  Value eval(Run& run, Frame& frame) const override;
};
struct ContextNode final : Node {
  struct Entry {
    std::string key;
    int slot = 0;
    NodePtr value;
  };
  std::vector<Entry> entries;
  Value eval(Run& run, Frame& frame) const override;
};
struct RangeNode final : Node {
  Range::Form form = Range::Form::interval;
  bool start_included = false, end_included = false;
  NodePtr start, end_point;  // a unary form has one of them
  Value eval(Run& run, Frame& frame) const override;
};

struct CallNode final : Node {
  NodePtr function;
  std::string name;  // as written, for messages
  std::vector<NodePtr> arguments;
  std::vector<std::string> names;  // empty: by position
  Value eval(Run& run, Frame& frame) const override;
};
// function(a, b) body. Its frame: parameters, then what it captured, then locals.
struct FunctionNode final : Node {
  std::vector<Parameter> parameters;
  std::vector<Ref> captures;  // places in the frame around it
  std::size_t locals = 0;
  std::shared_ptr<const Node> body;
  Value eval(Run& run, Frame& frame) const override;
};

}  // namespace feel
