#include "disk.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <set>

#include <sqlite3.h>

#include "base/fault.hpp"
#include "memory.hpp"

namespace faults {

namespace {

constexpr std::int64_t kSector = 512;
constexpr int kShareLocks = 8;  // SQLITE_SHM_NLOCK
constexpr const char* kName = "jicheng-faults";

}  // namespace

struct Change {
  std::int64_t at = 0;  // of a truncation: the new size
  std::string data;
  bool truncates = false;
};

struct Handle;

struct File {
  std::string bytes, durable;
  std::vector<Change> pending;
  // Locks of files and of shared memory; both vanish with the process.
  std::set<const Handle*> shared;
  const Handle* reserved = nullptr;
  const Handle* pending_lock = nullptr;
  const Handle* exclusive = nullptr;
  std::vector<std::unique_ptr<std::string>> share;
  std::array<std::set<const Handle*>, kShareLocks> share_shared;
  std::array<const Handle*, kShareLocks> share_exclusive{};
  std::set<const Handle*> mapped;
};

struct Handle {
  sqlite3_file base{};  // first: SQLite sees only this
  Disk* disk = nullptr;
  std::shared_ptr<File> file;
  bool syncs_folder = false;  // a new journal or log
  int lock = SQLITE_LOCK_NONE;
};

namespace {

void carry_out(std::string& bytes, const Change& change) {
  if (change.truncates) {
    bytes.resize(static_cast<std::size_t>(change.at), '\0');
    return;
  }
  const auto end = static_cast<std::size_t>(change.at) + change.data.size();
  if (bytes.size() < end) bytes.resize(end, '\0');
  std::memcpy(bytes.data() + change.at, change.data.data(), change.data.size());
}

// Where the sectors of a write begin and end.
template <class Visit>
void for_each_sector(const Change& change, Visit visit) {
  const auto size = static_cast<std::int64_t>(change.data.size());
  for (std::int64_t from = 0; from < size;) {
    const std::int64_t to = std::min(size, ((change.at + from) / kSector + 1) * kSector - change.at);
    visit(from, to - from);
    from = to;
  }
}

void release_locks(Handle& h) {
  File& f = *h.file;
  f.shared.erase(&h);
  for (const Handle** held : {&f.reserved, &f.pending_lock, &f.exclusive}) {
    if (*held == &h) *held = nullptr;
  }
  h.lock = SQLITE_LOCK_NONE;
}

void release_share(Handle& h) {
  File& f = *h.file;
  for (int i = 0; i < kShareLocks; ++i) {
    f.share_shared[i].erase(&h);
    if (f.share_exclusive[i] == &h) f.share_exclusive[i] = nullptr;
  }
  f.mapped.erase(&h);
  if (f.mapped.empty()) f.share.clear();
}

}  // namespace

const char* to_string(Survival survival) {
  constexpr std::array names{"none", "all", "prefix", "some writes", "some sectors", "garbled sectors"};
  return names[static_cast<std::size_t>(survival)];
}

const char* to_string(Call call) {
  constexpr std::array names{"read",   "write", "sync", "truncate",  "open",      "remove",
                             "access", "size",  "lock", "share_map", "share_lock"};
  return names[static_cast<std::size_t>(call)];
}

// The functions that SQLite calls.
struct Disk::Vfs {
  sqlite3_vfs vfs{};
  sqlite3_io_methods io{};
  std::set<Handle*> open;

  static Handle& handle(sqlite3_file* f) { return *reinterpret_cast<Handle*>(f); }
  static Disk& disk(sqlite3_vfs* v) { return *static_cast<Disk*>(v->pAppData); }

  static int open_file(sqlite3_vfs* v, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    const Spared spared;
    Disk& d = disk(v);
    out->pMethods = nullptr;
    std::shared_ptr<File> file;
    if (name == nullptr) {
      if (const int failed = d.enter(Call::open)) return failed;
      file = std::make_shared<File>();
    } else {
      const auto found = d.names_.find(name);
      if (found != d.names_.end()) {
        if (const int failed = d.enter(Call::open)) return failed;
        file = found->second;
      } else {
        if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
        bool dies = false;
        if (const int failed = d.enter_change(Call::open, dies)) return failed;
        file = d.names_[name] = std::make_shared<File>();
        if (dies) return SQLITE_IOERR;
      }
    }
    Handle* h = new (out) Handle;
    h->base.pMethods = &d.vfs_->io;
    h->disk = &d;
    h->file = std::move(file);
    // As SQLite's own functions for POSIX: every journal or log that may be created, not only one that was.
    h->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0 &&
                      (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    d.vfs_->open.insert(h);
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
  }

  static int remove_file(sqlite3_vfs* v, const char* name, int sync_folder) {
    const Spared spared;
    Disk& d = disk(v);
    bool dies = false;
    if (!d.names_.contains(name)) return d.dead_ ? SQLITE_IOERR : SQLITE_IOERR_DELETE_NOENT;
    if (const int failed = d.enter_change(Call::remove, dies)) return failed;
    d.names_.erase(name);
    if (dies) return SQLITE_IOERR_DELETE;
    if (sync_folder != 0) d.sync_folder();
    return SQLITE_OK;
  }

  static int access(sqlite3_vfs* v, const char* name, int, int* out) {
    const Spared spared;
    Disk& d = disk(v);
    *out = 0;
    if (const int failed = d.enter(Call::access)) return failed;
    const auto found = d.names_.find(name);
    *out = found != d.names_.end() ? 1 : 0;
    return SQLITE_OK;
  }

  static int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
  }

  static int randomness(sqlite3_vfs* v, int size, char* out) {
    const Spared spared;
    const std::string bytes = disk(v).chance_.bytes(static_cast<std::size_t>(size));
    std::memcpy(out, bytes.data(), bytes.size());
    return size;
  }

  static int sleep(sqlite3_vfs* v, int microseconds) {
    disk(v).now_ms_ += microseconds / 1000 + 1;
    return microseconds;
  }

  static int time_ms(sqlite3_vfs* v, sqlite3_int64* out) {
    *out = 212'000'000'000'000 + disk(v).now_ms_;
    return SQLITE_OK;
  }
  static int time(sqlite3_vfs* v, double* out) {
    sqlite3_int64 ms = 0;
    time_ms(v, &ms);
    *out = static_cast<double>(ms) / 86'400'000.0;
    return SQLITE_OK;
  }
  static int last_error(sqlite3_vfs*, int, char*) { return 0; }

  static int close(sqlite3_file* f) {
    Handle& h = handle(f);
    release_locks(h);
    release_share(h);
    h.disk->vfs_->open.erase(&h);
    h.~Handle();
    return SQLITE_OK;
  }

  static int read(sqlite3_file* f, void* out, int size, sqlite3_int64 at) {
    Handle& h = handle(f);
    const int failed = h.disk->enter(Call::read);
    if (failed != 0 && failed != SQLITE_IOERR_SHORT_READ) return failed;
    const std::string& bytes = h.file->bytes;
    auto there = std::clamp<std::int64_t>(static_cast<std::int64_t>(bytes.size()) - at, 0, size);
    if (failed == SQLITE_IOERR_SHORT_READ) there /= 2;
    std::memset(out, 0, static_cast<std::size_t>(size));
    if (there > 0) std::memcpy(out, bytes.data() + at, static_cast<std::size_t>(there));
    return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }

  static int change(Handle& h, Call call, Change change) {
    const Spared spared;
    bool dies = false;
    int failed = h.disk->enter_change(call, dies);
    if (dies) failed = SQLITE_IOERR;
    const std::int64_t end = change.at + static_cast<std::int64_t>(change.data.size());
    if (failed == 0 && call == Call::write && end > h.disk->limit_) failed = SQLITE_FULL;
    if (failed != 0 && !dies) {
      if (h.disk->dead_ || change.truncates) return failed;
      // A write that fails may have been begun.
      change.data.resize(change.data.size() / 2);
    }
    if (change.truncates || !change.data.empty()) {
      carry_out(h.file->bytes, change);
      h.file->pending.push_back(std::move(change));
    }
    return failed;
  }

  static int write(sqlite3_file* f, const void* data, int size, sqlite3_int64 at) {
    const Spared spared;
    return change(handle(f), Call::write,
                  {.at = at, .data = std::string(static_cast<const char*>(data), static_cast<std::size_t>(size))});
  }
  static int truncate(sqlite3_file* f, sqlite3_int64 size) {
    return change(handle(f), Call::truncate, {.at = size, .truncates = true});
  }

  static int sync(sqlite3_file* f, int) {
    const Spared spared;
    Handle& h = handle(f);
    Disk& d = *h.disk;
    bool dies = false;
    const int failed = d.enter_change(Call::sync, dies);
    if (dies) return SQLITE_IOERR_FSYNC;
    if (failed != 0) {
      if (d.dead_) return failed;
      d.survive(*h.file, kSurvivals[static_cast<std::size_t>(d.chance_.below(kSurvivals.size()))]);
      if (d.failure_.forgets) h.file->bytes = h.file->durable;
      return failed;
    }
    if (d.lies_) return SQLITE_OK;
    for (const Change& c : h.file->pending) carry_out(h.file->durable, c);
    h.file->pending.clear();
    if (h.syncs_folder) d.sync_folder();
    h.syncs_folder = false;
    return SQLITE_OK;
  }

  static int size(sqlite3_file* f, sqlite3_int64* out) {
    Handle& h = handle(f);
    if (const int failed = h.disk->enter(Call::size)) return failed;
    *out = static_cast<sqlite3_int64>(h.file->bytes.size());
    return SQLITE_OK;
  }

  // Shared, reserved, pending, exclusive: https://www.sqlite.org/lockingv3.html
  static int lock(sqlite3_file* f, int wanted) {
    const Spared spared;
    Handle& h = handle(f);
    if (const int failed = h.disk->enter(Call::lock)) return failed;
    if (h.lock >= wanted) return SQLITE_OK;
    File& file = *h.file;
    const auto others = [&](const Handle* held) { return held != nullptr && held != &h; };
    if (wanted == SQLITE_LOCK_SHARED) {
      if (others(file.pending_lock) || others(file.exclusive)) return SQLITE_BUSY;
      file.shared.insert(&h);
    } else if (wanted == SQLITE_LOCK_RESERVED) {
      if (others(file.reserved) || others(file.pending_lock) || others(file.exclusive)) return SQLITE_BUSY;
      file.reserved = &h;
    } else {
      if (others(file.pending_lock) || others(file.exclusive) || others(file.reserved)) return SQLITE_BUSY;
      file.pending_lock = &h;
      h.lock = SQLITE_LOCK_PENDING;
      if (file.shared.size() > 1) return SQLITE_BUSY;
      file.exclusive = &h;
    }
    h.lock = wanted;
    return SQLITE_OK;
  }

  static int unlock(sqlite3_file* f, int wanted) {
    const Spared spared;
    Handle& h = handle(f);
    if (h.lock <= wanted) return SQLITE_OK;
    release_locks(h);
    if (wanted == SQLITE_LOCK_SHARED) {
      h.file->shared.insert(&h);
      h.lock = SQLITE_LOCK_SHARED;
    }
    return SQLITE_OK;
  }

  static int reserved_lock(sqlite3_file* f, int* out) {
    *out = handle(f).file->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
  }
  static int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector_size(sqlite3_file*) { return 4096; }
  static int device(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  static int share_map(sqlite3_file* f, int region, int size, int extend, void volatile** out) {
    const Spared spared;
    Handle& h = handle(f);
    *out = nullptr;
    if (const int failed = h.disk->enter(Call::share_map)) return failed;
    auto& share = h.file->share;
    h.file->mapped.insert(&h);
    if (region >= static_cast<int>(share.size()) && extend == 0) return SQLITE_OK;
    while (region >= static_cast<int>(share.size())) {
      share.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
    }
    *out = share[static_cast<std::size_t>(region)]->data();
    return SQLITE_OK;
  }

  static int share_lock(sqlite3_file* f, int from, int count, int flags) {
    const Spared spared;
    Handle& h = handle(f);
    File& file = *h.file;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      for (int i = from; i < from + count; ++i) {
        file.share_shared[i].erase(&h);
        if (file.share_exclusive[i] == &h) file.share_exclusive[i] = nullptr;
      }
      return SQLITE_OK;
    }
    if (const int failed = h.disk->enter(Call::share_lock)) return failed;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    for (int i = from; i < from + count; ++i) {
      if (file.share_exclusive[i] != nullptr && file.share_exclusive[i] != &h) return SQLITE_BUSY;
      const bool others = file.share_shared[i].size() > file.share_shared[i].count(&h);
      if (exclusive && others) return SQLITE_BUSY;
    }
    for (int i = from; i < from + count; ++i) {
      if (exclusive) {
        file.share_exclusive[i] = &h;
      } else {
        file.share_shared[i].insert(&h);
      }
    }
    return SQLITE_OK;
  }
  static void share_barrier(sqlite3_file*) {}
  static int share_unmap(sqlite3_file* f, int) {
    release_share(handle(f));
    return SQLITE_OK;
  }
};

Disk::Disk(std::uint64_t seed) : chance_(seed), vfs_(std::make_unique<Vfs>()) {
  sqlite3_initialize();
  sqlite3_vfs& v = vfs_->vfs;
  v.iVersion = 2;
  v.szOsFile = sizeof(Handle);
  v.mxPathname = 512;
  v.zName = kName;
  v.pAppData = this;
  v.xOpen = Vfs::open_file;
  v.xDelete = Vfs::remove_file;
  v.xAccess = Vfs::access;
  v.xFullPathname = Vfs::full_path;
  v.xRandomness = Vfs::randomness;
  v.xSleep = Vfs::sleep;
  v.xCurrentTime = Vfs::time;
  v.xGetLastError = Vfs::last_error;
  v.xCurrentTimeInt64 = Vfs::time_ms;
  sqlite3_io_methods& io = vfs_->io;
  io.iVersion = 2;
  io.xClose = Vfs::close;
  io.xRead = Vfs::read;
  io.xWrite = Vfs::write;
  io.xTruncate = Vfs::truncate;
  io.xSync = Vfs::sync;
  io.xFileSize = Vfs::size;
  io.xLock = Vfs::lock;
  io.xUnlock = Vfs::unlock;
  io.xCheckReservedLock = Vfs::reserved_lock;
  io.xFileControl = Vfs::file_control;
  io.xSectorSize = Vfs::sector_size;
  io.xDeviceCharacteristics = Vfs::device;
  io.xShmMap = Vfs::share_map;
  io.xShmLock = Vfs::share_lock;
  io.xShmBarrier = Vfs::share_barrier;
  io.xShmUnmap = Vfs::share_unmap;
  sqlite3_vfs_register(&v, 1);
  sqlite3_randomness(0, nullptr);  // seeded from this disk again
}

Disk::~Disk() {
  JC_ASSERT(vfs_->open.empty());
  sqlite3_vfs_unregister(&vfs_->vfs);
}

void Disk::cut_power_at(std::int64_t change, Survival survival) {
  cut_in_ = change;
  survival_ = survival;
}

void Disk::cut_power_now(Survival survival) {
  dead_ = true;
  survival_ = survival;
}

void Disk::restore_power() {
  JC_ASSERT(vfs_->open.empty());
  std::set<std::string> all;
  for (const auto& [name, file] : names_) all.insert(name);
  for (const auto& [name, file] : durable_names_) all.insert(name);
  std::map<std::string, std::shared_ptr<File>> left;
  for (const std::string& name : all) {
    const auto now = names_.find(name), durable = durable_names_.find(name);
    const bool takes_now = survival_ == Survival::all || (survival_ != Survival::none && chance_.one_in(2));
    if (takes_now && now != names_.end()) left[name] = now->second;
    if (!takes_now && durable != durable_names_.end()) left[name] = durable->second;
  }
  names_ = left;
  for (const auto& [name, file] : names_) {
    survive(*file, survival_);
    file->bytes = file->durable;
  }
  durable_names_ = names_;
  dead_ = false;
  cut_in_ = 0;
}

void Disk::fail(const Failure& failure) {
  failure_ = failure;
  armed_ = true;
  struck_ = false;
}

void Disk::heal() { armed_ = false; }

std::string* Disk::bytes(const std::string& name) {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : &found->second->bytes;
}

int Disk::enter(Call call) {
  if (dead_) return SQLITE_IOERR;
  if (!armed_ || failure_.call != call || --failure_.at > 0) return 0;
  struck_ = true;
  if (failure_.for_ever) {
    failure_.at = 1;
  } else {
    armed_ = false;
  }
  return failure_.result;
}

int Disk::enter_change(Call call, bool& dies) {
  if (const int failed = enter(call)) return failed;
  ++changes_;
  if (cut_in_ > 0 && --cut_in_ == 0) dies = dead_ = true;
  return 0;
}

// Carries over to the platter what of the pending changes survives, and forgets the rest.
void Disk::survive(File& file, Survival survival) {
  const auto count = static_cast<std::int64_t>(file.pending.size());
  const std::int64_t prefix = survival == Survival::prefix ? chance_.below(count + 1) : count;
  for (std::int64_t i = 0; i < prefix && survival != Survival::none; ++i) {
    const Change& change = file.pending[static_cast<std::size_t>(i)];
    const bool whole = survival == Survival::all || survival == Survival::prefix;
    if (whole || change.truncates || survival == Survival::some_writes) {
      if (whole || chance_.one_in(2)) carry_out(file.durable, change);
      continue;
    }
    for_each_sector(change, [&](std::int64_t from, std::int64_t size) {
      const auto at = static_cast<std::size_t>(from), length = static_cast<std::size_t>(size);
      if (survival == Survival::garbled_sectors && chance_.one_in(4)) {
        carry_out(file.durable, {.at = change.at + from, .data = chance_.bytes(length)});
      } else if (chance_.one_in(2)) {
        carry_out(file.durable, {.at = change.at + from, .data = change.data.substr(at, length)});
      }
    });
  }
  file.pending.clear();
}

void Disk::sync_folder() { durable_names_ = names_; }

}  // namespace faults
