#include "plan/order_life.hpp"

#include <fstream>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/order_closing.hpp"
#include "plan/orders_offices.hpp"
#include "plan/project_progress.hpp"
#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

using testing::HasSubstr;

// Months of one district with investment and retail sales; a figure a month, known on the 20th of the next one.
class Year : public testing::Test {
 protected:
  reading::Reading report = a_report(
      "甲区", 2024, {a_target("固定资产投资", ">=", "8", "%"), a_target("社会消费品零售总额", ">=", "7", "%")});

  TargetStatus status(int target, Verdict verdict, int month, const std::string& growth, bool estimate = false) const {
    TargetStatus s;
    s.target = report.targets[static_cast<std::size_t>(target)];
    s.indicator = facts::NamesTable::builtin().find(s.target.indicator);
    facts::Fact fact =
        a_fact(s.target.indicator,
               month == 12 ? "2024" : "2024-01/2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month), "",
               "", growth.c_str());
    fact.published = {calendar::last_day_of_month(month == 12 ? 2025 : 2024, month == 12 ? 1 : month + 1)};
    if (estimate) fact.status = facts::Status::estimate;
    s.latest = Latest{fact, {}};
    s.verdict = verdict;
    return s;
  }

  // The 28th of the month after: everything of that month is out.
  static calendar::Date day(int month) {
    return month == 12 ? date(2025, 1, 31) : calendar::last_day_of_month(2024, month + 1);
  }

  OrderRegister now() const {
    auto all = replay(events);
    EXPECT_TRUE(all);
    return all ? *all : OrderRegister{};
  }

  std::vector<OrderEvent> month(int m, const std::vector<TargetStatus>& statuses,
                                std::vector<OrderReply> replies = {}) {
    const auto drafted = orders_for(statuses, report, calendar::WorkingCalendar::builtin(), day(m), Settings{});
    OrderRound round;
    round.asof = day(m);
    round.plan_year = 2024;
    round.prefix = "甲发改督";
    round.area = area;
    round.statuses = &statuses;
    round.drafted = &drafted;
    round.replies = std::move(replies);
    round.calendar = &calendar::WorkingCalendar::builtin();
    const auto fresh = advance(now(), round);
    events.insert(events.end(), fresh.begin(), fresh.end());
    const auto orders = open_orders(now(), round);
    for (const auto& order : orders) EXPECT_FALSE(order.number.empty());
    return fresh;
  }

  static Order late_school(int m) {
    Order order;
    order.owner = "区教育局";
    order.matters.push_back({"项目/石桥小学扩建", "重点项目“石桥小学扩建”进度滞后", "截至" + std::to_string(m) + "月底",
                             "形象进度达到所排节点，经现场核实后销号；不以责任单位回复销号"});
    return order;
  }

  static std::vector<std::string> steps(const MatterLife& life) {
    std::vector<std::string> out;
    for (const auto& e : life.history) out.push_back(to_string(e.step));
    return out;
  }

  std::vector<OrderEvent> events;
  std::string area = "甲区";
};

TEST_F(Year, AnOpenMatterIsCarriedAndNeverOrderedAgain) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  month(5, {status(0, Verdict::off_track, 5, "0.5")},
        {{.owner = "区发展和改革局", .deed = "召开调度会并印发攻坚方案", .print = "a"}});
  const auto all = now();
  ASSERT_EQ(all.matters.size(), 1u);
  EXPECT_EQ(all.matters[0].number, "甲发改督〔2024〕1号");
  EXPECT_EQ(all.matters[0].months, 2);
  EXPECT_EQ(all.matters[0].state, OrderState::replied);
  EXPECT_THAT(all.matters[0].evidence, HasSubstr("1—5月"));
  EXPECT_THAT(steps(all.matters[0]), testing::ElementsAre("issued", "replied", "carried"));
}

TEST_F(Year, WhatTheOwnerReportsEndsNothing) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  for (int m = 5; m <= 11; ++m)
    month(m, {status(0, Verdict::off_track, m, "0.5")},
          {{.owner = "区发展和改革局", .deed = "投资已增长12%，圆满完成", .print = std::to_string(m)}});
  EXPECT_TRUE(now().matters.at(0).open());
}

TEST_F(Year, AnEstimateEndsNothingAndTheReleasedFigureDoes) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  month(5, {status(0, Verdict::on_track, 5, "9.0", true)});
  EXPECT_TRUE(now().matters.at(0).open());
  month(6, {status(0, Verdict::on_track, 6, "8.5")});
  EXPECT_EQ(now().matters.at(0).state, OrderState::closed_by_figure);
  EXPECT_THAT(now().matters.at(0).history.back().reason, HasSubstr("2024年上半年固定资产投资增长8.5%"));
}

TEST_F(Year, TheSameFigureJudgedOtherwiseEndsNothing) {
  month(4, {status(0, Verdict::at_risk, 4, "7.0")});
  month(5, {status(0, Verdict::on_track, 4, "7.0")});
  EXPECT_TRUE(now().matters.at(0).open());
}

TEST_F(Year, NoAnswerIsRemindedAndThenEscalated) {
  month(4, {status(1, Verdict::off_track, 4, "1.0")});
  month(5, {status(1, Verdict::off_track, 5, "1.0")});
  EXPECT_EQ(now().matters.at(0).state, OrderState::reminded);
  month(6, {status(1, Verdict::off_track, 6, "1.0")});
  EXPECT_EQ(now().matters.at(0).state, OrderState::escalated);
  EXPECT_THAT(steps(now().matters[0]),
              testing::ElementsAre("issued", "carried", "overdue", "reminded", "carried", "overdue", "escalated"));
  EXPECT_THAT(now().matters.at(0).history[2].reason, HasSubstr("个工作日"));
}

TEST_F(Year, WhatHasGoneUpUnansweredHasADayAgainEveryMonth) {
  for (int m = 4; m <= 6; ++m) month(m, {status(1, Verdict::off_track, m, "1.0")});
  const auto raised = now().matters.at(0).due;
  month(7, {status(1, Verdict::off_track, 7, "1.0")});
  const auto life = now().matters.at(0);
  EXPECT_EQ(life.state, OrderState::escalated);
  EXPECT_GT(life.due, raised);
  EXPECT_GT(*life.due, day(7));
  EXPECT_THAT(life.history.back().reason, HasSubstr("专题调度，重新定反馈期限"));
  EXPECT_EQ(std::ranges::count(steps(life), "reminded"), 1) << "nobody is reminded month after month";
}

TEST_F(Year, TheBureausOwnMatterIsOverdueAndNeverRemindedOrTakenToALeader) {
  for (int m = 4; m <= 11; ++m)
    month(m, {status(0, Verdict::off_track, m, "1.0"), status(1, Verdict::off_track, m, "1.0")});
  const auto all = now();
  const MatterLife* own = all.open_on("2024/固定资产投资/增速");
  const MatterLife* theirs = all.open_on("2024/社会消费品零售总额/增速");
  ASSERT_TRUE(own != nullptr && theirs != nullptr);
  EXPECT_TRUE(own->own);
  EXPECT_FALSE(theirs->own);
  EXPECT_EQ(own->state, OrderState::overdue);
  EXPECT_THAT(steps(*own), testing::AllOf(testing::Contains("overdue"), testing::Contains("carried"),
                                          testing::Not(testing::Contains("reminded")),
                                          testing::Not(testing::Contains("escalated"))));
  EXPECT_THAT(steps(*theirs), testing::IsSupersetOf({"reminded", "escalated"}));
  EXPECT_EQ(to_chinese(own->state, own->own), "内部办理（逾期未办）");
  EXPECT_EQ(to_chinese(OrderState::closed_by_deed, true), "按举措销号");
  const auto late = std::ranges::find(own->history, OrderStep::due_passed, &OrderEvent::step);
  ASSERT_NE(late, own->history.end());
  EXPECT_THAT(late->reason, testing::AllOf(HasSubstr("本局承办科室"), testing::Not(HasSubstr("反馈"))));
  EXPECT_EQ(step_by_officer(*own, OrderStep::escalate, "请区领导协调", {}, day(11)).error().code, "orders.own");
}

TEST(OwnBureau, IsThatOfThePlaceAndNoOther) {
  EXPECT_TRUE(is_own_bureau("区发展和改革局", "岚湖区"));
  EXPECT_TRUE(is_own_bureau("岚湖区发改局", "岚湖区"));
  EXPECT_TRUE(is_own_bureau("县发展和改革局", "本地区")) << "the place is not known";
  EXPECT_FALSE(is_own_bureau("市发展和改革委员会", "岚湖区"));
  EXPECT_FALSE(is_own_bureau("区商务局", "岚湖区"));
}

TEST_F(Year, AnAnswerWithoutADeedGoesBackWithANewDate) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  const auto first = now().matters.at(0).due;
  month(5, {status(0, Verdict::off_track, 5, "1.0")}, {{.owner = "甲区发展和改革局", .deed = "", .print = "x"}});
  EXPECT_EQ(now().matters.at(0).state, OrderState::returned);
  EXPECT_GT(now().matters.at(0).due, first);
}

TEST_F(Year, TheSameAnswerInNextMonthsFolderIsNoNewAnswer) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  const OrderReply answer{.owner = "区发展和改革局", .deed = "召开调度会", .print = "x"};
  month(5, {status(0, Verdict::off_track, 5, "1.0")}, {answer});
  const auto fresh = month(6, {status(0, Verdict::off_track, 6, "1.0")}, {answer});
  for (const auto& e : fresh) EXPECT_NE(e.step, OrderStep::reply);
}

TEST_F(Year, AnAnswerWrittenBeforeItsOrderIsNone) {
  month(4, {status(1, Verdict::off_track, 4, "1.0")});
  OrderReply old{.owner = "区商务局", .deed = "召开调度会", .file = "旧回复.docx", .print = "x"};
  old.to_an_order = true;
  old.written = calendar::plus_days(day(4), -1);
  month(5, {status(1, Verdict::off_track, 5, "1.0")}, {old});
  EXPECT_EQ(now().matters.at(0).state, OrderState::reminded);
  const auto told = idle_replies(now(), {old}, day(5));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].number, now().matters.at(0).number);
  EXPECT_EQ(told[0].issued, day(4));
  old.to_an_order = false;
  EXPECT_TRUE(idle_replies(now(), {old}, day(5)).empty()) << "a report on progress was never an answer";

  OrderReply same_day = old;
  same_day.print = "y";
  same_day.written = day(4);
  month(6, {status(1, Verdict::off_track, 6, "1.0")}, {same_day});
  EXPECT_EQ(now().matters.at(0).state, OrderState::replied) << "written on the day of issue";
}

TEST_F(Year, AnAnswerDatedAfterTheDayIsSaidAndHeardWhenThatDayHasCome) {
  month(4, {status(1, Verdict::off_track, 4, "1.0")});
  OrderReply early{.owner = "区商务局", .deed = "召开调度会", .file = "回复.docx", .print = "x"};
  early.to_an_order = true;
  early.written = calendar::plus_days(day(5), 1);
  month(5, {status(1, Verdict::off_track, 5, "1.0")}, {early});
  EXPECT_EQ(now().matters.at(0).state, OrderState::reminded);
  const auto told = idle_replies(now(), {early}, day(5));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].why, IdleReply::Why::later);
  month(6, {status(1, Verdict::off_track, 6, "1.0")}, {early});
  EXPECT_EQ(now().matters.at(0).state, OrderState::replied);
}

TEST(Closing, TheSheetSaysEveryWayThatAFigureEndsAMatterAndNoOther) {
  const std::string said = closing_words("统计机构", "2025年", "固定资产投资", "方案已经印发");
  int ways = 0;
  for (const bool annual : {false, true})
    for (const bool in_year : {false, true})
      for (const Verdict verdict : {Verdict::met, Verdict::on_track, Verdict::at_risk, Verdict::off_track,
                                    Verdict::missed, Verdict::awaiting_value, Verdict::no_data}) {
        const FigureEnding* ending = figure_ending(verdict, annual, in_year);
        if (ending == nullptr) continue;
        ++ways;
        EXPECT_THAT(said, testing::HasSubstr(ending->rule));
        EXPECT_TRUE(verdict == Verdict::met || verdict == Verdict::on_track || verdict == Verdict::missed);
      }
  EXPECT_GT(ways, 0);
  EXPECT_EQ(figure_ending(Verdict::on_track, false, false), nullptr) << "a year that is over is not on track";
  EXPECT_EQ(figure_ending(Verdict::missed, false, true), nullptr);
  EXPECT_THAT(said, testing::HasSubstr("方案已经印发"));
  EXPECT_THAT(said, testing::HasSubstr("比下达时更新"));
}

TEST_F(Year, WhatHasAnsweredOneOrderDoesNotAnswerTheNext) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  const OrderReply answer{.owner = "区发展和改革局", .deed = "召开调度会", .print = "x"};
  month(5, {status(0, Verdict::off_track, 5, "1.0")}, {answer});
  auto closed = close_on_deed(now().matters.at(0), "方案经常务会议审定", "f", "p", day(5));
  ASSERT_TRUE(closed);
  events.push_back(*closed);
  month(6, {status(0, Verdict::off_track, 6, "0.5")}, {answer});
  month(7, {status(0, Verdict::off_track, 7, "0.4")}, {answer});
  ASSERT_EQ(now().matters.size(), 2u);
  EXPECT_THAT(steps(now().matters.at(1)), testing::Not(testing::Contains("replied")));
}

TEST_F(Year, TheSameWordsWrittenLaterAnswerALaterOrder) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  OrderReply answer{.owner = "区发展和改革局", .deed = "已召开专题会议研究部署", .file = "一", .print = "x"};
  answer.to_an_order = true;
  answer.written = calendar::plus_days(day(4), 3);
  month(5, {status(0, Verdict::off_track, 5, "1.0")}, {answer});
  auto closed = close_on_deed(now().matters.at(0), "方案经常务会议审定", "f", "p", day(5));
  ASSERT_TRUE(closed);
  events.push_back(*closed);
  month(6, {status(0, Verdict::off_track, 6, "0.5")}, {answer});
  ASSERT_EQ(now().matters.size(), 2u);
  OrderReply again = answer;
  again.file = "二";
  again.written = calendar::plus_days(day(6), 5);
  // The old letter lies in the folder beside the new one.
  month(7, {status(0, Verdict::off_track, 7, "0.4")}, {answer, again});
  const MatterLife& life = now().matters.at(1);
  EXPECT_EQ(life.state, OrderState::replied) << "offices write the same formula again";
  const auto heard = std::ranges::find(life.history, OrderStep::reply, &OrderEvent::step);
  ASSERT_NE(heard, life.history.end());
  EXPECT_EQ(heard->file, "二");
  EXPECT_TRUE(idle_replies(now(), {answer, again}, day(7)).empty());
}

TEST_F(Year, TheSameWordsAfterTheyWereSentBackAreAnAnswerWhenSignedLater) {
  month(4, {status(1, Verdict::off_track, 4, "1.0")});
  OrderReply answer{.owner = "区商务局", .deed = "召开调度会", .file = "一", .print = "x"};
  answer.written = calendar::plus_days(day(4), 3);
  month(5, {status(1, Verdict::off_track, 5, "1.0")}, {answer});
  auto back =
      step_by_officer(now().matters.at(0), OrderStep::send_back, "没有佐证", calendar::plus_days(day(5), 7), day(5));
  ASSERT_TRUE(back);
  events.push_back(*back);
  month(6, {status(1, Verdict::off_track, 6, "1.0")}, {answer});
  EXPECT_EQ(now().matters.at(0).state, OrderState::reminded) << "the letter of before";
  OrderReply again = answer;
  again.written = calendar::plus_days(day(5), 2);
  month(7, {status(1, Verdict::off_track, 7, "1.0")}, {answer, again});
  EXPECT_EQ(std::ranges::count(now().matters.at(0).history, OrderStep::reply, &OrderEvent::step), 2);
}

// Two matters of one office in one order; what a letter prints says which it answers.
class Numbers : public testing::Test {
 protected:
  void SetUp() override {
    const auto issue = [&](OrderId id, const char* owner, const char* key, const calendar::Date& on) {
      OrderEvent e;
      e.id = id;
      e.on = on;
      e.prefix = "岚发改督";
      e.owner = owner;
      e.key = key;
      e.due = calendar::plus_days(on, 7);
      events.push_back(e);
    };
    issue({2025, 3, 1}, "区商务局", "消费", date(2025, 3, 31));
    issue({2025, 3, 2}, "区商务局", "外贸", date(2025, 3, 31));
    issue({2025, 4, 1}, "区教育局", "项目", date(2025, 3, 31));
    issue({2025, 5, 1}, "区商务局", "会议", date(2025, 4, 30));
  }
  // Items answered: 3-1 3-2.
  std::string heard(const OrderReply& reply) {
    const auto all = replay(events);
    EXPECT_TRUE(all);
    const std::vector<TargetStatus> none;
    const std::vector<Order> nothing;
    OrderRound round;
    round.asof = date(2025, 5, 10);
    round.plan_year = 2025;
    round.statuses = &none;
    round.drafted = &nothing;
    round.calendar = &calendar::WorkingCalendar::builtin();
    round.answers_only = true;
    round.replies = {reply};
    std::string out;
    for (const auto& e : advance(*all, round)) {
      out += (out.empty() ? "" : " ") + std::to_string(e.id.number) + "-" + std::to_string(e.id.item);
      reasons += e.reason;
    }
    return out;
  }
  std::string told(const OrderReply& reply) {
    const auto all = replay(events);
    std::string out;
    for (const auto& one : idle_replies(*all, {reply}, date(2025, 5, 10)))
      out += one.number + std::to_string(static_cast<int>(one.why));
    return out;
  }
  static OrderReply reply(std::u32string_view printed, const char* owner = "区商务局", const char* key = "") {
    OrderReply out{.owner = owner,
                   .key = key,
                   .numbers = reading::numbers_printed_in(printed),
                   .deed = "已走访企业12家",
                   .file = "函",
                   .print = "x"};
    out.to_an_order = true;
    return out;
  }
  std::vector<OrderEvent> events;
  std::string reasons;
};

TEST_F(Numbers, DecideWhichOrderIsAnswered) {
  EXPECT_EQ(heard(reply(U"关于岚发改督〔2025〕3号-2的回复")), "3-2");
  EXPECT_EQ(heard(reply(U"关于岚发改督〔2025〕3号督办事项的回复", "区商务局", "外贸")), "3-2");
  EXPECT_EQ(heard(reply(U"关于〔2025〕5号督办事项的回复")), "5-1") << "no code printed: ours";
  EXPECT_EQ(heard(reply(U"岚发改督〔2025〕3号-1、3号-2")), "3-1 3-2");
  EXPECT_EQ(heard(reply(U"岚发改督〔2025〕4号-1", "")), "4-1") << "a letter that names no office";
  EXPECT_EQ(heard(reply(U"岚府办〔2025〕8号文件", "区商务局", "消费")), "3-1") << "the number of some other paper";
  EXPECT_EQ(told(reply(U"关于岚发改督〔2025〕3号-2的回复")), "");
}

TEST_F(Numbers, ThatNoOpenOrderHasAnswerNothingAndAreTold) {
  using Why = IdleReply::Why;
  const auto why = [](Why w) { return std::to_string(static_cast<int>(w)); };
  const auto last_year = reply(U"关于岚发改督〔2024〕9号督办事项的回复");
  EXPECT_EQ(heard(last_year), "") << "and not whatever is open with the office";
  EXPECT_EQ(told(last_year), "〔2024〕9号" + why(Why::unknown));
  EXPECT_EQ(heard(reply(U"岚府督〔2025〕3号", "区商务局", "消费")), "") << "another body's order";
  EXPECT_EQ(told(reply(U"岚发改督〔2025〕3号-7")), "〔2025〕3号-7" + why(Why::unknown));
  EXPECT_EQ(heard(reply(U"岚发改督〔2025〕4号")), "") << "another office's";
  EXPECT_EQ(told(reply(U"岚发改督〔2025〕4号")), "岚发改督〔2025〕4号" + why(Why::others));

  auto closed = close_on_deed(replay(events)->matters.at(3), "方案经常务会议审定", "f", "p", date(2025, 5, 6));
  ASSERT_TRUE(closed);
  events.push_back(*closed);
  EXPECT_EQ(heard(reply(U"岚发改督〔2025〕5号")), "");
  EXPECT_EQ(told(reply(U"岚发改督〔2025〕5号")), "岚发改督〔2025〕5号" + why(Why::ended));
}

TEST_F(Numbers, WithoutOneEveryMatterThatIsTakenIsTold) {
  EXPECT_EQ(heard(reply(U"")), "3-1 3-2 5-1");
  EXPECT_THAT(reasons, HasSubstr("同时登记在岚发改督〔2025〕3号-2、岚发改督〔2025〕5号-1"));
  reasons.clear();
  heard(reply(U"岚发改督〔2025〕3号-2"));
  EXPECT_THAT(reasons, testing::Not(HasSubstr("同时登记")));
}

TEST_F(Year, AnAnswerBetweenTwoRoundsIsHeardAtOnceAndStays) {
  month(4, {status(1, Verdict::off_track, 4, "1.0")});
  month(5, {status(1, Verdict::off_track, 5, "1.0")});
  ASSERT_EQ(now().matters.at(0).state, OrderState::reminded);
  const auto later = calendar::plus_days(day(5), 20);
  EXPECT_EQ(deadline_of(now().matters.at(0), later), Deadline::overdue);
  // Reminded and given another day, it still is silent since the first.
  const auto since = silent_since(now().matters.at(0), later);
  ASSERT_TRUE(since);
  EXPECT_EQ(*since, *now().matters.at(0).history.front().due);
  EXPECT_GT(*now().matters.at(0).due, *since);
  const std::vector<TargetStatus> none;
  const std::vector<Order> nothing;
  OrderRound round;
  round.asof = later;
  round.plan_year = 2024;
  round.statuses = &none;
  round.drafted = &nothing;
  round.calendar = &calendar::WorkingCalendar::builtin();
  round.answers_only = true;
  round.replies.push_back({.owner = "区商务局", .deed = "召开调度会", .print = "x"});
  const auto fresh = advance(now(), round);
  ASSERT_EQ(fresh.size(), 1u) << "nothing is carried, reminded or issued";
  EXPECT_TRUE(fresh[0].at_once);
  EXPECT_FALSE(fresh[0].by_officer) << "no person did it";
  EXPECT_THAT(fresh[0].reason, HasSubstr("；晚于反馈期限" + calendar::to_chinese(*since)));
  events.push_back(fresh[0]);
  EXPECT_EQ(now().matters.at(0).state, OrderState::replied);
  EXPECT_EQ(deadline_of(now().matters.at(0), later), Deadline::none);
  EXPECT_FALSE(silent_since(now().matters.at(0), later)) << "its answer is in";
  EXPECT_TRUE(advance(now(), round).empty()) << "and heard once";
}

TEST_F(Year, AMonthIsFullBeforeTheMatterIsCarried) {
  EXPECT_EQ(month_of_order(date(2024, 4, 28), date(2024, 5, 3)), 1);
  EXPECT_EQ(month_of_order(date(2024, 4, 28), date(2024, 5, 28)), 2);
  EXPECT_EQ(month_of_order(date(2024, 4, 30), date(2024, 5, 29)), 2) << "the month's round, a day earlier";
  EXPECT_EQ(month_of_order(date(2024, 1, 31), date(2024, 2, 29)), 2) << "a shorter month";
  EXPECT_EQ(month_of_order(date(2024, 12, 31), date(2025, 1, 2)), 1);
  EXPECT_EQ(month_of_order(date(2024, 10, 31), date(2025, 1, 31)), 4);
  EXPECT_EQ(month_of_order(date(2024, 5, 3), date(2024, 4, 28)), 1);

  month(4, {status(0, Verdict::off_track, 4, "1.0")});  // issued on the last day of May
  const auto statuses = std::vector{status(0, Verdict::off_track, 4, "1.0")};
  const auto drafted = orders_for(statuses, report, calendar::WorkingCalendar::builtin(), day(4), Settings{});
  OrderRound round;
  round.asof = calendar::plus_days(day(4), 5);
  round.plan_year = 2024;
  round.prefix = "甲发改督";
  round.statuses = &statuses;
  round.drafted = &drafted;
  round.calendar = &calendar::WorkingCalendar::builtin();
  EXPECT_TRUE(advance(now(), round).empty()) << "another month of the calendar, five days later";
  round.asof = calendar::plus_days(day(4), 30);
  const auto fresh = advance(now(), round);
  ASSERT_FALSE(fresh.empty());
  EXPECT_THAT(fresh[0].reason, HasSubstr("第2个月续办"));
}

TEST_F(Year, TheAnswerOfAnotherOfficeIsNotTheirs) {
  month(4, {status(1, Verdict::off_track, 4, "1.0")});
  month(5, {status(1, Verdict::off_track, 5, "1.0")}, {{.owner = "市商务局", .deed = "召开调度会", .print = "x"}});
  EXPECT_EQ(now().matters.at(0).state, OrderState::reminded);
}

TEST_F(Year, LongRedIsEscalatedOnceEvenWhenAnswered) {
  for (int m = 4; m <= 9; ++m)
    month(m, {status(1, Verdict::off_track, m, "1.0")},
          {{.owner = "区商务局", .deed = "召开调度会", .print = std::to_string(m)}});
  EXPECT_EQ(std::ranges::count(steps(now().matters.at(0)), "escalated"), 1);
  EXPECT_THAT(now().matters.at(0).history,
              testing::Contains(testing::Field(&OrderEvent::reason, HasSubstr("连续4个月"))));
}

TEST_F(Year, ACountysMatterGoesUpToTheCountysLeaders) {
  area = "甲县";
  for (int m = 4; m <= 6; ++m) month(m, {status(0, Verdict::off_track, m, "1.0")});
  EXPECT_THAT(now().matters.at(0).history.back().reason, HasSubstr("提请县政府分管领导督办"));
}

TEST_F(Year, TheYearsResultEndsItMetOrMissed) {
  month(10, {status(0, Verdict::off_track, 10, "1.0"), status(1, Verdict::at_risk, 10, "6.0")});
  month(12, {status(0, Verdict::missed, 12, "1.2"), status(1, Verdict::met, 12, "7.1")});
  const auto all = now();
  ASSERT_EQ(all.matters.size(), 2u);
  for (const auto& life : all.matters) {
    EXPECT_EQ(life.state, OrderState::closed_by_figure);
    EXPECT_EQ(life.history.back().step, OrderStep::annual_figure);
  }
  // Asked again a month later: told once.
  EXPECT_TRUE(month(12, {status(0, Verdict::missed, 12, "1.2"), status(1, Verdict::met, 12, "7.1")}).empty());
}

TEST_F(Year, AfterTheYearWithoutItsFigureTheMatterWaits) {
  month(10, {status(0, Verdict::off_track, 10, "1.0")});
  const std::vector<TargetStatus> waiting{status(0, Verdict::off_track, 11, "0.8")};
  month(12, waiting);
  EXPECT_TRUE(now().matters.at(0).open());
  EXPECT_THAT(now().matters.at(0).history,
              testing::Contains(testing::Field(&OrderEvent::reason, HasSubstr("手头没有全年数"))));
  EXPECT_EQ(awaiting_annual_figure(waiting, day(12)).size(), 1u);
  EXPECT_TRUE(awaiting_annual_figure(waiting, day(11)).empty());
}

TEST_F(Year, AMatterEndedOnADeedIsOrderedAnewOnlyByANewerFigure) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  const auto closed =
      close_on_deed(now().matters.at(0), "攻坚方案经区政府常务会议审定并印发", "纪要.pdf", "p", date(2024, 6, 3));
  ASSERT_TRUE(closed);
  events.push_back(*closed);
  month(5, {status(0, Verdict::off_track, 4, "1.0")});
  EXPECT_EQ(now().matters.size(), 1u);
  month(6, {status(0, Verdict::off_track, 6, "0.5")});
  ASSERT_EQ(now().matters.size(), 2u);
  EXPECT_EQ(now().matters[1].number, "甲发改督〔2024〕2号");
  EXPECT_THAT(now().matters[1].history[0].reason, HasSubstr("甲发改督〔2024〕1号销号后再次出现"));
}

TEST_F(Year, ANumberIsNoDeed) {
  month(4, {status(0, Verdict::off_track, 4, "1.0")});
  const MatterLife life = now().matters.at(0);
  EXPECT_EQ(close_on_deed(life, "固定资产投资已增长9%", "a.pdf", "p", day(5)).error().code, "orders.number");
  EXPECT_EQ(close_on_deed(life, " 好 ", "a.pdf", "p", day(5)).error().code, "orders.no_deed");
  EXPECT_TRUE(close_on_deed(life, "2024年5月20日印发固定资产投资攻坚方案（甲府办〔2024〕8号）", "a.pdf", "p", day(5)));
}

TEST_F(Year, TwoMattersOfOneOwnerShareAPaperAndHaveEndsOfTheirOwn) {
  report = a_report("甲区", 2024, {a_target("固定资产投资", ">=", "8", "%"), a_target("工业投资", ">=", "7", "%")});
  month(4, {status(0, Verdict::off_track, 4, "1.0"), status(1, Verdict::off_track, 4, "1.0")});
  const auto all = now();
  std::set<std::string> owners;
  for (const auto& life : all.matters) owners.insert(life.owner);
  ASSERT_EQ(all.matters.size(), 2u);
  EXPECT_EQ(all.matters[0].number == all.matters[1].number, owners.size() == 1);
  month(5, {status(0, Verdict::on_track, 5, "9.0"), status(1, Verdict::off_track, 5, "1.0")});
  EXPECT_FALSE(now().matters[0].open());
  EXPECT_TRUE(now().matters[1].open());
}

TEST_F(Year, ALateProjectIsCarriedByItsNameAndEndsOnADeedAlone) {
  const std::vector<TargetStatus> none;
  enum class Sheet { missing, without_it, slow, well, late };
  const auto sheet_of = [&](int m, Sheet sheet) {
    std::vector<Order> drafted;
    ProjectReport projects;
    projects.any = sheet != Sheet::missing;
    if (projects.any && sheet != Sheet::without_it) {
      ProjectStatus project;
      project.project.name = "石桥小学扩建";
      project.verdict = sheet == Sheet::late   ? ProjectVerdict::late
                        : sheet == Sheet::slow ? ProjectVerdict::slow
                                               : ProjectVerdict::on_track;
      projects.projects.push_back(project);
    }
    if (sheet == Sheet::late) drafted.push_back(late_school(m));
    OrderRound round;
    round.asof = day(m);
    round.plan_year = 2024;
    round.prefix = "甲发改督";
    round.statuses = &none;
    round.drafted = &drafted;
    round.projects = &projects;
    round.calendar = &calendar::WorkingCalendar::builtin();
    const auto fresh = advance(now(), round);
    events.insert(events.end(), fresh.begin(), fresh.end());
    return open_orders(now(), round);
  };
  const auto says = [](const std::vector<Order>& orders, const std::string& words) {
    ASSERT_EQ(orders.size(), 1u);
    EXPECT_THAT(orders[0].history, testing::Contains(testing::Field(&OrderHistory::reason, HasSubstr(words))));
  };
  EXPECT_EQ(sheet_of(4, Sheet::late).size(), 1u);
  EXPECT_EQ(sheet_of(5, Sheet::late).size(), 1u);
  says(sheet_of(6, Sheet::missing), "第3个月续办：本期没有收到重点项目表，不作判断，继续督办");
  says(sheet_of(7, Sheet::without_it), "第4个月续办：本期项目表上没有这个项目，不作判断，继续督办");
  says(sheet_of(8, Sheet::slow), "第5个月续办：本期项目表上由滞后转为偏慢，继续督办");
  says(sheet_of(9, Sheet::well), "第6个月续办：本期项目表上不再滞后（正常），待现场核实后销号");
  EXPECT_EQ(now().matters.size(), 1u);
  EXPECT_TRUE(now().matters[0].open());
}

// The plan of the next year is in force and holds no target of the last one.
TEST_F(Year, UnderTheNewPlanTheOldYearsMatterIsNotSaidToGoOnBadly) {
  month(10, {status(0, Verdict::off_track, 10, "1.0")});
  const std::vector<TargetStatus> none;
  const std::vector<Order> nothing;
  for (const auto& asof : {date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 30)}) {
    OrderRound round;
    round.asof = asof;
    round.plan_year = 2025;
    round.prefix = "甲发改督";
    round.area = "甲县";
    round.statuses = &none;
    round.drafted = &nothing;
    round.replies.push_back({.owner = "区发展和改革局",
                             .deed = "召开调度会",
                             .print = std::to_string(static_cast<unsigned>(asof.month()))});
    round.calendar = &calendar::WorkingCalendar::builtin();
    const auto fresh = advance(now(), round);
    events.insert(events.end(), fresh.begin(), fresh.end());
  }
  ASSERT_EQ(now().matters.size(), 1u);
  const MatterLife life = now().matters[0];
  EXPECT_TRUE(life.open()) << "not known to be well either";
  EXPECT_EQ(life.months, 7) << "from November to May, whether rounds were held or not";
  EXPECT_FALSE(life.has_escalated);
  EXPECT_THAT(life.history.back().reason, HasSubstr("现行计划报告中没有这项目标，不作判断"));
}

TEST(Government, IsNamedByTheArea) {
  EXPECT_EQ(government_of("甲区"), "区政府");
  EXPECT_EQ(government_of("青岩县"), "县政府");
  EXPECT_EQ(government_of("岚州市"), "市政府");
  EXPECT_EQ(government_of("乙旗"), "旗政府");
  EXPECT_EQ(government_of("某自治区"), "自治区政府");
  EXPECT_EQ(government_of(""), "本级政府");
}

TEST_F(Year, ALateProjectThatNoSheetSpeaksOfGoesUpAllTheSame) {
  const std::vector<TargetStatus> none;
  for (int m = 4; m <= 8; ++m) {
    std::vector<Order> drafted;
    if (m == 4) drafted.push_back(late_school(m));
    OrderRound round;
    round.asof = day(m);
    round.plan_year = 2024;
    round.prefix = "甲发改督";
    round.statuses = &none;
    round.drafted = &drafted;
    round.replies.push_back({.owner = "区教育局", .deed = "召开现场会", .print = std::to_string(m)});
    round.calendar = &calendar::WorkingCalendar::builtin();
    const auto fresh = advance(now(), round);
    events.insert(events.end(), fresh.begin(), fresh.end());
  }
  ASSERT_EQ(now().matters.size(), 1u);
  EXPECT_TRUE(now().matters[0].open());
  EXPECT_TRUE(now().matters[0].has_escalated);
}

TEST(Answers, under_the_heading_of_one_matter_of_an_order_speak_of_that_one) {
  OrderRegister all;
  for (const char* key : {"2025/规模以上工业增加值/增速", "2025/项目/华川装备二期"}) {
    MatterLife life;
    life.id = {2025, 1, static_cast<int>(all.matters.size()) + 1};
    life.number = "桐发改督〔2025〕1号";
    life.owner = "县工业和信息化局";
    life.key = key;
    all.matters.push_back(life);
  }
  OrderReply reply;
  reply.owner = "县工业和信息化局";
  const auto heard_by = [&](const char* subject, const char* key, bool numbered) {
    reply.subject = subject;
    reply.key = key;
    reply.numbers =
        numbered ? reading::numbers_printed_in(U"桐发改督〔2025〕1号") : std::vector<reading::PrintedNumber>();
    std::string out;
    for (const auto& life : all.matters)
      if (answers(reply, life, all)) out += std::to_string(life.id.item);
    return out;
  };
  for (const bool numbered : {true, false}) {
    EXPECT_EQ(heard_by("规模以上工业增加值", "", numbered), "1");
    EXPECT_EQ(heard_by("华川装备二期", "", numbered), "2");
    EXPECT_EQ(heard_by("华川装备二期", "2025/规上工业企业数/总量", numbered), "2") << "its words touch another target";
    EXPECT_EQ(heard_by("", "", numbered), "12") << "it speaks of none by name";
  }
}

TEST(Answers, a_number_over_a_letter_is_of_what_the_letter_says_of_that_matter) {
  OrderRegister all;
  MatterLife life;
  life.id = {2025, 2, 1};
  life.number = "桐发改督〔2025〕2号";
  life.owner = "县生态环境局";
  life.key = "2025/优良天数比率";
  all.matters = {life};
  OrderReply reply;
  reply.owner = "县生态环境局";
  reply.numbers = reading::numbers_printed_in(U"桐发改督〔2025〕2号");
  reply.words = "钢铁企业超低排放改造2家已完成";
  reply.letter = "我局高度重视优良天数比率，确保完成任务\n" + reply.words;
  reply.of_a_task = true;
  EXPECT_FALSE(answers(reply, life, all)) << "another task's, and the matter is spoken of beside it";
  reply.own_number = true;
  EXPECT_TRUE(answers(reply, life, all)) << "it prints the number itself";
  reply.own_number = reply.of_a_task = false;
  EXPECT_TRUE(answers(reply, life, all)) << "it may go on about the matter";
  reply.of_a_task = true;
  reply.letter = reply.words;
  EXPECT_TRUE(answers(reply, life, all)) << "the letter speaks of the matter nowhere by name";
  reply.letter = "优良天数比率";
  reply.words = "为提高优良天数比率，已完成超低排放改造2家";
  EXPECT_TRUE(answers(reply, life, all));
}

TEST(Deadline, is_of_the_answer_and_of_the_week_from_monday_to_sunday) {
  MatterLife matter;
  const auto on = [&](int day) {  // Wednesday, 5 November 2025
    matter.due = date(2025, 11, day);
    return deadline_of(matter, date(2025, 11, 5));
  };
  EXPECT_EQ(on(4), Deadline::overdue);
  EXPECT_EQ(on(5), Deadline::this_week) << "the day itself is not late";
  EXPECT_EQ(on(9), Deadline::this_week);
  EXPECT_EQ(on(10), Deadline::later) << "in the next week, though within seven days";
  matter.state = OrderState::escalated;
  EXPECT_EQ(on(4), Deadline::overdue);
  matter.state = OrderState::replied;
  EXPECT_EQ(on(4), Deadline::none) << "waits to be verified";
  matter.state = OrderState::closed_by_deed;
  EXPECT_EQ(on(4), Deadline::none);
  EXPECT_EQ(week_of(date(2025, 11, 9)).monday, date(2025, 11, 3));
}

// A state has one name wherever it is read.
TEST(OrderWords, are_the_same_in_papers_on_pages_and_in_the_documents) {
  const auto read = [](const char* path) {
    std::ifstream in(std::string(JICHENG_SOURCE_DIR) + "/" + path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string pages = read("web/src/words/zh.ts"), document = read("docs/reference/orders.md");
  for (const auto state :
       {OrderState::issued, OrderState::replied, OrderState::returned, OrderState::overdue, OrderState::reminded,
        OrderState::escalated, OrderState::closed_by_deed, OrderState::closed_by_figure}) {
    EXPECT_THAT(pages, HasSubstr("    " + to_string(state) + ": '" + to_chinese(state) + "',"));
    EXPECT_THAT(document, HasSubstr(to_chinese(state) + " `" + to_string(state) + "`"));
    if (is_open(state)) {
      EXPECT_THAT(pages, HasSubstr("    " + to_string(state) + ": '" + to_chinese(state, true) + "',"));
    }
  }
}

TEST(OrderByOfficer, sends_back_what_was_answered_and_asks_for_words) {
  MatterLife matter;
  matter.id = {2025, 1, 1};
  matter.number = "岚发改督〔2025〕1号";
  matter.state = OrderState::replied;
  const calendar::Date on{std::chrono::year(2025), std::chrono::May, std::chrono::day(6)};
  const auto back = step_by_officer(matter, OrderStep::send_back, "方案没有写明时间表", {}, on);
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->by_officer);
  EXPECT_EQ(next_state(matter.state, back->step), OrderState::returned);
  EXPECT_EQ(step_by_officer(matter, OrderStep::send_back, " ", {}, on).error().code, "orders.reason");
  EXPECT_EQ(step_by_officer(matter, OrderStep::confirm_deed, "不经举措", {}, on).error().code, "orders.step");
  EXPECT_EQ(step_by_officer(matter, OrderStep::escalate, "请上报增速9.8%", {}, on).error().code, "orders.guard");
  matter.state = OrderState::issued;
  EXPECT_EQ(step_by_officer(matter, OrderStep::send_back, "还没有答复", {}, on).error().code, "orders.step");
}

TEST(OrderTable, EveryOpenStateCanEndBothWaysAndNoEndedOneMoves) {
  for (const auto& t : order_transitions()) EXPECT_TRUE(is_open(t.from));
  for (int s = 0; s <= static_cast<int>(OrderState::escalated); ++s) {
    const auto state = static_cast<OrderState>(s);
    EXPECT_EQ(next_state(state, OrderStep::confirm_deed), OrderState::closed_by_deed);
    EXPECT_EQ(next_state(state, OrderStep::figure_reached), OrderState::closed_by_figure);
    EXPECT_EQ(next_state(state, OrderStep::annual_figure), OrderState::closed_by_figure);
    EXPECT_EQ(parse_order_state(to_string(state)), state);
  }
  for (const auto& t : order_transitions()) EXPECT_EQ(parse_order_step(to_string(t.step)), t.step);
}

TEST(OrderTable, HistoryThatCannotBeIsAFault) {
  OrderEvent lost;
  lost.step = OrderStep::reply;
  lost.id = {2024, 1, 1};
  EXPECT_EQ(replay({lost}).error().code, "orders.history");
  OrderEvent issued = lost;
  issued.step = OrderStep::issue;
  EXPECT_EQ(replay({issued, issued}).error().code, "orders.history");
  OrderEvent closed = lost;
  closed.step = OrderStep::confirm_deed;
  EXPECT_EQ(replay({issued, closed, lost}).error().code, "orders.history");
}

// Whatever the months bring: every red target has a matter, none two open ones, every matter is open or ended in one
// way once, and the order of the answers' files makes no difference.
TEST_F(Year, WhateverComesEveryMatterIsOpenOrEndedOnce) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    std::mt19937 random(seed);
    events.clear();
    for (int m = 2; m <= 12; ++m) {
      const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
      std::vector<TargetStatus> statuses;
      for (int t = 0; t < 2; ++t) {
        const std::array<Verdict, 4> under_way{Verdict::on_track, Verdict::at_risk, Verdict::off_track,
                                               Verdict::on_track};
        const Verdict v =
            m == 12 ? (pick(2) ? Verdict::met : Verdict::missed) : under_way[static_cast<std::size_t>(pick(4))];
        statuses.push_back(
            status(t, v, m, std::to_string(pick(9)) + "." + std::to_string(m % 10), pick(6) == 0 && m < 12));
      }
      std::vector<OrderReply> replies;
      for (int i = pick(4); i > 0; --i)
        replies.push_back({.owner = pick(2) ? "区发展和改革局" : "区商务局",
                           .deed = pick(2) ? "印发方案" + std::to_string(i) : "",
                           .print = std::to_string(m * 10 + i)});
      const auto before = events;
      const auto one = month(m, statuses, replies);
      events = before;
      std::ranges::reverse(replies);
      EXPECT_EQ(one, month(m, statuses, replies)) << seed;
      const auto keys = matter_keys(statuses, 2024);
      for (const auto& s : statuses) {
        const std::string& key = keys.at(s.target.id);
        const auto all = now();
        EXPECT_LE(std::ranges::count_if(all.matters, [&](const auto& l) { return l.key == key && l.open(); }), 1);
        if (s.verdict == Verdict::off_track || s.verdict == Verdict::at_risk || s.verdict == Verdict::missed)
          EXPECT_NE(all.last_on(key), nullptr) << seed;
      }
      if (pick(5) == 0 && m < 12) {
        for (const auto& life : now().matters) {
          if (!life.open()) continue;
          auto closed = close_on_deed(life, "方案经常务会议审定", "f", "p", day(m));
          ASSERT_TRUE(closed);
          events.push_back(*closed);
          break;
        }
      }
    }
    for (const auto& life : now().matters) {
      int ends = 0;
      for (const auto& e : life.history)
        ends += e.step == OrderStep::confirm_deed || e.step == OrderStep::figure_reached ||
                e.step == OrderStep::annual_figure;
      EXPECT_EQ(ends, life.open() ? 0 : 1) << seed;
    }
  }
}

}  // namespace
}  // namespace plan
