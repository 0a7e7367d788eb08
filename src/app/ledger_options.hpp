// What the commands that keep the ledger have in common: how one is declared, and what it says. Private to this room.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/fault.hpp"
#include "base/world.hpp"

namespace app::ledger_options {

using Json = nlohmann::ordered_json;

inline constexpr int kDone = 0, kFindings = 1, kUnusable = 2;

inline int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}
inline void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
// Names of files and bodies of records may hold any bytes.
inline void print_json(const Json& json) { print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"); }

inline CLI::Validator not_empty() {
  return CLI::Validator([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");
}
inline CLI::Option* text(CLI::App& c, const std::string& name, std::string& into, const std::string& what) {
  return c.add_option(name, into, what)->check(not_empty());
}

// One command: `Options` (with `json` and `lang`) filled in by `describe`, then `run`, a member of `Commands`.
template <class Options, class Commands, class Describe>
void add(CLI::App& app, base::World& world, int& code, const std::string& name, const std::string& what,
         Describe describe, int (Commands::*run)()) {
  auto* command = app.add_subcommand(name, what);
  auto o = std::make_shared<Options>();
  describe(*command, *o);
  command->add_flag("--json", o->json, "只输出一个 JSON 文档 / print one JSON document");
  command->add_option("--lang", o->lang, "zh（默认）或 en / language of the screen")
      ->check(CLI::Validator(
          [](const std::string& text) { return text == "zh" || text == "en" ? "" : "只能是 zh 或 en"; }, ""));
  command->callback([o, &world, &code, run] {
    Commands commands(*o, world);
    code = (commands.*run)();
  });
}

}  // namespace app::ledger_options
