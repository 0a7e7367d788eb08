#include "document/document.hpp"

#include <algorithm>

namespace document {
namespace {

const Span& span_of(const Block& block) {
  return std::visit([](const auto& b) -> const Span& { return b.span; }, block);
}

}  // namespace

CellPlace::CellPlace(const Place& place)
    : row(place.row), column(place.column), shared_(std::make_shared<const Place>(place)) {}

CellPlace::CellPlace(std::shared_ptr<const Place> sheet, int row_from_1, int column_from_1)
    : row(row_from_1), column(column_from_1), shared_(std::move(sheet)) {}

CellPlace::operator Place() const {
  Place place = shared_ != nullptr ? *shared_ : Place{};
  if (!place.sheet.empty() && row > 0 && column > 0) {
    place.cell = cell_name(row, column);
  } else {
    place.row = row;
    place.column = column;
  }
  return place;
}

std::string cell_name(int row_from_1, int column_from_1) {
  JC_ASSERT(row_from_1 > 0 && column_from_1 > 0);
  std::string name;
  for (int n = column_from_1; n > 0; n = (n - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
  return name + std::to_string(row_from_1);
}

Place Document::place_of(int offset) const {
  Place nowhere;
  nowhere.file = file;
  // The last block that starts at or before the offset: the line end after a paragraph still belongs to it.
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), offset,
                                      [](int o, const Block& block) { return o < span_of(block).start; });
  if (after == blocks.begin()) return nowhere;
  const Block& block = *std::prev(after);
  if (const auto* paragraph = std::get_if<Paragraph>(&block)) return paragraph->place;
  const auto& table = std::get<Table>(block);
  const auto next = std::upper_bound(table.cells.begin(), table.cells.end(), offset,
                                     [](int o, const Cell& cell) { return o < cell.span.start; });
  return next == table.cells.begin() ? table.place : Place(std::prev(next)->place);
}

Document from_plain_text(std::u32string text, std::string file) {
  Document document;
  document.file = std::move(file);
  const int size = static_cast<int>(text.size());
  int start = !text.empty() && text[0] == 0xFEFF
                  ? 1
                  : 0;  // a byte-order mark stays in the text, for offsets, and out of the words
  int line = 1, number = 0;
  while (start < size) {
    int end = start;
    while (end < size && text[end] != U'\n' && text[end] != U'\r') ++end;
    Paragraph paragraph;
    paragraph.span = {start, end};
    paragraph.place.file = document.file;
    if (!base::trim(
             std::u32string_view(text).substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)))
             .empty())
      ++number;
    paragraph.place.paragraph = number;
    paragraph.place.line = line++;
    document.blocks.emplace_back(std::move(paragraph));
    start = end + (end + 1 < size && text[end] == U'\r' && text[end + 1] == U'\n' ? 2 : 1);
  }
  document.text = std::move(text);
  return document;
}

}  // namespace document
