// A text that names no year and tells of this one (今年以来, 前三季度): read as of a year that somebody else knows.
#pragma once

#include <optional>
#include <string_view>

#include "document/document.hpp"
#include "reading/statements.hpp"

namespace reading {

// As `read`; `year` is taken only where the text names none of its own. 0: not known.
Reading read_of_year(const document::Document& document, int year);

// The last month of the part of this year of which a text tells: 9 for 前三季度 and 1—9月, 0 for 今年以来 alone;
// nothing where it tells of none.
std::optional<int> months_of_this_year(std::u32string_view text);

}  // namespace reading
