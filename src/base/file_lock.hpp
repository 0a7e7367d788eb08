// One program at a time at a file that several may change: an advisory lock of the operating system (flock), which
// falls with whoever holds it, so that a crash leaves nothing locked.
#pragma once

#include <chrono>
#include <string>

#include "base/fault.hpp"

namespace base {

class FileLock {
 public:
  // Waits for at most `patience`. The file at `path` is made when it is not there, readable to its owner only, and
  // stays; nothing is written in it. Faults: "file.locked" when another held it all the while, "file.unwritable".
  static Result<FileLock> take(const std::string& path, std::chrono::milliseconds patience);

  FileLock(FileLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FileLock& operator=(FileLock&&) = delete;
  FileLock(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace base
