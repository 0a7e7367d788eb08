// streak-continues: 连续n年 must have been 连续n−1年 in last year's report.
#include "plan/rule_likeness.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

struct Run {
  Decimal length;
  std::string unit;
};

std::optional<Run> run_of(const Document& document, const Figure& figure) {
  if (figure.rank && figure.rank->streak) return Run{figure.rank->streak->value, figure.rank->streak->unit};
  if (figure.kind == Kind::count && figure.value &&
      (figure.unit == "年" || figure.unit == "次" || figure.unit == "届") &&
      has(words_of(*document.reading, figure.span), "连续")) {
    return Run{*figure.value, figure.unit};
  }
  return std::nullopt;
}

// The subject of a run: the indicator's name without the words that count it.
std::string subject_of(const Figure& figure) {
  std::string name = figure.indicator;
  for (const std::string_view word : {"连续年数", "连续次数", "连续届数", "连续"}) {
    for (auto at = name.find(word); at != std::string::npos; at = name.find(word)) name.erase(at, word.size());
  }
  return name;
}

bool same_contest(const Figure& a, const Figure& b) {
  if (a.rank && b.rank && a.rank->scope != b.rank->scope) return false;
  return likeness(subject_of(a), subject_of(b)) == Likeness::same;
}

}  // namespace

void streak_continues(const Context& context, CheckResult& out) {
  if (context.last_year == nullptr) return;
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    const auto now = run_of(context.draft, figure);
    if (!statement.outcome || !now || figure.confidence < 0.5) continue;
    const Statement* before = nullptr;
    for (const Statement& earlier : context.last_year->statements) {
      if (earlier.outcome && same_contest(figure, *earlier.figure) &&
          (run_of(*context.last_year, *earlier.figure) || earlier.figure->rank)) {
        before = &earlier;
        break;
      }
    }
    const std::string shown = "连续" + now->length.to_string() + now->unit;
    if (before == nullptr) {
      out.not_checkable.push_back(
          {"streak-continues", figure.indicator + "“" + shown + "”：上年报告没有同一项，无法核对", {figure.span}});
      continue;
    }
    const auto run = run_of(*context.last_year, *before->figure);
    // A first place without a run is the first of one.
    const Decimal earlier = run ? run->length : Decimal(1);
    if (run && run->unit != now->unit) continue;
    if (!run && now->unit != "年") continue;
    ++out.checked;
    std::vector<Input> inputs{input_of(context.draft, statement), input_of(*context.last_year, *before)};
    if (earlier + Decimal(1) == now->length) {
      out.confirmed.push_back({"streak-continues", std::move(inputs), shown, {figure.span}});
      continue;
    }
    if (!run) continue;  // an earlier report may just not have mentioned the run
    const std::string due = "连续" + (earlier + Decimal(1)).to_string() + now->unit;
    out.findings.push_back({.rule = "streak-continues",
                            .severity = now->unit == "年" ? Severity::warning : Severity::note,
                            .spans = {figure.span},
                            .inputs = std::move(inputs),
                            .expected = due,
                            .found = shown,
                            .say = figure.indicator + "上年报告是连续" + earlier.to_string() + run->unit +
                                   "，今年应是" + due + "，报告写的是" + shown + "，请核对是数错了还是评比有变化。"});
  }
}

}  // namespace plan::rules
