// What numbers say, in sentences of our own: each line is a sentence and the figures a careful reader takes from it.
#include "reading/figures.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/document.hpp"

namespace reading {
namespace {

Structure one_paragraph(std::u32string_view text, Part part) {
  Structure s;
  s.report_year = 2023;
  s.plan_year = 2024;
  TextParagraph p;
  p.span = {0, static_cast<int>(text.size())};
  p.part = part;
  p.sentences = split_sentences(text, p.span);
  s.paragraphs.push_back(std::move(p));
  return s;
}

FiguresFound find(std::string_view utf8, Part part = Part::review) {
  const std::u32string text = base::u32(utf8);
  return find_figures(text, one_paragraph(text, part));
}

std::string qualified(Qualifier q) { return q == Qualifier::exact ? "" : " " + to_string(q); }

std::string arrow(ChangeDirection d) {
  return d == ChangeDirection::up ? "↑" : d == ChangeDirection::down ? "↓" : d == ChangeDirection::flat ? "=" : "?";
}

// "86.4亿元 over ↑15.3%", "↓3个百分点 vs_national", "1120→1050元/人·月", "#全市1 7次", "1~2个 range"
std::string said(const Figure& f) {
  std::string out;
  const bool change_only = f.kind == Kind::growth || f.kind == Kind::difference;
  if (f.value && !change_only) {
    if (f.from_value) out += f.from_value->to_string() + "→";
    out += f.value->to_string();
    if (f.value_max) out += "~" + f.value_max->to_string();
    out += f.unit + qualified(f.qualifier);
  }
  if (f.change && (f.change->value || f.change->direction == ChangeDirection::flat)) {
    if (!out.empty()) out += " ";
    out += arrow(f.change->direction);
    if (f.change->value) out += f.change->value->to_string();
    if (change_only && f.value_max) out += "~" + f.value_max->to_string();
    out += f.change->unit;
    if (f.change->qualifier) out += qualified(*f.change->qualifier);
    if (f.change->basis != "yoy") out += " " + f.change->basis;
  }
  if (f.rank) {
    if (!out.empty()) out += " ";
    out += "#" + f.rank->scope + std::to_string(f.rank->position);
    if (f.rank->streak) out += " " + f.rank->streak->value.to_string() + f.rank->streak->unit;
  }
  return out;
}

using Lines = std::vector<std::string>;

Lines all_said(std::string_view text, Part part = Part::review) {
  Lines out;
  for (const Figure& f : find(text, part).figures) out.push_back(said(f));
  return out;
}

Lines all_named(std::string_view text, Part part = Part::review) {
  Lines out;
  for (const Figure& f : find(text, part).figures) out.push_back(f.indicator);
  return out;
}

struct Case {
  const char* text;
  Lines expected;
};

void expect_said(std::initializer_list<Case> cases, Part part = Part::review) {
  for (const Case& c : cases) EXPECT_EQ(all_said(c.text, part), c.expected) << c.text;
}

void expect_named(std::initializer_list<Case> cases, Part part = Part::review) {
  for (const Case& c : cases) EXPECT_EQ(all_named(c.text, part), c.expected) << c.text;
}

TEST(Figures, LevelWithItsOwnGrowthIsOneRecord) {
  expect_said({
      {"地区生产总值达812.45亿元、增长5.1%。", {"812.45亿元 ↑5.1%"}},
      {"一般公共预算收入40.2亿元，同比下降3.6%。", {"40.2亿元 ↓3.6%"}},
      {"税收收入30亿元，剔除减税因素后增长4.2%。", {"30亿元 ↑4.2% comparable"}},
      {"进出口总额9.8亿美元，折合70亿元人民币。", {"9.8亿美元", "70亿元"}},
      {"城镇化率61.6%、提高1.2个百分点。", {"61.6% ↑1.2个百分点"}},
      {"常住人口105万人，比上年减少0.8万人。", {"105万人 ↓0.8万人"}},
      {"旅客吞吐量突破900万人次、居全省第2位。", {"900万人次 over #全省2"}},
  });
}

TEST(Figures, HabitsOfDistrictNoticesAndPolicyTexts) {
  expect_said({
      {"PM2.5平均浓度28μg/m3，同比下降3.4%。", {"28μg/m3 ↓3.4%"}},
      {"臭氧浓度146μg/m³。", {"146μg/m³"}},
      {"用地5亩以下（不含5亩）的项目。", {"5亩 at_most"}},
      {"从业人员≤300人或营业收入≤2亿元的企业。", {"300人 at_most", "2亿元 at_most"}},
      {"完成投资9亿元，完成年度计划21%，低于时序进度（25%）4个百分点。", {"9亿元", "21%", "25%", "↓4个百分点 other"}},
      {"税收收入18亿元，增长5%，分居全市第3、第2位。", {"18亿元 ↑5%", "#全市3", "#全市2"}},
      {"综合实力居全省第3、绿色发展第5、科技创新第6。", {"#全省3", "#全省5", "#全省6"}},
  });
  expect_named({
      {"税收收入18亿元，增长5%，分居全市第3、第2位。", {"税收收入", "税收收入", "税收收入增速"}},
      {"上级下达的32项考核指标中，29项完成较好。", {"上级下达考核指标数", "完成较好数"}},
      {"安排重点建设项目88项（打捆项目拆开后共120项），总投资900亿元。",
       {"安排重点建设项目数", "安排重点建设项目数", "安排重点建设项目总投资"}},
      {"县级项目9个，年度计划投资20亿元，完成投资5亿元，完成年度计划25%；镇级项目30个，完成投资8亿元。",
       {"县级项目数", "县级项目年度计划投资", "县级项目完成投资", "县级项目完成投资年度计划完成率", "镇级项目数",
        "镇级项目完成投资"}},
      {"本年度计划开工项目60项（其中上半年计划新开工45项），目前实际已开工48项，完成年度计划开工的80%。",
       {"本年度计划开工项目数", "计划新开工数", "开工项目数", "开工项目年度计划开工完成率"}},
      {"技改投资9亿元，低于时序进度（25%）4个百分点。", {"技改投资", "时序进度", "技改投资"}},
      {"工业投资、技改投资增速达12%。", {"工业投资", "技改投资"}},
      {"综合实力居全省第3、绿色发展第5、科技创新第6。", {"综合实力", "绿色发展", "科技创新"}},
      {"评估得分居全市第3。", {"评估得分"}},
      {"生产总值同比（下同）增长5%。", {"生产总值"}},
      {"推进40个新建、续建项目。", {"新建、续建项目数"}},
  });
}

// What a bracket tells without a name of its own is said of the words before it, however much was left blank between,
// and not of the figure before them.
TEST(Figures, InBracketsBehindTheirName) {
  const std::string blank =
      "　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　";
  for (const std::string& gap : {std::string(), blank}) {
    const std::string text = "居民消费价格上涨0.1%；全县实现地区生产总值" + gap +
                             "（2025年前三季度208.6亿元、增长5.1%），其中第一产业增加值" + gap +
                             "（2025年前三季度22.1亿元、增长3.8%），工业投资" + gap + "（1—11月增长9.1%）。";
    EXPECT_EQ(all_named(text), (Lines{"居民消费价格", "地区生产总值", "第一产业增加值", "工业投资"})) << text;
  }
  expect_named({{"生产总值286.4亿元（前三季度208.6亿元）。", {"生产总值", "生产总值"}},
                {"生产总值增长4.2%，比年初目标（6.5%）低2.3个百分点。", {"生产总值", "生产总值", "生产总值增速"}}});
}

// Once a bracket has closed, what follows is said of the words before it and not of what stands in it.
TEST(Figures, BehindABracketOfTheNameBeforeIt) {
  expect_named({
      {"工业投资（其中技改投资3亿元）增长9%。", {"技改投资", "工业投资"}},
      {"社会消费品零售总额（其中限上零售额18亿元，增长6%）增长7.5%。", {"限上零售额", "社会消费品零售总额"}},
      {"一般公共预算收入20亿元（其中税收收入12亿元），增长4%。", {"一般公共预算收入", "税收收入", "一般公共预算收入"}},
      {"工业投资（其中技改投资（不含设备更新）3亿元）增长9%。", {"技改投资（不含设备更新）", "工业投资"}},
      {"生产总值（208.6亿元）增长9%。", {"生产总值"}},
  });
}

// A place that no number tells is no figure, and the number before it counts who is ranked.
TEST(Figures, PeersOfATier) {
  expect_named({
      {"主要经济指标居全省11个设区市所属县（市、区）第一方阵。", {}},
      {"规上工业增加值增长9%，增速居全市9个县（市、区）前列。", {"规上工业增加值"}},
      {"投资考核在全省90个县中名列前茅。", {}},
      {"新建11个城市公园，环境质量居全省前列。", {"新建城市公园数"}},
      {"新增9个县区示范点，工作走在前列。", {"新增县区示范点数"}},
  });
}

// How many there are with the new ones is no number of new ones.
TEST(Figures, NewOnesAndAllOfThem) {
  expect_named({
      {"新增规上工业企业12家，达98家。", {"新增规上工业企业数", "规上工业企业总数"}},
      {"新增床位420张，达到3000张。", {"新增床位数", "床位总数"}},
      {"9月新增规上工业企业2家，累计达12家。", {"新增规上工业企业数", "新增规上工业企业数"}},
      {"新签约项目5个，达到30亿元。", {"新签约项目数", "新签约项目"}},
  });
}

TEST(Figures, GrowthAloneAndGaps) {
  expect_said({
      {"固定资产投资逆势增长12.5%。", {"↑12.5%"}},
      {"工业投资增长8%，高于全省平均水平1.5个百分点。", {"↑8%", "↑1.5个百分点 vs_province_average"}},
      {"增速比全国快0.7个百分点。", {"↑0.7个百分点 vs_national"}},
      {"增速较上半年回落0.4个百分点。", {"↓0.4个百分点 vs_half_year"}},
      {"能耗强度较省均值低12%以上。", {"↓12% over vs_province_average"}},
      {"居民消费价格涨幅控制在2%左右。", {"↑2% about"}},
      {"居民消费价格与上年持平。", {"="}},
      {"技术合同成交额增长2.4倍。", {"↑2.4倍"}},
      {"高新技术企业数量翻一番。", {"↑1番"}},
      {"按可比口径，增值税增长6%。", {"↑6%"}},
      {"按可比口径增长6%。", {"↑6% comparable"}},
      {"生产总值213亿元，按可比价格计算，比上年增长6.8%。", {"213亿元 ↑6.8% comparable"}},
      {"能耗比2015年下降18.5%。", {"↓18.5% other"}},
      {"增加值增长7.2%，比全国、全省分别高1.5个和0.8个百分点。",
       {"↑7.2%", "↑1.5个百分点 vs_national", "↑0.8个百分点 vs_province_average"}},
      {"增加值增长7.2%，高于全国0.7个、全省0.3个百分点。",
       {"↑7.2%", "↑0.7个百分点 vs_national", "↑0.3个百分点 vs_province_average"}},
      {"投资增长7%左右，力争达到7.5%。", {"↑7% about", "↑7.5%"}},
      {"优良天数312天，优良率85.5%，同比增加12天。", {"312天", "85.5%", "↑12天"}},
      {"人口自然增长率6.5‰。", {"6.5‰"}},
      {"不良贷款率下降0.2个百分点。", {"↓0.2个百分点"}},
      {"降幅收窄3.1个百分点。", {"↓3.1个百分点"}},
  });
}

TEST(Figures, SteadyIsNotFlat) {
  expect_said({
      {"粮食产量保持平稳，农业保持平稳发展。", {}},
      {"供需维持平衡，物价与上年持平。", {"="}},
      {"就业保持稳定，物价同比基本持平。", {"="}},
  });
}

TEST(Figures, ARatioToOneIsOneValueWithItsBound) {
  expect_said({
      {"城乡居民收入比缩小到2.3∶1以内。", {"2.3 at_most"}},
      {"城乡居民收入比为1.9：1。", {"1.9"}},
  });
  expect_named({{"城乡居民收入比缩小到2.3：1以内。", {"城乡居民收入比"}}});
}

TEST(Figures, NamesKeepTheSizeClassAndTheInspectionAndDropListMarks) {
  expect_named({
      {"——工业用电量增长6%。", {"工业用电量"}},
      {"－货运量增长5%。", {"货运量"}},
      {"新签约项目25个，其中10亿元以上项目7个。", {"新签约项目数", "新签约项目投资规模", "10亿元以上项目数"}},
      {"药品安全抽检合格率98.6%。", {"药品安全抽检合格率"}},
  });
  const auto figures = find("向640户家庭发放补贴。").figures;
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].unit, "户");
}

// 预期 before a number tells what was set, wherever it stands, and no result.
TEST(Figures, WhatWasSetIsATarget) {
  const auto statuses = [](std::string_view text) {
    std::vector<FigureStatus> out;
    for (const auto& f : find(text).figures) out.push_back(f.status);
    return out;
  };
  using S = FigureStatus;
  EXPECT_EQ(statuses("生产总值增长4.2%，预期增长5%左右。"), (std::vector{S::achieved, S::target}));
  EXPECT_EQ(statuses("社会消费品零售总额预期目标6%左右，实际增长4.1%。"), (std::vector{S::target, S::achieved}));
  EXPECT_EQ(statuses("工业投资年度预期目标为增长8%以上。"), (std::vector{S::target}));
  EXPECT_EQ(statuses("生产总值增长5.2%，好于预期0.2个百分点。"), (std::vector{S::achieved, S::achieved}));
  EXPECT_EQ(statuses("就业超预期完成1.2万人。"), (std::vector{S::achieved}));
  EXPECT_EQ(statuses("新增就业1.2万人，完成预期目标的102%。"), (std::vector{S::achieved, S::achieved}));
}

TEST(Figures, WhereThingsStandIsContextInAPlan) {
  const auto figures = find("目前全县科技型企业总数达150家，要力争年末达到180家。", Part::plan).figures;
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].status, FigureStatus::context);
  EXPECT_EQ(figures[1].status, FigureStatus::target);
  EXPECT_EQ(figures[1].indicator, figures[0].indicator);
}

TEST(Figures, NearnessIsKeptApart) {
  expect_said({
      {"近2亿元、约3亿元、超4亿元。", {"2亿元 nearly", "3亿元 about", "4亿元 over"}},
      {"改造管网300余公里，惠及5万多户。", {"300公里 over", "5万户 over"}},
      {"覆盖率达85%以上。", {"85% over"}},
      {"举办活动不少于60场、至少8次、不超过10次。", {"60场 at_least", "8次 at_least", "10次 at_most"}},
      {"投入上千万元，吸引近百家企业、上万人参加。", {"1000万元 over", "100家 nearly", "1万人 over"}},
      {"为群众挽回损失3亿多元。", {"3亿元 over"}},
  });
}

TEST(Figures, AboveIsOverInAResultAndAtLeastInATarget) {
  EXPECT_EQ(all_said("新增企业200家以上。", Part::review), Lines{"200家 over"});
  EXPECT_EQ(all_said("新增企业200家以上。", Part::plan), Lines{"200家 at_least"});
  EXPECT_EQ(all_said("投资增长10%以上。", Part::plan), Lines{"↑10% at_least"});
  EXPECT_EQ(all_said("城镇调查失业率5.5%以内。", Part::plan), Lines{"5.5% at_most"});
}

TEST(Figures, ListsShareVerbUnitAndNearness) {
  expect_said({
      {"刑事警情、交通事故分别下降9.4%、18.2%。", {"↓9.4%", "↓18.2%"}},
      {"接待游客、过夜游客分别达640万、312万人次。", {"640万人次", "312万人次"}},
      {"甲、乙、丙产业产值分别达5亿元、6亿元和7亿元以上。", {"5亿元 over", "6亿元 over", "7亿元 over"}},
      {"城乡居民收入分别增长5%、7%。", {"↑5%", "↑7%"}},
      {"城乡居民收入分别达6万元、3万元，分别增长4%、5%。", {"6万元", "3万元", "↑4%", "↑5%"}},
      {"蔬菜、水果自给率分别提高15、22个百分点。", {"↑15个百分点", "↑22个百分点"}},
      {"投资、消费增速分别快于全国3.4个、1个百分点。", {"↑3.4个百分点 vs_national", "↑1个百分点 vs_national"}},
      {"工业、服务业增加值均增长6%。", {"↑6%", "↑6%"}},
      {"甲指标、乙指标均居全省首位。", {"#全省1", "#全省1"}},
      {"一产、二产增加值增速分别居全国第四、第八。", {"#全国4", "#全国8"}},
      {"发放补贴3亿元、惠及2万户。", {"3亿元", "2万户"}},
      {"原煤、天然气产量分别达到700万吨、10亿立方米。", {"700万吨", "10亿立方米"}},
  });
}

TEST(Figures, RangesFractionsAndRatios) {
  expect_said({
      {"组建1-2个集团。", {"1~2个 range"}},
      {"增长4.5%—5%。", {"↑4.5~5% range"}},
      {"新建3至5所学校。", {"3~5所 range"}},
      {"获奖数占全市1/4。", {"0.25"}},
      {"占全国三成以上。", {"3成 over"}},
      {"占全省百分之六十。", {"60%"}},
      {"三次产业比重为5.8∶36.1∶58.1。", {"5.8%", "36.1%", "58.1%"}},
      {"城乡居民收入比缩小至2.21∶1。", {"2.21"}},
      {"三次产业结构由5.9∶38.2∶55.9调整为5.6∶37.5∶56.9。", {"5.9→5.6%", "38.2→37.5%", "55.9→56.9%"}},
  });
}

TEST(Figures, FromOneValueToAnother) {
  expect_said({
      {"低保标准从每人每月980元提高至1050元。", {"980→1050元/人·月"}},
      {"企业由120家增加到156家。", {"120→156家"}},
      {"森林覆盖率从2020年的41.2%提高到2023年的43%左右。", {"41.2→43% about"}},
      {"满意度得分从84.7提升至89.6。", {"84.7→89.6"}},
      {"营商环境评价从全省第13位升至第5位。", {"#全省5"}},
      {"园区企业增至110家。", {"110家"}},
  });
}

TEST(Figures, RanksAndStreaks) {
  expect_said({
      {"服务测评连续6次居全省各区(县)第一。", {"#全省1 6次"}},
      {"空气质量排名中心城区第一。", {"#中心城区1"}},
      {"节能成效连续两年全市第一。", {"#全市1 2年"}},
      {"市场监管考核连续5年优秀。", {"5年"}},
      {"事故起数连续四年下降。", {"4年"}},
      {"县级评价获得并列第一。", {"#1"}},
      {"省级评价获得并列第一。", {"#全省1"}},
      {"养老工作连续两年获市政府督查激励第一名。", {"#全市1 2年"}},
      {"综合实力居全国前10位。", {"#全国10"}},
      {"粮食单产稳居西部第3位。", {"#西部3"}},
  });
}

TEST(Figures, UnitsOfEveryKind) {
  expect_said({
      {"细颗粒物浓度降至28.5微克／立方米。", {"28.5微克/立方米"}},
      {"产粮７３２．５亿斤，完成率达１０２％。", {"732.5亿斤", "102%"}},
      {"平均每人每月补助300元。", {"300元/人·月"}},
      {"装机容量达1200万千瓦，发电45亿千瓦时。", {"1200万千瓦", "45亿千瓦时"}},
      {"吞吐量突破50万标箱。", {"50万标箱 over"}},
      {"出生率6.3‰。", {"6.3‰"}},
      {"造林3.5万亩，治理河道12.6公里。", {"3.5万亩", "12.6公里"}},
      {"算力规模达3000P。", {"3000P"}},
      {"救助1.86万困难群众。", {"1.86万"}},
      {"人均预期寿命提高到79.2岁。", {"79.2岁"}},
      {"生产总值超千亿元，出口达百亿美元。", {"1000亿元 over", "100亿美元"}},
      {"贷款余额突破万亿元。", {"1万亿元 over"}},
      {"培育3个千亿级产业集群。", {"3个", "1000亿"}},
  });
}

TEST(Figures, NumbersThatCountNothing) {
  for (const char* text : {
           "2023年2月7日在区第十七届人民代表大会第三次会议上",
           "一、2023年计划执行情况",
           "（一）稳增长。",
           "1.稳增长。",
           "贯彻党的二十大精神，落实“十四五”规划。",
           "深化“1+15”方案，推进“3+3”产业。",
           "落实《发展规划纲要（2022-2035）》。",
           "举办第二届博览会，入选省第八批名录，启动第三轮改革。",
           "项目一期建成，二期开工。",
           "推进营商环境6.0改革，升级2.0版。",
           "建设地铁12号、13号线。",
           "PM2.5、PM10浓度下降。",
           "发展5G+4K/8K产业，应用T800材料。",
           "引进世界500强企业。",
           "坚守三条底线，抓好五大流域、十大领域。",
           "打造15分钟生活圈，实行24小时值守。",
           "为3岁以下婴幼儿、65岁以上老人服务。",
           "承包到期后再延长30年。",
           "拨打12345热线。",
           "建成750千伏变电站，达到国家二级标准。",
           "完善718文创园配套。",
           "重点抓好以下9个方面工作。",
           "进一步统一思想，新增一批项目。",
           "打造一批千亿级企业。",
           "近五年来，三年行动顺利收官。",
           "位居全国第一方阵，走在全国前列。",
           "1月至11月运行平稳，上半年好于预期。",
           "截至2023年底，8:30开会。",
       }) {
    const FiguresFound found = find(text);
    EXPECT_TRUE(found.figures.empty()) << text << " " << (found.figures.empty() ? "" : said(found.figures.front()));
    EXPECT_TRUE(found.unaccounted.empty()) << text;
  }
}

TEST(Figures, SummaryWordBesideACountIsNoFigure) {
  expect_said({
      {"八大类36项民生实事全部完成。", {"36项"}},
      {"12类45件实事办结。", {"45件"}},
      {"启动新一批18个小区改造。", {"18个"}},
      {"4个一类新药、2个1类新药获批。", {"4个", "2个"}},
  });
}

TEST(Figures, NamesAreRestored) {
  expect_named({
      {"全年地区生产总值812亿元。", {"地区生产总值"}},
      {"带动固定资产投资增长6%。", {"固定资产投资"}},
      {"城乡居民收入分别增长5%、7%。", {"城镇居民收入", "农村居民收入"}},
      {"工业、服务业增加值均增长6%。", {"工业增加值", "服务业增加值"}},
      {"新建5个口袋公园、3个驿站。", {"新建口袋公园数", "新建驿站数"}},
      {"为150余家骨干企业配备专员。", {"配备专员的骨干企业数"}},
      {"组织85家企业参加产销座谈会。", {"参加产销座谈会的企业数"}},
      {"引进甲公司等21个央企投资项目。", {"引进央企投资项目数"}},
      {"为4.5万家企业发放稳岗补贴约2亿元。", {"发放稳岗补贴的企业数", "稳岗补贴发放额"}},
      {"外贸进出口增长8%，总额突破90亿元。", {"外贸进出口", "外贸进出口总额"}},
      {"工业增加值增长7%，增速居全市第2位。", {"工业增加值", "工业增加值增速"}},
      {"农产品网络零售额3亿元、占全市12%。", {"农产品网络零售额", "农产品网络零售额占全市比重"}},
      {"全市第一、二、三产业增加值分别增长3%、6%、5%。", {"第一产业增加值", "第二产业增加值", "第三产业增加值"}},
      {"全市第一、第二、第三产业增加值分别达9亿元、35亿元、56亿元。",
       {"第一产业增加值", "第二产业增加值", "第三产业增加值"}},
      {"三次产业比重为6∶35∶59。", {"第一产业比重", "第二产业比重", "第三产业比重"}},
      {"推动48个重大工程项目年度投资完成率达109%。", {"重大工程项目数", "重大工程项目年度投资完成率"}},
      {"食品安全考核连续5年优秀。", {"食品安全考核优秀连续年数"}},
      {"天然气产量2030年达到5亿立方米。", {"天然气产量"}},
      {"原煤、天然气产量分别达到700万吨、10亿立方米。", {"原煤产量", "天然气产量"}},
      {"预算收入156亿元，为年度预算的102%，同口径增长8%。", {"预算收入", "预算收入年度预算完成率", "预算收入"}},
      {"债务余额控制在省下达限额234亿元以内。", {"债务余额"}},
      // A plan between a figure and its growth: amount and share of it, and a remark in brackets, are the figure's own.
      {"工业产值640亿元，完成年计划700亿元的91.4%（主要是两家企业停产），增长3%。",
       {"工业产值", "工业产值年计划", "工业产值年计划完成率", "工业产值"}},
      {"工业产值640亿元,完成年计划700亿元的91.4%(主要是两家企业停产),增长3%。",
       {"工业产值", "工业产值年计划", "工业产值年计划完成率", "工业产值"}},
      {"投资172亿元，增长18%，超计划目标6个百分点。", {"投资", "投资"}},
      {"财政收入增长3%，差年度目标2个百分点，比全州高0.5个百分点。", {"财政收入", "财政收入增速", "财政收入增速"}},
      {"生产总值增长6.9%，增速和经济总量均居全州第5位。", {"生产总值", "生产总值增速", "经济总量"}},
      {"亿元以上项目投资增长9%。", {"项目投资规模", "亿元以上项目投资"}},
      {"5亿元以上项目完成投资20亿元、增长8%。", {"项目完成投资规模", "5亿元以上项目完成投资"}},
      {"工业增加值增长17%，分别高于全市、全省平均增速0.2、5.5个百分点，居全市第四位。",
       {"工业增加值", "工业增加值增速", "工业增加值增速", "工业增加值"}},
      {"工业增加值增长17%，高于全省平均增速0.2个百分点。", {"工业增加值", "工业增加值增速"}},
      {"存款余额164亿元，较年初净增24亿元。", {"存款余额"}},
      {"107国道绕城段通车，全长12公里。", {"全长里程"}},
      {"投资1.2亿元，在东沟、西沟流域继续实施饮水安全工程，受益3000人；投资3亿元，全面建成33公里绿道，配套驿站10个。",
       {"饮水安全工程投资", "受益人数", "绿道投资", "建成绿道里程", "配套驿站数"}},
      {"公共预算支出（扣除2022年救灾资金支出外）增长3%以上，税收收入（剔除2023年留抵退税）增长5%。",
       {"公共预算支出", "税收收入"}},
      {"6.新增公交车50台。", {"新增公交车数"}},
      {"规模以上工业增加值可比增长9.1%。", {"规模以上工业增加值"}},
      {"资助困难大学生，合计600名。", {"资助困难大学生人数"}},
      {"99%的行政村通公交。", {"行政村通公交占比"}},
      {"经营主体总量达31万户，新登记4万户、其中企业1万户。", {"经营主体总量", "新登记经营主体户数", "企业户数"}},
  });
}

TEST(Figures, WhatIsStrivenForIsStillToCome) {
  const FiguresFound found = find("2026年，力争研发投入强度达到2.8%，新增光伏装机8万千瓦；上半年完成3万千瓦。");
  ASSERT_EQ(found.figures.size(), 3U);
  EXPECT_EQ(found.figures[0].status, FigureStatus::target);
  EXPECT_EQ(found.figures[1].status, FigureStatus::target);
  EXPECT_EQ(found.figures[2].status, FigureStatus::achieved);
  expect_named({{"从业人员≤300人。", {"从业人员人数"}}});
}

TEST(Figures, KindsStatusAndPeriod) {
  const auto only = [](std::string_view text, Part part = Part::review) {
    const auto found = find(text, part);
    EXPECT_EQ(found.figures.size(), 1u) << text;
    return found.figures.empty() ? Figure{} : found.figures.front();
  };
  EXPECT_EQ(only("财政收入50亿元。").kind, Kind::level);
  EXPECT_EQ(only("新增企业50家。").kind, Kind::count);
  EXPECT_EQ(only("覆盖率达50%。").kind, Kind::share);
  EXPECT_EQ(only("年度投资完成率达109%。").kind, Kind::completion);
  EXPECT_EQ(only("完成全年计划的98%。").kind, Kind::completion);
  EXPECT_EQ(only("农村居民人均可支配收入2.9万元。").kind, Kind::per_capita);
  EXPECT_EQ(only("销售收入增长5%。").kind, Kind::growth);
  EXPECT_EQ(only("城镇化率提高1.1个百分点。").kind, Kind::difference);
  EXPECT_EQ(only("考核居全市第一。").kind, Kind::rank);

  EXPECT_EQ(only("新增企业50家。").status, FigureStatus::achieved);
  EXPECT_EQ(only("新增企业50家。").period, "2023");
  EXPECT_EQ(only("新增企业50家。", Part::plan).status, FigureStatus::target);
  EXPECT_EQ(only("新增企业50家。", Part::plan).period, "2024");
  EXPECT_EQ(only("有序推进28个站点建设。", Part::plan).status, FigureStatus::planned);
  EXPECT_EQ(only("围绕10条产业链招商。", Part::plan).status, FigureStatus::context);
  EXPECT_EQ(only("到2025年，城镇化率达到70%。", Part::plan).period, "2025");
  EXPECT_TRUE(only("累计发放补贴3亿元。").cumulative);
  EXPECT_TRUE(only("预计财政收入50亿元。").estimate);
  EXPECT_EQ(only("剔除减税因素后增长2%。").change->excluding, "减税因素");
}

TEST(Figures, TheAreaOfTheTextIsNoPartOfAName) {
  const auto named = [](std::string_view utf8) {
    const std::u32string text = base::u32(utf8);
    Structure s = one_paragraph(text, Part::review);
    s.area = "桐岭县";
    s.report_year = 0;
    Lines out;
    for (const Figure& f : find_figures(text, s).figures) out.push_back(f.indicator + " " + f.period);
    return out;
  };
  EXPECT_EQ(named("2024年，桐岭县实现地区生产总值199.6亿元，同比增长5.6%。"), Lines{"地区生产总值 2024"});
  EXPECT_EQ(named("2025年前三季度，桐岭县完成固定资产投资98.2亿元。"), Lines{"固定资产投资 2025"});
  EXPECT_EQ(named("2025年前10个月，桐岭县一般公共预算收入9.02亿元。"), Lines{"一般公共预算收入 2025"});
  EXPECT_EQ(named("桐岭县城镇居民人均可支配收入27865元。"), Lines{"城镇居民人均可支配收入 "});
  EXPECT_EQ(named("桐岭县城供水能力达3万吨。"), Lines{"桐岭县城供水能力 "});
  EXPECT_EQ(named("经开区实现地区生产总值99.6亿元。"), Lines{"经开区实现地区生产总值 "});
}

TEST(Figures, SpansHoldNumberUnitAndAttachedWordsOnly) {
  const std::u32string text = base::u32("快递业务收入达到突破86.4亿元、增长15.3%。");
  const auto found = find_figures(text, one_paragraph(text, Part::review));
  ASSERT_EQ(found.figures.size(), 1u);
  EXPECT_EQ(base::to_utf8(base::slice(text, found.figures[0].span)), "突破86.4亿元、增长15.3%");
  EXPECT_FALSE(found.figures[0].why.empty());
  EXPECT_GT(found.figures[0].confidence, 0.5);
  EXPECT_EQ(found.figures[0].id, "F001");
}

// Every span lies in the text; every Arabic digit lies in exactly one figure span, one nonfigure, or is reported.
void check_accounts(const std::u32string& text, const FiguresFound& found) {
  const int n = static_cast<int>(text.size());
  std::vector<int> names(text.size(), 0);
  std::vector<std::vector<Span>> spans(text.size());
  for (const Figure& f : found.figures) {
    ASSERT_TRUE(0 <= f.span.start && f.span.start < f.span.end && f.span.end <= n);
    for (int i = f.span.start; i < f.span.end; ++i) {
      auto& at = spans[static_cast<std::size_t>(i)];
      if (std::find(at.begin(), at.end(), f.span) == at.end()) at.push_back(f.span);
    }
  }
  for (const std::vector<Span>& list : {[&] {
                                          std::vector<Span> out;
                                          for (const Nonfigure& x : found.nonfigures) out.push_back(x.span);
                                          return out;
                                        }(),
                                        found.unaccounted}) {
    for (const Span& s : list) {
      ASSERT_TRUE(0 <= s.start && s.start < s.end && s.end <= n);
      for (int i = s.start; i < s.end; ++i) ++names[static_cast<std::size_t>(i)];
    }
  }
  for (int i = 0; i < n; ++i) {
    const char32_t c = base::to_half_width(text[static_cast<std::size_t>(i)]);
    if (c < U'0' || c > U'9') continue;
    const auto k = static_cast<std::size_t>(i);
    ASSERT_EQ(static_cast<int>(spans[k].size()) + names[k], 1)
        << base::to_utf8(text) << " at " << i << ": " << spans[k].size() << " figures, " << names[k] << " names";
  }
}

RC_GTEST_PROP(FiguresProperty, AnyTextIsReadAndEveryDigitAccounted, ()) {
  static const std::vector<std::string> kPieces = {
      "1",      "23",   "4.5",      "2023",     "2023年", "３％",   "%",    "％",   "亿元", "万",   "万亿", "个",
      "家",     "人次", "个百分点", "百分点",   "倍",     "成",     "年",   "月",   "日",   "第",   "位",   "名",
      "一",     "二",   "十",       "百",       "千",     "两",     "三",   "、",   "，",   "。",   "；",   "：",
      "“",      "”",    "《",       "》",       "（",     "）",     "\n",   " ",    "-",    "—",    "∶",    "/",
      "+",      ".",    "从",       "至",       "到",     "提高到", "增至", "增长", "下降", "高于", "全国", "全省",
      "居",     "连续", "首位",     "前",       "持平",   "分别",   "均",   "其中", "占",   "达",   "约",   "近",
      "超",     "余",   "多",       "以上",     "左右",   "新增",   "建成", "企业", "收入", "率",   "的",   "每",
      "A",      "PM",   "级",       "期",       "号",     "小时",   "岁",   "大",   "比",   "较",   "上年", "剔除",
      "因素后", "比重", "三次产业", "城乡居民", "\t",     "①",      "〇"};
  const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kPieces.size())));
  std::string utf8;
  for (const int pick : picks) utf8 += kPieces[static_cast<std::size_t>(pick)];
  const std::u32string text = base::u32(utf8);
  for (const Part part : {Part::review, Part::plan})
    check_accounts(text, find_figures(text, one_paragraph(text, part)));
}

TEST(FiguresProperty, TextWithoutStructureIsReadLineByLine) {
  const std::u32string text = base::u32("收入5亿元\n支出3亿元\n");
  const auto found = find_figures(text, Structure{});
  ASSERT_EQ(found.figures.size(), 2u);
  check_accounts(text, found);
}

// Published reports of other governments: nothing may be left unread there.
TEST(FiguresOnReports, EveryDigitIsAccountedFor) {
  const std::string folder = JICHENG_SOURCE_DIR "/../shared/data/reports/";
  std::ifstream index(folder + "INDEX.csv");
  if (!index) GTEST_SKIP() << "no reports at " << folder;
  std::string line;
  std::getline(index, line);
  while (std::getline(index, line)) {
    const std::string file = line.substr(0, line.find(','));
    std::ifstream in(folder + file, std::ios::binary);
    if (!in) continue;
    std::stringstream bytes;
    bytes << in.rdbuf();
    const auto text = base::from_utf8(bytes.str());
    ASSERT_TRUE(text.has_value()) << file;
    const document::Document document = document::from_plain_text(*text, file);
    const FiguresFound found = find_figures(document.text, find_structure(document));
    EXPECT_TRUE(found.unaccounted.empty()) << file;
    EXPECT_GT(found.figures.size(), 30u) << file;
    check_accounts(document.text, found);
  }
}

}  // namespace
}  // namespace reading
