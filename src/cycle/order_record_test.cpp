#include "cycle/order_record.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cycle/inbox_events.hpp"
#include "cycle/order_book.hpp"

// The register of orders and the ledger's events of it.
namespace cycle {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class OrderRecord : public testing::Test {
 protected:
  void SetUp() override {
    folder = world.files->make_temporary_folder().value();
    put(R"({"sequence":1,"recorded_at":1,"area":"岚湖区","on":"2025-03-31","year":2025,"number":3,"item":1,"step":"issued","prefix":"岚发改督","owner":"区商务局","key":"消费","closes_on":"以正式发布的数据为准","due":"2025-04-09"}
{"sequence":2,"recorded_at":1,"area":"岚湖区","on":"2025-03-31","year":2025,"number":3,"item":2,"step":"issued","prefix":"岚发改督","owner":"区商务局","key":"外贸","closes_on":"以正式发布的数据为准","due":"2025-04-09"}
)");
    EXPECT_TRUE(open_ledger(folder, world));
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::string path() const { return folder + "/督办登记.jsonl"; }
  std::string text() { return world.files->read(path()).value(); }
  void put(const std::string& bytes) { ASSERT_TRUE(world.files->write_whole(path(), bytes)); }
  void answer() {
    StepRequest step{.data = folder, .id = "2025-3-1", .area = ""};
    step.reason = "反馈已落实：走访企业17家";
    step.deed = "走访企业17家";
    step.on = calendar::Date{std::chrono::year(2025), std::chrono::April, std::chrono::day(3)};
    const auto done = step_order(step, world);
    ASSERT_TRUE(done) << base::to_text(done.error());
  }
  OrderLines verified() {
    auto out = verify_order_lines(folder, world);
    EXPECT_TRUE(out) << (out ? "" : base::to_text(out.error()));
    return out ? *out : OrderLines();
  }
  std::vector<std::string> codes() {
    std::vector<std::string> out;
    for (const auto& f : verified().findings) out.push_back(f.code + " " + std::to_string(f.sequence));
    return out;
  }

  base::World world = base::real_world();
  std::string folder;
};

TEST_F(OrderRecord, has_every_line_as_an_event_and_those_of_before_with_the_first_new_one) {
  EXPECT_EQ(verified().not_yet, 2);
  answer();
  const auto found = verified();
  EXPECT_EQ(found.lines, 3);
  EXPECT_EQ(found.agree, 3);
  EXPECT_EQ(found.not_yet, 0);
  EXPECT_THAT(found.findings, IsEmpty());
  std::vector<std::string> kinds;
  for (const auto& e : office_events(folder, "", "order/2025-3-1", world).value()) kinds.push_back(e.event.kind);
  EXPECT_THAT(kinds, ElementsAre("order.issued", "order.replied"));
}

TEST_F(OrderRecord, tells_a_line_that_was_changed_lost_or_put_in) {
  answer();
  const std::string before = text();
  std::string changed = before;
  changed.replace(changed.rfind("17家"), 2, "71");
  put(changed);
  EXPECT_THAT(codes(), ElementsAre("orders.changed 3"));
  put(before.substr(0, before.rfind("{\"")));
  EXPECT_THAT(codes(), ElementsAre("orders.lost 3"));
  std::string twice = before;
  twice.insert(
      0,
      R"({"sequence":0,"recorded_at":1,"area":"岚湖区","on":"2025-03-01","year":2025,"number":1,"item":1,"step":"issued"})"
      "\n");
  put(twice);
  EXPECT_THAT(codes(), ElementsAre("orders.foreign 0"));
  std::filesystem::remove(path());
  EXPECT_THAT(codes(), ElementsAre("orders.lost 1", "orders.lost 2", "orders.lost 3"));
}

// Neither does the next write take in what stands there unrecorded.
TEST_F(OrderRecord, keeps_telling_of_a_line_that_was_put_in) {
  answer();
  put(text() +
      R"({"sequence":4,"recorded_at":1,"area":"岚湖区","on":"2025-04-04","year":2025,"number":3,"item":2,"step":"replied","deed":"走访"})"
      "\n");
  EXPECT_THAT(codes(), ElementsAre("orders.foreign 4"));
  StepRequest step{.data = folder, .id = "2025-3-1", .area = ""};
  step.step = plan::OrderStep::send_back;
  step.reason = "请写明走访了哪些企业";
  step.on = calendar::Date{std::chrono::year(2025), std::chrono::April, std::chrono::day(7)};
  ASSERT_TRUE(step_order(step, world));
  EXPECT_THAT(codes(), ElementsAre("orders.foreign 4"));
  EXPECT_EQ(verified().agree, 4);
}

// Brought back without the ledger, the register gives its numbers anew.
TEST_F(OrderRecord, knows_lines_by_their_words_where_a_number_was_given_twice) {
  const std::string before = text();
  answer();
  put(before);
  answer();
  const auto found = verified();
  EXPECT_EQ(found.agree, 3);
}

}  // namespace
}  // namespace cycle
