#include "cycle/annual_test_help.hpp"
#include "cycle/draft_targets.hpp"
#include "plan/verdict_words.hpp"

// How the year's targets were met, and what is proposed for the next.
namespace cycle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(AnnualReport, tells_every_published_outcome_beside_what_was_promised) {
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("达到目标的3项，未达到目标的1项，目标值待上级下达的1项。"));
  EXPECT_EQ(outcome_in_table(r, "地区生产总值", "增长5%左右"), "达到");
  EXPECT_EQ(outcome_in_table(r, "社会消费品零售总额", "增长6%"), "未达到");
  EXPECT_EQ(outcome_in_table(r, "城镇新增就业人数", "0.5万人以上（存疑：目标低于上年结果）"), "达到");
  EXPECT_EQ(target(r, "社会消费品零售总额").outcome, report::AnnualOutcome::missed);
  EXPECT_EQ(target(r, "单位地区生产总值能耗下降率").outcome, report::AnnualOutcome::awaiting_value);
  EXPECT_THAT(text(r), HasSubstr("社会消费品零售总额没有达到年度目标"));
}

// Year-end 2025 of the area, grown at 4.5 after 4.8, 4.5, 4.2 %.
struct Level {
  const char* value;
  const char* unit;
};
class AnnualReportLevel : public AnnualReport, public testing::WithParamInterface<Level> {};
TEST_P(AnnualReportLevel, proposes_an_amount_that_is_what_the_growth_makes_of_it) {
  last_year_said(std::string("社会消费品零售总额达到") + GetParam().value + GetParam().unit + "；",
                 "社会消费品零售总额增长6%；");
  const auto retail = [](const char* year, const char* value, const char* growth) {
    return row("社会消费品零售总额", year, value, "亿元", growth, std::to_string(std::stoi(year) + 1) + "-01-20");
  };
  facts(header + retail("2022", "90.00", "4.2") + retail("2023", "91.90", "4.5") + retail("2024", "96.30", "4.8") +
        retail("2025", GetParam().value, "4.5"));
  const auto& r = report();
  const auto p = std::ranges::find(r.proposals, "社会消费品零售总额", &report::AnnualProposal::indicator);
  ASSERT_NE(p, r.proposals.end());
  ASSERT_EQ(p->kind, "level") << p->say;
  const double base = std::stod(GetParam().value);
  EXPECT_NEAR((*p->low / base - 1) * 100, *p->steady, 0.25) << p->say;
  EXPECT_NEAR((*p->high / base - 1) * 100, *p->bold, 0.25) << p->say;
  ASSERT_EQ(p->options.size(), 3U);
  for (const auto& o : p->options)
    EXPECT_THAT(p->say, HasSubstr("，可能性" + plan::chance_words(o.chance) + "）")) << o.name;
}
INSTANTIATE_TEST_SUITE_P(Amounts, AnnualReportLevel,
                         testing::Values(Level{"1006", "亿元"}, Level{"131.2", "亿元"}, Level{"999.4", "亿元"},
                                         Level{"1.678", "亿元"}),
                         [](const auto& info) { return "Case" + std::to_string(info.index); });

TEST_F(AnnualReport, proposes_no_fall_after_a_target_of_growth) {
  std::string csv = header + years + outcome_rows;
  const std::string at = "18.90,亿元,3.8";
  csv.replace(csv.find(at), at.size(), "16.00,亿元,-12.1");
  facts(csv);
  const auto& r = report();
  const auto p = std::ranges::find(r.proposals, "一般公共预算收入", &report::AnnualProposal::indicator);
  ASSERT_NE(p, r.proposals.end());
  EXPECT_EQ(p->kind, "kept");
  EXPECT_FALSE(p->steady);
  EXPECT_THAT(p->say, HasSubstr("沿用的可能性约"));
  EXPECT_THAT(p->say, HasSubstr("谈不上稳妥"));
  EXPECT_THAT(p->say, Not(HasSubstr("下降13")));
}

TEST_F(AnnualReport, proposes_next_years_targets_as_a_range_marked_as_such) {
  const auto& r = report();
  const auto gdp = std::ranges::find(r.proposals, "地区生产总值", &report::AnnualProposal::indicator);
  ASSERT_NE(gdp, r.proposals.end());
  EXPECT_EQ(gdp->kind, "growth");
  EXPECT_LT(*gdp->lo80, 5.4);
  EXPECT_GT(*gdp->hi80, 5.4);
  EXPECT_LE(*gdp->low, *gdp->high);
  EXPECT_THAT(text(r), HasSubstr("——地区生产总值【建议：在增长"));
  const auto jobs = std::ranges::find(r.proposals, "城镇新增就业人数", &report::AnnualProposal::indicator);
  ASSERT_NE(jobs, r.proposals.end());
  EXPECT_EQ(jobs->kind, "kept");
}

TEST_F(AnnualReport, offers_three_targets_that_differ_and_no_fall_where_growth_was_the_rule) {
  for (const auto& p : report().proposals) {
    if (p.kind != "growth") continue;
    SCOPED_TRACE(p.indicator + p.say);
    ASSERT_TRUE(p.steady && p.middle && p.bold);
    EXPECT_GE(*p.middle - *p.steady, 0.5);
    EXPECT_GE(*p.bold - *p.middle, 0.5);
    EXPECT_GT(*p.steady, 0);
    EXPECT_THAT(p.say, HasSubstr("可能性"));
  }
}

// Falls were the rule and the plan aimed at growth: without the plan falls would be offered.
TEST_F(AnnualReport, gives_each_option_the_chance_that_draft_targets_gives_it) {
  const auto budget = [](const char* year, const char* growth) {
    return row("一般公共预算收入", year, "18.90", "亿元", growth, std::to_string(std::stoi(year) + 1) + "-01-20");
  };
  facts(header + years + budget("2022", "-2.1") + budget("2023", "-3.0") + budget("2024", "-2.4") +
        budget("2025", "2.6") + row("地区生产总值", "2025", "316.00", "亿元", "5.4"));
  DraftTargetsRequest drafts;
  drafts.area = "青岩县";
  drafts.year = 2026;
  drafts.facts_files = request.facts_files;
  drafts.asof = request.asof;
  const auto without = draft_targets(drafts, world);
  drafts.plan = request.report;
  const auto with = draft_targets(drafts, world);
  ASSERT_TRUE(without && with);
  const auto options = [](const plan::NextTargets& all, const std::string& name) {
    std::string out;
    for (const auto& t : all.targets)
      if (t.indicator == name) out = t.no_options + plan::options_words(t, nullptr);
    return out;
  };
  EXPECT_NE(options(without->targets, "一般公共预算收入"), options(with->targets, "一般公共预算收入"));
  const auto& r = report();
  int compared = 0;
  for (const auto& p : r.proposals) {
    const std::string said = options(with->targets, p.indicator);
    if (said.empty()) continue;
    ++compared;
    EXPECT_THAT(p.say, HasSubstr(said));
    for (const auto& o : p.options)
      EXPECT_THAT(with->text, HasSubstr("（" + o.name + "） " + plan::chance_words(o.chance)));
  }
  EXPECT_GE(compared, 2);
}

TEST_F(AnnualReport, draft_targets_refuses_the_plan_of_another_year) {
  DraftTargetsRequest drafts;
  drafts.area = "青岩县";
  drafts.year = 2027;
  drafts.facts_files = request.facts_files;
  drafts.asof = request.asof;
  drafts.plan = request.report;
  const auto outcome = draft_targets(drafts, world);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "targets.plan");
}

TEST_F(AnnualReport, without_a_part_that_reviews_tells_the_targets_all_the_same) {
  request.report = write("计划.txt",
                         "青岩县2025年国民经济和社会发展计划草案\n一、2025年主要预期目标\n——地区生产总值增长5%左右；\n"
                         "——城镇新增就业0.5万人以上。\n二、2025年主要任务\n（一）扩大消费。举办促消费活动45场。\n");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("执行情况"));
  EXPECT_THAT(text(r), HasSubstr("地区生产总值316.00亿元、增长5.4%，达到年度目标"));
}

TEST_F(AnnualReport, says_that_the_published_decimals_cannot_tell_and_waits_for_nothing) {
  last_year_said("社会消费品零售总额增长4.52%；", "社会消费品零售总额增长6%；");  // 4.5 % may be 4.45 to 4.55
  const auto& r = report();
  EXPECT_EQ(target(r, "社会消费品零售总额").outcome, report::AnnualOutcome::undecided);
  EXPECT_THAT(text(r), HasSubstr("按公布的小数位数分不出是否达到的1项"));
  EXPECT_THAT(text(r), Not(HasSubstr("待全年数公布后判定")));
}

TEST_F(AnnualReport, dares_no_more_of_a_ceiling) {
  last_year_said("——居民消费价格上涨2%左右；\n——城镇新增就业0.5万人以上；", "——城镇新增就业0.5万人以上；");
  facts(header + years + outcome_rows + row("居民消费价格", "2023", "", "", "0.3", "2024-01-20") +
        row("居民消费价格", "2024", "", "", "0.4", "2025-01-20") + row("居民消费价格", "2025", "", "", "0.6"));
  const auto& r = report();
  const auto price =
      std::ranges::find_if(r.proposals, [](const auto& p) { return p.indicator.find("价格") != std::string::npos; });
  ASSERT_NE(price, r.proposals.end());
  EXPECT_EQ(price->kind, "kept");
  EXPECT_FALSE(price->bold);
  EXPECT_THAT(price->say, Not(HasSubstr("进取")));
}

TEST_F(AnnualReport, tells_both_promises_of_one_indicator) {
  last_year_said("——一般公共预算收入增长3%；\n——一般公共预算收入19.5亿元以上；", "——一般公共预算收入增长3%；");
  const auto& r = report();
  EXPECT_EQ(outcome_in_table(r, "一般公共预算收入", "增长3%"), "达到");
  EXPECT_EQ(outcome_in_table(r, "一般公共预算收入", "19.5亿元以上"), "未达到");
}

TEST_F(AnnualReport, a_targets_figure_is_of_its_side_and_stands_in_the_text) {
  const auto& r = report();
  const auto figure = [&](const std::string& indicator) {
    const auto at = std::ranges::find(r.figures, target(r, indicator).figure, &report::AnnualFigure::id);
    EXPECT_NE(at, r.figures.end()) << indicator;
    return *at;
  };
  EXPECT_EQ(figure("地区生产总值").printed, "增长5.4%");
  EXPECT_FALSE(figure("地区生产总值").span.empty());
  EXPECT_EQ(figure("城镇新增就业人数").printed, "0.53万人");
  EXPECT_FALSE(figure("城镇新增就业人数").span.empty());
}

}  // namespace
}  // namespace cycle
