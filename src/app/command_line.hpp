// The commands an officer types (docs/reference/cli.md).
#pragma once

#include "base/world.hpp"

namespace app {

// Exit codes: 0 done, 1 done with findings, 2 bad usage or unreadable input.
int command_line(int argc, const char* const* argv, base::World& world);

}  // namespace app
