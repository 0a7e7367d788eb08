// The reading page: a report as printed, with every figure, target and measure marked in its place and what was
// understood beside it. One HTML file that asks nothing of any other machine.
//
// Everything read is listed once, in tables at the end; a small script shows the rows of what lies under the pointer or
// has the focus in the column at the side. Without script the marks, the tables and the links between them remain.
// HTML Living Standard; a Content-Security-Policy in the file forbids every request. All text is escaped.
#pragma once

#include <string>

#include "document/document.hpp"
#include "reading/policy.hpp"
#include "reading/statements.hpp"

namespace report {

// Below this a statement is listed as one to look at.
constexpr double sure_enough = 0.6;

// UTF-8. The words of `document` stand in it unchanged and in order; `reading` is of that document, and `policy` too
// where it is a policy file or minutes: then its articles and tasks are listed first.
std::string reading_page(const document::Document& document, const reading::Reading& reading, bool english,
                         const reading::Policy* policy = nullptr);

}  // namespace report
