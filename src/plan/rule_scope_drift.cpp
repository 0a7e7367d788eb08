// scope-drift: the number published for a narrower scope, printed under the name of the whole; and 突破 for a number
// that only equals what was published there.
#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {

void scope_drift(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    const facts::Fact* fact = narrower_with_same_number(context, statement);
    if (fact == nullptr) continue;
    ++out.checked;
    const Figure& figure = *statement.figure;
    const facts::Indicator* narrow = context.names->find(fact->indicator);
    const std::string scope = !fact->scope.empty() ? fact->scope : narrow != nullptr ? narrow->scope : "";
    const std::string published = has(fact->indicator, scope) ? fact->indicator : scope + " " + fact->indicator;
    out.findings.push_back({.rule = "scope-drift",
                            .severity = Severity::warning,
                            .spans = {figure.span},
                            .inputs = {input_of(context.draft, statement), input_of(*fact)},
                            .expected = published,
                            .found = figure.indicator,
                            .say = "报告把" + amount(*figure.value, figure.unit) + "称为" + figure.indicator +
                                   "，公布的这个数是“" + published + "”，范围更窄，请写全口径或改用全口径的数。"});
    if (figure.qualifier != Qualifier::over) continue;
    const auto value = quantity::convert(*fact->value, fact->unit, figure.unit);
    if (!value || *value > *figure.value) continue;
    out.findings.push_back({.rule = "qualifier-overstates",
                            .severity = Severity::note,
                            .spans = {figure.span},
                            .inputs = {input_of(context.draft, statement), input_of(*fact)},
                            .expected = "大于" + figure.value->to_string(),
                            .found = amount(*fact->value, fact->unit),
                            .say = figure.indicator + "公布的就是" + amount(*fact->value, fact->unit) + "，没有超过" +
                                   figure.value->to_string() + "，用“超”“突破”一类的词说过了，宜直接写数。"});
  }
}

}  // namespace plan::rules
