#include "story.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "json_path.hpp"

namespace stories {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Line {
  int number = 0;
  std::string text;
  std::string block;  // the indented lines that follow
};

std::vector<Line> lines_of(const std::string& file) {
  std::vector<Line> lines;
  std::ifstream in(file);
  int number = 0;
  for (std::string text; std::getline(in, text);) {
    ++number;
    if (text.starts_with("    ") && !lines.empty()) {
      lines.back().block += text.substr(4) + "\n";
    } else if (!text.empty() && text[0] != '#') {
      lines.push_back({number, text, {}});
    }
  }
  return lines;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false, any = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any || !word.empty()) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
    }
  }
  if (any || !word.empty()) words.push_back(word);
  return words;
}

std::string shown(const json& j) {
  std::string text = j.is_string() ? j.get<std::string>() : j.dump();
  return text.size() > 300 ? text.substr(0, 300) + " …" : text;
}

bool equals(const json& j, const std::string& wanted) {
  if (j.is_string()) return j.get<std::string>() == wanted;
  if (j.is_number()) {
    char* end = nullptr;
    const double value = std::strtod(wanted.c_str(), &end);
    return end == wanted.c_str() + wanted.size() && j.get<double>() == value;
  }
  return j.dump() == wanted;
}

class Player {
 public:
  Player(std::string binary, std::string source, base::World& world, DataPlace data)
      : binary_(std::move(binary)),
        source_(std::move(source)),
        world_(world),
        data_(std::move(data)),
        folder_(*world.files->make_temporary_folder()) {}
  ~Player() { world_.files->remove_tree(folder_); }
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  Outcome play(const std::string& story_file) {
    for (const Line& line : lines_of(story_file)) {
      number_ = line.number;
      const auto space = line.text.find(' ');
      const std::string verb = line.text.substr(0, space);
      const std::string rest = space == std::string::npos ? "" : line.text.substr(space + 1);
      step(verb, rest, line.block);
      if (outcome_.skipped) break;
    }
    return outcome_;
  }

 private:
  void fail(const std::string& what) { outcome_.failures.push_back(std::to_string(number_) + ": " + what); }
  std::string path(const std::string& name) const { return (fs::path(folder_) / name).string(); }

  void step(const std::string& verb, const std::string& rest, const std::string& block) {
    if (verb == "needs") return needs(rest);
    if (verb == "copy") return copy(rest);
    if (verb == "write") return put(rest, block);
    if (verb == "bytes") return bytes(rest);
    if (verb == "cut") return cut(rest);
    if (verb == "folder") return fs::create_directories(path(rest)), void();
    if (verb == "make") return make(rest);
    if (verb == "alter") return alter(rest);
    if (verb == "any" && rest == "store") return;
    if (verb == "run") return run({binary_}, rest);
    if (verb == "script") return script(rest);
    if (verb == "exit") {
      if (exit_ != std::stoi(rest))
        fail("exit " + rest + ", but was " + std::to_string(exit_) + "\n" + err_.substr(0, 2000));
      return;
    }
    if (verb == "stdout") return stream(out_, "stdout", rest);
    if (verb == "stderr") return stream(err_, "stderr", rest);
    if (verb == "json") return check_json(rest);
    if (verb == "file") return file(rest);
    if (verb == "files") return files(rest);
    fail("no such line: " + verb);
  }

  void needs(const std::string& rest) {
    const bool there = rest.starts_with("program ") ? !world_.subprocess->find(rest.substr(8)).empty()
                                                    : fs::exists(fs::path(source_) / rest);
    if (!there) {
      outcome_.skipped = true;
      outcome_.why_skipped = rest + " is not here";
    }
  }

  void copy(const std::string& rest) {
    const auto as = rest.find(" as ");
    const fs::path from = fs::path(source_) / rest.substr(0, as);
    const std::string name = as == std::string::npos ? from.filename().string() : rest.substr(as + 4);
    std::error_code ec;
    fs::create_directories(fs::path(path(name)).parent_path(), ec);
    fs::copy(from, path(name), fs::copy_options::recursive, ec);
    if (ec) fail("cannot copy " + from.string() + ": " + ec.message());
  }

  // A script of the repository, its output below the story's folder.
  void make(const std::string& rest) {
    const auto words = words_of(rest);
    std::vector<std::string> arguments{"python3", (fs::path(source_) / words.at(0)).string()};
    for (std::size_t i = 1; i < words.size(); ++i) arguments.push_back(i == 1 ? path(words[i]) : words[i]);
    auto outcome = world_.subprocess->run(arguments, std::chrono::seconds(300));
    if (!outcome || outcome->exit_code != 0) fail("could not make " + rest + (outcome ? "\n" + outcome->err : ""));
  }

  void put(const std::string& name, const std::string& text) {
    std::error_code ec;
    fs::create_directories(fs::path(path(name)).parent_path(), ec);
    std::ofstream(path(name), std::ios::binary) << text;
  }

  void bytes(const std::string& rest) {
    const auto words = words_of(rest);
    std::string out;
    for (std::size_t i = 1; i < words.size(); ++i) out.push_back(static_cast<char>(std::stoi(words[i], nullptr, 16)));
    put(words[0], out);
  }

  void cut(const std::string& rest) {
    const auto words = words_of(rest);
    fs::resize_file(path(words[0]), std::stoul(words[1]));
  }

  // As somebody with an editor would: the first place where the bytes stand.
  void alter(const std::string& rest) {
    const auto words = words_of(rest);
    auto all = world_.files->read(path(words.at(0)));
    const auto at = all ? all->find(words.at(1)) : std::string::npos;
    if (at == std::string::npos) return fail("nothing to alter: " + rest);
    put(words[0], all->replace(at, words[1].size(), words.at(2)));
  }

  // A Python script of the repository, called in the story's folder.
  void script(const std::string& rest) {
    const auto space = std::min(rest.find(' '), rest.size());
    run({"python3", (fs::path(source_) / rest.substr(0, space)).string()}, rest.substr(space));
  }

  void run(const std::vector<std::string>& program, const std::string& rest) {
    std::vector<std::string> arguments{"sh", "-c", "cd \"$0\" && exec \"$@\"", folder_};
    for (const auto& word : program) arguments.push_back(word);
    for (const auto& word : words_of(rest)) {
      const bool is_data = data_ && arguments.back() == "--data";
      arguments.push_back(is_data ? data_(word) : word);
    }
    auto outcome = world_.subprocess->run(arguments, std::chrono::seconds(300));
    out_ = outcome ? outcome->out : "";
    err_ = outcome ? outcome->err : "";
    exit_ = outcome ? outcome->exit_code : -1;
    json_ = json::parse(out_, nullptr, false);
    if (exit_ >= 128 || exit_ < 0) fail("ended by a signal: " + rest + "\n" + err_);
  }

  void stream(const std::string& text, const std::string& name, const std::string& rest) {
    const bool found = rest.size() > 4 && text.find(rest.substr(rest.find(' ') + 1)) != std::string::npos;
    if (rest == "empty" ? !text.empty() : rest.starts_with("lacks ") ? found : !found) {
      fail(name + " " + rest + ", but was:\n" + text.substr(0, 3000));
    }
  }

  void check_json(const std::string& rest) {
    if (json_.is_discarded()) return fail("stdout is not one JSON document");
    // The path ends at the first space outside brackets.
    std::size_t space = 0;
    for (int depth = 0; space < rest.size() && (rest[space] != ' ' || depth > 0); ++space) {
      depth += rest[space] == '[';
      depth -= rest[space] == ']';
    }
    const std::string path = rest.substr(0, space), test = space < rest.size() ? rest.substr(space + 1) : "";
    const auto nodes = find(json_, path);
    auto after = [&](const char* words) { return test.substr(std::string(words).size()); };
    if (test == "absent") {
      if (!nodes.empty() && !nodes[0]->is_null()) fail(path + " absent, but was " + shown(*nodes[0]));
      return;
    }
    if (test.starts_with("count at least ")) {
      if (nodes.size() < std::stoul(after("count at least ")))
        fail(rest + ", but found " + std::to_string(nodes.size()));
      return;
    }
    if (test.starts_with("count ")) {
      if (nodes.size() != std::stoul(after("count "))) fail(rest + ", but found " + std::to_string(nodes.size()));
      return;
    }
    if (nodes.empty()) return fail(path + " finds nothing");
    const json& node = *nodes[0];
    bool holds = false;
    if (test.starts_with("is one of ")) {
      std::istringstream options(after("is one of "));
      for (std::string option; std::getline(options, option, '/');) {
        const auto first = option.find_first_not_of(' '), last = option.find_last_not_of(' ');
        holds = holds || equals(node, option.substr(first, last - first + 1));
      }
    } else if (test.starts_with("is ")) {
      holds = equals(node, after("is "));
    } else if (test.starts_with("has ")) {
      holds =
          shown(node).find(after("has ")) != std::string::npos || node.dump().find(after("has ")) != std::string::npos;
    } else if (test.starts_with("lacks ")) {
      holds = shown(node).find(after("lacks ")) == std::string::npos;
    } else if (test.starts_with("about ")) {
      const auto within = test.find(" within ");
      holds = node.is_number() &&
              std::abs(node.get<double>() - std::stod(test.substr(6))) <= std::stod(test.substr(within + 8)) + 1e-12;
    } else if (test.starts_with("at least ")) {
      holds = node.is_number() && node.get<double>() >= std::stod(after("at least "));
    } else if (test.starts_with("at most ")) {
      holds = node.is_number() && node.get<double>() <= std::stod(after("at most "));
    } else {
      return fail("no such test: " + test);
    }
    if (!holds) fail(rest + ", but was " + shown(node));
  }

  void file(const std::string& rest) {
    const auto words = words_of(rest);
    const bool there = fs::exists(path(words[0]));
    if (words[1] == "exists" && !there) fail(rest);
    if (words[1] == "absent" && there) fail(rest);
    if (words[1] == "same") {
      auto a = world_.files->read(path(words[0])), b = world_.files->read(path(words[3]));
      if (!a || !b || *a != *b) fail(rest);
    }
    if (words[1] == "holds") {
      auto bytes = world_.files->read(path(words[0]));
      if (!bytes || bytes->find(rest.substr(rest.find(" holds ") + 7)) == std::string::npos) fail(rest);
    }
  }

  void files(const std::string& rest) {
    const auto words = words_of(rest);  // in FOLDER count N
    auto entries = world_.files->list(path(words[1]));
    std::size_t n = 0;  // folders are no files
    for (std::size_t i = 0; entries && i < entries->size(); ++i) n += (*entries)[i].is_folder ? 0 : 1;
    if (n != std::stoul(words[3])) fail(rest + ", but found " + std::to_string(n));
  }

  std::string binary_, source_;
  base::World& world_;
  DataPlace data_;
  std::string folder_;
  Outcome outcome_;
  int number_ = 0;
  std::string out_, err_;
  int exit_ = -1;
  json json_;
};

}  // namespace

Outcome play(const std::string& story_file, const std::string& binary, const std::string& source_folder,
             base::World& world, const DataPlace& data) {
  return Player(binary, source_folder, world, data).play(story_file);
}

bool holds_on_any_store(const std::string& story_file) {
  return std::ranges::any_of(lines_of(story_file), [](const Line& line) { return line.text == "any store"; });
}

}  // namespace stories
