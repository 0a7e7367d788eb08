// A line of text that knows where each of its figures comes from. Figures carry a mark: [3] the third of the sources
// listed, [推算] derived from published figures, [预计] forecast. In documents the mark is raised; in sheets it stands
// in brackets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/draft.hpp"

namespace report {

class Line {
 public:
  Line() = default;
  explicit Line(std::string_view text) { add(text); }

  Line& add(std::string_view text);
  Line& bold(std::string_view text);
  Line& add(const Line& other);
  // Marks for what was just written; none for source 0.
  Line& source(int number);
  Line& derived();
  Line& estimate();

  bool empty() const { return runs_.empty(); }
  const std::vector<document::TextRun>& runs() const { return runs_; }
  // For table cells of a document: "4.3%[2]".
  std::string with_marks() const;
  // For sheets and forms: source marks left out, "56.76亿元（推算）".
  std::string in_brackets() const;
  // Without any mark.
  std::string plain() const;

 private:
  Line& mark(std::string text);
  std::vector<document::TextRun> runs_;
};

document::DraftParagraph paragraph(document::DraftParagraph::Role role, std::string_view text);
document::DraftParagraph paragraph(document::DraftParagraph::Role role, const Line& line);

}  // namespace report
