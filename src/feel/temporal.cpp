#include "feel/temporal.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <vector>

#include <date/tz.h>

namespace feel {

namespace {

constexpr std::int64_t kMostYears = 999'999'999;
constexpr int kMostOffset = 18 * 3600;

// Reads digits and marks from the left; every step fails for good once one has failed.
class Reader {
 public:
  explicit Reader(std::string_view text) : s_(text) {}
  bool done() const { return i_ == s_.size(); }
  bool take(char c) {
    if (i_ < s_.size() && s_[i_] == c) {
      ++i_;
      return true;
    }
    return false;
  }
  char peek() const { return i_ < s_.size() ? s_[i_] : '\0'; }
  std::string_view digits() {
    const std::size_t first = i_;
    while (i_ < s_.size() && s_[i_] >= '0' && s_[i_] <= '9') ++i_;
    return s_.substr(first, i_ - first);
  }
  std::optional<int> two() {
    const auto d = s_.substr(i_, 2);
    if (d.size() != 2 || d[0] < '0' || d[0] > '9' || d[1] < '0' || d[1] > '9') return std::nullopt;
    i_ += 2;
    return (d[0] - '0') * 10 + (d[1] - '0');
  }
  std::string_view rest() const { return s_.substr(i_); }
  void skip_rest() { i_ = s_.size(); }

 private:
  std::string_view s_;
  std::size_t i_ = 0;
};

std::optional<std::int64_t> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::int64_t n = 0;
  for (const char c : digits) n = n * 10 + (c - '0');
  return n;
}

// Digits after the point to nanoseconds; further digits are dropped.
std::int64_t nanos_of(std::string_view fraction) {
  std::int64_t n = 0;
  for (std::size_t i = 0; i < 9; ++i) n = n * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  return n;
}

std::string padded(std::int64_t n, int width) {
  std::string out = std::to_string(n);
  if (static_cast<int>(out.size()) < width) out.insert(0, static_cast<std::size_t>(width) - out.size(), '0');
  return out;
}

std::string fraction_text(std::int64_t nanos) {
  if (nanos == 0) return {};
  std::string out = '.' + padded(nanos, 9);
  out.erase(out.find_last_not_of('0') + 1);
  return out;
}

std::string zone_text(const Zone& zone) {
  if (zone.is_local()) return {};
  if (zone.is_named()) return '@' + zone.name();
  const int offset = zone.fixed_offset();
  if (offset == 0 || zone.is_utc_mark()) return "Z";
  const int o = std::abs(offset);
  std::string out = (offset < 0 ? "-" : "+") + padded(o / 3600, 2) + ':' + padded(o / 60 % 60, 2);
  if (o % 60 != 0) out += ':' + padded(o % 60, 2);
  return out;
}

// (Z | ±hh:mm[:ss] | @name)? to the end of the text.
std::optional<Zone> read_zone(Reader& in) {
  if (in.done()) return Zone();
  if (in.take('Z') || in.take('z')) return Zone::utc();
  if (in.take('@')) {
    const auto zone = Zone::named(in.rest());
    in.skip_rest();
    return zone;
  }
  const bool negative = in.peek() == '-';
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const auto hours = in.two();
  if (!hours || !in.take(':')) return std::nullopt;
  const auto minutes = in.two();
  if (!minutes || *minutes > 59) return std::nullopt;
  int seconds = 0;
  if (in.take(':')) {
    const auto s = in.two();
    if (!s || *s > 59) return std::nullopt;
    seconds = *s;
  }
  const int offset = *hours * 3600 + *minutes * 60 + seconds;
  if (offset > kMostOffset) return std::nullopt;
  return Zone::offset(negative ? -offset : offset);
}

std::optional<Date> read_date(Reader& in) {
  const bool negative = in.take('-');
  const auto year_digits = in.digits();
  if (year_digits.size() < 4 || year_digits.size() > 9 || (year_digits.size() > 4 && year_digits.front() == '0')) {
    return std::nullopt;
  }
  const auto year = number_of(year_digits);
  if (!year || !in.take('-')) return std::nullopt;
  const auto month = in.two();
  if (!month || !in.take('-')) return std::nullopt;
  const auto day = in.two();
  if (!day) return std::nullopt;
  return Date::make(negative ? -*year : *year, *month, *day);
}

struct ClockTime {
  int hour = 0, minute = 0, second = 0;
  std::int64_t nanos = 0;
};
// hh:mm:ss[.f…]; 24:00:00 is allowed.
std::optional<ClockTime> read_clock(Reader& in) {
  const auto h = in.two();
  if (!h || !in.take(':')) return std::nullopt;
  const auto m = in.two();
  if (!m || !in.take(':')) return std::nullopt;
  const auto s = in.two();
  if (!s) return std::nullopt;
  ClockTime t{*h, *m, *s, 0};
  if (in.take('.')) {
    const auto fraction = in.digits();
    if (fraction.empty()) return std::nullopt;
    t.nanos = nanos_of(fraction);
  }
  if (t.minute > 59 || t.second > 59 || t.hour > 24) return std::nullopt;
  if (t.hour == 24 && (t.minute != 0 || t.second != 0 || t.nanos != 0)) return std::nullopt;
  return t;
}

// Zone names in use; a name once met keeps its number for the life of the program.
struct Names {
  std::mutex mutex;
  std::vector<const date::time_zone*> zones{nullptr};
  std::vector<std::string> names{std::string()};
};
Names& names() {
  static Names it;
  return it;
}

const date::time_zone* zone_at(std::uint32_t index) {
  Names& all = names();
  const std::lock_guard lock(all.mutex);
  return all.zones[index];
}

// The database's arithmetic ends near the year 32767. Beyond, the rules of a year with the same calendar 400 years
// apart hold.
std::int64_t within_reach(std::int64_t seconds) {
  constexpr std::int64_t cycle = 146'097 * kSecondsPerDay;  // 400 years
  constexpr std::int64_t far = 25'000LL * 365 * kSecondsPerDay;
  if (seconds > far) return seconds - (seconds - far + cycle - 1) / cycle * cycle;
  if (seconds < -far) return seconds + (-far - seconds + cycle - 1) / cycle * cycle;
  return seconds;
}

}  // namespace

std::optional<Zone> Zone::named(std::string_view name) {
  if (name.empty() || name.size() > 64) return std::nullopt;
  Names& all = names();
  const std::lock_guard lock(all.mutex);
  const auto at = std::ranges::find(all.names, name);
  if (at != all.names.end()) return Zone(0, static_cast<std::uint32_t>(at - all.names.begin()));
  const date::time_zone* zone = nullptr;
  try {
    zone = date::locate_zone(std::string(name));
  } catch (const std::exception&) {
    return std::nullopt;
  }
  if (all.names.size() > 2000) return std::nullopt;
  all.zones.push_back(zone);
  all.names.emplace_back(name);
  return Zone(0, static_cast<std::uint32_t>(all.names.size() - 1));
}

std::string Zone::name() const {
  Names& all = names();
  const std::lock_guard lock(all.mutex);
  return all.names[name_];
}

int Zone::offset_at_local(std::int64_t local_seconds) const {
  if (!is_named()) return offset_;
  const auto info = zone_at(name_)->get_info(date::local_seconds(std::chrono::seconds(within_reach(local_seconds))));
  return static_cast<int>(info.first.offset.count());
}

int Zone::offset_at(std::int64_t utc_seconds) const {
  if (!is_named()) return offset_;
  return static_cast<int>(
      zone_at(name_)->get_info(date::sys_seconds(std::chrono::seconds(within_reach(utc_seconds)))).offset.count());
}

std::string time_zone_edition() { return date::get_tzdb().version; }

namespace {

bool leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
int month_length(std::int64_t year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

}  // namespace

std::optional<Date> Date::make(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -kMostYears || year > kMostYears || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > month_length(year, static_cast<int>(month))) return std::nullopt;
  return Date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<Date> Date::parse(std::string_view text) {
  Reader in(text);
  auto date = read_date(in);
  if (!date || !in.done()) return std::nullopt;
  return date;
}

// Days and civil dates of the proleptic Gregorian calendar, in eras of 400 years that begin on 1 March.
std::int64_t Date::days() const {
  const std::int64_t y = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

std::optional<Date> Date::from_days(std::int64_t days) {
  if (days > 366'000'000'000 || days < -366'000'000'000) return std::nullopt;
  const std::int64_t z = days + 719'468;
  const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const std::int64_t day_of_era = z - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t mp = (5 * day_of_year + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  return make(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * mp + 2) / 5 + 1);
}

std::optional<Date> Date::plus_months(std::int64_t months) const {
  std::int64_t index = 0;
  if (__builtin_add_overflow(static_cast<std::int64_t>(year) * 12 + month - 1, months, &index)) return std::nullopt;
  const std::int64_t y = index >= 0 ? index / 12 : -((11 - index) / 12);
  const int m = static_cast<int>(index - y * 12) + 1;
  if (y < -kMostYears || y > kMostYears) return std::nullopt;
  return make(y, m, std::min<int>(day, month_length(y, m)));
}

int Date::weekday() const {
  const std::int64_t n = (days() + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(n < 0 ? n + 7 : n) + 1;
}

int Date::day_of_year() const { return static_cast<int>(days() - Date{year, 1, 1}.days()) + 1; }

int Date::iso_week() const {
  const std::int64_t thursday = days() - weekday() + 4;
  const auto of_week = from_days(thursday);
  const std::int32_t y = of_week ? of_week->year : year;
  return static_cast<int>((thursday - Date{y, 1, 1}.days()) / 7) + 1;
}

std::string Date::to_string() const {
  return (year < 0 ? "-" : "") + padded(std::llabs(year), 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
}

std::optional<Time> Time::make(int hour, int minute, int second, std::int64_t nanos, Zone zone) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  if (nanos < 0 || nanos >= kNanosPerSecond) return std::nullopt;
  return Time{((hour * 60LL + minute) * 60 + second) * kNanosPerSecond + nanos, zone};
}

std::optional<Time> Time::parse(std::string_view text) {
  Reader in(text);
  if (in.take('T') && in.done()) return std::nullopt;
  const auto clock = read_clock(in);
  if (!clock) return std::nullopt;
  const auto zone = read_zone(in);
  if (!zone || !in.done()) return std::nullopt;
  return make(clock->hour % 24, clock->minute, clock->second, clock->nanos, *zone);
}

std::string Time::to_string() const {
  return padded(hour(), 2) + ':' + padded(minute(), 2) + ':' + padded(second(), 2) +
         fraction_text(nanos % kNanosPerSecond) + zone_text(zone);
}

std::optional<DateTime> DateTime::parse(std::string_view text) {
  Reader in(text);
  auto date = read_date(in);
  if (!date) return std::nullopt;
  if (in.done()) return DateTime{*date, Time{}};
  if (!in.take('T')) return std::nullopt;
  const auto clock = read_clock(in);
  if (!clock) return std::nullopt;
  const auto zone = read_zone(in);
  if (!zone || !in.done()) return std::nullopt;
  if (clock->hour == 24) {
    date = Date::from_days(date->days() + 1);
    if (!date) return std::nullopt;
  }
  const auto time = Time::make(clock->hour % 24, clock->minute, clock->second, clock->nanos, *zone);
  if (!time) return std::nullopt;
  return DateTime{*date, *time};
}

int DateTime::offset() const { return time.zone.is_local() ? 0 : time.zone.offset_at_local(local_seconds()); }
std::int64_t DateTime::utc_seconds() const { return local_seconds() - offset(); }

std::optional<DateTime> DateTime::from_local(std::int64_t seconds, std::int64_t nanos, Zone zone) {
  std::int64_t day = seconds / kSecondsPerDay;
  std::int64_t rest = seconds % kSecondsPerDay;
  if (rest < 0) {
    rest += kSecondsPerDay;
    --day;
  }
  const auto date = Date::from_days(day);
  if (!date) return std::nullopt;
  return DateTime{*date, Time{rest * kNanosPerSecond + nanos, zone}};
}

std::optional<DateTime> DateTime::from_utc(std::int64_t seconds, std::int64_t nanos, Zone zone) {
  return from_local(seconds + (zone.is_local() ? 0 : zone.offset_at(seconds)), nanos, zone);
}

std::string DateTime::to_string() const { return date.to_string() + 'T' + time.to_string(); }

std::string MonthsDuration::to_string() const {
  if (months == 0) return "P0M";
  const std::uint64_t m = months < 0 ? 0 - static_cast<std::uint64_t>(months) : static_cast<std::uint64_t>(months);
  std::string out = months < 0 ? "-P" : "P";
  if (m / 12 != 0) out += std::to_string(m / 12) + 'Y';
  if (m % 12 != 0) out += std::to_string(m % 12) + 'M';
  return out;
}

DaysDuration DaysDuration::make(Int128 nanoseconds) {
  return {static_cast<std::int64_t>(nanoseconds / kNanosPerSecond),
          static_cast<std::int32_t>(nanoseconds % kNanosPerSecond)};
}

std::string DaysDuration::to_string() const {
  if (seconds == 0 && nanos == 0) return "PT0S";
  const bool negative = seconds < 0 || nanos < 0;
  const std::uint64_t s = seconds < 0 ? 0 - static_cast<std::uint64_t>(seconds) : static_cast<std::uint64_t>(seconds);
  std::string out = negative ? "-P" : "P";
  if (s / 86'400 != 0) out += std::to_string(s / 86'400) + 'D';
  const std::uint64_t rest = s % 86'400;
  if (rest != 0 || nanos != 0) out += 'T';
  if (rest / 3600 != 0) out += std::to_string(rest / 3600) + 'H';
  if (rest / 60 % 60 != 0) out += std::to_string(rest / 60 % 60) + 'M';
  if (rest % 60 != 0 || nanos != 0) out += std::to_string(rest % 60) + fraction_text(std::abs(nanos)) + 'S';
  return out;
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  Reader in(text);
  const bool negative = in.take('-');
  if (!in.take('P')) return std::nullopt;
  Int128 months = 0;
  bool any = false;
  auto digits = in.digits();
  if (in.take('Y')) {
    const auto n = number_of(digits);
    if (!n) return std::nullopt;
    months += static_cast<Int128>(*n) * 12;
    any = true;
    digits = in.digits();
  }
  if (in.take('M')) {
    const auto n = number_of(digits);
    if (!n) return std::nullopt;
    months += *n;
    any = true;
    digits = {};
  }
  if (!any || !in.done() || !digits.empty() || months > INT64_MAX) return std::nullopt;
  const auto m = static_cast<std::int64_t>(months);
  return MonthsDuration{negative ? -m : m};
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  Reader in(text);
  const bool negative = in.take('-');
  if (!in.take('P')) return std::nullopt;
  Int128 nanos = 0;
  bool any = false;
  const auto part = [&](std::string_view digits, std::int64_t seconds) {
    const auto n = number_of(digits);
    if (!n) return false;
    nanos += static_cast<Int128>(*n) * seconds * kNanosPerSecond;
    any = true;
    return true;
  };
  auto digits = in.digits();
  if (in.take('D')) {
    if (!part(digits, kSecondsPerDay)) return std::nullopt;
    digits = {};
  }
  if (!digits.empty()) return std::nullopt;
  if (in.take('T')) {
    any = false;
    digits = in.digits();
    if (in.take('H')) {
      if (!part(digits, 3600)) return std::nullopt;
      digits = in.digits();
    }
    if (in.take('M')) {
      if (!part(digits, 60)) return std::nullopt;
      digits = in.digits();
    }
    if (!digits.empty() && in.peek() == '.') {
      in.take('.');
      const auto fraction = in.digits();
      if (!part(digits, 1)) return std::nullopt;
      nanos += nanos_of(fraction);
      if (!in.take('S')) return std::nullopt;
      digits = {};
    } else if (in.take('S')) {
      if (!part(digits, 1)) return std::nullopt;
      digits = {};
    }
    if (!digits.empty()) return std::nullopt;
  }
  if (!any || !in.done()) return std::nullopt;
  const Int128 most = static_cast<Int128>(INT64_MAX) * kNanosPerSecond;
  if (nanos > most) return std::nullopt;
  return DaysDuration::make(negative ? -nanos : nanos);
}

}  // namespace feel
