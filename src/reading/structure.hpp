// The skeleton of a text: paragraphs, sentences and clauses, headings, and which part reviews and which part plans.
#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"
#include "reading/lines.hpp"
#include "reading/sentences.hpp"
#include "reading/statements.hpp"

namespace reading {

enum class Part {
  front,
  review,
  outlook,
  plan
};  // front: title and salutation; outlook: the next years or general aims

struct TextParagraph {
  Span span;
  Part part = Part::front;
  std::string
      section;  // "二/(一)/1": the third part counts lead-phrase paragraphs within (一); empty before the first heading
  bool is_heading = false;          // the whole paragraph is a heading
  std::optional<Span> lead_phrase;  // run-in heading at the start
  bool is_target_list = false;      // an item of, or the sentence with, 主要预期目标
  bool is_problems = false;         // 困难和问题
  bool is_orientation = false;      // 总体要求, 总体思路, salutation, closing: no measures here
  Span body;                        // after the lead phrase
  std::vector<Sentence> sentences;  // of the body
};

struct Structure {
  std::string area;
  int report_year = 0;
  int plan_year = 0;
  Span plan_part;
  std::vector<Heading> outline;
  std::vector<TextParagraph> paragraphs;
};

// `lines` are the document's logical lines. `year`: of a text that names none and tells of this year; 0 not known.
Structure find_structure(const document::Document& document, const std::vector<Line>& lines, int year = 0);
Structure find_structure(const document::Document& document);

}  // namespace reading
