#include "app/upkeep_commands.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "app/ledger_options.hpp"
#include "cycle/doctor.hpp"
#include "cycle/upkeep.hpp"

namespace app {

namespace {

using namespace ledger_options;

struct Options {
  std::string data, out, to, from, area, key, passphrase_file, algorithm = "ed25519", format = "jsonl", what, proof,
                                                               file, lang = "zh";
  std::vector<std::string> checkpoints, public_keys;
  bool json = false, without_signature = false, replace = false, quick = false, chain_only = false,
       personal_keys = false;
  bool english() const { return lang == "en"; }
};

std::string megabytes(std::uint64_t bytes) {
  return bytes < 10u << 20 ? fmt::format("{} KB", (bytes + 1023) >> 10) : fmt::format("{} MB", bytes >> 20);
}

class Commands {
 public:
  Commands(const Options& o, base::World& world) : o_(o), world_(world) {}

  int new_key() {
    if (o_.data.empty() == o_.out.empty()) {
      return refuse(
          {"usage", "--data 和 --out 给一个：密钥放在台账旁边，还是另外的文件夹", {}, "建议用 --out 放到 U 盘上"});
    }
    const auto algorithm = base::parse_signature_algorithm(o_.algorithm);
    if (!algorithm) return refuse({"usage", "--algorithm 只能是 ed25519 或 sm2", {}, "改正后再试"});
    const auto made = cycle::make_key({o_.data, o_.out, *algorithm, o_.passphrase_file}, world_);
    if (!made) return refuse(made.error());
    if (o_.json) {
      print_json(Json{{"key", made->id},
                      {"algorithm", o_.algorithm},
                      {"private", made->private_file},
                      {"public", made->public_file}});
    } else if (o_.english()) {
      print(
          fmt::format("key {} ({})\nprivate: {} (keep it from everybody)\npublic:  {} (give it to whoever verifies)\n",
                      made->id, o_.algorithm, made->private_file, made->public_file));
    } else {
      print(fmt::format(
          "密钥 {}（{}）\n私钥：{}（不给任何人；最好移到 U 盘）\n公钥：{}（交给档案室、上级单位，用来核对）\n",
          made->id, o_.algorithm, made->private_file, made->public_file));
    }
    return kDone;
  }

  int checkpoint() {
    const auto made =
        cycle::make_checkpoints({o_.data, o_.area, o_.key, o_.passphrase_file, o_.without_signature, o_.out}, world_);
    if (!made) return refuse(made.error());
    if (o_.json) {
      Json list = Json::array();
      for (const auto& c : made->checkpoints) {
        list.push_back({{"area", c.area},
                        {"size", c.size},
                        {"algorithm", base::to_string(c.algorithm)},
                        {"root", base::to_hex(base::bytes_of(c.root))},
                        {"chain", base::to_hex(base::bytes_of(c.chain))},
                        {"key", c.seal ? Json(c.seal->key_id) : Json()}});
      }
      print_json(Json{{"checkpoints", list}, {"text", made->text}, {"file", o_.out}});
    } else if (o_.out.empty()) {
      print(made->text);
    } else {
      print(fmt::format(fmt::runtime(o_.english() ? "{}: {} areas. Print it and keep it away from the ledger\n"
                                                  : "{}：{} 个地区。请打印盖章，存到台账之外\n"),
                        o_.out, made->checkpoints.size()));
    }
    return kDone;
  }

  int verify() {
    if (!o_.proof.empty()) return verify_proof();
    if (o_.data.empty())
      return refuse({"usage", "缺少 --data（核对台账）或 --proof（核对证明）", {}, "用 --help 查看写法"});
    const auto done = cycle::verify_ledger({o_.data, o_.area, o_.checkpoints, o_.public_keys, o_.chain_only}, world_);
    if (!done) return refuse(done.error());
    const auto& found = done->inspection;
    int agreed = 0;
    for (const auto& area : found.areas) agreed += area.checkpoints;
    const char* keys = done->keys_given ? "given" : done->keys_beside ? "beside" : "none";
    if (o_.json) {
      Json areas = Json::array(), findings = Json::array();
      for (const auto& a : found.areas) {
        areas.push_back({{"area", a.head.area},
                         {"records", a.records},
                         {"algorithm", base::to_string(a.head.algorithm)},
                         {"chain", base::to_hex(base::bytes_of(a.head.chain))},
                         {"checkpoints", a.checkpoints}});
      }
      for (const auto& f : found.findings) {
        findings.push_back({{"code", f.code},
                            {"area", f.area},
                            {"sequence", f.sequence},
                            {"last", f.last},
                            {"field", f.field},
                            {"say", o_.english() ? f.say_en : f.say}});
      }
      print_json(Json{
          {"good", found.good()},
          {"records", found.records},
          {"areas", areas},
          {"findings", findings},
          {"not_listed", found.not_listed},
          {"orders", {{"lines", done->orders.lines}, {"agree", done->orders.agree}, {"not_yet", done->orders.not_yet}}},
          {"checkpoints", {{"read", done->checkpoints}, {"agree", agreed}, {"public_keys", keys}}}});
      return found.good() ? kDone : kFindings;
    }
    for (const auto& f : found.findings) {
      print(fmt::format("{} {}  [{}]\n", f.area, o_.english() ? f.say_en : f.say, f.code));
    }
    if (found.not_listed > 0) {
      print(fmt::format(fmt::runtime(o_.english() ? "… and {} more\n" : "……另有 {} 处未列出\n"), found.not_listed));
    }
    verify_summary(*done, agreed);
    return found.good() ? kDone : kFindings;
  }

  int prove() {
    const auto done = cycle::prove({o_.data, o_.what, o_.checkpoints, o_.out}, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      print_json(Json{{"area", done->area},
                      {"sequence", done->sequence},
                      {"before", done->before},
                      {"size", done->size},
                      {"root", done->root},
                      {"kind", done->kind},
                      {"body", done->body},
                      {"file", o_.out}});
    } else if (o_.english()) {
      print(fmt::format(
          "proof written to {}: {} {} in a tree of {} records\nroot {}\n", o_.out, done->area,
          done->sequence != 0 ? fmt::format("record {}", done->sequence) : fmt::format("from {} records", done->before),
          done->size, done->root));
    } else {
      print(fmt::format("证明已写入 {}：地区 {} {}，共 {} 条\n根哈希 {}\n", o_.out, done->area,
                        done->sequence != 0 ? fmt::format("第 {} 条记录", done->sequence)
                                            : fmt::format("从 {} 条起只增不改", done->before),
                        done->size, done->root));
    }
    return kDone;
  }

  int backup() {
    const auto done = cycle::back_up(o_.data, o_.to, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      print_json(Json{{"path", done->path},
                      {"records", done->records},
                      {"files", done->files},
                      {"signed", done->signed_checkpoint}});
    } else if (o_.english()) {
      print(fmt::format("backed up and verified: {} records in {}{}\nin it: {}\n", done->records, done->path,
                        done->signed_checkpoint ? ", with a signed checkpoint" : ", checkpoint not signed",
                        fmt::join(done->files, ", ")));
    } else {
      print(fmt::format("已备份并核对：{} 条记录，在 {}{}\n", done->records, done->path,
                        done->signed_checkpoint ? "，附签名的校验单" : "，所附校验单没有签名"));
      print(fmt::format("里面有：{}\n", fmt::join(done->files, "、")));
    }
    return kDone;
  }

  int restore() {
    const auto done = cycle::restore({o_.from, o_.data, o_.replace, o_.checkpoints, o_.public_keys}, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      print_json(Json{{"path", done->path},
                      {"records", done->records},
                      {"checkpoints", done->checkpoints},
                      {"kept", done->kept},
                      {"beside", done->beside.files},
                      {"kept_beside", done->beside.kept},
                      {"absent", done->beside.absent}});
    } else if (o_.english()) {
      print(fmt::format("restored and verified: {} records in {}, {} checkpoints agree\n", done->records,
                        done->server ? "the database, what lies beside in " + done->path : done->path,
                        done->checkpoints));
      if (!done->kept.empty()) print(fmt::format("what was there before: {}\n", done->kept));
      if (!done->beside.files.empty())
        print(fmt::format("brought back beside it: {}\n", fmt::join(done->beside.files, ", ")));
      if (!done->beside.kept.empty())
        print(fmt::format("{}: {}\n", o_.replace ? "set aside" : "there already, left alone",
                          fmt::join(done->beside.kept, ", ")));
      if (!done->beside.absent.empty())
        print(
            fmt::format("not in this backup: {}. If the office had them, copy them into the folder by hand before the "
                        "service starts\n",
                        fmt::join(done->beside.absent, ", ")));
    } else {
      print(fmt::format("已恢复并核对：{} 条记录，{}，与 {} 张校验单相符\n", done->records,
                        done->server ? "在数据库里；旁边的在 " + done->path : "在 " + done->path, done->checkpoints));
      if (!done->kept.empty()) print(fmt::format("原来的台账保留在 {}\n", done->kept));
      if (!done->beside.files.empty()) print(fmt::format("一并恢复：{}\n", fmt::join(done->beside.files, "、")));
      if (!done->beside.kept.empty())
        print(fmt::format("{}：{}\n", o_.replace ? "原来的改名保留" : "原来就有，没有动",
                          fmt::join(done->beside.kept, "、")));
      if (!done->beside.absent.empty())
        print(fmt::format("这份备份里没有：{}。单位里原来有的，先复制到台账文件夹，再启动服务\n",
                          fmt::join(done->beside.absent, "、")));
    }
    return kDone;
  }

  int dump() {
    ledger::DumpRequest request{.area = o_.area};
    if (o_.format != "jsonl" && o_.format != "csv") {
      return refuse({"usage", "--format 只能是 jsonl 或 csv", {}, "改正后再试"});
    }
    if (o_.format == "csv") request.format = ledger::DumpFormat::csv;
    request.personal_keys = o_.personal_keys;
    const auto done = cycle::dump_ledger(o_.data, request, o_.out, world_);
    if (!done) return refuse(done.error());
    const auto& outcome = done->outcome;
    if (o_.json) {
      print_json(
          Json{{"file", done->path}, {"areas", outcome.areas}, {"records", outcome.records}, {"hash", outcome.hash}});
    } else {
      print(fmt::format(fmt::runtime(o_.english() ? "{}: {} areas, {} records\nexport hash {}\n"
                                                  : "{}：{} 个地区，{} 条记录\n导出哈希 {}\n"),
                        done->path, outcome.areas, outcome.records, outcome.hash));
    }
    return kDone;
  }

  int load() {
    const auto done = cycle::load_ledger(o_.file, o_.data, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      print_json(Json{{"areas", done->areas}, {"records", done->records}, {"there", done->there}});
    } else {
      print(fmt::format(fmt::runtime(o_.english() ? "loaded and verified: {} areas, {} records; {} were there already\n"
                                                  : "已载入并核对：{} 个地区，{} 条记录；另有 {} 条原来就在\n"),
                        done->areas, done->records, done->there));
    }
    return kDone;
  }

  int doctor() {
    const auto d = cycle::diagnose(o_.data, !o_.quick, world_);
    bool urgent = false;
    for (const auto& a : d.advice) urgent = urgent || a.urgent;
    o_.json ? doctor_json(d) : doctor_screen(d);
    if (!d.usable) return kUnusable;
    return urgent ? kFindings : kDone;
  }

 private:
  int verify_proof() {
    const auto done = cycle::check_proof(o_.proof, o_.checkpoints, o_.public_keys, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      Json json{{"good", done->good()},
                {"kind", done->growth ? "growth" : "inclusion"},
                {"path_good", done->path_good},
                {"matches_checkpoint", done->matches},
                {"signature", done->seal.empty() ? Json() : Json(done->seal)}};
      if (!done->growth) {
        json["area"] = done->proof.area;
        json["sequence"] = done->proof.sequence;
        json["body"] = done->proof.body;
      }
      print_json(json);
      return done->good() ? kDone : kFindings;
    }
    const bool en = o_.english();
    if (done->good() && !done->growth) {
      print(fmt::format(fmt::runtime(en ? "The proof holds: record {} of {} was in the ledger.\n{}\n"
                                        : "证明成立：下面是地区 {1} 台账的第 {0} 条记录。\n{2}\n"),
                        done->proof.sequence, done->proof.area, done->proof.body));
    } else if (done->good()) {
      print(en ? "The proof holds: between the two checkpoints records were added and none changed.\n"
               : "证明成立：两张校验单之间，台账只增加、没有改动。\n");
    } else if (!done->path_good) {
      print(en ? "The proof does not hold: record or path were changed.\n" : "证明不成立：记录或证明路径被改动过。\n");
    } else if (!done->matches) {
      print(en ? "The proof is not about this checkpoint.\n" : "证明与给出的校验单不是同一时刻的台账。\n");
    } else {
      print(en ? fmt::format("The checkpoint's signature: {}.\n", done->seal)
               : fmt::format("校验单的签名有问题：{}。\n", done->seal == "forged"      ? "与内容不符"
                                                           : done->seal == "other_key" ? "不是这把公钥签的"
                                                                                       : "没有签名"));
    }
    if (done->good() && done->seal.empty()) {
      print(en ? "No public key was given: the signature was not looked at.\n"
               : "没有给出公钥，校验单的签名没有核对。\n");
    }
    return done->good() ? kDone : kFindings;
  }

  void verify_summary(const cycle::Verified& v, int agreed) {
    const auto& found = v.inspection;
    const auto count = static_cast<std::int64_t>(found.findings.size()) + found.not_listed;
    if (o_.english()) {
      print(fmt::format("{} records in {} areas verified, {} findings\n", found.records, found.areas.size(), count));
      if (v.orders.lines > 0) {
        print(fmt::format(
            "{} of {} lines of the register of orders agree with the ledger{}\n", v.orders.agree, v.orders.lines,
            v.orders.not_yet == 0 ? std::string() : fmt::format(", {} are not in it yet", v.orders.not_yet)));
      }
      if (v.checkpoints == 0) {
        print("No checkpoint was given: a ledger replaced or rolled back as a whole is not noticed without one.\n");
      } else {
        print(fmt::format("{} of {} checkpoints agree\n", agreed, v.checkpoints));
        if (!v.keys_given) {
          print(v.keys_beside ? "Signatures were held against the key beside the ledger only; give --public-key.\n"
                              : "No public key was given: signatures were not looked at.\n");
        }
      }
      return;
    }
    print(fmt::format("核对了 {} 个地区 {} 条记录，{}\n", found.areas.size(), found.records,
                      count == 0 ? std::string("没有发现改动") : fmt::format("发现 {} 处问题", count)));
    if (v.orders.lines > 0) {
      print(
          fmt::format("督办登记 {} 行中 {} 行与台账相符{}\n", v.orders.lines, v.orders.agree,
                      v.orders.not_yet == 0 ? std::string() : fmt::format("，{} 行还没有记进台账", v.orders.not_yet)));
    }
    if (v.checkpoints == 0) {
      print("没有给出校验单：整个台账被换掉、退回到从前，只有放在台账之外的校验单才看得出来。\n");
      return;
    }
    print(fmt::format("{} 张校验单中 {} 张相符\n", v.checkpoints, agreed));
    if (!v.keys_given) {
      print(v.keys_beside ? "签名只用台账旁边的公钥核对过；请用 --public-key 给出另存的公钥。\n"
                          : "没有给出公钥，校验单的签名没有核对。\n");
    }
  }

  static Json entry_json(const std::optional<cycle::UpkeepEntry>& e) {
    if (!e) return {};
    return {{"at", e->at}, {"where", e->where}, {"records", e->records}};
  }

  void doctor_json(const cycle::Diagnosis& d) {
    Json areas = Json::array(), advice = Json::array();
    std::int64_t records = 0;
    for (const auto& a : d.areas) {
      records += a.records;
      areas.push_back({{"area", a.area},
                       {"records", a.records},
                       {"algorithm", a.algorithm},
                       {"last_at", a.last_at},
                       {"last_actor", a.last_actor},
                       {"last_reason", a.last_reason}});
    }
    Json lies = Json::array();
    for (const auto& part : d.beside)
      lies.push_back({{"name", part.name}, {"there", part.there}, {"files", part.files}, {"bytes", part.bytes}});
    for (const auto& a : d.advice) {
      advice.push_back({{"code", a.code}, {"urgent", a.urgent}, {"say", o_.english() ? a.say_en : a.say}});
    }
    print_json(Json{{"path", d.path},
                    {"kind", d.server ? "postgresql" : "sqlite"},
                    {"exists", d.exists || d.server},
                    {"usable", d.usable},
                    {"version", d.file.version},
                    {"bytes", d.file.bytes},
                    {"unused_bytes", d.file.unused_bytes},
                    {"journal", d.file.journal},
                    {"log_bytes", d.log_bytes},
                    {"in_use", d.file.in_use},
                    {"disk_free", d.disk_free},
                    {"readable_by_others", d.for_others},
                    {"writable", d.writable},
                    {"records", records},
                    {"areas", areas},
                    {"last_backup", entry_json(d.last_backup)},
                    {"last_checkpoint", entry_json(d.last_checkpoint)},
                    {"last_verify", entry_json(d.last_verify)},
                    {"open_questions", d.open_questions},
                    {"folder", d.folder},
                    {"beside", std::move(lies)},
                    {"advice", advice}});
  }

  void doctor_screen(const cycle::Diagnosis& d) {
    const bool en = o_.english();
    const auto line = [&](const char* zh, const char* english, const std::string& what) {
      print(fmt::format("{}{}\n", en ? fmt::format("{:<18}", english) : std::string(zh) + "：", what));
    };
    line("台账", "ledger", d.path);
    if (d.exists && d.file.version > 0) {
      line("版本", "version", fmt::format("{}", d.file.version));
      line("大小", "size",
           megabytes(static_cast<std::uint64_t>(d.file.bytes)) +
               (d.log_bytes > 0
                    ? fmt::format(fmt::runtime(en ? ", {} not yet merged" : "，另有 {} 待并入"), megabytes(d.log_bytes))
                    : std::string()));
      line("磁盘剩余", "disk free", megabytes(d.disk_free));
      line("有程序正在写", "being written", d.file.in_use ? (en ? "yes" : "是") : (en ? "no" : "否"));
    }
    for (const auto& a : d.areas) {
      const std::string who = a.last_actor.empty() ? std::string(en ? "(not said)" : "（未署名）") : a.last_actor;
      line("地区", "area",
           fmt::format(
               fmt::runtime(en ? "{}: {} records ({}), last {} by {} {}" : "{}：{} 条（{}），最近一次 {}，{} {}"),
               a.area, a.records, a.algorithm, a.last_at, who, a.last_reason));
    }
    const auto done = [&](const char* zh, const char* english, const std::optional<cycle::UpkeepEntry>& e) {
      line(zh, english, e ? e->at + " " + e->where : std::string(en ? "never" : "还没有"));
    };
    if (!d.areas.empty()) {
      std::string beside;
      for (const auto& part : d.beside)
        if (part.there)
          beside +=
              (beside.empty() ? ""
               : en           ? ", "
                              : "、") +
              part.name +
              (part.files > 1 ? fmt::format(fmt::runtime(en ? " ({} files)" : "（{}份）"), part.files) : std::string());
      line("旁边的文件夹", "folder beside", d.folder);
      line("旁边有", "beside it", beside.empty() ? (en ? "nothing" : "什么也没有") : beside);
      done("上次备份", "last backup", d.last_backup);
      done("上次校验单", "last checkpoint", d.last_checkpoint);
      done("上次核对", "last verified", d.last_verify);
    }
    for (const auto& a : d.advice) print(fmt::format("{} {}\n", a.urgent ? "！" : "·", en ? a.say_en : a.say));
    if (d.advice.empty()) print(en ? "All is well.\n" : "一切正常。\n");
  }

  const Options& o_;
  base::World& world_;
};

template <class Describe>
void add(CLI::App& app, base::World& world, int& code, const std::string& name, const std::string& what,
         Describe describe, int (Commands::*run)()) {
  ledger_options::add<Options>(app, world, code, name, what, describe, run);
}
void several(CLI::App& c, const std::string& name, std::vector<std::string>& into, const std::string& what) {
  c.add_option(name, into, what)->allow_extra_args(false)->check(not_empty());
}
void data(CLI::App& c, Options& o) { text(c, "--data", o.data, "台账 / the ledger")->required(); }
void witnesses(CLI::App& c, Options& o) {
  several(c, "--checkpoint", o.checkpoints,
          "存在台账之外的校验单，可以给几次 / checkpoint kept outside; may be repeated");
  several(c, "--public-key", o.public_keys, "签名公钥，可以给几次 / public key; may be repeated");
}

}  // namespace

void add_upkeep_commands(CLI::App& app, base::World& world, int& code) {
  auto* keys = app.add_subcommand("keys", "签名密钥 / signing keys");
  keys->require_subcommand(1);
  add(
      *keys, world, code, "new", "生成一把签名密钥 / make a signing key",
      [](CLI::App& c, Options& o) {
        text(c, "--data", o.data, "放在这个台账的 keys 文件夹 / into keys/ beside this ledger");
        text(c, "--out", o.out, "放在这个文件夹，如 U 盘 / into this folder");
        text(c, "--algorithm", o.algorithm, "ed25519（默认）或 sm2");
        text(c, "--passphrase-file", o.passphrase_file,
             "口令写在这个文件的第一行 / passphrase: first line of this file");
      },
      &Commands::new_key);
  add(
      app, world, code, "checkpoint", "制作校验单：打印后存到台账之外 / a signed checkpoint to keep outside",
      [](CLI::App& c, Options& o) {
        data(c, o);
        text(c, "--area", o.area, "只做这个地区 / this area only");
        text(c, "--key", o.key, "私钥文件 / private key");
        text(c, "--passphrase-file", o.passphrase_file,
             "口令写在这个文件的第一行 / passphrase: first line of this file");
        c.add_flag("--unsigned", o.without_signature, "不签名 / without a signature");
        text(c, "--out", o.out, "写入文件，默认显示在屏幕上 / into this file");
      },
      &Commands::checkpoint);
  add(
      app, world, code, "verify", "核对台账有没有被改动，或核对一份证明 / verify a ledger, or a proof",
      [](CLI::App& c, Options& o) {
        text(c, "--data", o.data, "台账 / the ledger");
        text(c, "--proof", o.proof, "核对这份证明，不需要台账 / verify this proof, without a ledger");
        text(c, "--area", o.area, "只核对这个地区 / this area only");
        c.add_flag("--chain-only", o.chain_only, "不查索引和回执，快 / leave out indexes and receipts");
        witnesses(c, o);
      },
      &Commands::verify);
  add(
      app, world, code, "prove", "出具一条记录的证明 / prove a record",
      [](CLI::App& c, Options& o) {
        c.add_option("FACT", o.what,
                     "地区:序号，或数据编号；不写则证明两张校验单之间只增不改 / AREA:SEQUENCE or id of a fact");
        data(c, o);
        several(c, "--checkpoint", o.checkpoints, "对这张校验单出具 / as of this checkpoint");
        text(c, "--out", o.out, "写入文件 / into this file")->required();
      },
      &Commands::prove);
  add(
      app, world, code, "backup", "备份台账，使用中也可以 / back up a ledger, in use or not",
      [](CLI::App& c, Options& o) {
        data(c, o);
        text(c, "--to", o.to, "备份到这里（新文件夹，或 .sqlite 文件）/ where to")->required();
      },
      &Commands::backup);
  add(
      app, world, code, "restore", "从备份恢复 / bring a backup back",
      [](CLI::App& c, Options& o) {
        text(c, "--from", o.from, "备份 / the backup")->required();
        text(c, "--data", o.data, "恢复到这里 / where to")->required();
        c.add_flag("--replace", o.replace,
                   "替换已有的台账，原来的改名保留 / replace the ledger there, which is kept beside");
        witnesses(c, o);
      },
      &Commands::restore);
  add(
      app, world, code, "dump", "导出为公开格式 / write all records in an open format",
      [](CLI::App& c, Options& o) {
        data(c, o);
        text(c, "--out", o.out, "文件或文件夹 / file or folder")->required();
        text(c, "--format", o.format, "jsonl（默认）或 csv");
        text(c, "--area", o.area, "只导出这个地区 / this area only");
        c.add_flag("--personal-keys", o.personal_keys, "连个人信息的密钥一起导出 / with the keys of personal fields");
      },
      &Commands::dump);
  add(
      app, world, code, "load", "载入导出的文件 / load what dump wrote",
      [](CLI::App& c, Options& o) {
        text(c, "FILE", o.file, "导出的文件或文件夹 / what dump wrote")->required();
        text(c, "--data", o.data, "新的台账 / a new ledger")->required();
      },
      &Commands::load);
  add(
      app, world, code, "doctor", "台账的状况和该做的事 / the state of a ledger and what to do",
      [](CLI::App& c, Options& o) {
        data(c, o);
        c.add_flag("--quick", o.quick, "不逐页检查文件 / do not read every page");
      },
      &Commands::doctor);
}

}  // namespace app
