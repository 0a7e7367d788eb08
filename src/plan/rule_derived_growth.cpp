// derived-growth: “增速较上半年提高2.9个百分点” with the half-year's published rate gives the year's rate, which must
// be the published or stated one. Rates add; levels are never divided here.
#include <algorithm>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

using quantity::Interval;

struct Rate {
  Decimal pct;
  Input input;
};

struct Base {
  calendar::Period period;
  std::string words;
};

std::optional<Base> base_of(const Context& context, const Statement& statement) {
  const Figure& figure = *statement.figure;
  const int year = statement.period->last.year;
  const std::string words =
      words_of(*context.draft.reading, figure.span) + "|" + clause_before(*context.draft.reading, figure.span);
  if (has_any(words, {"较上半年", "比上半年", "较1-6月", "比1-6月"}) ||
      (figure.change && figure.change->basis == "vs_half_year")) {
    return Base{calendar::Period::year_to_date(year, 6), "上半年"};
  }
  if (has_any(words, {"较前三季度", "比前三季度"})) return Base{calendar::Period::year_to_date(year, 9), "前三季度"};
  if (has_any(words, {"较一季度", "比一季度"})) return Base{calendar::Period::year_to_date(year, 3), "一季度"};
  if (has_any(words, {"较上年", "比上年", "较去年", "比去年"}) && !has_any(words, {"同期"})) {
    return Base{calendar::Period::year(year - 1), "上年"};
  }
  return std::nullopt;
}

std::optional<Rate> published_rate(const Context& context, const std::string& name, const calendar::Period& period) {
  for (const facts::Fact* fact : published_of(context, name, period)) {
    if (fact->growth_pct && basis_of(*fact) == BasisKind::plain) {
      Input input = input_of(*fact);
      input.value = signed_pct(*fact->growth_pct);
      return Rate{*fact->growth_pct, std::move(input)};
    }
  }
  return std::nullopt;
}

std::optional<Rate> stated_rate(const Document& document, const std::string& name, const calendar::Period& period) {
  for (const Statement& other : document.statements) {
    if (!other.outcome || other.name != name || other.period != period) continue;
    const auto& growth = other.growth;
    if (!growth || basis_of(*growth) != BasisKind::plain || growth->qualifier != Qualifier::exact) continue;
    if (other.other_time) continue;
    return Rate{growth->pct, input_of(document, document.label + " " + other.figure->indicator, growth->span)};
  }
  return std::nullopt;
}

bool same_government(const Document& a, const Document& b) {
  return a.reading->area.empty() || b.reading->area.empty() || same_area(a.reading->area, b.reading->area);
}

}  // namespace

void derived_growth(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (!statement.outcome || figure.kind != Kind::difference || !figure.value || !statement.period) continue;
    if (figure.unit != "个百分点" && figure.unit != "百分点") continue;
    if (figure.qualifier != Qualifier::exact || !figure.change || statement.indicator == nullptr) continue;
    // A rate of growth only: shares and unemployment move by points too, and are given as levels.
    if (!has_any(figure.indicator + words_of(*context.draft.reading, clause_at(*context.draft.reading, figure.span)),
                 {"增速", "增幅", "增长", "回升", "加快"})) {
      continue;
    }
    const auto base = base_of(context, statement);
    if (!base) continue;
    const Decimal points = figure.change->direction == ChangeDirection::down ? -*figure.value : *figure.value;
    std::optional<Rate> before = published_rate(context, statement.name, base->period);
    for (const Document& other : context.others) {
      if (!before && same_government(context.draft, other)) before = stated_rate(other, statement.name, base->period);
    }
    std::optional<Rate> now = published_rate(context, statement.name, *statement.period);
    if (!now) now = stated_rate(context.draft, statement.name, *statement.period);
    const std::string& name = statement.indicator->name;
    if (!before || !now) {
      out.not_checkable.push_back(
          {"derived-growth",
           name + "增速比" + base->words + "变动" + points.to_string() + "个百分点，" +
               (before ? "由此推得" + (before->pct + points).to_string() + "%，但没有全年增速可以对照"
                       : "缺" + base->words + "的增速，无法推算"),
           {figure.span}});
      continue;
    }
    ++out.checked;
    const Interval derived = quantity::rounding_interval(before->pct) + quantity::rounding_interval(points);
    std::vector<Input> inputs{before->input, input_of(context.draft, statement), now->input};
    const Decimal sum = before->pct + points;
    if (derived.overlaps(quantity::rounding_interval(now->pct))) {
      std::string value = sum.to_string();
      if (sum != now->pct) value += "（四舍五入后与" + now->pct.to_string() + "一致）";
      out.confirmed.push_back({"derived-growth", std::move(inputs), std::move(value), {figure.span}});
      continue;
    }
    out.findings.push_back({.rule = "derived-growth",
                            .severity = Severity::warning,
                            .spans = {figure.span},
                            .inputs = std::move(inputs),
                            .expected = sum.to_string() + "%",
                            .found = now->pct.to_string() + "%",
                            .say = base->words + "增速" + before->pct.to_string() + "%，加上报告说的变动" +
                                   points.to_string() + "个百分点应为" + sum.to_string() + "%，而" + name +
                                   "全年增速是" + now->pct.to_string() + "%，请核对变动幅度。"});
  }
}

}  // namespace plan::rules
