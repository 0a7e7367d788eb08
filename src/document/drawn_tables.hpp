// Tables that white space alone draws, as they come out of a PDF or stand in a plain text: no cell of theirs is marked.
#pragma once

#include <vector>

#include "document/document.hpp"

namespace document {

// Paragraphs that are together one such table. A row is three columns at least, with tabs or three spaces between
// them; lines between rows may be shorter, where a cell goes on over several lines. Four rows at least, and numbers in
// half of them: a list of names in columns is no table of numbers.
struct DrawnTable {
  Span span;          // from the start of its first line to the end of its last, in Document::text
  Place first;        // of its first line
  int last_page = 0;  // where the document has pages
  int rows = 0;       // lines of three columns and more
};
std::vector<DrawnTable> drawn_tables(const Document& document);

// A notice for each: whose column a number of it stands in nobody can tell, so nothing of it is read as a statement.
void tell_of_drawn_tables(Document& document);

}  // namespace document
