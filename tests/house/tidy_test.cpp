// House rules that a program can see.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
const fs::path kRoot = JICHENG_SOURCE_DIR;

std::vector<fs::path> files(const std::set<std::string>& extensions) {
  std::vector<fs::path> out;
  for (auto it = fs::recursive_directory_iterator(kRoot); it != fs::recursive_directory_iterator(); ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name == "build" || name == ".git" || name == "out" || name == "node_modules"))
      it.disable_recursion_pending();
    if (it->is_regular_file() && extensions.contains(it->path().extension().string())) out.push_back(it->path());
  }
  return out;
}

std::string content(const fs::path& p) {
  std::ifstream in(p, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Tidy, a_source_file_is_one_idea) {
  for (const auto& file : files({".cpp", ".hpp"})) {
    const std::string text = content(file);
    EXPECT_LE(std::ranges::count(text, '\n'), 900) << file;
  }
}

TEST(Tidy, every_header_starts_with_what_it_is_and_is_included_once) {
  for (const auto& file : files({".hpp"})) {
    const std::string text = content(file);
    EXPECT_TRUE(text.starts_with("// ")) << file;
    EXPECT_NE(text.find("#pragma once"), std::string::npos) << file;
  }
}

TEST(Tidy, links_in_the_documents_lead_somewhere) {
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  for (const auto& file : files({".md"})) {
    const std::string text = content(file);
    for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
      const std::string target = (*it)[1];
      if (target.find("://") != std::string::npos || target.starts_with("mailto:")) continue;
      EXPECT_TRUE(fs::exists(file.parent_path() / target)) << file << " links to " << target;
    }
  }
}

TEST(Tidy, the_fixed_paths_are_there) {
  for (const char* path :
       {"README.md", "README.zh-CN.md", "run", "test", ".ci/run", "docs/start.md", "src/rooms.toml"}) {
    EXPECT_TRUE(fs::exists(kRoot / path)) << path;
  }
}

TEST(Tidy, tables_name_their_source) {
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "codes")) {
    if (entry.path().extension() != ".csv") continue;
    EXPECT_TRUE(content(entry.path()).starts_with("#"))
        << entry.path() << ": say edition and source in a first line that starts with #";
  }
}

}  // namespace
