#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "office/office.hpp"
#include "office/zip.hpp"

namespace office {
namespace {

base::Fault fault_of(const std::string& bytes, const std::string& name) {
  auto document = read_document(bytes, name);
  EXPECT_FALSE(document) << name;
  if (document) return {};
  EXPECT_EQ(document.error().where.file, name);
  EXPECT_FALSE(document.error().what.empty());
  EXPECT_FALSE(document.error().remedy.empty()) << document.error().what;
  return document.error();
}
std::string code_of(const std::string& bytes, const std::string& name) { return fault_of(bytes, name).code; }

std::string docx_with(const std::string& document_xml) {
  return write_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", document_xml}});
}
const std::string start =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

std::string sample_docx() {
  document::Draft draft;
  for (int i = 0; i < 40; ++i)
    draft.blocks.push_back(document::DraftParagraph{document::DraftParagraph::Role::body,
                                                    {{"第" + std::to_string(i) + "项工作按计划推进。"}}});
  return write_docx(draft, {});
}

TEST(ReadDocument, the_content_decides_and_not_the_name) {
  EXPECT_EQ(read_document("甲\n乙", "稿").value().blocks.size(), 2u);
  EXPECT_EQ(read_document(sample_docx(), "稿.wps").value().blocks.size(), 40u);
  EXPECT_EQ(read_document(sample_docx(), "稿.txt").value().blocks.size(), 40u);
}

TEST(ReadDocument, an_empty_file_is_said_to_be_empty) {
  EXPECT_EQ(code_of("", "空.docx"), "document.empty");
  EXPECT_EQ(code_of("", "空.txt"), "document.empty");
  EXPECT_EQ(code_of(" \r\n　\n", "空.txt"), "document.empty");
  EXPECT_EQ(code_of("\xEF\xBB\xBF", "空.txt"), "document.empty");
  EXPECT_EQ(code_of(docx_with(start + "<w:p/></w:body></w:document>"), "空.docx"), "document.empty");
}

TEST(ReadDocument, kinds_we_do_not_read_are_named_with_a_way_out) {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest", 13);
  EXPECT_EQ(code_of(ole, "稿.doc"), "document.unknown_kind");
  EXPECT_NE(fault_of(ole, "稿.wps").what.find(".wps"), std::string::npos);
  EXPECT_EQ(code_of(ole, "表.xls"), "document.damaged");
  EXPECT_NE(
      fault_of(ole + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32), "稿.docx").what.find("密码"),
      std::string::npos);
  EXPECT_EQ(code_of("%PDF-1.7\n", "稿.pdf"), "document.unknown_kind");
  EXPECT_EQ(code_of("{\\rtf1 x}", "稿.doc"), "document.unknown_kind");
  EXPECT_EQ(code_of("\x89PNG\r\n", "图.png"), "document.unknown_kind");
  EXPECT_EQ(code_of("<html><body>甲</body></html>", "稿.doc"), "document.unknown_kind");
  EXPECT_EQ(code_of(write_zip({{"xl/workbook.bin", "x"}}), "表.xlsb"), "document.unknown_kind");
  EXPECT_EQ(code_of(write_zip({{"a.txt", "甲"}}), "包.zip"), "document.unknown_kind");
}

TEST(ReadDocument, a_text_that_calls_itself_docx_is_damaged) {
  EXPECT_EQ(code_of("甲乙丙", "稿.docx"), "document.damaged");
}

TEST(DamagedDocx, cut_anywhere_gives_a_fault) {
  const auto whole = sample_docx();
  for (std::size_t size = 1; size < whole.size(); size += whole.size() / 97 + 1) {
    const auto document = read_document(whole.substr(0, size), "稿.docx");
    EXPECT_FALSE(document) << size;
  }
}

TEST(DamagedDocx, a_flipped_byte_never_breaks_the_program) {
  const auto whole = sample_docx();
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    auto bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x55);
    const auto document = read_document(bytes, "稿.docx");
    if (!document) {
      EXPECT_FALSE(document.error().code.empty());
    }
  }
}

TEST(DamagedDocx, broken_xml_names_the_file_and_a_remedy) {
  const auto fault = fault_of(docx_with(start + "<w:p>"), "稿.docx");
  EXPECT_EQ(fault.code, "document.damaged");
  EXPECT_EQ(code_of(write_zip({{"[Content_Types].xml", "<Types/>"}}), "稿.docx"), "document.damaged");
}

TEST(HostileDocx, entities_depth_and_inflation_are_bounded) {
  EXPECT_EQ(code_of(docx_with("<!DOCTYPE a [<!ENTITY b \"c\">]>" + start + "</w:body></w:document>"), "稿.docx"),
            "document.damaged");
  std::string deep = start;
  for (int i = 0; i < 50'000; ++i) deep += "<w:tbl><w:tr><w:tc>";
  EXPECT_EQ(code_of(docx_with(deep), "稿.docx"), "document.damaged");
  for (int i = 0; i < 50'000; ++i) deep += "</w:tc></w:tr></w:tbl>";
  EXPECT_EQ(code_of(docx_with(deep + "</w:body></w:document>"), "稿.docx"), "document.too_large");
  EXPECT_EQ(code_of(docx_with(start + std::string(100u << 20, ' ') + "</w:body></w:document>"), "稿.docx"),
            "document.too_large");
}

TEST(Zip, same_entries_same_bytes_and_back) {
  const std::vector<ZipEntry> entries = {{"甲.xml", std::string(10'000, 'x')}, {"b", ""}};
  const auto bytes = write_zip(entries);
  EXPECT_EQ(bytes, write_zip(entries));
  EXPECT_LT(bytes.size(), 1000u);
  auto zip = ZipReader::open(bytes, "z");
  ASSERT_TRUE(zip);
  EXPECT_EQ(zip->read("甲.xml").value(), entries[0].bytes);
  EXPECT_EQ(zip->read("b").value(), "");
  EXPECT_EQ(zip->read("c").error().code, "document.damaged");
}

TEST(Zip, stops_at_its_limits_whatever_the_archive_states) {
  const auto bytes = write_zip({{"a", std::string(5000, 'x')}, {"b", std::string(5000, 'x')}});
  auto small = ZipReader::open(bytes, "z", {.max_entry_bytes = 4999});
  EXPECT_EQ(small->read("a").error().code, "document.too_large");
  auto total = ZipReader::open(bytes, "z", {.max_total_bytes = 9000});
  EXPECT_TRUE(total->read("a"));
  EXPECT_EQ(total->read("b").error().code, "document.too_large");
  EXPECT_FALSE(ZipReader::open(bytes, "z", {.max_entries = 1}));
}

TEST(ReadDocument, a_table_drawn_with_white_space_is_said_to_be_left_out) {
  const std::string rows =
      "指标\t单位\t2024年\n地区生产总值\t亿元\t452.3\n进出口总额\t亿元\t61.2\n粮食产量\t万吨\t12.1\n";
  const auto document = read_document("正文。\n" + rows + "二、下一章的第一句。\n", "报告.txt");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->notices.size(), 1u);
  EXPECT_TRUE(document->notices[0].lost);
  EXPECT_NE(document->notices[0].why.find("没有格线的表（4行）"), std::string::npos) << document->notices[0].why;
  EXPECT_EQ(document->notices[0].place.line, 2);
  EXPECT_TRUE(read_document("正文。\n地区生产总值增长5%。\n", "报告.txt")->notices.empty());
}

RC_GTEST_PROP(ReadDocument, any_bytes_under_any_name_give_a_document_or_a_fault, ()) {
  const auto name = *rc::gen::element<std::string>("a.txt", "a.docx", "a.doc", "a", "a.csv");
  auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  if (*rc::gen::arbitrary<bool>()) bytes = "PK\x03\x04" + bytes;
  const auto document = read_document(bytes, name);
  RC_ASSERT(document.has_value() || !document.error().remedy.empty());
}

}  // namespace
}  // namespace office
