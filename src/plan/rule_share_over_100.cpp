// share-over-100: a part cannot be more than its whole. Completion may, and so may rates that only look like shares.
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// 毛入学率 counts all ages over one age group; 产销率, 负债率, 充足率 and the like divide two different things.
bool may_pass_100(std::string_view name) {
  return has_any(name, {"完成率", "完成",   "毛入学",   "产销",     "负债", "杠杆", "充足", "拨备", "自给",
                        "利用率", "使用率", "回报",     "收益",     "利润", "溢价", "周转", "流动", "存贷",
                        "贷存",   "偿",     "保障倍数", "外贸依存", "增长", "增速", "增幅", "提升", "提高",
                        "相当于", "系数",   "产能",     "负荷",     "上座", "入住", "指数", "赔付", "求人倍率",
                        "倍",     "执行率", "进度",     "履约",     "到位", "交易", "带动", "价格", "物价"});
}

bool is_surely_a_share(std::string_view name) {
  return ends_with_any(
      name, {"覆盖率",   "普及率", "治理率", "达标率", "合格率",     "签约率",   "满意率", "就业率", "参保率",
             "占比",     "比重",   "比例",   "比率",   "城镇化率",   "失业率",   "绿化率", "处置率", "处理率",
             "利用占比", "回收率", "供水率", "巩固率", "优良率",     "通过率",   "办结率", "归集率", "整改率",
             "建档率",   "挂牌率", "知晓率", "满意度", "卫生厕所率", "机械化率", "达线率", "上线率"});
}

}  // namespace

void share_over_100(const Context& context, CheckResult& out) {
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (figure.kind != Kind::share || !figure.value) continue;
    Decimal whole = 100;
    if (figure.unit == "成") {
      whole = 10;
    } else if (figure.unit == "‰") {
      whole = 1000;
    } else if (figure.unit.empty()) {
      whole = 1;
    } else if (figure.unit != "%" && figure.unit != "％") {
      continue;
    }
    ++out.checked;
    if (*figure.value <= whole) continue;
    const std::string clause = words_of(*context.draft.reading, clause_at(*context.draft.reading, figure.span));
    if (may_pass_100(figure.indicator) || has_any(clause, {"完成", "相当于", "产销率", "增长", "提高了"})) continue;
    const bool sure = is_surely_a_share(figure.indicator) && figure.unit == "%" && figure.confidence >= 0.5;
    out.findings.push_back({.rule = "share-over-100",
                            .severity = sure ? Severity::error : Severity::warning,
                            .spans = {figure.span},
                            .inputs = {input_of(context.draft, statement)},
                            .expected = "不超过" + amount(whole, figure.unit),
                            .found = amount(*figure.value, figure.unit),
                            .say = figure.indicator + "写成" + amount(*figure.value, figure.unit) +
                                   "，部分不可能大于整体，请核对数字；如果是对计划的完成程度，请写明是完成率。"});
  }
}

}  // namespace plan::rules
