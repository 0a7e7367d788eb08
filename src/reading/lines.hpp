// The lines of a document as its writer meant them: broken lines joined, surrounding white space left out.
#pragma once

#include <vector>

#include "document/document.hpp"

namespace reading {

struct Line {
  base::Span span;        // in Document::text; never empty
  int heading_level = 0;  // from the file's own styles
  bool in_table = false;
  bool broken = false;  // holds a line break
};

// A line goes on in the next when it stops in the middle: at a comma, an open bracket or quote, a particle, before a
// mark that can start no line, or at the right edge of a text that was wrapped by hand or by a page.
std::vector<Line> logical_lines(const document::Document& document);

}  // namespace reading
