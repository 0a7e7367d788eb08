// Files made to harm: each is refused by name, quickly and within little memory.
#include <algorithm>

#include <gtest/gtest.h>

#include "office/spreadsheet_test_help.hpp"

namespace office {
namespace {

using namespace test;

std::string replaced(std::string bytes, const std::string& from, const std::string& to) {
  for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size()))
    bytes.replace(at, from.size(), to);
  return bytes;
}

base::Fault fault_of(const std::string& bytes, const std::string& name = "表.xlsx") {
  const auto document = read_document(bytes, name);
  EXPECT_FALSE(document);
  return document ? base::Fault{} : document.error();
}

const std::string plain =
    xlsx_of({.sheets = {{.xml = rows("<row><c><v>1</v></c></row>")}}, .more = {{"aaaa.xml", "x"}, {"bbbb.xml", "y"}}});

TEST(HostileZip, entries_of_one_name) {
  ASSERT_TRUE(read_document(plain, "表.xlsx"));
  const auto fault = fault_of(replaced(plain, "bbbb.xml", "aaaa.xml"));
  EXPECT_EQ(fault.code, "document.damaged");
  EXPECT_NE(fault.what.find("aaaa.xml"), std::string::npos);
}

TEST(HostileZip, names_that_step_out_of_the_folder) {
  for (const char* name : {"../b.xml", "/etc/b.x", "a/../../", "..\\b.xml", "c:/b.xml"})
    EXPECT_EQ(fault_of(replaced(plain, "bbbb.xml", std::string(name).substr(0, 8))).code, "document.damaged") << name;
}

TEST(HostileZip, entries_that_share_bytes) {
  // The central header of the second of two neighbours points at the first (APPNOTE 4.3.12: the offset is at 42).
  auto bytes = plain;
  const auto header = bytes.rfind("PK\x01\x02");
  ASSERT_NE(header, std::string::npos);
  const auto before = bytes.rfind("PK\x01\x02", header - 1);
  bytes.replace(header + 42, 4, bytes.substr(before + 42, 4));
  EXPECT_EQ(fault_of(bytes).code, "document.damaged");
}

TEST(HostileZip, an_entry_under_another_name_than_the_list_says) {
  auto bytes = plain;
  bytes.replace(bytes.rfind("bbbb.xml"), 8, "cccc.xml");  // the list stands behind the entries
  const auto fault = fault_of(bytes);
  EXPECT_EQ(fault.code, "document.damaged");
  EXPECT_NE(fault.what.find("名称不同"), std::string::npos);
}

TEST(Hostile, macros_are_told_by_the_part_alone) {
  for (const bool workbook : {true, false}) {
    const std::string name = workbook ? "表.xlsm" : "文.docm";
    const std::string bytes =
        workbook
            ? xlsx_of({.sheets = {{.xml = rows("<row><c><v>1</v></c></row>")}}, .more = {{"xl/vbaProject.bin", "x"}}})
            : write_zip({{"[Content_Types].xml", "<Types/>"},
                         {"word/document.xml", "<document><body><p><r><t>x</t></r></p></body></document>"},
                         {"word/vbaProject.bin", "x"}});
    const auto document = read_document(bytes, name);
    ASSERT_TRUE(document) << base::to_text(document.error());
    EXPECT_TRUE(std::any_of(document->notices.begin(), document->notices.end(), [](const auto& n) {
      return n.why == "文件带有宏，没有运行";
    })) << name;
  }
}

TEST(HostileZip, encrypted_entries_are_said_to_be_encrypted) {
  auto bytes = plain;
  for (auto at = bytes.find("PK\x01\x02"); at != std::string::npos; at = bytes.find("PK\x01\x02", at + 4))
    bytes[at + 8] = static_cast<char>(bytes[at + 8] | 1);
  EXPECT_EQ(fault_of(bytes).code, "document.encrypted");
}

TEST(HostileZip, a_stated_size_that_lies_is_found) {
  auto bytes = plain;
  const auto header = bytes.find("PK\x01\x02");
  bytes[header + 24] = static_cast<char>(bytes[header + 24] + 1);
  for (auto at = bytes.find("PK\x01\x02"); at != std::string::npos; at = bytes.find("PK\x01\x02", at + 4))
    bytes[at + 26] = '\x40';  // 4 MB more
  EXPECT_EQ(fault_of(bytes).code, "document.damaged");
}

TEST(Hostile, encrypted_open_document_is_said_to_be_encrypted) {
  EXPECT_EQ(fault_of(write_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                {"META-INF/manifest.xml",
                                 "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"},
                                {"content.xml", "x"}}),
                     "表.ods")
                .code,
            "document.encrypted");
}

TEST(Hostile, repeated_cells_of_an_open_document_sheet_are_bounded) {
  const auto ods = [](const std::string& inside) {
    return write_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                      {"content.xml", "<office:document-content><table:table table:name=\"a\">" + inside +
                                          "</table:table></office:document-content>"}});
  };
  const std::string row = "<table:table-row table:number-rows-repeated=\"1048576\">", end = "</table:table-row>";
  const std::string many = "<table:table-cell table:number-columns-repeated=\"16384\"";
  EXPECT_EQ(fault_of(ods(row + many + "><text:p>1</text:p></table:table-cell>" + end), "a.ods").code,
            "document.too_large");
  EXPECT_EQ(fault_of(ods(row + many + "/>" + end + row + many + " table:formula=\"of:=1\"/>" + end + row + many +
                         " table:number-columns-spanned=\"9\"/>" + end + row + many +
                         "><text:p> </text:p></table:table-cell>" + end),
                     "a.ods")
                .code,
            "document.empty");
}

TEST(Hostile, texts_and_tables_in_text_are_bounded) {
  EXPECT_EQ(fault_of(std::string(41u << 20, 'a'), "a.txt").code, "document.too_large");
  EXPECT_EQ(fault_of(std::string(1'100'000, '\n') + "x", "a.txt").code, "document.too_large");
  EXPECT_EQ(fault_of(std::string(17u << 20, ','), "a.csv").code, "document.too_large");
  EXPECT_EQ(fault_of(std::string(20'000, ',') + "x", "a.csv").code, "document.too_large");
}

}  // namespace
}  // namespace office
