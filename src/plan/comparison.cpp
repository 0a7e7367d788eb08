#include "plan/comparison.hpp"

#include <algorithm>

#include "plan/comparison_parts.hpp"
#include "plan/matching.hpp"
#include "plan/rules.hpp"

namespace plan {

std::string to_string(Fate fate) {
  switch (fate) {
    case Fate::kept:
      return "kept";
    case Fate::missed:
      return "missed";
    case Fate::told:
      return "told";
    case Fate::rescoped:
      return "rescoped";
    case Fate::dropped:
      return "dropped";
  }
  return "";
}

std::string to_chinese(Fate fate) {
  switch (fate) {
    case Fate::kept:
      return "兑现";
    case Fate::missed:
      return "没有达到";
    case Fate::told:
      return "有交代";
    case Fate::rescoped:
      return "口径变了";
    case Fate::dropped:
      return "没有下文";
  }
  return "";
}

int Comparison::count(Fate fate) const { return static_cast<int>(std::ranges::count(promises, fate, &Promise::fate)); }

namespace comparing {

base::Span review_of(const reading::Reading& reading) {
  const int length = static_cast<int>(reading.text.size());
  return {0, reading.plan_part.empty() ? length : reading.plan_part.start};
}

Quote quote_of(const rules::Document& document, base::Span span) {
  const auto after = std::ranges::upper_bound(document.paragraph_starts, span.start);
  return {base::to_utf8(base::slice(document.reading->text, span)), span,
          static_cast<int>(after - document.paragraph_starts.begin())};
}

}  // namespace comparing

base::Result<Comparison> compare(const reading::Reading& last, const reading::Reading& now,
                                 const facts::NamesTable& names) {
  if (!last.area.empty() && !now.area.empty() && !same_area(last.area, now.area)) {
    return base::fail("compare.areas", "前一份是" + last.area + "的，后一份是" + now.area + "的，不是一个地区", {},
                      "给同一地区相邻两年的报告");
  }
  Comparison out;
  if (last.plan_year != 0 && now.report_year != 0) {
    if (last.plan_year != now.report_year) {
      const bool turned = now.plan_year != 0 && now.plan_year == last.report_year;
      return base::fail("compare.years",
                        "前一份计划的是" + std::to_string(last.plan_year) + "年，后一份回顾的是" +
                            std::to_string(now.report_year) + "年，" + (turned ? "两份给反了" : "对不上"),
                        {}, "给相邻两年的报告，先写上年的，再写今年的");
    }
  } else {
    out.notes.push_back("报告里没有认出年份，按先写的是上年、后写的是今年来比");
  }
  CheckInput input;
  // Where a year was not found, the order given stands for it.
  reading::Reading before = last, after = now;
  if (before.plan_year == 0) before.plan_year = after.report_year != 0 ? after.report_year : 9998;
  if (after.report_year == 0) after.report_year = before.plan_year;
  input.draft = &after;
  input.others = {&before};
  input.names = &names;
  const rules::Context context = rules::make_context(input);
  const base::Span review = comparing::review_of(after);
  const int length = static_cast<int>(after.text.size());
  const comparing::Both both{context, before, after, ToldThings(after.text, review),
                             ToldThings(after.text, {review.end, length})};
  comparing::compare_targets(both, out);
  comparing::compare_measures(both, out);
  comparing::compare_figures(both, out);
  rules::streak_continues(context, out.runs);
  return out;
}

}  // namespace plan
