#include "cycle/annual.hpp"

#include <algorithm>
#include <array>

#include "cycle/folder.hpp"
#include "cycle/inbox.hpp"
#include "cycle/known.hpp"
#include "cycle/listed_tasks.hpp"
#include "cycle/office_settings.hpp"
#include "cycle/targets_file.hpp"
#include "cycle/tasks_of_plan.hpp"
#include "office/office.hpp"
#include "plan/matching.hpp"
#include "plan/project_figures.hpp"
#include "plan/project_memory.hpp"
#include "quantity/quantity.hpp"
#include "reading/read.hpp"
#include "reading/tables.hpp"
#include "report/sources.hpp"

namespace cycle {

namespace {

// What is open in a draft is left out on purpose and listed as a blank; rules that look for what is left out would
// only say so again.
constexpr std::array<std::string_view, 3> kOfOpenParts{"promise-without-outcome", "problem-without-measure",
                                                       "target-without-outcome"};

// The tasks of other files that are the year's too: which, and where the plan's own text ends before them (0: there are
// none).
struct OtherTasks {
  std::vector<ListedFile> listed;
  int own_text = 0;
};

// Those that a person listed in the ledger for this plan: of the same area and year, of files that count by then. The
// plan itself has its tasks already.
base::Result<OtherTasks> tasks_of_other_files(const AnnualRequest& request, base::World& world) {
  OtherTasks out;
  if (!request.data.empty()) {
    auto listed = listed_files(request.data, world);
    if (!listed) return base::fail(listed.error());
    out.listed = std::move(*listed);
  }
  if (out.listed.empty() && request.policies.empty()) return out;
  auto plan = read_document(request.report, world);
  if (!plan) return base::fail(plan.error());
  out.own_text = static_cast<int>(plan->reading.text.size());
  if (out.listed.empty()) return out;
  auto in_force = plan_in_force(request.data, world);
  if (!in_force) return base::fail(in_force.error());
  const std::string own = *in_force ? (*in_force)->file.id : std::string();
  keep_tasks_of({plan->reading.area, plan->reading.plan_year, own}, request.asof, out.listed);
  return out;
}

// Which file each task is of that stands behind the plan's own text.
std::map<std::string, std::string> files_of_tasks(const ReadDocument& report, int own_text) {
  std::map<std::string, std::string> out;
  if (own_text == 0) return out;
  for (const auto& m : report.reading.measures) {
    if (m.span.start < own_text) continue;
    const auto origin = std::ranges::find(report.origins, m.id, &TaskOrigin::task);
    if (origin != report.origins.end()) {
      out[m.id] = origin->title;
      continue;
    }
    out[m.id] = "政策文件";
    for (const auto& block : report.document.blocks) {
      const auto* paragraph = std::get_if<document::Paragraph>(&block);
      if (paragraph != nullptr && paragraph->span.contains(m.span) && !paragraph->place.file.empty())
        out[m.id] = base::file_name(paragraph->place.file);
    }
  }
  return out;
}

// What the tables of the plan's own file tell of the year before it.
std::vector<facts::Fact> facts_of_tables(const ReadDocument& report, const std::string& area,
                                         const reading::Reading& reading) {
  reading::TableContext context;
  context.asof = std::chrono::year(reading.plan_year) / 12 / 31;
  context.area = area;
  return reading::read_tables(report.document, facts::NamesTable::in_force(), context).facts;
}

// Without a sheet in hand the last one that the ledger has speaks of the key projects.
base::Result<void> use_kept_projects(const AnnualRequest& request, RunOutcome& run, base::World& world) {
  auto known = gather_known({}, request.data, request.asof, world);
  if (!known) return base::fail(known.error());
  plan::ProjectInput projects;
  projects.sheets = plan::kept_sheets(known->facts, run.findings.reading->area);
  projects.report = run.findings.reading;
  projects.known = run.findings.known;
  projects.asof = request.asof;
  run.findings.projects = plan::project_progress(projects);
  plan::tell_by_projects(run.findings.projects, *run.findings.reading, run.findings.targets);
  return {};
}

// The rule holds the draft against last year's report and blames the draft. Here the draft's figure is a published one:
// the year before it in what is known tells whether that report or this row of the ledger has the wrong unit.
void blame_the_right_side(const report::AnnualReport& annual, const RunOutcome& run, plan::Finding& finding) {
  const auto figure = std::ranges::find_if(annual.figures, [&](const report::AnnualFigure& f) {
    return !f.span.empty() && !f.growth && f.fact.value &&
           std::ranges::any_of(finding.spans, [&](const base::Span& s) { return s.overlaps(f.span); });
  });
  if (figure == annual.figures.end()) return;
  const facts::Fact& now = figure->fact;
  const auto before = std::ranges::find_if(run.findings.known, [&](const facts::Fact& f) {
    return f.indicator == now.indicator && f.area == now.area && f.scope == now.scope && f.span == now.span &&
           f.value && !f.value->is_zero() && f.period == calendar::Period::year(now.period.last.year - 1);
  });
  const std::string name = now.indicator, year = std::to_string(now.period.last.year);
  const std::string in_hand = "公布数里" + year + "年是" + figure->printed;
  std::optional<base::Decimal> base_value;
  if (before != run.findings.known.end()) base_value = quantity::convert(*before->value, before->unit, now.unit);
  if (!base_value || base_value->is_zero()) {
    finding.say = name + "：" + in_hand + "，与上年报告相差万倍或亿倍，其中一处单位写错，请核对来源和上年报告。";
    return;
  }
  const double ratio = now.value->to_double() / base_value->to_double();
  const std::string was = std::to_string(now.period.last.year - 1) + "年是" + before->value->to_string() + before->unit;
  finding.say = ratio > 0.1 && ratio < 10
                    ? name + "：" + in_hand + "、" + was +
                          "，上年报告写的与此相差万倍或亿倍，多半是上年报告的单位写错；草稿用的是公布数。"
                    : name + "：" + in_hand + "，" + was + "，相差万倍或亿倍，多半是手头" + year +
                          "年这一条的单位写错，请核对来源（" + report::source_words(now) + "）。";
}

plan::CheckResult check_of(const report::AnnualReport& annual, const RunOutcome& run) {
  const reading::Reading draft = reading::read(document::from_plain_text(annual.told, "年度报告（草稿）"));
  plan::CheckInput input;
  input.draft = &draft;
  input.others = {run.findings.reading};
  input.known = run.findings.known;
  input.names = &facts::NamesTable::in_force();
  plan::CheckResult out = plan::cross_check(input);
  std::erase_if(out.findings,
                [](const plan::Finding& f) { return std::ranges::find(kOfOpenParts, f.rule) != kOfOpenParts.end(); });
  for (auto& finding : out.findings)
    if (finding.rule == "unit-slip") blame_the_right_side(annual, run, finding);
  return out;
}

}  // namespace

bool AnnualOutcome::exportable() const {
  return std::ranges::none_of(check.findings, [](const auto& f) { return f.severity == plan::Severity::error; });
}

base::Result<std::unique_ptr<AnnualOutcome>> annual(const AnnualRequest& request, base::World& world,
                                                    const Progress& progress) {
  auto out = std::make_unique<AnnualOutcome>();
  const auto& names = facts::NamesTable::in_force();
  auto rows = read_targets_file(request.targets_file, out->unread, world);
  if (!rows) return base::fail(rows.error());
  RunRequest run_request;
  run_request.report = request.report;
  run_request.month_files = request.month_files;
  std::vector<report::Unread> left_out;
  if (!request.folder.empty()) {
    progress("读取文件夹 " + request.folder);
    auto found = files_below(request.folder, left_out, world);
    if (!found) return base::fail(found.error());
    run_request.month_files.insert(run_request.month_files.end(), found->begin(), found->end());
  }
  run_request.facts_files = request.facts_files;
  run_request.data = request.data;
  run_request.asof = request.asof;
  run_request.holidays = request.holidays;
  run_request.settings = request.settings;
  if (!request.data.empty()) {
    auto office = office_settings(request.data, world);
    if (!office) return base::fail(office.error());
    run_request.settings = office->plan;
  }
  run_request.policies = request.policies;
  auto others = tasks_of_other_files(request, world);
  if (!others) return base::fail(others.error());
  run_request.listed = std::move(others->listed);
  // A ledger is only looked at; without one there is nothing to keep, and the folder's tables count.
  run_request.keep = request.data.empty() ? Keep::all : Keep::nothing;
  auto done = run(run_request, world, progress);
  if (!done) return base::fail(done.error());
  out->run = std::move(*done);
  std::ranges::move(left_out, std::back_inserter(out->run->findings.unread));
  const reading::Reading& reading = *out->run->findings.reading;
  if (reading.plan_year == 0) {
    return base::fail("annual.no_year", "读不出这份报告安排的是哪一年的计划", base::Place{.file = request.report},
                      "在标题里写明年份，例如“2025年国民经济和社会发展计划草案”");
  }
  if (request.year != 0 && request.year != reading.plan_year) {
    return base::fail(
        "annual.year",
        "这份报告安排的是" + std::to_string(reading.plan_year) + "年的计划，不是" + std::to_string(request.year) +
            "年的",
        base::Place{.file = request.report},
        "给安排" + std::to_string(request.year) + "年计划的那份报告，或把年份改为" + std::to_string(reading.plan_year));
  }
  if (!out->run->findings.projects.any && !request.data.empty()) {
    if (auto kept = use_kept_projects(request, *out->run, world); !kept) return base::fail(kept.error());
  }
  progress("写年度报告");
  const auto own = plan::own_facts(reading, out->run->findings.known, names, request.asof);
  const std::string area = reading.area.empty() ? own.area : reading.area;
  auto all_rows = target_rows_of(reading, area);
  all_rows.insert(all_rows.end(), rows->begin(), rows->end());
  report::AnnualInput input;
  input.run = &out->run->findings;
  input.next = plan::next_targets(area, reading.plan_year + 1, "", out->run->findings.known, all_rows, names,
                                  request.asof, run_request.settings);
  input.own_text = others->own_text;
  input.of_file = files_of_tasks(out->run->report, others->own_text);
  input.document = &out->run->report.document;
  input.table_facts = facts_of_tables(out->run->report, area, reading);
  out->annual = report::annual_report(input);
  progress("核对草稿");
  out->check = check_of(out->annual, *out->run);
  for (const auto& f : out->run->findings.check.findings)
    if (f.rule == "asof-year") out->check.findings.push_back(f);
  return out;
}

base::Result<std::unique_ptr<AnnualOutcome>> annual_in_force(const std::optional<PlanInForce>& plan,
                                                             const std::string& data, const calendar::Date& asof,
                                                             base::World& world) {
  if (!plan)
    return base::fail("plan.none", "还没有定下用哪一份计划报告", {}, "在报送页放入计划报告，再把它定为现行计划");
  auto files = received_files(data, world);
  if (!files) return base::fail(files.error());
  AnnualRequest request;
  request.report = plan->path;
  request.data = data;
  request.asof = asof;
  request.holidays = holidays_file(data, world);
  // Oldest first: what an office wrote last is what stands.
  for (auto file = files->rbegin(); file != files->rend(); ++file) {
    const int year = static_cast<int>(file->asof.year());
    const bool of_year = plan->file.plan_year == 0 || year == plan->file.plan_year || year == plan->file.plan_year + 1;
    if (file->asof > asof || !of_year || (file->projects == 0 && file->replies == 0)) continue;
    if (auto path = received_path(data, file->id, world)) request.month_files.push_back(*path);
  }
  auto out = annual(request, world, [](const std::string&) {});
  if (!out) return out;
  (*out)->annual.plan_file = plan->file.name;
  return out;
}

base::Result<void> let_out(const AnnualOutcome& outcome, bool with_findings) {
  if (outcome.exportable() || with_findings) return {};
  const auto first = std::ranges::find(outcome.check.findings, plan::Severity::error, &plan::Finding::severity);
  const auto errors = std::ranges::count(outcome.check.findings, plan::Severity::error, &plan::Finding::severity);
  return base::fail("annual.findings",
                    "草稿的数字互相矛盾" + std::to_string(errors) + "处，没有导出。第一处：" + first->say, {},
                    "先核实台账里的数；确要带着问题导出，选“带核对发现导出”");
}

base::Result<PaperFile> annual_file(const AnnualOutcome& outcome, const std::string& format, bool with_findings,
                                    base::World& world) {
  constexpr const char* kName = "年度报告（草稿）";
  if (!format.empty() && format != "docx" && format != "pdf")
    return base::fail("paper.format", "年度报告没有这种格式", {}, "取 docx、pdf 或 json");
  if (auto may = let_out(outcome, with_findings); !may) return base::fail(may.error());
  const auto draft = report::annual_draft(outcome.annual, outcome.exportable() ? nullptr : &outcome.check);
  const std::chrono::sys_seconds when = std::chrono::sys_days(outcome.annual.asof);
  std::string bytes = office::write_docx(draft, when);
  if (format != "pdf") return PaperFile{std::string(kName) + ".docx", std::move(bytes)};
  auto pdf = office::docx_to_pdf(bytes, world);
  if (!pdf) return base::fail(pdf.error());
  return PaperFile{std::string(kName) + ".pdf", std::move(*pdf)};
}

}  // namespace cycle
