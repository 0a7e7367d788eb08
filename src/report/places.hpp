// Where something stands in the report read: paragraph, section, and the words around it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/statements.hpp"

namespace report {

class Places {
 public:
  explicit Places(const reading::Reading& reading);

  // Counted from 1 over paragraphs that are not blank; 0 when the span lies outside the text.
  int paragraph_of(const base::Span& span) const;
  std::string shown(const base::Span& span) const;                // "第12段", empty when unknown
  std::string shown(const std::vector<base::Span>& spans) const;  // "第3段、第12段"
  std::string words(const base::Span& span) const;                // cut to what lies inside the text
  // Up to `around` code points on both sides within the paragraph, the span itself in 【】.
  std::string in_context(const base::Span& span, int around) const;

 private:
  std::u32string_view text_;
  std::vector<int> starts_;
};

// "二/(一)/1" as people say it: "二（一）1".
std::string section_number(const std::string& section);

}  // namespace report
