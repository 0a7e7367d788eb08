#include "reading/heading_words.hpp"

#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace reading {

const std::vector<std::u32string>& heading_words(std::string_view role) {
  static const auto by_role = [] {
    std::map<std::string, std::vector<std::u32string>, std::less<>> made;
    const auto table =
        base::CsvTable::parse(base::builtin_file("codes/reading/headings.csv"), "codes/reading/headings.csv");
    JC_ASSERT(table.has_value());
    for (std::size_t i = 0; i < table->size(); ++i)
      made[table->at(i, "role")].push_back(base::u32(table->at(i, "word")));
    return made;
  }();
  const auto found = by_role.find(role);
  JC_ASSERT(found != by_role.end());
  return found->second;
}

bool has_heading_word(std::u32string_view text, std::string_view role) {
  for (const std::u32string& word : heading_words(role)) {
    if (text.find(word) != std::u32string_view::npos) return true;
  }
  return false;
}

}  // namespace reading
