#include "plan/orders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/orders_guard.hpp"
#include "plan/orders_offices.hpp"
#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

using testing::HasSubstr;
using testing::Not;

calendar::WorkingCalendar notice_of_2024() {
  return *calendar::WorkingCalendar::parse(
      "date,kind,name,notice\n2024-10-01,holiday,国庆节,n\n2024-10-02,holiday,国庆节,n\n2024-10-03,holiday,国庆节,n\n"
      "2024-10-04,holiday,国庆节,n\n2024-10-07,holiday,国庆节,n\n2024-09-29,workday,国庆节,n\n2024-10-12,workday,"
      "国庆节,n\n",
      "notice.csv");
}

std::vector<TargetStatus> three_behind(const reading::Reading& report, const calendar::Date& asof) {
  return judged(report,
                {a_fact("地区生产总值", "2024-01/2024-06", "2000", "亿元", "1.0"),
                 a_fact("固定资产投资", "2024-01/2024-06", "", "", "-20"),
                 a_fact("社会消费品零售总额", "2024-01/2024-06", "500", "亿元", "-9.0")},
                asof);
}

reading::Reading report_of(const std::string& area) {
  return a_report(
      area, 2024,
      {a_target("地区生产总值", ">=", "6", "%"), a_target("固定资产投资", ">=", "8", "%"),
       a_target("社会消费品零售总额", ">=", "7", "%"), a_target("城镇新增就业人数", "~upper-level-target")});
}

TEST(Orders, OneOrderAnOwnerWithItsNumbersAndItsEnd) {
  const auto report = report_of("甲区");
  const auto asof = date(2024, 9, 27);
  const auto orders = orders_for(three_behind(report, asof), report, notice_of_2024(), asof, Settings{});
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_EQ(orders[0].owner, "区发展和改革局");
  EXPECT_EQ(orders[0].matters.size(), 2u);
  EXPECT_EQ(orders[1].owner, "区商务局");
  EXPECT_THAT(orders[1].evidence, HasSubstr("2024年上半年社会消费品零售总额500亿元、同比下降9.0%"));
  EXPECT_THAT(orders[1].evidence, HasSubstr("统计公报"));
  EXPECT_THAT(orders[1].evidence, HasSubstr("年度目标7%以上"));
  EXPECT_THAT(
      orders[1].closes_on,
      HasSubstr(
          "统计机构正式发布的2024年社会消费品零售总额有了比下达时更新的数，提前达到全年目标或者进度转入正常的销号"));
  // 27 September 2024 was a Friday; the 29th was a make-up day, 1–7 October was off: 29, 30, 8, 9, 10.
  EXPECT_EQ(orders[1].due, date(2024, 10, 10));
  EXPECT_TRUE(orders[1].due_refused.empty());
}

TEST(Offices, RowsOfAnOfficeTakeThePlaceOfTheBuiltIn) {
  Office commerce = *Offices::builtin().find("商务");
  commerce.district = "{}商务和投资促进局";
  const Office aviation{.function = "低空经济",
                        .aliases = {},
                        .carries = {},
                        .district = "{}低空经济发展中心",
                        .municipal_district = "",
                        .city = "",
                        .municipality = "",
                        .province = "",
                        .publisher = ""};
  const auto offices = Offices::with_rows({commerce, aviation}, "单位职能.csv");
  ASSERT_TRUE(offices) << base::to_text(offices.error());
  EXPECT_EQ(offices->body("商务", {"区", Tier::district}), "区商务和投资促进局");
  EXPECT_EQ(offices->body("低空经济", {"区", Tier::municipal_district}), "区低空经济发展中心");
  EXPECT_EQ(offices->all().size(), Offices::builtin().all().size() + 1);
  const auto read = Offices::rows_of(offices_header() + offices_row(commerce), "a.csv");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().district, commerce.district);
  EXPECT_EQ(read->front().aliases, commerce.aliases);

  Office wrong = aviation;
  wrong.aliases = {"财政"};
  EXPECT_EQ(Offices::with_rows({wrong}, "").error().code, "offices.twice");
  wrong = aviation;
  wrong.district = "{}统计局";
  EXPECT_EQ(Offices::with_rows({wrong}, "").error().code, "offices.row");
  wrong.district = "";
  EXPECT_EQ(Offices::with_rows({wrong}, "").error().code, "offices.row");
}

TEST(Orders, AYearWithoutItsNoticeHasNoDueDay) {
  const auto report = report_of("甲区");
  const auto asof = date(2024, 12, 30);
  const auto orders = orders_for(three_behind(report, asof), report, notice_of_2024(), asof, Settings{});
  ASSERT_FALSE(orders.empty());
  EXPECT_FALSE(orders[0].due);
  EXPECT_THAT(orders[0].due_refused, HasSubstr("2025"));
}

TEST(Orders, NothingBehindNothingOrdered) {
  const auto report = report_of("甲区");
  const auto asof = date(2024, 9, 27);
  const auto fine = judged(report, {a_fact("社会消费品零售总额", "2024-01/2024-08", "800", "亿元", "19.0")}, asof);
  EXPECT_TRUE(orders_for(fine, report, notice_of_2024(), asof, Settings{}).empty());
}

TEST(Orders, BodiesAreNamedAsTheirLevelNamesThem) {
  const auto owner = [](const std::string& area) {
    const auto report = report_of(area);
    const auto asof = date(2024, 9, 27);
    auto statuses = judged(report, {a_fact("社会消费品零售总额", "2024-01/2024-06", "500", "亿元", "-9.0")}, asof);
    return orders_for(statuses, report, notice_of_2024(), asof, Settings{}).at(0).owner;
  };
  EXPECT_EQ(owner("甲县"), "县商务局");
  EXPECT_EQ(owner("甲市"), "市商务局");
  EXPECT_EQ(owner("甲省"), "省商务厅");
}

TEST(Offices, OneBodyHasManyNames) {
  const Offices& offices = Offices::builtin();
  const auto same = [&](const char* a, const char* b) { return offices.same_body(a, b) && offices.same_body(b, a); };
  EXPECT_TRUE(same("区住房和城乡建设局", "区住房城乡建设局"));
  EXPECT_TRUE(same("区住建局", "岚湖区住房和城乡建设局"));
  EXPECT_TRUE(same("区发改局", "区发展和改革局"));
  EXPECT_TRUE(same("区发改委", "区发展改革局"));
  EXPECT_TRUE(same("区文旅局", "区文化广电旅游体育局"));
  EXPECT_TRUE(same("区宣传部", "区委宣传部"));
  EXPECT_TRUE(same("区航空和物流局", "区航空物流局")) << "not in the table: 和 alone says nothing";
  EXPECT_FALSE(same("区住房和城乡建设局", "市住房城乡建设局"));
  EXPECT_FALSE(same("岚湖区发改局", "青石区发展和改革局"));
  EXPECT_FALSE(same("区财政局", "区民政局"));
  EXPECT_FALSE(same("区能源局", "区发展和改革局")) << "functions of one body may be two bodies elsewhere";
  EXPECT_FALSE(same("区教育局招生办", "区教育局"));
  EXPECT_FALSE(same("", "区教育局"));
  EXPECT_TRUE(same("区团委", "岚湖区团委"));
  EXPECT_TRUE(same("岚湖区商务局", "岚州市岚湖区商务局"));
  EXPECT_TRUE(same("市场监督管理局", "区市场监管局"));

  const Jurisdiction here{"区", Tier::district};
  EXPECT_EQ(offices.named_here("区住房城乡建设局、区水利局、市发改委、城东街道", here),
            "区住房和城乡建设局、区水利局、市发改委、城东街道");
  // What an officer adds to the table counts at once.
  Office office = *offices.find("发展和改革");
  office.aliases.push_back("经济发展");
  const auto own = Offices::with_rows({office}, "单位职能.csv");
  ASSERT_TRUE(own);
  EXPECT_FALSE(same("区经济发展局", "区发展和改革局"));
  EXPECT_TRUE(own->same_body("区经济发展局", "区发展和改革局"));
}

TEST(Offices, WhatThePaperNamesIsCalledAsThePaperCallsIt) {
  const Offices& offices = Offices::builtin();
  const Jurisdiction city{"市", Tier::city};
  EXPECT_EQ(offices.named_here("市能源局", city), "市能源局");
  EXPECT_EQ(offices.named_here("能源局", city), "市能源局");
  EXPECT_EQ(offices.named_here("市数据局", city), "市数据局");
  EXPECT_EQ(offices.named_here("市林业局", city), "市林业局");
  EXPECT_EQ(offices.named_here("市规划和自然资源局", city), "市规划和自然资源局");
  // A short form of the table's name is written out.
  EXPECT_EQ(offices.named_here("市住建局、市发改委、市卫生健康委、住建局", city),
            "市住房和城乡建设局、市发展和改革委员会、市卫生健康委员会、市住房和城乡建设局");
  EXPECT_EQ(offices.named_here("沁北县政府", city), "沁北县政府");

  // What the report's own text names goes before the table, wherever nobody is named.
  reading::Reading report;
  report.area = "潞川市";
  report.text = U"由市能源局负责。国家能源局、省能源局另有规定。\n市林业局\n清江市水利局";
  const Jurisdiction here = jurisdiction_of(report);
  EXPECT_EQ(offices.body("能源", here), "市能源局");
  EXPECT_EQ(offices.body("林业", here), "市林业局");
  EXPECT_EQ(offices.body("水利", here), "市水务局") << "another city's";
  EXPECT_EQ(offices.body("发展和改革", here), "市发展和改革委员会");
}

TEST(Offices, TwoBodiesAreNotMadeOneByAPlaceThatEndsAlike) {
  const Offices& offices = Offices::builtin();
  const auto same = [&](const char* a, const char* b) { return offices.same_body(a, b) || offices.same_body(b, a); };
  // 和 is a letter of a place's name.
  EXPECT_FALSE(same("和平街道", "太平街道"));
  EXPECT_FALSE(same("和平街道办事处", "安平街道办事处"));
  EXPECT_FALSE(same("和平镇人民政府", "太平镇人民政府"));
  EXPECT_FALSE(same("太和镇人民政府", "太镇人民政府"));
  EXPECT_FALSE(same("区公安局太和分局", "区公安局太分局"));
  EXPECT_FALSE(same("兴和县商务局", "兴县商务局"));
  EXPECT_FALSE(same("兴和县商务局", "和县商务局"));
  EXPECT_FALSE(same("区太和平安中心", "区太平安中心"));
  EXPECT_FALSE(same("区太和平安局", "区太平安局"));
  EXPECT_FALSE(same("新城街道", "西新城街道")) << "a name that ends with another is another";
  EXPECT_FALSE(same("东区街道", "中东区街道"));
  EXPECT_FALSE(same("开发区管委会", "区管委会"));
  EXPECT_FALSE(same("社区服务中心", "区服务中心"));
  EXPECT_TRUE(same("和平街道", "岚湖区和平街道"));
  EXPECT_TRUE(same("县商务局", "兴和县商务局"));

  // What a body looks after where there is no body of its own names none.
  for (const auto& [one, other] : {std::pair{"区就业局", "区人力资源和社会保障局"},
                                   {"区乡村振兴局", "区农业农村局"},
                                   {"区知识产权局", "区市场监督管理局"},
                                   {"区大数据局", "区政务服务和数据管理局"},
                                   {"区工业局", "区工业和信息化局"},
                                   {"区文化局", "区文化广电旅游体育局"},
                                   {"区人防办", "区国防动员办公室"},
                                   {"区人民武装部", "区国防动员办公室"}})
    EXPECT_FALSE(same(one, other)) << one;
  EXPECT_EQ(offices.named_here("区乡村振兴局", {"区", Tier::district}), "区乡村振兴局");
  // It still says whose matter it is.
  ASSERT_NE(offices.find("就业"), nullptr);
  EXPECT_EQ(offices.find("就业")->function, "人力资源和社会保障");
  EXPECT_EQ(offices.body("人防", {"区", Tier::district}), "区国防动员办公室");
  ASSERT_NE(offices.of_body("区乡村振兴局"), nullptr);
  EXPECT_EQ(offices.of_body("区乡村振兴局")->function, "农业农村");

  // An office's own row keeps it, whether or not its file has the column.
  Office labour = *offices.find("就业");
  labour.carries.clear();
  const auto own = Offices::with_rows({labour}, "单位职能.csv");
  ASSERT_TRUE(own);
  EXPECT_NE(own->find("就业"), nullptr);
  const auto back = Offices::rows_of(offices_header() + offices_row(*offices.find("就业")), "a.csv");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->front().carries, std::vector<std::string>{"就业"});
}

TEST(Offices, LevelsVariantsAndUnknownFunctions) {
  const Offices& offices = Offices::builtin();
  EXPECT_EQ(offices.body("发展和改革", {"区", Tier::district}), "区发展和改革局");
  EXPECT_EQ(offices.body("发展和改革", {"区", Tier::municipal_district}), "区发展和改革委员会");
  EXPECT_EQ(offices.body("发展改革", {"市", Tier::city}), "市发展和改革委员会");
  EXPECT_EQ(offices.body("公安", {"区", Tier::district}), "区公安分局");
  EXPECT_EQ(offices.body("公安", {"县", Tier::district}), "县公安局");
  EXPECT_EQ(offices.body("不存在的职能", {"市", Tier::city}), "市发展和改革委员会");
  reading::Reading report;
  report.area = "上海市甲区";
  EXPECT_EQ(jurisdiction_of(report).tier, Tier::municipal_district);
  report.area.clear();
  report.text = U"我县粮食增产，全县就业稳定，全省领先。";
  EXPECT_EQ(jurisdiction_of(report).prefix, "县");
  EXPECT_EQ(Offices::parse("function,district\n教育,{}教育局\n", "o.csv").error().code, "offices.incomplete");
}

TEST(Guardrail, AStatisticsBodyIsNeverTheOwner) {
  Order order;
  order.matters.push_back({"T1", "固定资产投资落后", "前三季度增长1.0%", "以统计机构正式发布的数据为准"});
  order.closes_on = "以统计机构正式发布的数据为准";
  order.owner = "区商务局";
  EXPECT_FALSE(order_refused(order));
  for (const char* owner : {"区统计局", "国家统计局甲市调查队", "市统计调查中心", ""}) {
    order.owner = owner;
    EXPECT_TRUE(order_refused(order)) << owner;
  }
}

TEST(Guardrail, ANumberToReportIsRefused) {
  for (const char* text :
       {"请将三季度增速上报为10%", "固定资产投资按增长10%填报", "月底前补报投资2亿元",
        "相关单位报送数据，务必做到6.5%以上", "把统计数据调整到百分之八，按此调整数据", "新增入统企业20家"}) {
    EXPECT_TRUE(text_refused(text)) << text;
  }
  for (const char* text : {"前三季度增长4.3%，比目标下限低0.1个百分点", "请于2024年10月底前报送工作措施",
                           "以统计机构正式发布的2024年全年数据为准", "三季度增长4.3%。请报送工作措施"}) {
    EXPECT_FALSE(text_refused(text)) << text << *text_refused(text);
  }
}

TEST(Guardrail, NoOrderClosesOnTheOwnersReply) {
  Order order;
  order.owner = "区商务局";
  order.closes_on = "以责任单位自报为准";
  EXPECT_TRUE(order_refused(order));
  order.closes_on = "";
  EXPECT_TRUE(order_refused(order));
}

TEST(Guardrail, WordsOfTheReportThatWouldBreakTheRuleAreLeftOut) {
  auto report = a_report("甲区", 2024, {a_target("数据上报率", ">=", "98", "%", reading::Kind::completion)});
  const auto asof = date(2024, 9, 27);
  const auto statuses = judged(report, {a_fact("数据上报率", "2024-01/2024-06", "12", "%")}, asof);
  ASSERT_EQ(statuses[0].verdict, Verdict::off_track) << statuses[0].why;
  const auto orders = orders_for(statuses, report, notice_of_2024(), asof, Settings{});
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_FALSE(order_refused(orders[0]));
  EXPECT_THAT(orders[0].evidence, Not(HasSubstr("上报")));
}

}  // namespace
}  // namespace plan
