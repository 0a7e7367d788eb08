// from-to: 从A到B，提高x: the three must agree, and the verb must point the way the numbers go.
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"
#include "series/growth.hpp"

namespace plan::rules {
namespace {

struct Stated {
  Decimal change;  // signed
  std::string unit;
  std::string words;
  Span span;
};

bool only_marks(std::string_view text) {
  return has_any(text, {"，", ",", "、", "；"}) ? text.size() <= 3 : text.empty();
}

// The change told with the figure, or right after it: “，提高8.5%”, “，减少8户”.
std::optional<Stated> stated_change(const Document& document, std::size_t at) {
  const Figure& figure = *document.statements[at].figure;
  const auto signed_by = [](const Decimal& value, ChangeDirection direction) {
    return direction == ChangeDirection::down ? -value : value;
  };
  // Of a growth from 4.8% to 5.6% the change is the growth itself: by how much it moved stands behind.
  if (figure.kind != Kind::growth && figure.change && figure.change->value && !figure.change->qualifier) {
    const reading::Change& change = *figure.change;
    const Span span = change.span.empty() ? figure.span : change.span;
    return Stated{signed_by(*change.value, change.direction), change.unit, words_of(*document.reading, span), span};
  }
  if (at + 1 >= document.statements.size()) return std::nullopt;
  const Figure& next = *document.statements[at + 1].figure;
  if (next.span.start < figure.span.end || !next.value || next.qualifier != Qualifier::exact || next.from_value)
    return std::nullopt;
  if (!only_marks(words_of(*document.reading, {figure.span.end, next.span.start}))) return std::nullopt;
  const std::string words = words_of(*document.reading, next.span);
  const bool moves = next.kind == Kind::growth || next.kind == Kind::difference ||
                     ((next.kind == Kind::count || next.kind == Kind::level || next.kind == Kind::per_capita) &&
                      next.change && next.change->direction != ChangeDirection::none && !next.change->value);
  if (!moves || !next.change || has_any(words, {"至", "到"})) return std::nullopt;
  return Stated{signed_by(*next.value, next.change->direction), next.unit, words, next.span};
}

}  // namespace

void from_to(const Context& context, CheckResult& out) {
  const Document& draft = context.draft;
  for (std::size_t i = 0; i < draft.statements.size(); ++i) {
    const Figure& figure = *draft.statements[i].figure;
    if (!figure.from_value || !figure.value || figure.value_max || figure.kind == Kind::rank || figure.unit == "位" ||
        figure.unit == "名")
      continue;
    const Decimal& from = *figure.from_value;
    const Decimal& to = *figure.value;
    const bool exact = figure.qualifier == Qualifier::exact;
    const std::string line = figure.indicator + "从" + amount(from, figure.unit) + "到" + amount(to, figure.unit);
    if (figure.change && exact && from != to) {
      ++out.checked;
      const bool down = figure.change->direction == ChangeDirection::down;
      const bool up = figure.change->direction == ChangeDirection::up;
      if ((down && to > from) || (up && to < from)) {
        out.findings.push_back({.rule = "from-to",
                                .severity = Severity::warning,
                                .spans = {figure.span},
                                .inputs = {input_of(draft, draft.statements[i])},
                                .expected = down ? "后一个数较小" : "后一个数较大",
                                .found = from.to_string() + " → " + to.to_string(),
                                .say = line + "，用词说的是" + (down ? "下降" : "上升") + "，数字却相反，请核对。"});
        continue;
      }
    }
    const auto stated = stated_change(draft, i);
    if (!stated || !exact || !(quantity::rounding_interval(from).lo > Decimal(0))) continue;
    const std::string sentence = words_of(*draft.reading, sentence_at(*draft.reading, figure.span));
    if (has_any(sentence, {"年均", "平均每年"})) continue;

    const bool percent_of_level = stated->unit == "%" && figure.unit != "%";
    const bool points = has(stated->unit, "百分点") && figure.unit == "%";
    const bool amount_of_level = !percent_of_level && !points && stated->unit == figure.unit && figure.unit != "%";
    quantity::Interval truth{0, 0};
    if (percent_of_level) {
      truth = series::growth_between(to, from);
    } else if (points || amount_of_level) {
      // Things are counted without rounding, in numbers printed in full.
      const bool counted = figure.kind == Kind::count && quantity::parse_unit(figure.unit).scale == Decimal(1) &&
                           from.decimals() == 0 && to.decimals() == 0;
      truth = counted ? quantity::Interval{to - from, to - from}
                      : quantity::rounding_interval(to) - quantity::rounding_interval(from);
    } else {
      continue;
    }
    ++out.checked;
    std::vector<Input> inputs{input_of(draft, draft.statements[i]),
                              input_of(draft, draft.label + " 变动", stated->span)};
    const int decimals = std::max(1, stated->change.decimals());
    const std::string expected = to_text(truth, percent_of_level ? decimals : stated->change.decimals()) + stated->unit;
    const bool exact_count = truth.lo == truth.hi;
    if (exact_count ? truth.contains(stated->change) : truth.overlaps(quantity::rounding_interval(stated->change))) {
      out.confirmed.push_back({"from-to", std::move(inputs), expected, {figure.span}});
      continue;
    }
    out.findings.push_back(
        {.rule = "from-to",
         .severity = Severity::error,
         .spans = {figure.span, stated->span},
         .inputs = std::move(inputs),
         .expected = expected,
         .found = stated->change.to_string() + stated->unit,
         .say = line + "，变动应为" + expected + "，报告写的是" + stated->words + "，三个数至少有一个不对。"});
  }
}

}  // namespace plan::rules
