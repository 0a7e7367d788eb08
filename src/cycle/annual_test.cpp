#include <cstdlib>
#include <fstream>
#include <sstream>

#include "cycle/annual_test_help.hpp"

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
  std::set<std::string> known;
  for (const auto& f : kept->run->findings.known) known.insert(facts::id(f));
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
  request.folder = folder + "/材料";
  ASSERT_TRUE(world.files->make_folder(request.folder));
  write("材料/商务局.txt",
        "青岩县商务局关于报送2025年重点任务进展情况的函\n县发展和改革局：\n现将有关情况报送如下：\n"
        "一、建成县城商业综合体。已建成县城商业综合体并通过验收。\n青岩县商务局\n2025年12月20日\n");
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
  request.folder = folder + "/材料";
  for (const char* month : {"材料", "材料/9月", "材料/10月"})
    ASSERT_TRUE(world.files->make_folder(folder + "/" + month));
  const auto letter = [](const std::string& words) {
    return "青岩县商务局关于报送2025年重点任务进展情况的函\n县发展和改革局：\n现将有关情况报送如下：\n一、建成县城商业"
           "综合体。" +
           words + "\n青岩县商务局\n2025年12月20日\n";
  };
  write("材料/10月/商务局.txt", letter("商业综合体主体结构已封顶。"));
  write("材料/9月/商务局.txt", letter("商业综合体正在开展桩基施工。"));
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
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "一般公共预算收入18.20亿元";
  old.replace(old.find(at), at.size(), "一般公共预算收入18.20万元");
  const std::string good = request.report;
  request.report = write("上年.txt", old);
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
