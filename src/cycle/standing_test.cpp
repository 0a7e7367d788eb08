#include "cycle/standing.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cycle/agenda_paper.hpp"
#include "cycle/watch_due.hpp"

namespace cycle {
namespace {

using testing::HasSubstr;

calendar::Date day(const std::string& text) { return calendar::parse_date(text).value(); }

// One target of an invented district, as judged on a day.
struct Found {
  Found(plan::Verdict verdict, std::optional<double> chance, const std::string& said) {
    reading.area = "岚湖区";
    reading.plan_year = 2025;
    plan::TargetStatus s;
    s.target.id = "T001";
    s.target.indicator = "一般公共预算收入";
    s.target.strength = "headline";
    s.indicator = facts::NamesTable::builtin().find(s.target.indicator);
    s.verdict = verdict;
    s.probability = chance;
    s.why = "累计" + said + "亿元";
    facts::Fact fact;
    fact.indicator = s.target.indicator;
    fact.period = *calendar::parse_period("2025-01/2025-09");
    fact.value = base::Decimal::parse(said);
    fact.unit = "亿元";
    s.latest = plan::Latest{fact, {}};
    run.reading = &reading;
    run.asof = day("2025-11-05");
    run.targets.push_back(std::move(s));
  }
  reading::Reading reading;
  report::RunFindings run;
};

const AgendaSection* section(const std::vector<AgendaSection>& all, const std::string& kind) {
  const auto at = std::ranges::find(all, kind, &AgendaSection::kind);
  return at == all.end() ? nullptr : &*at;
}

std::vector<AgendaSection> agenda(const Found& was, const Found& is) {
  return agenda_of(was.run, is.run, calendar::WorkingCalendar::builtin());
}

TEST(Changes, are_not_told_where_verdict_and_chance_read_the_same) {
  using plan::Verdict;
  const auto changes = [](const Found& was, const Found& is) { return changes_between(was.run, is.run).size(); };
  EXPECT_EQ(changes({Verdict::met, 1.0, "41.8"}, {Verdict::met, 1.0, "42.9"}), 0U) << "100% to 100%";
  EXPECT_EQ(changes({Verdict::on_track, 0.851, "41.8"}, {Verdict::on_track, 0.857, "42.9"}), 0U);
  EXPECT_EQ(changes({Verdict::on_track, 0.85, "41.8"}, {Verdict::on_track, 0.91, "42.9"}), 1U);
  EXPECT_EQ(changes({Verdict::on_track, 0.85, "41.8"}, {Verdict::at_risk, 0.6, "42.9"}), 1U);
}

TEST(Agenda, names_the_body_that_answers_for_a_target_and_not_its_function) {
  const auto all = agenda({plan::Verdict::at_risk, 0.5, "41.8"}, {plan::Verdict::at_risk, 0.5, "41.8"});
  const auto* behind = section(all, "behind");
  ASSERT_NE(behind, nullptr);
  EXPECT_EQ(behind->items.front().owner, "区财政局");
}

TEST(Agenda, puts_a_matter_where_its_deadline_and_state_say) {
  Found is(plan::Verdict::met, 1.0, "41.8");
  const auto matter = [&](int item, plan::OrderState state, const std::string& due) {
    plan::MatterLife m;
    m.id = {2025, 1, item};
    m.number = "岚发改督〔2025〕1号";
    m.about = "事项" + std::to_string(item);
    m.owner = "区商务局";
    m.state = state;
    m.due = day(due);
    m.history.push_back({.id = m.id, .reason = "经过"});
    is.run.order_register.matters.push_back(std::move(m));
  };
  matter(1, plan::OrderState::issued, "2025-11-04");
  matter(2, plan::OrderState::issued, "2025-11-09");
  matter(3, plan::OrderState::issued, "2025-11-10");
  matter(4, plan::OrderState::replied, "2025-11-04");
  matter(5, plan::OrderState::escalated, "2025-11-04");
  const auto all = agenda(is, is);
  const auto only = [&](const std::string& kind) {
    const auto* s = section(all, kind);
    return s != nullptr && s->items.size() == 1 ? s->items.front().text : std::string();
  };
  EXPECT_THAT(only("overdue"), HasSubstr("事项1，应于2025年11月4日反馈"));
  EXPECT_THAT(only("due"), HasSubstr("事项2，2025年11月9日前反馈"));
  EXPECT_THAT(only("to_verify"), HasSubstr("事项4"));
  EXPECT_THAT(only("decide"), HasSubstr("事项5"));
  for (const auto& s : all)
    for (const auto& item : s.items) EXPECT_THAT(item.text, testing::Not(HasSubstr("事项3")));
  EXPECT_EQ(week_words(is.run.asof), "11月3日—11月9日");
}

TEST(Agenda, keeps_what_is_long_overdue_and_puts_it_highest) {
  Found is(plan::Verdict::met, 1.0, "41.8");
  const auto task = [&](const std::string& id, const std::string& words, const std::string& due) {
    reading::Measure m;
    m.id = id;
    m.span.start = static_cast<int>(is.reading.text.size());
    is.reading.text += base::u32(words);
    m.span.end = static_cast<int>(is.reading.text.size());
    m.due = due;
    is.reading.measures.push_back(m);
    plan::Task t;
    t.measure = m;
    is.run.tasks.push_back(t);
  };
  task("M001", "建成十月事项", "10月底前");
  task("M002", "建成污水处理厂", "6月底前");
  task("M003", "全部开工", "上半年");
  task("M004", "已完成的事", "5月底前");
  task("M005", "年底的事", "年底前");
  plan::MatchedReply reply;
  // What is said of each task counts: one is done, of the other a part.
  reply.state = plan::MatchState::sure;
  reply.tasks.push_back({.task = 3, .task_id = "M004", .confidence = 1, .stage = reading::ReplyStage::done});
  reply.tasks.push_back({.task = 2, .task_id = "M003", .confidence = 1, .stage = reading::ReplyStage::under_way});
  reply.entry.stage = reading::ReplyStage::done;
  reply.signed_on = day("2025-05-20");
  is.run.replies.push_back(reply);
  const auto all = agenda(is, is);
  const auto* late = section(all, "overdue");
  ASSERT_NE(late, nullptr);
  std::vector<std::string> texts;
  for (const auto& item : late->items) texts.push_back(item.text);
  ASSERT_EQ(texts.size(), 3u);
  EXPECT_THAT(texts[0], HasSubstr("污水处理厂"));
  EXPECT_THAT(texts[1], HasSubstr("全部开工"));
  EXPECT_THAT(texts[2], HasSubstr("十月事项"));
  EXPECT_THAT(tasks_past_words(is.run, true), HasSubstr("3项任务的期限早于2025年11月5日"));
  EXPECT_TRUE(tasks_past_words(is.run, false).empty());
}

TEST(Agenda, keeps_missing_figures_and_unread_files_apart_and_says_what_a_deadline_is_once) {
  Found is(plan::Verdict::no_data, std::nullopt, "41.8");
  is.run.unread.push_back({"表.xlsx", "B3", "看不懂"});
  const auto all = agenda(is, is);
  ASSERT_NE(section(all, "unknown"), nullptr);
  ASSERT_NE(section(all, "unread"), nullptr);
  EXPECT_EQ(section(all, "unknown")->items.size(), 1U);
  EXPECT_THAT(section(all, "unread")->items.front().text, HasSubstr("表.xlsx B3"));
  const auto draft = agenda_draft("岚湖区", is.run.asof, deadline_words(plan::Settings{}), all);
  int said = 0;
  for (const auto& block : draft.blocks)
    if (const auto* p = std::get_if<document::DraftParagraph>(&block))
      for (const auto& r : p->runs) said += r.text.find("反馈期限") != std::string::npos;
  EXPECT_EQ(said, 1);
}

}  // namespace
}  // namespace cycle
