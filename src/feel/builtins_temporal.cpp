// Dates, times and durations: conversions (DMN 1.5, table 73), date and time functions and `is` (10.3.4.7 to
// 10.3.4.9).
#include <array>

#include "feel/builtin_table.hpp"

namespace feel {

namespace {

Value bad(Run& run, const char* function, const Value& v) {
  return run.fail(Wrong::out_of_domain, std::string(function) + "(" + brief(v) + ")");
}

Date date_of(const Value& v) { return v.is(Kind::date) ? v.date() : v.date_time().date; }

Value date_from(Run& run, Arguments a) {
  switch (a[0].kind()) {
    case Kind::date:
    case Kind::date_time:
      return date_of(a[0]);
    default: {
      const auto d = Date::parse(a[0].string());
      return d ? Value(*d) : bad(run, "date", a[0]);
    }
  }
}

Value date_of_parts(Run& run, Arguments a) {
  const auto d = Date::make(a[0].number().truncated(), a[1].number().truncated(), a[2].number().truncated());
  return d ? Value(*d)
           : run.fail(Wrong::out_of_domain,
                      "date(" + to_text(a[0]) + ", " + to_text(a[1]) + ", " + to_text(a[2]) + ")");
}

Value time_from(Run& run, Arguments a) {
  switch (a[0].kind()) {
    case Kind::time:
      return a[0];
    case Kind::date:
      return Time{0, Zone::utc()};
    case Kind::date_time:
      return a[0].date_time().time;
    default: {
      const auto t = Time::parse(a[0].string());
      return t ? Value(*t) : bad(run, "time", a[0]);
    }
  }
}

Value time_of_parts(Run& run, Arguments a) {
  Zone zone;
  if (a.size() > 3 && !a[3].is_null()) {
    const std::int64_t s = a[3].days().seconds;
    if (s > 18 * 3600 || s < -18 * 3600 || a[3].days().nanos != 0) return bad(run, "time", a[3]);
    zone = Zone::offset(static_cast<int>(s));
  }
  const Number& seconds = a[2].number();
  const auto whole = seconds.rounded(0, Round::floor);
  const auto rest = whole ? Number::subtract(seconds, *whole) : Number::Maybe();
  const auto nanos = rest ? Number::multiply(*rest, Number(kNanosPerSecond)) : Number::Maybe();
  const auto in_clock = [](std::int64_t n) { return n >= 0 && n < 60 ? static_cast<int>(n) : -1; };
  const auto t = nanos ? Time::make(in_clock(a[0].number().truncated()), in_clock(a[1].number().truncated()),
                                    in_clock(whole->truncated()), nanos->truncated(), zone)
                       : std::nullopt;
  return t ? Value(*t)
           : run.fail(Wrong::out_of_domain,
                      "time(" + to_text(a[0]) + ", " + to_text(a[1]) + ", " + to_text(a[2]) + ")");
}

Value date_time_from(Run& run, Arguments a) {
  if (a[0].is(Kind::date_time)) return a[0];
  if (a[0].is(Kind::date)) return DateTime{a[0].date(), Time{0, Zone::utc()}};
  const auto t = DateTime::parse(a[0].string());
  return t ? Value(*t) : bad(run, "date and time", a[0]);
}

Value duration_from(Run& run, Arguments a) {
  if (!a[0].is(Kind::string)) return a[0];
  if (const auto m = parse_months_duration(a[0].string())) return *m;
  if (const auto d = parse_days_duration(a[0].string())) return *d;
  return bad(run, "duration", a[0]);
}

// Whole months from one day to the other, toward zero.
Value months_between(Run&, Arguments a) {
  const Date from = date_of(a[0]), to = date_of(a[1]);
  std::int64_t months = (static_cast<std::int64_t>(to.year) - from.year) * 12 + (to.month - from.month);
  const auto rest = [](const Value& v) { return v.is(Kind::date) ? 0 : v.date_time().time.nanos; };
  const bool short_by_a_day = to.day < from.day || (to.day == from.day && rest(a[1]) < rest(a[0]));
  const bool over_by_a_day = to.day > from.day || (to.day == from.day && rest(a[1]) > rest(a[0]));
  if (months > 0 && short_by_a_day) --months;
  if (months < 0 && over_by_a_day) ++months;
  return MonthsDuration{months};
}

constexpr std::array kDays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

// Same kind, same value, written alike where the value says so: 23:00:50Z is 23:00:50+00:00, and is not 23:00:50.
bool is_same(Run& run, const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  const auto zones = [](const Zone& x, const Zone& y, int ox, int oy) {
    return x.is_local() == y.is_local() && ox == oy;
  };
  if (a.is(Kind::time)) {
    const Time &x = a.time(), &y = b.time();
    const auto offset = [](const Time& t) { return t.zone.offset_at_local(t.nanos / kNanosPerSecond); };
    return x.nanos == y.nanos && zones(x.zone, y.zone, offset(x), offset(y));
  }
  if (a.is(Kind::date_time)) {
    const DateTime &x = a.date_time(), &y = b.date_time();
    return x.date == y.date && x.time.nanos == y.time.nanos && zones(x.time.zone, y.time.zone, x.offset(), y.offset());
  }
  return paid_same(run, a, b);
}

}  // namespace

void add_temporal_functions(BuiltinTable& t) {
  t.add("date", "from:sdw", date_from);
  t.add("date", "year:n, month:n, day:n", date_of_parts);
  t.add("time", "from:stdw", time_from);
  t.add("time", "hour:n, minute:n, second:n, offset?:y0", time_of_parts);
  t.add("date and time", "from:swd", date_time_from);
  t.add("date and time", "date:dw, time:t", [](Run&, Arguments a) {
    return Value(DateTime{date_of(a[0]), a[1].time()});
  });
  t.add("duration", "from:smy", duration_from);
  t.add("years and months duration", "from:dw, to:dw", months_between);
  t.add("day of year", "date:dw", [](Run&, Arguments a) { return Value(date_of(a[0]).day_of_year()); });
  t.add("day of week", "date:dw",
        [](Run&, Arguments a) { return Value(kDays[static_cast<std::size_t>(date_of(a[0]).weekday() - 1)]); });
  t.add("month of year", "date:dw",
        [](Run&, Arguments a) { return Value(kMonths[static_cast<std::size_t>(date_of(a[0]).month - 1)]); });
  t.add("week of year", "date:dw", [](Run&, Arguments a) { return Value(date_of(a[0]).iso_week()); });
  t.add("is", "value1:*, value2:*", [](Run& run, Arguments a) { return Value(is_same(run, a[0], a[1])); });
  t.add(
      "now", "",
      [](Run& run, Arguments) { return run.now ? Value(*run.now) : run.fail(Wrong::out_of_domain, "now()"); }, false);
  t.add(
      "today", "",
      [](Run& run, Arguments) { return run.now ? Value(run.now->date) : run.fail(Wrong::out_of_domain, "today()"); },
      false);
}

}  // namespace feel
