#include "forecast/calendar_effects.hpp"

#include <algorithm>

#include "calendar/spring_festival.hpp"
#include "calendar/workdays.hpp"

namespace forecast {
namespace {

using calendar::kFirstSpringFestival;
using calendar::kLastSpringFestival;

constexpr int kYears = kLastSpringFestival - kFirstSpringFestival + 1, kMonths = 12 * kYears;
constexpr int kHolidayDays = 7;

int index_of(const calendar::Month& m) { return (m.year - kFirstSpringFestival) * 12 + m.month - 1; }

std::chrono::sys_days first_day(int index) {
  return std::chrono::sys_days(calendar::Date{std::chrono::year{kFirstSpringFestival + index / 12},
                                              std::chrono::month{static_cast<unsigned>(index % 12 + 1)},
                                              std::chrono::day{1}});
}

// Working days of each month less the mean of the same month, apart for years with and without a notice.
const std::vector<double>& working_days() {
  static const std::vector<double> all = [] {
    const auto& notices = calendar::WorkingCalendar::builtin();
    std::vector<double> days(kMonths);
    std::array<std::array<double, 12>, 2> sum{};
    std::array<int, 2> years{};
    const auto kind = [&](int m) -> std::size_t { return notices.covers(kFirstSpringFestival + m / 12) ? 1 : 0; };
    for (int m = 0; m < kMonths; ++m) {
      for (auto d = first_day(m); d < first_day(m + 1); d += std::chrono::days(1)) {
        const auto known = notices.is_working_day(calendar::Date{d});
        const unsigned weekday = std::chrono::weekday{d}.iso_encoding();
        if (known ? *known : weekday <= 5) ++days[static_cast<std::size_t>(m)];
      }
      sum[kind(m)][static_cast<std::size_t>(m % 12)] += days[static_cast<std::size_t>(m)];
      if (m % 12 == 0) ++years[kind(m)];
    }
    for (int m = 0; m < kMonths; ++m) {
      days[static_cast<std::size_t>(m)] -= sum[kind(m)][static_cast<std::size_t>(m % 12)] / std::max(1, years[kind(m)]);
    }
    return days;
  }();
  return all;
}

// Share of the days [start, start + length) around each year's festival that lies in each month, less its mean.
std::vector<double> window(int start, int length) {
  std::vector<double> share(kMonths + 1);
  for (int y = kFirstSpringFestival; y <= kLastSpringFestival; ++y) {
    const auto day = std::chrono::sys_days(*calendar::spring_festival(y)) + std::chrono::days(start);
    for (int k = 0; k < length; ++k) {
      const calendar::Date d{day + std::chrono::days(k)};
      const int m = index_of({static_cast<int>(d.year()), static_cast<int>(static_cast<unsigned>(d.month()))});
      if (m >= 0 && m < kMonths) share[static_cast<std::size_t>(m)] += 1.0 / length;
    }
  }
  for (std::size_t month = 0; month < 12; ++month) {
    double mean = 0;
    for (std::size_t m = month; m < kMonths; m += 12) mean += share[m] / kYears;
    for (std::size_t m = month; m < kMonths; m += 12) share[m] -= mean;
  }
  return share;
}

}  // namespace

const char* calendar_effect_name(CalendarEffect effect) {
  switch (effect) {
    case kWorkingDays:
      return "工作日多少";
    case kLeapDay:
      return "闰年2月";
    case kFestivalBefore:
      return "春节前";
    case kFestivalDuring:
      return "春节假期";
    case kFestivalAfter:
      return "春节后";
    case kCalendarEffects:
      break;
  }
  return "";
}

std::array<std::vector<double>, kCalendarEffects> calendar_regressors(const std::vector<calendar::Period>& periods,
                                                                      int reach) {
  // The three windows hardly ever change: kept for the two reaches in use.
  static const auto during = window(-1, kHolidayDays);
  static const auto before10 = window(-11, 10), after10 = window(kHolidayDays - 1, 10);
  static const auto before20 = window(-21, 20), after20 = window(kHolidayDays - 1, 20);
  const bool known = reach == 10 || reach == 20;
  const std::vector<double> own_before = known ? std::vector<double>() : window(-1 - reach, reach);
  const std::vector<double> own_after = known ? std::vector<double>() : window(kHolidayDays - 1, reach);
  const auto& before = reach == 10 ? before10 : reach == 20 ? before20 : own_before;
  const auto& after = reach == 10 ? after10 : reach == 20 ? after20 : own_after;
  std::array<std::vector<double>, kCalendarEffects> out;
  for (auto& column : out) column.assign(periods.size(), 0);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const int first = index_of(periods[i].first), last = index_of(periods[i].last);
    if (first < 0 || last >= kMonths) continue;
    const double months = periods[i].months();
    for (int m = first; m <= last; ++m) {
      const auto at = static_cast<std::size_t>(m);
      out[kWorkingDays][i] += working_days()[at] / months;
      if (m % 12 == 1) {
        const auto days = (first_day(m + 1) - first_day(m)).count();
        out[kLeapDay][i] += (static_cast<double>(days) - 28.25) / months;
      }
      out[kFestivalBefore][i] += before[at] / months;
      out[kFestivalDuring][i] += during[at] / months;
      out[kFestivalAfter][i] += after[at] / months;
    }
  }
  return out;
}

}  // namespace forecast
