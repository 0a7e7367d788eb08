#include "feel/cuts.hpp"

#include "feel/node.hpp"

namespace feel {

namespace {

bool scalar(const Value& v) {
  return v.is(Kind::number) || v.is(Kind::string) || v.is(Kind::boolean) || v.is(Kind::date);
}

bool add(const Value& v, bool ordered, std::vector<Value>& out) {
  if (v.is(Kind::list)) {
    for (const Value& item : v.list()) {
      if (item.is(Kind::list) || !add(item, ordered, out)) return false;
    }
    return true;
  }
  if (v.is(Kind::range)) {
    const Range& r = v.range();
    if (r.form == Range::Form::interval && (r.start.is_null() || r.end.is_null())) return false;
    const bool needs_order = r.form != Range::Form::equal && r.form != Range::Form::not_equal;
    return (r.start.is_null() || add(r.start, needs_order, out)) && (r.end.is_null() || add(r.end, needs_order, out));
  }
  if (v.is_null()) return !ordered;
  if (!scalar(v) || (ordered && (v.is(Kind::string) || v.is(Kind::boolean)))) return false;
  out.push_back(v);
  return true;
}

}  // namespace

std::optional<Value> constant_of(const Expression& expression) {
  const Value* v = expression ? expression.root()->constant() : nullptr;
  return v == nullptr ? std::nullopt : std::optional(*v);
}

std::optional<std::vector<Value>> cut_points(const Expression& unary_tests) {
  const auto* tests = dynamic_cast<const UnaryTests*>(unary_tests.root());
  if (tests == nullptr) return std::nullopt;
  std::vector<Value> out;
  if (tests->any) return out;
  for (const Test& test : tests->tests) {
    const Value* v = test.operand->constant();
    if (v == nullptr || test.uses_input) return std::nullopt;
    const bool ordered = test.has_op && test.op != Comparison::equal && test.op != Comparison::not_equal;
    if (!add(*v, ordered, out)) return std::nullopt;
  }
  return out;
}

}  // namespace feel
