#include "plan/comparison.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "plan/progress_words.hpp"
#include "plan/told_things.hpp"
#include "reading/read.hpp"

namespace plan {
namespace {

// Invented: 松江县 of 2024 and 2025, each report with a review and a plan.
reading::Reading report(int year, const std::string& review, const std::string& plan) {
  const std::string done = std::to_string(year - 1), next = std::to_string(year);
  return reading::read(document::from_plain_text(
      base::u32("关于松江县" + done + "年国民经济和社会发展计划执行情况与" + next +
                "年国民经济和社会发展计划草案的报告\n各位代表：\n一、" + done + "年国民经济和社会发展计划执行情况\n" +
                review + "\n二、" + next + "年国民经济和社会发展主要任务\n" + plan + "\n"),
      "报告.txt"));
}

Comparison compared(const std::string& planned, const std::string& told, const std::string& planned_next = "继续努力。",
                    const std::string& told_before = "全县经济平稳运行。") {
  auto found =
      compare(report(2024, told_before, planned), report(2025, told, planned_next), facts::NamesTable::builtin());
  EXPECT_TRUE(found.has_value());
  return *found;
}

const Promise* about(const Comparison& c, const std::string& words) {
  const auto found = std::ranges::find_if(
      c.promises, [&](const Promise& p) { return p.promised.words.find(words) != std::string::npos; });
  return found == c.promises.end() ? nullptr : &*found;
}

Fate fate_of(const Comparison& c, const std::string& words) {
  const Promise* p = about(c, words);
  EXPECT_NE(p, nullptr) << words;
  return p == nullptr ? Fate::told : p->fate;
}

TEST(Compare, a_target_that_was_reached_is_kept) {
  const auto c = compared("改造老旧小区20个，新增公办学位3000个。", "全年改造老旧小区21个，新增公办学位3200个。");
  EXPECT_EQ(fate_of(c, "老旧小区"), Fate::kept);
  EXPECT_EQ(fate_of(c, "公办学位"), Fate::kept);
}

TEST(Compare, the_reports_word_that_an_aim_was_met_counts_and_is_said_to_be_a_word) {
  const auto c = compared("主要预期目标是：经济增长6%左右，城镇新增就业7000人以上。",
                          "经济增长6.1%，城镇新增就业超额完成全年任务。");
  EXPECT_EQ(fate_of(c, "新增就业"), Fate::kept);
  EXPECT_EQ(about(c, "新增就业")->why, "报告说完成了，没有写数");
  EXPECT_EQ(fate_of(c, "经济增长"), Fate::kept);
  for (const char* told : {"城镇新增就业未完成全年任务。", "退役军人新增就业提前完成年度任务。"})
    EXPECT_NE(fate_of(compared("城镇新增就业7000人以上。", told), "新增就业"), Fate::kept) << told;
}

TEST(Compare, a_target_that_was_not_reached_is_missed) {
  const auto c = compared("改造老旧小区20个。", "全年改造老旧小区17个。");
  EXPECT_EQ(fate_of(c, "老旧小区"), Fate::missed);
}

TEST(Compare, a_limit_is_kept_from_below) {
  const auto c = compared("城镇登记失业率控制在3.5%以内。", "城镇登记失业率3.7%。");
  EXPECT_EQ(fate_of(c, "失业率"), Fate::missed);
  EXPECT_EQ(fate_of(compared("城镇登记失业率控制在3.5%以内。", "城镇登记失业率2.7%。"), "失业率"), Fate::kept);
}

TEST(Compare, nearly_is_not_reached) {
  const auto c = compared("接待游客100万人次以上。", "全年接待游客近100万人次。");
  EXPECT_NE(fate_of(c, "游客"), Fate::kept);
}

TEST(Compare, units_of_one_dimension_meet) {
  EXPECT_EQ(fate_of(compared("完成技术合同成交额2亿元。", "技术合同成交额18600万元。"), "技术合同"), Fate::missed);
}

TEST(Compare, what_the_review_passes_over_is_dropped) {
  const auto c = compared("新建口袋公园5个，改造老旧小区20个。", "全年改造老旧小区21个。");
  EXPECT_EQ(fate_of(c, "口袋公园"), Fate::dropped);
}

TEST(Compare, what_is_told_in_other_words_is_not_dropped) {
  const auto c = compared(
      "改造老旧小区86个，新建标准厂房30万平方米，新建充电桩1200个，新改建农村公路200公里，打通断头路5条，实施技改项目60"
      "个。",
      "86个城镇老旧小区改造任务全面完成。32万平方米标准厂房建成交付。建成公共充电桩1150个。农村公路新建改建210公里。"
      "建成通车断头路6条。60个技术改造项目全部竣工。");
  EXPECT_EQ(fate_of(c, "老旧小区"), Fate::kept);
  EXPECT_EQ(fate_of(c, "标准厂房"), Fate::kept);
  EXPECT_EQ(fate_of(c, "充电桩"), Fate::missed);
  EXPECT_EQ(fate_of(c, "农村公路"), Fate::kept);
  EXPECT_EQ(fate_of(c, "断头路"), Fate::kept);
  EXPECT_EQ(fate_of(c, "技改项目"), Fate::kept);
  EXPECT_NE(fate_of(compared("建设标准化茶园2万亩。", "标准化茶园面积扩大到6.5万亩。"), "茶园"), Fate::kept);
  // What stands there is no answer to what was to be built.
  EXPECT_NE(fate_of(compared("新建充电桩1200个。", "全县拥有充电桩3350个。"), "充电桩"), Fate::kept);
}

TEST(Compare, a_task_is_found_again_by_its_thing_and_not_by_its_verbs) {
  const auto c = compared(
      "全年做好下列工作。推动澄绥高速公路开工建设。推进松江机场改扩建前期工作。出台民营经济发展若干措施。建立政府债务风"
      "险预警机制。"
      "开展农村宅基地制度改革试点。",
      "澄绥高速破土动工。松江机场改扩建可研报告获批。印发促进民营经济高质量发展“22条”。健全地方政府债务风险监测预警体系"
      "。"
      "宅基地改革试点基本完成。");
  for (const char* thing : {"高速公路", "机场", "民营经济", "债务风险", "宅基地"})
    EXPECT_NE(fate_of(c, thing), Fate::dropped) << thing;
  EXPECT_EQ(fate_of(compared("全年做好下列工作。推动澄绥高速公路开工建设。", "松江高速破土动工。"), "高速公路"),
            Fate::dropped);
}

TEST(Compare, a_part_told_for_the_whole_is_of_another_scope) {
  const auto c = compared("引进研发机构8家。", "云岭科技园新引进研发机构9家。");
  EXPECT_EQ(fate_of(c, "研发机构"), Fate::rescoped);
}

TEST(Compare, growth_on_another_basis_is_of_another_scope) {
  const auto c = compared("一般公共预算收入增长5%。", "一般公共预算收入40.2亿元，按可比口径增长5.2%。");
  EXPECT_EQ(fate_of(c, "预算收入"), Fate::rescoped);
}

// E9: events of one family and of two scopes. E10: branches and projects. E11: sites handed over and sites to build.
TEST(Compare, refuses_pairs_that_only_look_alike_and_shows_them) {
  const auto c = compared("举办广场文化惠民活动200场，引进金融企业分支机构10家，推进28个轨道站点征拆建设。",
                          "举办群众文化活动2399场。引进金融企业投资项目21个。30个轨道站点及区间完成场地移交。");
  EXPECT_NE(fate_of(c, "文化惠民"), Fate::kept);
  EXPECT_NE(fate_of(c, "分支机构"), Fate::kept);
  for (const auto& f : c.figures) ADD_FAILURE() << f.about;
  for (const auto& p : c.promises) {
    EXPECT_EQ(p.outcome ? p.outcome->words.find("2399") : std::string::npos, std::string::npos);
  }
  EXPECT_GE(c.refused.size(), 2u);
}

TEST(Compare, a_milestone_is_judged_by_how_far_it_has_come) {
  EXPECT_EQ(fate_of(compared("建成松江大桥二期。", "松江大桥二期建成通车。"), "大桥"), Fate::kept);
  EXPECT_EQ(fate_of(compared("建成松江大桥二期。", "松江大桥二期建设加快推进。"), "大桥"), Fate::missed);
  EXPECT_EQ(fate_of(compared("建成松江大桥二期。", "松江大桥三期建成通车。"), "大桥"), Fate::dropped);
}

TEST(Compare, stages_are_set_side_by_side) {
  const auto c =
      compared("启动城东污水处理厂建设，实施营商环境5.0改革方案，有序推进滨江片区更新改造。", "全县经济平稳运行。",
               "城东污水处理厂建成投产，实施营商环境6.0改革方案，加快滨江片区更新改造。");
  const auto has = [&](const std::string& before, const std::string& now) {
    return std::ranges::any_of(
        c.stages, [&](const StagePair& s) { return s.before_word == before && s.now_word == now && s.direction > 0; });
  };
  EXPECT_TRUE(has("5.0", "6.0"));
  EXPECT_TRUE(has("有序推进", "加快"));
  EXPECT_TRUE(std::ranges::any_of(
      c.stages, [](const StagePair& s) { return s.thing.find("污水处理厂") != std::string::npos && s.direction > 0; }));
}

TEST(Compare, figures_stand_beside_their_predecessors) {
  const auto c = compared("继续努力。", "粮食产量3.61万吨。技术合同成交额18.6万元。", "继续努力。",
                          "粮食产量3.58万吨。技术合同成交额15.7亿元。");
  ASSERT_EQ(c.figures.size(), 2u);
  EXPECT_EQ(c.figures[0].difference->to_string(), "0.03");
  EXPECT_TRUE(c.figures[0].doubt.empty());
  EXPECT_FALSE(c.figures[1].doubt.empty());  // 亿 and 万
}

TEST(Compare, a_run_must_grow_by_one) {
  const auto good =
      compared("继续努力。", "群众安全感连续5年居全市第一。", "继续努力。", "群众安全感连续4年居全市第一。");
  EXPECT_EQ(good.runs.confirmed.size(), 1u);
  const auto bad =
      compared("继续努力。", "群众安全感连续6年居全市第一。", "继续努力。", "群众安全感连续4年居全市第一。");
  EXPECT_EQ(bad.runs.findings.size(), 1u);
}

TEST(Compare, refuses_reports_in_the_wrong_order_or_of_two_areas) {
  const auto a = report(2024, "全县经济平稳运行。", "改造老旧小区20个。");
  const auto b = report(2025, "全县经济平稳运行。", "改造老旧小区20个。");
  const auto turned = compare(b, a, facts::NamesTable::builtin());
  ASSERT_FALSE(turned.has_value());
  EXPECT_EQ(turned.error().code, "compare.years");
  auto other = b;
  other.area = "云岭县";
  EXPECT_EQ(compare(a, other, facts::NamesTable::builtin()).error().code, "compare.areas");
}

TEST(ProgressWords, the_furthest_counts_and_intentions_do_not) {
  EXPECT_EQ(furthest_progress(U"启动一期、二期建成")->step, 6);
  EXPECT_EQ(furthest_progress(U"加快建设，力争建成")->step, 4);
  EXPECT_FALSE(furthest_progress(U"天气晴好").has_value());
}

TEST(ProgressWords, editions_are_not_amounts) {
  EXPECT_EQ(edition_in(U"营商环境6.0改革")->number, 6);
  EXPECT_EQ(edition_in(U"第十二轮改革")->number, 12);
  EXPECT_FALSE(edition_in(U"增长5.0%").has_value());
  EXPECT_FALSE(edition_in(U"第三产业").has_value());
}

TEST(ToldThings, are_found_by_their_words_and_not_by_their_neighbours) {
  const std::u32string text = U"城东小学建成开学。城西中学主体封顶，轨道交通5号线开工。";
  const ToldThings told(text, {0, static_cast<int>(text.size())});
  EXPECT_TRUE(told.find(thing_in(U"建成城东小学", {})).has_value());
  EXPECT_FALSE(told.find(thing_in(U"建成城西小学", {})).has_value());
  EXPECT_FALSE(told.find(thing_in(U"建设轨道交通4号线", {})).has_value());
}

}  // namespace
}  // namespace plan
