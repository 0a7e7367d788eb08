#include "cycle/annual_test_help.hpp"

// Last year's sentences told again.
namespace cycle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(AnnualReport, keeps_last_years_sentence_and_swaps_its_figures) {
  const std::string t = text(report());
  EXPECT_THAT(
      t, HasSubstr("主要指标较快增长。全年地区生产总值316.00亿元，增长5.4%。其中第一产业增加值41.50亿元，增长3.0%，"
                   "第二产业增加值126.40亿元，增长6.3%，第三产业增加值148.10亿元，增长5.2%。"));
  EXPECT_THAT(t,
              HasSubstr("社会消费品零售总额100.60亿元，增长4.5%。举办促消费活动【待填：计划45场，上年42场，由县商务局提"
                        "供】。"));
}

TEST_F(AnnualReport, marks_what_was_last_years_story_and_claims_nothing_by_it) {
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("〔2024年，全县经济平稳运行〕。"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("经济平稳运行")));
}

// “从外部看……” stood behind the problems, and stands there again.
TEST_F(AnnualReport, puts_what_followed_the_problems_behind_them_again) {
  last_year_said("商贸企业规模偏小。\n从外部看，国内有效需求仍然偏弱。", "商贸企业规模偏小。");
  const std::string t = text(report());
  const auto problems = t.find("商贸企业规模偏小"), asked = t.find("今年新的困难和问题"), outlook = t.find("从外部看");
  ASSERT_NE(problems, std::string::npos);
  ASSERT_NE(asked, std::string::npos);
  ASSERT_NE(outlook, std::string::npos);
  EXPECT_LT(problems, asked);
  EXPECT_LT(asked, outlook);
  EXPECT_EQ(t.find("从外部看", outlook + 1), std::string::npos) << "once";
}

// The verdicts know how many targets were met: no office is asked, and last year's names are not said of this year.
TEST_F(AnnualReport, counts_the_targets_that_were_met_by_the_verdicts) {
  last_year_said(
      "2024年，全县经济平稳运行。年初确定的9项主要指标中，7项完成年度目标，固定资产投资、进出口总额2项未达预期。",
      "2024年，全县经济平稳运行。");
  last_year_said("0.5万人以上。", "0.5万人以上；\n——单位地区生产总值能耗下降率完成市下达目标。");
  EXPECT_THAT(text(report()), HasSubstr("年初确定的4项主要指标中，3项完成年度目标，社会消费品零售总额1项未达预期。"));
}

TEST_F(AnnualReport, leaves_the_count_of_targets_to_the_own_bureau_while_one_cannot_be_judged) {
  last_year_said(
      "2024年，全县经济平稳运行。年初确定的9项主要指标中，7项完成年度目标，固定资产投资、进出口总额2项未达预期。",
      "2024年，全县经济平稳运行。");
  EXPECT_THAT(
      text(report()),
      HasSubstr("年初确定的5项主要指标中，【待填：上年7项，由县发展和改革局提供】完成年度目标，【待填：上年固定资产"
                "投资、进出口总额2项，由县发展和改革局提供】未达预期。"));
}

// A year moved on beside a session or an event that is not would be false of both years.
TEST_F(AnnualReport, quotes_in_brackets_with_the_years_and_sessions_of_last_year) {
  last_year_said("2024年，全县认真落实县十七届人大四次会议批准的2024年计划，商贸城于2024年开业。",
                 "2024年，全县经济平稳运行。");
  EXPECT_THAT(text(report()),
              HasSubstr("〔2024年，全县认真落实县十七届人大四次会议批准的2024年计划，商贸城于2024年开业〕。"));
}

TEST_F(AnnualReport, leaves_the_session_open_where_the_years_move_on) {
  last_year_said(
      "受县人民政府委托，现将2024年计划执行情况与2025年计划草案提请县第十七届人民代表大会第五次会议审议。\n一、2024年",
      "一、2024年");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("现将2025年计划执行情况与2026年计划草案提请县【待填：会议届次（上年第十七届人民代表大"
                                 "会第五次会议），由人大常委会办事机构提供】审议。"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("第十七届")));
}

TEST_F(AnnualReport, says_fell_where_last_year_grew_and_drops_the_words_of_last_years_number) {
  last_year_said("社会消费品零售总额突破96.30亿元", "社会消费品零售总额96.30亿元");
  facts(header + years + row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2"));
  EXPECT_THAT(text(report()), HasSubstr("社会消费品零售总额95.10亿元，下降1.2%。"));
}

// What stands before the verb stays; 不变价 is the basis of this year's growth as well.
TEST_F(AnnualReport, keeps_the_words_before_a_growth) {
  last_year_said("全年地区生产总值300.12亿元，按不变价格计算，比上年增长5.2%。",
                 "全年地区生产总值300.12亿元，增长5.2%。");
  EXPECT_THAT(text(report()), HasSubstr("全年地区生产总值316.00亿元，按不变价格计算，比上年增长5.4%。"));
}

TEST_F(AnnualReport, says_where_last_years_growth_was_on_another_basis) {
  last_year_said("一般公共预算收入18.20亿元，同口径增长3.5%。", "一般公共预算收入18.20亿元，增长3.5%。");
  EXPECT_THAT(text(report()), HasSubstr("一般公共预算收入18.90亿元，增长3.8%【口径待核：上年写的是同口径增长3.5%】。"));
  ASSERT_NE(open_with(kept->annual, "同口径增长3.5%"), nullptr);
}

TEST_F(AnnualReport, says_the_verb_of_a_list_of_growths_once_and_again_where_it_turns) {
  last_year_said("社会消费品零售总额、一般公共预算收入分别增长4.8%、3.5%。", "社会消费品零售总额96.30亿元，增长4.8%。");
  EXPECT_THAT(text(report()), HasSubstr("社会消费品零售总额、一般公共预算收入分别增长4.5%、3.8%。"));
  facts(header + years + row("社会消费品零售总额", "2025", "100.6", "亿元", "4.5") +
        row("一般公共预算收入", "2025", "18.1", "亿元", "-0.5"));
  EXPECT_THAT(text(report()), HasSubstr("分别增长4.5%、下降0.5%。"));
}

// 5.4 less the nation's 5.0; of the province nothing is in hand.
TEST_F(AnnualReport, works_out_how_far_a_growth_is_from_the_nations) {
  last_year_said("全年地区生产总值300.12亿元，增长5.2%，高于全国平均水平0.2个百分点、高于全省平均水平0.4个百分点。",
                 "全年地区生产总值300.12亿元，增长5.2%。");
  facts(header + years + outcome_rows +
        "000000,全国,地区生产总值,2025,cumulative,,,5.0,,published,,2026-01-17,国家统计局,official\n");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("增长5.4%，高于全国平均水平0.4个百分点、【待填：上年高于全省平均水平0.4个百分点，"));
  const auto* gap = printed(r, "0.4个百分点");
  ASSERT_NE(gap, nullptr);
  EXPECT_EQ(gap->how, "5.4%－全国5.0%");
  EXPECT_EQ(gap->of.size(), 2U);
  facts(header + years + outcome_rows +
        "000000,全国,地区生产总值,2025,cumulative,,,5.6,,published,,2026-01-17,国家统计局,official\n");
  EXPECT_THAT(text(report()), HasSubstr("低于全国平均水平0.2个百分点"));
}

// 61.2 − 60.4 = 0.8; 58.9 − 60.4 = −1.5.
TEST_F(AnnualReport, works_out_by_how_much_a_rate_moved) {
  last_year_said("就业形势稳定。常住人口城镇化率60.4%，比上年提高0.9个百分点。", "就业形势稳定。");
  facts(header + years + outcome_rows + row("常住人口城镇化率", "2025", "61.2", "%", ""));
  EXPECT_THAT(text(report()), HasSubstr("常住人口城镇化率61.2%，比上年提高0.8个百分点。"));
  EXPECT_EQ(printed(kept->annual, "0.8个百分点")->how, "61.2%－2024年60.4%（上年报告）");
  facts(header + years + outcome_rows + row("常住人口城镇化率", "2025", "58.9", "%", ""));
  EXPECT_THAT(text(report()), HasSubstr("常住人口城镇化率58.9%，比上年下降1.5个百分点。"));
}

TEST_F(AnnualReport, leaves_the_word_average_whole) {
  last_year_said("就业形势稳定。人均体育场地面积2.9平方米，平均预期寿命81.2岁。", "就业形势稳定。");
  EXPECT_THAT(text(report()), Not(HasSubstr("平预期")));
}

TEST_F(AnnualReport, claims_nothing_of_this_years_figure_that_was_said_of_last_years) {
  last_year_said("社会消费品零售总额首次突破百亿元、达到100.6亿元，同比增长4.8%、创历史新高，增速高于全省平均水平。",
                 "社会消费品零售总额96.30亿元，增长4.8%。");
  facts(header + years + row("社会消费品零售总额", "2025", "98.6", "亿元", "-2.0"));
  const auto& r = report();
  EXPECT_THAT(text(r),
              HasSubstr("社会消费品零售总额〔首次突破百亿元〕、达到98.6亿元，同比下降2.0%、〔创历史新高〕，〔增速高"
                        "于全省平均水平〕。"));
  for (const char* claim : {"首次", "突破百亿", "新高", "高于"})
    EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr(claim)));
}

TEST_F(AnnualReport, takes_no_streak_for_a_figure_and_keeps_the_name_for_the_next_clause) {
  last_year_said("社会消费品零售总额连续三年突破百亿元大关，达到963亿元，增长4.8%、居全市第一。",
                 "社会消费品零售总额96.30亿元，增长4.8%。");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("社会消费品零售总额〔连续三年突破百亿元大关〕，达到100.60亿元，增长4.5%"));
  EXPECT_THAT(text(r), Not(HasSubstr("上年连续三年")));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("市第一")));
}

TEST_F(AnnualReport, sets_aside_a_heading_that_the_figure_under_it_contradicts) {
  const std::string heading = "消费持续恢复";
  EXPECT_THAT(text(report()), HasSubstr("\n消费持续恢复。社会消费品零售总额100.60亿元，增长4.5%。"));
  facts(header + years + row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2"));
  const auto& r = report();
  EXPECT_THAT(text(r),
              HasSubstr("\n〔消费持续恢复〕【待改：社会消费品零售总额下降1.2%】。社会消费品零售总额95.10亿元"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr(heading)));
  const auto asked = [&](const auto& b) { return b.what.find(heading) != std::string::npos; };
  EXPECT_EQ(std::ranges::count_if(r.blanks, asked), 1) << "somebody has to write another";
}

TEST_F(AnnualReport, sets_aside_the_title_of_a_part_as_well) {
  last_year_said(
      "（二）消费规模不断扩大\n消费工作有序开展。社会消费品零售总额96.30亿元，增长4.8%。\n（三）民生持续改善",
      "（二）民生持续改善");
  facts(header + years + row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2"));
  EXPECT_THAT(text(report()),
              HasSubstr("（二）〔消费规模不断扩大〕【待改：社会消费品零售总额下降1.2%】\n消费工作有序开展。"));
}

TEST_F(AnnualReport, takes_a_heading_of_what_should_fall_for_no_contradiction) {
  last_year_said("节能工作取得进展，绿色发展持续向好。单位地区生产总值能耗下降3.1%。\n消费持续恢复", "消费持续恢复");
  facts(header + years + row("单位地区生产总值能耗", "2025", "", "", "-3.4"));
  EXPECT_THAT(text(report()), Not(HasSubstr("【待改：")));
}

// Costs that fall are good news, and 新增长点 is no growth: neither is held against figures it does not speak of.
TEST_F(AnnualReport, accuses_no_heading_that_speaks_of_something_else) {
  facts(header + years + row("地区生产总值", "2025", "316.00", "亿元", "5.4") +
        row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2") + row("固定资产投资", "2025", "", "", "-3.0"));
  const std::string old = request.report;
  for (const std::string heading :
       {"企业成本持续下降", "消费新增长点不断涌现", "消费维权力度不断增加", "民间投资持续增长", "投资环境持续向好",
        "消费恢复不及预期", "投资增长乏力", "失业率下降", "主要指标较快增长"}) {
    request.report = old;
    last_year_said(heading +
                       "。全年地区生产总值300.12亿元，增长5.2%。社会消费品零售总额96.30亿元，增长4.8%。"
                       "固定资产投资增长4.0%。\n消费持续恢复",
                   "消费持续恢复");
    const std::string t = text(report());
    EXPECT_THAT(t, HasSubstr("\n" + heading + "。全年地区生产总值316.00亿元")) << heading;
    EXPECT_THAT(t, Not(HasSubstr("〔" + heading + "〕"))) << heading;
  }
}

TEST_F(AnnualReport, knows_the_thing_in_the_ways_that_headings_put_it) {
  facts(header + years + row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2") +
        row("固定资产投资", "2025", "", "", "-3.0") + row("民间投资", "2025", "", "", "-6.0"));
  const std::string old = request.report;
  for (const auto& [heading, figure] :
       {std::pair("有效投资稳步扩大", "固定资产投资下降3.0%"), std::pair("投资、消费平稳增长", "固定资产投资下降3.0%"),
        std::pair("投资规模不断扩大，结构持续优化", "固定资产投资下降3.0%"),
        std::pair("民间投资稳步增长", "民间投资下降6.0%"),
        std::pair("消费品市场总体稳中有进", "社会消费品零售总额下降1.2%")}) {
    request.report = old;
    last_year_said(
        std::string(heading) +
            "。固定资产投资增长4.0%，民间投资增长3.0%。社会消费品零售总额96.30亿元，增长4.8%。\n消费持续恢复",
        "消费持续恢复");
    EXPECT_THAT(text(report()), HasSubstr("〔" + std::string(heading) + "〕【待改：" + figure + "】")) << heading;
  }
}

TEST_F(AnnualReport, holds_a_heading_against_the_figure_it_speaks_of_wherever_that_stands) {
  facts(header + years + row("地区生产总值", "2025", "316.00", "亿元", "5.4") +
        row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2"));
  last_year_said(
      "经济稳步增长，消费市场日趋活跃。全年地区生产总值300.12亿元，增长5.2%。社会消费品零售总额96.30亿元，增长"
      "4.8%。\n消费持续恢复",
      "消费持续恢复");
  EXPECT_THAT(text(report()), HasSubstr("〔经济稳步增长，消费市场日趋活跃〕【待改：社会消费品零售总额下降1.2%】"));
}

TEST_F(AnnualReport, brackets_a_title_that_claims_of_last_year_and_none_that_aims_at_next) {
  last_year_said("（一）经济总量迈上新台阶", "（一）经济稳步增长");
  last_year_said("（一）推动消费再上新台阶", "（一）着力扩大消费");
  EXPECT_THAT(text(report()), HasSubstr("（一）〔经济总量迈上新台阶〕\n"));
  EXPECT_THAT(text(report()), HasSubstr("（一）推动消费再上新台阶\n"));
}

TEST_F(AnnualReport, brackets_what_was_counted_or_named_last_year_only) {
  last_year_said("推出第四轮改革举措92项，引进青岩百货等3家企业", "举办促消费活动42场");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("推出〔第四轮改革举措〕【待填：上年92项"));
  EXPECT_THAT(text(r), HasSubstr("〔引进青岩百货等〕【待填：上年3家"));
}

TEST_F(AnnualReport, names_the_year_where_last_year_would_be_another) {
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("“激发消费活力”的2026年举措（2025年3项，见附件1第1至3项）"));
  EXPECT_THAT(text(r), HasSubstr("；2025年目标增长5%左右）】"));
  const auto table =
      std::ranges::find_if(r.blocks, [](const auto& b) { return b.table && b.table->about == "blanks"; });
  ASSERT_NE(table, r.blocks.end());
  EXPECT_THAT(table->table->table.header,
              testing::ElementsAre("序号", "由谁提供", "待填事项", "2025年计划", "2024年（上年报告）"));
}

TEST_F(AnnualReport, leaves_words_that_only_look_like_claims) {
  last_year_said("新增创新型中小企业42家，居民小区充电桩56个", "举办促消费活动42场");
  EXPECT_THAT(text(report()), HasSubstr("新增创新型中小企业【待填"));
  EXPECT_THAT(text(report()), HasSubstr("居民小区充电桩【待填"));
}

TEST_F(AnnualReport, keeps_a_list_of_difficulties_together) {
  last_year_said("同时，还存在一些困难和问题：一是消费新增长点不多。\n二是财政收支矛盾突出。\n三是养老床位不足200张。",
                 "同时，还存在一些困难和问题：消费新增长点不多，商贸企业规模偏小。");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("〔同时，还存在一些困难和问题：一是消费新增长点不多。〕\n〔二是财政收支矛盾突出。〕\n"
                                 "〔三是养老床位不足200张。〕社会消费品零售总额没有达到年度目标。"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("200张")));
}

TEST_F(AnnualReport, tells_difficulties_once_also_those_with_figures) {
  last_year_said(
      "在看到成绩的同时，我们也清醒认识到，还存在一些困难和问题：一是消费新增长点不多；二是规上工业企业亏损面达21.4%。",
      "同时，还存在一些困难和问题：消费新增长点不多，商贸企业规模偏小。");
  const std::string t = text(report());
  const auto first = t.find("在看到成绩的同时");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(t.find("在看到成绩的同时", first + 1), std::string::npos);
  EXPECT_THAT(t, HasSubstr("〔在看到成绩的同时，我们也清醒认识到，还存在一些困难和问题：一是消费新增长点不多；"));
}

TEST_F(AnnualReport, takes_the_mark_behind_a_title_in_the_line_of_its_text_with_the_title) {
  last_year_said("（一）经济稳步增长。全年地区生产总值", "（一）经济稳步增长\n主要指标较快增长。全年地区生产总值");
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("经济稳步增长"));
  EXPECT_THAT(t, Not(HasSubstr("\n。")));
}

TEST_F(AnnualReport, keeps_the_words_to_the_assembly_and_turns_half_width_marks) {
  last_year_said("(一)经济稳步增长,质效提升", "（一）经济稳步增长");
  last_year_said("新增公办学位900个。\n以上报告，请予审议。\n", "新增公办学位900个。\n");
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("（一）经济稳步增长，质效提升"));
  EXPECT_THAT(t, HasSubstr("以上报告，请予审议。"));
}

TEST_F(AnnualReport, leaves_open_what_has_no_figure_and_says_who_has_it) {
  const auto& r = report();
  const auto at = std::ranges::find_if(r.blanks, [](const auto& b) { return b.planned == "45场"; });
  ASSERT_NE(at, r.blanks.end());
  EXPECT_EQ(at->holder, "县商务局");
  EXPECT_EQ(at->what, "举办促消费活动××场");
  EXPECT_EQ(base::to_utf8(base::slice(r.text, at->span)), "计划45场，上年42场");
  // What is open claims nothing.
  EXPECT_EQ(base::to_utf8(r.told).find("45场"), std::string::npos);
}

TEST_F(AnnualReport, waits_for_a_statistic_while_the_year_lasts_and_asks_nobody_for_it) {
  facts(header + years);
  request.asof = calendar::parse_date("2025-12-20").value();
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("全年地区生产总值【待填：计划增长5%左右，上年300.12亿元、增长5.2%，待统计机构公布】。"));
  EXPECT_THAT(t, Not(HasSubstr("由统计机构提供")));
}

TEST_F(AnnualReport, after_the_year_says_what_is_not_in_hand_and_never_that_it_is_unpublished) {
  facts(header + years + row("地区生产总值", "2025-01/2025-09", "230.00", "亿元", "5.3", "2025-10-25"));
  const std::string back = read_back(*annual_file(made(), "docx", true, world));
  EXPECT_THAT(back, HasSubstr("手头没有全年数的1项"));
  EXPECT_THAT(back, HasSubstr("手头没有公布数的3项"));
  EXPECT_THAT(back, HasSubstr("查统计机构公布数】"));
  EXPECT_THAT(back, Not(HasSubstr("未公布")));
  EXPECT_THAT(back, Not(HasSubstr("待统计机构公布】")));
  EXPECT_THAT(back, Not(HasSubstr("的0项")));
}

TEST_F(AnnualReport, of_a_year_not_over_names_the_months_and_leaves_the_year_open) {
  facts(header + years + row("地区生产总值", "2025-01/2025-09", "230.00", "亿元", "5.3", "2025-10-25"));
  request.asof = calendar::parse_date("2025-11-30").value();
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("待统计机构公布】（2025年前三季度230.00亿元、增长5.3%）"));
  EXPECT_THAT(text(r), HasSubstr("全年数尚未公布的1项"));
  EXPECT_EQ(target(r, "地区生产总值").outcome, report::AnnualOutcome::not_yet);
}

TEST_F(AnnualReport, does_not_put_a_years_figure_where_several_years_were_told) {
  last_year_said("五年来，我们办成了许多大事。地区生产总值跨上300亿元台阶，城镇新增就业累计2.6万人。\n同时，还存在",
                 "同时，还存在");
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("几年来的情况是否保留、怎样写"));
  EXPECT_THAT(t, Not(HasSubstr("2.6万人")));
  EXPECT_THAT(t, HasSubstr("城镇新增就业0.53万人"));
}

TEST_F(AnnualReport, moves_on_the_years_of_the_report_and_no_others) {
  last_year_said("（二）衔接2025年安排与2035年远景目标", "（二）着力保障民生");
  EXPECT_THAT(text(report()), HasSubstr("（二）衔接2026年安排与2035年远景目标"));
}

}  // namespace
}  // namespace cycle
