// Files as departments send them to figures: every file of the month's folder is read or named with the reason why not.
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "plan/replies.hpp"
#include "reading/project_sheet.hpp"
#include "reading/tables.hpp"

namespace cycle {

struct FolderRead {
  std::vector<facts::Fact> facts;
  std::vector<reading::ProjectSheet> project_sheets;  // 重点项目表 among the tables
  std::vector<plan::Letter> letters;                  // what offices wrote back, in tables or in prose
  std::vector<report::ReadFile> files;                // one each, in the order given
  std::vector<report::Unread> unread;  // what was not understood, sums that do not agree, what waits for an answer
  std::vector<reading::Question> questions;  // each id once
  int known_already = 0;                     // figures left out since `context.known` has them
};

// Whatever file an office sends is smaller.
constexpr std::uint64_t kMostBytes = 64u << 20;
// Of the tables of one file together; a yearbook's whole chapter has a tenth of it.
constexpr std::size_t kMostTableCells = 200'000;

// Locks of Word, WPS and LibreOffice, and what a copy or a download has not finished: never read, never spoken of.
bool is_left_alone(const std::string& name);
// Why an entry of a folder is no file to read (a folder, a link, a pipe); empty for a file.
std::string why_not_read(const base::Files::Entry& entry);

// The files of a folder by name; what is no file goes to `unread`. Fault "folder.missing".
base::Result<std::vector<std::string>> files_in(const std::string& folder, std::vector<report::Unread>& unread,
                                                base::World& world);

// The same with the folders below it, three deep: a year's material lies in a folder a month. Those of subfolders
// first, in the order that people count (2月 before 10月), so that what came last stands last.
base::Result<std::vector<std::string>> files_below(const std::string& folder, std::vector<report::Unread>& unread,
                                                   base::World& world);

// Tables in the FACTS.csv shape are taken as they are; the tables of other files are read by `reading::read_tables`,
// sheets of projects by `reading::read_project_sheets`, replies by `reading::read_replies`.
// A file that cannot be read is listed, never a fault. A figure that `context.known` has word for word from the same
// place is not given again; nor one of last year's column that agrees with what was published of it: printed once more
// it is no revision, another number is one.
FolderRead read_files(const std::vector<std::string>& paths, const reading::TableContext& context, base::World& world);

}  // namespace cycle
