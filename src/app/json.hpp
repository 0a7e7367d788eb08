// The JSON documents of the commands, which the server shares.
#pragma once

#include "wire/json.hpp"

namespace app {
using namespace wire;
}
