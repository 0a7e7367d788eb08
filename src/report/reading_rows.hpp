// What was understood of each statement, in words: one row a statement, one column a property.
#pragma once

#include <string>
#include <vector>

#include "reading/policy.hpp"
#include "reading/statements.hpp"
#include "report/reading_marks.hpp"

namespace report {

struct ReadingRow {
  std::string id;                  // of the mark
  std::vector<std::string> cells;  // one a column; empty where nothing is said
  double confidence = 1;
  std::string place = {};  // the mark to go to, where it is not the row's own
  bool anchored = true;    // false: no mark of the text
};

struct ReadingTable {
  std::string title;
  std::vector<std::string>
      columns;  // the first one is the words as printed, the second what they are taken to be about
  std::vector<ReadingRow> rows;
};

// Targets, measures, figures, problems, numbers that are no figures, digits not accounted for: those that hold
// something, in this order. Ids are those of `marks_of`.
std::vector<ReadingTable> reading_tables(const reading::Reading& reading, bool english);

// Of a policy file or minutes: its articles, each with its tasks or with why it has none; its tasks with who and when.
std::vector<ReadingTable> policy_tables(const reading::Policy& policy, const reading::Reading& reading, bool english);

// “5%左右”, “≥90%”, “8—10万人”, “完成市下达目标”
std::string demand_words(const reading::Target& target, bool english);

}  // namespace report
