// How well the labelled report is read, by the scorer that lies beside the labels.
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/world.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kShared = (fs::path(JICHENG_SOURCE_DIR) / "../shared").string();

class Gold : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kShared + "/gold/score.py")) GTEST_SKIP() << "../shared is not here";
    if (world.subprocess->find("python3").empty()) GTEST_SKIP() << "python3 is not here";
    const char* other = std::getenv("JICHENG");
    const std::string binary = other != nullptr ? other : JICHENG_BINARY;
    const auto read = world.subprocess->run({binary, "read", kShared + "/mission/report-2022-plan-2023.txt", "--json"},
                                            std::chrono::minutes(2));
    ASSERT_TRUE(read && read->exit_code == 0) << (read ? read->err : "");
    folder = *world.files->make_temporary_folder();
    ASSERT_TRUE(world.files->write_whole(folder + "/read.json", read->out).has_value());
    reading = json::parse(read->out);
    const auto score = world.subprocess->run(
        {"python3", kShared + "/gold/score.py", "seed", folder + "/read.json", "--json"}, std::chrono::minutes(2));
    ASSERT_TRUE(score && score->exit_code == 0) << (score ? score->err : "");
    scores = json::parse(score->out);
    for (const auto& [name, value] : scores.items()) {
      if (value.contains("F1")) std::cout << name << "  F1 " << value["F1"] << "\n";
    }
  }
  void TearDown() override {
    if (!folder.empty()) world.files->remove_tree(folder);
  }
  double f1(const std::string& name) {
    for (const auto& [key, value] : scores.items()) {
      if (key.starts_with(name)) return value["F1"];
    }
    ADD_FAILURE() << "no score named " << name;
    return 0;
  }

  base::World world = base::real_world();
  std::string folder;
  json reading, scores;
};

TEST_F(Gold, the_labelled_report_is_read_well_enough) {
  EXPECT_GE(f1("value tuples (role"), 0.85);
  EXPECT_GE(f1("targets (span"), 0.75);
  EXPECT_GE(f1("outline headings + level"), 0.95);
  EXPECT_GE(f1("measures (span"), 0.60);
  EXPECT_LE(scores["traps"]["fallen"].get<int>(), 3);
}

TEST_F(Gold, no_digit_is_left_unaccounted) {
  EXPECT_TRUE(reading["unaccounted"].empty()) << reading["unaccounted"].dump();
}

}  // namespace
