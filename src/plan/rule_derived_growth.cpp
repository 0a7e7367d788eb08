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

// Every vintage: the report may rest on any that was published.
std::vector<Rate> published_rates(const Context& context, const std::string& name, const calendar::Period& period) {
  std::vector<Rate> rates;
  for (const facts::Fact* fact : published_of(context, name, period)) {
    if (!fact->growth_pct || basis_of(*fact) != BasisKind::plain) continue;
    Input input = input_of(*fact);
    input.value = signed_pct(*fact->growth_pct);
    rates.push_back({*fact->growth_pct, std::move(input)});
  }
  return rates;
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

struct Pair {
  const Rate* before = nullptr;
  const Rate* now = nullptr;
  bool agrees = false;
};

// The first two vintages that agree; else the first of each.
Pair best_pair(const std::vector<Rate>& before, const std::vector<Rate>& now, const Decimal& points) {
  for (const Rate& b : before) {
    const Interval derived = quantity::rounding_interval(b.pct) + quantity::rounding_interval(points);
    for (const Rate& n : now) {
      if (derived.overlaps(quantity::rounding_interval(n.pct))) return {&b, &n, true};
    }
  }
  return {&before.front(), &now.front(), false};
}

bool same_government(const Document& a, const Document& b) {
  return a.reading->area.empty() || b.reading->area.empty() || same_area(a.reading->area, b.reading->area);
}

}  // namespace

void derived_growth(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (!statement.outcome || figure.kind != Kind::difference || !figure.value || !statement.period) continue;
    if (statement.other_area) continue;
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
    std::vector<Rate> before = published_rates(context, statement.name, base->period);
    for (const Document& other : context.others) {
      if (!before.empty() || !same_government(context.draft, other)) continue;
      if (auto stated = stated_rate(other, statement.name, base->period)) before.push_back(std::move(*stated));
    }
    std::vector<Rate> now = published_rates(context, statement.name, *statement.period);
    if (now.empty()) {
      if (auto stated = stated_rate(context.draft, statement.name, *statement.period))
        now.push_back(std::move(*stated));
    }
    const std::string& name = statement.indicator->name;
    if (before.empty() || now.empty()) {
      out.not_checkable.push_back(
          {"derived-growth",
           name + "增速比" + base->words + "变动" + points.to_string() + "个百分点，" +
               (before.empty() ? "缺" + base->words + "的增速，无法推算"
                               : "由此推得" + (before.front().pct + points).to_string() + "%，但没有全年增速可以对照"),
           {figure.span}});
      continue;
    }
    ++out.checked;
    const Pair pair = best_pair(before, now, points);
    std::vector<Input> inputs{pair.before->input, input_of(context.draft, statement), pair.now->input};
    const Decimal sum = pair.before->pct + points;
    if (pair.agrees) {
      std::string value = sum.to_string();
      if (sum != pair.now->pct) value += "（四舍五入后与" + pair.now->pct.to_string() + "一致）";
      out.confirmed.push_back({"derived-growth", std::move(inputs), std::move(value), {figure.span}});
      continue;
    }
    out.findings.push_back({.rule = "derived-growth",
                            .severity = Severity::warning,
                            .spans = {figure.span},
                            .inputs = std::move(inputs),
                            .expected = sum.to_string() + "%",
                            .found = pair.now->pct.to_string() + "%",
                            .say = base->words + "增速" + pair.before->pct.to_string() + "%，加上报告说的变动" +
                                   points.to_string() + "个百分点应为" + sum.to_string() + "%，而" + name +
                                   "全年增速是" + pair.now->pct.to_string() + "%，请核对变动幅度。"});
  }
}

}  // namespace plan::rules
