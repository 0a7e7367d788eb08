#include "ledger/outbox.hpp"

#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using ledger::Ledger;

ledger::Instant at(std::int64_t seconds) { return ledger::Instant(std::chrono::seconds(1'700'000'000 + seconds)); }

ledger::Event effect(int n, const std::string& area = "440106") {
  return {.area_code = area,
          .area = "乙区",
          .kind = "case.moved_in",
          .subject = "case/" + std::to_string(n),
          .valid_from = *calendar::parse_date("2024-03-01"),
          .content = "{\"n\":" + std::to_string(n) + "}"};
}

ledger::Write cause(int n, const std::string& to = "440106") {
  const ledger::Event own{.area_code = "440104",
                          .area = "甲区",
                          .kind = "case.moved_out",
                          .subject = "case/" + std::to_string(n),
                          .valid_from = *calendar::parse_date("2024-03-01"),
                          .content = "{}"};
  return {.area = "440104",
          .request = "move/" + std::to_string(n),
          .actor = "经办人",
          .reason = "迁出",
          .recorded_at = at(n),
          .entries = {own, ledger::outgoing("440104", "甲区", effect(n, to))}};
}

TEST(Outbox, an_effect_reaches_the_other_area_once_and_tells_who_caused_it) {
  auto book = Ledger::open(":memory:").value();
  ASSERT_TRUE(book.write(cause(1)));
  const auto first = ledger::deliver(book, "440104", book, at(10)).value();
  EXPECT_EQ(first.delivered, 1);
  EXPECT_TRUE(first.waiting.empty());
  EXPECT_EQ(ledger::deliver(book, "440104", book, at(20)).value().delivered, 0);
  const auto arrived = book.events({.area = "440106"}).value();
  ASSERT_EQ(arrived.size(), 1u);
  EXPECT_EQ(arrived[0].event.subject, "case/1");
  EXPECT_EQ(arrived[0].event.content, "{\"n\":1}");
  EXPECT_EQ(arrived[0].actor, "经办人");
  EXPECT_TRUE(book.events({.area = "440104", .kind = ledger::kOutgoing}).value().empty());
  EXPECT_EQ(book.events({.area = "440104", .kind = ledger::kOutgoing, .recorded_by = at(5)}).value().size(), 1u);
}

TEST(Outbox, a_stop_between_arriving_and_taking_off_makes_no_second_arrival) {
  auto book = Ledger::open(":memory:").value();
  ASSERT_TRUE(book.write(cause(1)));
  const auto pending = book.events({.area = "440104", .kind = ledger::kOutgoing}).value();
  ASSERT_TRUE(book.write(ledger::arrival_of(pending.at(0), at(5)).value()));
  EXPECT_EQ(ledger::deliver(book, "440104", book, at(10)).value().delivered, 1);
  EXPECT_EQ(book.events({.area = "440106"}).value().size(), 1u);
}

TEST(Outbox, effects_go_into_another_ledger_too_in_their_order) {
  auto from = Ledger::open(":memory:").value(), to = Ledger::open(":memory:").value();
  for (int n = 0; n < 5; ++n) ASSERT_TRUE(from.write(cause(n)));
  EXPECT_EQ(ledger::deliver(from, "440104", to, at(10)).value().delivered, 5);
  const auto arrived = to.events({.area = "440106"}).value();
  ASSERT_EQ(arrived.size(), 5u);
  for (int n = 0; n < 5; ++n)
    EXPECT_EQ(arrived[static_cast<std::size_t>(n)].event.subject, "case/" + std::to_string(n));
}

TEST(Outbox, what_is_refused_waits_with_its_reason_and_holds_up_its_own_area_only) {
  auto from = Ledger::open(":memory:").value(), to = Ledger::open(":memory:").value();
  ASSERT_TRUE(from.write(cause(1)));
  ASSERT_TRUE(from.write(cause(2)));
  ASSERT_TRUE(from.write(cause(3, "330110")));
  // Another has used the request over there.
  const std::string request = "outbox/440104/2";
  ASSERT_TRUE(to.write({.area = "440106", .request = request, .recorded_at = at(0), .entries = {effect(9)}}));
  const auto delivery = ledger::deliver(from, "440104", to, at(10)).value();
  EXPECT_EQ(delivery.delivered, 1);
  ASSERT_EQ(delivery.waiting.size(), 2u);
  EXPECT_EQ(delivery.waiting[0].why.code, "ledger.request_reused");
  EXPECT_EQ(delivery.waiting[1].why.code, "ledger.waiting");
  EXPECT_EQ(to.events({.area = "330110"}).value().size(), 1u);
}

TEST(Outbox, an_outgoing_event_that_carries_nothing_is_named) {
  auto book = Ledger::open(":memory:").value();
  auto write = cause(1);
  std::get<ledger::Event>(write.entries[1]).content = "{}";
  ASSERT_TRUE(book.write(write));
  const auto delivery = ledger::deliver(book, "440104", book, at(10)).value();
  ASSERT_EQ(delivery.waiting.size(), 1u);
  EXPECT_EQ(delivery.waiting[0].why.code, "ledger.unreadable");
}

TEST(Outbox, deliverers_that_are_killed_at_any_moment_deliver_each_effect_once) {
  const auto path = std::filesystem::temp_directory_path() / ("outbox-" + std::to_string(getpid()) + ".sqlite");
  constexpr int kEffects = 30;
  {
    auto book = Ledger::open(path.string()).value();
    for (int n = 0; n < kEffects; ++n) ASSERT_TRUE(book.write(cause(n)));
  }
  int kills = 0;
  for (int round = 0; round < 400; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      auto book = Ledger::open(path.string());
      const bool done = book && ledger::deliver(*book, "440104", *book, at(100)).has_value();
      _exit(done ? 0 : 1);
    }
    usleep(static_cast<useconds_t>(500 + round % 40 * 400));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
    kills += WIFSIGNALED(status);
  }
  auto book = Ledger::open(path.string()).value();
  ASSERT_TRUE(ledger::deliver(book, "440104", book, at(200)));
  EXPECT_EQ(book.events({.area = "440106"}).value().size(), static_cast<std::size_t>(kEffects));
  EXPECT_TRUE(book.events({.area = "440104", .kind = ledger::kOutgoing}).value().empty());
  EXPECT_TRUE(book.verify());
  EXPECT_GT(kills, 0);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
}

}  // namespace
