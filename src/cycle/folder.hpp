// Files as departments send them to figures: every file of the month's folder is read or named with the reason why not.
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "reading/project_sheet.hpp"
#include "reading/tables.hpp"

namespace cycle {

struct FolderRead {
  std::vector<facts::Fact> facts;
  std::vector<reading::ProjectSheet> project_sheets;  // 重点项目表 among the tables
  std::vector<report::ReadFile> files;                // one each, in the order given
  std::vector<report::Unread> unread;  // what was not understood, sums that do not agree, what waits for an answer
  std::vector<reading::Question> questions;  // each id once
  int known_already = 0;                     // figures left out since `context.known` has them
};

// The files of a folder by name; what is no file goes to `unread`. Fault "folder.missing".
base::Result<std::vector<std::string>> files_in(const std::string& folder, std::vector<report::Unread>& unread,
                                                base::World& world);

// Tables in the FACTS.csv shape are taken as they are; the tables of other files are read by `reading::read_tables`,
// sheets of projects by `reading::read_project_sheets`.
// A file that cannot be read is listed, never a fault. A figure that `context.known` has word for word from the same
// place is not given again.
FolderRead read_files(const std::vector<std::string>& paths, const reading::TableContext& context, base::World& world);

}  // namespace cycle
