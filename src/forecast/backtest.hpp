// How good were the chances? Replays every month of every year and scores what was said then.
//
// Event: the growth of the year, as printed, reaches a target; targets stand at last year's outcome −2 … +3 points by
// 0.5, and where real targets were set. Scores: Brier 1950; reliability with consistency bands (Bröcker and Smith
// 2007), drawn by series-year, because all calls on one year of one series stand or fall together; interval score
// (Gneiting and Raftery 2007, 43).
//
// Rivals: linear pace, the growth so far, last year's growth; each with a band of its own earlier errors, made by the
// same rule as the machine's.
#pragma once

#include <string>
#include <vector>

#include "forecast/year_end.hpp"

namespace forecast {

struct RealTarget {
  std::size_t series = 0;
  int year = 0;
  double target = 0;  // growth, percent
  bool at_most = false;
  std::string words;
};

struct Call {
  std::size_t series = 0;
  int year = 0, month = 0;
  double target = 0;
  double chance = 0;
  double rivals[3] = {0, 0, 0};  // in the order of rival_name
  bool met = false;
  bool real = false;  // a target that was really set
};
inline constexpr int kRivals = 3;
const char* rival_name(int rival);  // linear_pace, same_growth, last_year

struct Interval {
  std::size_t series = 0;
  int year = 0, month = 0;
  double mean = 0, lo80 = 0, hi80 = 0, lo95 = 0, hi95 = 0, outcome = 0;
};

struct Score {
  int calls = 0;
  double brier = 0;
  double rivals[3] = {0, 0, 0};
  int best_rival = 0;      // the one with the lowest Brier score
  double skill = 0;        // 1 − brier / the best rival's; 0 where that is 0
  double calibration = 0;  // mean |chance − share met| over tenths, weighted by calls
  int intervals = 0;
  double covered80 = 0, covered95 = 0, score80 = 0, score95 = 0;  // shares; interval scores in points
  double rival_score80 = 0;                                       // of the growth so far with its band
};

struct ReliabilityBin {
  double lo = 0, hi = 0;
  int calls = 0;
  double mean_chance = 0, met_share = 0;
  double band_lo = 0, band_hi = 0;  // where the share would lie 9 times of 10 if the chances were right
};

struct BacktestReport {
  std::vector<Call> calls;
  std::vector<Interval> intervals;
  Score main;                               // February to October
  Score all;                                // January to November
  std::vector<ReliabilityBin> reliability;  // February to October
  std::vector<std::pair<int, Score>> by_month, by_year, by_series;
  Score real_targets;  // every month
};

// Only series from `first_scored` on are scored; those before it teach.
BacktestReport backtest(const std::vector<YearEndSeries>& series, const std::vector<YearEndCase>& cases,
                        const std::vector<RealTarget>& targets, std::size_t first_scored = 0);

}  // namespace forecast
