// The parts of 月度反馈.docx, in the order they are read.
#pragma once

#include <vector>

#include "report/digest.hpp"
#include "report/places.hpp"
#include "report/sources.hpp"
#include "report/status_words.hpp"

namespace report {

// Writes into one draft and numbers sources as it goes.
struct Feedback {
  explicit Feedback(const RunFindings& run_found)
      : run(run_found), digest(digest_of(run_found)), places(*run_found.reading) {}

  void heading(const std::string& title);  // numbered 一、 二、 …
  void body(const Line& line) { draft.blocks.emplace_back(paragraph(document::DraftParagraph::Role::body, line)); }
  void body(const std::string& text) { body(Line(text)); }
  void note(const std::string& text) {
    draft.blocks.emplace_back(paragraph(document::DraftParagraph::Role::note, text));
  }
  void table(document::DraftTable t) { draft.blocks.emplace_back(std::move(t)); }
  int report_source() { return sources.of_report(run.report_file); }

  const RunFindings& run;
  Digest digest;
  Places places;
  Sources sources;
  document::Draft draft;
  int part = 0;
};

void what_was_read(Feedback& f);  // fits on page one under the title
void overall(Feedback& f);
void headline_targets(Feedback& f);
void risks(Feedback& f);
void key_projects(Feedback& f);  // nothing without a sheet, this month's or an earlier one
void progress_of_tasks(Feedback& f);
void replies_of_offices(Feedback& f);  // nothing where nobody wrote
void orders_handled(Feedback& f);      // nothing where no register is kept
void check_findings(Feedback& f);
void next_steps(Feedback& f);
void list_of_sources(Feedback& f);

}  // namespace report
