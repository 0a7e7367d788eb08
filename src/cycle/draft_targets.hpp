// jicheng draft-targets: next year's targets of an area, argued from numbers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "plan/next_target.hpp"
#include "report/documents.hpp"

namespace cycle {

struct DraftTargetsRequest {
  std::string area;
  int year = 0;
  std::string indicator;  // empty: all that the area has figures for
  std::vector<std::string> facts_files;
  std::string targets_file;
  std::string plan;  // the plan of the year before `year`; empty: the one in force in the ledger, where there is one
  std::string data;  // a ledger; empty: none
  calendar::Date asof;
  std::string out;  // folder for 目标测算.docx and .txt; empty: nothing is written
};

struct DraftTargetsOutcome {
  plan::NextTargets targets;
  std::string text;
  std::vector<std::string> files;
  std::vector<report::Unread> unread;
};

// What was promised for the year before counts as in `annual`, so that both give the same chances and options. Faults:
// those of the files; "targets.area" when neither file knows the area; "targets.plan" for a plan of another area or
// year.
base::Result<DraftTargetsOutcome> draft_targets(const DraftTargetsRequest& request, base::World& world);

}  // namespace cycle
