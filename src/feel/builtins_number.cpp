// Numeric functions (DMN 1.5, 10.3.4.5) and `number`.
#include <algorithm>

#include "feel/builtin_table.hpp"

namespace feel {

namespace {

Value or_fail(Run& run, const Number::Maybe& n, const char* what) {
  return n ? Value(*n) : run.fail(Wrong::out_of_domain, what);
}

Body rounding(Round mode, const char* what) {
  return [mode, what](Run& run, Arguments a) {
    const std::int64_t scale = a.size() > 1 ? a[1].number().truncated() : 0;
    return or_fail(run, a[0].number().rounded(scale, mode), what);
  };
}

Value number_from(Run& run, Arguments a) {
  const std::string& text = a[0].string();
  const std::string group = a.size() > 1 && !a[1].is_null() ? a[1].string() : "";
  const std::string point = a.size() > 2 && !a[2].is_null() ? a[2].string() : ".";
  const bool group_ok = group.empty() || group == " " || group == "," || group == ".";
  if (!group_ok || (point != "." && point != ",") || group == point) {
    return run.fail(Wrong::out_of_domain, "number(" + brief(a[0]) + ")");
  }
  std::string plain;
  for (const char c : text) {
    if (!group.empty() && c == group.front()) continue;
    if (c == point.front()) {
      plain += '.';
    } else if (c == '.') {
      plain += '?';  // a point that stands for nothing
    } else {
      plain += c;
    }
  }
  const auto n = Number::parse(plain);
  return n ? Value(*n) : run.fail(Wrong::out_of_domain, "number(" + brief(a[0]) + ")");
}

}  // namespace

void add_number_functions(BuiltinTable& t) {
  t.add("number", "from:s, grouping separator:s0, decimal separator:s0", number_from);
  t.add("number", "from:s", number_from);
  t.add("decimal", "n:n, scale:n", rounding(Round::half_even, "decimal"));
  t.add("floor", "n:n", rounding(Round::floor, "floor"));
  t.add("floor", "n:n, scale:n", rounding(Round::floor, "floor"));
  t.add("ceiling", "n:n", rounding(Round::ceiling, "ceiling"));
  t.add("ceiling", "n:n, scale:n", rounding(Round::ceiling, "ceiling"));
  t.add("round up", "n:n, scale:n", rounding(Round::up, "round up"));
  t.add("round down", "n:n, scale:n", rounding(Round::down, "round down"));
  t.add("round half up", "n:n, scale:n", rounding(Round::half_up, "round half up"));
  t.add("round half down", "n:n, scale:n", rounding(Round::half_down, "round half down"));
  t.add("abs", "n:n", [](Run&, Arguments a) { return Value(a[0].number().abs()); });
  t.add("abs", "n:m", [](Run& run, Arguments a) {
    const auto m = a[0].months().months;
    return m == INT64_MIN ? run.fail(Wrong::out_of_domain, "abs") : Value(MonthsDuration{m < 0 ? -m : m});
  });
  t.add("abs", "n:y", [](Run&, Arguments a) {
    const auto nanos = a[0].days().total_nanos();
    return Value(DaysDuration::make(nanos < 0 ? -nanos : nanos));
  });
  t.add("modulo", "dividend:n, divisor:n",
        [](Run& run, Arguments a) { return or_fail(run, Number::modulo(a[0].number(), a[1].number()), "modulo"); });
  t.add("sqrt", "number:n", [](Run& run, Arguments a) { return or_fail(run, a[0].number().square_root(), "sqrt"); });
  t.add("log", "number:n", [](Run& run, Arguments a) { return or_fail(run, a[0].number().logarithm(), "log"); });
  t.add("exp", "number:n", [](Run& run, Arguments a) { return or_fail(run, a[0].number().exponential(), "exp"); });
  t.add("even", "number:n", [](Run&, Arguments a) {
    const auto rest = Number::modulo(a[0].number(), 2);
    return Value(rest && rest->is_zero());
  });
  t.add("odd", "number:n", [](Run&, Arguments a) {
    const auto rest = Number::modulo(a[0].number().abs(), 2);
    return Value(rest && *rest == Number(1));
  });
}

}  // namespace feel
