// Tables in text (.csv, .tsv), RFC 4180 and its relatives: commas, semicolons or tabs, whichever the file uses.
#pragma once

#include <string_view>

#include "document/document.hpp"

namespace office {

// All cells are text: a text file knows no numbers, dates or percents. A quote that is not closed, or followed by other
// characters, is a fault "document.damaged" with its line. Rows may differ in length.
base::Result<document::Document> read_csv(std::u32string_view text, const std::string& file_name);

// Is it plainly a table, whatever its name? Several lines, the same delimiter as often in each.
char32_t delimiter_of(std::u32string_view text);

}  // namespace office
