#include "facts/names.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "quantity/quantity.hpp"

namespace {

using facts::NamesTable;

const NamesTable& names() { return NamesTable::builtin(); }
std::string name_of(std::string_view text) {
  const auto* found = names().find(text);
  return found == nullptr ? "-" : found->name;
}

TEST(Names, AliasesLeadToTheCanonicalName) {
  EXPECT_EQ(name_of("GDP"), "地区生产总值");
  EXPECT_EQ(name_of("社零"), "社会消费品零售总额");
  EXPECT_EQ(name_of("固投"), "固定资产投资");
  EXPECT_EQ(name_of("规上工业增加值"), "规模以上工业增加值");
  EXPECT_EQ(name_of("外贸进出口总值"), "进出口总额");
  EXPECT_EQ(name_of("CPI"), "居民消费价格指数");
  EXPECT_EQ(name_of("R&D经费投入强度"), "研发经费投入强度");
  EXPECT_EQ(name_of("细颗粒物（PM2.5）年均浓度"), "PM2.5年均浓度");
  EXPECT_EQ(name_of("经济增速"), "地区生产总值");
}

TEST(Names, AreComparedWithoutWidthBracketsAreaAndTails) {
  for (const auto* written : {"全区地区生产总值增速", "我市GDP增长率", "地区生产总值（GDP）", "ＧＤＰ", "gdp",
                              " 地区生产总值 ", "“地区生产总值”", "全省生产总值同比增长", "地区生产总值(亿元)"}) {
    EXPECT_EQ(name_of(written), "地区生产总值") << written;
  }
  EXPECT_EQ(name_of("限上网络零售额"), "限额以上网上商品零售额");
  EXPECT_EQ(name_of("区重点建设项目年度投资完成率"), "重点项目年度投资计划完成率");
  EXPECT_EQ(name_of("PM₂.₅平均浓度"), "PM2.5年均浓度");
  EXPECT_EQ(name_of("居民消费价格总指数（上年同期=100）"), "居民消费价格指数");
}

TEST(Names, TailsThatBelongToTheNameStay) {
  EXPECT_EQ(name_of("人口自然增长率"), "常住人口自然增长率");
  EXPECT_EQ(name_of("单位GDP能耗下降率"), "单位地区生产总值能耗下降率");
  EXPECT_EQ(name_of("单位GDP能耗"), "单位地区生产总值能耗");
  EXPECT_EQ(facts::fold_name("经济增长"), "经济增长");
  EXPECT_EQ(facts::fold_name("税收收入占一般公共预算收入的比重"), "税收收入占一般公共预算收入比重");
}

TEST(Names, NarrowerIndicatorsAreNotTheirWhole) {
  EXPECT_EQ(names().find("限额以上网上商品零售额")->whole, "网络零售额");
  EXPECT_EQ(names().find("限额以上网上商品零售额")->scope, "限额以上");
  EXPECT_EQ(names().find("第三产业增加值")->whole, "地区生产总值");
  EXPECT_NE(name_of("工业投资"), name_of("固定资产投资"));
  EXPECT_NE(name_of("城镇居民人均可支配收入"), name_of("农村居民人均可支配收入"));
}

TEST(Names, RowsOfAnOfficeTakeThePlaceOfTheBuiltInOrStandBesideThem) {
  facts::Indicator own = *names().find("社会消费品零售总额");
  own.aliases.push_back("社消总额");
  facts::Indicator fresh{.name = "低空经济产值", .aliases = {"低空经济"}, .unit = "亿元"};
  fresh.frequency = "yearly";
  const auto table = NamesTable::with_rows({own, fresh}, "指标名称.csv");
  ASSERT_TRUE(table) << base::to_text(table.error());
  EXPECT_EQ(table->all().size(), names().all().size() + 1);
  EXPECT_EQ(table->canonical("社消总额"), "社会消费品零售总额");
  EXPECT_EQ(table->canonical("低空经济"), "低空经济产值");
  // What is written is read back as it was.
  const auto read =
      NamesTable::rows_of(facts::names_header() + facts::names_row(own) + facts::names_row(fresh), "a.csv");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].aliases, own.aliases);
  EXPECT_EQ((*read)[0].forecast_class, own.forecast_class);
  EXPECT_EQ((*read)[1].unit, "亿元");

  fresh.aliases = {"GDP"};
  const auto twice = NamesTable::with_rows({fresh}, "指标名称.csv");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "names.twice");
  fresh.aliases = {};
  fresh.whole = "没有这一项";
  EXPECT_EQ(NamesTable::with_rows({fresh}, "").error().code, "names.whole");
}

TEST(Names, UnknownNamesAreKeptTrimmed) {
  EXPECT_EQ(names().find("口袋公园数"), nullptr);
  EXPECT_EQ(names().canonical(" 口袋公园数 "), "口袋公园数");
  EXPECT_EQ(names().find(""), nullptr);
  EXPECT_EQ(names().find("经济"), nullptr);
  EXPECT_EQ(names().find("（）"), nullptr);
  EXPECT_EQ(names().find("\xC3\x28"), nullptr);
  EXPECT_EQ(facts::fold_name("未闭合（的括号"), "未闭合的括号");
}

TEST(Names, ConstantPriceGrowthIsMarked) {
  EXPECT_TRUE(names().find("GDP")->growth_is_constant_price);
  EXPECT_TRUE(names().find("规上工业增加值")->growth_is_constant_price);
  EXPECT_FALSE(names().find("社零")->growth_is_constant_price);
  EXPECT_FALSE(names().find("一般公共预算收入")->growth_is_constant_price);
}

// 《统计法》及其“三个不得”: an order for a number never goes to a statistics body, so none may lead an indicator.
TEST(NamesTable, NoStatisticsBodyLeadsAnIndicator) {
  for (const auto& indicator : names().all()) {
    EXPECT_FALSE(indicator.lead_office.empty()) << indicator.name;
    EXPECT_EQ(indicator.lead_office.find("统计"), std::string::npos) << indicator.name;
  }
}

TEST(NamesTable, HoldsTheIndicatorsOfPlansAndReleases) {
  EXPECT_GE(names().all().size(), 150u);
  for (const auto* needed : {"工业投资",
                             "基础设施投资",
                             "民间投资",
                             "房地产开发投资",
                             "技改投资",
                             "出口总额",
                             "进口总额",
                             "实际使用外资",
                             "一般公共预算支出",
                             "税收收入",
                             "城镇调查失业率",
                             "城镇新增就业",
                             "空气质量优良天数比例",
                             "粮食产量",
                             "常住人口",
                             "城镇化率",
                             "高新技术企业数",
                             "存款余额",
                             "贷款余额",
                             "旅游总收入",
                             "接待游客人次",
                             "保障性租赁住房",
                             "新增公办学位",
                             "农村居民人均可支配收入",
                             "单位地区生产总值二氧化碳排放降低"}) {
    EXPECT_NE(names().find(needed), nullptr) << needed;
  }
}

TEST(NamesTable, ForecastClassesAreRowsOfTheDriftTable) {
  const auto drift = base::CsvTable::parse(base::builtin_file("codes/growth_drift.csv"));
  ASSERT_TRUE(drift);
  std::set<std::string> classes;
  for (std::size_t row = 0; row < drift->size(); ++row) classes.insert(drift->at(row, "class"));
  for (const auto& indicator : names().all()) EXPECT_TRUE(classes.contains(indicator.forecast_class)) << indicator.name;
}

TEST(NamesTable, LeadOfficesAreFunctionsOfTheOfficesTable) {
  const auto offices = base::CsvTable::parse(base::builtin_file("codes/offices.csv"));
  ASSERT_TRUE(offices);
  std::set<std::string> functions;
  for (std::size_t row = 0; row < offices->size(); ++row) functions.insert(offices->at(row, "function"));
  for (const auto& indicator : names().all()) EXPECT_TRUE(functions.contains(indicator.lead_office)) << indicator.name;
}

constexpr const char* kHeader =
    "name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class\n";

TEST(NamesTable, BadTablesAreFaults) {
  const auto code = [](const std::string& rows) {
    const auto parsed = NamesTable::parse(kHeader + rows, "名称.csv");
    return parsed ? std::string("read") : parsed.error().code;
  };
  EXPECT_EQ(code("甲,乙,亿元,more,no,monthly,商务,,,other\n"), "read");
  EXPECT_EQ(code("甲,,亿元,up,no,monthly,商务,,,other\n"), "names.row");
  EXPECT_EQ(code("甲,,亿元,more,maybe,monthly,商务,,,other\n"), "names.row");
  EXPECT_EQ(code("甲,,亿元,more,no,weekly,商务,,,other\n"), "names.row");
  EXPECT_EQ(code("甲,,亿元,more,no,monthly,统计,,,other\n"), "names.row");
  EXPECT_EQ(code(",,亿元,more,no,monthly,商务,,,other\n"), "names.row");
  EXPECT_EQ(code("甲,丙,亿元,more,no,monthly,商务,,,other\n乙,丙,亿元,more,no,monthly,商务,,,other\n"), "names.twice");
  EXPECT_EQ(code("甲,,亿元,more,no,monthly,商务,,丁,other\n"), "names.whole");
  EXPECT_EQ(code("甲,,亿元,more,no,monthly,商务,,甲,other\n"), "names.whole");
  EXPECT_EQ(NamesTable::parse("name,unit\n", "x").error().code, "names.columns");
}

RC_GTEST_PROP(NamesProperty, FoldingTwiceChangesNothing, ()) {
  const auto& all = names().all();
  const auto& indicator = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  const std::string head = *rc::gen::element<std::string>("", "全区", "我市", "（一）", " ");
  const std::string tail = *rc::gen::element<std::string>("", "增速", "增长率", "（亿元）", "同比增长", " ");
  const std::string folded = facts::fold_name(head + indicator.name + tail);
  RC_ASSERT(facts::fold_name(folded) == folded);
  RC_ASSERT(names().find(head + indicator.name + tail) == &indicator);
}

}  // namespace
