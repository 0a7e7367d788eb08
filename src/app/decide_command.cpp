#include "app/decide_command.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/decide_rows.hpp"
#include "app/feel_json.hpp"
#include "app/pack_commands.hpp"
#include "app/time_limit.hpp"
#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "dmn/bulk.hpp"
#include "dmn/check.hpp"
#include "dmn/engine.hpp"
#include "feel/expression.hpp"

namespace app {

namespace {

constexpr int kDone = 0, kFindings = 1, kUnusable = 2;

struct Options {
  std::string model, decision, in, out, record, replay, lang = "zh";
  int threads = 1;
  bool explain = false, check = false, json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}
void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
std::string json_text(std::string_view s) {
  return nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class Decide {
 public:
  Decide(const Options& o, base::World& world) : o_(o), world_(world), english_(o.lang == "en") {}

  int run() {
    auto model = load();
    if (!model) return refuse(model.error());
    model_ = std::make_unique<dmn::Model>(*std::move(model));
    for (const auto& fault : model_->faults()) std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
    if (o_.check) return check();
    if (!o_.replay.empty()) return replay();
    if (o_.decision.empty() || o_.in.empty()) {
      return refuse({"usage", "要写明决策和数据", {}, "写成 jicheng decide 模型.dmn --decision 名称 --in 数据.csv"});
    }
    const auto known = model_->decisions();
    if (std::ranges::find(known, o_.decision) == known.end()) {
      std::string names;
      for (const auto& n : known) names += (names.empty() ? "" : "、") + n;
      return refuse({"dmn.unknown", "模型里没有决策“" + o_.decision + "”", {.file = o_.model}, "从这些里选：" + names});
    }
    auto bytes = world_.files->read(o_.in, std::uint64_t{4} << 30);
    if (!bytes) return refuse(bytes.error());
    auto rows = read_cases(*model_, o_.decision, *bytes, o_.in);
    if (!rows) return refuse(rows.error());
    return decide(*rows);
  }

 private:
  const Options& o_;
  base::World& world_;
  bool english_;
  std::unique_ptr<dmn::Model> model_;

  // The model, and the models beside it that it may import.
  base::Result<dmn::Model> load() {
    std::vector<dmn::Model::Source> sources;
    auto bytes = world_.files->read(o_.model);
    if (!bytes) return base::fail(bytes.error());
    const bool imports = bytes->find("import") != std::string::npos;
    sources.push_back({o_.model, *std::move(bytes)});
    const auto slash = o_.model.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : o_.model.substr(0, slash);
    if (imports) {
      if (auto entries = world_.files->list(folder)) {
        for (const auto& e : *entries) {
          if (!e.name.ends_with(".dmn") || folder + "/" + e.name == o_.model || e.name == o_.model) continue;
          if (auto other = world_.files->read(folder + "/" + e.name)) sources.push_back({e.name, *std::move(other)});
        }
      }
    }
    return dmn::Model::load(std::move(sources));
  }

  // Of the rules of time zones; the machine's files say it where the library does not know.
  std::string zone_edition() const {
    const std::string known = feel::time_zone_edition();
    if (!known.empty() && known != "unknown") return known;
    auto lines = world_.files->read_lines("/usr/share/zoneinfo/tzdata.zi");
    if (!lines) return "unknown";
    auto first = (*lines)->next();
    constexpr std::string_view mark = "# version ";
    return first && *first && (*first)->starts_with(mark) ? (*first)->substr(mark.size()) : "unknown";
  }

  feel::DateTime now() const {
    const auto micros = world_.clock->now().time_since_epoch().count();
    return *feel::DateTime::from_utc(micros / 1'000'000, micros % 1'000'000 * 1000, feel::Zone::utc());
  }

  int check() {
    const auto found = dmn::check_tables(*model_->program());
    for (const auto& f : found.findings) print(dmn::to_sentence(f, english_) + "\n");
    for (const auto& name : found.not_checked) {
      print(english_ ? name + ": not checked, its cells are no plain tests\n"
                     : name + "：没有核对，格子里不全是常数条件\n");
    }
    print(english_ ? fmt::format("{} tables checked, {} findings\n", found.checked.size(), found.findings.size())
                   : fmt::format("核对了{}张决策表，{}处要看\n", found.checked.size(), found.findings.size()));
    return found.findings.empty() && model_->faults().empty() ? kDone : kFindings;
  }

  static std::string problems_json(const std::vector<feel::Problem>& problems, bool english) {
    std::string out = "[";
    for (const auto& p : problems) {
      if (out.size() > 1) out += ',';
      out += problem_json(p, english);
    }
    return out + "]";
  }

  static std::string rule_json(const dmn::TableSeen& table, const dmn::RuleSeen& rule) {
    const auto list = [&](const std::vector<dmn::Condition>& conditions) {
      std::string out = "[";
      for (const auto& c : conditions) {
        if (out.size() > 1) out += ',';
        out += fmt::format("{{\"input\":{},\"value\":{},\"asks\":{}}}", json_text(table.inputs[c.input].label),
                           value_json(table.inputs[c.input].value), json_text(c.asks));
      }
      return out + "]";
    };
    std::string notes = "[";
    for (const auto& a : rule.annotations) notes += (notes.size() > 1 ? "," : "") + json_text(a);
    return fmt::format("{{\"rule\":{},\"id\":{},\"annotations\":{}],\"conditions\":{},\"lacking\":{}}}", rule.rule,
                       json_text(rule.id), notes, list(rule.conditions), list(rule.lacking));
  }

  std::string explained(const dmn::Judgment& j) const {
    std::string out = fmt::format(",\"standing\":\"{}\",\"why\":{}", dmn::name_of(j.standing),
                                  json_text(dmn::to_sentence(o_.decision, j, english_)));
    out += ",\"missing\":[";
    for (std::size_t i = 0; i < j.missing.size(); ++i) {
      out += fmt::format("{}{{\"name\":{},\"holder\":{}}}", i > 0 ? "," : "", json_text(j.missing[i].name),
                         json_text(j.missing[i].holder));
    }
    out += "],\"tables\":[";
    bool first = true;
    for (const auto& table : j.trace.tables) {
      out += first ? "{" : ",{";
      first = false;
      out += fmt::format("\"decision\":{},\"hit_policy\":\"{}\",\"matched\":[", json_text(table.where),
                         dmn::name_of(table.policy));
      for (std::size_t i = 0; i < table.matched.size(); ++i)
        out += (i > 0 ? "," : "") + rule_json(table, table.matched[i]);
      out += "],\"nearest\":" + (table.nearest ? rule_json(table, *table.nearest) : "null") +
             ",\"open\":" + (table.open ? rule_json(table, *table.open) : "null") + "}";
    }
    return out + "]";
  }

  void in_parts(std::size_t rows, const std::function<void(std::size_t, std::size_t)>& part) const {
    const auto parts = static_cast<std::size_t>(std::clamp(o_.threads, 1, 64));
    std::vector<std::thread> running;
    for (std::size_t p = 1; p < parts; ++p) {
      running.emplace_back([&, p] { part(rows * p / parts, rows * (p + 1) / parts); });
    }
    part(0, rows / parts);
    for (auto& t : running) t.join();
  }

  int decide(const CaseRows& rows) {
    const auto at = now();
    std::vector<std::string> lines(rows.rows);
    std::vector<feel::Value> values(rows.rows);
    std::vector<std::vector<feel::Problem>> problems(rows.rows);
    if (o_.explain || !rows.others.empty()) {
      in_parts(rows.rows, [&](std::size_t from, std::size_t to) {
        for (std::size_t r = from; r < to; ++r) {
          dmn::Inputs inputs = rows.at(r);
          inputs.now = at;
          const TimeLimit limit(*world_.clock);
          auto j = model_->judge(o_.decision, inputs, {.deadline = &limit});
          values[r] = j->value;
          problems[r] = j->problems;
          if (o_.explain) lines[r] = explained(*j);
        }
      });
    } else {
      auto bulk = dmn::Bulk::make(model_->program(), {o_.decision});
      if (!bulk) return refuse(bulk.error());
      dmn::Inputs others;
      others.now = at;
      const auto answers = bulk->answers(0, rows.columns, rows.rows, others, o_.threads);
      for (std::size_t r = 0; r < rows.rows; ++r) {
        values[r] = answers.at(r).value;
        problems[r] = answers.at(r).problems;
      }
    }
    bool any = false;
    std::string out;
    const bool csv = o_.out.ends_with(".csv");
    if (csv) out = "row," + base::csv_field(o_.decision) + ",errors\n";
    for (std::size_t r = 0; r < rows.rows; ++r) {
      any = any || !problems[r].empty();
      if (csv) {
        std::string text;
        for (const auto& p : problems[r]) text += (text.empty() ? "" : "；") + feel::to_text(p, english_);
        out += fmt::format("{},{},{}\n", rows.lines[r],
                           base::csv_field(values[r].is_null() ? std::string() : feel::to_text(values[r])),
                           base::csv_field(text));
      } else {
        out += fmt::format("{{\"row\":{},\"result\":{},\"errors\":{}{}}}\n", rows.lines[r], value_json(values[r]),
                           problems_json(problems[r], english_), lines[r]);
      }
    }
    if (!o_.record.empty()) {
      if (auto written = world_.files->write_whole(o_.record, record(rows, values, problems, at)); !written) {
        return refuse(written.error());
      }
    }
    if (o_.out.empty()) {
      print(out);
    } else if (auto written = world_.files->write_whole(o_.out, out); !written) {
      return refuse(written.error());
    }
    return any ? kFindings : kDone;
  }

  // ---- records

  static std::string problem_text(const std::vector<feel::Problem>& problems) {
    std::string out;
    for (const auto& p : problems)
      out += (out.empty() ? "" : "\n") + std::string(feel::code_of(p.wrong)) + " " + p.where + " " + p.what;
    return out;
  }

  std::string record(const CaseRows& rows, const std::vector<feel::Value>& values,
                     const std::vector<std::vector<feel::Problem>>& problems, const feel::DateTime& at) const {
    std::string out = fmt::format(
        "{{\"record\":\"jicheng decide "
        "1\",\"engine\":{},\"model\":{},\"model_sha256\":\"{}\",\"decision\":{},\"tz\":{},"
        "\"now\":{}}}\n",
        json_text(base::version()), json_text(o_.model), model_->hash(), json_text(o_.decision),
        json_text(zone_edition()), json_text(at.to_string()));
    for (std::size_t r = 0; r < rows.rows; ++r) {
      std::string inputs;
      for (const auto& [name, value] : rows.at(r).values) {
        inputs += (inputs.empty() ? "" : ",") + json_text(name) + ":" + json_text(feel::to_literal(value));
      }
      out += fmt::format("{{\"row\":{},\"inputs\":{{{}}},\"result\":{},\"errors\":{}}}\n", rows.lines[r], inputs,
                         json_text(feel::to_literal(values[r])), json_text(problem_text(problems[r])));
    }
    return out;
  }

  int replay() {
    auto lines = world_.files->read_lines(o_.replay);
    if (!lines) return refuse(lines.error());
    const auto bad = [&](int line, const std::string& what) {
      return refuse({"decide.record", what, {.file = o_.replay, .line = line}, "用 --record 写出的原文件"});
    };
    const auto text_of = [](const feel::Context& c, const char* key) -> std::string {
      const feel::Value* v = c.find(key);
      return v != nullptr && v->is(feel::Kind::string) ? v->string() : std::string();
    };
    std::string decision;
    std::optional<feel::DateTime> at;
    int same = 0, different = 0;
    for (int number = 1;; ++number) {
      auto line = (*lines)->next();
      if (!line) return refuse(line.error());
      if (!*line) break;
      if ((*line)->empty()) continue;
      auto object = context_of_json(**line);
      if (!object) return bad(number, "这一行不是 JSON");
      if (number == 1) {
        if (text_of(*object, "record") != "jicheng decide 1") return bad(1, "这不是决策记录");
        decision = text_of(*object, "decision");
        at = feel::DateTime::parse(text_of(*object, "now"));
        if (text_of(*object, "model_sha256") != model_->hash()) {
          return refuse({"decide.model",
                         "模型与记录时的不是同一个",
                         {.file = o_.model},
                         "用记录时的模型，摘要是 " + text_of(*object, "model_sha256")});
        }
        if (text_of(*object, "tz") != zone_edition() || text_of(*object, "engine") != base::version()) {
          std::fprintf(stderr, "%s\n",
                       english_ ? "note: engine or time-zone data differ from the record's"
                                : "提示：程序或时区数据的版本与记录时不同");
        }
        continue;
      }
      dmn::Inputs inputs;
      inputs.now = at;
      const feel::Value* given = object->find("inputs");
      if (given == nullptr || !given->is(feel::Kind::context)) return bad(number, "这一行没有 inputs");
      for (const auto& [name, literal] : given->context().entries()) {
        auto parsed = feel::parse(literal.is(feel::Kind::string) ? literal.string() : "", feel::Names());
        if (!parsed) return bad(number, "“" + name + "”的值读不懂");
        feel::Run run;
        inputs.values[name] = parsed->evaluate(run, {});
      }
      const TimeLimit limit(*world_.clock);
      auto outcome = model_->program()->evaluate(decision, inputs, {.deadline = &limit});
      if (!outcome) return refuse(outcome.error());
      const bool equal = feel::to_literal(outcome->value) == text_of(*object, "result") &&
                         problem_text(outcome->problems) == text_of(*object, "errors");
      ++(equal ? same : different);
      if (!equal) {
        const feel::Value* row = object->find("row");
        print(fmt::format("{} {}: {} -> {}\n", english_ ? "row" : "第几行：",
                          row == nullptr ? "?" : feel::to_text(*row), text_of(*object, "result"),
                          feel::to_literal(outcome->value)));
      }
    }
    print(english_ ? fmt::format("{} replayed the same, {} different\n", same, different)
                   : fmt::format("重算一致{}条，不一致{}条\n", same, different));
    return different == 0 ? kDone : kFindings;
  }
};

}  // namespace

void add_decide_command(CLI::App& app, base::World& world, int& code) {
  auto o = std::make_shared<Options>();
  auto* decide = app.add_subcommand("decide", "按决策模型逐行判断 / ask a decision model about every row");
  decide->add_option("MODEL", o->model, "DMN 模型，或政策包的文件夹 / a model, or the folder of a pack")->required();
  decide->add_option("--decision", o->decision, "决策的名称 / name of the decision");
  decide->add_option("--in", o->in, "数据：.csv 或 .jsonl / rows");
  decide->add_flag("--explain", o->explain, "写出理由 / with reasons");
  decide->add_option("--out", o->out, "写到这个文件（.jsonl 或 .csv；政策包是 .xlsx）/ write here");
  decide->add_option("--threads", o->threads, "同时用几个线程 / threads")->check(CLI::Range(1, 64));
  decide->add_option("--record", o->record, "留下可以重算的记录 / keep a record that can be replayed");
  decide->add_option("--replay", o->replay, "按记录重算，逐条比对 / replay a record and compare");
  decide->add_flag("--check", o->check,
                   "只核对决策表：漏掉的、互相矛盾的 / only look for gaps and conflicts of tables");
  decide->add_option("--lang", o->lang, "zh（默认）或 en / language");
  const auto pack = std::make_shared<PackDecideOptions>();
  decide->add_option("--asof", pack->asof,
                     "政策包：按哪一天的政策和参数，默认今天 / packs: policies and parameters of which day");
  decide->add_option("--all", pack->all, "政策包：每户每项的结论都写到这里（.csv）/ packs: every judgment as a row");
  decide->add_option("--list", pack->list,
                     "政策包：“只差一条”“缺数据名单”每项列多少户，默认 500 / packs: how many to list");
  decide->add_flag("--json", o->json, "政策包：只输出一个 JSON 文档 / packs: print one JSON document");
  decide->callback([o, pack, decide, &world, &code] {
    if (!world.files->is_folder(o->model)) {
      code = Decide(*o, world).run();
      return;
    }
    pack->folder = o->model;
    pack->in = o->in;
    pack->out = o->out;
    pack->threads = decide->count("--threads") > 0 ? o->threads : 0;
    pack->json = o->json;
    pack->english = o->lang == "en";
    pack->check = o->check;
    code = decide_by_pack(*pack, world);
  });
}

}  // namespace app
