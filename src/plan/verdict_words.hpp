// The one sentence that says why, and the words around it.
#pragma once

#include <string>

#include "forecast/outlook.hpp"
#include "plan/matching.hpp"
#include "plan/verdict.hpp"

namespace plan {

// For sentences: the canonical name, else the report's own.
std::string called(const TargetStatus& status);
// "2023年前三季度"; at a moment "2023年9月末".
std::string when_words(const facts::Fact& fact);
// 0.737 → "73.7%".
std::string as_percent(const Decimal& share, int decimals = 1);
// "增长4.3%", "下降0.6%", "持平".
std::string growth_words(const Decimal& growth_pct);
// Prices rise and fall: "上涨0.1%", "下降0.2%".
std::string growth_words(const Decimal& growth_pct, const facts::Indicator* indicator);
// "10%以上", "4.5%左右", "39亿元以上", "3%以内", "4.5%—5%": the target as it was put.
std::string aim_words(const reading::Target& target);
// （力争7%）: how far it may go, where that is a number too; else empty. The end of `aim_words`.
std::string tier_words(const reading::Target& target);

// Where a forecast lies: "下降2.9%至增长4.1%", "1.62%至1.71%", of growth in words, of values with their unit.
std::string interval_words(double lo, double hi, int decimals, const std::string& unit, bool growth,
                           const facts::Indicator* indicator);
// What the months that are left need where even a fall will do: "下降不超过0.3%即可"; empty for any other.
std::string allowed_fall_words(double growth_pct, int decimals);

// A growth that is computed: "增长3.2%", "下降0.4%", "上涨0.1%".
std::string growth_words(double growth_pct, int decimals, const facts::Indicator* indicator);

// Whole percents of a chance, cut and not rounded.
int whole_percent(double chance);
// "约52%", "99%以上", "不足1%". Whole percents are cut, not rounded: what reads 80% is 0.8 or more.
std::string chance_words(double chance);

// How the finished year compares.
std::string why_finished(const TargetStatus& status, const Demand& demand, const Decimal& result, Verdict verdict);
// Where the year stands and where it will end; `year_over`: asked after the year's end, the result not in hand.
std::string why_under_way(const TargetStatus& status, const Demand& demand, const Decimal& latest,
                          const forecast::Outlook& outlook, double chance, bool year_over);
// Reached before the year is out, or already beyond a ceiling.
std::string why_decided_early(const TargetStatus& status, const Demand& demand, const Decimal& latest, bool met);
// No figure of the year, or none that serves (`passed_over`, see matching.hpp).
std::string why_no_data(const TargetStatus& status, const std::string& name, int year, bool area_known,
                        const std::string& passed_over);
// Not a number: what would show it.
std::string why_not_numeric(const reading::Target& target, const std::string& name);
// To stand in a relation to another figure: what is missing to tell.
std::string why_no_relation(const reading::Target& target, const std::string& name, const std::string& missing);
std::string why_awaiting(const TargetStatus& status, const std::string& name);

}  // namespace plan
