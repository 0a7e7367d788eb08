// A rate of the year that is the mean of its months (城镇调查失业率, 空气质量优良率): what the months so far make of
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "forecast/outlook.hpp"
#include "plan/matching.hpp"

namespace plan {

struct RateSoFar {
  double mean = 0;      // of the months so far, in the unit of the demand
  double latest = 0;    // of the latest month alone; the mean where single months are not published
  int known = 0;        // single months in hand
  int missing = 0;      // single months up to the latest that are not; their mean is taken to be that of the others
  bool single = false;  // `latest` is a single month's figure
};

// `figure`: the latest figure in the unit of the demand. A figure from January is a mean already; single months are one
// where at least half of them are known. Nothing, and `note` says why, for what is reached by the year's end
// (覆盖率), a figure of a moment, a quarter, or too many missing months. Needs `status.latest`.
std::optional<RateSoFar> rate_so_far(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                     const std::string& meeting, double figure, std::string& note);

// How earlier years (five at most, years of shock left out) moved from the same months to their end, in the unit of the
// demand: what tells the season of air. A year counts where both its mean of these months and the year's are in hand,
// published or from all the single months; where last year's mean of these months is not, but this year's growth over
// it is, that gives it. Needs `status.latest`.
std::vector<forecast::PastMean> past_means(const TargetStatus& status, const Demand& demand, const OwnFacts& facts,
                                           const std::string& meeting);

}  // namespace plan
