#include "reading/replies.hpp"

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "reading/mail_frame.hpp"
#include "reading/tables_test_help.hpp"

// All letters and tables here are our own words about a district that does not exist.
namespace reading {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

RepliesContext in_october() { return {*calendar::parse_date("2025-10-15")}; }

Replies letter(const std::string& text, const std::string& file = "来文.txt") {
  return read_replies(document::from_plain_text(base::u32(text), file), in_october());
}
Replies table(const std::string& picture, const std::string& file = "反馈表.docx") {
  return read_replies(test::drawn(picture, file), in_october());
}

std::string words(const std::vector<Said>& list) {
  std::string out;
  for (const Said& said : list) out += (out.empty() ? "" : " / ") + said.text;
  return out;
}
std::vector<std::string> tasks(const Replies& replies) {
  std::vector<std::string> out;
  for (const auto& entry : replies.entries) out.push_back(entry.task);
  return out;
}

TEST(ReplyTable, ARowIsATaskWithWhatWasDoneWhatStandsInTheWayAndWhatIsAsked) {
  const Replies r = table(
      "序号|重点任务|责任单位|进展情况|存在问题|下一步计划|需协调事项\n"
      "1|改造老旧小区22个|区住建局|已完工15个，正在施工7个，完成年度任务的68%。|两个小区居民意见不统一|"
      "10月底前全部进场|请区财政局"
      "尽快拨付补助资金\n"
      "2|建设充电桩800个|区城管局|累计建成805个，已超额完成|无|持续做好运维|/\n");
  ASSERT_THAT(r.entries, SizeIs(2));
  const ReplyEntry& first = r.entries[0];
  EXPECT_EQ(first.task, "改造老旧小区22个");
  EXPECT_EQ(first.office, "区住建局");
  EXPECT_EQ(first.place.cell, "B2");
  EXPECT_EQ(words(first.done), "已完工15个，正在施工7个，完成年度任务的68%。");
  EXPECT_EQ(words(first.problems), "两个小区居民意见不统一");
  EXPECT_EQ(words(first.next), "10月底前全部进场");
  EXPECT_EQ(words(first.asks), "请区财政局尽快拨付补助资金");
  EXPECT_EQ(first.stage, ReplyStage::under_way);
  ASSERT_TRUE(first.percent_done);
  EXPECT_EQ(first.percent_done->to_string(), "68");
  EXPECT_EQ(r.entries[1].stage, ReplyStage::done);
  EXPECT_THAT(r.entries[1].problems, IsEmpty());
  EXPECT_THAT(r.entries[1].asks, IsEmpty());
  EXPECT_THAT(r.tables, ElementsAre(0));
}

TEST(ReplyTable, WhatAProblemSaysIsNotFinishedTakesDoneBack) {
  const Replies r = table(
      "重点任务|责任单位|进展情况|存在问题\n"
      "南湖泵站|区水务局|土建完工，设备调试完成|电力增容未完成\n"
      "北湖泵站|区水务局|建成投用|其余2台机组待到货\n"
      "西湖泵站|区水务局|建成投用|工程款未结清\n");
  ASSERT_THAT(r.entries, SizeIs(3));
  EXPECT_EQ(r.entries[0].stage, ReplyStage::under_way);
  EXPECT_EQ(r.entries[1].stage, ReplyStage::under_way);
  EXPECT_EQ(r.entries[2].stage, ReplyStage::done);
}

TEST(ReplyTable, FiguresAreTheReadersOwnAndLieInWhatWasDone) {
  const auto document = test::drawn(
      "序号|重点任务|进展情况|下一步\n"
      "1|举办招聘会|今年以来举办各类招聘会46场，提供岗位1.2万个|再办20场\n");
  const Replies r = read_replies(document, in_october());
  ASSERT_THAT(r.entries, SizeIs(1));
  std::vector<std::string> values;
  for (const auto& figure : r.entries[0].figures) {
    values.push_back(figure.value->to_string() + figure.unit);
    EXPECT_EQ(base::to_utf8(base::slice(document.text, figure.span)), values.back());
  }
  EXPECT_THAT(values, ElementsAre("46场", "1.2万个"));
}

TEST(ReplyTable, ColumnsMayStandInAnyOrderUnderAnyOfTheirNames) {
  const Replies r = table(
      "2025年9月重点工作推进情况表|<|<|<|<\n"
      "牵头单位|需区政府协调解决的问题|目前进展及存在的困难|工作内容|完成时限\n"
      "区交通运输局|请求协调电力迁改|已打通5条。目前存在管线迁改滞后的困难。|打通断头路8条|12月底\n");
  ASSERT_THAT(r.entries, SizeIs(1));
  const ReplyEntry& entry = r.entries[0];
  EXPECT_EQ(entry.task, "打通断头路8条");
  EXPECT_EQ(entry.office, "区交通运输局");
  EXPECT_EQ(words(entry.done), "已打通5条。");
  EXPECT_EQ(words(entry.problems), "目前存在管线迁改滞后的困难。");
  EXPECT_EQ(words(entry.asks), "请求协调电力迁改");
  EXPECT_EQ(entry.stage, ReplyStage::late);
}

TEST(ReplyTable, AnOfficeMergedDownAColumnAnswersForEachRowAndATaskMergedDownIsOneEntry) {
  const Replies r = table(
      "责任单位|重点任务|进展情况|状态\n"
      "区教育局|新增公办学位3300个|新增2800个|正在推进\n"
      "^|^|其余500个11月投用|^\n"
      "^|招聘教师260名|已全部到岗|已完成\n"
      "区卫健局|改造村卫生室25个|尚未启动，正在编制方案|未启动\n");
  ASSERT_THAT(r.entries, SizeIs(3));
  EXPECT_EQ(words(r.entries[0].done), "新增2800个 / 其余500个11月投用");
  EXPECT_EQ(r.entries[1].office, "区教育局");
  EXPECT_EQ(r.entries[1].stage, ReplyStage::done);
  EXPECT_EQ(r.entries[2].office, "区卫健局");
  EXPECT_EQ(r.entries[2].stage, ReplyStage::not_started);
}

TEST(ReplyTable, AHeaderOfTwoLinesIsOneHeader) {
  const Replies r = table(
      "序号|工作任务|进展情况|<|需协调事项\n"
      "^|^|工作进展|存在问题|^\n"
      "1|新建碧道20公里|已建成12公里|征地未完成|暂无\n");
  ASSERT_THAT(r.entries, SizeIs(1));
  EXPECT_EQ(words(r.entries[0].done), "已建成12公里");
  EXPECT_EQ(words(r.entries[0].problems), "征地未完成");
  EXPECT_THAT(r.entries[0].asks, IsEmpty());
}

TEST(ReplyTable, AFormWithLabelsAtTheLeftIsOneMatter) {
  const Replies r = table(
      "督办事项|清理拖欠企业账款进展滞后|<|<\n"
      "承办单位|区工业和信息化局|联系人|王某\n"
      "办理情况|已清偿账款3200万元，清偿率91%|<|<\n"
      "下一步措施|11月底前全部清零|<|<\n",
      "督办回复单.docx");
  ASSERT_THAT(r.entries, SizeIs(1));
  EXPECT_EQ(r.kind, LetterKind::order_reply);
  EXPECT_EQ(r.entries[0].task, "清理拖欠企业账款进展滞后");
  EXPECT_EQ(r.entries[0].office, "区工业和信息化局");
  EXPECT_EQ(words(r.entries[0].next), "11月底前全部清零");
}

TEST(ReplyTable, ARowWithoutProgressAndAnUnknownColumnAreListedAndNotDropped) {
  const Replies r = table(
      "序号|重点任务|进展情况|验收编码\n"
      "1|建设口袋公园6个|已建成4个|A-17\n"
      "2|整治积水点9处||\n");
  EXPECT_THAT(r.entries, SizeIs(1));
  ASSERT_THAT(r.not_understood, SizeIs(2));
  EXPECT_THAT(r.not_understood[0].why, HasSubstr("验收编码"));
  EXPECT_THAT(r.not_understood[1].why, HasSubstr("整治积水点9处"));
}

TEST(ReplyTable, PercentColumnsAreReadAsShownAndAsStored) {
  const Replies r = table(
      "重点任务|完成率|进展情况\n"
      "植树造林2800亩|75%|已造林2100亩\n"
      "新建社区健身场地20处|100%|已建成20处\n");
  ASSERT_THAT(r.entries, SizeIs(2));
  EXPECT_EQ(r.entries[0].percent_done->to_string(), "75");
  EXPECT_EQ(r.entries[0].stage, ReplyStage::under_way);
  EXPECT_EQ(r.entries[1].stage, ReplyStage::done);
}

TEST(ReplyTable, StatisticsAreNoReply) {
  EXPECT_THAT(table("指标|单位|1-9月完成情况|同比增长(%)\n"
                    "地区生产总值|亿元|285.3|5.2\n"
                    "规模以上工业增加值|亿元|88.1|6.4\n")
                  .entries,
              IsEmpty());
  EXPECT_THAT(table("项目名称|总投资（万元）|本年完成投资|形象进度|存在问题\n"
                    "岚湖大道三期|56000|21000|路基施工|征地滞后\n")
                  .entries,
              IsEmpty());
}

TEST(ReplyTable, AFormToBeSentBackIsAReplyHoweverShortItsCellsAre) {
  const Replies percent = read_replies(test::drawn("督办事项反馈表\n序号|督办事项|责任单位|完成情况|完成时限\n"
                                                   "1|促消费活动|区商务局|85%|5月9日\n",
                                                   "附件1.xlsx"),
                                       in_october());
  ASSERT_THAT(percent.entries, SizeIs(1));
  EXPECT_EQ(percent.entries[0].office, "区商务局");
  EXPECT_EQ(percent.entries[0].percent_done, *Decimal::parse("85"));
  // A column of how far it has come that tells it in words.
  const Replies words = read_replies(
      test::drawn("序号|重点任务|责任单位|完成进度\n1|促消费活动|区商务局|已办3场\n", "督办回执.csv"), in_october());
  ASSERT_THAT(words.entries, SizeIs(1));
  EXPECT_EQ(words.entries[0].done.front().text, "已办3场");
  // Two characters are words, and the table need not be called anything.
  EXPECT_THAT(table("序号|督办事项|目标任务|责任单位|完成情况\n1|促消费|印发方案|区商务局|印发\n").entries, SizeIs(1));
  // Not filled in it tells nothing, and is known for what it is.
  const Replies blank = read_replies(
      test::drawn("序号|督办事项|责任单位|完成情况|完成时限\n1|促消费活动|区商务局||5月9日\n", "落实情况反馈表.xlsx"),
      in_october());
  EXPECT_THAT(blank.entries, IsEmpty());
  EXPECT_THAT(blank.tables, SizeIs(1));
  ASSERT_THAT(blank.not_understood, SizeIs(1));
  EXPECT_EQ(blank.not_understood[0].why, "“促消费活动”没有填写进展");
}

TEST(ReplyTable, AStatisticalTableInTheLetterStaysForTheReaderOfTables) {
  document::Document both = test::drawn("序号|重点任务|进展情况\n1|引进首店35家|已引进首店28家\n", "函.docx");
  const document::Document numbers = test::drawn("指标|单位|2025年1-9月\n社会消费品零售总额|亿元|85.2\n", "函.docx");
  const int shift = static_cast<int>(both.text.size());
  document::Table second = std::get<document::Table>(numbers.blocks[0]);
  for (auto& cell : second.cells) cell.span = {cell.span.start + shift, cell.span.end + shift};
  second.span = {second.span.start + shift, second.span.end + shift};
  both.text += numbers.text;
  both.blocks.emplace_back(second);
  const Replies r = read_replies(both, in_october());
  EXPECT_THAT(r.tables, ElementsAre(0));
  const document::Document rest = without_reply_tables(both, r);
  ASSERT_THAT(rest.blocks, SizeIs(1));
  EXPECT_THAT(read_tables(rest, facts::NamesTable::builtin(), test::in_lanhu("2025-10-15")).facts, SizeIs(1));
}

TEST(ReplyLetter, OfficeMonthAndEntriesUnderHeadingsOfAspects) {
  const Replies r = letter(
      "岚湖区商务局关于报送2025年9月重点工作进展情况的函\n"
      "区发展和改革局：\n"
      "按照工作要求，现将我局有关工作进展情况报告如下：\n"
      "一、工作进展\n"
      "（一）消费促进。截至9月底，累计举办促消费活动98场，引进首店28家。\n"
      "（二）外贸稳增长。组织企业参加境内外展会22场次，正在推进跨境电商平台推广。\n"
      "二、存在问题\n"
      "消费促进方面，首店引进缺少合适物业，进度滞后。\n"
      "三、下一步工作计划\n"
      "消费促进方面，四季度再引进首店7家以上。\n"
      "四、需要协调解决的事项\n"
      "恳请区财政局落实参展补贴资金120万元。\n"
      "特此函复。\n"
      "联系人：李某，电话：00000000\n"
      "岚湖区商务局\n"
      "2025年10月9日\n");
  EXPECT_EQ(r.office, "岚湖区商务局");
  ASSERT_TRUE(r.period);
  EXPECT_EQ(calendar::to_string(*r.period), "2025-09");
  EXPECT_EQ(r.kind, LetterKind::progress);
  ASSERT_THAT(r.entries, SizeIs(3));
  EXPECT_EQ(r.entries[0].task, "消费促进");
  EXPECT_EQ(words(r.entries[0].done), "截至9月底，累计举办促消费活动98场，引进首店28家。");
  EXPECT_EQ(words(r.entries[0].problems), "首店引进缺少合适物业，进度滞后。");
  EXPECT_EQ(words(r.entries[0].next), "四季度再引进首店7家以上。");
  EXPECT_EQ(r.entries[0].stage, ReplyStage::late);
  EXPECT_EQ(r.entries[1].stage, ReplyStage::under_way);
  EXPECT_EQ(words(r.entries[2].asks), "恳请区财政局落实参展补贴资金120万元。");
  EXPECT_THAT(r.not_understood, IsEmpty());
}

TEST(ReplyLetter, HeadingsOfTasksWithLabelsInside) {
  const Replies r = letter(
      "9月份重点任务推进情况\n"
      "一、老旧小区改造\n"
      "进展情况：22个小区全部进场，其中16个已完工。\n"
      "存在问题：个别小区加装电梯意见不一。\n"
      "需协调事项：无\n"
      "二、人才公寓建设\n"
      "进展情况：主体已封顶，正在装修。\n"
      "下一步：力争12月底前交付使用。\n",
      "区住房和城乡建设局.txt");
  EXPECT_EQ(r.office, "区住房和城乡建设局");
  EXPECT_EQ(calendar::to_string(*r.period), "2025-09");
  EXPECT_THAT(tasks(r), ElementsAre("老旧小区改造", "人才公寓建设"));
  EXPECT_EQ(words(r.entries[0].problems), "个别小区加装电梯意见不一。");
  EXPECT_THAT(r.entries[0].asks, IsEmpty());
  EXPECT_EQ(words(r.entries[1].next), "力争12月底前交付使用。");
  EXPECT_EQ(r.entries[1].stage, ReplyStage::under_way);
}

TEST(ReplyLetter, AnAnswerToAnOrderSpeaksOfTheMatterInItsTitle) {
  const Replies r = letter(
      "关于零工市场建设督办事项的回复\n"
      "区发展和改革局：\n"
      "贵局《督办单》收悉。现将办理情况函复如下。\n"
      "我局已建成零工市场2个，第3个因选址调整，进度滞后。\n"
      "下一步，我局将于11月底前完成建设。建议区城管局协助办理场地手续。\n"
      "区人力资源和社会保障局\n"
      "2025年10月12日\n");
  EXPECT_EQ(r.kind, LetterKind::order_reply);
  ASSERT_THAT(r.entries, SizeIs(1));
  EXPECT_EQ(r.entries[0].task, "零工市场建设");
  EXPECT_EQ(r.entries[0].office, "区人力资源和社会保障局");
  EXPECT_EQ(words(r.entries[0].next), "下一步，我局将于11月底前完成建设。");
  EXPECT_EQ(words(r.entries[0].asks), "建议区城管局协助办理场地手续。");
  EXPECT_EQ(r.entries[0].stage, ReplyStage::late);
}

TEST(ReplyLetter, FreeParagraphsAndOrdinalsAreAnEntryEach) {
  const Replies r = letter(
      "区水务局9月工作小结\n"
      "一是整治积水点7处，其余2处正在施工；二是改造供水泵站9座，已完成年度任务的75%；三是农村供水管网改造尚未启动。\n");
  ASSERT_THAT(r.entries, SizeIs(3));
  EXPECT_EQ(r.entries[0].stage, ReplyStage::under_way);
  EXPECT_EQ(r.entries[1].percent_done->to_string(), "75");
  EXPECT_EQ(r.entries[2].stage, ReplyStage::not_started);
}

TEST(ReplyLetter, WhatIsMeantToBeDoneIsNotDone) {
  const auto stage = [](const std::string& said) {
    const Replies r = letter("区民政局9月工作进展\n" + said + "\n");
    return r.entries.empty() ? ReplyStage::unsaid : r.entries[0].stage;
  };
  EXPECT_EQ(stage("社区食堂已全部建成投用。"), ReplyStage::done);
  EXPECT_EQ(stage("社区食堂力争年底前全部建成。"), ReplyStage::under_way);
  EXPECT_EQ(stage("社区食堂尚未全部建成。"), ReplyStage::under_way);
  EXPECT_EQ(stage("社区食堂已完成选址。"), ReplyStage::under_way);
  EXPECT_EQ(stage("社区食堂建设方案已印发。"), ReplyStage::done);
  EXPECT_EQ(stage("社区食堂建设方案已完成。"), ReplyStage::done);
  EXPECT_EQ(stage("12家社区食堂已完工，其余4家正在施工。"), ReplyStage::under_way);
  EXPECT_EQ(stage("社区食堂12家，已完工8家。"), ReplyStage::under_way);
  EXPECT_EQ(stage("社区食堂12家，已完工12家。"), ReplyStage::done);
  EXPECT_EQ(stage("受资金影响，社区食堂建设进度滞后。"), ReplyStage::late);
  EXPECT_EQ(stage("社区食堂建设尚未启动。"), ReplyStage::not_started);
  EXPECT_EQ(stage("居民意见不统一，进度滞后。"), ReplyStage::late);
  EXPECT_EQ(stage("社区食堂正在装修，没有滞后。"), ReplyStage::under_way);
}

TEST(ReplyLetter, WhatIsNoReplyGivesNoEntries) {
  EXPECT_THAT(letter("岚湖区统计公报\n1—9月，全区地区生产总值285.3亿元，同比增长5.2%。\n").entries, IsEmpty());
  EXPECT_THAT(letter("关于举办培训班的通知\n各单位：\n请于10月20日前报名。\n").entries, IsEmpty());
  EXPECT_THAT(letter("").entries, IsEmpty());
}

TEST(ReplyStages, ADayToComeAnAimAndAPutOffDayAreToldFromWhatIsDone) {
  const auto stage = [](const char* said) {
    const Replies r = letter(std::string("区住建局关于工作进展情况的报告\n一、甲工程\n") + said + "\n");
    return r.entries.empty() ? "nothing" : to_string(r.entries[0].stage);
  };
  EXPECT_EQ(stage("在建2万亩，12月底前可全部完工。"), "under_way");
  EXPECT_EQ(stage("年底前能完工。"), "under_way");
  EXPECT_EQ(stage("已于6月底前全部完工。"), "done");
  EXPECT_EQ(stage("两处均已按计划完工。"), "done");
  EXPECT_EQ(stage("9月25日全部完成并通过验收。"), "done");
  EXPECT_EQ(stage("计划12月点火，比计划推迟2个月。"), "late");
  EXPECT_EQ(stage("没有推迟，正在施工。"), "under_way");
  EXPECT_EQ(stage("进度滞后，现已全部完成。"), "done");
  EXPECT_EQ(stage("甲段全部完成；乙段顺延至明年。"), "late");
}

TEST(ReplyLetter, ACircularIsNobodysAnswerHoweverMuchProgressItTellsOf) {
  const std::string body =
      "一、老旧小区改造\n区住房城乡建设局已开工12个小区，其余正在推进。\n二、学校建设\n区教育局已建成2所，1所进度滞后。"
      "\n";
  for (const std::string title :
       {"关于2025年前三季度重点任务进展情况的通报", "岚湖区人民政府办公室关于做好督办事项反馈工作的通知",
        "岚湖区2025年重点任务推进情况工作方案（征求意见稿）", "关于商请反馈重点项目进展情况的函"}) {
    const Replies r = letter(title + "\n" + body);
    EXPECT_THAT(r.entries, IsEmpty()) << title;
    EXPECT_THAT(r.no_reply, HasSubstr("不是哪个单位的反馈")) << title;
  }
  // What answers a circular says so in its title.
  EXPECT_THAT(letter("区教育局关于督办通知的回复\n" + body).entries, Not(IsEmpty()));
  EXPECT_THAT(letter("区教育局关于报送重点任务进展情况的函\n" + body).entries, Not(IsEmpty()));
  EXPECT_THAT(letter("区教育局关于岚发改督〔2025〕4号督办事项的答复意见\n" + body).entries, Not(IsEmpty()));
  EXPECT_THAT(letter("区教育局督办事项整改方案\n" + body).entries, Not(IsEmpty()));
}

TEST(ReplyLetter, FreeParagraphsSayWhoseTheyAreOrWhatTheyAnswer) {
  const std::string body = "小区改造已完成12个，其余正在推进。\n学校已建成2所，1所正在装修。\n";
  const Replies nobody = letter(body);
  EXPECT_THAT(nobody.entries, IsEmpty());
  EXPECT_THAT(nobody.no_reply, HasSubstr("没有写明是哪个单位"));
  EXPECT_THAT(letter(body + "区教育局\n2025年9月30日\n").entries, Not(IsEmpty()));
  EXPECT_THAT(letter("您发的岚发改督〔2025〕4号收到。\n" + body).entries, Not(IsEmpty()));
  EXPECT_THAT(letter(body, "区教育局.txt").entries, Not(IsEmpty()));
  RepliesContext sent = in_october();
  sent.answers = true;  // the sender put it to an order
  EXPECT_THAT(read_replies(document::from_plain_text(base::u32(body), "a.txt"), sent).entries, Not(IsEmpty()));
}

TEST(ReplyLetter, SpansLieInTheTextAndSayWhatStandsThere) {
  const std::string text =
      "区文化局9月工作进展情况\n一、惠民演出\n已举办180场。下一步，再办70场。\n二、文化馆新馆\n正在装修。\n";
  const auto document = document::from_plain_text(base::u32(text), "a.txt");
  const Replies r = read_replies(document, in_october());
  ASSERT_THAT(r.entries, SizeIs(2));
  for (const auto& entry : r.entries) {
    for (const auto* list : {&entry.done, &entry.next, &entry.problems, &entry.asks}) {
      for (const Said& said : *list) EXPECT_EQ(base::to_utf8(base::slice(document.text, said.span)), said.text);
    }
  }
}

// A letter that answers two orders, each under its own heading with its number.
TEST(ReplyLetter, AHeadingMayPrintTheNumberOfItsOrder) {
  const Replies r = letter(
      "岚湖区工业和信息化局\n关于岚发改督〔2025〕1号、7号督办事项办理情况的复函\n区发展和改革局：\n现将办理情况函复如下"
      "：\n"
      "一、关于规模以上工业增加值（岚发改督〔2025〕1号-1）\n一是走访停产减产企业17家；二是印发稳增长十条措施。\n"
      "存在的问题：电子信息行业订单下滑。\n"
      "二、关于重点项目“石桥标准厂房”（岚发改督〔2025〕7号-"
      "1）\n施工许可证已取得，3号厂房基础浇筑完成，较计划滞后约45天。\n"
      "特此函复。\n（联系人：陈工，电话：0000-1234567）\n岚湖区工业和信息化局\n2025年10月9日\n");
  ASSERT_EQ(r.entries.size(), 2U) << testing::PrintToString(tasks(r));
  EXPECT_THAT(r.entries[0].task, HasSubstr("规模以上工业增加值"));
  EXPECT_THAT(r.entries[1].task, HasSubstr("石桥标准厂房"));
  EXPECT_THAT(words(r.entries[1].done), HasSubstr("基础浇筑完成"));
  ASSERT_EQ(r.entries[0].numbers.size(), 1U);
  EXPECT_EQ(r.entries[0].numbers[0].number, 1);
  ASSERT_EQ(r.entries[1].numbers.size(), 1U);
  EXPECT_EQ(r.entries[1].numbers[0].number, 7);
}

TEST(ReplyLetter, MayBeAMailToAPersonThatSaysWhichOrderItAnswersInItsFirstWords) {
  const Replies r = letter(
      "李科长：\n\n岚发改督〔2025〕10号-"
      "1回复如下：云栖小学扩建项目完成教学楼二层主体结构浇筑，新增投资620万元；因设计变更滞后约"
      "两个月，已增派班组30人。\n\n区教育局 吴倩\n2025年10月9日\n");
  ASSERT_EQ(r.entries.size(), 1U) << testing::PrintToString(tasks(r));
  EXPECT_THAT(words(r.entries[0].done), HasSubstr("二层主体结构浇筑"));
  EXPECT_EQ(r.office, "区教育局");
}

TEST(ReplyLetter, LosesWhatAMailProgramPutAroundIt) {
  const std::string mail =
      "发件人：沈佳 <shenjia@zjj.example>\n发送时间：2025年10月9日 08:52\n收件人：李慧\n主题：回复：西塘管网\n\n"
      "李科长，您好：\n岚发改督〔2025〕11号-1收悉。燃气迁改已完成，累计敷设管网6.4公里。\n"
      "区住房和城乡建设局 沈佳\n2025年10月9日\n\n-----原始邮件-----\n发件人：李慧\n"
      "请于10月12日前反馈，不得只写“高度重视”。已完成催办3次。\n";
  const Replies r = letter(mail);
  ASSERT_EQ(r.entries.size(), 1U) << testing::PrintToString(tasks(r));
  EXPECT_THAT(words(r.entries[0].done), HasSubstr("累计敷设管网6.4公里"));
  EXPECT_THAT(words(r.entries[0].done), Not(HasSubstr("催办")));
  const std::string bare = without_mail_frame(mail);
  EXPECT_TRUE(bare.starts_with("李科长")) << bare;
  EXPECT_THAT(bare, Not(HasSubstr("李慧")));
  EXPECT_EQ(without_mail_frame("已完成3处\n日期：10月9日"), "已完成3处\n日期：10月9日");
}

TEST(ReplyLetter, KeepsWhatOnlyLooksLikeAMailsFrame) {
  EXPECT_EQ(without_mail_frame("区长批示中写道：2025年底前全部完工。\n已完工15处。"),
            "区长批示中写道：2025年底前全部完工。\n已完工15处。");
  EXPECT_EQ(without_mail_frame("已完工15处。\n>50%的项目已开工。"), "已完工15处。\n>50%的项目已开工。");
  EXPECT_EQ(without_mail_frame("已完工15处。\n李慧 2025年11月25日 10:12 写道：\n请反馈。"), "已完工15处。");
}

// The number of the first is not the second's.
TEST(ReplyLetter, HandsNoNumberOnToTheNextSentence) {
  const Replies r = letter(
      "区发展和改革局：\n一是岚发改督〔2025〕10号-"
      "1，已拨付资金300万元；二是招商方面，已签约3个项目。\n区商务局\n2025年10月9日\n");
  ASSERT_EQ(r.entries.size(), 2U);
  EXPECT_THAT(r.entries[1].numbers, IsEmpty());
}

}  // namespace
}  // namespace reading
