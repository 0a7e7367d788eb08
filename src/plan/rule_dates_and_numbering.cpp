// date-impossible: a day or month that does not exist. heading-numbering: a heading number that is missing or doubled.
#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "base/text.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"
#include "quantity/quantity.hpp"

namespace plan::rules {
namespace {

// The whole number that ends right before `end`, in Arabic or Chinese numerals.
struct Number {
  int value = 0;
  int start = 0;
};
std::optional<Number> number_before(const std::u32string& text, int end) {
  constexpr std::u32string_view digits = U"0123456789０１２３４５６７８９";
  constexpr std::u32string_view numerals = U"〇零一二三四五六七八九十廿卅○";
  for (const std::u32string_view alphabet : {digits, numerals}) {
    int start = end;
    while (start > 0 && end - start < 6 && alphabet.find(text[start - 1]) != std::u32string_view::npos) --start;
    if (start == end) continue;
    const auto read = quantity::read_number(std::u32string_view(text).substr(start, end - start));
    if (!read || read->length != end - start) return std::nullopt;
    const auto whole = read->value.to_int64();
    if (!whole || *whole < 0 || *whole > 9999) return std::nullopt;
    return Number{static_cast<int>(*whole), start};
  }
  return std::nullopt;
}

unsigned longest_month(unsigned month) {
  constexpr std::array<unsigned, 12> days = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1];
}

void impossible(const Context& context, Span span, std::string why, CheckResult& out) {
  const std::string words = words_of(*context.draft.reading, span);
  out.findings.push_back({.rule = "date-impossible",
                          .severity = Severity::error,
                          .spans = {span},
                          .inputs = {input_of(context.draft, context.draft.label + " 日期", span)},
                          .expected = std::move(why),
                          .found = words,
                          .say = "“" + words + "”这个日期不存在，请核对。"});
}

}  // namespace

void date_impossible(const Context& context, CheckResult& out) {
  const std::u32string& text = context.draft.reading->text;
  const int size = static_cast<int>(text.size());
  for (int at = 0; at < size; ++at) {
    if (text[at] != U'月') continue;
    const auto month = number_before(text, at);
    if (!month) continue;
    std::optional<Number> year;
    if (month->start > 0 && text[month->start - 1] == U'年') year = number_before(text, month->start - 1);
    const bool in_year = year && year->value >= 1900;
    // A day after it?
    int day_end = at + 1;
    while (day_end < size && day_end < at + 5 && text[day_end] != U'日') ++day_end;
    std::optional<Number> day;
    if (day_end < size && text[day_end] == U'日') {
      day = number_before(text, day_end);
      if (day && day->start != at + 1) day.reset();
    }
    const int start = in_year ? year->start : month->start;
    if (month->start > 0 && !in_year) {
      // 1-13月, 12345月: no month of its own.
      const char32_t before = text[month->start - 1];
      if (std::u32string_view(U"0123456789.．-—－~～至、个岁龄第").find(before) != std::u32string_view::npos) continue;
    }
    const bool after_says_month =
        at + 1 < size && std::u32string_view(U"份底初末中上下").find(text[at + 1]) != std::u32string_view::npos;
    if (!in_year && !day && !after_says_month) continue;
    ++out.checked;
    if (month->value < 1 || month->value > 12) {
      if (in_year || day) impossible(context, {start, day ? day_end + 1 : at + 1}, "月份在1至12之间", out);
      continue;
    }
    if (!day) continue;
    const auto m = static_cast<unsigned>(month->value);
    unsigned most = longest_month(m);
    if (in_year && m == 2 && !std::chrono::year(year->value).is_leap()) most = 28;
    if (day->value >= 1 && static_cast<unsigned>(day->value) <= most) continue;
    impossible(context, {start, day_end + 1},
               (in_year ? std::to_string(year->value) + "年" : "") + std::to_string(month->value) + "月最多" +
                   std::to_string(most) + "天",
               out);
  }
}

namespace {

struct Numbered {
  const reading::Heading* heading;
  int ordinal;
  int form;  // 1 一、 2 （一） 3 1. 4 一是
};

std::optional<Numbered> numbered(const reading::Heading& heading) {
  std::u32string mark = base::u32(heading.number);
  if (mark.empty()) return std::nullopt;
  int form = 1;
  if (mark.front() == U'(' || mark.front() == U'（') {
    form = 2;
    mark = mark.substr(1, mark.size() > 2 ? mark.size() - 2 : 0);
  } else if (mark.back() == U'是') {
    form = 4;
    mark.pop_back();
  } else if (mark.front() >= U'0' && mark.front() <= U'9') {
    form = 3;
  }
  const auto number = quantity::read_number(mark);
  if (!number) return std::nullopt;
  const auto ordinal = number->value.to_int64();
  if (!ordinal || *ordinal < 1 || *ordinal > 99) return std::nullopt;
  return Numbered{&heading, static_cast<int>(*ordinal), form};
}

const std::u32string_view han_ordinals[] = {U"",     U"一",   U"二",   U"三",   U"四",   U"五",   U"六",
                                            U"七",   U"八",   U"九",   U"十",   U"十一", U"十二", U"十三",
                                            U"十四", U"十五", U"十六", U"十七", U"十八", U"十九", U"二十"};

// The mark of the missing number stands in the text all the same: then it is the reader who missed it.
bool mark_stands(std::u32string_view between, int form, int ordinal) {
  if (ordinal > 20) return true;
  const std::u32string han(han_ordinals[ordinal]);
  const std::u32string arabic = base::u32(std::to_string(ordinal));
  const auto has_mark = [&](const std::u32string& mark) { return between.find(mark) != std::u32string_view::npos; };
  switch (form) {
    case 1:
      return has_mark(han + U"、") || has_mark(han + U"，") || has_mark(han + U".") || has_mark(han + U"．");
    case 2:
      return has_mark(U"（" + han + U"）") || has_mark(U"(" + han + U")") || has_mark(U"（" + han + U")") ||
             has_mark(U"(" + han + U"）");
    case 3:
      return has_mark(arabic + U".") || has_mark(arabic + U"．") || has_mark(arabic + U"、");
    default:
      return has_mark(han + U"是") || has_mark(han + U"要");
  }
}

void check_siblings(const Context& context, const std::vector<reading::Heading>& siblings, CheckResult& out) {
  const Document& draft = context.draft;
  std::map<int, Numbered> last;
  for (const reading::Heading& heading : siblings) {
    check_siblings(context, heading.children, out);
    const auto now = numbered(heading);
    if (!now || now->form == 4) continue;
    const auto before = last.find(now->form);
    if (before == last.end()) {
      last.emplace(now->form, *now);
      continue;
    }
    const Numbered previous = before->second;
    before->second = *now;
    ++out.checked;
    if (now->ordinal == previous.ordinal + 1 || now->ordinal == 1) continue;
    const Span gap{previous.heading->span.start, heading.span.start};
    const bool repeated = now->ordinal <= previous.ordinal;
    const std::u32string between =
        base::u32(words_of(*draft.reading, {gap.start, gap.end - static_cast<int>(heading.number.size())}));
    if (!repeated && mark_stands(between, now->form, previous.ordinal + 1)) continue;
    out.findings.push_back(
        {.rule = "heading-numbering",
         .severity = Severity::warning,
         .spans = {previous.heading->span, heading.span},
         .inputs = {input_of(draft, draft.label + " 标题" + previous.heading->number, previous.heading->span),
                    input_of(draft, draft.label + " 标题" + heading.number, heading.span)},
         .expected = "序号接着" + previous.heading->number,
         .found = heading.number,
         .say = "标题序号从“" + previous.heading->number + "”跳到“" + heading.number + "”，" +
                (repeated ? "重复或颠倒了" : "中间缺了") + "，请核对是编号错还是漏了内容。"});
  }
}

}  // namespace

void heading_numbering(const Context& context, CheckResult& out) {
  check_siblings(context, context.draft.reading->outline, out);
}

}  // namespace plan::rules
