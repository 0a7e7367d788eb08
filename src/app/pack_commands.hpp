// The commands about packs: pack check, pack book, and decide on the folder of one (docs/reference/cli.md).
#pragma once

#include <string>

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

// `code` gets the exit code of the command that was called.
void add_pack_commands(CLI::App& app, base::World& world, int& code);

struct PackDecideOptions {
  std::string folder, in, out, all, asof;
  int list = 500, threads = 0;
  bool json = false, english = false;
  bool check = false;  // nothing but `pack check`
};
// `jicheng decide` on a pack's folder; the exit code.
int decide_by_pack(const PackDecideOptions& options, base::World& world);

}  // namespace app
