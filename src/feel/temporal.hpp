// FEEL dates, times, dates and times, and durations (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8): values after XML Schema and
// ISO 8601, years -999,999,999 to 999,999,999, nanoseconds, offsets to ±18:00 and time zones of the IANA database.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feel {

__extension__ typedef __int128 Int128;  // holds every span of years in nanoseconds

// Without one a value is local: it is held against another as if both stood in one place.
class Zone {
 public:
  Zone() = default;
  static Zone offset(int seconds) { return Zone(seconds, 0); }
  static Zone utc() { return Zone(0, 0, true); }
  // Fails for a name the machine's IANA database does not have.
  static std::optional<Zone> named(std::string_view name);

  bool is_local() const { return local_; }
  bool is_named() const { return name_ != 0; }
  bool is_utc_mark() const { return utc_; }  // written Z
  std::string name() const;                  // empty unless named
  // Seconds east of Greenwich at a local instant (seconds since 1970-01-01T00:00 of the wall clock); in a gap the
  // offset before it, in an overlap the earlier one (as java.time does).
  int offset_at_local(std::int64_t local_seconds) const;
  int offset_at(std::int64_t utc_seconds) const;
  int fixed_offset() const { return offset_; }

 private:
  Zone(int offset, std::uint32_t name, bool utc = false)
      : offset_(offset), name_(static_cast<std::uint16_t>(name)), local_(false), utc_(utc) {}
  std::int32_t offset_ = 0;
  std::uint16_t name_ = 0;  // index into the names in use, 0: none
  bool local_ = true;
  bool utc_ = false;
};

struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  auto operator<=>(const Date&) const = default;

  static std::optional<Date> make(std::int64_t year, std::int64_t month, std::int64_t day);
  static std::optional<Date> parse(std::string_view text);
  static std::optional<Date> from_days(std::int64_t days);  // since 1970-01-01
  std::int64_t days() const;
  std::optional<Date> plus_months(std::int64_t months) const;  // 31 January and a month: the month's last day
  int weekday() const;                                         // Monday 1 … Sunday 7
  int day_of_year() const;
  int iso_week() const;  // ISO 8601
  std::string to_string() const;
};

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

struct Time {
  std::int64_t nanos = 0;  // of the day
  Zone zone;
  static std::optional<Time> make(int hour, int minute, int second, std::int64_t nanos, Zone zone);
  static std::optional<Time> parse(std::string_view text);
  int hour() const { return static_cast<int>(nanos / (3600 * kNanosPerSecond)); }
  int minute() const { return static_cast<int>(nanos / (60 * kNanosPerSecond) % 60); }
  int second() const { return static_cast<int>(nanos / kNanosPerSecond % 60); }
  std::string to_string() const;
};

struct DateTime {
  Date date;
  Time time;
  // 24:00:00 is the first instant of the next day.
  static std::optional<DateTime> parse(std::string_view text);  // a date alone is its midnight
  std::int64_t local_seconds() const { return date.days() * kSecondsPerDay + time.nanos / kNanosPerSecond; }
  std::int64_t utc_seconds() const;  // a local one counts as UTC
  int offset() const;                // seconds; 0 for a local one
  static std::optional<DateTime> from_local(std::int64_t seconds, std::int64_t nanos, Zone zone);
  static std::optional<DateTime> from_utc(std::int64_t seconds, std::int64_t nanos, Zone zone);
  std::string to_string() const;
};

// Months; P1Y and P12M are one value.
struct MonthsDuration {
  std::int64_t months = 0;
  auto operator<=>(const MonthsDuration&) const = default;
  std::string to_string() const;
};

// Seconds and nanoseconds of the same sign; P1D and PT24H are one value.
struct DaysDuration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  auto operator<=>(const DaysDuration&) const = default;
  static DaysDuration make(Int128 nanoseconds);
  Int128 total_nanos() const { return static_cast<Int128>(seconds) * kNanosPerSecond + nanos; }
  std::string to_string() const;
};

std::optional<MonthsDuration> parse_months_duration(std::string_view text);
std::optional<DaysDuration> parse_days_duration(std::string_view text);

// The edition of the IANA time-zone database in use.
std::string time_zone_edition();

}  // namespace feel
