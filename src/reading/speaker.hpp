// Who speaks in a report, and of which years.
#pragma once

#include <string>
#include <vector>

#include "reading/outline.hpp"

namespace reading {

// The smallest area of a written chain: 广州市越秀区 → 越秀区; 青岛市市北区 → 市北区. Empty when the words name no
// area.
std::u32string smallest_area(std::u32string_view written);

// From 受X人民政府委托, the congress the report was made to, the title, the speaker's office, the file's name; empty
// when none says.
std::string find_area(std::u32string_view text, const std::vector<OutlineLine>& lines, const std::string& file);

struct ReportYears {
  int report = 0;
  int plan = 0;
  bool half_year = false;  // a report on part of the year whose rest it plans
};
// `unsaid`: the year of a text that names none and tells of part of a year; 0 not known.
ReportYears find_years(std::u32string_view text, const std::vector<OutlineLine>& lines, int unsaid = 0);

// A year at the start of `text`: 2023年, 二〇二三年, ２０２３年; 0 when there is none.
int year_at(std::u32string_view text);

}  // namespace reading
