// The register of orders as a file that several programs write.
#include "cycle/order_book.hpp"

#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include "cycle/order_english.hpp"
#include "cycle/place.hpp"

namespace cycle {
namespace {

// Time is asked for between reading the register and writing it: there another program does its part.
class Interrupted final : public base::Clock {
 public:
  explicit Interrupted(std::unique_ptr<base::Clock> clock) : clock_(std::move(clock)) {}
  std::chrono::sys_time<std::chrono::microseconds> now() override {
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return clock_->now();
  }
  std::chrono::microseconds monotonic() override { return clock_->monotonic(); }
  std::function<void()> meanwhile;

 private:
  std::unique_ptr<base::Clock> clock_;
};

class Book : public testing::Test {
 protected:
  void SetUp() override {
    folder = (std::filesystem::path(testing::TempDir()) /
              ("book-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name())))
                 .string();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    auto clock = std::make_unique<Interrupted>(std::move(world.clock));
    interrupted = clock.get();
    world.clock = std::move(clock);
    ASSERT_TRUE(world.files->write_whole(
        folder + "/督办登记.jsonl",
        R"({"sequence":1,"recorded_at":1,"area":"岚湖区","on":"2025-03-31","year":2025,"number":3,"item":1,"step":"issued","prefix":"岚发改督","owner":"区商务局","key":"消费","closes_on":"以正式发布的数据为准","due":"2025-04-09"}
{"sequence":2,"recorded_at":1,"area":"岚湖区","on":"2025-03-31","year":2025,"number":3,"item":2,"step":"issued","prefix":"岚发改督","owner":"区商务局","key":"外贸","closes_on":"以正式发布的数据为准","due":"2025-04-09"}
)"));
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  StepRequest replied(const char* id) const {
    StepRequest step{.data = folder, .id = id, .area = ""};
    step.reason = "反馈已落实：召开调度会";
    step.deed = "召开调度会";
    step.on = day;
    return step;
  }
  plan::OrderRegister now() {
    const auto books = orders_on(folder, "", std::nullopt, world);
    EXPECT_TRUE(books);
    return books->front().all;
  }
  base::Result<OrdersKept> heard(const char* printed, const calendar::Date& on) {
    static const std::vector<plan::TargetStatus> none;
    static const std::vector<plan::Order> nothing;
    plan::OrderRound round;
    round.asof = on;
    round.plan_year = 2025;
    round.statuses = &none;
    round.drafted = &nothing;
    round.calendar = &calendar::WorkingCalendar::builtin();
    round.answers_only = true;
    plan::OrderReply reply{.owner = "区商务局", .deed = "已走访企业12家", .file = "回复.txt", .print = "abc"};
    reply.numbers = reading::numbers_printed_in(base::u32(printed));
    round.replies = {reply};
    std::vector<plan::Order> open;
    return keep_orders(folder, "", "岚湖区", round, open, world);
  }

  const calendar::Date day{std::chrono::year(2025), std::chrono::April, std::chrono::day(3)};
  base::World world = base::real_world();
  Interrupted* interrupted = nullptr;
  std::string folder;
};

TEST_F(Book, a_step_of_another_program_between_reading_and_writing_is_not_lost) {
  bool done = false;
  interrupted->meanwhile = [&] {
    auto other = base::real_world();
    done = step_order(replied("2025-3-2"), other).has_value();
  };
  const auto own = step_order(replied("2025-3-1"), world);
  ASSERT_TRUE(own) << base::to_text(own.error());
  EXPECT_TRUE(done);
  for (const auto& matter : now().matters) EXPECT_EQ(matter.state, plan::OrderState::replied) << matter.id.item;
}

TEST_F(Book, an_answer_that_another_program_recorded_meanwhile_is_not_heard_twice) {
  interrupted->meanwhile = [&] {
    auto clock = std::exchange(world.clock, base::real_world().clock);
    EXPECT_TRUE(heard("岚发改督〔2025〕3号-2", day));
    world.clock = std::move(clock);
  };
  const auto kept = heard("岚发改督〔2025〕3号-2", day);
  ASSERT_TRUE(kept) << base::to_text(kept.error());
  EXPECT_TRUE(kept->written.empty()) << "the other has written it";
  EXPECT_EQ(now().matters.at(1).history.size(), 2U);
}

TEST_F(Book, what_the_program_hears_is_no_officers_act_and_stays_when_the_day_is_worked_out_anew) {
  ASSERT_TRUE(heard("岚发改督〔2025〕3号-2", day));
  const auto& event = now().matters.at(1).history.back();
  EXPECT_EQ(event.step, plan::OrderStep::reply);
  EXPECT_FALSE(event.by_officer);
  EXPECT_TRUE(event.at_once) << "as read from the file";

  static const std::vector<plan::TargetStatus> none;
  static const std::vector<plan::Order> nothing;
  plan::OrderRound round;
  round.asof = day;
  round.plan_year = 2025;
  round.statuses = &none;
  round.drafted = &nothing;
  round.calendar = &calendar::WorkingCalendar::builtin();
  std::vector<plan::Order> open;
  const auto kept = keep_orders(folder, "", "岚湖区", round, open, world);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->taken_back.empty());
  EXPECT_EQ(kept->all.matters.at(1).state, plan::OrderState::replied);
  // The round before is that of the issue: what was heard since is news.
  round.asof = calendar::plus_days(day, 2);
  const auto next = keep_orders(folder, "", "岚湖区", round, open, world);
  ASSERT_TRUE(next);
  EXPECT_EQ(std::ranges::count(next->news, plan::OrderStep::reply, &plan::OrderEvent::step), 1);
}

TEST_F(Book, each_step_keeps_who_did_it_and_says_it_in_english) {
  auto step = replied("2025-3-1");
  step.by = "wang";
  ASSERT_TRUE(step_order(step, world));
  const auto matter = now().matters.at(0);
  EXPECT_EQ(matter.history.back().by, "wang") << "as read from the file";
  EXPECT_EQ(step_english(matter, 1), "answered: 召开调度会; to be verified");
  plan::MatterLife told = matter;
  const auto says = [&](plan::OrderEvent e) {
    e.on = day;
    told.history.push_back(std::move(e));
    return step_english(told, told.history.size() - 1);
  };
  EXPECT_EQ(says({.step = plan::OrderStep::due_passed}), "no answer by 2025-04-09");
  EXPECT_EQ(says({.step = plan::OrderStep::remind, .due = day}),
            "overdue without an answer: reminded; to be answered by " + calendar::to_string(day));
  EXPECT_EQ(says({.step = plan::OrderStep::carry,
                  .reason = "第3个月续办：没有新公布的数据，判断为有风险",
                  .figure = {{2025, 3}, day, "6.3%"}}),
            "carried on, month 3; latest is the figure up to 2025-03 (6.3%), published " + calendar::to_string(day) +
                "; judged at risk");
  EXPECT_EQ(says({.step = plan::OrderStep::send_back, .reason = "请写明时间表", .by_officer = true}), "请写明时间表")
      << "an officer's own words";
}

TEST_F(Book, counts_what_offices_have_in_hand_and_the_bureaus_own_apart) {
  ASSERT_TRUE(step_order(replied("2025-3-2"), world));
  auto all = now();
  plan::MatterLife own = all.matters.at(0), ended = all.matters.at(0);
  own.own = true;
  own.owner = "区发展和改革局";
  ended.state = plan::OrderState::closed_by_deed;
  all.matters.push_back(own);
  all.matters.push_back(ended);
  const calendar::Date later{std::chrono::year(2025), std::chrono::April, std::chrono::day(20)};
  const auto n = count_orders(all, later);
  EXPECT_EQ(std::tuple(n.open, n.to_verify, n.overdue, n.own, n.own_overdue, n.closed), std::tuple(2, 1, 1, 1, 1, 1));
  const auto seen = count_orders(all, later, [](std::string_view owner) { return owner == "区商务局"; });
  EXPECT_EQ(std::tuple(seen.open, seen.own, seen.closed), std::tuple(2, 0, 1));
}

TEST_F(Book, a_file_that_prints_another_orders_number_is_refused_as_an_answer_to_this_one) {
  ASSERT_TRUE(world.files->write_whole(folder + "/回复.txt",
                                       "关于岚发改督〔2025〕3号-2督办事项的回复\n区发展和改革局：\n"
                                       "我局已走访企业12家。\n区商务局\n2025年4月2日\n"));
  AnswerRequest answer{.data = folder, .id = "2025-3-1", .area = "", .words = "", .file = folder + "/回复.txt"};
  answer.on = day;
  const auto refused = answer_order(answer, world);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "orders.other_order");
  answer.id = "2025-3-2";
  const auto taken = answer_order(answer, world);
  ASSERT_TRUE(taken) << base::to_text(taken.error());
  EXPECT_EQ(taken->state, plan::OrderState::replied);
}

TEST_F(Book, an_answer_dated_after_the_day_is_refused_and_the_day_asked_about_is_recorded) {
  ASSERT_TRUE(world.files->write_whole(folder + "/回复.txt",
                                       "关于岚发改督〔2025〕3号-2督办事项的回复\n区发展和改革局：\n"
                                       "我局已走访企业12家。\n区商务局\n2025年4月8日\n"));
  AnswerRequest answer{.data = folder, .id = "2025-3-2", .area = "", .words = "", .file = folder + "/回复.txt"};
  answer.on = day;
  const auto refused = answer_order(answer, world);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "orders.later_answer");
  answer.on = calendar::plus_days(day, 5);
  const auto taken = answer_order(answer, world);
  ASSERT_TRUE(taken) << base::to_text(taken.error());
  EXPECT_EQ(taken->history.back().on, answer.on);
  EXPECT_EQ(taken->history.back().reason.find("落实"), std::string::npos) << "nothing has been verified";
}

TEST_F(Book, the_owners_own_answer_and_what_says_the_opposite_end_nothing) {
  ASSERT_TRUE(world.files->write_whole(
      folder + "/督办登记.jsonl",
      R"({"sequence":1,"recorded_at":1,"area":"甲县","on":"2025-03-31","year":2025,"number":9,"item":1,"step":"issued","prefix":"甲发改督","owner":"县交通运输局","key":"2025/项目/绕城公路","closes_on":"形象进度达到所排节点，有依据文件，经发展改革部门现场核实后销号；不以责任单位回复销号","due":"2025-04-09"}
)"));
  const auto close = [&](const char* file, const char* text) {
    EXPECT_TRUE(world.files->write_whole(folder + "/" + file, text));
    return close_order({folder, "2025-9-1", "绕城公路张家湾段征地全部交付", folder + "/" + file, "", day}, world);
  };
  const auto own = close("情况.txt",
                         "关于甲发改督〔2025〕9号督办事项的回复\n县发展和改革局：\n张家湾段征地全部交付。\n"
                         "县交通运输局\n2025年4月2日\n");
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().code, "orders.own_reply");
  EXPECT_NE(own.error().what.find("不以责任单位回复销号"), std::string::npos);
  const auto opposite = close("纪要.txt", "县政府常务会议议定，4月30日前完成张家湾段剩余1.8公里征地交付。\n");
  ASSERT_FALSE(opposite);
  EXPECT_EQ(opposite.error().code, "orders.opposite");
  EXPECT_NE(opposite.error().what.find("剩余1.8公里"), std::string::npos);
  EXPECT_TRUE(now().matters.at(0).open());
  const auto fine = close("移交书.txt", "张家湾段原剩余1.8公里征地已于4月2日全部交付施工单位。\n");
  ASSERT_TRUE(fine) << base::to_text(fine.error());
  EXPECT_FALSE(now().matters.at(0).open());
}

}  // namespace
}  // namespace cycle
