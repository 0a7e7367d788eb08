// share-of-levels: “税收收入71.3亿元，占一般公共预算收入的80.8%” beside the level of the whole.
#include <algorithm>

#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

struct Names {
  std::string part;
  std::string whole;
};

// 税收收入占一般公共预算收入比重 → 税收收入, 一般公共预算收入.
std::optional<Names> names_of(std::string name) {
  const auto at = name.find("占");
  if (at == std::string::npos || at == 0) return std::nullopt;
  Names names{name.substr(0, at), name.substr(at + std::string_view("占").size())};
  for (const std::string_view tail : {"的比重", "的比例", "比重", "比例"}) {
    if (names.whole.ends_with(tail)) {
      names.whole.resize(names.whole.size() - tail.size());
      return names.whole.empty() ? std::nullopt : std::optional(names);
    }
  }
  return std::nullopt;
}

// Told of months of the year that are known, or of the whole year.
bool of_known_time(const Statement& statement) { return !statement.other_time || statement.part_year; }

// The one exact level of this name and of the time of `share` in its paragraph, or else in the whole document; nothing
// when there are two.
const Statement* level_told(const Context& context, const std::string& name, const Statement& share, bool nearby) {
  const Document& draft = context.draft;
  const Span span = share.figure->span;
  const auto paragraph = [&](Span s) { return std::ranges::upper_bound(draft.paragraph_starts, s.start); };
  const Statement* found = nullptr;
  for (const Statement& statement : draft.statements) {
    const Figure& figure = *statement.figure;
    if (statement.name != name || !statement.outcome || !of_known_time(statement) || !figure.value ||
        figure.from_value || statement.period != share.period)
      continue;
    if ((figure.kind != Kind::level && figure.kind != Kind::count) || figure.qualifier != Qualifier::exact) continue;
    if (!figure.subject.empty() || statement.other_area) continue;
    if (nearby ? paragraph(figure.span) != paragraph(span)
               : figure.confidence < 0.5 || !plainly_named(draft, statement, *context.names))
      continue;
    if (found != nullptr && found->figure->value != figure.value) return nullptr;
    found = &statement;
  }
  return found;
}

// The name stands alone before its number, and what it holds is told of once: far from the share that is needed to be
// sure that it is meant.
const Statement* level_of(const Context& context, const std::string& name, const Statement& share) {
  if (const Statement* near = level_told(context, name, share, true)) return near;
  return level_told(context, name, share, false);
}

}  // namespace

void share_of_levels(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (figure.kind != Kind::share || !statement.outcome || !of_known_time(statement) || !figure.value ||
        figure.unit != "%" || figure.qualifier != Qualifier::exact || figure.from_value) {
      continue;
    }
    if (statement.other_area) continue;
    const Statement* part = nullptr;
    const Statement* whole = nullptr;
    const auto look_for = [&](const std::string& name) {
      const auto names = names_of(name);
      if (!names || (part != nullptr && whole != nullptr)) return;
      part = level_of(context, meeting_name(names->part, *context.names), statement);
      whole = level_of(context, meeting_name(names->whole, *context.names), statement);
    };
    look_for(figure.indicator);
    // 税收占比, 税收占一般公共预算收入: told in full by its row in the names table.
    if (statement.indicator != nullptr) look_for(statement.indicator->name);
    if (part == nullptr || whole == nullptr || part == whole) continue;
    const auto part_in_unit = interval_in(*part->figure->value, part->figure->unit, whole->figure->unit);
    const quantity::Interval all = quantity::rounding_interval(*whole->figure->value);
    if (!part_in_unit || !(all.lo > Decimal(0))) continue;
    const quantity::Interval share = *part_in_unit / all * quantity::Interval{100, 100};
    ++out.checked;
    std::vector<Input> inputs{input_of(context.draft, statement), input_of(context.draft, *part),
                              input_of(context.draft, *whole)};
    const std::string computed = to_text(share, figure.value->decimals()) + "%";
    if (share.overlaps(quantity::rounding_interval(*figure.value))) {
      out.confirmed.push_back({"share-of-levels", std::move(inputs), computed, {figure.span}});
      continue;
    }
    out.findings.push_back({.rule = "share-of-levels",
                            .severity = Severity::warning,
                            .spans = {figure.span, part->figure->span, whole->figure->span},
                            .inputs = std::move(inputs),
                            .expected = computed,
                            .found = figure.value->to_string() + "%",
                            .say = figure.indicator + "写的是" + figure.value->to_string() + "%，按" +
                                   amount(*part->figure->value, part->figure->unit) + "和" +
                                   amount(*whole->figure->value, whole->figure->unit) + "计算是" + computed +
                                   "，请核对。"});
  }
}

}  // namespace plan::rules
