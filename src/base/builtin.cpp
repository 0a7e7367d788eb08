#include "base/builtin.hpp"

#include "base/fault.hpp"

namespace base {

std::string_view builtin_file(std::string_view name) {
  for (const auto& file : detail::builtin_files()) {
    if (file.name == name) return file.bytes;
  }
  JC_ASSERT(!"built-in file is missing");
  return {};
}

std::string_view version() { return JICHENG_VERSION; }

}  // namespace base
