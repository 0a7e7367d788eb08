#include "plan/rule_published.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/rule_words.hpp"

namespace plan::rules {
namespace {

using facts::Fact;

bool whole_scope(const Fact& fact, const facts::Indicator* indicator) {
  return fact.scope.empty() || has_any(fact.scope, {"全社会", "不含农户", "全部", "全口径"}) ||
         (indicator != nullptr && indicator->scope == fact.scope);
}

// Digits that make a number recognisable: 93.2 has three, 2000 has one.
int significant_digits(const Decimal& value) {
  std::string digits;
  for (const char c : value.reduced().to_string()) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return static_cast<int>(digits.size());
}

bool is_part_of(const facts::Indicator* part, const facts::Indicator* whole, const facts::NamesTable& names) {
  for (int depth = 0; part != nullptr && whole != nullptr && depth < 4; ++depth) {
    if (part->whole.empty()) return false;
    const facts::Indicator* next = names.find(part->whole);
    if (next == whole) return true;
    part = next;
  }
  return false;
}

// Two names that end alike by three characters or more: 网络零售额, 限额以上网上商品零售额.
bool end_alike(std::string_view a, std::string_view b) {
  const std::u32string left = base::u32(a);
  const std::u32string right = base::u32(b);
  std::size_t n = 0;
  while (n < left.size() && n < right.size() && left[left.size() - 1 - n] == right[right.size() - 1 - n]) ++n;
  return n >= 3;
}

// Printed as a bound or rounded far: 超8500亿元, 近6.6%. It says nothing of its last digit.
bool is_loose(const Fact& fact) { return has_any(fact.note, {"超", "近", "约", "左右", "rounded"}); }

}  // namespace

BasisKind basis_of(const Fact& fact) {
  if (fact.growth_basis.empty() || fact.growth_basis == "同比") return BasisKind::plain;
  if (has_any(fact.growth_basis, {"可比", "同口径", "剔除", "扣除", "还原"})) return BasisKind::comparable;
  return BasisKind::other;
}

BasisKind basis_of(const Growth& growth) {
  if (growth.basis == "yoy") return BasisKind::plain;
  if (growth.basis == "comparable") return BasisKind::comparable;
  return BasisKind::other;
}

namespace {

// Taxes told as a part of the budget are not all taxes raised in the place: they stay below the budget's revenue.
bool is_budget_tax(const Context& context, const Statement& statement) {
  if (statement.name != "税收收入" || !statement.figure->value) return false;
  return std::ranges::any_of(context.draft.statements, [&](const Statement& budget) {
    if (budget.name != "一般公共预算收入" || !budget.outcome || budget.figure->kind != Kind::level ||
        !budget.figure->value)
      return false;
    const auto all = quantity::convert(*budget.figure->value, budget.figure->unit, statement.figure->unit);
    return all && *statement.figure->value <= *all;
  });
}

}  // namespace

bool may_be_held_against_facts(const Context& context, const Statement& statement) {
  const Figure& figure = *statement.figure;
  if (!statement.outcome || !statement.period) return false;
  const auto there = context.facts_of_place.find(statement.place);
  if (statement.place.empty() ? context.facts.own.empty()
                              : there == context.facts_of_place.end() || there->second.empty())
    return false;
  if (figure.kind == Kind::rank || figure.kind == Kind::threshold || figure.kind == Kind::difference) return false;
  if (figure.from_value || figure.confidence < 0.5) return false;
  const std::string& area = context.draft.reading->area;
  if (statement.place.empty() && !figure.subject.empty() && !same_area(figure.subject, area) &&
      !has_any(figure.subject, {"全区", "全市", "全省", "全县", "我区", "我市", "我省", "我县"})) {
    return false;
  }
  if (is_budget_tax(context, statement) || crosses_a_line(context.draft, figure)) return false;
  return (!statement.other_time || statement.part_year) && (!statement.other_area || !statement.place.empty());
}

namespace {

std::vector<const Fact*> published_among(const Context& context,
                                         const std::multimap<std::string, const NamedFact*>& facts,
                                         std::string_view name, const calendar::Period& period) {
  std::vector<const Fact*> found;
  const auto [first, last] = facts.equal_range(std::string(name));
  for (auto at = first; at != last; ++at) {
    const Fact& fact = *at->second->fact;
    if (fact.period == period && fact.span != facts::Span::current && fact.status == facts::Status::published &&
        whole_scope(fact, at->second->indicator) && !is_loose(fact)) {
      found.push_back(&fact);
    }
  }
  std::ranges::stable_sort(found, [&](const Fact* a, const Fact* b) {
    const bool a_later = published_later(context, *a);
    const bool b_later = published_later(context, *b);
    return a_later != b_later ? b_later : a->published.known_by < b->published.known_by;
  });
  return found;
}

}  // namespace

std::vector<const Fact*> published_of(const Context& context, std::string_view name, const calendar::Period& period) {
  return published_among(context, context.facts_by_name, name, period);
}

std::vector<const Fact*> published_of(const Context& context, const Statement& statement) {
  if (!statement.period) return {};
  if (statement.place.empty()) return published_of(context, statement.name, *statement.period);
  const auto there = context.facts_of_place.find(statement.place);
  if (there == context.facts_of_place.end()) return {};
  return published_among(context, there->second, statement.name, *statement.period);
}

bool published_later(const Context& context, const Fact& fact) {
  const auto& made = context.draft.made;
  const calendar::Date& known = fact.published.known_by;
  if (!made || !known.ok()) return false;
  switch (fact.published.precision) {
    case calendar::Published::Precision::day:
      return known > *made;
    case calendar::Published::Precision::month:
      return known.year() / known.month() > made->year() / made->month();
    case calendar::Published::Precision::year:
      return known.year() > made->year();
  }
  return false;
}

const Fact* narrower_with_same_number(const Context& context, const Statement& statement) {
  const Figure& figure = *statement.figure;
  if (!may_be_held_against_facts(context, statement) || !statement.place.empty()) return nullptr;
  if (!figure.value || figure.value_max) return nullptr;
  if (figure.kind != Kind::level && figure.kind != Kind::count) return nullptr;
  const std::string sentence = words_of(*context.draft.reading, sentence_at(*context.draft.reading, figure.span));
  const std::optional<Growth>& growth = statement.growth;
  for (const NamedFact& named : context.facts.own) {
    const Fact& fact = *named.fact;
    if (!fact.value || fact.period != *statement.period || fact.span == facts::Span::current ||
        fact.status != facts::Status::published) {
      continue;
    }
    const bool other_name = named.meeting != statement.name;
    std::string scope = whole_scope(fact, nullptr) ? "" : fact.scope;
    if (scope.empty() && named.indicator != nullptr) scope = named.indicator->scope;
    const bool part = other_name && is_part_of(named.indicator, statement.indicator, *context.names);
    const bool kindred =
        part || !other_name || end_alike(named.meeting, statement.name) || end_alike(fact.indicator, figure.indicator);
    if (!kindred || (!part && scope.empty())) continue;
    if (!scope.empty() && has(sentence, scope)) continue;
    if (!scope.empty() && has(figure.indicator, scope)) continue;
    const auto in_figure_unit = interval_in(*fact.value, fact.unit, figure.unit);
    if (!in_figure_unit || !may_be_one(*in_figure_unit, quantity::rounding_interval(*figure.value))) continue;
    const bool both_rates = growth && fact.growth_pct;
    if (both_rates) {
      if (!may_be_one(quantity::rounding_interval(growth->pct), quantity::rounding_interval(*fact.growth_pct)))
        continue;
    } else if (significant_digits(*figure.value) < 4 || !part) {
      continue;
    }
    if (significant_digits(*figure.value) < 2) continue;
    // A whole that is published with this number leaves nothing to ask.
    const auto wholes = published_of(context, statement);
    const bool whole_agrees = std::ranges::any_of(wholes, [&](const Fact* whole) {
      if (!whole->value) return false;
      const auto interval = interval_in(*whole->value, whole->unit, figure.unit);
      return interval && interval->overlaps(quantity::rounding_interval(*figure.value));
    });
    if (!whole_agrees) return &fact;
  }
  return nullptr;
}

}  // namespace plan::rules
