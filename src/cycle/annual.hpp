// jicheng annual: the annual report of the plan in hand, with next year's draft; held against itself and against what
// was published before it is let out.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"
#include "cycle/papers.hpp"
#include "report/annual.hpp"

namespace cycle {

struct AnnualRequest {
  std::string report;                    // the plan of the year: last year's report
  std::string folder;                    // what offices sent during the year, also in folders a month; empty: none
  std::vector<std::string> month_files;  // further files
  std::vector<std::string> facts_files;
  std::string data;  // a ledger, only read; empty: none. Without one the folder's tables count as figures
  std::vector<std::string> policies;  // policy files and minutes whose tasks are the year's too, beside those that a
                                      // person listed in the ledger
  std::string targets_file;           // targets of earlier years and of other areas (targets.csv); empty: none
  int year = 0;                       // the year reviewed; 0: the one that the report plans
  calendar::Date asof;
  std::string holidays;
  plan::Settings settings;  // without a ledger; with one those of its office hold
};

struct AnnualOutcome {
  std::unique_ptr<RunOutcome> run;
  report::AnnualReport annual;
  plan::CheckResult check;             // of what the draft claims; spans are code points of `annual.text`
  std::vector<report::Unread> unread;  // rows of the targets' file
  // No error in `check`: the draft does not disagree with itself.
  bool exportable() const;
};

// Faults: those of `run` and of the targets' file; "annual.no_year" when the report does not say which year it plans;
// "annual.year" when that is another one than asked for.
base::Result<std::unique_ptr<AnnualOutcome>> annual(const AnnualRequest& request, base::World& world,
                                                    const Progress& progress);

// Of `plan`, the one in force, and of all that came in during its year: the caller has it, for it is what a person's
// rights are held against. Faults: "plan.none" and those of `annual`.
base::Result<std::unique_ptr<AnnualOutcome>> annual_in_force(const std::optional<PlanInForce>& plan,
                                                             const std::string& data, const calendar::Date& asof,
                                                             base::World& world);

// "annual.findings" for a draft that is not let out.
base::Result<void> let_out(const AnnualOutcome& outcome, bool with_findings);

// 年度报告（草稿）.docx or .pdf. With an error in the check only `with_findings` lets it out, and then they stand on
// the first page. Faults: "annual.findings"; "paper.format"; those of office::docx_to_pdf.
base::Result<PaperFile> annual_file(const AnnualOutcome& outcome, const std::string& format, bool with_findings,
                                    base::World& world);

}  // namespace cycle
