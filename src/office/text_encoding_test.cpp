#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/ucnv.h>

#include "office/office.hpp"

namespace office {
namespace {

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const int n = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int>(out.size()), utf8.data(),
                             static_cast<int>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(n));
  return out;
}

const std::string sample =
    "全年地区生产总值增长5%左右，一般公共预算收入增长3.2%，城镇新增就业1.2万人。\n二、主要任务\n";

base::Fault refused(std::string_view bytes) {
  auto text = decode_text(bytes, "件.txt");
  EXPECT_FALSE(text) << base::to_utf8(text.value_or(U""));
  if (text) return {};
  EXPECT_EQ(text.error().code, "text.encoding");
  EXPECT_EQ(text.error().where.file, "件.txt");
  EXPECT_FALSE(text.error().remedy.empty());
  return text.error();
}

TEST(Encoding, utf8_and_gb18030_give_the_same_text) {
  EXPECT_EQ(decode_text(sample, "").value(), base::u32(sample));
  EXPECT_EQ(decode_text(encoded(sample, "gb18030"), "").value(), base::u32(sample));
  EXPECT_EQ(
      decode_text(encoded("珺堃镕喆㑇𠀀先生主持会议，研究全区重点项目建设安排和年度投资计划", "gb18030"), "").value(),
      U"珺堃镕喆㑇𠀀先生主持会议，研究全区重点项目建设安排和年度投资计划");
}

TEST(Encoding, marks_stay_in_the_text_so_that_offsets_are_those_of_the_file) {
  EXPECT_EQ(decode_text("\xEF\xBB\xBF甲", "").value(), U"\uFEFF甲");
  EXPECT_EQ(decode_text(std::string_view("\xFF\xFE\x32\x75", 4), "").value(), U"\uFEFF甲");
  EXPECT_EQ(decode_text(std::string_view("\xFE\xFF\x75\x32", 4), "").value(), U"\uFEFF甲");
}

TEST(Encoding, plain_ascii_is_text) { EXPECT_EQ(decode_text("GDP 4.5%\n", "").value(), U"GDP 4.5%\n"); }

TEST(WrongEncoding, a_broken_byte_in_utf8_is_shown_with_line_and_column) {
  std::string bytes = sample;
  bytes[bytes.find("主要")] = '\x41';
  const auto fault = refused(bytes);
  EXPECT_EQ(fault.where.line, 2);
  EXPECT_EQ(fault.where.column, 4);
}

TEST(WrongEncoding, text_of_other_countries_is_refused_rather_than_shown_as_garbage) {
  const std::string traditional =
      "全年地區生產總值增長百分之五左右，城鎮新增就業一萬二千人，居民收入與經濟增長同步，各項工作順利開展。";
  refused(encoded(traditional, "Big5"));
  refused(encoded("année déjà été créée où le marché évolue, côté élevé, forêt, hôtel, façade", "ISO-8859-1"));
  refused(encoded("日本の統計データについて、人口の推移をまとめた資料です。", "Shift_JIS"));
}

TEST(WrongEncoding, utf16_without_a_mark_or_cut_short_is_refused) {
  refused(encoded("甲 a 乙 b", "UTF-16LE"));
  refused(std::string_view("\xFF\xFE\x32", 3));
  refused(std::string_view("\xFF\xFE\x00\xD8\x41\x00", 6));
}

TEST(WrongEncoding, a_cut_gb18030_character_is_refused_at_its_place) {
  auto bytes = encoded(sample, "gb18030");
  bytes.resize(bytes.size() - 2);
  const auto fault = refused(bytes);
  EXPECT_EQ(fault.where.line, 2);
}

TEST(WrongEncoding, binary_is_refused) {
  refused(std::string("text\0text", 9));
  refused("\x01\x02\x03\x04\x05");
  std::string noise;
  unsigned state = 7;
  for (int i = 0; i < 4000; ++i) noise += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  refused(noise);
}

TEST(Encoding, a_single_stray_control_character_does_not_make_a_text_unreadable) {
  EXPECT_TRUE(decode_text(sample + "\x0B\x07" + sample, ""));
}

RC_GTEST_PROP(Encoding, any_bytes_give_text_or_a_fault, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const auto text = decode_text(bytes, "x");
  RC_ASSERT(text.has_value() || text.error().code == "text.encoding");
}

}  // namespace
}  // namespace office
