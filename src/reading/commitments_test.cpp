#include "reading/commitments.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace reading {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// `body` as the only paragraph under a theme of the plan part.
struct Read {
  std::u32string text;
  Structure structure;
  std::vector<Figure> figures;
  Commitments found;
};

Read read_text(const std::u32string& text) {
  Read r;
  r.text = text;
  r.structure = find_structure(document::from_plain_text(text, "报告.txt"));
  r.figures = find_figures(text, r.structure).figures;
  r.found = find_commitments(text, r.structure, r.figures);
  return r;
}

Read plan(const std::u32string& body) {
  return read_text(U"一、2023年工作回顾\n总体平稳。\n二、2024年工作安排\n（一）抓好重点工作\n" + body + U"\n");
}

Read targets_list(const std::u32string& list) {
  return read_text(U"一、2023年工作回顾\n总体平稳。\n二、2024年工作安排\n" + list +
                   U"\n（一）抓好重点工作\n加快建设科创园。\n");
}

std::vector<std::string> measures_of(const Read& r) {
  std::vector<std::string> out;
  for (const Measure& m : r.found.measures) out.push_back(base::to_utf8(base::slice(r.text, m.span)));
  return out;
}

// "indicator operator value unit"
std::vector<std::string> targets_of(const Read& r) {
  std::vector<std::string> out;
  for (const Target& t : r.found.targets) {
    std::string s = t.indicator + " " + t.op;
    if (t.value) s += " " + t.value->to_string();
    if (t.value_max) s += "-" + t.value_max->to_string();
    if (!t.unit.empty()) s += " " + t.unit;
    out.push_back(s);
  }
  return out;
}

// ---- measures ----

TEST(Excerpt, AimsWithoutAHeadingAreAims) {
  EXPECT_THAT(targets_of(read_text(
                  U"全县经济社会发展的主要预期目标是:生产总值增长7%左右,居民消费价格指数为3%左右,外资利用稳中有进。\n"
                  U"围绕上述目标,重点抓好以下工作:\n新建公厕8座,修缮驿站12个。\n")),
              ElementsAre("生产总值 ≈ 7 %", "居民消费价格指数 ≈ 3 %", "外资利用 ~direction", "新建公厕数 = 8 座",
                          "修缮驿站数 = 12 个"));
}

TEST(Excerpt, ThisYearsListOfDeedsIsPromisedItemByItem) {
  EXPECT_THAT(
      targets_of(read_text(U"今年,我市将办好六件实事\n1.建成社区食堂15家。其中,老旧小区9家。\n2.新建绿道30公里。\n"
                           U"3.开工建设文化馆新馆。完成展陈布置。\n4.新增停车位3000个。\n")),
      AllOf(Contains("建成社区食堂数 = 15 家"), Contains("新建绿道里程 = 30 公里"),
            Contains("新增停车位数 = 3000 个")));
}

TEST(Excerpt, WhatIsToBeDoneForTheYearsAimsIsPlan) {
  EXPECT_THAT(targets_of(read_text(
                  U"为实现全年工作目标,我们将重点抓好五个方面的工作:\n1.壮大主导产业,构筑工业支撑。力争龙头企业税收"
                  U"增长15%以上,新增装备企业10家以上。\n")),
              ElementsAre("龙头企业税收 >= 15 %", "新增装备企业数 >= 10 家"));
}

TEST(Excerpt, WhatWasAchievedIsNoAimThoughItNamesAims) {
  for (const char32_t* text :
       {U"围绕年初确定的目标任务，全县上下推动重要改革落地，固定资产投资增长3.2%。\n",
        U"今年以来，我县安排资金2亿元，新建学校3所。\n", U"今年前三季度，主要指标保持增长，投资增长6%。\n",
        U"按照任务清单逐项推进，建成公厕12座。\n", U"经济社会发展主要指标，总体好于全省，投资增长6%。\n",
        U"一、工业经济\n今年以来，主要产品产量保持增长，发电量增长8%。\n"})
    EXPECT_THAT(targets_of(read_text(text)), IsEmpty()) << base::to_utf8(text);
}

TEST(Excerpt, ATitleOfDeedsForThePeopleMakesItsSectionsPlan) {
  EXPECT_THAT(
      targets_of(read_text(U"县政府2025年度十件民生实事项目出炉！\n一、2025年农村道路提升工程\n硬化道路10万平方米，"
                           U"安装路灯1000盏，补齐农村基础设施短板，方便群众出行，改善村容村貌。\n二、集中供热扩建工程\n"
                           U"铺设供热管网4公里，提高供热安全，惠及沿线小区和单位，保障群众温暖过冬。\n")),
      Contains("铺设供热管网里程 = 4 公里"));
}

TEST(Excerpt, AYearThatWillBeIsPlanned) {
  const Read r = read_text(
      U"2023年，本局工作圆满完成，全年新增企业12家。\n"
      U"2024年，本局将继续当好参谋，重点做好两方面工作：一是强化运行监测，新建监测点20个；二是推进项目建设。\n");
  EXPECT_THAT(targets_of(r), ElementsAre("新建监测点数 = 20 个"));
}

TEST(Excerpt, TheDayOfAMeetingMakesNoPlan) {
  EXPECT_THAT(targets_of(read_text(U"2024年9月1日，县人大常委会听取了2024年上半年计划执行情况的报告。\n"
                                   U"会议认为，上半年投资完成28.1亿元，占年计划的38.9%，同比增长4%。\n")),
              IsEmpty());
}

TEST(Excerpt, SentencesThatAllSayWhatIsToBeDoneArePlans) {
  const Read r = read_text(
      U"（四）改善城乡面貌。加快完善老城道路。启动农贸市场改造。推进棚户区拆除地块建设。新建公厕8座。加强非遗保护传承。"
      U"\n");
  EXPECT_THAT(measures_of(r), SizeIs(5));
  EXPECT_THAT(targets_of(r), Contains("新建公厕数 = 8 座"));
}

TEST(Excerpt, ASentenceThatTellsWhatWasMakesItAReview) {
  const Read r = read_text(
      U"（四）改善城乡面貌。加快完善老城道路。启动农贸市场改造。新建公厕8座，同比多2座。加强非遗保护传承，获评先进。"
      U"\n");
  EXPECT_THAT(targets_of(r), IsEmpty());
  EXPECT_THAT(measures_of(r), IsEmpty());
}

TEST(Excerpt, AnOpeningThatLooksBackEndsThePlan) {
  EXPECT_THAT(targets_of(read_text(U"2024年全区主要预期目标是：生产总值增长6%，投资增长8%。\n"
                                   U"预计2023年全区生产总值增长5%，投资增长4%。\n")),
              ElementsAre("生产总值 = 6 %", "投资 = 8 %"));
}

TEST(Measures, ANewVerbOnANewObjectIsANewMeasure) {
  EXPECT_THAT(measures_of(plan(U"建设城北公园，整治南湖水质，开通三条公交线路。")),
              ElementsAre("建设城北公园", "整治南湖水质", "开通三条公交线路"));
}

TEST(Measures, ItemsUnderOneVerbStayTogether) {
  EXPECT_THAT(measures_of(plan(U"加快滨河路、体育馆、二水厂建设。")), ElementsAre("加快滨河路、体育馆、二水厂建设"));
}

TEST(Measures, MannerBasisAndPlaceGoWithTheActionTheyServe) {
  EXPECT_THAT(measures_of(plan(U"以企业需求为导向，修订人才政策，围绕主导产业，引进二十家配套企业。")),
              ElementsAre("以企业需求为导向，修订人才政策", "围绕主导产业，引进二十家配套企业"));
  EXPECT_THAT(measures_of(plan(U"坚持生态优先，发挥河长制作用，治理黑臭水体。")),
              ElementsAre("坚持生态优先，发挥河长制作用，治理黑臭水体"));
}

TEST(Measures, TheEndAnActionServesIsPartOfIt) {
  EXPECT_THAT(measures_of(plan(U"健全督查制度，形成闭环管理格局，不断提升办事效率。")),
              ElementsAre("健全督查制度，形成闭环管理格局，不断提升办事效率"));
  EXPECT_THAT(measures_of(plan(U"建立预警平台，确保汛期安全。")), ElementsAre("建立预警平台，确保汛期安全"));
}

TEST(Measures, AGeneralOpeningIsMadeConcreteByTheNextClause) {
  EXPECT_THAT(measures_of(plan(U"大力提振消费，举办购物节和美食周，改造农贸市场，扩建冷链仓库。")),
              ElementsAre("大力提振消费，举办购物节和美食周", "改造农贸市场", "扩建冷链仓库"));
}

TEST(Measures, ATimeToFinishBelongsToTheWork) {
  const Read r = plan(U"加快城东医院等项目建设，力争2024年底前竣工，启动二期征地。");
  EXPECT_THAT(measures_of(r), ElementsAre("加快城东医院等项目建设，力争2024年底前竣工", "启动二期征地"));
  EXPECT_EQ(r.found.measures[0].due, "2024年底前");
}

TEST(Measures, APlaceWithAVerbOfItsOwnActs) {
  EXPECT_THAT(measures_of(plan(U"修编城市规划，在医疗、教育等领域探索数字应用，为老人提供助餐服务。")),
              ElementsAre("修编城市规划", "在医疗、教育等领域探索数字应用", "为老人提供助餐服务"));
}

TEST(Measures, CommasInQuotesSplitNothing) {
  EXPECT_THAT(measures_of(plan(U"实施“强链，补链”行动，设立产业基金。")),
              ElementsAre("实施“强链，补链”行动", "设立产业基金"));
}

TEST(Measures, MarksOfAListAreLeftOut) {
  EXPECT_THAT(measures_of(plan(U"办好三件实事：一是修建步道；二是加装电梯。")),
              ElementsAre("办好三件实事", "修建步道", "加装电梯"));
}

TEST(Measures, ANumberOnTheSameMatterStaysWithItsAction) {
  EXPECT_THAT(measures_of(plan(U"发展普惠托育，普惠托位达到每千人5个。")),
              ElementsAre("发展普惠托育，普惠托位达到每千人5个"));
  EXPECT_THAT(measures_of(plan(U"开展村庄保洁，居民人均可支配收入增长6%。")),
              ElementsAre("开展村庄保洁", "居民人均可支配收入增长6%"));
}

TEST(Measures, ATargetStrivenForStaysWithItsAction) {
  EXPECT_THAT(measures_of(plan(U"提速钢铁基地改造，力争优特钢占比达到40%左右。")),
              ElementsAre("提速钢铁基地改造，力争优特钢占比达到40%左右"));
  EXPECT_THAT(measures_of(plan(U"实施农村供水保障工程9处，解决2.1万人饮水问题。")), SizeIs(2));
  EXPECT_THAT(measures_of(plan(U"完善调度制度，力争20个水利项目年内开工。")),
              ElementsAre("完善调度制度", "力争20个水利项目年内开工"));
}

TEST(Measures, AProgrammeIsMadeConcreteByTheNumberItIsToBring) {
  EXPECT_THAT(measures_of(plan(U"实施产业链领航企业梯度成长行动，培育链主企业30家，修订用地标准。")),
              ElementsAre("实施产业链领航企业梯度成长行动，培育链主企业30家", "修订用地标准"));
  EXPECT_THAT(measures_of(plan(U"实施产业链领航企业梯度成长行动，修订用地标准。")),
              ElementsAre("实施产业链领航企业梯度成长行动", "修订用地标准"));
}

TEST(Measures, FurtheringOneThingIsAPurposeAndFurtheringAListIsWork) {
  EXPECT_THAT(measures_of(plan(U"搭建技术交易平台，促进成果就地转化。")),
              ElementsAre("搭建技术交易平台，促进成果就地转化"));
  EXPECT_THAT(measures_of(plan(U"扩建职业学校，促进托育、护理、养老服务发展。")),
              ElementsAre("扩建职业学校", "促进托育、护理、养老服务发展"));
}

TEST(Measures, ADirectionAtTheHeadGivesNone) {
  EXPECT_THAT(measures_of(plan(U"坚持以新思想为指导，深入贯彻会议精神，坚持稳中求进工作总基调，全面推进各项工作。")),
              IsEmpty());
}

TEST(Measures, ProperNamesAreKeptAsWritten) {
  const Read r = plan(U"加快东湖医院、西岭水库等项目建设，做强“云溪味道”品牌，搭建服务平台。");
  ASSERT_EQ(r.found.measures.size(), 3u);
  EXPECT_THAT(r.found.measures[0].projects, ElementsAre("东湖医院", "西岭水库"));
  EXPECT_THAT(r.found.measures[1].projects, ElementsAre("“云溪味道”"));
  EXPECT_THAT(r.found.measures[2].projects, IsEmpty());
}

TEST(Measures, SloganAloneIsNoMeasure) { EXPECT_THAT(measures_of(plan(U"民之所盼，政之所向。")), IsEmpty()); }

TEST(Measures, ReviewOrientationAndTargetListHoldNone) {
  const Read r = read_text(
      U"一、2023年工作回顾\n建成城西小学，整治南湖水质。\n二、2024年工作安排\n今年工作的总体思路是：坚持稳中求进，推进"
      U"现代化建设，加快高质量发展。\n"
      U"主要预期目标是：地区生产总值增长5%左右，城镇新增就业6000人。\n（一）抓项目\n建设城北公园。\n");
  EXPECT_THAT(measures_of(r), ElementsAre("建设城北公园"));
}

TEST(Measures, SayWhereTheyStandAndWhatTheyDo) {
  const Read r = plan(U"积极稳妥推进老旧小区改造，组建城市更新专班。");
  ASSERT_EQ(r.found.measures.size(), 2u);
  const Measure& m = r.found.measures[0];
  EXPECT_EQ(m.id, "M001");
  EXPECT_EQ(m.section, "二/(一)");
  EXPECT_EQ(m.heading, "抓好重点工作");
  EXPECT_EQ(m.action, "推进");
  EXPECT_EQ(m.object, "老旧小区改造");
  EXPECT_THAT(r.found.measures[1].parties, ElementsAre("城市更新专班"));
}

TEST(Measures, CarryTheirTargetsAndOtherAmounts) {
  const Read r = plan(U"建设智慧停车场5个，推进已建成的12个园区招商。");
  ASSERT_EQ(r.found.measures.size(), 2u);
  EXPECT_THAT(r.found.measures[0].targets, ElementsAre("T001"));
  EXPECT_THAT(r.found.measures[0].quantities, IsEmpty());
  EXPECT_THAT(r.found.measures[1].targets, IsEmpty());
  EXPECT_EQ(r.found.measures[1].quantities.size(), 1u);
}

// ---- targets ----

TEST(Targets, InStepWithAPlaceAndADirectionInQuotes) {
  const Read r = targets_list(
      U"主要预期目标是：地区生产总值增长5.5%左右，固定资产投资增长4%，社会消费品零售总额增长5%，一般公共预算收入增长3%"
      U"，"
      U"进出口总额与全市平均水平同步，城镇居民人均可支配收入与经济增长同步，生产安全事故起数和死亡人数“双下降”。");
  const auto targets = targets_of(r);
  EXPECT_THAT(targets, Contains("进出口总额 ~sync"));
  EXPECT_THAT(targets, Contains("城镇居民人均可支配收入 ~sync"));
  EXPECT_THAT(targets, Contains("生产安全事故起数和死亡人数 ~direction"));
  for (const Target& t : r.found.targets) {
    if (t.op == "~sync") {
      EXPECT_EQ(t.reference, t.indicator == "进出口总额" ? "全市平均水平" : "");
    }
  }
}

TEST(Targets, AGrowthThatIsToStandAboveAnother) {
  const Read r = targets_list(
      U"主要预期目标是：规上工业增加值增长7%以上，规上高技术制造业增加值增速高于规上工业增加值增速2个百分点；"
      U"社会消费品零售总额增长5.5%，高于全省平均水平0.5个百分点；固定资产投资增长5%，快于全国平均水平；"
      U"农村居民收入增速快于城镇居民；城镇调查失业率低于全国平均水平；居民收入增长不低于经济增长；"
      U"工业投资增速保持在全省平均水平以上；进出口总额增速与全国平均水平持平。");
  std::vector<std::string> told;
  for (const Target& t : r.found.targets) {
    if (t.relation == Relation::none) continue;
    told.push_back(to_string(t.relation) + " " + t.reference + (t.value ? " " + t.value->to_string() : ""));
  }
  EXPECT_THAT(
      told, ElementsAre("above 规上工业增加值增速 2", "above 全省平均水平 0.5", "above 全国平均水平", "above 城镇居民",
                        "below 全国平均水平", "not-below 经济增长", "not-below 全省平均水平", "in-step 全国平均水平"));
  ASSERT_GE(r.found.targets.size(), 6u);
  EXPECT_THAT(r.found.targets[3].indicator, HasSubstr("社会消费品零售总额"));
  EXPECT_THAT(r.found.targets[5].indicator, HasSubstr("固定资产投资"));
}

TEST(Targets, AListInOneSentence) {
  const Read r = targets_list(
      U"主要预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长3%，城镇调查失业率控制在5.5%"
      U"以内，粮食产量1268万吨以上，居民收入与经济增长基本同步，"
      U"进出口总额保持正增长，单位地区生产总值能耗下降率完成市下达目标。");
  EXPECT_THAT(targets_of(r), ElementsAre("地区生产总值 ≈ 5.5 %", "一般公共预算收入 = 3 %", "城镇调查失业率 <= 5.5 %",
                                         "粮食产量 >= 1268 万吨", "居民收入 ~sync", "进出口总额 > 0 %",
                                         "单位地区生产总值能耗下降率 ~upper-level-target"));
  EXPECT_EQ(r.found.targets.back().reference, "市下达目标");
  for (const Target& t : r.found.targets) {
    EXPECT_EQ(t.strength, "headline");
    EXPECT_EQ(t.period, "2024");
  }
}

TEST(Targets, AListOfItems) {
  const Read r = targets_list(
      U"主要预期目标如下：\n——固定资产投资增长8%以上；\n——城镇新增就业5000人；\n——主要污染物减排完成省下达任务。");
  EXPECT_THAT(targets_of(r),
              ElementsAre("固定资产投资 >= 8 %", HasSubstr("城镇新增就业"), "主要污染物减排 ~upper-level-target"));
}

TEST(Targets, ARangeKeepsBothEnds) {
  EXPECT_THAT(targets_of(targets_list(U"预期目标是：地区生产总值增长5%—5.5%。")),
              ElementsAre("地区生产总值 range 5-5.5 %"));
}

TEST(Targets, StrivingBeyondIsNoTargetOfItsOwn) {
  const Read r =
      targets_list(U"主要预期目标是：地区生产总值增长5%左右，在实际工作中争取更好结果；居民消费价格涨幅2%左右。");
  ASSERT_EQ(r.found.targets.size(), 2u);
  EXPECT_EQ(r.found.targets[0].stretch, "在实际工作中争取更好结果");
}

TEST(Targets, ASecondHigherNumberSaysHowFarTheFirstMayGo) {
  const Read r = targets_list(
      U"主要预期目标是：地区生产总值增长6%左右，力争7%；固定资产投资确保增长8%、力争增长10%；外贸进出口力争增长3%。");
  EXPECT_THAT(targets_of(r), ElementsAre("地区生产总值 ≈ 6 %", "固定资产投资 = 8 %", "外贸进出口 = 3 %"));
  ASSERT_EQ(r.found.targets.size(), 3u);
  EXPECT_EQ(r.found.targets[0].stretch, "力争7%");
  EXPECT_EQ(r.found.targets[1].stretch, "力争增长10%");
  EXPECT_EQ(r.found.targets[2].stretch, "力争") << "its own number is only striven for";
}

TEST(Targets, OneGrowthFasterThanAnotherNeedsNoNumber) {
  EXPECT_THAT(
      targets_of(targets_list(U"主要预期目标是：地区生产总值增长5%，服务贸易增长快于货物贸易，过夜游客大幅增长。")),
      ElementsAre("地区生产总值 = 5 %", "服务贸易增长 ~qualitative", "过夜游客 ~direction"));
}

TEST(Targets, AThingMayBeNamedBeforeWhatBecomesOfIt) {
  const Read r = plan(
      U"完善交通网络。推进城乡路网建设，高铁站快速路全线通车。县医院新院区年内开工建设。加快老港区改造，6月底前全部开工"
      U"。");
  EXPECT_THAT(measures_of(r), ElementsAre("推进城乡路网建设", "高铁站快速路全线通车", "县医院新院区年内开工建设",
                                          "加快老港区改造，6月底前全部开工"));
  EXPECT_THAT(targets_of(r), Contains("高铁站快速路通车 ~milestone"));
  EXPECT_THAT(targets_of(r), Not(Contains(HasSubstr("新院区"))));  // begun is not finished
  EXPECT_THAT(targets_of(plan(U"完善环境设施。污水处理厂扩建工程已全面投产。垃圾焚烧厂尚未开工。")), IsEmpty());
}

TEST(Targets, ToMakeSureOfAnEndFinishesTheThingBefore) {
  EXPECT_THAT(targets_of(plan(U"加快推进环湖公路（北段）建设，确保年底前建成通车。")),
              ElementsAre("环湖公路（北段）建成通车 ~milestone"));
}

TEST(Targets, TwoGoalsInOneClauseAreTwo) {
  EXPECT_THAT(
      targets_of(targets_list(U"主要预期目标是：地区生产总值增长5%，碳排放双控、主要污染物减排完成国家下达任务。")),
      ElementsAre("地区生产总值 = 5 %", "碳排放双控 ~upper-level-target", "主要污染物减排 ~upper-level-target"));
}

TEST(Targets, WhatIsHandedDownMayComeAfter) {
  const Read r = targets_list(U"主要预期目标是：地区生产总值增长5%，完成市下达的节能降碳约束性目标。");
  ASSERT_EQ(r.found.targets.size(), 2u);
  EXPECT_EQ(r.found.targets[1].indicator, "节能降碳");
  EXPECT_EQ(r.found.targets[1].reference, "市下达目标");
  EXPECT_TRUE(r.found.targets[1].binding);
}

TEST(Targets, APromisedFallIsNamedAsOne) {
  const Read r = targets_list(U"主要预期目标是：地区生产总值增长5%，单位地区生产总值二氧化碳排放下降3.8%。");
  ASSERT_EQ(r.found.targets.size(), 2u);
  EXPECT_THAT(r.found.targets[1].indicator, HasSubstr("下降"));
}

TEST(Targets, DirectionsWithoutANumber) {
  EXPECT_THAT(
      targets_of(targets_list(
          U"主要预期目标是：地区生产总值增长5%，民间投资占比稳步提升，粮食产量只增不减，居民消费价格保持合理水平。")),
      ElementsAre("地区生产总值 = 5 %", "民间投资占比 ~direction", "粮食产量 ~direction", "居民消费价格 ~qualitative"));
}

TEST(Targets, TheWordsAfterTheListAreNone) {
  EXPECT_THAT(
      targets_of(targets_list(U"主要预期目标是：地区生产总值增长5%左右。这些目标积极稳妥，经过努力是可以实现的。")),
      ElementsAre("地区生产总值 ≈ 5 %"));
}

TEST(Targets, AResultIsOutputAndAnAmountOfWorkIsScope) {
  const Read r = plan(U"新建公办幼儿园6所，统筹推进15个治水项目。");
  ASSERT_EQ(r.found.targets.size(), 2u);
  EXPECT_EQ(r.found.targets[0].strength, "output");
  EXPECT_EQ(r.found.targets[1].strength, "scope");
}

TEST(Targets, TheNumberOfProjectsOnlyScopesTheirInvestment) {
  const Read r = plan(U"力争48个区重点项目完成投资超60亿元。");
  ASSERT_EQ(r.found.targets.size(), 1u);
  EXPECT_EQ(r.found.targets[0].op, ">");
  EXPECT_EQ(r.found.targets[0].value->to_string(), "60");
}

TEST(Targets, NamedThingsToBeFinishedAreMilestones) {
  EXPECT_THAT(
      targets_of(plan(U"完成城东水厂二期建设，建成青年活动中心，力争滨江大桥年内建成通车，争取发行首单绿色债券。")),
      ElementsAre("城东水厂二期建设 ~milestone", "青年活动中心建成 ~milestone", HasSubstr("滨江大桥"),
                  HasSubstr("首单绿色债券")));
}

TEST(Targets, VagueAimsAreNone) {
  EXPECT_THAT(targets_of(plan(U"优化营商环境，提升服务水平，力争新增一批高端载体，建成一批示范点，出台实施方案，完善考"
                              U"核机制，加快项目建设。")),
              IsEmpty());
}

TEST(Targets, FullCoverageAndNoOccurrence) {
  EXPECT_THAT(
      targets_of(plan(U"实现村级养老服务站全覆盖，坚决防范遏制重特大事故发生，守住不发生系统性金融风险的底线。")),
      ElementsAre("村级养老服务站覆盖率 ~full-coverage", "重特大事故 ~no-occurrence", "系统性金融风险 ~no-occurrence"));
}

TEST(Targets, AQuotedNameCoversNothing) { EXPECT_THAT(targets_of(plan(U"推进“全覆盖”巡查行动。")), IsEmpty()); }

TEST(Targets, WhatThereIsAlreadyIsNoTarget) {
  EXPECT_THAT(targets_of(plan(U"围绕10条重点产业链开展招商，用好已建成的6个园区。")), IsEmpty());
}

TEST(Targets, TheReviewPromisesNothing) {
  const Read r = read_text(
      U"一、2023年工作回顾\n新建公办幼儿园6所，建成青年活动中心。\n二、2024年工作安排\n（一）抓教育\n新建小学2所。\n");
  ASSERT_EQ(r.found.targets.size(), 1u);
  EXPECT_EQ(r.found.targets[0].value->to_string(), "2");
}

// ---- problems ----

TEST(Problems, EachDifficultyStandsAlone) {
  const Read r = read_text(
      U"一、2023年工作回顾\n在肯定成绩的同时，我们也清醒认识到，发展中还存在不少困难和问题：有效需求不足，部分企业经营"
      U"困难；科技人才短缺，城乡差距仍较明显；"
      U"公共服务有待提升。对此，我们将采取有力措施加以解决。\n二、2024年工作安排\n（一）抓项目\n建设城北公园。\n");
  std::vector<std::string> texts;
  for (const Problem& p : r.found.problems) texts.push_back(p.text);
  EXPECT_THAT(texts,
              ElementsAre("有效需求不足", "部分企业经营困难", "科技人才短缺", "城乡差距仍较明显", "公共服务有待提升"));
}

TEST(Problems, AClauseWithoutComplaintWaitsForOne) {
  const Read r = read_text(
      U"一、2023年工作回顾\n我们也清醒看到，工作中还面临一些挑战：人口结构发生变化，养老压力加大。\n二、2024年工作安排"
      U"\n（一）抓项目\n建设城北公园。\n");
  ASSERT_EQ(r.found.problems.size(), 1u);
  EXPECT_EQ(r.found.problems[0].text, "人口结构发生变化，养老压力加大");
}

TEST(Problems, AnnouncedInOtherWords) {
  const Read r = read_text(
      U"一、2023年工作回顾\n对照群众期盼，面前的困难和问题仍然不少：消费回升偏慢；治污担子不轻，治理任务繁重。对这些问"
      U"题，要逐个解决。\n二、2024年工作安排\n（一）抓项目\n建设城北公园。\n");
  ASSERT_EQ(r.found.problems.size(), 2u);
  EXPECT_EQ(r.found.problems[0].text, "消费回升偏慢");
}

TEST(Problems, TurnedToWithOtherWords) {
  const Read r = read_text(
      U"一、2023年工作回顾\n同时，我们也面临不少难题：产业层次偏低；农村养老短板弱项较多。\n二、2024年工作安排\n建设公"
      U"园。\n");
  ASSERT_EQ(r.found.problems.size(), 2u);
  EXPECT_EQ(r.found.problems[0].text, "产业层次偏低");
  const Read praise = read_text(
      U"一、2023年工作回顾\n面对需求不足、风险增多的压力，我们同时间赛跑，新建学校5所。\n二、2024年工作安排\n建设公园。"
      U"\n");
  EXPECT_THAT(praise.found.problems, IsEmpty());
}

TEST(Problems, SolvedOnesAreNone) {
  EXPECT_THAT(read_text(U"一、2023年工作回顾\n着力解决群众反映的问题：修好道路，装好路灯。\n二、2024年工作安排\n（一）"
                        U"抓项目\n建设城北公园。\n")
                  .found.problems,
              IsEmpty());
}

TEST(Problems, NoneWhereNoneAreAdmitted) { EXPECT_THAT(plan(U"建设城北公园。").found.problems, IsEmpty()); }

// ---- all together ----

void must_hold(const Read& r) {
  const int size = static_cast<int>(r.text.size());
  int at = 0;
  for (const Measure& m : r.found.measures) {
    RC_ASSERT(at <= m.span.start && m.span.start < m.span.end && m.span.end <= size);
    RC_ASSERT(m.sentence.start <= m.span.start && m.span.end <= m.sentence.end);
    at = m.span.end;
  }
  for (const Target& t : r.found.targets)
    RC_ASSERT(0 <= t.span.start && t.span.start < t.span.end && t.span.end <= size);
  for (const Problem& p : r.found.problems)
    RC_ASSERT(0 <= p.span.start && p.span.start < p.span.end && p.span.end <= size);
  at = 0;
  for (const TextParagraph& p : r.structure.paragraphs) {
    RC_ASSERT(at <= p.span.start && p.span.start < p.span.end && p.span.end <= size);
    at = p.span.end;
  }
}

RC_GTEST_PROP(Commitments, AnyTextIsReadWithoutHarm, ()) {
  static const std::vector<std::u32string> kPieces = {U"一、2024年工作安排",
                                                      U"（一）",
                                                      U"\n",
                                                      U"，",
                                                      U"。",
                                                      U"；",
                                                      U"：",
                                                      U"“",
                                                      U"”",
                                                      U"（",
                                                      U"）",
                                                      U"一是",
                                                      U"——",
                                                      U"1.",
                                                      U"2024年",
                                                      U"力争",
                                                      U"加快",
                                                      U"建设",
                                                      U"完成",
                                                      U"全覆盖",
                                                      U"主要预期目标是",
                                                      U"增长",
                                                      U"5%左右",
                                                      U"12个",
                                                      U"以上",
                                                      U"项目",
                                                      U"的",
                                                      U"与经济增长同步",
                                                      U"完成市下达目标",
                                                      U"不发生",
                                                      U"困难和问题",
                                                      U"清醒认识到",
                                                      U"各位代表",
                                                      U"甲",
                                                      U" ",
                                                      U"\t",
                                                      U"年内",
                                                      U"为",
                                                      U"在",
                                                      U"等领域",
                                                      U"将",
                                                      U"把",
                                                      U"作为",
                                                      U"新",
                                                      U"更好结果"};
  const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kPieces.size())));
  std::u32string text;
  for (const int i : picks) text += kPieces[static_cast<std::size_t>(i)];
  must_hold(read_text(text));
}

RC_GTEST_PROP(Commitments, SoIsAnyStringOfCodePoints, ()) {
  const auto picks = *rc::gen::container<std::vector<char32_t>>(
      rc::gen::oneOf(rc::gen::inRange<char32_t>(1, 0x80), rc::gen::inRange<char32_t>(0x3000, 0x3020),
                     rc::gen::inRange<char32_t>(0x4E00, 0x4F00), rc::gen::just<char32_t>(0x1F600)));
  must_hold(read_text(std::u32string(picks.begin(), picks.end())));
}

std::string shared(const std::string& path) {
  std::ifstream file(std::string(JICHENG_SOURCE_DIR) + "/../shared/" + path);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(Commitments, AWholeReportGivesAWorkingNumberOfMeasures) {
  const std::string bytes = shared("mission/report-2022-plan-2023.txt");
  if (bytes.empty()) GTEST_SKIP() << "no shared report on this machine";
  const Read r = read_text(*base::from_utf8(bytes));
  // Labelled by hand: 197 measures, 30 targets, 46 headings (gold/seed.*).
  EXPECT_GE(r.found.measures.size(), 150u);
  EXPECT_LE(r.found.measures.size(), 220u);
  EXPECT_GE(r.found.targets.size(), 26u);
  EXPECT_LE(r.found.targets.size(), 34u);
  EXPECT_EQ(r.found.problems.size(), 7u);
  EXPECT_EQ(r.structure.area, "越秀区");
}

std::vector<std::string> dues_told(const Read& r) {
  std::vector<std::string> out;
  for (const Measure& m : r.found.measures) out.push_back(m.due);
  return out;
}

// A clause behind the work that only says how far, for whom or by when is no task of its own.
TEST(Commitments, TrailingClausesStayWithTheWorkTheyComplete) {
  for (const std::u32string& whole :
       {std::u32string(U"新认定高新技术企业6家，力争8家"), std::u32string(U"引进亿元以上项目25个，力争达到30个以上"),
        std::u32string(U"开工改造老旧小区18个，惠及居民2460户"), std::u32string(U"改造农贸市场3处，受益群众2万人"),
        std::u32string(U"新建公办幼儿园3所，秋季学期前投入使用"), std::u32string(U"实施校舍改造5处，明年秋季投入使用"),
        std::u32string(U"建设粮食储备库2座，汛期前全部建成并投入使用"),
        std::u32string(U"更新改造老化燃气管道21公里，10月20日前完成施工"),
        std::u32string(U"建设便民服务中心12个，确保国庆节前投用")})
    EXPECT_THAT(measures_of(plan(whole + U"。")), ElementsAre(base::to_utf8(whole)));
}

// What is work of its own stays so.
TEST(Commitments, TrailingClausesThatNameTheirOwnThingAreTasks) {
  EXPECT_THAT(measures_of(plan(U"拓宽保障性住房筹建渠道，解决750户低收入家庭住房困难问题。")), SizeIs(2));
  EXPECT_THAT(measures_of(plan(U"完善调度制度，力争20个水利项目年内开工。")), SizeIs(2));
  EXPECT_THAT(measures_of(plan(U"新建公办幼儿园3所，秋季学期前建成第二小学食堂。")), SizeIs(2));
}

TEST(Commitments, TimesToldBehindTheWorkAreTheDaysOfItsTargets) {
  const Read r = plan(U"新增学位720个，秋季学期前投入使用。");
  EXPECT_THAT(dues_told(r), ElementsAre("秋季学期前"));
  ASSERT_THAT(r.found.targets, SizeIs(1));
  EXPECT_EQ(r.found.targets[0].due, "秋季学期前");
  EXPECT_EQ(r.found.targets[0].period, "2024");

  const Read next = plan(U"县城第三小学6月底前开工，明年秋季投入使用。");
  EXPECT_THAT(dues_told(next), ElementsAre("6月底前"));
  ASSERT_THAT(next.found.targets, SizeIs(1));
  EXPECT_EQ(next.found.targets[0].indicator, "县城第三小学投入使用");
  EXPECT_EQ(next.found.targets[0].due, "明年秋季");
  EXPECT_EQ(next.found.targets[0].period, "2025");
}

// As many things as days: each has its own.
TEST(Commitments, TwoThingsAndTwoDaysAreTwoTasks) {
  const Read r = plan(U"新建高标准农田1.8万亩、改造提升0.9万亩，分别于11月底和12月底前完工。");
  EXPECT_THAT(dues_told(r), ElementsAre("11月底", "12月底前"));
  EXPECT_THAT(measures_of(r), ElementsAre("新建高标准农田1.8万亩", "改造提升0.9万亩，分别于11月底和12月底前完工"));
  ASSERT_THAT(r.found.targets, SizeIs(2));
  EXPECT_EQ(r.found.targets[0].due, "11月底");
  EXPECT_EQ(r.found.targets[1].due, "12月底前");
  EXPECT_THAT(r.found.measures[0].targets, ElementsAre(r.found.targets[0].id));
  EXPECT_THAT(r.found.measures[1].targets, ElementsAre(r.found.targets[1].id));
}

TEST(Commitments, NamesHoldNoTimeAndNoSecondDeed) {
  EXPECT_THAT(targets_of(plan(U"8月底前上线13个主题事项。")), ElementsAre("上线主题事项数 = 13 个"));
  EXPECT_THAT(targets_of(plan(U"县城供水管网改造年内完成45公里。")), ElementsAre("县城供水管网改造里程 = 45 公里"));
  EXPECT_THAT(targets_of(plan(U"建成县疾控中心实验楼并投入使用。")), ElementsAre("县疾控中心实验楼建成 ~milestone"));
  EXPECT_THAT(targets_of(plan(U"开发区亩均税收提高到8.5万元。")), ElementsAre("开发区亩均税收 = 8.5 万元"));
  // A class of villages is no target.
  EXPECT_THAT(targets_of(plan(U"村级集体经济收入20万元以上的村占比达到80%。")), SizeIs(1));
}

TEST(Commitments, DirectionsBehindACampaignAreTargets) {
  const Read r = plan(U"开展安全生产治本攻坚三年行动，生产安全事故起数和死亡人数“双下降”。");
  EXPECT_THAT(measures_of(r), SizeIs(1));
  EXPECT_THAT(targets_of(r), ElementsAre("生产安全事故起数和死亡人数 ~direction"));
}

}  // namespace
}  // namespace reading
