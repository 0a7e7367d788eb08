// Pages of lines to a document: what repeats on every page goes, lines that a page broke are joined.
#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"

namespace office {

// Lines as they stand on each page, trailing space cut; an empty line parts paragraphs. Left out, with a notice: page
// numbers at the foot or head of a page, and lines that stand first or last on most pages. A line is joined to the one
// before it only when that one is full to the margin and does not end a sentence, and this one starts like no heading,
// item or table row. Places carry the page.
document::Document from_pages(const std::vector<std::vector<std::u32string>>& pages, const std::string& file_name);

}  // namespace office
