// The real disk and the real processes, made by `real_world`.
#pragma once

#include <memory>

#include "base/world.hpp"

namespace base {

std::unique_ptr<Files> make_disk_files();
std::unique_ptr<Subprocess> make_subprocess();

}  // namespace base
