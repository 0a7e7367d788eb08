#include <chrono>

#include <gtest/gtest.h>

#include "markup/xml.hpp"
#include "office/office.hpp"
#include "office/zip.hpp"

namespace office {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftSheet;
using document::DraftTable;
using document::DraftWorkbook;
using document::PageBreak;
using document::SheetCell;
using Role = DraftParagraph::Role;

const std::chrono::sys_seconds when{std::chrono::sys_days{std::chrono::year{2024} / 10 / 31}};

Draft sample() {
  Draft draft;
  draft.title = "示例<&>";
  draft.author = "某区发展和改革局";
  draft.blocks = {DraftParagraph{Role::title, {{"月度反馈"}}},
                  DraftParagraph{Role::heading1, {{"一、总体情况"}}},
                  DraftParagraph{Role::heading2, {{"（一）主要指标"}}},
                  DraftParagraph{Role::body, {{"增长4.3%"}, {"[1]", false, true}, {"，低于 <目标> & 计划。", true}}},
                  DraftTable{{"指标", "值"}, {2, 1}, {{"零售额", "53.70[2]"}, {"投资", "—"}}},
                  PageBreak{},
                  DraftTable{{}, {1, 4}, {{"责任单位", "区商务局"}, {"要求", "第一行\n第二行"}}, false},
                  DraftParagraph{Role::date, {{"2024年10月31日"}}}};
  return draft;
}

std::string part(const std::string& file, const std::string& name) {
  auto zip = ZipReader::open(file, "x");
  EXPECT_TRUE(zip);
  auto bytes = zip->read(name);
  EXPECT_TRUE(bytes) << name;
  return bytes.value_or("");
}

TEST(WriteDocx, what_is_written_reads_back_word_for_word) {
  const auto read = read_document(write_docx(sample(), when), "反馈.docx");
  ASSERT_TRUE(read) << base::to_text(read.error());
  EXPECT_EQ(base::to_utf8(read->text),
            "月度反馈\n一、总体情况\n（一）主要指标\n增长4.3%[1]，低于 <目标> & "
            "计划。\n指标\t值\n零售额\t53.70[2]\n投资\t—\n责任单位\t区商务局\n要求\t第一行\n第二行\n"
            "2024年10月31日");
  EXPECT_EQ(std::get<document::Paragraph>(read->blocks[1]).heading_level, 1);
  EXPECT_EQ(std::get<document::Paragraph>(read->blocks[2]).heading_level, 2);
  EXPECT_EQ(std::get<document::Paragraph>(read->blocks[3]).heading_level, 0);
}

TEST(WriteDocx, the_same_draft_gives_the_same_bytes_in_any_time_zone) {
  const auto first = write_docx(sample(), when);
  setenv("TZ", "Asia/Shanghai", 1);
  tzset();
  EXPECT_EQ(first, write_docx(sample(), when));
  setenv("TZ", "America/New_York", 1);
  tzset();
  EXPECT_EQ(first, write_docx(sample(), when));
  unsetenv("TZ");
  tzset();
  EXPECT_NE(first, write_docx(sample(), when + std::chrono::hours(24)));
}

TEST(WriteDocx, every_part_is_well_formed_and_the_page_is_that_of_gb_t_9704) {
  const auto file = write_docx(sample(), when);
  for (const char* name : {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels",
                           "word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/footer1.xml",
                           "word/footer2.xml", "docProps/core.xml", "docProps/app.xml"})
    EXPECT_TRUE(markup::Xml::parse(part(file, name), name)) << name;
  const auto body = part(file, "word/document.xml");
  // 5.2.1: A4; 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm, in twentieths of a point.
  EXPECT_NE(body.find("w:w=\"11906\" w:h=\"16838\""), std::string::npos);
  EXPECT_NE(body.find("w:top=\"2098\""), std::string::npos);
  EXPECT_NE(body.find("w:left=\"1587\""), std::string::npos);
  const auto styles = part(file, "word/styles.xml");
  EXPECT_NE(styles.find("w:firstLineChars=\"200\" w:firstLine=\"640\""), std::string::npos);
  EXPECT_NE(styles.find("w:eastAsia=\"zh-CN\""), std::string::npos);
  EXPECT_NE(part(file, "docProps/core.xml").find("2024-10-31T00:00:00Z"), std::string::npos);
}

TEST(WriteDocx, tables_repeat_their_header_and_break_between_rows) {
  const auto body = part(write_docx(sample(), when), "word/document.xml");
  EXPECT_NE(body.find("<w:cantSplit/><w:tblHeader/>"), std::string::npos);
  EXPECT_NE(body.find("w:pageBreakBefore"), std::string::npos);
}

TEST(WriteDocx, a_source_mark_is_raised_in_text_and_in_cells_but_other_brackets_are_not) {
  Draft draft;
  draft.blocks = {DraftTable{{"甲"}, {}, {{"53.7[2]和[注]、[]、[12"}}}};
  const auto body = part(write_docx(draft, when), "word/document.xml");
  EXPECT_NE(body.find("SourceMark\"/></w:rPr><w:t xml:space=\"preserve\">[2]<"), std::string::npos);
  EXPECT_NE(body.find(">和[注]、[]、[12<"), std::string::npos);
}

TEST(WriteDocx, without_page_numbers_there_is_no_footer) {
  Draft draft = sample();
  draft.page_numbers = false;
  EXPECT_EQ(part(write_docx(draft, when), "word/document.xml").find("footerReference"), std::string::npos);
}

DraftWorkbook workbook() {
  using Kind = SheetCell::Kind;
  DraftWorkbook book;
  book.title = "表";
  book.author = "某区";
  DraftSheet sheet;
  sheet.name = "目标[1]";
  sheet.preamble = {"目标完成情况表", "数据截至2024年10月31日"};
  sheet.header = {"指标", "值", "占比"};
  sheet.widths = {20, 10, 10};
  sheet.rows = {
      {{Kind::text, "=1+1"}, {Kind::number, "53.70"}, {Kind::percent, "73.7", -1, SheetCell::Tone::bad, "推算"}},
      {{Kind::text, "换\n行"}, {Kind::number, "不是数"}, {Kind::empty}}};
  book.sheets = {sheet, sheet};
  return book;
}

TEST(WriteXlsx, every_part_is_well_formed) {
  const auto file = write_xlsx(workbook(), when);
  for (const char* name :
       {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "docProps/core.xml"})
    EXPECT_TRUE(markup::Xml::parse(part(file, name), name)) << name;
}

TEST(WriteXlsx, numbers_keep_their_printed_decimals_and_percents_are_ratios) {
  const auto file = write_xlsx(workbook(), when);
  const auto sheet = part(file, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<v>53.70</v>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>0.737</v>"), std::string::npos);
  const auto styles = part(file, "xl/styles.xml");
  EXPECT_NE(styles.find("formatCode=\"0.00\""), std::string::npos);
  EXPECT_NE(styles.find("formatCode=\"0.0%\""), std::string::npos);
}

TEST(WriteXlsx, text_that_looks_like_a_formula_stays_text_and_a_bad_number_is_shown_as_written) {
  const auto strings = part(write_xlsx(workbook(), when), "xl/sharedStrings.xml");
  EXPECT_NE(strings.find(">=1+1<"), std::string::npos);
  EXPECT_NE(strings.find(">不是数<"), std::string::npos);
}

TEST(WriteXlsx, prints_one_page_wide_with_the_header_on_every_page_and_names_sheets_once) {
  const auto file = write_xlsx(workbook(), when);
  const auto sheet = part(file, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("fitToWidth=\"1\" fitToHeight=\"0\" orientation=\"landscape\""), std::string::npos);
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  const auto book = part(file, "xl/workbook.xml");
  EXPECT_NE(book.find("'目标1'!$3:$3"), std::string::npos);
  EXPECT_NE(book.find("name=\"目标12\""), std::string::npos);
}

TEST(WriteXlsx, the_same_workbook_gives_the_same_bytes) {
  EXPECT_EQ(write_xlsx(workbook(), when), write_xlsx(workbook(), when));
}

TEST(WriteXlsx, data_bars_stand_between_merged_cells_and_print_options_on_a_fixed_scale) {
  DraftWorkbook book;
  DraftSheet sheet;
  sheet.name = "项目";
  sheet.preamble = {"标题"};
  sheet.header = {"名称", "完成率"};
  sheet.rows = {{{SheetCell::Kind::text, "甲"}, {SheetCell::Kind::percent, "40.0", 1}}};
  sheet.bars = {{1}, {9}};  // the second column is not there
  book.sheets = {sheet};
  const std::string xml = part(write_xlsx(book, when), "xl/worksheets/sheet1.xml");
  EXPECT_NE(xml.find("<conditionalFormatting sqref=\"B3:B3\">"), std::string::npos);
  EXPECT_EQ(xml.find("conditionalFormatting", xml.find("</conditionalFormatting>") + 20), std::string::npos);
  // The order of elements is part of the schema (ISO/IEC 29500-1, CT_Worksheet).
  EXPECT_LT(xml.find("<mergeCells"), xml.find("<conditionalFormatting"));
  EXPECT_LT(xml.find("</conditionalFormatting>"), xml.find("<printOptions"));
}

}  // namespace
}  // namespace office
