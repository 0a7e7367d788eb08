// target-without-outcome: a headline target is set for next year and the review does not say how this year came out.
#include <algorithm>

#include "base/text.hpp"
#include "plan/rule_published.hpp"
#include "plan/rule_told.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

bool is_vague(const reading::Target& target) {
  return target.relation != reading::Relation::none || target.op == "~direction" || target.op == "~qualitative" ||
         target.op == "~sync";
}

}  // namespace

void target_without_outcome(const Context& context, CheckResult& out) {
  const reading::Reading& reading = *context.draft.reading;
  if (reading.plan_part.empty() || !context.plan_report) return;
  const auto outcomes = std::ranges::count_if(context.draft.statements, [](const Statement& s) { return s.outcome; });
  if (outcomes < 10) return;  // a plan without a review
  std::vector<std::string> said;
  for (const reading::Target& target : reading.targets) {
    if (target.strength != "headline" || target.indicator.empty()) continue;
    const std::string name = meeting_name(target.indicator, *context.names);
    if (std::ranges::find(said, name) != said.end()) continue;
    said.push_back(name);
    ++out.checked;
    const facts::Indicator* indicator = context.names->find(name);
    // What is neither a known indicator nor a number has no outcome to look for: 生态环境质量持续改善.
    if (indicator == nullptr && (!target.value || base::u32(target.indicator).size() < 4)) continue;
    if (told_in_review(context.draft, target.indicator, name, indicator)) continue;
    const std::string& shown = indicator != nullptr ? indicator->name : target.indicator;
    const std::string year = reading.report_year != 0 ? std::to_string(reading.report_year) + "年" : "上年";
    Finding finding{.rule = "target-without-outcome",
                    .severity = is_vague(target) ? Severity::note : Severity::warning,
                    .spans = {target.span},
                    .inputs = {input_of(context.draft, context.draft.label + " 目标 " + shown, target.span)},
                    .expected = "回顾部分写明" + year + "结果",
                    .found = "没有"};
    finding.say =
        "“" + words_of(reading, target) + "”列为主要预期目标，回顾部分却没有写" + shown + year + "的结果，宜补上";
    if (reading.report_year != 0) {
      for (const facts::Fact* fact : published_of(context, name, calendar::Period::year(reading.report_year))) {
        if (finding.inputs.size() > 1) break;
        finding.inputs.push_back(input_of(*fact));
        finding.say += "（公布数：" + finding.inputs.back().value + "）";
      }
    }
    finding.say += "。";
    out.findings.push_back(std::move(finding));
  }
}

}  // namespace plan::rules
