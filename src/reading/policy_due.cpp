#include "reading/policy_due.hpp"

#include <algorithm>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "calendar/holiday_names.hpp"
#include "reading/lexicon.hpp"
#include "reading/seasons.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using calendar::Date;
using words::View;

Date date(int year, int month, int day) {
  return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
          std::chrono::day(static_cast<unsigned>(day))};
}

class Cursor {
 public:
  Cursor(View text, int at, int limit) : text_(text), at_(at), limit_(limit) {}
  int at() const { return at_; }
  void go(int at) { at_ = at; }
  View rest() const { return text_.substr(static_cast<std::size_t>(at_), static_cast<std::size_t>(limit_ - at_)); }
  bool take(View word) {
    if (!rest().starts_with(word)) return false;
    at_ += static_cast<int>(word.size());
    return true;
  }
  bool take_any(std::initializer_list<View> list) {
    return std::ranges::any_of(list, [&](View word) { return take(word); });
  }
  // 2024, 6, 十二, 二〇二四; 0 for none.
  int number(int most_digits) {
    int value = 0, digits = 0;
    const int from = at_;
    while (at_ < limit_ && digits < most_digits && words::is_digit(text_[static_cast<std::size_t>(at_)])) {
      value = value * 10 + static_cast<int>(text_[static_cast<std::size_t>(at_)] - U'0');
      ++at_, ++digits;
    }
    if (digits > 0) {
      if (at_ < limit_ && words::is_digit(text_[static_cast<std::size_t>(at_)])) at_ = from, value = 0;
      return value;
    }
    static constexpr View kDigits = U"〇一二三四五六七八九";
    int tens = -1;
    while (at_ < limit_ && digits < 4) {
      const char32_t c = text_[static_cast<std::size_t>(at_)];
      if (c == U'十' && most_digits <= 2 && tens < 0) {
        tens = digits == 0 ? 1 : value;
        value = 0;
      } else if (const auto d = kDigits.find(c); d != View::npos) {
        value = value * 10 + static_cast<int>(d);
      } else {
        break;
      }
      ++at_, ++digits;
    }
    if (digits == 0) return 0;
    return tens >= 0 ? tens * 10 + value : value;
  }

 private:
  View text_;
  int at_, limit_;
};

bool space_or(char32_t c, View marks) { return base::is_space(c) || marks.find(c) != View::npos; }

// The clause around `at`, between commas and stops.
Span clause_around(View norm, Span within, int at) {
  static constexpr View kMarks = U",;。:()\n";
  Span out{at, at};
  while (out.start > within.start && kMarks.find(norm[static_cast<std::size_t>(out.start - 1)]) == View::npos)
    --out.start;
  while (out.end < within.end && kMarks.find(norm[static_cast<std::size_t>(out.end)]) == View::npos) ++out.end;
  return out;
}

// A time that says for whom or since when, and not by when.
bool only_describes(View norm, Span within, Span time) {
  const View before =
      norm.substr(static_cast<std::size_t>(within.start), static_cast<std::size_t>(time.start - within.start));
  const View after = norm.substr(static_cast<std::size_t>(time.end), static_cast<std::size_t>(within.end - time.end));
  if (words::ends_with(before, {U"自", U"从", U"有效期至", U"有效期到", U"有效期限至", U"截至", U"截止", U"截止到",
                                U"施行至", U"执行至", U"执行到", U"实施至", U"有效期:", U"自从"}))
    return true;
  // 于8月1日起实施 is begun by that day; since when something is in force is told with 自.
  const bool begun = words::ends_with(before, {U"于"}) &&
                     words::starts_with(after, {U"起实施", U"起执行", U"起实行", U"起启动", U"起开展", U"起试行"}) > 0;
  if (begun) return false;
  if (words::starts_with(after, {U"起", U"已", U"投产的", U"签订的", U"发布的", U"出台的", U"以来", U"有效", U"止",
                                 U"新开工的", U"缴纳的", U"工作总结", U"工作会议", U"之间", U"同期", U"期间"}) > 0)
    return true;
  // 2024年底前成立的企业 says which firms, 10月底前成立专班 sets a limit.
  const View own = base::slice(norm, time);
  const bool by_then = words::ends_with(own, {U"前", U"底", U"末", U"内"});
  const View behind = base::slice(norm, {time.end, clause_around(norm, within, time.end).end});
  if (words::starts_with(after, {U"注册", U"登记", U"成立", U"取得", U"认定", U"获得", U"印发"}) > 0 &&
      (!by_then || words::has(behind, U"的")))
    return true;
  const View clause = base::slice(norm, clause_around(norm, within, time.start));
  const bool for_whom = words::starts_with(base::trim(clause), {U"对", U"凡", U"符合", U"经"}) > 0;
  return for_whom && words::has(clause, U"的");
}

}  // namespace

std::optional<TimeRead> time_at(View norm, int at, int limit, int year) {
  Cursor c(norm, at, limit);
  TimeRead out;
  const int digits_year = c.number(4);
  if (digits_year >= 1900 && digits_year < 2200 && c.take_any({U"年度", U"年"})) {
    year = digits_year;
    out.has_year = true;
  } else {
    c.go(at);
    if (c.take_any({U"今年", U"本年度", U"本年", U"当年"})) {
    } else if (c.take_any({U"明年", U"次年"})) {
      year = year > 0 ? year + 1 : 0;
    }
  }
  const bool worded = c.at() > at;
  const auto whole = [&](int first_month, int last_month) {
    if (year > 0) {
      out.first = date(year, first_month, 1);
      out.last = calendar::last_day_of_month(year, last_month);
    }
    out.end = c.at();
  };
  const int mark = c.at();
  if (const int month = c.number(2); month >= 1 && month <= 12 && c.take(U"月")) {
    whole(month, month);
    const int after_month = c.at();
    if (const int day = c.number(2); day >= 1 && day <= 31 && c.take_any({U"日", U"号"})) {
      out.day = true;
      if (year > 0) {
        const Date d = date(year, month, day);
        if (!d.ok()) return std::nullopt;
        out.first = out.last = d;
      }
    } else {
      c.go(after_month);
      if (c.take(U"上旬")) {
        if (year > 0) out.last = date(year, month, 10);
      } else if (c.take(U"中旬")) {
        if (year > 0) out.last = date(year, month, 20);
      } else {
        c.take_any({U"下旬", U"份"});
      }
    }
    out.end = c.at();
    return out;
  }
  c.go(mark);
  if (c.take_any({U"上半年"})) {
    whole(1, 6);
    return out;
  }
  if (c.take_any({U"下半年"})) {
    whole(7, 12);
    return out;
  }
  if (c.take_any({U"前三季度", U"前3季度"})) {
    whole(1, 9);
    return out;
  }
  // 明年秋季, 秋季学期前: as far as the table gives the season its days.
  if (const SeasonFound season = season_at(c.rest()); season.first_month > 0 || season.last_month > 0) {
    c.go(c.at() + season.length);
    const bool before = season.first_month > 0 && c.take_any({U"之前", U"以前", U"前"});
    if (before || (season.last_month > 0 && (worded || c.rest().starts_with(U"内") || c.rest().starts_with(U"末")))) {
      out.ends = true;
      out.end = c.at();
      if (year > 0 && before) {
        out.last = calendar::plus_days(date(year, season.first_month, season.first_day), -1);
      } else if (year > 0) {
        out.first = date(year, season.first_month, season.first_day);
        out.last = date(year, season.last_month, season.last_day);
      }
      return out;
    }
  }
  c.go(mark);
  c.take(U"第");
  if (const int quarter = c.number(1); quarter >= 1 && quarter <= 4 && c.take(U"季度")) {
    whole(quarter * 3 - 2, quarter * 3);
    return out;
  }
  c.go(mark);
  if (!worded && !c.rest().starts_with(U"年底") && !c.rest().starts_with(U"年末") && !c.rest().starts_with(U"年内") &&
      !c.rest().starts_with(U"全年"))
    return std::nullopt;
  if (!worded && !c.take(U"全年")) c.take(U"年");
  whole(1, 12);
  out.year_only = true;
  return out;
}

namespace {

// What may follow a time so that it is one by which something is done.
bool done_by(View after) {
  return words::starts_with(after, {U"完成", U"建成", U"竣工", U"投用", U"投入", U"开工", U"启动", U"出台", U"实现",
                                    U"投产", U"达产", U"通车", U"印发", U"报送", U"到位", U"启用", U"上线", U"全部",
                                    U"全面", U"基本", U"力争", U"确保", U"交付", U"开放", U"开业", U"挂牌", U"签约",
                                    U"落地", U"形成", U"制定", U"完工", U"达到", U"发放", U"兑现", U"兑付", U"拨付",
                                    U"办结", U"提交", U"上报", U"举办", U"召开", U"组织", U"开展", U"开通"}) > 0;
}

std::optional<TaskDue> recurring_at(View norm, int at, int limit, bool labelled) {
  Cursor c(norm, at, limit);
  TaskDue due;
  due.kind = DueKind::recurring;
  if (!c.take_any({U"每个月", U"每半月", U"每半年", U"每季度", U"每两周", U"每月", U"每季", U"每周", U"每旬", U"每日",
                   U"每天", U"每年", U"按月", U"按季度", U"按季", U"按周", U"逐月", U"逐季"}))
    return std::nullopt;
  const View unit = norm.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(c.at() - at));
  const int bare = c.at();
  c.take_any({U"的"});
  bool dated = false;
  if (unit.ends_with(U"周") && c.take_any({U"一", U"二", U"三", U"四", U"五", U"六", U"日"})) dated = true;
  if (const int from = c.at(); !dated) {
    if (const int n = c.number(2); n > 0 && c.take_any({U"日", U"号", U"月"})) {
      dated = true;
      const int after_month = c.at();
      if (!(c.number(2) > 0 && c.take_any({U"日", U"号"}))) c.go(after_month);
    } else {
      c.go(from);
    }
  }
  if (c.take_any({U"首月", U"末月"})) dated = true;
  const int before_number = c.at();
  if (!(c.number(2) > 0 && c.take_any({U"日", U"号"}))) c.go(before_number);
  if (c.take_any({U"底前", U"末前", U"之前", U"以前", U"前", U"底", U"末", U"初", U"上旬", U"中旬", U"下旬"}))
    dated = true;
  c.take(U"前");
  if (!dated) c.go(bare);
  const View after = c.rest();
  const bool repeated =
      words::starts_with(after, {U"报送", U"上报", U"通报", U"调度", U"召开", U"研究", U"汇总", U"更新",
                                 U"发布", U"反馈", U"报告", U"会商", U"开展", U"组织", U"至少", U"向",
                                 U"对",   U"梳理", U"督查", U"督导", U"跟踪", U"分析", U"公布", U"推送"}) > 0;
  const bool yearly = unit == U"每年";
  if (!dated && !labelled && (yearly || !repeated)) return std::nullopt;
  due.span = {at, c.at()};
  return due;
}

// 国庆节前 → 国庆节.
const WordTable<std::string>& festivals() {
  static const WordTable<std::string> all = [] {
    const std::string name = "codes/policy/festivals.csv";
    const auto rows = base::CsvTable::parse(base::builtin_file(name), name);
    JC_ASSERT(rows.has_value());
    WordTable<std::string> words;
    for (std::size_t i = 0; i < rows->size(); ++i) words.add(base::u32(rows->at(i, "word")), rows->at(i, "festival"));
    return words;
  }();
  return all;
}

// 2026 of 2026年春节前; 0 where no year stands right before.
int year_before(View norm, int at) {
  constexpr int kYear = 5;  // 2026年
  if (at < kYear || norm[static_cast<std::size_t>(at - 1)] != U'年') return 0;
  Cursor c(norm, at - kYear, at - 1);
  const int year = c.number(4);
  return year >= 1900 && year < 2200 && c.at() == at - 1 ? year : 0;
}

std::optional<Date> day_before(const std::string& festival, int year, const DueContext& context) {
  if (year > 0) {
    const auto begins = calendar::holiday_begins(festival, year);
    return begins ? std::optional(calendar::plus_days(*begins, -1)) : std::nullopt;
  }
  if (context.issued) return calendar::day_before_holiday(festival, *context.issued);
  if (context.year == 0) return std::nullopt;
  // 元旦前 in a plan of 2025 is the end of that year.
  return calendar::day_before_holiday(festival, date(context.year, 1, 1));
}

std::optional<TaskDue> worded_at(View norm, int at, int limit, bool labelled, const DueContext& context) {
  Cursor c(norm, at, limit);
  TaskDue due;
  if (c.take_any({U"长期坚持", U"长期推进", U"长期任务", U"持续推进", U"持续实施", U"持续开展", U"常态化推进",
                  U"常态化开展", U"常态长效"}) ||
      (labelled && c.take_any({U"长期", U"常态化", U"持续"}))) {
    // In running prose these say how, unless the sentence ends with them.
    if (!labelled && c.at() < limit && View(U"。;)\n").find(norm[static_cast<std::size_t>(c.at())]) == View::npos)
      return std::nullopt;
    due.kind = DueKind::ongoing;
  } else if (c.take_any({U"立即", U"即日起", U"立行立改", U"马上"})) {
    due.kind = DueKind::at_once;
  } else if (const auto festival = festivals().at(norm, at, limit)) {
    c.go(at + festival.length);
    due.kind = DueKind::relative;
    if (const auto day = day_before(*festival.entry, year_before(norm, at), context)) {
      due.kind = DueKind::by;
      due.date = day;
      due.year_inferred = true;
    }
  } else if (c.take_any({U"汛期前", U"主汛期前", U"供暖季前", U"开学前", U"两会前"})) {
    due.kind = DueKind::relative;
  } else if (c.take_any({U"印发后", U"印发之日起", U"发布后", U"发布之日起", U"会后", U"会议结束后", U"本纪要印发后",
                         U"施行后"})) {
    c.take_any({U"的"});
    if (c.number(3) == 0 || !c.take_any({U"个工作日", U"个月", U"工作日", U"日", U"天", U"周"})) return std::nullopt;
    c.take_any({U"之内", U"以内", U"内"});
    due.kind = DueKind::relative;
  } else if (at > 0 && View(U"在于").find(norm[static_cast<std::size_t>(at - 1)]) != View::npos && c.number(3) > 0 &&
             c.take_any({U"个工作日", U"个月", U"工作日", U"日", U"天", U"周"}) &&
             c.take_any({U"之内", U"以内", U"内"})) {
    due.kind = DueKind::relative;  // 在一个月内: counted from a day the file does not give
  } else {
    return std::nullopt;
  }
  due.span = {at, c.at()};
  return due;
}

}  // namespace

int festival_length(View text, int at) { return festivals().at(text, at, static_cast<int>(text.size())).length; }

bool time_begins(View norm, int at, int limit) {
  return time_at(norm, at, limit, 0) || recurring_at(norm, at, limit, true) || worded_at(norm, at, limit, true, {});
}

std::optional<TaskDue> find_due(View norm, Span within, const DueContext& context, bool labelled) {
  for (int at = within.start; at < within.end; ++at) {
    const char32_t c = norm[static_cast<std::size_t>(at)];
    if (space_or(c, U"。,;:()、的")) continue;
    if (auto due = recurring_at(norm, at, within.end, labelled)) return due;
    if (auto due = worded_at(norm, at, within.end, labelled, context)) return due;
    // A number is never begun in its middle, nor a word of time behind one (3年内 is a length).
    if (at > within.start) {
      const char32_t left = norm[static_cast<std::size_t>(at - 1)];
      if (words::is_digit(left) || words::is_han_digit(left) || left == U'两' || left == U'.' || left == U'几')
        continue;
    }
    // 2024-2026年: both ends of a run of years.
    {
      Cursor years(norm, at, within.end);
      const int from = years.number(4);
      if (from >= 1900 && from < 2200 && years.take_any({U"—", U"-", U"–", U"至", U"~"})) {
        const int to = years.number(4);
        if (to > from && to < 2200 && years.take(U"年") && labelled) {
          return TaskDue{{}, {at, years.at()}, DueKind::period, date(from, 1, 1), date(to, 12, 31), false};
        }
      }
    }
    const auto time = time_at(norm, at, within.end, context.year);
    if (!time) continue;
    if (time->year_only && festivals().at(norm, time->end, within.end)) {
      at = time->end - 1;
      continue;  // 2026年国庆节前
    }
    TaskDue due;
    due.date = time->last;
    due.year_inferred = !time->has_year;
    Cursor after(norm, time->end, within.end);
    // From one day to another.
    const int to_mark = after.at();
    if (after.take_any({U"至", U"到", U"—", U"-", U"–", U"~"})) {
      const int year = time->first ? static_cast<int>(time->first->year()) : context.year;
      if (const auto until = time_at(norm, after.at(), within.end, year); until && !until->year_only) {
        due.kind = DueKind::period;
        due.from = time->first;
        due.date = until->last;
        due.span = {at, until->end};
        if (!only_describes(norm, within, due.span)) return due;
        at = until->end - 1;
        continue;
      }
      after.go(to_mark);
    }
    const bool end =
        after.take_any({U"底之前", U"底以前", U"底前", U"末前", U"之前", U"以前", U"前", U"底", U"末", U"内"});
    if (time->year_only && !time->has_year && after.at() == time->end &&
        !words::starts_with(base::slice(norm, {at, within.end}), {U"全年"}) && !labelled) {
      at = time->end - 1;
      continue;  // 今年, 当年: says which year, sets no limit
    }
    due.span = {at, after.at()};
    // 2025年前: the year itself is out.
    if (time->year_only && end && after.at() == time->end + 1 && norm[static_cast<std::size_t>(time->end)] == U'前' &&
        due.date)
      due.date = date(static_cast<int>(due.date->year()) - 1, 12, 31);
    const View before =
        norm.substr(static_cast<std::size_t>(within.start), static_cast<std::size_t>(at - within.start));
    const bool led = words::ends_with(before, {U"于", U"到", U"至", U"最迟", U"确保", U"力争", U"在", U"争取"});
    const bool whole_year = words::starts_with(base::slice(norm, {at, within.end}), {U"全年"}) > 0;
    const bool limit = end || time->ends || labelled || whole_year || (led && !time->year_only) ||
                       (led && time->has_year && !words::ends_with(before, {U"在"})) ||
                       (done_by(after.rest()) && !(time->year_only && !time->has_year));
    if (limit && !only_describes(norm, within, due.span)) return due;
    at = std::max(at, time->end - 1);
  }
  return std::nullopt;
}

std::string to_string(DueKind kind) {
  switch (kind) {
    case DueKind::by:
      return "by";
    case DueKind::period:
      return "period";
    case DueKind::recurring:
      return "recurring";
    case DueKind::ongoing:
      return "ongoing";
    case DueKind::at_once:
      return "at_once";
    case DueKind::relative:
      return "relative";
  }
  return {};
}

}  // namespace reading
