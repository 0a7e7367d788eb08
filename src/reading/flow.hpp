// A text wrapped by hand or by a page, as its writer meant it: without the line breaks that only fill a line. Numbers
// and words cut in two (8%⏎—8.5%, 12⏎万亩, 微克⏎/立方米) are whole again; every statement found in the flowing text is
// then put back to its place in the text as it stands.
#pragma once

#include <optional>
#include <vector>

#include "document/document.hpp"
#include "reading/lines.hpp"
#include "reading/statements.hpp"

namespace reading {

struct Flow {
  document::Document document;
  std::vector<int> places;  // of each of its code points, and of its end, in the text as it stands

  // From the flowing text to the text as it stands. A span never takes in a break at its ends.
  Span place_of(Span span) const;
  void put_back(Reading& reading) const;
};

// nullopt where no line is broken, so that the document can be read as it is. `lines` are its logical lines.
std::optional<Flow> flow(const document::Document& document, const std::vector<Line>& lines);

}  // namespace reading
