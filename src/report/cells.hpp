// Cells of a sheet, by what they hold.
#pragma once

#include <optional>
#include <string>

#include "base/decimal.hpp"
#include "document/draft.hpp"

namespace report {

using Tone = document::SheetCell::Tone;

document::SheetCell text_cell(std::string text, Tone tone = Tone::none, std::string comment = {});
// As printed; an empty cell when there is no number.
document::SheetCell number_cell(const std::optional<base::Decimal>& value, Tone tone = Tone::none);
// A share (0.737) as percent with one decimal.
document::SheetCell share_cell(const std::optional<base::Decimal>& share, Tone tone = Tone::none);
document::SheetCell count_cell(int n);

}  // namespace report
