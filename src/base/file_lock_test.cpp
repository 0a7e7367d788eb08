#include "base/file_lock.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

TEST(FileLock, IsHeldByOneAndFallsWithWhoeverHeldIt) {
  const auto path = (std::filesystem::temp_directory_path() / "jicheng-file-lock-test").string();
  std::filesystem::remove(path);
  {
    const auto first = base::FileLock::take(path, 0ms);
    ASSERT_TRUE(first);
    const auto second = base::FileLock::take(path, 40ms);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "file.locked");
  }
  EXPECT_TRUE(base::FileLock::take(path, 0ms));
  EXPECT_EQ(base::FileLock::take("/nowhere/lock", 0ms).error().code, "file.unwritable");
  std::filesystem::remove(path);
}

}  // namespace
