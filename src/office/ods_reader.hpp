// Spreadsheets of OpenDocument (ISO/IEC 26300): .ods. The file keeps both the value and the text a person saw.
#pragma once

#include "document/document.hpp"
#include "office/zip.hpp"

namespace office {

// As read_xlsx. Repeated cells and rows are written out when they hold something and cost nothing when they do not.
base::Result<document::Document> read_ods(ZipReader& zip, const std::string& file_name);

}  // namespace office
