// Months and stretches (当月, 累计) that columns and rows take from one another. Private to this room.
#pragma once

#include <optional>
#include <vector>

#include "reading/tables_axis.hpp"

namespace reading::tables {

// Why numbers of this measure are understood and not kept, as the officer calls them (比重, 位次); null when kept.
const char* not_kept(Measure measure);

// 5月 beside 1-5月 is the month alone.
void tell_month_from_cumulative(std::vector<Column>& columns);

// 2024年1-2月 1-3月 … 2025年1-2月 1-3月: the year goes on until another is printed, as long as the months go forward.
// For tables whose title says no year.
void carry_years_across(std::vector<Column>& columns);

// The same down the left side, where the year also turns after December (12月, 1月), or before January going up.
struct YearAbove {
  std::optional<int> year;
  int last = 0;
};
void carry_year_down(YearAbove& above, Label& label);

// 当月 同比 累计 同比: a growth without months or stretch of its own is of the values just before it, when these agree;
// so is last year's value. 上年同期累计 speaks for the growth behind it.
void give_growths_their_stretch(std::vector<Column>& columns);

}  // namespace reading::tables
