// The one entry: a document's text to its statements. Pure: same text, same answer.
#pragma once

#include "document/document.hpp"
#include "reading/statements.hpp"

namespace reading {

Reading read(const document::Document& document);

}  // namespace reading
