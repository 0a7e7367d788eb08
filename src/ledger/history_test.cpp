// The story of a figure holds every statement, correction and withdrawal, with who and why.
#include "ledger/history.hpp"

#include <gmock/gmock.h>

namespace {

using ledger::Instant;
using ledger::RecordKind;

facts::Fact fact(const std::string& value, const std::string& published, int month = 9) {
  facts::Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = f.indicator_as_printed = "一般公共预算收入";
  f.period = calendar::Period::year_to_date(2023, month);
  f.value = base::Decimal::parse(value);
  f.unit = "亿元";
  f.published = *calendar::parse_published(published);
  f.source.text = "月报";
  return f;
}
Instant at(int minute) { return Instant(std::chrono::hours(470'000) + std::chrono::minutes(minute)); }

ledger::Ledger told() {
  auto book = std::move(*ledger::Ledger::open(":memory:"));
  const auto write = [&](const std::string& who, int minute, ledger::Entry entry) {
    const auto done = book.write({.area = "990101",
                                  .request = std::to_string(minute),
                                  .actor = who,
                                  .reason = "因" + who,
                                  .recorded_at = at(minute),
                                  .entries = {std::move(entry)}});
    EXPECT_TRUE(done) << base::to_text(done.error());
  };
  write("甲", 1, fact("35.70", "2023-10-11"));
  write("乙", 2, fact("35.42", "2023-11-03"));
  write("丙", 3, ledger::Correction{.sequence = 2, .fact = fact("35.24", "2023-11-03")});
  write("丁", 4, ledger::Withdrawal{.sequence = 1});
  // Corrected into another month: it leaves one figure and enters another.
  write("戊", 5, ledger::Correction{.sequence = 3, .fact = fact("35.24", "2023-11-03", 10)});
  return book;
}

TEST(History, tells_of_each_step_who_why_and_what_became_of_it) {
  const auto book = told();
  const auto all = ledger::history(book, {.area = "岚湖区", .indicator = "一般公共预算收入"}).value();
  ASSERT_EQ(all.size(), 2u);
  const auto& october = all[0].key.find("2023-01/2023-10") != std::string::npos ? all[0] : all[1];
  const auto& september = &october == &all[0] ? all[1] : all[0];
  std::vector<std::string> told;
  for (const auto& s : september.steps) {
    told.push_back(std::to_string(s.sequence) + to_string(s.kind) + s.actor + s.reason + s.fact.value->to_string() +
                   "/" + std::to_string(s.target) + "/" + std::to_string(s.gone_by) + (s.withdrawn ? "w" : ""));
  }
  EXPECT_THAT(told, testing::ElementsAre("1fact甲因甲35.70/0/4w", "2fact乙因乙35.42/0/3", "3correction丙因丙35.24/2/5",
                                         "4withdrawal丁因丁35.70/1/0", "5correction戊因戊35.24/3/0"));
  ASSERT_EQ(october.steps.size(), 1u);
  EXPECT_EQ(october.steps[0].target, 3);
}

TEST(History, as_of_an_instant_knows_nothing_of_what_came_later) {
  const auto book = told();
  const auto then = ledger::history(book, {.recorded_by = at(2), .indicator = "一般公共预算收入"}).value();
  ASSERT_EQ(then.size(), 1u);
  ASSERT_EQ(then[0].steps.size(), 2u);
  EXPECT_EQ(then[0].steps[1].gone_by, 0);
}

}  // namespace
