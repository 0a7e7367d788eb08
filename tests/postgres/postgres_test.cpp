// A PostgreSQL database, and two behind a coordinator, must do what a file does.
#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "ledger/outbox.hpp"
#include "ledger/postgres_store.hpp"
#include "random_writes.hpp"
#include "servers.hpp"

namespace {

using history::at;
using history::fact;
using ledger::Ledger;
using Which = Servers::Which;
using testing::HasSubstr;
using testing::Not;

class OnPostgres : public testing::TestWithParam<Which> {
 protected:
  void SetUp() override {
    servers_ = Servers::get();
    if (servers_ == nullptr) GTEST_SKIP() << Servers::why_not();
    uri_ = servers_->fresh(GetParam());
  }
  Ledger open(const std::string& uri, const ledger::Options& options = {}) {
    auto book = Ledger::open(uri, options);
    if (!book) ADD_FAILURE() << base::to_text(book.error());
    return std::move(*book);
  }
  Ledger open() { return open(uri_); }
  // As `open`, by a login that may only append.
  Ledger open_as_writer() {
    if (GetParam() != Which::coordinator) (void)open();
    return open(Servers::as_writer(uri_));
  }

  Servers* servers_ = nullptr;
  std::string uri_;
};

INSTANTIATE_TEST_SUITE_P(Servers, OnPostgres, testing::Values(Which::single, Which::coordinator), [](const auto& p) {
  return p.param == Which::single ? "one_database" : "coordinator_with_two_shards";
});

void expect_the_same_answers(Ledger& a, Ledger& b, std::uint64_t seed) {
  history::Random random(seed + 1);
  for (int i = 0; i < 24; ++i) {
    ledger::Query query{.area = random.chance(60) ? "440104" : "",
                        .indicator = random.chance(40) ? "地区生产总值" : "",
                        .all_vintages = random.chance(30),
                        .count_vintages = random.chance(50)};
    if (random.chance(60)) query.asof = *calendar::parse_date("2024-0" + std::to_string(1 + random.below(9)) + "-15");
    if (random.chance(50)) query.recorded_by = at(random.below(300) * 60);
    EXPECT_EQ(history::text_of(a.find(query)), history::text_of(b.find(query))) << "seed " << seed << " question " << i;
    ledger::EventQuery events{.area = random.chance(60) ? "区域440106" : "",
                              .kind = random.chance(50) ? "order.closed" : "",
                              .subject_prefix = random.chance(40)   ? "order/"
                                                : random.chance(30) ? "order/3"
                                                                    : ""};
    if (random.chance(50)) events.valid_on = *calendar::parse_date("2024-07-01");
    if (random.chance(50)) events.recorded_by = at(random.below(300) * 60);
    EXPECT_EQ(history::text_of(a.events(events)), history::text_of(b.events(events)))
        << "seed " << seed << " question " << i;
  }
}

TEST_P(OnPostgres, the_same_history_gives_the_same_receipts_records_and_answers_as_in_a_file) {
  for (const int key_space : {40, 3}) {
    const std::uint64_t seed = 20261124 + static_cast<std::uint64_t>(key_space);
    Ledger file = open(":memory:");
    // Two writers: what each of them remembers of its last write may not hold any more.
    const std::string uri = servers_->fresh(GetParam());
    Ledger server = open(uri), other = open(uri);
    history::Random turns(seed);
    int refused = 0;
    for (const auto& write : history::writes(seed, GetParam() == Which::single ? 150 : 60, key_space)) {
      const auto expected = history::text_of(file.write(write));
      Ledger& writer = turns.chance(25) ? other : server;
      EXPECT_EQ(history::text_of(writer.write(write)), expected) << "seed " << seed << " request " << write.request;
      refused += expected.starts_with("ledger.");
    }
    EXPECT_GT(refused, 5);
    EXPECT_EQ(history::digest(server), history::digest(file)) << "seed " << seed;
    EXPECT_EQ(server.verify().value(), file.verify().value());
    expect_the_same_answers(file, server, seed);
  }
}

// Large writes go in parts while their bodies are made, and what a writer knows of its last one is used for the next.
TEST_P(OnPostgres, two_writers_of_one_area_count_what_a_file_counts) {
  for (const int key_space : {400, 8}) {
    const std::uint64_t seed = 20261129 + static_cast<std::uint64_t>(key_space);
    Ledger file = open(":memory:");
    const std::string uri = servers_->fresh(GetParam());
    Ledger one = open(uri), two = open(uri);
    history::Random turns(seed);
    for (const auto& write : history::writes(seed, GetParam() == Which::single ? 30 : 10, key_space, 1400, true)) {
      // Most withdrawals and corrections of so many would be refused: they are writes of their own here.
      ledger::Write facts = write, others = write;
      std::erase_if(facts.entries, [](const auto& e) { return e.index() == 2 || e.index() == 3; });
      std::erase_if(others.entries, [](const auto& e) { return e.index() != 2 && e.index() != 3; });
      others.entries.resize(std::min<std::size_t>(others.entries.size(), 1));
      others.request += " others";
      for (const ledger::Write* part : {&facts, &others}) {
        if (part->entries.empty()) continue;
        Ledger& writer = turns.chance(30) ? two : one;
        EXPECT_EQ(history::text_of(writer.write(*part)), history::text_of(file.write(*part)))
            << "seed " << seed << " request " << part->request;
      }
    }
    EXPECT_EQ(history::digest(one), history::digest(file)) << "seed " << seed;
  }
}

TEST_P(OnPostgres, what_another_writer_said_or_took_away_since_is_known) {
  Ledger one = open(), two = open();
  const auto said = [](const std::string& value) { return fact("440104", "甲", 1, value, "", "2024-01-20"); };
  const auto write = [](Ledger& book, const std::string& request, std::vector<ledger::Entry> entries) {
    return book.write({.area = "440104", .request = request, .recorded_at = at(0), .entries = std::move(entries)});
  };
  ASSERT_TRUE(write(one, "1", {said("1")}));
  ASSERT_TRUE(write(two, "2", {said("2")}));
  EXPECT_EQ(write(one, "3", {said("2")})->known_already, 1) << "said by the other";
  ASSERT_TRUE(write(two, "4", {ledger::Withdrawal{.sequence = 1}}));
  const auto again = write(one, "5", {said("1")});
  EXPECT_EQ(again->added, 1) << "what was withdrawn may be said again";
  EXPECT_EQ(again->new_vintages, 0) << "and is nothing new";
  // Its own withdrawal too, in the write before.
  ASSERT_TRUE(write(one, "6", {ledger::Withdrawal{.sequence = again->last}}));
  EXPECT_EQ(write(one, "7", {said("1")})->added, 1);
  EXPECT_EQ(write(one, "8", {said("1")})->known_already, 1);
  EXPECT_EQ(write(one, "8", {said("1")})->repeated, true);
}

// More than one COPY takes, and more than is asked for at once; the second time by a writer who knows nothing.
TEST_P(OnPostgres, very_many_facts_are_one_write_and_known_again) {
  if (GetParam() != Which::single) GTEST_SKIP() << "slow on shards, and the same there";
  std::vector<ledger::Entry> entries;
  for (int i = 0; i < 20'000; ++i) {
    entries.emplace_back(
        fact("440104", "指标" + std::to_string(i % 9000), 1 + i / 9000, std::to_string(i), "", "2024-01-20"));
  }
  ledger::Write write{.area = "440104", .request = "1", .recorded_at = at(0), .entries = std::move(entries)};
  Ledger one = open(), two = open();
  EXPECT_EQ(one.write(write)->added, 20'000);
  write.request = "2";
  EXPECT_EQ(two.write(write)->known_already, 20'000);
  EXPECT_EQ(two.verify().value(), 20'000);
}

// A record that the tables refuse, in the middle of what is on its way: the savepoint undoes it, and all else goes on.
TEST_P(OnPostgres, a_savepoint_undoes_records_that_the_server_refuses) {
  Ledger book = open();
  ASSERT_TRUE(book.append({fact("440104", "甲", 1, "1", "", "2024-01-20")}, at(0)));
  const auto transaction = book.store().begin().value();
  const auto head = transaction->hold("440104", base::HashAlgorithm::sha256).value();
  ASSERT_TRUE(transaction->savepoint());
  ledger::NewRecord bad;
  bad.view = {
      .sequence = head.size + 1, .recorded_at = 1, .kind = ledger::RecordKind::event, .body = "{}", .chain = "short"};
  (void)transaction->put("440104", std::span(&bad, 1));
  ASSERT_TRUE(transaction->undo());
  const auto again = transaction->hold("440104", base::HashAlgorithm::sha256);
  ASSERT_TRUE(again) << base::to_text(again.error());
  EXPECT_EQ(again->size, head.size);
  EXPECT_TRUE(transaction->commit());
  EXPECT_EQ(book.append({fact("440104", "乙", 1, "1", "", "2024-01-20")}, at(1)).value().added, 1);
  // Without one it is refused as a whole, in words, and the next write is as if it had not been.
  {
    const auto refused = book.store().begin().value();
    ASSERT_TRUE(refused->hold("440104", base::HashAlgorithm::sha256));
    bad.view.sequence = 3;
    (void)refused->put("440104", std::span(&bad, 1));
    EXPECT_FALSE(refused->commit());
  }
  EXPECT_EQ(book.append({fact("440104", "丙", 1, "1", "", "2024-01-20")}, at(2)).value().added, 1);
  EXPECT_EQ(book.verify().value(), 3);
}

TEST_P(OnPostgres, a_writer_who_drops_what_is_on_its_way_leaves_nothing_and_holds_nothing) {
  Ledger book = open();
  ASSERT_TRUE(book.append({fact("440104", "甲", 1, "1", "", "2024-01-20")}, at(0)));
  const std::string chain(32, 'x');
  {
    const auto dropped = book.store().begin().value();
    const auto head = dropped->hold("440104", base::HashAlgorithm::sha256).value();
    ledger::NewRecord record;
    record.view = {
        .sequence = head.size + 1, .recorded_at = 1, .kind = ledger::RecordKind::event, .body = "{}", .chain = chain};
    ASSERT_TRUE(dropped->put("440104", std::span(&record, 1)));
  }
  Ledger other = open();
  EXPECT_EQ(other.append({fact("440104", "乙", 1, "1", "", "2024-01-20")}, at(1)).value().added, 1);
  EXPECT_EQ(book.append({fact("440104", "丙", 1, "1", "", "2024-01-20")}, at(2)).value().added, 1);
  EXPECT_EQ(book.verify().value(), 3);
}

TEST_P(OnPostgres, a_batch_of_many_facts_is_one_write_and_asked_again_one_fact_each) {
  Ledger book = open_as_writer();
  std::vector<facts::Fact> facts;
  for (int i = 0; i < 3000; ++i) {
    facts.push_back(
        fact("440104", "指标" + std::to_string(i % 500), 1 + i / 500, std::to_string(i) + ".0", "", "2024-01-20"));
  }
  EXPECT_EQ(book.append(facts, at(0)).value().added, 3000);
  const auto again = book.append(facts, at(9)).value();
  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.known_already, 3000);
  EXPECT_EQ(book.find({.area = "440104"}).value().size(), 3000u);
  EXPECT_EQ(book.find({.area = "区域440104", .indicator = "指标7"}).value().size(), 6u);
  EXPECT_EQ(book.verify().value(), 3000);
}

TEST_P(OnPostgres, what_a_person_let_us_know_is_gone_with_the_key_and_the_chain_stays_whole) {
  Ledger book = open_as_writer();
  const ledger::Event event{.area_code = "440104",
                            .area = "甲区",
                            .kind = "case.opened",
                            .subject = "case/1",
                            .valid_from = *calendar::parse_date("2024-03-01"),
                            .content = "{}",
                            .personal = {{.person = "p1", .name = "name", .value = "张三"}}};
  ASSERT_TRUE(book.write({.area = "440104", .request = "r", .recorded_at = at(0), .entries = {event}}));
  EXPECT_EQ(book.events({}).value().at(0).event.personal.at(0).value, "张三");
  const auto erased = book.erase_person("p1", "某人", "本人要求", at(1));
  ASSERT_TRUE(erased) << base::to_text(erased.error());
  const auto after = book.events({.kind = "case.opened"}).value();
  EXPECT_TRUE(after.at(0).event.personal.at(0).erased);
  EXPECT_EQ(book.verify().value(), 2);
  EXPECT_EQ(book.write({.area = "440104", .request = "s", .recorded_at = at(2), .entries = {event}}).error().code,
            "ledger.person_erased");
}

TEST_P(OnPostgres, writers_at_the_same_time_follow_one_another_in_an_area_and_none_is_lost) {
  constexpr int kWriters = 4, kEach = 20;
  (void)open();
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      auto book = Ledger::open(uri_, {.wait = std::chrono::milliseconds(10000)});
      if (!book) {
        failed += kEach;
        return;
      }
      for (int i = 0; i < kEach; ++i) {
        const std::string n = std::to_string(w) + "/" + std::to_string(i);
        const auto receipt =
            book->write({.area = "440104",
                         .request = n,
                         .recorded_at = at(i),
                         .entries = {fact("440104", "指标" + n, 1, std::to_string(i), "", "2024-01-20")}});
        if (!receipt) {
          ++failed;
          std::cerr << base::to_text(receipt.error()) << "\n";
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  Ledger book = open();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(book.version("440104").value(), kWriters * kEach);
  EXPECT_EQ(book.verify().value(), kWriters * kEach);
}

TEST_P(OnPostgres, a_writer_who_waits_too_long_for_another_is_told_so_and_nothing_is_written) {
  Ledger first = open();
  ASSERT_TRUE(first.append({fact("440104", "甲", 1, "1", "", "2024-01-20")}, at(0)));
  auto holding = first.store().begin().value();
  ASSERT_TRUE(holding->hold("440104", base::HashAlgorithm::sha256));
  Ledger second = open(uri_, {.wait = std::chrono::milliseconds(200)});
  const auto start = std::chrono::steady_clock::now();
  const auto refused = second.append({fact("440104", "乙", 1, "1", "", "2024-01-20")}, at(1));
  EXPECT_EQ(refused.error().code, "ledger.locked");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  // Another area is free all the while.
  EXPECT_TRUE(second.append({fact("330110", "乙", 1, "1", "", "2024-01-20")}, at(1)));
  holding.reset();
  EXPECT_TRUE(second.append({fact("440104", "乙", 1, "1", "", "2024-01-20")}, at(1)));
}

TEST_P(OnPostgres, nobody_can_change_or_remove_what_stands) {
  {
    Ledger book = open();
    ASSERT_TRUE(book.append({fact("440104", "甲", 1, "1", "", "2024-01-20")}, at(0)));
  }
  for (const bool as_writer : {false, true}) {
    auto connection = ledger::detail::Connection::open(as_writer ? Servers::as_writer(uri_) : uri_, {});
    ASSERT_TRUE(connection);
    for (const char* attack :
         {"UPDATE jicheng.record SET body = 'x' WHERE area = '440104'",
          "DELETE FROM jicheng.record WHERE area = '440104'",
          "UPDATE jicheng.area SET algorithm = 'sm3' WHERE area = '440104'",
          "DELETE FROM jicheng.area WHERE area = '440104'", "UPDATE jicheng.receipt SET last = 9 WHERE area = '440104'",
          "DELETE FROM jicheng.receipt WHERE area = '440104'",
          "UPDATE jicheng.key SET rest = 'x' WHERE area = '440104'"}) {
      const auto done = connection->simple(attack);
      ASSERT_FALSE(done) << attack;
      // The triggers stand on the shards, which a coordinator enters as one who may only append.
      const bool refused_by_rights = as_writer || GetParam() == Which::coordinator;
      EXPECT_EQ(done.error().code, refused_by_rights ? "ledger.denied" : "ledger.unwritable") << attack;
    }
    if (GetParam() == Which::coordinator) continue;
    for (const char* attack : {"TRUNCATE jicheng.record_others", "DROP TABLE jicheng.record"}) {
      if (!as_writer && std::string_view(attack).starts_with("DROP")) continue;  // an owner can: a checkpoint finds it
      EXPECT_FALSE(connection->simple(attack)) << attack;
    }
  }
  EXPECT_EQ(open().verify().value(), 1);
}

TEST_P(OnPostgres, a_key_whose_number_another_has_gets_the_next_one) {
  const auto wanted = fact("440104", "乙", 1, "2", "", "2024-01-20");
  std::string number;
  {
    const std::string elsewhere = servers_->fresh(GetParam());
    ASSERT_TRUE(open(elsewhere).append({wanted}, at(0)));
    number = servers_->sql(elsewhere, "SELECT no FROM jicheng.key WHERE area = '440104'");
  }
  Ledger book = open();
  ASSERT_TRUE(book.append({fact("440104", "甲", 1, "1", "", "2024-01-20")}, at(0)));
  (void)servers_->sql(uri_, "INSERT INTO jicheng.key VALUES ('440104', " + number + ", 3, 2, '丙', 'x')");
  ASSERT_TRUE(book.append({wanted}, at(1)));
  ASSERT_TRUE(book.append({fact("440104", "乙", 1, "3", "", "2024-02-20")}, at(2)));
  EXPECT_EQ(
      servers_->sql(uri_, "SELECT no - (" + number + ") FROM jicheng.key WHERE area = '440104' AND indicator = '乙'"),
      "1");
  EXPECT_EQ(book.append({wanted}, at(3)).value().known_already, 1);
  EXPECT_EQ(book.find({.area = "440104", .indicator = "乙", .all_vintages = true}).value().size(), 2u);
}

TEST_P(OnPostgres, an_effect_in_another_area_arrives_once_though_its_deliverers_are_killed) {
  Ledger book = open();
  constexpr int kEffects = 12;
  for (int n = 0; n < kEffects; ++n) {
    const ledger::Event effect{.area_code = "330110",
                               .area = "乙区",
                               .kind = "case.moved_in",
                               .subject = "case/" + std::to_string(n),
                               .valid_from = *calendar::parse_date("2024-03-01"),
                               .content = "{}"};
    ASSERT_TRUE(book.write({.area = "440104",
                            .request = std::to_string(n),
                            .recorded_at = at(n),
                            .entries = {ledger::outgoing("440104", "甲区", effect)}}));
  }
  int kills = 0;
  for (int round = 0; round < 40; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      auto own = Ledger::open(uri_);
      if (own) (void)ledger::deliver(*own, "440104", *own, at(100));
      std::_Exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + round % 10 * 7));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    kills += WIFSIGNALED(status);
    if (!WIFSIGNALED(status)) break;
  }
  Ledger after = open(uri_, {.wait = std::chrono::milliseconds(10000)});
  const auto last = ledger::deliver(after, "440104", after, at(200));
  ASSERT_TRUE(last) << base::to_text(last.error());
  EXPECT_TRUE(last->waiting.empty());
  EXPECT_EQ(after.events({.area = "330110"}).value().size(), static_cast<std::size_t>(kEffects));
  EXPECT_TRUE(after.events({.area = "440104", .kind = ledger::kOutgoing}).value().empty());
  EXPECT_EQ(after.verify().value(), 3 * kEffects);
  EXPECT_GT(kills, 0);
}

// After five uses a server may turn to a plan for any parameters, which goes through a list of keys for every row it
// meets: a write that adds to keys it already has then took as many seconds as it had taken tenths.
TEST_P(OnPostgres, a_statement_with_a_long_list_is_never_run_by_a_plan_for_any_list) {
  (void)open();
  auto connection = ledger::detail::Connection::open(uri_, {});
  ASSERT_TRUE(connection);
  using ledger::detail::Parameters;
  constexpr int kUses = 12;
  std::vector<std::int64_t> numbers(3000);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i) * 7;
  for (const bool is_long : {true, false}) {
    const auto list = std::span(numbers).first(is_long ? numbers.size() : 3);
    for (int i = 0; i < kUses; ++i) {
      const auto asked = connection->run("SELECT count(*) FROM jicheng.record WHERE area = $1 AND key = ANY ($2)",
                                         Parameters().text("440104").bigs(list));
      ASSERT_TRUE(asked) << base::to_text(asked.error());
    }
    const auto plans = connection->simple(
        "SELECT coalesce(sum(generic_plans), 0), coalesce(sum(generic_plans + custom_plans), 0) "
        "FROM pg_prepared_statements WHERE statement LIKE '%ANY%'");
    ASSERT_TRUE(plans);
    if (is_long) {
      EXPECT_EQ(plans->text(0, 0), "0");
    } else {
      EXPECT_EQ(plans->text(0, 1), std::to_string(kUses)) << "short ones are prepared once";
    }
  }
}

TEST_P(OnPostgres, the_twelfth_write_to_the_same_many_keys_takes_no_longer_than_the_first_ones) {
  Ledger book = open();
  constexpr int kKeys = 1500, kWrites = 12;
  std::vector<double> seconds;
  for (int w = 0; w < kWrites; ++w) {
    std::vector<facts::Fact> facts;
    for (int i = 0; i < kKeys; ++i) {
      facts.push_back(
          fact("440104", "指标" + std::to_string(i), 1, std::to_string(i * 100 + w) + ".0", "", "2024-01-20"));
    }
    const auto start = std::chrono::steady_clock::now();
    ASSERT_EQ(book.append(facts, at(w)).value().added, kKeys);
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  const auto best = [&](int from, int to) { return *std::min_element(&seconds[from], &seconds[to]); };
  // With the fault it was thirty times as long.
  EXPECT_LT(best(8, kWrites), 8 * best(1, 5));
}

// The last statement of each key is looked up without asking whether it stands: where one was taken away another must
// come, for every instant and day.
TEST_P(OnPostgres, what_was_taken_away_gives_way_to_the_one_before) {
  Ledger book = open(), file = open(":memory:");
  for (Ledger* one : {&book, &file}) {
    for (int w = 0; w < 20; ++w) {
      std::vector<ledger::Entry> entries;
      for (int i = 0; i < 12; ++i) {
        entries.emplace_back(fact("440104", "指标" + std::to_string(i), 1, std::to_string(i * 100 + w) + ".0",
                                  i % 3 == 0 ? "1.0" : "",
                                  "2024-0" + std::to_string(1 + w / 3) + "-2" + std::to_string(w % 3)));
      }
      if (w > 15) entries.emplace_back(ledger::Withdrawal{.sequence = 12 * w - 12 + 1 + w % 12});
      ASSERT_TRUE(
          one->write({.area = "440104", .request = std::to_string(w), .recorded_at = at(w), .entries = entries}));
    }
    ASSERT_TRUE(one->write({.area = "440104",
                            .request = "away",
                            .recorded_at = at(30),
                            .entries = {ledger::Withdrawal{*one->version("440104") - 1},
                                        ledger::Withdrawal{*one->version("440104") - 4}}}));
  }
  for (const int hour : {0, 14, 15, 16, 17, 18, 19, 29, 30}) {
    for (const char* day : {"2024-02-15", "2024-06-21", "2024-12-31"}) {
      const ledger::Query query{.asof = *calendar::parse_date(day), .recorded_by = at(hour), .count_vintages = false};
      EXPECT_EQ(history::text_of(book.find(query)), history::text_of(file.find(query))) << hour << " " << day;
    }
  }
  EXPECT_EQ(book.find({.area = "440104", .count_vintages = false}).value().size(), 12u);
}

TEST_P(OnPostgres, a_user_without_rights_is_told_what_to_ask_for) {
  const std::string uri = servers_->fresh(Which::single);
  const auto refused = Ledger::open(Servers::as_writer(uri));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.denied");
  EXPECT_THAT(refused.error().remedy, HasSubstr("ledger.sql"));
}

TEST(PostgresAddress, no_password_is_ever_shown) {
  for (const char* uri : {"postgresql://me:gEheim7@127.0.0.1:1/db", "postgresql://me@127.0.0.1:1/db?password=gEheim7",
                          "postgresql://me:gEheim7@127.0.0.1:1/db?nonsense=gEheim7", "postgresql://me:gEheim7@[::1/db",
                          "postgresql://me:gEheim7@127.0.0.1:1/gEheim7@x"}) {
    const auto refused = Ledger::open(uri);
    ASSERT_FALSE(refused) << uri;
    EXPECT_THAT(base::to_text(refused.error()), Not(HasSubstr("gEheim7"))) << uri;
    EXPECT_THAT(refused.error().code, testing::AnyOf("ledger.unreachable", "ledger.address")) << uri;
    EXPECT_FALSE(refused.error().remedy.empty());
  }
}

TEST(PostgresAddress, a_database_that_is_not_there_and_a_server_that_forgets_are_named) {
  Servers* servers = Servers::get();
  if (servers == nullptr) GTEST_SKIP() << Servers::why_not();
  EXPECT_EQ(Ledger::open(servers->address(Which::single, "nowhere")).error().code, "ledger.denied");
  const std::string uri = servers->fresh(Which::single);
  (void)servers->sql(uri, "CREATE SCHEMA jicheng");
  EXPECT_EQ(Ledger::open(uri).error().code, "ledger.not_ours");
  const std::string newer = servers->fresh(Which::single);
  ASSERT_TRUE(Ledger::open(newer));
  (void)servers->sql(newer, "UPDATE jicheng.about SET version = 99");
  EXPECT_EQ(Ledger::open(newer).error().code, "ledger.newer");
}

}  // namespace
