// Words that point to the function of government which would do a thing (codes/office_words.csv).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace plan {

class OfficeWords {
 public:
  static const OfficeWords& builtin();
  // Faults: those of base::CsvTable, "office_words.weight" with the line.
  static base::Result<OfficeWords> parse(std::string_view csv, const std::string& file_name);

  struct Hit {
    base::Span span;  // in the text given
    std::string_view function;
    double score = 0;  // weight, more for longer words
  };
  // Leftmost, longest first, none inside another.
  std::vector<Hit> hits(std::u32string_view text) const;

 private:
  struct Word {
    std::u32string text;
    std::string function;
    double weight = 1;
  };
  std::unordered_map<char32_t, std::vector<Word>> by_first_;  // longest first
};

// The function that a text points to.
struct Pointed {
  std::string function;  // empty: none
  double score = 0;
  std::vector<std::string> because;  // the words that decided, in order
};
struct WeighedText {
  std::u32string_view text;
  double weight = 1;
};
// Lead-ins of manner (以…, 围绕…) and trailing purposes (实现…, 提升…) count for less than the action itself.
Pointed point_to_function(const std::vector<WeighedText>& texts, const OfficeWords& words);

}  // namespace plan
