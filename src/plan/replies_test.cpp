#include "plan/replies.hpp"

#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

#include "base/csv.hpp"
#include "plan/orders_offices.hpp"
#include "plan/reply_likeness.hpp"
#include "reading/read.hpp"

namespace plan {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream in(std::string(JICHENG_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Plan {
  reading::Reading report;
  std::vector<Task> tasks;
};
const Plan& plan_of(const std::string& example) {
  static std::map<std::string, Plan> all;
  auto at = all.find(example);
  if (at == all.end()) {
    Plan plan;
    plan.report = reading::read(
        document::from_plain_text(base::u32(bytes_of("examples/" + example + "/计划报告.txt")), "计划报告.txt"));
    plan.tasks = tasks_of(plan.report);
    at = all.emplace(example, std::move(plan)).first;
  }
  return at->second;
}

std::string words_of(const Task& task, const reading::Reading& report) {
  return base::to_utf8(base::slice(report.text, task.measure.span));
}

MatchedReply matched(const std::string& example, const std::string& office, const std::string& task,
                     const std::string& text, std::vector<reading::Answer> answers = {}) {
  const Plan& plan = plan_of(example);
  Letter letter;
  letter.file = "来文.docx";
  reading::ReplyEntry entry;
  entry.office = office;
  entry.task = task;
  entry.done.push_back({text, {}, {}});
  letter.replies.entries.push_back(entry);
  ReplyMatching with;
  with.report = &plan.report;
  with.tasks = &plan.tasks;
  with.answers = std::move(answers);
  return match_replies({letter}, with).at(0);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, '|');) out.push_back(part);
  return out;
}

struct Score {
  int pairs = 0, found = 0, wrong = 0;                        // sure matches against the tasks meant
  int entries = 0, first_right = 0, nothing = 0, silent = 0;  // `nothing`: entries that mean no task; `silent`: so said
  int to_confirm = 0, confirm_right = 0;
  std::string misses;
};

// Measured on replies that were made up, half of them unseen while the rules were written.
Score score(const std::string& half) {
  Score s;
  const auto table = base::CsvTable::parse(bytes_of("tests/replies/matching.csv"));
  EXPECT_TRUE(table.has_value());
  for (std::size_t i = 0; i < table->size(); ++i) {
    if (table->at(i, "half") != half) continue;
    const std::string& example = table->at(i, "plan");
    const Plan& plan = plan_of(example);
    const auto expected = split(table->at(i, "expect"));
    const MatchedReply reply = matched(example, table->at(i, "office"), table->at(i, "task"), table->at(i, "text"));
    ++s.entries;
    const auto meant = [&](const TaskMatch& m) {
      const std::string words = words_of(plan.tasks[static_cast<std::size_t>(m.task)], plan.report);
      return std::ranges::any_of(expected, [&](const std::string& e) { return words.find(e) != std::string::npos; });
    };
    for (const std::string& e : expected)
      EXPECT_TRUE(std::ranges::any_of(plan.tasks, [&](const Task& t) {
        return words_of(t, plan.report).find(e) != std::string::npos;
      })) << e;
    s.pairs += static_cast<int>(expected.size());
    if (expected.empty()) {
      ++s.nothing;
      if (reply.state == MatchState::unmatched) ++s.silent;
    } else if (!reply.tasks.empty() && meant(reply.tasks.front())) {
      ++s.first_right;
    }
    std::string line;
    if (reply.state == MatchState::to_confirm) {
      ++s.to_confirm;
      if (meant(reply.tasks.front())) ++s.confirm_right;
      line += " ?";
    }
    int right = 0, wrong = 0;
    for (const TaskMatch& m : reply.tasks) {
      if (reply.state == MatchState::sure) (meant(m) ? right : wrong) += 1;
      line += " " + words_of(plan.tasks[static_cast<std::size_t>(m.task)], plan.report) + " " +
              std::to_string(m.confidence) + (meant(m) ? "" : " NOT MEANT");
    }
    s.found += right;
    s.wrong += wrong;
    if (wrong > 0 || right < static_cast<int>(expected.size()))
      s.misses += table->at(i, "task") + "/" + base::shortened(table->at(i, "text"), 24) + " →" + line + "\n";
  }
  return s;
}

void print(const std::string& half, const Score& s) {
  std::printf(
      "%s: %d entries, %d tasks meant; sure: %d right, %d wrong; first choice right in %d of %d; to confirm: %d, %d "
      "right; "
      "no task: %d of %d left alone\n",
      half.c_str(), s.entries, s.pairs, s.found, s.wrong, s.first_right, s.entries - s.nothing, s.to_confirm,
      s.confirm_right, s.silent, s.nothing);
}

TEST(ReplyMatching, TheHalfItWasTunedOn) {
  const Score s = score("tune");
  print("tune", s);
  std::printf("%s", s.misses.c_str());
  EXPECT_LE(s.wrong * 20, s.found);
}

// Never looked at while tuning: only the counts are printed.
TEST(ReplyMatching, TheHalfItIsOnlyScoredOn) {
  const Score s = score("score");
  print("score", s);
  EXPECT_LE(s.wrong * 10, s.found);
  EXPECT_GE(s.found * 10, s.pairs * 6);
}

TEST(ReplyMatching, AnAnswerSettlesAMatchAndIsAskedForUnderTheSameWordsNextMonth) {
  const Plan& plan = plan_of("lanhu-2025");
  ReplyMatching with;
  with.report = &plan.report;
  with.tasks = &plan.tasks;
  const auto doubtful = matched("lanhu-2025", "区商务局", "消费品换新", "补贴资金已拨付到位");
  const std::string asked = doubtful.question_asked;
  EXPECT_EQ(asked, "区商务局：消费品换新");
  const auto yes = matched("lanhu-2025", "区商务局", "消费品换新", "九月的另一句话",
                           {{"任务", asked, "开展汽车、家电以旧换新行动", ""}});
  EXPECT_EQ(yes.state, MatchState::sure);
  ASSERT_EQ(yes.tasks.size(), 1U);
  EXPECT_TRUE(yes.tasks[0].confirmed);
  EXPECT_EQ(yes.tasks[0].task_id, "M001");
  const auto no = matched("lanhu-2025", "区住建局", "老旧小区改造", "已完工16个",
                          {{"任务", "区住建局：老旧小区改造", "不是任务", ""}});
  EXPECT_EQ(no.state, MatchState::unmatched);
  const auto stale =
      matched("lanhu-2025", "区住建局", "老旧小区改造", "已完工16个", {{"任务", "区住建局：老旧小区改造", "M999", ""}});
  EXPECT_EQ(stale.state, MatchState::sure);
  EXPECT_FALSE(stale.tasks[0].confirmed);
}

TEST(ReplyMatching, ADoubtfulMatchIsOneQuestionWithTheTasksWords) {
  const Plan& plan = plan_of("lanhu-2025");
  ReplyMatching with;
  with.report = &plan.report;
  with.tasks = &plan.tasks;
  MatchedReply reply = matched("lanhu-2025", "区住建局", "老旧小区改造", "已完工16个");
  EXPECT_TRUE(reply_questions({reply}, with).empty());
  reply.state = MatchState::to_confirm;
  const auto questions = reply_questions({reply, reply}, with);
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(questions[0].kind, "任务");
  EXPECT_THAT(questions[0].proposals, testing::ElementsAre("改造老旧小区22个", "不是任务"));
}

TEST(ReplyMatching, ADeedIsClaimedOnlyWhereTheMatchIsSureAndTheOfficeSaysDone) {
  const Plan& plan = plan_of("lanhu-2025");
  Letter letter;
  reading::ReplyEntry entry;
  entry.office = "区住建局";
  entry.task = "改造老旧小区22个";
  entry.stage = reading::ReplyStage::done;
  letter.replies.entries = {entry, entry};
  letter.replies.entries[1].stage = reading::ReplyStage::late;
  ReplyMatching with;
  with.report = &plan.report;
  with.tasks = &plan.tasks;
  const auto replies = match_replies({letter}, with);
  EXPECT_TRUE(replies[0].deed_claimed);
  EXPECT_FALSE(replies[1].deed_claimed);
}

// Two measures of one plan, answered in one letter: their own stage and their own share.
struct Told {
  reading::Reading report;
  std::vector<Task> tasks;
  MatchedReply reply;
};
Told told(const std::string& plan, const std::string& office, const std::string& done) {
  Told out;
  out.report = reading::read(document::from_plain_text(
      base::u32("关于甲县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n"
                "二、2025年国民经济和社会发展计划安排\n（一）保障和改善民生。" +
                plan + "\n"),
      "计划报告.txt"));
  out.tasks = tasks_of(out.report);
  Letter letter;
  letter.replies = reading::read_replies(
      document::from_plain_text(
          base::u32("关于工作进展情况的报告\n县发展和改革局：\n" + done + "\n" + office + "\n2025年11月4日\n"),
          "来文.txt"),
      {*calendar::parse_date("2025-11-25")});
  ReplyMatching with;
  with.report = &out.report;
  with.tasks = &out.tasks;
  out.reply = match_replies({letter}, with).at(0);
  return out;
}
std::string stages(const Told& told) {
  std::string out;
  for (const Task& task : told.tasks)
    for (const TaskMatch& m : told.reply.tasks)
      if (m.task_id == task.measure.id)
        out += words_of(task, told.report) + " " + reading::to_chinese(m.stage) + " " +
               (m.percent_done ? m.percent_done->to_string() : "") + "\n";
  return out;
}

TEST(ReplyParts, EachTaskHasItsShareFromItsOwnFigureAgainstItsOwnTarget) {
  const Told all = told("开展职业技能培训2800人次，帮扶就业困难人员就业420人。", "县人力资源和社会保障局",
                        "截至10月底，全县城镇新增就业2742人，完成目标的91.4%，预计11月底可完成全年目标。"
                        "职业技能培训完成2950人次，帮扶就业困难人员就业386人。");
  EXPECT_EQ(stages(all), "开展职业技能培训2800人次 已完成 105.4\n帮扶就业困难人员就业420人 正在推进 91.9\n");
  EXPECT_FALSE(all.reply.deed_claimed);
}

TEST(ReplyParts, APartDoneIsNotDone) {
  const Told all = told("实施农村供水保障工程9处，解决2.1万人饮水问题，完成12座小型水库除险加固。", "县水务局",
                        "截至10月底，全县实施农村供水保障工程9处，已完工7处，在建2处，解决1.65万人饮水问题；"
                        "12座小型水库除险加固已全部完工并通过蓄水验收。");
  EXPECT_EQ(stages(all),
            "实施农村供水保障工程9处 正在推进 77.8\n解决2.1万人饮水问题 正在推进 78.6\n"
            "完成12座小型水库除险加固 已完成 \n");
}

TEST(ReplyParts, WhatIsToBeDoneByADayToComeIsNotDone) {
  const Told all = told("新建高标准农田18万亩，建设有机旱作示范片20个。", "县农业农村局",
                        "高标准农田建设：全年任务18万亩，已完成15.6万亩，在建2.4万亩，12月底前可全部完工。");
  EXPECT_EQ(stages(all), "新建高标准农田18万亩 正在推进 86.7\n");
}

TEST(ReplyParts, WhatIsFinishedIsDoneThoughTheNextSentenceHasAShare) {
  const Told all =
      told("完成钢铁企业超低排放改造2家，淘汰国三及以下排放标准柴油货车2100辆。", "县生态环境局",
           "钢铁企业超低排放改造2家已于9月25日全部完成并通过验收。淘汰柴油货车1730辆，完成年度任务的82.4%。");
  EXPECT_EQ(stages(all),
            "完成钢铁企业超低排放改造2家 已完成 100\n淘汰国三及以下排放标准柴油货车2100辆 正在推进 82.4\n");
}

TEST(ReplyParts, PutOffIsLateAndStandsInTheWay) {
  const Told all =
      told("6月底前建成投产华晟碳纤维一期项目，推进北岭钢铁产能置换和装备升级改造，10月底前2号高炉点火。",
           "县工业和信息化局",
           "华晟碳纤维一期项目9月20日建成投产；北岭钢铁产能置换项目2号高炉计划12月点火，比计划推迟2个月。");
  EXPECT_THAT(stages(all), testing::HasSubstr("华晟碳纤维一期项目 已完成"));
  EXPECT_THAT(stages(all), testing::HasSubstr("高炉点火 滞后"));
  ASSERT_EQ(all.reply.entry.problems.size(), 1U);
  EXPECT_THAT(all.reply.entry.problems[0].text, testing::HasSubstr("比计划推迟2个月"));
  for (const TaskMatch& m : all.reply.tasks) {
    if (m.stage == reading::ReplyStage::done) {
      EXPECT_THAT(m.told, testing::Not(testing::HasSubstr("推迟")));
    }
  }
}

TEST(ReplyParts, EachOfSeveralCountsStandsAgainstItsOwnTarget) {
  const Told some = told("培育省级制造业单项冠军4家、专精特新中小企业30户。", "县工业和信息化局",
                         "培育省级制造业单项冠军3家、专精特新中小企业34户。");
  ASSERT_EQ(some.reply.tasks.size(), 1U);
  EXPECT_EQ(some.reply.tasks[0].stage, reading::ReplyStage::under_way);
  EXPECT_THAT(some.reply.tasks[0].counted, testing::HasSubstr("3家，目标4家"));
  EXPECT_THAT(some.reply.tasks[0].counted, testing::HasSubstr("34户，目标30户"));
  const Told bare = told("新建高标准农田18万亩，粮食播种面积稳定在312万亩以上。", "县农业农村局",
                         "高标准农田建设：全年任务18万亩，已完成15.6万亩，在建2.4万亩。");
  for (const TaskMatch& m : bare.reply.tasks) EXPECT_EQ(m.counted.find("目标312万亩"), std::string::npos) << m.counted;
  const Told full = told("培育省级制造业单项冠军4家、专精特新中小企业30户。", "县工业和信息化局",
                         "培育省级制造业单项冠军4家、专精特新中小企业34户。");
  ASSERT_EQ(full.reply.tasks.size(), 1U);
  EXPECT_EQ(full.reply.tasks[0].stage, reading::ReplyStage::done);
}

TEST(ReplyMatching, OfficesThatDidNotAnswerAreNamedUnderAnyOfTheNamesOfThoseThatDid) {
  std::vector<Task> tasks(3);
  tasks[0].suggested_owner = "区商务局";
  tasks[1].suggested_owner = "区住房和城乡建设局";
  tasks[2].suggested_owner = "区教育局";
  MatchedReply reply;
  reply.entry.office = "区住建局、岚湖区教育局";
  EXPECT_THAT(silent_offices({reply}, tasks), testing::ElementsAre("区商务局"));
  EXPECT_THAT(silent_offices({}, tasks), testing::SizeIs(3));
}

TEST(Offices, AShortNameMeansTheSameBodyAsTheFullOne) {
  const auto function = [](const char* name) {
    const Office* office = Offices::builtin().of_body(name);
    return office == nullptr ? std::string() : office->function;
  };
  EXPECT_EQ(function("区住建局"), "住房和城乡建设");
  EXPECT_EQ(function("岚湖区人力资源和社会保障局"), "人力资源和社会保障");
  EXPECT_EQ(function("区人社局"), "人力资源和社会保障");
  EXPECT_EQ(function("市生态环境局岚湖分局"), "生态环境");
  EXPECT_EQ(function("区政务服务和数据管理局"), "政务服务和数据管理");
  EXPECT_EQ(function("某公司"), "");
}

TEST(ReplyClaims, AFigureThatDiffersFromThePublishedOneOfThatMonthIsNotedAndChangesNothing) {
  const auto& report = plan_of("lanhu-2025").report;
  const std::vector<Task> none;
  reading::Figure figure;
  figure.indicator = "社会消费品零售总额";
  figure.value = base::Decimal::parse("86.9");
  figure.unit = "亿元";
  Letter letter;
  letter.replies.office = "区商务局";
  letter.replies.period = calendar::Period{{2025, 9}, {2025, 9}};
  reading::ReplyEntry entry;
  entry.figures = {figure};
  letter.replies.entries = {entry};
  TargetStatus status;
  status.target.id = "T001";
  status.target.indicator = "社会消费品零售总额";
  Latest latest;
  latest.fact.period = calendar::Period::year_to_date(2025, 9);
  latest.fact.value = base::Decimal::parse("84.6");
  latest.fact.unit = "亿元";
  status.latest = latest;
  std::vector<TargetStatus> targets{status};
  ReplyMatching with;
  with.report = &report;
  with.tasks = &none;
  with.targets = &targets;
  const auto reply = match_replies({letter}, with).at(0);
  ASSERT_EQ(reply.notes.size(), 1U);
  EXPECT_EQ(reply.notes[0].text,
            "区商务局报告社会消费品零售总额86.9亿元，公布数为84.6亿元（2025年前三季度），以公布数为准");
  EXPECT_THAT(reply.targets, testing::ElementsAre("T001"));

  targets[0].latest->fact.value = base::Decimal::parse("86.90");
  EXPECT_TRUE(match_replies({letter}, with).at(0).notes.empty());
  targets[0].latest->fact.value = base::Decimal::parse("84.6");
  letter.replies.period = calendar::Period{{2025, 8}, {2025, 8}};
  EXPECT_TRUE(match_replies({letter}, with).at(0).notes.empty());
}

}  // namespace
}  // namespace plan
