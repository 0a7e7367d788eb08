#include "calendar/period.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "base/text.hpp"

namespace calendar {

namespace {

constexpr int kFirstYear = 1900, kLastYear = 2199;

// "####-##" with '#' for a digit.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '#' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

int number(std::string_view digits) {
  int n = 0;
  for (const char c : digits) n = n * 10 + (c - '0');
  return n;
}

bool year_exists(int year) { return kFirstYear <= year && year <= kLastYear; }

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 20;
  return "“" + base::shortened(text, longest) + "”";
}

auto date_form(std::string_view text) {
  return base::fail("date.form", "日期" + quoted(text) + "不是“2023-11-30”这样的写法", {},
                    "改成“年-月-日”，月、日各写两位");
}

auto date_impossible(std::string_view text) {
  return base::fail("date.impossible", "没有" + quoted(text) + "这一天", {}, "核对年、月、日");
}

auto period_form(std::string_view text) {
  return base::fail(
      "period.form", "期间" + quoted(text) + "的写法不认识", {},
      "写成 2023年1—9月、2023年前三季度、2023年上半年、2023年9月、2023年，或者 2023-01/2023-09、2023Q3、2023H1、"
      "2023-09、2023");
}

auto period_impossible(std::string_view text, const std::string& why) {
  return base::fail("period.impossible", "期间" + quoted(text) + "不存在：" + why, {}, "核对年份和月份");
}

std::string print(const char* format, int a, int b = 0, int c = 0) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, a, b, c);
  return buffer.data();
}

// These forms are written millions of times over when a ledger is filled, so without printf.
std::string padded(int number, std::size_t width) {
  std::string out = std::to_string(number);
  if (out.size() < width) out.insert(0, width - out.size(), '0');
  return out;
}

int year_of(const Date& date) { return static_cast<int>(date.year()); }
int month_of(const Date& date) { return static_cast<int>(static_cast<unsigned>(date.month())); }
int day_of(const Date& date) { return static_cast<int>(static_cast<unsigned>(date.day())); }

// The number of a third, quarter or half of `size` months, 0 when the period is none.
int part_of_year(const Period& p, int size) {
  if (p.first.year != p.last.year || p.months() != size || (p.first.month - 1) % size != 0) return 0;
  return (p.first.month - 1) / size + 1;
}

base::Result<Month> parse_month(std::string_view text, std::string_view whole) {
  if (!has_shape(text, "####-##")) return period_form(whole);
  const Month m{number(text.substr(0, 4)), number(text.substr(5, 2))};
  if (!year_exists(m.year)) return period_impossible(whole, "年份超出范围");
  if (m.month < 1 || m.month > 12) return period_impossible(whole, "月份应在01至12之间");
  return m;
}

// Takes what stands at the front of `text` away; false leaves it as it is.
bool take(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.remove_prefix(front.size());
  return true;
}

std::optional<int> take_number(std::string_view& text, std::size_t most_digits) {
  std::size_t n = 0;
  while (n < text.size() && n < most_digits && text[n] >= '0' && text[n] <= '9') ++n;
  if (n == 0) return std::nullopt;
  const int out = number(text.substr(0, n));
  text.remove_prefix(n);
  return out;
}

struct PartWords {
  std::string_view words;
  int first = 0, last = 0;
};
// What may stand after “2023年”, as tables and our own papers print it.
constexpr PartWords kParts[] = {{"", 1, 12},        {"全年", 1, 12},      {"上半年", 1, 6},   {"下半年", 7, 12},
                                {"前三季度", 1, 9}, {"前3季度", 1, 9},    {"一季度", 1, 3},   {"二季度", 4, 6},
                                {"三季度", 7, 9},   {"四季度", 10, 12},   {"第一季度", 1, 3}, {"第二季度", 4, 6},
                                {"第三季度", 7, 9}, {"第四季度", 10, 12}, {"1季度", 1, 3},    {"2季度", 4, 6},
                                {"3季度", 7, 9},    {"4季度", 10, 12}};
constexpr std::string_view kTo[] = {"-", "—", "–", "－", "~", "～", "至", "到"};

// “2023年1—9月”, “2023年前三季度”, “2023年9月”, “2023年11月—2024年2月”. Nothing for other shapes.
std::optional<base::Result<Period>> parse_written(std::string_view given) {
  std::string text;
  for (const char c : given)
    if (c != ' ') text += c;
  std::string_view rest = text;
  const auto year = take_number(rest, 4);
  if (!year || !has_shape(std::string_view(text).substr(0, 4), "####") || !take(rest, "年")) return std::nullopt;
  if (!year_exists(*year)) return period_impossible(given, "年份超出范围");
  for (const auto& part : kParts)
    if (rest == part.words) return Period{{*year, part.first}, {*year, part.last}};
  Month first{*year, 1}, last = first;
  if (take(rest, "前")) {  // 前10个月
    const auto months = take_number(rest, 2);
    if (!months || rest != "个月") return std::nullopt;
    last.month = *months;
  } else {
    const auto from = take_number(rest, 2);
    if (!from) return std::nullopt;
    first.month = last.month = *from;
    const bool month_said = take(rest, "月");
    if (!(month_said && rest.empty())) {
      if (std::ranges::none_of(kTo, [&](std::string_view to) { return take(rest, to); })) return std::nullopt;
      if (has_shape(rest.substr(0, 4), "####")) {
        last.year = *take_number(rest, 4);
        if (!take(rest, "年")) return std::nullopt;
        if (!year_exists(last.year)) return period_impossible(given, "年份超出范围");
      }
      const auto to = take_number(rest, 2);
      if (!to || rest != "月") return std::nullopt;
      last.month = *to;
    }
  }
  for (const Month& m : {first, last})
    if (m.month < 1 || m.month > 12) return period_impossible(given, "月份应在1至12之间");
  if (last < first) return period_impossible(given, "结束早于开始");
  return Period{first, last};
}

}  // namespace

base::Result<Date> parse_date(std::string_view given) {
  const std::string_view text = base::trim(given);
  if (!has_shape(text, "####-##-##")) return date_form(given);
  const int year = number(text.substr(0, 4));
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
                  std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))))};
  if (!year_exists(year) || !date.ok()) return date_impossible(given);
  return date;
}

std::string to_string(const Date& date) {
  return padded(year_of(date), 4) + "-" + padded(month_of(date), 2) + "-" + padded(day_of(date), 2);
}

std::string to_chinese(const Date& date) { return print("%d年%d月%d日", year_of(date), month_of(date), day_of(date)); }

Date last_day_of_month(int year, int month) {
  JC_ASSERT(month >= 1 && month <= 12);
  return std::chrono::year_month_day_last(
      std::chrono::year(year), std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
}

Date plus_days(const Date& date, int days) { return Date(std::chrono::sys_days(date) + std::chrono::days(days)); }

base::Result<Period> parse_period(std::string_view given) {
  const std::string_view text = base::trim(given);
  if (text.size() == 15 && text[7] == '/') {
    const auto first = parse_month(text.substr(0, 7), given);
    if (!first) return base::fail(first.error());
    const auto last = parse_month(text.substr(8), given);
    if (!last) return base::fail(last.error());
    if (*last < *first) return period_impossible(given, "结束早于开始");
    return Period{*first, *last};
  }
  if (text.size() == 7 && text[4] == '-') {
    const auto month = parse_month(text, given);
    if (!month) return base::fail(month.error());
    return Period{*month, *month};
  }
  if (const auto written = parse_written(text)) return *written;
  const bool quarter = has_shape(text, "####Q#"), half = has_shape(text, "####H#");
  if (!quarter && !half && !has_shape(text, "####")) return period_form(given);
  const int year = number(text.substr(0, 4));
  if (!year_exists(year)) return period_impossible(given, "年份超出范围");
  if (!quarter && !half) return Period::year(year);
  const int part = text[5] - '0', size = quarter ? 3 : 6;
  if (part < 1 || part > 12 / size) return period_impossible(given, quarter ? "只有Q1至Q4" : "只有H1和H2");
  return Period{{year, (part - 1) * size + 1}, {year, part * size}};
}

std::string to_string(const Period& p) {
  const std::string year = padded(p.first.year, 4);
  if (p.is_year()) return year;
  if (const int half = part_of_year(p, 6)) return year + "H" + padded(half, 1);
  if (const int quarter = part_of_year(p, 3)) return year + "Q" + padded(quarter, 1);
  const std::string first = year + "-" + padded(p.first.month, 2);
  return p.months() == 1 ? first : first + "/" + padded(p.last.year, 4) + "-" + padded(p.last.month, 2);
}

std::string to_chinese(const Period& p) {
  static constexpr const char* quarters[] = {"", "一", "二", "三", "四"};
  const std::string year = print("%d年", p.first.year);
  if (p.is_year()) return year;
  if (const int half = part_of_year(p, 6)) return year + (half == 1 ? "上半年" : "下半年");
  if (const int quarter = part_of_year(p, 3)) return year + quarters[quarter] + "季度";
  if (p.starts_in_january() && p.last.month == 9) return year + "前三季度";
  if (p.months() == 1) return year + print("%d月", p.first.month);
  if (p.first.year == p.last.year) return year + print("%d—%d月", p.first.month, p.last.month);
  return year + print("%d月—%d年%d月", p.first.month, p.last.year, p.last.month);
}

base::Result<Published> parse_published(std::string_view given) {
  const std::string_view text = base::trim(given);
  const bool year_only = has_shape(text, "####");
  if (year_only || has_shape(text, "####-##")) {
    const int year = number(text.substr(0, 4)), month = year_only ? 12 : number(text.substr(5, 2));
    if (!year_exists(year) || month < 1 || month > 12) return date_impossible(given);
    return Published{last_day_of_month(year, month),
                     year_only ? Published::Precision::year : Published::Precision::month};
  }
  const auto day = parse_date(given);
  if (!day) return base::fail(day.error());
  return Published{*day, Published::Precision::day};
}

std::string to_string(const Published& p) {
  switch (p.precision) {
    case Published::Precision::day:
      return to_string(p.known_by);
    case Published::Precision::month:
      return padded(year_of(p.known_by), 4) + "-" + padded(month_of(p.known_by), 2);
    case Published::Precision::year:
      return padded(year_of(p.known_by), 4);
  }
  return {};
}

std::string to_chinese(const Published& p) {
  switch (p.precision) {
    case Published::Precision::day:
      return to_chinese(p.known_by);
    case Published::Precision::month:
      return print("%d年%d月", year_of(p.known_by), month_of(p.known_by)) + "（日期不详）";
    case Published::Precision::year:
      return print("%d年", year_of(p.known_by)) + "（月日不详）";
  }
  return {};
}

}  // namespace calendar
