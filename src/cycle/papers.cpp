#include "cycle/papers.hpp"

#include <algorithm>
#include <filesystem>

#include "cycle/inbox.hpp"
#include "cycle/place.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

std::chrono::sys_seconds day_time(const calendar::Date& day) { return std::chrono::sys_days(day); }

base::Result<const PaperKind*> kind_of(const std::string& kind) {
  const auto& all = paper_kinds();
  const auto at = std::ranges::find_if(all, [&](const PaperKind& k) { return k.kind == kind; });
  if (at == all.end()) {
    return base::fail("paper.kind", "没有“" + base::shortened(kind, 20) + "”这种材料", {},
                      "写 monthly、risk、orders、targets 或 check_list");
  }
  return &*at;
}

}  // namespace

const std::vector<PaperKind>& paper_kinds() {
  static const std::vector<PaperKind> kinds{{"monthly", "月度反馈", false},
                                            {"risk", "风险与原因", false},
                                            {"orders", "督办单", false},
                                            {"targets", "目标完成情况表", true},
                                            {"check_list", "核对清单", true}};
  return kinds;
}

base::Result<document::Draft> paper_draft(const report::RunFindings& findings, const std::string& kind) {
  const auto known = kind_of(kind);
  if (!known) return base::fail(known.error());
  if (kind == "monthly") return report::monthly_feedback(findings);
  if (kind == "risk") return report::risk_page(findings);
  if (kind == "orders") return report::order_sheets(findings);
  return base::fail("paper.kind", std::string((*known)->title) + "是表格，没有预览", {}, "下载后用 Excel 或 WPS 打开");
}

base::Result<PaperFile> paper_file(const report::RunFindings& findings, const std::string& kind,
                                   const std::string& format, base::World& world) {
  const auto known = kind_of(kind);
  if (!known) return base::fail(known.error());
  const bool table = (*known)->table;
  const std::string wanted = format.empty() ? (table ? "xlsx" : "docx") : format;
  const std::string title((*known)->title);
  const auto when = day_time(findings.asof);
  if (table && wanted == "xlsx") {
    const auto book = kind == "targets" ? report::target_table(findings) : report::check_list(findings);
    return PaperFile{title + ".xlsx", office::write_xlsx(book, when)};
  }
  if (table || (wanted != "docx" && wanted != "pdf"))
    return base::fail("paper.format", title + "没有这种格式", {}, table ? "取 xlsx" : "取 docx 或 pdf");
  auto draft = paper_draft(findings, kind);
  if (!draft) return base::fail(draft.error());
  std::string bytes = office::write_docx(*draft, when);
  if (wanted == "docx") return PaperFile{title + ".docx", std::move(bytes)};
  auto pdf = office::docx_to_pdf(bytes, world);
  if (!pdf) return base::fail(pdf.error());
  return PaperFile{title + ".pdf", std::move(*pdf)};
}

PaperFile check_list_file(const CheckOutcome& outcome, const std::string& draft_name, const calendar::Date& asof) {
  report::RunFindings findings;
  findings.report_file = draft_name;
  findings.asof = asof;
  findings.reading = &outcome.draft.reading;
  findings.check = outcome.result;
  findings.unread = outcome.unread;
  return {"核对清单.xlsx", office::write_xlsx(report::check_list(findings), day_time(asof))};
}

PaperFile trace_file(const report::TraceFindings& found, base::World& world) {
  const auto when = std::chrono::floor<std::chrono::seconds>(world.clock->now());
  return {"数据来历.docx", office::write_docx(report::trace_page(found), when)};
}

base::Result<CheckOutcome> check_draft(const DraftGiven& draft, base::World& world) {
  auto folder = world.files->make_temporary_folder();
  if (!folder) return base::fail(folder.error());
  // A name of our own, with the ending that tells what kind of file it is.
  std::string ending = std::filesystem::path(draft.name).extension().string();
  if (ending.size() > 8 || ending.find_first_of("/\\") != std::string::npos) ending.clear();
  const std::string path = (std::filesystem::path(*folder) / ("草稿" + (ending.empty() ? ".txt" : ending))).string();
  CheckRequest request;
  request.draft = path;
  request.asof = draft.asof;
  if (!draft.data.empty() && may_be_there(draft.data, world)) {
    request.data = draft.data;
    // A paragraph that names no place is the office's own.
    auto plan = plan_in_force(draft.data, world);
    if (!plan) return base::fail(plan.error());
    if (*plan) request.area = (*plan)->file.area;
  }
  auto done = world.files->write_private(path, draft.bytes);
  auto outcome =
      done ? check(request, world, [](const std::string&) {}) : base::Result<CheckOutcome>(base::fail(done.error()));
  world.files->remove_tree(*folder);
  if (!outcome) {
    base::Fault fault = outcome.error();
    fault.where.file = draft.name;
    return base::fail(fault);
  }
  for (auto& u : outcome->unread) u.file = base::file_name(u.file);
  return outcome;
}

}  // namespace cycle
