// Statistical series as offices and yearbooks hand them out: a CSV file with one row a period and columns that say in
// their names what they hold. Nothing is known by file name or indicator: roles are read from the header.
//
//   period   date, period, month, 时间, 日期, 月份 …: 2022-03-01, 2022-03, 202203, 2022年3月, 2022Q1, 2022-Q1,
//            2022-01/2022-02, 2022年1-2月
//   to date  names with ytd, cumulative, 累计        growth   names with yoy, 同比, 增速, 增长
//   balance  names with level, balance, 余额         ignored  mom, 环比, flags, words
// The rest of a name groups columns: m2_yoy and m2_level are one figure. Lines that start with # before the header say
// what the file is; the first, up to its first semicolon, is the title.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/fault.hpp"
#include "calendar/period.hpp"

namespace series {

using base::Decimal;
using YearMonth = std::pair<int, int>;  // the last month of the period

struct StatisticsSeries {
  std::string name;      // title and group: 全国 货币供应量 m2
  std::string column;    // the column that carries the growth of the year
  bool stock = false;    // a balance: the year's growth is December's
  bool price = false;    // an index with the same period of the year before = 100; growth is index − 100
  bool derived = false;  // growth was not published: it is the quotient of levels, and a target is a target of level
  std::map<YearMonth, Decimal> growth_to_date;  // percent
  std::map<YearMonth, Decimal> growth_of_month;
  std::map<YearMonth, Decimal> level_to_date;
  std::map<YearMonth, Decimal> level_of_month;  // 1–2月 in one stands at February
  int decimals = 1;                             // printed decimals of the growth to date
};

struct SkippedColumn {
  std::string column;
  std::string why;  // for the user
};

struct StatisticsFile {
  std::string title;
  std::vector<StatisticsSeries> series;
  std::vector<SkippedColumn> skipped;
  std::vector<base::Fault> unread;  // cells and rows that could not be understood; the others count
};

// Faults: those of base::CsvTable; "series.no_period" when no column holds periods. A period that stands twice with two
// different numbers counts with the later row, and is listed in `unread` ("series.twice").
base::Result<StatisticsFile> read_statistics_csv(std::string_view bytes, const std::string& file_name);

// One of the forms above. A first day of a month is that month.
std::optional<calendar::Period> parse_statistics_period(std::string_view text);

}  // namespace series
