// What the plan promises of the projects that its measures name, and whether a month's sheet shows it kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/project_progress.hpp"

namespace plan {

// Things to be built that measures name, and rows of the sheet whose names stand in a measure word for word, each with
// its row.
std::vector<NamedProject> named_projects(const reading::Reading& report, const reading::ProjectSheet& sheet);

struct ProjectPromise {
  std::string words;    // 年内开工, 6月底前建成
  bool kept = false;    // the sheet shows it reached
  bool broken = false;  // its day is over by the sheet's period, and the sheet shows less; neither: it does not tell
};

// What the measure says will be reached of the project, held against its row; nothing where it says no such thing
// (加快四号泊位建设). A promise without a day is one for the year.
std::optional<ProjectPromise> promise_of(const reading::Reading& report, const NamedProject& named,
                                         const reading::Project& row, const calendar::Period& sheet);

}  // namespace plan
