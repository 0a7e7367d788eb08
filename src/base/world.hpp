// The seams to the world. Everything that reads a clock, a disk, a network, chance or another program takes one of
// these, so that a test can put its own in place. The real ones are made once, in `app`.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  // Coordinated universal time.
  virtual std::chrono::sys_time<std::chrono::microseconds> now() = 0;
  // Never goes back; only differences mean something.
  virtual std::chrono::microseconds monotonic() = 0;
};

class Files {
 public:
  struct Entry {
    std::string name;  // without the folder
    bool is_folder = false;
    std::uint64_t size = 0;
    bool is_link = false;       // a symbolic link, whatever it leads to
    bool is_file = true;        // a plain file: no pipe, socket or device
    std::int64_t modified = 0;  // of the file system's own clock; only equality means something
  };
  virtual ~Files() = default;
  // Faults: "file.missing", "file.unreadable" (also a device, and a pipe that says nothing for 10 s), "file.too_large"
  // (over `max_bytes`).
  virtual Result<std::string> read(const std::string& path, std::uint64_t max_bytes = 256u << 20) = 0;
  // All or nothing: written beside `path`, flushed, then renamed over it. Fault "file.unwritable".
  virtual Result<void> write_whole(const std::string& path, std::string_view bytes) = 0;
  // With parents; it may be there already. Fault "folder.unwritable".
  virtual Result<void> make_folder(const std::string& path) = 0;
  // Sorted by name. Faults: "folder.missing"; "folder.name" when a name in it is not UTF-8, so that every name given
  // out can be shown.
  virtual Result<std::vector<Entry>> list(const std::string& folder) = 0;
  virtual bool exists(const std::string& path) = 0;
  virtual bool is_folder(const std::string& path) = 0;
  // Whole files that appear together or not at all: all are written and flushed under temporary names before the first
  // is renamed, and what stood under the names is put back when a renaming fails. The fault names the file that could
  // not be written; then none of the names has changed.
  virtual Result<void> write_together(const std::vector<std::pair<std::string, std::string>>& path_and_bytes) = 0;
  // A new private folder, removed with `remove_tree`.
  virtual Result<std::string> make_temporary_folder() = 0;
  virtual void remove_tree(const std::string& folder) = 0;

  // Text of any size, line by line without its end; nothing after the last.
  class Lines {
   public:
    virtual ~Lines() = default;
    // Faults: "file.unreadable"; "file.too_large" for a line over 64 MB.
    virtual Result<std::optional<std::string>> next() = 0;
  };
  virtual Result<std::unique_ptr<Lines>> read_lines(const std::string& path) = 0;
  // A file of any size, all or nothing: it has its name once `finish` returns, and is gone when `finish` never comes.
  class Sink {
   public:
    virtual ~Sink() = default;
    // Fault "file.unwritable".
    virtual Result<void> put(std::string_view bytes) = 0;
    virtual Result<void> finish() = 0;
  };
  virtual Result<std::unique_ptr<Sink>> write_pieces(const std::string& path) = 0;
  // As `write_whole`, readable to its owner only from the first byte on.
  virtual Result<void> write_private(const std::string& path, std::string_view bytes) = 0;
  // Fault "file.exists" when something has the new name already, "file.unwritable".
  virtual Result<void> rename(const std::string& from, const std::string& to) = 0;

  struct About {
    std::uint64_t size = 0;
    bool for_others = false;      // other users of this machine can read it
    bool writable = false;        // we can write it
    std::uint64_t disk_free = 0;  // bytes left to us where it lies
  };
  // Of a file or folder. Fault "file.missing".
  virtual Result<About> about(const std::string& path) = 0;
};

class Randomness {
 public:
  virtual ~Randomness() = default;
  // Fit for keys: from the operating system.
  virtual std::string bytes(std::size_t count) = 0;
};

// Other programs on this machine: LibreOffice for PDF, pdftotext.
class Subprocess {
 public:
  struct Outcome {
    int exit_code = -1;
    bool timed_out = false;
    std::string out;
    std::string err;
  };
  virtual ~Subprocess() = default;
  // The full path of a program found on PATH, or empty.
  virtual std::string find(const std::string& program) = 0;
  // No shell. The child and its children are ended when time runs out. `environment` adds to or replaces (NAME=value).
  // Fault "program.missing" when it cannot be started.
  virtual Result<Outcome> run(const std::vector<std::string>& arguments, std::chrono::milliseconds time_limit,
                              const std::vector<std::string>& environment = {}) = 0;
};

// The network. The officer's PC has none, and nothing in the program may assume one: whoever wants it asks here.
class Network {
 public:
  virtual ~Network() = default;
  // Sends `request` to a TCP port and reads until the peer closes. Faults: "network.off" (this program was started
  // without one), "network.unreachable", "network.timeout".
  virtual Result<std::string> exchange(const std::string& host, int port, std::string_view request,
                                       std::chrono::milliseconds time_limit) = 0;
};

// Whether somebody wants the program to end: Ctrl+C, a service manager.
class Stop {
 public:
  virtual ~Stop() = default;
  // From now on such a wish does not end the program at once but is told here.
  virtual void listen() = 0;
  virtual bool asked() = 0;
  // Waits that long, or until asked; whether asked.
  virtual bool wait(std::chrono::milliseconds time) = 0;
};

struct World {
  std::unique_ptr<Clock> clock;
  std::unique_ptr<Files> files;
  std::unique_ptr<Randomness> randomness;
  std::unique_ptr<Subprocess> subprocess;
  std::unique_ptr<Network> network;
  std::unique_ptr<Stop> stop;
};

// The machine this program runs on, with the network off.
World real_world();

}  // namespace base
