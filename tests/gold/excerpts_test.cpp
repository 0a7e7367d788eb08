// How well invented excerpts are read that were written and labelled by readers who had not seen the program: habits of
// districts, counties, cities and provinces that the labelled report does not show. See excerpts/README.md.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/world.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kScorer = JICHENG_SOURCE_DIR "/../shared/gold/score.py";
const std::string kExcerpts = JICHENG_SOURCE_DIR "/tests/gold/excerpts";

std::vector<std::string> excerpts() {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(kExcerpts)) {
    if (file.path().extension() == ".txt") names.push_back(file.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Excerpts : public testing::Test {
 protected:
  base::World world = base::real_world();
  std::string binary = std::getenv("JICHENG") != nullptr ? std::getenv("JICHENG") : JICHENG_BINARY;

  json read(const std::string& name) {
    const auto run =
        world.subprocess->run({binary, "read", kExcerpts + "/" + name + ".txt", "--json"}, std::chrono::minutes(2));
    EXPECT_TRUE(run && run->exit_code == 0) << name;
    return run ? json::parse(run->out) : json{};
  }
};

TEST_F(Excerpts, every_digit_is_accounted_for) {
  for (const std::string& name : excerpts()) EXPECT_TRUE(read(name)["unaccounted"].empty()) << name;
}

TEST_F(Excerpts, text_of_a_statement_is_its_place_in_the_text) {
  for (const std::string& name : excerpts()) {
    const json reading = read(name);
    const std::u32string text = base::u32(reading["text"].get<std::string>());
    for (const char* kind : {"figures", "targets", "measures"}) {
      for (const json& s : reading[kind]) {
        const int start = s["start"], end = s["end"];
        ASSERT_TRUE(0 <= start && start < end && end <= static_cast<int>(text.size())) << name << " " << s.dump();
        EXPECT_EQ(s["text"], base::to_utf8(base::slice(text, {start, end}))) << name;
      }
    }
  }
}

// The thresholds are means over the excerpts, as one document more or less in one habit decides nothing.
TEST_F(Excerpts, are_read_well_enough) {
  if (!fs::exists(kScorer)) GTEST_SKIP() << "../shared is not here";
  if (world.subprocess->find("python3").empty()) GTEST_SKIP() << "python3 is not here";
  const std::string folder = *world.files->make_temporary_folder();
  std::map<std::string, double> sum;
  int traps = 0, of = 0;
  const auto names = excerpts();
  ASSERT_GE(names.size(), 8u);
  for (const std::string& name : names) {
    ASSERT_TRUE(world.files->write_whole(folder + "/read.json", read(name).dump()).has_value());
    const auto score = world.subprocess->run(
        {"python3", kScorer, "--dir", kExcerpts, name, folder + "/read.json", "--json"}, std::chrono::minutes(2));
    ASSERT_TRUE(score && score->exit_code == 0) << name << (score ? score->err : "");
    const json scores = json::parse(score->out);
    for (const auto& [what, value] : scores.items()) {
      if (value.contains("F1")) sum[what] += value["F1"].get<double>();
    }
    traps += scores["traps"]["fallen"].get<int>();
    of += scores["traps"]["total"].get<int>();
  }
  world.files->remove_tree(folder);
  auto mean = [&](const std::string& start) {
    for (const auto& [what, value] : sum) {
      if (!what.starts_with(start)) continue;
      const double m = value / static_cast<double>(names.size());
      std::cout << what << "  mean F1 " << m << "\n";
      return m;
    }
    ADD_FAILURE() << "no score named " << start;
    return 0.0;
  };
  EXPECT_GE(mean("numbers"), 0.985);
  EXPECT_GE(mean("value tuples (role"), 0.95);
  EXPECT_GE(mean("indicator naming"), 0.85);
  EXPECT_GE(mean("whole figure + name"), 0.80);
  EXPECT_GE(mean("targets (span"), 0.90);
  EXPECT_GE(mean("measures (span"), 0.80);
  EXPECT_GE(mean("measures merged"), 0.97);
  EXPECT_GE(mean("outline headings + level"), 0.97);
  std::cout << "traps " << traps << " of " << of << "\n";
  EXPECT_LE(traps * 50, of);  // 2 %
}

}  // namespace
