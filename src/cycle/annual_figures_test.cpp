#include <regex>

#include "cycle/annual_test_help.hpp"

// Which figures stand in the sentences, in which unit, and how those came about that nobody published.
namespace cycle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(AnnualReport, speaks_in_the_unit_of_last_years_report_and_keeps_the_figure_as_recorded) {
  facts(header + years + row("一般公共预算收入", "2025", "189012", "万元", "3.8") +
        row("城镇新增就业人数", "2025", "5312", "人", ""));
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("一般公共预算收入18.90亿元，增长3.8%。"));
  EXPECT_THAT(text(r), HasSubstr("城镇新增就业0.531万人。"));
  EXPECT_THAT(text(r), Not(HasSubstr("万元")));
  const auto* budget = printed(r, "18.90亿元");
  ASSERT_NE(budget, nullptr);
  EXPECT_EQ(budget->fact.value->to_string() + budget->fact.unit, "189012万元");
  EXPECT_EQ(budget->how, "由189012万元换算");
  EXPECT_EQ(outcome_in_table(r, "城镇新增就业人数", "0.5万人以上（存疑：目标低于上年结果）"), "达到");
}

TEST_F(AnnualReport, does_not_repeat_last_years_slip_of_a_unit) {
  last_year_said("增长3.5%，技术合同成交额18.6万元。", "增长3.5%。");
  facts(header + years + row("技术合同成交额", "2025", "21.40", "亿元", "15.1"));
  EXPECT_THAT(text(report()), HasSubstr("技术合同成交额21.40亿元"));
}

TEST_F(AnnualReport, does_not_repeat_last_years_slip_of_a_unit_of_part_of_the_year_either) {
  last_year_said("增长3.5%，技术合同成交额18.6万元。", "增长3.5%。");
  facts(header + years + row("技术合同成交额", "2025-01/2025-09", "16.20", "亿元", "15.1", "2025-10-25"));
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("16.20亿元"));
  EXPECT_THAT(text(r), Not(HasSubstr("162000")));
}

TEST_F(AnnualReport, says_part_of_the_year_in_the_unit_of_last_years_report) {
  last_year_said("增长3.5%，技术合同成交额18.6亿元。", "增长3.5%。");
  facts(header + years + row("技术合同成交额", "2025-01/2025-09", "162034", "万元", "15.1", "2025-10-25"));
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("16.20亿元"));
  EXPECT_THAT(text(r), Not(HasSubstr("162034")));
}

TEST_F(AnnualReport, makes_a_share_of_two_known_figures_and_says_of_which) {
  last_year_said("增长5.1%，三次产业结构比为13.4∶40.0∶46.6，第三产业增加值占地区生产总值比重达46.7%。", "增长5.1%。");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("三次产业结构比为13.1∶40.0∶46.9，第三产业增加值占地区生产总值比重达46.9%。"));
  const auto* share = printed(r, "46.9%");
  ASSERT_NE(share, nullptr);
  EXPECT_EQ(share->fact.status, facts::Status::derived);
  EXPECT_EQ(share->how, "第三产业增加值148.10亿元÷地区生产总值316.00亿元");
  const auto known = known_ids();
  ASSERT_EQ(share->of.size(), 2U);
  for (const auto& id : share->of) EXPECT_TRUE(known.contains(id));
}

TEST_F(AnnualReport, leaves_a_share_open_while_one_of_its_parts_is_not_known) {
  last_year_said("增长5.1%，第三产业增加值占地区生产总值比重达46.7%。", "增长5.1%。");
  facts(header + years + row("地区生产总值", "2025", "316.00", "亿元", "5.4"));
  EXPECT_THAT(text(report()), HasSubstr("占地区生产总值比重达【待填：上年46.7%"));
}

TEST_F(AnnualReport, prefers_a_published_share_by_whatever_name_to_one_of_its_own_making) {
  last_year_said("增长5.1%，第三产业比重达46.7%。", "增长5.1%。");
  facts(header + years + outcome_rows + row("第三产业增加值占地区生产总值比重", "2025", "47.0", "%", ""));
  EXPECT_THAT(text(report()), HasSubstr("第三产业比重达47.0%。"));
}

struct Share {
  const char* sentence;
  const char* target;
  const char* told;
};
class ShareDone : public AnnualReport, public testing::WithParamInterface<Share> {};
TEST_P(ShareDone, is_worked_out_of_the_published_figure_and_the_target) {
  last_year_said(GetParam().sentence, "城镇新增就业0.52万人。");
  last_year_said(GetParam().target, "0.5万人以上");
  facts(header + years + row("城镇新增就业人数", "2025", "5312", "人", ""));
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr(GetParam().told));
  const auto* share = printed(r, "106.2%");
  ASSERT_NE(share, nullptr);
  EXPECT_EQ(share->fact.status, facts::Status::derived);
  EXPECT_THAT(share->how, HasSubstr("城镇新增就业人数5312人÷计划"));
  EXPECT_THAT(share->of,
              testing::ElementsAre(testing::ResultOf([&](const auto& id) { return known_ids().contains(id); }, true)));
}
INSTANTIATE_TEST_SUITE_P(
    Sentences, ShareDone,
    testing::Values(
        Share{"城镇新增就业5126人，完成年度目标的102.5%。", "5000人以上", "就业5312人，完成年度目标的106.2%。"},
        // A target is exact, however few digits it has.
        Share{"城镇新增就业5126人，完成年度目标的102.5%。", "0.5万人以上", "就业5312人，完成年度目标的106.2%。"},
        // The share has no name of its own, or one that the reader takes a verb from.
        Share{"城镇新增就业5126人、年度目标完成率102.5%。", "5000人以上", "5312人、年度目标完成率106.2%。"},
        Share{"城镇新增就业人数完成率102.5%。", "5000人以上", "城镇新增就业人数完成率106.2%。"}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST_F(AnnualReport, leaves_a_share_done_open_where_the_target_is_met_by_no_figure_of_the_year) {
  last_year_said("城镇新增就业5126人，完成年度目标的102.5%。", "城镇新增就业0.52万人。");
  facts(header + years + row("城镇新增就业人数", "2025-01/2025-09", "4102", "人", "", "2025-10-12"));
  EXPECT_THAT(text(report()), HasSubstr("完成年度目标的【待填：上年102.5%"));
}

// One amount is printed as one, in the table and in the text.
TEST_F(AnnualReport, prints_an_amount_in_the_table_as_in_the_text) {
  last_year_said("城镇新增就业5126人。", "城镇新增就业0.52万人。");
  last_year_said("一般公共预算收入18.205亿元", "一般公共预算收入18.20亿元");
  facts(header + years + row("城镇新增就业人数", "2025", "5312", "人", "") +
        row("一般公共预算收入", "2025", "189047", "万元", "3.8"));
  const auto& r = report();
  std::string table;
  for (const auto& block : r.blocks)
    if (block.table && block.table->about == "targets")
      for (const auto& cells : block.table->table.rows) table += cells[0] + cells[2] + "\n";
  for (const char* amount : {"5312人", "18.905亿元"}) {
    EXPECT_THAT(text(r), HasSubstr(amount));
    EXPECT_THAT(table, HasSubstr(amount));
  }
}

TEST_F(AnnualReport, prefers_a_published_share_to_one_of_its_own_making) {
  last_year_said("增长5.1%，第三产业增加值占地区生产总值比重达46.7%。", "增长5.1%。");
  facts(header + years + outcome_rows + row("第三产业增加值占地区生产总值比重", "2025", "47.0", "%", ""));
  EXPECT_THAT(text(report()), HasSubstr("占地区生产总值比重达47.0%。"));
}

class WithProjects : public AnnualReport {
 protected:
  void sheet(const std::string& months) {
    last_year_said("重点项目加快推进。38个县重点项目完成投资21.5亿元，年度投资完成率达101.2%。\n消费持续恢复。",
                   "消费持续恢复。");
    project_sheet(months);
  }
};

TEST_F(WithProjects, takes_the_totals_of_the_key_projects_from_their_sheet) {
  sheet("1-12月");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("2个县重点项目完成投资23.15亿元，年度投资完成率达105.2%。"));
  const auto* done = printed(r, "23.15亿元");
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->how, "项目表2个项目相加，231534万元");
  EXPECT_THAT(r.sources[static_cast<std::size_t>(done->source) - 1], HasSubstr("责任单位报送的《重点项目.csv》"));
}

TEST_F(WithProjects, takes_no_projects_of_another_level_for_its_own) {
  sheet("1-12月");
  last_year_said("12个省市重点项目全部完成年度投资计划。\n消费持续恢复。", "消费持续恢复。");
  const auto& r = report();
  const auto* open = open_with(r, "12个");
  ASSERT_NE(open, nullptr) << text(r);
  EXPECT_THAT(open->what, HasSubstr("省市重点项目"));
  EXPECT_THAT(text(r), HasSubstr("2个县重点项目完成投资23.15亿元"));
}

TEST_F(WithProjects, asks_the_bureau_and_no_statistician_for_the_money_of_key_projects) {
  sheet("1-11月");
  ASSERT_NE(open_with(report(), "21.5亿元"), nullptr);
  EXPECT_EQ(open_with(report(), "21.5亿元")->holder, "县发展和改革局");
}

// The plan itself says what was planned: that it was is no evidence of what was done.
TEST_F(WithProjects, proves_a_measure_by_what_was_done_and_not_by_what_was_planned) {
  sheet("1-12月");
  last_year_said("安排重点项目2个，年度计划投资22亿元。建成县城商业综合体。", "建成县城商业综合体。");
  const auto& m = measure(report(), "安排重点项目");
  EXPECT_EQ(m.state, report::MeasureState::reported);
  EXPECT_EQ(m.evidence, "重点项目表（2025年，《重点项目.csv》）：列2个项目，累计完成投资23.15亿元，完成年度计划105.2%");
}

TEST_F(WithProjects, leaves_the_year_open_where_the_last_sheet_is_of_an_earlier_month) {
  sheet("1-11月");
  EXPECT_THAT(text(report()), HasSubstr("完成投资【待填：上年21.5亿元"));
  EXPECT_THAT(text(report()), HasSubstr("（2025年1—11月23.15亿元）"));
}

TEST_F(AnnualReport, asks_for_an_open_figure_without_last_years_other_numbers) {
  last_year_said("增长4.8%。争取专项债券项目17个、资金8.6亿元，惠及企业1860家，12个乡镇受益面达85%以上。",
                 "增长4.8%。");
  static const std::regex number("[0-9](?![0-9]|年)");
  for (const auto& b : report().blanks) {
    if (b.what.find("年举措") != std::string::npos) continue;
    EXPECT_FALSE(std::regex_search(b.what, number)) << b.what;
  }
}

// Each number of a list is one thing's, and all of them are one office's.
TEST_F(AnnualReport, asks_for_each_of_a_list_by_its_own_name) {
  last_year_said(
      "增长4.8%。软件服务业、检验检测业营业收入均增长10%以上，电子信息、装备制造、绿色食品产值分别增长12.4%、9.8%、"
      "6.5%。",
      "增长4.8%。");
  const auto& r = report();
  std::vector<std::string> asked;
  for (const auto& b : r.blanks)
    if (b.last_year.starts_with("增长")) asked.push_back(b.what);
  EXPECT_THAT(asked, testing::ElementsAre("软件服务业营业收入增速", "检验检测业营业收入增速", "电子信息产值增速",
                                          "装备制造产值增速", "绿色食品产值增速"));
  ASSERT_NE(open_with(r, "增长12.4%"), nullptr);
  EXPECT_EQ(open_with(r, "增长12.4%")->holder, open_with(r, "增长9.8%")->holder);
  EXPECT_EQ(open_with(r, "增长12.4%")->holder, open_with(r, "增长6.5%")->holder);
}

TEST_F(AnnualReport, keeps_the_number_that_is_part_of_a_name) {
  last_year_said("增长4.8%。新签约10亿元以上项目7个，为65岁以上老年人免费体检6120人次，新建5G基站312个。",
                 "增长4.8%。");
  const auto& r = report();
  ASSERT_NE(open_with(r, "7个"), nullptr);
  EXPECT_EQ(open_with(r, "7个")->what, "新签约10亿元以上项目××个");
  ASSERT_NE(open_with(r, "6120人次"), nullptr);
  EXPECT_EQ(open_with(r, "6120人次")->what, "为65岁以上老年人免费体检××人次");
  ASSERT_NE(open_with(r, "312个"), nullptr);
  EXPECT_EQ(open_with(r, "312个")->what, "新建5G基站××个");
}

TEST_F(AnnualReport, asks_for_what_is_told_beside_other_numbers_by_its_name_alone) {
  last_year_said("增长4.8%。为1860家企业发放稳岗补贴2.4亿元。", "增长4.8%。");
  const auto& r = report();
  ASSERT_NE(open_with(r, "1860家"), nullptr);
  EXPECT_EQ(open_with(r, "1860家")->what, "发放稳岗补贴的企业数");
}

TEST_F(AnnualReport, names_an_office_by_the_tables_or_nobody) {
  last_year_said(
      "增长4.8%。引进首店7家，新登记经营主体1.36万户，义务教育巩固率达99.6%"
      "，专精特新中小企业累计达46家，招聘教师160名，惠及居民3460户。",
      "增长4.8%。");
  const auto& r = report();
  const auto holder = [&](const std::string& last_year) {
    const auto* blank = open_with(r, last_year);
    EXPECT_NE(blank, nullptr) << last_year;
    return blank == nullptr ? "" : blank->holder;
  };
  EXPECT_EQ(holder("160名"), "县教育局") << "its own words name the work of one office";
  EXPECT_EQ(holder("46家"), "县工业和信息化局") << "kept in its own list, published by nobody";
  EXPECT_EQ(holder("3460户"), "") << "the sentence around it is of other offices";
}

TEST_F(AnnualReport, a_measures_office_is_who_reported_it) {
  office_wrote("住房和城乡建设局", "建成县城商业综合体。已建成县城商业综合体并通过验收。");
  EXPECT_EQ(measure(report(), "商业综合体").owner, "县住房和城乡建设局");
}

}  // namespace
}  // namespace cycle
