#include "reading/tables_when.hpp"

#include "base/text.hpp"

namespace reading::tables {

namespace {

using calendar::Month;
using calendar::Period;
using facts::Span;

const char* const kPeriodKind = "期间";
const char* const kSpanKind = "累计当月";

Question ask(const char* kind, std::string asked, std::string text, std::vector<std::string> proposals) {
  Question q;
  q.kind = kind;
  q.id = question_id(kind, asked);
  q.asked = std::move(asked);
  q.text = std::move(text);
  q.proposals = std::move(proposals);
  return q;
}

// An answer such as 2023年9月, 2023-09, 1-9月.
Months months_answered(const std::string& answer) {
  const auto decoded = base::from_utf8(answer);
  if (!decoded) return {};
  const std::u32string text = plain_text(*decoded);
  Months out;
  if (months_at(text, 0, out) == text.size() && !out.empty()) return out;
  return months_in(text);
}

}  // namespace

std::string without_digits(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : plain_text(text)) {
    if ((c < U'0' || c > U'9') && c != U'-') out.push_back(c);
  }
  return base::to_utf8(out);
}

std::variant<When, Question, std::string> find_when(const WhenQuestion& q, const Answers& answers) {
  const Label* layers[] = {q.row, q.column, q.section, q.title, q.outside};
  Months months;
  const Label* from = nullptr;
  bool year_alone = false;
  for (const Label* layer : layers) {
    if (layer == nullptr || layer->months.last == 0) {
      year_alone = year_alone || (layer != nullptr && layer != q.outside && layer->months.year.has_value());
      continue;
    }
    months = layer->months;
    from = layer;
    break;
  }
  if (q.row != nullptr && from == q.row && q.column != nullptr && q.column->months.last != 0 && q.many_columns &&
      (q.row->months.first != q.column->months.first || q.row->months.last != q.column->months.last)) {
    return std::string("左边的栏目和表头各写了一个期间，不知道按哪个");
  }
  std::optional<int> year;
  bool shifted_already = false;
  for (const Label* layer : layers) {
    if (layer == nullptr || !layer->months.year) continue;
    year = layer->months.year;
    shifted_already = (layer == q.row || layer == q.column) && layer->year_shift != 0;
    break;
  }
  if (from == nullptr && !year_alone) {
    const std::string* answer = answers.find(kPeriodKind, q.file_and_table);
    if (answer == nullptr) {
      return ask(kPeriodKind, q.file_and_table, "这张表没有写期间，是哪个月（季、年）的？例如答 2023年1-9月", {});
    }
    if (*answer == "不要") return std::string("按以前的回答不采用");
    months = months_answered(*answer);
    if (months.empty()) return "以前的回答“" + *answer + "”不是一个期间";
    if (months.year) year = months.year;
  }

  When when;
  std::optional<Span> span;
  for (const Label* layer : layers) {
    if (layer != nullptr && layer->span) {
      if (!(layer->span_implied && q.point_indicator)) span = layer->span;
      break;
    }
  }
  const bool lagged = (q.row != nullptr && q.row->lagged) || (q.column != nullptr && q.column->lagged);
  if (lagged && from != q.row) {
    if (months.last <= 1) return std::string("写了“错月”，却不知道是哪个月");
    if (months.first == months.last) months.first -= 1;
    months.last -= 1;
    when.note = "错月数据";
  }
  int shift = 0;
  int month_shift = 0;
  for (const Label* layer : {q.row, q.column}) {
    if (layer == nullptr) continue;
    if (!shifted_already) shift += layer->year_shift;
    month_shift += layer->month_shift;
  }
  if (shift < -1 || month_shift < -1) return std::string("左边的栏目和表头都写了“上年同期”或“上月”");

  if (months.last == 0) {  // a year alone
    when.period = Period::year(*year + shift);
    when.span = q.point_indicator || span == Span::point ? Span::point : Span::cumulative;
    if (when.span == Span::point) when.period.first = when.period.last;
    return when;
  }
  if (!year) {
    year = static_cast<int>(q.asof.year());
    if (calendar::last_day_of_month(*year, months.last) > q.asof) --*year;
    when.year_inferred = true;
  }
  const int y = *year + shift;
  const Month last{y, months.last};
  const bool range = months.first != months.last;
  if (month_shift != 0) {
    const Month before = Month::from_index(last.index() - 1);
    const bool point = q.point_indicator || span == Span::point;
    when.period = {before, before};
    when.span = point ? Span::point : Span::current;
    return when;
  }
  if (span == Span::point || (q.point_indicator && !span) || months.end) {
    if (months.end && span == Span::cumulative) {
      when.period = Period::year_to_date(y, months.last);
    } else {
      when.period = {last, last};
      when.span = Span::point;
    }
    return when;
  }
  if (months.first == 1 && months.last == 1) {
    when.period = {last, last};
    when.span = span.value_or(Span::cumulative);
    return when;
  }
  if (months.quarter) {
    if (span == Span::cumulative || months.first == 1) {
      when.period = Period::year_to_date(y, months.last);
    } else {
      when.period = {{y, months.first}, last};
      when.span = Span::current;
    }
    return when;
  }
  if (range) {
    if (span == Span::current && from != q.column) {  // 当月 under a title, or beside a row, of 1-9月
      if (months.last == 2) return std::string("1—2月合并公布，没有2月的当月数");
      when.period = {last, last};
      when.span = Span::current;
    } else if (months.first == 1) {
      if (span == Span::current) return std::string("表头写的是从1月起的期间，又写了“当月”");
      when.period = Period::year_to_date(y, months.last);
    } else {
      when.period = {{y, months.first}, last};
      when.span = Span::current;
    }
    return when;
  }
  if (!span) {
    const std::string asked = q.table + "｜" + without_digits(base::u32(q.column_printed));
    const std::string* answer = answers.find(kSpanKind, asked);
    if (answer == nullptr) {
      return ask(kSpanKind, asked,
                 "“" + q.column_printed + "”只写了" + std::to_string(months.last) + "月，是当月数还是1—" +
                     std::to_string(months.last) + "月累计数？答“累计”“当月”或“期末”",
                 {"累计", "当月", "期末"});
    }
    if (*answer == "累计")
      span = Span::cumulative;
    else if (*answer == "当月")
      span = Span::current;
    else if (*answer == "期末")
      span = Span::point;
    else
      return "以前的回答“" + *answer + "”不是累计、当月或期末，没有采用";
  }
  when.span = *span;
  when.period = *span == Span::cumulative ? Period::year_to_date(y, months.last) : Period{last, last};
  return when;
}

}  // namespace reading::tables
