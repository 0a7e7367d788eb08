#include "report/project_table.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_run_test_help.hpp"

namespace report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

plan::ProjectReport two_projects() {
  plan::ProjectReport r;
  r.any = true;
  r.period = calendar::Period::year_to_date(2024, 9);
  r.file = "重点项目.xlsx";
  plan::ProjectStatus late;
  late.project.name = "临江大厦";
  late.project.owner = "区商务局";
  late.project.problems = "用地未批";
  late.project.money[static_cast<std::size_t>(reading::Money::plan)].amount =
      reading::Amount{*base::Decimal::parse("1000.50"), "万元", {}};
  late.project.money[static_cast<std::size_t>(reading::Money::done)].instead = "未报";
  late.rate = base::Decimal::scaled(4, -1);
  late.lag = base::Decimal::scaled(35, -2);
  late.verdict = plan::ProjectVerdict::late;
  late.why = "完成年度计划的40.0%";
  plan::YearEndOfPlan end;
  end.chance = 0.031;
  end.words = "按各地公布的进度，到年底预计完成年度计划的55.0%";
  late.year_end = end;
  r.totals.year_end = end;
  plan::ProjectStatus good = late;
  good.year_end.reset();
  good.project.name = "青石桥";
  good.verdict = plan::ProjectVerdict::on_track;
  good.lag = -base::Decimal::scaled(5, -2);
  r.projects = {late, good};
  r.totals.projects = 2;
  r.totals.count = {1, 0, 0, 0, 1, 0};
  r.totals.pace = {base::Decimal::scaled(75, -2), base::Decimal::scaled(91, -2), true, "各地同月", "默认曲线"};
  r.named = {{"西岭水库", {0, 1}, "", 0}};
  return r;
}

std::string text_of(const document::Draft& draft) {
  std::string out;
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<document::DraftParagraph>(&block)) {
      for (const auto& run : p->runs) out += run.text;
      out += "\n";
    }
  }
  return out;
}

TEST(ProjectTable, every_project_has_a_row_with_its_amounts_as_printed) {
  auto sample = SampleMaker::make();
  sample->run.projects = two_projects();
  const auto sheet = projects_sheet(sample->run);
  ASSERT_EQ(sheet.rows.size(), 2u);
  for (const auto& row : sheet.rows) EXPECT_EQ(row.size(), sheet.header.size());
  EXPECT_EQ(sheet.rows[0][6].text, "1000.50");
  EXPECT_EQ(sheet.rows[0][6].unit, "万元");
  EXPECT_EQ(sheet.rows[0][7].text, "未报") << "missing stays missing";
  ASSERT_EQ(sheet.bars.size(), 1u);
  EXPECT_THAT(sheet.header[sheet.bars[0].column], HasSubstr("完成率"));
  EXPECT_THAT(sheet.preamble[2], HasSubstr("各地同月取自默认曲线"));
  const auto at =
      static_cast<std::size_t>(std::ranges::find(sheet.header, "完成计划的\n可能性") - sheet.header.begin());
  ASSERT_LT(at, sheet.header.size());
  EXPECT_EQ(sheet.rows[0][at].text, "约3%");
  EXPECT_THAT(sheet.rows[0][at].comment, HasSubstr("55.0%"));
  EXPECT_TRUE(sheet.rows[1][at].text.empty()) << "nothing is foreseen of it";
  EXPECT_THAT(sheet.preamble[1], HasSubstr("55.0%"));
}

TEST(ProjectTable, the_workbook_has_the_sheet_only_where_there_are_projects) {
  auto sample = SampleMaker::make();
  const auto without = target_table(sample->run).sheets.size();
  EXPECT_THAT(text_of(monthly_feedback(sample->run)), Not(HasSubstr("重点项目表")));
  sample->run.projects = two_projects();
  const auto book = target_table(sample->run);
  ASSERT_EQ(book.sheets.size(), without + 1);
  EXPECT_EQ(book.sheets[1].name, "重点项目");
}

TEST(ProjectTable, the_feedback_names_the_slowest_with_owner_and_problem_and_what_the_report_names_in_vain) {
  auto sample = SampleMaker::make();
  sample->run.projects = two_projects();
  const std::string text = text_of(monthly_feedback(sample->run));
  EXPECT_THAT(text, HasSubstr("、重点项目"));
  EXPECT_THAT(text, HasSubstr("滞后1个、正常1个"));
  EXPECT_THAT(text, HasSubstr("临江大厦"));
  EXPECT_THAT(text, HasSubstr("用地未批"));
  EXPECT_THAT(text, Not(HasSubstr("青石桥"))) << "only those behind";
  EXPECT_THAT(text, HasSubstr("西岭水库"));
  EXPECT_THAT(text, HasSubstr("到年底预计完成年度计划的55.0%。"));
}

}  // namespace
}  // namespace report
