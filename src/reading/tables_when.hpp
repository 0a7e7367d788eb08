// Of which period and stretch a number is, from everything that says so. Private to this room.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reading/tables_names.hpp"
#include "reading/tables_words.hpp"

namespace reading::tables {

struct When {
  calendar::Period period;
  facts::Span span = facts::Span::cumulative;
  bool year_inferred = false;
  std::string note;
};

struct WhenQuestion {
  const Label* row = nullptr;  // bracket or remark of the row counts as the row's
  const Label* column = nullptr;
  const Label* section = nullptr;
  const Label* title = nullptr;
  const Label* outside = nullptr;  // sheet and file name
  bool point_indicator = false;    // a balance or stock: at a moment, whatever the months
  bool many_columns = false;       // the columns end in different months
  calendar::Date asof;
  std::string table;  // the table's title without digits, for questions
  std::string column_printed;
  std::string file_and_table;
};

// The period, a question, or in one sentence why neither.
std::variant<When, Question, std::string> find_when(const WhenQuestion& q, const Answers& answers);

// Without digits, so that next month's title is the same: 2023年1-9月主要指标 → 年月主要指标.
std::string without_digits(std::u32string_view text);

}  // namespace reading::tables
