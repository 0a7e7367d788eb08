#include "document/drawn_tables.hpp"

#include <gtest/gtest.h>

namespace document {
namespace {

std::vector<std::u32string> tables_in(const std::u32string& text) {
  const Document document = from_plain_text(text, "例.txt");
  std::vector<std::u32string> out;
  for (const auto& table : drawn_tables(document)) out.emplace_back(base::slice(document.text, table.span));
  return out;
}

const std::u32string kRows =
    U"序号   指标名称   单位   2024 年            2025 年预期目标\n"
    U"                 计划目标     完成情况     绝对值\n"
    U"1    地区生产    亿元   5.5%左    1862.4    —\n"
    U"     总值              右\n"
    U"2    固定资产    亿元   8%以上    —      7 以上\n"
    U"     投资\n"
    U"3    城镇新增    万人   3        3.24   3.1\n"
    U"     就业";

TEST(DrawnTables, a_table_whose_cells_go_on_over_several_lines) {
  EXPECT_EQ(tables_in(U"附表1\n主要指标表\n" + kRows + U"\n注：2024年完成情况为初步统计数。\n三、保障措施\n"),
            std::vector<std::u32string>{kRows});
}

TEST(DrawnTables, tabs_part_columns_too) {
  const std::u32string rows =
      U"指标\t单位\t2024年\n地区生产总值\t亿元\t452.3\n进出口总额\t亿元\t61.2\n粮食产量\t万吨\t12.1";
  EXPECT_EQ(tables_in(U"正文。\n" + rows + U"\n二、下一章\n"), std::vector<std::u32string>{rows});
}

TEST(DrawnTables, prose_names_in_columns_and_a_signature_are_no_tables) {
  EXPECT_TRUE(tables_in(U"地区生产总值增长5%。\n固定资产投资增长7%。\n进出口总额增长3%。\n粮食产量12万吨。\n").empty());
  EXPECT_TRUE(tables_in(U"张三   李四   王五\n赵六   钱七   孙八\n周九   吴十   郑一\n冯二   陈三   褚四\n").empty());
  EXPECT_TRUE(tables_in(U"抄送：市委   市人大   市政协\n潞川市发展和改革委员会    2025年2月3日    印发\n").empty());
}

TEST(DrawnTables, a_heading_behind_a_table_is_none_of_it) {
  const auto found = tables_in(kRows + U"\n三、保障措施\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].find(U"保障"), std::u32string::npos);
}

}  // namespace
}  // namespace document
