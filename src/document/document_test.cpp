#include "document/document.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace document {
namespace {

std::vector<std::u32string> lines_of(const Document& document) {
  std::vector<std::u32string> lines;
  for (const auto& block : document.blocks)
    lines.emplace_back(base::slice(document.text, std::get<Paragraph>(block).span));
  return lines;
}

TEST(PlainText, keeps_the_text_as_it_is_and_cuts_at_every_kind_of_line_end) {
  const std::u32string text = U"第一段\n第二段\r\n第三段\r第四段";
  const Document document = from_plain_text(text, "例.txt");
  EXPECT_EQ(document.text, text);
  EXPECT_EQ(lines_of(document), (std::vector<std::u32string>{U"第一段", U"第二段", U"第三段", U"第四段"}));
}

TEST(PlainText, an_empty_line_is_an_empty_paragraph_so_that_line_numbers_stay_true) {
  const Document document = from_plain_text(U"甲\n\n乙\n", "例.txt");
  EXPECT_EQ(lines_of(document), (std::vector<std::u32string>{U"甲", U"", U"乙"}));
  EXPECT_EQ(document.place_of(3).line, 3);
  EXPECT_EQ(document.place_of(3).paragraph, 2);
}

TEST(PlainText, a_byte_order_mark_stays_in_the_text_and_out_of_the_first_paragraph) {
  const Document document = from_plain_text(U"\uFEFF甲\n", "例.txt");
  EXPECT_EQ(document.text.size(), 3u);
  EXPECT_EQ(lines_of(document), (std::vector<std::u32string>{U"甲"}));
}

TEST(PlainText, nothing_gives_no_paragraph) { EXPECT_TRUE(from_plain_text(U"", "空.txt").blocks.empty()); }

TEST(Place, names_file_and_paragraph_up_to_and_with_the_line_end) {
  const Document document = from_plain_text(U"甲乙\n丙", "例.txt");
  EXPECT_EQ(document.place_of(0).paragraph, 1);
  EXPECT_EQ(document.place_of(2).paragraph, 1);
  EXPECT_EQ(document.place_of(3).paragraph, 2);
  EXPECT_EQ(document.place_of(99).paragraph, 2);
  EXPECT_EQ(document.place_of(0).file, "例.txt");
}

TEST(Place, before_everything_only_the_file_is_known) {
  const Place place = from_plain_text(U"甲", "例.txt").place_of(-1);
  EXPECT_EQ(place.file, "例.txt");
  EXPECT_EQ(place.paragraph, 0);
}

TEST(Place, in_a_table_it_is_the_cell) {
  Document document;
  document.file = "表.docx";
  document.text = U"甲\t乙\n丙\t丁";
  Table table;
  table.span = {0, 7};
  for (int i = 0; i < 4; ++i) {
    Cell cell;
    cell.span = {2 * i, 2 * i + 1};
    cell.row = i / 2;
    cell.column = i % 2;
    cell.place.row = cell.row + 1;
    cell.place.column = cell.column + 1;
    table.cells.push_back(cell);
  }
  document.blocks.emplace_back(table);
  EXPECT_EQ(document.place_of(4).row, 2);
  EXPECT_EQ(document.place_of(4).column, 1);
  EXPECT_EQ(document.place_of(6).column, 2);
}

TEST(Place, of_a_cell_in_a_sheet_is_named_as_a_spreadsheet_names_it) {
  const auto sheet = std::make_shared<const Place>(Place{.file = "月报.xlsx", .sheet = "财政"});
  const Place place = CellPlace(sheet, 7, 2);
  EXPECT_EQ(place, (Place{.file = "月报.xlsx", .sheet = "财政", .cell = "B7"}));
  EXPECT_EQ(cell_name(1, 26), "Z1");
  EXPECT_EQ(cell_name(10, 27), "AA10");
  EXPECT_EQ(cell_name(1048576, 16384), "XFD1048576");  // the last cell of ISO/IEC 29500 sheets
  const Place given{.file = "a", .sheet = "b", .cell = "C3"};
  EXPECT_EQ(Place(CellPlace(given)), given);
}

RC_GTEST_PROP(PlainText, every_character_but_line_ends_lies_in_exactly_one_paragraph, ()) {
  const auto letters = *rc::gen::container<std::u32string>(rc::gen::element(U'甲', U'1', U'\n', U'\r'));
  const Document document = from_plain_text(letters, "x");
  std::vector<int> covered(letters.size(), 0);
  for (const auto& block : document.blocks) {
    const Span span = std::get<Paragraph>(block).span;
    for (int i = span.start; i < span.end; ++i) ++covered[i];
  }
  for (std::size_t i = 0; i < letters.size(); ++i)
    RC_ASSERT(covered[i] == (letters[i] == U'\n' || letters[i] == U'\r' ? 0 : 1));
}

}  // namespace
}  // namespace document
