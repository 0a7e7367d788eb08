#include "calendar/workdays.hpp"

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace calendar {

namespace {

int year_of(const Date& date) { return static_cast<int>(date.year()); }

bool is_weekday(const Date& date) { return std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding() <= 5; }

// The first "####年" of a notice's title, 0 when it names no year.
int year_named(std::string_view notice) {
  constexpr std::string_view year_word = "年";
  for (auto at = notice.find(year_word); at != std::string_view::npos; at = notice.find(year_word, at + 1)) {
    if (at < 4) continue;
    int year = 0;
    bool digits = true;
    for (const char c : notice.substr(at - 4, 4)) {
      digits = digits && c >= '0' && c <= '9';
      year = year * 10 + (c - '0');
    }
    if (digits) return year;
  }
  return 0;
}

auto not_covered(int year) {
  const std::string y = std::to_string(year);
  return base::fail("calendar.not_covered", "没有载入" + y + "年的节假日安排通知，不能判断该年哪天是工作日", {},
                    "国务院办公厅关于" + y +
                        "年部分节假日安排的通知印发后（一般在上一年10月至12月，中国政府网可查），照通知填一张 CSV 表"
                        "（列为 date,kind,name,notice），在“管理—工作日”载入，命令行加 --holidays "
                        "表.csv；填法见 docs/howto/load-holidays.md");
}

}  // namespace

const WorkingCalendar& WorkingCalendar::builtin() {
  static const WorkingCalendar calendar = [] {
    auto parsed = parse(base::builtin_file("codes/holidays.csv"), "codes/holidays.csv");
    JC_ASSERT(parsed.has_value());
    return std::move(*parsed);
  }();
  return calendar;
}

base::Result<WorkingCalendar> WorkingCalendar::parse(std::string_view csv, const std::string& file_name) {
  const auto table = base::CsvTable::parse(csv, file_name);
  if (!table) return base::fail(table.error());
  for (const char* column : {"date", "kind", "name", "notice"}) {
    if (!table->has(column)) {
      return base::fail("calendar.columns", std::string("节假日表缺少“") + column + "”列", {.file = file_name},
                        "表头写成 date,kind,name,notice");
    }
  }
  WorkingCalendar out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const base::Place place{.file = file_name, .line = table->line(row)};
    auto date = parse_date(table->at(row, "date"));
    if (!date) {
      date.error().where = place;
      return base::fail(date.error());
    }
    const std::string_view kind = base::trim(table->at(row, "kind"));
    if (kind != "holiday" && kind != "workday") {
      return base::fail("calendar.kind", "kind 列是“" + std::string(kind) + "”，只能是 holiday 或 workday", place,
                        "放假写 holiday，调休上班写 workday");
    }
    const bool working = kind == "workday";
    if (working && is_weekday(*date)) {
      return base::fail("calendar.weekday", to_chinese(*date) + "是周一至周五，本来就上班，不应列为调休上班日", place,
                        "核对通知中的日期");
    }
    const int named = year_named(table->at(row, "notice"));
    const Special special{working, named > 0 ? named : year_of(*date)};
    const auto [known, is_new] = out.special_.emplace(*date, special);
    if (!is_new && known->second.working != working) {
      return base::fail("calendar.conflict", to_chinese(*date) + "既列为放假又列为上班", place, "只保留通知中的那一行");
    }
    out.years_.insert(special.notice_year);
  }
  return out;
}

WorkingCalendar WorkingCalendar::with(const WorkingCalendar& other) const {
  WorkingCalendar out = other;
  out.years_.insert(years_.begin(), years_.end());
  for (const auto& [date, special] : special_) {
    if (!other.covers(special.notice_year)) out.special_.emplace(date, special);
  }
  return out;
}

base::Result<bool> WorkingCalendar::is_working_day(const Date& date) const {
  JC_ASSERT(date.ok());
  if (!covers(year_of(date))) return not_covered(year_of(date));
  const auto found = special_.find(date);
  return found != special_.end() ? found->second.working : is_weekday(date);
}

base::Result<Date> WorkingCalendar::add_working_days(const Date& from, int n) const {
  JC_ASSERT(n >= 1);
  Date date = from;
  for (int left = n; left > 0;) {
    date = plus_days(date, 1);
    const auto working = is_working_day(date);
    if (!working) return base::fail(working.error());
    if (*working) --left;
  }
  return date;
}

base::Result<int> WorkingCalendar::working_days_between(const Date& from, const Date& to) const {
  if (to < from) return working_days_between(to, from).map([](int n) { return -n; });
  int count = 0;
  for (Date date = from; date < to;) {
    date = plus_days(date, 1);
    const auto working = is_working_day(date);
    if (!working) return base::fail(working.error());
    if (*working) ++count;
  }
  return count;
}

}  // namespace calendar
