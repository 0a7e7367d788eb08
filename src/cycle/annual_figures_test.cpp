#include <regex>

#include "cycle/annual_test_help.hpp"

// Which figures stand in the sentences, in which unit, and how those came about that nobody published.
namespace cycle {
namespace {

using testing::HasSubstr;
using testing::Not;

const report::AnnualFigure* printed(const report::AnnualReport& r, const std::string& words) {
  const auto at = std::ranges::find_if(r.figures, [&](const auto& f) { return f.printed == words && !f.span.empty(); });
  return at == r.figures.end() ? nullptr : &*at;
}

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
  EXPECT_EQ(outcome_in_table(r, "城镇新增就业人数", "0.5万人以上"), "达到");
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
  std::set<std::string> known;
  for (const auto& f : kept->run->findings.known) known.insert(facts::id(f));
  ASSERT_EQ(share->of.size(), 2U);
  for (const auto& id : share->of) EXPECT_TRUE(known.contains(id));
}

TEST_F(AnnualReport, leaves_a_share_open_while_one_of_its_parts_is_not_known) {
  last_year_said("增长5.1%，第三产业增加值占地区生产总值比重达46.7%。", "增长5.1%。");
  facts(header + years + row("地区生产总值", "2025", "316.00", "亿元", "5.4"));
  EXPECT_THAT(text(report()), HasSubstr("占地区生产总值比重达【待填：上年46.7%"));
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
    request.folder = folder + "/材料";
    ASSERT_TRUE(world.files->make_folder(request.folder));
    write("材料/重点项目.csv", "青岩县2025年重点项目投资完成情况表（" + months + "）,,,,,\n单位：万元,,,,,\n" +
                                   "序号,项目名称,责任单位,年度计划投资," + months + "累计完成投资,形象进度\n" +
                                   "1,青岩水库,县水务局,100000,110000,主体施工\n" +
                                   "2,城东学校,县教育局,120000,121534,封顶\n合计,,,220000,231534,\n");
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

TEST_F(AnnualReport, names_an_office_by_the_tables_or_nobody) {
  last_year_said(
      "增长4.8%。引进首店7家，新登记经营主体1.36万户，义务教育巩固率达99.6%"
      "，专精特新中小企业累计达46家，招聘教师160名，惠及居民3460户。",
      "增长4.8%。");
  const auto& r = report();
  const auto holder = [&](const std::string& last_year) {
    const auto at = std::ranges::find_if(r.blanks, [&](const auto& b) { return b.last_year == last_year; });
    EXPECT_NE(at, r.blanks.end()) << last_year;
    return at == r.blanks.end() ? "" : at->holder;
  };
  EXPECT_EQ(holder("160名"), "县教育局") << "its own words name the work of one office";
  EXPECT_EQ(holder("46家"), "县工业和信息化局") << "kept in its own list, published by nobody";
  EXPECT_EQ(holder("3460户"), "") << "the sentence around it is of other offices";
}

TEST_F(AnnualReport, a_measures_office_is_who_reported_it) {
  request.folder = folder + "/材料";
  ASSERT_TRUE(world.files->make_folder(request.folder));
  write("材料/住建局.txt",
        "青岩县住房和城乡建设局关于报送2025年重点任务进展情况的函\n县发展和改革局：\n现将有关情况报送如下：\n"
        "一、建成县城商业综合体。已建成县城商业综合体并通过验收。\n青岩县住房和城乡建设局\n2025年12月20日\n");
  EXPECT_EQ(measure(report(), "商业综合体").owner, "县住房和城乡建设局");
}

}  // namespace
}  // namespace cycle
