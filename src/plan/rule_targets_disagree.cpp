// numbers-disagree for targets: the headline list and a measure promise different numbers for one indicator.
#include <algorithm>

#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

bool comparable(const reading::Reading& reading, const reading::Target& target) {
  if (!target.value || !target.kind || target.confidence < 0.5 || target.relation != reading::Relation::none)
    return false;
  if (reading.plan_year != 0 && !target.period.empty() && target.period != std::to_string(reading.plan_year))
    return false;
  const std::string clause = words_of(reading, clause_at(reading, target.span));
  if (has_any(clause, {"力争", "争取", "努力", "更好", "其中", "目前", "现有"})) return false;
  return !speaks_of_several_years(clause) && !speaks_of_part_of_year(clause) &&
         !speaks_of_other_area(clause, reading.area);
}

Claim claim_of(const reading::Target& target) {
  const Decimal& aim = *target.value;
  if (target.op == ">=" || target.op == ">") return {aim, std::nullopt};
  if (target.op == "<=") return {std::nullopt, aim};
  return {aim, target.value_max.value_or(aim)};
}

// The target's words begin with its indicator, so that nothing narrows it: 工业固定资产投资 is not 固定资产投资.
bool plainly_named(const reading::Reading& reading, const reading::Target& target, const facts::Indicator& indicator) {
  std::string_view words;
  const std::string clause = words_of(reading, clause_at(reading, target.span));
  words = clause;
  for (const std::string_view lead :
       {"确保", "实现", "推动", "带动", "全区", "全市", "全省", "全县", "全年", "—", "－", "-"}) {
    while (words.starts_with(lead)) words.remove_prefix(lead.size());
  }
  return words.starts_with(indicator.name) ||
         std::ranges::any_of(indicator.aliases, [&](const std::string& alias) { return words.starts_with(alias); });
}

}  // namespace

void targets_disagree(const Context& context, CheckResult& out) {
  const reading::Reading& reading = *context.draft.reading;
  std::vector<std::pair<const facts::Indicator*, const reading::Target*>> known;
  for (const reading::Target& target : reading.targets) {
    const facts::Indicator* indicator = context.names->find(meeting_name(target.indicator, *context.names));
    if (indicator == nullptr || !comparable(reading, target) || !plainly_named(reading, target, *indicator)) continue;
    for (const auto& [other_indicator, other] : known) {
      if (other_indicator != indicator || other->kind != target.kind || other->unit != target.unit) continue;
      ++out.checked;
      const Claim a = claim_of(*other);
      const Claim b = claim_of(target);
      if (!((a.lo && b.hi && *a.lo > *b.hi) || (b.lo && a.hi && *b.lo > *a.hi))) continue;
      const std::string first = words_of(reading, other->span);
      const std::string second = words_of(reading, target);
      out.findings.push_back(
          {.rule = "numbers-disagree",
           .severity = Severity::warning,
           .spans = {other->span, target.span},
           .inputs = {input_of(context.draft, context.draft.label + " 目标 " + indicator->name, other->span),
                      input_of(context.draft, context.draft.label + " 目标 " + indicator->name, target.span)},
           .expected = first,
           .found = second,
           .say = indicator->name + "的目标前面写“" + first + "”，后面写“" + second + "”，应当一致，请核对。"});
      break;
    }
    known.emplace_back(indicator, &target);
  }
}

}  // namespace plan::rules
