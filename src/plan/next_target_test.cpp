#include "plan/next_target.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/verdict_test_help.hpp"
#include "plan/verdict_words.hpp"

namespace plan {
namespace {

using testing::HasSubstr;

constexpr const char* kTargets =
    "area_code,area,year,indicator,target_words,operator,value,unit,published\n"
    "990101,岚湖区,2023,地区生产总值,增长6%左右,≈,6,%,2023-01-10\n"
    "990101,岚湖区,2024,地区生产总值,增长5.5%以上,>=,5.5,%,2024-01-10\n"
    "990100,岚州市,2024,地区生产总值,增长5%,=,5,%,2024-01-08\n"
    "990100,岚州市,2025,地区生产总值,增长5.2%左右,≈,5.2,%,2025-01-08\n"
    "990102,东河区,2025,地区生产总值,增长5.5%,=,5.5,%,2025-01-09\n"
    "980102,远山县,2025,地区生产总值,增长7%,=,7,%,2025-03-01\n"
    "990101,岚湖区,2024,粮食产量,1万吨,>=,1,万吨,2024-01-10\n";

facts::Fact growth(int year, const char* percent) {
  facts::Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = "地区生产总值";
  f.period = calendar::Period::year(year);
  f.growth_pct = *Decimal::parse(percent);
  f.published = *calendar::parse_published(std::to_string(year + 1) + "-01-25");
  return f;
}

NextTargets made(const char* asof) {
  const auto rows = read_targets_csv(kTargets, "目标.csv", facts::NamesTable::builtin());
  EXPECT_TRUE(rows);
  return next_targets("岚湖区", 2025, "", {growth(2022, "4.0"), growth(2023, "5.9"), growth(2024, "5.3")}, rows->rows,
                      facts::NamesTable::builtin(), *calendar::parse_date(asof), Settings{});
}

TEST(NextTarget, ArguesFromHistoryTheCityAndTheNeighbours) {
  const auto all = made("2025-02-01");
  ASSERT_EQ(all.targets.size(), 1u) << "targets of level are no matter of growth";
  const NextTarget& t = all.targets[0];
  EXPECT_TRUE(t.this_year_published);
  EXPECT_DOUBLE_EQ(t.mean, 5.3);
  ASSERT_EQ(t.above.size(), 1u);
  EXPECT_EQ(t.above[0].words, "增长5.2%左右");
  ASSERT_EQ(t.neighbours.size(), 1u) << "what was published in March is not known in February";
  EXPECT_EQ(t.neighbours[0].area, "东河区");
  EXPECT_NEAR(*t.usual_above_gap, 0.5, 1e-12);  // 5.5 against 5 in 2024
  ASSERT_EQ(t.past.size(), 3u);
  EXPECT_EQ(t.past[0].met, std::optional(false));  // 5.3 against 5.5
  EXPECT_EQ(t.past[1].met, std::optional(true));   // 5.9 against 6左右: within the tolerance
  EXPECT_FALSE(t.past[2].met);
  EXPECT_THAT(argument(t), HasSubstr("岚州市目标增长5.2%左右"));
}

TEST(NextTarget, TheOptionsTellTheirChances) {
  const auto all = made("2025-02-01");
  const NextTarget& t = all.targets.at(0);
  for (std::size_t i = 1; i < t.candidates.size(); ++i) EXPECT_LT(t.candidates[i].chance, t.candidates[i - 1].chance);
  EXPECT_GE(chance_of(t, *t.steady), 0.8);
  EXPECT_LT(chance_of(t, *t.steady + 0.5), 0.8);
  EXPECT_LT(t.lo80, t.mean);
  EXPECT_THAT(argument(t), HasSubstr("稳妥" + growth_words(*t.steady, 1, nullptr) + "（可能性" +
                                     chance_words(chance_of(t, *t.steady)) + "）"));
}

NextTarget budget(std::vector<std::pair<int, const char*>> years, const std::vector<TargetRow>& rows = {}) {
  std::vector<facts::Fact> known;
  for (const auto& [year, percent] : years) {
    known.push_back(growth(year, percent));
    known.back().indicator = "一般公共预算收入";
  }
  const auto all = next_targets("岚湖区", 2025, "一般公共预算收入", known, rows, facts::NamesTable::builtin(),
                                *calendar::parse_date("2025-02-01"), Settings{});
  EXPECT_EQ(all.targets.size(), 1u);
  return all.targets.at(0);
}

// The nation's budget revenue moves by 6.84 points a year (codes/year_ahead.csv): alone it would propose a fall.
TEST(NextTarget, TheOptionsDifferAndLieWhereTargetsWerePutBefore) {
  const auto t = budget({{2022, "4.1"}, {2023, "3.5"}, {2024, "3.8"}});
  EXPECT_GE(*t.steady, 2.5);
  EXPECT_LE(*t.bold, 5.0);
  EXPECT_GE(*t.middle - *t.steady, 0.5);
  EXPECT_GE(*t.bold - *t.middle, 0.5);
  for (const double g : {*t.steady, *t.middle, *t.bold}) EXPECT_DOUBLE_EQ(2 * g, std::round(2 * g));
  EXPECT_THAT(t.notes, testing::Contains(HasSubstr("不到八成")));
  EXPECT_THAT(t.notes, testing::Contains(HasSubstr("历史太短")));
}

TEST(NextTarget, AfterABadYearNoFallIsProposedWhereGrowthWasTheRule) {
  const auto t = budget({{2021, "3.9"}, {2022, "4.1"}, {2023, "3.5"}, {2024, "-2.0"}});
  EXPECT_GE(*t.least, 0);
  EXPECT_FALSE(t.steady) << "not to fall is less than likely: nothing is steady about it";
  EXPECT_THAT(t.no_options, HasSubstr("谈不上稳妥"));
  EXPECT_LT(*budget({{2021, "-3.9"}, {2022, "-4.1"}, {2023, "-3.5"}, {2024, "-2.0"}}).steady, 0);
}

constexpr const char* kBudgetTargets =
    "area_code,area,year,indicator,target_words,operator,value,unit,published\n"
    "990101,岚湖区,2024,一般公共预算收入,增长3%,=,3,%,2024-01-10\n";

TEST(NextTarget, AfterATargetOfGrowthNoFallIsProposedHoweverBadTheYear) {
  const auto rows = read_targets_csv(kBudgetTargets, "目标.csv", facts::NamesTable::builtin());
  ASSERT_TRUE(rows);
  const auto t = budget({{2024, "-12.1"}}, rows->rows);
  EXPECT_GE(*t.least, 0);
  EXPECT_FALSE(t.steady || t.middle || t.bold);
  EXPECT_THAT(t.no_options, HasSubstr("可提的是不下降至增长"));
  EXPECT_THAT(argument(t), HasSubstr("不分档建议，由人研究"));
  EXPECT_THAT(argument(t), testing::Not(HasSubstr("可选的目标")));
  EXPECT_FALSE(t.candidates.empty()) << "the chance of each figure is told all the same";
  // With no target known a fall is not proposed either.
  EXPECT_FALSE(budget({{2024, "-12.1"}}).steady);
}

TEST(NextTarget, NothingIsCalledSteadyThatIsNot) {
  for (const char* now : {"-12.1", "-5.0", "-1.0", "0.5", "2.0", "3.8", "6.0", "9.5"}) {
    SCOPED_TRACE(now);
    for (const auto& years : {std::vector<std::pair<int, const char*>>{{2024, now}},
                              {{2022, "4.1"}, {2023, "3.5"}, {2024, now}},
                              {{2020, "-6.0"}, {2021, "8.0"}, {2022, "-2.0"}, {2023, "5.5"}, {2024, now}}}) {
      const auto t = budget(years);
      EXPECT_EQ(t.steady.has_value(), t.no_options.empty());
      if (!t.steady) continue;
      EXPECT_GE(chance_of(t, *t.steady), 0.65);
      EXPECT_GE(chance_of(t, *t.steady) - chance_of(t, *t.bold), 0.1);
    }
  }
}

TEST(NextTarget, ARangeTooWideToChooseByIsNotGiven) {
  const auto t = budget({{2024, "3.8"}});
  EXPECT_TRUE(t.too_wide);
  EXPECT_THAT(argument(t), HasSubstr("不宜据以定目标"));
  EXPECT_THAT(argument(t), testing::Not(HasSubstr("%之间")));
}

TEST(NextTarget, WithoutThisYearsGrowthNothingIsProposed) {
  const auto rows = read_targets_csv(kTargets, "目标.csv", facts::NamesTable::builtin());
  const auto none = next_targets("岚湖区", 2025, "", {growth(2022, "4.0")}, rows->rows, facts::NamesTable::builtin(),
                                 *calendar::parse_date("2025-02-01"), Settings{});
  EXPECT_TRUE(none.targets.empty());
  ASSERT_EQ(none.left_out.size(), 1u);
}

TEST(NextTarget, RowsThatCannotBeReadAreListed) {
  const auto rows = read_targets_csv(
      "area,year,indicator,operator,value,unit\n某区,明年,地区生产总值,>=,5,%\n某区,2024,地区生产总值,>=,五,%\n",
      "目标.csv", facts::NamesTable::builtin());
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->rows.empty());
  EXPECT_EQ(rows->unread.size(), 2u);
  EXPECT_FALSE(read_targets_csv("a,b\n1,2\n", "目标.csv", facts::NamesTable::builtin()));
}

TEST(NextTarget, TheTableOfChancesHoldsEveryOptionWithTheChanceTheTextGives) {
  // A wide range: the table is thinned.
  std::vector<facts::Fact> known;
  for (const auto& [year, percent] : {std::pair{2021, "12.0"}, {2022, "-4.0"}, {2023, "9.0"}, {2024, "6.1"}})
    known.push_back(growth(year, percent));
  const auto all = next_targets("岚湖区", 2025, "", known, {}, facts::NamesTable::builtin(),
                                *calendar::parse_date("2025-02-01"), Settings{});
  ASSERT_EQ(all.targets.size(), 1u);
  const NextTarget& t = all.targets[0];
  const auto options = options_of(t);
  ASSERT_EQ(options.size(), 3u) << t.no_options;
  const auto table = shown_candidates(t);
  EXPECT_TRUE(std::ranges::is_sorted(table, {}, &Candidate::growth));
  for (const auto& o : options) {
    const auto at = std::ranges::find_if(table, [&](const auto& c) { return std::abs(c.growth - o.growth) < 1e-9; });
    ASSERT_NE(at, table.end()) << o.name;
    EXPECT_NEAR(at->chance, o.chance, 1e-12);
    EXPECT_THAT(argument(t), HasSubstr("（可能性" + chance_words(o.chance) + "）"));
  }
  EXPECT_LT(table.size(), t.candidates.size());
}

facts::Fact of(const std::string& indicator, int year, const char* value, const char* unit, const char* percent = "") {
  facts::Fact f = growth(year, "0");
  f.indicator = indicator;
  f.value = Decimal::parse(value);
  f.unit = unit;
  f.growth_pct = Decimal::parse(percent);
  return f;
}

NextTarget asked(const std::string& indicator, const std::vector<facts::Fact>& known, const std::string& row) {
  const auto rows = read_targets_csv("area_code,area,year,indicator,target_words,operator,value,unit,published\n" + row,
                                     "目标.csv", facts::NamesTable::builtin());
  EXPECT_TRUE(rows);
  const auto all = next_targets("岚湖区", 2025, indicator, known, rows->rows, facts::NamesTable::builtin(),
                                *calendar::parse_date("2025-02-01"), Settings{});
  EXPECT_EQ(all.targets.size(), 1u);
  return all.targets.at(0);
}

TEST(NextTarget, ACeilingOnPricesIsKeptFromBelow) {
  const auto t = asked("居民消费价格指数",
                       {of("居民消费价格指数", 2023, "100.3", "", ""), of("居民消费价格指数", 2024, "100.2", "", "")},
                       "990101,岚湖区,2024,居民消费价格指数,涨幅3%左右,≈,3,%,2024-01-10\n");
  EXPECT_TRUE(t.at_most);
  EXPECT_FALSE(t.level);
  EXPECT_EQ(t.past[0].met, std::optional(true)) << "0.2 is not above 3";
  EXPECT_GT(chance_of(t, 3), chance_of(t, 1)) << "a wider ceiling is more easily kept";
  ASSERT_TRUE(t.steady && t.bold);
  EXPECT_GT(*t.steady, *t.bold);
  EXPECT_GT(*t.bold, 0) << "nobody plans for prices that do not rise";
  EXPECT_THAT(argument(t), HasSubstr("以内（可能性"));
}

TEST(NextTarget, ARateIsToldAsItStandsAndNotAsGrowth) {
  const auto t =
      asked("城镇登记失业率", {of("城镇登记失业率", 2023, "3.1", "%"), of("城镇登记失业率", 2024, "3.2", "%")},
            "990101,岚湖区,2024,城镇登记失业率,控制在4.5%以内,<=,4.5,%,2024-01-10\n");
  EXPECT_TRUE(t.at_most);
  EXPECT_TRUE(t.level);
  EXPECT_DOUBLE_EQ(t.mean, 3.2);
  EXPECT_EQ(t.past[0].met, std::optional(true));
  for (const auto& c : t.candidates) EXPECT_GE(c.growth, 0);
  EXPECT_THAT(argument(t), HasSubstr("稳妥不高于"));
}

TEST(NextTarget, AFallIsAFallHoweverItIsNamed) {
  const auto energy = of("单位地区生产总值能耗", 2024, "", "", "-3.4");
  const auto by_rate = asked("单位地区生产总值能耗下降率", {energy},
                             "990101,岚湖区,2024,单位GDP能耗下降率,下降3%左右,≈,3,%,2024-01-10\n");
  EXPECT_FALSE(by_rate.at_most);
  EXPECT_TRUE(by_rate.level);
  EXPECT_EQ(by_rate.past[0].outcome->to_string(), "3.4");
  EXPECT_EQ(by_rate.past[0].met, std::optional(true));
  const auto by_growth =
      asked("单位地区生产总值能耗", {energy}, "990101,岚湖区,2024,单位GDP能耗,下降3%左右,≈,3,%,2024-01-10\n");
  EXPECT_TRUE(by_growth.at_most);
  EXPECT_EQ(by_growth.past[0].target->to_string(), "-3");
  EXPECT_EQ(by_growth.past[0].met, std::optional(true)) << "−3.4 lies below −3";
  EXPECT_GT(chance_of(by_growth, -2), chance_of(by_growth, -4));
}

}  // namespace
}  // namespace plan
