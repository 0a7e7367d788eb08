// What our documents printed, kept as an event, so that it can be told years later (docs/reference/ledger.md, events).
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"

namespace cycle {

inline constexpr const char* kPrintedEvent = "report.printed";

// A document written, by its name and the SHA-256 of its bytes; of a PDF the name alone: it is made from the DOCX
// beside it and is not the same twice.
struct PrintedFile {
  std::string name, sha256;
};

// Records that `files` were written as of a day and which published figures stood in them. The same documents again are
// the same event. Nothing is recorded where the report names no area.
base::Result<void> keep_printed(const RunRequest& request, const std::string& area_code,
                                const report::RunFindings& findings, const std::vector<PrintedFile>& files,
                                base::World& world);

// A figure that stood in documents of ours.
struct PrintedFigure {
  std::string key;   // facts::key
  facts::Fact fact;  // value, unit, growth, basis, status alone
};
struct PrintedDocuments {
  std::string asof;
  std::vector<std::string> files;
  std::vector<PrintedFile> made;  // the same with their digests
  std::vector<PrintedFigure> figures;

  bool holds(const std::string& name, const std::string& sha256) const;
};
// Nothing when the content is none of ours.
std::optional<PrintedDocuments> read_printed(const std::string& content);

}  // namespace cycle
