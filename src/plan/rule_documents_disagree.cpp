// documents-disagree: another document of the same government gives another number for the same indicator and period,
// or another target for the same year.
#include <algorithm>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

bool comparable(const Statement& statement) {
  const Figure& figure = *statement.figure;
  return statement.outcome && statement.indicator != nullptr && statement.period && figure.confidence >= 0.5 &&
         !figure.from_value && figure.subject.empty() && !statement.other_time && !statement.other_area;
}

bool apart(const Claim& a, const Claim& b) {
  return (a.lo && b.hi && *a.lo > *b.hi) || (b.lo && a.hi && *b.lo > *a.hi);
}

void disagree(const Context& context, const Document& other, const Input& mine, const Input& theirs,
              const std::string& what, Span span, CheckResult& out) {
  out.findings.push_back({.rule = "documents-disagree",
                          .severity = Severity::warning,
                          .spans = {span},
                          .inputs = {mine, theirs},
                          .expected = theirs.value,
                          .found = mine.value,
                          .say = what + "本报告写" + mine.value + "，" + other.label + "写" + theirs.value +
                                 "，两份文件应当一致，请核对。"});
  (void)context;
}

void compare_pair(const Context& context, const Document& other, const Statement& mine, const Statement& theirs,
                  CheckResult& out) {
  const Figure& a = *mine.figure;
  const Figure& b = *theirs.figure;
  const auto is_amount = [](const Figure& f) {
    return (f.kind == Kind::level || f.kind == Kind::count || f.kind == Kind::share || f.kind == Kind::per_capita) &&
           f.value;
  };
  if (is_amount(a) && is_amount(b) && a.kind == b.kind && a.cumulative == b.cumulative &&
      quantity::same_dimension(a.unit, b.unit)) {
    Claim left = claim_of(*a.value, a.qualifier, a.value_max, a.kind == Kind::share);
    Claim right = claim_of(*b.value, b.qualifier, b.value_max, b.kind == Kind::share);
    const Decimal left_scale = quantity::parse_unit(a.unit).scale;
    const Decimal right_scale = quantity::parse_unit(b.unit).scale;
    for (auto* end : {&left.lo, &left.hi})
      if (*end) *end = **end * left_scale;
    for (auto* end : {&right.lo, &right.hi})
      if (*end) *end = **end * right_scale;
    ++out.checked;
    if (apart(left, right)) {
      disagree(context, other, input_of(context.draft, mine), input_of(other, theirs), a.indicator, a.span, out);
    } else {
      out.confirmed.push_back({"documents-disagree",
                               {input_of(context.draft, mine), input_of(other, theirs)},
                               amount(*a.value, a.unit),
                               {a.span}});
    }
  }
  const auto& x = mine.growth;
  const auto& y = theirs.growth;
  if (!x || !y || x->basis != y->basis || x->excluding != y->excluding || basis_of(*x) == BasisKind::other) return;
  ++out.checked;
  const bool signs_differ = x->pct.is_negative() != y->pct.is_negative() && !x->pct.is_zero() && !y->pct.is_zero();
  if (signs_differ || apart(claim_of(x->pct.abs(), x->qualifier, std::nullopt, true),
                            claim_of(y->pct.abs(), y->qualifier, std::nullopt, true))) {
    disagree(context, other, input_of(context.draft, context.draft.label + " " + a.indicator, x->span),
             input_of(other, other.label + " " + b.indicator, y->span), a.indicator + "增速", x->span, out);
  } else {
    out.confirmed.push_back({"documents-disagree",
                             {input_of(context.draft, context.draft.label + " " + a.indicator, x->span),
                              input_of(other, other.label + " " + b.indicator, y->span)},
                             growth_words(x->pct),
                             {x->span}});
  }
}

void compare_targets(const Context& context, const Document& other, CheckResult& out) {
  const reading::Reading& draft = *context.draft.reading;
  if (draft.plan_year == 0 || other.reading->plan_year != draft.plan_year) return;
  for (const reading::Target& mine : draft.targets) {
    if (mine.strength != "headline" || !mine.value || !mine.kind || mine.relation != reading::Relation::none) continue;
    const facts::Indicator* indicator = context.names->find(meeting_name(mine.indicator, *context.names));
    if (indicator == nullptr) continue;
    for (const reading::Target& theirs : other.reading->targets) {
      if (theirs.strength != "headline" || !theirs.value || theirs.kind != mine.kind || theirs.unit != mine.unit ||
          context.names->find(meeting_name(theirs.indicator, *context.names)) != indicator) {
        continue;
      }
      ++out.checked;
      const Input a = input_of(context.draft, context.draft.label + " 目标 " + indicator->name, mine.span);
      const Input b = input_of(other, other.label + " 目标 " + indicator->name, theirs.span);
      if (*mine.value != *theirs.value || mine.op != theirs.op || mine.value_max != theirs.value_max) {
        disagree(context, other, a, b, indicator->name + "目标", mine.span, out);
      } else {
        out.confirmed.push_back({"documents-disagree", {a, b}, amount(*mine.value, mine.unit), {mine.span}});
      }
      break;
    }
  }
}

// 预期增长5%左右 in the part that reviews is the aim of the year under review: held against the plan of that year.
void compare_aims_told(const Context& context, const Document& other, CheckResult& out) {
  for (const Statement& mine : context.draft.statements) {
    const Figure& figure = *mine.figure;
    if (mine.in_plan || figure.status != FigureStatus::target || mine.indicator == nullptr || !figure.value ||
        mine.other_area || figure.from_value || figure.confidence < 0.5)
      continue;
    const auto year = calendar::parse_period(figure.period);
    if (!year || year->last.year != other.reading->plan_year) continue;
    for (const reading::Target& theirs : other.reading->targets) {
      if (theirs.strength != "headline" || !theirs.value || theirs.unit != figure.unit ||
          context.names->find(meeting_name(theirs.indicator, *context.names)) != mine.indicator)
        continue;
      ++out.checked;
      const Input a = input_of(context.draft, context.draft.label + " 目标 " + mine.indicator->name, figure.span);
      const Input b = input_of(other, other.label + " 目标 " + mine.indicator->name, theirs.span);
      if (*figure.value != *theirs.value || figure.value_max != theirs.value_max) {
        disagree(context, other, a, b, mine.indicator->name + "的预期目标", figure.span, out);
      } else {
        out.confirmed.push_back({"documents-disagree", {a, b}, amount(*theirs.value, theirs.unit), {figure.span}});
      }
      break;
    }
  }
}

}  // namespace

void documents_disagree(const Context& context, CheckResult& out) {
  const std::string& area = context.draft.reading->area;
  for (const Document& other : context.others) {
    if (!area.empty() && !other.reading->area.empty() && !same_area(area, other.reading->area)) {
      out.not_checkable.push_back({"documents-disagree",
                                   other.label + "是" + other.reading->area + "的，与本报告不是一个地区，没有逐项比较",
                                   {}});
      continue;
    }
    for (const Statement& mine : context.draft.statements) {
      if (!comparable(mine)) continue;
      for (const Statement& theirs : other.statements) {
        if (theirs.indicator == mine.indicator && theirs.period == mine.period &&
            theirs.figure->kind == mine.figure->kind && comparable(theirs)) {
          compare_pair(context, other, mine, theirs, out);
          break;
        }
      }
    }
    compare_targets(context, other, out);
    compare_aims_told(context, other, out);
  }
}

}  // namespace plan::rules
