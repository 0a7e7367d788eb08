#include "report/day_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/page_room.hpp"

namespace report {
namespace {

using testing::HasSubstr;
using testing::Not;

NewFigure figure(const std::string& indicator, const std::string& value, bool revised) {
  NewFigure f;
  f.now.indicator = indicator;
  f.now.period = calendar::Period::year_to_date(2025, 9);
  f.now.value = base::Decimal::parse(value);
  f.now.unit = "亿元";
  f.now.source.text = "商务.csv 第3行";
  f.now.published.known_by = std::chrono::year(2025) / 10 / 20;
  if (revised) {
    f.before = f.now;
    f.before->value = base::Decimal::parse("1.00");
    f.vintage = 2;
  }
  return f;
}

DayFindings busy_day(int of_each) {
  DayFindings day;
  day.area = "岚湖区";
  day.asof = std::chrono::year(2025) / 10 / 20;
  const std::string n(60, 'x');
  for (int i = 0; i < of_each; ++i) {
    day.figures.push_back(figure("指标" + n + std::to_string(i), "2.00", i % 2 == 1));
    day.verdicts.push_back({"目标" + n, plan::Verdict::on_track, plan::Verdict::off_track, "因为" + n});
    day.questions.push_back({"Q123456", "这个数是哪个月的" + n, "很长的文件名" + n + ".xlsx", "B3"});
    day.unread.push_back({"坏" + n + ".xlsx", "B3", "文件不完整或已损坏" + n});
    day.due.push_back("岚发改督〔2025〕4号 区商务局：" + n + "，今天应反馈");
    day.gone.push_back("拿走" + n);
  }
  return day;
}

double points(const document::Draft& draft) {
  double sum = 0;
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<document::DraftParagraph>(&block)) sum += points_of(*p);
    if (const auto* t = std::get_if<document::DraftTable>(&block)) sum += points_of(*t);
  }
  return sum;
}

std::string text_of(const document::Draft& draft) {
  std::string out;
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<document::DraftParagraph>(&block)) {
      for (const auto& run : p->runs) out += run.text;
    } else if (const auto* t = std::get_if<document::DraftTable>(&block)) {
      for (const auto& row : t->rows)
        for (const auto& cell : row) out += cell + "|";
    }
    out += "\n";
  }
  return out;
}

TEST(DayPage, is_one_page_whatever_came) {
  for (const int n : {0, 1, 3, 10, 1000}) EXPECT_LE(points(day_page(busy_day(n))), page_points) << n;
}

TEST(DayPage, what_does_not_fit_is_counted) {
  const std::string text = text_of(day_page(busy_day(100)));
  for (const char* part : {"一、今日到期", "二、判断变化", "三、新的数据", "四、新的问题", "五、没有读懂或没有采用的"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(text, HasSubstr("见 jicheng facts。"));
}

TEST(DayPage, tasks_long_past_are_one_line_and_no_reason_for_a_page) {
  DayFindings day = busy_day(0);
  day.tasks_long_past = 7;
  EXPECT_TRUE(day.empty());
  EXPECT_THAT(text_of(day_page(day)), HasSubstr("计划报告里还有7项任务的期限已经过了一个月以上"));
}

TEST(DayPage, a_quiet_part_has_no_heading) {
  DayFindings day = busy_day(0);
  day.figures.push_back(figure("社会消费品零售总额", "2.00", true));
  const std::string text = text_of(day_page(day));
  EXPECT_THAT(text, HasSubstr("一、新的数据"));
  EXPECT_THAT(text, HasSubstr("社会消费品零售总额|前三季度|1.00亿元|2.00亿元（第2次）|"));
  EXPECT_THAT(text, Not(HasSubstr("今日到期")));
  EXPECT_THAT(text, Not(HasSubstr("其余")));
}

TEST(DaySections, revisions_come_before_first_figures_and_falls_before_rises) {
  DayFindings day = busy_day(0);
  day.figures = {figure("甲", "2.00", false), figure("乙", "2.00", true)};
  day.verdicts = {{"子", plan::Verdict::at_risk, plan::Verdict::on_track, "好了"},
                  {"丑", plan::Verdict::on_track, plan::Verdict::at_risk, "坏了"}};
  const auto sections = day_sections(day);
  ASSERT_EQ(sections.size(), 2u);
  EXPECT_THAT(sections[0].lines[0], HasSubstr("丑：进度正常 → 有风险"));
  EXPECT_THAT(sections[1].lines[0], HasSubstr("乙 2025年前三季度：1.00亿元 → 2.00亿元（第2次）"));
}

}  // namespace
}  // namespace report
