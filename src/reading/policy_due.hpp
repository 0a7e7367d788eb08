// By when a task of a policy file is to be done: 2023年6月底前, 年内, 一季度, 每月10日前, 长期坚持.
#pragma once

#include <optional>
#include <string_view>

#include "reading/policy.hpp"

namespace reading {

struct DueContext {
  int year = 0;  // of dates without one; 0 unknown: then they have no day
  // The day the file is issued on: 春节前 in a file of July is before the next 春节. Not known: that of `year`.
  std::optional<calendar::Date> issued;
};

// The first time limit of `norm[within]` (normalised text). A time that says for whom (对2023年底前已投产的企业), how
// long the file holds (有效期至) or since when (自…起) is none. `labelled`: it stands behind 完成时限 or alone in a
// bracket, so that a bare month, year or 持续推进 is one too.
std::optional<TaskDue> find_due(std::u32string_view norm, Span within, const DueContext& context, bool labelled);

// How long a word like 国庆节前 at `at` is (codes/policy/festivals.csv); 0 for none.
int festival_length(std::u32string_view text, int at);

// A time at the start of `norm[at…limit]` and where it ends; for dates of issue.
struct TimeRead {
  int end = 0;
  std::optional<calendar::Date> first, last;
  bool has_year = false, year_only = false, day = false;
  bool ends = false;  // its words say by when: 秋季学期前
};
std::optional<TimeRead> time_at(std::u32string_view norm, int at, int limit, int year);

// Whether words of time begin there: 明年3月, 上半年, 每月10日前, 汛期前.
bool time_begins(std::u32string_view norm, int at, int limit);

}  // namespace reading
