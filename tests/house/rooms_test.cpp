// The rooms keep their directions: every include in src/ is allowed by src/rooms.toml.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <toml++/toml.h>

namespace {

namespace fs = std::filesystem;
const fs::path kSource = fs::path(JICHENG_SOURCE_DIR) / "src";

struct Room {
  std::set<std::string> rooms, libraries;
};

std::map<std::string, Room> rooms() {
  std::map<std::string, Room> out;
  for (const auto& [name, table] : toml::parse_file((kSource / "rooms.toml").string())) {
    Room room;
    for (const auto& other : *(*table.as_table())["rooms"].as_array()) room.rooms.insert(*other.value<std::string>());
    for (const auto& library : *(*table.as_table())["libraries"].as_array())
      room.libraries.insert(*library.value<std::string>());
    out[std::string(name.str())] = room;
  }
  return out;
}

// The library a header in <…> belongs to: empty for the C and C++ standard libraries and POSIX, "?" when unknown.
std::string library_of(const std::string& header) {
  static const std::vector<std::pair<std::string, std::string>> prefixes{{"tl/", "expected"},
                                                                         {"fmt/", "fmt"},
                                                                         {"bid_", "bid"},
                                                                         {"openssl/", "openssl"},
                                                                         {"boost/", "boost"},
                                                                         {"sodium", "sodium"},
                                                                         {"pugixml", "pugixml"},
                                                                         {"zip.h", "libzip"},
                                                                         {"xlsxwriter", "xlsxwriter"},
                                                                         {"unicode/regex", "icu_i18n"},
                                                                         {"unicode/", "icu"},
                                                                         {"re2/", "re2"},
                                                                         {"date/", "date"},
                                                                         {"sqlite3", "sqlite3"},
                                                                         {"libpq", "libpq"},
                                                                         {"Eigen/", "eigen"},
                                                                         {"CLI/", "cli11"},
                                                                         {"nlohmann/", "nlohmann_json"},
                                                                         {"gtest/", ""},
                                                                         {"gmock/", ""},
                                                                         {"rapidcheck", ""},
                                                                         {"benchmark/", ""},
                                                                         {"sys/", ""},
                                                                         {"net/", ""},
                                                                         {"netinet/", ""},
                                                                         {"arpa/", ""}};
  for (const auto& [prefix, library] : prefixes) {
    if (header.starts_with(prefix)) return library;
  }
  return header.find('/') == std::string::npos ? "" : "?";
}

struct Include {
  fs::path file;
  int line;
  std::string header;
  bool quoted;
};

std::vector<Include> includes_of(const fs::path& file) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> out;
  std::ifstream in(file);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::smatch m;
    if (std::regex_search(line, m, pattern)) out.push_back({file, number, m[2], m[1] == "\""});
  }
  return out;
}

bool is_source(const fs::path& p) { return p.extension() == ".cpp" || p.extension() == ".hpp"; }

TEST(Rooms, every_folder_is_in_the_table_and_says_what_it_owns) {
  const auto all = rooms();
  for (const auto& entry : fs::directory_iterator(kSource)) {
    if (!entry.is_directory()) continue;
    EXPECT_TRUE(all.contains(entry.path().filename().string())) << entry.path();
    EXPECT_TRUE(fs::exists(entry.path() / "README.md")) << entry.path();
  }
}

TEST(Rooms, no_include_goes_against_the_table) {
  const auto all = rooms();
  int seen = 0;
  for (const auto& [name, room] : all) {
    if (!fs::exists(kSource / name)) continue;
    for (const auto& entry : fs::directory_iterator(kSource / name)) {
      if (!is_source(entry.path())) continue;
      for (const auto& include : includes_of(entry.path())) {
        ++seen;
        const std::string where =
            include.file.string() + ":" + std::to_string(include.line) + " includes " + include.header;
        if (include.quoted) {
          const std::string other = include.header.substr(0, include.header.find('/'));
          EXPECT_NE(include.header.find('/'), std::string::npos) << where << ": write room/file.hpp";
          EXPECT_TRUE(other == name || room.rooms.contains(other)) << where << ", which src/rooms.toml does not allow";
        } else {
          const std::string library = library_of(include.header);
          EXPECT_NE(library, "?") << where << ": no library known for it";
          EXPECT_TRUE(library.empty() || room.libraries.contains(library))
              << where << ", which src/rooms.toml does not allow";
        }
      }
    }
  }
  EXPECT_GT(seen, 100);
}

TEST(Rooms, the_table_has_no_circle) {
  const auto all = rooms();
  std::map<std::string, int> state;  // 1: being visited, 2: done
  auto visit = [&](auto&& self, const std::string& name) -> void {
    ASSERT_TRUE(all.contains(name)) << name;
    ASSERT_NE(state[name], 1) << "a circle through " << name;
    if (state[name] == 2) return;
    state[name] = 1;
    for (const auto& other : all.at(name).rooms) self(self, other);
    state[name] = 2;
  };
  for (const auto& [name, room] : all) visit(visit, name);
}

TEST(Rooms, pure_rooms_touch_no_clock_no_file_no_log) {
  for (const char* name :
       {"calendar", "quantity", "facts", "document", "reading", "series", "forecast", "plan", "report"}) {
    for (const auto& entry : fs::directory_iterator(kSource / name)) {
      const std::string file = entry.path().filename().string();
      if (!is_source(entry.path()) || file.find("_test") != std::string::npos || file.ends_with("_bench.cpp") ||
          file.ends_with("_fuzz.cpp"))
        continue;
      for (const auto& include : includes_of(entry.path())) {
        for (const char* forbidden :
             {"base/world.hpp", "fstream", "iostream", "filesystem", "random", "thread", "unistd.h"}) {
          EXPECT_NE(include.header, forbidden) << include.file << ":" << include.line;
        }
      }
    }
  }
}

}  // namespace
