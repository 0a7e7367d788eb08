#include "app/command_line.hpp"

#include <algorithm>
#include <cstdio>

#include <CLI/CLI.hpp>
#include <poll.h>
#include <unistd.h>

#include "app/account_command.hpp"
#include "app/adjust_command.hpp"
#include "app/annual_command.hpp"
#include "app/backtest_command.hpp"
#include "app/compare_command.hpp"
#include "app/decision_commands.hpp"
#include "app/draft_targets_command.hpp"
#include "app/explanation.hpp"
#include "app/forecast_command.hpp"
#include "app/nowcast_command.hpp"
#include "app/order_commands.hpp"
#include "app/pack_commands.hpp"
#include "app/record_commands.hpp"
#include "app/screens.hpp"
#include "app/serve_command.hpp"
#include "app/upkeep_commands.hpp"
#include "app/watch_command.hpp"
#include "base/builtin.hpp"
#include "base/text.hpp"
#include "cycle/office_tables.hpp"
#include "cycle/place.hpp"
#include "cycle/upkeep_parts.hpp"
#include "report/reading_page.hpp"
#include "wire/json.hpp"

namespace app {

namespace {

constexpr int kDone = 0, kFindings = 1, kUnusable = 2;
// A page has several marks for every sentence, and a browser holds them all.
constexpr std::size_t kLongestPage = 1'500'000;
const base::Decimal kMostTolerance = 10;  // percentage points; more would excuse anything

struct Options {
  std::string file, month_folder, asof, out, html, explain, data, holidays, lang = "zh", area, indicator, tolerance,
                                                                            recorded_by, actor, reason, kind;
  std::vector<std::string> files, others, facts, answers, policies;
  bool json = false, no_pdf = false, all_vintages = false;
};

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}

// Runs `f` on the value, or says what is wrong.
template <class T, class F>
int with(base::Result<T> result, F f) {
  return result ? f(*result) : refuse(result.error());
}

base::Result<std::optional<calendar::Date>> day_or_none(const std::string& text) {
  if (text.empty()) return std::optional<calendar::Date>();
  auto date = calendar::parse_date(text);
  if (!date) {
    base::Fault fault = date.error();
    fault.what = "--asof " + text + "：" + fault.what;
    return base::fail(fault);
  }
  return std::optional(*date);
}

class Commands {
 public:
  Commands(Options& options, base::World& world) : o_(options), world_(world) {}

  int read() {
    std::optional<reading::DocumentKind> as;
    if (o_.kind == "report") as = reading::DocumentKind::report;
    if (o_.kind == "policy") as = reading::DocumentKind::policy;
    if (o_.kind == "minutes") as = reading::DocumentKind::minutes;
    return with(cycle::read_document(o_.file, world_, as), [&](const auto& read) {
      if (!o_.html.empty()) {
        if (read.reading.text.size() > kLongestPage)
          return refuse(
              {"page.too_long",
               "文字有" + std::to_string(read.reading.text.size() / 10'000) + "万字，这么长的阅读页浏览器打不开",
               base::Place{.file = o_.file}, "拆成几份再出阅读页；读到的内容用 --json 取"});
        const bool english = language() == Language::english;
        const auto written = world_.files->write_whole(
            o_.html, report::reading_page(read.document, read.reading, english, read.policy ? &*read.policy : nullptr));
        if (!written) return refuse(written.error());
      }
      if (!o_.explain.empty()) {
        const auto said = explanation(read, o_.explain, o_.json);
        if (!said) return refuse(said.error());
        print(*said);
        return kDone;
      }
      if (o_.json) {
        wire::read_json(read, print);
        print("\n");
      } else {
        print(read_screen(read, language()));
      }
      return kDone;
    });
  }

  int check() {
    auto asof = day_or_none(o_.asof);
    if (!asof) return refuse(asof.error());
    if (!o_.data.empty() && !cycle::may_be_there(o_.data, world_)) return refuse(no_ledger());
    return with(cycle::check({o_.file, o_.others, o_.facts, o_.data, {}, *asof}, world_, progress()),
                [&](const auto& outcome) {
                  print(o_.json ? wire::check_json(outcome) + "\n" : check_screen(outcome, language()));
                  return outcome.result.findings.empty() && outcome.unread.empty() ? kDone : kFindings;
                });
  }

  int run() {
    auto asof = day_or_none(o_.asof);
    if (!asof) return refuse(asof.error());
    cycle::RunRequest request;
    request.report = o_.file;
    request.month_folder = o_.month_folder;
    request.facts_files = o_.facts;
    request.data = o_.data;
    request.asof = asof->value_or(today());
    request.out = o_.out;
    request.pdf = !o_.no_pdf;
    request.holidays = o_.holidays;
    request.actor = o_.actor;
    request.reason = o_.reason;
    request.policies = o_.policies;
    if (!o_.tolerance.empty()) {
      const auto tolerance = base::Decimal::parse(o_.tolerance);
      if (!tolerance || tolerance->is_negative() || *tolerance > kMostTolerance) {
        return refuse({"usage",
                       "--tolerance " + o_.tolerance + " 不是 0 到 10 之间的数",
                       {},
                       "写成例如 --tolerance 0.1（百分点）"});
      }
      request.settings.about_tolerance_pp = *tolerance;
    }
    return with(cycle::run(request, world_, progress()), [&](const auto& outcome) {
      print(o_.json ? wire::run_json(*outcome) + "\n" : run_screen(*outcome, language()));
      const auto& f = outcome->findings;
      const bool quiet = f.check.findings.empty() && f.orders.empty() && f.unread.empty();
      return quiet ? kDone : kFindings;
    });
  }

  int import_facts() {
    auto asof = day_or_none(o_.asof);
    if (!asof) return refuse(asof.error());
    return with(cycle::import_files({o_.files, o_.data, asof->value_or(today()), o_.area, o_.actor, o_.reason}, world_,
                                    progress()),
                [&](const auto& read) {
                  const ledger::Appended& done = read.appended;
                  if (o_.json) {
                    print(wire::import_json(read) + "\n");
                  } else if (language() == Language::chinese) {
                    std::printf("新增 %d 条（其中 %d 条是已有数据的新公布值），已有 %d 条\n", done.added,
                                done.new_vintages, done.known_already);
                  } else {
                    std::printf("%d added (%d of them new vintages), %d known already\n", done.added, done.new_vintages,
                                done.known_already);
                  }
                  for (const auto& file : read.files) {
                    if (!o_.json && !file.note.empty())
                      std::fprintf(stderr, "%s：%s\n", file.file.c_str(), file.note.c_str());
                  }
                  for (const auto& u : read.unread) {
                    if (!o_.json) std::fprintf(stderr, "%s %s：%s\n", u.file.c_str(), u.place.c_str(), u.why.c_str());
                  }
                  return read.unread.empty() ? kDone : kFindings;
                });
  }

  int questions() {
    if (!cycle::may_be_there(o_.data, world_)) return refuse(no_ledger());
    for (const auto& answer : o_.answers) {
      auto done = cycle::answer_question(o_.data, answer, today(), world_);
      if (!done) return refuse(done.error());
      if (!o_.json) std::printf(language() == Language::chinese ? "记下了 %s\n" : "recorded %s\n", done->id.c_str());
    }
    return with(cycle::open_questions(o_.data, world_), [&](const auto& open) {
      print(o_.json ? wire::questions_json(open) + "\n" : questions_screen(open, language()));
      return open.empty() ? kDone : kFindings;
    });
  }

  int facts() {
    auto asof = day_or_none(o_.asof);
    if (!asof) return refuse(asof.error());
    if (!cycle::may_be_there(o_.data, world_)) return refuse(no_ledger());
    auto book = cycle::open_ledger(o_.data, world_);
    if (!book) return refuse(book.error());
    ledger::Query query;
    query.asof = *asof;
    query.area = o_.area;
    query.indicator = o_.indicator.empty() ? "" : ::facts::NamesTable::in_force().canonical(o_.indicator);
    query.all_vintages = o_.all_vintages;
    if (!o_.recorded_by.empty()) {
      const auto day = calendar::parse_date(o_.recorded_by);
      if (!day) return refuse(day.error());
      query.recorded_by = cycle::end_of_day(*day);
    }
    return with(book->find(query), [&](const auto& found) {
      print(o_.json ? wire::facts_json(found) + "\n" : facts_screen(found, language()));
      return kDone;
    });
  }

 private:
  Language language() const { return o_.lang == "en" ? Language::english : Language::chinese; }

  // Asking never makes a ledger.
  base::Fault no_ledger() const {
    return {"ledger.missing", "这里没有台账", base::Place{.file = o_.data},
            "先用 jicheng import 表.csv --data " + o_.data + " 导入数据"};
  }

  calendar::Date today() {
    // Offices in China ask in their own day, UTC+8 all year.
    return std::chrono::floor<std::chrono::days>(world_.clock->now() + std::chrono::hours(8));
  }

  // On a terminal, and only for people: programs get nothing on stderr unless something is wrong.
  cycle::Progress progress() const {
    if (o_.json || ::isatty(2) == 0) return [](const std::string&) {};
    return [](const std::string& step) { std::fprintf(stderr, "… %s\n", step.c_str()); };
  }

  Options& o_;
  base::World& world_;
};

// An option left empty is a mistake of a script, never a wish.
const CLI::Validator kNotEmpty([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");

CLI::Option* add_text(CLI::App* command, const std::string& name, std::string& into, const std::string& what) {
  return command->add_option(name, into, what)->check(kNotEmpty);
}
// May be given several times, one value each: what follows the value is not eaten.
CLI::Option* add_facts(CLI::App* command, Options& o) {
  return command->add_option("--facts", o.facts, "发布数据表，可以给几次 / published figures, CSV; may be repeated")
      ->allow_extra_args(false)
      ->check(kNotEmpty);
}

void add_common(CLI::App* command, Options& o) {
  command->add_flag("--json", o.json, "只输出一个 JSON 文档 / print one JSON document");
  command->add_option("--lang", o.lang, "zh（默认）或 en / language of the screen")
      ->check(CLI::Validator(
          [](const std::string& text) { return text == "zh" || text == "en" ? "" : "只能是 zh 或 en"; }, ""));
}

// What the command line library found wrong, in the officer's words.
std::string in_chinese(const CLI::ParseError& error, const CLI::App& app, int argc, const char* const* argv) {
  // "REPORT is required", "--asof: 1 required TEXT missing", "The following argument was not expected: --nope"
  const std::string what = error.what();
  const auto colon = what.find(": ");
  const std::string name = what.substr(0, what.find_first_of(" :"));
  const std::string rest = colon == std::string::npos ? what : what.substr(colon + 2);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return "多写了不认识的内容：" + rest;
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (const auto commands = app.get_subcommands(); !commands.empty()) {
      // “jicheng account” alone: what it can do is named.
      const auto parts = commands.front()->get_subcommands([](const CLI::App*) { return true; });
      if (!parts.empty() && commands.front()->get_subcommands().empty()) {
        std::string list;
        for (const auto* part : parts) {
          const std::string does = part->get_description();
          list += "\n  jicheng " + commands.front()->get_name() + " " + part->get_name() + "  " +
                  does.substr(0, does.find(" / "));
        }
        return "没有写明 " + commands.front()->get_name() + " 的哪一步，可以是：" + list;
      }
      // “计划报告 / the plan report” and “上年报告，就是…”: what it is called in Chinese is the first words of its
      // help.
      const auto* option = commands.front()->get_option_no_throw(name);
      std::string called = option == nullptr ? std::string() : option->get_description();
      for (const std::string_view end : {" / ", "，", "（", "：", "；"}) called = called.substr(0, called.find(end));
      return called.empty() ? "缺少 " + name : "没有写“" + called + "”（" + name + "）";
    }
    return argc > 1 ? "没有“" + std::string(argv[1]) + "”这个命令" : "没有写要做什么";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) return name + " 只写一次，后面跟一项内容";
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) return name + " 的内容不能用：" + rest;
  return what;
}

// Whoever read what we print has seen enough (| head): nothing is wrong. A disk that is full is told.
bool reader_is_gone() {
  pollfd out{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return ::poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

// The office's own names and offices hold for every command that is given its ledger, save for those that look after
// the ledger itself, which must work when a table is broken.
base::Result<void> use_tables_of(int argc, const char* const* argv, base::World& world) {
  static constexpr std::string_view kUpkeep[] = {"account", "backup", "checkpoint", "doctor",  "dump",
                                                 "keys",    "load",   "prove",      "restore", "verify"};
  if (argc < 2 || std::ranges::find(kUpkeep, std::string_view(argv[1])) != std::end(kUpkeep)) return {};
  for (int i = 2; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.starts_with("--data=")) return cycle::use_office_tables(std::string(word.substr(7)), world);
    if (word == "--data" && i + 1 < argc) return cycle::use_office_tables(argv[i + 1], world);
  }
  return {};
}

}  // namespace

int command_line(int argc, const char* const* argv, base::World& world) {
  for (int i = 1; i < argc; ++i) {
    if (base::from_utf8(argv[i])) continue;
    return refuse({"usage", "命令中的“" + base::readable(argv[i]) + "”不是 UTF-8 编码", {}, "把文件改名后再试"});
  }
  Options o;
  Commands commands(o, world);
  int code = kDone;
  CLI::App app{
      "计成：读计划、存数据、判目标、写报告\nJicheng: reads the plan, keeps the figures, judges the targets, writes "
      "the reports",
      "jicheng"};
  app.set_version_flag("--version", std::string(base::version()));
  app.require_subcommand(1);

  auto* read_command = app.add_subcommand("read", "读一份报告：提纲、数字、目标、任务 / read a report");
  add_text(read_command, "FILE", o.file, "报告（.txt .docx .doc .wps .pdf .html .ofd …）/ the report")->required();
  add_text(read_command, "--explain", o.explain,
           "起点[:终点]：这一处为什么这样读 / START[:END]: why this place was read so");
  add_text(read_command, "--html", o.html, "阅读页：原文加标记，读到什么一看便知 / the reading page, one HTML file");
  add_text(read_command, "--kind", o.kind, "当作哪一种读：report、policy 或 minutes，默认自己认 / read it as this kind")
      ->check(CLI::Validator(
          [](const std::string& text) {
            return text == "report" || text == "policy" || text == "minutes" ? "" : "只能是 report、policy 或 minutes";
          },
          ""));
  add_common(read_command, o);
  read_command->callback([&] { code = commands.read(); });

  auto* check_command = app.add_subcommand("check", "核对一份草稿 / cross-check a draft");
  add_text(check_command, "DRAFT", o.file, "草稿 / the draft")->required();
  check_command->add_option("OTHER", o.others, "一起核对的其他文件，如上年报告 / other documents");
  add_facts(check_command, o);
  add_text(check_command, "--data", o.data, "台账 / a ledger to take figures from");
  add_text(check_command, "--asof", o.asof, "只用这一天以前公布的数据 / only what was published by this day");
  add_common(check_command, o);
  check_command->callback([&] { code = commands.check(); });

  auto* run_command = app.add_subcommand("run", "月度运行：判断目标、核对、出五个文件 / the monthly run");
  add_text(run_command, "REPORT", o.file, "计划报告 / the plan report")->required();
  add_text(run_command, "MONTH_FOLDER", o.month_folder, "本月的数据文件夹 / this month's folder");
  add_facts(run_command, o);
  add_text(run_command, "--asof", o.asof, "截至哪一天，默认今天 / as of which day");
  add_text(run_command, "--out", o.out, "输出文件夹；不给就只在屏幕上显示 / output folder");
  add_text(run_command, "--data", o.data, "台账：数据留存在这里 / a ledger that keeps the figures");
  run_command
      ->add_option("--policy", o.policies,
                   "政策文件、会议纪要：其中的任务一并列入，可以给几次 / policy files and minutes; may be repeated")
      ->allow_extra_args(false)
      ->check(kNotEmpty);
  add_text(run_command, "--holidays", o.holidays, "补充的节假日安排表 / further table of working days");
  add_text(run_command, "--tolerance", o.tolerance,
           "“左右”允许低多少个百分点，默认 0.1 / tolerance of 左右, percentage points");
  add_text(run_command, "--actor", o.actor, "谁做的，记入台账 / who, for the ledger");
  add_text(run_command, "--reason", o.reason, "事由，记入台账 / why, for the ledger");
  run_command->add_flag("--no-pdf", o.no_pdf, "不生成 PDF / no PDF");
  add_common(run_command, o);
  run_command->callback([&] { code = commands.run(); });

  auto* import_command =
      app.add_subcommand("import", "把统计表和发布数据表导入台账 / import the figures of tables and CSV files");
  import_command->add_option("FILE", o.files, "统计表（.xlsx .csv .docx 等）、发布数据表 / tables")->required();
  add_text(import_command, "--asof", o.asof,
           "表里没有发布日期时按哪一天，默认今天 / day of publication, if none is printed");
  add_text(import_command, "--area", o.area, "表里没有写地区时是哪个地区 / area of tables that name none");
  add_text(import_command, "--actor", o.actor, "谁导入的 / who");
  add_text(import_command, "--reason", o.reason, "事由 / why");
  add_text(import_command, "--data", o.data, "台账 / the ledger")->required();
  add_common(import_command, o);
  import_command->callback([&] { code = commands.import_facts(); });

  auto* questions_command =
      app.add_subcommand("questions", "读表时拿不准的问题：列出、回答 / open questions about tables");
  add_text(questions_command, "--data", o.data, "台账 / the ledger")->required();
  questions_command->add_option("--answer", o.answers, "编号=答复，可以给几次 / ID=VALUE; may be repeated")
      ->allow_extra_args(false)
      ->check(kNotEmpty);
  add_common(questions_command, o);
  questions_command->callback([&] { code = commands.questions(); });

  auto* facts_command = app.add_subcommand("facts", "查台账：哪一天知道什么 / what was known when");
  add_text(facts_command, "--data", o.data, "台账 / the ledger")->required();
  add_text(facts_command, "--asof", o.asof, "在哪一天 / on which day");
  add_text(facts_command, "--area", o.area, "地区名或代码 / area");
  add_text(facts_command, "--indicator", o.indicator, "指标 / indicator");
  add_text(facts_command, "--recorded-by", o.recorded_by,
           "到这一天为止已经入账的 / in the ledger by the end of this day");
  facts_command->add_flag("--all-vintages", o.all_vintages, "历次公布值都列出 / every vintage");
  add_common(facts_command, o);
  facts_command->callback([&] { code = commands.facts(); });

  add_compare_command(app, world, code);
  add_decision_commands(app, world, code);
  add_order_commands(app, world, code);
  add_pack_commands(app, world, code);
  add_record_commands(app, world, code);
  add_upkeep_commands(app, world, code);
  add_forecast_command(app, world, code);
  add_adjust_command(app, world, code);
  add_backtest_command(app, world, code);
  add_nowcast_command(app, world, code);
  add_draft_targets_command(app, world, code);
  add_annual_command(app, world, code);
  add_watch_command(app, world, code);
  add_serve_command(app, world, code);
  add_account_command(app, world, code);

  if (auto used = use_tables_of(argc, argv, world); !used) return refuse(used.error());
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    std::fprintf(stderr, "命令写得不对：%s\n请用 jicheng --help 或 jicheng 命令 --help 查看写法\n",
                 in_chinese(e, app, argc, argv).c_str());
    return kUnusable;
  }
  if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && !reader_is_gone()) {
    return refuse({"stdout", "结果写不到屏幕或目标文件", {}, "检查磁盘空间和输出的去处"});
  }
  return code;
}

}  // namespace app
