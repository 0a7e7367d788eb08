#include <algorithm>
#include <filesystem>

#include "cycle/cycle.hpp"
#include "cycle/known.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTargetTable = "目标完成情况表.xlsx";
constexpr const char* kRiskPage = "风险与原因.docx";
constexpr const char* kOrderSheets = "督办单.docx";
constexpr const char* kFeedback = "月度反馈.docx";
constexpr const char* kFeedbackPdf = "月度反馈.pdf";
constexpr const char* kCheckList = "核对清单.xlsx";

bool looks_like_facts(const std::string& bytes) {
  const std::string head = bytes.substr(0, bytes.find('\n'));
  return head.find("indicator") != std::string::npos && head.find("period") != std::string::npos;
}

// The month's folder: tables in the FACTS.csv shape are taken; everything else is named as not read, never passed over.
base::Result<std::vector<std::string>> facts_in_folder(const std::string& folder, std::vector<report::Unread>& unread,
                                                       base::World& world) {
  std::vector<std::string> found;
  auto entries = world.files->list(folder);
  if (!entries) return base::fail(entries.error());
  for (const auto& entry : *entries) {
    const std::string path = (fs::path(folder) / entry.name).string();
    if (entry.is_folder) {
      unread.push_back({path, "", "子文件夹没有读取。请把文件放到上一级"});
      continue;
    }
    auto bytes = world.files->read(path);
    if (!bytes) {
      unread.push_back({path, "", bytes.error().what});
    } else if (fs::path(path).extension() == ".csv" && looks_like_facts(*bytes)) {
      found.push_back(path);
    } else {
      unread.push_back({path, "", "不是发布数据表（CSV，列名见 docs/reference/facts-csv.md），没有读取"});
    }
  }
  return found;
}

base::Result<calendar::WorkingCalendar> working_calendar(const std::string& holidays, base::World& world) {
  const auto& builtin = calendar::WorkingCalendar::builtin();
  if (holidays.empty()) return builtin;
  auto bytes = world.files->read(holidays);
  if (!bytes) return base::fail(bytes.error());
  auto text = office::decode_text(*bytes, holidays);
  if (!text) return base::fail(text.error());
  auto added = calendar::WorkingCalendar::parse(base::to_utf8(*text), holidays);
  if (!added) return base::fail(added.error());
  return builtin.with(*added);
}

base::Result<void> write_files(RunOutcome& outcome, const RunRequest& request, base::World& world,
                               const Progress& progress) {
  const auto& findings = outcome.findings;
  // The files are dated by the day asked about, so that the same question gives the same bytes.
  const std::chrono::sys_seconds when = std::chrono::sys_days(request.asof);
  progress("写五个文件");
  const std::string feedback = office::write_docx(report::monthly_feedback(findings), when);
  std::vector<std::pair<std::string, std::string>> files{
      {kTargetTable, office::write_xlsx(report::target_table(findings), when)},
      {kRiskPage, office::write_docx(report::risk_page(findings), when)},
      {kOrderSheets, office::write_docx(report::order_sheets(findings), when)},
      {kFeedback, feedback},
      {kCheckList, office::write_xlsx(report::check_list(findings), when)},
  };
  if (request.pdf) {
    if (world.subprocess->find("soffice").empty()) {
      outcome.pdf_missing = "没有安装 LibreOffice，未生成 PDF";
    } else {
      progress("用 LibreOffice 生成 PDF（几秒钟）");
      auto pdf = office::docx_to_pdf(feedback, world);
      if (pdf) {
        files.emplace_back(kFeedbackPdf, std::move(*pdf));
      } else {
        outcome.pdf_missing = base::to_text(pdf.error());
      }
    }
  }
  if (auto made = world.files->make_folder(request.out); !made) return base::fail(made.error());
  for (auto& [name, bytes] : files) {
    name = (fs::path(request.out) / name).string();
    outcome.files.push_back(name);
  }
  // A PDF of an earlier run must not stand beside a newer 月度反馈.docx.
  const std::string old_pdf = (fs::path(request.out) / kFeedbackPdf).string();
  const bool stale_pdf =
      world.files->exists(old_pdf) && std::ranges::find(outcome.files, old_pdf) == outcome.files.end();
  if (auto written = world.files->write_together(files); !written) return base::fail(written.error());
  if (stale_pdf) world.files->remove_tree(old_pdf);
  return {};
}

}  // namespace

base::Result<std::unique_ptr<RunOutcome>> run(const RunRequest& request, base::World& world, const Progress& progress) {
  auto outcome = std::make_unique<RunOutcome>();
  progress("读取 " + request.report);
  auto document = read_document(request.report, world);
  if (!document) return base::fail(document.error());
  outcome->report = std::move(*document);
  const reading::Reading& reading = outcome->report.reading;

  report::RunFindings& findings = outcome->findings;
  findings.report_file = fs::path(request.report).filename().string();
  findings.asof = request.asof;
  findings.reading = &reading;
  findings.settings = request.settings;
  for (const auto& notice : outcome->report.document.notices) {
    findings.unread.push_back({request.report, base::to_text(notice.place), notice.why});
  }

  std::vector<std::string> facts_files = request.facts_files;
  if (!request.month_folder.empty()) {
    progress("读取文件夹 " + request.month_folder);
    auto found = facts_in_folder(request.month_folder, findings.unread, world);
    if (!found) return base::fail(found.error());
    facts_files.insert(facts_files.end(), found->begin(), found->end());
  }
  auto calendar = working_calendar(request.holidays, world);
  if (!calendar) return base::fail(calendar.error());
  auto known = gather_known(facts_files, request.data, request.asof, world);
  if (!known) return base::fail(known.error());
  findings.known = std::move(known->facts);
  std::ranges::move(known->unread, std::back_inserter(findings.unread));

  const auto& names = facts::NamesTable::builtin();
  progress("判断目标，核对数字");
  findings.targets = plan::judge(reading, findings.known, names, request.asof, request.settings);
  plan::CheckInput input;
  input.draft = &reading;
  input.known = findings.known;
  input.vintages = std::move(known->vintages);
  input.names = &names;
  findings.check = plan::cross_check(input);
  findings.tasks = plan::tasks_of(reading);
  findings.orders = plan::orders_for(findings.targets, reading, *calendar, request.asof, request.settings);

  if (!request.out.empty()) {
    if (auto written = write_files(*outcome, request, world, progress); !written) return base::fail(written.error());
  }
  return outcome;
}

}  // namespace cycle
