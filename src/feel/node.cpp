#include "feel/node.hpp"

#include <algorithm>
#include <array>

namespace feel {

Value ItemName::eval(Run& run, Frame& frame) const {
  run.spend();
  for (const Ref& item : items) {
    const Value& v = item.in(frame);
    if (v.is(Kind::context)) {
      if (const Value* found = v.context().find(name)) return *found;
    }
  }
  if (outside != nullptr) return outside->eval(run, frame);
  return fail(run, Wrong::unknown_name, name);
}

Value Negation::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  return negated(run, operand->eval(run, frame));
}

Value ArithmeticNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value a = left->eval(run, frame);
  const Value b = right->eval(run, frame);
  return arithmetic(run, op, a, b);
}

Value ComparisonNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value a = left->eval(run, frame);
  const Value b = right->eval(run, frame);
  return compared(run, op, a, b);
}

Value LogicNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  bool unknown = false;
  for (const NodePtr& operand : operands) {
    const Value v = operand->eval(run, frame);
    if (!v.is(Kind::boolean)) {
      unknown = true;
    } else if (v.boolean() != is_and) {
      return !is_and;
    }
  }
  if (unknown) return {};
  return is_and;
}

Value BetweenNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value v = value->eval(run, frame);
  const Value a = compared(run, Comparison::greater_equal, v, low->eval(run, frame));
  const Value b = compared(run, Comparison::less_equal, v, high->eval(run, frame));
  if (a.is_false() || b.is_false()) return false;
  if (a.is_null() || b.is_null()) return {};
  return true;
}

Value InstanceOf::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  return is_instance(run, value->eval(run, frame), *type);
}

Value IfNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value v = condition->eval(run, frame);
  if (!v.is(Kind::boolean) && !v.is_null()) fail(run, Wrong::wrong_type, "if " + std::string(kind_name(v.kind())));
  return v.is_true() ? then->eval(run, frame) : otherwise->eval(run, frame);
}

namespace {

// Does the input equal the value, or lie in it when it is a range?
Value holds(Run& run, const Value& input, const Value& value) {
  if (value.is(Kind::range) && !input.is(Kind::range)) return within(run, input, value.range());
  const auto same = paid_equal(run, input, value);
  if (!same)
    return run.fail(Wrong::wrong_type,
                    std::string(kind_name(input.kind())) + " in " + std::string(kind_name(value.kind())));
  return *same;
}

}  // namespace

Value Test::satisfied(Run& run, Frame& frame, const Value& input) const {
  if (!run.spend()) return {};
  const Value v = operand->eval(run, frame);
  if (has_op) {
    if (v.is_null() && op != Comparison::equal && op != Comparison::not_equal) {
      return run.fail(Wrong::wrong_type, "< null");
    }
    return compared(run, op, input, v);
  }
  if (uses_input) return v.is(Kind::boolean) ? v : Value(false);
  // Any other expression that is true or false is the answer: "n > m" where the input is no boolean. A literal is not:
  // null is not true.
  if (!is_value && v.is(Kind::boolean) && !input.is(Kind::boolean)) return v;
  if (v.is(Kind::list)) {
    if (input.is(Kind::list) && paid_same(run, input, v)) return true;
    Value out = false;
    for (const Value& item : v.list()) {
      if (!run.spend()) return {};
      const Value one = holds(run, input, item);
      if (one.is_true()) return true;
      if (one.is_null()) out = Value();
    }
    // A list among values of another kind is no match; only an empty answer to all is unknown.
    return out.is_null() ? Value(false) : out;
  }
  return holds(run, input, v);
}

namespace {

Value any_satisfied(const std::vector<Test>& tests, Run& run, Frame& frame, const Value& input) {
  bool unknown = false;
  for (const Test& test : tests) {
    const Value one = test.satisfied(run, frame, input);
    if (one.is_true()) return true;
    if (one.is_null()) unknown = true;
  }
  return unknown ? Value() : Value(false);
}

}  // namespace

Value InNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  return any_satisfied(tests, run, frame, value->eval(run, frame));
}

Value UnaryTests::eval(Run& run, Frame& frame) const {
  if (any) return true;
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value found = any_satisfied(tests, run, frame, input.in(frame));
  if (!negated) return found;
  return found.is_null() ? Value() : Value(!found.boolean());
}

namespace {

// What an iterator runs over.
class Items {
 public:
  static std::optional<Items> of(Run& run, const Iterator& it, Frame& frame) {
    Items out;
    Value from = it.source->eval(run, frame);
    if (it.range_end != nullptr) {
      const Value to = it.range_end->eval(run, frame);
      return out.steps(run, from, to, true) ? std::optional(std::move(out)) : std::nullopt;
    }
    if (from.is(Kind::range)) {
      const Range& r = from.range();
      if (r.form != Range::Form::interval || !out.steps(run, r.start, r.end, false)) {
        run.fail(Wrong::wrong_type, "for … in range");
        return std::nullopt;
      }
      if (!r.start_included && out.count_ > 0) ++out.first_, --out.count_;
      if (!r.end_included && out.count_ > 0) --out.count_;
      return out;
    }
    if (from.is_null()) {
      run.fail(Wrong::wrong_type, "for … in null");
      return std::nullopt;
    }
    out.list_ = from.is(Kind::list) ? std::move(from) : Value(List{std::move(from)});
    out.count_ = static_cast<std::int64_t>(out.list_.list().size());
    return out;
  }

  std::int64_t size() const { return count_; }
  Value at(std::int64_t i) const {
    if (!list_.is_null()) return list_.list()[static_cast<std::size_t>(i)];
    const std::int64_t n = first_ + (down_ ? -i : i);
    if (!dates_) return n;
    const auto d = Date::from_days(n);
    return d ? Value(*d) : Value();
  }

 private:
  bool steps(Run& run, const Value& from, const Value& to, bool may_fall) {
    std::int64_t a = 0, b = 0;
    if (from.is(Kind::number) && to.is(Kind::number)) {
      const auto x = from.number().to_int64(), y = to.number().to_int64();
      if (!x || !y) {
        run.fail(Wrong::wrong_type, "for … in " + to_text(from) + ".." + to_text(to));
        return false;
      }
      a = *x, b = *y;
    } else if (from.is(Kind::date) && to.is(Kind::date)) {
      a = from.date().days(), b = to.date().days();
      dates_ = true;
    } else {
      run.fail(Wrong::wrong_type,
               "for … in " + std::string(kind_name(from.kind())) + ".." + std::string(kind_name(to.kind())));
      return false;
    }
    if (a > b && !may_fall) return false;
    down_ = a > b;
    first_ = a;
    const Int128 n = (down_ ? static_cast<Int128>(a) - b : static_cast<Int128>(b) - a) + 1;
    count_ = n > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(n);
    return true;
  }

  Value list_;
  std::int64_t first_ = 0, count_ = 0;
  bool down_ = false, dates_ = false;
};

// Calls `visit` for each combination, the last iterator fastest; `visit` returns false to stop. False: an iterator
// could not run, or the budget is spent.
template <class Visit>
bool each(Run& run, Frame& frame, const std::vector<Iterator>& iterators, std::size_t i, bool& stop, Visit&& visit) {
  if (i == iterators.size()) {
    stop = !visit();
    return true;
  }
  const auto items = Items::of(run, iterators[i], frame);
  if (!items) return false;
  for (std::int64_t k = 0; k < items->size(); ++k) {
    if (!run.spend()) return false;
    frame.locals[iterators[i].slot] = items->at(k);
    if (!each(run, frame, iterators, i + 1, stop, visit)) return false;
    if (stop) return true;
  }
  return true;
}

}  // namespace

Value ForNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  List out;
  bool stop = false;
  const bool done = each(run, frame, iterators, 0, stop, [&] {
    if (partial_slot >= 0) {
      if (!run.take_memory(static_cast<std::int64_t>(out.size() * sizeof(Value)))) return false;
      frame.locals[partial_slot] = List(out);
    }
    if (!run.take_memory(sizeof(Value))) return false;
    out.push_back(body->eval(run, frame));
    return true;
  });
  if (!done || run.exhausted()) return {};
  return out;
}

Value QuantifiedNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  bool unknown = false, decided = false, stop = false;
  const bool done = each(run, frame, iterators, 0, stop, [&] {
    const Value v = body->eval(run, frame);
    if (!v.is(Kind::boolean)) {
      if (!v.is_null()) fail(run, Wrong::wrong_type, "satisfies " + std::string(kind_name(v.kind())));
      unknown = true;
      return true;
    }
    decided = v.boolean() != every;
    return !decided;
  });
  if (!done || run.exhausted()) return {};
  if (decided) return !every;
  if (unknown) return {};
  return every;
}

Value FilterNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value v = source->eval(run, frame);
  const List one = v.is(Kind::list) || v.is_null() ? List{} : List{v};
  const List& items = v.is(Kind::list) ? v.list() : one;

  const auto at = [&](const Number& index) -> Value {
    const auto n = index.to_int64();
    const auto size = static_cast<std::int64_t>(items.size());
    if (!n || *n == 0 || *n > size || *n < -size) return fail(run, Wrong::out_of_domain, "[" + index.to_string() + "]");
    return items[static_cast<std::size_t>(*n > 0 ? *n - 1 : size + *n)];
  };

  const Value* fixed = body->constant();
  if (fixed != nullptr && fixed->is(Kind::number)) return at(fixed->number());
  if (items.empty()) {
    frame.locals[item_slot] = Value();
    if (v.is_null()) return fail(run, Wrong::wrong_type, "null[…]");
    // An index is an index even when there is nothing to take.
    Run quiet = run.aside();
    const Value index = body->eval(quiet, frame);
    run.charge(quiet);
    if (index.is(Kind::number)) return at(index.number());
    return List{};
  }
  List out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!run.spend()) return {};
    frame.locals[item_slot] = items[i];
    const Value keep = body->eval(run, frame);
    if (keep.is(Kind::number) && i == 0) return at(keep.number());
    if (keep.is_true()) {
      if (!run.take_memory(sizeof(Value))) return {};
      out.push_back(items[i]);
    } else if (!keep.is(Kind::boolean) && !keep.is_null()) {
      fail(run, Wrong::wrong_type, "[" + std::string(kind_name(keep.kind())) + "]");
    }
  }
  return out;
}

Value PathNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  return member(run, source->eval(run, frame), name);
}

Value ListNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend() || !run.take_memory(static_cast<std::int64_t>(items.size() * sizeof(Value)))) return {};
  List out;
  out.reserve(items.size());
  for (const NodePtr& item : items) out.push_back(item->eval(run, frame));
  return out;
}

Value ContextNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  if (!run.take_memory(static_cast<std::int64_t>(entries.size() * sizeof(Context::Entry)))) return {};
  std::vector<Context::Entry> out;
  out.reserve(entries.size());
  for (const Entry& e : entries) {
    Value v = e.value->eval(run, frame);
    frame.locals[e.slot] = v;
    out.emplace_back(e.key, std::move(v));
  }
  return Context(std::move(out));
}

Value RangeNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  Range r;
  r.form = form;
  r.start_included = start_included;
  r.end_included = end_included;
  if (start != nullptr) r.start = start->eval(run, frame);
  if (end_point != nullptr) r.end = end_point->eval(run, frame);
  const auto ordered = [](const Value& v) {
    switch (v.kind()) {
      case Kind::null:
      case Kind::number:
      case Kind::string:
      case Kind::date:
      case Kind::time:
      case Kind::date_time:
      case Kind::months_duration:
      case Kind::days_duration:
        return true;
      default:
        return false;
    }
  };
  if (form == Range::Form::equal || form == Range::Form::not_equal) return r;
  if (!ordered(r.start) || !ordered(r.end)) return fail(run, Wrong::wrong_type, "range");
  if (!r.start.is_null() && !r.end.is_null() && r.start.kind() != r.end.kind()) {
    return fail(run, Wrong::wrong_type,
                std::string(kind_name(r.start.kind())) + ".." + std::string(kind_name(r.end.kind())));
  }
  // "range start <= range end" (10.3.2.7).
  if (!r.start.is_null() && !r.end.is_null()) {
    const auto by = order(r.start, r.end);
    if (by && *by > 0) return fail(run, Wrong::out_of_domain, brief(r.start) + ".." + brief(r.end));
  }
  return r;
}

Value CallNode::eval(Run& run, Frame& frame) const {
  const Run::Level level(run, begin, end);
  if (!level.ok || !run.spend()) return {};
  const Value f = function->eval(run, frame);
  if (!f.is(Kind::function)) {
    return fail(run, f.is_null() ? Wrong::unknown_function : Wrong::not_a_function, name);
  }
  if (!names.empty()) {
    std::vector<std::pair<std::string, Value>> given;
    given.reserve(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) given.emplace_back(names[i], arguments[i]->eval(run, frame));
    return f.function().call_named(run, given);
  }
  constexpr std::size_t few = 4;
  if (arguments.size() <= few) {
    std::array<Value, few> given;
    for (std::size_t i = 0; i < arguments.size(); ++i) given[i] = arguments[i]->eval(run, frame);
    return f.function().call(run, std::span(given.data(), arguments.size()));
  }
  std::vector<Value> given;
  given.reserve(arguments.size());
  for (const NodePtr& a : arguments) given.push_back(a->eval(run, frame));
  return f.function().call(run, given);
}

namespace {

class Closure final : public Function {
 public:
  Closure(const FunctionNode& node, std::vector<Value> captured, std::shared_ptr<const Origin> origin)
      : parameters_(node.parameters),
        captured_(std::move(captured)),
        locals_(node.locals),
        body_(node.body),
        origin_(std::move(origin)) {}
  const std::vector<Parameter>& parameters() const override { return parameters_; }

  Value call(Run& run, std::span<const Value> arguments) const override {
    const Run::Level level(run);
    if (!level.ok || !run.spend()) return {};
    if (arguments.size() != parameters_.size()) {
      return run.fail(Wrong::wrong_arguments, std::to_string(arguments.size()));
    }
    std::vector<Value> names;
    names.reserve(parameters_.size() + captured_.size());
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      if (parameters_[i].type == nullptr) {
        names.push_back(arguments[i]);
        continue;
      }
      auto fits = coerced(run, arguments[i], *parameters_[i].type);
      if (!fits) return run.fail(Wrong::not_conforming, parameters_[i].name);
      names.push_back(*std::move(fits));
    }
    names.insert(names.end(), captured_.begin(), captured_.end());
    std::vector<Value> locals(locals_);
    Frame frame{names.data(), names.size(), locals.data()};
    const Run::In in(run, origin_.get());
    return body_->eval(run, frame);
  }

 private:
  std::vector<Parameter> parameters_;
  std::vector<Value> captured_;
  std::size_t locals_;
  std::shared_ptr<const Node> body_;
  std::shared_ptr<const Origin> origin_;  // of the text the body stands in
};

}  // namespace

Value FunctionNode::eval(Run& run, Frame& frame) const {
  const std::size_t size = sizeof(Closure) + parameters.size() * sizeof(Parameter) + captures.size() * sizeof(Value);
  if (!run.spend() || !run.take_memory(static_cast<std::int64_t>(size))) return {};
  std::vector<Value> captured;
  captured.reserve(captures.size());
  for (const Ref& ref : captures) captured.push_back(ref.in(frame));
  auto origin = run.origin() == nullptr ? nullptr : run.origin()->shared_from_this();
  return std::shared_ptr<const Function>(std::make_shared<Closure>(*this, std::move(captured), std::move(origin)));
}

Value Function::call_named(Run& run, std::span<const std::pair<std::string, Value>> arguments) const {
  const auto& wanted = parameters();
  std::vector<Value> given(wanted.size());
  std::vector<bool> seen(wanted.size());
  for (const auto& [name, value] : arguments) {
    const auto at = std::ranges::find(wanted, name, &Parameter::name);
    if (at == wanted.end() || seen[static_cast<std::size_t>(at - wanted.begin())]) {
      return run.fail(Wrong::wrong_arguments, name);
    }
    given[static_cast<std::size_t>(at - wanted.begin())] = value;
    seen[static_cast<std::size_t>(at - wanted.begin())] = true;
  }
  // Those left out are null (10.3.2.13.5).
  return call(run, given);
}

}  // namespace feel
