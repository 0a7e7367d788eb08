// The story files of tests/stories that say `any store`, played by the real binary with the ledger in PostgreSQL: on
// one database, and on a coordinator with two shards. Every name that a story gives to --data is a new empty database,
// save one that begins with 没有: nothing is there.
// JICHENG in the environment names another binary to try.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "servers.hpp"
#include "story.hpp"

namespace {

namespace fs = std::filesystem;

class Story : public testing::Test {
 public:
  Story(std::string file, Servers::Which which) : file_(std::move(file)), which_(which) {}
  void TestBody() override {
    Servers* const servers = Servers::get();
    if (servers == nullptr) GTEST_SKIP() << Servers::why_not();
    std::map<std::string, std::string> made;
    const auto data = [&](const std::string& name) {
      if (name.starts_with("没有")) return name;  // a ledger that is not there
      const auto [at, is_new] = made.try_emplace(name);
      if (is_new) at->second = servers->fresh(which_);
      return at->second;
    };
    base::World world = base::real_world();
    const char* other = std::getenv("JICHENG");
    const auto outcome =
        stories::play(file_, other != nullptr ? other : JICHENG_BINARY, JICHENG_SOURCE_DIR, world, data);
    if (outcome.skipped) GTEST_SKIP() << outcome.why_skipped;
    EXPECT_FALSE(made.empty()) << file_ << " says `any store` and has no --data";
    for (const auto& failure : outcome.failures) ADD_FAILURE() << file_ << ":" << failure;
  }

 private:
  std::string file_;
  Servers::Which which_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(JICHENG_SOURCE_DIR "/tests/stories")) {
    const std::string file = entry.path().string();
    if (entry.path().extension() == ".story" && stories::holds_on_any_store(file)) files.push_back(file);
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    std::string name = fs::path(file).stem().string();
    std::ranges::replace(name, '-', '_');
    for (const auto& [suite, which] :
         {std::pair("one_database", Servers::Which::single), std::pair("two_shards", Servers::Which::coordinator)}) {
      testing::RegisterTest(suite, name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [file, which = which]() -> testing::Test* { return new Story(file, which); });
    }
  }
  return RUN_ALL_TESTS();
}
