// How points and ranges lie to each other (DMN 1.5, 10.3.4.10, after Allen 1983), and `range`.
#include "feel/builtin_table.hpp"
#include "feel/expression.hpp"
#include "feel/scanner.hpp"

namespace feel {

namespace {

// A comparison that cannot be made is thrown as this and becomes null.
struct NotComparable {};

bool less(const Value& a, const Value& b) {
  const auto by = order(a, b);
  if (!by) throw NotComparable{};
  return *by < 0;
}
bool same_point(const Value& a, const Value& b) {
  const auto by = order(a, b);
  if (!by) throw NotComparable{};
  return *by == 0;
}

// Ends of the range; an open end cannot be compared.
struct Ends {
  const Value& start;
  bool start_in;
  const Value& end;
  bool end_in;
};
Ends ends(const Value& v) {
  const Range& r = v.range();
  if (r.form == Range::Form::equal || r.form == Range::Form::not_equal) throw NotComparable{};
  return {r.start, r.start_included, r.end, r.end_included};
}

using Relation = bool (*)(const Value&, const Value&);

void add(BuiltinTable& t, const std::string& name, const char* signature, Relation holds) {
  t.add(name, signature, [holds, name](Run& run, Arguments a) {
    try {
      return Value(holds(a[0], a[1]));
    } catch (const NotComparable&) {
      return run.fail(Wrong::wrong_type, name + "(" + brief(a[0]) + ", " + brief(a[1]) + ")");
    }
  });
}

bool includes_point(const Value& range, const Value& p) {
  const Ends r = ends(range);
  return (less(r.start, p) && less(p, r.end)) || (same_point(r.start, p) && r.start_in) ||
         (same_point(r.end, p) && r.end_in);
}
bool includes_range(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return (less(x.start, y.start) || (same_point(x.start, y.start) && (x.start_in || !y.start_in))) &&
         (less(y.end, x.end) || (same_point(x.end, y.end) && (x.end_in || !y.end_in)));
}
bool before_range_range(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return less(x.end, y.start) || ((!x.end_in || !y.start_in) && same_point(x.end, y.start));
}
bool before_point_range(const Value& p, const Value& range) {
  const Ends r = ends(range);
  return less(p, r.start) || (same_point(p, r.start) && !r.start_in);
}
bool before_range_point(const Value& range, const Value& p) {
  const Ends r = ends(range);
  return less(r.end, p) || (same_point(r.end, p) && !r.end_in);
}
bool meets(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return x.end_in && y.start_in && same_point(x.end, y.start);
}
bool overlaps(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return (less(y.start, x.end) || (same_point(x.end, y.start) && x.end_in && y.start_in)) &&
         (less(x.start, y.end) || (same_point(x.start, y.end) && x.start_in && y.end_in));
}
bool overlaps_before(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return (less(x.start, y.start) || (same_point(x.start, y.start) && x.start_in && !y.start_in)) &&
         (less(y.start, x.end) || (same_point(x.end, y.start) && x.end_in && y.start_in)) &&
         (less(x.end, y.end) || (same_point(x.end, y.end) && (!x.end_in || y.end_in)));
}
bool finishes_point(const Value& p, const Value& range) {
  const Ends r = ends(range);
  return r.end_in && same_point(r.end, p);
}
bool finishes_range(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return x.end_in == y.end_in && same_point(x.end, y.end) &&
         (less(y.start, x.start) || (same_point(x.start, y.start) && (!x.start_in || y.start_in)));
}
bool starts_point(const Value& p, const Value& range) {
  const Ends r = ends(range);
  return same_point(r.start, p) && r.start_in;
}
bool starts_range(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return same_point(x.start, y.start) && x.start_in == y.start_in &&
         (less(x.end, y.end) || (same_point(x.end, y.end) && (!x.end_in || y.end_in)));
}
bool coincides_range(const Value& a, const Value& b) {
  const Ends x = ends(a), y = ends(b);
  return same_point(x.start, y.start) && x.start_in == y.start_in && same_point(x.end, y.end) && x.end_in == y.end_in;
}

template <Relation relation>
bool turned(const Value& a, const Value& b) {
  return relation(b, a);
}

// A literal, or a call that stands for one: date("2020-01-01"). No other expression (table 72).
bool is_endpoint(std::string_view text) try {
  Scanner in(text);
  in.skip_space();
  const bool sign = in.take("-");
  in.skip_space();
  if (in.number()) return in.done();
  if (sign) return false;
  const auto quoted = [&] { return in.peek() == '"' && in.quoted().has_value(); };
  in.take("@");
  in.skip_space();
  if (quoted()) return in.done();
  in.at = 0;
  for (const auto name : {"date and time", "date", "time", "duration"}) {
    in.skip_space();
    if (in.looking_at(name)) {
      in.at += std::string_view(name).size();
      int depth = 0;
      in.skip_space();
      do {
        in.skip_space();
        if (in.done()) return false;
        if (quoted()) continue;
        depth += in.peek() == '(' ? 1 : in.peek() == ')' ? -1 : 0;
        ++in.at;
      } while (depth > 0);
      return in.done();
    }
  }
  return false;
} catch (const SyntaxError&) {
  return false;
}

// "[18..21)" as text; its ends are literals, one of them may be missing on an open side: "(..21]".
Value range_from(Run& run, Arguments a) {
  static const Names none;
  const std::string& text = a[0].string();
  const auto bad = [&] { return run.fail(Wrong::out_of_domain, "range(" + brief(a[0]) + ")"); };
  const auto dots = text.find("..");
  if (dots == std::string::npos || text.size() < 4) return bad();
  const char first = text.front(), last = text.back();
  if (std::string_view("[(]").find(first) == std::string_view::npos) return bad();
  if (std::string_view("[)]").find(last) == std::string_view::npos) return bad();
  Range r;
  r.start_included = first == '[';
  r.end_included = last == ']';
  const auto end_point = [&](std::string_view part, Value& out) {
    if (part.find_first_not_of(' ') == std::string_view::npos) return true;
    if (!is_endpoint(part)) return false;
    auto parsed = parse(part, none);
    if (!parsed) return false;
    out = parsed->evaluate(run, {});
    return order(out, out).has_value();
  };
  const std::string_view inside = std::string_view(text).substr(1, text.size() - 2);
  if (!end_point(inside.substr(0, dots - 1), r.start) || !end_point(inside.substr(dots + 1), r.end)) return bad();
  if (r.start.is_null() && r.end.is_null()) return bad();
  if (r.start.is_null()) {
    if (r.start_included) return bad();
    r.form = r.end_included ? Range::Form::less_equal : Range::Form::less;
  } else if (r.end.is_null()) {
    if (r.end_included) return bad();
    r.form = r.start_included ? Range::Form::greater_equal : Range::Form::greater;
  } else {
    const auto by = order(r.start, r.end);
    if (!by || *by > 0 || r.start.kind() != r.end.kind()) return bad();
  }
  return r;
}

}  // namespace

void add_range_functions(BuiltinTable& t) {
  constexpr const char* points = "point1:nsdtwmy, point2:nsdtwmy";
  constexpr const char* ranges = "range1:r, range2:r";
  constexpr const char* point_range = "point:nsdtwmy, range:r";
  constexpr const char* range_point = "range:r, point:nsdtwmy";
  add(t, "before", points, [](const Value& a, const Value& b) { return less(a, b); });
  add(t, "before", point_range, before_point_range);
  add(t, "before", range_point, before_range_point);
  add(t, "before", ranges, before_range_range);
  add(t, "after", points, [](const Value& a, const Value& b) { return less(b, a); });
  add(t, "after", point_range, turned<before_range_point>);
  add(t, "after", range_point, turned<before_point_range>);
  add(t, "after", ranges, turned<before_range_range>);
  add(t, "meets", ranges, meets);
  add(t, "met by", ranges, turned<meets>);
  add(t, "overlaps", ranges, overlaps);
  add(t, "overlaps before", ranges, overlaps_before);
  add(t, "overlaps after", ranges, turned<overlaps_before>);
  add(t, "finishes", point_range, finishes_point);
  add(t, "finishes", ranges, finishes_range);
  add(t, "finished by", range_point, turned<finishes_point>);
  add(t, "finished by", ranges, turned<finishes_range>);
  add(t, "includes", range_point, includes_point);
  add(t, "includes", ranges, includes_range);
  add(t, "during", point_range, turned<includes_point>);
  add(t, "during", ranges, turned<includes_range>);
  add(t, "starts", point_range, starts_point);
  add(t, "starts", ranges, starts_range);
  add(t, "started by", range_point, turned<starts_point>);
  add(t, "started by", ranges, turned<starts_range>);
  add(t, "coincides", points, [](const Value& a, const Value& b) { return same_point(a, b); });
  add(t, "coincides", ranges, coincides_range);
  t.add("range", "from:s", range_from);
}

}  // namespace feel
