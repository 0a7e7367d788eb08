#include "app/annual_command.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include <unistd.h>

#include "app/ledger_options.hpp"
#include "cycle/annual.hpp"
#include "cycle/place.hpp"
#include "cycle/upkeep_parts.hpp"
#include "report/digest.hpp"
#include "wire/annual.hpp"

namespace app {

namespace {

using namespace ledger_options;
namespace fs = std::filesystem;

constexpr const char* kTitle = "年度报告（草稿）";

struct Options {
  cycle::AnnualRequest request;
  std::string asof, out, lang = "zh";
  bool with_findings = false, no_pdf = false, json = false;
};

struct Commands {
  Commands(Options& options, base::World& used) : o(options), world(used) {}

  int annual() {
    auto& request = o.request;
    if (!request.data.empty() && !cycle::may_be_there(request.data, world))
      return refuse({"ledger.missing", "没有这个台账：" + request.data, {}, "先用 jicheng import 导入数据"});
    if (o.asof.empty()) {
      request.asof = std::chrono::floor<std::chrono::days>(world.clock->now());
    } else {
      const auto day = calendar::parse_date(o.asof);
      if (!day) return refuse(day.error());
      request.asof = *day;
    }
    const bool quiet = o.json || ::isatty(STDERR_FILENO) == 0;
    const auto outcome = cycle::annual(request, world, [&](const std::string& step) {
      if (!quiet) std::fprintf(stderr, "%s …\n", step.c_str());
    });
    if (!outcome) return refuse(outcome.error());
    const bool let_out = (*outcome)->exportable() || o.with_findings;
    if (!o.out.empty() && let_out) {
      if (const auto written = write(**outcome); !written) return refuse(written.error());
    }
    print(o.json ? wire::annual(**outcome, files, 1) + "\n" : screen(**outcome, let_out));
    const bool quiet_end = (*outcome)->check.findings.empty() && (*outcome)->annual.blanks.empty() &&
                           (*outcome)->run->findings.unread.empty() && (*outcome)->unread.empty();
    return quiet_end ? kDone : kFindings;
  }

  base::Result<void> write(const cycle::AnnualOutcome& outcome) {
    std::vector<std::pair<std::string, std::string>> all;
    const auto path = [&](const std::string& name) { return (fs::path(o.out) / name).string(); };
    auto docx = cycle::annual_file(outcome, "docx", o.with_findings, world);
    if (!docx) return base::fail(docx.error());
    all.emplace_back(path(docx->name), std::move(docx->bytes));
    const std::string pdf_path = path(std::string(kTitle) + ".pdf");
    if (!o.no_pdf) {
      if (world.subprocess->find("soffice").empty()) {
        pdf_missing = "没有安装 LibreOffice，未生成 PDF";
      } else if (auto pdf = cycle::annual_file(outcome, "pdf", o.with_findings, world)) {
        all.emplace_back(pdf_path, std::move(pdf->bytes));
      } else {
        pdf_missing = base::to_text(pdf.error());
      }
    }
    for (const auto& [name, bytes] : all) files.push_back(name);
    files.push_back(path(std::string(kTitle) + ".json"));
    all.emplace_back(files.back(), wire::annual(outcome, files, 1) + "\n");
    if (auto made = world.files->make_folder(o.out); !made) return base::fail(made.error());
    const bool stale = world.files->exists(pdf_path) && std::ranges::find(files, pdf_path) == files.end();
    if (auto written = world.files->write_together(all); !written) return base::fail(written.error());
    // A PDF of an earlier draft must not stand beside a newer one.
    if (stale) world.files->remove_tree(pdf_path);
    return {};
  }

  std::string screen(const cycle::AnnualOutcome& outcome, bool let_out) const {
    const auto& a = outcome.annual;
    const bool zh = o.lang == "zh";
    const auto n = [](std::size_t count) { return std::to_string(count); };
    const auto outcomes = [&](report::AnnualOutcome which) {
      return n(static_cast<std::size_t>(std::ranges::count(a.targets, which, &report::AnnualTarget::outcome)));
    };
    const auto open = static_cast<std::size_t>(
        std::ranges::count(a.measures, report::MeasureState::open, &report::AnnualMeasure::state));
    const auto own = static_cast<std::size_t>(std::ranges::count(a.measures, "", &report::AnnualMeasure::of_file));
    const auto of_files = a.measures.size() - own;
    std::string out;
    if (zh) {
      out += a.title + "（草稿）\n";
      out += "目标" + n(a.targets.size()) + "项";
      const bool over = static_cast<int>(a.asof.year()) > a.year;
      bool first = true;
      for (const auto& [which, words] :
           {std::pair{report::AnnualOutcome::met, "达到"}, std::pair{report::AnnualOutcome::missed, "未达到"},
            std::pair{report::AnnualOutcome::not_yet, over ? "手头没有全年数" : "全年数未公布"},
            std::pair{report::AnnualOutcome::undecided, "小数位数分不出"},
            std::pair{report::AnnualOutcome::awaiting_value, "待下达"},
            std::pair{report::AnnualOutcome::no_data, "手头没有公布数"}}) {
        if (outcomes(which) == "0") continue;
        out += std::string(std::exchange(first, false) ? "：" : "，") + words + outcomes(which) + "项";
      }
      out += "\n";
      out += "举措" + n(own) + "项" + (of_files > 0 ? "，列入计划的文件任务" + n(of_files) + "项" : "") + "，有材料的" +
             n(a.measures.size() - open) + "项\n";
      out += "填入数字" + n(a.figures.size()) + "处，待填" + n(a.blanks.size()) + "处，明年目标建议" +
             n(a.proposals.size()) + "项\n";
    } else {
      out += "Annual report for " + std::to_string(a.year) + " with the draft plan for " + std::to_string(a.next_year) +
             "\n";
      out += n(a.targets.size()) + " targets: met " + outcomes(report::AnnualOutcome::met) + ", missed " +
             outcomes(report::AnnualOutcome::missed) + ", not over yet " + outcomes(report::AnnualOutcome::not_yet) +
             ", undecided by rounding " + outcomes(report::AnnualOutcome::undecided) + ", value awaited " +
             outcomes(report::AnnualOutcome::awaiting_value) + ", no figure " +
             outcomes(report::AnnualOutcome::no_data) + "\n";
      out += n(own) + " measures" + (of_files > 0 ? " and " + n(of_files) + " tasks of other files" : "") + ", " +
             n(a.measures.size() - open) + " with evidence\n";
      out += n(a.figures.size()) + " figures filled, " + n(a.blanks.size()) + " blanks, " + n(a.proposals.size()) +
             " proposals\n";
    }
    for (const auto& f : outcome.check.findings)
      out += (zh ? report::severity_words(f.severity) + "：" : plan::to_string(f.severity) + ": ") + f.say + "\n";
    for (const auto& u : outcome.run->findings.unread)
      out += (zh ? "未读取：" : "not read: ") + u.file + " " + u.place + "：" + u.why + "\n";
    if (!let_out)
      out += zh ? "草稿的数字互相矛盾，没有导出；核实后再试，或加 --with-findings 带着问题导出\n"
                : "The draft disagrees with itself and was not written; mend the figures, or use --with-findings\n";
    if (!pdf_missing.empty()) out += pdf_missing + "\n";
    for (const auto& f : files) out += (zh ? "已写：" : "written: ") + f + "\n";
    return out;
  }

  Options& o;
  base::World& world;
  std::vector<std::string> files;
  std::string pdf_missing;
};

void describe(CLI::App& c, Options& o) {
  auto& r = o.request;
  text(c, "LAST_REPORT", r.report, "上年报告，就是安排这一年计划的那份 / last year's report: the plan of the year")
      ->required();
  text(c, "FOLDER", r.folder, "这一年收到的材料：部门回复、重点项目表 / what offices sent during the year");
  c.add_option("--facts", r.facts_files, "发布数据表，可以给几个 / published figures; may be repeated")
      ->allow_extra_args(false);
  text(c, "--ledger,--data", r.data, "台账，只读 / a ledger, only read");
  c.add_option("--policy", r.policies,
               "政策文件、会议纪要：其中的任务一并列入，可以给几次 / policy files and minutes; may be repeated")
      ->allow_extra_args(false);
  text(c, "--targets", r.targets_file, "历年目标表 / targets of earlier years and other areas");
  c.add_option("--year", r.year, "哪一年的执行情况，默认是报告安排的那一年 / the year reviewed")
      ->check(CLI::Range(1990, 2199));
  text(c, "--asof", o.asof, "只用这一天以前公布的数，默认今天 / as of which day");
  text(c, "--holidays", r.holidays, "补充的节假日安排表 / further table of working days");
  text(c, "--out", o.out, "输出文件夹；不给就只在屏幕上显示 / output folder");
  c.add_flag("--with-findings", o.with_findings,
             "数字互相矛盾也导出，问题列在第一页 / write it with its findings on the first page");
  c.add_flag("--no-pdf", o.no_pdf, "不生成 PDF / no PDF");
}

}  // namespace

void add_annual_command(CLI::App& app, base::World& world, int& code) {
  ledger_options::add<Options, Commands>(
      app, world, code, "annual",
      "年度报告：上年计划的执行情况和明年计划草案 / the annual report with next year's draft", describe,
      &Commands::annual);
}

}  // namespace app
