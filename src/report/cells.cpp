#include "report/cells.hpp"

namespace report {

using document::SheetCell;

SheetCell text_cell(std::string text, Tone tone, std::string comment) {
  return {SheetCell::Kind::text, std::move(text), -1, tone, std::move(comment)};
}

SheetCell number_cell(const std::optional<base::Decimal>& value, Tone tone) {
  if (!value) return {SheetCell::Kind::empty};
  return {SheetCell::Kind::number, value->to_string(), -1, tone};
}

SheetCell share_cell(const std::optional<base::Decimal>& share, Tone tone) {
  if (!share) return {SheetCell::Kind::empty};
  return {SheetCell::Kind::percent, (*share * base::Decimal(100)).rounded(1).to_string(), 1, tone};
}

SheetCell count_cell(int n) { return {SheetCell::Kind::number, std::to_string(n)}; }

}  // namespace report
