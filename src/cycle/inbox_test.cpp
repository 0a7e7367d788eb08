// Files taken back: what each brought is known by the write that brought it, and not by the file's name.
#include "cycle/inbox.hpp"

#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cycle/cycle.hpp"
#include "cycle/inbox_events.hpp"

namespace cycle {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Inbox : public testing::Test {
 protected:
  void SetUp() override {
    folder = (std::filesystem::path(testing::TempDir()) /
              ("inbox-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name())))
                 .string();
    std::filesystem::remove_all(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Receipt give(const std::string& name, const std::string& bytes, const std::string& by = "wang") {
    ReceiveRequest request{.data = folder, .name = name, .bytes = bytes, .asof = day, .area = "岚湖区"};
    request.by = by;
    auto receipt = receive(request, world, [](const std::string&) {});
    EXPECT_TRUE(receipt) << (receipt ? "" : base::to_text(receipt.error()));
    return receipt ? *receipt : Receipt{};
  }
  static std::string sheet(const std::string& months, const std::string& value) {
    return "岚湖区2025年" + months + "主要指标\n指标,单位," + months + "\n规模以上工业总产值,亿元," + value + "\n";
  }
  // A figure as a version before recorded it, under the name of the file alone, or somebody by hand.
  void record(const std::string& months, const std::string& value, const std::string& reason) {
    std::filesystem::create_directories(folder);
    const std::string path = folder + "/月报.csv";
    ASSERT_TRUE(world.files->write_whole(path, sheet(months, value)));
    ImportRequest request{.files = {path}, .data = folder, .asof = day, .area = "岚湖区"};
    request.actor = "wang";
    request.reason = reason;
    auto done = import_files(request, world, [](const std::string&) {});
    ASSERT_TRUE(done) << base::to_text(done.error());
    ASSERT_EQ(done->appended.added, 1);
    std::filesystem::remove(path);
  }
  std::set<std::string> values() {
    std::set<std::string> out;
    auto book = open_ledger(folder, world);
    EXPECT_TRUE(book);
    for (const auto& r : book->find({.all_vintages = true}).value())
      if (r.fact.value) out.insert(r.fact.value->to_string());
    return out;
  }

  const calendar::Date day{std::chrono::year(2025), std::chrono::July, std::chrono::day(20)};
  std::string folder;
  base::World world = base::real_world();
};

TEST_F(Inbox, takes_back_with_a_file_nothing_of_another_of_its_name) {
  const auto a = give("月报.csv", sheet("1-5月", "215.4")), b = give("月报.csv", sheet("1-6月", "260.9"));
  EXPECT_EQ(a.appended.added + b.appended.added, 2);
  const auto gone = withdraw_file(folder, a.file.id, "wang", "放错了", world);
  ASSERT_TRUE(gone) << base::to_text(gone.error());
  EXPECT_EQ(gone->withdrawn->left, 0);
  EXPECT_THAT(values(), ElementsAre("260.9"));
}

TEST_F(Inbox, takes_back_with_a_file_nothing_that_was_imported_by_hand_under_its_name) {
  record("1-6月", "260.9", "导入6月数据");
  const auto a = give("月报.csv", sheet("1-5月", "215.4"));
  ASSERT_TRUE(withdraw_file(folder, a.file.id, "wang", "放错了", world));
  EXPECT_THAT(values(), ElementsAre("260.9"));
}

TEST_F(Inbox, takes_back_what_a_version_before_recorded_where_only_one_file_had_that_name) {
  record("1-6月", "260.9", "报送 月报.csv");
  const auto a = give("月报.csv", sheet("1-6月", "260.9"));
  EXPECT_EQ(a.appended.added, 0) << "known from before";
  const auto gone = withdraw_file(folder, a.file.id, "wang", "放错了", world);
  ASSERT_TRUE(gone) << base::to_text(gone.error());
  EXPECT_EQ(gone->withdrawn->left, 0);
  EXPECT_THAT(values(), IsEmpty());
}

TEST_F(Inbox, leaves_what_a_version_before_recorded_from_one_of_several_files_of_that_name_and_says_so) {
  record("1-6月", "260.9", "报送 月报.csv");
  const auto a = give("月报.csv", sheet("1-5月", "215.4"));
  give("月报.csv", sheet("1-4月", "170.2"));
  const auto gone = withdraw_file(folder, a.file.id, "wang", "放错了", world);
  ASSERT_TRUE(gone) << base::to_text(gone.error());
  EXPECT_EQ(gone->withdrawn->left, 1);
  EXPECT_THAT(values(), ElementsAre("170.2", "260.9"));
}

TEST_F(Inbox, knows_everybody_who_sent_the_same_file_each_once) {
  const std::string bytes = sheet("1-6月", "260.9");
  const auto id = give("月报.csv", bytes).file.id;
  give("六月.csv", bytes, "li");
  give("月报.csv", bytes, "li");
  ASSERT_TRUE(take_figures(folder, id, "zhao", world));
  const auto file = received_file(folder, id, world);
  ASSERT_TRUE(file);
  std::vector<std::string> by;
  for (const auto& sender : file->senders) by.push_back(sender.by);
  EXPECT_THAT(by, ElementsAre("wang", "li")) << "whoever takes its figures has not sent it";
  EXPECT_EQ(file->by, "wang");
}

}  // namespace
}  // namespace cycle
