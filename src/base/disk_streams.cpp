// Files of any size on a POSIX disk, read by lines and written in pieces.
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "base/world_parts.hpp"

namespace base {

namespace {

constexpr std::size_t kLongestLine = 64u << 20;

class DiskLines final : public Files::Lines {
 public:
  explicit DiskLines(std::string path) : path_(std::move(path)), in_(path_, std::ios::binary), buffer_(1 << 16, '\0') {}
  bool open() const { return in_.is_open(); }

  Result<std::optional<std::string>> next() override {
    std::string line;
    for (;;) {
      if (at_ == held_) {
        in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        held_ = static_cast<std::size_t>(in_.gcount());
        at_ = 0;
        if (held_ == 0) {
          if (in_.bad() || !in_.eof()) {
            return fail("file.unreadable", "文件读不完", Place{.file = path_}, "检查磁盘和文件权限");
          }
          if (line.empty() && !begun_) return std::optional<std::string>();
          begun_ = false;
          return std::optional(std::move(line));
        }
      }
      const std::size_t end = std::min(std::string_view(buffer_).substr(0, held_).find('\n', at_), held_);
      line.append(buffer_, at_, end - at_);
      begun_ = true;
      at_ = end;
      if (line.size() > kLongestLine) {
        return fail("file.too_large", "有一行超过 64 MB", Place{.file = path_}, "确认选对了文件");
      }
      if (at_ < held_) {
        ++at_;
        begun_ = false;
        return std::optional(std::move(line));
      }
    }
  }

 private:
  std::string path_;
  std::ifstream in_;
  std::string buffer_;
  std::size_t at_ = 0, held_ = 0;
  bool begun_ = false;  // bytes of a line without an end were read
};

class DiskSink final : public Files::Sink {
 public:
  DiskSink(std::string path, std::string temporary, int file)
      : path_(std::move(path)), temporary_(std::move(temporary)), file_(file) {}
  ~DiskSink() override {
    if (file_ >= 0) ::close(file_);
    if (!finished_) ::unlink(temporary_.c_str());
  }

  Result<void> put(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = ::write(file_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return unwritable(n < 0 ? errno : EIO);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
  }

  Result<void> finish() override {
    if (::fsync(file_) != 0) return unwritable(errno);
    const int closed = ::close(file_);
    file_ = -1;
    if (closed != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) return unwritable(errno);
    finished_ = true;
    return {};
  }

 private:
  tl::unexpected<Fault> unwritable(int error) const {
    return fail("file.unwritable",
                std::string("文件写不进去（") + (error == ENOSPC ? "磁盘空间不足" : std::strerror(error)) + "）",
                Place{.file = path_}, "换一个可以写入的位置，或检查磁盘空间和权限");
  }

  std::string path_, temporary_;
  int file_;
  bool finished_ = false;
};

}  // namespace

Result<std::unique_ptr<Files::Lines>> lines_of_disk_file(const std::string& path) {
  auto lines = std::make_unique<DiskLines>(path);
  if (!lines->open()) return fail("file.missing", "文件打不开", Place{.file = path}, "检查文件名、所在的文件夹和权限");
  return lines;
}

Result<std::unique_ptr<Files::Sink>> sink_to_disk_file(const std::string& path) {
  std::string temporary = path + ".jicheng-tmp";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) {
    return fail("file.unwritable", std::string("文件写不进去（") + std::strerror(errno) + "）", Place{.file = path},
                "换一个可以写入的位置，或检查权限");
  }
  return std::make_unique<DiskSink>(path, std::move(temporary), file);
}

}  // namespace base
