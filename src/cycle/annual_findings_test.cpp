#include "cycle/annual_test_help.hpp"

// What the draft says of part of the year, whom it asks for what is open, and what the sheet of key projects shows.
namespace cycle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string part_of_year(const std::string& indicator, const std::string& value, const std::string& growth) {
  return row(indicator, "2025-01/2025-09", value, value.empty() ? "" : "亿元", growth, "2025-10-25");
}

// Figures in brackets behind an open place are those of the name before it, and no others: told otherwise, the check
// would hold the growth of the economy against the prices of the paragraph before.
TEST_F(AnnualReport, of_a_year_not_over_contradicts_no_published_figure) {
  last_year_said("居民消费价格涨幅2%左右；\n——单位地区生产总值能耗", "单位地区生产总值能耗");
  facts(header + years + part_of_year("地区生产总值", "230.00", "5.3") +
        part_of_year("第一产业增加值", "29.10", "3.2") + part_of_year("第二产业增加值", "92.30", "6.1") +
        part_of_year("第三产业增加值", "108.60", "5.2") + part_of_year("社会消费品零售总额", "75.20", "4.6") +
        part_of_year("一般公共预算收入", "14.10", "3.7") + part_of_year("居民消费价格指数", "", "0.1"));
  request.asof = calendar::parse_date("2025-11-28").value();
  const auto& outcome = made();
  EXPECT_THAT(text(outcome.annual), AllOf(HasSubstr("居民消费价格上涨0.1%"), HasSubstr("（2025年前三季度230.00亿元")));
  std::string said;
  for (const auto& f : outcome.check.findings) said += f.say + "\n";
  EXPECT_THAT(said, IsEmpty());
}

TEST_F(AnnualReport, tells_how_many_there_are_apart_from_how_many_are_new) {
  last_year_said("新增规上工业企业12家，达98家。就业形势稳定。", "就业形势稳定。");
  last_year_said("新增规上工业企业10家以上。稳定就业。", "稳定就业。");
  const auto& r = report();
  ASSERT_NE(open_with(r, "12家"), nullptr);
  EXPECT_THAT(open_with(r, "12家")->planned, HasSubstr("10家以上"));
  ASSERT_NE(open_with(r, "98家"), nullptr);
  EXPECT_EQ(open_with(r, "98家")->planned, "") << "the plan wants ten new ones, not ten in all";
}

// Who publishes a figure is a matter of the figure (codes/publishers.csv), not of the office that its work belongs to.
TEST_F(AnnualReport, asks_no_office_for_official_statistics_and_the_office_for_its_own) {
  last_year_said(
      "就业形势稳定。城镇居民人均可支配收入41236元，增长4.8%。农村居民人均可支配收入22158元，增长6.9%。城镇调查失业率5."
      "2%。"
      "城镇登记失业率2.7%。村级集体经济收入3.2亿元。实际使用外资1.2亿元。粮食产量32."
      "6万吨。",
      "就业形势稳定。");
  const auto& r = report();
  const auto holder = [&](const std::string& last_year) {
    const auto* blank = open_with(r, last_year);
    return blank == nullptr ? "nothing is open" : blank->holder;
  };
  for (const char* statistic : {"41236元、增长4.8%", "22158元、增长6.9%", "5.2%", "32.6万吨"})
    EXPECT_EQ(holder(statistic), "统计机构") << statistic;
  EXPECT_EQ(holder("2.7%"), "县人力资源和社会保障局");
  EXPECT_EQ(holder("3.2亿元"), "县农业农村局");
  EXPECT_EQ(holder("1.2亿元"), "县商务局");
}

// The aim of each of two that one clause sets, and how far it may go.
TEST_F(AnnualReport, tells_the_aim_of_each_and_its_higher_tier) {
  last_year_said("地区生产总值增长5%左右，力争6%；\n——城镇、农村居民人均可支配收入分别增长5%和6.5%左右；",
                 "地区生产总值增长5%左右；");
  last_year_said("就业形势稳定。农村居民人均可支配收入22158元，增长6.9%。", "就业形势稳定。");
  const auto& r = report();
  EXPECT_EQ(target(r, "农村居民人均可支配收入").aim, "增长6.5%左右");
  EXPECT_EQ(target(r, "城镇居民人均可支配收入").aim, "增长5%左右");
  EXPECT_EQ(target(r, "地区生产总值").aim, "增长5%左右（力争6%）");
  EXPECT_THAT(text(r), HasSubstr("农村居民人均可支配收入【待填：计划增长6.5%左右，上年22158元"));
}

class WithSheet : public AnnualReport {
 protected:
  WithSheet() {
    last_year_said(
        "激发消费活力。推动澜芯封装项目上半年投产，加快望澜港四号泊位建设，确保岚湖大道三期年内开工。建成青岩水库。",
        "激发消费活力。");
    request.folder = folder + "/材料";
    EXPECT_TRUE(world.files->make_folder(request.folder));
    write("材料/重点项目.csv",
          "青岩县2025年重点项目投资完成情况表（1-12月）,,,,,,\n单位：万元,,,,,,\n"
          "序号,项目名称,责任单位,年度计划投资,1-12月累计完成投资,形象进度,存在问题\n"
          "1,澜芯封装项目,县发展和改革局,12650,12460,装饰装修,无\n2,望澜港四号泊位,县发展和改革局,18970,18742,主体施工,"
          "无\n"
          "3,岚湖大道三期,县发展和改革局,11350,0,未开工,用地手续未办结\n4,青岩水库,县水务局,9000,9100,已竣工,无\n");
  }
};

TEST_F(WithSheet, says_of_a_named_project_how_far_it_came_and_which_promise_was_broken) {
  const auto& r = report();
  const auto& chip = measure(r, "澜芯封装项目");
  EXPECT_EQ(chip.state, report::MeasureState::reported_missed);
  EXPECT_THAT(chip.evidence, AllOf(HasSubstr("完成年度计划98.5%"), HasSubstr("计划上半年投产，到2025年12月底为装修"),
                                   HasSubstr("没有按期完成")));
  const auto& road = measure(r, "岚湖大道三期");
  EXPECT_EQ(road.state, report::MeasureState::reported_missed);
  EXPECT_THAT(road.evidence, AllOf(HasSubstr("完成年度计划98.8%"), HasSubstr("计划年内开工，到2025年12月底仍未开工"),
                                   HasSubstr("用地手续未办结"), HasSubstr("重点项目.csv")));
  EXPECT_EQ(road.next, report::MeasureNext::keep);
  const auto& built = measure(r, "青岩水库");
  EXPECT_EQ(built.state, report::MeasureState::reported_done);
  EXPECT_THAT(built.evidence, HasSubstr("计划建成，已做到"));
  EXPECT_THAT(text(r),
              HasSubstr("据责任单位报送的重点项目表，澜芯封装项目计划上半年投产，到2025年12月底为装修安装阶段；"
                        "岚湖大道三期计划年内开工，到2025年12月底仍未开工。"));
  EXPECT_THAT(text(r), Not(HasSubstr("青岩水库计划")));
}

// The others of the list, and how many there are, are no part of what was promised of one.
TEST_F(WithSheet, holds_each_project_of_a_list_to_what_the_list_promises) {
  last_year_said("开工建设望澜港四号泊位、岚湖大道三期等5个亿元以上工业项目。建成青岩水库。", "建成青岩水库。");
  const auto& list = measure(report(), "等5个亿元以上工业项目");
  EXPECT_EQ(list.state, report::MeasureState::reported_missed);
  EXPECT_THAT(list.evidence, AllOf(HasSubstr("计划开工，已做到"), HasSubstr("计划开工，到2025年12月底仍未开工"),
                                   Not(HasSubstr("亿元以上工业，已做到"))));
}

}  // namespace
}  // namespace cycle
