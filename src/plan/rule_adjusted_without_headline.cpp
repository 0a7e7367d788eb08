// adjusted-without-headline: only an adjusted rate is given (可比口径, 剔除…), though a plain one was published or
// follows from the levels of two years.
#include <algorithm>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"
#include "series/growth.hpp"

namespace plan::rules {
namespace {

// 按可比价格 and 不变价 is how real growth is always given: no adjustment.
bool is_adjusted(const Context& context, const Statement& statement, const Growth& growth) {
  if (basis_of(growth) != BasisKind::comparable) return false;
  const std::string words = words_of(*context.draft.reading, growth.span);
  const std::string clause = words_of(*context.draft.reading, clause_at(*context.draft.reading, growth.span));
  if (has_any(words, {"不变价", "可比价"}) || has_any(clause, {"不变价", "可比价"})) return false;
  return growth.excluding.empty() ? statement.indicator == nullptr || !statement.indicator->growth_is_constant_price
                                  : true;
}

bool plain_rate_given(const Context& context, const Statement& adjusted) {
  return std::ranges::any_of(context.draft.statements, [&](const Statement& other) {
    if (!other.outcome || other.other_time || other.name != adjusted.name || other.period != adjusted.period)
      return false;
    return other.growth && basis_of(*other.growth) == BasisKind::plain;
  });
}

// The rate that the levels of this year and last give, at current prices.
const Statement* level_of(const Context& context, const Statement& adjusted) {
  if (adjusted.figure->kind == Kind::level && adjusted.figure->value) return &adjusted;
  const auto at = std::ranges::find_if(context.draft.statements, [&](const Statement& other) {
    return other.outcome && !other.other_time && other.name == adjusted.name && other.period == adjusted.period &&
           other.figure->kind == Kind::level && other.figure->value;
  });
  return at == context.draft.statements.end() ? nullptr : &*at;
}

struct FromLevels {
  quantity::Interval pct;
  Input last_year;
};
std::optional<FromLevels> from_levels(const Context& context, const Statement& statement) {
  const Statement* level = level_of(context, statement);
  if (level == nullptr || !statement.period) return std::nullopt;
  const Figure& figure = *level->figure;
  if (figure.qualifier != Qualifier::exact || !(*figure.value > Decimal(0))) return std::nullopt;
  if (statement.indicator != nullptr && statement.indicator->growth_is_constant_price) return std::nullopt;
  const auto rate = [&](const Decimal& base, std::string_view unit) -> std::optional<quantity::Interval> {
    const auto converted = quantity::convert(base, unit, figure.unit);
    if (!converted || !(quantity::rounding_interval(*converted).lo > Decimal(0))) return std::nullopt;
    return series::growth_between(*figure.value, *converted);
  };
  for (const facts::Fact* fact : published_of(context, statement.name, statement.period->years_earlier(1))) {
    if (!fact->value) continue;
    if (const auto pct = rate(*fact->value, fact->unit)) return FromLevels{*pct, input_of(*fact)};
  }
  if (context.last_year == nullptr) return std::nullopt;
  for (const Statement& before : context.last_year->statements) {
    if (!before.outcome || before.name != statement.name || before.figure->kind != Kind::level ||
        !before.figure->value || before.figure->qualifier != Qualifier::exact) {
      continue;
    }
    if (const auto pct = rate(*before.figure->value, before.figure->unit)) {
      return FromLevels{*pct, input_of(*context.last_year, before)};
    }
  }
  return std::nullopt;
}

}  // namespace

void adjusted_without_headline(const Context& context, CheckResult& out) {
  std::vector<std::string_view> said;
  for (const Statement& statement : context.draft.statements) {
    if (!statement.outcome || statement.other_time || std::ranges::find(said, statement.name) != said.end()) continue;
    const auto& growth = statement.growth;
    if (!growth || statement.name.empty() || !is_adjusted(context, statement, *growth)) continue;
    ++out.checked;
    said.push_back(statement.name);
    if (plain_rate_given(context, statement)) continue;
    const std::string& name = statement.figure->indicator;
    const std::string how = growth->excluding.empty() ? "可比口径" : "剔除" + growth->excluding + "后";
    Finding finding{.rule = "adjusted-without-headline",
                    .severity = Severity::note,
                    .spans = {statement.figure->span},
                    .inputs = {input_of(context.draft, statement)},
                    .expected = "同时写出未调整的增速",
                    .found = how + growth_words(growth->pct)};
    finding.say = name + "只写了" + how + growth_words(growth->pct) + "，没有写未调整的增速";

    const facts::Fact* plain = nullptr;
    if (may_be_held_against_facts(context, statement)) {
      for (const facts::Fact* fact : published_of(context, statement)) {
        if (fact->growth_pct && basis_of(*fact) == BasisKind::plain) plain = fact;
      }
    }
    const auto levels = from_levels(context, statement);
    if (plain != nullptr) {
      finding.severity = Severity::warning;
      finding.expected = growth_words(*plain->growth_pct);
      finding.inputs.push_back(input_of(*plain));
      finding.say += "；公布的是" + growth_words(*plain->growth_pct);
    }
    if (levels) {
      const bool agrees = plain != nullptr && levels->pct.overlaps(quantity::rounding_interval(*plain->growth_pct));
      if (plain == nullptr) {
        const bool far = !levels->pct.overlaps({growth->pct - Decimal(1), growth->pct + Decimal(1)});
        if (far) finding.severity = Severity::warning;
        finding.expected = to_text(levels->pct, 2) + "%（按两年总量推算）";
        finding.say += "；按两年总量推算" + to_text(levels->pct, 2) + "%";
      } else if (agrees) {
        finding.say += "，与两年总量相符";
      }
      if (plain == nullptr || agrees) finding.inputs.push_back(levels->last_year);
    }
    finding.say += "。两个口径都应写明，并说明调整了什么。";
    out.findings.push_back(std::move(finding));
  }
}

}  // namespace plan::rules
