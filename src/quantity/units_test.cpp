#include <gtest/gtest.h>

#include "quantity/quantity.hpp"

namespace {

using base::Decimal;
using quantity::parse_unit;

void expect_unit(std::string_view unit, const char* scale, std::string_view base) {
  const auto parsed = parse_unit(unit);
  EXPECT_EQ(parsed.scale, *Decimal::parse(scale)) << unit;
  EXPECT_EQ(parsed.base, base) << unit;
}

TEST(Unit, MagnitudesAreMultipliedOut) {
  expect_unit("元", "1", "元");
  expect_unit("万元", "10000", "元");
  expect_unit("亿元", "100000000", "元");
  expect_unit("万亿元", "1000000000000", "元");
  expect_unit("千万元", "10000000", "元");
  expect_unit("百万人次", "1000000", "人次");
  expect_unit("十亿元", "1000000000", "元");
  expect_unit("亿美元", "100000000", "美元");
  expect_unit("万亩", "10000", "亩");
  expect_unit("万", "10000", "");
}

TEST(Unit, ThousandAndHundredInsideWordsAreNoMagnitudes) {
  expect_unit("千瓦时", "1", "千瓦时");
  expect_unit("亿千瓦时", "100000000", "千瓦时");
  expect_unit("千克", "1", "千克");
  expect_unit("万千瓦", "10000", "千瓦");
  expect_unit("千伏", "1", "千伏");
  expect_unit("千元", "1000", "元");
}

TEST(Unit, SharesAndPoints) {
  expect_unit("%", "0.01", "ratio");
  expect_unit("％", "0.01", "ratio");
  expect_unit("‰", "0.001", "ratio");
  expect_unit("成", "0.1", "ratio");
  expect_unit("个百分点", "0.01", "pp");
  expect_unit("百分点", "0.01", "pp");
  expect_unit("倍", "1", "倍");
}

TEST(Unit, OneUnitWrittenInManyWays) {
  for (const auto* written : {"平方米", "㎡", "m²", "m2", "平 方 米", "ｍ２"})
    EXPECT_EQ(parse_unit(written).base, "平方米") << written;
  for (const auto* written : {"微克/立方米", "微克／立方米", "微克每立方米", "μg/m3", "µg/m³"}) {
    EXPECT_EQ(parse_unit(written).base, "微克/立方米") << written;
  }
  for (const auto* written : {"元/人·月", "元／人・月", "元/人/月", "元每人每月"})
    EXPECT_EQ(parse_unit(written).base, "元/人·月") << written;
  for (const auto* written : {"亿元人民币", "人民币亿元", "亿元(人民币)", "亿 元（人民币）"})
    expect_unit(written, "100000000", "元");
  expect_unit("万标箱", "10000", "标准箱");
  expect_unit("万㎡", "10000", "平方米");
}

TEST(Unit, WhatIsNoKnownUnitIsItsOwnBase) {
  expect_unit("", "1", "");
  expect_unit("  ", "1", "");
  expect_unit("万只", "10000", "只");
  expect_unit("吨标煤/万元", "1", "吨标准煤/万元");
  EXPECT_EQ(parse_unit("\xFF").base, "");
}

TEST(Unit, ComparesOnlyWithinOneDimension) {
  EXPECT_TRUE(quantity::same_dimension("万元", "亿元"));
  EXPECT_FALSE(quantity::same_dimension("亿元", "亿美元"));
  EXPECT_FALSE(quantity::same_dimension("%", "个百分点"));
  EXPECT_FALSE(quantity::same_dimension("亩", "公顷"));
}

TEST(Unit, ConvertsExactly) {
  // 越秀区 2021 决算: 540459 万元, printed elsewhere as 54.05 亿元.
  EXPECT_EQ(quantity::convert(Decimal(540459), "万元", "亿元"), *Decimal::parse("54.0459"));
  EXPECT_EQ(quantity::convert(*Decimal::parse("2.33"), "万亿元", "亿元"), Decimal(23300));
  EXPECT_EQ(quantity::convert(*Decimal::parse("53.70"), "亿元", "亿元")->to_string(), "53.70");
  EXPECT_EQ(quantity::convert(Decimal(9), "成", "%"), Decimal(90));
  EXPECT_FALSE(quantity::convert(Decimal(1), "亿元", "亿美元"));
  EXPECT_EQ(quantity::scaled(*Decimal::parse("53.70"), "亿元").to_string(), "5370000000");
  EXPECT_EQ(quantity::scaled(*Decimal::parse("-0.6"), "%"), *Decimal::parse("-0.006"));
}

TEST(Unit, a_converted_amount_is_written_without_zeros_that_nobody_printed) {
  const auto written = [](const char* value) {
    const Decimal printed = *Decimal::parse(value);
    return quantity::as_written(*quantity::convert(printed, "万元", "亿元"), printed).to_string();
  };
  EXPECT_EQ(written("179000"), "17.9");
  EXPECT_EQ(written("179000.50"), "17.900050");
  EXPECT_EQ(written("53700"), "5.37");
  EXPECT_EQ(quantity::as_written(*quantity::convert(*Decimal::parse("53.70"), "亿元", "亿元"), *Decimal::parse("53.70"))
                .to_string(),
            "53.70");
}

}  // namespace
