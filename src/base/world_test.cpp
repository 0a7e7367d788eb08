#include "base/world.hpp"

#include <csignal>
#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.hpp"

namespace base {
namespace {

using namespace std::chrono_literals;

class Disk : public testing::Test {
 protected:
  World world = real_world();
  std::string folder = *world.files->make_temporary_folder();
  ~Disk() override { world.files->remove_tree(folder); }
};

TEST_F(Disk, a_missing_file_is_a_fault_with_its_name) {
  const auto result = world.files->read(folder + "/没有.txt");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, "file.missing");
  EXPECT_NE(to_text(result.error()).find("没有.txt"), std::string::npos);
}

TEST_F(Disk, reads_back_what_was_written) {
  const std::string bytes("a\0\n计", 6);
  ASSERT_TRUE(world.files->write_whole(folder + "/x", bytes).has_value());
  EXPECT_EQ(*world.files->read(folder + "/x"), bytes);
  EXPECT_EQ(world.files->list(folder)->size(), 1u);
}

TEST_F(Disk, a_file_over_the_limit_is_refused) {
  ASSERT_TRUE(world.files->write_whole(folder + "/x", std::string(2000, 'x')).has_value());
  EXPECT_EQ(world.files->read(folder + "/x", 1000).error().code, "file.too_large");
}

TEST_F(Disk, files_written_together_leave_nothing_when_one_fails) {
  ASSERT_TRUE(world.files->make_folder(folder + "/b").has_value());  // a folder stands where a file should go
  const auto result = world.files->write_together({{folder + "/a", "1"}, {folder + "/b", "2"}});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, "file.unwritable");
  EXPECT_FALSE(world.files->exists(folder + "/a"));
  EXPECT_EQ(world.files->list(folder)->size(), 1u);
}

// A renaming fails only when its turn comes: here a name given twice has lost its temporary file by then.
TEST_F(Disk, names_already_changed_are_put_back_when_a_later_one_cannot_be) {
  ASSERT_TRUE(world.files->write_whole(folder + "/a", "old").has_value());
  const auto result =
      world.files->write_together({{folder + "/a", "new"}, {folder + "/b", "new"}, {folder + "/b", "again"}});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(*world.files->read(folder + "/a"), "old");
  EXPECT_FALSE(world.files->exists(folder + "/b"));
  EXPECT_EQ(world.files->list(folder)->size(), 1u);
}

TEST_F(Disk, a_name_that_cannot_be_shown_is_a_fault) {
  ASSERT_TRUE(world.files->write_whole(folder + "/\xB1\xA8.csv", "x").has_value());
  const auto listed = world.files->list(folder);
  ASSERT_FALSE(listed.has_value());
  EXPECT_EQ(listed.error().code, "folder.name");
  EXPECT_TRUE(from_utf8(to_text(listed.error())));
}

TEST_F(Disk, tells_plain_files_from_links_and_pipes) {
  ASSERT_TRUE(world.files->write_whole(folder + "/a", "12345").has_value());
  ASSERT_EQ(::symlink((folder + "/a").c_str(), (folder + "/b").c_str()), 0);
  ASSERT_EQ(::mkfifo((folder + "/c").c_str(), 0600), 0);
  const auto listed = world.files->list(folder);
  ASSERT_TRUE(listed && listed->size() == 3);
  EXPECT_TRUE((*listed)[0].is_file && !(*listed)[0].is_link);
  EXPECT_EQ((*listed)[0].size, 5u);
  EXPECT_NE((*listed)[0].modified, 0);
  EXPECT_TRUE((*listed)[1].is_link);
  EXPECT_FALSE((*listed)[2].is_file);
}

TEST_F(Disk, a_pipe_that_nobody_writes_to_and_a_device_do_not_hold_us_up) {
  ASSERT_EQ(::mkfifo((folder + "/c").c_str(), 0600), 0);
  EXPECT_EQ(*world.files->read(folder + "/c"), "");
  EXPECT_EQ(world.files->read("/dev/zero").error().code, "file.unreadable");
}

TEST(Stop, a_signal_after_listening_ends_a_wait_and_not_the_program) {
  World world = real_world();
  world.stop->listen();
  EXPECT_FALSE(world.stop->wait(1ms));
  ASSERT_EQ(::raise(SIGTERM), 0);
  EXPECT_TRUE(world.stop->wait(60s));
  EXPECT_TRUE(world.stop->asked());
}

TEST_F(Disk, a_path_through_a_file_is_no_folder) {
  ASSERT_TRUE(world.files->write_whole(folder + "/x", "").has_value());
  EXPECT_EQ(world.files->make_folder(folder + "/x/y").error().code, "folder.unwritable");
}

TEST(Subprocess, gives_output_and_exit_code) {
  World world = real_world();
  const auto outcome = world.subprocess->run({"sh", "-c", "echo 出; echo 错 >&2; echo $JC; exit 3"}, 5s, {"JC=7"});
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->out, "出\n7\n");
  EXPECT_EQ(outcome->err, "错\n");
  EXPECT_EQ(outcome->exit_code, 3);
}

TEST(Subprocess, is_ended_with_its_children_when_time_runs_out) {
  World world = real_world();
  const auto outcome = world.subprocess->run({"sh", "-c", "sleep 60 & sleep 60"}, 200ms);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_TRUE(outcome->timed_out);
}

TEST(Subprocess, a_program_that_is_not_there_is_a_fault) {
  World world = real_world();
  EXPECT_EQ(world.subprocess->run({"jicheng-no-such-program"}, 1s).error().code, "program.missing");
}

// Some remedies ask by themselves (请核对), some say only what to do; either is asked for once.
TEST(Fault, asks_once) {
  EXPECT_EQ(to_text(Fault{"a", "缺列", {}, "补上表头"}), "缺列。请补上表头");
  EXPECT_EQ(to_text(Fault{"a", "缺列", {}, "请补上表头"}), "缺列。请补上表头");
}

TEST(Network, is_off) {
  World world = real_world();
  EXPECT_EQ(world.network->exchange("localhost", 1, "", 1s).error().code, "network.off");
}

}  // namespace
}  // namespace base
