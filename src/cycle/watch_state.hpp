// What the watch has seen and told, in one plain file beside the ledger (监测-xxxxxxxx.json, one a watched folder).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"
#include "plan/verdict.hpp"
#include "report/documents.hpp"

namespace cycle {

struct SeenFile {
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::string sha256;  // empty for what is no file
  std::string day;     // on which it was read
  int tables = 0, facts = 0, questions = 0;
  std::string note;
  std::vector<report::Unread> unread;
  std::vector<std::string> tasks;  // that it tells of, by their words
  bool same_stamp(const base::Files::Entry& entry) const { return size == entry.size && modified == entry.modified; }
};

struct WatchState {
  std::string day;                                // empty: nothing was ever watched
  std::int64_t since = 0;                         // µs: what the ledger recorded from here on is new today
  std::string told;                               // SHA-256 of the day as it was last told
  std::map<std::string, SeenFile> files;          // by name
  std::vector<std::string> gone;                  // today
  std::map<std::string, plan::Verdict> verdicts;  // by target, as the day began
  std::map<std::string, plan::Verdict> last;      // by target, after the last round
  std::vector<std::string> questions;             // open as the day began
  std::string answers;                            // SHA-256 of the answers when files were last read
};

// `data` as for open_ledger.
std::string state_path(const std::string& data, const std::string& folder, base::World& world);
// Nothing there: an empty state. Fault "watch.state".
base::Result<WatchState> load_state(const std::string& path, base::World& world);
base::Result<void> save_state(const std::string& path, const std::string& folder, const WatchState& state,
                              base::World& world);

}  // namespace cycle
