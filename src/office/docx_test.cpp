#include <gtest/gtest.h>

#include "office/office.hpp"
#include "office/word_numbering.hpp"
#include "office/zip.hpp"

namespace office {
namespace {

using document::Paragraph;
using document::Table;

const std::string w =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

struct Parts {
  std::string body;
  std::string styles;
  std::string numbering;
  std::string footnotes;
};

std::string docx_of(const Parts& parts) {
  const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  auto part = [&](const char* name, const std::string& inside) {
    return "<w:" + std::string(name) + " " + w + ">" + inside + "</w:" + name + ">";
  };
  std::string relations = "<Relationships>";
  std::vector<ZipEntry> entries = {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", "<Relationships><Relationship Id=\"1\" Type=\"" + kinds +
                          "/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", part("document", "<w:body>" + parts.body + "</w:body>")}};
  auto add = [&](const char* name, const std::string& inside) {
    if (inside.empty()) return;
    relations += "<Relationship Id=\"" + std::string(name) + "\" Type=\"" + kinds + "/" + name + "\" Target=\"" + name +
                 ".xml\"/>";
    entries.push_back({"word/" + std::string(name) + ".xml", part(name, inside)});
  };
  add("styles", parts.styles);
  add("numbering", parts.numbering);
  add("footnotes", parts.footnotes);
  entries.push_back({"word/_rels/document.xml.rels", relations + "</Relationships>"});
  return write_zip(entries);
}

document::Document read(const Parts& parts) {
  auto document = read_document(docx_of(parts), "报告.docx");
  EXPECT_TRUE(document) << (document ? "" : base::to_text(document.error()));
  return document ? *document : document::Document{};
}

std::string text_of(const Parts& parts) { return base::to_utf8(read(parts).text); }

std::string p(const std::string& inside, const std::string& properties = "") {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + inside + "</w:p>";
}
std::string r(const std::string& text) { return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>"; }

bool has_notice(const document::Document& document, const std::string& words) {
  for (const auto& notice : document.notices)
    if (notice.why.find(words) != std::string::npos) return true;
  return false;
}

TEST(Docx, paragraphs_are_lines_and_blank_ones_are_left_out) {
  const auto document = read({p(r("甲") + r("乙")) + p("") + p(r(" ")) + p(r("丙"))});
  EXPECT_EQ(document.text, U"甲乙\n丙");
  EXPECT_EQ(document.place_of(3).paragraph, 2);
  EXPECT_EQ(document.place_of(3).file, "报告.docx");
}

TEST(Docx, tabs_breaks_links_and_special_characters_are_read) {
  EXPECT_EQ(text_of({p(r("甲") + "<w:r><w:tab/></w:r>" + r("乙") + "<w:r><w:br/></w:r>" + r("丙"))}), "甲\t乙\n丙");
  EXPECT_EQ(text_of({p("<w:hyperlink>" + r("链接") + "</w:hyperlink><w:r><w:noBreakHyphen/></w:r><w:smartTag>" +
                       r("2023年") + "</w:smartTag>")}),
            "链接-2023年");
  EXPECT_EQ(text_of({p(r("通过") + "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>")}), "通过☑");
}

TEST(Docx, a_line_break_parts_paragraphs_of_one_style) {
  const auto document = read({p(r("上") + "<w:r><w:br/></w:r>" + r("下"))});
  EXPECT_EQ(document.blocks.size(), 2u);
}

TEST(Docx, styles_and_outline_levels_give_heading_levels_also_inherited) {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"我的标题\"/><w:basedOn w:val=\"1\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"二级\"/><w:pPr><w:outlineLvl "
      "w:val=\"1\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"循环\"/><w:basedOn w:val=\"c\"/></w:style>";
  const auto document = read({p(r("甲"), "<w:pStyle w:val=\"a\"/>") + p(r("乙"), "<w:pStyle w:val=\"b\"/>") +
                                  p(r("丙"), "<w:outlineLvl w:val=\"2\"/>") + p(r("丁"), "<w:pStyle w:val=\"c\"/>") +
                                  p(r("戊"), "<w:pStyle w:val=\"无\"/>"),
                              styles});
  std::vector<int> levels;
  for (const auto& block : document.blocks) levels.push_back(std::get<Paragraph>(block).heading_level);
  EXPECT_EQ(levels, (std::vector<int>{1, 2, 3, 0, 0}));
  EXPECT_EQ(std::get<Paragraph>(document.blocks[0]).style, "我的标题");
}

// The rule of a list as Word writes it.
std::string list(const std::string& levels) {
  return "<w:abstractNum w:abstractNumId=\"7\">" + levels +
         "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
         "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
         "w:val=\"1\"/></w:lvlOverride></w:num>";
}
std::string level(int at, const std::string& format, const std::string& text, const std::string& more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(at) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" +
         more + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}
std::string in_list(int id, int at) {
  return "<w:numPr><w:ilvl w:val=\"" + std::to_string(at) + "\"/><w:numId w:val=\"" + std::to_string(id) +
         "\"/></w:numPr>";
}

TEST(DocxNumbering, automatic_numbers_appear_in_the_text) {
  const std::string levels =
      level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.");
  const std::string body = p(r("成绩"), in_list(1, 0)) + p(r("经济"), in_list(1, 1)) + p(r("民生"), in_list(1, 1)) +
                           p(r("教育"), in_list(1, 2)) + p(r("安排"), in_list(1, 0)) + p(r("目标"), in_list(1, 1));
  EXPECT_EQ(text_of({body, "", list(levels)}), "一、成绩\n（一）经济\n（二）民生\n1.教育\n二、安排\n（一）目标");
}

TEST(DocxNumbering, a_list_that_restarts_begins_again_and_one_that_shares_goes_on) {
  const std::string body =
      p(r("甲"), in_list(1, 0)) + p(r("乙"), in_list(1, 0)) + p(r("丙"), in_list(2, 0)) + p(r("丁"), in_list(2, 0));
  EXPECT_EQ(text_of({body, "", list(level(0, "decimal", "%1."))}), "1.甲\n2.乙\n1.丙\n2.丁");
}

TEST(DocxNumbering, a_style_can_number_its_paragraphs) {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"章\"/><w:pPr><w:numPr><w:numId "
      "w:val=\"1\"/></w:numPr></w:pPr></w:style>";
  const std::string levels =
      level(0, "decimal", "%1.") + level(1, "chineseCounting", "第%2章", "<w:pStyle w:val=\"t\"/>");
  EXPECT_EQ(text_of({p(r("总则"), "<w:pStyle w:val=\"t\"/>") + p(r("附则"), "<w:pStyle w:val=\"t\"/>"), styles,
                     list(levels)}),
            "第一章总则\n第二章附则");
}

TEST(DocxNumbering, bullets_and_switched_off_numbers_add_nothing) {
  EXPECT_EQ(text_of({p(r("甲"), in_list(1, 0)), "", list(level(0, "bullet", "\xEF\x82\xB7"))}), "甲");
  EXPECT_EQ(text_of({p(r("甲"), in_list(0, 0)), "", list(level(0, "decimal", "%1."))}), "甲");
  EXPECT_EQ(text_of({p(r("甲"), in_list(99, 0)), "", list(level(0, "decimal", "%1."))}), "甲");
}

// ISO/IEC 29500-1, 17.18.59 (ST_NumberFormat).
TEST(DocxNumbering, formats_follow_the_standard) {
  EXPECT_EQ(number_text(10, "chineseCounting"), U"十");
  EXPECT_EQ(number_text(21, "chineseCounting"), U"二十一");
  EXPECT_EQ(number_text(105, "chineseCountingThousand"), U"一百零五");
  EXPECT_EQ(number_text(3, "decimalEnclosedCircle"), U"③");
  EXPECT_EQ(number_text(2, "ideographTraditional"), U"乙");
  EXPECT_EQ(number_text(4, "upperRoman"), U"IV");
  EXPECT_EQ(number_text(28, "lowerLetter"), U"bb");
  EXPECT_EQ(number_text(12, "chineseLegalSimplified"), U"壹拾贰");
  EXPECT_EQ(number_text(7, "decimalZero"), U"07");
  EXPECT_EQ(number_text(0, "chineseCounting"), U"0");
  EXPECT_EQ(number_text(5, "unheardOf"), U"5");
}

TEST(Docx, tracked_changes_are_read_as_accepted_and_said) {
  const auto document =
      read({p(r("增长") + "<w:ins>" + r("5.5%") + "</w:ins><w:del><w:r><w:delText>6%</w:delText></w:r></w:del>") +
            p(r("前半"), "<w:rPr><w:del/></w:rPr>") + p(r("后半"))});
  EXPECT_EQ(document.text, U"增长5.5%\n前半后半");
  EXPECT_TRUE(has_notice(document, "修订"));
}

TEST(Docx, moved_text_is_read_where_it_was_moved_to) {
  EXPECT_EQ(text_of({p("<w:moveFrom>" + r("甲") + "</w:moveFrom>" + r("乙") + "<w:moveTo>" + r("甲") + "</w:moveTo>")}),
            "乙甲");
}

TEST(Docx, fields_give_their_result_and_not_their_instruction) {
  auto mark = [](const char* kind) { return "<w:r><w:fldChar w:fldCharType=\"" + std::string(kind) + "\"/></w:r>"; };
  EXPECT_EQ(text_of({p(r("见") + mark("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>" + mark("separate") +
                       r("附件1") + mark("end") + r("。"))}),
            "见附件1。");
  EXPECT_EQ(text_of({p(r("甲") + mark("begin") + r("失")) + p(r("乙"))}), "甲\n乙");
}

TEST(Docx, text_boxes_follow_the_paragraph_they_hang_on_and_are_read_once) {
  const std::string box = "<w:txbxContent>" + p(r("框内")) + "</w:txbxContent>";
  EXPECT_EQ(text_of({p(r("框外") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box +
                       "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                       "</w:pict></mc:Fallback></mc:AlternateContent></w:r>") +
                     p(r("后"))}),
            "框外\n框内\n后");
}

TEST(Docx, hidden_text_comments_pictures_and_tables_of_contents_are_left_out_and_said) {
  const auto document =
      read({"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of "
            "Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>" +
            p(r("一、成绩 3")) + "</w:sdtContent></w:sdt>" +
            p("<w:commentRangeStart/>" + r("甲") +
              "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:drawing/></w:r>") +
            "<w:sdt><w:sdtContent>" + p(r("乙")) + "</w:sdtContent></w:sdt>"});
  EXPECT_EQ(document.text, U"甲\n乙");
  for (const char* words : {"目录", "隐藏", "图片", "批注"}) EXPECT_TRUE(has_notice(document, words)) << words;
}

TEST(Docx, footnotes_stand_after_the_text) {
  EXPECT_EQ(text_of({p(r("正文") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"), "", "",
                     "<w:footnote w:type=\"separator\" w:id=\"0\">" + p(r("线")) +
                         "</w:footnote><w:footnote w:id=\"2\">" + p(r("注：可比口径")) + "</w:footnote>"}),
            "正文\n注：可比口径");
}

std::string tc(const std::string& inside, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + inside + "</w:tc>";
}

TEST(DocxTable, cells_know_row_column_and_spans) {
  const auto document =
      read({p(r("表前")) + "<w:tbl><w:tr>" + tc(p(r("指标")), "<w:vMerge w:val=\"restart\"/>") +
            tc(p(r("累计")), "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" + tc(p(""), "<w:vMerge/>") +
            tc(p(r("数值"))) + tc(p(r("增速")) + p(r("（%）"))) + "</w:tr></w:tbl>"});
  EXPECT_EQ(document.text, U"表前\n指标\t累计\n数值\t增速\n（%）");
  const auto& table = std::get<Table>(document.blocks[1]);
  EXPECT_EQ(table.rows, 2);
  EXPECT_EQ(table.columns, 3);
  ASSERT_EQ(table.cells.size(), 4u);
  EXPECT_EQ(table.cells[0].row_span, 2);
  EXPECT_EQ(table.cells[1].column_span, 2);
  EXPECT_EQ(table.cells[3].row, 1);
  EXPECT_EQ(table.cells[3].column, 2);
  EXPECT_EQ(base::slice(document.text, table.cells[2].span), U"数值");
  const auto place = document.place_of(table.cells[2].span.start);
  EXPECT_EQ(place.row, 2);
  EXPECT_EQ(place.column, 2);
  // A reader counts tables, not the paragraphs before them.
  EXPECT_EQ(
      base::to_text({.paragraph = place.paragraph, .table = place.table, .row = place.row, .column = place.column}),
      "表1 第2行第2列");
  EXPECT_EQ(base::to_text({.table = 1, .row = 2, .column = 2}, true), "table 1 row 2 column 2");
}

TEST(DocxTable, a_table_of_one_cell_is_a_frame_around_text) {
  const auto document = read({"<w:tbl><w:tr>" + tc(p(r("甲")) + p(r("乙"))) + "</w:tr></w:tbl>"});
  EXPECT_EQ(document.text, U"甲\n乙");
  EXPECT_TRUE(std::holds_alternative<Paragraph>(document.blocks[0]));
}

TEST(DocxTable, a_table_inside_a_cell_is_read_into_the_cell) {
  EXPECT_EQ(
      text_of({"<w:tbl><w:tr>" + tc(p(r("甲"))) +
               tc("<w:tbl><w:tr>" + tc(p(r("1"))) + tc(p(r("2"))) + "</w:tr></w:tbl>" + p("")) + "</w:tr></w:tbl>"}),
      "甲\t1 2");
}

TEST(DocxTable, absurd_spans_and_merges_without_a_start_do_no_harm) {
  const auto document = read({"<w:tbl><w:tr>" + tc(p(r("甲")), "<w:gridSpan w:val=\"2000000000\"/>") +
                              tc(p(r("乙")), "<w:vMerge/>") + "</w:tr></w:tbl>"});
  EXPECT_EQ(document.text, U"甲\t乙");
  EXPECT_LE(std::get<Table>(document.blocks[0]).columns, 1001);
}

}  // namespace
}  // namespace office
