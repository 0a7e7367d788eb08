// The day that a letter is signed with: 2025年10月9日 alone on its line or behind the office, 填报日期：2025-10-09 in a
// form. Days in running sentences say when something was done and sign nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calendar/period.hpp"
#include "document/document.hpp"

namespace reading {

struct Signature {
  std::string signer;  // 区商务局, without a seal and white space; empty where the line is the day alone
  calendar::Date day{};
};
// What a line signs with: the line is a day, or an office and a day (区商务局（盖章） 2025年10月9日), or the day has a
// label before it (填报日期：, 报送时间：). Digits may be wide or Chinese (二〇二五年十月九日), the parts set apart by
// 年月日, points, strokes or hyphens; the year must be printed. Nothing for any other line.
std::optional<Signature> signature_of(std::u32string_view line);

// An office alone on its line, with a seal behind it or none; empty for any other line.
std::string signer_alone(std::u32string_view line);

// Of a whole document the last such line: what stands under the letter, and not what stands under its title. In tables
// only a day with a label counts, in the cell itself or in the next cell of its row.
std::optional<calendar::Date> signed_on(const document::Document& document);

}  // namespace reading
