// A folder of statistical series, as numbers for the forecasting room.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "forecast/year_end.hpp"
#include "series/statistics_csv.hpp"

namespace cycle {

struct FolderSeries {
  std::string file;  // name within the folder
  series::StatisticsSeries figures;
};

struct LeftOut {
  std::string file;
  std::string column;  // empty: the whole file
  std::string why;
};

struct StatisticsFolder {
  std::vector<FolderSeries> series;
  std::vector<LeftOut> left_out;
  std::vector<base::Fault> unread;
};

// Every CSV file of the folder, by name. A second copy of a series that is there already is left out. `skip`: names not
// to read.
base::Result<StatisticsFolder> read_statistics_folder(const std::string& folder, const std::vector<std::string>& skip,
                                                      base::World& world);

forecast::YearEndSeries numbers_of(const FolderSeries& series);

}  // namespace cycle
