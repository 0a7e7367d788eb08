#include "reading/project_sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading/tables_test_help.hpp"

namespace reading {
namespace {

using test::drawn;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const calendar::Date kAsof = *calendar::parse_date("2026-10-15");

ProjectSheetsRead read(const std::string& picture, const std::string& file = "表.xlsx",
                       const std::string& sheet = "Sheet1") {
  return read_project_sheets(drawn(picture, file, sheet), kAsof);
}

std::string shown(const std::optional<Amount>& a) {
  return a ? a->number.to_string() + a->unit + "@" + base::Place(a->place).cell : "-";
}

const char* const kUsual =
    "岚湖区2026年重点项目投资完成情况表（1-9月）\n"
    "单位：万元\n"
    "序号 | 项目名称 | 建设单位 | 牵头单位 | 建设性质 | 建设起止年限 | 总投资 | 至2025年底累计完成投资 | 2026年 | < | "
    "< | < | "
    "形象进度 | 存在问题 | 需协调事项\n"
    "^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 计划投资 | 9月完成 | 1-9月累计完成 | 完成年度计划(%) | ^ | ^ | ^\n"
    "一、产业项目 | < | < | < | < | < | < | < | < | < | < | < | < | < | <\n"
    "1 | 临江数字港 | 甲公司 | 区科技局 | 续建 | 2024-2027 | 52000 | 18000.5 | 12000 | 900 | 8100 | 67.5 | "
    "主体封顶，幕墙施工 | 无 | —\n"
    "2 | 青石物流园 | 乙公司 | 区商务局 | 新建 | 2026-2028 | 30000 | — | 5000 | 0 | 0 | 0 | 尚未开工，计划10月开工 | "
    "用地未批 | 请市里协调\n"
    " | 小计 |  |  |  |  | 82000 | 18000.5 | 17000 | 900 | 8100 | 47.6 |  |  | \n"
    "二、民生项目 | < | < | < | < | < | < | < | < | < | < | < | < | < | <\n"
    "3 | 东湾医院改扩建 | 丙医院 | 区卫生健康局 | 续建 | 2025-2026 | 1.2亿元 | 4000 | 未下达 | 300 | 2700 |  | "
    "主体完成 |  | \n"
    " | 小计 |  |  |  |  | 12000 | 4000 | 0 | 300 | 2700 |  |  |  | \n"
    " | 合计（3个） |  |  |  |  | 94000 | 22000.5 | 17000 | 1200 | 10800 | 63.5 |  |  | \n"
    "注：按项目单位提供的材料整理\n";

TEST(ProjectSheet, the_usual_two_row_header_gives_every_column_its_meaning) {
  const auto read_out = read(kUsual);
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& sheet = read_out.sheets[0];
  EXPECT_EQ(sheet.title, "岚湖区2026年重点项目投资完成情况表（1-9月）");
  EXPECT_EQ(sheet.unit, "万元");
  ASSERT_TRUE(sheet.period);
  EXPECT_EQ(calendar::to_string(*sheet.period), "2026-01/2026-09");
  ASSERT_THAT(sheet.projects, SizeIs(3));
  const auto& p = sheet.projects[0];
  EXPECT_EQ(p.number, "1");
  EXPECT_EQ(p.name, "临江数字港");
  EXPECT_EQ(p.builder, "甲公司");
  EXPECT_EQ(p.owner, "区科技局");
  EXPECT_EQ(p.group, "一、产业项目");
  EXPECT_EQ(p.nature, Nature::under_way);
  EXPECT_EQ(p.years, "2024-2027");
  EXPECT_EQ(shown(p.of(Money::total)), "52000万元@G6");
  EXPECT_EQ(shown(p.of(Money::before)), "18000.5万元@H6");
  EXPECT_EQ(shown(p.of(Money::plan)), "12000万元@I6");
  EXPECT_EQ(shown(p.of(Money::month)), "900万元@J6");
  EXPECT_EQ(shown(p.of(Money::done)), "8100万元@K6");
  EXPECT_EQ(shown(p.rate), "67.5%@L6");
  EXPECT_EQ(p.stage, Stage::fitting_out);
  EXPECT_THAT(p.problems, IsEmpty());
  EXPECT_THAT(p.asks, IsEmpty());
}

TEST(ProjectSheet, missing_stays_missing_and_a_unit_in_the_cell_wins) {
  const auto read_out = read(kUsual);
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& projects = read_out.sheets[0].projects;
  EXPECT_FALSE(projects[1].of(Money::before));
  EXPECT_EQ(projects[1].money[static_cast<std::size_t>(Money::before)].instead, "—");
  EXPECT_EQ(shown(projects[1].of(Money::done)), "0万元@K7");
  EXPECT_EQ(projects[1].stage, Stage::preparation);
  EXPECT_EQ(projects[1].problems, "用地未批");
  EXPECT_EQ(shown(projects[2].of(Money::total)), "1.2亿元@G10");
  EXPECT_FALSE(projects[2].of(Money::plan));
  EXPECT_EQ(projects[2].money[static_cast<std::size_t>(Money::plan)].instead, "未下达");
  EXPECT_FALSE(projects[2].rate);
}

TEST(ProjectSheet, totals_know_their_projects) {
  const auto read_out = read(kUsual);
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& totals = read_out.sheets[0].totals;
  ASSERT_THAT(totals, SizeIs(3));
  EXPECT_THAT(totals[0].members, ElementsAre(0, 1));
  EXPECT_THAT(totals[1].members, ElementsAre(2));
  EXPECT_THAT(totals[2].members, ElementsAre(0, 1, 2));
  EXPECT_TRUE(totals[2].whole);
  EXPECT_EQ(totals[2].count, 3);
}

TEST(ProjectSheet, totals_above_their_projects_and_nested_groups) {
  const auto read_out = read(
      "2026年8月重点项目进度表\n"
      "序号 | 项目名称 | 责任单位 | 年度投资计划（亿元） | 截至8月底累计完成投资（亿元） | 工程进度\n"
      "合计 | 共3个项目 | | 6.5 | 3.4 | \n"
      "一 | 产业项目 | | 4.5 | 2.4 | \n"
      "（一） | 续建项目 | | 3.0 | 1.4 | \n"
      "1 | 甲 | 区科技局 | 3.0 | 1.4 | 主体施工\n"
      "（二） | 新建项目 | | 1.5 | 1.0 | \n"
      "2 | 乙 | 区科技局 | 1.5 | 1.0 | 桩基施工\n"
      "二 | 民生项目 | | 2.0 | 1.0 | \n"
      "3 | 丙 | 区教育局 | 2.0 | 1.0 | 竣工验收\n");
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& sheet = read_out.sheets[0];
  ASSERT_THAT(sheet.projects, SizeIs(3));
  ASSERT_THAT(sheet.totals, SizeIs(5));
  EXPECT_TRUE(sheet.totals[0].whole);
  EXPECT_EQ(sheet.totals[0].count, 3);
  EXPECT_THAT(sheet.totals[0].members, ElementsAre(0, 1, 2));
  EXPECT_THAT(sheet.totals[1].members, ElementsAre(0, 1));
  EXPECT_THAT(sheet.totals[2].members, ElementsAre(0));
  EXPECT_THAT(sheet.totals[3].members, ElementsAre(1));
  EXPECT_THAT(sheet.totals[4].members, ElementsAre(2));
  EXPECT_EQ(sheet.projects[1].group, "一、产业项目 / （二）新建项目");
  EXPECT_EQ(sheet.projects[1].nature, Nature::fresh);
  EXPECT_EQ(shown(sheet.projects[0].of(Money::plan)), "3.0亿元@D6");
  EXPECT_EQ(sheet.projects[2].stage, Stage::completed);
  EXPECT_EQ(calendar::to_string(*sheet.period), "2026-01/2026-08");
}

TEST(ProjectSheet, a_header_that_lost_its_merged_cells_is_still_read) {
  const auto read_out = read(
      "序号|项目名称|责任单位|总投资|2026年投资完成情况|||项目进展\n"
      "||||年度计划|9月|1-9月|\n"
      "1|甲|区科技局|900|300|20|200|主体施工\n");
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& p = read_out.sheets[0].projects.at(0);
  EXPECT_EQ(shown(p.of(Money::plan)), "300@E3");
  EXPECT_EQ(shown(p.of(Money::month)), "20@F3");
  EXPECT_EQ(shown(p.of(Money::done)), "200@G3");
  EXPECT_EQ(calendar::to_string(*read_out.sheets[0].period), "2026-01/2026-09");
}

TEST(ProjectSheet, columns_may_stand_in_any_order_and_what_is_not_taken_is_named) {
  const auto read_out = read(
      "项目进展|本年累计完成投资（万元）|同比增长（%）|年度投资目标（万元）|业主单位|工程名称\n"
      "装修施工|150|3.2|200|甲公司|临江大厦\n");
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& p = read_out.sheets[0].projects.at(0);
  EXPECT_EQ(p.name, "临江大厦");
  EXPECT_EQ(shown(p.of(Money::plan)), "200万元@D2");
  EXPECT_EQ(shown(p.of(Money::done)), "150万元@B2");
  ASSERT_FALSE(read_out.sheets[0].notes.empty());
  EXPECT_THAT(read_out.sheets[0].notes[0], HasSubstr("同比增长"));
  EXPECT_FALSE(read_out.sheets[0].period) << "no month is printed, and none is made up";
}

TEST(ProjectSheet, investment_since_the_start_is_not_this_years) {
  const auto read_out = read(
      "序号|项目名称|建设单位|总投资|开工至今累计完成投资|今年计划投资|今年以来完成投资|占年度计划比例\n"
      "1|甲|乙|100|60|40|25|62.5%\n");
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& p = read_out.sheets[0].projects.at(0);
  EXPECT_EQ(shown(p.of(Money::since_start)), "60@E2");
  EXPECT_EQ(shown(p.of(Money::done)), "25@G2");
  EXPECT_EQ(shown(p.rate), "62.5%@H2");
}

TEST(ProjectSheet, a_share_without_a_percent_sign_is_read_as_one) {
  const auto read_out = read("序号|项目名称|建设单位|年度计划|累计完成投资|完成率\n1|甲|乙|40|25|0.625\n");
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  EXPECT_EQ(read_out.sheets[0].projects.at(0).rate->number, *base::Decimal::parse("62.5"));
}

TEST(ProjectSheet, statistical_tables_and_task_tables_are_left_alone) {
  EXPECT_THAT(read("项目|1-9月|同比增长(%)\n地区生产总值|285.3|5.2\n").sheets, IsEmpty());
  EXPECT_THAT(read("项目|年初预算|本月|累计|完成预算%\n税收收入|100|8|70|70\n").sheets, IsEmpty());
  EXPECT_THAT(read("序号|重点任务|责任单位|进展情况\n1|加快推进临江大厦建设|区住建局|主体封顶\n").sheets, IsEmpty());
  EXPECT_THAT(read("企业名称|总投资|建设单位\n甲|1|乙\n").sheets, IsEmpty());
  EXPECT_THAT(read("").sheets, IsEmpty());
}

TEST(ProjectSheet, a_header_repeated_on_every_printed_page_is_no_project) {
  const auto read_out = read(
      "序号|项目名称|责任单位|年度计划|累计完成\n1|甲|丁局|10|5\n序号|项目名称|责任单位|年度计划|累计完成\n2|乙|丁局|"
      "10|5\n");
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  EXPECT_THAT(read_out.sheets[0].projects, SizeIs(2));
}

TEST(ProjectSheet, hidden_rows_are_told_and_not_taken) {
  auto document = drawn("序号|项目名称|责任单位|年度计划|累计完成\n1|甲|丁局|10|5\n2|乙|丁局|10|5\n");
  for (auto& cell : std::get<document::Table>(document.blocks[0]).cells) cell.hidden = cell.row == 2;
  const auto read_out = read_project_sheets(document, kAsof);
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  EXPECT_THAT(read_out.sheets[0].projects, SizeIs(1));
  ASSERT_THAT(read_out.unread, SizeIs(1));
  EXPECT_THAT(read_out.unread[0].why, HasSubstr("1行是隐藏的"));
}

TEST(ProjectSheet, words_where_money_should_stand_are_listed) {
  const auto read_out = read("序号|项目名称|责任单位|年度计划|累计完成\n1|甲|丁局|约一千万|5\n");
  ASSERT_THAT(read_out.unread, SizeIs(1));
  EXPECT_THAT(read_out.unread[0].why, HasSubstr("约一千万"));
}

TEST(ProjectSheet, worksheets_of_one_period_are_one_sheet_and_repeated_ones_count_once) {
  auto one =
      drawn("序号|项目名称|责任单位|年度计划|1-9月累计完成\n1|甲|丁局|10|5\n2|乙|丁局|20|9\n", "九月.xlsx", "汇总");
  const auto two = drawn("序号|项目名称|责任单位|年度计划|1-9月累计完成\n1|甲|丁局|10|5\n", "九月.xlsx", "产业");
  auto table = std::get<document::Table>(two.blocks[0]);
  const int shift = static_cast<int>(one.text.size());
  one.text += two.text;
  for (auto& cell : table.cells) cell.span = {cell.span.start + shift, cell.span.end + shift};
  one.blocks.emplace_back(std::move(table));
  const auto read_out = read_project_sheets(one, kAsof);
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  EXPECT_THAT(read_out.sheets[0].projects, SizeIs(2));
  EXPECT_THAT(read_out.taken, ElementsAre(0, 1));
}

TEST(ProjectSheet, whether_it_has_begun_is_no_amount) {
  const auto read_out =
      read("序号|项目名称|责任单位|年度计划|1-9月累计完成|是否开工\n1|甲工程|丁局|10|5|是\n2|乙工程|丁局|20|0|否\n");
  EXPECT_THAT(read_out.unread, IsEmpty());
  ASSERT_THAT(read_out.sheets, SizeIs(1));
  const auto& projects = read_out.sheets[0].projects;
  ASSERT_THAT(projects, SizeIs(2));
  EXPECT_EQ(projects[0].stage, Stage::started);
  EXPECT_EQ(projects[1].stage, Stage::preparation);
  EXPECT_EQ(projects[1].stage_as_printed, "未开工");
  EXPECT_FALSE(projects[1].of(Money::since_start));
}

struct StageCase {
  const char* words;
  Stage stage;
};
class StageWords : public ::testing::TestWithParam<StageCase> {};
TEST_P(StageWords, tell_the_furthest_stage_reached) { EXPECT_EQ(stage_of(GetParam().words), GetParam().stage); }
INSTANTIATE_TEST_SUITE_P(
    AsPeopleWriteThem, StageWords,
    ::testing::Values(StageCase{"主体结构施工至12层", Stage::structure},
                      StageCase{"主体已封顶，计划12月完工", Stage::topped_out},
                      StageCase{"桩基完工，正进行基坑开挖", Stage::foundation},
                      StageCase{"尚未开工", Stage::preparation}, StageCase{"拟10月开工", Stage::preparation},
                      StageCase{"正办理施工许可证", Stage::preparation},
                      StageCase{"已完成竣工验收并交付使用", Stage::in_use}, StageCase{"因资金问题停工", Stage::stopped},
                      StageCase{"完成施工图设计和施工招标", Stage::preparation}, StageCase{"", Stage::unknown},
                      StageCase{"按计划推进", Stage::unknown}, StageCase{"基础设施配套方案审查", Stage::preparation},
                      StageCase{"幕墙安装收尾", Stage::fitting_out}, StageCase{"全线贯通", Stage::topped_out}));

}  // namespace
}  // namespace reading
