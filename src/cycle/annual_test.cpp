#include "cycle/annual.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "office/office.hpp"

// An invented county. Expected figures are those of the tables below; the golden text was read by a person.
namespace cycle {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const std::string golden = std::string(JICHENG_SOURCE_DIR) + "/tests/golden/annual/";

const std::string header =
    "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_"
    "kind\n";
std::string row(const std::string& indicator, const std::string& period, const std::string& value,
                const std::string& unit, const std::string& growth, const std::string& day = "2026-01-20",
                const std::string& basis = "") {
  return "990201,青岩县," + indicator + "," + period + ",cumulative," + value + "," + unit + "," + growth + "," +
         basis + ",published,," + day + ",青岩县统计局：全年数据,official\n";
}
const std::string years = row("地区生产总值", "2023", "285.00", "亿元", "5.0", "2024-01-20") +
                          row("地区生产总值", "2024", "300.12", "亿元", "5.2", "2025-01-20") +
                          row("社会消费品零售总额", "2023", "91.90", "亿元", "5.5", "2024-01-20") +
                          row("社会消费品零售总额", "2024", "96.30", "亿元", "4.8", "2025-01-20");
const std::string outcome_rows =
    row("地区生产总值", "2025", "316.00", "亿元", "5.4") + row("第一产业增加值", "2025", "41.50", "亿元", "3.0") +
    row("第二产业增加值", "2025", "126.40", "亿元", "6.3") + row("第三产业增加值", "2025", "148.10", "亿元", "5.2") +
    row("社会消费品零售总额", "2025", "100.60", "亿元", "4.5") +
    row("一般公共预算收入", "2025", "18.90", "亿元", "3.8", "2026-01-15") +
    row("城镇新增就业人数", "2025", "0.53", "万人", "", "2026-01-12");

class AnnualReport : public testing::Test {
 protected:
  AnnualReport() : world(base::real_world()), folder(world.files->make_temporary_folder().value()) {
    request.report = golden + "上年报告.txt";
    request.asof = calendar::parse_date("2026-02-01").value();
    facts(header + years + outcome_rows);
  }
  ~AnnualReport() override { world.files->remove_tree(folder); }

  void facts(const std::string& csv) { request.facts_files = {write("facts.csv", csv)}; }
  std::string write(const std::string& name, const std::string& bytes) {
    const std::string path = folder + "/" + name;
    EXPECT_TRUE(world.files->write_whole(path, bytes));
    return path;
  }
  const cycle::AnnualOutcome& made() {
    auto outcome = annual(request, world, [](const std::string&) {});
    EXPECT_TRUE(outcome) << (outcome ? "" : base::to_text(outcome.error()));
    kept = std::move(*outcome);
    return *kept;
  }
  const report::AnnualReport& report() { return made().annual; }
  std::string refused() {
    const auto outcome = annual(request, world, [](const std::string&) {});
    return outcome ? "" : outcome.error().code;
  }
  static std::string text(const report::AnnualReport& r) { return base::to_utf8(r.text); }
  static const report::AnnualTarget& target(const report::AnnualReport& r, const std::string& indicator) {
    const auto at = std::ranges::find(r.targets, indicator, &report::AnnualTarget::indicator);
    EXPECT_NE(at, r.targets.end()) << indicator;
    return *at;
  }
  static const report::AnnualMeasure& measure(const report::AnnualReport& r, const std::string& words) {
    const auto at =
        std::ranges::find_if(r.measures, [&](const auto& m) { return m.text.find(words) != std::string::npos; });
    EXPECT_NE(at, r.measures.end()) << words;
    return *at;
  }
  static std::string outcome_in_table(const report::AnnualReport& r, const std::string& indicator,
                                      const std::string& aim) {
    for (const auto& block : r.blocks) {
      if (!block.table || block.table->about != "targets") continue;
      for (const auto& cells : block.table->table.rows)
        if (cells[0] == indicator && cells[1] == aim) return cells[3];
    }
    return "";
  }
  std::string read_back(const PaperFile& file) {
    const auto document = office::read_document(file.bytes, file.name);
    EXPECT_TRUE(document);
    return document ? base::to_utf8(document->text) : "";
  }

  base::World world;
  std::string folder;
  AnnualRequest request;
  std::unique_ptr<cycle::AnnualOutcome> kept;
};

TEST_F(AnnualReport, keeps_the_outline_of_last_years_report_one_year_on) {
  const std::string t = text(report());
  for (const char* heading : {"一、2025年国民经济和社会发展计划执行情况", "（一）经济稳步增长", "（二）民生持续改善",
                              "二、2026年国民经济和社会发展主要预期目标", "三、2026年主要任务", "（一）着力扩大消费"})
    EXPECT_THAT(t, HasSubstr(heading));
  EXPECT_THAT(t, Not(HasSubstr("2024年主要任务")));
}

TEST_F(AnnualReport, tells_every_published_outcome_beside_what_was_promised) {
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("达到目标的3项，未达到目标的1项，目标值待上级下达的1项。"));
  EXPECT_EQ(outcome_in_table(r, "地区生产总值", "增长5%左右"), "达到");
  EXPECT_EQ(outcome_in_table(r, "社会消费品零售总额", "增长6%"), "未达到");
  EXPECT_EQ(outcome_in_table(r, "城镇新增就业人数", "0.5万人以上"), "达到");
  EXPECT_EQ(target(r, "社会消费品零售总额").outcome, report::AnnualOutcome::missed);
  EXPECT_EQ(target(r, "单位地区生产总值能耗下降率").outcome, report::AnnualOutcome::awaiting_value);
  EXPECT_THAT(text(r), HasSubstr("社会消费品零售总额没有达到年度目标"));
}

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
  EXPECT_THAT(text(r), HasSubstr("〔2025年，全县经济平稳运行〕。"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("经济平稳运行")));
}

TEST_F(AnnualReport, says_fell_where_last_year_grew_and_drops_the_words_of_last_years_number) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "社会消费品零售总额96.30亿元";
  old.replace(old.find(at), at.size(), "社会消费品零售总额突破96.30亿元");
  request.report = write("上年.txt", old);
  facts(header + years + row("社会消费品零售总额", "2025", "95.10", "亿元", "-1.2"));
  EXPECT_THAT(text(report()), HasSubstr("社会消费品零售总额95.10亿元，下降1.2%。"));
}

TEST_F(AnnualReport, claims_nothing_of_this_years_figure_that_was_said_of_last_years) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "社会消费品零售总额96.30亿元，增长4.8%。";
  old.replace(old.find(at), at.size(),
              "社会消费品零售总额首次突破百亿元、达到100.6亿元，同比增长4.8%、创历史新高，增速高于全省平均水平。");
  request.report = write("上年.txt", old);
  facts(header + years + row("社会消费品零售总额", "2025", "98.6", "亿元", "-2.0"));
  const auto& r = report();
  EXPECT_THAT(text(r),
              HasSubstr("社会消费品零售总额〔首次突破百亿元〕、达到98.6亿元，下降2.0%、〔创历史新高〕，〔增速高"
                        "于全省平均水平〕。"));
  for (const char* claim : {"首次", "突破百亿", "新高", "高于"})
    EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr(claim)));
}

TEST_F(AnnualReport, takes_no_streak_for_a_figure_and_keeps_the_name_for_the_next_clause) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "社会消费品零售总额96.30亿元，增长4.8%。";
  old.replace(old.find(at), at.size(), "社会消费品零售总额连续三年突破百亿元大关，达到963亿元，增长4.8%、居全市第一。");
  request.report = write("上年.txt", old);
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("社会消费品零售总额〔连续三年突破百亿元大关〕，达到100.60亿元，增长4.5%"));
  EXPECT_THAT(text(r), Not(HasSubstr("上年连续三年")));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("市第一")));
}

TEST_F(AnnualReport, leaves_words_that_only_look_like_claims) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "举办促消费活动42场";
  old.replace(old.find(at), at.size(), "新增创新型中小企业42家，居民小区充电桩56个");
  request.report = write("上年.txt", old);
  EXPECT_THAT(text(report()), HasSubstr("新增创新型中小企业【待填"));
  EXPECT_THAT(text(report()), HasSubstr("居民小区充电桩【待填"));
}

TEST_F(AnnualReport, keeps_a_list_of_difficulties_together) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "同时，还存在一些困难和问题：消费新增长点不多，商贸企业规模偏小。";
  old.replace(old.find(at), at.size(),
              "同时，还存在一些困难和问题：一是消费新增长点不多。\n二是财政收支矛盾突出。\n三是养老床位不足200张。");
  request.report = write("上年.txt", old);
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("〔同时，还存在一些困难和问题：一是消费新增长点不多。〕\n〔二是财政收支矛盾突出。〕\n"
                                 "〔三是养老床位不足200张。〕社会消费品零售总额没有达到年度目标。"));
  EXPECT_THAT(base::to_utf8(r.told), Not(HasSubstr("200张")));
}

// Year-end 2025 of the area, grown at 4.5 after 4.8, 4.5, 4.2 %.
struct Level {
  const char* value;
  const char* unit;
};
class AnnualReportLevel : public AnnualReport, public testing::WithParamInterface<Level> {};
TEST_P(AnnualReportLevel, proposes_an_amount_that_is_what_the_growth_makes_of_it) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "社会消费品零售总额增长6%；";
  old.replace(old.find(at), at.size(),
              std::string("社会消费品零售总额达到") + GetParam().value + GetParam().unit + "；");
  request.report = write("上年.txt", old);
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

TEST_F(AnnualReport, keeps_the_words_to_the_assembly_and_turns_half_width_marks) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string heading = "（一）经济稳步增长";
  old.replace(old.find(heading), heading.size(), "(一)经济稳步增长,质效提升");
  old += "\n以上报告，请予审议。\n";
  request.report = write("上年.txt", old);
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("（一）经济稳步增长，质效提升"));
  EXPECT_THAT(t, HasSubstr("以上报告，请予审议。"));
}

TEST_F(AnnualReport, lists_a_measure_once) {
  const auto file = annual_file(made(), "docx", false, world);
  ASSERT_TRUE(file);
  const std::string back = read_back(*file);
  const std::string words = "开展家电以旧换新行动";
  const auto first = back.find(words);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(back.find(words, first + 1), std::string::npos);
  EXPECT_LT(back.find("附件1：2025年举措落实情况"), first);
}

TEST_F(AnnualReport, every_figure_stands_where_it_says_and_is_a_fact) {
  const auto& r = report();
  std::set<std::string> known;
  for (const auto& f : kept->run->findings.known) known.insert(facts::id(f));
  int in_text = 0;
  for (const auto& f : r.figures) {
    EXPECT_TRUE(known.contains(facts::id(f.fact))) << f.printed;
    if (f.span.empty()) continue;
    ++in_text;
    EXPECT_EQ(base::to_utf8(base::slice(r.text, f.span)), f.printed);
    EXPECT_EQ(r.sources[static_cast<std::size_t>(f.source) - 1].find("[" + std::to_string(f.source) + "]"), 0U);
  }
  EXPECT_EQ(in_text, 13);  // six amounts with their growth, and one number
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

TEST_F(AnnualReport, takes_what_an_office_wrote_as_a_claim_and_proposes_what_becomes_of_it) {
  request.folder = folder + "/材料";
  ASSERT_TRUE(world.files->make_folder(request.folder));
  write("材料/商务局.txt",
        "青岩县商务局关于报送2025年重点任务进展情况的函\n县发展和改革局：\n现将有关情况报送如下：\n"
        "一、建成县城商业综合体。已建成县城商业综合体并通过验收。\n青岩县商务局\n2025年12月20日\n");
  const auto& r = report();
  const auto& mall = measure(r, "商业综合体");
  EXPECT_THAT((std::vector{report::MeasureState::reported, report::MeasureState::reported_done}),
              testing::Contains(mall.state));
  EXPECT_THAT(mall.evidence, HasSubstr("商务局"));
  EXPECT_THAT(text(r), HasSubstr("【可补充：附件1第3项，手头有材料】"));
  EXPECT_THAT(read_back(*annual_file(*kept, "docx", false, world)), HasSubstr("（待核实）"));
  EXPECT_EQ(measure(r, "以旧换新").state, report::MeasureState::open);
  EXPECT_EQ(measure(r, "以旧换新").next, report::MeasureNext::decide);
}

TEST_F(AnnualReport, is_not_let_out_while_it_disagrees_with_itself) {
  std::string csv = header + years + outcome_rows;
  csv.replace(csv.find("148.10"), 6, "188.10");  // parts come to 356, the whole is 316
  facts(csv);
  const auto& outcome = made();
  EXPECT_FALSE(outcome.exportable());
  const auto refused_file = annual_file(outcome, "docx", false, world);
  ASSERT_FALSE(refused_file);
  EXPECT_EQ(refused_file.error().code, "annual.findings");
  const auto file = annual_file(outcome, "docx", true, world);
  ASSERT_TRUE(file);
  const std::string back = read_back(*file);
  const auto finding = back.find("本稿核对发现"), body = back.find("一、2025年");
  ASSERT_NE(finding, std::string::npos);
  EXPECT_LT(finding, body);
}

TEST_F(AnnualReport, as_a_file_reads_as_the_golden_text) {
  const auto& outcome = made();
  EXPECT_TRUE(outcome.exportable());
  const auto file = annual_file(outcome, "docx", false, world);
  ASSERT_TRUE(file);
  const std::string back = read_back(*file);
  const std::string path = golden + "年度报告.txt";
  if (std::getenv("JICHENG_WRITE_GOLDEN") != nullptr) std::ofstream(path) << back;
  std::stringstream expected;
  expected << std::ifstream(path).rdbuf();
  EXPECT_EQ(back, expected.str()) << "to take the new text: JICHENG_WRITE_GOLDEN=1";
  const auto again = annual_file(outcome, "docx", false, world);
  EXPECT_EQ(file->bytes, again->bytes);
}

TEST_F(AnnualReport, written_out_holds_against_its_own_check) {
  const auto file = annual_file(made(), "docx", false, world);
  ASSERT_TRUE(file);
  CheckRequest check_request;
  check_request.draft = write("年报.docx", file->bytes);
  check_request.others = {request.report};
  check_request.facts_files = request.facts_files;
  const auto checked = check(check_request, world, [](const std::string&) {});
  ASSERT_TRUE(checked);
  for (const auto& f : checked->result.findings) EXPECT_NE(f.severity, plan::Severity::error) << f.say;
}

TEST_F(AnnualReport, refuses_another_year_than_the_plan_is_of) {
  request.year = 2024;
  EXPECT_EQ(refused(), "annual.year");
  request.year = 2025;
  EXPECT_EQ(refused(), "");
}

TEST_F(AnnualReport, does_not_put_a_years_figure_where_several_years_were_told) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "同时，还存在一些困难";
  old.insert(old.find(at), "五年来，我们办成了许多大事。地区生产总值跨上300亿元台阶，城镇新增就业累计2.6万人。\n");
  request.report = write("上年.txt", old);
  const std::string t = text(report());
  EXPECT_THAT(t, HasSubstr("几年来的情况是否保留、怎样写"));
  EXPECT_THAT(t, Not(HasSubstr("2.6万人")));
  EXPECT_THAT(t, HasSubstr("城镇新增就业0.53万人"));
}

TEST_F(AnnualReport, reads_a_year_kept_in_a_folder_a_month_the_last_month_last) {
  request.folder = folder + "/材料";
  for (const char* month : {"材料", "材料/9月", "材料/10月"})
    ASSERT_TRUE(world.files->make_folder(folder + "/" + month));
  const auto letter = [](const std::string& words) {
    return "青岩县商务局关于报送2025年重点任务进展情况的函\n县发展和改革局：\n现将有关情况报送如下：\n一、建成县城商业"
           "综合体。" +
           words + "\n青岩县商务局\n2025年12月20日\n";
  };
  write("材料/10月/商务局.txt", letter("商业综合体主体结构已封顶。"));
  write("材料/9月/商务局.txt", letter("商业综合体正在开展桩基施工。"));
  const auto& r = report();
  EXPECT_EQ(kept->run->findings.read_files.size(), 2U);
  EXPECT_THAT(measure(r, "商业综合体").evidence, HasSubstr("封顶"));
  EXPECT_TRUE(kept->run->findings.unread.empty()) << kept->run->findings.unread.front().why;
}

TEST_F(AnnualReport, warns_of_a_day_of_another_year) {
  request.asof = calendar::parse_date("2035-02-01").value();
  const auto& findings = made().check.findings;
  const auto at = std::ranges::find(findings, "asof-year", &plan::Finding::rule);
  ASSERT_NE(at, findings.end());
  EXPECT_EQ(at->severity, plan::Severity::warning);
  EXPECT_THAT(at->say, HasSubstr("这是2025年的计划，截至日期却是2035年2月1日"));
  request.asof = calendar::parse_date("2026-02-01").value();
  const auto& none = made().check.findings;
  EXPECT_EQ(std::ranges::count(none, "asof-year", &plan::Finding::rule), 0);
}

TEST_F(AnnualReport, blames_the_unit_of_last_years_report_or_of_the_row_whichever_it_is) {
  const std::string last_year = row("一般公共预算收入", "2024", "18.20", "亿元", "3.5", "2025-01-15");
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "一般公共预算收入18.20亿元";
  old.replace(old.find(at), at.size(), "一般公共预算收入18.20万元");
  const std::string good = request.report;
  request.report = write("上年.txt", old);
  facts(header + years + last_year + outcome_rows);
  const auto said = [&] {
    for (const auto& f : made().check.findings)
      if (f.rule == "unit-slip") return f.say;
    return std::string();
  };
  EXPECT_THAT(said(), HasSubstr("多半是上年报告的单位写错"));
  request.report = good;
  std::string csv = header + years + last_year + outcome_rows;
  csv.replace(csv.find("18.90,亿元"), std::string("18.90,亿元").size(), "18.90,万元");
  facts(csv);
  EXPECT_THAT(said(), HasSubstr("多半是手头2025年这一条的单位写错"));
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

TEST_F(AnnualReport, without_a_part_that_reviews_tells_the_targets_all_the_same) {
  request.report = write("计划.txt",
                         "青岩县2025年国民经济和社会发展计划草案\n一、2025年主要预期目标\n——地区生产总值增长5%左右；\n"
                         "——城镇新增就业0.5万人以上。\n二、2025年主要任务\n（一）扩大消费。举办促消费活动45场。\n");
  const auto& r = report();
  EXPECT_THAT(text(r), HasSubstr("执行情况"));
  EXPECT_THAT(text(r), HasSubstr("地区生产总值316.00亿元、增长5.4%，达到年度目标"));
}

TEST_F(AnnualReport, moves_on_the_years_of_the_report_and_no_others) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "（二）着力保障民生";
  old.replace(old.find(at), at.size(), "（二）衔接2025年安排与2035年远景目标");
  request.report = write("上年.txt", old);
  EXPECT_THAT(text(report()), HasSubstr("（二）衔接2026年安排与2035年远景目标"));
}

TEST_F(AnnualReport, lists_every_measure_where_no_heading_covers_it) {
  request.report =
      write("计划.txt",
            "青岩县2025年国民经济和社会发展计划草案\n2025年，要做好以下工作。\n举办促消费活动45场，开展家电以旧换"
            "新行动。\n举办招聘会40场，开展职业技能培训2000人次。\n");
  const auto& r = report();
  ASSERT_FALSE(r.measures.empty());
  std::set<std::string> listed;
  for (const auto& block : r.blocks)
    if (block.table && block.table->about == "checklist")
      listed.insert(block.table->refs.begin(), block.table->refs.end());
  for (const auto& m : r.measures) EXPECT_TRUE(listed.contains(m.id)) << m.text;
}

TEST_F(AnnualReport, says_that_the_published_decimals_cannot_tell_and_waits_for_nothing) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "社会消费品零售总额增长6%；";
  old.replace(old.find(at), at.size(), "社会消费品零售总额增长4.52%；");
  request.report = write("上年.txt", old);  // 4.5 % may be 4.45 to 4.55
  const auto& r = report();
  EXPECT_EQ(target(r, "社会消费品零售总额").outcome, report::AnnualOutcome::undecided);
  EXPECT_THAT(text(r), HasSubstr("按公布的小数位数分不出是否达到的1项"));
  EXPECT_THAT(text(r), Not(HasSubstr("待全年数公布后判定")));
}

TEST_F(AnnualReport, dares_no_more_of_a_ceiling) {
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "——城镇新增就业0.5万人以上；";
  old.insert(old.find(at), "——居民消费价格上涨2%左右；\n");
  request.report = write("上年.txt", old);
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
  std::string old = world.files->read(request.report, 1 << 20).value();
  const std::string at = "——一般公共预算收入增长3%；";
  old.insert(old.find(at) + at.size(), "\n——一般公共预算收入19.5亿元以上；");
  request.report = write("上年.txt", old);
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
