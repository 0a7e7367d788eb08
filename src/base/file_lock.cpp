#include "base/file_lock.hpp"

#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/world_parts.hpp"

namespace base {

namespace {
constexpr std::chrono::milliseconds kBetweenTries{20};
}

Result<FileLock> FileLock::take(const std::string& path, std::chrono::milliseconds patience) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return fail("file.unwritable", "锁文件打不开", {.file = path}, "检查文件夹的权限和磁盘空间");
  belongs_to_the_folder(descriptor, path);
  FileLock out(descriptor);
  for (std::chrono::milliseconds waited{0};; waited += kBetweenTries) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return out;
    if (errno != EWOULDBLOCK && errno != EINTR)
      return fail("file.unwritable", "这个磁盘不支持文件锁", {.file = path}, "把台账放在本机的磁盘上");
    if (waited >= patience) return fail("file.locked", "另一个程序正在改这个文件", {.file = path}, "等它做完再试");
    std::this_thread::sleep_for(kBetweenTries);
  }
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace base
