#include "report/status_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/fixed.hpp"
#include "plan/forecast_words.hpp"
#include "plan/standard.hpp"
#include "plan/verdict_words.hpp"

namespace report {
namespace {

using plan::TargetStatus;

bool speaks_of_growth(const TargetStatus& status) {
  if (plan::relation_of(status.target) != reading::Relation::none)
    return status.forecast ? status.explained.growth : status.latest && status.latest->fact.growth_pct;
  if (status.target.kind) return *status.target.kind == reading::Kind::growth;
  return status.latest && status.latest->fact.growth_pct && !status.latest->fact.value;
}

std::string with_unit(const base::Decimal& value, const std::string& unit) { return value.to_string() + unit; }

// What kind of figure the published one is, after its own words.
void mark_fact(Line& line, const facts::Fact& fact, Sources& sources) {
  line.source(sources.of(fact));
  if (fact.status == facts::Status::derived) line.derived();
  if (fact.status == facts::Status::estimate) line.estimate();
}

}  // namespace

std::string shortened(std::string_view text, int limit) {
  const auto whole = base::u32(base::trim(text));
  if (static_cast<int>(whole.size()) <= limit) return base::to_utf8(whole);
  return base::to_utf8(whole.substr(0, static_cast<std::size_t>(std::max(limit - 1, 0)))) + "…";
}

std::string file_name(std::string_view path) {
  const auto cut = path.find_last_of("/\\");
  return std::string(cut == std::string_view::npos ? path : path.substr(cut + 1));
}

std::string name_of(const TargetStatus& status) {
  if (!status.target.indicator.empty()) return status.target.indicator;
  if (status.indicator != nullptr) return status.indicator->name;
  return "目标" + status.target.id;
}

std::string class_of(const reading::Target& target) {
  std::string name = target.strength == "headline" ? "主要预期目标"
                     : target.strength == "scope"  ? "工作量"
                                                   : "任务中的目标";
  return target.binding ? name + "（约束性）" : name;
}

bool is_headline(const TargetStatus& status) { return status.target.strength == "headline"; }

namespace {

// 增长, of 城镇、农村居民收入分别增长5%和6.5%左右: there each target has a number of its own; nothing where it is no
// list.
std::optional<std::string> verb_of_list(const std::string& words) {
  constexpr std::string_view kEach = "分别";
  const auto at = words.find(kEach);
  if (at == std::string::npos) return std::nullopt;
  const auto from = at + kEach.size();
  const auto to = words.find_first_of("0123456789", from);
  constexpr std::size_t kLongest = 15;  // bytes: five signs
  return to == std::string::npos || to - from > kLongest ? std::nullopt : std::optional(words.substr(from, to - from));
}

}  // namespace

std::string aim_of(const TargetStatus& status, const Places& places) {
  std::string words = places.words(status.target.span);
  const auto& op = status.target.op;
  // A promise told in words is shown whole: cut at its name, “坚决遏制重大事故发生” would promise that they happen.
  if (!words.empty() && op.starts_with("~") && op != "~upper-level-target" && op != "~sync")
    return shortened(words, 40);
  const auto& indicator = status.target.indicator;
  if (const auto at = indicator.empty() ? std::string::npos : words.rfind(indicator);
      at != std::string::npos && at + indicator.size() < words.size())
    words = words.substr(at + indicator.size());
  for (const char* mark : {"，", "、", "：", "。", "；"})
    while (words.starts_with(mark)) words = words.substr(std::string_view(mark).size());
  const auto aim = plan::aim_words(status.target);
  // The cell of a table has the number alone: 5.5左右.
  constexpr std::string_view kStarts = "0123456789";
  if (!words.empty() && kStarts.find(words.front()) != std::string_view::npos && !aim.empty() &&
      words == places.words(status.target.span)) {
    const bool growth = status.target.kind == reading::Kind::growth && status.target.value;
    return shortened((growth ? plan::is_price(status.indicator) ? "涨幅" : "增长" : "") + aim, 40);
  }
  const bool too_long = base::u32(words).size() > 30;
  if (const auto of_list = verb_of_list(words); of_list && !aim.empty()) return shortened(*of_list + aim, 40);
  if (words.empty() || (too_long && !aim.empty())) {
    words = (status.target.kind == reading::Kind::growth && status.target.value ? "增长" : "") + aim;
    return words.empty() ? "（未写明数值）" : shortened(words, 40);
  }
  if (words.find(status.target.stretch) == std::string::npos) {
    const auto tier = plan::tier_words(status.target);
    words = tier.empty() && aim.starts_with(status.target.stretch) ? status.target.stretch + words : words + tier;
  }
  return shortened(words, 40);
}

std::string growth_with_basis(const facts::Fact& fact, const facts::Indicator* indicator) {
  if (!fact.growth_pct) return {};
  const auto words = plan::growth_words(*fact.growth_pct, indicator);
  const auto& basis = fact.growth_basis;
  if (basis.empty())
    return "同比" + words + (indicator != nullptr && indicator->growth_is_constant_price ? "（不变价）" : "");
  if (basis == "环比") return "环比" + words;
  return words + "（" + basis + "）";
}

Line latest_line(const TargetStatus& status, Sources& sources) {
  Line line;
  if (!status.latest) return line;
  const auto& fact = status.latest->fact;
  line.add(calendar::to_chinese(fact.period));
  if (fact.span == facts::Span::current && fact.period.months() == 1) line.add("当月");
  if (fact.value) {
    line.add(with_unit(*fact.value, fact.unit));
    mark_fact(line, fact, sources);
  }
  if (fact.growth_pct) {
    if (fact.value) line.add("、");
    line.add(growth_with_basis(fact, status.indicator));
    mark_fact(line, fact, sources);
  }
  for (const auto& other : status.latest->other_bases) {
    if (!other.growth_pct) continue;
    line.add("，另有").add(growth_with_basis(other, status.indicator));
    mark_fact(line, other, sources);
  }
  return line;
}

Line latest_short(const TargetStatus& status, Sources& sources) {
  Line line;
  if (!status.latest) return line;
  const auto& fact = status.latest->fact;
  line.add(calendar::to_chinese(fact.period) + "\n");
  if (fact.growth_pct && (speaks_of_growth(status) || !fact.value)) {
    line.add(plan::growth_words(*fact.growth_pct, status.indicator) +
             (fact.growth_basis.empty() ? "" : "（" + fact.growth_basis + "）"));
  } else if (fact.value) {
    line.add(with_unit(*fact.value, fact.unit));
  }
  mark_fact(line, fact, sources);
  return line;
}

std::string handed_in_words(const TargetStatus& status) {
  if (!status.handed_in) return {};
  const auto& fact = *status.handed_in;
  return calendar::to_chinese(fact.period) + with_unit(*fact.value, fact.unit) + "（项目表）";
}

std::string seasonal_words(const plan::SeasonalPace& pace) {
  const auto lo = plan::as_percent(pace.lo), hi = plan::as_percent(pace.hi);
  return lo == hi ? lo : lo + "—" + hi;
}

Line pace_line(const TargetStatus& status) {
  Line line;
  if (!status.attained_share) return line;
  if (status.level_needed && speaks_of_growth(status) && status.latest) {
    // No finer than the figures it was made of.
    const auto& value = status.latest->fact.value;
    const int decimals = std::min(status.level_needed->decimals(), value ? value->decimals() : 2);
    line.add("折合全年目标" + with_unit(status.level_needed->rounded(decimals), status.latest->fact.unit))
        .derived()
        .add("，已完成");
  } else {
    line.add("已完成全年目标的");
  }
  line.add(plan::as_percent(*status.attained_share)).derived();
  if (status.linear_pace) {
    const std::string end =
        status.latest ? "截至" + std::to_string(status.latest->fact.period.last.month) + "月末" : "";
    line.add("，" + end + "时序进度为" + plan::as_percent(*status.linear_pace));
  }
  if (status.seasonal_pace) {
    line.add("，上年同期进度为" + seasonal_words(*status.seasonal_pace));
    if (status.seasonal_pace->derived) line.derived();
    if (!status.seasonal_pace->warning.empty()) line.add("（" + status.seasonal_pace->warning + "）");
  } else if (!status.season_note.empty()) {
    line.add("，季节进度不作比较（" + status.season_note + "）");
  }
  return line;
}

std::string months_left(const plan::Latest& latest) {
  const int last = latest.fact.period.last.month;
  return last == 11 ? "12月" : std::to_string(last + 1) + "—12月";
}

base::Decimal run_rate_as_printed(const TargetStatus& status) {
  const auto& rate = *status.needed_run_rate;
  const bool finer = status.latest && status.latest->fact.value;
  return finer ? rate.rounded(std::min(rate.decimals(), status.latest->fact.value->decimals())) : rate;
}

Line need_line(const TargetStatus& status) {
  Line line;
  if (!status.latest) return line;
  const int left = 12 - status.latest->fact.period.last.month;
  const bool settled = status.verdict == plan::Verdict::met || status.verdict == plan::Verdict::missed;
  if (left <= 0 || settled || (!status.needed_run_rate && !status.needed_growth_pct)) return line;
  line.add(months_left(*status.latest));
  if (status.needed_run_rate) {
    std::string unit = status.needed_run_rate_unit;
    if (const auto slash = unit.find("/"); slash != std::string::npos) unit = unit.substr(0, slash);
    line.add((left > 1 ? "月均需完成" : "需完成") + with_unit(run_rate_as_printed(status), unit)).derived();
  }
  if (status.needed_growth_pct && status.needed_growth_pct->is_negative()) {
    line.add((status.needed_run_rate ? "，比上年同期" : "比上年同期") +
             plan::allowed_fall_words(status.needed_growth_pct->to_double(), status.needed_growth_pct->decimals()))
        .derived();
  } else if (status.needed_growth_pct) {
    line.add(status.needed_run_rate ? "、比上年同期" : "需比上年同期")
        .add(plan::growth_words(*status.needed_growth_pct))
        .derived();
  }
  return line;
}

std::string forecast_value(const TargetStatus& status, double value) {
  const bool growth = speaks_of_growth(status);
  const int decimals = growth ? 1 : plan::forecast_decimals(status);
  const bool related = plan::relation_of(status.target) != reading::Relation::none;
  return base::fixed(value, decimals) + (growth ? "%" : related ? status.explained.unit : status.target.unit);
}

Line forecast_line(const TargetStatus& status) {
  Line line;
  if (status.forecast) {
    const bool growth = speaks_of_growth(status);
    line.add(growth ? "预计全年" + plan::growth_words(status.forecast->mean, 1, status.indicator)
                    : "预计全年为" + forecast_value(status, status.forecast->mean))
        .estimate();
    line.add(
        "（八成可能在" +
        (growth
             ? plan::interval_words(status.forecast->lo80, status.forecast->hi80, 1, "%", true, status.indicator)
             : forecast_value(status, status.forecast->lo80) + "至" + forecast_value(status, status.forecast->hi80)) +
        "之间）");
  }
  if (status.probability && status.forecast)
    line.add("，达到目标的可能性" + plan::chance_words(*status.probability)).estimate();
  return line;
}

}  // namespace report
