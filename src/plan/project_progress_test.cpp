#include "plan/project_progress.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/orders_guard.hpp"
#include "plan/project_amounts.hpp"
#include "plan/project_figures.hpp"
#include "plan/project_memory.hpp"
#include "plan/project_orders.hpp"
#include "plan/project_promises.hpp"
#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

using reading::Money;
using reading::Nature;
using reading::Project;
using reading::ProjectSheet;
using reading::Stage;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct Row {
  const char* name;
  const char* total = "";
  const char* plan = "";
  const char* done = "";
  const char* stage = "";
  const char* rate = "";
  const char* owner = "区教育局";
};

void put(Project& p, Money m, const std::string& printed, const std::string& unit) {
  auto& cell = p.money[static_cast<std::size_t>(m)];
  const auto number = Decimal::parse(printed);
  if (!number) {
    cell.instead = printed;
    return;
  }
  const base::Place place{.file = "表.xlsx", .sheet = "项目", .cell = p.name + std::to_string(static_cast<int>(m))};
  cell.amount = reading::Amount{*number, unit, place};
}

ProjectSheet sheet_of(int year, int month, const std::vector<Row>& rows, const std::string& unit = "万元") {
  ProjectSheet sheet;
  sheet.file = "表.xlsx";
  sheet.title = "重点项目表";
  sheet.period = calendar::Period::year_to_date(year, month);
  sheet.year_printed = true;
  for (const auto& row : rows) {
    Project p;
    p.name = row.name;
    p.owner = row.owner;
    p.builder = "甲公司";
    p.place = {.file = "表.xlsx", .sheet = "项目", .cell = row.name};
    put(p, Money::total, row.total, unit);
    put(p, Money::plan, row.plan, unit);
    put(p, Money::done, row.done, unit);
    if (const auto rate = Decimal::parse(row.rate)) p.rate = reading::Amount{*rate, "%", p.place};
    p.stage_as_printed = row.stage;
    p.stage = reading::stage_of(row.stage);
    sheet.projects.push_back(std::move(p));
  }
  return sheet;
}

void add_total(ProjectSheet& sheet, Money m, const char* printed, const std::string& unit = "万元") {
  reading::ProjectTotal total;
  total.label = "合计";
  total.whole = true;
  total.money[static_cast<std::size_t>(m)].amount =
      reading::Amount{*Decimal::parse(printed), unit, {.file = "表.xlsx", .sheet = "项目", .cell = "Z9"}};
  for (std::size_t i = 0; i < sheet.projects.size(); ++i) total.members.push_back(i);
  sheet.totals.push_back(total);
}

const reading::Reading& no_report() {
  static const auto report = [] {
    reading::Reading r;
    r.area = "岚湖区";
    r.plan_year = 2026;
    r.text = U"岚湖区2026年计划";
    return r;
  }();
  return report;
}

ProjectReport judged(const ProjectSheet& sheet, std::vector<ProjectSheet> earlier = {},
                     std::vector<facts::Fact> known = {}, calendar::Date asof = date(2026, 10, 15)) {
  ProjectInput input;
  input.sheets = {sheet};
  input.earlier = std::move(earlier);
  input.report = &no_report();
  input.known = std::move(known);
  input.asof = asof;
  return project_progress(input);
}

std::vector<std::string> rules_of(const CheckResult& check) {
  std::vector<std::string> out;
  for (const auto& f : check.findings) out.push_back(f.rule);
  return out;
}

TEST(ProjectProgress, a_project_ten_points_behind_both_paces_is_late_and_says_so) {
  const auto report = judged(sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "400", "主体施工"}}));
  ASSERT_TRUE(report.any);
  const auto& s = report.projects.at(0);
  EXPECT_EQ(*s.rate, *Decimal::parse("0.4"));
  EXPECT_EQ(s.verdict, ProjectVerdict::late);
  EXPECT_THAT(s.why, HasSubstr("40.0%"));
  EXPECT_THAT(s.why, HasSubstr("比时序（75.0%）慢35.0个百分点"));
}

TEST(ProjectProgress, being_ahead_of_the_line_is_enough_where_the_default_asks_for_more) {
  const auto report = judged(sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "780", "主体施工"}}));
  EXPECT_EQ(report.projects.at(0).verdict, ProjectVerdict::on_track);
  EXPECT_TRUE(report.totals.pace.is_default);
  EXPECT_GT(report.totals.pace.expected, *Decimal::parse("0.78"));
}

TEST(ProjectProgress, an_end_loaded_past_of_the_area_excuses_what_the_line_would_blame) {
  const auto past = sheet_of(2025, 9, {{"东湾桥", "9000", "1000", "550"}});
  const auto december = sheet_of(2025, 12, {{"东湾桥", "9000", "1000", "1000"}});
  const auto report = judged(sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "560", "主体施工"}}), {past, december});
  EXPECT_EQ(report.totals.pace.expected, *Decimal::parse("0.55"));
  EXPECT_FALSE(report.totals.pace.is_default);
  EXPECT_EQ(report.projects.at(0).verdict, ProjectVerdict::on_track);
}

TEST(ProjectProgress, published_rates_of_the_area_come_before_the_default) {
  facts::Fact fact;
  fact.area = "岚湖区";
  fact.indicator = "重点项目年度投资计划完成率";
  fact.period = calendar::Period::year_to_date(2025, 9);
  fact.value = *Decimal::parse("70.5");
  fact.unit = "%";
  fact.published = {date(2025, 10, 20), calendar::Published::Precision::day};
  const auto report = judged(sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "560"}}), {}, {fact});
  EXPECT_EQ(report.totals.pace.expected, *Decimal::parse("0.705"));
  EXPECT_THAT(report.totals.pace.source, HasSubstr("2025"));
}

// One project at 60 % in September: by a past that ends in a rush it will be done, by the default it will hardly be.
TEST(ProjectOutlook, earlier_years_of_the_area_tell_the_chance_and_the_sentence_says_whose_they_are) {
  const auto now = sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "600", "主体施工"}});
  std::vector<ProjectSheet> earlier;
  for (int year = 2020; year <= 2025; ++year) {
    earlier.push_back(sheet_of(year, 9, {{"东湾桥", "9000", "1000", "550"}, {"西岭小学", "900", "500", "275"}}));
    earlier.push_back(sheet_of(year, 12, {{"东湾桥", "9000", "1000", "1000"}, {"西岭小学", "900", "500", "500"}}));
  }
  const auto own = judged(now, earlier).projects.at(0);
  const auto alone = judged(now).projects.at(0);
  ASSERT_TRUE(own.year_end && alone.year_end);
  EXPECT_EQ(own.year_end->years, 6);
  EXPECT_GT(own.year_end->chance, alone.year_end->chance + 0.2);
  EXPECT_GT(own.year_end->forecast.mean, alone.year_end->forecast.mean);
  EXPECT_THAT(own.year_end->words, HasSubstr("本地往年6年的进度"));
  EXPECT_THAT(own.year_end->words, HasSubstr("完成年度计划的可能性"));
  EXPECT_THAT(own.year_end->english, HasSubstr("6 earlier years here"));
  EXPECT_THAT(alone.year_end->words, HasSubstr("不是本地数"));
  EXPECT_THAT(alone.year_end->english, HasSubstr("published elsewhere"));
  // All together are surer than one.
  const auto totals = judged(now, earlier).totals;
  ASSERT_TRUE(totals.year_end);
  EXPECT_GT(alone.year_end->forecast.hi80 - alone.year_end->forecast.lo80,
            judged(now).totals.year_end->forecast.hi80 - judged(now).totals.year_end->forecast.lo80);
}

TEST(ProjectOutlook, nothing_is_foreseen_of_what_is_over_stopped_or_not_begun_yet) {
  auto sheet = sheet_of(2026, 9,
                        {{"甲楼", "9000", "1000", "1010", "主体施工"},
                         {"乙楼", "9000", "1000", "300", "停工"},
                         {"丙楼", "9000", "1000", "700", "已竣工投用"},
                         {"丁楼", "9000", "1000", "0", "前期"},
                         {"戊楼", "9000", "", "70", "主体施工"}});
  sheet.projects[3].planned_start = calendar::Month{2026, 11};
  for (const auto& s : judged(sheet).projects) EXPECT_FALSE(s.year_end) << s.project.name;
  EXPECT_FALSE(judged(sheet_of(2026, 12, {{"临江大厦", "9000", "1000", "600", "主体施工"}}), {}, {}, date(2027, 1, 20))
                   .projects.at(0)
                   .year_end);
}

TEST(ProjectOutlook, a_project_that_begins_in_july_is_not_asked_for_nine_months) {
  auto sheet = sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "400", "基础施工"}, {"东湾桥", "9000", "1000", "400"}});
  sheet.projects[0].planned_start = calendar::Month{2026, 7};
  const auto report = judged(sheet);
  std::map<std::string, double> chance;
  for (const auto& s : report.projects) chance[s.project.name] = s.year_end->chance;
  EXPECT_GT(chance.at("临江大厦"), chance.at("东湾桥"));
}

// Published rates of one year that reach December teach the curve and the end; those that stop in between teach none.
TEST(ProjectOutlook, published_rates_with_december_are_a_year_of_their_own) {
  std::vector<facts::Fact> known;
  const auto rate = [&](int year, int month, const char* value) {
    facts::Fact fact;
    fact.area = "岚湖区";
    fact.indicator = "重点项目年度投资计划完成率";
    fact.span = facts::Span::cumulative;
    fact.period = calendar::Period::year_to_date(year, month);
    fact.value = *Decimal::parse(value);
    fact.unit = "%";
    fact.published = {date(year, month, 28), calendar::Published::Precision::day};
    known.push_back(fact);
  };
  rate(2024, 9, "50");
  rate(2024, 12, "104.5");
  rate(2025, 9, "61.5");
  const auto past = project_past(2026, "岚湖区", {}, known);
  ASSERT_THAT(past.told, ElementsAre(2024));
  EXPECT_NEAR(past.years.at(0).done.at(12), 1.045, 1e-12);
  EXPECT_THAT(project_past(2024, "岚湖区", {}, known).told, IsEmpty());
}

TEST(ProjectProgress, the_default_curve_never_falls_and_ends_at_one) {
  for (int m = 1; m <= 12; ++m) EXPECT_GE(default_project_pace(m), default_project_pace(m - 1)) << m;
  EXPECT_EQ(default_project_pace(12), Decimal(1));
  // Two published rates for March: 24.3 % (Guangdong 2019) and 23.0 % (2022).
  EXPECT_EQ(default_project_pace(3), *Decimal::parse("0.2365"));
}

TEST(ProjectProgress, nothing_invested_for_three_months_is_late_whatever_the_pace) {
  const auto report =
      judged(sheet_of(2026, 3, {{"临江大厦", "9000", "1000", "0", "主体施工"}}), {}, {}, date(2026, 4, 10));
  EXPECT_EQ(report.projects.at(0).verdict, ProjectVerdict::late);
  EXPECT_THAT(report.projects.at(0).why, HasSubstr("3个月没有完成投资"));
}

TEST(ProjectProgress, a_new_project_is_late_from_its_planned_month_and_not_before) {
  auto sheet =
      sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "0", "办理施工许可"}, {"青石桥", "9000", "1000", "0", "招标"}});
  for (auto& p : sheet.projects) p.nature = Nature::fresh;
  sheet.projects[0].planned_start = calendar::Month{2026, 6};
  sheet.projects[1].planned_start = calendar::Month{2026, 11};
  const auto report = judged(sheet);
  EXPECT_EQ(report.projects.at(0).project.name, "临江大厦");
  EXPECT_EQ(report.projects.at(0).verdict, ProjectVerdict::late);
  EXPECT_TRUE(report.projects.at(0).not_started);
  EXPECT_EQ(report.projects.at(1).verdict, ProjectVerdict::on_track);
  EXPECT_THAT(report.projects.at(1).why, HasSubstr("2026年11月开工"));
}

TEST(ProjectProgress, the_same_words_for_three_months_make_it_slow) {
  const auto now = sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "800", "基坑支护"}});
  std::vector<ProjectSheet> past;
  for (int m = 6; m <= 8; ++m) past.push_back(sheet_of(2026, m, {{"临江大厦", "9000", "1000", "500", "基坑支护"}}));
  EXPECT_EQ(judged(now, past).projects.at(0).verdict, ProjectVerdict::slow);
  past[1].projects[0].stage_as_printed = "土方开挖";
  EXPECT_EQ(judged(now, past).projects.at(0).verdict, ProjectVerdict::on_track);
}

TEST(ProjectProgress, missing_is_neither_zero_nor_late) {
  const auto report =
      judged(sheet_of(2026, 9, {{"临江大厦", "9000", "未下达", "300"}, {"青石桥", "9000", "1000", "—"}}));
  EXPECT_EQ(report.projects.at(0).verdict, ProjectVerdict::no_data);
  EXPECT_EQ(report.projects.at(1).verdict, ProjectVerdict::no_plan);
  EXPECT_THAT(report.projects.at(1).why, HasSubstr("未下达"));
  EXPECT_EQ(report.totals.without_plan, 1);
  EXPECT_FALSE(report.totals.rate) << "no row has both";
}

TEST(ProjectProgress, a_finished_project_is_finished_though_its_money_lags) {
  const auto report = judged(sheet_of(2026, 9, {{"临江大厦", "9000", "1000", "600", "竣工验收"}}));
  EXPECT_EQ(report.projects.at(0).verdict, ProjectVerdict::finished);
  ASSERT_THAT(report.projects.at(0).notes, SizeIs(1));
}

TEST(ProjectProgress, a_sheet_of_another_year_or_of_the_future_is_not_judged) {
  EXPECT_FALSE(judged(sheet_of(2025, 9, {{"临江大厦", "9000", "1000", "600"}})).any);
  EXPECT_FALSE(judged(sheet_of(2026, 11, {{"临江大厦", "9000", "1000", "600"}})).any);
}

TEST(ProjectChecks, rows_that_make_their_total_are_confirmed_and_others_found) {
  auto sheet = sheet_of(2026, 9, {{"甲楼", "9000", "1000", "800"}, {"乙楼", "9000", "500", "400"}});
  add_total(sheet, Money::plan, "1500");
  EXPECT_THAT(judged(sheet).check.findings, IsEmpty());
  sheet.totals.clear();
  add_total(sheet, Money::plan, "1600");
  const auto found = judged(sheet).check;
  EXPECT_THAT(rules_of(found), ElementsAre("project-total-sum"));
  EXPECT_EQ(found.findings[0].expected, "1500万元");
  EXPECT_EQ(found.findings[0].found, "1600万元");
}

TEST(ProjectChecks, a_total_in_another_unit_is_the_same_money) {
  auto sheet = sheet_of(2026, 9, {{"甲楼", "", "10500", "8000"}, {"乙楼", "", "4500", "4000"}});
  add_total(sheet, Money::plan, "1.50", "亿元");
  EXPECT_THAT(judged(sheet).check.findings, IsEmpty());
}

TEST(ProjectChecks, one_row_ten_thousand_times_off_is_named_and_not_used) {
  auto sheet = sheet_of(2026, 9, {{"甲楼", "9000", "0.1", "800", "", "80.0"}, {"乙楼", "9000", "500", "400"}});
  add_total(sheet, Money::plan, "1500");
  const auto report = judged(sheet);
  EXPECT_THAT(rules_of(report.check), ElementsAre("project-unit-slip"));
  EXPECT_EQ(report.check.findings[0].expected, "1000万元");
  EXPECT_THAT(report.check.findings[0].say, HasSubstr("甲楼"));
  EXPECT_EQ(report.totals.plan->number, Decimal(500));
  for (const auto& s : report.projects) {
    if (s.project.name == "甲楼") EXPECT_EQ(*s.rate, *Decimal::parse("0.8")) << "the printed rate stands in";
  }
}

TEST(ProjectChecks, a_rate_is_held_against_what_rounding_allows) {
  EXPECT_THAT(judged(sheet_of(2026, 9, {{"甲楼", "9000", "3", "2", "", "66.7"}})).check.findings, IsEmpty());
  EXPECT_THAT(rules_of(judged(sheet_of(2026, 9, {{"甲楼", "9000", "1000", "800", "", "88.0"}})).check),
              ElementsAre("project-rate"));
}

TEST(ProjectChecks, more_done_than_the_whole_project_costs_is_found) {
  EXPECT_THAT(rules_of(judged(sheet_of(2026, 9, {{"甲楼", "700", "600", "800"}})).check),
              ElementsAre("project-over-total"));
}

TEST(ProjectChecks, a_project_twice_on_the_sheet_is_found) {
  EXPECT_THAT(
      rules_of(judged(sheet_of(2026, 9, {{"甲 楼", "9000", "1000", "800"}, {"甲楼", "9000", "1000", "800"}})).check),
      ElementsAre("project-twice"));
}

TEST(ProjectChecks, last_months_sheet_is_held_against_this_one) {
  const auto before = sheet_of(
      2026, 8, {{"甲楼", "9000", "1000", "800"}, {"乙楼", "9000", "500", "300"}, {"丙桥改造", "9000", "50", "30"}});
  const auto now = sheet_of(2026, 9, {{"甲楼", "9000", "1000", "700"}, {"乙楼", "9000", "450", "400"}});
  const auto report = judged(now, {before});
  EXPECT_THAT(rules_of(report.check), ElementsAre("project-fell", "project-plan-changed", "project-vanished"));
  EXPECT_THAT(report.check.findings[2].say, HasSubstr("丙桥改造"));
}

TEST(ProjectChecks, a_new_year_begins_anew) {
  const auto before = sheet_of(2025, 12, {{"甲楼", "9000", "1000", "1000"}, {"乙楼", "9000", "500", "500"}});
  EXPECT_THAT(
      judged(sheet_of(2026, 3, {{"甲楼", "9000", "900", "300"}}), {before}, {}, date(2026, 4, 10)).check.findings,
      IsEmpty());
}

// 安排重点项目3个，年度计划投资2亿元以上
reading::Reading report_with(const std::string& sentence, const std::vector<reading::Figure>& figures) {
  reading::Reading r;
  r.area = "岚湖区";
  r.plan_year = 2026;
  r.text = base::u32(sentence);
  r.figures = figures;
  for (auto& f : r.figures) {
    f.status = reading::FigureStatus::target;
    const auto at = r.text.find(base::u32(f.id));
    JC_ASSERT(at != std::u32string::npos);
    f.span = {static_cast<int>(at), static_cast<int>(at + base::u32(f.id).size())};
  }
  return r;
}
reading::Figure figure(const char* text, const char* indicator, const char* value, const char* unit,
                       reading::Qualifier qualifier = reading::Qualifier::exact) {
  reading::Figure f;
  f.id = text;
  f.indicator = indicator;
  f.value = *Decimal::parse(value);
  f.unit = unit;
  f.qualifier = qualifier;
  return f;
}

ProjectReport against(const reading::Reading& report, const ProjectSheet& sheet) {
  ProjectInput input;
  input.sheets = {sheet};
  input.report = &report;
  input.asof = date(2026, 10, 15);
  return project_progress(input);
}

TEST(ProjectsAndReport, count_and_sum_of_plans_are_held_against_the_plans_own_words) {
  const auto report = report_with("安排重点项目3个，年度计划投资2亿元以上。",
                                  {figure("3个", "安排重点项目数", "3", "个"),
                                   figure("2亿元以上", "年度计划投资", "2", "亿元", reading::Qualifier::at_least)});
  auto sheet = sheet_of(2026, 9, {{"甲楼", "", "10000", "9000"}, {"乙楼", "", "6000", "5000"}});
  const auto found = against(report, sheet);
  EXPECT_THAT(rules_of(found.check), ElementsAre("report-projects-count", "report-projects-money"));
  EXPECT_THAT(found.check.findings[0].spans, SizeIs(1));
  EXPECT_EQ(found.check.findings[1].found, "1.6亿元");
  sheet =
      sheet_of(2026, 9, {{"甲楼", "", "10000", "9000"}, {"乙楼", "", "6000", "5000"}, {"丙桥", "", "5000", "4000"}});
  EXPECT_THAT(against(report, sheet).check.findings, IsEmpty());
}

TEST(ProjectsAndReport, the_citys_list_is_not_the_districts) {
  for (const std::string list : {"市重点项目", "市级重点工程", "省重大工程"}) {
    const auto report = report_with("推进" + list + "20个。", {figure("20个", (list + "数").c_str(), "20", "个")});
    const auto found = against(report, sheet_of(2026, 9, {{"甲楼", "", "10000", "9000"}})).check.findings;
    EXPECT_THAT(found, IsEmpty()) << list;
  }
  const auto own = report_with("推进区重点工程20个。", {figure("20个", "区重点工程数", "20", "个")});
  EXPECT_THAT(rules_of(against(own, sheet_of(2026, 9, {{"甲楼", "", "10000", "9000"}})).check),
              ElementsAre("report-projects-count"));
}

TEST(ProjectsAndReport, another_list_and_a_part_of_it_are_not_the_sheet) {
  const auto sheet = sheet_of(2026, 9, {{"甲楼", "", "10000", "9000"}});
  for (const char* words : {"谋划储备重大项目300个。", "集中开工重点项目32个。", "重点项目中，其中省级42个。",
                            "重点项目分省级42个和其他。", "签约重大项目100个。"}) {
    const std::u32string text = base::u32(words);
    const auto from = text.find_first_of(U"0123456789");
    const auto to = text.find(U'个', from) + 1;
    const std::string number = base::to_utf8(text.substr(from, to - from));
    const std::string digits = base::to_utf8(text.substr(from, to - from - 1));
    const auto report = report_with(words, {figure(number.c_str(), "重大项目数", digits.c_str(), "个")});
    EXPECT_THAT(rules_of(against(report, sheet).check), testing::Not(testing::Contains("report-projects-count")))
        << words;
  }
}

TEST(ProjectsAndReport, what_goes_on_after_a_comma_is_promised_of_the_same_project) {
  auto report = report_with("加快推进东岭20万吨甲醇项目，9月底前完成设备安装，推进招商。", {});
  report.plan_year = 2026;
  const auto measure = [&](const char* words) {
    reading::Measure m;
    const auto at = report.text.find(base::u32(words));
    m.span = {static_cast<int>(at), static_cast<int>(at + base::u32(words).size())};
    m.sentence = {0, static_cast<int>(report.text.size()) - 1};
    return m;
  };
  report.measures = {measure("加快推进东岭20万吨甲醇项目"), measure("9月底前完成设备安装"), measure("推进招商")};
  auto sheet = sheet_of(2026, 9, {{"东岭20万吨甲醇项目", "", "10000", "9000"}});
  const auto kept = [&](const char* stage) -> std::string {
    sheet.projects[0].stage_as_printed = stage;
    sheet.projects[0].stage = reading::stage_of(stage);
    std::string out;
    for (const auto& named : named_projects(report, sheet)) {
      const auto promise = promise_of(report, named, sheet.projects[0], *sheet.period);
      if (promise) out += promise->words + (promise->kept ? " kept" : promise->broken ? " broken" : " open");
    }
    return out;
  };
  EXPECT_EQ(kept("设备安装完成"), "9月底前完成设备安装 kept");
  EXPECT_EQ(kept("设备安装60%"), "9月底前完成设备安装 broken") << "begun is not complete";
  EXPECT_EQ(kept("主体施工"), "9月底前完成设备安装 broken");
  EXPECT_EQ(kept("已投产"), "9月底前完成设备安装 kept");
}

TEST(ProjectsAndReport, a_sheet_without_a_unit_is_not_compared) {
  const auto report =
      report_with("安排重点项目1个，年度计划投资2亿元。", {figure("2亿元", "重点项目年度计划投资", "2", "亿元")});
  const auto found = against(report, sheet_of(2026, 9, {{"甲楼", "", "10000", "9000"}}, ""));
  EXPECT_THAT(found.check.findings, IsEmpty());
  EXPECT_THAT(found.check.not_checkable, SizeIs(1));
}

TEST(ProjectsAndReport, tell_what_no_published_figure_tells_in_the_plans_unit_and_judge_nothing_by_it) {
  auto report = report_with("安排区重点项目3个，年度计划投资2亿元以上，新开工亿元以上项目5个。推进市重点项目9个。", {});
  const auto promise = [&](const char* words, const char* indicator, const char* value, const char* unit) {
    TargetStatus s;
    s.target = a_target(indicator, ">=", value, unit, reading::Kind::level);
    const auto at = report.text.find(base::u32(words));
    s.target.span = {static_cast<int>(at), static_cast<int>(at + base::u32(words).size())};
    return s;
  };
  std::vector<TargetStatus> all{
      promise("3个", "区重点项目数", "3", "个"), promise("2亿元以上", "年度计划投资", "2", "亿元"),
      promise("5个", "新开工亿元以上项目数", "5", "个"), promise("9个", "市重点项目数", "9", "个")};
  all.push_back(all[1]);
  all.back().latest = Latest{a_fact("年度计划投资", "2026-01/2026-09", "1.8", "亿元"), {}};
  const auto sheet = sheet_of(2026, 9, {{"甲楼", "", "100345", "90000"}, {"乙楼", "", "60000", "50000"}});
  tell_by_projects(against(report, sheet), report, all);
  ASSERT_TRUE(all[0].handed_in);
  EXPECT_EQ(all[0].handed_in->value->to_string(), "2");
  ASSERT_TRUE(all[1].handed_in);
  EXPECT_EQ(all[1].handed_in->value->to_string() + all[1].handed_in->unit, "16.03亿元");
  EXPECT_THAT(all[1].handed_in->note, HasSubstr("2个项目相加，160345万元"));
  EXPECT_THAT(all[1].why, HasSubstr("年度计划投资16.03亿元，累计完成14亿元，完成87.3%"));
  EXPECT_THAT(all[1].why, HasSubstr("不作判断"));
  EXPECT_EQ(all[1].verdict, Verdict::no_data);
  EXPECT_FALSE(all[2].handed_in) << "other projects in the same sentence";
  EXPECT_FALSE(all[3].handed_in) << "the city's list";
  EXPECT_FALSE(all[4].handed_in) << "a published figure goes before it";
  EXPECT_EQ(project_money_unit(report, ""), "");
}

TEST(ProjectsAndReport, projects_named_in_the_report_find_their_rows_or_are_missed) {
  auto report = report_with("加快临江数字港项目建设，推进西岭水库建设。", {});
  reading::Measure measure;
  measure.span = {0, static_cast<int>(report.text.size())};
  measure.projects = {"临江数字港", "西岭水库"};
  report.measures = {measure};
  const auto found = against(report, sheet_of(2026, 9, {{"岚湖区临江数字港建设项目", "", "10000", "9000"}}));
  ASSERT_THAT(found.named, SizeIs(2));
  EXPECT_EQ(found.named[0].row, "岚湖区临江数字港建设项目");
  EXPECT_EQ(found.named[1].row, "");
}

TEST(ProjectNames, are_one_but_for_words_that_say_nothing) {
  EXPECT_GE(projects::name_likeness("“临江”大厦项目", "临江大厦建设工程"), projects::kSameName);
  EXPECT_LT(projects::name_likeness("临江大厦一期", "临江大厦二期"), projects::kSameName);
  EXPECT_LT(projects::name_likeness("临江大厦A栋", "临江大厦B栋"), projects::kSameName);
  EXPECT_LT(projects::name_likeness("东湾小学扩建", "东湾医院扩建"), projects::kSameName);
  EXPECT_LT(projects::name_likeness("", "东湾医院扩建"), projects::kSameName);
}

TEST(ProjectMemory, what_is_kept_comes_back) {
  const auto sheet = sheet_of(2026, 8, {{"甲楼", "9000", "1000", "800", "主体施工"}, {"乙楼", "9000", "—", "30.50"}});
  const auto facts = project_facts(sheet, "岚湖区", "990101", date(2026, 9, 10));
  EXPECT_THAT(facts, SizeIs(5));
  for (const auto& f : facts) EXPECT_TRUE(is_project_fact(f));
  const auto kept = kept_sheets(facts, "岚湖区");
  ASSERT_THAT(kept, SizeIs(1));
  ASSERT_THAT(kept[0].projects, SizeIs(2));
  EXPECT_EQ(kept[0].projects[0].stage, Stage::structure);
  EXPECT_EQ(kept[0].projects[1].of(Money::done)->number.to_string(), "30.50");
  EXPECT_FALSE(kept[0].projects[1].of(Money::plan));
  EXPECT_THAT(kept_sheets(facts, "云溪区"), IsEmpty());
}

TEST(ProjectOrders, a_late_project_is_its_owners_matter_and_closes_on_a_deed) {
  auto sheet = sheet_of(2026, 9,
                        {{"甲楼", "9000", "1000", "300", "主体施工", "", "区教育局、东湾街道"},
                         {"乙楼", "9000", "1000", "200", "主体施工", "", "区统计局"},
                         {"丙楼", "9000", "1000", "990", "主体施工"}});
  const auto report = judged(sheet);
  std::vector<Order> orders;
  add_project_orders(report, no_report(), calendar::WorkingCalendar::builtin(), date(2026, 10, 15), {}, orders);
  ASSERT_THAT(orders, SizeIs(2));
  EXPECT_EQ(orders[0].owner, "区发展和改革局") << "no order goes to a statistics body";
  EXPECT_EQ(orders[1].owner, "区教育局");
  EXPECT_THAT(orders[1].evidence, HasSubstr("年度计划投资1000万元，累计完成300万元"));
  EXPECT_THAT(orders[1].closes_on, HasSubstr("现场核实"));
  EXPECT_THAT(orders[1].closes_on, Not(HasSubstr("300")));
  for (const auto& order : orders) EXPECT_FALSE(order_refused(order));
}

TEST(ProjectOrders, words_of_the_sheet_that_ask_for_numbers_do_not_reach_an_order) {
  auto sheet = sheet_of(2026, 9, {{"甲楼", "9000", "1000", "300", "主体施工"}});
  sheet.projects[0].problems = "要求施工单位补报产值500万元";
  std::vector<Order> orders;
  add_project_orders(judged(sheet), no_report(), calendar::WorkingCalendar::builtin(), date(2026, 10, 15), {}, orders);
  ASSERT_THAT(orders, SizeIs(1));
  EXPECT_THAT(orders[0].evidence, Not(HasSubstr("补报")));
}

TEST(ProjectProgress, past_its_planned_finish_only_what_is_finished_is_not_late) {
  auto sheet = sheet_of(2026, 9,
                        {{"商业街改造", "9000", "7000", "5300", "立面改造完成80%"},
                         {"冷链中心", "9000", "7000", "5300", ""},
                         {"图书馆", "9000", "7000", "5300", "竣工验收"},
                         {"泵站", "9000", "7000", "5300", ""}});
  for (std::size_t i = 0; i < 3; ++i) sheet.projects[i].planned_finish = calendar::Month{2026, 9};
  sheet.projects[3].planned_finish = calendar::Month{2026, 12};
  std::map<std::string, ProjectVerdict> verdicts;
  std::map<std::string, std::string> why;
  for (const auto& s : judged(sheet).projects) {
    verdicts[s.project.name] = s.verdict;
    why[s.project.name] = s.why;
  }
  EXPECT_EQ(verdicts["商业街改造"], ProjectVerdict::late);
  EXPECT_THAT(why["商业街改造"],
              HasSubstr("计划2026年9月竣工，到2026年9月底表上没有写明竣工（写作“立面改造完成80%”）"));
  EXPECT_EQ(verdicts["冷链中心"], ProjectVerdict::late);
  EXPECT_EQ(verdicts["图书馆"], ProjectVerdict::finished);
  EXPECT_NE(verdicts["泵站"], ProjectVerdict::late);
}

}  // namespace
}  // namespace plan
