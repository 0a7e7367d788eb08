// A disk in memory under SQLite's pager (https://www.sqlite.org/vfs.html) that forgets, tears and garbles what was not
// synced when its power is cut, and whose n-th call of a kind fails. It knows files and bytes, no SQL.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "options.hpp"

namespace faults {

// What is left of the writes that no sync had followed.
enum class Survival { none, all, prefix, some_writes, some_sectors, garbled_sectors };
inline constexpr std::array kSurvivals{Survival::none,        Survival::all,          Survival::prefix,
                                       Survival::some_writes, Survival::some_sectors, Survival::garbled_sectors};
const char* to_string(Survival survival);

enum class Call { read, write, sync, truncate, open, remove, access, size, lock, share_map, share_lock };
inline constexpr std::array kCalls{Call::read, Call::write,     Call::sync,      Call::truncate,
                                   Call::open, Call::remove,    Call::access,    Call::size,
                                   Call::lock, Call::share_map, Call::share_lock};
const char* to_string(Call call);

struct File;    // an inode: bytes as the system sees them, bytes on the platter, what lies between
struct Change;  // a write or truncation that no sync has followed

// While it lives it is the disk of every database that this process opens. One at a time, used by one thread.
//
// The model: a sync makes the file's bytes durable; a file's name is durable when a new journal or log beside it was
// first synced, or a file was removed with its folder synced; bytes outside a write are never harmed by it
// (SQLITE_IOCAP_POWERSAFE_OVERWRITE, as on Linux). A failing sync loses the writes for good although they can still be
// read, as Linux does (or are forgotten at once, as others do): another sync does not bring them back.
class Disk {
 public:
  explicit Disk(std::uint64_t seed);
  ~Disk();
  Disk(const Disk&) = delete;

  // The power goes at the n-th change from now (write, sync, truncation, creation, removal; 1: the next).
  void cut_power_at(std::int64_t change, Survival survival);
  void cut_power_now(Survival survival);
  // The program is killed: its open files are of no use any more, what it wrote stays with the system. All databases
  // must then be closed before `start_program`.
  void kill_program() { dead_ = true; }
  void start_program() { dead_ = false; }
  bool dead() const { return dead_; }
  // What survived is the disk from now on. All databases must be closed.
  void restore_power();

  // The n-th such call from now fails (1: the next) with SQLite's code `result`, and all after it when `for_ever`.
  struct Failure {
    Call call = Call::read;
    std::int64_t at = 1;
    int result = 0;
    bool for_ever = false;
    bool forgets = false;  // failing sync: what is lost cannot be read either
  };
  void fail(const Failure& failure);
  void heal();
  // Whether the failure has struck.
  bool struck() const { return struck_; }

  // No file grows beyond this; writes that would are refused with SQLITE_FULL, half done.
  void limit_files_to(std::int64_t bytes) { limit_ = bytes; }

  // Says that it has synced and has not: what no program can do anything about.
  void lie_about_syncs() { lies_ = true; }

  std::int64_t changes() const { return changes_; }
  // The file's bytes as the system sees them; to be changed from outside. Null: no such file.
  std::string* bytes(const std::string& name);

  // The rest is for the functions that SQLite calls.
  struct Vfs;

 private:
  friend struct Vfs;
  // 0, or the code to fail with.
  int enter(Call call);
  // As `enter` for a change; `dies`: the power goes while it is done.
  int enter_change(Call call, bool& dies);
  void survive(File& file, Survival survival);
  void sync_folder();

  Chance chance_;
  std::map<std::string, std::shared_ptr<File>> names_, durable_names_;
  std::unique_ptr<Vfs> vfs_;
  bool dead_ = false, lies_ = false;
  std::int64_t cut_in_ = 0;
  Survival survival_ = Survival::none;
  Failure failure_;
  bool armed_ = false, struck_ = false;
  std::int64_t limit_ = INT64_MAX;
  std::int64_t changes_ = 0;
  std::int64_t now_ms_ = 0;
};

}  // namespace faults
