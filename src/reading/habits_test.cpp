// Habits of counties, towns and zones whose reports were not at hand when the rules were first written; all sentences
// are invented.
#include <algorithm>

#include <gmock/gmock.h>

#include "reading/read.hpp"

namespace reading {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// "name value unit ↓change #scope position @period" of each figure of a text read as a file of its own.
std::vector<std::string> figures_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const Figure& f : read(document::from_plain_text(text, "报告.txt")).figures) {
    std::string s = f.indicator;
    if (f.value && !(f.change && f.change->value && f.value == f.change->value))
      s += " " + f.value->to_string() + f.unit;
    if (f.change && f.change->value)
      s += (f.change->direction == ChangeDirection::down ? " ↓" : " ↑") + f.change->value->to_string() + f.change->unit;
    if (f.rank) s += " #" + f.rank->scope + std::to_string(f.rank->position);
    if (f.from_value) s += " from " + f.from_value->to_string();
    out.push_back(s);
  }
  return out;
}

std::vector<std::string> periods_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const Figure& f : read(document::from_plain_text(text, "报告.txt")).figures) out.push_back(f.period);
  return out;
}

std::vector<std::string> targets_of(const std::u32string& items) {
  const std::u32string text = U"一、2023年工作回顾\n总体平稳。\n二、2024年工作安排\n" + items;
  std::vector<std::string> out;
  for (const Target& t : read(document::from_plain_text(text, "报告.txt")).targets)
    out.push_back(t.indicator + " " + t.op + (t.value ? " " + t.value->to_string() + t.unit : ""));
  return out;
}

TEST(Habits, OfChange) {
  EXPECT_THAT(figures_of(U"税收收入3.2亿元，比增6.1%。"), ElementsAre("税收收入 3.2亿元 ↑6.1%"));
  EXPECT_THAT(figures_of(U"服务业占比增2个百分点。"), ElementsAre("服务业占比 ↑2个百分点"));
  EXPECT_THAT(figures_of(U"出口额8亿元，增长-12.5%。"), ElementsAre("出口额 8亿元 ↓12.5%"));
  EXPECT_THAT(figures_of(U"种植户户均增收900元。"), ElementsAre("种植户户均增收 ↑900元"));
  EXPECT_THAT(figures_of(U"完成投资6亿元，超目标任务1.5个百分点。"), ElementsAre("投资 6亿元 ↑1.5个百分点"));
  EXPECT_THAT(figures_of(U"完成投资6亿元，超过时间进度4.5个百分点。"), ElementsAre("投资 6亿元 ↑4.5个百分点"));
}

TEST(Habits, OfGapsToAims) {
  EXPECT_THAT(figures_of(U"产值增长4.2%，比年初目标（6.5%）低2.3个百分点。"),
              Contains(testing::HasSubstr("↓2.3个百分点")));
  EXPECT_THAT(figures_of(U"技改投资增长10%，高于年初目标（9%）1个百分点。"), Contains("技改投资 ↑1个百分点"));
  EXPECT_THAT(figures_of(U"产值增长4%，快于2024年1.8个百分点。"), Contains(testing::HasSubstr("↑1.8个百分点")));
  EXPECT_THAT(figures_of(U"事项办理压减时间58%。"), Contains(testing::HasSubstr("↓58%")));
  EXPECT_THAT(figures_of(U"接待游客、门票收入均保持10%以上增长。"),
              ElementsAre(testing::HasSubstr("↑10%"), testing::HasSubstr("↑10%")));
}

// What is only striven for is no second promise, nor a firm one.
TEST(Habits, OfStriving) {
  const auto targets = [](const std::u32string& items) {
    std::vector<std::string> out;
    const std::u32string text = U"一、2023年工作回顾\n总体平稳。\n二、2024年主要预期目标\n" + items;
    for (const Target& t : read(document::from_plain_text(text, "报告.txt")).targets)
      out.push_back(t.indicator + " " + (t.value ? t.value->to_string() + t.unit : "") + " " + t.stretch);
    return out;
  };
  EXPECT_THAT(targets(U"一般公共预算收入增长4%以上，力争完成20亿元；粮食总产量32万吨以上。\n"),
              ElementsAre("一般公共预算收入 4% 力争完成20亿元", "粮食总产量 32万吨 "));
  EXPECT_THAT(targets(U"地区生产总值增长6%左右，力争7%；固定资产投资增长7%，力争达到8%。\n"),
              ElementsAre("地区生产总值 6% 力争7%", "固定资产投资 7% 力争达到8%"));
  EXPECT_THAT(targets(U"地区生产总值增长6%左右；力争一般公共预算收入达到20亿元。\n"),
              ElementsAre("地区生产总值 6% ", "一般公共预算收入 20亿元 力争"));
}

TEST(Habits, OfEach) {
  EXPECT_THAT(figures_of(U"完成蔬菜核心基地、茶叶核心基地各9000亩。"),
              ElementsAre(testing::HasSubstr("9000亩"), testing::HasSubstr("9000亩")));
}

TEST(Habits, DistancesCountNothing) {
  EXPECT_THAT(figures_of(U"公交与地铁50米内换乘比例达91%。"), ElementsAre(testing::HasSubstr("91%")));
  EXPECT_THAT(figures_of(U"争取煤炭2030国家科技重大专项。"), ElementsAre());
}

TEST(Habits, OfRank) {
  EXPECT_THAT(figures_of(U"甲机械厂位居中国农机行业第一。"), Contains(testing::HasSubstr("#全国1")));
  EXPECT_THAT(figures_of(U"营商环境在全省各县中的排名由38位上升到25位。"),
              ElementsAre("营商环境在全省各县中的排名 #全省25 from 38"));
  EXPECT_THAT(figures_of(U"在全市项目观摩评比中表现突出，荣获第三名。"), Contains(testing::HasSubstr("#全市3")));
  EXPECT_THAT(figures_of(U"一路奋勇争先，荣获第三名。"), ElementsAre());
}

TEST(Habits, OfRankAmongSoMany) {
  EXPECT_THAT(figures_of(U"工业投资增速居全省11个设区市第一位。"), ElementsAre("工业投资增速 #全省1"));
  EXPECT_THAT(figures_of(U"财政收入增速列全市13个县（市、区）第2。"), ElementsAre("财政收入增速 #全市2"));
  EXPECT_THAT(figures_of(U"税收占比在全市12个县区中排名第三。"), ElementsAre("税收占比 #全市3"));
  EXPECT_THAT(figures_of(U"投资增速位居15个县市区首位。"), ElementsAre("投资增速 #县市区1"));
  EXPECT_THAT(figures_of(U"全市13个区县全部通车。"), Contains(testing::HasSubstr("13个")));
}

TEST(Habits, OfYearsInARow) {
  EXPECT_THAT(figures_of(U"平安建设考核三年全省第一。"), ElementsAre("平安建设考核 #全省1"));
  EXPECT_EQ(
      read(document::from_plain_text(U"平安建设考核三年全省第一。", "报告.txt")).figures.at(0).rank->streak->value,
      Decimal(3));
  EXPECT_EQ(read(document::from_plain_text(U"甲厂连续10年产销量位居全国第一。", "报告.txt"))
                .figures.at(0)
                .rank->streak->value,
            Decimal(10));
}

TEST(Habits, OfLinesAndOfSizes) {
  EXPECT_THAT(figures_of(U"招引亿元以上项目56个，其中10亿元以上12个、50亿元以上3个。"),
              ElementsAre("招引项目投资规模 1亿元", "亿元以上项目数 56个", "项目投资规模 10亿元",
                          "10亿元以上项目数 12个", "项目投资规模 50亿元", "50亿元以上项目数 3个"));
  EXPECT_THAT(figures_of(U"财政总收入突破百亿元、达102.3亿元。"),
              ElementsAre("财政总收入 100亿元", "财政总收入 102.3亿元"));
}

TEST(Habits, OfFinishingABudget) {
  EXPECT_THAT(figures_of(U"一般公共预算收入完成预算的102.3%，同口径增长5.6%。"),
              ElementsAre("一般公共预算收入预算完成率 102.3%", "一般公共预算收入 ↑5.6%"));
  EXPECT_THAT(figures_of(U"非税收入9亿元，完成年度预算的98.5%，下降2%。"),
              ElementsAre("非税收入 9亿元", "非税收入年度预算完成率 98.5%", "非税收入 ↓2%"));
}

TEST(Habits, OfSharesOfAWhole) {
  EXPECT_THAT(figures_of(U"全社会研发投入占GDP比重达2.85%。"), ElementsAre("全社会研发投入占GDP比重 2.85%"));
  EXPECT_THAT(
      figures_of(U"三次产业结构由12.3:45.6:42.1调整为11.8:45.2:43.0。"),
      ElementsAre("第一产业比重 11.8% from 12.3", "第二产业比重 45.2% from 45.6", "第三产业比重 43.0% from 42.1"));
}

TEST(Habits, OfSoManyTimes) {
  EXPECT_THAT(figures_of(U"接待游客900万人次、实现旅游收入80亿元，分别是上年的1.8倍和2.1倍。"),
              ElementsAre("接待游客人次 900万人次", "旅游收入 80亿元", "接待游客 1.8倍", "旅游收入 2.1倍"));
  EXPECT_THAT(figures_of(U"实现利税12亿元，是2020年的2倍。"), ElementsAre("利税 12亿元", "利税 2倍"));
  EXPECT_THAT(figures_of(U"工业总产值相当于去年同期的1.8倍。"), ElementsAre("工业总产值 1.8倍"));
}

TEST(Habits, OfWhereANumberCameFrom) {
  EXPECT_THAT(figures_of(U"三次产业比重14:68:18→11:64:25。"),
              ElementsAre("第一产业比重 11% from 14", "第二产业比重 64% from 68", "第三产业比重 25% from 18"));
  EXPECT_THAT(figures_of(U"在全国百强县排名中，我县由99位提升至87位。"),
              ElementsAre(testing::HasSubstr("#百强县87 from 99")));
  EXPECT_THAT(figures_of(U"农民人均纯收入4878元，净增582元。"), ElementsAre("农民人均纯收入 4878元 ↑582元"));
  EXPECT_THAT(figures_of(U"高新技术企业318家，净增41家。"), Contains(testing::HasSubstr("41家")));
}

TEST(Habits, OfProjectsByTheirSize) {
  EXPECT_THAT(figures_of(U"全年签约引进亿元项目42个。"),
              ElementsAre("签约引进项目投资规模 1亿元", testing::HasSubstr("项目数 42个")));
}

TEST(Habits, OfPairs) {
  EXPECT_THAT(figures_of(U"生猪存栏68.9万头、出栏102万头。"), ElementsAre("生猪存栏数 68.9万头", "生猪出栏数 102万头"));
  EXPECT_THAT(figures_of(U"引进市外到位资金210亿元、省外到位资金95亿元，分别完成目标任务的105%、119%。"),
              ElementsAre("市外到位资金引进额 210亿元", "省外到位资金 95亿元", testing::HasSubstr("市外到位资金"),
                          testing::HasSubstr("省外到位资金")));
  EXPECT_THAT(figures_of(U"技改投资23.4亿元，占工业投资的45.6%，增速高于固定资产投资12.3个百分点。"),
              Contains("技改投资增速 ↑12.3个百分点"));
  EXPECT_THAT(figures_of(U"建成区绿化覆盖率提高到41.5%。"), ElementsAre("建成区绿化覆盖率 41.5%"));
}

TEST(Habits, OfTurns) {
  EXPECT_THAT(figures_of(U"规上企业利润总额扭亏为盈、达3.6亿元。"), ElementsAre("规上企业利润总额 3.6亿元"));
  EXPECT_THAT(figures_of(U"商品房销售面积由负转正、增长4.5%。"), ElementsAre("商品房销售面积 ↑4.5%"));
}

TEST(Habits, OfAimsThatWereSet) {
  EXPECT_THAT(figures_of(U"城镇登记失业率2.8%，低于4.5%的控制目标。"),
              ElementsAre("城镇登记失业率 2.8%", "城镇登记失业率控制目标 4.5%"));
}

TEST(Habits, OfOneShareOfTwoRates) {
  EXPECT_THAT(figures_of(U"义务教育入学率和巩固率达100%。"), ElementsAre("义务教育入学率 100%", "巩固率 100%"));
  EXPECT_THAT(figures_of(U"县、乡级服务机构覆盖率达100%。"), ElementsAre(testing::HasSubstr("覆盖率 100%")));
}

TEST(Habits, TheMoneyItIsReckonedInIsNoName) {
  EXPECT_THAT(figures_of(U"进出口总额按人民币计价增长12.3%、按美元计价增长8.6%。"),
              ElementsAre("进出口总额 ↑12.3%", "进出口总额 ↑8.6%"));
}

TEST(Habits, OfNames) {
  EXPECT_THAT(figures_of(U"城、乡居民人均可支配收入分别为3.1万元、1.4万元。"),
              ElementsAre("城镇居民人均可支配收入 3.1万元", "农村居民人均可支配收入 1.4万元"));
  EXPECT_THAT(figures_of(U"城镇和农村常住居民人均可支配收入分别增长5%和6%。"),
              ElementsAre("城镇常住居民人均可支配收入 ↑5%", "农村常住居民人均可支配收入 ↑6%"));
  EXPECT_THAT(figures_of(U"全县共查处案件5起。"), ElementsAre("案件数 5起"));
  EXPECT_THAT(figures_of(U"基金共济金额4亿元。"), ElementsAre("基金共济金额 4亿元"));
  EXPECT_THAT(figures_of(U"32家规模种植企业年销售收入2.4亿元。"),
              ElementsAre("规模种植企业数 32家", "规模种植企业年销售收入 2.4亿元"));
  EXPECT_THAT(figures_of(U"12个村出列、5600人越线。"), ElementsAre("村出列数 12个", "越线人数 5600人"));
  EXPECT_THAT(figures_of(U"减税降费1.8亿元。"), ElementsAre("减税降费 1.8亿元"));
  EXPECT_THAT(figures_of(U"茶企投资2亿元，带动3万亩生态茶园提质。"), Contains("生态茶园提质面积 3万亩"));
  EXPECT_THAT(figures_of(U"烤烟产量3.5万担。"), ElementsAre("烤烟产量 3.5万担"));
  EXPECT_THAT(figures_of(U"集镇绿化率必须达到30%。"), ElementsAre("集镇绿化率 30%"));
  EXPECT_THAT(figures_of(U"新建3人制篮球场8个。"), ElementsAre("新建3人制篮球场数 8个"));
}

TEST(Habits, TheYearThatOpensASentenceHoldsForItAndWhereNoYearIsToldForWhatFollows) {
  EXPECT_THAT(periods_of(U"2016年全镇安排项目40个，总投资12亿元。完成税收3亿元。"),
              ElementsAre("2016", "2016", "2016"));
  EXPECT_THAT(periods_of(U"2016年以来安排项目40个。"), Not(Contains("2017")));
}

TEST(Habits, WhatWillBeDoneForThePeopleIsPlanned) {
  const auto found = read(document::from_plain_text(
      U"区长在会上表示，2017年，区政府将努力为民办好十件实事：\n1.改善居住条件。完成8幢危房治理。\n2."
      U"缓解交通拥堵。新增公交线路6条。\n",
      "报告.txt"));
  EXPECT_EQ(found.targets.size(), 2u);
}

TEST(Habits, TheFirstHalfOfAYearIsToldThoughTheTitleSaysOnlyReport) {
  const auto found = read(document::from_plain_text(
      U"2016年上半年经济社会发展情况的报告\n今年以来，全县经济平稳运行。\n一、继续扩大有效投资，投资规模不断扩大。\n"
      U"重点项目建设进展顺利。全县共确定重点项目51个，累计完成投资10.6亿元。\n",
      "报告.txt"));
  EXPECT_TRUE(found.targets.empty());
}

TEST(Habits, ProblemsMayBeListedBehindTheirAnnouncement) {
  const auto found = read(document::from_plain_text(
      U"关于清河县2024年计划执行情况与2025年计划草案的报告\n一、2024年计划执行情况\n全年地区生产总值增长6.3%。\n"
      U"存在的主要问题：一是工业支撑不足，龙头企业少。二是项目储备不够。三是收支矛盾突出。\n二、2025年主要预期目标\n"
      U"地区生产总值增长6%左右。\n",
      "报告.txt"));
  ASSERT_EQ(found.problems.size(), 3u);
  EXPECT_EQ(found.problems[2].text, "收支矛盾突出");
  const auto one = read(document::from_plain_text(
      U"关于清河县2024年计划执行情况与2025年计划草案的报告\n一、2024年计划执行情况\n（一）经济平稳。增长6.3%。\n"
      U"（二）民生改善。办成一批实事。\n存在的主要问题：消费未达年初预期，项目接续不足。\n二、2025年主要预期目标\n"
      U"地区生产总值增长6%左右。\n",
      "报告.txt"));
  EXPECT_EQ(one.problems.size(), 2u);
}

TEST(Habits, WhenWorkIsDoneIsNoWorkOfItsOwn) {
  const auto found =
      read(document::from_plain_text(U"一、2024年工作回顾\n总体平稳。\n二、2025年工作安排\n（一）夯实农业基础\n抓好粮食"
                                     U"生产。新建高标准农田3.2万亩，9月底前完成。\n",
                                     "报告.txt"));
  ASSERT_FALSE(found.measures.empty());
  EXPECT_EQ(found.measures.back().due, "9月底前");
  EXPECT_EQ(std::ranges::count_if(found.measures, [](const Measure& m) { return m.object.empty(); }), 0);
}

TEST(Habits, OfPromises) {
  EXPECT_THAT(targets_of(U"确保小微企业贷款增速不低于各项贷款平均增速。\n"),
              ElementsAre("小微企业贷款增速 ~qualitative"));
  EXPECT_THAT(targets_of(U"争取东湖新区扩建工程纳入国家重大规划。\n"), ElementsAre(testing::HasSubstr("~milestone")));
  // What is there already, how large projects are, and classes of size promise nothing.
  EXPECT_THAT(targets_of(U"做优做强5个先进制造业集群。\n"), ElementsAre());
  EXPECT_THAT(targets_of(U"推动12个项目开工，计划总投资127亿元。\n"), Not(Contains(testing::HasSubstr("127"))));
  // One figure that lies in two clauses is one target in each.
  EXPECT_THAT(targets_of(U"力争实现园区产值20亿元，增长8%。\n"), testing::SizeIs(2));
}

// What an excerpt without a plan's headings says of itself.
std::size_t promised_in(const std::u32string& text) {
  return read(document::from_plain_text(text, "摘录.txt")).measures.size();
}

TEST(Habits, ExcerptsThatPlanSayItInWordsOfTheirOwn) {
  EXPECT_GT(
      promised_in(U"本报讯（记者 甲）县里部署下半年各项任务。\n打好产业攻坚战。要大力发展现代农业，建成果业追溯体系。"
                  U"要加快推进园区建设，完善道路管网。要启动实施路网工程。\n"),
      2u);
  EXPECT_GT(promised_in(U"报告明确，今年将继续办好民生实事。\n（一）\n促进就业增收，开展技能培训2."
                        U"5万人次，乡级服务机构覆盖率达100%，村级覆盖率达80%左右。\n"
                        U"（二）\n办好教育，新建小学20所，引进校长100名以上，开展教学帮扶，改善办学条件。\n"),
            1u);
  EXPECT_GT(
      promised_in(
          U"各县、区人民政府： 2023年全市国民经济和社会发展计划已经审议批准，现印发给你们，请认真组织实施。"
          U"各地在组织实施过程中，重点抓好3方面工作： 一、精准实施经济政策，推动高质量发展。加强政策集成，"
          U"形成扩大投资、科技创新、乡村振兴等政策包。深入实施融资畅通工程，新增贷款25亿元以上，扩大担保覆盖面，"
          U"降低综合融资成本，让更多小微企业得到支持。 二、深化重点领域改革。推进国资国企改革，完善现代企业制度。\n"),
      2u);
  EXPECT_EQ(promised_in(U"开发区2022年总体情况和2023年工作打算汇报\n今年以来，开发区经济保持良好势头。\n"
                        U"一是运行向好。预计全年实现产值22亿元，增长18.7%；完成投资26亿元，增长16%。\n"),
            0u);
}

TEST(Habits, AFlattenedPageKeepsItsHeadings) {
  const Reading r =
      read(document::from_plain_text(U"2018年政府工作报告\n各位代表：现在向大会报告工作，请予审议。 "
                                     U"一、2017年工作回顾2017年是新一届政府开局之年。我们紧紧依靠"
                                     U"全区人民，较好地完成了目标任务，经济社会保持平稳健康发展，人民生活持续改善，各项"
                                     U"事业全面进步。 (一)经济保持快速发展，综合"
                                     U"实力迈上新台阶。实现地区生产总值188.9亿元，同比增长13.2%。财政总收入28."
                                     U"28亿元，增长22.1%，消费品零售总额15.3亿元，增长"
                                     U"10.5%。 (二)改革深入推进，发展活力不断增强。新登记企业1200家，增长21%。\n",
                                     "报告.txt"));
  ASSERT_EQ(r.outline.size(), 1u);
  EXPECT_EQ(r.outline.front().title, "2017年工作回顾");
  EXPECT_EQ(r.outline.front().children.size(), 2u);
}

TEST(Habits, AFlattenedPageMayOpenWithItsFirstMark) {
  const std::u32string page =
      U"一、2023年工作回顾。全市经济平稳运行，各项事业全面进步，人民生活持续改善，社会大局和谐稳定，较好完成了年度任务"
      U"。"
      U"生产总值增长5.2%，财政收入增长4.1%。 "
      U"二、2024年工作安排。新建学校5所，改造老旧小区20个，新增城镇就业1.2万人，建成园区道路"
      U"12公里。 三、加强自身建设。坚持依法行政，改进工作作风，提高服务效能。\n";
  const Reading r = read(document::from_plain_text(page, "报告.txt"));
  EXPECT_EQ(r.outline.size(), 3u);
  EXPECT_GE(r.targets.size(), 3u);
}

TEST(Habits, AListWithinAParagraphMakesNoChapters) {
  const std::u32string list =
      U"一、2024年工作安排\n（一）抓好安全生产\n今年安全生产形势仍然复杂，各地各部门要压实责任，举一反三，堵塞漏洞，守"
      U"牢底线，"
      U"确保不发生重大事故，重点做好以下工作：一、加强组织领导。明确分工，逐级落实。二、开展隐患排查。突出重点，不留死"
      U"角。三、强化"
      U"监督考核。定期通报，严肃问责。\n（二）抓好民生保障\n新建学校5所，改造老旧小区20个。\n";
  const Reading r = read(document::from_plain_text(list, "报告.txt"));
  ASSERT_EQ(r.outline.size(), 1u);
  EXPECT_EQ(r.outline.front().children.size(), 2u);
}

TEST(Habits, AnItemThatCountsIsTextAndNoHeading) {
  EXPECT_THAT(
      targets_of(U"（一）促进就业增收，开展技能培训1.5万人次，岗位覆盖率达85%以上。\n"
                 U"（二）办好教育，新建幼儿园12所。引进50名以上教师。\n"),
      ElementsAre("技能培训人次 = 1.5万人次", "岗位覆盖率 >= 85%", "新建幼儿园数 = 12所", "引进教师人数 >= 50名"));
}

TEST(Habits, AListOfWorksForTheYearIsPlanned) {
  const std::u32string text =
      U"一、2023年计划执行情况\n2023年全县税收收入3亿元。\n二、2024年惠民实事\n01 新建幼儿园6所\n02 改造公厕20座\n";
  const auto targets = read(document::from_plain_text(text, "报告.txt")).targets;
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0].indicator, "新建幼儿园数");
  EXPECT_EQ(targets[1].indicator, "改造公厕数");
}

TEST(Habits, OfNamesInBracketsAndOfYearlyAims) {
  EXPECT_THAT(figures_of(U"一般公共预算收入12.08亿元（含税收收入7.51亿元），增长4.3%。"),
              Contains("税收收入 7.51亿元"));
  EXPECT_THAT(figures_of(U"小麦含水率12.5%。"), Contains("小麦含水率 12.5%"));
  EXPECT_THAT(targets_of(U"主要预期目标为：固定资产投资年度预期目标增长5%；城镇新增就业3000人。\n"),
              Contains("固定资产投资 = 5%"));
}

}  // namespace
}  // namespace reading
