#include "app/pack_commands.hpp"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "calendar/period.hpp"
#include "cycle/packs.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;
constexpr int kDone = 0, kFindings = 1, kUnusable = 2;
constexpr int kMostListed = 100'000;

struct Options {
  std::string folder, out, lang = "zh";
  bool json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}
void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string joined(const std::vector<std::string>& list, const char* between) {
  std::string out;
  for (const auto& x : list) out += (out.empty() ? "" : between) + x;
  return out;
}

std::string about(const packs::Pack& pack, const char* what) {
  const auto at = pack.about.find(what);
  return at == pack.about.end() ? "" : at->second;
}

std::string check_screen(const packs::Pack& pack, const packs::CheckOutcome& o, bool english) {
  std::string out;
  for (const auto& c : o.cases) {
    if (c.differs.empty()) continue;
    out += fmt::format(fmt::runtime(english ? "✗ {} · {} ({}:{}): {}\n" : "✗ {} · {}（{}:{}）：{}\n"), c.asked->policy,
                       c.asked->name, c.asked->file, c.asked->line, joined(c.differs, "；"));
    if (!c.got.why.empty()) {
      out += fmt::format(fmt::runtime(english ? "    by rule {}: {}\n" : "    规则“{}”：{}\n"), c.got.rule, c.got.why);
    }
  }
  for (const auto& f : o.faults) out += "✗ " + base::to_text(f) + "\n";
  if (!o.unchecked.empty()) {
    out += fmt::format(fmt::runtime(english ? "not searched for gaps and conflicts (cells are not all constants): {}\n"
                                            : "没有核对漏洞和矛盾的（格里不全是常数和参数）：{}\n"),
                       joined(o.unchecked, english ? ", " : "、"));
  }
  std::size_t covered = 0, cited = 0;
  for (const auto& r : o.rules) {
    covered += r.hits > 0;
    cited += r.clause;
  }
  out += fmt::format(
      fmt::runtime(
          english ? "{}: {} policies, {} rules ({} with a clause, {} reached by a case), {} of {} cases pass, "
                    "{} faults\n"
                  : "{}：{} 项政策，{} 条规则（{} 条写了条款，{} 条有用例走到），{} / {} 个用例通过，{} 处不完整\n"),
      about(pack, english ? "英文名称" : "名称"), pack.policies.size(), o.rules.size(), cited, covered, o.passed(),
      o.cases.size(), o.faults.size());
  return out;
}

std::string check_json(const packs::Pack& pack, const packs::CheckOutcome& o) {
  Json cases = Json::array(), faults = Json::array(), rules = Json::array();
  for (const auto& c : o.cases) {
    cases.push_back({{"policy", c.asked->policy},
                     {"case", c.asked->name},
                     {"file", c.asked->file},
                     {"line", c.asked->line},
                     {"passed", c.differs.empty()},
                     {"expected", c.asked->conclusion},
                     {"got", packs::to_chinese(c.got.standing)},
                     {"amount", c.got.amount ? Json(c.got.amount->to_string()) : Json(nullptr)},
                     {"rule", c.got.rule},
                     {"why", c.got.why},
                     {"missing", c.got.missing},
                     {"differs", c.differs}});
  }
  for (const auto& f : o.faults) {
    faults.push_back(
        {{"code", f.code}, {"what", f.what}, {"file", f.where.file}, {"line", f.where.line}, {"remedy", f.remedy}});
  }
  for (const auto& r : o.rules) {
    rules.push_back({{"policy", r.policy}, {"rule", r.rule}, {"clause", r.clause}, {"hits", r.hits}});
  }
  return Json{
      {"pack", about(pack, "名称")}, {"passed", o.passed()}, {"whole", o.whole()}, {"cases", cases}, {"rules", rules},
      {"unchecked", o.unchecked},    {"faults", faults}}
      .dump();
}

int check(const Options& o, base::World& world) {
  const auto pack = cycle::load_pack(o.folder, world);
  if (!pack) return refuse(pack.error());
  const auto outcome = packs::check(*pack);
  print(o.json ? check_json(*pack, outcome) + "\n" : check_screen(*pack, outcome, o.lang == "en"));
  return outcome.whole() ? kDone : kFindings;
}

int book(const Options& o, base::World& world) {
  const auto pack = cycle::load_pack(o.folder, world);
  if (!pack) return refuse(pack.error());
  const auto outcome = cycle::write_pack_book(*pack, o.out, world, o.lang == "en");
  if (!outcome) return refuse(outcome.error());
  if (o.json) {
    print(check_json(*pack, *outcome) + "\n");
  } else {
    print(o.out + "\n" + check_screen(*pack, *outcome, o.lang == "en"));
  }
  return outcome->whole() ? kDone : kFindings;
}

std::string decide_screen(const packs::Pack& pack, const packs::DecideOutcome& o, bool english) {
  std::string out = fmt::format(
      fmt::runtime(english ? "{} as of {}: {} rows, {} judged, {} not judged; {} with at least one benefit\n"
                           : "{}，截至 {}：{} 行，判了 {} 户，没有判 {} 行；至少享受一项的 {} 户\n"),
      about(pack, english ? "英文名称" : "名称"), calendar::to_string(o.asof), o.rows, o.judged, o.rows - o.judged,
      o.objects_with_yes);
  for (const auto& t : o.totals) {
    out += fmt::format(fmt::runtime(english ? "  {}: yes {}, {} yuan, no {}, unknown {}"
                                            : "  {}：享受 {} 户 {} 元，不享受 {}，缺数据 {}"),
                       english && !t.policy->english.empty() ? t.policy->english : t.policy->name, t.yes,
                       t.amount.rounded(2, feel::Round::half_up).value_or(t.amount).to_string(), t.no, t.unknown);
    if (t.not_in_force > 0) out += english ? ", not in force" : "，不在有效期";
    out += "\n";
  }
  constexpr std::size_t most = 10;
  for (std::size_t i = 0; i < o.bad.size() && i < most; ++i) {
    const auto& b = o.bad[i];
    const std::string sheet = b.sheet.empty() ? "" : english ? "sheet " + b.sheet + ", " : "工作表“" + b.sheet + "”";
    out += fmt::format(fmt::runtime(english ? "  {}line {} {} {}: {}\n" : "  {}第 {} 行 {} {}：{}\n"), sheet, b.line,
                       b.key, b.column, b.why);
  }
  if (o.bad.size() > most) {
    out +=
        fmt::format(fmt::runtime(english ? "  … and {} more\n" : "  …… 另有 {} 处，见“问题行”\n"), o.bad.size() - most);
  }
  return out;
}

std::string decide_json(const packs::DecideOutcome& o, const std::vector<std::string>& files) {
  Json policies = Json::array(), bad = Json::array();
  for (const auto& t : o.totals) {
    Json missing = Json::object();
    for (const auto& [field, n] : t.missing) missing[field] = n;
    policies.push_back({{"policy", t.policy->name},
                        {"yes", t.yes},
                        {"amount", t.amount.to_string()},
                        {"no", t.no},
                        {"unknown", t.unknown},
                        {"not_in_force", t.not_in_force},
                        {"missing", missing}});
  }
  for (const auto& b : o.bad) {
    bad.push_back({{"line", b.line}, {"key", b.key}, {"column", b.column}, {"why", b.why}, {"judged", b.judged}});
    if (!b.sheet.empty()) bad.back()["sheet"] = b.sheet;
  }
  return Json{{"asof", calendar::to_string(o.asof)},
              {"rows", o.rows},
              {"judged", o.judged},
              {"with_benefit", o.objects_with_yes},
              {"policies", policies},
              {"bad", bad},
              {"absent", o.absent},
              {"unknown_columns", o.unknown_columns},
              {"unused_sheets", o.unused_sheets},
              {"notes", o.notes},
              {"problems", o.problems},
              {"files", files}}
      .dump();
}

void add_common(CLI::App* command, Options& o) {
  command->add_option("DIR", o.folder, "政策包所在的文件夹 / folder of the pack")->required();
  command->add_flag("--json", o.json, "只输出一个 JSON 文档 / print one JSON document");
  command->add_option("--lang", o.lang, "zh（默认）或 en / language of the screen and of the book");
}

}  // namespace

int decide_by_pack(const PackDecideOptions& o, base::World& world) {
  if (o.check) {
    Options only;
    only.folder = o.folder;
    only.json = o.json;
    only.lang = o.english ? "en" : "zh";
    return check(only, world);
  }
  cycle::PackDecideRequest request;
  if (o.asof.empty()) {
    request.asof = std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8));
  } else if (const auto day = calendar::parse_date(o.asof)) {
    request.asof = *day;
  } else {
    auto fault = day.error();
    fault.what = "--asof " + o.asof + "：" + fault.what;
    return refuse(fault);
  }
  if (o.list < 0 || o.list > kMostListed || o.threads < 0 || o.threads > 64) {
    return refuse({"usage", "--list 或 --threads 的数不能用", {}, "--list 写 0 到 100000，--threads 写 0 到 64"});
  }
  if (o.in.empty()) {
    return refuse({"usage", "没有给登记表", {}, "写成 jicheng decide 文件夹 --in 登记表.csv --out 结果.xlsx"});
  }
  const auto pack = cycle::load_pack(o.folder, world);
  if (!pack) return refuse(pack.error());
  if (!pack->faults.empty()) return refuse(pack->faults.front());
  request.register_file = o.in;
  request.out = o.out;
  request.all = o.all;
  request.most_listed = static_cast<std::size_t>(o.list);
  request.threads = static_cast<unsigned>(o.threads);
  if (!o.json && ::isatty(2) != 0) {
    request.progress = [](const std::string& step) { std::fprintf(stderr, "… %s\n", step.c_str()); };
  }
  const auto outcome = cycle::decide_by_pack(*pack, request, world);
  if (!outcome) return refuse(outcome.error());
  std::vector<std::string> files;
  for (const auto& file : {o.out, o.all}) {
    if (!file.empty()) files.push_back(file);
  }
  print(o.json ? decide_json(*outcome, files) + "\n" : decide_screen(*pack, *outcome, o.english));
  return outcome->bad.empty() && outcome->problems.empty() ? kDone : kFindings;
}

void add_pack_commands(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  auto* pack = app.add_subcommand("pack", "政策包：检查、印成手册 / packs: check, print");
  pack->require_subcommand(1);
  auto* check_command = pack->add_subcommand("check", "模型、条款、参数、用例是否齐全、一致 / is the pack whole");
  add_common(check_command, *o);
  check_command->callback([o, &world, &code] { code = check(*o, world); });
  auto* book_command = pack->add_subcommand("book", "印成手册：条款、规则、用例并排 / clause beside rule beside case");
  add_common(book_command, *o);
  book_command->add_option("--out", o->out, "手册（.docx）/ the book")->required();
  book_command->callback([o, &world, &code] { code = book(*o, world); });
}

}  // namespace app
