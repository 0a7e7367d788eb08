#include "plan/matching.hpp"

#include <gtest/gtest.h>

#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

TEST(SameArea, OneNameMayCarryTheLargerArea) {
  EXPECT_TRUE(same_area("广州市越秀区", "越秀区"));
  EXPECT_TRUE(same_area("越秀区", "广东省广州市越秀区"));
  EXPECT_TRUE(same_area("咸阳", "咸阳市"));
  EXPECT_TRUE(same_area("内蒙古自治区", "内蒙古"));
  EXPECT_TRUE(same_area("上海浦东新区", "浦东新区"));
  EXPECT_FALSE(same_area("长沙市", "长沙县"));
  EXPECT_FALSE(same_area("吉林省", "吉林市"));
  EXPECT_FALSE(same_area("广州市", "广东省"));
  EXPECT_FALSE(same_area("广州市越秀区", "广州市"));
  EXPECT_FALSE(same_area("海珠区", "珠区"));
  EXPECT_FALSE(same_area("", ""));
  EXPECT_FALSE(same_area("越秀区", ""));
}

TEST(OwnFacts, TwoAreasOfOneNameAreNotMixed) {
  const auto& names = facts::NamesTable::builtin();
  auto north = a_fact("地区生产总值", "2024-01/2024-06", "100", "亿元", "5.0"), south = north;
  north.area = "北市朝阳区";
  south.area = "南市朝阳区";
  const auto report = a_report("朝阳区", 2024, {});
  const auto both = own_facts(report, {north, south}, names, date(2024, 12, 1));
  EXPECT_TRUE(both.own.empty());
  EXPECT_NE(both.note.find("北市朝阳区、南市朝阳区"), std::string::npos) << both.note;
  EXPECT_EQ(own_facts(report, {south}, names, date(2024, 12, 1)).own.size(), 1u);
  north.area = "朝阳区";
  EXPECT_EQ(own_facts(report, {north, south}, names, date(2024, 12, 1)).own.size(), 1u);
}

TEST(OwnFacts, ATextThatDoesNotSayWhoseItIsSpeaksForTheAreaOfItsKind) {
  const auto& names = facts::NamesTable::builtin();
  const auto of = [](const char* area, const char* code) {
    auto fact = a_fact("地区生产总值", "2024-01/2024-06", "100", "亿元", "5.0");
    fact.area = area;
    fact.area_code = code;
    return fact;
  };
  const std::vector<facts::Fact> known{of("全国", "000000"),   of("云岭省", "990000"), of("澄江市", "990300"),
                                       of("青岩县", "990321"), of("河阳县", "990322"), of("山口市", "990381")};
  const auto whose = [&](std::u32string_view text) {
    auto report = a_report("", 2024, {});
    report.text = text;
    return own_facts(report, known, names, date(2024, 12, 1)).area;
  };
  EXPECT_EQ(whose(U"上半年全市经济运行情况\n根据云岭省统计局核算，全市增长5%。"), "澄江市");
  EXPECT_EQ(whose(U"上半年山口市经济运行情况\n全市增长5%。"), "山口市");
  EXPECT_EQ(whose(U"青岩县上半年经济运行情况\n全县增长5%。"), "青岩县");
  EXPECT_EQ(whose(U"上半年经济运行情况\n全县增长5%。"), "") << "two counties";
  EXPECT_EQ(whose(U"上半年经济运行情况\n地区生产总值增长5%。"), "");
}

TEST(MeetingName, AliasesTailsAndListMarksLeadToOneName) {
  const auto& names = facts::NamesTable::builtin();
  const std::string gdp = meeting_name("地区生产总值", names);
  EXPECT_EQ(meeting_name("GDP", names), gdp);
  EXPECT_EQ(meeting_name("地区生产总值增长率", names), gdp);
  EXPECT_EQ(meeting_name("——地区生产总值", names), gdp);
  EXPECT_NE(meeting_name("第三产业增加值", names), gdp);
  // Unknown names meet with and without the word that counts them.
  EXPECT_EQ(meeting_name("全年落地优质项目数", names), meeting_name("落地优质项目", names));
  EXPECT_NE(meeting_name("落地优质项目", names), meeting_name("签约优质项目", names));
}

TEST(Demand, OperatorsAndDirectionsBecomeLines) {
  const auto& names = facts::NamesTable::builtin();
  const reading::Reading report;
  const auto demand = [&](const reading::Target& target) {
    return *demand_of(target, report, names.find(target.indicator), Settings{});
  };
  const Demand about = demand(a_target("地区生产总值", "≈", "4.5", "%"));
  EXPECT_EQ(about.sense, Sense::at_least);
  EXPECT_EQ(about.lo, *Decimal::parse("4.4"));
  EXPECT_EQ(about.aim, *Decimal::parse("4.5"));

  reading::Target range = a_target("地区生产总值", "range", "4.5", "%");
  range.value_max = Decimal::parse("5");
  EXPECT_EQ(demand(range).lo, *Decimal::parse("4.5"));

  const Demand prices = demand(a_target("居民消费价格指数", "≈", "3", "%"));
  EXPECT_EQ(prices.sense, Sense::at_most);
  EXPECT_EQ(prices.hi, *Decimal::parse("3.1"));

  // What is counted in money can only grow by a percentage; a share of it is a share.
  EXPECT_EQ(demand(a_target("一般公共预算收入", "=", "5", "%", reading::Kind::level)).side, Side::growth);
  EXPECT_EQ(demand(a_target("一般公共预算收入", ">=", "70", "%", reading::Kind::share)).side, Side::value);
  EXPECT_EQ(demand(a_target("城镇调查失业率", "<=", "5.5", "%", reading::Kind::share)).side, Side::value);
  EXPECT_TRUE(demand(a_target("重点项目完成投资", ">", "39", "亿元", reading::Kind::level)).strict);
  EXPECT_FALSE(demand_of(a_target("某指标", "~qualitative"), report, nullptr, Settings{}));
}

TEST(Select, TheLatestVintageOfTheLatestMonthsOnThePlainBasis) {
  const auto& names = facts::NamesTable::builtin();
  auto report = a_report("甲区", 2024, {a_target("一般公共预算收入", "=", "5", "%")});
  auto first = a_fact("一般公共预算收入", "2024-01/2024-06", "30.0", "亿元", "4.0");
  auto again = a_fact("一般公共预算收入", "2024-01/2024-06", "30.2", "亿元", "4.4");
  again.published.known_by = date(2024, 9, 1);
  auto comparable = a_fact("一般公共预算收入", "2024-01/2024-06", "30.2", "亿元", "6.0");
  comparable.growth_basis = "可比口径";
  const std::vector<facts::Fact> known{comparable, again, first};
  const TargetStatus s = judge(report, known, names, date(2024, 10, 1), Settings{})[0];
  EXPECT_EQ(s.latest->fact.growth_pct->to_string(), "4.4");
  ASSERT_EQ(s.latest->other_bases.size(), 1u);
  EXPECT_EQ(s.latest->other_bases[0].growth_basis, "可比口径");
  // Before the second vintage was out, the first stands.
  EXPECT_EQ(judge(report, known, names, date(2024, 8, 1), Settings{})[0].latest->fact.growth_pct->to_string(), "4.0");
  // A target on a comparable basis takes the comparable figure.
  report.text = base::u32("一般公共预算收入可比增长5%");
  report.targets[0].span = {0, static_cast<int>(report.text.size())};
  EXPECT_EQ(judge(report, known, names, date(2024, 10, 1), Settings{})[0].latest->fact.growth_pct->to_string(), "6.0");
}

}  // namespace
}  // namespace plan
