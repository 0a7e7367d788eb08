#include "plan/project_outlook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/key_projects.hpp"
#include "plan/project_pace.hpp"
#include "plan/project_progress.hpp"
#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

using reading::Money;
using reading::ProjectSheet;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// One project of a plan of 1000万元.
ProjectSheet sheet_of(int year, int month, int done, const std::string& name = "东湾桥") {
  ProjectSheet sheet;
  sheet.file = "表.xlsx";
  sheet.period = calendar::Period::year_to_date(year, month);
  sheet.year_printed = true;
  reading::Project p;
  p.name = name;
  p.money[static_cast<std::size_t>(Money::plan)].amount = reading::Amount{Decimal(1000), "万元", {}};
  p.money[static_cast<std::size_t>(Money::done)].amount = reading::Amount{Decimal(done), "万元", {}};
  sheet.projects.push_back(std::move(p));
  return sheet;
}

ProjectReport by_sheet(const reading::Reading& report, const ProjectSheet& now, std::vector<ProjectSheet> kept,
                       const std::vector<facts::Fact>& known = {}) {
  ProjectInput input;
  input.sheets = {now};
  input.earlier = std::move(kept);
  input.report = &report;
  input.known = known;
  input.asof = now.period->last_day();
  return project_progress(input);
}

std::vector<ProjectSheet> late_years() {
  std::vector<ProjectSheet> kept;
  for (int year = 2021; year <= 2023; ++year) {
    kept.push_back(sheet_of(year, 6, 200));
    kept.push_back(sheet_of(year, 12, 1000));
  }
  return kept;
}

// One paper says one thing: the sentence on the target and that on the sheet's total stand on the same years.
TEST(CompletionTarget, StandsOnTheSameYearsAsTheTotalOfTheSheet) {
  const auto report =
      a_report("甲区", 2024, {a_target("重点项目年度投资计划完成率", ">=", "100", "%", reading::Kind::share)});
  const std::vector<facts::Fact> known{a_fact("重点项目年度投资计划完成率", "2024-01/2024-06", "25", "%")};
  const auto status = [&](const std::vector<ProjectSheet>& kept) {
    return judge(report, known, facts::NamesTable::builtin(), date(2024, 7, 20), Settings{}, kept)[0];
  };
  const TargetStatus with = status(late_years()), without = status({});
  ASSERT_TRUE(with.forecast && without.forecast);
  EXPECT_GT(with.forecast->mean, without.forecast->mean + 20);
  EXPECT_THAT(with.forecast->method, HasSubstr("本地往年3年的进度（项目表）"));
  EXPECT_THAT(without.forecast->method, HasSubstr("不是本地数"));
  const auto total = by_sheet(report, sheet_of(2024, 6, 250), late_years()).totals;
  ASSERT_TRUE(total.year_end);
  EXPECT_NEAR(with.forecast->mean, 100 * total.year_end->forecast.mean, 1e-9);
  EXPECT_NEAR(with.forecast->lo80, 100 * total.year_end->forecast.lo80, 1e-9);
  EXPECT_NEAR(with.forecast->lo95, 100 * total.year_end->forecast.lo95, 1e-9);
}

TEST(CompletionTarget, DoesNotFallBelowWhatIsDone) {
  const auto report = a_report("甲区", 2024, {a_target("重点项目完成投资", ">=", "100", "亿元", reading::Kind::level)});
  const auto s = judged(report, {a_fact("重点项目完成投资", "2024-01/2024-10", "93", "亿元")}, date(2024, 11, 20))[0];
  ASSERT_TRUE(s.forecast);
  EXPECT_GE(s.forecast->lo80, 93);
  EXPECT_GE(s.forecast->lo95, 93);
  EXPECT_LE(s.forecast->lo95, s.forecast->lo80);
}

std::optional<double> lowest_of(const std::string& indicator, const char* aim, const char* done,
                                const std::string& unit) {
  const auto report = a_report("甲区", 2024, {a_target(indicator, ">=", aim, unit, reading::Kind::level)});
  const auto s = judged(report, {a_fact(indicator, "2024-01/2024-11", done, unit)}, date(2024, 12, 20))[0];
  if (!s.forecast) return std::nullopt;
  return s.forecast->lo95;
}

// What the table says is only added up does not fall; whatever else it does not name can.
TEST(LevelTarget, DoesNotFallBelowWhatIsDoneUnlessItCan) {
  EXPECT_EQ(lowest_of("技术合同成交额", "120", "100", "亿元"), 100);
  for (const char* indicator : {"规模以上工业企业利润总额", "企业利润总额", "贸易逆差", "新增人民币贷款",
                                "社会融资规模增量", "一般公共预算结余"}) {
    const auto least = lowest_of(indicator, "120", "100", "亿元");
    ASSERT_TRUE(least) << indicator;
    EXPECT_LT(*least, 100) << indicator;
  }
}

// Fairs held stay held, firms gained on balance may be lost again.
TEST(CountedTarget, DoesNotFallBelowWhatIsDoneUnlessItCan) {
  for (const auto& [name, unit] :
       {std::pair("举办招聘活动", "场"), std::pair("招聘会", "场"), std::pair("新建口袋公园", "个")})
    EXPECT_EQ(lowest_of(name, "15", "11", unit), 11) << name;
  for (const auto& [name, unit] : {std::pair("净增企业数", "家"), std::pair("新增规模以上工业企业数", "家")}) {
    const auto least = lowest_of(name, "15", "11", unit);
    ASSERT_TRUE(least) << name;
    EXPECT_LT(*least, 11) << name;
  }
}

TEST(StaysDone, IsSaidOfIndicatorsThatTheTableOfNamesHas) {
  const auto& names = facts::NamesTable::builtin();
  const auto csv = base::CsvTable::parse(base::builtin_file("codes/stays_done.csv"));
  ASSERT_TRUE(csv);
  for (std::size_t i = 0; i < csv->size(); ++i) {
    if (csv->at(i, "kind") != "indicator") continue;
    const std::string name(csv->at(i, "word"));
    const auto* entry = names.find(name);
    ASSERT_NE(entry, nullptr) << name;
    EXPECT_EQ(entry->name, name);
    EXPECT_NE(entry->unit, "%") << name;
  }
}

// The curve of another series is said to be one.
TEST(YearEndOfPlan, SaysWhichSeriesToldItsYears) {
  std::vector<facts::Fact> known;
  const auto level = [&](const char* indicator, const char* period, const char* value) {
    known.push_back(a_fact(indicator, period, value, "亿元"));
    known.back().span = facts::Span::cumulative;
  };
  level("固定资产投资", "2022-01/2022-06", "40");
  level("固定资产投资", "2022", "100");
  const auto of = [&](const std::vector<ProjectSheet>& kept) {
    return year_end_of_plan(*Decimal::parse("0.4"), 6, 1, project_past(2024, "甲区", kept, known), false);
  };
  EXPECT_THAT(of({}).words, HasSubstr("按本地往年1年的进度（固定资产投资的，不是重点项目的）"));
  EXPECT_THAT(of({}).english, HasSubstr("1 earlier year here (fixed-asset investment, not key projects)"));
  EXPECT_THAT(of(late_years()).words, Not(HasSubstr("固定资产投资")));
  level("重点项目完成投资", "2022-01/2022-06", "30");
  level("重点项目完成投资", "2022", "100");
  EXPECT_THAT(of({}).words, HasSubstr("按本地往年1年的进度（重点项目完成投资）"));
  // Two series, one year each.
  const auto past = project_past(2024, "甲区", {sheet_of(2023, 6, 400), sheet_of(2023, 12, 1000)}, known);
  EXPECT_THAT(past.told, ElementsAre(2022, 2023));
  EXPECT_THAT(past.by, ElementsAre("重点项目完成投资", "项目表"));
  EXPECT_THAT(year_end_of_plan(*Decimal::parse("0.4"), 6, 1, past, false).words,
              HasSubstr("按本地往年2年的进度（1年重点项目完成投资，1年项目表）"));
}

// A year of sheets leaves the other years to the series behind, and each year to the first that has it.
TEST(ProjectPast, TakesEachYearFromTheFirstSeriesThatHasIt) {
  std::vector<facts::Fact> known;
  const auto level = [&](const std::string& indicator, int year) {
    const std::string y = std::to_string(year);
    known.push_back(a_fact(indicator, y + "-01/" + y + "-06", "40", "亿元"));
    known.push_back(a_fact(indicator, y, "100", "亿元"));
    known.back().span = facts::Span::cumulative;
  };
  for (int year = 2019; year <= 2023; ++year) level("固定资产投资", year);
  level("重点项目投资", 2022);
  const auto past = project_past(2025, "甲区", {sheet_of(2024, 6, 400), sheet_of(2024, 12, 1000)}, known);
  EXPECT_THAT(past.told, ElementsAre(2019, 2020, 2021, 2022, 2023, 2024));
  EXPECT_THAT(past.by,
              ElementsAre("固定资产投资", "固定资产投资", "固定资产投资", "重点项目投资", "固定资产投资", "项目表"));
  EXPECT_THAT(year_end_of_plan(*Decimal::parse("0.4"), 6, 1, past, false).words,
              HasSubstr("（4年固定资产投资的，不是重点项目的，1年重点项目投资，1年项目表）"));
}

// Years of fixed-asset investment say where the curve may lie, not that it is the one of key projects.
TEST(YearEndOfPlan, IsNoSurerByTheCurveOfAnotherThingAndGoesByOwnYearsFirst) {
  const auto years_of = [](const std::string& indicator, const char* june) {
    std::vector<facts::Fact> known;
    for (int year = 2019; year <= 2023; ++year) {
      const std::string y = std::to_string(year);
      known.push_back(a_fact(indicator, y + "-01/" + y + "-06", june, "亿元"));
      known.push_back(a_fact(indicator, y, "100", "亿元"));
      known.back().span = facts::Span::cumulative;
    }
    return known;
  };
  const auto of = [](const std::vector<ProjectSheet>& kept, const std::vector<facts::Fact>& known) {
    const auto end =
        year_end_of_plan(*Decimal::parse("0.45"), 6, 1, project_past(2025, "甲区", kept, known), false).forecast;
    return std::pair(end.mean, (end.hi80 - end.mean) / end.mean);
  };
  const double nothing = of({}, {}).second, lent = of({}, years_of("固定资产投资", "45")).second;
  EXPECT_GT(lent, 0.95 * nothing);
  EXPECT_LT(of({}, years_of("重点项目投资", "45")).second, 0.8 * lent);
  // Where work lies late, more is still to come.
  EXPECT_GT(of({}, years_of("固定资产投资", "20")).first, of({}, {}).first + 0.05);
  // One own year against five of the other series.
  const std::vector<ProjectSheet> own{sheet_of(2024, 6, 450), sheet_of(2024, 12, 1000)};
  const double with = of(own, years_of("固定资产投资", "20")).first, without = of(own, {}).first;
  EXPECT_LT(with - without, (of({}, years_of("固定资产投资", "20")).first - of({}, {}).first) / 2);
}

// Planned for November and under construction in September: it is foreseen like any other; on paper only, it waits.
TEST(YearEndOfPlan, IsForeseenOfAProjectThatBeganBeforeItsPlannedMonth) {
  const auto report = a_report("甲区", 2024, {});
  auto now = sheet_of(2024, 9, 300);
  now.projects[0].planned_start = calendar::Month{2024, 11};
  now.projects[0].stage_as_printed = "主体施工";
  now.projects[0].stage = reading::stage_of("主体施工");
  const auto early = by_sheet(report, now, {}).projects.at(0);
  ASSERT_TRUE(early.year_end);
  auto plain = now;
  plain.projects[0].planned_start.reset();
  EXPECT_EQ(early.year_end->forecast.mean, by_sheet(report, plain, {}).projects.at(0).year_end->forecast.mean);
  // Nothing printed of the stage, but money spent.
  now.projects[0].stage_as_printed.clear();
  now.projects[0].stage = reading::Stage::unknown;
  EXPECT_TRUE(by_sheet(report, now, {}).projects.at(0).year_end);
  now.projects[0].stage_as_printed = "前期";
  now.projects[0].stage = reading::stage_of("前期");
  EXPECT_FALSE(by_sheet(report, now, {}).projects.at(0).year_end);
}

TEST(KeyProjects, AreKnownByEveryNameOfTheList) {
  for (const auto* name : {"重点项目", "重点建设项目", "重点工程", "重大项目", "重大建设项目", "重大工程"}) {
    const std::string word = name;
    EXPECT_TRUE(names_key_projects("安排" + word + "60个")) << word;
    EXPECT_TRUE(is_rate_of_plan(word + "年度投资计划完成率")) << word;
    EXPECT_TRUE(is_completion(word + "年度投资计划完成率")) << word;
    EXPECT_TRUE(is_completion(word + "完成投资")) << word;
    EXPECT_FALSE(is_rate_of_plan(word + "完成投资")) << word;
    EXPECT_FALSE(is_completion(word + "数")) << word;
  }
  EXPECT_FALSE(names_key_projects(std::string_view("安排重点任务60项")));
  EXPECT_FALSE(is_completion("固定资产投资"));
}

TEST(KeyProjects, OfAnotherLevelAreKnownByEveryNameAndWithTheWordLevel) {
  for (const auto* theirs :
       {U"省重点项目30个", U"安排市级重点项目12个", U"国家重大工程", U"省市重点建设项目", U"市重大建设项目"})
    EXPECT_TRUE(of_another_level(theirs, U"区"));
  for (const auto* ours : {U"区重点项目30个", U"重点项目30个", U"区级重大项目", U"全区重点工程"})
    EXPECT_FALSE(of_another_level(ours, U"区"));
  EXPECT_FALSE(of_another_level(U"市级重点项目", level_of("岚州市")));
}

// The province's rate, printed in the area's own bulletin, says nothing of the area's curve.
TEST(ProjectPast, LeavesOutTheProjectsOfAnotherLevel) {
  std::vector<facts::Fact> known{a_fact("重点项目年度投资计划完成率", "2023-01/2023-06", "60", "%"),
                                 a_fact("重点项目年度投资计划完成率", "2023-01/2023-12", "110", "%")};
  EXPECT_THAT(project_past(2024, "甲区", {}, known).told, ElementsAre(2023));
  EXPECT_THAT(project_pace(2024, 6, "甲区", {}, known).source, HasSubstr("2023年同月重点项目"));
  for (auto& f : known) f.indicator_as_printed = "省重点项目年度投资计划完成率";
  EXPECT_TRUE(project_past(2024, "甲区", {}, known).told.empty());
  EXPECT_THAT(project_pace(2024, 6, "甲区", {}, known).source, Not(HasSubstr("2023年同月重点项目")));
}

// Rates that an area publishes of its 重点工程 are a year of its own as those of 重点项目 are.
TEST(KeyProjects, PublishedRatesOfAnyNameTeachTheCurve) {
  std::vector<facts::Fact> known{a_fact("省重点工程投资完成率", "2023-01/2023-06", "32.4", "%"),
                                 a_fact("省重点工程投资完成率", "2023", "101", "%")};
  for (auto& f : known) {
    f.span = facts::Span::cumulative;
    f.area = "甲省";
  }
  const auto past = project_past(2024, "甲省", {}, known);
  EXPECT_THAT(past.told, ElementsAre(2023));
  EXPECT_THAT(past.by, ElementsAre("公布的完成率"));
}

}  // namespace
}  // namespace plan
