#include <cstdlib>
#include <fstream>
#include <sstream>

#include "cycle/annual_test_help.hpp"
#include "cycle/listed_tasks.hpp"

// The report as a whole: its outline, its measures, its files. The golden text was read by a person.
namespace cycle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(AnnualReport, keeps_the_outline_of_last_years_report_one_year_on) {
  const std::string t = text(report());
  for (const char* heading : {"一、2025年国民经济和社会发展计划执行情况", "（一）经济稳步增长", "（二）民生持续改善",
                              "二、2026年国民经济和社会发展主要预期目标", "三、2026年主要任务", "（一）着力扩大消费"})
    EXPECT_THAT(t, HasSubstr(heading));
  EXPECT_THAT(t, Not(HasSubstr("2024年主要任务")));
}

TEST_F(AnnualReport, lists_a_measure_once) {
  const auto file = annual_file(made(), "docx", false, world);
  ASSERT_TRUE(file);
  const std::string back = read_back(*file);
  const std::string words = "开展家电以旧换新行动";
  const auto first = back.find(words);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(back.find(words, first + 1), std::string::npos);
  EXPECT_LT(back.find("附件1：2025年举措落实情况"), first);
}

TEST_F(AnnualReport, every_figure_stands_where_it_says_and_is_a_fact) {
  const auto& r = report();
  const auto known = known_ids();
  int in_text = 0;
  for (const auto& f : r.figures) {
    EXPECT_TRUE(known.contains(facts::id(f.fact))) << f.printed;
    if (f.span.empty()) continue;
    ++in_text;
    EXPECT_EQ(base::to_utf8(base::slice(r.text, f.span)), f.printed);
    EXPECT_EQ(r.sources[static_cast<std::size_t>(f.source) - 1].find("[" + std::to_string(f.source) + "]"), 0U);
  }
  EXPECT_EQ(in_text, 13);  // six amounts with their growth, and one number
}

TEST_F(AnnualReport, takes_what_an_office_wrote_as_a_claim_and_proposes_what_becomes_of_it) {
  office_wrote("商务局", "建成县城商业综合体。已建成县城商业综合体并通过验收。");
  const auto& r = report();
  const auto& mall = measure(r, "商业综合体");
  EXPECT_THAT((std::vector{report::MeasureState::reported, report::MeasureState::reported_done}),
              testing::Contains(mall.state));
  EXPECT_THAT(mall.evidence, HasSubstr("商务局"));
  EXPECT_THAT(text(r), HasSubstr("【可补充：附件1第3项，手头有材料】"));
  EXPECT_THAT(read_back(*annual_file(*kept, "docx", false, world)), HasSubstr("（待核实）"));
  EXPECT_EQ(measure(r, "以旧换新").state, report::MeasureState::open);
  EXPECT_EQ(measure(r, "以旧换新").next, report::MeasureNext::decide);
}

TEST_F(AnnualReport, says_where_the_words_of_an_office_stand) {
  office_wrote("商务局", "建成县城商业综合体。已建成县城商业综合体并通过验收。", "9月/");
  EXPECT_THAT(measure(report(), "商业综合体").evidence, HasSubstr("（9月/商务局.txt 第4"));
}

TEST_F(AnnualReport, says_in_which_row_a_figure_was_read) {
  EXPECT_THAT(
      read_back(*annual_file(made(), "docx", false, world)),
      HasSubstr("[3] 青岩县统计局：全年数据。数据期间：2025年。发布日期：2026年1月12日。（读自facts.csv第12行）"));
}

TEST_F(AnnualReport, admits_that_a_figure_was_read_from_the_plan_itself) {
  last_year_said("稳定就业。实现城镇新增就业0.5万人以上，举办招聘会40场", "稳定就业。举办招聘会40场");
  const auto evidence = [&] { return measure(report(), "实现城镇新增就业").evidence; };
  EXPECT_THAT(evidence(), HasSubstr("2025年0.53万人"));
  EXPECT_THAT(evidence(), Not(HasSubstr("只有计划报告")));
  std::string csv = header + years + outcome_rows;
  const std::string source = "青岩县统计局：全年数据,official\n";
  csv.replace(csv.rfind(source), source.size(), "上年.txt,official\n");  // as an import of the report's tables has it
  facts(csv);
  EXPECT_THAT(evidence(), HasSubstr("（只有计划报告自己这样说，没有别的来源）"));
  // Another file whose name ends like the plan's.
  csv.replace(csv.rfind("上年.txt"), std::string("上年.txt").size(), "统计局9月上年.txt");
  facts(csv);
  EXPECT_THAT(evidence(), HasSubstr("2025年0.53万人"));
  EXPECT_THAT(evidence(), Not(HasSubstr("只有计划报告")));
}

// An error of last year's report goes on with the words that are taken from there, and is told beside them.
TEST_F(AnnualReport, tells_the_errors_of_last_years_report_beside_the_words_it_takes_from_there) {
  last_year_said("新增公办学位800个，其中小学学位500个、初中学位400个。商贸城于2024年11月31日开业。",
                 "新增公办学位800个。");
  last_year_said("社会消费品零售总额96.30万元", "社会消费品零售总额96.30亿元");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("小学学位【待填：上年500个（存疑：分项超过总数）"));
  EXPECT_THAT(text(r), HasSubstr("〔商贸城于2024年11月31日开业〕【上年存疑：日期不存在】"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("（存疑")));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("上年存疑")));
  ASSERT_NE(open_with(r, "500个"), nullptr);
  EXPECT_EQ(open_with(r, "500个")->doubt, "分项超过总数");
  const auto of_rule = [&](const std::string& rule) {
    const auto at = std::ranges::find(r.doubts, rule, &report::AnnualDoubt::rule);
    EXPECT_NE(at, r.doubts.end()) << rule;
    return at == r.doubts.end() ? report::AnnualDoubt{} : *at;
  };
  EXPECT_TRUE(of_rule("parts-exceed-whole").carried);
  EXPECT_TRUE(of_rule("date-impossible").carried);
  EXPECT_FALSE(of_rule("unit-slip").carried) << "the published figure stands in its place";
  const std::string back = read_back(*annual_file(*kept, "docx", true, world));
  EXPECT_THAT(back, HasSubstr("附件3：上年报告核对出的疑点（4处）"));
  EXPECT_THAT(back, HasSubstr("附件4：数据来源"));
}

TEST_F(AnnualReport, tells_a_target_that_was_below_the_outcome_where_it_stands) {
  last_year_said("举办招聘会86场", "举办招聘会36场");
  EXPECT_THAT(text(report()), HasSubstr("举办招聘会【待填：计划40场，上年86场（存疑：目标低于上年结果）"));
  EXPECT_EQ(measure(report(), "举办招聘会").doubt, "目标低于上年结果");
  EXPECT_THAT(text(report()),
              HasSubstr("沿用“0.5万人以上”，是否调整由人研究确定（2025年目标达到，2025年0.53万人；2025年"
                        "目标存疑：目标低于上年结果）"));
}

TEST_F(AnnualReport, tells_a_target_that_the_plan_states_twice_beside_the_one_it_goes_on_from) {
  last_year_said("激发消费活力。确保地区生产总值增长6%，举办促消费活动45场", "激发消费活力。举办促消费活动45场");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("2025年目标增长5%左右（存疑：前后数字不一致））】"));
  EXPECT_EQ(measure(r, "确保地区生产总值").doubt, "前后数字不一致");
  EXPECT_EQ(outcome_in_table(r, "地区生产总值", "增长5%左右（存疑：前后数字不一致）"), "达到")
      << "the table of all targets prints the aim as well";
}

TEST_F(AnnualReport, tells_the_doubts_of_a_heading_that_it_takes_over) {
  last_year_said("（二）2024年11月31日以来民生持续改善", "（二）民生持续改善");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("11月31日以来民生持续改善【上年存疑：日期不存在】\n"));
  const auto at = std::ranges::find(r.doubts, "date-impossible", &report::AnnualDoubt::rule);
  ASSERT_NE(at, r.doubts.end());
  EXPECT_TRUE(at->carried);
}

// What nobody looked for is not said to be left out.
TEST_F(AnnualReport, says_of_a_doubt_that_it_marked_nowhere_only_that) {
  last_year_said("社会消费品零售总额96.30万元", "社会消费品零售总额96.30亿元");
  const std::string back = read_back(*annual_file(made(), "docx", true, world));
  EXPECT_THAT(back, HasSubstr("未标注"));
  EXPECT_THAT(back, Not(HasSubstr("没有沿用")));
}

class WithMinutes : public AnnualReport {
 protected:
  const std::string minutes =
      "青岩县人民政府专题会议纪要\n〔2025〕12号\n2025年5月8日，县长主持召开专题会议。现将会议议定事项纪要如下：\n"
      "一、关于城东污水处理厂扩建项目\n会议议定：由县水务局牵头，于6月15日前完成征地拆迁；县财政局负责落实配套资金"
      "800万元，6月底前拨付到位。\n分送：县政府办公室。\n";
  void expect_two_tasks_apart(const report::AnnualReport& r) {
    std::vector<std::string> of_file;
    for (const auto& m : r.measures)
      if (!m.of_file.empty()) of_file.push_back(m.owner);
    EXPECT_THAT(of_file, testing::ElementsAre("县水务局", "县财政局"));
    EXPECT_EQ(r.measures.size(), 8U);
    const std::string back = read_back(*annual_file(*kept, "docx", true, world));
    EXPECT_THAT(back, HasSubstr("附件1：2025年举措落实情况（6项，另有列入计划的文件任务2项）"));
    EXPECT_THAT(text(r), HasSubstr("“稳定就业”的2026年举措（2025年3项")) << "the plan's own are counted alone";
    EXPECT_THAT(text(r), Not(HasSubstr("会议议定"))) << "the words of the file are none of the report";
  }
};

TEST_F(WithMinutes, lists_the_tasks_of_given_files_behind_the_plans_own) {
  request.policies = {write("纪要.txt", minutes)};
  expect_two_tasks_apart(report());
}

TEST_F(WithMinutes, lists_the_tasks_that_a_person_put_into_the_plan) {
  request.data = folder + "/台账";
  const auto give = [&](const std::string& name, const std::string& bytes) {
    ReceiveRequest given{.data = request.data, .name = name, .bytes = bytes, .asof = request.asof, .area = "青岩县"};
    given.by = "王";
    const auto receipt = receive(given, world, [](const std::string&) {});
    EXPECT_TRUE(receipt) << (receipt ? "" : base::to_text(receipt.error()));
    return receipt ? receipt->file.id : std::string();
  };
  const auto plan = give("计划.txt", world.files->read(request.report, 1 << 20).value());
  ASSERT_TRUE(adopt_plan(request.data, plan, "王", world));
  const auto file = give("纪要.txt", minutes);
  const auto none = annual(request, world, [](const std::string&) {});
  ASSERT_TRUE(none) << base::to_text(none.error());
  EXPECT_EQ((*none)->annual.measures.size(), 6U) << "not put in yet";
  const auto listed =
      list_tasks(request.data, file, {{"K001", "县水务局", "2025-06-15"}, {"K002", "县财政局", ""}}, "王", world);
  ASSERT_TRUE(listed) << base::to_text(listed.error());
  expect_two_tasks_apart(report());
  const auto in_force = annual_in_force(*plan_in_force(request.data, world), request.data, request.asof, world);
  ASSERT_TRUE(in_force);
  EXPECT_EQ((*in_force)->annual.measures.size(), 8U);
}

TEST_F(AnnualReport, is_not_let_out_while_it_disagrees_with_itself) {
  std::string csv = header + years + outcome_rows;
  csv.replace(csv.find("148.10"), 6, "188.10");  // parts come to 356, the whole is 316
  facts(csv);
  const auto& outcome = made();
  EXPECT_FALSE(outcome.exportable());
  const auto refused_file = annual_file(outcome, "docx", false, world);
  ASSERT_FALSE(refused_file);
  EXPECT_EQ(refused_file.error().code, "annual.findings");
  const auto file = annual_file(outcome, "docx", true, world);
  ASSERT_TRUE(file);
  const std::string back = read_back(*file);
  const auto finding = back.find("本稿核对发现"), body = back.find("一、2025年");
  ASSERT_NE(finding, std::string::npos);
  EXPECT_LT(finding, body);
}

TEST_F(AnnualReport, as_a_file_reads_as_the_golden_text) {
  const auto& outcome = made();
  EXPECT_TRUE(outcome.exportable());
  const auto file = annual_file(outcome, "docx", false, world);
  ASSERT_TRUE(file);
  const std::string back = read_back(*file);
  const std::string path = golden + "年度报告.txt";
  if (std::getenv("JICHENG_WRITE_GOLDEN") != nullptr) std::ofstream(path) << back;
  std::stringstream expected;
  expected << std::ifstream(path).rdbuf();
  EXPECT_EQ(back, expected.str()) << "to take the new text: JICHENG_WRITE_GOLDEN=1";
  const auto again = annual_file(outcome, "docx", false, world);
  EXPECT_EQ(file->bytes, again->bytes);
}

TEST_F(AnnualReport, written_out_holds_against_its_own_check) {
  const auto file = annual_file(made(), "docx", false, world);
  ASSERT_TRUE(file);
  CheckRequest check_request;
  check_request.draft = write("年报.docx", file->bytes);
  check_request.others = {request.report};
  check_request.facts_files = request.facts_files;
  const auto checked = check(check_request, world, [](const std::string&) {});
  ASSERT_TRUE(checked);
  for (const auto& f : checked->result.findings) EXPECT_NE(f.severity, plan::Severity::error) << f.say;
}

TEST_F(AnnualReport, refuses_another_year_than_the_plan_is_of) {
  request.year = 2024;
  EXPECT_EQ(refused(), "annual.year");
  request.year = 2025;
  EXPECT_EQ(refused(), "");
}

TEST_F(AnnualReport, reads_a_year_kept_in_a_folder_a_month_the_last_month_last) {
  office_wrote("商务局", "建成县城商业综合体。商业综合体主体结构已封顶。", "10月/");
  office_wrote("商务局", "建成县城商业综合体。商业综合体正在开展桩基施工。", "9月/");
  const auto& r = report();
  EXPECT_EQ(kept->run->findings.read_files.size(), 2U);
  EXPECT_THAT(measure(r, "商业综合体").evidence, HasSubstr("封顶"));
  EXPECT_TRUE(kept->run->findings.unread.empty()) << kept->run->findings.unread.front().why;
}

TEST_F(AnnualReport, warns_of_a_day_of_another_year) {
  request.asof = calendar::parse_date("2035-02-01").value();
  const auto& findings = made().check.findings;
  const auto at = std::ranges::find(findings, "asof-year", &plan::Finding::rule);
  ASSERT_NE(at, findings.end());
  EXPECT_EQ(at->severity, plan::Severity::warning);
  EXPECT_THAT(at->say, HasSubstr("这是2025年的计划，截至日期却是2035年2月1日"));
  request.asof = calendar::parse_date("2026-02-01").value();
  const auto& none = made().check.findings;
  EXPECT_EQ(std::ranges::count(none, "asof-year", &plan::Finding::rule), 0);
}

TEST_F(AnnualReport, blames_the_unit_of_last_years_report_or_of_the_row_whichever_it_is) {
  const std::string last_year = row("一般公共预算收入", "2024", "18.20", "亿元", "3.5", "2025-01-15");
  const std::string good = request.report;
  last_year_said("一般公共预算收入18.20万元", "一般公共预算收入18.20亿元");
  facts(header + years + last_year + outcome_rows);
  const auto said = [&] {
    for (const auto& f : made().check.findings)
      if (f.rule == "unit-slip") return f.say;
    return std::string();
  };
  EXPECT_THAT(said(), HasSubstr("多半是上年报告的单位写错"));
  request.report = good;
  std::string csv = header + years + last_year + outcome_rows;
  csv.replace(csv.find("18.90,亿元"), std::string("18.90,亿元").size(), "18.90,万元");
  facts(csv);
  EXPECT_THAT(said(), HasSubstr("多半是手头2025年这一条的单位写错"));
}

TEST_F(AnnualReport, lists_every_measure_where_no_heading_covers_it) {
  request.report =
      write("计划.txt",
            "青岩县2025年国民经济和社会发展计划草案\n2025年，要做好以下工作。\n举办促消费活动45场，开展家电以旧换"
            "新行动。\n举办招聘会40场，开展职业技能培训2000人次。\n");
  const auto& r = report();
  ASSERT_FALSE(r.measures.empty());
  std::set<std::string> listed;
  for (const auto& block : r.blocks)
    if (block.table && block.table->about == "checklist")
      listed.insert(block.table->refs.begin(), block.table->refs.end());
  for (const auto& m : r.measures) EXPECT_TRUE(listed.contains(m.id)) << m.text;
}

}  // namespace
}  // namespace cycle
