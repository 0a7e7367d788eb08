#include "report/line.hpp"

namespace report {

using document::DraftParagraph;
using document::TextRun;

Line& Line::add(std::string_view text) {
  if (text.empty()) return *this;
  if (!runs_.empty() && !runs_.back().bold && !runs_.back().reference) {
    runs_.back().text += text;
  } else {
    runs_.push_back({std::string(text)});
  }
  return *this;
}

Line& Line::bold(std::string_view text) {
  if (!text.empty()) runs_.push_back({std::string(text), true});
  return *this;
}

Line& Line::add(const Line& other) {
  runs_.insert(runs_.end(), other.runs_.begin(), other.runs_.end());
  return *this;
}

Line& Line::mark(std::string text) {
  runs_.push_back({std::move(text), false, true});
  return *this;
}

Line& Line::source(int number) { return number > 0 ? mark("[" + std::to_string(number) + "]") : *this; }
Line& Line::derived() { return mark("[推算]"); }
Line& Line::estimate() { return mark("[预计]"); }

std::string Line::with_marks() const {
  std::string out;
  for (const auto& run : runs_) out += run.text;
  return out;
}

std::string Line::in_brackets() const {
  std::string out;
  for (const auto& run : runs_) {
    if (!run.reference) {
      out += run.text;
    } else if (run.text == "[推算]") {
      out += "（推算）";
    } else if (run.text == "[预计]") {
      out += "（预计）";
    }
  }
  return out;
}

std::string Line::plain() const {
  std::string out;
  for (const auto& run : runs_)
    if (!run.reference) out += run.text;
  return out;
}

DraftParagraph paragraph(DraftParagraph::Role role, std::string_view text) { return {role, {{std::string(text)}}}; }
DraftParagraph paragraph(DraftParagraph::Role role, const Line& line) { return {role, line.runs()}; }

}  // namespace report
