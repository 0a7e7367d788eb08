#include "cycle/upkeep.hpp"

#include <algorithm>
#include <filesystem>

#include "base/csv.hpp"
#include "base/hash.hpp"
#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"
#include "cycle/upkeep_parts.hpp"

namespace cycle {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr const char* kKeys = "keys";
constexpr std::string_view kPrivate = ".key.pem", kPublic = ".pub.pem";

std::string first_line(const std::string& text) {
  const auto end = text.find_first_of("\r\n");
  return text.substr(0, end);
}

Result<std::string> passphrase_of(const std::string& file, base::World& world) {
  if (file.empty()) return std::string();
  const auto text = world.files->read(file, 1 << 16);
  if (!text) return base::fail(text.error());
  const std::string line = first_line(*text);
  if (line.empty()) return base::fail("key.passphrase", "口令文件的第一行是空的", {.file = file}, "把口令写在第一行");
  return line;
}

std::vector<std::string> keys_beside(const DataPlace& place, std::string_view end, base::World& world) {
  std::vector<std::string> out;
  const std::string folder = (fs::path(place.folder) / kKeys).string();
  if (place.server || !world.files->is_folder(folder)) return out;
  const auto entries = world.files->list(folder);
  if (!entries) return out;
  for (const auto& e : *entries) {
    if (e.name.ends_with(end)) out.push_back((fs::path(folder) / e.name).string());
  }
  return out;
}

Result<base::PrivateKey> private_key(const CheckpointRequest& request, base::World& world) {
  std::string file = request.key_file;
  if (file.empty()) {
    const auto beside = keys_beside(place_of(request.data, world), kPrivate, world);
    if (beside.empty()) {
      return base::fail("key.missing", "还没有签名密钥", {.file = request.data},
                        "先运行 jicheng keys new --data " + request.data + "，或用 --key 指定，或加 --unsigned 不签名");
    }
    if (beside.size() > 1) {
      return base::fail("key.several", "keys 文件夹里不止一把私钥", {.file = request.data}, "用 --key 指定用哪一把");
    }
    file = beside.front();
  }
  const auto pem = world.files->read(file, 1 << 16);
  if (!pem) return base::fail(pem.error());
  const auto passphrase = passphrase_of(request.passphrase_file, world);
  if (!passphrase) return base::fail(passphrase.error());
  auto key = base::PrivateKey::from_pem(*pem, *passphrase);
  if (!key) {
    base::Fault fault = key.error();
    fault.where.file = file;
    return base::fail(fault);
  }
  return key;
}

}  // namespace

Result<ledger::Ledger> existing_ledger(const std::string& data, base::World& world) {
  const DataPlace place = place_of(data, world);
  if (!place.server && !world.files->exists(place.database)) {
    return base::fail("ledger.missing", "这里没有台账", {.file = data}, "检查 --data 后面的路径");
  }
  return open_ledger(data, world);
}

std::string local_text(ledger::Instant instant) {
  const auto now = std::chrono::floor<std::chrono::seconds>(instant + std::chrono::hours(8));
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::hh_mm_ss time(now - day);
  const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return calendar::to_string(calendar::Date(day)) + " " + two(time.hours().count()) + ":" +
         two(time.minutes().count()) + ":" + two(time.seconds().count());
}

ledger::Instant end_of_day(const calendar::Date& day) {
  return ledger::Instant(std::chrono::sys_days(day)) + std::chrono::hours(16) - std::chrono::microseconds(1);
}

std::string local_time(base::World& world) { return local_text(world.clock->now()); }

Result<std::vector<ledger::Checkpoint>> read_checkpoint_files(const std::vector<std::string>& files,
                                                              base::World& world) {
  std::vector<ledger::Checkpoint> out;
  for (const auto& file : files) {
    const auto text = world.files->read(file, 16u << 20);
    if (!text) return base::fail(text.error());
    auto read = ledger::read_checkpoints(*text, file);
    if (!read) return base::fail(read.error());
    std::ranges::move(*read, std::back_inserter(out));
  }
  return out;
}

Result<std::vector<std::string>> read_public_keys(const std::vector<std::string>& files, base::World& world) {
  std::vector<std::string> out;
  for (const auto& file : files) {
    auto pem = world.files->read(file, 1 << 16);
    if (!pem) return base::fail(pem.error());
    if (const auto key = base::PublicKey::from_pem(*pem); !key) {
      base::Fault fault = key.error();
      fault.where.file = file;
      return base::fail(fault);
    }
    out.push_back(std::move(*pem));
  }
  return out;
}

Result<KeyMade> make_key(const KeyRequest& request, base::World& world) {
  const auto passphrase = passphrase_of(request.passphrase_file, world);
  if (!passphrase) return base::fail(passphrase.error());
  std::string folder = request.out;
  if (folder.empty()) {
    const DataPlace place = place_of(request.data, world);
    if (place.server) {
      return base::fail("key.place", "台账在数据库服务器上，密钥不能放在它旁边", {}, "用 --out 指定放密钥的文件夹");
    }
    folder = (fs::path(place.folder) / kKeys).string();
  }
  if (auto made = world.files->make_folder(folder); !made) return base::fail(made.error());
  const base::PrivateKey key = base::PrivateKey::make(request.algorithm);
  const base::PublicKey open = key.public_key();
  KeyMade out{.id = open.id()};
  out.private_file = (fs::path(folder) / (out.id + std::string(kPrivate))).string();
  out.public_file = (fs::path(folder) / (out.id + std::string(kPublic))).string();
  if (auto put = world.files->write_private(out.private_file, key.pem(*passphrase)); !put)
    return base::fail(put.error());
  if (auto put = world.files->write_whole(out.public_file, open.pem()); !put) return base::fail(put.error());
  return out;
}

Result<CheckpointMade> make_checkpoints(const CheckpointRequest& request, base::World& world) {
  std::optional<base::PrivateKey> key;
  if (!request.without_signature) {
    auto read = private_key(request, world);
    if (!read) return base::fail(read.error());
    key = std::move(*read);
  }
  auto book = existing_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  const auto heads = book->areas();
  if (!heads) return base::fail(heads.error());
  std::vector<std::string> areas;
  if (request.area.empty()) {
    for (const auto& head : *heads) areas.push_back(head.area);
  } else {
    auto named = book->store().areas_named(request.area);
    if (!named) return base::fail(named.error());
    areas = std::move(*named);
  }
  if (areas.empty()) {
    return base::fail("ledger.missing",
                      request.area.empty() ? "台账里还没有记录" : "台账里没有这个地区：" + request.area,
                      {.file = request.data}, "先导入数据，或用 jicheng doctor 查看有哪些地区");
  }
  CheckpointMade out;
  out.text = ledger::checkpoint_preface();
  std::int64_t records = 0;
  for (const auto& area : areas) {
    auto made = ledger::checkpoint_of(book->store(), area, world.clock->now());
    if (!made) return base::fail(made.error());
    if (key) ledger::sign(*made, *key);
    records += made->size;
    out.text += "\n" + ledger::to_text(*made);
    out.checkpoints.push_back(std::move(*made));
  }
  if (!request.out.empty()) {
    if (auto put = world.files->write_whole(request.out, out.text); !put) return base::fail(put.error());
  }
  note_upkeep(request.data, {"checkpoint", {}, request.out, records}, world);
  return out;
}

Result<Verified> verify_ledger(const VerifyRequest& request, base::World& world) {
  ledger::InspectionRequest look;
  auto checkpoints = read_checkpoint_files(request.checkpoint_files, world);
  if (!checkpoints) return base::fail(checkpoints.error());
  look.checkpoints = std::move(*checkpoints);
  Verified out;
  out.checkpoints = static_cast<int>(look.checkpoints.size());
  out.keys_given = !request.public_key_files.empty();
  const bool is_signed = std::ranges::any_of(look.checkpoints, [](const auto& c) { return c.seal.has_value(); });
  std::vector<std::string> key_files = request.public_key_files;
  if (key_files.empty() && is_signed) {
    key_files = keys_beside(place_of(request.data, world), kPublic, world);
    out.keys_beside = !key_files.empty();
  }
  auto keys = read_public_keys(key_files, world);
  if (!keys) return base::fail(keys.error());
  look.public_keys_pem = std::move(*keys);
  auto book = existing_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  if (!request.area.empty()) {
    const auto named = book->store().areas_named(request.area);
    if (!named) return base::fail(named.error());
    const bool expected = std::ranges::any_of(look.checkpoints, [&](const auto& c) { return c.area == request.area; });
    if (named->empty() && !expected) {
      return base::fail("ledger.missing", "台账里没有这个地区：" + request.area, {.file = request.data},
                        "用 jicheng doctor 查看有哪些地区");
    }
    look.area = named->empty() ? request.area : named->front();
  }
  look.indexes = !request.chain_only;
  look.roots = request.roots;
  auto found = ledger::inspect(book->store(), look);
  if (!found) return base::fail(found.error());
  out.inspection = std::move(*found);
  if (request.area.empty() || request.area == kOfficeChain) {
    auto orders = verify_order_lines(request.data, world);
    if (!orders) return base::fail(orders.error());
    out.orders = std::move(*orders);
    out.inspection.findings.insert(out.inspection.findings.end(), out.orders.findings.begin(),
                                   out.orders.findings.end());
  }
  note_upkeep(request.data, {out.inspection.good() ? "verify" : "verify_failed", {}, {}, out.inspection.records},
              world);
  return out;
}

Result<Proved> prove(const ProveRequest& request, base::World& world) {
  const auto checkpoints = read_checkpoint_files(request.checkpoint_files, world);
  if (!checkpoints) return base::fail(checkpoints.error());
  auto book = existing_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  Proved out;
  std::string json;
  if (request.what.empty()) {
    std::vector<ledger::Checkpoint> two = *checkpoints;
    std::ranges::sort(two, {}, &ledger::Checkpoint::size);
    if (two.size() != 2 || two[0].area != two[1].area) {
      return base::fail("proof.checkpoint", "证明台账只增不改，要给出同一地区的两张校验单", {},
                        "用 --checkpoint 给出早、晚两张");
    }
    const auto made = ledger::prove_growth(book->store(), two[0].area, two[0].size, two[1].size);
    if (!made) return base::fail(made.error());
    if (!ledger::holds(*made, two[0], two[1])) {
      return base::fail("proof.checkpoint", "台账与给出的校验单对不上，不能出具证明", {.file = request.data},
                        "运行 jicheng verify 并给出这两张校验单");
    }
    json = to_json(*made);
    out = {.area = made->area, .size = made->after, .before = made->before};
    out.root = base::to_hex(base::bytes_of(two[1].root));
  } else {
    ledger::FoundRecord record;
    const auto colon = request.what.rfind(':');
    if (colon != std::string::npos) {
      const auto named = book->store().areas_named(request.what.substr(0, colon));
      if (!named) return base::fail(named.error());
      record.area = named->empty() ? request.what.substr(0, colon) : named->front();
      record.sequence = std::atoll(request.what.c_str() + colon + 1);
    } else {
      const auto found = ledger::find_by_id(book->store(), request.what);
      if (!found) return base::fail(found.error());
      record = *found;
    }
    std::int64_t size = 0;
    const ledger::Checkpoint* of = nullptr;
    for (const auto& c : *checkpoints) {
      if (c.area != record.area) continue;
      of = &c;
      size = std::max(size, c.size);
    }
    if (!checkpoints->empty() && of == nullptr) {
      return base::fail("proof.checkpoint", "给出的校验单里没有地区 " + record.area, {}, "给出这个地区的校验单");
    }
    for (const auto& c : *checkpoints) {
      if (c.area == record.area && c.size == size) of = &c;
    }
    const auto made = ledger::prove(book->store(), record.area, record.sequence, size);
    if (!made) return base::fail(made.error());
    if (of != nullptr && !ledger::holds(*made, *of)) {
      return base::fail("proof.checkpoint", "台账与给出的校验单对不上，不能出具证明", {.file = request.data},
                        "运行 jicheng verify --checkpoint 看清哪里不同");
    }
    json = to_json(*made);
    out = {.area = made->area, .sequence = made->sequence, .size = made->size};
    out.root = base::to_hex(base::bytes_of(made->root));
    out.kind = ledger::to_string(made->kind);
    out.body = made->body;
  }
  if (!request.out.empty()) {
    if (auto put = world.files->write_whole(request.out, json); !put) return base::fail(put.error());
  }
  return out;
}

Result<ProofChecked> check_proof(const std::string& proof_file, const std::vector<std::string>& checkpoint_files,
                                 const std::vector<std::string>& public_key_files, base::World& world) {
  const auto text = world.files->read(proof_file, 64u << 20);
  if (!text) return base::fail(text.error());
  auto checkpoints = read_checkpoint_files(checkpoint_files, world);
  if (!checkpoints) return base::fail(checkpoints.error());
  const auto keys = read_public_keys(public_key_files, world);
  if (!keys) return base::fail(keys.error());
  ProofChecked out;
  std::vector<const ledger::Checkpoint*> used;
  out.growth = ledger::is_growth_proof(*text);
  if (out.growth) {
    const auto proof = ledger::read_growth_proof(*text, proof_file);
    if (!proof) return base::fail(proof.error());
    std::ranges::sort(*checkpoints, {}, &ledger::Checkpoint::size);
    if (checkpoints->size() != 2) {
      return base::fail("proof.checkpoint", "核对这份证明要两张校验单", {.file = proof_file},
                        "用 --checkpoint 给出早、晚两张");
    }
    out.path_good = out.matches = ledger::holds(*proof, checkpoints->front(), checkpoints->back());
    used = {&checkpoints->front(), &checkpoints->back()};
  } else {
    auto proof = ledger::read_inclusion_proof(*text, proof_file);
    if (!proof) return base::fail(proof.error());
    if (checkpoints->empty()) {
      return base::fail("proof.checkpoint", "核对证明要有一张放在台账之外的校验单", {.file = proof_file},
                        "用 --checkpoint 给出校验单");
    }
    out.path_good = ledger::holds(*proof);
    for (const auto& c : *checkpoints) {
      if (!ledger::holds(*proof, c)) continue;
      out.matches = true;
      used = {&c};
    }
    if (used.empty()) used = {&checkpoints->front()};
    out.proof = std::move(*proof);
  }
  if (keys->empty()) return out;
  for (const auto* c : used) {
    std::string worst = "other_key";
    for (const auto& pem : *keys) {
      const auto key = base::PublicKey::from_pem(pem);
      const auto state = ledger::check_seal(*c, *key);
      if (state == ledger::SealState::good) worst = "good";
      if (state == ledger::SealState::forged) worst = "forged";
      if (state == ledger::SealState::unsigned_) worst = "unsigned";
    }
    if (out.seal.empty() || out.seal == "good") out.seal = worst;
  }
  return out;
}

}  // namespace cycle
