#include "cycle/annual.hpp"

#include <algorithm>
#include <array>

#include "cycle/inbox.hpp"
#include "cycle/office_settings.hpp"
#include "office/office.hpp"
#include "plan/matching.hpp"
#include "reading/read.hpp"

namespace cycle {

namespace {

// What is open in a draft is left out on purpose and listed as a blank; rules that look for what is left out would
// only say so again.
constexpr std::array<std::string_view, 3> kOfOpenParts{"promise-without-outcome", "problem-without-measure",
                                                       "target-without-outcome"};

// The plan's own targets of growth are the first of its history.
std::vector<plan::TargetRow> rows_of(const reading::Reading& reading, const std::string& area) {
  const auto& names = facts::NamesTable::in_force();
  std::vector<plan::TargetRow> out;
  for (const auto& t : reading.targets) {
    if (t.strength != "headline" || t.kind != reading::Kind::growth || !t.value) continue;
    plan::TargetRow row;
    row.area = area;
    row.year = reading.plan_year;
    row.indicator = names.canonical(t.indicator);
    row.words = base::to_utf8(base::slice(reading.text, t.span));
    row.op = t.op;
    row.value = t.value;
    row.unit = "%";
    out.push_back(std::move(row));
  }
  return out;
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
  plan::TargetRows rows;
  if (!request.targets_file.empty()) {
    auto bytes = world.files->read(request.targets_file);
    if (!bytes) return base::fail(bytes.error());
    auto read = plan::read_targets_csv(*bytes, request.targets_file, names);
    if (!read) return base::fail(read.error());
    rows = std::move(*read);
    for (const auto& fault : rows.unread)
      out->unread.push_back({request.targets_file, base::to_text(fault.where), fault.what});
  }
  RunRequest run_request;
  run_request.report = request.report;
  run_request.month_folder = request.folder;
  run_request.month_files = request.month_files;
  run_request.facts_files = request.facts_files;
  run_request.data = request.data;
  run_request.asof = request.asof;
  run_request.holidays = request.holidays;
  run_request.settings = request.settings;
  // A ledger is only looked at; without one there is nothing to keep, and the folder's tables count.
  run_request.keep = request.data.empty() ? Keep::all : Keep::nothing;
  auto done = run(run_request, world, progress);
  if (!done) return base::fail(done.error());
  out->run = std::move(*done);
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
  progress("写年度报告");
  const auto own = plan::own_facts(reading, out->run->findings.known, names, request.asof);
  const std::string area = reading.area.empty() ? own.area : reading.area;
  auto all_rows = rows_of(reading, area);
  all_rows.insert(all_rows.end(), rows.rows.begin(), rows.rows.end());
  report::AnnualInput input;
  input.run = &out->run->findings;
  input.next = plan::next_targets(area, reading.plan_year + 1, "", out->run->findings.known, all_rows, names,
                                  request.asof, request.settings);
  out->annual = report::annual_report(input);
  progress("核对草稿");
  out->check = check_of(out->annual, *out->run);
  return out;
}

base::Result<std::unique_ptr<AnnualOutcome>> annual_in_force(const std::optional<PlanInForce>& plan,
                                                             const std::string& data, const calendar::Date& asof,
                                                             base::World& world) {
  if (!plan)
    return base::fail("plan.none", "还没有定下用哪一份计划报告", {}, "在报送页放入计划报告，再把它定为现行计划");
  auto settings = office_settings(data, world);
  if (!settings) return base::fail(settings.error());
  auto files = received_files(data, world);
  if (!files) return base::fail(files.error());
  AnnualRequest request;
  request.report = plan->path;
  request.data = data;
  request.asof = asof;
  request.holidays = holidays_file(data, world);
  request.settings = settings->plan;
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
