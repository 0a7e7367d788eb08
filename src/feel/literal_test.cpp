// A value written as FEEL text is read back as the same value.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "feel/expression.hpp"

namespace feel {
namespace {

std::string some_text() {
  static const std::string pieces[] = {"a",   " ",  "\"", "\\", "\n", "\t", "甲",           "🐎", "if", "and",
                                       "\\u", "x1", "'",  "{",  ":",  ",",  "\xE3\x80\x80", ".", "-",  "null"};
  std::string out;
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) out += pieces[*rc::gen::inRange<std::size_t>(0, std::size(pieces))];
  return out;
}

Value some_value(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 11 : 8)) {
    case 0:
      return {};
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2: {
      const auto n = Number::parse(std::to_string(*rc::gen::inRange(-100'000, 100'000)) + "E" +
                                   std::to_string(*rc::gen::inRange(-60, 60)));
      return *n;
    }
    case 3:
      return some_text();
    case 4:
      return *Date::from_days(*rc::gen::inRange(-1'000'000, 1'000'000));
    case 5:
      return DateTime{*Date::from_days(*rc::gen::inRange(-100'000, 100'000)),
                      Time{*rc::gen::inRange<std::int64_t>(0, 86'400) * kNanosPerSecond +
                               *rc::gen::inRange<std::int64_t>(0, 1000) * 1'000'000,
                           *rc::gen::arbitrary<bool>() ? Zone() : Zone::offset(*rc::gen::inRange(-840, 840) * 60)}};
    case 6:
      return MonthsDuration{*rc::gen::inRange(-1000, 1000)};
    case 7:
      return DaysDuration::make(static_cast<Int128>(*rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000)) *
                                1'000'000);
    case 8: {
      Range r;
      r.start = *rc::gen::inRange(-10, 10);
      r.end = *rc::gen::inRange(10, 20);
      r.start_included = *rc::gen::arbitrary<bool>();
      r.end_included = *rc::gen::arbitrary<bool>();
      if (*rc::gen::inRange(0, 4) == 0) {
        r.form = Range::Form::less;
        r.start = Value();
        r.start_included = r.end_included = false;
      }
      return r;
    }
    case 9: {
      List out;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) out.push_back(some_value(depth - 1));
      return out;
    }
    default: {
      Context out;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) out.put(some_text(), some_value(depth - 1));
      return out;
    }
  }
}

RC_GTEST_PROP(Literal, is_read_back_as_the_same_value, ()) {
  const Value value = some_value(3);
  const std::string written = to_literal(value);
  auto parsed = parse(written, Names{});
  if (!parsed) RC_FAIL(written + ": " + parsed.error().what);
  feel::Run run;
  const Value again = parsed->evaluate(run, {});
  RC_ASSERT(to_literal(again) == written);
  RC_ASSERT(again.kind() == value.kind());
  RC_ASSERT(same(again, value));
  RC_ASSERT(run.problems().empty());
}

}  // namespace
}  // namespace feel
