#include "cycle/watch.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "cycle/questions.hpp"
#include "cycle/watch_due.hpp"
#include "cycle/watch_state.hpp"
#include "ledger/ledger.hpp"

namespace cycle {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string plan = std::string(JICHENG_SOURCE_DIR) + "/examples/lanhu-2025/计划报告.txt";
const std::string past = std::string(JICHENG_SOURCE_DIR) + "/examples/lanhu-2025/facts.csv";

std::string retail(const std::string& value, const std::string& growth) {
  return "2025年1-9月消费情况（单位：亿元）\n指标,累计,同比%\n社会消费品零售总额," + value + "," + growth + "\n";
}

// Ten past eight in the morning of a day in China; every question takes a millisecond.
class FakeClock final : public base::Clock {
 public:
  std::chrono::sys_time<std::chrono::microseconds> now() override { return at += 1ms; }
  std::chrono::microseconds monotonic() override { return now().time_since_epoch(); }
  std::chrono::sys_time<std::chrono::microseconds> at =
      std::chrono::sys_days(std::chrono::year(2025) / 10 / 20) + 10min;
};

// Time passes only here; what others do meanwhile is told to it.
class FakeStop final : public base::Stop {
 public:
  explicit FakeStop(FakeClock& clock) : clock_(clock) {}
  void listen() override { listening = true; }
  bool asked() override { return stopped; }
  bool wait(std::chrono::milliseconds time) override {
    clock_.at += time;
    if (meanwhile) meanwhile();
    return stopped;
  }
  std::function<void()> meanwhile;
  bool listening = false, stopped = false;

 private:
  FakeClock& clock_;
};

// A disk that refuses a write after some that it took: what a crash leaves behind.
class FailingFiles final : public base::Files {
 public:
  explicit FailingFiles(std::unique_ptr<base::Files> disk) : disk_(std::move(disk)) {}
  base::Result<std::string> read(const std::string& path, std::uint64_t most) override {
    ++reads[std::filesystem::path(path).filename().string()];
    return disk_->read(path, most);
  }
  base::Result<void> write_whole(const std::string& path, std::string_view bytes) override {
    if (writes_left-- <= 0) return base::fail("file.unwritable", "断电", {.file = path}, "");
    return disk_->write_whole(path, bytes);
  }
  base::Result<void> make_folder(const std::string& path) override { return disk_->make_folder(path); }
  base::Result<std::vector<Entry>> list(const std::string& folder) override { return disk_->list(folder); }
  bool exists(const std::string& path) override { return disk_->exists(path); }
  bool is_folder(const std::string& path) override { return disk_->is_folder(path); }
  base::Result<void> write_together(const std::vector<std::pair<std::string, std::string>>& all) override {
    return disk_->write_together(all);
  }
  base::Result<std::string> make_temporary_folder() override { return disk_->make_temporary_folder(); }
  void remove_tree(const std::string& folder) override { disk_->remove_tree(folder); }
  base::Result<std::unique_ptr<Lines>> read_lines(const std::string& path) override { return disk_->read_lines(path); }
  base::Result<std::unique_ptr<Sink>> write_pieces(const std::string& path) override {
    return disk_->write_pieces(path);
  }
  base::Result<void> write_private(const std::string& path, std::string_view bytes) override {
    return disk_->write_private(path, bytes);
  }
  base::Result<void> rename(const std::string& from, const std::string& to) override { return disk_->rename(from, to); }
  base::Result<About> about(const std::string& path) override { return disk_->about(path); }
  int writes_left = 1'000'000;
  std::map<std::string, int> reads;

 private:
  std::unique_ptr<base::Files> disk_;
};

class Watch : public testing::Test {
 protected:
  Watch() {
    auto files = std::make_unique<FailingFiles>(std::move(world.files));
    disk = files.get();
    world.files = std::move(files);
    auto fake = std::make_unique<FakeClock>();
    clock = fake.get();
    world.clock = std::move(fake);
    auto stop_made = std::make_unique<FakeStop>(*clock);
    stop = stop_made.get();
    world.stop = std::move(stop_made);
    request.folder = folder + "/in";
    request.report = plan;
    request.data = folder + "/data";
    request.out = folder + "/out";
    request.facts_files = {past};
    EXPECT_TRUE(world.files->make_folder(request.folder));
  }
  ~Watch() override { world.files->remove_tree(folder); }

  void put(const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(world.files->write_whole(request.folder + "/" + name, bytes));
    // Two writes may fall into one tick of the disk's clock; here each is a second later than the one before.
    std::filesystem::last_write_time(request.folder + "/" + name,
                                     std::filesystem::file_time_type::clock::now() + ++ticks * 1s);
  }
  base::Result<WatchRound> round() {
    return watch_once(request, world, [](const std::string&) {});
  }
  WatchRound good_round() {
    auto made = round();
    EXPECT_TRUE(made) << base::to_text(made.error());
    return made ? *made : WatchRound();
  }

  base::World world = base::real_world();
  FailingFiles* disk = nullptr;
  FakeClock* clock = nullptr;
  FakeStop* stop = nullptr;
  std::string folder = *world.files->make_temporary_folder();
  WatchRequest request;
  int ticks = 0;
};

TEST_F(Watch, an_empty_folder_changes_nothing_and_writes_no_page) {
  const auto first = good_round();
  EXPECT_FALSE(first.changed);
  EXPECT_FALSE(world.files->exists(request.out + "/今日变化.docx"));
}

TEST_F(Watch, a_new_file_gives_old_and_new_figure_with_cell_and_the_verdict_it_changed) {
  put("商务.csv", retail("236.00", "3.1"));
  const auto first = good_round();
  EXPECT_TRUE(first.changed);
  ASSERT_THAT(first.day.figures, SizeIs(1));
  const auto& figure = first.day.figures[0];
  ASSERT_TRUE(figure.before);
  EXPECT_EQ(figure.before->value->to_string(), "242.08");  // examples/lanhu-2025/facts.csv
  EXPECT_EQ(figure.now.value->to_string(), "236.00");
  EXPECT_EQ(figure.vintage, 2);
  EXPECT_NE(figure.now.source.text.find("商务.csv 第3行"), std::string::npos);
  ASSERT_THAT(first.day.verdicts, SizeIs(1));
  EXPECT_EQ(first.day.verdicts[0].was, plan::Verdict::on_track);
  EXPECT_EQ(first.day.verdicts[0].is, plan::Verdict::off_track);
  EXPECT_TRUE(world.files->exists(first.page));
}

TEST_F(Watch, what_was_told_is_not_told_again_and_the_same_bytes_are_not_read_again) {
  put("商务.csv", retail("236.00", "3.1"));
  good_round();
  const auto again = good_round();
  EXPECT_FALSE(again.changed);
  EXPECT_EQ(again.read, 0);
  put("商务.csv", retail("236.00", "3.1"));  // saved again, not changed
  const auto touched = good_round();
  EXPECT_FALSE(touched.changed);
  EXPECT_EQ(touched.read, 0);
  put("商务.csv", retail("237.00", "3.5"));
  EXPECT_EQ(good_round().read, 1);
}

TEST_F(Watch, the_page_holds_the_whole_day_and_a_new_day_begins_empty) {
  put("a.csv", retail("236.00", "3.1"));
  good_round();
  put("b.csv", "2025年1-9月餐饮（单位：亿元）\n指标,累计\n餐饮收入,31.20\n");
  EXPECT_THAT(good_round().day.figures, SizeIs(2));
  clock->at += 24h;
  const auto next = good_round();
  EXPECT_FALSE(next.changed);
  EXPECT_THAT(next.day.figures, IsEmpty());
  EXPECT_THAT(next.day.verdicts, IsEmpty());
}

TEST_F(Watch, a_file_that_still_grows_is_left_for_the_next_round) {
  put("商务.csv", "2025年1-9月消费情况");
  stop->meanwhile = [&] { put("商务.csv", retail("236.00", "3.1")); };
  const auto growing = good_round();
  EXPECT_THAT(growing.unsettled, ElementsAre("商务.csv"));
  EXPECT_FALSE(growing.changed);
  EXPECT_EQ(disk->reads["商务.csv"], 0);
  stop->meanwhile = {};
  EXPECT_THAT(good_round().day.figures, SizeIs(1));
}

TEST_F(Watch, locks_and_half_copies_are_left_alone_links_and_pipes_are_named_once) {
  for (const char* name : {"~$商务.xlsx", ".~lock.商务.xlsx#", "商务.xlsx.part", "商务.TMP", ".DS_Store"})
    put(name, "x");
  put("真的.csv", retail("236.00", "3.1"));
  ASSERT_EQ(::mkfifo((request.folder + "/管道").c_str(), 0600), 0);
  std::filesystem::create_symlink(request.folder + "/真的.csv", request.folder + "/链接.csv");
  const auto first = good_round();
  EXPECT_THAT(first.day.files, SizeIs(1));
  EXPECT_THAT(first.day.unread, SizeIs(2));
  clock->at += 24h;
  EXPECT_THAT(good_round().day.unread, IsEmpty());
}

// Each write in turn is the last one: the round after it says all that the day brought, and no figure stands twice.
TEST_F(Watch, a_round_cut_off_at_any_write_is_made_up_for) {
  for (int cut = 0; cut < 6; ++cut) {
    request.data = folder + "/data" + std::to_string(cut);
    request.out = folder + "/out" + std::to_string(cut);
    put("商务.csv", retail("236.00", "3.1"));
    put("坏.xlsx", "PK\x03\x04 broken");
    disk->writes_left = cut;
    const bool finished = round().has_value();
    disk->writes_left = 1'000'000;
    const auto after = good_round();
    EXPECT_THAT(after.day.figures, SizeIs(1)) << cut;
    EXPECT_THAT(after.day.verdicts, SizeIs(1)) << cut;
    EXPECT_THAT(after.day.unread, SizeIs(1)) << cut;
    EXPECT_EQ(after.changed, !finished) << cut;
    EXPECT_TRUE(world.files->exists(request.out + "/今日变化.docx"));
    auto book = open_ledger(request.data, world);
    const auto all = book->find({.indicator = "社会消费品零售总额", .all_vintages = true});
    EXPECT_EQ(
        std::ranges::count_if(*all, [](const auto& r) { return r.fact.source.text.find("商务") != std::string::npos; }),
        1)
        << cut;
  }
}

TEST_F(Watch, an_answer_brings_the_file_that_waited_for_it_back) {
  put("消费.csv", "消费情况（单位：亿元）\n指标,累计\n社会消费品零售总额,236.00\n");
  const auto first = good_round();
  ASSERT_THAT(first.day.questions, SizeIs(1));
  EXPECT_THAT(first.day.figures, IsEmpty());
  ASSERT_TRUE(answer_question(request.data, first.day.questions[0].id + "=2025年1-9月",
                              std::chrono::year(2025) / 10 / 20, world));
  EXPECT_THAT(good_round().day.figures, SizeIs(1));
}

TEST_F(Watch, a_file_taken_away_is_said_and_its_figures_stay) {
  put("商务.csv", retail("236.00", "3.1"));
  good_round();
  std::filesystem::remove(request.folder + "/商务.csv");
  const auto after = good_round();
  EXPECT_TRUE(after.changed);
  EXPECT_THAT(after.day.gone, ElementsAre("商务.csv"));
  EXPECT_THAT(after.day.figures, SizeIs(1));
}

TEST_F(Watch, notes_that_are_broken_are_a_fault_with_a_way_out) {
  good_round();
  ASSERT_TRUE(world.files->write_whole(state_path(request.data, request.folder, world), "{\"format\":1"));
  const auto made = round();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "watch.state");
}

TEST_F(Watch, pages_and_ledger_may_not_lie_in_the_watched_folder) {
  request.out = request.folder + "/.";
  EXPECT_EQ(round().error().code, "watch.folder");
  request.out = folder + "/out";
  request.data = request.folder;
  EXPECT_EQ(round().error().code, "watch.folder");
}

TEST_F(Watch, goes_on_until_asked_and_takes_files_as_they_come) {
  std::vector<WatchRound> told;
  int waits = 0;
  stop->meanwhile = [&] {
    if (++waits == 2) put("商务.csv", retail("236.00", "3.1"));
    if (waits == 12) stop->stopped = true;
  };
  const auto done = watch(
      request, world, [](const std::string&) {}, [&](const WatchRound& r) { told.push_back(r); },
      [](const base::Fault& f) { ADD_FAILURE() << base::to_text(f); });
  EXPECT_TRUE(done);
  EXPECT_TRUE(stop->listening);
  EXPECT_EQ(std::ranges::count_if(told, [](const auto& r) { return r.changed; }), 1);
  EXPECT_EQ(disk->reads["商务.csv"], 2);  // once for its print, once to be read
}

TEST_F(Watch, a_share_that_goes_away_is_said_once_and_awaited) {
  int waits = 0, faults = 0, changes = 0;
  stop->meanwhile = [&] {
    ++waits;
    if (waits == 1) std::filesystem::rename(request.folder, folder + "/away");
    if (waits == 5) {
      std::filesystem::rename(folder + "/away", request.folder);
      put("商务.csv", retail("236.00", "3.1"));
    }
    if (waits == 12) stop->stopped = true;
  };
  const auto done = watch(
      request, world, [](const std::string&) {}, [&](const WatchRound& r) { changes += r.changed; },
      [&](const base::Fault& f) {
        ++faults;
        EXPECT_EQ(f.code, "folder.missing");
      });
  EXPECT_TRUE(done);
  EXPECT_EQ(faults, 1);
  EXPECT_EQ(changes, 1);
}

TEST(Due, reads_the_last_day_of_a_time_limit) {
  const auto day = [](int y, unsigned m, unsigned d) {
    return std::optional(calendar::Date(std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)));
  };
  EXPECT_EQ(last_day_of("6月底前", 2025), day(2025, 6, 30));
  EXPECT_EQ(last_day_of("2026年2月底", 2025), day(2026, 2, 28));
  EXPECT_EQ(last_day_of("9月15日前", 2025), day(2025, 9, 15));
  EXPECT_EQ(last_day_of("年底前", 2025), day(2025, 12, 31));
  EXPECT_EQ(last_day_of("秋季学期前", 2025), day(2025, 8, 31));
  EXPECT_EQ(last_day_of("明年秋季", 2025), day(2026, 11, 30));
  EXPECT_EQ(last_day_of("明年6月底前", 2025), day(2026, 6, 30));
  EXPECT_EQ(last_day_of("明年底前", 2025), day(2026, 12, 31));
  // The flood season has no day of its own.
  EXPECT_EQ(last_day_of("汛期前", 2025), std::nullopt);
  EXPECT_EQ(last_day_of("年内", 2025), std::nullopt);
  EXPECT_EQ(last_day_of("13月底", 2025), std::nullopt);
  EXPECT_EQ(last_day_of("2月30日前", 2025), std::nullopt);
  EXPECT_EQ(last_day_of("6月底前", 0), std::nullopt);
}

}  // namespace
}  // namespace cycle
