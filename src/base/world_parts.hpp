// The real disk, the real processes and the real signals, made by `real_world`.
#pragma once

#include <memory>

#include "base/world.hpp"

namespace base {

std::unique_ptr<Files> make_disk_files();
Result<std::unique_ptr<Files::Lines>> lines_of_disk_file(const std::string& path);
Result<std::unique_ptr<Files::Sink>> sink_to_disk_file(const std::string& path);
std::unique_ptr<Subprocess> make_subprocess();
std::unique_ptr<Stop> make_stop();

}  // namespace base
