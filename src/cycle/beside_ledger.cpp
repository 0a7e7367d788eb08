#include "cycle/beside_ledger.hpp"

#include <filesystem>

#include "ledger/database_file.hpp"
#include "ledger/inspect.hpp"
#include "ledger/ledger.hpp"

namespace cycle {
namespace {

namespace fs = std::filesystem;
using base::Result;

enum class Kind { text, register_of_orders, secret, ledger, folder };

struct Part {
  const char* name;
  Kind kind;
  bool of_office;  // an office that issues orders and has people has it: its absence from a backup is told
};
constexpr Part kParts[] = {
    {"待答.csv", Kind::text, false},     {"答复.csv", Kind::text, false},
    {"维护记录.csv", Kind::text, false}, {"设置.json", Kind::text, false},
    {"节假日.csv", Kind::text, false},   {"指标名称.csv", Kind::text, false},
    {"单位职能.csv", Kind::text, false}, {"督办登记.jsonl", Kind::register_of_orders, true},
    {"收件", Kind::folder, true},        {"印发", Kind::folder, false},
    {"账户.json", Kind::secret, true},   {"审计.sqlite", Kind::ledger, true},
};
constexpr std::uint64_t kMostBytes = 1ull << 30;

std::string in(const std::string& folder, const std::string& name) { return (fs::path(folder) / name).string(); }

// A line that is being added while it is read is not there yet.
std::string whole_lines(std::string text) {
  const auto end = text.rfind('\n');
  text.resize(end == std::string::npos ? 0 : end + 1);
  return text;
}

// Plain files, at any depth; how many. Links lead out of the folder and are none of its files.
Result<int> copy_tree(const std::string& from, const std::string& to, base::World& world) {
  if (auto made = world.files->make_folder(to); !made) return base::fail(made.error());
  const auto entries = world.files->list(from);
  if (!entries) return base::fail(entries.error());
  int files = 0;
  for (const auto& entry : *entries) {
    const std::string source = in(from, entry.name), target = in(to, entry.name);
    if (entry.is_link) continue;
    if (entry.is_folder) {
      const auto below = copy_tree(source, target, world);
      if (!below) return base::fail(below.error());
      files += *below;
      continue;
    }
    if (!entry.is_file) continue;
    const auto bytes = world.files->read(source, kMostBytes);
    if (!bytes) return base::fail(bytes.error());
    if (auto put = world.files->write_whole(target, *bytes); !put) return base::fail(put.error());
    ++files;
  }
  return files;
}

// A ledger of its own, copied as of one moment; nothing may be wrong with the copy's chain.
Result<void> copy_ledger(const std::string& from, const std::string& to, const char* code, base::World& world) {
  const auto give_up = [&](const base::Fault& fault) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) world.files->remove_tree(to + end);
    return base::fail(fault);
  };
  if (auto copied = ledger::copy_file(from, to); !copied) return base::fail(copied.error());
  {
    auto book = ledger::Ledger::open(to);
    if (!book) return give_up(book.error());
    const auto found = ledger::inspect(book->store(), {});
    if (!found) return give_up(found.error());
    if (!found->good())
      return give_up({code,
                      "核对没有通过，第一处：" + found->findings.front().say,
                      {.file = from},
                      "运行 jicheng verify --data 审计.sqlite 查看全部；先把整个文件夹复制一份留作证据"});
  }
  if (auto closed = ledger::close_file(to); !closed) return give_up(closed.error());
  return {};
}

Result<std::string> copy_part(const Part& part, const std::string& source, const std::string& target, const char* code,
                              base::World& world) {
  switch (part.kind) {
    case Kind::folder: {
      const auto files = copy_tree(source, target, world);
      if (!files) return base::fail(files.error());
      return std::string(part.name) + "（" + std::to_string(*files) + "份）";
    }
    case Kind::ledger:
      if (auto copied = copy_ledger(source, target, code, world); !copied) return base::fail(copied.error());
      return std::string(part.name);
    case Kind::text:
    case Kind::register_of_orders:
    case Kind::secret:
      break;
  }
  auto bytes = world.files->read(source, kMostBytes);
  if (!bytes) return base::fail(bytes.error());
  const auto put =
      part.kind == Kind::secret ? world.files->write_private(target, *bytes) : world.files->write_whole(target, *bytes);
  if (!put) return base::fail(put.error());
  return std::string(part.name);
}

void count_tree(const std::string& folder, BesidePart& into, base::World& world) {
  const auto entries = world.files->list(folder);
  if (!entries) return;
  for (const auto& entry : *entries) {
    if (entry.is_link) continue;
    if (entry.is_folder) count_tree(in(folder, entry.name), into, world);
    if (!entry.is_file) continue;
    ++into.files;
    into.bytes += entry.size;
  }
}

}  // namespace

std::vector<BesidePart> what_lies_beside(const std::string& folder, base::World& world) {
  std::vector<BesidePart> out;
  for (const Part& part : kParts) {
    BesidePart one{.name = part.name, .of_office = part.of_office};
    const std::string path = in(folder, part.name);
    if (part.kind == Kind::folder) {
      one.there = world.files->is_folder(path);
      if (one.there) count_tree(path, one, world);
    } else if (const auto about = world.files->exists(path) ? world.files->about(path) : base::fail("", "")) {
      one.there = true;
      one.files = 1;
      one.bytes = about->size;
    }
    out.push_back(std::move(one));
  }
  return out;
}

Result<std::string> register_as_of_now(const std::string& folder, base::World& world) {
  for (const Part& part : kParts) {
    const std::string file = in(folder, part.name);
    if (part.kind != Kind::register_of_orders || !world.files->exists(file)) continue;
    auto bytes = world.files->read(file, kMostBytes);
    if (!bytes) return base::fail(bytes.error());
    return whole_lines(std::move(*bytes));
  }
  return std::string();
}

Result<std::vector<std::string>> copy_beside(const std::string& folder, const std::string& into,
                                             const std::string& order_register, base::World& world) {
  std::vector<std::string> out;
  for (const Part& part : kParts) {
    const std::string source = in(folder, part.name), target = in(into, part.name);
    if (part.kind == Kind::register_of_orders) {
      if (order_register.empty()) continue;
      if (auto put = world.files->write_whole(target, order_register); !put) return base::fail(put.error());
      out.emplace_back(part.name);
      continue;
    }
    if (!world.files->exists(source)) continue;
    auto copied = copy_part(part, source, target, "ledger.tampered", world);
    if (!copied) return base::fail(copied.error());
    out.push_back(std::move(*copied));
  }
  return out;
}

Result<BroughtBack> bring_beside(const std::string& backup, const std::string& folder, bool replace,
                                 const std::string& set_aside, base::World& world) {
  BroughtBack out;
  if (backup == folder) return out;
  for (const Part& part : kParts) {
    const std::string source = in(backup, part.name), target = in(folder, part.name);
    if (!world.files->exists(source)) {
      if (part.of_office) out.absent.emplace_back(part.name);
      continue;
    }
    if (world.files->exists(target)) {
      if (!replace) {
        out.kept.emplace_back(part.name);
        continue;
      }
      if (part.kind == Kind::ledger) {
        // A damaged one cannot be closed in order; it is kept as it lies.
        if (auto closed = ledger::close_file(target); !closed && closed.error().code == "ledger.locked")
          return base::fail(closed.error());
      }
      for (const char* end : {"", "-wal", "-shm"}) {
        if (!world.files->exists(target + end)) continue;
        if (auto moved = world.files->rename(target + end, target + set_aside + end); !moved)
          return base::fail(moved.error());
      }
      out.kept.push_back(std::string(part.name) + set_aside);
    }
    auto copied = copy_part(part, source, target, "backup.tampered", world);
    if (!copied) return base::fail(copied.error());
    out.files.push_back(std::move(*copied));
  }
  return out;
}

}  // namespace cycle
