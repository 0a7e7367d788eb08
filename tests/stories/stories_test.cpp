// Every tests/stories/*.story as one test. JICHENG in the environment names another binary to try.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "story.hpp"

namespace {

class Story : public testing::Test {
 public:
  explicit Story(std::string file) : file_(std::move(file)) {}
  void TestBody() override {
    base::World world = base::real_world();
    const char* other = std::getenv("JICHENG");
    const auto outcome = stories::play(file_, other != nullptr ? other : JICHENG_BINARY, JICHENG_SOURCE_DIR, world);
    if (outcome.skipped) GTEST_SKIP() << outcome.why_skipped;
    for (const auto& failure : outcome.failures) ADD_FAILURE() << file_ << ":" << failure;
  }

 private:
  std::string file_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(JICHENG_SOURCE_DIR) / "tests/stories")) {
    if (entry.path().extension() == ".story") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    std::string name = fs::path(file).stem().string();
    std::ranges::replace(name, '-', '_');  // a dash in --gtest_filter leaves tests out, so CTest would run none
    testing::RegisterTest("stories", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [file]() -> testing::Test* { return new Story(file); });
  }
  return RUN_ALL_TESTS();
}
