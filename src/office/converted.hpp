// Files that kept tools turn into ones we read: LibreOffice for Word 97, WPS, RTF, OpenDocument text and web pages,
// pdftotext for PDF. Each runs with a time limit in a private folder that is removed afterwards, with a profile of its
// own.
#pragma once

#include <string>
#include <string_view>

#include "base/world.hpp"
#include "document/document.hpp"

namespace office {

enum class ToolKind { none, pdf, word, rtf, open_document_text, web_page, old_workbook, flat_workbook, flat_word };

// By content alone.
ToolKind tool_kind(std::string_view bytes);

// Faults: "document.tool_missing" (which program to install, or how to save the file instead),
// "document.conversion_failed" (the tool gave nothing, or took too long), "document.encrypted", "document.empty" (a PDF
// of pictures), and those of what came out.
base::Result<document::Document> read_converted(ToolKind kind, std::string_view bytes, const std::string& file_name,
                                                base::World& world);

// A web page without anything that would be fetched, run or drawn: only its text and tables. UTF-8 in and out.
std::string without_references(std::string_view html);

// The pages of pdftotext -layout.
document::Document from_pdf_text(std::u32string_view text, const std::string& file_name);

}  // namespace office
