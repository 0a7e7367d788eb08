// The targets that only a table of the plan states (附表：主要预期目标).
#pragma once

#include "document/document.hpp"
#include "reading/statements.hpp"

namespace reading {

// Appends them to the targets of `reading`, which was read from `document`; each stands at its cell. A table counts
// when a column of it plans the plan's year and at least three of its rows, and half of them, are of indicators that
// the table of names has: a list of projects or of tasks is none. An indicator that the text has a target of already,
// and the amount of one that the table plans the growth of, are left out.
void add_targets_of_tables(const document::Document& document, Reading& reading);

}  // namespace reading
