// from-to: “产销率96.8%，上年同期96.1%，比上年同期提高0.9个百分点”: the change in points between two rates that the
// same paragraph gives, the earlier one under the words 上年同期, 去年.
#include <algorithm>

#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// The earlier time that words name as their own (去年同期为), and not the one they compare with (比去年同期).
enum class Earlier { none, same_months, year };
Earlier earlier_told(std::string_view words) {
  for (const std::string_view time : {"上年同期", "去年同期", "上年", "去年"}) {
    for (auto at = words.find(time); at != std::string_view::npos; at = words.find(time, at + time.size())) {
      const std::string_view lead = words.substr(0, at);
      if (ends_with_any(lead, {"比", "较", "于", "同", "与"})) continue;
      return time.ends_with("同期") || words.substr(at + time.size()).starts_with("同期") ? Earlier::same_months
                                                                                          : Earlier::year;
    }
  }
  return Earlier::none;
}

Earlier compared_with(std::string_view words) {
  for (const std::string_view time : {"比上年同期", "较上年同期", "比去年同期", "较去年同期", "同比"})
    if (has(words, time)) return Earlier::same_months;
  for (const std::string_view time : {"比上年", "较上年", "比去年", "较去年"})
    if (has(words, time)) return Earlier::year;
  return Earlier::none;
}

struct Rate {
  Decimal pct;
  Span span;
  std::string indicator;
  bool growth = false;
};

std::optional<Rate> rate_of(const Statement& statement) {
  const Figure& figure = *statement.figure;
  if (statement.growth && figure.kind == Kind::growth) {
    if (statement.growth->qualifier != Qualifier::exact) return std::nullopt;
    return Rate{statement.growth->pct, statement.growth->span, figure.indicator, true};
  }
  if (!figure.value || figure.value_max || figure.from_value || figure.unit != "%" ||
      figure.qualifier != Qualifier::exact || figure.kind == Kind::difference || figure.kind == Kind::growth)
    return std::nullopt;
  return Rate{*figure.value, figure.span, figure.indicator, false};
}

std::vector<Rate> rates_of(const Statement& statement) {
  std::vector<Rate> out;
  if (const auto rate = rate_of(statement)) out.push_back(*rate);
  const bool beside_level = statement.growth && statement.figure->kind != Kind::growth &&
                            statement.growth->qualifier == Qualifier::exact && statement.figure->unit != "%";
  if (beside_level) out.push_back({statement.growth->pct, statement.growth->span, statement.figure->indicator, true});
  return out;
}

// An earlier rate that is given without a name of its own is that of the rate before it.
bool same_name(const Context& context, const std::string& now, const std::string& then) {
  const bool only_time =
      std::ranges::any_of(std::initializer_list<std::string_view>{"上年", "去年", "上年同期", "去年同期", "同期",
                                                                  "较上年同期", "较去年同期", "比上年同期",
                                                                  "比去年同期", "较上年", "较去年", "比上年", "比去年"},
                          [&](std::string_view word) { return then == word; });
  return then.empty() || only_time || meeting_name(now, *context.names) == meeting_name(then, *context.names);
}

}  // namespace

namespace {

struct Moved {
  const Statement* told = nullptr;
  Rate now, then;
  Decimal points;  // signed
  Span span;
};

void compare(const Context& context, const Moved& m, CheckResult& out) {
  const Document& draft = context.draft;
  const quantity::Interval truth = quantity::rounding_interval(m.now.pct) - quantity::rounding_interval(m.then.pct);
  ++out.checked;
  std::vector<Input> inputs{input_of(draft, draft.label + " " + m.now.indicator, m.now.span),
                            input_of(draft, draft.label + " 上年", m.then.span),
                            input_of(draft, draft.label + " 变动", m.span)};
  const Decimal exact = m.now.pct - m.then.pct;
  const std::string expected = exact.to_string() + "个百分点";
  if (truth.overlaps(quantity::rounding_interval(m.points))) {
    out.confirmed.push_back({"from-to", std::move(inputs), expected, {m.span}});
    return;
  }
  out.findings.push_back({.rule = "from-to",
                          .severity = Severity::error,
                          .spans = {m.span, m.now.span, m.then.span},
                          .inputs = std::move(inputs),
                          .expected = expected,
                          .found = m.points.to_string() + "个百分点",
                          .say = m.now.indicator + (m.now.growth ? "增速" : "") + "现在是" + m.now.pct.to_string() +
                                 "%，上年是" + m.then.pct.to_string() + "%，" +
                                 (exact.is_negative() ? "低" + exact.abs().to_string() + "个百分点"
                                  : exact.is_zero()   ? "持平"
                                                      : "高" + exact.to_string() + "个百分点") +
                                 "，报告写的是" + words_of(*draft.reading, m.span) + "，三个数至少有一个不对。"});
}

std::optional<Decimal> signed_points(const Decimal& value, ChangeDirection direction) {
  if (direction == ChangeDirection::up) return value;
  if (direction == ChangeDirection::down) return -value;
  return std::nullopt;
}

// The rates of the sentence of `span` before it that are of now, and under their own earlier time; the second only
// where there is one.
struct Pair {
  std::optional<Rate> now, then;
  Span sentence;
};
Pair rates_around(const Context& context, std::size_t at, Span span, Earlier time) {
  const Document& draft = context.draft;
  const reading::Reading& reading = *draft.reading;
  Pair out;
  out.sentence = sentence_at(reading, span);
  if (has(words_of(reading, out.sentence), "分别")) return out;  // which is whose stands in the order of the names
  bool several = false;
  constexpr std::size_t kFarthest = 20;  // statements to either side: no sentence has more
  const std::size_t last = std::min(draft.statements.size(), at + kFarthest);
  for (std::size_t i = at - std::min(at, kFarthest); i < last; ++i) {
    const Statement& statement = draft.statements[i];
    if (i == at || statement.other_area || statement.in_plan ||
        sentence_at(reading, statement.figure->span) != out.sentence)
      continue;
    for (const Rate& rate : rates_of(statement)) {
      const Earlier told = earlier_told(clause_before(reading, rate.span) + words_of(reading, rate.span));
      if (told == Earlier::none) {
        if (rate.span.start < span.start) out.now = rate;
      } else if (told == time) {
        several = several || out.then.has_value();
        out.then = rate;
      }
    }
  }
  if (several) out.then.reset();
  return out;
}

}  // namespace

void points_moved(const Context& context, CheckResult& out) {
  const Document& draft = context.draft;
  const reading::Reading& reading = *draft.reading;
  for (std::size_t i = 0; i < draft.statements.size(); ++i) {
    const Statement& moved = draft.statements[i];
    const Figure& figure = *moved.figure;
    if (moved.in_plan || moved.other_area || !figure.change || !figure.value || figure.value_max || figure.from_value)
      continue;
    if (figure.kind == Kind::difference && has(figure.unit, "百分点") && figure.qualifier == Qualifier::exact) {
      // ……96.8%，上年同期96.1%，比上年同期提高0.9个百分点
      const auto points = signed_points(*figure.value, figure.change->direction);
      const Earlier time = compared_with(clause_before(reading, figure.span) + words_of(reading, figure.span));
      if (!points || time == Earlier::none) continue;
      const Pair pair = rates_around(context, i, figure.span, time);
      if (pair.now && pair.then && pair.now->growth == pair.then->growth &&
          same_name(context, pair.now->indicator, pair.then->indicator))
        compare(context, {&moved, *pair.now, *pair.then, *points, figure.span}, out);
      continue;
    }
    // A rate told with its change in points in one figure: the earlier one (较去年同期的5.3%下降0.5个百分点, 上年同期为
    // 96.1%，比上年同期提高0.9个百分点), beside the rate of now before it.
    const auto& change = *figure.change;
    if (figure.unit != "%" || !change.value || !has(change.unit, "百分点") || figure.qualifier != Qualifier::exact ||
        change.qualifier || figure.kind == Kind::growth)
      continue;
    const auto points = signed_points(*change.value, change.direction);
    const std::string before = clause_before(reading, figure.span);
    const bool is_the_base =
        ends_with_any(before, {"上年同期的", "去年同期的", "上年的", "去年的", "上年同期", "去年同期"}) &&
        compared_with(before) != Earlier::none;
    const Earlier time = is_the_base ? compared_with(before) : earlier_told(before);
    if (!points || time == Earlier::none) continue;
    const Pair pair = rates_around(context, i, figure.span, time);
    const Rate then{*figure.value, figure.span, figure.indicator, false};
    if (pair.now && !pair.now->growth && same_name(context, pair.now->indicator, then.indicator))
      compare(context, {&moved, *pair.now, then, *points, change.span.empty() ? figure.span : change.span}, out);
  }
}

}  // namespace plan::rules
