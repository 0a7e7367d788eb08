#include "feel/arithmetic.hpp"

#include <cmath>

namespace feel {

namespace {

std::string kinds(const Value& a, const char* op, const Value& b) {
  return std::string(kind_name(a.kind())) + ' ' + op + ' ' + std::string(kind_name(b.kind()));
}

Value of(Run& run, const Number::Maybe& n, const char* what) {
  return n ? Value(*n) : run.fail(Wrong::out_of_domain, what);
}

Value months_value(Run& run, Int128 months) {
  if (months > INT64_MAX || months < INT64_MIN) return run.fail(Wrong::out_of_domain, "years and months duration");
  return MonthsDuration{static_cast<std::int64_t>(months)};
}

Value days_value(Run& run, Int128 nanos) {
  const Int128 most = static_cast<Int128>(INT64_MAX) * kNanosPerSecond;
  if (nanos > most || nanos < -most) return run.fail(Wrong::out_of_domain, "days and time duration");
  return DaysDuration::make(nanos);
}

template <class T>
Value of(Run& run, const std::optional<T>& x, const char* what) {
  return x ? Value(*x) : run.fail(Wrong::out_of_domain, what);
}

std::optional<Date> plus_nanos(const Date& d, Int128 nanos) {
  // A date is its midnight; what is left of a day after adding is dropped (2021-01-01 + PT36H is 2021-01-02).
  const Int128 day = static_cast<Int128>(kSecondsPerDay) * kNanosPerSecond;
  Int128 days = nanos / day;
  if (nanos % day < 0) --days;
  const Int128 sum = days + d.days();
  if (sum > INT64_MAX || sum < INT64_MIN) return std::nullopt;
  return Date::from_days(static_cast<std::int64_t>(sum));
}

Time plus_nanos(const Time& t, Int128 nanos) {
  const Int128 day = static_cast<Int128>(kSecondsPerDay) * kNanosPerSecond;
  Int128 sum = (t.nanos + nanos) % day;
  if (sum < 0) sum += day;
  return Time{static_cast<std::int64_t>(sum), t.zone};
}

std::optional<DateTime> plus_months(const DateTime& t, std::int64_t months) {
  const auto date = t.date.plus_months(months);
  if (!date) return std::nullopt;
  return DateTime{*date, t.time};
}

bool temporal_pair(const Value& a) { return a.is(Kind::date) || a.is(Kind::date_time); }

// The value plus or minus a duration, or nothing when it takes none.
std::optional<Value> shifted(Run& run, const Value& a, const Value& by, int sign) {
  if (by.is(Kind::months_duration)) {
    const std::int64_t m = by.months().months;
    if (m == INT64_MIN) return run.fail(Wrong::out_of_domain, "years and months duration");
    switch (a.kind()) {
      case Kind::date:
        return of(run, a.date().plus_months(sign * m), "date");
      case Kind::date_time:
        return of(run, plus_months(a.date_time(), sign * m), "date and time");
      case Kind::months_duration:
        return months_value(run, static_cast<Int128>(a.months().months) + sign * static_cast<Int128>(m));
      default:
        return std::nullopt;
    }
  }
  if (by.is(Kind::days_duration)) {
    const Int128 n = sign * by.days().total_nanos();
    switch (a.kind()) {
      case Kind::date:
        return of(run, plus_nanos(a.date(), n), "date");
      case Kind::time:
        return Value(plus_nanos(a.time(), n));
      case Kind::date_time:
        return of(run, plus(a.date_time(), n), "date and time");
      case Kind::days_duration:
        return days_value(run, a.days().total_nanos() + n);
      default:
        return std::nullopt;
    }
  }
  return std::nullopt;
}

// A duration times or divided by a number, toward zero in its smallest unit.
Value scaled(Run& run, const Value& duration, const Number& n, bool divide) {
  if (divide && n.is_zero()) return run.fail(Wrong::out_of_domain, "duration / 0");
  const auto apply = [&](const Number& amount) {
    return divide ? Number::divide(amount, n) : Number::multiply(amount, n);
  };
  if (duration.is(Kind::months_duration)) {
    const auto months = apply(Number(duration.months().months));
    if (!months) return run.fail(Wrong::out_of_domain, "years and months duration");
    const auto whole = months->rounded(0, Round::down);
    const auto m = whole ? whole->to_int64() : std::nullopt;
    return m ? Value(MonthsDuration{*m}) : run.fail(Wrong::out_of_domain, "years and months duration");
  }
  const DaysDuration& d = duration.days();
  // 34 digits hold every nanosecond of the longest duration.
  auto nanos = Number::multiply(Number(d.seconds), Number(kNanosPerSecond));
  if (nanos) nanos = Number::add(*nanos, Number(std::int64_t{d.nanos}));
  if (nanos) nanos = apply(*nanos);
  const auto whole = nanos ? nanos->rounded(0, Round::down) : Number::Maybe();
  if (!whole) return run.fail(Wrong::out_of_domain, "days and time duration");
  const auto seconds = Number::divide(*whole, Number(kNanosPerSecond))->rounded(0, Round::down);
  const auto s = seconds ? seconds->to_int64() : std::nullopt;
  const auto rest = Number::modulo(whole->abs(), Number(kNanosPerSecond));
  if (!s || !rest) return run.fail(Wrong::out_of_domain, "days and time duration");
  const auto r = static_cast<std::int32_t>(rest->truncated());
  return DaysDuration{*s, whole->is_negative() ? -r : r};
}

Value sum(Run& run, const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) return of(run, Number::add(a.number(), b.number()), "+");
  if (a.is(Kind::string) && b.is(Kind::string)) {
    if (!run.take_memory(static_cast<std::int64_t>(a.string().size() + b.string().size()))) return {};
    return a.string() + b.string();
  }
  if (auto out = shifted(run, a, b, +1)) return *std::move(out);
  if (auto out = shifted(run, b, a, +1)) return *std::move(out);
  return run.fail(Wrong::wrong_type, kinds(a, "+", b));
}

Value minus(Run& run, const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) return of(run, Number::subtract(a.number(), b.number()), "-");
  if ((temporal_pair(a) && temporal_pair(b)) || (a.is(Kind::time) && b.is(Kind::time))) {
    const auto d = difference(a, b);
    return d ? Value(*d) : run.fail(Wrong::wrong_type, kinds(a, "-", b));
  }
  if (auto out = shifted(run, a, b, -1)) return *std::move(out);
  return run.fail(Wrong::wrong_type, kinds(a, "-", b));
}

bool is_duration(const Value& v) { return v.is(Kind::months_duration) || v.is(Kind::days_duration); }

Value product(Run& run, const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) return of(run, Number::multiply(a.number(), b.number()), "*");
  if (is_duration(a) && b.is(Kind::number)) return scaled(run, a, b.number(), false);
  if (a.is(Kind::number) && is_duration(b)) return scaled(run, b, a.number(), false);
  return run.fail(Wrong::wrong_type, kinds(a, "*", b));
}

Value quotient(Run& run, const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) return of(run, Number::divide(a.number(), b.number()), "/ 0");
  if (is_duration(a) && b.is(Kind::number)) return scaled(run, a, b.number(), true);
  if (a.is(Kind::months_duration) && b.is(Kind::months_duration)) {
    return of(run, Number::divide(Number(a.months().months), Number(b.months().months)), "/ P0M");
  }
  if (a.is(Kind::days_duration) && b.is(Kind::days_duration)) {
    const auto seconds = [](const DaysDuration& d) {
      return *Number::add(Number(d.seconds), *Number::divide(Number(std::int64_t{d.nanos}), Number(kNanosPerSecond)));
    };
    return of(run, Number::divide(seconds(a.days()), seconds(b.days())), "/ PT0S");
  }
  return run.fail(Wrong::wrong_type, kinds(a, "/", b));
}

}  // namespace

std::optional<DateTime> plus(const DateTime& t, Int128 nanos) {
  // Adding to a zoned instant moves along the line of instants, not along the wall clock.
  const Int128 total = static_cast<Int128>(t.utc_seconds()) * kNanosPerSecond + t.time.nanos % kNanosPerSecond + nanos;
  Int128 seconds = total / kNanosPerSecond;
  Int128 rest = total % kNanosPerSecond;
  if (rest < 0) {
    rest += kNanosPerSecond;
    --seconds;
  }
  if (seconds > INT64_MAX / 4 || seconds < INT64_MIN / 4) return std::nullopt;
  return DateTime::from_utc(static_cast<std::int64_t>(seconds), static_cast<std::int64_t>(rest), t.time.zone);
}

std::optional<DaysDuration> difference(const Value& later, const Value& earlier) {
  if (later.is(Kind::time) && earlier.is(Kind::time)) {
    const Time &a = later.time(), &b = earlier.time();
    if (a.zone.is_local() != b.zone.is_local()) return std::nullopt;
    const auto nanos = [](const Time& t) {
      const std::int64_t offset = t.zone.is_local() ? 0 : t.zone.offset_at_local(t.nanos / kNanosPerSecond);
      return static_cast<Int128>(t.nanos) - static_cast<Int128>(offset) * kNanosPerSecond;
    };
    return DaysDuration::make(nanos(a) - nanos(b));
  }
  const auto as_date_time = [](const Value& v) {
    return v.is(Kind::date) ? DateTime{v.date(), Time{0, Zone::utc()}} : v.date_time();
  };
  const bool dates = later.is(Kind::date) && earlier.is(Kind::date);
  const DateTime a = as_date_time(later), b = as_date_time(earlier);
  if (!dates && a.time.zone.is_local() != b.time.zone.is_local()) return std::nullopt;
  const auto nanos = [](const DateTime& t) {
    return static_cast<Int128>(t.utc_seconds()) * kNanosPerSecond + t.time.nanos % kNanosPerSecond;
  };
  return DaysDuration::make(nanos(a) - nanos(b));
}

Value arithmetic(Run& run, Operator op, const Value& a, const Value& b) {
  switch (op) {
    case Operator::add:
      return sum(run, a, b);
    case Operator::subtract:
      return minus(run, a, b);
    case Operator::multiply:
      return product(run, a, b);
    case Operator::divide:
      return quotient(run, a, b);
    case Operator::power:
      if (a.is(Kind::number) && b.is(Kind::number)) {
        // The exponent has a domain of its own (table 60).
        if (b.number().abs() > Number(999'999'999)) return run.fail(Wrong::out_of_domain, "**");
        return of(run, Number::power(a.number(), b.number()), "**");
      }
      return run.fail(Wrong::wrong_type, kinds(a, "**", b));
  }
  return {};
}

Value negated(Run& run, const Value& a) {
  switch (a.kind()) {
    case Kind::number:
      return -a.number();
    case Kind::months_duration:
      return months_value(run, -static_cast<Int128>(a.months().months));
    case Kind::days_duration:
      return DaysDuration{-a.days().seconds, -a.days().nanos};
    default:
      return run.fail(Wrong::wrong_type, "- " + std::string(kind_name(a.kind())));
  }
}

Value compared(Run& run, Comparison op, const Value& a, const Value& b) {
  if (op == Comparison::equal || op == Comparison::not_equal) {
    const auto same = paid_equal(run, a, b);
    if (!same) return run.fail(Wrong::wrong_type, kinds(a, "=", b));
    return *same == (op == Comparison::equal);
  }
  const auto by = order(a, b);
  if (!by) return run.fail(Wrong::wrong_type, kinds(a, "<", b));
  switch (op) {
    case Comparison::less:
      return *by < 0;
    case Comparison::less_equal:
      return *by <= 0;
    case Comparison::greater:
      return *by > 0;
    default:
      return *by >= 0;
  }
}

Value within(Run& run, const Value& value, const Range& range) {
  switch (range.form) {
    case Range::Form::equal:
      return compared(run, Comparison::equal, value, range.start);
    case Range::Form::not_equal:
      return compared(run, Comparison::not_equal, value, range.start);
    default:
      break;
  }
  const auto side = [&](const Value& end, bool included, bool is_start) -> std::optional<bool> {
    // A unary form has no other side; the null in (null..10] was written and is unknown.
    if (end.is_null()) return range.form == Range::Form::interval ? std::nullopt : std::optional(true);
    const auto by = order(value, end);
    if (!by) return std::nullopt;
    if (*by == 0) return included;
    return is_start ? *by > 0 : *by < 0;
  };
  if (value.is_null()) return run.fail(Wrong::wrong_type, "null in range");
  const auto low = side(range.start, range.start_included, true);
  const auto high = side(range.end, range.end_included, false);
  if ((low && !*low) || (high && !*high)) return false;
  if (!low || !high) return run.fail(Wrong::wrong_type, std::string(kind_name(value.kind())) + " in range");
  return *low && *high;
}

namespace {

std::optional<Value> date_member(const Date& d, const std::string& name) {
  if (name == "year") return Value(static_cast<std::int64_t>(d.year));
  if (name == "month") return Value(static_cast<int>(d.month));
  if (name == "day") return Value(static_cast<int>(d.day));
  if (name == "weekday") return Value(d.weekday());
  return std::nullopt;
}

// Seconds are a decimal (table 66).
Value with_nanos(std::int64_t seconds, std::int64_t nanos) {
  if (nanos == 0) return seconds;
  const auto part = Number::divide(Number(nanos), Number(kNanosPerSecond));
  return Number::add(Number(seconds), *part)->normal();
}

std::optional<Value> time_member(const Time& t, int offset, const std::string& name) {
  if (name == "hour") return Value(t.hour());
  if (name == "minute") return Value(t.minute());
  if (name == "second") return with_nanos(t.second(), t.nanos % kNanosPerSecond);
  if (name == "time offset") {
    return t.zone.is_local() ? Value() : Value(DaysDuration{offset, 0});
  }
  if (name == "timezone") return t.zone.is_named() ? Value(t.zone.name()) : Value();
  return std::nullopt;
}

std::optional<Value> plain_member(const Value& v, const std::string& name) {
  switch (v.kind()) {
    case Kind::context: {
      const Value* found = v.context().find(name);
      return found == nullptr ? std::nullopt : std::optional(*found);
    }
    case Kind::date:
      return date_member(v.date(), name);
    case Kind::time:
      return time_member(v.time(), v.time().zone.offset_at_local(v.time().nanos / kNanosPerSecond), name);
    case Kind::date_time: {
      auto out = date_member(v.date_time().date, name);
      return out ? out : time_member(v.date_time().time, v.date_time().offset(), name);
    }
    case Kind::months_duration:
      if (name == "years") return Value(v.months().months / 12);
      if (name == "months") return Value(v.months().months % 12);
      return std::nullopt;
    case Kind::days_duration: {
      const std::int64_t s = v.days().seconds;
      if (name == "days") return Value(s / kSecondsPerDay);
      if (name == "hours") return Value(s / 3600 % 24);
      if (name == "minutes") return Value(s / 60 % 60);
      if (name == "seconds") return with_nanos(s % 60, v.days().nanos);
      return std::nullopt;
    }
    case Kind::range: {
      const Range& r = v.range();
      if (name == "start") return r.start;
      if (name == "end") return r.end;
      if (name == "start included") return Value(r.start_included);
      if (name == "end included") return Value(r.end_included);
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

Value member(Run& run, const Value& value, const std::string& name) {
  if (value.is(Kind::list)) {
    List out;
    if (!run.take_memory(static_cast<std::int64_t>(value.list().size() * sizeof(Value)))) return {};
    out.reserve(value.list().size());
    for (const Value& item : value.list()) {
      if (!run.spend()) return {};
      out.push_back(member(run, item, name));
    }
    return out;
  }
  if (auto found = plain_member(value, name)) return *std::move(found);
  return run.fail(Wrong::unknown_member, name);
}

}  // namespace feel
