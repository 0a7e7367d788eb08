// growth-vs-levels, unit-slip: this year's number against the same line of last year's report.
#include <algorithm>
#include <array>

#include "plan/rule_likeness.hpp"
#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"
#include "series/growth.hpp"

namespace plan::rules {
namespace {

bool is_plain_amount(const Statement& statement) {
  const Figure& figure = *statement.figure;
  return statement.outcome && figure.value && figure.qualifier == Qualifier::exact && figure.confidence >= 0.5 &&
         (figure.kind == Kind::level || figure.kind == Kind::count || figure.kind == Kind::per_capita) &&
         *figure.value > Decimal(0) && !figure.from_value && !statement.other_time;
}

// The one line of last year's report that is this line; nothing when two could be.
const Statement* last_years(const Context& context, const Statement& statement) {
  const Statement* found = nullptr;
  for (const Statement& earlier : context.last_year->statements) {
    if (!is_plain_amount(earlier) || earlier.figure->subject != statement.figure->subject ||
        earlier.figure->kind != statement.figure->kind || same_line(statement, earlier) != Likeness::same) {
      continue;
    }
    if (found != nullptr && *found->figure->value != *earlier.figure->value) return nullptr;
    found = &earlier;
  }
  return found;
}

void check_slip(const Context& context, const Statement& now, const Statement& before, CheckResult& out,
                bool& slipped) {
  const auto base = quantity::convert(*before.figure->value, before.figure->unit, now.figure->unit);
  if (!base || base->is_zero()) return;
  const Decimal ratio = *now.figure->value / *base;
  const bool far = std::ranges::any_of(std::array{-8, -4, 4, 8}, [&](int exponent) {
    const Decimal reduced = ratio * Decimal::scaled(1, -exponent);
    return Decimal::scaled(4, -1) < reduced && reduced < Decimal::scaled(25, -1);
  });
  if (!far) return;
  slipped = true;
  // Said already of the published figure: last year's number is one more witness.
  const auto said = std::ranges::find_if(out.findings, [&](const Finding& f) {
    return f.rule == "unit-slip" && !f.spans.empty() && f.spans.front() == now.figure->span;
  });
  if (said != out.findings.end()) {
    said->inputs.push_back(input_of(*context.last_year, before));
    return;
  }
  out.findings.push_back({.rule = "unit-slip",
                          .severity = Severity::warning,
                          .spans = {now.figure->span},
                          .inputs = {input_of(context.draft, now), input_of(*context.last_year, before)},
                          .expected = "与上年" + amount(*before.figure->value, before.figure->unit) + "同一量级",
                          .found = amount(*now.figure->value, now.figure->unit),
                          .say = now.figure->indicator + "写成" + amount(*now.figure->value, now.figure->unit) +
                                 "，上年是" + amount(*before.figure->value, before.figure->unit) +
                                 "，相差万倍或亿倍，多半是单位写错。"});
}

// The rate against two counts. Amounts of money are only confirmed: their base may have been revised since.
void check_rate(const Context& context, const Statement& now, const Statement& before, CheckResult& out) {
  const auto& growth = now.growth;
  if (!growth || growth->basis != "yoy" || growth->qualifier != Qualifier::exact) return;
  if (now.indicator != nullptr && now.indicator->growth_is_constant_price) return;
  if (has_any(words_of(*context.draft.reading, growth->span), {"同期", "年均", "翻"})) return;
  const auto base = quantity::convert(*before.figure->value, before.figure->unit, now.figure->unit);
  if (!base || !(quantity::rounding_interval(*base).lo > Decimal(0))) return;
  const quantity::Interval truth = series::growth_between(*now.figure->value, *base);
  ++out.checked;
  std::vector<Input> inputs{input_of(context.draft, now), input_of(*context.last_year, before)};
  const std::string computed = to_text(truth, std::max(1, growth->pct.decimals())) + "%";
  if (truth.overlaps(quantity::rounding_interval(growth->pct))) {
    out.confirmed.push_back({"growth-vs-levels", std::move(inputs), computed, {now.figure->span}});
    return;
  }
  if (now.figure->kind != Kind::count) {
    out.not_checkable.push_back({"growth-vs-levels",
                                 now.figure->indicator + "按两年的数推算是" + computed + "，报告写" +
                                     growth_words(growth->pct) + "；上年数可能已经修订，只凭两份报告不能判断对错",
                                 {now.figure->span}});
    return;
  }
  out.findings.push_back({.rule = "growth-vs-levels",
                          .severity = Severity::note,
                          .spans = {now.figure->span},
                          .inputs = std::move(inputs),
                          .expected = computed,
                          .found = growth_words(growth->pct),
                          .say = now.figure->indicator + "今年" + amount(*now.figure->value, now.figure->unit) +
                                 "，上年报告是" + amount(*before.figure->value, before.figure->unit) + "，推算变动" +
                                 computed + "，报告写的是" + growth_words(growth->pct) +
                                 "；如果上年数有修订，请注明。"});
}

// “达286家，比上年增加31家”.
void check_difference(const Context& context, std::size_t at, const Statement& before, CheckResult& out) {
  const Document& draft = context.draft;
  const Figure& now = *draft.statements[at].figure;
  if (at + 1 >= draft.statements.size()) return;
  const Figure& next = *draft.statements[at + 1].figure;
  if (!next.value || next.qualifier != Qualifier::exact || next.unit != now.unit || !next.change || next.from_value)
    return;
  if (sentence_at(*draft.reading, now.span) != sentence_at(*draft.reading, next.span)) return;
  const std::string words = words_of(*draft.reading, {now.span.end, next.span.end});
  if (words.size() > 40 || !has_any(words, {"比上年", "较上年", "比去年", "较去年"}) || has(words, "同期")) return;
  const auto base = quantity::convert(*before.figure->value, before.figure->unit, now.unit);
  if (!base) return;
  const Decimal change = next.change->direction == ChangeDirection::down ? -*next.value : *next.value;
  const quantity::Interval truth = quantity::rounding_interval(*now.value) - quantity::rounding_interval(*base);
  ++out.checked;
  std::vector<Input> inputs{input_of(draft, draft.statements[at]), input_of(draft, draft.statements[at + 1]),
                            input_of(*context.last_year, before)};
  const std::string computed = (*now.value - *base).to_string() + now.unit;
  if (truth.overlaps(quantity::rounding_interval(change))) {
    out.confirmed.push_back({"growth-vs-levels", std::move(inputs), computed, {now.span}});
    return;
  }
  out.findings.push_back({.rule = "growth-vs-levels",
                          .severity = Severity::note,
                          .spans = {now.span, next.span},
                          .inputs = std::move(inputs),
                          .expected = computed,
                          .found = change.to_string() + now.unit,
                          .say = now.indicator + "今年" + amount(*now.value, now.unit) + "，上年报告是" +
                                 amount(*before.figure->value, before.figure->unit) + "，应变动" + computed +
                                 "，报告写的是" + change.to_string() + now.unit + "；如果上年数有修订，请注明。"});
}

// “由28.6亿元增至41.2亿元”: where it starts is what last year's report gave. A year named in between says otherwise.
void check_start(const Context& context, const Statement& now, CheckResult& out) {
  const Figure& figure = *now.figure;
  if (!now.outcome || now.other_time || !figure.from_value || !figure.value || figure.confidence < 0.5) return;
  if (has(words_of(*context.draft.reading, figure.span), "年")) return;
  const Statement* before = nullptr;
  for (const Statement& earlier : context.last_year->statements) {
    if (!is_plain_amount(earlier) && !(earlier.outcome && earlier.figure->kind == Kind::share)) continue;
    if (!earlier.figure->value || earlier.figure->qualifier != Qualifier::exact ||
        same_line(now, earlier) != Likeness::same)
      continue;
    if (before != nullptr && before->figure->value != earlier.figure->value) return;
    before = &earlier;
  }
  if (before == nullptr) return;
  const auto start = interval_in(*before->figure->value, before->figure->unit, figure.unit);
  if (!start) return;
  ++out.checked;
  std::vector<Input> inputs{input_of(context.draft, now), input_of(*context.last_year, *before)};
  const std::string shown = amount(*before->figure->value, before->figure->unit);
  if (start->overlaps(quantity::rounding_interval(*figure.from_value))) {
    out.confirmed.push_back({"growth-vs-levels", std::move(inputs), shown, {figure.span}});
    return;
  }
  out.findings.push_back({.rule = "growth-vs-levels",
                          .severity = Severity::note,
                          .spans = {figure.span},
                          .inputs = std::move(inputs),
                          .expected = shown,
                          .found = amount(*figure.from_value, figure.unit),
                          .say = figure.indicator + "从" + amount(*figure.from_value, figure.unit) +
                                 "起算，上年报告写的是" + shown +
                                 "，起点不一致；如果起点不是上年，或上年数有修订，请注明。"});
}

}  // namespace

void growth_vs_levels(const Context& context, CheckResult& out) {
  if (context.last_year == nullptr || !context.whole_year) return;
  const auto& statements = context.draft.statements;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    check_start(context, statements[i], out);
    if (!is_plain_amount(statements[i])) continue;
    const Statement* before = last_years(context, statements[i]);
    if (before == nullptr) continue;
    bool slipped = false;
    check_slip(context, statements[i], *before, out, slipped);
    if (slipped) continue;
    check_rate(context, statements[i], *before, out);
    check_difference(context, i, *before, out);
  }
}

}  // namespace plan::rules
