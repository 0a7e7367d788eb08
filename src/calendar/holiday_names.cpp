#include "calendar/holiday_names.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "base/builtin.hpp"
#include "base/csv.hpp"

namespace calendar {
namespace {

struct Fixed {
  std::string_view name;
  unsigned month, day;
};
constexpr std::array<Fixed, 3> kFixed{{{"元旦", 1, 1}, {"劳动节", 5, 1}, {"国庆节", 10, 1}}};

using First = std::map<std::pair<std::string, int>, Date>;

const First& noticed() {
  static const First all = [] {
    const auto rows =
        base::CsvTable::parse(base::builtin_file("codes/holidays.csv"), std::string("codes/holidays.csv"));
    JC_ASSERT(rows.has_value());
    First out;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const auto day = parse_date(rows->at(i, "date"));
      if (!day || rows->at(i, "kind") != "holiday") continue;
      const auto [at, fresh] = out.try_emplace({rows->at(i, "name"), static_cast<int>(day->year())}, *day);
      if (!fresh && *day < at->second) at->second = *day;
    }
    return out;
  }();
  return all;
}

}  // namespace

std::optional<Date> holiday_begins(std::string_view name, int year) {
  for (const Fixed& fixed : kFixed)
    if (fixed.name == name)
      return Date{std::chrono::year(year), std::chrono::month(fixed.month), std::chrono::day(fixed.day)};
  const auto at = noticed().find({std::string(name), year});
  return at == noticed().end() ? std::nullopt : std::optional(at->second);
}

std::optional<Date> day_before_holiday(std::string_view name, const Date& since) {
  const int year = static_cast<int>(since.year());
  for (const int y : {year, year + 1}) {
    const auto begins = holiday_begins(name, y);
    if (begins && *begins > since) return plus_days(*begins, -1);
    if (!begins && y == year) return std::nullopt;  // never guessed from the year after
  }
  return std::nullopt;
}

}  // namespace calendar
