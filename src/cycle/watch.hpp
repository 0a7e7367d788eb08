// The daily watch: a folder takes files as they come, figures and verdicts follow, and one page says what the day
// changed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "report/day_page.hpp"

namespace cycle {

// A file is read when its size and time have stood still for so long.
constexpr std::chrono::milliseconds kSettled{2000};

struct WatchRequest {
  std::string folder;
  std::string report;
  std::string data;
  std::string out;
  std::vector<std::string> facts_files;  // put into the ledger as each day begins, without being told as new
  std::optional<calendar::Date> asof;    // empty: today in China, day after day
  std::string area;                      // of tables that name none; empty: the report's
  std::vector<std::string> policies;     // policy files and minutes whose tasks are the year's too
  plan::Settings settings;
};

struct WatchRound {
  bool changed = false;  // the day's findings are others than when they were last told
  report::DayFindings day;
  std::string page;                    // path of the page written in this round; empty: none
  std::vector<std::string> unsettled;  // names of files that are still being written
  int read = 0;                        // files read in this round
};

// One round: what is new is read, put into the ledger and judged. What the day changed is told once; it is written
// whenever it is more than was told before. Each step may be cut off anywhere: the next round does it again and the
// ledger takes no figure twice. Waits `kSettled` when something is new. Faults: "watch.folder" (reports or ledger lie
// in the watched folder itself), "watch.state" (its notes cannot be read), those of the report, of the ledger and of
// writing.
base::Result<WatchRound> watch_once(const WatchRequest& request, base::World& world, const Progress& progress);

// Round after round until asked to stop. A round is made when something has changed: the folder, the report, the
// answers to questions, the day; and now and then anyway, since others write into the ledger too. A fault of the first
// round ends it; later ones (a share that is away) are told once and tried again.
base::Result<void> watch(const WatchRequest& request, base::World& world, const Progress& progress,
                         const std::function<void(const WatchRound&)>& on_round,
                         const std::function<void(const base::Fault&)>& on_fault);

}  // namespace cycle
