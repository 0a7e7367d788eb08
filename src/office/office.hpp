// Files to documents and documents to files.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/world.hpp"
#include "document/document.hpp"
#include "document/draft.hpp"

namespace office {

// By content first, by name second. Faults carry file, place and remedy: "document.empty", "document.unknown_kind",
// "document.damaged", "document.encrypted", "text.encoding", "document.too_large". What is read and how far:
// docs/reference/files.md.
base::Result<document::Document> read_document(std::string_view bytes, const std::string& file_name);

// Reads also what needs a kept tool (Word 97, WPS, RTF, OpenDocument text, web pages, PDF), as a subprocess in a
// private folder. More faults: "document.tool_missing", "document.conversion_failed".
base::Result<document::Document> read_document(std::string_view bytes, const std::string& file_name,
                                               base::World& world);

// For a program that reads the same files again and again: what a kept tool made of a file is remembered by the hash of
// its bytes, the oldest forgotten beyond `most_bytes` of results; 0, as at the start, remembers nothing. Thread-safe.
void remember_conversions(std::uint64_t most_bytes);

// UTF-8 (with or without mark), UTF-16 with mark, GB18030. Fault "text.encoding" with line and column.
base::Result<std::u32string> decode_text(std::string_view bytes, const std::string& file_name);

// Same draft, same bytes. `when` goes into the file's properties.
std::string write_docx(const document::Draft& draft, std::chrono::sys_seconds when);
std::string write_xlsx(const document::DraftWorkbook& workbook, std::chrono::sys_seconds when);

// Through LibreOffice with a private profile and a time limit. Faults "program.missing", "pdf.failed".
base::Result<std::string> docx_to_pdf(std::string_view docx, base::World& world);

}  // namespace office
