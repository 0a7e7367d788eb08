// Word documents (ISO/IEC 29500-1, WordprocessingML) to text as a reader of the printed page sees it.
#pragma once

#include "document/document.hpp"
#include "office/zip.hpp"

namespace office {

// Kept: what tracked changes insert, automatic numbers, text boxes (after the paragraph they hang on), foot- and
// endnotes (after the text). Dropped, each with a notice: what tracked changes delete, hidden text, a generated table
// of contents, comments, pictures and embedded objects. Line breaks part paragraphs; blank paragraphs are left out; a
// table of one cell is read as the text in it.
base::Result<document::Document> read_docx(ZipReader& zip, const std::string& file_name);

// The part the package names as its main document, "word/document.xml" when it names none.
std::string main_part(ZipReader& zip);

}  // namespace office
