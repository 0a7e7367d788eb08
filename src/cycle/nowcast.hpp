// jicheng nowcast: the running quarter of a folder of series, what each release changed, and how good it was before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"
#include "forecast/nowcast.hpp"

namespace cycle {

struct NowcastRequest {
  std::string folder;
  std::optional<calendar::Date> asof;  // absent: everything in the folder
  std::string target;                  // file of the quarterly growth; empty: the one that holds quarters
};

struct NowcastOutcome {
  std::string target;  // its name
  forecast::NowcastInput known;
  forecast::Nowcast now;
  std::optional<forecast::Nowcast> month_ago;  // with what was known a month earlier, where it is the same quarter
  std::vector<forecast::News> news;            // since then, in the order of the months
  std::vector<forecast::NowcastScore> scores;  // one, two, three months known; quarters of all years known
  std::vector<forecast::NowcastScore> calm;    // the same without 2020–2022
};

// A month is taken as known kMonthLag days after its end, a quarter's growth kQuarterLag days.
inline constexpr int kMonthLag = 15, kQuarterLag = 18;

// Faults: "folder.missing"; "nowcast.target" when no file holds quarterly growth; "nowcast.short" with fewer than
// twelve quarters known.
base::Result<NowcastOutcome> run_nowcast(const NowcastRequest& request, base::World& world);

// The news in Chinese, largest first: "社会消费品零售总额3月下降3.5%（此前1—2月6.7%），下调0.45个百分点".
std::vector<std::string> news_words(const NowcastOutcome& outcome, bool chinese);

}  // namespace cycle
