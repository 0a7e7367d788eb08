// fact-contradiction: two published figures for one thing, published on one day, that cannot both be true.
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {

void fact_contradiction(const Context& context, CheckResult& out) {
  std::vector<facts::Fact> own;
  own.reserve(context.vintages.own.size());
  for (const NamedFact& named : context.vintages.own) own.push_back(*named.fact);
  if (own.empty()) return;
  ++out.checked;
  for (const facts::Contradiction& found : facts::contradictions(own)) {
    const Input a = input_of(own[found.first]);
    const Input b = input_of(own[found.second]);
    out.findings.push_back({.rule = "fact-contradiction",
                            .severity = Severity::warning,
                            .inputs = {a, b},
                            .expected = "同一天公布的同一个数应当一致",
                            .found = a.value + " / " + b.value,
                            .say = found.what + "。请先弄清用哪一个（" + a.source + "；" + b.source + "）。"});
  }
}

}  // namespace plan::rules
