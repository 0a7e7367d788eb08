// The real disk, the real processes and the real signals, made by `real_world`.
#pragma once

#include <memory>

#include "base/world.hpp"

namespace base {

std::unique_ptr<Files> make_disk_files();
std::unique_ptr<Subprocess> make_subprocess();
std::unique_ptr<Stop> make_stop();

}  // namespace base
