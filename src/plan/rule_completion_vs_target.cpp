// completion-vs-target: “新增就业2.31万人，完成年度任务的115.5%” against last year's target for that line.
#include <algorithm>

#include "plan/rule_likeness.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

bool tells_completion(const Document& document, const Figure& figure) {
  if (figure.unit != "%" || !figure.value || figure.qualifier != Qualifier::exact || figure.from_value) return false;
  if (figure.kind != Kind::completion && figure.kind != Kind::share) return false;
  const std::string clause = clause_before(*document.reading, figure.span);
  return has_any(clause, {"完成年度任务", "完成年度目标", "完成年度计划", "完成全年任务", "完成全年目标",
                          "完成全年计划", "占年度计划", "占年度任务", "占年度目标", "为年度目标", "为年度计划",
                          "为年度任务", "完成目标任务", "完成计划的", "完成任务的", "完成目标的"});
}

}  // namespace

void completion_vs_target(const Context& context, CheckResult& out) {
  if (context.last_year == nullptr) return;
  const auto& statements = context.draft.statements;
  for (std::size_t i = 1; i < statements.size(); ++i) {
    const Statement& rate = statements[i];
    if (!rate.outcome || rate.other_time || !tells_completion(context.draft, *rate.figure)) continue;
    const Statement& done = statements[i - 1];
    const Figure& figure = *done.figure;
    const bool amount_kind = figure.kind == Kind::level || figure.kind == Kind::count;
    if (!amount_kind || !figure.value || figure.qualifier != Qualifier::exact || figure.from_value) continue;
    if (sentence_at(*context.draft.reading, figure.span) != sentence_at(*context.draft.reading, rate.figure->span))
      continue;
    for (const reading::Target& target : context.last_year->reading->targets) {
      if (!target.value || target.value_max || target.value->is_zero() || target.op == "<=" || target.op == "≈" ||
          target.op == ">")
        continue;
      if (!quantity::same_dimension(target.unit, figure.unit)) continue;
      const facts::Indicator* indicator = context.names->find(meeting_name(target.indicator, *context.names));
      const bool same = indicator != nullptr && indicator == done.indicator
                            ? true
                            : (indicator == nullptr || done.indicator == nullptr) &&
                                  likeness(target.indicator, figure.indicator) == Likeness::same;
      if (!same) continue;
      const auto aim = quantity::convert(*target.value, target.unit, figure.unit);
      if (!aim || !(*aim > Decimal(0))) break;
      // The target is meant as it is written; only the outcome carries rounding.
      const quantity::Interval truth =
          quantity::rounding_interval(*figure.value) / quantity::Interval{*aim, *aim} * quantity::Interval{100, 100};
      ++out.checked;
      std::vector<Input> inputs{
          input_of(context.draft, rate), input_of(context.draft, done),
          input_of(*context.last_year, context.last_year->label + " 目标 " + target.indicator, target.span)};
      const std::string computed = to_text(truth, rate.figure->value->decimals()) + "%";
      if (truth.overlaps(quantity::rounding_interval(*rate.figure->value))) {
        out.confirmed.push_back({"completion-vs-target", std::move(inputs), computed, {rate.figure->span}});
      } else {
        out.findings.push_back({.rule = "completion-vs-target",
                                .severity = Severity::warning,
                                .spans = {rate.figure->span, figure.span},
                                .inputs = std::move(inputs),
                                .expected = computed,
                                .found = rate.figure->value->to_string() + "%",
                                .say = figure.indicator + "完成" + amount(*figure.value, figure.unit) + "，上年计划是" +
                                       amount(*target.value, target.unit) + "，完成" + computed + "，报告写的是" +
                                       rate.figure->value->to_string() + "%；如果任务数后来调整过，请注明。"});
      }
      break;
    }
  }
}

}  // namespace plan::rules
