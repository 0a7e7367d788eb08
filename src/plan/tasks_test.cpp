#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/orders.hpp"
#include "plan/tasks_words.hpp"
#include "plan/verdict_test_help.hpp"
#include "reading/read.hpp"

namespace plan {
namespace {

Task task_for(const std::string& words, const std::string& heading = "", const std::string& area = "甲区") {
  reading::Reading report;
  report.area = area;
  report.text = base::u32(words);
  reading::Measure measure;
  measure.span = {0, static_cast<int>(report.text.size())};
  measure.heading = heading;
  report.measures.push_back(measure);
  return tasks_of(report).at(0);
}

TEST(Tasks, AMeasureGoesToTheOfficeWhoseWorkItNames) {
  EXPECT_EQ(task_for("改造老旧小区三十个").suggested_owner, "区住房和城乡建设局");
  EXPECT_EQ(task_for("举办招聘会八十场").suggested_owner, "区人力资源和社会保障局");
  EXPECT_EQ(task_for("新建幼儿园四所，增加学前教育学位").suggested_owner, "区教育局");
  EXPECT_EQ(task_for("开展药品和特种设备监督检查").suggested_owner, "区市场监督管理局");
  EXPECT_EQ(task_for("推进高标准农田建设", "", "甲省").suggested_owner, "省农业农村厅");
  EXPECT_EQ(task_for("加快高速公路建设", "", "甲市").suggested_owner, "市交通运输局");
}

TEST(Tasks, TheLongerWordWinsOverTheShorterInsideIt) {
  // 数据 alone would be the data office; 数据中心节能 is not asked here, 生活性服务业 names services, not 健康 or 旅游.
  EXPECT_EQ(task_for("引导健康、旅游等生活性服务业提升品质").suggested_owner, "区发展和改革局");
  EXPECT_EQ(task_for("推进知识产权质押").suggested_owner, "区市场监督管理局");
}

TEST(Tasks, MannerAndPurposeCountLessThanTheAction) {
  EXPECT_EQ(task_for("以文化旅游资源为依托，新建三级医院两家").suggested_owner, "区卫生健康局");
  EXPECT_EQ(task_for("修缮中小学校舍，促进体育消费").suggested_owner, "区教育局");
}

TEST(Tasks, AHeadingSpeaksOnlyWhereTheMeasureIsSilent) {
  const Task silent = task_for("做细各项工作", "稳住就业基本盘");
  EXPECT_EQ(silent.suggested_owner, "区人力资源和社会保障局");
  EXPECT_THAT(silent.because, testing::HasSubstr("章节标题"));
  EXPECT_EQ(task_for("整治背街小巷", "稳住就业基本盘").suggested_owner, "区城市管理和综合执法局");
}

TEST(Tasks, NobodyFitsIsSaidByAnEmptyOwner) {
  const Task task = task_for("凝心聚力");
  EXPECT_TRUE(task.suggested_owner.empty());
  EXPECT_TRUE(task.because.empty());
}

TEST(Tasks, TheDecidingWordsAreNamed) { EXPECT_EQ(task_for("新增养老机构床位").because, "“养老机构”"); }

// The stage of a work goes where the work goes, whatever single word the stage holds.
TEST(Tasks, AStageOfANamedWorkGoesToTheOfficeOfTheWork) {
  const auto report = reading::read(document::from_plain_text(
      U"关于青岩县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n"
      U"一、2024年工作回顾\n总体平稳。\n二、2025年主要任务和措施\n（一）抓好重点工作\n"
      U"青岩抽水蓄能电站完成投资8亿元，6月底前完成上水库库盆开挖。完成12座小型水库除险加固。\n",
      "报告.txt"));
  const auto tasks = tasks_of(report);
  ASSERT_EQ(tasks.size(), 3u);
  EXPECT_EQ(tasks[1].suggested_owner, tasks[0].suggested_owner);
  EXPECT_NE(tasks[1].suggested_owner, tasks[2].suggested_owner);
  EXPECT_EQ(tasks[2].suggested_owner, "县水务局");
}

TEST(OfficeWords, ABadTableIsAFaultWithItsLine) {
  const auto bad = OfficeWords::parse("keyword,function,weight\n养老,民政,3\n托育,卫生健康,高\n", "w.csv");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where.line, 3);
}

}  // namespace
}  // namespace plan
