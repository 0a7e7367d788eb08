#include "dmn/write.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "dmn/tck.hpp"

namespace dmn {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// Our own models of the editions, and those of the kit where it is at hand: written and read again, they are written
// the same, and every case that passes with the model passes with what was written.
TEST(Write, what_is_written_is_the_same_model) {
  std::vector<std::filesystem::path> roots = {JICHENG_SOURCE_DIR "/tests/conformance/dmn"};
  if (std::filesystem::exists(JICHENG_SOURCE_DIR "/../shared/tck"))
    roots.push_back(JICHENG_SOURCE_DIR "/../shared/tck");
  int models = 0;
  for (const auto& root : roots) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".dmn") continue;
      const auto read = read_definitions(bytes_of(entry.path()), "m.dmn");
      if (!read) continue;
      ++models;
      const std::string written = write_definitions(*read);
      auto again = read_definitions(written, "m.dmn");
      ASSERT_TRUE(again.has_value()) << entry.path() << base::to_text(again.error());
      EXPECT_EQ(write_definitions(*again), written) << entry.path();
      EXPECT_EQ(again->version, "1.5");
      if (!read->imports.empty()) continue;
      const auto before = Program::compile(std::make_shared<const Definitions>(*read));
      const auto after = Program::compile(std::make_shared<const Definitions>(*std::move(again)));
      if (!before) continue;
      ASSERT_TRUE(after.has_value()) << entry.path();
      auto cases = entry.path();
      cases.replace_extension();
      const auto file = read_tck(bytes_of(cases.string() + "-test-01.xml"), "t.xml");
      if (!file) continue;
      for (const TckCase& test : file->cases) {
        for (const TckNode& node : test.nodes) {
          EXPECT_EQ(judge(*before, test, node).got, judge(*after, test, node).got) << entry.path() << ' ' << test.id;
        }
      }
    }
  }
  EXPECT_GE(models, 3);
}

}  // namespace
}  // namespace dmn
