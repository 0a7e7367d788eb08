#include "facts/fact.hpp"

#include <gtest/gtest.h>

namespace {

using namespace facts;

Fact fact(const char* value, const char* unit, const char* growth, const char* published) {
  Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = f.indicator_as_printed = "一般公共预算收入";
  f.period = *calendar::parse_period("2022");
  if (*value != '\0') f.value = *Decimal::parse(value);
  f.unit = unit;
  if (*growth != '\0') f.growth_pct = *Decimal::parse(growth);
  f.published = *calendar::parse_published(published);
  f.source.text = "岚湖区2022年财政预算执行情况";
  return f;
}

TEST(Key, SaysWhatTheFactIsAbout) {
  Fact f = fact("12.70", "亿元", "-0.6", "2023-03");
  EXPECT_EQ(key(f), "990101|一般公共预算收入|2022|cumulative||");
  f.growth_basis = "剔除留抵退税";
  EXPECT_EQ(key(f), "990101|一般公共预算收入|2022|cumulative||剔除留抵退税");
  f.area_code.clear();
  EXPECT_EQ(key(f), "岚湖区|一般公共预算收入|2022|cumulative||剔除留抵退税");
}

TEST(Key, StatusValueAndDateAreNoPartOfIt) {
  Fact estimate = fact("12.6", "亿元", "", "2023-01");
  estimate.status = Status::estimate;
  EXPECT_EQ(key(estimate), key(fact("12.70", "亿元", "-0.6", "2023-03")));
}

TEST(Key, BarsInsideMembersDoNotRunTogether) {
  Fact a = fact("1", "亿元", "", "2023"), b = a;
  a.scope = "甲|乙";
  b.scope = "甲";
  b.growth_basis = "乙";
  EXPECT_NE(key(a), key(b));
}

TEST(Id, GoesByPrint) {
  const Fact f = fact("53.70", "亿元", "", "2023-03");
  EXPECT_EQ(id(f).size(), 64u);
  EXPECT_EQ(id(f), id(fact("53.70", "亿元", "", "2023-03")));
  EXPECT_NE(id(f), id(fact("53.7", "亿元", "", "2023-03")));
  EXPECT_NE(id(f), id(fact("537000", "万元", "", "2023-03")));
  EXPECT_NE(id(f), id(fact("53.70", "亿元", "", "2023-03-31")));
}

TEST(Id, DoesNotDependOnWhereItWasRead) {
  Fact f = fact("53.70", "亿元", "", "2023-03"), elsewhere = f;
  elsewhere.source.place = {.file = "另一个文件.csv", .line = 99};
  elsewhere.indicator = "改过的通行名称";
  EXPECT_EQ(id(f), id(elsewhere));
  Fact inferred = f;
  inferred.year_inferred = true;
  EXPECT_NE(id(f), id(inferred));
}

TEST(Said, ComparesMeaningWithPrintedDecimals) {
  const Fact f = fact("58.5925", "亿元", "1.3", "2021-09-30");
  EXPECT_EQ(said(f), said(fact("585925", "万元", "1.3", "2021-10")));
  EXPECT_NE(said(f), said(fact("58.59", "亿元", "1.3", "2021-09-30")));
  EXPECT_NE(said(f), said(fact("58.5925", "亿元", "1.30", "2021-09-30")));
  EXPECT_NE(said(f), said(fact("", "", "1.3", "2021-09-30")));
  EXPECT_NE(said(f), said(fact("58.5925", "亿美元", "1.3", "2021-09-30")));
  Fact elsewhere = f;
  elsewhere.source.text = "另一处";
  elsewhere.note = "决算";
  EXPECT_EQ(said(f), said(elsewhere));
}

TEST(Contradictions, SameDayDifferentFigures) {
  const auto found =
      contradictions({fact("12.70", "亿元", "-0.6", "2023-03-01"), fact("12.71", "亿元", "-0.6", "2023-03-01")});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first, 0u);
  EXPECT_EQ(found[0].second, 1u);
  EXPECT_NE(found[0].what.find("12.70亿元"), std::string::npos);
  EXPECT_EQ(contradictions({fact("", "", "3.1", "2023-03-01"), fact("", "", "3.2", "2023-03-01")}).size(), 1u);
}

TEST(Contradictions, EachFactIsNamedOnceHoweverManyItContradicts) {
  const auto found = contradictions({fact("12.70", "亿元", "", "2023-03-01"), fact("12.71", "亿元", "", "2023-03-01"),
                                     fact("12.90", "亿元", "", "2023-03-01"), fact("12.7", "亿元", "", "2023-03-01")});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].second, 1u);
  EXPECT_EQ(found[1].first, 0u);
  EXPECT_EQ(found[1].second, 2u);
  EXPECT_EQ(found[2].first, 2u);
}

TEST(Contradictions, OneFigureRoundedOrInAnotherUnitIsNone) {
  // 越秀区 2021 一般公共预算收入, published on 2022-01-25 as 54.05 亿元 and as 540459 万元.
  EXPECT_TRUE(contradictions({fact("54.05", "亿元", "4.8", "2022-01-25"), fact("540459", "万元", "4.8", "2022-01-25")})
                  .empty());
  EXPECT_EQ(contradictions({fact("54.05", "亿元", "", "2022-01-25"), fact("541459", "万元", "", "2022-01-25")}).size(),
            1u);
}

TEST(Contradictions, AnotherDayAnotherBasisOrAnEstimateIsNone) {
  EXPECT_TRUE(
      contradictions({fact("12.70", "亿元", "", "2023-03-01"), fact("12.9", "亿元", "", "2023-10-01")}).empty());
  Fact comparable = fact("", "", "2.7", "2023-03-01");
  comparable.growth_basis = "剔除留抵退税";
  EXPECT_TRUE(contradictions({fact("", "", "-0.6", "2023-03-01"), comparable}).empty());
  Fact estimate = fact("13", "亿元", "", "2023-03-01");
  estimate.status = Status::estimate;
  EXPECT_TRUE(contradictions({fact("12.70", "亿元", "", "2023-03-01"), estimate}).empty());
  Fact loose = fact("12", "亿元", "", "2023-03-01");
  loose.note = "超12亿元";
  EXPECT_TRUE(contradictions({fact("12.70", "亿元", "", "2023-03-01"), loose}).empty());
}

TEST(Contradictions, ADerivedFigureHasTwiceTheRounding) {
  Fact derived = fact("", "", "3.2", "2023-03-01");
  derived.status = Status::derived;
  EXPECT_TRUE(contradictions({fact("", "", "3.1", "2023-03-01"), derived}).empty());
  EXPECT_EQ(contradictions({fact("", "", "2.9", "2023-03-01"), derived}).size(), 1u);
}

TEST(Shown, TheAddressOfAStoredCopyIsNever) {
  Source source{.text = "stored copy post_1.html", .kind = SourceKind::mirror, .place = {}};
  EXPECT_EQ(shown(source).find("post_1"), std::string::npos);
  EXPECT_FALSE(shown(source).empty());
  source.kind = SourceKind::official;
  EXPECT_EQ(shown(source), source.text);
}

TEST(Basis, OneSpellingIsKept) {
  EXPECT_EQ(canonical_basis("同比"), "");
  EXPECT_EQ(canonical_basis(" 可比 "), "可比口径");
  EXPECT_EQ(canonical_basis("扣除留抵退税因素"), "剔除留抵退税");
  EXPECT_EQ(canonical_basis("剔除减税降费因素"), "剔除减税降费因素");
}

}  // namespace
