#include <algorithm>

#include <gtest/gtest.h>

#include "plan/orders_guard.hpp"
#include "report/digest.hpp"
#include "report/line.hpp"
#include "report/page_room.hpp"
#include "report/places.hpp"
#include "report/sample_run_test_help.hpp"
#include "report/status_words.hpp"

namespace report {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using document::DraftWorkbook;
using document::PageBreak;

// Everything a draft says, marks too.
std::string words_of(const Draft& draft) {
  std::string out = draft.title + "\n";
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<DraftParagraph>(&block)) {
      for (const auto& run : p->runs) out += run.text;
    } else if (const auto* t = std::get_if<DraftTable>(&block)) {
      for (const auto& cell : t->header) out += cell + "\t";
      for (const auto& row : t->rows)
        for (const auto& cell : row) out += cell + "\t";
    }
    out += "\n";
  }
  return out;
}

std::string words_of(const DraftWorkbook& book) {
  std::string out = book.title + "\n";
  for (const auto& sheet : book.sheets) {
    out += sheet.name + "\n";
    for (const auto& line : sheet.preamble) out += line + "\n";
    for (const auto& cell : sheet.header) out += cell + "\t";
    for (const auto& row : sheet.rows)
      for (const auto& cell : row) out += cell.text + cell.unit + "\t" + cell.comment + "\t";
    out += "\n";
  }
  return out;
}

std::vector<std::string> all_documents(const RunFindings& run) {
  return {words_of(target_table(run)), words_of(risk_page(run)), words_of(order_sheets(run)),
          words_of(monthly_feedback(run)), words_of(check_list(run))};
}

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

const document::DraftSheet& sheet(const DraftWorkbook& book, const std::string& name) {
  for (const auto& s : book.sheets)
    if (s.name == name) return s;
  ADD_FAILURE() << name;
  return book.sheets.front();
}

double points_of(const Draft& draft) {
  double points = 0;
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<DraftParagraph>(&block)) points += report::points_of(*p);
    if (const auto* t = std::get_if<DraftTable>(&block)) points += report::points_of(*t);
  }
  return points;
}

// There is nothing to read again in a task past its day, nor in another area's table.
TEST(Unread, is_what_was_not_understood_and_neither_what_was_left_out_nor_what_is_past_its_day) {
  const auto sample = SampleMaker::make();
  sample->run.unread = {
      {"纪要.docx", "", "2项任务的期限早于2025年6月30日，已经过了：K001 完成征地（6月15日前）。没有办完的请催办",
       Unread::Kind::past_due},
      {"回复.docx", "", "这份反馈写的督办编号是〔2024〕9号，登记里没有这一号", Unread::Kind::left_out}};
  const std::string page = words_of(risk_page(sample->run));
  EXPECT_TRUE(has(page, "逾期任务2项，没有读到办结的消息：K001 完成征地（6月15日前）等，请催办。")) << page;
  EXPECT_TRUE(has(page, "读懂而没有采用的1处（回复.docx）")) << page;
  EXPECT_FALSE(has(page, "没有读懂的1处")) << page;
  const std::string feedback = words_of(monthly_feedback(sample->run));
  EXPECT_FALSE(has(feedback, "补读未能读取的材料")) << feedback;
  EXPECT_TRUE(has(feedback, "核对没有采用的材料1处"));
  EXPECT_TRUE(has(feedback, "未能读取\t没有。"));
  EXPECT_TRUE(has(feedback, "逾期任务\t1. 纪要.docx"));
  const auto book = target_table(sample->run);
  EXPECT_TRUE(has(words_of(book), "逾期任务\t\t纪要.docx"));
  EXPECT_FALSE(has(words_of(book), "未能读取\t"));

  sample->run.unread = {{"坏表.xlsx", "", "打不开", Unread::Kind::unread}};
  EXPECT_TRUE(has(words_of(risk_page(sample->run)), "没有读懂的1处（坏表.xlsx）"));
  EXPECT_TRUE(has(words_of(monthly_feedback(sample->run)), "补读未能读取的材料1处"));
}

TEST(AllDocuments, never_show_the_address_of_a_stored_copy) {
  const auto sample = SampleMaker::make();
  for (const auto& words : all_documents(sample->run)) {
    EXPECT_FALSE(has(words, hidden_address));
    EXPECT_FALSE(has(words, "example.invalid"));
  }
}

TEST(AllDocuments, name_the_area_the_year_and_the_signing_office) {
  const auto sample = SampleMaker::make();
  for (const auto& words : all_documents(sample->run)) EXPECT_TRUE(has(words, "临澜区2024年")) << words.substr(0, 60);
  EXPECT_EQ(monthly_feedback(sample->run).author, "临澜区发展和改革局");
}

TEST(AllDocuments, are_the_same_for_the_same_findings) {
  EXPECT_EQ(all_documents(SampleMaker::make()->run), all_documents(SampleMaker::make()->run));
}

TEST(AllDocuments, can_be_written_when_nothing_was_found) {
  reading::Reading empty;
  RunFindings run;
  run.report_file = "空.txt";
  run.asof = calendar::parse_date("2024-10-31").value();
  run.reading = &empty;
  for (const auto& words : all_documents(run)) EXPECT_FALSE(words.empty());
  EXPECT_TRUE(has(words_of(order_sheets(run)), "不产生督办事项"));
}

TEST(AllDocuments, survive_spans_that_lie_outside_the_text) {
  auto sample = SampleMaker::make();
  sample->run.targets[0].target.span = {100000, 100010};
  sample->run.tasks[0].measure.span = {-5, 3};
  sample->reading.figures[0].span = {5, 100000};
  for (const auto& words : all_documents(sample->run)) EXPECT_FALSE(words.empty());
}

// ---- 月度反馈

TEST(MonthlyFeedback, says_on_page_one_what_was_not_read_and_what_is_not_known) {
  const auto sample = SampleMaker::make();
  const auto draft = monthly_feedback(sample->run);
  double used = 0;
  std::string first_page;
  for (const auto& block : draft.blocks) {
    if (const auto* p = std::get_if<DraftParagraph>(&block)) {
      used += report::points_of(*p);
      if (used < page_points)
        for (const auto& run : p->runs) first_page += run.text;
    } else if (const auto* t = std::get_if<DraftTable>(&block)) {
      used += report::points_of(*t);
      if (used < page_points)
        for (const auto& row : t->rows)
          for (const auto& cell : row) first_page += cell;
    }
  }
  for (const char* words : {"数据截至2024年10月31日", "临澜区招商局.doc", "财政月报.csv", "第17行", "城镇新增就业人数",
                            "单位地区生产总值能耗", "澜岸大道改造"})
    EXPECT_TRUE(has(first_page, words)) << words;
}

TEST(MonthlyFeedback, even_hundreds_of_unknowns_leave_the_reading_part_on_page_one) {
  auto sample = SampleMaker::make();
  for (int i = 0; i < 300; ++i) {
    auto s = sample->run.targets[5];
    s.target.indicator = "第" + std::to_string(i) + "个没有数据的任务目标名称";
    sample->run.targets.push_back(s);
    sample->run.unread.push_back(
        {"文件" + std::to_string(i) + ".doc", "", "不能读取，原因说起来有一句话那么长，长得一行放不下"});
  }
  double used = 0;
  for (const auto& block : monthly_feedback(sample->run).blocks) {
    if (const auto* t = std::get_if<DraftTable>(&block)) {
      EXPECT_LT(used + report::points_of(*t), page_points);
      EXPECT_TRUE(has(t->rows[2][1], "处列于"));
      EXPECT_TRUE(has(t->rows[4][1], "共302项"));
      break;
    }
    used += report::points_of(std::get<DraftParagraph>(block));
  }
}

// A digit outside a mark must be followed, within its sentence, by a mark that says where it comes from.
TEST(MonthlyFeedback, every_published_figure_is_followed_by_its_source_and_every_source_is_listed) {
  const auto words = words_of(monthly_feedback(SampleMaker::make()->run));
  EXPECT_TRUE(has(words, "612.40亿元[2]、同比增长5.2%（不变价）[2]"));
  EXPECT_TRUE(has(words, "39.62亿元[3]、同比增长2.1%[3]，另有增长4.9%（可比口径）[3]"));
  EXPECT_TRUE(has(words, "年度目标为增长5%左右[1]"));
  EXPECT_TRUE(has(words, "[1] 计划报告《临澜区2024年计划报告.docx》"));
  EXPECT_TRUE(has(words, "[2] 临澜区统计局《2024年前三季度经济运行情况》"));
  EXPECT_TRUE(has(words, "[3] 临澜区财政局"));
}

TEST(MonthlyFeedback, derived_and_forecast_figures_are_marked_as_such) {
  const auto words = words_of(monthly_feedback(SampleMaker::make()->run));
  for (const char* figure :
       {"折合全年目标56.76亿元[推算]", "已完成69.8%[推算]", "72.9%—73.0%[推算]", "月均需完成5.71亿元[推算]",
        "增长14.9%[推算]", "预计全年增长3.1%[预计]", "可能性约12%[预计]"})
    EXPECT_TRUE(has(words, figure)) << figure;
}

TEST(MonthlyFeedback, a_publication_of_which_only_the_month_is_known_says_so) {
  EXPECT_TRUE(has(words_of(monthly_feedback(SampleMaker::make()->run)), "2024年10月（日期不详）"));
}

TEST(MonthlyFeedback, awaiting_is_never_shown_as_zero_or_missing) {
  const auto words = words_of(monthly_feedback(SampleMaker::make()->run));
  EXPECT_TRUE(has(words, "城镇新增就业人数的目标值待下达"));
  EXPECT_FALSE(has(words, "城镇新增就业人数0"));
}

TEST(MonthlyFeedback, with_the_report_alone_gives_targets_tasks_and_findings_without_a_verdict) {
  const auto sample = SampleMaker::make(0, false);
  const auto words = words_of(monthly_feedback(sample->run));
  EXPECT_TRUE(has(words, "没有给出，因此不判断目标完成情况"));
  EXPECT_TRUE(has(words, "地区生产总值"));
  EXPECT_TRUE(has(words, "“突破”言过其实"));
  EXPECT_FALSE(has(words, "进度正常"));
  EXPECT_FALSE(has(words, "可能性约"));
}

TEST(MonthlyFeedback, a_finding_names_the_published_source_beside_the_report) {
  const auto words = words_of(monthly_feedback(SampleMaker::make()->run));
  EXPECT_TRUE(has(words, "宜写“达93.2亿元”[1][5]。"));
  EXPECT_TRUE(has(words, "[5] 临澜区统计局《2023年统计公报》，2024年3月（日期不详）公布"));
}

// ---- 风险与原因

std::size_t rows_of(const Draft& draft) {
  for (const auto& block : draft.blocks)
    if (const auto* table = std::get_if<DraftTable>(&block)) return table->rows.size();
  return 0;
}

TEST(RiskPage, keeps_to_one_page_by_its_own_count_however_much_is_at_risk) {
  for (int n : {0, 1, 5, 40, 200}) {
    const auto draft = risk_page(SampleMaker::make(n)->run);
    EXPECT_LT(points_of(draft), page_points) << n;
    for (const auto& block : draft.blocks) EXPECT_FALSE(std::holds_alternative<PageBreak>(block));
    const auto words = words_of(draft);
    EXPECT_TRUE(has(words, "一般公共预算收入")) << n;
    EXPECT_TRUE(has(words, "待下达1项")) << n;
    EXPECT_TRUE(has(words, "督办")) << n;
  }
  EXPECT_TRUE(has(words_of(risk_page(SampleMaker::make(40)->run)), "见《目标完成情况表》"));
}

TEST(RiskPage, shows_the_gravest_targets_however_many_tasks_are_overdue) {
  auto sample = SampleMaker::make(12);
  std::string past = "23项任务的期限早于2024年10月31日，已经过了，没有读到办结的消息：";
  for (int i = 0; i < 3; ++i)
    past += "M00" + std::to_string(i) + " 推进澜岸大道改造和沿线管网更新并做好交通组织的工作（6月底前）；";
  past += "等。没有办完的请催办";
  for (int i = 0; i < 2; ++i) sample->run.unread.push_back({"计划报告.docx", "", past, Unread::Kind::past_due});
  const auto draft = risk_page(sample->run);
  EXPECT_LT(points_of(draft), page_points);
  EXPECT_GE(rows_of(draft), 4u) << "of 14, with names of two lines";
  const auto words = words_of(draft);
  EXPECT_TRUE(has(words, "逾期任务46项")) << words;
  EXPECT_EQ(words.find("逾期", words.find("逾期任务46项") + 1), std::string::npos) << "said once";
  EXPECT_TRUE(has(words, name_of(*digest_of(sample->run).risky.front())));
}

TEST(RiskPage, uses_the_page_for_the_targets_and_names_those_that_it_has_no_room_for) {
  auto sample = SampleMaker::make(9);
  int i = 0;
  for (auto& s : sample->run.targets)
    if (s.target.indicator.starts_with("第")) s.target.indicator = "规上第" + std::to_string(++i) + "类增加值";
  const auto draft = risk_page(sample->run);
  const auto digest = digest_of(sample->run);
  ASSERT_EQ(digest.risky.size(), 11u);
  EXPECT_GE(rows_of(draft), 7u);
  EXPECT_LT(points_of(draft), page_points);
  for (const auto* s : digest.risky) EXPECT_TRUE(has(words_of(draft), name_of(*s))) << name_of(*s);
  EXPECT_TRUE(has(words_of(draft), "比目标低3.6个百分点；10—12月月均需5.71亿元"))
      << "what is needed tells more than that the cause is not known";
}

TEST(RiskPage, presses_only_the_offices_that_have_not_answered) {
  auto sample = SampleMaker::make(2);
  auto& run = sample->run;
  int n = 0;
  for (auto& order : run.orders) {
    order.due = *calendar::parse_date("2024-10-18");
    order.number = "临发改督〔2024〕" + std::to_string(++n) + "号";
    plan::MatterLife life;
    life.id = {2024, n, 1};
    life.number = order.number;
    life.owner = order.owner;
    life.due = order.due;
    life.state = order.owner == "区财政局" ? plan::OrderState::replied : plan::OrderState::issued;
    run.order_register.matters.push_back(life);
  }
  const auto words = words_of(risk_page(run));
  EXPECT_TRUE(has(words, "核实已经反馈的：区财政局")) << words;
  const auto at = words.find("催办没有按期反馈的督办单位：");
  ASSERT_NE(at, std::string::npos) << words;
  const std::string pressed = words.substr(at, words.find("。", at) - at);
  EXPECT_TRUE(has(pressed, "区商务局"));
  EXPECT_TRUE(has(pressed, "期限已过"));
  EXPECT_FALSE(has(pressed, "区财政局"));
}

TEST(RiskPage, puts_headline_targets_first_then_the_gravest) {
  const auto sample = SampleMaker::make(6);
  const auto digest = digest_of(sample->run);
  ASSERT_GE(digest.risky.size(), 4u);
  bool headline = true;
  for (const auto* s : digest.risky) {
    EXPECT_TRUE(headline || !is_headline(*s));
    headline = is_headline(*s);
  }
  EXPECT_EQ(digest.risky[0]->verdict, plan::Verdict::off_track);
}

TEST(OrderSheets, tell_what_has_gone_up_to_the_leaders_and_what_follows) {
  auto sample = SampleMaker::make(2);
  auto& order = sample->run.orders.front();
  order.owner = "区商务局";
  order.state = "escalated";
  order.due = *calendar::parse_date("2024-12-18");
  auto words = words_of(order_sheets(sample->run));
  EXPECT_TRUE(has(words, "（提级）")) << words;
  EXPECT_TRUE(has(words, "12月18日前反馈原因和措施；已提级，到期仍不反馈的")) << words;
  order.due = *calendar::parse_date("2024-06-18");
  words = words_of(order_sheets(sample->run));
  EXPECT_TRUE(has(words, "期限已过；已提级，由")) << words;
  EXPECT_TRUE(has(words, "专题调度，责任单位到会说明原因和措施")) << words;
}

TEST(RiskPage, tells_targets_without_a_figure_apart_from_material_not_understood) {
  const auto draft = risk_page(SampleMaker::make()->run);
  int targets = 0, material = 0;
  for (const auto& block : draft.blocks) {
    const auto* p = std::get_if<document::DraftParagraph>(&block);
    if (p == nullptr) continue;
    const std::string& words = p->runs.front().text;
    targets += words.starts_with("没有数的目标：") && !has(words, "没有读懂");
    material += words.starts_with("没有读懂的材料：") && !has(words, "暂无数据");
  }
  EXPECT_EQ(targets, 1);
  EXPECT_EQ(material, 1);
}

// 125亿元以上 of 117.93 the year before asks for 6.0 %; 93.65亿元 by September, +7.2 %.
std::string trade_on_the_page(const char* season, const char* exports, const char* imports) {
  const auto number = [](const char* text) { return *base::Decimal::parse(text); };
  auto sample = SampleMaker::make();
  auto& run = sample->run;
  const auto& names = facts::NamesTable::builtin();
  facts::Fact whole;
  whole.area = "临澜区";
  whole.indicator = "进出口总额";
  whole.period = calendar::Period::year(2023);
  whole.value = number("117.93");
  whole.unit = "亿元";
  run.known.push_back(whole);
  whole.period = calendar::Period::year_to_date(2024, 9);
  whole.value = number("93.65");
  whole.growth_pct = number("7.2");
  for (const auto& [name, growth] : {std::pair{"出口总额", exports}, {"进口总额", imports}}) {
    facts::Fact part = whole;
    part.indicator = name;
    part.growth_pct = number(growth);
    run.known.push_back(part);
  }
  plan::TargetStatus s;
  s.target.id = "T99";
  s.target.indicator = "进出口总额";
  s.target.op = ">=";
  s.target.value = number("125");
  s.target.unit = "亿元";
  s.target.kind = reading::Kind::level;
  s.target.strength = "headline";
  s.indicator = names.find("进出口总额");
  s.latest = plan::Latest{whole, {}};
  s.attained_share = number("0.749");
  s.linear_pace = number("0.75");
  s.seasonal_pace = plan::SeasonalPace{number(season), number(season), false, ""};
  s.forecast = plan::Forecast{125.86, 119.99, 131.73, ""};
  s.probability = 0.58;
  s.verdict = plan::Verdict::at_risk;
  run.targets = {s};
  return words_of(risk_page(run));
}

TEST(RiskPage, names_no_lag_behind_the_calendar_where_the_season_runs_ahead) {
  const auto words = trade_on_the_page("0.741", "8.0", "6.5");
  EXPECT_FALSE(has(words, "慢于")) << "last year 74.1 % were done by then";
  EXPECT_TRUE(has(words, "进度不慢，但预计全年125.86亿元，八成可能的下端119.99亿元够不到目标"));
  EXPECT_TRUE(has(trade_on_the_page("0.760", "8.0", "6.5"), "已完成74.9%（推算），慢于上年同期76.0%"));
}

// A part that grew less than the whole explains nothing where the whole grew as much as is asked.
TEST(RiskPage, blames_no_part_where_the_whole_grew_as_much_as_is_asked) {
  for (const char* imports : {"6.5", "5.1"})
    EXPECT_FALSE(has(trade_on_the_page("0.760", "8.0", imports), "其中进口总额")) << "7.2 is over the 6.0 asked";
}

TEST(RiskPage, says_so_when_nothing_can_be_judged) {
  EXPECT_TRUE(has(words_of(risk_page(SampleMaker::make(0, false)->run)), "无法判断"));
}

// ---- 督办单

TEST(OrderSheets, each_owner_has_a_page_with_all_its_parts) {
  const auto draft = order_sheets(SampleMaker::make()->run);
  int pages = 1, forms = 0;
  for (const auto& block : draft.blocks) {
    if (std::holds_alternative<PageBreak>(block)) ++pages;
    if (const auto* t = std::get_if<DraftTable>(&block)) {
      ++forms;
      std::vector<std::string> labels;
      for (const auto& row : t->rows) labels.push_back(row[0]);
      EXPECT_EQ(labels.size(), 8u);
      EXPECT_EQ(labels.front(), "责任单位");
    }
  }
  EXPECT_EQ(pages, 2);
  EXPECT_EQ(forms, 2);
  const auto words = words_of(draft);
  EXPECT_TRUE(has(words, "20241031-01"));
  EXPECT_TRUE(has(words, "2024年11月7日前"));
  EXPECT_TRUE(has(words, "由签发人确定（没有载入2024年的节假日安排）"));
  EXPECT_TRUE(has(words, "56.76亿元（推算）"));
  EXPECT_TRUE(has(words, "来源：临澜区财政局"));
}

// 三个不得: the same guard that stands before every order stands before the whole sheet.
TEST(OrderSheets, ask_for_no_number) {
  const auto words = words_of(order_sheets(SampleMaker::make(3)->run));
  EXPECT_EQ(plan::text_refused(words), std::nullopt);
  EXPECT_TRUE(has(words, "不要求报送任何统计数值"));
}

// ---- 目标完成情况表

TEST(TargetTable, lists_every_target_headline_first_with_a_cell_for_every_column) {
  const auto sample = SampleMaker::make(5);
  const auto book = target_table(sample->run);
  const auto& targets = sheet(book, "目标");
  ASSERT_EQ(targets.rows.size(), sample->run.targets.size());
  EXPECT_EQ(targets.header.size(), targets.widths.size());
  bool headline = true;
  for (const auto& row : targets.rows) {
    EXPECT_EQ(row.size(), targets.header.size());
    const bool is = has(row[0].comment, "主要预期目标");
    EXPECT_TRUE(headline || !is);
    headline = is;
  }
  EXPECT_EQ(targets.rows[1][3].text, "39.62");
  EXPECT_EQ(targets.rows[1][3].unit, "亿元");
  EXPECT_EQ(targets.rows[1][6].text, "69.8");
  const auto growth = std::ranges::find(targets.header, "所需增速\n（%，推算）") - targets.header.begin();
  EXPECT_EQ(targets.rows[1][static_cast<std::size_t>(growth)].text, "14.9");
  EXPECT_EQ(sheet(book, "任务").rows.size(), 3u);
  EXPECT_TRUE(has(words_of(book), "责任单位待定"));
}

TEST(TargetTable, the_reading_sheet_lists_everything_that_is_not_known) {
  const auto sample = SampleMaker::make();
  const auto book = target_table(sample->run);
  const auto& rows = sheet(book, "读取情况").rows;
  int unread = 0, awaiting = 0, missing = 0;
  for (const auto& row : rows) {
    unread += row[0].text == "未能读取";
    awaiting += row[0].text == "目标值待下达";
    missing += row[0].text == "暂无数据";
  }
  EXPECT_EQ(unread, 2);
  EXPECT_EQ(awaiting, 1);
  EXPECT_EQ(missing, 2);
}

TEST(TargetTable, a_verdict_reads_without_its_colour) {
  std::vector<std::string> labels;
  for (int v = 0; v < 7; ++v) labels.push_back(verdict_label(static_cast<plan::Verdict>(v)));
  for (std::size_t i = 0; i < labels.size(); ++i)
    for (std::size_t j = i + 1; j < labels.size(); ++j) EXPECT_NE(labels[i].substr(0, 3), labels[j].substr(0, 3));
}

// ---- 核对清单

TEST(CheckList, shows_each_finding_with_rule_words_place_and_what_to_write) {
  const auto sample = SampleMaker::make();
  const auto book = check_list(sample->run);
  const auto& rows = sheet(book, "发现").rows;
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][0].text, "疑点");
  EXPECT_EQ(rows[0][1].text, "修饰词言过其实");
  EXPECT_TRUE(has(rows[0][2].text, "【突破93.2亿元】"));
  EXPECT_EQ(rows[0][3].text, "第13段");
  EXPECT_EQ(sheet(book, "一致").rows.size(), 1u);
  EXPECT_EQ(sheet(book, "无法核对").rows.size(), 1u);
}

TEST(CheckList, holds_every_figure_of_the_report_and_those_the_reader_was_unsure_of) {
  const auto sample = SampleMaker::make();
  sample->reading.unaccounted.push_back({0, 2});
  const auto book = check_list(sample->run);
  const auto& figures = sheet(book, "全部数字").rows;
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0][3].text, "超93.2");
  EXPECT_TRUE(has(figures[0][8].text, "疑点"));
  EXPECT_EQ(figures[1][3].kind, document::SheetCell::Kind::number);
  EXPECT_TRUE(has(figures[1][8].text, "一致"));
  EXPECT_EQ(sheet(book, "读者未决").rows.size(), 2u);
}

TEST(CheckList, every_rule_we_know_has_chinese_words) {
  EXPECT_EQ(rule_words("parts-vs-sum"), "分项之和与总数不符");
  EXPECT_EQ(rule_topic("parts-vs-sum"), "分项之和与总数");
  EXPECT_EQ(rule_words("new-rule"), "其他核对（new-rule）");
}

// ---- the pieces

TEST(Line, gives_marks_in_the_form_that_its_place_needs) {
  Line line("完成");
  line.add("39.62亿元").source(3).add("，折合").add("56.76亿元").derived().add("，").add("3.1%").estimate().source(0);
  EXPECT_EQ(line.with_marks(), "完成39.62亿元[3]，折合56.76亿元[推算]，3.1%[预计]");
  EXPECT_EQ(line.in_brackets(), "完成39.62亿元，折合56.76亿元（推算），3.1%（预计）");
  EXPECT_EQ(line.plain(), "完成39.62亿元，折合56.76亿元，3.1%");
}

TEST(Places, counts_paragraphs_that_are_not_blank) {
  reading::Reading reading;
  reading.text = U"\n甲\n　\n\n乙丙丁\r\n戊";
  const Places places(reading);
  EXPECT_EQ(places.paragraph_of({1, 2}), 1);
  EXPECT_EQ(places.paragraph_of({7, 8}), 2);
  EXPECT_EQ(places.paragraph_of({11, 12}), 3);
  EXPECT_EQ(places.paragraph_of({99, 100}), 0);
  EXPECT_EQ(places.in_context({7, 8}, 1), "乙【丙】丁");
  EXPECT_EQ(places.shown(std::vector<base::Span>{{11, 12}, {7, 8}, {6, 7}}), "第2段、第3段");
}

TEST(Names, are_cut_by_a_budget_and_counted) {
  const auto sample = SampleMaker::make();
  const auto digest = digest_of(sample->run);
  EXPECT_EQ(names_of(digest.headline, 100),
            "地区生产总值、一般公共预算收入、社会消费品零售总额、城镇新增就业人数、单位地区生产总值能耗");
  EXPECT_EQ(names_of(digest.headline, 10), "地区生产总值等5项");
}

TEST(Title, is_cut_between_its_pieces_only) {
  EXPECT_EQ(balanced_title({"临澜区2024年", "计划目标督办单"}), "临澜区2024年计划目标督办单");
  EXPECT_EQ(balanced_title({"某某自治区某某族自治县2024年", "国民经济和社会发展计划", "执行情况月度反馈"}),
            "某某自治区某某族自治县2024年\n国民经济和社会发展计划执行情况月度反馈");
}

}  // namespace
}  // namespace report
