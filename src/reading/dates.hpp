// Dates, years, times of day and stretches of them: they say when, and count nothing.
#pragma once

#include <optional>

#include "reading/lexicon.hpp"

namespace reading {

// The date that starts at `at` of the normalised text, empty when none does: 2023年2月7日, 2022-2035年, 1—11月, 7日,
// 8:30, 二〇二三年. Bare four-digit years count when no unit follows.
Span date_at(View norm, int at, Span within);

// The last year named in `text` (2025年, 到2030年), 0 when none is.
int last_year_in(View norm);

}  // namespace reading
