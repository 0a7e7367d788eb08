// Workbooks of Excel 97–2003 (MS-XLS, BIFF8): .xls, and .et that is one inside.
#pragma once

#include "document/document.hpp"
#include "office/compound_file.hpp"

namespace office {

// As read_xlsx. Faults: "document.encrypted"; "document.unknown_kind" for the versions before 97; "document.damaged".
base::Result<document::Document> read_xls(const CompoundFile& file, const std::string& file_name);

// The records of the stream "Workbook" alone.
base::Result<document::Document> read_xls_stream(std::string_view bytes, const std::string& file_name);

}  // namespace office
