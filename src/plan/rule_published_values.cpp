// value-differs, growth-differs, qualifier-overstates, unit-slip, basis-unstated: a figure against what was published
// for the same indicator, area and period.
#include <algorithm>
#include <array>
#include <chrono>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

using facts::Fact;
using quantity::Interval;

// A release within half a year of the period's end is its first; what comes later is a revision of it.
bool is_revision(const Fact& fact) {
  using namespace std::chrono;
  if (!fact.published.known_by.ok()) return false;
  return sys_days(fact.published.known_by) - sys_days(fact.period.last_day()) > days(184);
}

// One side of a statement (its value or its rate) and the facts that speak of it.
struct Side {
  std::string rule;
  std::string what;  // “一般公共预算收入”, “一般公共预算收入增速”
  Decimal printed;
  Qualifier qualifier = Qualifier::exact;
  Claim claim;
  std::string shown;  // as the draft says it
  Span span;
  struct Published {
    const Fact* fact;
    Interval truth;
    Decimal value;
    std::string shown;
  };
  std::vector<Published> published;
};

std::string says_of_qualifier(Qualifier qualifier) {
  return qualifier == Qualifier::nearly ? "“近”" : "“超”“突破”一类的词";
}

void compare(const Context& context, const Statement& statement, const Side& side, CheckResult& out) {
  ++out.checked;
  const Input mine = input_of(context.draft, context.draft.label + " " + side.what, side.span);
  const auto agreeing =
      std::ranges::find_if(side.published, [&](const Side::Published& p) { return side.claim.allows(p.truth); });
  if (agreeing == side.published.end()) {
    const bool only_revisions = std::ranges::all_of(side.published, [&](const Side::Published& p) {
      return published_later(context, *p.fact) && is_revision(*p.fact);
    });
    const Side::Published& first = side.published.front();
    Finding finding{.rule = side.rule,
                    .severity = only_revisions || statement.figure->estimate ? Severity::note : Severity::warning,
                    .spans = {side.span},
                    .inputs = {mine, input_of(*first.fact)},
                    .expected = first.shown,
                    .found = side.shown};
    finding.say = side.what + "报告写的是" + side.shown + "，公布的" + calendar::to_chinese(first.fact->period) +
                  "数是" + first.shown + "，";
    if (only_revisions) {
      finding.say += "公布在报告之后，可能是修订数，请确认采用哪一个。";
    } else if (statement.figure->estimate) {
      finding.say += "报告用的是预计数，请改用公布数。";
    } else {
      finding.say += "超出四舍五入的范围，请核对来源和口径。";
    }
    out.findings.push_back(std::move(finding));
    return;
  }
  out.confirmed.push_back({side.rule, {mine, input_of(*agreeing->fact)}, agreeing->shown, {side.span}});
  // 以上 holds for the number itself too.
  const bool over = side.qualifier == Qualifier::over && !has(words_of(*context.draft.reading, side.span), "以上");
  const bool nearly = side.qualifier == Qualifier::nearly;
  const auto supports = [&](const Side::Published& p) {
    return over ? p.value > side.printed : p.value < side.printed;
  };
  if ((over || nearly) && std::ranges::none_of(side.published, supports)) {
    out.findings.push_back({.rule = "qualifier-overstates",
                            .severity = Severity::note,
                            .spans = {side.span},
                            .inputs = {mine, input_of(*agreeing->fact)},
                            .expected = over ? "大于" + side.printed.to_string() : "小于" + side.printed.to_string(),
                            .found = agreeing->shown,
                            .say = side.what + "公布的就是" + agreeing->shown + "，" +
                                   (over ? "没有超过" : "并不低于") + "报告所写的" + side.printed.to_string() + "，用" +
                                   says_of_qualifier(side.qualifier) + "说过了，宜直接写数。"});
  }
  const auto revised = std::ranges::find_if(side.published, [&](const Side::Published& p) {
    return !side.claim.allows(p.truth) && agreeing->fact->published < p.fact->published;
  });
  if (revised != side.published.end()) {
    out.findings.push_back({.rule = side.rule,
                            .severity = Severity::note,
                            .spans = {side.span},
                            .inputs = {mine, input_of(*agreeing->fact), input_of(*revised->fact)},
                            .expected = revised->shown,
                            .found = side.shown,
                            .say = side.what + "报告用的" + side.shown + "与先公布的数一致，后来公布的是" +
                                   revised->shown + "，属于修订，请确认采用哪一个。"});
  }
}

// The same digits ten thousand or a hundred million times away.
const Side::Published* slipped(const Side& side) {
  if (side.qualifier != Qualifier::exact) return nullptr;
  const Interval mine = quantity::rounding_interval(side.printed);
  for (const Side::Published& p : side.published) {
    for (const int exponent : {-8, -4, 4, 8}) {
      const Decimal factor = Decimal::scaled(1, exponent);
      if (may_be_one({mine.lo * factor, mine.hi * factor}, p.truth)) return &p;
    }
  }
  return nullptr;
}

void check_value(const Context& context, const Statement& statement, const std::vector<const Fact*>& facts,
                 CheckResult& out) {
  const Figure& figure = *statement.figure;
  if (!figure.value || figure.kind == Kind::growth) return;
  Side side;
  side.rule = "value-differs";
  side.what = figure.indicator;
  side.printed = *figure.value;
  side.qualifier = figure.qualifier;
  side.claim = claim_of(*figure.value, figure.qualifier, figure.value_max, false);
  side.span = figure.span;
  side.shown = amount(*figure.value, figure.unit);
  for (const Fact* fact : facts) {
    if (!fact->value) continue;
    const auto truth = interval_in(*fact->value, fact->unit, figure.unit);
    const auto value = quantity::convert(*fact->value, fact->unit, figure.unit);
    if (truth && value) side.published.push_back({fact, *truth, *value, amount(*fact->value, fact->unit)});
  }
  if (side.published.empty()) return;
  if (const Side::Published* slip = slipped(side)) {
    ++out.checked;
    out.findings.push_back({.rule = "unit-slip",
                            .severity = Severity::error,
                            .spans = {figure.span},
                            .inputs = {input_of(context.draft, statement), input_of(*slip->fact)},
                            .expected = slip->shown,
                            .found = side.shown,
                            .say = side.what + "报告写成" + side.shown + "，公布数是" + slip->shown +
                                   "，数字相同而单位差了万倍或亿倍，应是单位写错。"});
    return;
  }
  compare(context, statement, side, out);
}

// A rate on a basis without name that equals the published adjusted one and not the plain one.
bool found_unstated_basis(const Context& context, const Statement& statement, const Growth& growth,
                          const std::vector<const Fact*>& facts, CheckResult& out) {
  const Interval stated = quantity::rounding_interval(growth.pct);
  const Fact* plain = nullptr;
  const Fact* adjusted = nullptr;
  for (const Fact* fact : facts) {
    if (!fact->growth_pct) continue;
    const bool equal = may_be_one(quantity::rounding_interval(*fact->growth_pct), stated);
    if (basis_of(*fact) == BasisKind::plain) {
      if (equal) return false;
      plain = fact;
    } else if (basis_of(*fact) == BasisKind::comparable && equal) {
      adjusted = fact;
    }
  }
  if (adjusted == nullptr) return false;
  ++out.checked;
  const std::string& name = statement.figure->indicator;
  Finding finding{
      .rule = "basis-unstated",
      .severity = plain != nullptr ? Severity::warning : Severity::note,
      .spans = {growth.span},
      .inputs = {input_of(context.draft, context.draft.label + " " + name, growth.span), input_of(*adjusted)},
      .expected = adjusted->growth_basis,
      .found = "未注明口径"};
  finding.say = name + growth_words(growth.pct) + "是" + adjusted->growth_basis + "的增速，报告没有注明口径";
  if (plain != nullptr) {
    finding.inputs.push_back(input_of(*plain));
    finding.say += "；未调整的公布数是" + growth_words(*plain->growth_pct) + "，两个口径应分开写";
  }
  finding.say += "。";
  out.findings.push_back(std::move(finding));
  return true;
}

void check_growth(const Context& context, const Statement& statement, const std::vector<const Fact*>& facts,
                  CheckResult& out) {
  const auto& growth = statement.growth;
  if (!growth || basis_of(*growth) == BasisKind::other) return;
  const BasisKind basis = basis_of(*growth);
  if (basis == BasisKind::plain && growth->qualifier == Qualifier::exact &&
      found_unstated_basis(context, statement, *growth, facts, out)) {
    return;
  }
  Side side;
  side.rule = "growth-differs";
  side.what = statement.figure->indicator + (has(statement.figure->indicator, "增速") ? "" : "增速");
  if (basis == BasisKind::comparable) side.what += "（可比口径）";
  side.printed = growth->pct;
  side.qualifier = growth->pct.is_negative() ? Qualifier::exact : growth->qualifier;
  side.claim = claim_of(growth->pct, growth->qualifier, std::nullopt, true);
  // 下降超5%: the rate lies below.
  if (growth->pct.is_negative()) {
    side.claim = claim_of(-growth->pct, growth->qualifier, std::nullopt, true);
    std::swap(side.claim.lo, side.claim.hi);
    if (side.claim.lo) side.claim.lo = -*side.claim.lo;
    if (side.claim.hi) side.claim.hi = -*side.claim.hi;
  }
  side.span = growth->span;
  side.shown = growth_words(growth->pct);
  for (const Fact* fact : facts) {
    if (basis_of(*fact) != basis) continue;
    const auto pct = plan::growth_of(*fact, statement.indicator);
    if (!pct) continue;
    side.published.push_back({fact, quantity::rounding_interval(*pct), *pct, growth_words(*pct)});
  }
  if (!side.published.empty()) compare(context, statement, side, out);
}

}  // namespace

void published_values(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    if (!may_be_held_against_facts(context, statement)) continue;
    const auto facts = published_of(context, statement);
    if (facts.empty()) continue;
    check_value(context, statement, facts, out);
    check_growth(context, statement, facts, out);
  }
}

}  // namespace plan::rules
