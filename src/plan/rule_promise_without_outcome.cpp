// promise-without-outcome, promise-unmet: what last year's plan promised for the year that is now reviewed.
#include <algorithm>

#include "plan/rule_told.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// The stated outcome of a growth target, as a rate.
const Statement* rate_told(const Context& context, const std::string& name, Growth& rate) {
  for (const Statement& statement : context.draft.statements) {
    if (!statement.outcome || statement.name != name || !statement.figure->subject.empty()) continue;
    const auto& growth = statement.growth;
    if (!growth || growth->basis != "yoy" || statement.other_time) continue;
    rate = *growth;
    return &statement;
  }
  return nullptr;
}

// A growth target of the whole year, and the rate the review states: clearly missed?
void check_met(const Context& context, const reading::Target& target, const facts::Indicator& indicator,
               CheckResult& out) {
  if (target.kind != Kind::growth || !target.value || target.unit != "%" ||
      indicator.direction != facts::Direction::more_is_better)
    return;
  if (target.op != "=" && target.op != ">=" && target.op != "≈" && target.op != ">") return;
  Growth rate;
  const Statement* outcome = rate_told(context, indicator.name, rate);
  if (outcome == nullptr || rate.qualifier != Qualifier::exact) return;
  ++out.checked;
  const Decimal room = target.op == "≈" ? Decimal::scaled(1, -1) : Decimal(0);
  if (rate.pct + room >= *target.value) return;
  out.findings.push_back(
      {.rule = "promise-unmet",
       .severity = Severity::note,
       .spans = {rate.span},
       .inputs = {input_of(*context.last_year, context.last_year->label + " 目标 " + indicator.name, target.span),
                  input_of(context.draft, *outcome)},
       .expected = words_of(*context.last_year->reading, target),
       .found = growth_words(rate.pct),
       .say = indicator.name + "上年计划是“" + words_of(*context.last_year->reading, target) + "”，实际" +
              growth_words(rate.pct) + "，没有达到，报告应说明原因。"});
}

bool promised_again(const Context& context, const std::string& name) {
  return std::ranges::any_of(context.draft.reading->targets, [&](const reading::Target& target) {
    return target.strength == "headline" && meeting_name(target.indicator, *context.names) == name;
  });
}

}  // namespace

void promise_without_outcome(const Context& context, CheckResult& out) {
  if (context.last_year == nullptr || !context.whole_year) return;
  const Document& last = *context.last_year;
  std::vector<const reading::Target*> outputs;
  std::vector<std::string> said;
  for (const reading::Target& target : last.reading->targets) {
    const bool headline = target.strength == "headline";
    if (!headline && (target.strength != "output" || !target.value)) continue;
    const std::string name = meeting_name(target.indicator, *context.names);
    if (std::ranges::find(said, name) != said.end()) continue;
    said.push_back(name);
    ++out.checked;
    const facts::Indicator* indicator = context.names->find(name);
    if (told_in_review(context.draft, target.indicator, name, indicator)) {
      if (headline && indicator != nullptr) check_met(context, target, *indicator, out);
      continue;
    }
    // Only the report on the plan owes an outcome of each; a bulletin or a speech tells what it will.
    if (!context.plan_report) continue;
    // Promised again for next year: target-without-outcome has said it.
    if (headline && promised_again(context, name)) continue;
    if (!headline) {
      if (thing_named_in_review(context.draft, target.indicator)) continue;
      outputs.push_back(&target);
      continue;
    }
    const std::string words = words_of(*last.reading, target);
    out.findings.push_back({.rule = "promise-without-outcome",
                            .severity = Severity::warning,
                            .inputs = {input_of(last, last.label + " 目标 " + target.indicator, target.span)},
                            .expected = "回顾部分写明结果",
                            .found = "没有",
                            .say = "上年计划提出“" + words + "”，本报告没有写结果，应补上。"});
  }
  if (outputs.empty()) return;
  Finding finding{.rule = "promise-without-outcome", .severity = Severity::note};
  finding.expected = "逐项写明结果，或在附件中列出";
  finding.found = std::to_string(outputs.size()) + "项没有找到";
  finding.say = "上年计划里有" + std::to_string(outputs.size()) + "项带数字的任务，本报告没有找到结果：";
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    finding.inputs.push_back(input_of(last, last.label + " " + outputs[i]->indicator, outputs[i]->span));
    if (i < 8) finding.say += (i > 0 ? "；" : "") + words_of(*last.reading, outputs[i]->span);
  }
  finding.say += outputs.size() > 8 ? "等。" : "。";
  out.findings.push_back(std::move(finding));
}

}  // namespace plan::rules
