#include "feel/value.hpp"

#include <algorithm>

#include "feel/function.hpp"
#include "feel/scanner.hpp"

namespace feel {

Value::Value(Range r) : v_(std::make_shared<const Range>(std::move(r))) {}
Value::Value(Context c) : v_(std::make_shared<const Context>(std::move(c))) {}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::string:
      return "string";
    case Kind::date:
      return "date";
    case Kind::time:
      return "time";
    case Kind::date_time:
      return "date and time";
    case Kind::months_duration:
      return "years and months duration";
    case Kind::days_duration:
      return "days and time duration";
    case Kind::range:
      return "range";
    case Kind::list:
      return "list";
    case Kind::context:
      return "context";
    case Kind::function:
      return "function";
  }
  return "";
}

const Value* Context::find(std::string_view key) const {
  for (const Entry& e : entries_) {
    if (e.first == key) return &e.second;
  }
  return nullptr;
}

void Context::put(std::string key, Value value) {
  for (Entry& e : entries_) {
    if (e.first == key) {
      e.second = std::move(value);
      return;
    }
  }
  entries_.emplace_back(std::move(key), std::move(value));
}

namespace {

// Whole seconds of the day in UTC; of a local time, or beside one, those of the clock: the one without an offset takes
// that of the other.
std::int64_t seconds_of_day(const Time& t, const Time& beside) {
  const std::int64_t second = t.nanos / kNanosPerSecond;
  if (t.zone.is_local() || beside.zone.is_local()) return second;
  return second - t.zone.offset_at_local(second);
}
std::int64_t seconds(const DateTime& t, const DateTime& beside) {
  return beside.time.zone.is_local() ? t.local_seconds() : t.utc_seconds();
}

std::optional<bool> equal_lists(const List& a, const List& b, std::int64_t& left) {
  if (a.size() != b.size()) return false;
  if (&a == &b) return true;
  bool unknown = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto one = equal(a[i], b[i], left);
    if (left <= 0) return std::nullopt;
    if (!one) {
      unknown = true;
    } else if (!*one) {
      return false;
    }
  }
  return unknown ? std::nullopt : std::optional(true);
}

std::optional<bool> equal_contexts(const Context& a, const Context& b, std::int64_t& left) {
  if (a.size() != b.size()) return false;
  if (&a == &b) return true;
  bool unknown = false;
  for (const auto& [key, value] : a.entries()) {
    left -= static_cast<std::int64_t>(b.size() / 8);
    const Value* other = b.find(key);
    if (other == nullptr) return false;
    const auto one = equal(value, *other, left);
    if (left <= 0) return std::nullopt;
    if (!one) {
      unknown = true;
    } else if (!*one) {
      return false;
    }
  }
  return unknown ? std::nullopt : std::optional(true);
}

bool equal_ranges(const Range& a, const Range& b) {
  return a.form == b.form && a.start_included == b.start_included && a.end_included == b.end_included &&
         same(a.start, b.start) && same(a.end, b.end);
}

template <class T>
std::strong_ordering compare(const T& a, const T& b) {
  return a < b ? std::strong_ordering::less : b < a ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::strong_ordering order_instants(const DateTime& a, const DateTime& b) {
  if (const auto by_second = compare(seconds(a, b), seconds(b, a)); by_second != 0) return by_second;
  return compare(a.time.nanos % kNanosPerSecond, b.time.nanos % kNanosPerSecond);
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
  std::int64_t left = INT64_MAX;
  return equal(a, b, left);
}

std::optional<bool> equal(const Value& a, const Value& b, std::int64_t& left) {
  --left;
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return a.boolean() == b.boolean();
    case Kind::number:
      return a.number() == b.number();
    case Kind::string:
      return a.string() == b.string();
    case Kind::date:
      return a.date() == b.date();
    case Kind::time:
      return seconds_of_day(a.time(), b.time()) == seconds_of_day(b.time(), a.time());
    case Kind::date_time:
      return seconds(a.date_time(), b.date_time()) == seconds(b.date_time(), a.date_time());
    case Kind::months_duration:
      return a.months() == b.months();
    case Kind::days_duration:
      return a.days() == b.days();
    case Kind::range:
      return equal_ranges(a.range(), b.range());
    case Kind::list:
      return equal_lists(a.list(), b.list(), left);
    case Kind::context:
      return equal_contexts(a.context(), b.context(), left);
    case Kind::function:
      return a.function_pointer() == b.function_pointer();
  }
  return std::nullopt;
}

bool same(const Value& a, const Value& b) { return equal(a, b).value_or(false); }

std::optional<std::strong_ordering> order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) {
    if (a.is(Kind::date) && b.is(Kind::date_time)) {
      return order_instants(DateTime{a.date(), Time{0, Zone::utc()}}, b.date_time());
    }
    if (a.is(Kind::date_time) && b.is(Kind::date)) {
      return order_instants(a.date_time(), DateTime{b.date(), Time{0, Zone::utc()}});
    }
    return std::nullopt;
  }
  switch (a.kind()) {
    case Kind::number:
      return a.number() <=> b.number();
    case Kind::string:  // UTF-8 sorts by code point
      return compare(a.string(), b.string());
    case Kind::date:
      return a.date() <=> b.date();
    case Kind::time: {
      const auto x = seconds_of_day(a.time(), b.time()), y = seconds_of_day(b.time(), a.time());
      if (x != y) return compare(x, y);
      return compare(a.time().nanos % kNanosPerSecond, b.time().nanos % kNanosPerSecond);
    }
    case Kind::date_time:
      return order_instants(a.date_time(), b.date_time());
    case Kind::months_duration:
      return a.months() <=> b.months();
    case Kind::days_duration:
      return a.days() <=> b.days();
    default:
      return std::nullopt;
  }
}

namespace {

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (const char c : s) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  return out + '"';
}

// A name as the grammar reads it back: words with one space between them.
bool plain_key(std::string_view key) {
  Scanner in(key);
  while (in.at < key.size()) {
    if (in.at > 0 && key[in.at++] != ' ') return false;
    if (in.word().empty()) return false;
  }
  return !key.empty() && key.back() != ' ';
}

enum class Style { text, literal };

std::string written(const Value& v, Style style, bool inside);

std::string range_text(const Range& r, Style style) {
  const auto end = [&](const Value& v) { return written(v, style, true); };
  switch (r.form) {
    case Range::Form::less:
      return "(< " + end(r.end) + ")";
    case Range::Form::less_equal:
      return "(<= " + end(r.end) + ")";
    case Range::Form::greater:
      return "(> " + end(r.start) + ")";
    case Range::Form::greater_equal:
      return "(>= " + end(r.start) + ")";
    case Range::Form::equal:
      return "(= " + end(r.start) + ")";
    case Range::Form::not_equal:
      return "(!= " + end(r.start) + ")";
    case Range::Form::interval:
      break;
  }
  return (r.start_included ? "[" : "(") + end(r.start) + ".." + end(r.end) + (r.end_included ? "]" : ")");
}

std::string written(const Value& v, Style style, bool inside) {
  const auto temporal = [&](const std::string& s) { return style == Style::literal ? "@\"" + s + "\"" : s; };
  switch (v.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return v.boolean() ? "true" : "false";
    case Kind::number:
      return v.number().to_string();
    case Kind::string:
      return inside || style == Style::literal ? quoted(v.string()) : v.string();
    case Kind::date:
      return temporal(v.date().to_string());
    case Kind::time:
      return temporal(v.time().to_string());
    case Kind::date_time:
      return temporal(v.date_time().to_string());
    case Kind::months_duration:
      return temporal(v.months().to_string());
    case Kind::days_duration:
      return temporal(v.days().to_string());
    case Kind::range:
      return range_text(v.range(), style);
    case Kind::list: {
      std::string out = "[";
      for (const Value& item : v.list()) {
        if (out.size() > 1) out += ", ";
        out += written(item, style, true);
      }
      return out + "]";
    }
    case Kind::context: {
      std::string out = "{";
      for (const auto& [key, value] : v.context().entries()) {
        if (out.size() > 1) out += ", ";
        out += (plain_key(key) ? key : quoted(key)) + ": " + written(value, style, true);
      }
      return out + "}";
    }
    case Kind::function:
      return "function";
  }
  return {};
}

}  // namespace

std::string to_text(const Value& value) { return written(value, Style::text, false); }
std::string to_literal(const Value& value) { return written(value, Style::literal, true); }

std::string brief(const Value& value) {
  constexpr std::size_t longest = 200;
  std::string out;
  if (weight(value, 10'000) < 10'000) {
    out = to_literal(value);
    if (out.size() <= longest) return out;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0u) == 0x80u) --end;
    out.resize(end);
    return out + "…";
  }
  switch (value.kind()) {
    case Kind::list:
      return "[… " + std::to_string(value.list().size()) + " …]";
    case Kind::context:
      return "{… " + std::to_string(value.context().size()) + " …}";
    default:
      return std::string(kind_name(value.kind())) + " …";
  }
}

std::int64_t weight(const Value& value, std::int64_t most) {
  std::int64_t out = 1;
  const auto text = [](const std::string& s) { return static_cast<std::int64_t>(s.size()); };
  switch (value.kind()) {
    case Kind::string:
      return std::min(most, out + text(value.string()));
    case Kind::list:
      for (const Value& item : value.list()) {
        if (out >= most) return most;
        out += weight(item, most - out);
      }
      break;
    case Kind::context:
      for (const auto& [key, inside] : value.context().entries()) {
        if (out >= most) return most;
        out += text(key) + weight(inside, most - out);
      }
      break;
    case Kind::range:
      out += weight(value.range().start, most) + weight(value.range().end, most);
      break;
    default:
      break;
  }
  return std::min(out, most);
}

}  // namespace feel
