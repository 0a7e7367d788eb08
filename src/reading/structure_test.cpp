#include "reading/structure.hpp"

#include <gmock/gmock.h>

#include "reading/outline.hpp"
#include "reading/speaker.hpp"

namespace reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> headings_of(const std::vector<Heading>& outline, int depth = 0) {
  std::vector<std::string> out;
  for (const Heading& h : outline) {
    out.push_back(std::to_string(h.level) + " " + h.title);
    for (const std::string& below : headings_of(h.children, depth + 1)) out.push_back(below);
  }
  return out;
}

Structure structure_of(const std::u32string& text) {
  return find_structure(document::from_plain_text(text, "报告.txt"));
}

const std::u32string kBody =
    U"加快建设东城科创园，完善园区道路、供水和通信配套，推动一批企业入驻，提升园区承载能力，带动周边就业，方便群众生活"
    U"。";

std::u32string district_report() {
  return U"关于清河区2023年国民经济和社会发展计划执行情况与2024年计划草案的报告\n"
         U"——2024年1月18日在临江市清河区第五届人民代表大会第四次会议上\n"
         U"清河区发展和改革局\n"
         U"各位代表：\n"
         U"受区人民政府委托，现将有关情况报告如下，请予审议。\n"
         U"一、2023年国民经济和社会发展计划执行情况\n"
         U"（一）坚持稳中求进，经济运行平稳。\n"
         U"工业生产加快。规模以上工业增加值增长6.1%"
         U"，新增规上企业12家，企业技改投资持续扩大，产销衔接总体良好，效益继续改善。\n"
         U"消费市场回暖。社会消费品零售总额增长7.2%"
         U"，举办促销活动30场，商圈客流明显恢复，餐饮住宿业收入较快增长，夜间消费活跃。\n"
         U"我们也清醒认识到，发展中还存在一些困难：工业投资后劲不足，民生短板仍较突出；部分企业经营困难。对此，我们将认"
         U"真解决。\n"
         U"二、2024年国民经济和社会发展计划安排\n"
         U"2024年工作的总体要求是：坚持稳中求进工作总基调，扎实推动高质量发展，奋力谱写新篇章，为全市发展作出更大贡献。"
         U"\n"
         U"主要预期目标如下：\n"
         U"——地区生产总值增长6%左右；\n"
         U"——城镇新增就业完成市下达目标。\n"
         U"重点抓好以下工作：\n"
         U"（一）突出项目带动，扩大有效投资。\n"
         U"抓好重点项目。" +
         kBody + U"\n强化要素保障。" + kBody + U"\n";
}

TEST(Structure, ReadsTheThreeLevelsOfADistrictReport) {
  EXPECT_THAT(headings_of(structure_of(district_report()).outline),
              ElementsAre("1 2023年国民经济和社会发展计划执行情况", "2 坚持稳中求进，经济运行平稳", "3 工业生产加快",
                          "3 消费市场回暖", "1 2024年国民经济和社会发展计划安排", "2 突出项目带动，扩大有效投资",
                          "3 抓好重点项目", "3 强化要素保障"));
}

TEST(Structure, AnAddressBehindTheBodyOpensNothing) {
  const Structure plain = structure_of(district_report());
  for (const std::u32string last : {U"各位代表，做好今年工作意义重大。以上报告，请予审议。\n", U"各位代表！\n"}) {
    const Structure s = structure_of(district_report() + last);
    EXPECT_EQ(headings_of(s.outline), headings_of(plain.outline));
    EXPECT_EQ(s.plan_part.start, plain.plan_part.start);
  }
}

TEST(Structure, KnowsWhoSpeaksBehindWordsOfAddress) {
  const Structure s = structure_of(
      U"青岩县关于2024年国民经济和社会发展计划执行情况与2025年计划草案的报告\n县发展和改革局\n各位代表：\n"
      U"受县人民政府委托，现将青岩县2024年国民经济和社会发展计划执行情况与2025年计划草案报告如下。\n"
      U"一、2024年计划执行情况\n" +
      kBody);
  EXPECT_EQ(s.area, "青岩县");
}

TEST(Structure, AHalfYearInTheTitlePlansNothingForTheNext) {
  const Structure s = structure_of(
      U"岚湖区2025年上半年国民经济和社会发展计划执行情况的报告\n上半年，全区实现地区生产总值564.10亿元，增长7.8%。\n");
  EXPECT_EQ(s.report_year, 2025);
  EXPECT_EQ(s.plan_year, 2025);
}

TEST(Structure, ASpeechOnPartOfAYearTellsOfTheYearInItsTitle) {
  const Structure s = structure_of(
      U"桐岭县县长在2025年前三季度经济运行分析会上的讲话\n2025年前三季度，桐岭县实现地区生产总值143.2亿元，增长5.2%"
      U"。\n");
  EXPECT_EQ(s.area, "桐岭县");
  EXPECT_EQ(s.report_year, 2025);
}

TEST(Structure, ASpeechOnPartOfAYearTellsOfTheYearInWhichItIsHeld) {
  const std::u32string said =
      U"今年以来，全县经济保持恢复态势。前三季度，全县实现地区生产总值143.2亿元，同比增长5.2%。\n";
  for (const std::u32string title :
       {U"在全县前三季度经济运行分析会上的讲话（送审稿）", U"在县委常委会（扩大）会议上的讲话"}) {
    EXPECT_EQ(structure_of(title + U"\n县长 周明远\n2025年10月27日\n同志们：\n" + said).report_year, 2025);
    EXPECT_EQ(structure_of(title + U"\n县长 周明远\n2025年11月3日\n同志们：\n" + said).report_year, 2025);
  }
  EXPECT_EQ(
      structure_of(U"前三季度经济运行情况\n2026年1月5日\n前三季度，全县实现地区生产总值143.2亿元。\n").report_year,
      2025);
}

TEST(Structure, APlaceThatAchievesIsTheOneTheTextSpeaksOf) {
  EXPECT_EQ(structure_of(U"讲话\n2024年，桐岭县实现地区生产总值199.6亿元，同比增长5.6%。\n").area, "桐岭县");
  EXPECT_EQ(structure_of(U"讲话\n2024年，经开区实现地区生产总值99.6亿元，全县实现199.6亿元。\n").area, "");
}

TEST(Structure, KnowsWhoSpeaksAndOfWhichYears) {
  const Structure s = structure_of(district_report());
  EXPECT_EQ(s.area, "清河区");
  EXPECT_EQ(s.report_year, 2023);
  EXPECT_EQ(s.plan_year, 2024);
}

TEST(Structure, SectionsEndWhereTheNextHeadingOfTheirLevelBegins) {
  const auto text = district_report();
  const Structure s = structure_of(text);
  ASSERT_EQ(s.outline.size(), 2u);
  EXPECT_EQ(s.outline[0].section_end, s.outline[1].span.start);
  EXPECT_EQ(s.outline[1].section_end, static_cast<int>(text.size()));
  EXPECT_EQ(s.outline[0].children[0].section_end, s.outline[1].span.start);
}

TEST(Structure, TellsReviewFromPlanAndTargetsFromTheRest) {
  const auto text = district_report();
  const Structure s = structure_of(text);
  std::vector<std::string> targets, problems, orientation, measured;
  for (const TextParagraph& p : s.paragraphs) {
    const std::string start = base::to_utf8(base::slice(text, {p.span.start, std::min(p.span.end, p.span.start + 6)}));
    if (p.is_target_list) targets.push_back(start);
    if (p.is_problems) problems.push_back(start);
    if (p.part == Part::plan && p.is_orientation) orientation.push_back(start);
    if (p.part == Part::plan && !p.is_orientation && !p.is_heading && !p.is_target_list)
      measured.push_back(start + " " + p.section);
  }
  EXPECT_THAT(targets, ElementsAre("主要预期目标", "——地区生产", "——城镇新增"));
  EXPECT_THAT(problems, ElementsAre("我们也清醒认"));
  EXPECT_THAT(orientation, ElementsAre("2024年工", "重点抓好以下"));
  EXPECT_THAT(measured, ElementsAre("抓好重点项目 二/(一)/1", "强化要素保障 二/(一)/2"));
}

TEST(Structure, BrokenLinesAreOneHeading) {
  const auto s =
      structure_of(U"一、2023年工作回顾\n" + kBody + kBody + U"\n（\n一）改革持续深化。\n" + kBody + kBody + U"\n");
  EXPECT_THAT(headings_of(s.outline), ElementsAre("1 2023年工作回顾", "2 改革持续深化"));
}

TEST(Structure, TheSentenceOfTargetsIsFoundAcrossBrokenLines) {
  const auto s = structure_of(
      U"二、2024年工作安排\n今年经济社会发展的\n主要预期目标\n是：地区生产总值增长5%"
      U"左右，粮食产量稳定在30万吨以上。\n（一）办实事\n" +
      kBody + kBody);
  ASSERT_GE(s.paragraphs.size(), 2u);
  EXPECT_TRUE(s.paragraphs[1].is_target_list);
}

TEST(Structure, TargetsInTheMiddleOfAParagraphArePartedFromTheOrientation) {
  const std::u32string text =
      U"二、2024年工作安排\n今年工作的总体要求是：坚持稳中求进，推动高质量发展，努力建设现代化新清河，不断满足人民群众"
      U"对美好生活的向往。"
      U"主要预期目标是：地区生产总值增长5%左右，城镇新增就业8000人以上。\n（一）抓项目\n" +
      kBody + kBody;
  const auto s = structure_of(text);
  ASSERT_GE(s.paragraphs.size(), 3u);
  EXPECT_TRUE(s.paragraphs[1].is_orientation);
  EXPECT_FALSE(s.paragraphs[1].is_target_list);
  EXPECT_TRUE(s.paragraphs[2].is_target_list);
  EXPECT_EQ(base::slice(text, {s.paragraphs[2].span.start, s.paragraphs[2].span.start + 6}), U"主要预期目标");
}

TEST(Structure, EnumeratedLeadsInsideAParagraphAreHeadingsOfTheThirdLevel) {
  const auto s = structure_of(U"二、2024年工作安排\n（一）抓好产业\n一是做强工业。" + kBody + U"二是做优服务业。" +
                              kBody + U"三是做精农业。" + kBody + U"\n");
  EXPECT_THAT(headings_of(s.outline),
              ElementsAre("1 2024年工作安排", "2 抓好产业", "3 做强工业", "3 做优服务业", "3 做精农业"));
}

TEST(Structure, ARefrainAndItsFirstThemeMayShareALine) {
  const std::u32string body = kBody + kBody;
  const Structure s =
      structure_of(U"一、过去五年工作回顾\n五年来，我们聚力兴业，发展跃上新台阶。综合实力明显增强。\n" + body +
                   U"\n产业结构不断优化。\n" + body + U"\n五年来，我们改革攻坚，活力持续迸发。重点改革落地见效。\n" +
                   body + U"\n二、2024年工作安排\n" + body + U"\n");
  EXPECT_THAT(headings_of(s.outline),
              ElementsAre("1 过去五年工作回顾", "2 五年来，我们聚力兴业，发展跃上新台阶", "3 综合实力明显增强",
                          "3 产业结构不断优化", "2 五年来，我们改革攻坚，活力持续迸发", "3 重点改革落地见效",
                          "1 2024年工作安排"));
}

TEST(Structure, AnEnumerationInOneSentenceIsNoHeading) {
  const auto s = structure_of(
      U"二、2024年工作安排\n（一）抓好产业\n今年要做三件事。一是修路；二是架桥；三是建库，方便群众出行，改善生产条件，"
      U"保障防汛安全。\n");
  EXPECT_THAT(headings_of(s.outline), ElementsAre("1 2024年工作安排", "2 抓好产业"));
}

TEST(Structure, FiguresMakeNoLeadPhrase) {
  const auto s =
      structure_of(U"一、2023年工作回顾\n财政收入增长5.2%。" + kBody + U"\n财政支出增长6.1%。" + kBody + U"\n");
  EXPECT_THAT(headings_of(s.outline), ElementsAre("1 2023年工作回顾"));
}

TEST(Structure, AnOpeningSentenceIsNoLeadPhrase) {
  const auto s = structure_of(U"一、2023年工作回顾\n过去一年很不平凡。" + kBody + kBody + U"\n");
  EXPECT_THAT(headings_of(s.outline), ElementsAre("1 2023年工作回顾"));
}

TEST(Structure, ThreeIndustriesAreNoHeading) {
  EXPECT_FALSE(heading_mark(U"一、二、三产业增加值分别增长3%、5%、6%").has_value());
  EXPECT_FALSE(heading_mark(U"1.5万户居民受益").has_value());
  EXPECT_FALSE(heading_mark(U"2023年工作").has_value());
}

TEST(Structure, MarksOfManyHabits) {
  EXPECT_EQ(heading_mark(U"十二、城市建设")->ordinal, 12);
  EXPECT_EQ(heading_mark(U"（ 三 ）深化改革")->number, "(三)");
  EXPECT_EQ(heading_mark(U"（3）深化改革")->form, HeadingMark::Form::arabic);
  EXPECT_EQ(heading_mark(U"3．深化改革")->length, 2);
  EXPECT_EQ(heading_mark(U"二要守住底线")->form, HeadingMark::Form::is);
  EXPECT_EQ(heading_mark(U"—— 收入增长")->length, 3);
  EXPECT_EQ(heading_mark(U"第二部分 今年安排")->form, HeadingMark::Form::han_stop);
}

TEST(Structure, AWorkReportHasAnOutlookBetweenReviewAndPlan) {
  const std::u32string text =
      U"政府工作报告\n——2026年1月20日在云溪省第十届人民代表大会第三次会议上\n省长 "
      U"某某\n各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。\n"
      U"一、“十四五”时期和2025年工作回顾\n" +
      kBody + kBody + U"\n二、“十五五”时期主要目标任务\n" + kBody + kBody + U"\n三、2026年重点工作\n（一）扩大内需\n" +
      kBody + kBody + U"\n各位代表！蓝图已经绘就，让我们更加紧密地团结起来，奋力前行！\n责任编辑：\n";
  const Structure s = structure_of(text);
  EXPECT_EQ(s.area, "云溪省");
  EXPECT_EQ(s.report_year, 2025);
  EXPECT_EQ(s.plan_year, 2026);
  std::vector<int> parts;
  for (const TextParagraph& p : s.paragraphs) {
    if (p.is_heading && !p.section.empty() && p.section.find('/') == std::string::npos)
      parts.push_back(static_cast<int>(p.part));
  }
  EXPECT_THAT(parts, ElementsAre(static_cast<int>(Part::review), static_cast<int>(Part::outlook),
                                 static_cast<int>(Part::plan)));
  EXPECT_EQ(s.paragraphs.back().part, Part::front);
  EXPECT_TRUE(s.paragraphs[s.paragraphs.size() - 2].is_orientation);
}

TEST(Structure, AHalfYearReportPlansTheRestOfItsYear) {
  const Structure s =
      structure_of(U"关于临江市2024年上半年国民经济和社会发展计划执行情况的报告\n一、2024年上半年计划执行情况\n" +
                   kBody + kBody + U"\n二、下半年工作安排\n（一）抓项目\n" + kBody + kBody);
  EXPECT_EQ(s.area, "临江市");
  EXPECT_EQ(s.report_year, 2024);
  EXPECT_EQ(s.plan_year, 2024);
  EXPECT_EQ(s.paragraphs.back().part, Part::plan);
}

TEST(Structure, WordHeadingStylesCountWithoutMarks) {
  document::Document d;
  d.file = "报告.docx";
  auto add = [&](std::u32string line, int level) {
    const int start = static_cast<int>(d.text.size());
    d.text += line;
    document::Paragraph p;
    p.span = {start, static_cast<int>(d.text.size())};
    p.heading_level = level;
    d.blocks.push_back(p);
    d.text += U"\n";
  };
  add(U"2023年工作回顾", 1);
  add(kBody + kBody, 0);
  add(U"2024年工作安排", 1);
  add(U"抓好项目建设", 2);
  add(kBody + kBody, 0);
  EXPECT_THAT(headings_of(find_structure(d).outline),
              ElementsAre("1 2023年工作回顾", "1 2024年工作安排", "2 抓好项目建设"));
}

TEST(Structure, TableCellsCarryNoMeasures) {
  document::Document d;
  d.text = U"一、2024年工作安排\n建设水库\t10\n";
  document::Paragraph first;
  first.span = {0, 11};
  d.blocks.push_back(first);
  document::Table table;
  table.cells.push_back({.span = {12, 16}});
  table.cells.push_back({.span = {17, 19}, .column = 1});
  d.blocks.push_back(table);
  const Structure s = find_structure(d);
  ASSERT_EQ(s.paragraphs.size(), 3u);
  EXPECT_TRUE(s.paragraphs[1].is_orientation);
}

TEST(Structure, AnEmptyDocumentHasNothing) {
  const Structure s = structure_of(U"");
  EXPECT_EQ(s.area, "");
  EXPECT_EQ(s.plan_year, 0);
  EXPECT_THAT(s.outline, IsEmpty());
  EXPECT_TRUE(s.plan_part.empty());
}

TEST(Structure, ATextWrappedToThePageReadsAsItWasWritten) {
  const std::u32string whole = district_report();
  std::u32string wrapped;
  int column = 0;
  for (const char32_t c : whole) {
    if (column == 0 && c != U'\n' && (wrapped.empty() || wrapped.back() == U'\n') && c != U'一' && c != U'二') {
      wrapped += U"　　";
      column = 2;
    }
    wrapped.push_back(c);
    column = c == U'\n' ? 0 : column + 1;
    if (column == 26) {
      wrapped.push_back(U'\n');
      column = -1000;  // the rest of the paragraph starts at the margin
    }
    if (column == -1000 + 26) {
      wrapped.push_back(U'\n');
      column = -1000;
    }
    if (c == U'\n') column = 0;
  }
  EXPECT_EQ(headings_of(structure_of(wrapped).outline), headings_of(structure_of(whole).outline));
}

TEST(Structure, PartsWithoutNumbersAndThemesAfterDashes) {
  const std::u32string text =
      U"政府工作报告\n2025年1月12日在云溪县第十八届人民代表大会第五次会议上\n各位代表：\n现在，我代表县人民政府向大会报"
      U"告工作，请予审议。\n"
      U"2024年工作回顾\n过去一年，全县团结奋斗，经济社会发展稳中向好，居民收入稳步提高，社会大局保持稳定，治理效能提升"
      U"，发展基础更加牢固。\n"
      U"——突出项目建设，发展后劲持续增强\n" +
      kBody + kBody + U"\n2025年工作安排\n一、兴工业，构建现代产业体系\n1.壮大主导产业。" + kBody +
      U"\n2.抓好项目攻坚。" + kBody + U"\n";
  const Structure s = structure_of(text);
  EXPECT_EQ(s.area, "云溪县");
  EXPECT_EQ(s.plan_year, 2025);
  EXPECT_THAT(headings_of(s.outline),
              ElementsAre("1 2024年工作回顾", "2 突出项目建设，发展后劲持续增强", "1 2025年工作安排",
                          "1 兴工业，构建现代产业体系", "3 壮大主导产业", "3 抓好项目攻坚"));
  EXPECT_EQ(s.paragraphs.back().part, Part::plan);
  EXPECT_EQ(s.paragraphs.back().section, "一/2");
}

TEST(Speaker, TheSmallestAreaOfAChain) {
  EXPECT_EQ(smallest_area(U"广州市越秀区"), U"越秀区");
  EXPECT_EQ(smallest_area(U"青岛市市北区"), U"市北区");
  EXPECT_EQ(smallest_area(U"新疆维吾尔自治区"), U"新疆维吾尔自治区");
  EXPECT_EQ(smallest_area(U"内蒙古自治区兴安盟"), U"兴安盟");
  EXPECT_EQ(smallest_area(U"陕西省咸阳市"), U"咸阳市");
  EXPECT_EQ(smallest_area(U"湖北省恩施土家族苗族自治州利川市"), U"利川市");
}

TEST(Speaker, WordsThatNameNoArea) {
  EXPECT_EQ(smallest_area(U"我区"), U"");
  EXPECT_EQ(smallest_area(U"自治区"), U"");
  EXPECT_EQ(smallest_area(U"省"), U"");
  EXPECT_EQ(smallest_area(U"某某"), U"");
}

TEST(Speaker, YearsInDigitsOfBothKinds) {
  EXPECT_EQ(year_at(U"2024年"), 2024);
  EXPECT_EQ(year_at(U"二〇二四年"), 2024);
  EXPECT_EQ(year_at(U"２０２４年"), 2024);
  EXPECT_EQ(year_at(U"3024年"), 0);
  EXPECT_EQ(year_at(U"2024"), 0);
}

}  // namespace
}  // namespace reading
