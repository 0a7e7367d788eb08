// Claims about years that are not in hand: said openly, so that no finding is not taken for a check.
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {

void out_of_reach(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (!statement.outcome) continue;
    const std::string words =
        clause_before(*context.draft.reading, figure.span) + words_of(*context.draft.reading, figure.span);
    std::string why;
    if (has_any(words, {"前三年总和", "前两年总和", "前几年总和", "过去三年总和", "过去五年总和", "前五年总和"})) {
      why = "要有此前各年的数才能核对“总和”";
    } else if (figure.record || has_any(words, {"历史新高", "历史最高", "历史最好"})) {
      why = "要有历年的数才能核对是否历史新高";
    } else if (has_any(words, {"首次突破", "首次超过", "首次达到"})) {
      why = "要有历年的数才能核对是否首次";
    } else {
      continue;
    }
    out.not_checkable.push_back({"history", figure.indicator + "：" + why, {figure.span}});
  }
}

}  // namespace plan::rules
