// One target in words: what it asks, where it stands, how fast it must go, where it will end. Every figure carries its
// mark.
#pragma once

#include <string>
#include <string_view>

#include "plan/verdict.hpp"
#include "report/line.hpp"
#include "report/places.hpp"
#include "report/sources.hpp"

namespace report {

// At most `limit` code points, "…" at the end when cut.
std::string shortened(std::string_view text, int limit);

// The name of a file without the folders before it.
std::string file_name(std::string_view path);

std::string name_of(const plan::TargetStatus& status);
// 主要预期目标, 任务中的目标, 工作量; 约束性 added.
std::string class_of(const reading::Target& target);
bool is_headline(const plan::TargetStatus& status);
// The target in the report's own words, the indicator's name left off in front: "增长4.5%左右".
std::string aim_of(const plan::TargetStatus& status, const Places& places);

// "2023年前三季度2700.14亿元、同比增长4.3%（不变价）", empty without a figure.
Line latest_line(const plan::TargetStatus& status, Sources& sources);
// "2700.14亿元" or "增长4.3%": the side that the target speaks of, for narrow columns.
Line latest_short(const plan::TargetStatus& status, Sources& sources);
// "同比增长4.3%（不变价）", "剔除留抵退税因素增长2.66%".
std::string growth_with_basis(const facts::Fact& fact, const facts::Indicator* indicator);
// "折合全年目标56.76亿元，已完成73.7%；时序进度75.0%，…": empty when nothing can be said.
Line pace_line(const plan::TargetStatus& status);
// “10—12月”: what is left of the year after the latest figure; asked only where something is left.
std::string months_left(const plan::Latest& latest);
// What each remaining month must bring, no finer than the figures it was made of; there must be one.
base::Decimal run_rate_as_printed(const plan::TargetStatus& status);
// "后3个月月均需完成4.97亿元、同比增长9.1%": empty when nothing can be said.
Line need_line(const plan::TargetStatus& status);
// "预计全年增速4.4%（八成可能在3.8%至5.0%之间），达到目标的可能性约45%"
Line forecast_line(const plan::TargetStatus& status);

// Numbers of a forecast as shown: "4.4%", "56.80亿元".
std::string forecast_value(const plan::TargetStatus& status, double value);

// "2.7%—3.0%" or "72.9%", from shares.
std::string seasonal_words(const plan::SeasonalPace& pace);

// "1—9月102.00亿元（项目表）": what offices hand in says of a target that no published figure tells.
std::string handed_in_words(const plan::TargetStatus& status);

}  // namespace report
