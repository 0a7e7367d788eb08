// FEEL values (DMN 1.5, 10.3.2.3): immutable, shared where they are large, equal by content.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "feel/number.hpp"
#include "feel/temporal.hpp"

namespace feel {

class Value;
struct Range;
class Context;
class Function;

using List = std::vector<Value>;

enum class Kind {
  null,
  boolean,
  number,
  string,
  date,
  time,
  date_time,
  months_duration,  // years and months duration
  days_duration,    // days and time duration
  range,
  list,
  context,
  function
};
std::string_view kind_name(Kind kind);  // as the standard writes it: "date and time"

class Value {
 public:
  Value() = default;  // null
  Value(bool b) : v_(b) {}
  Value(Number n) : v_(n) {}
  Value(int n) : v_(Number(n)) {}
  Value(std::int64_t n) : v_(Number(n)) {}
  Value(std::string s) : v_(std::make_shared<const std::string>(std::move(s))) {}
  Value(const char* s) : Value(std::string(s)) {}
  Value(Date d) : v_(d) {}
  Value(Time t) : v_(t) {}
  Value(DateTime t) : v_(t) {}
  Value(MonthsDuration d) : v_(d) {}
  Value(DaysDuration d) : v_(d) {}
  Value(Range r);
  Value(List l) : v_(std::make_shared<const List>(std::move(l))) {}
  Value(Context c);
  Value(std::shared_ptr<const Function> f) : v_(std::move(f)) {}
  // A number that may be absent: null then.
  Value(const std::optional<Number>& n) {
    if (n) v_ = *n;
  }

  Kind kind() const { return static_cast<Kind>(v_.index()); }
  bool is_null() const { return kind() == Kind::null; }
  bool is(Kind k) const { return kind() == k; }
  bool is_true() const { return is(Kind::boolean) && boolean(); }
  bool is_false() const { return is(Kind::boolean) && !boolean(); }

  bool boolean() const { return std::get<1>(v_); }
  const Number& number() const { return std::get<2>(v_); }
  const std::string& string() const { return *std::get<3>(v_); }
  const Date& date() const { return std::get<4>(v_); }
  const Time& time() const { return std::get<5>(v_); }
  const DateTime& date_time() const { return std::get<6>(v_); }
  const MonthsDuration& months() const { return std::get<7>(v_); }
  const DaysDuration& days() const { return std::get<8>(v_); }
  const Range& range() const { return *std::get<9>(v_); }
  const List& list() const { return *std::get<10>(v_); }
  const Context& context() const { return *std::get<11>(v_); }
  const Function& function() const { return *std::get<12>(v_); }
  const std::shared_ptr<const Function>& function_pointer() const { return std::get<12>(v_); }

 private:
  std::variant<std::monostate, bool, Number, std::shared_ptr<const std::string>, Date, Time, DateTime, MonthsDuration,
               DaysDuration, std::shared_ptr<const Range>, std::shared_ptr<const List>, std::shared_ptr<const Context>,
               std::shared_ptr<const Function>>
      v_;
};

// [1..3], (1..3], and the unary forms (< 10), (>= 10), (= 10), (!= 10), which keep their form: (< 10) is not
// (null..10).
struct Range {
  enum class Form { interval, less, less_equal, greater, greater_equal, equal, not_equal };
  Form form = Form::interval;
  Value start;  // null: open to that side
  bool start_included = false;
  Value end;
  bool end_included = false;
};

// Entries in the order they were written.
class Context {
 public:
  using Entry = std::pair<std::string, Value>;
  Context() = default;
  explicit Context(std::vector<Entry> entries) : entries_(std::move(entries)) {}
  const Value* find(std::string_view key) const;
  void put(std::string key, Value value);  // in place of an entry of that key, else at the end
  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t size() const { return entries_.size(); }

 private:
  std::vector<Entry> entries_;
};

// Equality of the standard (table 42): null when the two are of different kinds; times by their whole seconds and
// offset.
std::optional<bool> equal(const Value& a, const Value& b);
// The same with at most `left` comparisons, which it takes from; at zero or below the answer means nothing.
std::optional<bool> equal(const Value& a, const Value& b, std::int64_t& left);
// Same kind and content, null equal to null: for sets, `distinct values`, `list contains`.
bool same(const Value& a, const Value& b);
// Order of two numbers, strings (by code point), dates, times, dates and times or durations of one kind; nullopt for
// others. A date and a date and time are compared as instants, the date at its midnight UTC. Of two times the one
// without an offset takes that of the other (table 54).
std::optional<std::strong_ordering> order(const Value& a, const Value& b);

// Text of a value as the function `string` gives it; null is "null". Inside lists and contexts strings are quoted.
std::string to_text(const Value& value);
// One line of FEEL that reads back as the value (functions as "function").
std::string to_literal(const Value& value);
// The same for messages: what does not fit in some 200 bytes ends with "…".
std::string brief(const Value& value);
// Lists and contexts may share their parts: how many values it would be written out, and the bytes of text in them,
// together, counted up to `most`.
std::int64_t weight(const Value& value, std::int64_t most);
// What is heavier than this is not written out.
constexpr std::int64_t kMostWritten = 32 << 20;

}  // namespace feel
