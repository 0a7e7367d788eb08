// Copies of a ledger out of the house and back.
#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/csv.hpp"
#include "base/file_lock.hpp"
#include "cycle/beside_ledger.hpp"
#include "cycle/cycle.hpp"
#include "cycle/upkeep.hpp"
#include "cycle/upkeep_parts.hpp"

namespace cycle {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr const char* kUpkeep = "维护记录.csv";
constexpr const char* kDatabase = "jicheng.sqlite";
constexpr const char* kCheckpoint = "checkpoint.txt";
constexpr std::uint64_t kSmall = 64u << 20;

std::string beside(const std::string& folder, const std::string& name) { return (fs::path(folder) / name).string(); }

// "20261124-180000"
std::string stamp(base::World& world) {
  std::string out;
  for (const char c : local_time(world)) {
    if (c >= '0' && c <= '9') out += c;
    if (c == ' ') out += '-';
  }
  return out;
}

// Rows of a dump from one thread to another, so that the keys of personal fields lie in no file on the way.
class Rows {
 public:
  Result<void> put(std::string_view bytes) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || text_.size() < kMost; });
    if (closed_) return base::fail("load.stopped", "");
    text_ += bytes;
    some_.notify_one();
    return {};
  }
  // No more comes; with the fault that broke it off, if any.
  void end(std::optional<base::Fault> fault) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    fault_ = std::move(fault);
    some_.notify_one();
  }
  Result<std::optional<std::string>> next() {
    std::unique_lock lock(mutex_);
    std::size_t end = std::string::npos;
    some_.wait(lock, [&] { return ended_ || (end = text_.find('\n')) != std::string::npos; });
    if (end == std::string::npos) end = text_.find('\n');
    if (end == std::string::npos) {
      if (fault_) return base::fail(*fault_);
      if (text_.empty()) return std::optional<std::string>();
      return std::optional(std::exchange(text_, {}));
    }
    std::string line = text_.substr(0, end);
    text_.erase(0, end + 1);
    room_.notify_one();
    return std::optional(std::move(line));
  }
  // Nobody reads any more.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    room_.notify_one();
  }

 private:
  static constexpr std::size_t kMost = 4u << 20;
  std::mutex mutex_;
  std::condition_variable room_, some_;
  std::string text_;
  bool ended_ = false, closed_ = false;
  std::optional<base::Fault> fault_;
};

// All records with the keys of personal fields, from one store into another of either kind. What is there already from
// a time that was broken off stays, and it goes on behind it. Faults as ledger::dump and ledger::load.
Result<std::int64_t> move_records(const std::string& from, const std::string& to, base::World& world) {
  auto source = open_ledger(from, world), target = open_ledger(to, world);
  if (!source) return base::fail(source.error());
  if (!target) return base::fail(target.error());
  Rows rows;
  std::thread sender([&] {
    const auto sent = ledger::dump(source->store(), {.area = {}, .personal_keys = true},
                                   [&](std::string_view bytes) { return rows.put(bytes); });
    rows.end(sent ? std::nullopt : std::optional(sent.error()));
  });
  auto loaded = ledger::load(
      target->store(), [&] { return rows.next(); }, from);
  rows.close();
  sender.join();
  if (!loaded) return base::fail(loaded.error());
  return loaded->records + loaded->there;
}

using Heads = std::map<std::string, std::pair<std::int64_t, std::string>>;  // by area: how many, the last hash
Result<Heads> heads_of(const std::string& data, base::World& world) {
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  const auto areas = book->areas();
  if (!areas) return base::fail(areas.error());
  Heads out;
  for (const auto& head : *areas)
    if (head.size > 0) out[head.area] = {head.size, base::to_hex(base::bytes_of(head.chain))};
  return out;
}

base::Fault other_records() {
  return {
      "ledger.exists", "数据库里有别的记录，和备份的不是同一份台账，没有恢复", {}, "新建一个空的数据库，恢复到那里"};
}

// From a backup's copy into a database: into an empty one, or on from where it was broken off. A database is never
// emptied by us.
Result<void> into_server(const std::string& copy, const std::string& data, base::World& world) {
  const auto wanted = heads_of(copy, world), before = heads_of(data, world);
  if (!wanted) return base::fail(wanted.error());
  if (!before) return base::fail(before.error());
  for (const auto& [area, head] : *before) {
    const auto same = wanted->find(area);
    if (same == wanted->end() || same->second.first < head.first) return base::fail(other_records());
  }
  if (auto moved = move_records(copy, data, world); !moved)
    return base::fail(moved.error().code == "load.other" ? other_records() : moved.error());
  const auto now = heads_of(data, world);
  if (!now) return base::fail(now.error());
  if (*now != *wanted) return base::fail(other_records());
  return {};
}

// A name with the time in it that nothing has yet.
std::string dated(const std::string& before, base::World& world) {
  std::string out = before + stamp(world);
  for (int i = 2; world.files->exists(out); ++i) out = before + stamp(world) + "-" + std::to_string(i);
  return out;
}

// Nothing may stand in the inspection. `chain_only`: of its chain and the checkpoints.
Result<std::int64_t> whole(const std::string& database, const std::vector<ledger::Checkpoint>& checkpoints,
                           const std::vector<std::string>& keys, const char* code, bool chain_only = false) {
  auto book = ledger::Ledger::open(database);
  if (!book) return base::fail(book.error());
  ledger::InspectionRequest look;
  look.checkpoints = checkpoints;
  look.public_keys_pem = keys;
  look.indexes = !chain_only;
  const auto found = ledger::inspect(book->store(), look);
  if (!found) return base::fail(found.error());
  if (!found->good()) {
    const auto& first = found->findings.front();
    return base::fail(code,
                      "核对没有通过，共 " + std::to_string(found->findings.size() + found->not_listed) +
                          " 处，第一处：地区 " + first.area + " " + first.say,
                      {.file = database}, "运行 jicheng verify 查看全部；换用更早的备份");
  }
  return found->records;
}

// Whether one of the keys made its signature. A sheet that lies in the backup and was signed by none of them is taken
// for what it says: whoever could change it could change the backup, so its signature is no testimony.
bool signed_by(const ledger::Checkpoint& sheet, const std::vector<std::string>& keys_pem) {
  return sheet.seal && std::ranges::any_of(keys_pem, [&](const std::string& pem) {
           const auto key = base::PublicKey::from_pem(pem);
           return key && key->id() == sheet.seal->key_id;
         });
}

// A signed one when there is one key without a passphrase beside the ledger, else an unsigned one.
Result<CheckpointMade> checkpoint_for_backup(const std::string& of, const std::string& key_data, base::World& world) {
  auto book = ledger::Ledger::open(of);
  if (!book) return base::fail(book.error());
  const auto heads = book->areas();
  if (!heads) return base::fail(heads.error());
  CheckpointMade out;
  if (heads->empty()) return out;
  std::optional<base::PrivateKey> key;
  const DataPlace place = place_of(key_data, world);
  const std::string folder = beside(place.folder, "keys");
  if (const auto entries =
          world.files->is_folder(folder) ? world.files->list(folder) : Result<std::vector<base::Files::Entry>>()) {
    std::vector<std::string> files;
    for (const auto& e : *entries) {
      if (e.name.ends_with(".key.pem")) files.push_back(beside(folder, e.name));
    }
    const auto pem = files.size() == 1 ? world.files->read(files.front(), kSmall) : base::fail("key.several", "");
    if (pem) {
      if (auto read = base::PrivateKey::from_pem(*pem, {})) key = std::move(*read);
    }
  }
  out.text = ledger::checkpoint_preface();
  for (const auto& head : *heads) {
    auto made = ledger::checkpoint_of(book->store(), head.area, world.clock->now());
    if (!made) return base::fail(made.error());
    if (key) ledger::sign(*made, *key);
    out.text += "\n" + ledger::to_text(*made);
    out.checkpoints.push_back(std::move(*made));
  }
  return out;
}

}  // namespace

Result<BackupDone> back_up(const std::string& data, const std::string& to, base::World& world) {
  const DataPlace place = place_of(data, world);
  if (!place.server && !world.files->exists(place.database)) {
    return base::fail("ledger.missing", "这里没有台账", {.file = data}, "检查 --data 后面的路径");
  }
  BackupDone out;
  const bool one_file = fs::path(to).extension() == ".sqlite";
  out.path = world.files->is_folder(to) && !one_file ? dated(beside(to, "jicheng-"), world) : to;
  if (world.files->exists(out.path)) {
    return base::fail("file.exists", "已经有同名的备份", {.file = out.path}, "换一个名字；备份从不覆盖旧的");
  }
  const std::string parent = fs::path(out.path).parent_path().string();
  if (!parent.empty()) {
    if (auto made = world.files->make_folder(parent); !made) return base::fail(made.error());
  }
  const std::string unfinished = out.path + ".未完成";
  const auto give_up = [&](const base::Fault& fault) {
    world.files->remove_tree(unfinished);
    return base::fail(fault);
  };
  world.files->remove_tree(unfinished);
  if (auto made = world.files->make_folder(unfinished); !made) return base::fail(made.error());
  // Nobody takes a step between the two: every line of the one is an event of the other.
  const std::string orders = (fs::path(place.folder) / "督办登记.jsonl").string();
  std::optional<base::FileLock> alone;
  if (world.files->exists(orders)) {
    auto taken = base::FileLock::take(orders + ".lock", std::chrono::seconds(20));
    if (!taken) return give_up(taken.error());
    alone.emplace(std::move(*taken));
  }
  const auto order_register = register_as_of_now(place.folder, world);
  if (!order_register) return give_up(order_register.error());
  const std::string copy = beside(unfinished, kDatabase);
  if (place.server) {
    // The same folder as of a file, so that it can be brought back to either.
    if (auto moved = move_records(data, copy, world); !moved) return give_up(moved.error());
  } else if (auto copied = ledger::copy_file(place.database, copy); !copied) {
    return give_up(copied.error());
  }
  alone.reset();
  const auto checkpoint = checkpoint_for_backup(copy, data, world);
  if (!checkpoint) return give_up(checkpoint.error());
  const auto records = whole(copy, checkpoint->checkpoints, {}, "ledger.tampered");
  if (!records) return give_up(records.error());
  if (auto closed = ledger::close_file(copy); !closed) return give_up(closed.error());
  out.records = *records;
  out.signed_checkpoint = !checkpoint->checkpoints.empty() && checkpoint->checkpoints.front().seal.has_value();

  if (one_file) {
    const std::string sheet = out.path + "." + kCheckpoint;
    if (!checkpoint->checkpoints.empty()) {
      if (auto put = world.files->write_whole(sheet, checkpoint->text); !put) return give_up(put.error());
      out.files.push_back(sheet);
    }
    if (auto named = world.files->rename(copy, out.path); !named) return give_up(named.error());
    world.files->remove_tree(unfinished);
    out.files.insert(out.files.begin(), out.path);
  } else {
    out.files = {kDatabase};
    if (!checkpoint->checkpoints.empty()) {
      if (auto put = world.files->write_whole(beside(unfinished, kCheckpoint), checkpoint->text); !put) {
        return give_up(put.error());
      }
      out.files.emplace_back(kCheckpoint);
    }
    const auto others = copy_beside(place.folder, unfinished, *order_register, world);
    if (!others) return give_up(others.error());
    out.files.insert(out.files.end(), others->begin(), others->end());
    if (auto named = world.files->rename(unfinished, out.path); !named) return give_up(named.error());
  }
  note_upkeep(data, {"backup", {}, out.path, out.records}, world);
  return out;
}

Result<Restored> restore(const RestoreRequest& request, base::World& world) {
  const DataPlace from = place_of(request.from, world), place = place_of(request.data, world);
  if (from.server)
    return base::fail("backup.missing", "--from 要写备份的文件夹，不是数据库的地址", {},
                      "先用 jicheng backup 做一份备份，再从那里恢复");
  if (!world.files->exists(from.database)) {
    return base::fail("backup.missing", "这里没有备份", {.file = request.from},
                      "指定 jicheng backup 生成的文件夹或文件");
  }
  const auto state = ledger::state_of_file(from.database, false);
  if (!state) return base::fail(state.error());
  if (state->whose != ledger::FileState::Whose::jicheng) {
    return base::fail("backup.not_ours", "这不是计成台账的备份", {.file = from.database},
                      "检查是不是选错了文件，或复制时中断");
  }
  const bool there = !place.server && world.files->exists(place.database);
  if (there && !request.replace) {
    return base::fail("ledger.exists", "目标位置已经有台账，没有恢复", {.file = place.database},
                      "换一个新的位置；确要替换时加 --replace，原来的会改名保留");
  }
  auto checkpoints = read_checkpoint_files(request.checkpoint_files, world);
  if (!checkpoints) return base::fail(checkpoints.error());
  const auto keys = read_public_keys(request.public_key_files, world);
  if (!keys) return base::fail(keys.error());
  std::vector<ledger::Checkpoint> of_the_backup;
  for (const std::string& sheet : {beside(from.folder, kCheckpoint), from.database + "." + kCheckpoint}) {
    if (!world.files->exists(sheet)) continue;
    auto own = read_checkpoint_files({sheet}, world);
    if (!own) return base::fail(own.error());
    for (auto& one : *own) (signed_by(one, *keys) ? *checkpoints : of_the_backup).push_back(std::move(one));
  }
  if (auto made = world.files->make_folder(place.folder); !made) return base::fail(made.error());

  const std::string unfinished = (place.server ? beside(place.folder, kDatabase) : place.database) + ".未完成";
  const auto give_up = [&](const base::Fault& fault) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) world.files->remove_tree(unfinished + end);
    return base::fail(fault);
  };
  for (const char* end : {"", "-wal", "-shm", "-journal"}) world.files->remove_tree(unfinished + end);
  if (auto copied = ledger::copy_file(from.database, unfinished); !copied) return give_up(copied.error());
  const auto records = whole(unfinished, *checkpoints, *keys, "backup.tampered");
  if (!records) return give_up(records.error());
  if (!of_the_backup.empty()) {
    const auto as_it_says = whole(unfinished, of_the_backup, {}, "backup.tampered", true);
    if (!as_it_says) return give_up(as_it_says.error());
  }
  if (auto closed = ledger::close_file(unfinished); !closed) return give_up(closed.error());

  Restored out{.path = place.server ? place.folder : place.database,
               .records = *records,
               .checkpoints = static_cast<int>(checkpoints->size() + of_the_backup.size())};
  const std::string mark = place.server ? beside(place.folder, kDatabase) : place.database;
  const std::string set_aside = dated(mark + ".换下-", world).substr(mark.size());
  if (there) {
    out.kept = place.database + set_aside;
    // A damaged one cannot be closed in order; it is kept as it lies.
    if (auto closed = ledger::close_file(place.database); !closed && closed.error().code == "ledger.locked") {
      return give_up(closed.error());
    }
    for (const char* end : {"", "-wal", "-shm"}) {
      if (!world.files->exists(place.database + end)) continue;
      if (auto moved = world.files->rename(place.database + end, out.kept + end); !moved) return give_up(moved.error());
    }
  }
  if (place.server) {
    if (auto moved = into_server(unfinished, request.data, world); !moved) return give_up(moved.error());
    if (auto closed = ledger::close_file(unfinished); !closed) return give_up(closed.error());
    (void)give_up({});  // the copy has served
    out.server = true;
  } else if (auto named = world.files->rename(unfinished, place.database); !named) {
    return give_up(named.error());
  }
  // A single file has the ledger alone: what lies in its folder is somebody else's.
  if (fs::path(from.database).filename() == kDatabase) {
    auto brought = bring_beside(from.folder, place.folder, request.replace, set_aside, world);
    if (!brought) return base::fail(brought.error());
    out.beside = std::move(*brought);
  }
  note_upkeep(request.data, {"restore", {}, request.from, out.records}, world);
  return out;
}

Result<DumpDone> dump_ledger(const std::string& data, const ledger::DumpRequest& request, const std::string& out,
                             base::World& world) {
  auto book = existing_ledger(data, world);
  if (!book) return base::fail(book.error());
  ledger::DumpRequest wanted = request;
  if (!request.area.empty()) {
    const auto named = book->store().areas_named(request.area);
    if (!named) return base::fail(named.error());
    if (!named->empty()) wanted.area = named->front();
  }
  DumpDone done;
  const bool csv = request.format == ledger::DumpFormat::csv;
  const bool is_folder = world.files->is_folder(out) || fs::path(out).extension().empty();
  if (is_folder) {
    if (auto made = world.files->make_folder(out); !made) return base::fail(made.error());
  }
  done.path = is_folder ? beside(out, csv ? "台账.csv" : "台账.jsonl") : out;
  auto sink = world.files->write_pieces(done.path);
  if (!sink) return base::fail(sink.error());
  auto dumped = ledger::dump(book->store(), wanted, [&](std::string_view bytes) { return (*sink)->put(bytes); });
  if (!dumped) return base::fail(dumped.error());
  if (auto finished = (*sink)->finish(); !finished) return base::fail(finished.error());
  done.outcome = *dumped;
  note_upkeep(data, {"dump", {}, done.path, dumped->records}, world);
  return done;
}

Result<ledger::LoadOutcome> load_ledger(const std::string& file, const std::string& data, base::World& world) {
  std::string path = file;
  if (world.files->is_folder(file)) {
    path = beside(file, "台账.jsonl");
    if (!world.files->exists(path)) path = beside(file, "台账.csv");
  }
  auto lines = world.files->read_lines(path);
  if (!lines) return base::fail(lines.error());
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  auto loaded = ledger::load(
      book->store(), [&] { return (*lines)->next(); }, path);
  if (!loaded) return base::fail(loaded.error());
  const auto found = ledger::inspect(book->store(), {});
  if (!found) return base::fail(found.error());
  if (!found->good()) {
    return base::fail("dump.tampered", "载入后核对没有通过：" + found->findings.front().say, {.file = data},
                      "运行 jicheng verify 查看全部");
  }
  note_upkeep(data, {"load", {}, path, loaded->records}, world);
  return *loaded;
}

std::vector<UpkeepEntry> upkeep_entries(const std::string& data, base::World& world) {
  const DataPlace place = place_of(data, world);
  std::vector<UpkeepEntry> out;
  if (!world.files->exists(beside(place.folder, kUpkeep))) return out;
  const auto bytes = world.files->read(beside(place.folder, kUpkeep), kSmall);
  const auto table = bytes ? base::CsvTable::parse(*bytes, kUpkeep) : base::fail(bytes.error());
  if (!table) return out;
  for (std::size_t i = 0; i < table->size(); ++i) {
    out.push_back({.what = table->at(i, "what"),
                   .at = table->at(i, "at"),
                   .where = table->at(i, "where"),
                   .records = std::atoll(table->at(i, "records").c_str())});
  }
  return out;
}

void note_upkeep(const std::string& data, UpkeepEntry entry, base::World& world) {
  const DataPlace place = place_of(data, world);
  if (place.server && !world.files->is_folder(place.folder)) return;
  const std::string file = beside(place.folder, kUpkeep);
  std::string text = "what,at,where,records\n";
  if (world.files->exists(file)) {
    const auto bytes = world.files->read(file, kSmall);
    if (!bytes) return;
    text = *bytes;
  }
  text += base::csv_field(entry.what) + "," + local_time(world) + "," + base::csv_field(entry.where) + "," +
          std::to_string(entry.records) + "\n";
  (void)world.files->write_whole(file, text);
}

}  // namespace cycle
