#include "plan/verdict_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/fixed.hpp"
#include "plan/forecast_words.hpp"
#include "plan/line_passed.hpp"
#include "plan/standard.hpp"
#include "quantity/quantity.hpp"
#include "series/pace.hpp"

namespace plan {
namespace {

// A name that brings quotation marks of its own gets none around it.
std::string quoted(const std::string& name) { return name.find("“") == std::string::npos ? "“" + name + "”" : name; }

std::string in_unit(const Decimal& value, const std::string& unit) { return value.to_string() + unit; }

// A published level in the unit of its target; as the papers print it where it is in that unit already.
std::string level_in(const facts::Fact& fact, const Decimal& value, const std::string& unit) {
  if (fact.value && fact.unit == unit) return fact.value->to_string() + unit;
  return (fact.value ? quantity::as_written(value, *fact.value) : value).to_string() + unit;
}

std::string gap_unit(const Demand& demand) {
  return demand.side == Side::growth || demand.unit == "%" ? "个百分点" : demand.unit;
}

// "比目标下限4.4%低0.1个百分点" / "比目标5.7%高1.0个百分点".
std::string against_the_line(const Demand& demand, const Decimal& value) {
  if (demand.sense == Sense::within) {
    const bool inside = demand.lo <= value && value <= demand.hi;
    return std::string(inside ? "在" : "不在") + "目标范围" + in_unit(demand.lo.reduced(), demand.unit) + "至" +
           in_unit(demand.hi.reduced(), demand.unit) + (inside ? "内" : "");
  }
  const Decimal& line = demand.sense == Sense::at_least ? demand.lo : demand.hi;
  const std::string name = line == demand.aim ? "目标" : demand.sense == Sense::at_least ? "目标下限" : "目标上限";
  const std::string put = demand.side == Side::growth && line.is_negative()
                              ? "下降" + in_unit((-line).reduced(), demand.unit)
                              : in_unit(line.reduced(), demand.unit);
  if (demand.side == Side::growth && line.is_zero() && demand.strict) {
    return value > line ? "符合正增长的目标" : "低于正增长的目标";
  }
  if (value == line) {
    return "与" + name + put + "持平";
  }
  return "比" + name + put + (value > line ? "高" : "低") + (value - line).abs().reduced().to_string() +
         gap_unit(demand);
}

std::string season_words(const TargetStatus& status) {
  if (!status.seasonal_pace || !status.attained_share) {
    return {};
  }
  const SeasonalPace& season = *status.seasonal_pace;
  const Decimal& share = *status.attained_share;
  const std::string relation = share < season.lo ? "慢于" : share > season.hi ? "快于" : "与";
  const std::string lo = as_percent(season.lo);
  const std::string hi = as_percent(season.hi);
  return "，" + relation + "上年同期" + (lo == hi ? lo : lo + "—" + hi) + (season.derived ? "（推算）" : "") +
         (relation == "与" ? "相当" : "");
}

// No finer than the figures it was made of.
Decimal level_as_printed(const TargetStatus& status, const Decimal& level) {
  if (!status.latest || !status.latest->fact.value) return level;
  return level.rounded(std::min(level.decimals(), status.latest->fact.value->decimals()));
}

std::string pace_words(const TargetStatus& status, const Demand& demand) {
  if (!status.attained_share || !status.linear_pace || !status.level_needed) {
    return {};
  }
  const Decimal& share = *status.attained_share;
  const Decimal& linear = *status.linear_pace;
  const std::string relation = share < linear ? "慢于" : share > linear ? "快于" : "与";
  std::string text = demand.side == Side::growth
                         ? "；折合目标总量" +
                               in_unit(level_as_printed(status, *status.level_needed), status.latest->fact.unit) +
                               "，已完成"
                         : "，完成目标的";
  text += as_percent(share) + "，" + relation + "截至" + std::to_string(status.latest->fact.period.last.month) +
          "月末的时序进度" + as_percent(linear) + (relation == "与" ? "持平" : "");
  return text + season_words(status);
}

std::string basis_words(const facts::Fact& fact) {
  return fact.growth_basis.empty() ? std::string() : "（" + fact.growth_basis + "）";
}

}  // namespace

std::string growth_words(double growth_pct, int decimals, const facts::Indicator* indicator) {
  const auto number = Decimal::parse(base::fixed(growth_pct, decimals));
  return number ? growth_words(*number, indicator) : base::fixed(growth_pct, decimals) + "%";
}

std::string allowed_fall_words(double growth_pct, int decimals) {
  const std::string fall = base::fixed(std::abs(growth_pct), decimals);
  if (growth_pct >= 0 || fall.find_first_of("123456789") == std::string::npos) return {};
  return "下降不超过" + fall + "%即可";
}

std::string interval_words(double lo, double hi, int decimals, const std::string& unit, bool growth,
                           const facts::Indicator* indicator) {
  if (!growth) return base::fixed(lo, decimals) + unit + "至" + base::fixed(hi, decimals) + unit;
  const bool same_way = (lo > 0 && hi > 0) || (lo < 0 && hi < 0);
  // Of two falls the smaller is named first: 下降1.0%至3.0%.
  if (same_way) {
    const double near = lo < 0 ? hi : lo, far = lo < 0 ? lo : hi;
    return growth_words(near, decimals, indicator) + "至" + base::fixed(std::abs(far), decimals) + "%";
  }
  return growth_words(lo, decimals, indicator) + "至" + growth_words(hi, decimals, indicator);
}

// A chance of 0.29 is 28.999… in hundredths.
int whole_percent(double chance) { return static_cast<int>(std::floor(100 * chance + 1e-9)); }

std::string chance_words(double chance) {
  if (chance > 0.99) {
    return "99%以上";
  }
  if (chance < 0.01) {
    return "不足1%";
  }
  return "约" + std::to_string(whole_percent(chance)) + "%";
}

std::string as_percent(const Decimal& share, int decimals) {
  return (share * Decimal(100)).rounded(decimals).to_string() + "%";
}

std::string called(const TargetStatus& status) {
  return status.indicator != nullptr ? status.indicator->name : status.target.indicator;
}

std::string when_words(const facts::Fact& fact) {
  return calendar::to_chinese(fact.period) + (fact.span == facts::Span::point ? "末" : "");
}

std::string growth_words(const Decimal& growth_pct) {
  if (growth_pct.is_zero()) {
    return "持平";
  }
  return (growth_pct.is_negative() ? "下降" : "增长") + growth_pct.abs().to_string() + "%";
}

std::string growth_words(const Decimal& growth_pct, const facts::Indicator* indicator) {
  const bool price = is_price(indicator);
  if (price && !growth_pct.is_zero() && !growth_pct.is_negative()) return "上涨" + growth_pct.to_string() + "%";
  return growth_words(growth_pct);
}

namespace {

// 力争20亿元: the bare word, where its own value is only striven for.
bool is_striven(const reading::Target& target) { return target.stretch == "力争" || target.stretch == "力求"; }

std::string aim_itself(const reading::Target& target) {
  if (target.relation != reading::Relation::none && target.relation != reading::Relation::in_step) {
    return relation_words(target);
  }
  if (!target.value) {
    return target.reference.empty() ? std::string() : target.reference;
  }
  const std::string value =
      (is_striven(target) ? target.stretch : std::string()) + target.value->to_string() + target.unit;
  if (target.op == "≈") {
    return value + "左右";
  }
  if (target.op == ">=") {
    return value + "以上";
  }
  if (target.op == ">") {
    return "超过" + value;
  }
  if (target.op == "<=") {
    return value + "以内";
  }
  if (target.op == "range" && target.value_max) {
    return target.value->to_string() + "—" + target.value_max->to_string() + target.unit;
  }
  return value;
}

}  // namespace

std::string tier_words(const reading::Target& target) {
  const bool numbered = std::ranges::any_of(target.stretch, [](char c) { return c >= '0' && c <= '9'; });
  return numbered ? "（" + target.stretch + "）" : "";
}

std::string aim_words(const reading::Target& target) { return aim_itself(target) + tier_words(target); }

std::string why_finished(const TargetStatus& status, const Demand& demand, const Decimal& result, Verdict verdict) {
  const facts::Fact& fact = status.latest->fact;
  std::string text = when_words(fact) + (fact.span == facts::Span::point ? "" : "全年");
  text += demand.side == Side::growth ? growth_words(result, status.indicator) + basis_words(fact)
                                      : "为" + level_in(fact, result, demand.unit);
  text += "，" + against_the_line(demand, result);
  switch (verdict) {
    case Verdict::met:
      return text + "，达到目标（" + aim_words(status.target) + "）";
    case Verdict::missed:
      return text + "，未达到目标（" + aim_words(status.target) + "）";
    default:
      return text + "，按公布的小数位数分不出是否达到目标";
  }
}

std::string why_under_way(const TargetStatus& status, const Demand& demand, const Decimal& latest,
                          const forecast::Outlook& outlook, double chance, bool year_over) {
  const facts::Fact& fact = status.latest->fact;
  const bool growth = demand.side == Side::growth;
  const bool adds_up = !demand.rate && fact.span == facts::Span::cumulative;
  std::string text = when_words(fact);
  if (year_over) {
    text = std::to_string(fact.period.last.year) + "年已结束，手中没有全年数，最新的是" + text;
  }
  text += growth ? growth_words(latest, status.indicator) + basis_words(fact)
                 : (adds_up ? "累计" : "为") + level_in(fact, latest, demand.unit);
  if (growth || !adds_up) {
    text += "，" + against_the_line(demand, latest);
  }
  if (const auto passed = line_passed(status, demand, latest)) {
    text += (*passed ? "，目前已达到全年目标（" : "，目前已超过全年控制目标（") + aim_words(status.target) +
            "），这个数年底前可能减少，不算已定";
  }
  text += pace_words(status, demand);
  const int decimals = growth ? 1 : forecast_decimals(status);
  text += "；预计全年" +
          (growth ? growth_words(outlook.mean, decimals, status.indicator)
                  : base::fixed(outlook.mean, decimals) + demand.unit) +
          "（八成把握在" + interval_words(outlook.lo80, outlook.hi80, decimals, demand.unit, growth, status.indicator) +
          "之间）";
  // What is over is not likely or unlikely any more, only unknown.
  return text + (year_over ? "；取得全年公布数后判定是否达标" : "，达标可能性" + chance_words(chance));
}

std::string why_decided_early(const TargetStatus& status, const Demand& demand, const Decimal& latest, bool met) {
  const std::string text =
      when_words(status.latest->fact) + "累计" + level_in(status.latest->fact, latest, demand.unit) + "，";
  return text + (met ? "已提前达到全年目标（" : "已超过全年控制目标（") + aim_words(status.target) + "）";
}

std::string why_no_data(const TargetStatus& status, const std::string& name, int year, bool area_known,
                        const std::string& passed_over) {
  std::string text = !area_known           ? "手中没有本地区的数据"
                     : passed_over.empty() ? "手中没有" + std::to_string(year) + "年" + quoted(name) + "已公布的数据"
                                           : std::to_string(year) + "年" + quoted(name) + passed_over;
  if (status.last_year) {
    const facts::Fact& before = *status.last_year;
    text += "（上年全年";
    text += before.value ? before.value->to_string() + before.unit : "";
    text += before.value && before.growth_pct ? "、" : "";
    text += before.growth_pct ? growth_words(*before.growth_pct) + basis_words(before) : "";
    text += "，不能代替今年）";
  }
  if (area_known && !passed_over.empty()) {
    return text + "，不作判断；补入口径、单位与目标一致的累计数后即可判断";
  }
  const bool counted =
      status.indicator == nullptr && status.target.kind && *status.target.kind != reading::Kind::growth;
  return text + (counted ? "，不作判断；补入主管部门的累计完成数后即可判断"
                         : "，不作判断；补入该指标的月度或季度数据后即可判断");
}

std::string why_not_numeric(const reading::Target& target, const std::string& name) {
  const std::string called = quoted(name);
  if (target.op == "~milestone") {
    return called + "以完成与否衡量，手中没有依据；验收、批复、竣工备案或正式印发的文件可以证明";
  }
  if (target.op == "~no-occurrence") {
    return called + "以全年不发生衡量，手中没有依据；主管部门正式发布的全年情况可以证明";
  }
  if (target.op == "~direction") {
    return called + "只写明方向，手中没有本年和上年可比的数据；两年同口径的已公布数据可以证明";
  }
  if (target.op == "~full-coverage") {
    return called + "以全覆盖衡量，手中没有覆盖率数据；主管部门正式发布的覆盖率或全部点位验收清单可以证明";
  }
  return called + "没有写明数值，手中没有依据；主管部门正式发布的评定结果可以证明";
}

std::string why_no_relation(const reading::Target& target, const std::string& name, const std::string& missing) {
  return quoted(name) + "要求" + relation_words(target) + "，手中没有" + missing + "，不作判断；补入后即可判断";
}

std::string why_awaiting(const TargetStatus& status, const std::string& name) {
  std::string text = quoted(name) + "的目标值待下达（" +
                     (status.target.reference.empty() ? std::string("上级下达目标") : status.target.reference) +
                     "），收到下达文件后再判断";
  if (status.latest) {
    const facts::Fact& fact = status.latest->fact;
    text += "；" + when_words(fact) + (fact.value ? "已公布" + fact.value->to_string() + fact.unit : "") +
            (fact.growth_pct ? growth_words(*fact.growth_pct) : "");
  }
  return text;
}

}  // namespace plan
