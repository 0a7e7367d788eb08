// The papers of a round as values: drafts to look at, files to take away.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "cycle/trace.hpp"
#include "document/draft.hpp"

namespace cycle {

struct PaperKind {
  std::string_view kind, title;  // "monthly", "月度反馈"
  bool table = false;            // a workbook
};
// monthly, risk, orders, targets, check_list
const std::vector<PaperKind>& paper_kinds();

struct PaperFile {
  std::string name;  // 月度反馈.docx
  std::string bytes;
};
// `format`: docx, pdf, xlsx; empty: the paper's own. Faults: "paper.kind", "paper.format", those of
// office::docx_to_pdf.
base::Result<PaperFile> paper_file(const report::RunFindings& findings, const std::string& kind,
                                   const std::string& format, base::World& world);
// Of papers that are no tables. Fault "paper.kind".
base::Result<document::Draft> paper_draft(const report::RunFindings& findings, const std::string& kind);

// 核对清单.xlsx of a draft that was checked.
PaperFile check_list_file(const CheckOutcome& outcome, const std::string& draft_name, const calendar::Date& asof);
// 数据来历.docx
PaperFile trace_file(const report::TraceFindings& found, base::World& world);

// A draft that nobody keeps: text as typed, or a file's bytes; the file lies in a private folder for as long as it is
// read. Faults as `check`.
struct DraftGiven {
  std::string name, bytes;
  std::string data;  // a ledger; empty: none
  std::optional<calendar::Date> asof;
};
base::Result<CheckOutcome> check_draft(const DraftGiven& draft, base::World& world);

}  // namespace cycle
