// The network between the program and PostgreSQL fails in the middle of a write: what was acknowledged is there, what
// is asked again with the same request is there once, every wait ends, and the message says what to do.
#include "partition.hpp"

#include <gmock/gmock.h>

#include "ledger/postgres_store.hpp"
#include "random_writes.hpp"
#include "servers.hpp"

namespace {

using history::at;
using history::fact;
using ledger::Ledger;
using ledger::Write;
using std::chrono::milliseconds;
using Which = Servers::Which;
using testing::AnyOf;
using testing::HasSubstr;

constexpr ledger::detail::PostgresLimits kShort{.connect = milliseconds(2000),
                                                .answer = milliseconds(500),
                                                .wait = milliseconds(200),
                                                .abandon = milliseconds(900)};
// Two connections, one statement each, and a machine that is busy.
constexpr auto kLongest = milliseconds(8000);

// With its end, so that READ COMMITTED is another word.
const std::string kCommit("COMMIT\0", 7);

Write facts(const std::string& request, int count) {
  static int made = 0;
  const std::string number = std::to_string(++made);
  Write out{.area = "440104", .request = request, .actor = "张三", .recorded_at = at(60)};
  for (int i = 0; i < count; ++i) {
    out.entries.emplace_back(fact("440104", "指标" + std::to_string(i), 1 + i % 12,
                                  number + "." + std::to_string(100 + i), "", "2024-01-20"));
  }
  return out;
}

class PartitionTest : public testing::TestWithParam<Which> {
 protected:
  void SetUp() override {
    servers_ = Servers::get();
    if (servers_ == nullptr) GTEST_SKIP() << Servers::why_not();
    uri_ = servers_->fresh(GetParam());
    network_ = std::make_unique<Partition>(servers_->folder(), GetParam() == Which::single ? "5435" : "5432");
    book_.emplace(open(network_->through(uri_)));
    ASSERT_TRUE(book_->write(facts("1", 3)));
    written_ = 3;
  }
  Ledger open(const std::string& uri) {
    auto store = ledger::PostgresStore::open(uri, kShort);
    EXPECT_TRUE(store) << base::to_text(store.error());
    return Ledger::over(std::move(*store), "server");
  }

  // Writes over a network that was told to fail, then asks again over one that is whole until there is an answer.
  void write_through_a_cut(const Write& write, bool reset, const std::string& when) {
    const auto start = std::chrono::steady_clock::now();
    const auto first = book_->write(write);
    EXPECT_LT(std::chrono::steady_clock::now() - start, kLongest) << when;
    if (!first) {
      EXPECT_THAT(first.error().code, AnyOf("ledger.unsure", "ledger.unreachable")) << when;
      EXPECT_THAT(first.error().remedy, AnyOf(HasSubstr("再做一次"), HasSubstr("再试"))) << when;
      unsure_ += first.error().code == "ledger.unsure";
      failed_ += first.error().code == "ledger.unreachable";
    }
    network_->heal();
    if (reset) network_->reset();
    base::Result<ledger::Receipt> again = base::fail("nothing", "");
    const auto until = std::chrono::steady_clock::now() + kLongest;
    for (;;) {
      again = book_->write(write);
      if (again || std::chrono::steady_clock::now() > until) break;
      // The server may hold the area for a writer who is gone, for a while.
      EXPECT_THAT(again.error().code, AnyOf("ledger.locked", "ledger.unreachable")) << when;
    }
    ASSERT_TRUE(again) << when << base::to_text(again.error());
    const auto count = static_cast<std::int64_t>(write.entries.size());
    EXPECT_EQ(again->first, written_ + 1) << when;
    EXPECT_EQ(again->last, written_ + count) << when;
    if (first) {
      EXPECT_TRUE(again->repeated) << when;
      EXPECT_EQ(first->last, again->last) << when;
    } else if (first.error().code == "ledger.unreachable") {
      EXPECT_FALSE(again->repeated) << when << ": it was said that nothing is written";
    }
    written_ += count;
    EXPECT_EQ(book_->version("440104").value(), written_) << when;
  }

  void TearDown() override {
    if (servers_ == nullptr) return;
    // Asked past the network, by another.
    Ledger other = open(uri_);
    EXPECT_EQ(other.verify().value(), written_);
  }

  Servers* servers_ = nullptr;
  std::string uri_;
  std::unique_ptr<Partition> network_;
  std::optional<Ledger> book_;
  std::int64_t written_ = 0;
  int unsure_ = 0, failed_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Servers, PartitionTest, testing::Values(Which::single, Which::coordinator), [](const auto& p) {
  return p.param == Which::single ? "one_database" : "coordinator_with_two_shards";
});

TEST_P(PartitionTest, between_the_commit_that_was_sent_and_its_answer_the_writer_is_unsure_and_asks_again) {
  network_->cut_at(kCommit, false);
  write_through_a_cut(facts("2", 4), true, "commit sent");
  EXPECT_EQ(unsure_, 1);
}

// Nothing tells the server that the writer is gone: it lets go of the area by itself.
TEST_P(PartitionTest, before_the_commit_arrives_nothing_is_written_and_the_server_lets_go_by_itself) {
  network_->cut_at(kCommit, true);
  write_through_a_cut(facts("2", 4), false, "commit lost");
  EXPECT_EQ(unsure_, 1) << "the writer cannot tell it from the case above";
}

TEST_P(PartitionTest, at_any_byte_on_the_way_there) {
  const int points = GetParam() == Which::single ? 12 : 6;
  network_->cut_after(Partition::kAll, Partition::kAll);
  write_through_a_cut(facts("2", 40), true, "whole");
  network_->cut_after(Partition::kAll, Partition::kAll);
  ASSERT_TRUE(book_->write(facts("3", 40)));
  written_ += 40;
  const std::int64_t all = network_->sent();
  ASSERT_GT(all, 10'000);
  for (int i = 0; i < points; ++i) {
    const std::int64_t byte = all * i / points + i % 3;
    network_->cut_after(byte, Partition::kAll);
    write_through_a_cut(facts("there" + std::to_string(i), 40), true, "after " + std::to_string(byte) + " bytes");
  }
  EXPECT_EQ(failed_ + unsure_, points);
}

// How much is answered hangs on what the writer still knows of its last write: later and later, until a write is
// through before the cut.
TEST_P(PartitionTest, at_any_byte_on_the_way_back) {
  const int points = GetParam() == Which::single ? 12 : 6;
  network_->cut_after(Partition::kAll, Partition::kAll);
  ASSERT_TRUE(book_->write(facts("2", 40)));
  network_->cut_after(Partition::kAll, Partition::kAll);
  ASSERT_TRUE(book_->write(facts("3", 40)));
  written_ += 80;
  const std::int64_t step = network_->answered() / points + 1;
  int cut = 0;
  for (std::int64_t byte = 1;; byte += step - cut % 3) {
    network_->cut_after(Partition::kAll, byte);
    write_through_a_cut(facts("back" + std::to_string(cut), 40), true, "after " + std::to_string(byte) + " bytes back");
    if (failed_ + unsure_ == cut) break;
    ASSERT_LT(++cut, 5 * points) << "no write comes through";
  }
  EXPECT_GE(cut, points);
}

// A question over a network that fails is answered with a fault, in time, and rightly the next time.
TEST_P(PartitionTest, while_a_question_is_answered) {
  network_->cut_after(Partition::kAll, 40);
  const auto start = std::chrono::steady_clock::now();
  const auto found = book_->find({.area = "440104"});
  EXPECT_LT(std::chrono::steady_clock::now() - start, kLongest);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "ledger.unreachable");
  network_->heal();
  EXPECT_EQ(book_->find({.area = "440104"}).value().size(), 3u);
}

}  // namespace
