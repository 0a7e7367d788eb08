#include "office/number_format.hpp"

#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace office {
namespace {

std::string shown(const std::string& code, const std::string& value, bool date1904 = false) {
  ShownNumber out;
  NumberFormat(code).show(plain_decimal(std::string_view(value)), date1904, out);
  return out.text;
}
ShownNumber all(const std::string& code, const std::string& value, bool date1904 = false) {
  ShownNumber out;
  NumberFormat(code).show(plain_decimal(std::string_view(value)), date1904, out);
  return out;
}

TEST(PlainDecimal, is_the_shortest_that_reads_back_and_has_no_exponent) {
  EXPECT_EQ(plain_decimal(std::string_view("4003.1880000000001019")), "4003.188");
  EXPECT_EQ(plain_decimal(std::string_view("5.2999999999999999E-2")), "0.053");
  EXPECT_EQ(plain_decimal(std::string_view("1E3")), "1000");
  EXPECT_EQ(plain_decimal(std::string_view("-0.60")), "-0.6");
  EXPECT_EQ(plain_decimal(std::string_view("-0")), "0");
  EXPECT_EQ(plain_decimal(std::string_view("100")), "100");
  EXPECT_EQ(plain_decimal(std::string_view("0.1234567890123456")), "0.1234567890123456");
}

TEST(PlainDecimal, leaves_out_the_noise_of_a_calculation) {
  EXPECT_EQ(plain_decimal(0.1 + 0.2), "0.3");
  EXPECT_EQ(plain_decimal(std::string_view("53.699999999999996")), "53.7");
}

TEST(PlainDecimal, what_is_no_number_is_empty) {
  for (const char* text : {"", "abc", "1,2", "1e", "nan", "inf", "0x10", "1.2.3", "--1", "1e999"})
    EXPECT_EQ(plain_decimal(std::string_view(text)), "") << text;
}

RC_GTEST_PROP(PlainDecimal, reads_back_as_the_same_number_to_15_digits, (double value)) {
  RC_PRE(std::isfinite(value));
  const auto text = plain_decimal(value);
  const double back = std::strtod(text.c_str(), nullptr);
  RC_ASSERT(std::fabs(back - value) <= std::fabs(value) * 1e-14);
}

// Expected texts: what LibreOffice 7.4 and Excel 2016 show for these codes.
TEST(NumberFormat, decimals_thousands_and_percent) {
  EXPECT_EQ(shown("0.00", "53.7"), "53.70");
  EXPECT_EQ(shown("#,##0.00", "1234567.891"), "1,234,567.89");
  EXPECT_EQ(shown("#,##0", "999.5"), "1,000");
  EXPECT_EQ(shown("0.0%", "0.053"), "5.3%");
  EXPECT_EQ(shown("0.00%", "-0.006"), "-0.60%");
  EXPECT_TRUE(all("0.0%", "0.053").percent);
  EXPECT_EQ(all("0.0%", "0.053").stored, "0.053");
  EXPECT_EQ(shown("0", "0.5"), "1");
  EXPECT_EQ(shown("#", "0"), "");
  EXPECT_EQ(shown("0000", "42"), "0042");
  EXPECT_EQ(shown("0.0,", "1234567"), "1234.6");
  EXPECT_EQ(shown("0.00E+00", "123456"), "1.23E+05");
  EXPECT_EQ(shown("0.0##", "1.5"), "1.5");
}

TEST(NumberFormat, sections_literals_and_conditions) {
  EXPECT_EQ(shown("0.00\"亿元\"", "12.3"), "12.30亿元");
  EXPECT_EQ(shown("0.0_ ;[Red]\\-0.0\\ ", "-1.25"), "-1.3 ");
  EXPECT_EQ(shown("0;-0;\"—\"", "0"), "—");
  EXPECT_EQ(shown("[>=100]0;0.0", "99.94"), "99.9");
  EXPECT_EQ(shown("[>=100]0;0.0", "150.2"), "150");
  EXPECT_EQ(shown("[$¥-804]#,##0.00", "1234.5"), "¥1,234.50");
  EXPECT_EQ(shown("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1234.5"), "1,234.50");
  EXPECT_EQ(shown("G/通用格式", "12.5"), "12.5");
  EXPECT_EQ(shown("0\"万;元\"", "3"), "3万;元");
}

TEST(NumberFormat, general_shows_eleven_characters_at_most) {
  EXPECT_EQ(shown("General", "0.3333333333333333"), "0.333333333");
  EXPECT_EQ(shown("General", "12345678901"), "12345678901");
  EXPECT_EQ(shown("General", "123456789012"), "1.23457E+11");
  EXPECT_EQ(shown("General", "0.00001"), "0.00001");
  EXPECT_EQ(shown("General", "1234.56789012345"), "1234.56789");
  EXPECT_EQ(shown("General", "-5.3"), "-5.3");
}

TEST(NumberFormat, dates_in_both_counts_of_days) {
  const auto date = all("yyyy/m/d", "45199");
  EXPECT_EQ(date.text, "2023/9/30");
  EXPECT_EQ(date.stored, "2023-09-30");
  EXPECT_EQ(date.kind, document::CellKind::date);
  EXPECT_EQ(all("yyyy-mm-dd", "43737", true).stored, "2023-09-30");  // 45199 − 1462
  EXPECT_EQ(shown("yyyy\"年\"m\"月\"", "45199"), "2023年9月");
  EXPECT_EQ(shown("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "45199"), "2023年9月30日");
  EXPECT_EQ(shown("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", "45199"), "二〇二三年九月三十日");
  EXPECT_EQ(shown("[$-804]aaaa", "45199"), "星期六");
  EXPECT_EQ(shown("yyyy/m/d h:mm", "45199.5"), "2023/9/30 12:00");
  EXPECT_EQ(shown("h:mm:ss", "0.999999"), "0:00:00");
  EXPECT_EQ(shown("[h]:mm", "1.5"), "36:00");
  EXPECT_EQ(shown("mm:ss", "0.0423611"), "01:00");
  EXPECT_EQ(shown("上午/下午h\"时\"mm\"分\"", "0.75"), "下午6时00分");
  EXPECT_EQ(shown(std::string(NumberFormat::builtin(57)), "45199"), "2023年9月");
}

TEST(NumberFormat, days_that_never_were_are_numbers) {
  for (const char* value : {"-1", "60", "2958466", "1e15", "0"})
    EXPECT_EQ(all("yyyy/m/d", value).kind, document::CellKind::number) << value;
  EXPECT_EQ(all("yyyy/m/d", "59").stored, "1900-02-28");
  EXPECT_EQ(all("yyyy/m/d", "61").stored, "1900-03-01");
  EXPECT_EQ(all("yyyy/m/d", "2958465").stored, "9999-12-31");
}

RC_GTEST_PROP(NumberFormat, any_code_shows_something_or_nothing_and_never_breaks, (std::string code, double value)) {
  RC_PRE(std::isfinite(value));
  ShownNumber out;
  NumberFormat(code).show(plain_decimal(value), false, out);
  RC_ASSERT(out.text.size() < 5000u);
}

}  // namespace
}  // namespace office
