// Which figures of the draft were held against a published one, and for each of the others why not.
#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// Where the figures stand that the rules on published figures spoke of.
std::set<int> places_held(const CheckResult& result) {
  std::set<int> out;
  const auto take = [&](const std::string& rule, const std::vector<Span>& spans) {
    static const std::set<std::string_view> against_published = {
        "value-differs",  "growth-differs",           "unit-slip", "basis-unstated", "scope-drift",
        "derived-growth", "adjusted-without-headline"};
    if (!against_published.contains(rule)) return;
    for (const Span& span : spans) out.insert(span.start);
  };
  for (const Finding& f : result.findings) take(f.rule, f.spans);
  for (const Confirmed& c : result.confirmed) take(c.rule, c.spans);
  return out;
}

std::string why_not(const Context& context, const Statement& statement) {
  const Figure& figure = *statement.figure;
  if (context.facts.own.empty() && statement.place.empty()) return "没有给出本地区的公布数据";
  if (!statement.outcome) return "计划、目标或背景里的数，不和公布数比";
  if (figure.kind == Kind::rank || figure.kind == Kind::threshold || figure.kind == Kind::difference ||
      figure.from_value || crosses_a_line(context.draft, figure))
    return "位次、差额和“从多少到多少”，不和公布数比";
  const bool elsewhere = !figure.subject.empty() && !same_area(figure.subject, context.draft.reading->area) &&
                         !has_any(figure.subject, {"全区", "全市", "全省", "全县", "我区", "我市", "我省", "我县"});
  const auto there = context.facts_of_place.find(statement.place);
  const bool held_there = !statement.place.empty() && there != context.facts_of_place.end() && !there->second.empty();
  if (!held_there && !statement.place.empty())
    return "说的是" + statement.place + "，没有" + statement.place + "的公布数";
  if (!held_there && (elsewhere || statement.other_area)) return "说的是别的地区";
  if (!statement.period) return "年份不明";
  const auto [first, last] = (held_there ? there->second : context.facts_by_name).equal_range(statement.name);
  if (first == last) return "没有这个指标的公布数";
  if (statement.other_time && !statement.part_year) return "说的是几年合计或别的月份";
  if (!may_be_held_against_facts(context, statement)) return "读得没有把握";
  for (auto at = first; at != last; ++at)
    if (at->second->fact->period == *statement.period) return "公布数的口径或单位不同";
  return "这个指标只有别的期间的公布数";
}

}  // namespace

void uncompared_figures(const Context& context, CheckResult& out) {
  const std::set<int> held = places_held(out);
  std::vector<NotCheckable> reasons;
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (held.contains(figure.span.start) || (statement.growth && held.contains(statement.growth->span.start))) continue;
    const std::string why = why_not(context, statement);
    auto at = std::ranges::find(reasons, why, &NotCheckable::why);
    if (at == reasons.end()) at = reasons.insert(at, {"uncompared", why, {}});
    at->spans.push_back(figure.span);
  }
  std::ranges::stable_sort(reasons, std::greater{}, [](const NotCheckable& r) { return r.spans.size(); });
  out.not_checkable.insert(out.not_checkable.end(), std::make_move_iterator(reasons.begin()),
                           std::make_move_iterator(reasons.end()));
}

}  // namespace plan::rules
