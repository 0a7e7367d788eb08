// jicheng backtest: the verdicts of every month of every year of a folder of published series, replayed and scored.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "forecast/backtest.hpp"

namespace cycle {

struct BacktestRequest {
  std::string folder;        // files of the form of series/statistics_csv.hpp; others are listed and left
  std::string facts_file;    // empty: facts.csv in the folder or beside it, where there is one
  std::string targets_file;  // the same with targets.csv
};

struct BacktestSeries {
  std::string file;
  std::string name;
  std::string column;
  std::string kind;      // flow | stock | price
  bool derived = false;  // growth is the quotient of levels
  int first_year = 0, last_year = 0;
};

struct BacktestSkipped {
  std::string file;
  std::string column;  // empty: the whole file
  std::string why;
};

struct BacktestOutcome {
  std::vector<BacktestSeries> series;  // in the order of the scores
  std::vector<BacktestSkipped> skipped;
  forecast::BacktestReport nation;
  std::vector<BacktestSeries> local_series;  // of the facts file
  forecast::BacktestReport local;
  std::vector<std::string> unmatched_targets;  // rows of the targets file without a series or an outcome
  forecast::YearEndPrior learnt;               // what the last year was forecast with
  int learnt_until = 0;                        // the last year with an outcome
};

// Faults: "folder.missing"; "backtest.nothing" when no file holds a series with two whole years; those of an explicitly
// named facts or targets file.
base::Result<BacktestOutcome> run_backtest(const BacktestRequest& request, base::World& world);

}  // namespace cycle
