// numbers-disagree, parts-vs-sum: the document's own tables (附表, 主要指标表) beside its words, and the sums within
// them.
#include <algorithm>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

using facts::Fact;

// A result of the area that speaks, told of a known time.
bool may_be_in_a_table(const Context& context, const Statement& statement) {
  const Figure& figure = *statement.figure;
  if (!statement.outcome || !statement.period || statement.other_area || figure.from_value || figure.value_max ||
      figure.confidence < 0.5 || !figure.subject.empty())
    return false;
  if (statement.other_time && !statement.part_year) return false;
  return figure.kind != Kind::rank && figure.kind != Kind::threshold && figure.kind != Kind::difference &&
         !crosses_a_line(context.draft, figure);
}

bool same_measure(const Fact& fact, const Statement& statement) {
  if (fact.period != *statement.period || fact.span == facts::Span::current || fact.status != facts::Status::published)
    return false;
  return fact.scope.empty() || (statement.indicator != nullptr && statement.indicator->scope == fact.scope) ||
         has(statement.figure->indicator, fact.scope);
}

bool is_whole(const Fact& fact) {
  return fact.area.empty() || fact.area == "全市" || fact.area == "全县" || fact.area == "全区" ||
         fact.area == "全省" || fact.area == "合计";
}

// Whose figures the words are held against: the area that speaks, or where neither the text nor the ledger says which
// that is, the one area that the tables tell of. A table by counties tells of many.
std::string area_of(const Context& context, const AttachedTables& tables) {
  const std::string& said = context.draft.reading->area;
  if (!said.empty() || !context.facts.area.empty()) return said.empty() ? context.facts.area : said;
  std::string only;
  for (const Fact& fact : tables.facts) {
    if (is_whole(fact) || fact.area == only) continue;
    if (!only.empty()) return {};
    only = fact.area;
  }
  return only;
}

Input input_of_table(const AttachedTables& tables, const Fact& fact, std::string value) {
  return {tables.label + " " + fact.indicator_as_printed, std::move(value), facts::shown(fact.source), std::nullopt};
}

void differ(const Context& context, const AttachedTables& tables, const Fact& fact, const std::string& what,
            const std::string& told, const std::string& in_table, Span span, CheckResult& out) {
  out.findings.push_back({.rule = "numbers-disagree",
                          .severity = Severity::warning,
                          .spans = {span},
                          .inputs = {input_of(context.draft, context.draft.label + " " + what, span),
                                     input_of_table(tables, fact, in_table)},
                          .expected = in_table,
                          .found = told,
                          .say = what + "正文写的是" + told + "，" + tables.label + "是" + in_table +
                                 "，同一时间同一口径应当一个数，请核对；如果口径不同，请写明。"});
}

void agree(const Context& context, const AttachedTables& tables, const Fact& fact, const std::string& what,
           const std::string& in_table, Span span, CheckResult& out) {
  out.confirmed.push_back(
      {"numbers-disagree",
       {input_of(context.draft, context.draft.label + " " + what, span), input_of_table(tables, fact, in_table)},
       in_table,
       {span}});
}

void compare(const Context& context, const AttachedTables& tables, const Fact& fact, const Statement& statement,
             CheckResult& out) {
  const Figure& figure = *statement.figure;
  if (figure.value && figure.kind != Kind::growth && figure.kind != Kind::completion && fact.value) {
    if (const auto truth = interval_in(*fact.value, fact.unit, figure.unit)) {
      ++out.checked;
      const std::string told = amount(*figure.value, figure.unit), in_table = amount(*fact.value, fact.unit);
      const bool rate = figure.unit == "%";
      if (claim_of(*figure.value, figure.qualifier, figure.value_max, rate).allows(*truth)) {
        agree(context, tables, fact, figure.indicator, in_table, figure.span, out);
      } else {
        differ(context, tables, fact, figure.indicator, told, in_table, figure.span, out);
      }
    }
  }
  const auto& growth = statement.growth;
  if (!growth || !fact.growth_pct || growth->qualifier != Qualifier::exact || basis_of(*growth) != basis_of(fact))
    return;
  ++out.checked;
  const std::string what = figure.indicator + (has(figure.indicator, "增速") ? "" : "增速");
  const std::string in_table = growth_words(*fact.growth_pct);
  if (may_be_one(quantity::rounding_interval(growth->pct), quantity::rounding_interval(*fact.growth_pct))) {
    agree(context, tables, fact, what, in_table, growth->span, out);
  } else {
    differ(context, tables, fact, what, growth_words(growth->pct), in_table, growth->span, out);
  }
}

}  // namespace

void attached_tables(const Context& context, CheckResult& out) {
  if (context.tables->empty()) return;
  std::multimap<std::string, const Statement*, std::less<>> told;
  for (const Statement& statement : context.draft.statements)
    if (may_be_in_a_table(context, statement)) told.emplace(statement.name, &statement);
  for (const AttachedTables& tables : *context.tables) {
    const std::string own = area_of(context, tables);
    for (const Fact& fact : tables.facts) {
      const std::string name = meeting_name(fact.indicator, *context.names);
      if (!is_whole(fact) && !same_area(own, fact.area)) continue;
      const auto [first, last] = told.equal_range(name);
      for (auto at = first; at != last; ++at)
        if (same_measure(fact, *at->second)) compare(context, tables, fact, *at->second, out);
    }
    for (const auto& sum : tables.sums) {
      ++out.checked;
      out.findings.push_back({.rule = "parts-vs-sum",
                              .severity = Severity::warning,
                              .inputs = {{tables.label, sum.value, sum.source, std::nullopt}},
                              .expected = "合计等于各行相加",
                              .found = "不相等",
                              .say = tables.label + "：" + sum.value + "，请核对。"});
    }
  }
}

}  // namespace plan::rules
