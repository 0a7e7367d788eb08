// The files under codes/, carried inside the binary.
#pragma once

#include <span>
#include <string_view>

namespace base {

struct BuiltinFile {
  std::string_view name;  // "codes/holidays.csv"
  std::string_view bytes;
};

// Asserts that it is there: asking for a file that was not built in is our own mistake.
std::string_view builtin_file(std::string_view name);

// "0.1.0"
std::string_view version();

namespace detail {
std::span<const BuiltinFile> builtin_files();
}

}  // namespace base
