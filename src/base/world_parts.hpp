// The real disk, the real processes and the real signals, made by `real_world`.
#pragma once

#include <memory>

#include "base/world.hpp"

namespace base {

std::unique_ptr<Files> make_disk_files();
// What root makes in somebody else's folder is that person's: of an open file that is to be `path`, its owner becomes
// that of the file that has the name now, else of the folder. Else a rescue by root locks the service out of its own
// files. Nothing for other users.
void belongs_to_the_folder(int descriptor, const std::string& path);
Result<std::unique_ptr<Files::Lines>> lines_of_disk_file(const std::string& path);
Result<std::unique_ptr<Files::Sink>> sink_to_disk_file(const std::string& path);
std::unique_ptr<Subprocess> make_subprocess();
std::unique_ptr<Stop> make_stop();

}  // namespace base
