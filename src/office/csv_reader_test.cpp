#include "office/csv_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "office/spreadsheet_test_help.hpp"

namespace office {
namespace {

using namespace test;

TEST(Csv, commas_semicolons_and_tabs_are_told_apart) {
  for (const char* bytes : {"指标,数值\n甲,\"1,234.5\"\n", "指标;数值\n甲;1,234.5\n", "指标\t数值\r\n甲\t1,234.5",
                            "sep=;\n指标;数值\n甲;1,234.5"}) {
    const auto document = read_good(bytes, "表.csv");
    ASSERT_EQ(tables_of(document).size(), 1u) << bytes;
    EXPECT_EQ(tables_of(document)[0].columns, 2) << bytes;
    EXPECT_NE(base::to_utf8(document.text).find("甲\t1,234.5"), std::string::npos) << bytes;
  }
}

TEST(Csv, with_mark_and_in_GB18030) {
  EXPECT_EQ(text_at(read_good("\xEF\xBB\xBF甲,乙\n", "表.csv"), "A1"), "甲");
  EXPECT_EQ(text_at(read_good("\xD6\xB8\xB1\xEA,\xCA\xFD\xD6\xB5\n", "表.csv"), "B1"), "数值");
}

TEST(Csv, quoted_fields_hold_delimiters_quotes_and_line_ends) {
  const auto document = read_good("a,\"b\"\"c\nd\",\n\n,x\n", "表.csv");
  EXPECT_EQ(text_at(document, "B1"), "b\"c\nd");
  EXPECT_EQ(text_at(document, "B3"), "x");
  EXPECT_EQ(document::Place(cell_at(document, "B3").place).row, 3);
}

TEST(Csv, broken_quotes_are_named_with_their_line) {
  for (const char* bytes : {"a,b\n\"c,d\n", "a,b\n\"c\"x,d\n"}) {
    const auto document = read_document(bytes, "表.csv");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, "document.damaged");
    EXPECT_EQ(document.error().where.line >= 2, true);
  }
  EXPECT_EQ(read_document(",,\n,", "表.csv").error().code, "document.empty");
}

RC_GTEST_PROP(Csv, what_was_quoted_comes_back, ()) {
  const auto field = *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', ';', '1'));
  RC_PRE(field.find_first_not_of('\n') != std::string::npos);
  std::string quoted = "\"";
  for (char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  const auto document = read_csv(base::u32("x,y\nx," + quoted + "\"\nx,y\n"), "a.csv");
  RC_ASSERT(document.has_value());
  RC_ASSERT(text_at(*document, "B2") == field);
}

}  // namespace
}  // namespace office
