// The day that a letter is signed with: 2025年10月9日 alone on its line or behind the office, 填报日期：2025-10-09 in a
// form. Days in running sentences say when something was done and sign nothing.
#pragma once

#include <optional>
#include <string_view>

#include "calendar/period.hpp"
#include "document/document.hpp"

namespace reading {

// The day that a line signs with: the line is that day, or an office and that day (区商务局（盖章） 2025年10月9日), or
// it has a label before it (填报日期：, 报送时间：). Digits may be wide or Chinese (二〇二五年十月九日), the parts set
// apart by 年月日, points, strokes or hyphens; the year must be printed. Nothing for any other line.
std::optional<calendar::Date> day_of_signature(std::u32string_view line);

// Of a whole document the last such line: what stands under the letter, and not what stands under its title. In tables
// only a day with a label counts, in the cell itself or in the next cell of its row.
std::optional<calendar::Date> signed_on(const document::Document& document);

}  // namespace reading
