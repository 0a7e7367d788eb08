// What stands behind a verdict: what moved the forecast, what the remaining months would have to bring beside what they
// brought before, and from when on it could be lost.
#pragma once

#include "forecast/outlook.hpp"
#include "plan/matching.hpp"
#include "plan/verdict.hpp"

namespace plan {

// Fills `status.explained` of a target that is under way.
void explain(TargetStatus& status, const Demand& demand, const Decimal& figure, const forecast::Outlook& outlook,
             const OwnFacts& facts, const std::string& meeting);

// The verdict and its reason in one English sentence, for every kind of status: what `why` says, in fewer words.
std::string english_sentence(const TargetStatus& status);

// "the remaining 3 months need +4.8 %; …": rest_words and lost_words in English.
std::string english_rest(const TargetStatus& status);
std::string english_lost(const TargetStatus& status);

// "其余3个月须增长4.8%；往年同期最好8.1%（2017年），最差0.3%（2022年）". Empty where nothing can be said.
std::string rest_words(const TargetStatus& status);
// "若其余月份走在预计区间的低端，1—11月数据公布时可能性就低于5%". Empty where nothing can be said.
std::string lost_words(const TargetStatus& status);

}  // namespace plan
