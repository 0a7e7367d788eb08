#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "quantity/quantity.hpp"

namespace {

struct Read {
  std::string value;
  std::string eaten;
};

// What was read and the words it was read from; value "-" when nothing was.
Read read(std::string_view text) {
  const std::u32string decoded = base::u32(text);
  const auto number = quantity::read_number(decoded);
  if (!number) return {"-", ""};
  return {number->value.to_string(), base::to_utf8(std::u32string_view(decoded).substr(0, number->length))};
}

struct Case {
  std::string_view text;
  std::string_view value;
  std::string_view eaten;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const auto& c : cases) {
    const Read got = read(c.text);
    EXPECT_EQ(got.value, c.value) << c.text;
    EXPECT_EQ(got.eaten, c.eaten) << c.text;
  }
}

TEST(ReadNumber, ArabicDigitsKeepTheirDecimals) {
  expect_all({{"53.70亿元", "53.70", "53.70"},
              {"5", "5", "5"},
              {"-0.6%", "-0.6", "-0.6"},
              {"−3.21%", "-3.21", "−3.21"},
              {"007号", "7", "007"},
              {"3.", "3", "3"},
              {"2.5.1版", "2.5", "2.5"},
              {"4.5%—5%", "4.5", "4.5"}});
}

TEST(ReadNumber, FullWidthDigitsAndThousandsCommas) {
  expect_all({{"５３．７０亿元", "53.70", "５３．７０"},
              {"－１２％", "-12", "－１２"},
              {"1,234,567.8元", "1234567.8", "1,234,567.8"},
              {"１，２３４人", "1234", "１，２３４"},
              {"12,34", "12", "12"},
              {"1,2345", "1", "1"},
              {"2022,300家", "2022", "2022"},
              {"5，6月", "5", "5"}});
}

TEST(ReadNumber, FractionsOfWholeNumbers) {
  const auto quarter = quantity::read_number(U"1/4以上");
  ASSERT_TRUE(quarter);
  EXPECT_TRUE(quarter->fraction);
  EXPECT_EQ(quarter->value.to_string(), "0.25");
  EXPECT_EQ(quarter->length, 3);
  expect_all({{"3／5", "0.6", "3／5"},
              {"2023/09/01", "2023", "2023"},
              {"2023/9", "2023", "2023"},
              {"1/0", "1", "1"},
              {"9/10/2023", "9", "9"},
              {"1/2.5", "1", "1"}});
  EXPECT_EQ(read("1/3").value, "0.3333333333333333333333333333333333");
}

TEST(ReadNumber, ChineseNumerals) {
  expect_all({{"三百二十个", "320", "三百二十"},
              {"十件", "10", "十"},
              {"十五项", "15", "十五"},
              {"二十一", "21", "二十一"},
              {"一百一十", "110", "一百一十"},
              {"二百十家", "210", "二百十"},
              {"两千零五", "2005", "两千零五"},
              {"三千零二十", "3020", "三千零二十"},
              {"九千九百九十九", "9999", "九千九百九十九"},
              {"两万零五人", "20005", "两万零五"},
              {"三万五千户", "35000", "三万五千"},
              {"一万零三百", "10300", "一万零三百"},
              {"一亿零三万零五", "100030005", "一亿零三万零五"},
              {"一百五十六点三公里", "156.3", "一百五十六点三"},
              {"零点五个百分点", "0.5", "零点五"},
              {"三点五〇", "3.50", "三点五〇"}});
}

TEST(ReadNumber, DigitByDigit) {
  expect_all({{"二〇二三年", "2023", "二〇二三"},
              {"二○二三年", "2023", "二○二三"},
              {"一九九八年", "1998", "一九九八"},
              {"二零二三年", "2023", "二零二三"},
              {"三〇", "30", "三〇"}});
}

TEST(ReadNumber, AbbreviationsCountTenthsOfTheLastMagnitude) {
  expect_all({{"两万五", "25000", "两万五"},
              {"三百五。", "350", "三百五"},
              {"一千二余", "1200", "一千二"},
              {"五万三农干部", "5", "五"},
              {"三万一线职工", "3", "三"}});
}

TEST(ReadNumber, TrailingMagnitudesBelongToTheUnit) {
  expect_all({{"三百二十万", "320", "三百二十"},
              {"3650.18亿元", "3650.18", "3650.18"},
              {"两亿元", "2", "两"},
              {"三万亿元", "3", "三"},
              {"三点五万亿元", "3.5", "三点五"},
              {"一亿二千万元", "12000", "一亿二千"},
              {"一万二千亿", "12000", "一万二千"},
              {"十万", "10", "十"},
              {"百亿美元", "100", "百"},
              {"千亿元", "1000", "千"},
              {"百万人次", "100", "百"},
              {"千万人次", "1000", "千"},
              {"万亿元", "10000", "万"},
              {"5千万元", "5000", "5千"},
              {"3百亿", "300", "3百"},
              {"5千元", "5", "5"}});
}

TEST(ReadNumber, PercentInWords) {
  const auto percent = quantity::read_number(U"百分之五点六，");
  ASSERT_TRUE(percent);
  EXPECT_TRUE(percent->percent);
  EXPECT_TRUE(percent->chinese);
  EXPECT_FALSE(percent->fraction);
  expect_all({{"百分之五点六", "5.6", "百分之五点六"},
              {"百分之八十五以上", "85", "百分之八十五"},
              {"百分之百", "100", "百分之百"},
              {"百分之一百二十", "120", "百分之一百二十"},
              {"百分之5.5", "5.5", "百分之5.5"},
              {"百分之零点五", "0.5", "百分之零点五"},
              {"千分之五", "0.005", "千分之五"},
              {"三分之二", "0.6666666666666666666666666666666667", "三分之二"},
              {"十分之一", "0.1", "十分之一"},
              {"二十五分之一", "0.04", "二十五分之一"},
              {"万分之三", "0.0003", "万分之三"}});
  EXPECT_TRUE(quantity::read_number(U"四分之一")->fraction);
}

TEST(ReadNumber, WordsThatAreNoNumbers) {
  for (const auto* text :
       {"",       "百强企业",   "千方百计", "百姓",   "万户",     "亿万",   "万千",   "零售额",     "零距离",
        "十四五", "十五五规划", "三四百",   "十几家", "二十几家", "十数家", "两三家", "一二三产业", "三三两两",
        "百二十", "个",         "亩",       "-",      "点五",     "分之一", ",5"}) {
    EXPECT_EQ(read(text).value, "-") << text;
  }
}

TEST(ReadNumber, BareHundredsOnlyBeforeYuAndDuo) {
  expect_all({{"千余家", "1000", "千"}, {"百多名", "100", "百"}, {"十余项", "10", "十"}, {"三十多", "30", "三十"}});
}

TEST(ReadNumber, PointIsAWordOfItsOwn) { expect_all({{"三点意见", "3", "三"}, {"三点二十分", "3", "三"}}); }

TEST(ReadNumber, MoreDigitsThanExactArithmeticHoldsAreNotRead) {
  EXPECT_EQ(read("12345678901234567890123456789012345").value, "-");
  EXPECT_EQ(read("1234567890123456789012345678901234").value, "1234567890123456789012345678901234");
}

// The standard way of writing a whole number below 10^8 in Chinese numerals, GB/T 15835-2011.
std::string in_chinese(std::int64_t n) {
  static const char* digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const char* magnitudes[] = {"", "十", "百", "千"};
  const auto section = [&](std::int64_t s, bool inner) {
    std::string out;
    bool zero = inner && s < 1000;
    for (int power = 3; power >= 0; --power) {
      std::int64_t divisor = 1;
      for (int k = 0; k < power; ++k) divisor *= 10;
      const auto digit = s / divisor % 10;
      if (digit == 0) {
        zero = zero || !out.empty();
      } else {
        if (zero) out += digits[0];
        out += std::string(digits[digit]) + magnitudes[power];
        zero = false;
      }
    }
    return out;
  };
  if (n >= 10'000) return section(n / 10'000, false) + "万" + (n % 10'000 != 0 ? section(n % 10'000, true) : "");
  return section(n, false);
}

RC_GTEST_PROP(ReadNumberProperty, ChineseNumeralsReadBack, ()) {
  const auto n = *rc::gen::inRange<std::int64_t>(1, 100'000'000);
  const std::u32string text = base::u32(in_chinese(n));
  const auto number = quantity::read_number(text);
  RC_ASSERT(number.has_value());
  if (n % 10'000 == 0) {
    RC_ASSERT(number->value == base::Decimal(n / 10'000));
    RC_ASSERT(base::to_utf8(text.substr(static_cast<std::size_t>(number->length))) == "万");
  } else {
    RC_ASSERT(number->value == base::Decimal(n));
    RC_ASSERT(static_cast<std::size_t>(number->length) == text.size());
  }
}

RC_GTEST_PROP(ReadNumberProperty, ArabicDigitsReadBackWithTheirDecimals, ()) {
  const auto n = *rc::gen::arbitrary<std::int64_t>();
  const int decimals = *rc::gen::inRange(0, 12);
  const std::string written = base::Decimal::scaled(n, -decimals).to_string();
  const auto number = quantity::read_number(base::u32(written + "亿元"));
  RC_ASSERT(number.has_value());
  RC_ASSERT(number->value.to_string() == written);
  RC_ASSERT(static_cast<std::size_t>(number->length) == written.size());
}

RC_GTEST_PROP(ReadNumberProperty, NeverEatsMoreThanThereIs, ()) {
  static const std::u32string alphabet = U"〇零一二两三九十百千万亿点分之余几数0123９，,.．/-−－ 个%";
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, alphabet.size()));
  std::u32string text;
  for (const auto p : picks) text.push_back(alphabet[p]);
  const auto number = quantity::read_number(text);
  if (number) RC_ASSERT(number->length > 0 && static_cast<std::size_t>(number->length) <= text.size());
}

}  // namespace
