#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "office/spreadsheet_test_help.hpp"

namespace office {
namespace {

using namespace test;
using document::CellKind;

document::Document read(const Book& book) { return read_good(xlsx_of(book), "月报.xlsx"); }
document::Document read_rows(const std::string& xml) { return read({.sheets = {{.xml = rows(xml)}}}); }

std::string code_of(const std::string& bytes) {
  auto document = read_document(bytes, "月报.xlsx");
  EXPECT_FALSE(document);
  if (document) return {};
  EXPECT_EQ(document.error().where.file, "月报.xlsx");
  EXPECT_FALSE(document.error().remedy.empty());
  return document.error().code;
}

TEST(Xlsx, a_sheet_is_a_table_with_its_name_and_every_cell_its_place) {
  const auto document = read(
      {.sheets = {
           {"财政",
            rows("<row r=\"7\"><c r=\"B7\"><v>53.7</v></c><c r=\"D7\" t=\"inlineStr\"><is><t>亿元</t></is></c></row>"
                 "<row r=\"8\"><c r=\"B8\"><v>2</v></c></row>")},
           {"空", rows("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>")}}});
  const auto tables = tables_of(document);
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].name, "财政");
  EXPECT_EQ(tables[0].rows, 8);
  EXPECT_EQ(tables[0].columns, 4);
  EXPECT_EQ(document.text, U"53.7\t亿元\n2");
  const document::Place place = cell_at(document, "B7").place;
  EXPECT_EQ(place.file, "月报.xlsx");
  EXPECT_EQ(place.sheet, "财政");
  EXPECT_EQ(place.cell, "B7");
  EXPECT_EQ(document.place_of(cell_at(document, "D7").span.start).cell, "D7");
  EXPECT_EQ(cell_at(document, "B7").kind, CellKind::number);
  EXPECT_EQ(cell_at(document, "D7").kind, CellKind::text);
}

TEST(Xlsx, shared_rich_and_inline_texts_without_their_reading_aids) {
  const auto document =
      read({.sheets = {{.xml = rows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c "
                                    "t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙&amp;丙</t></r></is></c>"
                                    "<c t=\"s\"><v>9</v></c></row>")}},
            .shared = "<si><t>地区_x000D_\n生产</t></si><si><r><t>社</t></r><r><rPr><b/></rPr><t>零</t></r><rPh "
                      "sb=\"0\" eb=\"1\"><t>シャ</t></rPh></si>"});
  EXPECT_EQ(text_at(document, "A1"), "地区\n生产");
  EXPECT_EQ(text_at(document, "B1"), "社零");
  EXPECT_EQ(text_at(document, "C1"), "甲乙&丙");
  EXPECT_TRUE(tells(document, "指向不存在的文字"));
}

TEST(Xlsx, numbers_as_a_person_sees_them_with_what_is_stored) {
  const auto document =
      read({.sheets = {{.xml = rows("<row><c s=\"1\"><v>5.2999999999999999E-2</v></c><c "
                                    "s=\"2\"><v>45199</v></c><c><v>4003.1880000000001019</v></c>"
                                    "<c s=\"3\"><v>1234.5</v></c><c s=\"99\"><v>7</v></c><c><v>七</v></c></row>")}},
            .formats = "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>",
            .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"176\"/><xf numFmtId=\"4\"/>"});
  EXPECT_EQ(text_at(document, "A1"), "5.30%");
  EXPECT_EQ(cell_at(document, "A1").stored, "0.053");
  EXPECT_TRUE(cell_at(document, "A1").percent);
  EXPECT_EQ(text_at(document, "B1"), "2023年9月");
  EXPECT_EQ(cell_at(document, "B1").stored, "2023-09-30");
  EXPECT_EQ(cell_at(document, "B1").kind, CellKind::date);
  EXPECT_EQ(cell_at(document, "C1").stored, "4003.188");
  EXPECT_EQ(text_at(document, "D1"), "1,234.50");
  EXPECT_EQ(text_at(document, "E1"), "7");
  EXPECT_EQ(cell_at(document, "F1").kind, CellKind::text);
  EXPECT_TRUE(tells(document, "不是认识的数字写法"));
}

TEST(Xlsx, the_1904_count_of_days) {
  const auto document = read({.sheets = {{.xml = rows("<row><c s=\"1\"><v>43737</v></c></row>")}},
                              .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>",
                              .properties = "date1904=\"1\""});
  EXPECT_EQ(cell_at(document, "A1").stored, "2023-09-30");
}

TEST(Xlsx, merged_cells_are_spans_and_what_lies_under_them_is_not_read) {
  const auto document = read(
      {.sheets = {
           {.xml = rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c></row>"
                        "<row r=\"2\"><c r=\"A2\"><v>4</v></c><c r=\"B2\"><v>5</v></c><c r=\"C2\"><v>6</v></c></row>") +
                   "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:XFD1\"/><mergeCell "
                   "ref=\"B1:C2\"/></mergeCells>"}}});
  EXPECT_EQ(cell_at(document, "A1").row_span, 2);
  EXPECT_EQ(cell_at(document, "B1").column_span, 2);  // cut to the columns that hold something
  EXPECT_EQ(document.text, U"1\t2\n5\t6");
  EXPECT_TRUE(tells(document, "2 个单元格被合并区域盖住"));
  EXPECT_TRUE(tells(document, "互相重叠"));
}

TEST(Xlsx, what_is_hidden_is_read_marked_and_told) {
  const auto document =
      read({.sheets = {{"明", "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>" +
                                  rows("<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c "
                                       "r=\"A2\"><v>2</v></c><c r=\"B2\"><v>3</v></c></row>")},
                       {"暗", rows("<row><c><v>4</v></c></row>"), "veryHidden"}}});
  EXPECT_TRUE(cell_at(document, "A1").hidden);
  EXPECT_FALSE(cell_at(document, "A2").hidden);
  EXPECT_TRUE(cell_at(document, "B2").hidden);
  EXPECT_TRUE(cell_at(document, "A1", 1).hidden);
  EXPECT_TRUE(tells(document, "1 行、1 列有内容但被隐藏"));
  EXPECT_TRUE(tells(document, "这个工作表是隐藏的"));
}

TEST(Xlsx, formulas_keep_what_the_file_kept_and_say_so) {
  const auto document = read_rows(
      "<row><c><f>SUM(B1:C1)</f><v>12</v></c><c><f>1+1</f></c><c t=\"str\"><f>A1</f><v>甲</v></c><c "
      "t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      "<c t=\"b\"><v>1</v></c><c t=\"str\"><f>\"\"</f><v></v></c></row>");
  EXPECT_TRUE(cell_at(document, "A1").formula);
  EXPECT_EQ(cell_at(document, "A1").stored, "12");
  EXPECT_TRUE(tells(document, "1 个公式没有保存结果"));
  EXPECT_TRUE(tells(document, "3 个单元格是公式"));
  EXPECT_EQ(cell_at(document, "D1").kind, CellKind::error);
  EXPECT_EQ(text_at(document, "D1"), "#DIV/0!");
  EXPECT_EQ(cell_at(document, "E1").kind, CellKind::boolean);
  EXPECT_EQ(text_at(document, "E1"), "TRUE");
}

TEST(Xlsx, macros_links_and_pictures_are_told_and_never_followed) {
  Book book{.sheets = {{.xml = rows("<row><c><v>1</v></c></row>")}}};
  book.more = {{"xl/media/image1.png", "x"}};
  EXPECT_TRUE(tells(read(book), "图片"));
}

TEST(Xlsx, cells_far_out_twice_or_out_of_order_cost_nothing_and_are_put_right) {
  const auto document = read_rows(
      "<row r=\"9\"><c r=\"B9\"><v>3</v></c><c r=\"A9\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c><c "
      "r=\"A1\"><v>8</v></c>"
      "<c r=\"ZZZZ1\"><v>9</v></c><c r=\"A0\"><v>9</v></c></row>");
  EXPECT_EQ(document.text, U"1\n2\t3");
  EXPECT_TRUE(tells(document, "出现两次"));
  EXPECT_TRUE(tells(document, "超出表格"));
}

TEST(HostileXlsx, is_a_fault_with_file_and_remedy) {
  const std::string start = "<row><c><v>1</v></c></row>";
  EXPECT_EQ(code_of(xlsx_of({.sheets = {{.xml = "<sheetData><row>"}}})), "document.damaged");
  EXPECT_EQ(code_of(xlsx_of({.sheets = {{.xml = rows("<row><c><v>&x;</v></c></row>") + "<!DOCTYPE a>"}}})),
            "document.damaged");
  EXPECT_EQ(code_of(xlsx_of({.sheets = {{.xml = rows("")}}})), "document.empty");
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  EXPECT_EQ(code_of(xlsx_of({.sheets = {{.xml = deep}}})), "document.too_large");
  EXPECT_EQ(code_of(write_zip({{"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"}})),
            "document.damaged");
  EXPECT_EQ(code_of(write_zip(
                {{"xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"}})),
            "document.damaged");
}

TEST(HostileXlsx, texts_that_multiply_and_sheets_that_inflate_are_stopped) {
  Book many{.shared = "<si><t>" + std::string(30'000, 'x') + "</t></si>"};
  std::string cells;
  for (int i = 0; i < 16'000; ++i) cells += "<c t=\"s\"><v>0</v></c>";
  many.sheets = {{.xml = rows("<row>" + cells + "</row>")}};
  EXPECT_EQ(code_of(xlsx_of(many)), "document.too_large");
  EXPECT_EQ(
      code_of(xlsx_of({.sheets = {{.xml = rows("<row><c><v>" + std::string(40u << 20, '1') + "</v></c></row>")}}})),
      "document.too_large");
}

TEST(HostileXlsx, cut_anywhere_or_with_flipped_bytes_it_never_breaks_the_program) {
  const auto whole = xlsx_of({.sheets = {{.xml = rows("<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>0.5</v></c></row>")}},
                              .shared = "<si><t>甲</t></si>",
                              .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"9\"/>"});
  for (std::size_t size = 1; size < whole.size(); size += 13)
    EXPECT_FALSE(read_document(whole.substr(0, size), "月报.xlsx")) << size;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x15);
    const auto document = read_document(bytes, "月报.xlsx");
    if (!document) {
      EXPECT_FALSE(document.error().code.empty());
    }
  }
}

RC_GTEST_PROP(Xlsx, any_markup_in_a_sheet_gives_a_document_or_a_fault, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "<row>", "</row>", "<c>", "<c r=\"B2\" t=\"s\">", "</c>", "<v>1</v>", "<v>", "</v>", "<f/>", "<is><t>", "甲",
      "&lt;", "&", "<", ">", "\"", "<mergeCell ref=\"A1:B2\"/>", "<row r=\"-5\" hidden=\"1\"/>",
      "<col min=\"0\" max=\"99999999999\" hidden=\"1\"/>", "<!--", "-->", "<![CDATA[", "]]>"));
  std::string xml;
  for (const auto& piece : pieces) xml += piece;
  const auto document = read_document(xlsx_of({.sheets = {{.xml = xml}}}), "a.xlsx");
  RC_ASSERT(document.has_value() || !document.error().remedy.empty());
}

}  // namespace
}  // namespace office
