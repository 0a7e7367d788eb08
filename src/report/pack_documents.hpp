// What a pack decides, as documents: the book of its rules, and the workbook of who gets what.
#pragma once

#include <string>

#include "document/draft.hpp"
#include "packs/bulk.hpp"
#include "packs/check.hpp"

namespace report {

// Clause beside rule beside case, policy by policy; parameters with their sources; fields and who holds them.
// English: its own words; what the pack says stays in the words of the pack.
document::Draft pack_book(const packs::Pack& pack, const packs::CheckOutcome& checked, bool english = false);

struct DecideSource {
  std::string register_file;
  std::string register_hash;  // SHA-256, hex
  std::string engine;         // version of this program
  std::string all_file;       // where every judgment stands; empty: not written
  std::size_t most_listed = 0;
};

// Sheets: totals, who gets what, why not, lacking one condition, missing data and who holds them, bad rows, basis. A
// sheet that would be longer than a worksheet may be is continued on the next one.
// `yes` of the outcome is moved into it: both together would be too much to hold.
document::DraftWorkbook decide_workbook(const packs::Pack& pack, packs::DecideOutcome& outcome,
                                        const DecideSource& source);

}  // namespace report
