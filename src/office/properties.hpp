// docProps/core.xml and docProps/app.xml, the same in Word and Excel files (ISO/IEC 29500-2, 11).
#pragma once

#include <chrono>
#include <string>

#include "office/zip.hpp"

namespace office {

ZipEntry core_properties(const std::string& title, const std::string& author, std::chrono::sys_seconds when);
ZipEntry app_properties();

}  // namespace office
