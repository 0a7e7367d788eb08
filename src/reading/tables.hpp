// Statistical tables to published figures. A table is read when its header tells, for a column, of which period and
// measure its numbers are; what is unsure is asked, what is not understood is listed, and nothing is guessed.
// What is understood, sign by sign: docs/reference/tables.md.
#pragma once

#include <string>
#include <vector>

#include "calendar/period.hpp"
#include "document/document.hpp"
#include "facts/fact.hpp"
#include "facts/names.hpp"

namespace reading {

// A question that was asked before and what the officer said.
struct Answer {
  std::string kind;   // 名称, 期间, 累计当月, 量级, 单位
  std::string asked;  // what Question::asked was
  std::string answer;
  std::string answered;  // day, YYYY-MM-DD
};

// What a table leaves open. `id` depends on `kind` and `asked` alone, so that the same doubt in next month's file is
// the same question.
struct Question {
  std::string id;
  std::string kind;
  std::string asked;
  base::Place place;  // where it first came up
  std::string printed;
  std::string text;  // one sentence (Chinese)
  std::vector<std::string> proposals;
  std::string example;  // a number that waits for the answer
};

struct NotRead {
  base::Place place;
  std::string why;
};

// Missing is not zero: five ways in which there is no number.
enum class Missing { blank, not_applicable, not_released, suppressed, below_unit };
struct MissingCell {
  base::Place place;
  Missing kind = Missing::blank;
};

// One table on a sheet; a sheet may hold several.
struct TableSummary {
  base::Place place;  // of its first cell
  std::string title;
  int facts = 0;
  std::vector<std::string> notes;  // what was understood and not kept, what a reader should know
};

struct TableContext {
  calendar::Date asof;    // published on this day unless the sheet prints one, even a later one
  std::string area;       // of tables that name none; may be empty
  std::string area_code;  // of `area`
  const std::vector<facts::Fact>* known = nullptr;  // the series' past, for units and magnitudes; may be null
  std::vector<Answer> answers;
};

struct TablesRead {
  std::vector<facts::Fact> facts;
  std::vector<Question> questions;  // each id once; the numbers that wait for it are not among the facts
  std::vector<NotRead> unread;      // tables, columns, rows and cells not understood
  std::vector<NotRead> findings;    // totals that are not the sum of their parts; the figures are kept as printed
  std::vector<MissingCell> missing;
  std::vector<TableSummary> tables;  // those understood
};

TablesRead read_tables(const document::Document& document, const facts::NamesTable& names, const TableContext& context);

// The id of a question: a letter and six hexadecimal digits.
std::string question_id(const std::string& kind, const std::string& asked);

}  // namespace reading
