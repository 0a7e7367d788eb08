#include "app/decision_commands.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/decide_command.hpp"
#include "app/feel_json.hpp"
#include "app/time_limit.hpp"
#include "dmn/program.hpp"
#include "dmn/tck.hpp"
#include "feel/expression.hpp"

namespace app {

namespace {

constexpr int kDone = 0, kFindings = 1, kUnusable = 2;

struct Options {
  std::string folder, csv, expression, context, batch;
  bool english = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}
void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

feel::DateTime now_of(base::World& world) {
  const auto micros = world.clock->now().time_since_epoch().count();
  const std::int64_t seconds = micros / 1'000'000;
  return *feel::DateTime::from_utc(seconds, micros % 1'000'000 * 1000, feel::Zone::utc());
}

// ---- tck

class Conformance {
 public:
  Conformance(const Options& o, base::World& world) : o_(o), world_(world) {}

  int run() {
    if (!world_.files->is_folder(o_.folder)) {
      return refuse({"folder.missing", "没有这个文件夹", {.file = o_.folder}, "给出一致性用例所在的文件夹"});
    }
    walk(o_.folder, 0);
    for (const auto& line : failures_) print(line + "\n");
    print(fmt::format("value nodes {} passed, {} failed\n", passed_[0], failed_[0]));
    print(fmt::format("error nodes {} passed, {} failed\n", passed_[1], failed_[1]));
    if (external_ > 0) print(fmt::format("external Java functions {} apart\n", external_));
    if (!o_.csv.empty()) {
      if (auto written = world_.files->write_whole(o_.csv, rows_); !written) return refuse(written.error());
    }
    const int failed = failed_[0] + failed_[1];
    print(fmt::format("{} passed, {} failed, {} skipped\n", passed_[0] + passed_[1], failed, external_));
    return failed == 0 ? kDone : kFindings;
  }

 private:
  const Options& o_;
  base::World& world_;
  int passed_[2] = {0, 0}, failed_[2] = {0, 0}, external_ = 0;
  std::vector<std::string> failures_;
  std::string rows_ = "folder,case,node,kind,result,got\n";

  void walk(const std::string& folder, int depth) {
    auto entries = world_.files->list(folder);
    if (!entries || depth > 20) return;
    bool cases = false;
    for (const auto& e : *entries) {
      if (e.is_folder) {
        walk(folder + "/" + e.name, depth + 1);
      } else if (e.name.ends_with(".xml")) {
        cases = true;
      }
    }
    if (cases) run_folder(folder, *entries);
  }

  struct Model {
    std::shared_ptr<const dmn::Definitions> definitions;
    std::shared_ptr<const dmn::Program> program;
    std::string why;  // it could not be read
    bool external = false;
  };

  void run_folder(const std::string& folder, const std::vector<base::Files::Entry>& entries) {
    std::map<std::string, Model> models;
    for (const auto& e : entries) {
      if (!e.name.ends_with(".dmn")) continue;
      Model& m = models[e.name];
      auto bytes = world_.files->read(folder + "/" + e.name);
      if (!bytes) {
        m.why = base::to_text(bytes.error());
        continue;
      }
      m.external = bytes->find("kind=\"Java\"") != std::string::npos ||
                   bytes->find("external {") != std::string::npos || bytes->find("external{") != std::string::npos;
      auto read = dmn::read_definitions(*bytes, e.name);
      if (read) {
        m.definitions = std::make_shared<const dmn::Definitions>(*std::move(read));
      } else {
        m.why = base::to_text(read.error());
      }
    }
    const dmn::Imports imports = [&](const dmn::Import& i) -> std::shared_ptr<const dmn::Definitions> {
      for (const auto& [name, m] : models) {
        if (m.definitions != nullptr && m.definitions->space == i.space) return m.definitions;
      }
      return nullptr;
    };
    for (auto& [name, m] : models) {
      if (m.definitions == nullptr) continue;
      auto program = dmn::Program::compile(m.definitions, imports);
      if (program) {
        m.program = std::make_shared<const dmn::Program>(*std::move(program));
      } else {
        m.why = base::to_text(program.error());
      }
    }
    for (const auto& e : entries) {
      if (!e.name.ends_with(".xml")) continue;
      auto bytes = world_.files->read(folder + "/" + e.name);
      if (!bytes) continue;
      auto cases = dmn::read_tck(*bytes, e.name);
      if (!cases) {
        if (cases.error().code != "tck.not_cases") fail(folder, e.name, "", false, base::to_text(cases.error()));
        continue;
      }
      run_cases(folder, *cases, models[cases->model]);
    }
  }

  void run_cases(const std::string& folder, const dmn::TckFile& file, const Model& model) {
    for (dmn::TckCase test : file.cases) {
      test.inputs.now = now_of(world_);
      for (const auto& node : test.nodes) {
        if (model.program == nullptr) {
          fail(folder, test.id, node.name, node.error, model.why.empty() ? "no model " + file.model : model.why);
          continue;
        }
        const TimeLimit limit(*world_.clock);
        const auto verdict = dmn::judge(*model.program, test, node, {.deadline = &limit});
        if (verdict.passed) {
          ++passed_[node.error];
          row(folder, test.id, node, "passed", "");
        } else if (model.external) {
          ++external_;
          row(folder, test.id, node, "external", verdict.got);
        } else {
          std::string got = verdict.got;
          if (!node.error) got += "; expected " + feel::to_literal(node.expected);
          for (const auto& fault : model.program->unreadable()) {
            if (fault.what.find("“" + node.name + "”") != std::string::npos) got += "; " + base::to_text(fault);
          }
          fail(folder, test.id, node.name, node.error, got);
        }
      }
    }
  }

  static std::string cell(std::string s) {
    std::ranges::replace(s, '"', '\'');
    return '"' + s + '"';
  }
  void row(const std::string& folder, const std::string& test, const dmn::TckNode& node, const char* result,
           const std::string& got) {
    rows_ += fmt::format("{},{},{},{},{},{}\n", cell(last(folder)), cell(test), cell(node.name),
                         node.error ? "error" : "value", result, cell(got));
  }
  static std::string last(const std::string& folder) { return folder.substr(folder.rfind('/') + 1); }

  void fail(const std::string& folder, const std::string& test, const std::string& node, bool error,
            const std::string& got) {
    ++failed_[error];
    failures_.push_back(fmt::format("{} {} {}: {}{}", last(folder), test, node, error ? "(error node) " : "", got));
    dmn::TckNode n;
    n.name = node;
    n.error = error;
    row(folder, test, n, "failed", got);
  }
};

// ---- feel

int feel_one(const Options& o, base::World& world) {
  auto context = context_of_json(o.context.empty() ? "{}" : o.context);
  if (!context) return refuse(context.error());
  const TimeLimit limit(*world.clock);
  const auto outcome = evaluate_feel(o.expression, *context, now_of(world), {.deadline = &limit});
  print(outcome_json(outcome, o.english) + "\n");
  return outcome.problems.empty() ? kDone : kFindings;
}

int feel_batch(const Options& o, base::World& world) {
  auto bytes = world.files->read(o.batch);
  if (!bytes) return refuse(bytes.error());
  const auto now = now_of(world);
  bool problems = false;
  std::size_t at = 0, line = 0;
  while (at < bytes->size()) {
    const auto end = std::min(bytes->find('\n', at), bytes->size());
    const std::string one = bytes->substr(at, end - at);
    at = end + 1;
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto request = feel_request(one);
    if (!request) {
      base::Fault fault = request.error();
      fault.where.file = o.batch;
      fault.where.line = static_cast<int>(line);
      return refuse(fault);
    }
    const TimeLimit limit(*world.clock);
    const auto outcome = evaluate_feel(request->expression, request->context, now, {.deadline = &limit});
    problems = problems || !outcome.problems.empty();
    print(outcome_json(outcome, o.english, request->id) + "\n");
  }
  return problems ? kFindings : kDone;
}

}  // namespace

void add_decision_commands(CLI::App& app, base::World& world, int& code) {
  add_decide_command(app, world, code);
  const auto o = std::make_shared<Options>();

  auto* tck = app.add_subcommand("tck", "DMN 一致性用例 / run a DMN TCK folder tree");
  tck->add_option("DIR", o->folder, "用例所在的文件夹 / folder of the cases")->required();
  tck->add_option("--csv", o->csv, "每个结果一行写到这里 / one row a node");
  tck->callback([o, &world, &code] { code = Conformance(*o, world).run(); });

  auto* feel = app.add_subcommand("feel", "计算一个 FEEL 表达式 / evaluate a FEEL expression");
  auto* expression = feel->add_option("EXPR", o->expression, "表达式 / the expression");
  feel->add_option("--context", o->context, "表达式里用到的值（JSON）/ values by name, JSON");
  feel->add_option("--batch", o->batch, "每行一个 {\"id\",\"expr\",\"context\"} / one request a line")
      ->excludes(expression);
  feel->add_flag("--english", o->english, "错误用英文 / errors in English");
  feel->callback([o, &world, &code] {
    if (o->expression.empty() && o->batch.empty()) {
      code = refuse({"usage", "没有写表达式", {}, "写成 jicheng feel '1 + 2'，或用 --batch 给一个文件"});
      return;
    }
    code = o->batch.empty() ? feel_one(*o, world) : feel_batch(*o, world);
  });
}

}  // namespace app
