// Other programs, on POSIX: no shell, a process group of their own, a time limit.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <sstream>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/world_parts.hpp"

extern char** environ;

namespace base {

namespace {

using std::chrono::steady_clock;

class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_, O_CLOEXEC) == 0; }
  ~Pipe() { close_read(), close_write(); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool ok() const { return open_; }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close(ends_[0]); }
  void close_write() { close(ends_[1]); }

 private:
  static void close(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
  int ends_[2] = {-1, -1};
  bool open_ = false;
};

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (auto& s : strings) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment_with(const std::vector<std::string>& changes) {
  std::map<std::string, std::string> all;
  auto put = [&](const std::string& entry) { all[entry.substr(0, entry.find('='))] = entry; };
  for (char** e = environ; *e != nullptr; ++e) put(*e);
  for (const auto& change : changes) put(change);
  std::vector<std::string> out;
  for (auto& [name, entry] : all) out.push_back(entry);
  return out;
}

class PosixSubprocess final : public Subprocess {
 public:
  std::string find(const std::string& program) override {
    if (program.find('/') != std::string::npos) return ::access(program.c_str(), X_OK) == 0 ? program : "";
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
      std::string candidate = folder + "/" + program;
      if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return "";
  }

  Result<Outcome> run(const std::vector<std::string>& arguments, std::chrono::milliseconds time_limit,
                      const std::vector<std::string>& environment) override {
    JC_ASSERT(!arguments.empty());
    const std::string program = find(arguments[0]);
    if (program.empty()) return missing(arguments[0]);
    Pipe out, err;
    if (!out.ok() || !err.ok()) return missing(arguments[0]);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out.write_end(), 1);
    posix_spawn_file_actions_adddup2(&actions, err.write_end(), 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    auto argument_strings = arguments;
    auto environment_strings = environment_with(environment);
    pid_t child = -1;
    const int spawned = ::posix_spawn(&child, program.c_str(), &actions, &attributes, pointers(argument_strings).data(),
                                      pointers(environment_strings).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (spawned != 0) return missing(arguments[0]);
    out.close_write();
    err.close_write();

    Outcome outcome;
    const auto deadline = steady_clock::now() + time_limit;
    outcome.timed_out = !drain(out, err, outcome, deadline);
    int status = 0;
    outcome.timed_out = !wait_until(child, status, deadline) || outcome.timed_out;
    if (outcome.timed_out) {
      ::kill(-child, SIGKILL);
      while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
      }
    }
    outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
  }

 private:
  static tl::unexpected<Fault> missing(const std::string& program) {
    return fail("program.missing", "这台电脑上没有可用的 " + program, {}, "安装它，或不使用需要它的功能");
  }

  // Reads both ends until they close; false when time ran out first.
  static bool drain(Pipe& out, Pipe& err, Outcome& outcome, steady_clock::time_point deadline) {
    pollfd ends[2] = {{out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}};
    std::string* sinks[2] = {&outcome.out, &outcome.err};
    int open_ends = 2;
    while (open_ends > 0) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now()).count();
      if (left <= 0) return false;
      if (::poll(ends, 2, static_cast<int>(std::min<long long>(left, 1000))) < 0 && errno != EINTR) return false;
      for (int i = 0; i < 2; ++i) {
        if (ends[i].fd < 0 || ends[i].revents == 0) continue;
        char buffer[1 << 14];
        const ssize_t n = ::read(ends[i].fd, buffer, sizeof buffer);
        if (n > 0) {
          constexpr std::size_t kept = 16u << 20;  // a talkative program must not fill the memory
          if (sinks[i]->size() < kept) sinks[i]->append(buffer, static_cast<std::size_t>(n));
        } else if (n == 0 || errno != EINTR) {
          ends[i].fd = -1;
          --open_ends;
        }
      }
    }
    return true;
  }

  static bool wait_until(pid_t child, int& status, steady_clock::time_point deadline) {
    for (;;) {
      const pid_t done = ::waitpid(child, &status, WNOHANG);
      if (done == child) return true;
      if (done < 0 && errno != EINTR) return true;
      if (steady_clock::now() >= deadline) return false;
      ::usleep(2000);
    }
  }
};

}  // namespace

std::unique_ptr<Subprocess> make_subprocess() { return std::make_unique<PosixSubprocess>(); }

}  // namespace base
