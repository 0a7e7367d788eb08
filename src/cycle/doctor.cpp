#include "cycle/doctor.hpp"

#include <algorithm>
#include <filesystem>

#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"
#include "cycle/questions.hpp"
#include "cycle/upkeep_parts.hpp"

namespace cycle {

namespace fs = std::filesystem;

namespace {

constexpr int kBackupDays = 7, kCheckpointDays = 31;
constexpr std::uint64_t kLargeLog = 256u << 20, kLittleSpace = 1u << 30;

class Doctor {
 public:
  Doctor(const std::string& data, bool check_pages, base::World& world)
      : data_(data), place_(place_of(data, world)), check_pages_(check_pages), world_(world) {}

  Diagnosis run() {
    d_.path = place_.server ? data_ : place_.database;
    d_.server = place_.server;
    if (!place_.server && !look_at_file()) return std::move(d_);
    look_inside();
    look_beside();
    look_at_upkeep();
    look_at_keys();
    look_at_questions();
    return std::move(d_);
  }

 private:
  void advise(bool urgent, const char* code, std::string say, std::string say_en) {
    d_.advice.push_back({urgent, code, std::move(say), std::move(say_en)});
  }

  // False: there is nothing to look into.
  bool look_at_file() {
    d_.exists = world_.files->exists(place_.database);
    if (!d_.exists) {
      advise(true, "missing", "这里没有台账。检查路径；新建台账用 jicheng import，从备份恢复用 jicheng restore",
             "There is no ledger here. Check the path; jicheng import makes one, jicheng restore brings a backup back");
      return false;
    }
    const auto about = world_.files->about(place_.database);
    if (about) {
      d_.for_others = about->for_others;
      d_.writable = about->writable;
      d_.disk_free = about->disk_free;
      d_.file.bytes = static_cast<std::int64_t>(about->size);
    }
    if (const auto log = world_.files->about(place_.database + "-wal")) d_.log_bytes = log->size;
    if (about && about->size == 0) {
      advise(true, "empty", "文件是空的（0 字节）：不是台账，可能是复制中断留下的。用备份恢复",
             "The file is empty (0 bytes): no ledger, perhaps a copy broken off. Restore a backup");
      return false;
    }
    const auto state = ledger::state_of_file(place_.database, check_pages_);
    if (!state) {
      advise(true, "unreadable", state.error().what + "。" + state.error().remedy,
             "The file cannot be read (" + state.error().what + "). Restore the latest backup");
      return false;
    }
    d_.file = *state;
    using Whose = ledger::FileState::Whose;
    if (state->whose == Whose::no_database || state->whose == Whose::other) {
      advise(true, "not_ours", "这是另一个程序的文件，不是计成的台账，没有动它。检查是不是选错了文件",
             "This is a file of another program and was left alone. Check the path");
      return false;
    }
    if (state->newer) {
      advise(true, "newer", "这个台账由更新版本的计成建立，本版本不能读写。改用新版本",
             "Made by a later version of Jicheng; this one cannot use it. Take the later version");
      return false;
    }
    for (const auto& damage : state->damage) {
      advise(true, "damaged", "数据库文件损坏：" + damage + "。先把整个文件夹复制一份留存，再用最近的备份恢复",
             "The database file is damaged: " + damage + ". Keep a copy of the folder, then restore the latest backup");
    }
    if (!d_.writable) {
      advise(true, "read_only", "对台账文件没有写入权限，只能查看", "The file cannot be written: looking only");
    }
    if (d_.for_others) {
      advise(false, "permissions", "这台电脑上的其他用户也能读台账文件。不该让他们看到时，把文件夹设为只有本人可读",
             "Other users of this machine can read the file; make the folder private unless they may");
    }
    if (d_.log_bytes > kLargeLog) {
      advise(false, "log", "尚未并入主文件的写入很多，常见原因是有程序长时间开着台账。关闭它们，下次打开时会自动并入",
             "Many writes are not yet merged into the file: some program holds it open. Close it");
    }
    if (d_.disk_free > 0 &&
        d_.disk_free < std::max<std::uint64_t>(kLittleSpace, 2 * static_cast<std::uint64_t>(state->bytes))) {
      advise(true, "space", "磁盘剩余空间不足台账的两倍，写入或备份可能失败。腾出空间",
             "Little space is left on the disk: writing or backing up may fail");
    }
    return state->whose == Whose::jicheng;
  }

  void look_inside() {
    // An older file would be brought up to date by opening it; a look must not.
    if (!place_.server && d_.file.version < 2) {
      advise(false, "older", "台账由旧版本建立，下次使用时会自动升级。升级前先备份",
             "Made by an earlier version; it is brought up to date at the next use. Back it up before");
      d_.usable = true;
      return;
    }
    auto book = open_ledger(data_, world_);
    if (!book) {
      advise(true, "unusable", book.error().what + "。" + book.error().remedy, book.error().what);
      return;
    }
    const auto heads = book->areas();
    if (!heads) {
      advise(true, "unusable", heads.error().what + "。" + heads.error().remedy, heads.error().what);
      return;
    }
    d_.usable = true;
    for (const auto& head : *heads) {
      DoctorArea area{.area = head.area, .algorithm = base::to_string(head.algorithm), .records = head.size};
      if (const auto last = head.size > 0 ? book->record(head.area, head.size) : base::fail("", "")) {
        area.last_actor = last->actor;
        area.last_reason = last->reason;
        area.last_at = day_and_time(last->recorded_at);
      }
      d_.areas.push_back(std::move(area));
    }
    if (d_.areas.empty()) {
      advise(false, "no_records", "台账里还没有记录。用 jicheng import 导入数据", "The ledger has no records yet");
    }
  }

  static std::string day_and_time(ledger::Instant at) {
    const auto local = std::chrono::floor<std::chrono::minutes>(at + std::chrono::hours(8));
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss time(local - day);
    const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return calendar::to_string(calendar::Date(day)) + " " + two(time.hours().count()) + ":" +
           two(time.minutes().count());
  }

  // More than so many days ago, or never.
  bool long_ago(const std::optional<UpkeepEntry>& entry, int days) {
    if (!entry) return true;
    const auto then = calendar::parse_date(entry->at.substr(0, 10));
    if (!then) return true;
    const auto today = std::chrono::floor<std::chrono::days>(world_.clock->now() + std::chrono::hours(8));
    return today - std::chrono::sys_days(*then) > std::chrono::days(days);
  }

  void look_at_upkeep() {
    for (const auto& entry : upkeep_entries(data_, world_)) {
      if (entry.what == "backup") d_.last_backup = entry;
      if (entry.what == "checkpoint") d_.last_checkpoint = entry;
      if (entry.what == "verify" || entry.what == "verify_failed") d_.last_verify = entry;
    }
    if (d_.areas.empty()) return;
    if (long_ago(d_.last_backup, kBackupDays)) {
      advise(false, "backup",
             d_.last_backup ? "上次备份已过 7 天。运行 jicheng backup"
                            : "还没有备份过。运行 jicheng backup --data 台账 --to 另一块磁盘上的位置",
             d_.last_backup ? "The last backup is more than 7 days old" : "Never backed up: jicheng backup");
    }
    if (long_ago(d_.last_checkpoint, kCheckpointDays)) {
      advise(false, "checkpoint",
             "近 31 天没有制作校验单。运行 jicheng checkpoint，打印盖章后存到台账之外：没有它，整个被换掉是看不出来的",
             "No checkpoint within 31 days: without one kept outside, a ledger replaced as a whole is not noticed");
    }
    if (d_.last_verify && d_.last_verify->what == "verify_failed") {
      advise(true, "verify", "上次核对发现台账被改动过。运行 jicheng verify 查看，再用备份恢复",
             "The last verification found changes: run jicheng verify, then restore");
    }
  }

  // Received files, accounts, the register of orders, the audit: none of it is in the ledger.
  void look_beside() {
    d_.folder = place_.folder;
    d_.beside = what_lies_beside(place_.folder, world_);
    if (!d_.usable || (!place_.server && d_.file.version < 2)) return;
    const auto received = received_files(data_, world_, Withdrawn::too);
    if (!received || received->empty()) return;  // nobody has used the pages
    std::string absent, absent_en;
    for (const auto& part : d_.beside) {
      // A register is there once an order was issued, accounts where several work.
      const bool needed = part.name == "收件" || part.name == "审计.sqlite";
      if (!part.there && needed) absent += (absent.empty() ? "" : "、") + part.name;
    }
    int gone = 0;
    for (const auto& file : *received) gone += world_.files->exists(path_of(data_, file, world_)) ? 0 : 1;
    const std::string remedy =
        "。它们不在数据库里：用运行服务的用户看；搬过来的，用 jicheng restore "
        "从整份备份恢复，或者把原来的文件夹复制过来";
    if (!absent.empty())
      advise(true, "beside", "台账旁边缺" + absent + "，应在 " + place_.folder + remedy,
             "Beside the ledger " + absent + " is missing; it should lie in " + place_.folder +
                 ". It is in no database: look as the user of the service, or restore a whole backup");
    if (gone > 0)
      advise(true, "inbox",
             "记录里收到的" + std::to_string(received->size()) + "份文件，有" + std::to_string(gone) +
                 "份不在“收件”里，应在 " + place_.folder + remedy,
             std::to_string(gone) + " of " + std::to_string(received->size()) + " received files are not in " +
                 place_.folder + "/收件: restore a whole backup");
  }

  void look_at_keys() {
    const std::string folder = (fs::path(place_.folder) / "keys").string();
    if (!world_.files->is_folder(folder)) return;
    const auto entries = world_.files->list(folder);
    if (!entries) return;
    for (const auto& e : *entries) {
      if (!e.name.ends_with(".key.pem")) continue;
      const std::string file = (fs::path(folder) / e.name).string();
      if (const auto about = world_.files->about(file); about && about->for_others) {
        advise(true, "key_open", "签名私钥 " + e.name + " 别的用户也能读。改为只有本人可读，并换一把新的",
               "The private key " + e.name + " can be read by others: make it private and make a new one");
      }
    }
  }

  void look_at_questions() {
    const auto open = open_questions(data_, world_);
    d_.open_questions = open ? static_cast<int>(open->size()) : 0;
    if (d_.open_questions > 0) {
      advise(false, "questions",
             "读表时有 " + std::to_string(d_.open_questions) + " 个问题待答。运行 jicheng questions",
             std::to_string(d_.open_questions) + " questions about tables are open: jicheng questions");
    }
  }

  const std::string& data_;
  DataPlace place_;
  bool check_pages_;
  base::World& world_;
  Diagnosis d_;
};

}  // namespace

Diagnosis diagnose(const std::string& data, bool check_pages, base::World& world) {
  return Doctor(data, check_pages, world).run();
}

}  // namespace cycle
