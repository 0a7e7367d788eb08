// target-below-outcome: this year's target lies below what last year already reached.
#include <algorithm>

#include "plan/rule_likeness.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"
#include "plan/verdict_words.hpp"

namespace plan::rules {
namespace {

// Of such indicators a lower target is the better one, or a ceiling.
bool lower_is_better(const facts::Indicator* indicator, std::string_view name) {
  if (indicator != nullptr && indicator->direction != facts::Direction::more_is_better) return true;
  return has_any(name, {"失业率", "能耗", "排放", "PM2.5", "细颗粒物", "死亡", "事故", "上涨",      "涨幅",
                        "物价",   "价格", "下降", "降低",  "降幅",     "赤字", "债务", "不良",      "发病",
                        "案件",   "投诉", "时间", "时限",  "材料",     "成本", "浓度", "自然增长率"});
}

bool numeric(const reading::Target& target) {
  return target.value && target.relation == reading::Relation::none &&
         (target.op == "=" || target.op == ">=" || target.op == ">" || target.op == "≈");
}

struct Match {
  const Statement* outcome = nullptr;
  Likeness likeness = Likeness::different;
};

Match outcome_of(const Context& context, const reading::Target& target, const Statement& as_statement) {
  Match best;
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (!statement.outcome || !figure.value || figure.confidence < 0.5 || figure.from_value) continue;
    if (figure.kind == Kind::growth || figure.kind == Kind::difference || figure.kind == Kind::threshold) continue;
    if (target.kind && (*target.kind == Kind::share) != (figure.kind == Kind::share)) continue;
    if (target.kind && (*target.kind == Kind::completion) != (figure.kind == Kind::completion)) continue;
    if (!quantity::same_dimension(figure.unit, target.unit) || figure.unit.empty()) continue;
    // A total over the years is no result of one; events are counted within the year.
    if (figure.cumulative && !has_any(figure.unit, {"场", "次"})) continue;
    if (!figure.subject.empty() && !has(target.indicator, figure.subject)) continue;
    if (statement.other_time) continue;
    const Likeness like = as_statement.indicator != nullptr && as_statement.indicator == statement.indicator
                              ? Likeness::same
                          : as_statement.indicator != nullptr && statement.indicator != nullptr
                              ? Likeness::different
                              : likeness(target.indicator, figure.indicator);
    if (like == Likeness::different) continue;
    if (best.outcome == nullptr || (like == Likeness::same && best.likeness == Likeness::close))
      best = {&statement, like};
  }
  return best;
}

struct Slower {
  const reading::Target* target;
  std::string text;
  Input goal;
  Input outcome;
};

}  // namespace

void target_below_outcome(const Context& context, CheckResult& out) {
  const reading::Reading& reading = *context.draft.reading;
  std::vector<Slower> slower;
  if (!context.whole_year) return;  // what came in nine months is no year
  for (const reading::Target& target : reading.targets) {
    if (!numeric(target)) continue;
    const std::string clause = words_of(reading, clause_at(reading, target.span));
    if (has_any(clause, {"目前", "现有", "已有", "已建成"})) continue;  // what stands, not what is promised
    Statement as_statement;
    as_statement.name = meeting_name(target.indicator, *context.names);
    as_statement.indicator = context.names->find(as_statement.name);
    if (lower_is_better(as_statement.indicator, target.indicator)) continue;
    const Input goal = input_of(context.draft, context.draft.label + " 目标 " + target.indicator, target.span);

    if (target.kind == Kind::growth) {
      if (target.strength != "headline" || target.unit != "%") continue;
      for (const Statement& statement : context.draft.statements) {
        if (!statement.outcome || statement.name != as_statement.name || !statement.figure->subject.empty()) continue;
        const auto& growth = statement.growth;
        if (!growth || growth->basis != "yoy" || growth->qualifier != Qualifier::exact) continue;
        if (statement.other_time) continue;
        ++out.checked;
        if (growth->pct > *target.value) {
          slower.push_back(
              {&target, target.indicator + "目标" + aim_words(target) + "，上年实际" + growth->pct.to_string() + "%",
               goal, input_of(context.draft, statement)});
        }
        break;
      }
      continue;
    }

    const Match match = outcome_of(context, target, as_statement);
    if (match.outcome == nullptr) continue;
    const Figure& figure = *match.outcome->figure;
    const auto aim = quantity::convert(*target.value, target.unit, figure.unit);
    if (!aim) continue;
    ++out.checked;
    // Far below, one of the two is likely a stock and the other an increase; shows and fairs are counted alike.
    const bool events = has_any(figure.unit, {"场", "次"});
    const Decimal least = match.likeness == Likeness::same && events ? Decimal::scaled(1, -1) : Decimal::scaled(4, -1);
    if (*aim < *figure.value * least) continue;
    const std::string told = figure.indicator + clause_before(reading, figure.span);
    if (!events && tells_an_increase(told) != tells_an_increase(target.indicator + clause)) continue;
    if (figure.qualifier == Qualifier::nearly || *aim >= *figure.value || figure.value->is_zero()) continue;
    // A floor a shade under last year's result is how stable lines are planned.
    if (*aim > *figure.value * Decimal::scaled(99, -2)) continue;
    const Decimal below = ((*aim / *figure.value - Decimal(1)) * Decimal(100)).rounded(1);
    const bool floor = target.op == ">=" || target.op == ">";
    std::string say = target.indicator + "今年目标是" + (floor ? "不少于" : "") + amount(*target.value, target.unit) +
                      "，上年已做到" + amount(*figure.value, figure.unit) + "，低" + below.abs().to_string() + "%";
    say += floor ? "；这是底线，不能当作增长来说" : "；如果是任务自然减少，宜说明原因";
    if (match.likeness == Likeness::close)
      say += "（两处名称略有不同：回顾部分写作" + figure.indicator + "，请先确认是同一项）";
    out.findings.push_back({.rule = "target-below-outcome",
                            .severity = Severity::note,
                            .spans = {target.span, figure.span},
                            .inputs = {goal, input_of(context.draft, *match.outcome)},
                            .expected = "不低于" + amount(*figure.value, figure.unit) + "，或说明原因",
                            .found = amount(*target.value, target.unit),
                            .say = say + "。"});
  }
  if (slower.empty()) return;
  Finding finding{.rule = "target-below-outcome", .severity = Severity::note};
  finding.expected = "说明放缓的理由";
  finding.found = std::to_string(slower.size()) + "项增速目标低于上年实际增速";
  finding.say = finding.found + "：";
  for (std::size_t i = 0; i < slower.size(); ++i) {
    finding.spans.push_back(slower[i].target->span);
    finding.inputs.push_back(slower[i].goal);
    finding.inputs.push_back(slower[i].outcome);
    finding.say += (i > 0 ? "；" : "") + slower[i].text;
  }
  finding.say += "。并不是差错，答复询问时要能说明理由。";
  out.findings.push_back(std::move(finding));
}

}  // namespace plan::rules
