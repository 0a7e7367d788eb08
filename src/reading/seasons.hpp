// Times told by a season, a school term or a flood season (codes/reading/seasons.csv), and by words like 明年.
#pragma once

#include <string_view>

namespace reading {

struct SeasonFound {
  int length = 0;  // code points; 0 for none
  // Months and days, 0 where the table gives none.
  int first_month = 0, first_day = 0, last_month = 0, last_day = 0;
};

// The season that `text` starts with: 秋季学期 of 秋季学期前. Bare words of everyday use (开学) are found too: what
// follows must show that a time is meant.
SeasonFound season_at(std::u32string_view text);

// 今年, 明年, 次年, 后年 at the start: the length, and how many years on from the year of the text; length 0 for none.
struct YearWord {
  int length = 0;
  int years_on = 0;
};
YearWord year_word_at(std::u32string_view text);

}  // namespace reading
