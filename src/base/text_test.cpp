#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/csv.hpp"
#include "base/hash.hpp"

namespace base {
namespace {

TEST(Utf8, counts_code_points) {
  EXPECT_EQ(u32("越秀区2023年").size(), 8u);
  EXPECT_EQ(u32("𠮷").size(), 1u);
  EXPECT_EQ(to_utf8(U"计成，𠮷"), "计成，𠮷");
}

// Unicode 15, table 3-7: well-formed byte sequences.
TEST(Utf8, refuses_ill_formed_bytes_and_says_where) {
  for (const char* bytes :
       {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE4\xB8"}) {
    EXPECT_EQ(from_utf8(bytes).error().code, "utf8.invalid");
  }
  const auto result = from_utf8("第一行\n二\xFF");
  EXPECT_EQ(result.error().where.line, 2);
  EXPECT_EQ(result.error().where.column, 2);
}

RC_GTEST_PROP(Utf8, any_bytes_are_decoded_or_refused, (const std::string& bytes)) {
  const auto text = from_utf8(bytes);
  if (text) RC_ASSERT(to_utf8(*text) == bytes);
}

TEST(Csv, reads_quotes_line_ends_and_line_numbers) {
  const auto rows = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n\"1,\"\"x\"\"\",\"两\n行\"\n\nc,\n");
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[1].fields, (std::vector<std::string>{"1,\"x\"", "两\n行"}));
  EXPECT_EQ((*rows)[2].line, 5);
  EXPECT_EQ((*rows)[2].fields, (std::vector<std::string>{"c", ""}));
}

TEST(Csv, an_open_quote_is_a_fault_at_its_line) {
  const auto rows = parse_csv("a\n\"b\nc", "表.csv");
  ASSERT_FALSE(rows.has_value());
  EXPECT_EQ(rows.error().where.line, 2);
  EXPECT_EQ(rows.error().where.file, "表.csv");
}

TEST(Csv, a_row_longer_than_the_header_is_a_fault) {
  EXPECT_EQ(CsvTable::parse("a,b\n1,2,3\n", "x").error().code, "csv.columns");
  EXPECT_EQ(CsvTable::parse("", "x").error().code, "csv.empty");
}

RC_GTEST_PROP(Csv, what_is_written_reads_back, (const std::vector<std::string>& fields)) {
  RC_PRE(!fields.empty() && !(fields.size() == 1 && fields[0].empty()));
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    RC_PRE(fields[i].find('\0') == std::string::npos);
    line += (i ? "," : "") + csv_field(fields[i]);
  }
  RC_PRE(!line.starts_with("\xEF\xBB\xBF"));
  const auto rows = parse_csv(line + "\n");
  RC_ASSERT(rows.has_value());
  RC_ASSERT(rows->size() == 1u);
  RC_ASSERT((*rows)[0].fields == fields);
}

// FIPS 180-4, appendix: the digest of "abc".
TEST(Hash, sha256_of_abc) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Text, is_cut_between_characters_never_inside_one) {
  EXPECT_EQ(shortened("前三季度", 4), "前三季度");
  EXPECT_EQ(shortened("前三季度", 3), "前三季…");
  EXPECT_EQ(shortened("", 0), "");
}

TEST(Text, a_file_name_of_any_bytes_can_be_shown) {
  EXPECT_EQ(readable("月报.csv"), "月报.csv");
  EXPECT_EQ(readable("\xB1\xA8.txt"), "\\xB1\\xA8.txt");
}

}  // namespace
}  // namespace base
