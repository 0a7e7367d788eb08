#include "cycle/annual_test_help.hpp"

// The tables of last year's report, one year on.
namespace cycle {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// As a Word file, with a table behind the targets.
class AnnualTables : public AnnualReport {
 protected:
  void last_year_had(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
    const std::string all = world.files->read(request.report, 1 << 20).value();
    document::Draft draft;
    bool placed = false;
    for (std::size_t start = 0; start < all.size();) {
      const auto end = std::min(all.find('\n', start), all.size());
      const std::string line = all.substr(start, end - start);
      if (!placed && line.starts_with("三、2025年主要任务")) {
        placed = true;
        for (const char* title : {"附表：2025年主要预期目标", "单位：见表"})
          draft.blocks.emplace_back(document::DraftParagraph{document::DraftParagraph::Role::body, {{title}}});
        document::DraftTable table;
        table.header = header;
        table.rows = rows;
        table.widths.assign(header.size(), 10);
        draft.blocks.emplace_back(std::move(table));
      }
      draft.blocks.emplace_back(document::DraftParagraph{document::DraftParagraph::Role::body, {{line}}});
      start = end + 1;
    }
    request.report = write("上年.docx", office::write_docx(draft, std::chrono::sys_seconds{}));
  }
  const document::DraftTable& table() {
    for (const auto& block : report().blocks)
      if (block.table && block.table->about == "kept") return block.table->table;
    ADD_FAILURE() << "no table of last year's report";
    static const document::DraftTable none;
    return none;
  }
};

TEST_F(AnnualTables, stay_tables_with_their_columns_one_year_on) {
  last_year_had({"指标", "单位", "2024年计划", "2024年完成", "增长（%）", "2025年计划", "增长（%）"},
                {{"地区生产总值", "亿元", "298", "300.12", "5.2", "315", "5左右"},
                 {"社会消费品零售总额", "亿元", "—", "96.3", "4.8", "—", "6"},
                 {"一般公共预算收入", "亿元", "18.1", "18.20", "3.5", "18.75", "3"}});
  const auto t = table();
  EXPECT_THAT(t.header,
              ElementsAre("指标", "单位", "2025年计划", "2025年完成", "增长（%）", "2026年计划", "增长（%）"));
  ASSERT_EQ(t.rows.size(), 3U);
  // What was planned stands in the column that planned it; what came of it is what was published.
  EXPECT_THAT(std::vector(t.rows[0].begin(), t.rows[0].begin() + 5),
              ElementsAre("地区生产总值", "亿元", "315", "316.00", "5.4"));
  EXPECT_THAT(std::vector(t.rows[1].begin(), t.rows[1].begin() + 5),
              ElementsAre("社会消费品零售总额", "亿元", "—", "100.60", "4.5"));
  EXPECT_THAT(std::vector(t.rows[2].begin(), t.rows[2].begin() + 5),
              ElementsAre("一般公共预算收入", "亿元", "18.75", "18.90", "3.8"));
  for (const auto& row : t.rows) EXPECT_THAT(row[6], HasSubstr("建议"));
}

TEST_F(AnnualTables, are_told_with_their_titles_and_sources_and_no_line_of_them_as_a_paragraph) {
  last_year_had({"指标", "单位", "2024年完成", "2025年计划"},
                {{"地区生产总值", "亿元", "300.12", "315"}, {"城镇新增就业", "万人", "0.52", "0.5"}});
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("附表：2026年主要预期目标\n单位：见表\n"));
  EXPECT_THAT(t, HasSubstr("（表中公布数的来源：["));
  EXPECT_THAT(t, Not(HasSubstr("\t")));
}

// Nothing is made up for a row that nobody published.
TEST_F(AnnualTables, leave_open_what_was_not_published) {
  last_year_had({"指标", "单位", "2024年完成", "2025年计划"},
                {{"地区生产总值", "亿元", "300.12", "315"}, {"进出口总额", "亿元", "12.4", "13"}});
  const auto t = table();
  ASSERT_EQ(t.rows.size(), 2U);
  EXPECT_EQ(t.rows[1][2], "待填");
  EXPECT_EQ(t.rows[1][3], "待填（上年13）");
  ASSERT_NE(open_with(kept->annual, "12.4亿元"), nullptr);
}

// A table that says nothing of years keeps its numbers as last year's.
TEST_F(AnnualTables, put_numbers_they_do_not_understand_in_brackets) {
  last_year_had({"序号", "镇名", "户数"}, {{"1", "上青镇", "320"}, {"2", "下青镇", "410"}});
  const auto t = table();
  ASSERT_EQ(t.rows.size(), 2U);
  EXPECT_THAT(t.rows[0], ElementsAre("1", "上青镇", "〔320〕"));
}

}  // namespace
}  // namespace cycle
