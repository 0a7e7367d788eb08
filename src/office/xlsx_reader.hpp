// Workbooks of Office Open XML (ISO/IEC 29500-1, SpreadsheetML): .xlsx, .xlsm, and .et that is one inside.
#pragma once

#include "document/document.hpp"
#include "office/zip.hpp"

namespace office {

// One table a sheet that has content, in the order of the workbook. Cells say what a person sees; values are those the
// file keeps: nothing is calculated, no macro runs, no other workbook is opened, each told in a notice. Sheets are read
// in passing: a large sheet is never whole in memory.
base::Result<document::Document> read_xlsx(ZipReader& zip, const std::string& file_name);

constexpr ZipLimits sheet_zip_limits{
    .max_entries = 20'000, .max_entry_bytes = 320u << 20, .max_total_bytes = 400u << 20};

}  // namespace office
