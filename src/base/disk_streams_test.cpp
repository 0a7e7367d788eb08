#include <gtest/gtest.h>

#include "base/world.hpp"

namespace {

class DiskStreams : public testing::Test {
 protected:
  base::World world = base::real_world();
  std::string folder = *world.files->make_temporary_folder();
  ~DiskStreams() override { world.files->remove_tree(folder); }

  std::vector<std::string> lines(const std::string& path) {
    std::vector<std::string> out;
    auto reader = world.files->read_lines(path);
    EXPECT_TRUE(reader);
    while (auto line = *(*reader)->next()) out.push_back(*line);
    return out;
  }
};

TEST_F(DiskStreams, LinesComeWithoutTheirEndsAndNoneIsLost) {
  const std::string path = folder + "/a";
  const std::string longer(100'000, 'x');
  for (const auto& [text, expected] :
       std::vector<std::pair<std::string, std::vector<std::string>>>{{"", {}},
                                                                     {"\n", {""}},
                                                                     {"a", {"a"}},
                                                                     {"a\n", {"a"}},
                                                                     {"a\n\nb", {"a", "", "b"}},
                                                                     {longer + "\nb\n", {longer, "b"}}}) {
    ASSERT_TRUE(world.files->write_whole(path, text));
    EXPECT_EQ(lines(path), expected) << text.substr(0, 20);
  }
  EXPECT_EQ(world.files->read_lines(folder + "/none").error().code, "file.missing");
}

TEST_F(DiskStreams, AFileHasItsNameOnlyOnceItIsWhole) {
  const std::string path = folder + "/b";
  {
    auto sink = world.files->write_pieces(path);
    ASSERT_TRUE(sink);
    ASSERT_TRUE((*sink)->put("half"));
    EXPECT_FALSE(world.files->exists(path));
  }
  EXPECT_TRUE(world.files->list(folder)->empty());
  auto sink = world.files->write_pieces(path);
  ASSERT_TRUE((*sink)->put("one "));
  ASSERT_TRUE((*sink)->put("two"));
  ASSERT_TRUE((*sink)->finish());
  EXPECT_EQ(*world.files->read(path), "one two");
  EXPECT_EQ(world.files->write_pieces(folder + "/no/b").error().code, "file.unwritable");
}

TEST_F(DiskStreams, SecretsAreForTheirOwnerOnly) {
  ASSERT_TRUE(world.files->write_private(folder + "/key", "secret"));
  EXPECT_FALSE(world.files->about(folder + "/key")->for_others);
  EXPECT_EQ(world.files->about(folder + "/key")->size, 6u);
  EXPECT_GT(world.files->about(folder)->disk_free, 0u);
  EXPECT_EQ(world.files->about(folder + "/none").error().code, "file.missing");
}

TEST_F(DiskStreams, RenamingNeverCoversAnything) {
  ASSERT_TRUE(world.files->write_whole(folder + "/old", "1"));
  ASSERT_TRUE(world.files->write_whole(folder + "/other", "2"));
  EXPECT_EQ(world.files->rename(folder + "/old", folder + "/other").error().code, "file.exists");
  EXPECT_EQ(*world.files->read(folder + "/other"), "2");
  ASSERT_TRUE(world.files->rename(folder + "/old", folder + "/new"));
  EXPECT_FALSE(world.files->exists(folder + "/old"));
}

}  // namespace
