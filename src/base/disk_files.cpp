// Files on a POSIX disk. A written file is flushed before it gets its name, and so is the folder that holds the name.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.hpp"
#include "base/world_parts.hpp"

namespace base {

namespace {

namespace fs = std::filesystem;

constexpr int kPatienceMs = 10'000;

std::string reason(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
    case EROFS:
      return "没有写入权限";
    case ENOSPC:
    case EDQUOT:
      return "磁盘空间不足";
    case ENOTDIR:
      return "路径中有一段不是文件夹";
    case ENOENT:
      return "文件夹不存在";
    case EISDIR:
      return "同名的文件夹已经存在";
    case ENAMETOOLONG:
      return "文件名太长";
    default:
      return std::strerror(error);
  }
}

tl::unexpected<Fault> unwritable(const std::string& path, int error) {
  return fail("file.unwritable", "文件写不进去（" + reason(error) + "）", Place{.file = path},
              "换一个可以写入的输出文件夹，或检查磁盘空间和权限");
}

constexpr std::string_view kTemporary = ".jicheng-tmp";

// Writes and flushes; 0 or the error number. Never retried: after a failed flush the state of the data is unknown.
int write_and_flush(const std::string& path, std::string_view bytes, mode_t mode = 0666) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd < 0) return errno;
  belongs_to_the_folder(fd, path.ends_with(kTemporary) ? path.substr(0, path.size() - kTemporary.size()) : path);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const int error = n < 0 ? errno : EIO;
      ::close(fd);
      return error;
    }
    done += static_cast<std::size_t>(n);
  }
  if (::fsync(fd) != 0) {
    const int error = errno;
    ::close(fd);
    return error;
  }
  return ::close(fd) == 0 ? 0 : errno;
}

void flush_folder(const std::string& file) {
  const std::string folder = fs::path(file).parent_path().string();
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

class DiskFiles final : public Files {
 public:
  Result<std::string> read(const std::string& path, std::uint64_t max_bytes) override {
    std::error_code ec;
    const auto status = fs::status(path, ec);
    if (!fs::exists(status)) {
      return fail("file.missing", "找不到这个文件", Place{.file = path}, "检查文件名和所在的文件夹");
    }
    if (fs::is_directory(status)) {
      return fail("file.unreadable", "这是一个文件夹，不是文件", Place{.file = path}, "指定文件夹里的那个文件");
    }
    if (fs::is_block_file(status) || fs::is_character_file(status) || fs::is_socket(status)) {
      return fail("file.unreadable", "这是设备，不是文件", Place{.file = path}, "指定一个普通文件");
    }
    const auto size = fs::is_regular_file(status) ? fs::file_size(path, ec) : 0;
    if (!ec && size > max_bytes) return too_large(path, max_bytes);
    // A pipe without a writer must not keep us waiting: it is opened without waiting and then listened to for a while.
    const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    std::string bytes;
    bytes.reserve(size + 1);
    bool whole = false;
    while (fd >= 0 && !whole && bytes.size() <= max_bytes) {
      char buffer[1 << 16];
      const ssize_t n = ::read(fd, buffer, sizeof buffer);
      if (n > 0) {
        bytes.append(buffer, static_cast<std::size_t>(n));
      } else if (n == 0) {
        whole = true;
      } else if (errno == EAGAIN) {
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, kPatienceMs) <= 0) break;
      } else if (errno != EINTR) {
        break;
      }
    }
    if (fd >= 0) ::close(fd);
    if (bytes.size() > max_bytes) return too_large(path, max_bytes);
    if (!whole)
      return fail("file.unreadable", "文件打不开或读不完", Place{.file = path}, "检查文件权限，或关闭正在占用它的程序");
    return bytes;
  }

  Result<void> write_whole(const std::string& path, std::string_view bytes) override {
    return write_as(path, bytes, 0666);
  }
  Result<void> write_private(const std::string& path, std::string_view bytes) override {
    ::unlink((path + std::string(kTemporary)).c_str());
    return write_as(path, bytes, 0600);
  }

  Result<std::unique_ptr<Lines>> read_lines(const std::string& path) override { return lines_of_disk_file(path); }
  Result<std::unique_ptr<Sink>> write_pieces(const std::string& path) override { return sink_to_disk_file(path); }

  Result<void> rename(const std::string& from, const std::string& to) override {
    if (exists(to)) return fail("file.exists", "已经有同名的文件", Place{.file = to}, "换一个名字，或先移走它");
    if (::rename(from.c_str(), to.c_str()) != 0) return unwritable(to, errno);
    flush_folder(to);
    return {};
  }

  Result<About> about(const std::string& path) override {
    struct stat told {};
    if (::stat(path.c_str(), &told) != 0) {
      return fail("file.missing", "找不到这个文件", Place{.file = path}, "检查文件名和所在的文件夹");
    }
    std::error_code ec;
    const auto space = fs::space(path, ec);
    return About{.size = static_cast<std::uint64_t>(told.st_size),
                 .for_others = (told.st_mode & (S_IRGRP | S_IROTH)) != 0,
                 .writable = ::access(path.c_str(), W_OK) == 0,
                 .disk_free = ec ? 0 : space.available};
  }

  Result<void> write_as(const std::string& path, std::string_view bytes, mode_t mode) {
    const std::string temporary = path + std::string(kTemporary);
    if (const int error = write_and_flush(temporary, bytes, mode)) {
      ::unlink(temporary.c_str());
      return unwritable(path, error);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
      const int error = errno;
      ::unlink(temporary.c_str());
      return unwritable(path, error);
    }
    flush_folder(path);
    return {};
  }

  Result<void> write_together(const std::vector<std::pair<std::string, std::string>>& path_and_bytes) override {
    std::vector<std::string> temporaries;
    auto give_up = [&](const std::string& path, int error) {
      for (const auto& temporary : temporaries) ::unlink(temporary.c_str());
      return unwritable(path, error);
    };
    for (const auto& [path, bytes] : path_and_bytes) {
      if (is_folder(path)) return give_up(path, EISDIR);
      temporaries.push_back(path + std::string(kTemporary));
      if (const int error = write_and_flush(temporaries.back(), bytes)) return give_up(path, error);
    }
    std::vector<std::pair<std::string, std::optional<std::string>>> before;  // what the names stood for
    for (const auto& [path, bytes] : path_and_bytes) {
      if (!exists(path)) {
        before.emplace_back(path, std::nullopt);
      } else if (auto old = read(path, std::numeric_limits<std::uint64_t>::max())) {
        before.emplace_back(path, std::move(*old));
      } else {
        return give_up(path, EACCES);
      }
    }
    for (std::size_t i = 0; i < path_and_bytes.size(); ++i) {
      if (::rename(temporaries[i].c_str(), path_and_bytes[i].first.c_str()) == 0) continue;
      const int error = errno;
      for (std::size_t k = 0; k < i; ++k) {
        ::unlink(before[k].first.c_str());
        if (before[k].second) write_and_flush(before[k].first, *before[k].second);
      }
      return give_up(path_and_bytes[i].first, error);
    }
    for (const auto& [path, bytes] : path_and_bytes) flush_folder(path);
    return {};
  }

  Result<void> make_folder(const std::string& path) override {
    std::error_code ec;
    const bool was_there = fs::exists(path, ec);
    fs::create_directories(path, ec);
    if (!was_there && !ec) {
      const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      if (fd >= 0) belongs_to_the_folder(fd, fs::path(path).lexically_normal().parent_path() / "."), ::close(fd);
    }
    if (ec || !is_folder(path)) {
      return fail("folder.unwritable", "文件夹建不起来（" + reason(ec ? ec.value() : ENOTDIR) + "）",
                  Place{.file = path}, "换一个可以写入的位置");
    }
    return {};
  }

  Result<std::vector<Entry>> list(const std::string& folder) override {
    std::error_code ec;
    std::vector<Entry> entries;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
      std::error_code ignored;
      const bool is_folder = it->is_directory(ignored);
      if (const std::string name = it->path().filename().string(); !from_utf8(name)) {
        return fail("folder.name", "文件夹里有一个文件名不是 UTF-8 编码：" + readable(name), Place{.file = folder},
                    "把这个文件改名后再试");
      }
      Entry entry;
      entry.name = it->path().filename().string();
      entry.is_folder = is_folder;
      entry.is_link = it->is_symlink(ignored);
      entry.is_file = it->is_regular_file(ignored);
      if (struct stat told{}; entry.is_file && ::stat(it->path().c_str(), &told) == 0) {
        entry.size = static_cast<std::uint64_t>(told.st_size);
        entry.modified = std::int64_t{told.st_mtim.tv_sec} * 1'000'000 + told.st_mtim.tv_nsec / 1000;
      }
      entries.push_back(std::move(entry));
    }
    if (ec) return fail("folder.missing", "文件夹打不开", Place{.file = folder}, "检查文件夹的位置和权限");
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
  }

  bool exists(const std::string& path) override {
    std::error_code ec;
    return fs::exists(path, ec);
  }
  bool is_folder(const std::string& path) override {
    std::error_code ec;
    return fs::is_directory(path, ec);
  }

  Result<std::string> make_temporary_folder() override {
    std::error_code ec;
    std::string pattern = (fs::temp_directory_path(ec) / "jicheng-XXXXXX").string();
    if (ec || ::mkdtemp(pattern.data()) == nullptr) {
      return fail("folder.unwritable", "临时文件夹建不起来", {}, "检查系统的临时文件夹（TMPDIR）");
    }
    return pattern;
  }
  void remove_tree(const std::string& folder) override {
    std::error_code ec;
    fs::remove_all(folder, ec);
  }

 private:
  static tl::unexpected<Fault> too_large(const std::string& path, std::uint64_t max_bytes) {
    return fail("file.too_large", "文件超过 " + std::to_string(max_bytes >> 20) + " MB", Place{.file = path},
                "确认选对了文件，或拆成几个文件");
  }
};

}  // namespace

void belongs_to_the_folder(int descriptor, const std::string& path) {
  if (::geteuid() != 0) return;
  struct stat whose {};
  if (::stat(path.c_str(), &whose) != 0) {
    const std::string folder = fs::path(path).parent_path().string();
    if (::stat(folder.empty() ? "." : folder.c_str(), &whose) != 0) return;
  }
  if (whose.st_uid != 0 && ::fchown(descriptor, whose.st_uid, whose.st_gid) != 0) return;  // a disk that has no owners
}

std::unique_ptr<Files> make_disk_files() { return std::make_unique<DiskFiles>(); }

}  // namespace base
