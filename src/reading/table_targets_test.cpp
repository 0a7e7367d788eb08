#include "reading/table_targets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading/plan_table.hpp"
#include "reading/read.hpp"
#include "reading/tables_test_help.hpp"

// Targets that only a table states. The tables are invented, in the forms that published plans have.
namespace reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "地区生产总值 ≈ 5.5% growth"
std::vector<std::string> targets_of(const std::string& picture, const std::string& before = {}) {
  auto document = test::drawn(picture.substr(1));
  const std::u32string title =
      U"2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n" + base::u32(before) + U"\n";
  const int length = static_cast<int>(title.size());
  document.text = title + document.text;
  for (auto& block : document.blocks) {
    auto& table = std::get<document::Table>(block);
    table.span = {table.span.start + length, table.span.end + length};
    for (auto& cell : table.cells) cell.span = {cell.span.start + length, cell.span.end + length};
  }
  std::vector<document::Block> lines;
  for (int start = 0; start < length;) {
    const int end = static_cast<int>(document.text.find(U'\n', static_cast<std::size_t>(start)));
    document::Paragraph paragraph;
    paragraph.span = {start, end};
    if (end > start) lines.emplace_back(paragraph);
    start = end + 1;
  }
  document.blocks.insert(document.blocks.begin(), lines.begin(), lines.end());
  std::vector<std::string> out;
  for (const auto& t : read(document).targets) {
    std::string words = t.indicator + " " + t.op + (t.value ? " " + t.value->to_string() : "") +
                        (t.value_max ? "—" + t.value_max->to_string() : "") + t.unit;
    if (t.kind == Kind::growth) words += " growth";
    if (t.binding) words += " binding";
    out.push_back(words);
  }
  return out;
}

TEST(TableTargets, are_read_where_the_text_states_none) {
  EXPECT_THAT(targets_of(R"(
序号 | 指标名称 | 单位 | 2024年完成 | 增长（%） | 2025年计划 | 增长（%） | 指标属性
1 | 地区生产总值 | 亿元 | 1862.4 | 4.6 | 1960 | 5左右 | 预期性
2 | 规模以上工业增加值 | 亿元 | — | 7.4 | — | 7以上 | 预期性
3 | 居民消费价格涨幅 | % | 0.2 | — | 2左右 | — | 预期性
4 | 城镇登记失业率 | % | 3.1 | — | 5以内 | — | 预期性
5 | 单位地区生产总值能耗降低 | % | 3.2 | — | 完成省下达任务 | — | 约束性
6 | 粮食产量 | 万吨 | 36.1 | — | ≥36 | — | 约束性
)"),
              ElementsAre("地区生产总值 ≈ 5% growth", "规模以上工业增加值 >= 7% growth", "居民消费价格 ≈ 2% growth",
                          "城镇登记失业率 <= 5%", "单位地区生产总值能耗降低 ~upper-level-target binding",
                          "粮食产量 >= 36万吨 binding"));
}

TEST(TableTargets, have_headers_of_two_rows_and_groups_of_rows) {
  EXPECT_THAT(
      targets_of(R"(
类别 | 指标 | 单位 | 2024年 | < | 2025年预期目标 | <
^ | ^ | ^ | 绝对值 | 增长（%） | 绝对值 | 增长（%）
经济发展 | 地区生产总值 | 亿元 | 1862.4 | 4.6 | — | 5—5.5
^ | 社会消费品零售总额 | 亿元 | 640.1 | 5.2 | — | 6
民生福祉 | 城镇新增就业 | 万人 | 3.24 | — | 3以上 | —
)"),
      ElementsAre("地区生产总值 range 5—5.5% growth", "社会消费品零售总额 = 6% growth", "城镇新增就业人数 >= 3万人"));
}

// What the text says of an indicator goes before the table.
TEST(TableTargets, are_not_read_twice) {
  const auto targets = targets_of(R"(
指标 | 单位 | 2024年完成 | 2025年计划
地区生产总值增速 | % | 4.6 | 5左右
社会消费品零售总额增速 | % | 5.2 | 6
常住人口城镇化率 | % | 60.5 | 61.3
)",
                                  "二、2025年主要预期目标\n2025年主要预期目标是：地区生产总值增长5%左右。");
  EXPECT_THAT(targets,
              ElementsAre("地区生产总值 ≈ 5% growth", "社会消费品零售总额 = 6% growth", "常住人口城镇化率 = 61.3%"));
}

// Lists of projects plan amounts of the year too.
TEST(TableTargets, are_not_read_from_a_list_of_projects_or_results) {
  EXPECT_THAT(targets_of(R"(
序号 | 项目名称 | 总投资（万元） | 2025年计划投资（万元）
1 | 澜河大桥 | 32000 | 12000
2 | 城东学校 | 18000 | 9000
3 | 污水处理厂二期 | 9600 | 4800
)"),
              IsEmpty());
  EXPECT_THAT(targets_of(R"(
指标 | 单位 | 2024年完成 | 增长（%）
地区生产总值 | 亿元 | 1862.4 | 4.6
社会消费品零售总额 | 亿元 | 640.1 | 5.2
固定资产投资 | 亿元 | — | 3.1
)"),
              IsEmpty());
}

// A quarter's aim is not the year's, and of two places nobody can tell which is meant.
TEST(TableTargets, are_of_the_whole_year_and_the_whole_area) {
  EXPECT_THAT(targets_of(R"(
指标 | 单位 | 2025年一季度目标 | 2025年上半年目标 | 2025年全年目标
地区生产总值增速 | % | 4.5 | 4.8 | 5左右
社会消费品零售总额增速 | % | 5 | 5.5 | 6
常住人口城镇化率 | % | 60.6 | 60.9 | 61.3
)"),
              ElementsAre("地区生产总值 ≈ 5% growth", "社会消费品零售总额 = 6% growth", "常住人口城镇化率 = 61.3%"));
  EXPECT_THAT(targets_of(R"(
指标 | 单位 | 2025年目标 | <
^ | ^ | 上青镇 | 下青镇
工业投资 | 亿元 | 4 | 5
社会消费品零售总额 | 亿元 | 6 | 7
一般公共预算收入 | 亿元 | 1 | 2
)"),
              IsEmpty());
}

TEST(PlanTable, has_no_more_columns_than_a_page) {
  document::Table table;
  table.rows = 50'000;
  table.columns = 100'000;
  EXPECT_FALSE(PlanTable::may_be(table));
  table.rows = 30;
  table.columns = 12;
  EXPECT_TRUE(PlanTable::may_be(table));
}

TEST(PlanTable, tells_what_its_columns_are_of) {
  const auto document = test::drawn(R"(2024年计划执行情况和2025年计划 | < | < | < | < | <
指标 | 单位 | 上年完成 | 增长（%） | 本年计划 | 增长（%）
地区生产总值 | 亿元 | 1862.4 | 4.6 | 1960 | 5左右
)");
  const auto& drawn = std::get<document::Table>(document.blocks.front());
  const PlanTable table(document.text, drawn, 2024, 2025);
  EXPECT_EQ(table.body_from(), 2);
  EXPECT_EQ(table.column(2).of, PlanColumn::Of::result);
  EXPECT_EQ(table.column(2).year, 2024);
  EXPECT_EQ(table.column(3).of, PlanColumn::Of::result);
  EXPECT_TRUE(table.column(3).growth);
  EXPECT_EQ(table.column(4).of, PlanColumn::Of::plan);
  EXPECT_EQ(table.column(5).year, 2025);
  EXPECT_EQ(base::to_utf8(table.name_of(2)), "地区生产总值");
  EXPECT_EQ(base::to_utf8(table.unit_of(2)), "亿元");
}

}  // namespace
}  // namespace reading
