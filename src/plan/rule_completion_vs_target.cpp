// completion-vs-target: “新增就业2.31万人，完成年度任务的115.5%” against the year's plan for that line: as the same
// sentences tell it, as the plan puts it, or as the plan's growth makes it of last year's amount.
#include <algorithm>

#include "base/text.hpp"
#include "plan/rule_likeness.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// 完成年度计划的, 占全年目标任务的, 为年度计划投资260亿元的: the words between such a verb and the rate.
std::string plan_words(const Document& document, const Figure& figure) {
  const std::string clause = clause_before(*document.reading, figure.span) + words_of(*document.reading, figure.span);
  std::size_t at = std::string::npos;
  for (const std::string_view verb : {"完成", "占", "达到", "达", "为", "相当于"}) {
    const auto found = clause.rfind(verb);
    if (found == std::string::npos) continue;
    const std::string_view after = std::string_view(clause).substr(found + verb.size());
    if (!has_any(after, {"计划", "任务", "目标", "预算", "指标"})) continue;
    if (at == std::string::npos || found > at) at = found;
  }
  return at == std::string::npos ? std::string() : clause.substr(at);
}

bool tells_completion(const Document& document, const Figure& figure) {
  if (figure.unit != "%" || !figure.value || figure.qualifier != Qualifier::exact || figure.from_value) return false;
  if (figure.kind != Kind::completion && figure.kind != Kind::share) return false;
  const std::string words = plan_words(document, figure);
  const bool rate_by_name =
      figure.kind == Kind::completion && has(clause_before(*document.reading, figure.span), "完成率");
  if (rate_by_name) return true;
  // 分别完成年度目标的82%、80%: which rate is of which amount stands in the order of the names.
  if (has_any(clause_before(*document.reading, figure.span), {"分别", "均完成", "双双"})) return false;
  if (words.empty() || has_any(words, {"时序", "进度要求", "超", "五年", "十四五", "十五五", "三年", "季度", "上半年",
                                       "调整", "省下达", "同期"}))
    return false;
  // 完成年度任务, 完成计划的: the year's own; a plan of some other time or body says so.
  return has_any(words, {"年度", "全年", "年初", "年计划", "年目标", "年任务", "年预算", "完成计划", "完成任务",
                         "完成目标", "完成预算", "占计划", "占预算", "占年", "总任务", "总目标"});
}

bool is_amount(const Figure& figure) {
  return (figure.kind == Kind::level || figure.kind == Kind::count) && figure.value && !figure.value_max &&
         !figure.from_value && figure.qualifier == Qualifier::exact;
}

// 年度计划投资260亿元, 全年目标3万人, 计划改造86个: an amount that is to be reached.
bool tells_the_plan(const Document& document, const Figure& figure) {
  const std::string before = clause_before(*document.reading, figure.span);
  // 完成全年3万人目标的87%: told between the year and what it is.
  const std::string after = words_of(*document.reading, {figure.span.end, figure.span.end + 4});
  const bool of_the_year = ends_with_any(before, {"全年", "年度", "年初"}) &&
                           (after.starts_with("目标") || after.starts_with("任务") || after.starts_with("计划") ||
                            after.starts_with("的目标") || after.starts_with("的任务"));
  if (of_the_year) return true;
  if (figure.status == FigureStatus::target || figure.status == FigureStatus::planned)
    return !has_any(before, {"总投资", "五年", "十四五", "十五五"});
  return has_any(before, {"年度计划", "全年计划", "年计划", "计划投资", "年度目标", "全年目标", "目标任务", "年度任务",
                          "全年任务", "年初计划", "年初预算", "年度预算", "全年预算", "计划安排", "计划数", "任务数",
                          "目标数"}) &&
         !has_any(before, {"总投资", "五年", "十四五", "十五五"});
}

// What the sentence says is done: the amount told last before the rate, growth aside.
const Statement* done_before(const Document& draft, std::size_t rate_at) {
  const Span sentence = sentence_at(*draft.reading, draft.statements[rate_at].figure->span);
  for (std::size_t i = rate_at; i-- > 0;) {
    const Statement& statement = draft.statements[i];
    const Figure& figure = *statement.figure;
    if (sentence_at(*draft.reading, figure.span) != sentence) return nullptr;
    if (is_amount(figure) && tells_the_plan(draft, figure)) continue;
    if (figure.kind == Kind::growth || figure.kind == Kind::difference || figure.kind == Kind::rank) continue;
    return is_amount(figure) ? &statement : nullptr;
  }
  return nullptr;
}

struct Aim {
  Decimal value;
  std::string unit;
  Input input;
  std::optional<Span> span;  // in the draft
  bool exact = true;         // an amount as put, no growth made into one
  std::string words;
};

// The one planned amount in the sentence of the rate, or in the one before it.
std::optional<Aim> aim_nearby(const Context& context, std::size_t rate_at, const Statement& done) {
  const Document& draft = context.draft;
  const Span sentence = sentence_at(*draft.reading, draft.statements[rate_at].figure->span);
  const Span before = sentence_at(*draft.reading, {std::max(0, sentence.start - 2), std::max(0, sentence.start - 1)});
  std::optional<Aim> found;
  for (const bool same_sentence : {true, false}) {
    constexpr std::size_t kFarthest = 20;  // statements to either side
    const std::size_t last = std::min(draft.statements.size(), rate_at + kFarthest);
    for (std::size_t i = rate_at - std::min(rate_at, kFarthest); i < last; ++i) {
      const Statement& statement = draft.statements[i];
      const Figure& figure = *statement.figure;
      const Span here = sentence_at(*draft.reading, figure.span);
      if (here != (same_sentence ? sentence : before) || &statement == &done || !is_amount(figure) ||
          !tells_the_plan(draft, figure) || !quantity::same_dimension(figure.unit, done.figure->unit))
        continue;
      if (!same_sentence && statement.name != done.name && likeness(statement.name, done.name) == Likeness::different)
        continue;
      if (found) return std::nullopt;
      found = Aim{*figure.value, figure.unit, input_of(draft, statement),
                  figure.span,   true,        "计划是" + amount(*figure.value, figure.unit)};
    }
    if (found) return found;
  }
  return std::nullopt;
}

bool same_thing(const Context& context, const reading::Target& target, const Statement& done) {
  const facts::Indicator* indicator = context.names->find(meeting_name(target.indicator, *context.names));
  if (indicator != nullptr && indicator == done.indicator) return true;
  return (indicator == nullptr || done.indicator == nullptr) &&
         likeness(target.indicator, done.figure->indicator) == Likeness::same;
}

std::optional<Aim> aim_of_plan(const Context& context, const Statement& done) {
  if (context.last_year == nullptr) return std::nullopt;
  const Document& plan = *context.last_year;
  const std::string whose = context.whole_year ? "上年计划是" : "计划是";
  for (const reading::Target& target : plan.reading->targets) {
    if (!target.value || target.value_max || target.value->is_zero() || target.op == "<=" || target.op == "≈" ||
        target.op == ">" || target.relation != reading::Relation::none)
      continue;
    if (!quantity::same_dimension(target.unit, done.figure->unit) || !same_thing(context, target, done)) continue;
    return Aim{*target.value, target.unit, input_of(plan, plan.label + " 目标 " + target.indicator, target.span),
               std::nullopt,  true,        whose + amount(*target.value, target.unit)};
  }
  return std::nullopt;
}

// Last year's whole amount, as the plan's own review or the published figures tell it.
std::optional<std::pair<Decimal, std::string>> base_of(const Context& context, const Statement& done, Input& input) {
  const int year = context.draft.reading->report_year - 1;
  for (const Statement& earlier : context.last_year->statements) {
    if (earlier.outcome && earlier.indicator == done.indicator && is_amount(*earlier.figure) && !earlier.other_time &&
        !earlier.other_area && earlier.period == calendar::Period::year(year) &&
        quantity::same_dimension(earlier.figure->unit, done.figure->unit)) {
      input = input_of(*context.last_year, earlier);
      return std::pair(*earlier.figure->value, earlier.figure->unit);
    }
  }
  return std::nullopt;
}

// 增长3% on last year's amount. Growth at constant prices makes no amount; what a budget was passed with may lie a
// little beside it.
std::optional<Aim> aim_by_growth(const Context& context, const Statement& done) {
  if (context.last_year == nullptr || done.indicator == nullptr || done.indicator->growth_is_constant_price)
    return std::nullopt;
  for (const reading::Target& target : context.last_year->reading->targets) {
    if (target.kind != Kind::growth || !target.value || target.value_max || target.unit != "%" ||
        target.relation != reading::Relation::none || target.strength != "headline" ||
        context.names->find(meeting_name(target.indicator, *context.names)) != done.indicator)
      continue;
    Input from;
    const auto base = base_of(context, done, from);
    if (!base) return std::nullopt;
    const Decimal aim = (base->first * (Decimal(1) + *target.value / Decimal(100))).rounded(base->first.decimals());
    Input input = input_of(*context.last_year, context.last_year->label + " 目标 " + target.indicator, target.span);
    input.value += "（" + from.label + " " + from.value + "）";
    return Aim{aim,
               base->second,
               std::move(input),
               std::nullopt,
               false,
               "按上年" + amount(base->first, base->second) + "增长" + target.value->to_string() + "%折算的计划是" +
                   amount(aim, base->second)};
  }
  return std::nullopt;
}

// Things are counted without rounding, in numbers printed in full.
quantity::Interval done_exactly(const Figure& figure) {
  const bool counted = figure.kind == Kind::count && quantity::parse_unit(figure.unit).scale == Decimal(1) &&
                       figure.value->decimals() == 0;
  return counted ? quantity::Interval{*figure.value, *figure.value} : quantity::rounding_interval(*figure.value);
}

}  // namespace

void completion_vs_target(const Context& context, CheckResult& out) {
  const auto& statements = context.draft.statements;
  for (std::size_t i = 1; i < statements.size(); ++i) {
    const Statement& rate = statements[i];
    if (rate.in_plan || rate.other_area || !tells_completion(context.draft, *rate.figure)) continue;
    const Statement* done = done_before(context.draft, i);
    if (done == nullptr || done->in_plan || done->other_area) continue;
    auto aim = aim_nearby(context, i, *done);
    const bool of_that_year = (!rate.other_time || rate.part_year) && rate.outcome;
    if (!aim && of_that_year) aim = aim_of_plan(context, *done);
    if (!aim && of_that_year) aim = aim_by_growth(context, *done);
    if (!aim) continue;
    const Figure& figure = *done->figure;
    const auto planned = quantity::convert(aim->value, aim->unit, figure.unit);
    if (!planned || !(*planned > Decimal(0))) continue;
    // The target is meant as it is written; only the outcome carries rounding.
    quantity::Interval truth =
        done_exactly(figure) / quantity::Interval{*planned, *planned} * quantity::Interval{100, 100};
    ++out.checked;
    std::vector<Input> inputs{input_of(context.draft, rate), input_of(context.draft, *done), aim->input};
    const std::string computed = to_text(truth, rate.figure->value->decimals()) + "%";
    if (!aim->exact) truth = truth + quantity::Interval{-1, 1};
    if (truth.overlaps(quantity::rounding_interval(*rate.figure->value))) {
      out.confirmed.push_back({"completion-vs-target", std::move(inputs), computed, {rate.figure->span}});
      continue;
    }
    std::vector<Span> spans{rate.figure->span, figure.span};
    if (aim->span) spans.push_back(*aim->span);
    out.findings.push_back({.rule = "completion-vs-target",
                            .severity = aim->exact ? Severity::warning : Severity::note,
                            .spans = std::move(spans),
                            .inputs = std::move(inputs),
                            .expected = computed,
                            .found = rate.figure->value->to_string() + "%",
                            .say = figure.indicator + "完成" + amount(*figure.value, figure.unit) + "，" + aim->words +
                                   "，完成" + computed + "，报告写的是" + rate.figure->value->to_string() +
                                   (aim->span ? "%，请核对。" : "%；如果任务数后来调整过，请注明。")});
  }
}

}  // namespace plan::rules
